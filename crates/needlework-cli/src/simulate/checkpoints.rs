//! Checkpoints of the runs in space: when they are written, and what is taken up again.

use needlework::course::{SpaceGrid, SpaceRun};
use needlework::healing::SPECIES_COUNT;
use needlework::tissue::Grid;
use needlework_study::checkpoint::{CheckpointKey, read_checkpoint, write_checkpoint};
use needlework_study::diagnostic::{Diagnostic, Diagnostics, codes};
use needlework_study::fields::FieldWriter;
use needlework_study::run::{Manifest, RunWriter};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::time::{Duration, Instant};

/// Bytes of a state beside its fields: recorded levels of the longest course, lists of the epidermis (64 MiB).
const BESIDE_FIELDS: u64 = 64 << 20;

/// Writes checkpoints and finds them again.
pub struct Keeper {
    /// What every checkpoint of this run belongs to, but for zone and tier.
    key: CheckpointKey,
    every: Duration,
    last: Instant,
    /// Whether this program has been identified.
    known: bool,
}

impl Keeper {
    /// A keeper of the checkpoints of a run.
    pub fn new(manifest: &Manifest, every: Duration) -> Self {
        let key = CheckpointKey {
            program: format!("{} {} {}", manifest.tool.name, manifest.tool.version, manifest.platform),
            study_sha256: manifest.study_sha256.clone(),
            seed: manifest.seed,
            run: String::new(),
        };
        Self { key, every, last: Instant::now(), known: false }
    }

    /// What the checkpoint of a run belongs to.
    fn key(&mut self, name: &str) -> CheckpointKey {
        if !self.known {
            // Two builds of one version may round otherwise. A program that cannot be read is known by its version alone.
            if let Ok(sum) = own_sum() {
                self.key.program = format!("{} {sum}", self.key.program);
            }
            self.known = true;
        }
        CheckpointKey { run: name.to_owned(), ..self.key.clone() }
    }

    /// Brings a run to its checkpoint; whether there was one.
    pub fn take_up(
        &mut self,
        writer: &RunWriter,
        name: &str,
        run: &mut SpaceRun,
        fields: Option<&FieldWriter>,
    ) -> Result<bool, Diagnostics> {
        let Some(path) = writer.checkpoint(name) else { return Ok(false) };
        let cells = match run.grid() {
            SpaceGrid::Cell(grid) => Grid::cells(grid),
            SpaceGrid::Block(grid) => Grid::cells(grid),
        };
        let limit = 2 * (SPECIES_COUNT * size_of::<f64>() * cells) as u64 + BESIDE_FIELDS;
        let found = read_checkpoint(&path, &self.key(name), limit).map_err(|fault| *fault)?;
        let Some(checkpoint) = found else { return Ok(false) };
        let damaged = |what: String| {
            Diagnostic::new(codes::CHECKPOINT_DAMAGED, format!("{}: {what}", path.display()))
                .remedy("begin anew with --fresh, which discards what was computed")
        };
        run.resume(&checkpoint.state).map_err(|error| damaged(format!("{error} ({})", error.code())))?;
        if let Some(fields) = fields
            && let Some(day) = run.snapshots().find(|day| !fields.has(*day))
        {
            return Err(damaged(format!("the fields of day number {} are not there", day + 1)).into());
        }
        self.last = Instant::now();
        Ok(true)
    }

    /// Whether the last checkpoint is old enough for another.
    pub fn is_due(&self) -> bool {
        self.last.elapsed() >= self.every
    }

    /// Writes a checkpoint.
    pub fn keep(&mut self, writer: &RunWriter, name: &str, run: &SpaceRun) -> Result<(), Diagnostics> {
        let Some(path) = writer.checkpoint(name) else { return Ok(()) };
        let key = self.key(name);
        let written = write_checkpoint(&path, &key, run.day(), &run.state());
        self.last = Instant::now();
        written.map_err(|error| writer.refusal(&error))
    }
}

/// SHA-256 of this program's file.
fn own_sum() -> io::Result<String> {
    let mut file = File::open(std::env::current_exe()?)?;
    let mut sum = Sha256::new();
    let mut block = vec![0; 1 << 20];
    loop {
        match file.read(&mut block)? {
            0 => break,
            count => sum.update(&block[..count]),
        }
    }
    Ok(sum.finalize().iter().take(8).fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

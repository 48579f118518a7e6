//! The file of a checkpoint: a head in plain text, then the state, compressed.

use super::state::{decode, encode};
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::text::printable;
use needlework::course::SpaceRunState;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// First line of every checkpoint; the number is that of the format.
const MAGIC: &[u8] = b"needlework checkpoint 2\n";
/// What the line begins with in any format.
const FAMILY: &[u8] = b"needlework checkpoint ";
/// Bytes of the head after the first line.
const HEAD: usize = 1024;
/// Level of zstd: fast; skin at rest becomes nothing at any level.
const LEVEL: i32 = 1;

/// What a checkpoint belongs to. All of it must be the same when it is taken up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckpointKey {
    /// The program that steps: its version, platform and the SHA-256 of its file. Another build may round otherwise.
    pub program: String,
    /// SHA-256 of the resolved study.
    pub study_sha256: String,
    /// Seed of all random draws.
    pub seed: u64,
    /// The zone and tier, as the name of its files.
    pub run: String,
}

/// A checkpoint that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    /// Where the run has got to [day].
    pub day: f64,
    /// The state.
    pub state: SpaceRunState,
}

/// The head in plain text.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    key: CheckpointKey,
    day: f64,
    sha256: String,
}

impl Head {
    /// The head, filled up to its length.
    fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec(self)?;
        if bytes.len() >= HEAD {
            return Err(io::Error::new(ErrorKind::InvalidInput, "the head of a checkpoint is too long"));
        }
        bytes.resize(HEAD - 1, b' ');
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// A sum over everything in the head but the sum.
    fn digest(&self) -> io::Result<Sha256> {
        let bare = Self { key: self.key.clone(), day: self.day, sha256: String::new() };
        Ok(Sha256::new_with_prefix(bare.bytes()?))
    }
}

/// Passes bytes on and sums them up.
struct Summing<S> {
    inner: S,
    sum: Sha256,
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// SHA-256 in hexadecimal.
fn hexadecimal(sum: Sha256) -> String {
    use core::fmt::Write;
    sum.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Writes a checkpoint whole or not at all; an older one at `path` is replaced only by a whole one.
///
/// # Errors
/// What the disk refuses.
pub fn write_checkpoint(path: &Path, key: &CheckpointKey, day: f64, state: &SpaceRunState) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let mut head = Head { key: key.clone(), day, sha256: String::new() };

    let mut output = BufWriter::new(File::create(&part)?);
    output.write_all(MAGIC)?;
    output.write_all(&head.bytes()?)?;
    let summing = Summing { inner: output, sum: head.digest()? };
    let mut encoder = zstd::stream::write::Encoder::new(summing, LEVEL)?;
    encode(state, &mut encoder)?;
    let Summing { inner: mut output, sum } = encoder.finish()?;

    head.sha256 = hexadecimal(sum);
    output.seek(SeekFrom::Start(MAGIC.len() as u64))?;
    output.write_all(&head.bytes()?)?;
    output.flush()?;
    output.get_ref().sync_all()?;
    drop(output);
    std::fs::rename(&part, path)?;
    match path.parent() {
        // Only Unix lets a directory be opened and flushed.
        Some(parent) if cfg!(unix) => File::open(parent)?.sync_all(),
        _ => Ok(()),
    }
}

/// Reads the checkpoint at `path`, if there is one. At most `limit` bytes of state are unpacked.
///
/// # Errors
/// NW0407 where it is damaged, NW0408 where it is of another study, seed or run, NW0409 where another program or version
/// wrote it.
pub fn read_checkpoint(path: &Path, key: &CheckpointKey, limit: u64) -> Result<Option<Checkpoint>, Box<Diagnostic>> {
    let refuse = |code: &'static Code, what: &str| {
        let shown = printable(&path.display().to_string());
        Box::new(Diagnostic::new(code, format!("{shown}: {what}")).remedy(
            "begin anew with --fresh, which discards what was computed, or write the new run elsewhere with --out",
        ))
    };
    let damaged = |what: &str| refuse(codes::CHECKPOINT_DAMAGED, what);
    let failed = |error: io::Error| damaged(&error.to_string());
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    let mut input = BufReader::new(file);
    let mut magic = [0; MAGIC.len()];
    input.read_exact(&mut magic).map_err(failed)?;
    if magic != MAGIC {
        return Err(if magic.starts_with(FAMILY) {
            refuse(codes::CHECKPOINT_VERSION, "the checkpoint has another format")
        } else {
            damaged("this is not a checkpoint")
        });
    }
    let mut text = [0; HEAD];
    input.read_exact(&mut text).map_err(failed)?;
    let head: Head = serde_json::from_slice(&text).map_err(|_| damaged("the head of the checkpoint cannot be read"))?;

    // The sum comes before everything else: a head that has changed must not be called one of another study.
    let mut sum = head.digest().map_err(failed)?;
    let mut block = vec![0; 1 << 16];
    loop {
        match input.read(&mut block).map_err(failed)? {
            0 => break,
            count => sum.update(&block[..count]),
        }
    }
    if hexadecimal(sum) != head.sha256 {
        return Err(damaged("the checkpoint has changed since it was written"));
    }
    if head.key.program != key.program {
        let fault = refuse(codes::CHECKPOINT_VERSION, "another program or version wrote the checkpoint");
        return Err(Box::new(fault.value(head.key.program).limit(key.program.clone())));
    }
    if head.key != *key {
        let differs = [
            ("study", head.key.study_sha256 != key.study_sha256),
            ("seed", head.key.seed != key.seed),
            ("zone or tier", head.key.run != key.run),
        ];
        let differs: Vec<&str> = differs.into_iter().filter(|(_, differs)| *differs).map(|(what, _)| what).collect();
        let what = format!("the checkpoint is of another {}", differs.join(" and "));
        return Err(refuse(codes::CHECKPOINT_OTHER, &what));
    }
    input.seek(SeekFrom::Start((MAGIC.len() + HEAD) as u64)).map_err(failed)?;
    let unpacked = zstd::stream::read::Decoder::with_buffer(input).map_err(failed)?;
    let state = decode(&mut unpacked.take(limit)).map_err(failed)?;
    Ok(Some(Checkpoint { day: head.day, state }))
}

use super::*;
use crate::diagnostic::Diagnostic;
use crate::document::SourceFile;
use crate::library::Library;
use crate::study;
use needlework::course::{Advance, SavedTissue, SpaceRun, SpaceRunState};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

/// More than any state here has.
const LIMIT: u64 = 1 << 24;

/// An empty directory, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("needlework-checkpoint-{}-{number}", std::process::id()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

/// A unit cell and a patch, each some way into its course.
static STATES: LazyLock<[(SpaceRunState, f64); 2]> = LazyLock::new(|| {
    let text = "format = 1\n[skin]\nage = 40\nsite = \"cheek\"\n[concern]\nid = \"wrinkles\"\n[device]\nid = \"skinpen-precision\"\n\
                [technique]\ndepth = \"1 mm\"\n[protocol]\nsessions = \"2 sessions every 30 days\"\n\
                [space]\ntier = \"patch\"\nwidth = \"0.2 mm\"\nresolution = \"40 um\"\nuntil = \"1 day\"\n";
    let source = Arc::new(SourceFile::new("study.toml", text));
    let study = study::read(&source, &Library::embedded()).unwrap_or_else(|faults| panic!("{faults}")).study;
    [SpaceRun::unit_cell(&study, 0).unwrap(), SpaceRun::patch(&study, 0).unwrap()].map(|mut run| {
        for _ in 0..40 {
            assert_ne!(run.advance().unwrap(), Advance::End);
        }
        (run.state(), run.day())
    })
});

fn key() -> CheckpointKey {
    CheckpointKey {
        program: "needlework 1.2.3 test".into(),
        study_sha256: "ab".repeat(32),
        seed: u64::MAX,
        run: "cheek-patch".into(),
    }
}

fn read(path: &Path, key: &CheckpointKey) -> Result<Option<Checkpoint>, Box<Diagnostic>> {
    read_checkpoint(path, key, LIMIT)
}

fn code(path: &Path, key: &CheckpointKey) -> &'static str {
    read(path, key).unwrap_err().code.id
}

#[test]
fn a_state_comes_back_bit_for_bit() {
    let scratch = Scratch::new();
    let path = scratch.0.join("a.checkpoint");
    assert_eq!(read(&path, &key()).unwrap(), None);
    for (state, day) in &*STATES {
        write_checkpoint(&path, &key(), *day, state).unwrap();
        let found = read(&path, &key()).unwrap().unwrap();
        assert_eq!((&found.state, found.day), (state, *day));
        // Equality of numbers takes -0 for 0; their bits must be equal, too.
        let bits = |state: &SpaceRunState| match &state.tissue {
            SavedTissue::Cell(tissue) => tissue.dermis.iter().map(|x| x.to_bits()).collect::<Vec<_>>(),
            SavedTissue::Patch(tissue) => tissue.dermis.iter().map(|x| u64::from(x.to_bits())).collect(),
        };
        assert_eq!(bits(&found.state), bits(state));
    }
    assert_eq!(std::fs::read_dir(&scratch.0).unwrap().count(), 1, "nothing but the checkpoint is left");
}

#[test]
fn a_checkpoint_of_anything_else_is_refused() {
    let scratch = Scratch::new();
    let path = scratch.0.join("a.checkpoint");
    let (state, day) = &STATES[0];
    write_checkpoint(&path, &key(), *day, state).unwrap();
    assert_eq!(code(&path, &CheckpointKey { study_sha256: "cd".repeat(32), ..key() }), "NW0408");
    assert_eq!(code(&path, &CheckpointKey { seed: 1, ..key() }), "NW0408");
    assert_eq!(code(&path, &CheckpointKey { run: "chin-patch".into(), ..key() }), "NW0408");
    assert_eq!(code(&path, &CheckpointKey { program: "needlework 1.2.4 test".into(), ..key() }), "NW0409");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes["needlework checkpoint ".len()] = b'9';
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(code(&path, &key()), "NW0409");
    std::fs::write(&path, b"a photograph").unwrap();
    assert_eq!(code(&path, &key()), "NW0407");
}

#[test]
fn a_damaged_checkpoint_is_refused_wherever_it_is_damaged() {
    let scratch = Scratch::new();
    let path = scratch.0.join("a.checkpoint");
    let (state, day) = &STATES[1];
    write_checkpoint(&path, &key(), *day, state).unwrap();
    let whole = std::fs::read(&path).unwrap();
    let step = (whole.len() / 150).max(1);
    for place in (0..whole.len()).step_by(step) {
        std::fs::write(&path, &whole[..place]).unwrap();
        assert_eq!(code(&path, &key()), "NW0407", "cut at {place}");
        let mut changed = whole.clone();
        changed[place] ^= 0x11;
        std::fs::write(&path, &changed).unwrap();
        assert!(["NW0407", "NW0409"].contains(&code(&path, &key())), "changed at {place}");
    }
    let mut longer = whole.clone();
    longer.push(0);
    std::fs::write(&path, &longer).unwrap();
    assert_eq!(code(&path, &key()), "NW0407");
}

#[test]
fn no_more_is_unpacked_than_a_run_can_have() {
    let scratch = Scratch::new();
    let path = scratch.0.join("a.checkpoint");
    let (state, day) = &STATES[1];
    write_checkpoint(&path, &key(), *day, state).unwrap();
    assert_eq!(read_checkpoint(&path, &key(), 1000).unwrap_err().code.id, "NW0407");
}

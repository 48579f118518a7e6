//! Damaged and hostile study files: always a diagnostic, never a panic.

use std::path::Path;
use std::sync::LazyLock;

use needlework::course::{EventKind, Study};
use needlework::skin::Skin;
use needlework_study::diagnostic::render;
use needlework_study::document;
use needlework_study::library::Library;
use needlework_study::study;
use proptest::prelude::*;

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);

static EXAMPLES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut paths: Vec<_> = [root.clone(), root.join("bad")]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
});

/// One way of damaging a file.
#[derive(Debug, Clone)]
enum Damage {
    Replace(usize, u8),
    Insert(usize, Vec<u8>),
    Remove(usize, usize),
    Repeat(usize, usize),
    Cut(usize),
    SwapLines(usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 1..8),
        prop::sample::select(
            &[
                "[",
                "]",
                "\"",
                "'''",
                "=",
                "\n",
                "1e999",
                "-1",
                "nan",
                "0",
                "\" mm\"",
                "[[protocol.event]]\n",
                "\u{1b}[2J",
                "µ",
                "\0"
            ][..]
        )
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Damage::Replace(at, byte)),
        (any::<usize>(), piece).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        (any::<usize>(), 1usize..40).prop_map(|(at, length)| Damage::Remove(at, length)),
        (any::<usize>(), 1usize..200).prop_map(|(at, length)| Damage::Repeat(at, length)),
        any::<usize>().prop_map(Damage::Cut),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Damage::SwapLines(a, b)),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: Damage) {
    if bytes.is_empty() {
        return;
    }
    let length = bytes.len();
    match damage {
        Damage::Replace(at, byte) => bytes[at % length] = byte,
        Damage::Insert(at, piece) => {
            let at = at % length;
            bytes.splice(at..at, piece);
        }
        Damage::Remove(at, count) => {
            let at = at % length;
            bytes.drain(at..(at + count).min(length));
        }
        Damage::Repeat(at, count) => {
            let at = at % length;
            let piece = bytes[at..(at + count).min(length)].to_vec();
            bytes.splice(at..at, piece);
        }
        Damage::Cut(at) => bytes.truncate(at % length),
        Damage::SwapLines(a, b) => {
            let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
            let count = lines.len();
            lines.swap(a % count, b % count);
            *bytes = lines.join(&b'\n');
        }
    }
}

/// Whatever is accepted can be simulated.
fn check(study: &Study) {
    for zone in &study.zones {
        Skin::resolve(&study.person, &zone.site).unwrap();
        assert!(zone.area > 0.0);
    }
    assert!(study.protocol.events.is_sorted_by_key(|event| event.day));
    for event in &study.protocol.events {
        assert!((0.0..=study.protocol.horizon).contains(&event.day));
        assert!(event.zones.iter().all(|zone| *zone < study.zones.len()));
        if let EventKind::Needling(needling) = &event.kind {
            needling.device.check().unwrap();
            needling.technique.check(&needling.device).unwrap();
        }
    }
}

fn read_and_draw(bytes: Vec<u8>) {
    let found = match document::from_bytes("damaged.toml", bytes).and_then(|source| study::read(&source, &LIBRARY)) {
        Ok(resolved) => {
            check(&resolved.study);
            resolved.warnings
        }
        Err(faults) => {
            assert!(faults.has_errors());
            faults
        }
    };
    for fault in &found {
        let drawn = render(fault, false);
        assert!(!drawn.chars().any(|c| c.is_control() && c != '\n'), "{drawn:?}");
    }
    serde_json::to_string(&found).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn damaged_examples_are_always_answered(index in any::<prop::sample::Index>(), damages in proptest::collection::vec(damage(), 1..6)) {
        let mut bytes = index.get(&EXAMPLES[..]).clone();
        for damage in damages {
            apply(&mut bytes, damage);
        }
        read_and_draw(bytes);
    }

    #[test]
    fn arbitrary_bytes_are_always_answered(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read_and_draw(bytes);
    }
}

#[test]
fn files_built_to_use_up_memory_or_time_are_refused_quickly() {
    let start = std::time::Instant::now();
    let open = |text: String| read_and_draw(text.into_bytes());
    open("[".repeat(1 << 20));
    open("a.".repeat(1 << 19));
    open(format!("a = \"{}\"", "x".repeat(1 << 19)));
    open("a = 1\n".repeat(1 << 17));
    open((0..100_000).fold(String::from("format = 1\n"), |text, i| text + &format!("k{i} = 1\n")));
    open("[[protocol.event]]\nday = 1\n".repeat(30_000));
    open(format!("format = 1\n[skin]\nsite = [{}]\n", "\"cheek\",".repeat(100_000)));
    open("[[skin.zone]]\nsite = \"cheek\"\n".repeat(30_000));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

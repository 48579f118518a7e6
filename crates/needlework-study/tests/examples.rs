//! Every example resolves, and every bad example is refused with the code that its first line names.

use std::path::{Path, PathBuf};

use needlework_study::library::Library;
use needlework_study::study;

fn examples(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    paths
}

#[test]
fn every_example_resolves_and_names_its_protocol() {
    let library = Library::embedded();
    let paths = examples("");
    assert!(paths.len() >= 8, "{paths:?}");
    for path in paths {
        let resolved = study::load(&path, &library).unwrap_or_else(|faults| panic!("{faults}"));
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# "), "{} needs a comment that says what it is", path.display());
        assert!(!resolved.study.protocol.events.is_empty());
        assert!(!resolved.study.zones.is_empty());
        // Published protocols are often off label; that is worth a warning, and beside what is to be known of a product the
        // only one that an example may have.
        let other = resolved
            .warnings
            .iter()
            .find(|warning| warning.code.id != "NW0353" && !warning.code.id.starts_with("NW07"));
        assert!(other.is_none(), "{}: {}", path.display(), resolved.warnings);
    }
}

#[test]
fn every_bad_example_is_refused_with_its_code() {
    let library = Library::embedded();
    let paths = examples("bad");
    assert!(paths.len() >= 45, "{}", paths.len());
    let mut wrong = Vec::new();
    for path in &paths {
        let text = std::fs::read_to_string(path).unwrap();
        let expected = text.lines().next().and_then(|line| line.strip_prefix("# expect: ")).unwrap_or("no code");
        let found = match study::load(path, &library) {
            Ok(resolved) => resolved.warnings,
            Err(faults) => faults,
        };
        let codes: Vec<&str> = found.iter().map(|fault| fault.code.id).collect();
        if codes != [expected] {
            wrong.push(format!("{}: expected {expected}, found {codes:?}\n{found}", path.display()));
        }
        for fault in &found {
            assert!(fault.span.is_some(), "{}: {fault} has no place", path.display());
            assert!(fault.remedy.is_some() || fault.limit.is_some() || fault.code.id == "NW0004", "{fault}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_about_studies_has_an_example() {
    let expected: Vec<String> = examples("bad")
        .iter()
        .filter_map(|path| {
            std::fs::read_to_string(path).unwrap().lines().next()?.strip_prefix("# expect: ").map(str::to_owned)
        })
        .collect();
    for code in needlework_study::diagnostic::Code::all() {
        // Library faults and run directories cannot be shown by a study file; nor can files that are missing, too large or
        // not text, nor a document that passes its schema and still cannot be read, nor one that only numbers break.
        let elsewhere = ["NW0001", "NW0002", "NW0003", "NW0108", "NW0314"].contains(&code.id)
            || ["NW02", "NW04", "NW05", "NW06", "NW07"].iter().any(|hundred| code.id.starts_with(hundred));
        assert!(elsewhere || expected.iter().any(|e| e == code.id), "{} has no file in examples/bad", code.id);
    }
}

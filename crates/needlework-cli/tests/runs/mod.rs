//! What a run leaves.

use std::collections::BTreeMap;
use std::path::Path;

/// Every file of a run but the timings, those of its folders too.
pub fn files(run: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(run).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            found.extend(files(&entry.path()).into_iter().map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else if name != "timings.json" {
            found.insert(name, std::fs::read(entry.path()).unwrap());
        }
    }
    found
}

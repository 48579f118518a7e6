use std::cell::Cell;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::*;

/// An empty directory below the system's temporary one, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("needlework-run-{}-{number}", std::process::id()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

fn manifest() -> Manifest {
    Manifest {
        format: MANIFEST_FORMAT,
        tool: Tool { name: "needlework".into(), version: "0".into() },
        platform: "test".into(),
        seed: 7,
        study_sha256: sha256(b"study"),
        study: serde_json::json!({ "title": "a study" }),
        tables: Vec::new(),
        fields: Vec::new(),
    }
}

fn table(rows: usize) -> Table {
    let words = ["collagen", "redness, mean", "=elastin"];
    Table::new()
        .with("endpoint", Column::Text((0..rows).map(|i| words[i % 3].to_owned()).collect()))
        .unwrap()
        .with("t", Column::Number((0..rows).map(|i| i as f64 / 7.0).collect()))
        .unwrap()
        .with("draw", Column::Whole((0_i64..).take(rows).collect()))
        .unwrap()
}

fn code(faults: &crate::diagnostic::Diagnostics) -> &'static str {
    faults.iter().next().unwrap().code.id
}

fn write(target: &Path, replace: bool, rows: usize) -> Result<PathBuf, crate::diagnostic::Diagnostics> {
    let mut run = RunWriter::create(target, manifest(), replace, true)?;
    run.table("endpoints", &table(rows))?;
    run.finish(&serde_json::json!({ "seconds": 1.5 }))
}

#[test]
fn tables_come_back_bit_for_bit_and_equal_tables_give_equal_bytes() {
    for rows in [0, 1, 1000, (1 << 20) + 5] {
        let original = table(rows);
        let bytes = to_parquet(&original, Vec::new()).unwrap();
        assert_eq!(bytes, to_parquet(&original, Vec::new()).unwrap());
        assert_eq!(from_parquet(bytes.into()).unwrap(), original);
    }
}

#[test]
fn numbers_that_are_not_finite_survive_the_tables() {
    let odd = vec![f64::NAN, f64::INFINITY, -0.0, f64::MIN_POSITIVE / 3.0];
    let original = Table::new().with("value", Column::Number(odd.clone())).unwrap();
    let back = from_parquet(to_parquet(&original, Vec::new()).unwrap().into()).unwrap();
    let bits = |values: &[f64]| values.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(back.numbers("value").unwrap()), bits(&odd));
}

#[test]
fn damaged_tables_are_refused() {
    let bytes = to_parquet(&table(300), Vec::new()).unwrap();
    for cut in 0..bytes.len() {
        assert!(from_parquet(bytes[..cut].to_vec().into()).is_err(), "{cut}");
    }
    let mut refused = 0;
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 0x55;
        refused += usize::from(from_parquet(changed.into()).is_err());
    }
    assert!(refused > bytes.len() / 4, "{refused} of {}", bytes.len());
}

#[test]
fn columns_of_unequal_length_are_refused() {
    let error = table(3).with("x", Column::Whole(vec![1])).unwrap_err();
    assert_eq!(error.to_string(), "the column x has 1 rows, the others have 3");
}

#[test]
fn csv_quotes_what_needs_it_and_defuses_formulas() {
    let mut text = Vec::new();
    to_csv(&table(3), &mut text).unwrap();
    let expected =
        "endpoint,t,draw\ncollagen,0,0\n\"redness, mean\",0.14285714285714285,1\n\"'=elastin\",0.2857142857142857,2\n";
    assert_eq!(String::from_utf8(text).unwrap(), expected);
}

#[test]
fn a_run_is_written_whole_and_read_back() {
    let scratch = Scratch::new();
    let target = scratch.0.join("new").join("a.run");
    let path = write(&target, false, 50).unwrap();
    let run = RunDirectory::open(&path).unwrap();
    assert_eq!(run.manifest.tables.len(), 1);
    assert_eq!(run.table("endpoints").unwrap(), table(50));
    assert_eq!(code(&run.table("none").unwrap_err()), "NW0405");
    assert!(path.join("endpoints.csv").exists() && path.join("timings.json").exists());
    let first = std::fs::read(path.join("endpoints.parquet")).unwrap();
    let again = write(&scratch.0.join("b.run"), false, 50).unwrap();
    assert_eq!(std::fs::read(again.join("endpoints.parquet")).unwrap(), first);
    assert_eq!(std::fs::read(again.join("manifest.json")).unwrap(), std::fs::read(path.join("manifest.json")).unwrap());
}

#[test]
fn an_existing_run_is_replaced_only_on_demand() {
    let scratch = Scratch::new();
    let target = scratch.0.join("a.run");
    write(&target, false, 5).unwrap();
    assert_eq!(code(&write(&target, false, 6).unwrap_err()), "NW0401");
    assert_eq!(RunDirectory::open(&target).unwrap().table("endpoints").unwrap().rows(), 5);
    write(&target, true, 6).unwrap();
    assert_eq!(RunDirectory::open(&target).unwrap().table("endpoints").unwrap().rows(), 6);
    assert_eq!(scratch.names(), ["a.run"]);
}

#[test]
fn what_is_not_a_run_is_never_replaced() {
    let scratch = Scratch::new();
    let precious = scratch.0.join("photos");
    std::fs::create_dir(&precious).unwrap();
    std::fs::write(precious.join("a.txt"), "keep").unwrap();
    assert_eq!(code(&write(&precious, true, 5).unwrap_err()), "NW0402");
    std::fs::write(precious.join("manifest.json"), r#"{"tool": {"name": "another"}}"#).unwrap();
    assert_eq!(code(&write(&precious, true, 5).unwrap_err()), "NW0402");
    let file = scratch.0.join("file");
    std::fs::write(&file, "keep").unwrap();
    assert_eq!(code(&write(&file, true, 5).unwrap_err()), "NW0402");
    assert_eq!(code(&write(&file.join("below"), false, 5).unwrap_err()), "NW0403");
    assert_eq!(std::fs::read_to_string(file).unwrap(), "keep");
    assert_eq!(std::fs::read_to_string(precious.join("a.txt")).unwrap(), "keep");
}

/// A disk that refuses the n-th thing asked of it, and all later writes.
struct FailingDisk<'a> {
    left: &'a Cell<u32>,
    kind: io::ErrorKind,
}

impl FailingDisk<'_> {
    fn ask(&self) -> io::Result<()> {
        match self.left.get() {
            0 => Err(self.kind.into()),
            n => {
                self.left.set(n - 1);
                Ok(())
            }
        }
    }
}

impl Disk for FailingDisk<'_> {
    fn create_directory(&self, path: &Path) -> io::Result<()> {
        self.ask()?;
        RealDisk.create_directory(path)
    }
    fn write_file(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.ask() {
            // A full disk takes a part of the file before it refuses.
            std::fs::write(path, &bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        RealDisk.write_file(path, bytes)
    }
    fn flush_directory(&self, path: &Path) -> io::Result<()> {
        self.ask()?;
        RealDisk.flush_directory(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask()?;
        RealDisk.rename(from, to)
    }
    fn remove_directory(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_directory(path)
    }
}

#[test]
fn a_disk_that_fails_at_any_step_leaves_the_old_run_and_nothing_else() {
    let mut failures = 0;
    for step in 0..12 {
        let scratch = Scratch::new();
        let target = scratch.0.join("a.run");
        write(&target, false, 5).unwrap();
        let left = Cell::new(step);
        let disk = FailingDisk { left: &left, kind: io::ErrorKind::StorageFull };
        let result = RunWriter::on(disk, &target, manifest(), true, true).and_then(|mut run| {
            run.table("endpoints", &table(6))?;
            run.finish(&1)
        });
        let rows = |path: &Path| RunDirectory::open(path).unwrap().table("endpoints").unwrap().rows();
        match result {
            Ok(path) => assert_eq!(rows(&path), 6),
            Err(faults) => {
                failures += 1;
                assert_eq!(code(&faults), "NW0404");
                // Only where putting the old run back fails too does it stay under its other name, and is named.
                let names = scratch.names();
                assert_eq!(names.len(), 1, "{names:?}");
                assert_eq!(rows(&scratch.0.join(&names[0])), 5);
                if names[0] != "a.run" {
                    assert!(faults.iter().next().unwrap().value.as_ref().unwrap().contains(&names[0]));
                }
            }
        }
    }
    assert!(failures >= 8, "{failures}");
}

#[test]
fn permission_denied_is_told_apart_from_a_full_disk() {
    let scratch = Scratch::new();
    let left = Cell::new(0);
    let disk = FailingDisk { left: &left, kind: io::ErrorKind::PermissionDenied };
    let faults = RunWriter::on(disk, &scratch.0.join("a.run"), manifest(), false, false).err().unwrap();
    assert_eq!(code(&faults), "NW0403");
    assert!(scratch.names().is_empty());
}

#[test]
fn a_changed_or_foreign_run_is_refused() {
    let scratch = Scratch::new();
    let path = write(&scratch.0.join("a.run"), false, 5).unwrap();
    let table = path.join("endpoints.parquet");
    let mut bytes = std::fs::read(&table).unwrap();
    bytes[10] ^= 1;
    std::fs::write(&table, bytes).unwrap();
    assert_eq!(code(&RunDirectory::open(&path).unwrap().table("endpoints").unwrap_err()), "NW0405");

    let text = std::fs::read_to_string(path.join("manifest.json")).unwrap();
    let rewrite = |text: String| std::fs::write(path.join("manifest.json"), text).unwrap();
    rewrite(text.replace("endpoints.parquet", "../../etc/passwd"));
    let fault = RunDirectory::open(&path).unwrap().table("endpoints").unwrap_err();
    assert!(fault.to_string().contains("leads elsewhere"), "{fault}");
    rewrite(text.replace("\"format\": 1", "\"format\": 2"));
    assert_eq!(code(&RunDirectory::open(&path).unwrap_err()), "NW0406");
    rewrite(text[..text.len() / 2].to_owned());
    assert_eq!(code(&RunDirectory::open(&path).unwrap_err()), "NW0405");
    assert_eq!(code(&RunDirectory::open(&scratch.0).unwrap_err()), "NW0402");
}

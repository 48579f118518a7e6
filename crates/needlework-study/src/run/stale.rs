//! Directories that a killed process left half-written: they are removed when a run of that name starts again.

use std::fs::File;
use std::path::Path;

/// Locks a directory in the making, so that other processes see that somebody works in it. Where a system cannot lock a
/// directory, what is left there stays.
pub(super) fn hold(partial: &Path) -> Option<File> {
    let file = File::open(partial).ok()?;
    file.try_lock().ok().map(|()| file)
}

/// Removes what processes that no longer live have left of runs with this target: `.name.partial-PROCESS`.
///
/// What cannot be removed stays: it is untidy but harmless, and no reason to refuse a run.
pub(super) fn clear_stale(target: &Path) {
    let (Some(parent), Some(name)) = (target.parent(), target.file_name().and_then(|name| name.to_str())) else {
        return;
    };
    let start = format!(".{name}.partial-");
    for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
        let found = entry.file_name();
        let process = found.to_str().and_then(|found| found.strip_prefix(&start)).and_then(|end| end.parse().ok());
        let Some(process) = process else { continue };
        // A link is not followed: only what this program makes is removed.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) && is_stale(&entry.path(), process) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether nobody works there: no process of that number lives, and nobody holds the lock.
fn is_stale(partial: &Path, process: u32) -> bool {
    let numbers = Path::new("/proc");
    let lives =
        process != std::process::id() && numbers.join("self").exists() && numbers.join(process.to_string()).exists();
    // The process may live on another machine that shares the disk: where the lock cannot be had, for whatever reason,
    // the directory stays.
    !lives && File::open(partial).is_ok_and(|file| file.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn only_what_nobody_works_in_is_removed() {
        let folder = std::env::temp_dir().join(format!("needlework-stale-{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        let make = |name: &str| {
            let path = folder.join(name);
            std::fs::create_dir(&path).unwrap();
            std::fs::write(path.join("species.parquet"), "half").unwrap();
            path
        };
        // No process has a number beyond four million.
        let dead = make(".a.run.partial-4294967000");
        let living = make(".a.run.partial-1");
        let other = make(".b.run.partial-4294967000");
        let named = make(".a.run.partial-mine");
        let locked = make(".a.run.partial-4294967001");
        let lock = hold(&locked).unwrap();
        clear_stale(&folder.join("a.run"));
        let there = [&dead, &living, &other, &named, &locked].map(|path| path.exists());
        assert_eq!(there, [false, true, true, true, true]);
        drop(lock);
        clear_stale(&folder.join("a.run"));
        assert!(!locked.exists());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

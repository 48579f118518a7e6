//! NW04xx: run directories and tables.

use super::codes;

codes! {
    error RUN_EXISTS "NW0401" "the run directory exists already"
"A finished run is never overwritten by accident. Choose another directory with `--out`, or replace the old run with
`--force`: the old one is then kept until the new one is complete."

    error NOT_A_RUN "NW0402" "the directory is not a run directory"
"A run directory holds a `manifest.json` that needlework wrote. Only such directories are read, and only such directories
are replaced with `--force`, so that a slip of the path cannot delete other files."

    error RUN_REFUSED "NW0403" "the system refused to write"
"The directory could not be made or written: no permission, a name that is taken by a file, a disk that is read-only. The
message gives the system's reason. Nothing is left half-written."

    error DISK_FULL "NW0404" "the disk is full"
"The run did not fit on the disk. What had been written of it was removed again; an older run of the same name is
untouched.

Free some space, or write to another disk with `--out`. Leaving out `--csv` makes a run several times smaller."

    error RUN_DAMAGED "NW0405" "the run directory is damaged"
"A file of the run is missing, cannot be read, or is not the one that was written: each table is checked against the SHA-256
in the manifest. Simulate the study again; the same study and seed give the same run."

    error RUN_FORMAT "NW0406" "the run directory has another format"
"The run was written by another version of needlework in a format that this one does not read. Read it with that version, or
simulate the study again with this one."
}

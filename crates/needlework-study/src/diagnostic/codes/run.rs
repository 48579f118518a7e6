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

    error CHECKPOINT_DAMAGED "NW0407" "the checkpoint is damaged"
"A run in space that is cut off leaves a folder with the ending `.partial`, with checkpoints from which the same command
goes on. A checkpoint in it, or a field that was written before it, is missing, cannot be read or has changed: each
checkpoint is checked against its SHA-256. It is never used as it is.

Begin anew with `--fresh`, which discards what was computed."

    error CHECKPOINT_OTHER "NW0408" "the checkpoint is of another run"
"The folder with the ending `.partial` beside the run directory holds checkpoints of another study, another seed or
another tier: the study file or the library has been changed, or two studies have the same name. Going on from it would mix two studies.

Put the study back as it was and run it again, write the new run elsewhere with `--out`, or discard what was computed
with `--fresh`."

    error CHECKPOINT_VERSION "NW0409" "another program wrote the checkpoint"
"A checkpoint is only taken up by the very program that wrote it. Another version or another build may compute some numbers
otherwise in their last digits, and the run would no longer be one that can be repeated.

Finish the run with the program that began it, or begin anew with `--fresh`."

    error RUN_LOCKED "NW0410" "another process is making this run"
"The run directory is being made by another process of needlework, which holds the folder with the ending `.partial`. Wait for
it, stop it, or write this run elsewhere with `--out`."

    error INTERRUPTED "NW0411" "the run was interrupted"
"The run was asked to stop (Ctrl-C, or a scheduler's SIGTERM). A run in space finished its step and wrote a checkpoint: the same
command goes on from there and gives the same run, byte for byte; `--fresh` begins anew. Of a run without [space] nothing is
kept: it takes seconds. The exit code is 3.

A second signal ends the program at once; the checkpoint before it is kept, and what else was left is removed when a run of
that name starts again."
}

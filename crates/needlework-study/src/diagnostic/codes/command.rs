//! NW06xx: commands.

use super::codes;

codes! {
    error FILE_EXISTS "NW0601" "the file exists already"
"A command that writes a new file never overwrites one that is there. Give another name, or move the old file away first."

    error UNKNOWN_CODE "NW0602" "there is no such code"
"The code given to `needlework explain` is not in the list. Codes are NW and four digits, as they stand in brackets after
error or warning."

    error COMPARED_RUNS "NW0603" "these runs cannot be compared"
"`needlework compare` lays two to six runs over each other: with fewer there is nothing to compare, with more the curves of a
figure can no longer be told apart. Compare the runs in groups."

    error USAGE "NW0604" "the arguments are not understood"
"An unknown command or option, a value that is missing or out of range. `needlework --help` lists the commands, and
`needlework COMMAND --help` what each takes."

    error NO_PRODUCT "NW0605" "the study has no product to absorb"
"`needlework absorb` shows what products deliver, and the study has none:

    [[application]]
    active = \"tranexamic-acid\"
    dose = \"2 mg/cm2\"
    strength = \"3 %\"
    when = \"during\"

[[topical]] gives a strength of effect and not a dose, so there is nothing to absorb in it."

    error NOT_A_REPORT "NW0606" "the file is not a report"
"`needlework report` and `needlework compare` replace a file with `--force` only if it is a report that needlework wrote: a slip of
the path must not cost a study or any other file. Give another name with `--out`, or remove the file yourself."

    warning CONCERNS_DIFFER "NW0607" "the runs treat different concerns"
"What is measured depends on the concern: scars are graded, wrinkles have a depth. Runs of different concerns share few results,
and the others stand without a partner. Compare runs of one concern."
}

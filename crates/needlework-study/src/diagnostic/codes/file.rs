//! NW00xx: reading a file.

use super::codes;

codes! {
    error FILE_NOT_FOUND "NW0001" "the file cannot be opened"
"The path does not exist, is a directory, or may not be read.

Check the spelling and the directory you are in. `needlework init my-study.toml` writes a study file to start from."

    error FILE_TOO_LARGE "NW0002" "the file is too large"
"A study or library file may have at most 1 MiB. Real ones have a few kilobytes, so a larger file is nearly always
the wrong file. It is refused before it is read into memory."

    error FILE_NOT_TEXT "NW0003" "the file is not text"
"Study and library files are TOML, which is UTF-8 text without NUL characters. The place of the first byte that does not
fit is shown.

Save the file as UTF-8. A spreadsheet or word processor document has to be written again as plain text."

    error TOML_SYNTAX "NW0004" "the file is not valid TOML"
"The text breaks the rules of TOML: a quote or bracket that is not closed, a key that is given twice, a value without
quotes, a file that was cut off.

    length = 1.5 mm        # wrong: a quantity is a string
    length = \"1.5 mm\"      # right

See https://toml.io for the rules."

    error TOO_DEEP "NW0005" "tables or lists are nested too deeply"
"No part of a study or library file needs more than 16 levels of tables and lists. Deeper nesting is refused."

    error FORMAT_VERSION "NW0006" "the file's format is missing or not known"
"Every study file starts with `format = 1`. The number changes only when old files would be understood wrongly by a
newer version, or the other way round.

If the file says a larger number than this version knows, a newer version of needlework is needed to read it."
}

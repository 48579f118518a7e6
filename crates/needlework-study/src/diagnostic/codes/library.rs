//! NW02xx: the library.

use super::codes;

codes! {
    error UNKNOWN_ENTRY "NW0201" "the library has no such entry"
"A study names a device, a site, a phototype or a concern by its id. The message gives the nearest id, if one is near.

    needlework library list devices
    needlework library show device skinpen-precision

To add an entry of your own, write a file into a folder with the layout of the library and give that folder with
`--library`; `library/README.md` is the guide."

    error BAD_ID "NW0202" "the id of the entry cannot be used"
"An id is the stem of the file name, has 1 to 64 letters, digits, points and hyphens, and belongs to one entry of its
kind. The same holds for aliases, which may have spaces too and must not be the id of another entry."

    error UNKNOWN_REFERENCE "NW0203" "the entry names another entry that does not exist"
"Entries name sources, sites, concerns, devices and phototypes by their ids. A source goes into `sources.toml` of the same
folder:

    [[source]]
    id = \"my-measurement-2026\"
    title = \"Thickness of forearm skin, our own series\"
    read = \"full-text\""

    error UNUSABLE_ENTRY "NW0204" "the entry cannot be used by the simulation"
"The file can be read, but its figures do not make a device, site or concern that the model can work with: a number is
out of range, a table is missing for the kind of device, or counts contradict each other."

    error LIBRARY_FOLDER "NW0205" "the library folder cannot be read"
"A library folder has one folder per kind of entry (`devices`, `sites`, `phototypes`, `concerns`, `actives`,
`peels`, `lasers`, `radiofrequency`, `guidance`) with one TOML file per entry, and may have a `sources.toml`. It may hold at most 2,000 files."
}

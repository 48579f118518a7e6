//! Folders of the user: added, replaced, refused.

use super::*;

const ROLLER: &str = r#"
id = "my-roller"
name = "My roller"
aliases = ["mine"]
summary = "A roller of ours."
source = "our-drawing"
kind = "roller"
setting = "clinic"
[needle]
length = { value = "1.5 mm", source = "our-drawing" }
diameter = { value = "0.25 mm", source = "our-drawing" }
tip_radius = { value = "4 um", source = "our-drawing" }
material = "steel"
[drum]
rings = { value = 8, source = "our-drawing" }
needles_per_ring = { value = 24, source = "our-drawing" }
diameter = { value = "2 cm", source = "our-drawing" }
width = { value = "2 cm", source = "our-drawing" }
stagger = { value = 0.5, range = [0, 1], assumed = "not measured" }
"#;

const SOURCES: &str = "[[source]]\nid = 'our-drawing'\ntitle = 'Our drawing'\nread = 'full-text'\n";

fn folder_with(name: &str, old: &str, new: &str) -> Folder {
    assert!(ROLLER.contains(old), "{old}");
    let folder = Folder::new(name);
    folder.write("sources.toml", SOURCES);
    folder.write("devices/my-roller.toml", ROLLER.replacen(old, new, 1));
    folder
}

#[test]
fn entries_are_added_and_replaced() {
    let folder = folder_with("added", "kind", "kind");
    folder.write("devices/notes.txt", "passed over");
    folder.write("devices/exceed.toml", ROLLER.replace("my-roller", "exceed").replace("\"mine\"", "\"other\""));
    let library = Library::with_folder(&folder.0).unwrap();
    assert_eq!(library.device("mine").unwrap().needle_count(), 192);
    assert_eq!(library.device("exceed").unwrap().mechanism.name(), "roller");
    assert_eq!(library.devices.len(), Library::embedded().devices.len() + 1);
    assert!(library.list(Kind::Device).iter().any(|row| row.file.ends_with("my-roller.toml")));
}

#[test]
fn an_alias_may_be_taken_over_by_an_entry_of_that_id() {
    let folder = Folder::new("alias");
    folder.write("sources.toml", SOURCES);
    folder.write("devices/skinpen.toml", ROLLER.replace("my-roller", "skinpen"));
    let library = Library::with_folder(&folder.0).unwrap();
    assert_eq!(library.device("skinpen").unwrap().name, "My roller");
    assert_eq!(library.device("skinpen-precision").unwrap().name, "SkinPen Precision");
}

#[test]
fn faults_name_the_file_the_place_and_the_code() {
    let cases: &[(&str, &str, &str)] = &[
        // wrong unit, unknown key, missing key, not a choice
        ("\"1.5 mm\"", "\"1.5 days\"", "10:25: error[NW0105]"),
        ("material", "materiel", "13:1: error[NW0101]"),
        ("setting = \"clinic\"\n", "", "1:1: error[NW0102]"),
        ("\"roller\"", "\"rollr\"", "7:8: error[NW0104]"),
        // rules of a figure
        ("range = [0, 1], ", "", "an assumed figure needs a range"),
        ("assumed = \"not measured\"", "note = \"x\"", "a figure needs a source, or a reason in assumed"),
        ("range = [0, 1]", "range = [0.6, 1]", "the value must lie between the two ends of its range"),
        // what the simulation can use
        ("\"1.5 mm\"", "\"90 mm\"", "10:10: error[NW0204]: my-roller cannot be used: device.needle.length is 90 mm"),
        ("value = 8", "value = 0", "15:9: error[NW0204]"),
        ("\"roller\"", "\"pen\"", "7:8: error[NW0204]: my-roller cannot be used: a device of this kind has no use for"),
        // ids and references
        ("id = \"my-roller\"", "id = \"my-pen\"", "2:6: error[NW0202]"),
        ("\"mine\"", "\"skinpen\"", "error[NW0202]: the alias 'skinpen' already belongs to another device"),
        ("\"mine\"", "\"a/b\"", "error[NW0202]: 'a/b' cannot be an id or alias"),
        ("source = \"our-drawing\"", "source = \"our-drawin\"", "6:10: error[NW0203]: the library has no source"),
        ("name = \"My roller\"", "name = \"My roller", "error[NW0004]"),
    ];
    for (number, (old, new, expected)) in cases.iter().enumerate() {
        let folder = folder_with(&format!("fault-{number}"), old, new);
        let faults = folder.faults();
        let found = faults.iter().any(|fault| fault.starts_with("devices/my-roller.toml") && fault.contains(expected));
        assert!(found, "{old} -> {new}: expected {expected}, found {faults:#?}");
    }
}

#[test]
fn hostile_folders_are_refused() {
    let folder = Folder::new("hostile");
    folder.write("devices/large.toml", vec![b'#'; document::MAX_BYTES + 1]);
    folder.write("devices/binary.toml", [0xff, 0xfe, 0x00]);
    folder.write("devices/deep.toml", format!("a = {}1{}", "[".repeat(5000), "]".repeat(5000)));
    folder.write("devices/empty.toml", "");
    folder.write("device/my-pen.toml", ROLLER);
    let faults = folder.faults().join("\n");
    for code in ["NW0002", "NW0003", "NW0205"] {
        assert!(faults.contains(code), "{code} in {faults}");
    }
    assert!(faults.contains("error[NW0205]: '"), "{faults}");

    let crowd = Folder::new("crowd");
    for number in 0..=folder::MAX_FILES {
        crowd.write(&format!("devices/{number}.toml"), "");
    }
    assert!(crowd.faults()[0].contains("holds too many files"));
    assert!(Library::with_folder(&crowd.0.join("none")).unwrap_err().to_string().contains("NW0205"));
}

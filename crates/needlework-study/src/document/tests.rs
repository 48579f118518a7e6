use super::*;
use crate::quantity::{Duration, Fraction, Length};

#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Outer {
    #[schemars(range(min = 1, max = 2))]
    format: u32,
    /// What it is called.
    title: Option<String>,
    needle: Option<Needle>,
    sites: Option<OneOrMany>,
    #[serde(default)]
    event: Vec<Happening>,
    side: Option<Side>,
}

#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Needle {
    #[schemars(extend("x-maximum" = "5 mm", "x-minimum" = "50 um"))]
    length: Located<Length>,
    share: Option<Fraction>,
}

#[derive(Debug, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Debug, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Side {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

#[derive(Debug, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum Happening {
    Needling {
        day: Duration,
    },
    Peel {
        day: Duration,
        #[schemars(range(min = 0.0, max = 1.0))]
        strength: f64,
    },
}

fn read(text: &str) -> Result<Outer, Diagnostics> {
    parse(&Arc::new(SourceFile::new("t.toml", text)))
}

fn faults(text: &str) -> Vec<String> {
    match read(text) {
        Ok(_) => Vec::new(),
        Err(list) => list
            .iter()
            .map(|d| {
                let place = d.place().unwrap();
                format!("{}:{} {} {}", place.line, place.column, d.code.id, d.message)
            })
            .collect(),
    }
}

#[test]
fn a_good_file_is_read_with_places() {
    let text = "format = 1\nsites = ['a', 'b']\nside = 'left'\n[needle]\nlength = '1.5 mm'\nshare = 0.5\n[[event]]\nkind = 'peel'\nday = '3 d'\nstrength = 1\n";
    let outer = read(text).unwrap();
    assert_eq!((outer.format, outer.title), (1, None));
    let needle = outer.needle.unwrap();
    assert_eq!(needle.length.value.mm(), 1.5);
    assert_eq!(needle.share, Some(Fraction::new(0.5)));
    assert_eq!(&text[needle.length.span], "'1.5 mm'");
    assert_eq!(outer.sites, Some(OneOrMany::Many(vec!["a".into(), "b".into()])));
    assert_eq!(outer.side, Some(Side::Left));
    assert_eq!(outer.event, [Happening::Peel { day: Duration::new(3.0), strength: 1.0 }]);
}

#[test]
fn every_fault_is_found_in_one_go_with_its_place() {
    let text = "format = 9\ntitel = 'x'\nside = 'lefft'\nsites = 3\n[needle]\nlength = '7 mm'\nshare = '3 parsecs'\nbanana = 1\n[[event]]\nkind = 'peel'\nday = 3\nstrength = inf\n[[event]]\nkind = 'peal'\n[[event]]\nday = '1 d'\n";
    assert_eq!(
        faults(text),
        [
            "1:10 NW0106 format is 9, which is out of range",
            "2:1 NW0101 the key 'titel' is not known at the top of the file",
            "3:8 NW0104 'lefft' is not a choice for side",
            "4:9 NW0103 sites must be a text in quotes or a list, not the number 3",
            "6:10 NW0106 length is 7 mm, which is out of range",
            "7:12 NW0105 share: unknown unit 'parsecs'",
            "8:1 NW0101 the key 'banana' is not known in needle",
            "11:7 NW0105 day: the number 3 has no unit",
            "12:12 NW0106 strength is inf, which is out of range",
            "14:8 NW0104 'peal' is not a choice for kind",
            "15:1 NW0102 event needs the key kind",
        ]
    );
}

#[test]
fn missing_keys_and_wrong_shapes() {
    assert_eq!(faults("[needle]"), ["1:1 NW0102 the key format is missing", "1:1 NW0102 needle needs the key length"]);
    assert_eq!(faults("format = 1\nneedle = 3"), ["2:10 NW0103 needle must be a table, not the number 3"]);
    assert_eq!(faults("format = '1'"), ["1:10 NW0103 format must be a whole number, not the text '1'"]);
    assert_eq!(faults("format = 1.5"), ["1:10 NW0103 format must be a whole number, not the number 1.5"]);
    assert_eq!(
        faults("format = 99999999999999999999999999999999999999999999"),
        ["1:10 NW0106 format is inf, which is out of range"]
    );
}

#[test]
fn syntax_depth_and_duplicates() {
    assert!(faults("format = 1\ntitle = \"abc")[0].starts_with("2:13 NW0004"));
    assert_eq!(faults("format = 1\nformat = 1"), ["2:1 NW0004 'format' is given twice"]);
    for (text, line) in [
        ("format = 1\n[needle]\nshare = 0.1\n[other]\nlength = 1\nshare = 0.2\nlength = 2\n", 5),
        ("format = 1\n[needle]\nshare = 0.1\n\n[needle]\nlength = 1\n", 2),
        ("format = 1\nneedle.share = 1\nneedle.share = 2\n", 2),
    ] {
        let list = read(text).err().unwrap();
        let fault = list.iter().next().unwrap();
        assert_eq!(fault.value.as_deref(), Some(&*format!("the first is on line {line}")), "{fault}");
        assert!(fault.remedy.is_some());
    }
    let deep = format!("a = {}1{}", "[".repeat(40), "]".repeat(40));
    assert!(faults(&deep)[0].contains("NW0005"), "{:?}", faults(&deep));
    let deeper = format!("a = {}1{}", "[".repeat(4000), "]".repeat(4000));
    assert!(faults(&deeper)[0].contains("NW0005"), "{:?}", faults(&deeper));
    let dotted = format!("{}a = 1", "a.".repeat(3000));
    assert!(faults(&dotted)[0].contains("NW0005"), "{:?}", faults(&dotted));
}

#[test]
fn a_key_in_the_wrong_section_is_sent_to_the_right_one() {
    let list = read("format = 1\nshare = 0.5\n[needle]\nlength = '1.5 mm'\nstrength = 1\n").err().unwrap();
    let remedies: Vec<&str> = list.iter().filter_map(|fault| fault.remedy.as_deref()).collect();
    assert_eq!(remedies, ["share belongs in [needle]", "did you mean length? strength belongs in [[event]]"]);
}

#[test]
fn bytes_that_are_not_text_are_refused_with_their_place() {
    let code = |list: &Diagnostics| list.iter().next().unwrap().code.id;
    let fault = from_bytes("t.toml", b"a = 1\nb = \xff".to_vec()).unwrap_err();
    assert_eq!(fault.to_string().trim_end(), "t.toml:2:5: error[NW0003]: the byte 0xff has no place in a text file");
    let fault = from_bytes("t.toml", b"a\0".to_vec()).unwrap_err();
    assert_eq!(code(&fault), "NW0003");
    let fault = from_bytes("t.toml", vec![b' '; MAX_BYTES + 1]).unwrap_err();
    assert_eq!(code(&fault), "NW0002");
    assert_eq!(code(&open(std::path::Path::new("/")).unwrap_err()), "NW0001");
    assert_eq!(code(&open(std::path::Path::new("no/such/file")).unwrap_err()), "NW0001");
}

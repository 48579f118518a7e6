use super::*;

fn source(text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new("study.toml", text))
}

#[test]
fn codes_are_unique_ordered_and_explained() {
    let ids: Vec<&str> = Code::all().map(|c| c.id).collect();
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(ids, sorted);
    for code in Code::all() {
        assert!(code.id.len() == 6 && code.id.starts_with("NW"), "{}", code.id);
        assert!(code.explanation.len() > 80, "{} needs more words", code.id);
        assert!(!code.title.ends_with('.'));
    }
    assert_eq!(Code::find("nw0101"), Some(codes::UNKNOWN_KEY));
    assert_eq!(Code::find("0101"), Some(codes::UNKNOWN_KEY));
    assert_eq!(Code::find("NW9999"), None);
}

#[test]
fn lines_and_columns_count_characters() {
    let file = source("a = 1\nµ = \"x\"\n");
    let at = |offset| {
        let place = file.place(offset);
        (place.line, place.column)
    };
    assert_eq!(at(0), (1, 1));
    assert_eq!(at(5), (1, 6));
    assert_eq!(at(6), (2, 1));
    assert_eq!(at(8), (2, 2));
    assert_eq!(at(9999), (3, 1));
}

#[test]
fn the_drawing_marks_the_span_and_lists_the_facts() {
    let file = source("format = 1\n[device]\nlength = \"3 parsecs\"\n");
    let diagnostic = Diagnostic::new(codes::BAD_QUANTITY, "unknown unit 'parsecs'")
        .at(&file, 30..39)
        .label("not a unit")
        .value("3 parsecs")
        .limit("0 mm to 3 mm")
        .remedy("write a length such as \"1.5 mm\"");
    let expected = "\
error[NW0105]: unknown unit 'parsecs'
 --> study.toml:3:11
  |
3 | length = \"3 parsecs\"
  |           ^^^^^^^^^ not a unit
  |
  = found: 3 parsecs
  = limit: 0 mm to 3 mm
  = help: write a length such as \"1.5 mm\"";
    assert_eq!(render(&diagnostic, false), expected);
    assert!(render(&diagnostic, true).contains("\u{1b}["));
    assert_eq!(diagnostic.to_string(), "study.toml:3:11: error[NW0105]: unknown unit 'parsecs'");
    let json = serde_json::to_value(&diagnostic).unwrap();
    assert_eq!(json["code"], "NW0105");
    assert_eq!(json["line"], 3);
    assert_eq!(json["column"], 11);
}

#[test]
fn hostile_text_cannot_reach_the_terminal() {
    let text = format!("a = \"\u{1b}[2J{}\"", "x".repeat(100_000));
    let file = source(&text);
    let diagnostic = Diagnostic::new(codes::UNKNOWN_KEY, "unknown").at(&file, 4..90_000);
    let drawn = render(&diagnostic, false);
    assert!(!drawn.contains('\u{1b}'));
    assert!(drawn.len() < 2000, "{}", drawn.len());
}

#[test]
fn lists_keep_a_hundred_and_count_the_rest() {
    let mut list = Diagnostics::new();
    for _ in 0..250 {
        list.push(Diagnostic::new(codes::UNKNOWN_KEY, "x"));
    }
    let mut both = Diagnostics::new();
    both.extend(list.clone());
    both.extend(list);
    assert_eq!(both.iter().count(), MAX_KEPT);
    assert_eq!(both.errors(), 500);
    assert_eq!(both.warnings(), 0);
    assert_eq!(both.left_out(), 400);
}

proptest::proptest! {
    #[test]
    fn any_span_of_any_text_can_be_drawn(text in "(\\PC|\n|\t|\u{1b}){0,200}", a in 0usize..300, b in 0usize..300) {
        let file = source(&text);
        let diagnostic = Diagnostic::new(codes::TOML_SYNTAX, "broken").at(&file, a..b).label("here");
        let drawn = render(&diagnostic, false);
        proptest::prop_assert!(!drawn.contains(char::from(27)));
        let _ = diagnostic.to_string();
    }
}

//! Where in a document a key stands that was written in the wrong place.

use serde_json::Value;

/// Sections that an answer names; a key of many sections says little about where it belongs.
const MOST: usize = 3;
/// Levels of tables that are searched.
const DEEPEST: usize = 4;

/// The sections of a document nearest to its top that have a key, as they are written: `[technique]`, `[[protocol.event]]`, `the top of the file`.
/// None where there are too many to be of help.
pub(super) fn sections_with(root: &Value, key: &str) -> Vec<String> {
    let mut found = Vec::new();
    search(root, root, key, "", false, DEEPEST, &mut found);
    // A key of a section of its own may stand in parts of others, too; the nearest to the top is what is mostly meant.
    let level = |section: &String| section.matches('.').count();
    let nearest = found.iter().map(level).min();
    found.retain(|section| Some(level(section)) == nearest);
    if found.len() > MOST { Vec::new() } else { found }
}

fn search(root: &Value, schema: &Value, key: &str, path: &str, list: bool, left: usize, found: &mut Vec<String>) {
    let schema = resolved(root, schema);
    for form in ["anyOf", "oneOf", "allOf"].iter().filter_map(|word| schema[*word].as_array()).flatten() {
        search(root, form, key, path, list, left, found);
    }
    if schema["items"].is_object() {
        search(root, &schema["items"], key, path, true, left, found);
    }
    let Some(properties) = schema["properties"].as_object() else { return };
    if properties.contains_key(key) {
        let section = match (path, list) {
            ("", _) => "the top of the file".to_owned(),
            (path, true) => format!("[[{path}]]"),
            (path, false) => format!("[{path}]"),
        };
        if !found.contains(&section) {
            found.push(section);
        }
    }
    let Some(left) = left.checked_sub(1) else { return };
    for (name, property) in properties {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        search(root, property, key, &path, false, left, found);
    }
}

/// Follows `$ref` into the definitions; a reference to a reference is rare.
fn resolved<'a>(root: &'a Value, mut schema: &'a Value) -> &'a Value {
    for _ in 0..8 {
        match schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/")) {
            Some(name) => schema = &root["$defs"][name],
            None => break,
        }
    }
    schema
}

//! Entries for people and scripts: rows, JSON, and a tree.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Entry, Shelved};

/// One entry in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its main figures in one line.
    pub facts: String,
    /// File that it comes from.
    pub file: String,
}

pub(super) fn row<T: Entry>(shelved: &Shelved<T>) -> Row {
    let entry = shelved.entry();
    Row {
        id: entry.id().to_owned(),
        name: entry.name().to_owned(),
        facts: entry.facts(),
        file: shelved.file().name.clone(),
    }
}

/// Everything that the entry says, in the order of its file, then what follows from it under `derived`.
pub(super) fn json<T: Entry>(shelved: &Shelved<T>) -> Value {
    let entry = shelved.entry();
    let mut value = serde_json::to_value(entry).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        let derived: Map<String, Value> =
            entry.derived().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        if !derived.is_empty() {
            fields.insert("derived".to_owned(), Value::Object(derived));
        }
        fields.insert("file".to_owned(), Value::String(shelved.file().name.clone()));
    }
    value
}

/// Adds the ids under every `source` of an entry.
pub(super) fn sources(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let named =
                    value.as_str().into_iter().chain(value.as_array().into_iter().flatten().filter_map(Value::as_str));
                if key == "source" {
                    ids.extend(named.map(str::to_owned));
                } else {
                    sources(value, ids);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| sources(item, ids)),
        _ => {}
    }
}

/// A JSON value as an indented tree; a figure takes one line with its range, its source and what was assumed.
pub(super) fn tree(value: &Value) -> String {
    let mut lines = Vec::new();
    if let Value::Object(fields) = value {
        let text = |key: &str| fields.get(key).and_then(Value::as_str).unwrap_or_default();
        lines.push(format!("{}  {}", text("id"), text("name")));
        let below: Vec<(&str, &Value)> = pairs(fields).filter(|(key, _)| !matches!(*key, "id" | "name")).collect();
        branch(&below, "", &mut lines);
    }
    lines.push(String::new());
    lines.join("\n")
}

fn pairs(fields: &Map<String, Value>) -> impl Iterator<Item = (&str, &Value)> {
    fields.iter().map(|(key, value)| (key.as_str(), value))
}

fn branch(fields: &[(&str, &Value)], indent: &str, lines: &mut Vec<String>) {
    let width = fields.iter().map(|(key, _)| key.chars().count()).max().unwrap_or(0);
    for (index, (key, value)) in fields.iter().enumerate() {
        let last = index + 1 == fields.len();
        let (arm, below) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let inner = format!("{indent}{below}");
        match value {
            Value::Object(map) if !map.contains_key("value") => {
                lines.push(format!("{indent}{arm}{key}"));
                branch(&pairs(map).collect::<Vec<_>>(), &inner, lines);
            }
            Value::Array(items) if items.iter().any(Value::is_object) => {
                lines.push(format!("{indent}{arm}{key}"));
                let numbers: Vec<String> = (1..=items.len()).map(|number| number.to_string()).collect();
                let numbered: Vec<(&str, &Value)> = numbers.iter().map(String::as_str).zip(items).collect();
                branch(&numbered, &inner, lines);
            }
            other => lines.push(format!("{indent}{arm}{key:<width$}  {}", leaf(other))),
        }
    }
}

fn leaf(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(leaf).collect::<Vec<_>>().join(", "),
        Value::Object(datum) => figure(datum),
        other => other.to_string(),
    }
}

/// `1.12 mm ± 0.21 mm (0.9 mm to 1.33 mm) [source] assumed: reason; note`.
fn figure(datum: &Map<String, Value>) -> String {
    let part = |key: &str, before: &str, after: &str| {
        datum.get(key).map(|value| format!("{before}{}{after}", leaf(value))).unwrap_or_default()
    };
    let range = match datum.get("range") {
        Some(Value::Array(ends)) => format!(" ({})", ends.iter().map(leaf).collect::<Vec<_>>().join(" to ")),
        _ => String::new(),
    };
    [
        part("value", "", ""),
        part("sd", " ± ", ""),
        range,
        part("source", " [", "]"),
        part("assumed", " assumed: ", ""),
        part("note", "; ", ""),
    ]
    .concat()
}

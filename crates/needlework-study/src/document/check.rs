//! A document against a JSON Schema: every fault with its place.

use core::ops::Range;
use std::sync::Arc;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::elsewhere::sections_with;
use super::value::{found_in_words, json_type, number};
use super::{MAX_ITEMS, MAX_STRING, SourceFile};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, codes};
use crate::quantity::{self, Kind, QuantityError};
use crate::text::{closest, printable};

/// Reports everything in `root` that `schema` does not allow.
pub fn check(root: &Spanned<DeTable<'_>>, schema: &Value, source: &Arc<SourceFile>, faults: &mut Diagnostics) {
    let mut checker = Checker { root: schema, definitions: &schema["$defs"], source, faults };
    checker.table(root.get_ref(), &(0..0), schema, "");
}

struct Checker<'a> {
    root: &'a Value,
    definitions: &'a Value,
    source: &'a Arc<SourceFile>,
    faults: &'a mut Diagnostics,
}

impl<'a> Checker<'a> {
    fn report(&mut self, code: &'static Code, span: Range<usize>, message: String) -> Diagnostic {
        Diagnostic::new(code, message).at(self.source, span)
    }

    /// Follows `$ref` into the definitions.
    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        // A reference to a reference is rare, and a cycle of them would be a defect of the types; eight is plenty.
        for _ in 0..8 {
            match schema["$ref"].as_str().and_then(|r| r.strip_prefix("#/$defs/")) {
                Some(name) => schema = &self.definitions[name],
                None => break,
            }
        }
        schema
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, outer: &'a Value, key: &str) {
        let schema = self.resolve(outer);
        let branches = schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array());
        if let Some(choices) = choices(schema) {
            self.choice(value, &choices, key);
        } else if let Some(branches) = branches {
            self.branch(value, branches, key);
        } else if let Some(kind) = schema["x-quantity"].as_str().and_then(Kind::named) {
            self.quantity(value, kind, [outer, schema], key);
        } else if !accepts(schema, value.get_ref()) {
            self.wrong_type(value, &words(schema), key);
        } else {
            match value.get_ref() {
                DeValue::Table(table) => self.table(table, &value.span(), schema, key),
                DeValue::Array(array) => self.array(array, &value.span(), schema, key),
                DeValue::String(text) => self.text(text, &value.span(), [outer, schema], key),
                DeValue::Integer(_) | DeValue::Float(_) => self.number(value, [outer, schema], key),
                DeValue::Boolean(_) | DeValue::Datetime(_) => {}
            }
        }
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, wanted: &str, key: &str) {
        let found = found_in_words(value.get_ref());
        let message = format!("{} must be {wanted}, not {found}", named(key));
        let fault = self.report(codes::WRONG_TYPE, value.span(), message);
        self.faults.push(fault.value(found).limit(wanted));
    }

    /// One of several forms: picked by the type, or for tables by the key whose value differs between the forms.
    fn branch(&mut self, value: &Spanned<DeValue<'_>>, branches: &'a [Value], key: &str) {
        let resolved: Vec<&Value> = branches.iter().map(|b| self.resolve(b)).filter(|b| b["type"] != "null").collect();
        let fitting: Vec<&Value> = branches.iter().filter(|b| accepts_any(self.resolve(b), value.get_ref())).collect();
        match fitting.as_slice() {
            [] => {
                let wanted: Vec<String> = resolved.iter().map(|b| words(b)).collect();
                self.wrong_type(value, &wanted.join(" or "), key);
            }
            [only] => self.value(value, only, key),
            several => {
                if let DeValue::Table(table) = value.get_ref() {
                    let several: Vec<&Value> = several.iter().map(|b| self.resolve(b)).collect();
                    self.tagged(table, &value.span(), &several, key);
                }
            }
        }
    }

    /// A table with a key that says which of several forms it has.
    fn tagged(&mut self, table: &DeTable<'_>, span: &Range<usize>, forms: &[&'a Value], key: &str) {
        let tag = forms.first().and_then(|form| {
            let properties = form["properties"].as_object()?;
            properties.iter().find(|(_, p)| p["const"].is_string()).map(|(name, _)| name.as_str())
        });
        let Some(tag) = tag else { return };
        let names: Vec<&str> = forms.iter().filter_map(|f| f["properties"][tag]["const"].as_str()).collect();
        match find(table, tag) {
            None => {
                let message = format!("{} needs the key {tag}", named(key));
                let fault = self.report(codes::MISSING_KEY, span.clone(), message);
                self.faults.push(fault.limit(format!("{tag} is one of {}", names.join(", "))));
            }
            Some(chosen) => {
                let form = forms.iter().find(|f| f["properties"][tag]["const"].as_str() == chosen.get_ref().as_str());
                match form {
                    Some(form) => self.table(table, span, form, key),
                    None => self.choice(chosen, &names, tag),
                }
            }
        }
    }

    fn choice(&mut self, value: &Spanned<DeValue<'_>>, choices: &[&str], key: &str) {
        let Some(word) = value.get_ref().as_str() else {
            return self.wrong_type(value, &format!("one of {}", choices.join(", ")), key);
        };
        if choices.contains(&word) {
            return;
        }
        let message = format!("{} is not a choice for {}", printable(word), named(key));
        let mut fault = self.report(codes::NOT_A_CHOICE, value.span(), message);
        if let Some(near) = closest(word, choices.iter().copied()) {
            fault = fault.remedy(format!("did you mean \"{near}\"?"));
        }
        self.faults.push(fault.limit(choices.join(", ")));
    }

    fn table(&mut self, table: &DeTable<'_>, span: &Range<usize>, schema: &'a Value, key: &str) {
        let empty = serde_json::Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&empty);
        let known: Vec<&str> = properties.keys().map(String::as_str).collect();
        for (name, value) in table {
            let text = name.get_ref().as_ref();
            match (schema["properties"].get(text), &schema["additionalProperties"]) {
                (Some(property), _) => self.value(value, property, text),
                (None, free @ Value::Object(_)) => self.value(value, free, text),
                (None, Value::Bool(true)) => {}
                (None, _) => self.unknown(name, &known, key),
            }
        }
        for needed in schema["required"].as_array().into_iter().flatten() {
            let needed = needed.as_str().unwrap_or_default();
            if find(table, needed).is_none() {
                let message = match key {
                    "" => format!("the key {needed} is missing"),
                    _ => format!("{} needs the key {needed}", named(key)),
                };
                let mut fault = self.report(codes::MISSING_KEY, span.clone(), message);
                if let Some(meaning) = schema["properties"][needed]["description"].as_str() {
                    let first = meaning.lines().next().unwrap_or_default();
                    fault = fault.remedy(format!("add {needed}: {first}"));
                }
                self.faults.push(fault);
            }
        }
    }

    fn unknown(&mut self, name: &Spanned<std::borrow::Cow<'_, str>>, known: &[&str], key: &str) {
        let text = name.get_ref().as_ref();
        let place = match key {
            "" => "at the top of the file".to_owned(),
            _ => format!("in {key}"),
        };
        let message = format!("the key {} is not known {place}", printable(text));
        let mut fault = self.report(codes::UNKNOWN_KEY, name.span(), message);
        let near = closest(text, known.iter().copied());
        let elsewhere = sections_with(self.root, text);
        let elsewhere = match elsewhere.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
            _ => elsewhere.concat(),
        };
        let remedy = match (near, elsewhere.as_str()) {
            (Some(near), "") => format!("did you mean {near}?"),
            (Some(near), elsewhere) => format!("did you mean {near}? {text} belongs in {elsewhere}"),
            (None, "") if known.is_empty() => return self.faults.push(fault),
            (None, "") => format!("known keys: {}", known.join(", ")),
            (None, elsewhere) => format!("{text} belongs in {elsewhere}"),
        };
        fault = fault.remedy(remedy);
        self.faults.push(fault);
    }

    fn array(&mut self, array: &DeArray<'_>, span: &Range<usize>, schema: &'a Value, key: &str) {
        let most = schema["maxItems"].as_u64().map_or(MAX_ITEMS, |n| n as usize);
        let least = schema["minItems"].as_u64().map_or(0, |n| n as usize);
        if array.len() > most || array.len() < least {
            let message = format!("{} has {} items", named(key), array.len());
            let fault = self.report(codes::TOO_MANY_ITEMS, span.clone(), message);
            self.faults.push(fault.limit(format!("{least} to {most} items")));
            return;
        }
        for item in array {
            self.value(item, &schema["items"], key);
        }
    }

    fn text(&mut self, text: &str, span: &Range<usize>, schemas: [&Value; 2], key: &str) {
        let most = schemas.iter().find_map(|s| s["maxLength"].as_u64()).map_or(MAX_STRING, |n| n as usize);
        if text.len() > most {
            let message = format!("{} has {} bytes", named(key), text.len());
            let fault = self.report(codes::TOO_MANY_ITEMS, span.clone(), message);
            self.faults.push(fault.limit(format!("{most} bytes")));
        }
    }

    fn number(&mut self, value: &Spanned<DeValue<'_>>, schemas: [&Value; 2], key: &str) {
        let Some(found) = number(value.get_ref()) else { return };
        let limit = |name: &str| schemas.iter().find_map(|s| s[name].as_f64());
        let least = limit("minimum");
        let most = limit("maximum");
        let inside = found.is_finite()
            && least.is_none_or(|least| found >= least)
            && most.is_none_or(|most| found <= most)
            && limit("exclusiveMinimum").is_none_or(|least| found > least);
        if !inside {
            let show = |v: Option<f64>| v.map(|v| v.to_string());
            let above = limit("exclusiveMinimum").map(|v| format!("more than {v}"));
            let low = above.or(show(least));
            self.out_of_range(value.span(), key, &found.to_string(), low, show(most));
        }
    }

    fn out_of_range(&mut self, span: Range<usize>, key: &str, found: &str, low: Option<String>, high: Option<String>) {
        let (limit, remedy) = match (low, high) {
            (Some(low), Some(high)) => (format!("{low} to {high}"), format!("give a value from {low} to {high}")),
            (Some(low), None) => (format!("at least {low}"), format!("give a value of at least {low}")),
            (None, Some(high)) => (format!("at most {high}"), format!("give a value of at most {high}")),
            (None, None) => ("a finite number".to_owned(), "give a finite number".to_owned()),
        };
        let remedy = remedy.replace("of at least more than", "of more than");
        let message = format!("{} is {found}, which is out of range", named(key));
        let fault = self.report(codes::OUT_OF_RANGE, span, message);
        self.faults.push(fault.value(found).limit(limit).remedy(remedy));
    }

    fn quantity(&mut self, value: &Spanned<DeValue<'_>>, kind: &Kind, schemas: [&Value; 2], key: &str) {
        let parsed = match value.get_ref() {
            DeValue::String(text) => quantity::parse_kind(text, kind),
            other => match number(other) {
                Some(number) => quantity::from_number(number, kind),
                None => return self.wrong_type(value, &format!("{} such as \"{}\"", kind.noun, kind.example), key),
            },
        };
        let found = match parsed {
            Ok(found) => found,
            Err(error) => return self.bad_quantity(value, kind, &error, key),
        };
        let limit = |name: &str| {
            let text = schemas.iter().find_map(|s| s[name].as_str())?;
            quantity::parse_kind(text, kind).ok().map(|limit| (limit, text.to_owned()))
        };
        let (least, most) = (limit("x-minimum"), limit("x-maximum"));
        let inside = least.as_ref().is_none_or(|l| found >= l.0) && most.as_ref().is_none_or(|m| found <= m.0);
        if !inside {
            let shown = kind.show(found);
            self.out_of_range(value.span(), key, &shown, least.map(|l| l.1), most.map(|m| m.1));
        }
    }

    fn bad_quantity(&mut self, value: &Spanned<DeValue<'_>>, kind: &Kind, error: &QuantityError, key: &str) {
        let message = format!("{}: {error}", named(key));
        let span = inner_span(&self.source.text, &value.span(), error.range());
        let remedy = match error {
            QuantityError::UnknownUnit { suggestion: Some(near), .. } => format!("did you mean {near}?"),
            QuantityError::MissingUnit { number } => {
                let unit = kind.shown.trim_start_matches('/');
                let slash = if kind.shown.starts_with('/') { "/" } else { "" };
                format!("write the unit too, as \"{number} {slash}{unit}\" or \"{}\"", kind.example)
            }
            _ => format!("write {} such as \"{}\"", kind.noun, kind.example),
        };
        let mut fault = self
            .report(codes::BAD_QUANTITY, span, message)
            .limit(format!("{} with its unit", kind.noun))
            .remedy(remedy);
        if let Some(text) = value.get_ref().as_str() {
            fault = fault.value(printable(text));
        }
        self.faults.push(fault);
    }
}

/// The key for a sentence.
fn named(key: &str) -> &str {
    if key.is_empty() { "the file" } else { key }
}

fn find<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
    table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
}

/// The words of an enumeration, whether written as `enum` or as `oneOf` constants.
fn choices(schema: &Value) -> Option<Vec<&str>> {
    if let Some(list) = schema["enum"].as_array() {
        return Some(list.iter().filter_map(Value::as_str).collect());
    }
    let branches = schema["oneOf"].as_array()?;
    let mut all = Vec::new();
    for branch in branches {
        match (branch["const"].as_str(), branch["enum"].as_array()) {
            (Some(word), _) => all.push(word),
            (None, Some(list)) => all.extend(list.iter().filter_map(Value::as_str)),
            (None, None) => return None,
        }
    }
    Some(all)
}

/// Whether the `type` of a schema allows a value.
fn accepts(schema: &Value, value: &DeValue<'_>) -> bool {
    let found = json_type(value);
    let fits = |wanted: &Value| wanted == found || (wanted == "number" && found == "integer");
    match &schema["type"] {
        Value::String(_) => fits(&schema["type"]),
        Value::Array(types) => types.iter().any(fits),
        _ => true,
    }
}

/// [`accepts`] for schemas that may be enumerations or have branches of their own.
fn accepts_any(schema: &Value, value: &DeValue<'_>) -> bool {
    match schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array()) {
        Some(branches) => branches.iter().any(|b| accepts_any(b, value)),
        None => accepts(schema, value),
    }
}

/// What a schema wants, in words.
fn words(schema: &Value) -> String {
    if let Some(kind) = schema["x-quantity"].as_str().and_then(Kind::named) {
        return format!("{} such as \"{}\"", kind.noun, kind.example);
    }
    if let Some(choices) = choices(schema) {
        return format!("one of {}", choices.join(", "));
    }
    if let Some(branches) = schema["anyOf"].as_array() {
        return branches.iter().map(words).collect::<Vec<_>>().join(" or ");
    }
    let word = |t: &Value| match t.as_str() {
        Some("string") => Some("a text in quotes"),
        Some("integer") => Some("a whole number"),
        Some("number") => Some("a number"),
        Some("boolean") => Some("true or false"),
        Some("array") => Some("a list"),
        Some("object") => Some("a table"),
        _ => None,
    };
    match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(word).collect::<Vec<_>>().join(" or "),
        one => word(one).unwrap_or("another type").to_owned(),
    }
}

/// The part of a quoted value that is to blame, where the text has no escapes that would shift it.
fn inner_span(text: &str, span: &Range<usize>, part: Option<Range<usize>>) -> Range<usize> {
    let whole = span.clone();
    let Some(part) = part else { return whole };
    let written = text.get(whole.clone()).unwrap_or("");
    let quoted = written.len() >= 2
        && matches!(written.as_bytes()[0], b'"' | b'\'')
        && !written.starts_with("\"\"\"")
        && !written.starts_with("'''")
        && !written.contains('\\');
    let inner = whole.start + 1 + part.start..whole.start + 1 + part.end;
    if quoted && inner.end < whole.end && !part.is_empty() { inner } else { whole }
}

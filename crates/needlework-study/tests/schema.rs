//! The JSON Schema in `schemas/` is the one that the types give.

use std::path::Path;

#[test]
fn the_schema_in_the_repository_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/study.schema.json");
    let current = needlework_study::study::schema();
    if std::env::var_os("NEEDLEWORK_UPDATE").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == current,
        "schemas/study.schema.json is out of date; run NEEDLEWORK_UPDATE=1 cargo test -p needlework-study --test schema"
    );
}

#[test]
fn every_key_of_the_schema_has_a_description() {
    let schema: serde_json::Value = serde_json::from_str(&needlework_study::study::schema()).unwrap();
    let tables = schema["$defs"].as_object().unwrap().values().chain(core::iter::once(&schema));
    let mut keys = 0;
    for table in tables {
        for (key, property) in table["properties"].as_object().into_iter().flatten() {
            keys += 1;
            assert!(property["description"].as_str().is_some_and(|text| text.len() > 4), "{key}");
        }
    }
    assert!(keys > 90, "{keys}");
}

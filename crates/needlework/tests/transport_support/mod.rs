//! The reference cases as typed values.

use std::collections::BTreeMap;

#[derive(serde::Deserialize)]
struct File {
    case: Vec<Case>,
}
#[derive(serde::Deserialize)]
/// One case.
#[allow(dead_code, reason = "each test binary reads its own part")]
pub struct Case {
    pub id: String,
    #[serde(flatten)]
    pub fields: BTreeMap<String, toml::Value>,
}
#[allow(dead_code, reason = "each test binary reads its own part")]
impl Case {
    pub fn number(&self, key: &str) -> f64 {
        as_number(&self.fields[key])
    }
    /// A list of texts.
    pub fn strings(&self, key: &str) -> Vec<String> {
        let text = |v: &toml::Value| v.as_str().unwrap().to_owned();
        self.fields[key].as_array().unwrap().iter().map(text).collect()
    }
    pub fn numbers(&self, key: &str) -> Vec<f64> {
        self.fields[key].as_array().unwrap().iter().map(as_number).collect()
    }
}
fn as_number(v: &toml::Value) -> f64 {
    v.as_float().unwrap_or_else(|| v.as_integer().unwrap() as f64)
}
pub fn case(id: &str) -> Case {
    let file: File = toml::from_str(include_str!("../data/transport_cases.toml")).unwrap();
    file.case.into_iter().find(|c| c.id == id).unwrap()
}

//! `needlework explain`: what a code means.

use needlework_study::diagnostic::{Code, Diagnostic, codes};
use needlework_study::text::{closest, printable};

use crate::failure::Failure;
use crate::output::Output;

/// Explain the code of an error or a warning, or list all codes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Code, such as NW0101; all codes are listed without it.
    code: Option<String>,
}

pub fn run(arguments: &Arguments, output: Output) -> Result<(), Failure> {
    let Some(id) = &arguments.code else { return list(output) };
    let Some(code) = Code::find(id) else {
        let mut fault = Diagnostic::new(codes::UNKNOWN_CODE, format!("there is no code {}", printable(id)));
        fault = match closest(id, Code::all().map(|code| code.id)) {
            Some(near) => fault.remedy(format!("did you mean {near}? `needlework explain` lists all codes")),
            None => fault.remedy("`needlework explain` lists all codes"),
        };
        return Err(fault.into());
    };
    if output.json {
        return output.json(&json(code, true));
    }
    output.data(&format!("{} ({}): {}\n\n{}\n", code.id, code.severity, code.title, code.explanation))
}

fn list(output: Output) -> Result<(), Failure> {
    if output.json {
        return output.json(&Code::all().map(|code| json(code, false)).collect::<Vec<_>>());
    }
    let lines = Code::all().map(|code| format!("{}  {:7}  {}\n", code.id, code.severity.to_string(), code.title));
    output.data(&lines.collect::<Vec<_>>().concat())
}

fn json(code: &Code, long: bool) -> serde_json::Value {
    let mut value = serde_json::json!({ "code": code.id, "severity": code.severity, "title": code.title });
    if long {
        value["explanation"] = code.explanation.into();
    }
    value
}

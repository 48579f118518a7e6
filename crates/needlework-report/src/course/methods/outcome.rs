//! From tissue to what people see.

use super::{constants, sources};
use crate::report::{Formulas, MethodNote, Table};
use needlework::course::Study;
use needlework::number::{Latex, Real, Symbol};
use needlework::outcome::{Endpoint, OutcomeParameters, fill_target};

/// Constants of the outcome maps that the equations name.
pub const CONSTANTS: &[(&str, &str)] = &[
    ("scar_gain_scale", r"g_{s}"),
    ("scar_lag", r"\tau"),
    ("scar_share_rolling", r"F_{rolling}"),
    ("scar_share_boxcar", r"F_{boxcar}"),
    ("scar_share_ice_pick", r"F_{icepick}"),
];

/// The maps of the concern, and every endpoint with its meaning and source.
pub fn note(study: &Study) -> MethodNote {
    let scars = study.concern.scars.is_some();
    let mut note = MethodNote {
        title: "Outcome".to_owned(),
        paragraphs: vec![
            "Each endpoint is a map from tissue to what people see or instruments read. Several maps rest on one number of one \
             study, others are assumed; the table says which."
                .to_owned(),
        ],
        tables: vec![endpoints()],
        sources: Vec::new(),
        ..MethodNote::default()
    };
    if scars {
        note.formulas.push(Formulas { title: "Filling of scars".to_owned(), lines: filling() });
        note.paragraphs.push(
            "g gain of matrix over untreated skin, f fill, F share of the fill that a kind of scar takes up, H depth of a scar \
             before treatment and h after it."
                .to_owned(),
        );
        note.tables.insert(0, constants("Constants of the scar maps", OutcomeParameters::TABLE, CONSTANTS));
        note.sources = sources(&["minh-2019", "garg-chaudhary-2018", "dogra-2014", "chalabi-2020"]);
    }
    note
}

/// The law of the fill, printed by running it on symbols.
fn filling() -> Vec<String> {
    let c = OutcomeParameters::default();
    let gain = Symbol::variable("g");
    let latex = Latex::default().call(Symbol::constant(c.scar_gain_scale), "g_{s}");
    vec![
        format!(r"f_{{\infty}} &= {}", latex.print(fill_target(gain, &c))),
        r"\frac{df}{dt} &= \frac{f_{\infty}-f}{\tau}".to_owned(),
        r"h &= H\,\left(1-F\,f\right)".to_owned(),
    ]
}

/// Every endpoint.
fn endpoints() -> Table {
    Table {
        title: "Endpoints".to_owned(),
        columns: ["Endpoint", "Unit", "Meaning", "Definition or evidence"].map(str::to_owned).to_vec(),
        rows: Endpoint::ALL
            .iter()
            .map(|endpoint| {
                let info = endpoint.info();
                vec![info.name.to_owned(), info.unit.to_owned(), info.meaning.to_owned(), info.source.to_owned()]
            })
            .collect(),
        ..Table::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fill_is_printed_from_the_law_itself() {
        let lines = filling();
        assert!(lines[0].contains(r"\exp") && lines[0].contains("g_{s}") && lines[0].contains(r"\max"), "{}", lines[0]);
        let value = OutcomeParameters::default().scar_gain_scale.to_string();
        assert!(!lines[0].contains(&value), "the constant has its symbol");
    }
}

//! Species, surroundings and parameters as tables.

use std::fmt::Write as _;

use super::super::{Host, Inputs, PARAMETERS, Place, Rest, SPECIES};
use super::{inline, names};
use crate::provenance::Origin;
use crate::provenance::markdown::{digits, head, number, origin, row};

/// The species table.
pub fn species() -> String {
    let mut text = String::new();
    head(&mut text, &["symbol", "name", "meaning", "unit", "at rest", "where", "diffusion (mm²/day)"]);
    for info in &SPECIES {
        let rest = match info.rest {
            Rest::Absent => "absent",
            Rest::Constant => "constant",
            Rest::Ageing => "ages",
            Rest::Lesional => "in melasma",
        };
        let place = match info.place {
            Place::Dermis => "dermis",
            Place::Epidermis => "epidermis",
        };
        let diffusion = if info.diffusion == 0.0 { "–".to_owned() } else { number(info.diffusion) };
        row(
            &mut text,
            &[&inline(info.symbol), &format!("`{}`", info.name), info.meaning, info.unit, rest, place, &diffusion],
        );
    }
    text
}

/// Inputs and host.
pub fn surroundings() -> String {
    let mut text = String::new();
    head(&mut text, &["symbol", "field", "meaning"]);
    let inputs = names::INPUTS.iter().zip(Inputs::<f64>::NAMES.iter().zip(Inputs::<f64>::MEANINGS));
    let host = names::HOST.iter().zip(Host::<f64>::NAMES.iter().zip(Host::<f64>::MEANINGS));
    for (symbol, (name, meaning)) in inputs.chain(host) {
        row(&mut text, &[&inline(symbol), &format!("`{name}`"), meaning.trim()]);
    }
    row(&mut text, &[&inline("w"), "`lesion_width`", "Width of the lesions that the epidermis closes [mm]."]);
    text
}

/// The parameter table, by group.
pub fn parameters() -> String {
    let mut text = String::new();
    let mut group = "";
    for info in &PARAMETERS {
        if info.group != group {
            group = info.group;
            let _ = write!(text, "{}### Parameters of {group}\n\n", if text.is_empty() { "" } else { "\n" });
            head(&mut text, &["symbol", "name", "meaning", "value", "unit", "log-sd", "plausible", "origin", "source"]);
        }
        let (spread, plausible) = if info.log_sd() == 0.0 {
            ("–".to_owned(), "–".to_owned())
        } else {
            let [low, high] = info.plausible();
            (number(info.log_sd()), format!("{} to {}", digits(low, 3), digits(high, 3)))
        };
        let obtained = match (info.origin, info.prior) {
            (Origin::Fitted, Some(prior)) => format!("fitted from {}", number(prior)),
            (other, _) => origin(other).to_owned(),
        };
        row(
            &mut text,
            &[
                &inline(&names::parameter(info.symbol)),
                &format!("`{}`", info.name),
                info.meaning,
                &number(info.value),
                info.unit,
                &spread,
                &plausible,
                &obtained,
                info.source,
            ],
        );
    }
    text
}

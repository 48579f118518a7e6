//! Rates, coefficients and baselines as LaTeX.

use std::fmt::Write as _;

use super::super::baseline::{Baseline, onset};
use super::super::coefficients::{COEFFICIENTS, Coefficients, Setting};
use super::super::host::years_after;
use super::super::rates::{named_parts, rates as network_rates};
use super::super::{Host, Inputs, Parameters, SPECIES, SPECIES_COUNT};
use super::{inline, names};
use crate::number::{Latex, Real, Symbol};
use crate::provenance::markdown::{head, row};

/// Species of each part of the network, by the end of its range in state order.
const PARTS: [(&str, usize); 6] = [
    ("Signals of injury and inflammatory cells", 9),
    ("Growth factors", 15),
    ("Fibroblasts and the remodelling programme", 18),
    ("Collagen and MMP", 23),
    ("Elastin, hyaluronan and vessels", 29),
    ("Epidermis and pigment", SPECIES_COUNT),
];

/// Production and loss of every species.
pub fn rates() -> String {
    let levels: [Symbol; SPECIES_COUNT] = core::array::from_fn(|i| Symbol::variable(&names::level(i)));
    let coefficients = COEFFICIENTS.map(|info| Symbol::variable(info.latex));
    let rates = network_rates(&levels, &coefficients);
    let parts = named_parts(&levels, &coefficients);

    let mut text = String::from("Terms that several rates share:\n\n");
    let mut latex = Latex::default();
    let mut lines = Vec::new();
    for part in parts {
        lines.push(format!(r"{} &= {}", part.latex, latex.define(part.value)));
        latex = latex.call(part.value, part.latex);
    }
    aligned(&mut text, &lines);
    let mut from = 0;
    for (title, to) in PARTS {
        let _ = write!(text, "\n### {title}\n\n");
        let lines: Vec<String> = (from..to)
            .flat_map(|i| {
                let symbol = SPECIES[i].symbol;
                let [production, loss] = [rates[i].production, rates[i].loss].map(|side| latex.print(side));
                [format!("P_{{{symbol}}} &= {production}"), format!("L_{{{symbol}}} &= {loss}")]
            })
            .collect();
        aligned(&mut text, &lines);
        from = to;
    }
    text
}

/// The symbols that the coefficients and the baseline are printed with.
fn symbols() -> (Parameters<Symbol>, Host<Symbol>, Inputs<Symbol>) {
    (
        Parameters::from_array(names::parameters()),
        Host::from_array(names::variables(&names::HOST)),
        Inputs::from_array(names::variables(&names::INPUTS)),
    )
}

/// The definition of every coefficient.
pub fn coefficients() -> String {
    let (parameters, host, inputs) = symbols();
    let setting =
        Setting { parameters: &parameters, host: &host, inputs: &inputs, lesion_width: Symbol::variable("w") };
    let baseline = Baseline::from_array(names::variables(&names::BASELINE));
    let values = Coefficients::prepare(&setting, &baseline).into_array();
    let mut latex = Latex::default();
    let mut text = String::new();
    let mut group = "";
    for (info, value) in COEFFICIENTS.iter().zip(values) {
        if info.group != group {
            group = info.group;
            let _ = write!(text, "{}### {}\n\n", if text.is_empty() { "" } else { "\n" }, group.replace('_', " "));
            head(&mut text, &["symbol", "definition", "meaning"]);
        }
        // A coefficient that equals an earlier one is printed as that one.
        row(&mut text, &[&inline(info.latex), &inline(&latex.print(value)), info.meaning]);
        if value.as_variable().is_none() && value.as_constant().is_none() && !latex.has_name(value) {
            latex = latex.call(value, info.latex);
        }
    }
    text
}

/// The levels at rest as functions of age.
pub fn baseline() -> String {
    let (parameters, host, _) = symbols();
    let time = Symbol::variable("t");
    let baseline = Baseline::at(&parameters, &host, time).into_array();
    let per_year = Symbol::constant(1.0 / super::super::DAYS_PER_YEAR);
    let age = host.age + host.drift * time * per_year;
    let mut latex = Latex::default();
    latex = latex.call(per_year, r"\tfrac{1}{365.25}");
    let mut lines = vec![format!("a &= {}", latex.print(age))];
    latex = latex.call(age, "a");
    for (from, symbol) in [(parameters.ageing_onset, "y"), (parameters.menopause_age, "y_{M}")] {
        let years = years_after(age, from, parameters.ageing_onset_width);
        lines.push(format!("{symbol} &= {}", latex.print(years)));
        latex = latex.call(years, symbol);
        let speed = host.drift * per_year * onset(age, from, parameters.ageing_onset_width);
        let symbol = format!(r"\dot{{{}}}{}", &symbol[..1], &symbol[1..]);
        lines.push(format!("{symbol} &= {}", latex.print(speed)));
        latex = latex.call(speed, symbol);
    }
    for (name, value) in names::BASELINE.iter().zip(baseline) {
        lines.push(format!("{name} &= {}", latex.define(value)));
        if value.as_variable().is_none() {
            latex = latex.call(value, *name);
        }
    }
    let mut text = String::from(
        "With $`a`$ the age in years, $`t`$ the time in days since the start, and $`y`$, $`y_{M}`$ the smooth years since the \
         onset of ageing and since the menopause:\n\n",
    );
    aligned(&mut text, &lines);
    text
}

/// Lines of aligned mathematics.
fn aligned(text: &mut String, lines: &[String]) {
    let _ = write!(text, "```math\n\\begin{{aligned}}\n{}\n\\end{{aligned}}\n```\n", lines.join(" \\\\\n"));
}

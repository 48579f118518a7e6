//! LaTeX symbols of parameters, host, inputs and baseline.

use super::super::{BASELINE_COUNT, HOST_COUNT, INPUT_COUNT, PARAMETER_COUNT, PARAMETERS, SPECIES};
use crate::number::Symbol;

/// Symbols of the host, in field order.
pub const HOST: [&str; HOST_COUNT] = [
    r"\mathrm{age}",
    r"\mathrm{pd}",
    r"\mathrm{fem}",
    r"\mathrm{smo}",
    r"\mathrm{ten}",
    r"\mathrm{site}",
    r"\mathrm{ren}",
    r"Q_{s}",
    r"\mathrm{pig}",
    r"\mathrm{mel}",
    r"\mathrm{heal}",
    r"\mathrm{clo}",
    r"\mathrm{rsp}",
    r"\mathrm{drift}",
];

/// Symbols of the inputs, in field order.
pub const INPUTS: [&str; INPUT_COUNT] =
    [r"u_{gf}", r"u_{vc}", r"u_{ret}", r"u_{ai}", r"u_{txa}", r"u_{ha}", r"u_{occ}", r"u_{uv}"];

/// Symbols of the baseline, in field order.
pub const BASELINE: [&str; BASELINE_COUNT] = [
    r"F_{b}",
    r"Y_{b}",
    r"T_{1b}",
    r"T_{3b}",
    r"C_{3b}",
    r"C_{ib}",
    r"C_{mb}",
    r"P_{b}",
    r"E_{tb}",
    r"E_{fb}",
    r"E_{sb}",
    r"H_{b}",
    r"B_{b}",
    r"Z_{b}",
    r"\delta_{F}",
    r"\delta_{C}",
    r"\delta_{P}",
    r"\delta_{Ef}",
    r"\delta_{Es}",
    r"\delta_{H}",
    r"\delta_{B}",
    r"\delta_{Z}",
];

/// A parameter symbol of the table as LaTeX: the first letter with the rest as subscript.
pub fn parameter(symbol: &str) -> String {
    let (head, tail) = match symbol {
        "etaY" => (r"\eta", "Y"),
        "kap" => (r"\alpha", "C"),
        _ => symbol.split_at(1),
    };
    format!("{head}_{{{tail}}}")
}

/// Symbols of all parameters.
pub fn parameters() -> [Symbol; PARAMETER_COUNT] {
    core::array::from_fn(|i| Symbol::variable(&parameter(PARAMETERS[i].symbol)))
}

/// The symbol of a species' level.
pub fn level(place: usize) -> String {
    format!("x_{{{}}}", SPECIES[place].symbol)
}

/// Variables with these names.
pub fn variables<const N: usize>(names: &[&str; N]) -> [Symbol; N] {
    names.map(Symbol::variable)
}

#[cfg(test)]
mod tests {
    use super::super::super::COEFFICIENTS;
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_symbol_means_two_things() {
        let parameters = PARAMETERS.iter().map(|info| parameter(info.symbol));
        let coefficients = COEFFICIENTS.iter().map(|info| info.latex.to_owned());
        let others = HOST.iter().chain(&INPUTS).chain(&BASELINE).map(|name| (*name).to_owned());
        let levels = (0..SPECIES.len()).map(level);
        let all: Vec<String> = parameters.chain(coefficients).chain(others).chain(levels).collect();
        let mut seen = BTreeSet::new();
        for name in &all {
            assert!(seen.insert(name), "{name} is used twice");
        }
    }
}

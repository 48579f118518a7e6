//! Writes a [`System`](super::System) from equations: runs them on [`Symbol`]s, takes the derivatives, chooses an order of
//! elimination that fills in little, and prints straight-line Rust.
//!
//! What it does so that the code runs fast:
//! - whatever does not depend on the state becomes a coefficient, computed once per step if it depends on time and once
//!   per start if it does not, instead of at every stage; constant factors are multiplied out into the sums, so that a weighted sum is a chain of fused operations;
//! - divisions are by reciprocals, each computed once;
//! - products that several terms share are computed once;
//! - sums take the terms that are ready first, because the chain of dependent operations limits the speed.
//!
//! Generated files are checked in; a test writes them anew and compares.

mod elimination;
mod gradient;
mod polynomial;
mod print;

use crate::number::{Symbol, reachable, straight_line};
use elimination::Elimination;
use polynomial::Polynomials;
use print::Printer;
use std::fmt::Write as _;

/// What the generator needs beside the equations. Declare the file as `#[rustfmt::skip] mod …;`.
#[derive(Clone, Copy, Debug)]
pub struct Description<'a> {
    /// The type that the generated file implements [`System`](super::System) for, as the generated file sees it.
    pub type_name: &'a str,
    /// The name of each state.
    pub states: &'a [&'a str],
    /// How many parameters a run has.
    pub parameters: usize,
    /// What the file is and how to write it anew. Each line becomes an inner doc comment.
    pub header: &'a str,
    /// `use` lines that bring the type, `System` and `Real` into scope.
    pub imports: &'a str,
}

/// The text of a Rust file that implements [`System`](super::System) for the equations.
///
/// `equations` maps the time, the parameters and the state to the derivative of the state. It is run once, on symbols.
///
/// # Panics
/// If the equations return another number of derivatives than there are states, or use variables of their own making.
#[must_use]
pub fn generate(
    description: &Description<'_>,
    equations: impl FnOnce(Symbol, &[Symbol], &[Symbol]) -> Vec<Symbol>,
) -> String {
    let n = description.states.len();
    let time = Symbol::variable("time");
    let parameters: Vec<Symbol> = (0..description.parameters).map(|i| Symbol::variable(&format!("p[{i}]"))).collect();
    let states: Vec<Symbol> = (0..n).map(|i| Symbol::variable(&format!("x[{i}]"))).collect();
    let slopes = gradient::lower(&equations(time, &parameters, &states));
    assert_eq!(slopes.len(), n, "one derivative per state");
    let jacobian = gradient::jacobian(&slopes, &states);
    let elimination = Elimination::plan(&jacobian);

    let mut coefficients = Vec::new();
    let derivative = Polynomials::of(&slopes, &states, &mut coefficients);
    let negated: Vec<Symbol> = elimination.entries.iter().map(|&(i, j)| -jacobian[i][j]).collect();
    let together: Vec<Symbol> = slopes.iter().chain(&negated).copied().collect();
    let linearised = Polynomials::of(&together, &states, &mut coefficients);

    // Of the coefficients some move with time; what these need of the parameters becomes constants.
    let moves = |coefficient: &Symbol| reachable(&[*coefficient]).contains(&time);
    let moving: Vec<usize> = (0..coefficients.len()).filter(|&i| moves(&coefficients[i])).collect();
    let moving_symbols: Vec<Symbol> = moving.iter().map(|&i| coefficients[i]).collect();
    let mut constants = Vec::new();
    let in_time = Polynomials::of(&moving_symbols, &[time], &mut constants);

    let mut text = String::new();
    for line in description.header.lines() {
        let _ = writeln!(text, "{}", format!("//! {line}").trim_end());
    }
    let sizes = [n, description.parameters, constants.len(), coefficients.len(), elimination.entries.len()];
    opening(&mut text, description, sizes, !moving.is_empty(), &elimination);
    let fixed = (0..coefficients.len()).filter(|i| !moving.contains(i)).map(|i| (format!("c[{i}]"), coefficients[i]));
    let constant = constants.iter().enumerate().map(|(i, &symbol)| (format!("k[{i}]"), symbol));
    prepare_function(&mut text, &fixed.chain(constant).collect::<Vec<_>>());
    let mut printer = Printer::new("time", "k");
    printer.assign(&in_time, moving.iter().map(|i| format!("c[{i}]")));
    let arguments = "time: R, k: &Self::Constants<R>, c: &mut Self::Coefficients<R>";
    function(&mut text, "coefficients", arguments, &printer.lines);
    let slope_targets = (0..n).map(|i| format!("slope[{i}]"));
    let mut printer = Printer::new("x", "c");
    printer.assign(&derivative, slope_targets.clone());
    let arguments = "x: &Self::State<R>, c: &Self::Coefficients<R>, slope: &mut Self::State<R>";
    function(&mut text, "derivative", arguments, &printer.lines);

    let mut printer = Printer::new("x", "c");
    let matrix_targets = (0..elimination.entries.len()).map(|i| format!("m[{i}]"));
    printer.assign(&linearised, slope_targets.clone().chain(matrix_targets));
    let arguments = format!("{arguments}, m: &mut Self::Matrix<R>");
    function(&mut text, "linearise", &arguments, &printer.lines);

    let mut printer = Printer::new("x", "c");
    printer.assign(&linearised, slope_targets);
    let mut lines = core::mem::take(&mut printer.lines);
    elimination.factor(&mut lines, |lines, place| {
        let entry = printer.output(&linearised, n + place);
        lines.append(&mut printer.lines);
        entry
    });
    function(&mut text, "factor", &format!("shift: R, {arguments}"), &lines);
    function(&mut text, "solve", "m: &Self::Matrix<R>, b: &mut Self::State<R>", &elimination.solve());
    text.push_str("}\n");
    text
}

fn opening(
    text: &mut String,
    description: &Description<'_>,
    [states, parameters, constants, coefficients, entries]: [usize; 5],
    time_dependent: bool,
    elimination: &Elimination,
) {
    let name = description.type_name;
    let diagonal: Vec<String> = elimination.diagonal().iter().map(ToString::to_string).collect();
    let _ = write!(
        text,
        "#![allow(clippy::all, clippy::pedantic, unused_variables)]\n\n{}\n\n\
         impl System for {name} {{\n\
         type State<R: Real> = [R; {states}];\n\
         type Parameters<R: Real> = [R; {parameters}];\n\
         type Constants<R: Real> = [R; {constants}];\n\
         type Coefficients<R: Real> = [R; {coefficients}];\n\
         type Matrix<R: Real> = [R; {entries}];\n\n\
         const NAMES: &'static [&'static str] = &{:?};\n\
         const TIME_DEPENDENT: bool = {time_dependent};\n\
         const DIAGONAL: &'static [usize] = &[{}];\n\n",
        description.imports.trim_end(),
        description.states,
        diagonal.join(", "),
    );
}

fn prepare_function(text: &mut String, targets: &[(String, Symbol)]) {
    let symbols: Vec<Symbol> = targets.iter().map(|&(_, symbol)| symbol).collect();
    let code = straight_line(&symbols, "t", str::to_owned);
    let mut lines = code.statements;
    lines.extend(targets.iter().zip(code.results).map(|((target, _), result)| format!("{target} = {result};")));
    let arguments = "p: &Self::Parameters<R>, k: &mut Self::Constants<R>, c: &mut Self::Coefficients<R>";
    function(text, "prepare", arguments, &lines);
}

fn function(text: &mut String, name: &str, arguments: &str, lines: &[String]) {
    let _ = writeln!(text, "#[inline(always)]\nfn {name}<R: Real>({arguments}) {{");
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
    text.push_str("}\n");
}

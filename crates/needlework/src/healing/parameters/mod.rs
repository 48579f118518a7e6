//! Parameters of the healing network: one table, one line each.

mod sample;
mod table;

pub use table::{PARAMETER_COUNT, PARAMETERS, Parameters};

use crate::provenance::{Origin, Spread};

/// Which values a drawn parameter may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Any positive number; drawn as it is.
    Positive,
    /// A fraction; drawn as it is and cut at 1.
    Fraction,
    /// A fraction near 1; one minus the parameter is drawn, which keeps it below 1.
    NearlyOne,
}

/// One line of the parameter table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParameterInfo {
    /// Symbol in equations.
    pub symbol: &'static str,
    /// Name of the field of [`Parameters`]; the key in files.
    pub name: &'static str,
    /// Part of the model.
    pub group: &'static str,
    /// Standard value, in `unit` [any].
    pub value: f64,
    /// Unit.
    pub unit: &'static str,
    /// How far it may be off and how much it differs between people; a judgement.
    pub spread: Spread,
    /// Which values a draw may take.
    pub domain: Domain,
    /// How the value was obtained. `Assumed` with an evidence key: taken over from another model or a neighbouring
    /// quantity by judgement.
    pub origin: Origin,
    /// Value before the calibration, in `unit` [any].
    pub prior: Option<f64>,
    /// What it is.
    pub meaning: &'static str,
    /// Evidence key, or `assumed`, `calibration`, `definition`, `level scale`, `geometry`.
    pub source: &'static str,
}

/// Draws further from the median than this many standard deviations are not plausible [-].
const PLAUSIBLE_DEVIATIONS: f64 = 2.5;

impl ParameterInfo {
    /// The parameter with this name or symbol, and its place in the table.
    #[must_use]
    pub fn called(name: &str) -> Option<(usize, &'static Self)> {
        PARAMETERS.iter().enumerate().find(|(_, info)| info.name == name || info.symbol == name)
    }

    /// Standard deviation of the drawn logarithm, 0 if the parameter is not drawn [-].
    #[must_use]
    pub const fn log_sd(&self) -> f64 {
        match self.spread {
            Spread::LogNormal { log_sd } => log_sd,
            _ => 0.0,
        }
    }

    /// The value that lies `score` standard deviations from the median `value`.
    #[must_use]
    pub fn displaced(&self, value: f64, score: f64) -> f64 {
        let log_sd = self.log_sd();
        match self.domain {
            _ if log_sd == 0.0 => value,
            Domain::Positive => value * (log_sd * score).exp(),
            Domain::Fraction => (value * (log_sd * score).exp()).min(1.0),
            Domain::NearlyOne => (1.0 - (1.0 - value) * (-log_sd * score).exp()).max(0.0),
        }
    }

    /// Smallest and largest plausible value, in the parameter's unit.
    #[must_use]
    pub fn plausible(&self) -> [f64; 2] {
        [-PLAUSIBLE_DEVIATIONS, PLAUSIBLE_DEVIATIONS].map(|score| self.displaced(self.value, score))
    }
}

#[cfg(test)]
mod tests;

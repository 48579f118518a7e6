//! Measured and computed figures of the same endpoint, side by side.

use super::words;
use crate::report::{Forest, ForestRow};
use needlework::evidence::{Comparison, Kind, Near};
use needlework::outcome::Endpoint;

/// Plots at most.
const PLOTS: usize = 3;
/// Rows of a plot at most.
const ROWS: usize = 10;
/// A single figure needs no plot.
const FEWEST: usize = 2;

/// One plot for each endpoint and kind of figure, those with most figures first; rows in the order of the trials.
pub fn forests(near: &[Near], compared: &[Vec<Comparison>]) -> Vec<Forest> {
    let mut plots: Vec<(Endpoint, Kind, Forest)> = Vec::new();
    for (near, comparisons) in near.iter().zip(compared) {
        for one in latest(comparisons) {
            let Some(endpoint) = one.outcome.endpoint else { continue };
            let kind = one.measured.kind;
            let place = plots.iter().position(|(e, k, _)| (*e, *k) == (endpoint, kind)).unwrap_or_else(|| {
                plots.push((endpoint, kind, forest(endpoint, kind)));
                plots.len() - 1
            });
            if let Some((_, _, plot)) = plots.get_mut(place).filter(|(_, _, plot)| plot.rows.len() < ROWS) {
                let mark = if one.outcome.fitted { "*" } else { "" };
                plot.rows.push(ForestRow {
                    label: format!("{}{mark}", near.arm.name),
                    measured: one.measured.value,
                    interval: one.measured.interval,
                    predicted: one.predicted.value,
                    band: one.predicted.band,
                });
            }
        }
    }
    plots.retain(|(_, _, plot)| plot.rows.len() >= FEWEST);
    // Stable: plots with as many rows stay in the order of the nearest trial.
    plots.sort_by_key(|(_, _, plot)| core::cmp::Reverse(plot.rows.len()));
    plots.into_iter().take(PLOTS).map(|(_, _, plot)| plot).collect()
}

/// Of several readings of one endpoint the last one.
fn latest<'a>(comparisons: &'a [Comparison<'a>]) -> Vec<&'a Comparison<'a>> {
    let mut kept: Vec<&Comparison> = Vec::new();
    for one in comparisons {
        let same = |known: &&Comparison| {
            known.outcome.endpoint == one.outcome.endpoint && known.measured.kind == one.measured.kind
        };
        match kept.iter().position(same) {
            Some(place) if kept[place].predicted.day <= one.predicted.day => kept[place] = one,
            Some(_) => {}
            None => kept.push(one),
        }
    }
    kept
}

fn forest(endpoint: Endpoint, kind: Kind) -> Forest {
    let info = endpoint.info();
    let (quantity, unit) = match kind {
        Kind::Percent => ("Change since before treatment", "%"),
        Kind::Change => ("Change since before treatment", info.unit),
        Kind::Level => ("Share of people over the course", info.unit),
    };
    let unit = words::unit(kind, unit);
    Forest {
        title: format!("{}: measured, and this course at the same time", info.name),
        quantity: quantity.to_owned(),
        unit: unit.trim_start().to_owned(),
        rows: Vec::new(),
        note: "Trials from near to far. Whiskers: 95 % confidence interval of the mean where it is published or follows from \
               standard deviation and number of people (99 % in one trial); for this course the 5th to 95th percentile over \
               the draws, which is the spread of single persons and parameters and so wider. * set a constant of the model."
            .to_owned(),
    }
}

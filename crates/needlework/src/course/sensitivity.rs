//! Which uncertain number drives the spread of a result.
//!
//! Over the draws of a study the rank correlation (Spearman) of every drawn number with an endpoint is computed. It needs no
//! further simulation, sees any monotone effect, and says nothing about effects that rise and fall again. With many numbers
//! and few draws some correlation is chance: [`Sensitivity::chance`] is the size that the largest of that many correlations
//! of unrelated numbers exceeds once in twenty studies (normal approximation, variance `1/(n-1)`, Bonferroni).

use super::correction::SpaceCorrection;
use super::draw::Draw;
use crate::healing::PARAMETERS;
use crate::outcome::{Endpoint, OutcomeParameters};
use crate::puncture::Penetration;
use crate::{injury::Destruction, provenance::Coefficient};
use statrs::distribution::{ContinuousCDF, Normal};

/// Draws below which no correlation is worth showing.
const FEWEST_DRAWS: usize = 20;
/// Numbers that are listed for an endpoint.
const LISTED: usize = 8;

/// What drives the spread of one endpoint of the first zone on the reading day.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// Draws that were correlated.
    pub draws: usize,
    /// Numbers that differ between draws.
    pub numbers: usize,
    /// Correlation that chance alone exceeds in one study of twenty [-].
    pub chance: f64,
    /// The strongest correlations, strongest first.
    pub drivers: Vec<Driver>,
}

/// One uncertain number.
#[derive(Clone, Debug, PartialEq)]
pub struct Driver {
    /// Part of the model.
    pub model: &'static str,
    /// Name of the number.
    pub name: &'static str,
    /// Rank correlation with the endpoint: positive if more of the one goes with more of the other [-].
    pub correlation: f64,
}

/// A drawn number with its place in the model.
type Named = (&'static str, &'static str, f64);

impl Draw {
    /// Every number of the draw that is uncertain, in a fixed order.
    fn named(&self) -> Vec<Named> {
        let healing = PARAMETERS.iter().zip(self.healing.into_array());
        let mut named: Vec<Named> = healing
            .filter(|(info, _)| info.log_sd() > 0.0)
            .map(|(info, value)| ("healing", info.name, value))
            .collect();
        let mut table = |model, table: &'static [Coefficient], values: &[f64]| {
            named.extend(table.iter().zip(values).map(|(line, value)| (model, line.name, *value)));
        };
        table("outcome", OutcomeParameters::TABLE, &self.outcome.values());
        table("puncture", Penetration::TABLE, &self.puncturing.penetration.values());
        table("injury", Destruction::TABLE, &self.puncturing.destruction.values());
        table("course", SpaceCorrection::TABLE, &self.correction.values());
        if let Some(skin) = self.skins.first() {
            named.extend([
                ("person", "healing_speed", skin.person.healing_speed),
                ("person", "synthesis_response", skin.person.synthesis_response),
                ("skin", "stratum_corneum", skin.layers.stratum_corneum),
                ("skin", "viable_epidermis", skin.layers.viable_epidermis),
                ("skin", "papillary_dermis", skin.layers.papillary_dermis),
                ("skin", "reticular_dermis", skin.layers.reticular_dermis),
            ]);
        }
        named
    }
}

/// Draws as they are healed, with what each came to.
#[derive(Clone, Debug, Default)]
pub(super) struct Samples {
    names: Vec<(&'static str, &'static str)>,
    /// Numbers of each draw.
    numbers: Vec<Vec<f64>>,
    /// Results of each draw, one per endpoint.
    results: Vec<Vec<f64>>,
}

impl Samples {
    /// Adds a draw with its results.
    pub(super) fn add(&mut self, draw: &Draw, results: Vec<f64>) {
        let named = draw.named();
        if self.names.is_empty() {
            self.names = named.iter().map(|(model, name, _)| (*model, *name)).collect();
        }
        self.numbers.push(named.into_iter().map(|(_, _, value)| value).collect());
        self.results.push(results);
    }

    /// What drives each of these endpoints, which are those of the results; empty with too few draws to tell.
    pub(super) fn sensitivities(&self, endpoints: &[Endpoint]) -> Vec<Sensitivity> {
        if self.numbers.len() < FEWEST_DRAWS {
            return Vec::new();
        }
        let columns: Vec<Option<Vec<f64>>> =
            (0..self.names.len()).map(|place| ranks(self.numbers.iter().map(|row| row[place]))).collect();
        let varied = columns.iter().flatten().count();
        endpoints
            .iter()
            .enumerate()
            .filter_map(|(place, endpoint)| {
                let result = ranks(self.results.iter().map(|row| row[place]))?;
                let mut drivers: Vec<Driver> = self
                    .names
                    .iter()
                    .zip(&columns)
                    .filter_map(|((model, name), ranks)| {
                        let correlation = correlation(ranks.as_ref()?, &result);
                        Some(Driver { model, name, correlation })
                    })
                    .collect();
                drivers.sort_by(|a, b| b.correlation.abs().total_cmp(&a.correlation.abs()));
                drivers.truncate(LISTED);
                let draws = self.numbers.len();
                Some(Sensitivity {
                    endpoint: *endpoint,
                    draws,
                    numbers: varied,
                    chance: chance(draws, varied),
                    drivers,
                })
            })
            .collect()
    }
}

/// Ranks of numbers, ties sharing their mean, shifted to the mean zero; none where all are alike or one is no number.
fn ranks(numbers: impl Iterator<Item = f64>) -> Option<Vec<f64>> {
    let numbers: Vec<f64> = numbers.collect();
    if numbers.iter().any(|x| !x.is_finite()) {
        return None;
    }
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by(|&a, &b| numbers[a].total_cmp(&numbers[b]));
    let mut ranks = vec![0.0; numbers.len()];
    for tied in order.chunk_by(|&a, &b| numbers[a] == numbers[b]) {
        if tied.len() == numbers.len() {
            return None;
        }
        let below = order.partition_point(|&place| numbers[place] < numbers[tied[0]]);
        let rank = below as f64 + 0.5 * (tied.len() - 1) as f64 - 0.5 * (numbers.len() - 1) as f64;
        for &place in tied {
            ranks[place] = rank;
        }
    }
    Some(ranks)
}

/// Correlation of two rows of ranks with mean zero [-].
fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

/// Size that the largest of `numbers` chance correlations over `draws` exceeds with probability 0.05 [-].
fn chance(draws: usize, numbers: usize) -> f64 {
    const LEVEL: f64 = 0.05;
    let each = LEVEL / (2.0 * numbers.max(1) as f64);
    Normal::standard().inverse_cdf(1.0 - each) / ((draws - 1) as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Key;
    use rand::RngExt;

    #[test]
    fn ranks_share_ties_and_correlations_are_those_of_spearman() {
        assert_eq!(ranks([3.0, 1.0, 3.0, 9.0].into_iter()), Some(vec![0.0, -1.5, 0.0, 1.5]));
        assert_eq!(ranks([2.0, 2.0].into_iter()), None);
        assert_eq!(ranks([2.0, f64::NAN].into_iter()), None);
        // Worked by hand: ranks 1 2 3 4 5 against 2 1 4 3 5 give 1 - 6·4/(5·24) = 0.8.
        let a = ranks([1.0, 2.0, 3.0, 4.0, 5.0].into_iter()).unwrap();
        let b = ranks([20.0, 10.0, 40.0, 30.0, 50.0].into_iter()).unwrap();
        assert!((correlation(&a, &b) - 0.8).abs() < 1e-12);
        // A curve that rises without being straight is as good as a line.
        let c = ranks([1.0, 2.0, 3.0, 4.0, 5.0].into_iter().map(f64::exp)).unwrap();
        assert_eq!(correlation(&a, &c), 1.0);
    }

    #[test]
    fn chance_is_exceeded_once_in_twenty_studies() {
        let (draws, numbers, studies) = (60, 40, 400);
        let mut random = Key::new(3).stream("sensitivity", 0);
        let mut column = || ranks((0..draws).map(|_| random.random::<f64>())).unwrap();
        let limit = chance(draws, numbers);
        let exceeded = (0..studies)
            .filter(|_| {
                let result = column();
                (0..numbers).any(|_| correlation(&column(), &result).abs() > limit)
            })
            .count();
        assert!((4..=40).contains(&exceeded), "{exceeded} of {studies} at {limit}");
    }
}

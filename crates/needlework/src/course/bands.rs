//! The spread of endpoints over draws.

use super::assess::EndpointSeries;
use crate::outcome::Endpoint;

/// Percentiles of an endpoint at one time, in its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// 5th percentile, in the unit of the endpoint [any].
    pub p05: f64,
    /// Median, in the unit of the endpoint [any].
    pub p50: f64,
    /// 95th percentile, in the unit of the endpoint [any].
    pub p95: f64,
}

/// Percentiles of each endpoint at each time over the draws.
pub fn bands(draws: &[EndpointSeries]) -> Vec<(Endpoint, Vec<Band>)> {
    let Some(first) = draws.first() else { return Vec::new() };
    first
        .iter()
        .map(|(name, values)| {
            let at_each_time = (0..values.len())
                .map(|time| {
                    let mut sample: Vec<f64> = draws
                        .iter()
                        .filter_map(|draw| draw.iter().find(|(one, _)| one == name)?.1.get(time).copied())
                        .collect();
                    sample.sort_by(f64::total_cmp);
                    Band {
                        p05: percentile(&sample, 0.05),
                        p50: percentile(&sample, 0.5),
                        p95: percentile(&sample, 0.95),
                    }
                })
                .collect();
            (*name, at_each_time)
        })
        .collect()
}

/// Percentile of a sorted sample by linear interpolation between closest ranks.
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let position = share * last as f64;
    let below = position.floor() as usize;
    let part = position - position.floor();
    let (low, high) = (sorted[below], sorted[(below + 1).min(last)]);
    low + part * (high - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_of_a_known_sample() {
        let sample: Vec<f64> = (0..=100).map(f64::from).collect();
        assert_eq!(percentile(&sample, 0.05), 5.0);
        assert_eq!(percentile(&sample, 0.5), 50.0);
        assert_eq!(percentile(&[2.0, 4.0], 0.25), 2.5);
        assert!(percentile(&[], 0.5).is_nan());
    }
}

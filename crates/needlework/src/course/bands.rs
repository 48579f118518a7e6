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
    /// 5th and 95th percentile of the change since the start, each draw against its own start: what persons differ in from
    /// the start is not in it; in the unit of the endpoint [any].
    pub change: [f64; 2],
    /// The same relative to each draw's own start, in per cent; `None` where draws start at zero [%].
    pub relative: Option<[f64; 2]>,
}

/// Percentiles of each endpoint at each time over the draws.
pub fn bands(draws: &[EndpointSeries]) -> Vec<(Endpoint, Vec<Band>)> {
    let Some(first) = draws.first() else { return Vec::new() };
    first
        .iter()
        .map(|(name, values)| {
            let series: Vec<&[f64]> = draws
                .iter()
                .filter_map(|draw| draw.iter().find(|(one, _)| one == name).map(|(_, values)| values.as_slice()))
                .collect();
            (*name, (0..values.len()).map(|time| band(&series, time)).collect())
        })
        .collect()
}

fn band(series: &[&[f64]], time: usize) -> Band {
    let sorted = |of: &dyn Fn(f64, f64) -> f64| {
        let pairs = series.iter().filter_map(|values| Some((*values.first()?, *values.get(time)?)));
        let mut sample: Vec<f64> = pairs.map(|(start, value)| of(start, value)).collect();
        sample.sort_by(f64::total_cmp);
        sample
    };
    let ends = |sample: &[f64]| [percentile(sample, 0.05), percentile(sample, 0.95)];
    let values = sorted(&|_, value| value);
    Band {
        p05: percentile(&values, 0.05),
        p50: percentile(&values, 0.5),
        p95: percentile(&values, 0.95),
        change: ends(&sorted(&|start, value| value - start)),
        relative: Some(ends(&sorted(&|start, value| 100.0 * (value / start - 1.0))))
            .filter(|ends| ends.iter().all(|end| end.is_finite())),
    }
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

    #[test]
    fn a_change_is_that_of_each_draw_against_its_own_start() {
        // Persons that start far apart and all change alike.
        let draw = |start: f64| vec![(Endpoint::Collagen, vec![start, 1.5 * start])];
        let found = bands(&[draw(40.0), draw(60.0), draw(100.0)]);
        let last = found[0].1[1];
        assert!((last.p95 - last.p05 - 81.0).abs() < 1e-9, "{last:?}");
        assert!(last.relative.unwrap().iter().all(|percent| (percent - 50.0).abs() < 1e-9));
        assert_eq!(bands(&[vec![(Endpoint::Collagen, vec![0.0, 1.0])]])[0].1[1].relative, None);
        assert!((last.change[0] - 21.0).abs() < 1e-9 && (last.change[1] - 48.0).abs() < 1e-9, "{last:?}");
        assert_eq!(found[0].1[0].change, [0.0, 0.0]);
    }
}

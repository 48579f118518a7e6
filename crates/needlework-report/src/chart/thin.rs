//! Fewer points where more could not be seen.

/// Distances by which a thinned line may differ from the full one, tried in turn: none can be
/// seen. Drawing units.
const TOLERANCES: [f64; 3] = [0.2, 0.4, 0.8];

/// Indices of the points of a line to draw, at most `most` (at least eight).
///
/// `x` and the `channels` (the line itself and the two ends of its band) are drawing places.
/// Points are left out as long as the line drawn without them stays within the tolerance of
/// them. Where a noisy line needs more than `most` points even so, each stretch keeps its first,
/// last, smallest and largest point instead, so that no peak is lost.
pub(crate) fn keep_shape(x: &[f64], channels: &[&[f64]], most: usize) -> Vec<usize> {
    TOLERANCES
        .iter()
        .map(|&tolerance| simplify(x, channels, tolerance))
        .find(|kept| kept.len() <= most)
        .unwrap_or_else(|| keep_extremes(channels, most))
}

/// The slopes under which one channel can be seen from an anchor point.
#[derive(Clone, Copy)]
struct Cone {
    lowest: f64,
    highest: f64,
}

impl Cone {
    const OPEN: Self = Self { lowest: f64::NEG_INFINITY, highest: f64::INFINITY };

    fn holds(self, slope: f64) -> bool {
        slope >= self.lowest && slope <= self.highest
    }

    fn narrow(&mut self, lowest: f64, highest: f64) {
        self.lowest = self.lowest.max(lowest);
        self.highest = self.highest.min(highest);
    }
}

/// One sweep from left to right. From the last kept point, every point passed narrows the cone
/// of slopes that a chord may have; a point outside the cone of any channel makes the point
/// before it the next one kept. Linear in the number of points.
fn simplify(x: &[f64], channels: &[&[f64]], tolerance: f64) -> Vec<usize> {
    let at = |list: &[f64], index: usize| list.get(index).copied().unwrap_or(f64::NAN);
    let gaps = |index: usize| channels.iter().map(move |list| at(list, index).is_finite());
    let mut kept = vec![0];
    let mut anchor = 0;
    let mut cones = vec![Cone::OPEN; channels.len()];
    for index in 1..x.len() {
        let slope = |anchor: usize, list: &[f64], off: f64| {
            (at(list, index) + off - at(list, anchor)) / (at(x, index) - at(x, anchor))
        };
        let beside_gap = !gaps(index - 1).eq(gaps(index));
        let seen = cones.iter().zip(channels).all(|(cone, list)| {
            let slope = slope(anchor, list, 0.0);
            slope.is_nan() || cone.holds(slope)
        });
        if index - 1 > anchor && (beside_gap || !seen) {
            anchor = index - 1;
            kept.push(anchor);
            cones.fill(Cone::OPEN);
        }
        if beside_gap || at(x, index) <= at(x, anchor) {
            anchor = index;
            kept.push(anchor);
            cones.fill(Cone::OPEN);
            continue;
        }
        for (cone, list) in cones.iter_mut().zip(channels) {
            // Not-a-number slopes of missing values narrow nothing.
            cone.narrow(slope(anchor, list, -tolerance), slope(anchor, list, tolerance));
        }
    }
    if x.is_empty() {
        kept.clear();
    } else if kept.last() != Some(&(x.len() - 1)) {
        kept.push(x.len() - 1);
    }
    kept
}

/// Indices of the first, last, smallest and largest points of each stretch of a line, at most
/// `most` (at least one stretch). Short lines are kept whole.
///
/// The line is cut into equal stretches of its index, so that no peak of any channel is lost.
fn keep_extremes(channels: &[&[f64]], most: usize) -> Vec<usize> {
    let length = channels.iter().map(|channel| channel.len()).max().unwrap_or(0);
    if length <= most {
        return (0..length).collect();
    }
    let buckets = (most / (2 + 2 * channels.len())).max(1);
    let mut kept = Vec::with_capacity(most);
    for bucket in 0..buckets {
        let (start, end) = (bucket * length / buckets, (bucket + 1) * length / buckets);
        if start >= end {
            continue;
        }
        kept.push(start);
        kept.push(end - 1);
        for channel in channels {
            let values = channel.get(start..end.min(channel.len())).unwrap_or(&[]);
            let lowest = values.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
            let highest = values.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
            kept.extend(lowest.map(|(index, _)| start + index));
            kept.extend(highest.map(|(index, _)| start + index));
        }
    }
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// Indices of the rows of a table to show: every k-th with the smallest k that keeps at most
/// `most` (at least 2), and always the last. Returns the indices and k.
pub(crate) fn every_kth(length: usize, most: usize) -> (Vec<usize>, usize) {
    let most = most.max(2);
    if length <= most {
        return ((0..length).collect(), 1);
    }
    let stride = (length - 1).div_ceil(most - 1);
    let mut kept: Vec<usize> = (0..length).step_by(stride).collect();
    if kept.last() != Some(&(length - 1)) {
        kept.push(length - 1);
    }
    (kept, stride)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_gap_keeps_both_its_edges() {
        let x: Vec<f64> = (0..50).map(f64::from).collect();
        let mut y = vec![1.0; 50];
        y[20..23].fill(f64::NAN);
        assert_eq!(keep_shape(&x, &[&y], 40), [0, 19, 20, 22, 23, 49]);
    }

    proptest! {
        #[test]
        fn a_simplified_line_stays_within_the_tolerance(
            steps in prop::collection::vec(-3.0..3.0_f64, 2..400)
        ) {
            let x: Vec<f64> = (0..steps.len()).map(|index| index as f64).collect();
            let y: Vec<f64> = steps.iter().scan(0.0, |sum, step| { *sum += step; Some(*sum) }).collect();
            let kept = keep_shape(&x, &[&y], 1000);
            for pair in kept.windows(2) {
                for index in pair[0]..=pair[1] {
                    let along = (x[index] - x[pair[0]]) / (x[pair[1]] - x[pair[0]]);
                    let drawn = y[pair[0]] + along * (y[pair[1]] - y[pair[0]]);
                    prop_assert!((y[index] - drawn).abs() <= TOLERANCES[0] + 1e-9);
                }
            }
            prop_assert!(keep_shape(&x, &[&y], 20).len() <= 20);
        }

        #[test]
        fn ends_and_extremes_survive(values in prop::collection::vec(-1e3..1e3_f64, 1..3000), most in 8_usize..400) {
            let kept = keep_extremes(&[&values], most);
            prop_assert!(kept.len() <= most.max(8));
            prop_assert!(kept.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert_eq!(kept[0], 0);
            prop_assert_eq!(kept[kept.len() - 1], values.len() - 1);
            let top = values.iter().copied().fold(f64::MIN, f64::max);
            prop_assert!(kept.iter().any(|&index| values[index] == top));
        }

        #[test]
        fn tables_keep_first_and_last(length in 1_usize..5000, most in 2_usize..300) {
            let (kept, stride) = every_kth(length, most);
            prop_assert!(kept.len() <= most);
            prop_assert_eq!((kept[0], kept[kept.len() - 1]), (0, length - 1));
            prop_assert!(kept.windows(2).rev().skip(1).all(|pair| pair[1] - pair[0] == stride));
        }
    }
}

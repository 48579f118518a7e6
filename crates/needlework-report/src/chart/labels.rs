//! Labels that never lie on each other.

use super::text::width;

/// Font size of tick labels and notes. Drawing units.
pub(crate) const SMALL: f64 = 11.0;
/// Font size of headings. Drawing units.
pub(crate) const HEAD: f64 = 12.0;
/// Distance between two lines of text. Drawing units.
pub(crate) const LINE: f64 = 14.0;

/// A label above the plot with its place.
pub(crate) struct Placed {
    /// Text, already short enough.
    pub(crate) text: String,
    /// Left end, centre or right end, as `anchor` says.
    pub(crate) x: f64,
    /// Row, 0 nearest to the plot.
    pub(crate) row: usize,
    /// `start`, `middle` or `end`.
    pub(crate) anchor: &'static str,
}

/// Places rule labels above the plot between `left` and `right`: full labels in one row, else in
/// two rows, else the short labels, of which those that would collide are left out.
pub(crate) fn place_rule_labels(rules: &[(f64, &str, &str)], left: f64, right: f64) -> (Vec<Placed>, usize) {
    let full: Vec<(f64, &str)> = rules.iter().map(|rule| (rule.0, rule.1)).collect();
    for rows in 1..=2 {
        if let Some(placed) = in_rows(&full, rows, left, right, false) {
            return (placed, rows);
        }
    }
    let short: Vec<(f64, &str)> = rules.iter().map(|rule| (rule.0, rule.2)).collect();
    (in_rows(&short, 1, left, right, true).unwrap_or_default(), usize::from(!rules.is_empty()))
}

fn in_rows(labels: &[(f64, &str)], rows: usize, left: f64, right: f64, may_drop: bool) -> Option<Vec<Placed>> {
    let mut ends = vec![f64::MIN; rows];
    let mut placed = Vec::with_capacity(labels.len());
    for (at, text) in labels {
        let size = width(text, SMALL);
        let (x, start, anchor) = if at - 0.5 * size < left {
            (left, left, "start")
        } else if at + 0.5 * size > right {
            (right, right - size, "end")
        } else {
            (*at, at - 0.5 * size, "middle")
        };
        match ends.iter().position(|&end| start >= end + 4.0) {
            Some(row) if size <= right - left => {
                ends[row] = start + size;
                placed.push(Placed { text: (*text).to_owned(), x, row, anchor });
            }
            _ if may_drop => {}
            _ => return None,
        }
    }
    Some(placed)
}

/// Moves label centres apart until neighbours are `gap` apart, inside `[low, high]`, keeping
/// their order. `None` where they cannot all fit.
pub(crate) fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Option<Vec<f64>> {
    if wanted.len() as f64 * gap > high - low + gap {
        return None;
    }
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    let mut placed = wanted.to_vec();
    let mut floor = low;
    for &index in &order {
        placed[index] = placed[index].max(floor);
        floor = placed[index] + gap;
    }
    let mut ceiling = high;
    for &index in order.iter().rev() {
        placed[index] = placed[index].min(ceiling);
        ceiling = placed[index] - gap;
    }
    Some(placed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn crowded_sessions_fall_back_to_short_labels() {
        let rules: Vec<(f64, &str, &str)> =
            (0..6).map(|index| (40.0 + 24.0 * f64::from(index), "Session", "1")).collect();
        let (placed, rows) = place_rule_labels(&rules, 30.0, 420.0);
        assert_eq!((placed.len(), rows), (6, 1));
        assert!(placed.iter().all(|label| label.text == "1"));
    }

    proptest! {
        #[test]
        fn rule_labels_never_overlap(
            mut at in prop::collection::vec(20.0..400.0_f64, 0..30),
            text in "[a-zA-Z ]{1,30}"
        ) {
            at.sort_by(f64::total_cmp);
            let rules: Vec<_> = at.iter().map(|&x| (x, text.as_str(), "12")).collect();
            let (placed, rows) = place_rule_labels(&rules, 20.0, 400.0);
            for row in 0..rows {
                let mut ends = placed.iter().filter(|label| label.row == row).map(|label| {
                    let size = width(&label.text, SMALL);
                    let start = label.x - match label.anchor { "start" => 0.0, "end" => size, _ => 0.5 * size };
                    (start, start + size)
                });
                let mut last = f64::MIN;
                let apart = ends.all(|(start, end)| {
                    let free = start >= last;
                    last = end;
                    free && start >= 20.0 - 1e-9 && end <= 400.0 + 1e-9
                });
                prop_assert!(apart);
            }
        }

        #[test]
        fn spread_labels_keep_order_and_distance(wanted in prop::collection::vec(-50.0..250.0_f64, 1..12)) {
            if let Some(placed) = spread(&wanted, 14.0, 0.0, 200.0) {
                let mut sorted = placed.clone();
                sorted.sort_by(f64::total_cmp);
                prop_assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 14.0 - 1e-9));
                prop_assert!(sorted.iter().all(|&at| (-1e-9..=200.0 + 1e-9).contains(&at)));
            } else {
                prop_assert!(wanted.len() as f64 * 14.0 > 200.0);
            }
        }
    }
}

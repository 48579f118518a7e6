//! Share of the patch that lies inside at least one of many discs.
//!
//! The patch is cut by scan lines; on each line the chords of the discs are merged exactly, and the covered lengths
//! are added up (midpoint rule across the lines). Discs that cross an edge re-enter on the other side, so the patch
//! stands for an endless field of the same pattern and no area is lost. Memory is a few words per disc.

use super::punctures::Field;

/// Scan lines across the widest disc.
const LINES_PER_DISC: f64 = 12.0;
/// Fewest and most scan lines on a patch.
const LINES: (usize, usize) = (64, 32_768);

/// Share of the patch inside the union of discs `(x, y, radius)` [-].
///
/// Agrees with `1 - exp(-Σπr²/A)` where the places are random (Poisson); unlike that formula it sees regular and
/// piled-up patterns. The area of a single disc is off by up to 2 %, that of a pattern of hundreds by much less.
/// Discs that are not finite, or not positive in radius, count for nothing.
///
/// ```
/// use needlework::puncture::{Field, union_fraction};
/// let field = Field { patch_width: 10.0, patch_height: 10.0, treated_area: 100.0 };
/// let share = union_fraction(&field, [(5.0, 5.0, 1.0), (0.0, 0.0, 1.0)].into_iter());
/// assert!((share - 0.0628).abs() < 0.0012); // two discs of π mm² on 100 mm², one of them across the corner
/// ```
pub fn union_fraction(field: &Field, discs: impl Iterator<Item = (f64, f64, f64)>) -> f64 {
    let (width, height) = (field.patch_width, field.patch_height);
    let mut discs: Vec<Disc> = discs
        .filter(|(x, y, radius)| x.is_finite() && y.is_finite() && *radius > 0.0)
        .map(|(x, y, radius)| Disc { x: x.rem_euclid(width), y: y.rem_euclid(height), radius })
        .collect();
    let widest = discs.iter().map(|disc| disc.radius).fold(0.0, f64::max);
    if discs.is_empty() {
        return 0.0;
    }
    if widest >= width.hypot(height) {
        return 1.0;
    }
    wrap(&mut discs, height);
    discs.sort_by(|a, b| a.bottom().total_cmp(&b.bottom()));

    let lines = ((LINES_PER_DISC * height / (2.0 * widest)).ceil() as usize).clamp(LINES.0, LINES.1);
    let mut waiting = discs.iter().peekable();
    let mut active: Vec<&Disc> = Vec::new();
    let mut chords: Vec<(f64, f64)> = Vec::new();
    let mut covered = 0.0;
    for line in 0..lines {
        let y = (line as f64 + 0.5) * height / lines as f64;
        while let Some(disc) = waiting.next_if(|disc| disc.bottom() < y) {
            active.push(disc);
        }
        active.retain(|disc| disc.y + disc.radius > y);
        chords.clear();
        for disc in &active {
            disc.chords(y, width, &mut chords);
        }
        covered += merged_length(&mut chords);
    }
    (covered / (width * lines as f64)).min(1.0)
}

#[derive(Debug, Clone, Copy)]
struct Disc {
    x: f64,
    y: f64,
    radius: f64,
}

impl Disc {
    fn bottom(&self) -> f64 {
        self.y - self.radius
    }

    /// The chord on a scan line, split where it crosses an edge.
    fn chords(&self, y: f64, width: f64, chords: &mut Vec<(f64, f64)>) {
        let half = (self.radius * self.radius - (y - self.y).powi(2)).max(0.0).sqrt();
        if 2.0 * half >= width {
            chords.push((0.0, width));
            return;
        }
        let (from, to) = (self.x - half, self.x + half);
        chords.push((from.max(0.0), to.min(width)));
        if from < 0.0 {
            chords.push((from + width, width));
        }
        if to > width {
            chords.push((0.0, to - width));
        }
    }
}

/// Adds the copies of discs that cross the lower or upper edge.
fn wrap(discs: &mut Vec<Disc>, height: f64) {
    for index in 0..discs.len() {
        let disc = discs[index];
        // A disc wider than the patch crosses it more than once.
        let reach = (disc.radius / height).ceil();
        let mut shift = -reach;
        while shift <= reach {
            let y = disc.y + shift * height;
            if shift != 0.0 && y + disc.radius > 0.0 && y - disc.radius < height {
                discs.push(Disc { y, ..disc });
            }
            shift += 1.0;
        }
    }
}

/// Length of the union of intervals, which are sorted on the way.
fn merged_length(chords: &mut [(f64, f64)]) -> f64 {
    chords.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut length = 0.0;
    let mut end = 0.0_f64;
    for (from, to) in chords {
        length += (*to - from.max(end)).max(0.0);
        end = end.max(*to);
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Key;
    use rand::RngExt;
    use std::f64::consts::PI;

    const FIELD: Field = Field { patch_width: 10.0, patch_height: 8.0, treated_area: 80.0 };

    #[test]
    fn two_overlapping_discs_are_a_lens_less() {
        let (radius, apart) = (1.0_f64, 1.2_f64);
        let lens = 2.0 * radius.powi(2) * (apart / (2.0 * radius)).acos()
            - 0.5 * apart * (4.0 * radius.powi(2) - apart.powi(2)).sqrt();
        let expected = (2.0 * PI * radius.powi(2) - lens) / 80.0;
        let share = union_fraction(&FIELD, [(4.0, 4.0, radius), (4.0 + apart, 4.0, radius)].into_iter());
        assert!((share / expected - 1.0).abs() < 0.02, "{share} {expected}");
    }

    #[test]
    fn random_discs_follow_the_poisson_formula() {
        let mut stream = Key::new(3).stream("test/discs", 0);
        for (count, radius) in [(200, 0.1), (2000, 0.1), (4000, 0.15)] {
            let discs: Vec<_> =
                (0..count).map(|_| (10.0 * stream.random::<f64>(), 8.0 * stream.random::<f64>(), radius)).collect();
            let share = union_fraction(&FIELD, discs.iter().copied());
            let expected = 1.0 - (-f64::from(count) * PI * radius * radius / 80.0).exp();
            assert!((share / expected - 1.0).abs() < 0.02, "{share} {expected}");
        }
    }

    #[test]
    fn a_disc_keeps_its_area_wherever_it_lies() {
        // Across edges and corners, averaged over places: the mean is the area, so patterns are not biased.
        let mut stream = Key::new(5).stream("test/discs", 0);
        let radius = 0.7_f64;
        let mean = (0..2000)
            .map(|_| {
                let disc = (10.0 * stream.random::<f64>(), 8.0 * stream.random::<f64>(), radius);
                union_fraction(&FIELD, [disc].into_iter())
            })
            .sum::<f64>()
            / 2000.0;
        let expected = PI * radius * radius / 80.0;
        assert!((mean / expected - 1.0).abs() < 0.001, "{mean} {expected}");
    }

    #[test]
    fn degenerate_discs_are_harmless() {
        let share = |discs: Vec<(f64, f64, f64)>| union_fraction(&FIELD, discs.into_iter());
        assert_eq!(share(vec![]), 0.0);
        assert_eq!(share(vec![(1.0, 1.0, 0.0), (1.0, 1.0, -1.0)]), 0.0);
        assert_eq!(share(vec![(1.0, 1.0, 1e9)]), 1.0);
        assert_eq!(share(vec![(f64::NAN, 1.0, 1.0)]), 0.0);
    }
}

//! Roughness of a profile: Ra, Rq, Rz and Rt as ISO 4287 defines them (definitions from general knowledge of the standard).
//!
//! A profile is a list of heights at equal distances; heights are taken from their mean line.

/// Arithmetic mean deviation Ra, in the unit of the profile; zero for an empty one.
///
/// ```
/// use needlework::outcome::scales::roughness::mean_deviation;
/// assert_eq!(mean_deviation(&[1.0, -1.0, 3.0, -3.0]), 2.0);
/// ```
pub fn mean_deviation(profile: &[f64]) -> f64 {
    let mean = mean(profile);
    over(profile, profile.iter().map(|height| (height - mean).abs()).sum())
}

/// Root mean square deviation Rq, in the unit of the profile; zero for an empty one.
pub fn root_mean_square(profile: &[f64]) -> f64 {
    let mean = mean(profile);
    over(profile, profile.iter().map(|height| (height - mean).powi(2)).sum()).sqrt()
}

/// Total height Rt: highest peak over deepest valley, in the unit of the profile; zero for an empty one.
pub fn total_height(profile: &[f64]) -> f64 {
    let high = profile.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let low = profile.iter().copied().fold(f64::INFINITY, f64::min);
    (high - low).max(0.0)
}

/// Mean peak-to-valley height Rz: the mean of the total heights of five equal parts of the profile; zero if it has fewer
/// than five points.
///
/// ```
/// use needlework::outcome::scales::roughness::mean_height;
/// // Five parts of two points each, with heights 1, 2, 3, 4, 5: mean 3.
/// assert_eq!(mean_height(&[0.0, 1.0, 0.0, 2.0, 0.0, 3.0, 0.0, 4.0, 0.0, 5.0]), 3.0);
/// ```
pub fn mean_height(profile: &[f64]) -> f64 {
    let part = profile.len() / 5;
    if part == 0 {
        return 0.0;
    }
    profile.chunks_exact(part).take(5).map(total_height).sum::<f64>() / 5.0
}

fn mean(profile: &[f64]) -> f64 {
    over(profile, profile.iter().sum())
}

fn over(profile: &[f64], sum: f64) -> f64 {
    if profile.is_empty() { 0.0 } else { sum / profile.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sine_has_its_textbook_values() {
        let profile: Vec<f64> =
            (0..50_000).map(|place| 20.0 * (std::f64::consts::TAU * f64::from(place) / 1000.0).sin()).collect();
        assert!((mean_deviation(&profile) - 40.0 / std::f64::consts::PI).abs() < 1e-3);
        assert!((root_mean_square(&profile) - 20.0 / 2.0_f64.sqrt()).abs() < 1e-6);
        assert!((mean_height(&profile) - 40.0).abs() < 1e-3);
        assert!((total_height(&profile) - 40.0).abs() < 1e-3);
        assert_eq!(mean_deviation(&[]) + mean_height(&[1.0]) + total_height(&[]), 0.0);
    }
}

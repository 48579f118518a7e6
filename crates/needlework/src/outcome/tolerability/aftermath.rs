//! Signs that lag behind what is simulated: swelling behind blood flow, flaking behind open epidermis.

/// The signs of a zone at its recorded times.
#[derive(Clone, Debug, PartialEq)]
pub struct Aftermath {
    /// Lagged excess of blood: swelling [-].
    pub swelling: Vec<f64>,
    /// Lagged open share of the living epidermis: flaking [-].
    pub flaking: Vec<f64>,
}

/// A quantity that follows a driver with a first-order lag, `dS/dt = (max(x, 0) − S)/τ`, `S(0) = 0`, exact for a driver that
/// is straight between the times.
///
/// `times` [day] must not fall; `lag` τ [day].
///
/// ```
/// use needlework::outcome::tolerability::lagged;
/// // A driver of 1 from the start: S = 1 − exp(−t/τ).
/// let followed = lagged(&[0.0, 1.0, 3.0], &[1.0, 1.0, 1.0], 2.0);
/// assert!((followed[1] - (1.0 - (-0.5_f64).exp())).abs() < 1e-12);
/// assert!((followed[2] - (1.0 - (-1.5_f64).exp())).abs() < 1e-12);
/// ```
pub fn lagged(times: &[f64], driver: &[f64], lag: f64) -> Vec<f64> {
    let mut followed = Vec::with_capacity(times.len());
    let mut value = 0.0;
    let mut before: Option<(f64, f64)> = None;
    for (&time, &now) in times.iter().zip(driver) {
        let now = now.max(0.0);
        if let Some((earlier, was)) = before {
            let ratio = (time - earlier) / lag;
            let decay = (-ratio).exp();
            let mean = if ratio > 1e-6 { (1.0 - decay) / ratio } else { 1.0 - 0.5 * ratio };
            value = value * decay + was * (mean - decay) + now * (1.0 - mean);
        }
        followed.push(value);
        before = Some((time, now));
    }
    followed
}

#[cfg(test)]
mod tests {
    use super::lagged;

    #[test]
    fn the_step_does_not_matter_for_a_straight_driver() {
        let fine: Vec<f64> = (0..=400).map(|step| f64::from(step) / 100.0).collect();
        let at_fine = lagged(&fine, &fine, 0.7);
        let at_coarse = lagged(&[0.0, 1.3, 4.0], &[0.0, 1.3, 4.0], 0.7);
        assert!((at_fine.last().unwrap() - at_coarse.last().unwrap()).abs() < 1e-12);
        assert_eq!(lagged(&[0.0, 1.0], &[-1.0, -1.0], 1.0), [0.0, 0.0]);
    }
}

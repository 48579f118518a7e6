//! How far trials differ, what that makes of the interval of a mean, and how well figures were predicted.

use super::figures::{Figure, Role, drawn};
use needlework::evidence::{Family, Held, Kind, RandomEffects, RiskSpread, Score, TrialMean, conditioned};
use needlework::outcome::OutcomeParameters;

/// Chances at the ends of an interval.
const ENDS: [f64; 2] = [0.05, 0.95];
/// How far a constant of the spread may be from what the fit figures give.
const WITHIN: f64 = 0.015;

/// The figures of a role and a family that stand for their arms.
pub fn chosen(figures: &[Figure], role: Role, family: Family) -> Vec<&Figure> {
    figures.iter().filter(|one| one.role == role && one.family() == family && !one.superseded).collect()
}

/// Measured over predicted with its variance, for each figure.
fn ratios(figures: &[&Figure]) -> Vec<(f64, f64)> {
    figures
        .iter()
        .filter(|one| one.predicted.abs() > 1e-6)
        .map(|one| (one.measured / one.predicted, (one.error() / one.predicted).powi(2)))
        .collect()
}

/// The figures of a role that say how far trials of needling differ: those of needles, with and without serums or plasma.
pub fn of_needles(figures: &[Figure], role: Role, family: Family) -> Vec<&Figure> {
    chosen(figures, role, family).into_iter().filter(|one| one.needles).collect()
}

/// Level and spread of measured over predicted.
pub fn effects(figures: &[&Figure]) -> Option<RandomEffects> {
    RandomEffects::of(&ratios(figures))
}

/// Factor and spread of the hazards of risks.
pub fn risks(figures: &[&Figure]) -> RiskSpread {
    let trial = |one: &&Figure| ((0.01 * one.measured * one.people).round(), one.people, 0.01 * one.predicted);
    RiskSpread::of(&figures.iter().map(trial).collect::<Vec<_>>())
}

/// The interval in which the mean of each trial is expected: draws of the constants, weighted by how well they give the fit figures
/// of the family, the spread between trials, and the sampling error.
pub fn add_intervals(figures: &mut [Figure]) {
    let c = OutcomeParameters::default();
    let drawn = drawn();
    assert_eq!(drawn.len(), figures.len());
    let count = drawn.iter().map(|one| one.draws.len()).min().unwrap_or(0);
    let mut weights = Vec::new();
    for family in Family::ALL {
        let fit = match family {
            Family::Scars => of_needles(&drawn, Role::Fit, family),
            _ => chosen(&drawn, Role::Fit, family),
        };
        let seen: Vec<(f64, f64, f64, &[f64])> = if family == Family::Risks {
            vec![]
        } else {
            fit.iter().map(|one| (one.measured, one.error(), one.predicted, &one.draws[..count])).collect()
        };
        let found = conditioned(&seen, family.between(&c), count);
        let [sum, squares] = found.iter().fold([0.0, 0.0], |[a, b], w| [a + w, b + w * w]);
        println!("{}: {} draws weigh as {:.0} alike", family.name(), count, sum * sum / squares);
        weights.push((family, found));
    }
    for (figure, one) in figures.iter_mut().zip(&drawn) {
        let family = one.family();
        let weights = &weights.iter().find(|(other, _)| *other == family).unwrap().1;
        let mean = TrialMean { draws: &one.draws[..count], weights, between: family.between(&c) };
        let expected =
            if one.kind == Kind::Level { mean.share(one.people, ENDS) } else { mean.interval(one.error(), ENDS) };
        figure.expected = expected.map(|interval| figure.possible(interval));
    }
}

/// The score of some figures.
pub fn score(figures: &[&Figure]) -> Option<Score> {
    let held: Vec<Held> = figures
        .iter()
        .map(|one| Held { measured: one.measured, predicted: one.predicted, interval: one.expected })
        .collect();
    Score::of(&held)
}

/// The constants of the spread between trials are what the fit figures give.
pub fn check_spread(figures: &[Figure]) {
    let c = OutcomeParameters::default();
    let found = effects(&of_needles(figures, Role::Fit, Family::Scars)).unwrap();
    println!("scars: {found:?}, table {}", c.between_trials);
    assert!((found.between - c.between_trials).abs() < WITHIN, "{}", found.between);
    let found = risks(&of_needles(figures, Role::Fit, Family::Risks));
    println!("risks: {found:?}, table {}", c.between_risks);
    assert!((found.between - c.between_risks).abs() < 0.03, "{}", found.between);
}

//! How far two treatments are apart.

use super::traits::Traits;
use crate::skin::Phototype;

/// What a field adds where one side or both do not state it: half of its weight, so that a trial that states little is
/// neither taken for alike nor for foreign [-].
pub const UNKNOWN: f64 = 0.5;

/// A field that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The concern.
    Concern,
    /// Kinds of treatment.
    Treatments,
    /// How needles are driven.
    Device,
    /// Needle length.
    NeedleLength,
    /// Number of sessions.
    Sessions,
    /// Time between sessions.
    Interval,
    /// Part of the body.
    Region,
    /// Phototypes.
    Phototypes,
    /// Age.
    Age,
}

impl Field {
    /// Every field with its weight [-]. The weights are judgements: what is treated and with what comes first, then what
    /// decides the wound, then how often, then who.
    pub const WEIGHTS: [(Self, f64); 9] = [
        (Self::Concern, 4.0),
        (Self::Treatments, 3.0),
        (Self::NeedleLength, 2.0),
        (Self::Sessions, 1.5),
        (Self::Device, 1.0),
        (Self::Interval, 1.0),
        (Self::Region, 1.0),
        (Self::Phototypes, 1.0),
        (Self::Age, 0.5),
    ];
}

/// What one field adds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The field.
    pub field: Field,
    /// Its weight [-].
    pub weight: f64,
    /// 0 for alike to 1 for foreign; nothing where a side does not state it [-].
    pub dissimilarity: Option<f64>,
}

/// How far two treatments are apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Distance {
    /// 0 for alike in every field to 1 for foreign in every field [-].
    pub total: f64,
    /// What each field adds, in the order of [`Field::WEIGHTS`]; without fields that apply to neither.
    pub parts: Vec<Part>,
}

/// The distance of two treatments, after Gower's coefficient: `d = Σ w·δ / Σ w`, over the fields of [`Field::WEIGHTS`].
///
/// | field | δ |
/// |---|---|
/// | concern | 0 the same, 1/2 of one family (scars and striae, ageing, pigment), 1 else |
/// | treatments | Jaccard distance of the two sets |
/// | needle length | `ln(a/b)/ln 4`, at most 1 |
/// | sessions | `ln(a/b)/ln 6`, at most 1 |
/// | interval | `ln(a/b)/ln 4`, at most 1 |
/// | device, region | 0 the same, 1 else |
/// | phototypes | least gap between the two sets, over 3, at most 1 |
/// | age | difference over 40 years, at most 1 |
///
/// A field that a side does not state counts as [`UNKNOWN`]. Device and length are left out where neither side has
/// needles. The distance is symmetric and lies in 0 to 1; it is not a metric, and it says nothing of the outcomes.
///
/// ```
/// use needlework::evidence::{DeviceKind, Traits, Treatment, distance};
/// let a = Traits {
///     concern: Some("melasma".into()),
///     treatments: vec![Treatment::Needling],
///     device: Some(DeviceKind::Pen),
///     needle_length: Some(1.5),
///     sessions: Some(4.0),
///     ..Traits::default()
/// };
/// let b = Traits { sessions: Some(2.0), ..a.clone() };
/// // Twice the sessions: 1.5·ln 2/ln 6; interval, region, phototypes and age unknown: half of 3.5; over 15.
/// let expected = (1.5 * 2f64.ln() / 6f64.ln() + 1.75) / 15.0;
/// assert!((distance(&a, &b).total - expected).abs() < 1e-12);
/// ```
pub fn distance(a: &Traits, b: &Traits) -> Distance {
    let needles = a.has_needles() || b.has_needles();
    let mut parts = Vec::with_capacity(Field::WEIGHTS.len());
    for (field, weight) in Field::WEIGHTS {
        if needles || !matches!(field, Field::Device | Field::NeedleLength) {
            parts.push(Part { field, weight, dissimilarity: dissimilarity(field, a, b) });
        }
    }
    let weights: f64 = parts.iter().map(|part| part.weight).sum();
    let sum: f64 = parts.iter().map(|part| part.weight * part.dissimilarity.unwrap_or(UNKNOWN)).sum();
    Distance { total: sum / weights, parts }
}

fn dissimilarity(field: Field, a: &Traits, b: &Traits) -> Option<f64> {
    match field {
        Field::Concern => {
            let (a, b) = (a.concern.as_deref()?, b.concern.as_deref()?);
            Some(if a == b {
                0.0
            } else if family(a).is_some() && family(a) == family(b) {
                0.5
            } else {
                1.0
            })
        }
        Field::Treatments => {
            let shared = a.treatments.iter().filter(|one| b.treatments.contains(one)).count();
            let all = a.treatments.len() + b.treatments.len() - shared;
            (!a.treatments.is_empty() && !b.treatments.is_empty()).then(|| 1.0 - shared as f64 / all as f64)
        }
        Field::Device => Some(differs(a.device?, b.device?)),
        Field::NeedleLength => ratio(a.needle_length?, b.needle_length?, 4.0),
        Field::Sessions => ratio(a.sessions?, b.sessions?, 6.0),
        Field::Interval => ratio(a.interval?, b.interval?, 4.0),
        Field::Region => Some(differs(a.region?, b.region?)),
        Field::Phototypes => gap(&a.phototypes, &b.phototypes).map(|types| (types as f64 / 3.0).min(1.0)),
        Field::Age => Some(((a.age? - b.age?).abs() / 40.0).min(1.0)),
    }
}

fn differs<T: PartialEq + Copy>(a: T, b: T) -> f64 {
    if a == b { 0.0 } else { 1.0 }
}

/// The distance of two positive numbers on a logarithmic scale, 1 where one is `far` times the other or more.
fn ratio(a: f64, b: f64, far: f64) -> Option<f64> {
    (a > 0.0 && b > 0.0).then(|| ((a / b).ln().abs() / far.ln()).min(1.0))
}

/// The least number of types between two sets.
fn gap(a: &[Phototype], b: &[Phototype]) -> Option<usize> {
    a.iter().flat_map(|a| b.iter().map(move |b| a.number().abs_diff(b.number()))).min()
}

/// Concerns that respond through the same part of the skin.
fn family(concern: &str) -> Option<u8> {
    match concern {
        "atrophic-acne-scars" | "surgical-scars" | "burn-scars" | "striae-alba" | "striae-rubra" => Some(0),
        "wrinkles" | "fine-lines" | "laxity" | "texture" | "enlarged-pores" | "prevention" => Some(1),
        "melasma" | "hyperpigmentation" | "tone-and-glow" => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::traits::{DeviceKind, Region, Treatment};
    use super::*;

    fn roller() -> Traits {
        Traits {
            concern: Some("atrophic-acne-scars".into()),
            treatments: vec![Treatment::Needling],
            device: Some(DeviceKind::Roller),
            needle_length: Some(1.5),
            sessions: Some(5.0),
            interval: Some(30.0),
            region: Some(Region::Face),
            phototypes: vec![Phototype::III, Phototype::IV],
            age: Some(25.0),
        }
    }

    fn others() -> Vec<Traits> {
        vec![
            roller(),
            Traits { concern: Some("burn-scars".into()), ..roller() },
            Traits { treatments: vec![Treatment::Needling, Treatment::Peel], ..roller() },
            Traits { needle_length: None, sessions: Some(3.0), ..roller() },
            Traits { phototypes: vec![Phototype::VI], age: Some(70.0), ..roller() },
            Traits { treatments: vec![Treatment::Laser], device: None, needle_length: None, ..roller() },
            Traits::default(),
        ]
    }

    #[test]
    fn alike_is_zero_and_anything_else_is_more() {
        assert_eq!(distance(&roller(), &roller()).total, 0.0);
        for other in &others()[1..] {
            let total = distance(&roller(), other).total;
            assert!(total > 0.0 && total <= 1.0, "{total} for {other:?}");
        }
    }

    #[test]
    fn the_order_of_the_two_does_not_matter() {
        for a in &others() {
            for b in &others() {
                assert_eq!(distance(a, b), distance(b, a));
            }
        }
    }

    #[test]
    fn what_is_not_stated_counts_half() {
        let unstated = Traits { needle_length: None, ..roller() };
        let found = distance(&roller(), &unstated);
        assert!((found.total - UNKNOWN * 2.0 / 15.0).abs() < 1e-12);
        let far = Traits { needle_length: Some(0.25), ..roller() };
        assert!(found.total < distance(&roller(), &far).total, "unknown is nearer than known to be foreign");
        assert_eq!(distance(&Traits::default(), &Traits::default()).total, UNKNOWN);
    }

    #[test]
    fn needles_are_not_asked_of_two_lasers() {
        let laser = Traits { treatments: vec![Treatment::Laser], device: None, needle_length: None, ..roller() };
        let found = distance(&laser, &laser);
        assert_eq!(found.total, 0.0);
        assert!(found.parts.iter().all(|part| !matches!(part.field, Field::Device | Field::NeedleLength)));
    }

    #[test]
    fn a_known_concern_weighs_more_than_the_rest_of_the_person() {
        let concern = Traits { concern: Some("melasma".into()), ..roller() };
        let person = Traits { phototypes: vec![Phototype::I], age: Some(80.0), ..roller() };
        assert!(distance(&roller(), &concern).total > distance(&roller(), &person).total);
    }
}

//! Atrophic scars: filling from below, and the clinical scores that count them.
//!
//! New matrix fills a scar; tethering and shape decide the share that it can fill: a rolling scar is held down by bands to
//! the fat, which needles above them do not release (subcision does), an ice-pick scar has hardly any base to fill. Fill follows the matrix with a lag:
//!
//! `d fill/dt = (1 − exp(−max(g, 0)/gs) − fill) / τ`, depth = depth₀ · (1 − F(type) · fill).

use super::scales::{ecca, goodman_baron, log_step};
use super::{Assessment, Better, Info, Measure, OutcomeParameters, ReadingError};
use crate::concern::{ScarPopulation, ScarType};
use crate::number::Real;
use crate::provenance::Origin;

/// The fill that a matrix gain leads to in the end, `1 − exp(−max(g, 0)/gs)` [-].
///
/// ```
/// # use needlework::outcome::{OutcomeParameters, fill_target};
/// let c = OutcomeParameters::default();
/// assert_eq!(fill_target(-0.1_f64, &c), 0.0);
/// assert!((fill_target(c.scar_gain_scale, &c) - 0.632).abs() < 1e-3);
/// ```
pub fn fill_target<R: Real>(matrix_gain: R, c: &OutcomeParameters) -> R {
    R::one() - (-(matrix_gain.max(R::zero()) / R::constant(c.scar_gain_scale))).exp()
}

/// Share of the fill that a scar of this type takes up [-].
#[must_use]
pub fn fill_share(scar_type: ScarType, c: &OutcomeParameters) -> f64 {
    let share = match scar_type {
        ScarType::Rolling => c.scar_share_rolling,
        ScarType::Boxcar => c.scar_share_boxcar,
        ScarType::IcePick => c.scar_share_ice_pick,
    };
    share.min(1.0)
}

/// Depth from which a scar is seen: above the texture of the skin, and with a side steep enough to shade,
/// `max(d_v, s_v · run)`, `run` being the distance over which its side falls by its depth where it is steepest [mm].
///
/// ```
/// # use needlework::outcome::{OutcomeParameters, visible_depth};
/// let c = OutcomeParameters::default();
/// // A boxcar scar is seen as soon as it is deeper than the texture, a rolling scar of the same depth is not yet.
/// assert_eq!(visible_depth(c.scar_run_boxcar, &c), c.scar_visible_depth);
/// assert!((visible_depth(c.scar_run_rolling, &c) - 0.208).abs() < 1e-9);
/// ```
#[must_use]
pub fn visible_depth(run: f64, c: &OutcomeParameters) -> f64 {
    c.scar_visible_depth.max(c.scar_visible_slope * run)
}

/// Depths from which a scar with sides of this run is seen, is moderate and is severe [mm].
#[must_use]
pub fn severity_depths(run: f64, c: &OutcomeParameters) -> [f64; 3] {
    let seen = visible_depth(run, c);
    [seen, c.scar_moderate_depth.max(seen), c.scar_severe_depth.max(seen)]
}

/// Distance over which the side of a scar of this type falls by its depth where it is steepest [mm].
fn run(scar_type: ScarType, c: &OutcomeParameters) -> f64 {
    match scar_type {
        ScarType::Rolling => c.scar_run_rolling,
        ScarType::Boxcar => c.scar_run_boxcar,
        ScarType::IcePick => c.scar_run_ice_pick,
    }
}

/// Share of the depth of a scar of this type that goes when the skin is stretched by hand [-].
#[must_use]
pub fn flattened(scar_type: ScarType, c: &OutcomeParameters) -> f64 {
    let share = match scar_type {
        ScarType::Rolling => c.stretch_rolling,
        ScarType::Boxcar => c.stretch_boxcar,
        ScarType::IcePick => c.stretch_ice_pick,
    };
    share.clamp(0.0, 1.0)
}

/// Remaining depth over the depth before treatment [-].
fn remaining<R: Real>(assessment: &Assessment<'_, R>, scar_type: ScarType) -> R {
    R::one() - R::constant(fill_share(scar_type, assessment.parameters)) * assessment.accumulated.fill
}

/// Expected number of scars of one type that are at least as deep as a threshold, the boundary blurred by
/// `width` in ln(depth).
fn number_deeper<R: Real>(scars: &ScarPopulation, scar_type: ScarType, remaining: R, threshold: f64, width: f64) -> R {
    let mut number = R::zero();
    for (depth, weight) in scars.depths(scar_type) {
        number += R::constant(weight) * log_step(remaining * R::constant(depth), threshold, width);
    }
    number
}

/// Depth of a scar is read by profilometry or photographs.
const DEPTH: ReadingError =
    ReadingError::relative(0.10, [0.05, 0.2], Origin::Assumed, "optical profilometry of replicas; no figure read");

macro_rules! depth_of {
    ($name:ident, $scar_type:ident, $id:literal, $label:literal, $source:literal) => {
        #[doc = concat!($label, ".")]
        #[derive(Debug)]
        pub struct $name;

        impl Measure for $name {
            const INFO: Info = Info {
                id: $id,
                name: $label,
                unit: "mm",
                better: Better::Lower,
                group: "Scars",
                meaning: "Median depth of the scars of this type below the skin beside them.",
                source: $source,
            };
            const READING: Option<ReadingError> = Some(DEPTH);

            fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
                let scars = assessment.concern.scars?;
                (scars.number(ScarType::$scar_type) > 0.0)
                    .then(|| R::constant(scars.median_depth) * remaining(assessment, ScarType::$scar_type))
            }
        }
    };
}

depth_of!(RollingDepth, Rolling, "scar-depth-rolling", "Depth of rolling scars", "minh-2019 for the time course");
depth_of!(BoxcarDepth, Boxcar, "scar-depth-boxcar", "Depth of boxcar scars", "minh-2019 for the time course");
depth_of!(IcePickDepth, IcePick, "scar-depth-ice-pick", "Depth of ice-pick scars", "garg-chaudhary-2018 for the share");

/// Goodman–Baron quantitative score.
#[derive(Debug)]
pub struct GoodmanBaronCount;

impl Measure for GoodmanBaronCount {
    const INFO: Info = Info {
        id: "goodman-baron-count",
        name: "Goodman–Baron quantitative score",
        unit: "points",
        better: Better::Lower,
        group: "Scars",
        meaning: "Scars by severity (1 to 3 points) times a factor for their number (1–10, 11–20, more), summed over types.",
        source: "Goodman and Baron 2006; the depths of the severity classes are assumed",
    };
    // 19 of 21 photographs within four points between raters: standard deviation of a difference 2.4.
    const READING: Option<ReadingError> = Some(ReadingError::absolute(
        1.7,
        [1.2, 2.5],
        Origin::Measured,
        "Goodman and Baron 2006, abstract: raters within four points in 19 of 21 photographs",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let scars = assessment.concern.scars?;
        let c = assessment.parameters;
        let mut score = R::zero();
        for scar_type in ScarType::ALL {
            let rest = remaining(assessment, scar_type);
            let deeper = severity_depths(run(scar_type, c), c)
                .map(|threshold| number_deeper(&scars, scar_type, rest, threshold, c.scar_class_width));
            score += goodman_baron::expected_points(deeper, c);
        }
        Some(score)
    }
}

/// Goodman–Baron qualitative grade.
#[derive(Debug)]
pub struct GoodmanBaronGrade;

impl Measure for GoodmanBaronGrade {
    const INFO: Info = Info {
        id: "goodman-baron-grade",
        name: "Goodman–Baron qualitative grade",
        unit: "grade",
        better: Better::Lower,
        group: "Scars",
        meaning: "Grade 1 (flat) to 4 (severe) of the scars as a whole, on a continuous scale that rounds to the grade.",
        source: "Goodman and Baron 2006; depth obvious at 50 cm, share flattened by stretching and number of scars assumed",
    };
    const READING: Option<ReadingError> =
        Some(ReadingError::absolute(0.3, [0.15, 0.5], Origin::Assumed, "four grades; no agreement read"));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let scars = assessment.concern.scars?;
        let c = assessment.parameters;
        let mut numbers = [R::zero(); 3];
        for scar_type in ScarType::ALL {
            let rest = remaining(assessment, scar_type);
            let [seen, obvious, _] = severity_depths(run(scar_type, c), c);
            let stretched = rest * R::constant(1.0 - flattened(scar_type, c));
            for (number, (left, threshold)) in
                numbers.iter_mut().zip([(rest, seen), (rest, obvious), (stretched, obvious)])
            {
                *number += number_deeper(&scars, scar_type, left, threshold, c.scar_class_width);
            }
        }
        Some(goodman_baron::expected_grade(numbers, c))
    }
}

/// ECCA score.
#[derive(Debug)]
pub struct Ecca;

impl Measure for Ecca {
    const INFO: Info = Info {
        id: "ecca",
        name: "ECCA score",
        unit: "points",
        better: Better::Lower,
        group: "Scars",
        meaning: "Acne scar types weighted by severity (V 15, U 20, M 25) times a factor for the number of scars (0 to 3).",
        source: "Dréno et al. 2007; only its atrophic part",
    };
    const READING: Option<ReadingError> = Some(ReadingError::absolute(
        10.0,
        [5.0, 20.0],
        Origin::Assumed,
        "Dréno et al. 2007 report agreement of seven raters, the abstract no figure",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let scars = assessment.concern.scars?;
        let c = assessment.parameters;
        let mut score = R::zero();
        let weights = [
            (ScarType::Rolling, ecca::M_SHAPED),
            (ScarType::Boxcar, ecca::U_SHAPED),
            (ScarType::IcePick, ecca::V_SHAPED),
        ];
        for (scar_type, weight) in weights {
            let rest = remaining(assessment, scar_type);
            let number =
                number_deeper(&scars, scar_type, rest, visible_depth(run(scar_type, c), c), c.scar_class_width);
            score += R::constant(f64::from(weight)) * ecca::expected_amount(number, c);
        }
        Some(score)
    }
}

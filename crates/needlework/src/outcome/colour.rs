//! Colour of the treated skin in L*a*b*, for concerns about colour.

use super::redness::blood;
use super::scales::colour::{Lab, shifted};
use super::{Assessment, Better, Info, Measure, ReadingError};
use crate::healing::Species;
use crate::number::Real;
use crate::provenance::Origin;

/// Colour from melanin and blood: lightness falls with ln(melanin), redness rises with blood, each with the companion
/// change of the other that goes with one chromophore alone. `None` unless the concern asks for colour.
fn colour<R: Real>(assessment: &Assessment<'_, R>) -> Option<Lab<R>> {
    let asks = |id: &String| [Lightness::INFO.id, TypologyAngle::INFO.id, "melanin-index"].contains(&id.as_str());
    if assessment.concern.pigment.is_none() && !assessment.concern.headline.iter().any(asks) {
        return None;
    }
    let c = assessment.parameters;
    let melanin = assessment.papillary().now(Species::Melanin).ln();
    let reference = Lab { lightness: c.lightness_base, redness: c.redness_base, yellowness: c.yellowness_base };
    Some(shifted(
        reference,
        R::constant(-c.lightness_slope) * melanin,
        R::constant(c.redness_slope) * (blood(assessment) - R::one()),
        R::constant(c.yellowness_slope) * melanin,
    ))
}

macro_rules! coordinate {
    ($name:ident, $field:ident, $id:literal, $label:literal, $better:ident, $meaning:literal, $error:literal) => {
        #[doc = concat!($label, ".")]
        #[derive(Debug)]
        pub struct $name;

        impl Measure for $name {
            const INFO: Info = Info {
                id: $id,
                name: $label,
                unit: "-",
                better: Better::$better,
                group: "Pigment",
                meaning: $meaning,
                source: "Takiwaki et al. 2002 for the share of each chromophore; levels Yun et al. 2010; slopes lima-2017 and assumed",
            };
            const READING: Option<ReadingError> = Some(ReadingError::absolute(
                $error,
                [0.5 * $error, 2.0 * $error],
                Origin::Assumed,
                "repeatability is called good by Clarys et al. 2000; a* drifts by 4.5 % in eight hours (chilcott-2000-forearm)",
            ));

            fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
                Some(colour(assessment)?.$field)
            }
        }
    };
}

coordinate!(
    Lightness,
    lightness,
    "lightness",
    "Lightness L*",
    Neither,
    "Lightness of the skin, or of the lesion where there is one; melanin and blood lower it.",
    0.8
);
coordinate!(Redness, redness, "colour-redness", "Redness a*", Neither, "Green to red; blood raises it.", 0.6);
coordinate!(
    Yellowness,
    yellowness,
    "colour-yellowness",
    "Yellowness b*",
    Neither,
    "Blue to yellow; melanin raises it.",
    0.6
);

/// Individual typology angle.
#[derive(Debug)]
pub struct TypologyAngle;

impl Measure for TypologyAngle {
    const INFO: Info = Info {
        id: "typology-angle",
        name: "Individual typology angle",
        unit: "°",
        better: Better::Neither,
        group: "Pigment",
        meaning: "Angle of L* and b*; the lighter the skin, the larger. Above 41° light, below 10° brown.",
        source: "definition of Chardon et al. 1991; colour as for L*",
    };
    const READING: Option<ReadingError> =
        Some(ReadingError::absolute(2.0, [1.0, 4.0], Origin::Assumed, "from the errors of L* and b*"));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let colour = colour(assessment)?;
        // The angle of the point (b*, L* − 50); b* of skin is positive, so one branch of the arc tangent is enough.
        Some(
            arctan((colour.lightness - R::constant(50.0)) / colour.yellowness)
                * R::constant(180.0 / std::f64::consts::PI),
        )
    }
}

/// Arc tangent by halving the argument twice and a series: within 1e-9 on every number type.
fn arctan<R: Real>(x: R) -> R {
    // atan x = 2 atan(x / (1 + sqrt(1 + x²))); three halvings bring |x| below 0.2.
    let mut y = x;
    for _ in 0..3 {
        y = y / (R::one() + (R::one() + y * y).sqrt());
    }
    let square = y * y;
    let mut sum = R::zero();
    for odd in [15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0, 1.0] {
        sum = R::constant(1.0 / odd) - square * sum;
    }
    R::constant(8.0) * y * sum
}

#[cfg(test)]
mod tests {
    use super::arctan;

    #[test]
    fn the_arc_tangent_is_that_of_the_library() {
        for step in -300..=300 {
            let x = f64::from(step) / 10.0;
            assert!((arctan(x) - x.atan()).abs() < 1e-9, "{x}");
        }
    }
}

//! Suction elasticity (Cutometer ratios) from fibres, matrix and ground substance.

use super::{Assessment, Better, Info, Measure, ReadingError};
use crate::healing::Species;
use crate::number::Real;
use crate::provenance::Origin;

/// Recoil index `q = (0.6 Ef + 0.4 M/M₂₅) / (1 + 0.6 Es) · (0.8 + 0.2 H)`, mean of the dermis [-].
pub fn recoil_index<R: Real>(assessment: &Assessment<'_, R>) -> R {
    let c = assessment.parameters;
    let elastin = R::constant(c.recoil_elastin.min(1.0));
    let hyaluronan = R::constant(c.recoil_hyaluronan);
    assessment.dermal_mean(|zone| {
        let fibres = elastin * zone.now(Species::ElasticFibres)
            + (R::one() - elastin) * zone.matrix() * R::constant(1.0 / c.young_matrix);
        let burden = R::one() + R::constant(c.recoil_elastosis) * zone.now(Species::ElastoticMaterial);
        fibres / burden * (R::one() - hyaluronan + hyaluronan * zone.now(Species::Hyaluronan))
    })
}

macro_rules! suction_ratio {
    ($name:ident, $id:literal, $label:literal, $meaning:literal, $young:ident, $power:ident) => {
        #[doc = concat!($label, ": `", stringify!($young), " · q^", stringify!($power), "`.")]
        #[derive(Debug)]
        pub struct $name;

        impl Measure for $name {
            const INFO: Info = Info {
                id: $id,
                name: $label,
                unit: "-",
                better: Better::Higher,
                group: "Elasticity",
                meaning: $meaning,
                source: "assumed map; ageing as in ryu-2008-cutometer-age and ohshima-2013-cutometer",
            };
            const READING: Option<ReadingError> = Some(SUCTION);

            fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
                let c = assessment.parameters;
                Some(R::constant(c.$young) * recoil_index(assessment).powf(R::constant(c.$power)))
            }
        }
    };
}

/// Repeated readings at one place agree well (intraclass correlation above 0.9 in a study of ten people, read as an
/// abstract without figures in the unit of the reading).
const SUCTION: ReadingError =
    ReadingError::relative(0.04, [0.02, 0.08], Origin::Assumed, "repeat agreement above 0.90, no standard error read");

suction_ratio!(
    GrossElasticity,
    "elasticity-r2",
    "Gross elasticity R2",
    "Recovered over total suction deformation, Ua/Uf.",
    r2_young,
    r2_power
);
suction_ratio!(
    NetElasticity,
    "elasticity-r5",
    "Net elasticity R5",
    "Immediate recovery over immediate deformation, Ur/Ue.",
    r5_young,
    r5_power
);
suction_ratio!(
    BiologicalElasticity,
    "elasticity-r7",
    "Biological elasticity R7",
    "Immediate recovery over total deformation, Ur/Uf.",
    r7_young,
    r7_power
);

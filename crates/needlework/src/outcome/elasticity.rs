//! Suction elasticity (Cutometer ratios) from fibres, matrix and ground substance.

use super::{Assessment, Better, Info, Measure};
use crate::healing::Species;
use crate::number::Real;

/// Recoil index `q = (0.6 Ef + 0.4 M/M₂₅) / (1 + 0.6 Es) · (0.8 + 0.2 H)`, mean of the dermis [-].
fn recoil<R: Real>(assessment: &Assessment<'_, R>) -> R {
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
    ($name:ident, $id:literal, $label:literal, $meaning:literal, $young:literal, $power:literal) => {
        #[doc = concat!($label, ": `", stringify!($young), " q^", stringify!($power), "`.")]
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
            fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
                Some(R::constant($young) * recoil(assessment).powf(R::constant($power)))
            }
        }
    };
}

suction_ratio!(
    GrossElasticity,
    "elasticity-r2",
    "Gross elasticity R2",
    "Recovered over total suction deformation, Ua/Uf.",
    0.90,
    0.35
);
suction_ratio!(
    NetElasticity,
    "elasticity-r5",
    "Net elasticity R5",
    "Immediate recovery over immediate deformation, Ur/Ue.",
    0.80,
    0.6
);
suction_ratio!(
    BiologicalElasticity,
    "elasticity-r7",
    "Biological elasticity R7",
    "Immediate recovery over total deformation, Ur/Uf.",
    0.70,
    0.6
);

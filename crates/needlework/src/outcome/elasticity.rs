//! Suction: recoil (Cutometer ratios) from fibres, matrix and ground substance, and stiffness from the matrix.

use super::{Assessment, Better, DepthZone, Info, Measure, ReadingError};
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

/// Stiffness under suction over that of the untreated twin: `S = ⟨M/M_b⟩ⁿ`, mean of the dermis [% of untreated].
///
/// Skin that is drawn into an opening much wider than it is thick is a membrane: pressure over deflection rises with `E h`, modulus
/// times thickness, which is the load-bearing matrix under a unit of area however it is packed. `M` structural matrix (cross-linked
/// collagen full, immature and type III in part), `M_b` that of the twin, `n` 1 for fibres that share the load. The BTC-2000, with
/// which kenkel-2021-objective read elasticity, gives such a slope beside laxity, deformation and recovery; which of them
/// that study calls elasticity is not in its abstract.
#[derive(Debug)]
pub struct SuctionStiffness;

impl Measure for SuctionStiffness {
    const INFO: Info = Info {
        id: "suction-stiffness",
        name: "Stiffness under suction",
        unit: "% of untreated",
        better: Better::Higher,
        group: "Elasticity",
        meaning: "Pressure over deflection of skin drawn into an opening: modulus times thickness of the dermis.",
        source: "membrane under suction; load-bearing matrix as elsewhere; kenkel-2021-objective was kept to judge it",
    };
    const READING: Option<ReadingError> = Some(ReadingError::relative(
        0.08,
        [0.04, 0.15],
        Origin::Assumed,
        "suction of one place; no standard error read",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let matrix = assessment.dermal_mean(DepthZone::matrix_ratio);
        Some(R::constant(100.0) * matrix.powf(R::constant(assessment.parameters.stiffness_power)))
    }
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

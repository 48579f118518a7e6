//! What a biopsy would show, each beside the untreated twin of the same age.

use super::barrier;
use super::{Assessment, Better, DepthZone, Info, Measure, ReadingError};
use crate::healing::Species;
use crate::number::Real;
use crate::provenance::Origin;

macro_rules! histology {
    ($(#[$doc:meta] $name:ident($assessment:ident) = $value:expr; $id:literal, $label:literal, $unit:literal, $better:ident, $group:literal, $meaning:literal, $source:literal;)*) => {
        $(
            #[$doc]
            #[derive(Debug)]
            pub struct $name;

            impl Measure for $name {
                const INFO: Info = Info {
                    id: $id,
                    name: $label,
                    unit: $unit,
                    better: Better::$better,
                    group: $group,
                    meaning: $meaning,
                    source: $source,
                };
                fn value<R: Real>($assessment: &Assessment<'_, R>) -> Option<R> {
                    Some($value)
                }
            }
        )*
    };
}

/// Per cent of a ratio.
fn percent<R: Real>(ratio: R) -> R {
    R::constant(100.0) * ratio
}

/// Sum of some species, treated over untreated.
fn sum_ratio<R: Real>(zone: &DepthZone<R>, species: &[Species]) -> R {
    let (mut treated, mut untreated) = (R::zero(), R::zero());
    for &one in species {
        treated += zone.treated[one as usize];
        untreated += zone.untreated[one as usize];
    }
    treated / untreated
}

/// Thickness of the viable epidermis.
#[derive(Debug)]
pub struct EpidermalThickness;

impl Measure for EpidermalThickness {
    const INFO: Info = Info {
        id: "epidermal-thickness",
        name: "Viable epidermis",
        unit: "µm",
        better: Better::Higher,
        group: "Tissue",
        meaning: "Thickness of the viable epidermis.",
        source: "lotfi-2013, maeda-2017",
    };
    const READING: Option<ReadingError> = Some(ReadingError::relative(
        0.10,
        [0.05, 0.2],
        Origin::Assumed,
        "histometry or optical coherence tomography of one place; no figure read",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let papillary = assessment.papillary();
        Some(
            R::constant(1000.0 * assessment.skin.layers.viable_epidermis) * papillary.now(Species::ViableEpidermis)
                / papillary.untreated[Species::ViableEpidermis as usize],
        )
    }
}

histology! {
    /// Papillary collagen.
    Collagen(a) = percent(a.papillary().collagen_ratio());
    "collagen", "Papillary collagen", "% of untreated", Higher, "Collagen",
    "Total collagen of the papillary dermis, types I and III.", "lotfi-2013";

    /// Papillary collagen I.
    CollagenI(a) = percent(sum_ratio(a.papillary(), &[Species::ImmatureCollagen1, Species::MatureCollagen1]));
    "collagen-i", "Collagen I", "% of untreated", Higher, "Collagen",
    "Collagen I of the papillary dermis, immature and cross-linked.", "el-domyati-2015-photoaging";

    /// Papillary collagen III.
    CollagenIii(a) = percent(a.papillary().ratio(Species::Collagen3));
    "collagen-iii", "Collagen III", "% of untreated", Neither, "Collagen",
    "Collagen III of the papillary dermis, young matrix.", "el-domyati-2015-photoaging";

    /// Structural matrix of the whole dermis.
    MatrixGain(a) = percent(a.matrix_gain());
    "matrix-gain", "Gain of structural matrix", "%", Higher, "Collagen",
    "Load-bearing collagen of the whole dermis above that of the untreated twin.", "calibrated on courses, see the healing model";

    /// Total elastin.
    ElastinTotal(a) = percent(sum_ratio(a.papillary(), &[Species::Tropoelastin, Species::ElasticFibres, Species::ElastoticMaterial]));
    "elastin-total", "Total elastin", "% of untreated", Neither, "Elastin",
    "Everything an elastin stain shows: new, functional and elastotic.", "el-domyati-2015-photoaging";

    /// Functional elastic fibres.
    ElasticFibres(a) = percent(a.papillary().ratio(Species::ElasticFibres));
    "elastic-fibres", "Functional elastic fibres", "% of untreated", Higher, "Elastin",
    "Fibres that recoil; they are renewed over decades, so they change slowly.", "shapiro-1991-elastin";

    /// Tropoelastin.
    Tropoelastin(a) = percent(a.papillary().ratio(Species::Tropoelastin));
    "tropoelastin", "Tropoelastin", "% of untreated", Higher, "Elastin",
    "The soluble precursor of elastic fibres.", "el-domyati-2015-photoaging";

    /// Hyaluronan.
    Hyaluronan(a) = percent(a.papillary().ratio(Species::Hyaluronan));
    "hyaluronan", "Hyaluronan", "% of untreated", Higher, "Tissue",
    "Ground substance of the papillary dermis.", "dechert-2006-ha, direction";

    /// Vessel density.
    VesselDensity(a) = percent(a.papillary().ratio(Species::Vessels));
    "vessel-density", "Vessel density", "% of untreated", Neither, "Tissue",
    "Vessels of the papillary dermis: more while it heals, then fewer.", "kenkel-2021-objective, direction";

    /// Fibroblasts.
    Fibroblasts(a) = a.papillary().now(Species::Fibroblasts);
    "fibroblasts", "Fibroblasts", "cells/mm³", Neither, "Tissue",
    "Fibroblasts of the papillary dermis.", "gharbia-2023-fibroblast, direction";

    /// Myofibroblasts.
    Myofibroblasts(a) = a.papillary().now(Species::Myofibroblasts);
    "myofibroblasts", "Myofibroblasts", "cells/mm³", Neither, "Tissue",
    "Contractile fibroblasts of the papillary dermis.", "gharbia-2023-fibroblast";

    /// Open barrier.
    BarrierOpen(a) = percent(barrier::open(a));
    "barrier-open", "Open barrier", "% of the area", Lower, "Tissue",
    "Share of the surface whose stratum corneum is open.", "gupta-2011-resealing, kalluri-2011";
}

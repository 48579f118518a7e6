//! Chemical peels as injuries.

use super::error::{InjuryError, check_depths};
use super::kinds::{Injury, InjuryKind, ZoneInjury};
use crate::limit::in_range;
use crate::provenance::{Spread, coefficients};
use crate::skin::Skin;
use serde::{Deserialize, Serialize};

/// Depth class of a peel.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Peel {
    /// Into the epidermis.
    Superficial,
    /// Through the epidermis into the papillary dermis.
    Medium {
        /// Share of the viable epidermis lost, 0.3 to 0.6 [-].
        open_epidermis: f64,
    },
}

coefficients! {
    /// What a peel of each class destroys.
    pub struct PeelParameters {
        #[doc = "Share of the barrier opened by a superficial peel"]
        superficial_open_barrier = 0.9, "-", Spread::Range { low: 0.6, high: 1.0 }, Assumed, "healing model, no study";
        #[doc = "Share of the epidermal thickness removed by a superficial peel"]
        superficial_removed = 0.2, "-", Spread::Range { low: 0.1, high: 0.4 }, Assumed, "healing model, no study";
        #[doc = "Share of the epidermal thickness removed by a medium peel"]
        medium_removed = 0.5, "-", Spread::Range { low: 0.3, high: 0.8 }, Assumed, "healing model, no study";
        #[doc = "Volume fraction of the papillary dermis destroyed by a medium peel"]
        medium_destroyed = 0.02, "-", Spread::Range { low: 0.005, high: 0.05 }, Assumed, "healing model, no study";
        #[doc = "Width of the lesion, wide because a peel is even"]
        lesion_width = 10.0, "mm", Spread::Range { low: 5.0, high: 20.0 }, Assumed, "healing model, no study";
    }
}

impl Peel {
    /// The injury of the peel at the depths of the healing zones [mm].
    ///
    /// # Errors
    /// Depths, coefficients or the lost share out of range.
    ///
    /// ```
    /// use needlework::injury::{Peel, PeelParameters};
    /// use needlework::skin::{Person, Phototype, Sex, Site, Skin};
    /// let skin = Skin::resolve(&Person::median(40.0, Sex::Female, Phototype::II), &Site::reference_face())?;
    /// let peel = Peel::Medium { open_epidermis: 0.4 };
    /// let injury = peel.injury(&skin, &[0.2, 0.5], &PeelParameters::default())?;
    /// assert_eq!((injury.zones[0].destroyed, injury.zones[1].destroyed), (0.02, 0.0)); // papillary dermis only
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn injury(self, skin: &Skin, depths: &[f64], model: &PeelParameters) -> Result<Injury, InjuryError> {
        check_depths(depths)?;
        model.check()?;
        let papillary_bottom = skin.layers.epidermis() + skin.layers.papillary_dermis;
        let (destroyed, open_epidermis, open_barrier, removed) = match self {
            Self::Superficial => (0.0, 0.0, model.superficial_open_barrier, model.superficial_removed),
            Self::Medium { open_epidermis } => {
                in_range("peel.open_epidermis", open_epidermis, 0.0, 1.0, "")?;
                (model.medium_destroyed, open_epidermis, open_epidermis, model.medium_removed)
            }
        };
        let zones = depths
            .iter()
            .map(|depth| ZoneInjury {
                depth: *depth,
                destroyed: if *depth <= papillary_bottom { destroyed } else { 0.0 },
                ablated: 0.0,
                coagulated: 0.0,
            })
            .collect();
        Ok(Injury {
            kind: InjuryKind::Peel,
            zones,
            bleed: 0.0,
            open_barrier,
            open_epidermis,
            lesion_width: model.lesion_width,
            epidermis_removed: removed,
            platelet_bolus: 0.0,
            density: 0.0,
        })
    }
}

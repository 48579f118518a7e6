//! Body sites: layer thickness by sex with its spread, what lies below, and how fast the epidermis renews.

use super::person::Sex;
use crate::limit::{LimitError, in_range};
use serde::{Deserialize, Serialize};

/// What the skin rests on; it decides how far the skin gives way before it is pierced (direction: moronkeji-2017).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Support {
    /// Bone close below: forehead, zygoma, nasal dorsum, scalp.
    Bony,
    /// Muscle or a firm layer below: forearm, thigh, back.
    Firm,
    /// Fat or nothing stiff below: cheek, neck, abdomen, eyelid.
    Soft,
}

/// Mean thickness of a layer and how much people differ.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thickness {
    /// Mean over people at the reference age [mm].
    pub mean: f64,
    /// Coefficient of variation between people [-].
    pub cv: f64,
}

/// Layers of one sex at one site, at the reference age of 40 years.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SexLayers {
    /// Stratum corneum.
    pub stratum_corneum: Thickness,
    /// Viable epidermis.
    pub viable_epidermis: Thickness,
    /// Papillary dermis.
    pub papillary_dermis: Thickness,
    /// Reticular dermis.
    pub reticular_dermis: Thickness,
    /// Hypodermis.
    pub hypodermis: Thickness,
    /// Relative change of dermis thickness with age; 0 where sources disagree [1/year].
    pub dermis_age_slope: f64,
    /// Spread of that slope, wide where sources disagree on its sign [1/year].
    pub dermis_age_slope_sd: f64,
}

/// A body site.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Stable identifier, such as `cheek`.
    pub id: String,
    /// Name for people to read.
    pub name: String,
    /// Layers of women.
    pub female: SexLayers,
    /// Layers of men.
    pub male: SexLayers,
    /// What lies below.
    pub support: Support,
    /// Share of the viable epidermis renewed per day, 1/36 on the forearm and 1/20 on the face [1/day].
    pub epidermal_turnover: f64,
    /// Resting tension relative to the face, which drives myofibroblasts [-].
    pub tension: f64,
    /// Depth of the first capillary loops below the dermo-epidermal junction [mm].
    pub vessel_depth: f64,
    /// Risk of post-inflammatory pigment relative to the face [-].
    pub pigment_risk: f64,
}

impl Site {
    /// The layers of one sex.
    pub fn layers(&self, sex: Sex) -> &SexLayers {
        match sex {
            Sex::Female => &self.female,
            Sex::Male => &self.male,
        }
    }

    /// Checks that every number can be used.
    ///
    /// # Errors
    /// The first field that is not finite or out of range.
    pub fn check(&self) -> Result<(), LimitError> {
        for layers in [&self.female, &self.male] {
            for (place, thickness, low, high) in [
                ("site.stratum_corneum", layers.stratum_corneum, 0.002, 0.5),
                ("site.viable_epidermis", layers.viable_epidermis, 0.01, 1.0),
                ("site.papillary_dermis", layers.papillary_dermis, 0.02, 1.0),
                ("site.reticular_dermis", layers.reticular_dermis, 0.1, 8.0),
                ("site.hypodermis", layers.hypodermis, 0.0, 100.0),
            ] {
                in_range(place, thickness.mean, low, high, "mm")?;
                in_range(place, thickness.cv, 0.0, 1.0, "")?;
            }
            in_range("site.dermis_age_slope", layers.dermis_age_slope, -0.02, 0.02, "1/year")?;
            in_range("site.dermis_age_slope_sd", layers.dermis_age_slope_sd, 0.0, 0.02, "1/year")?;
        }
        in_range("site.epidermal_turnover", self.epidermal_turnover, 0.005, 0.5, "1/day")?;
        in_range("site.tension", self.tension, 0.0, 5.0, "")?;
        in_range("site.vessel_depth", self.vessel_depth, 0.0, 1.0, "mm")?;
        in_range("site.pigment_risk", self.pigment_risk, 0.0, 100.0, "")?;
        Ok(())
    }

    /// The facial site on which the healing network was calibrated; reference for tests and examples.
    ///
    /// Stratum corneum egawa-2007-sc (cheek 16.8 µm; CV of sandby-moller-2003 forearm). Epidermis 75 µm with the
    /// stratum corneum, CV 30 % (chopra-2015, oltulu-face). Dermis: middle of the six facial sites of oltulu-face,
    /// 1.32 mm in women and 1.52 mm in men; the zygoma of meng-2022-facial-us times 1.3 is 1.13 and 1.48 mm,
    /// facial-us-50mhz-2020 reads 1.9 and 2.5 mm for whole cheek skin; CV of meng-2022-facial-us. Of it 0.20 mm
    /// papillary (assumed, 0.1 to 0.3). Hypodermis 5 mm (assumed, 2 to 10). Dermis against age: 0 ± 0.004 in women
    /// (meng-2022-facial-us thinner; takema-1994, seidenari-facial-us thicker), -0.003 in men
    /// (facial-us-50mhz-2020). Vessels 0.10 mm below the junction (assumed, 0.03 to 0.2; lima-2013-pig finds bleeding
    /// in the papillary dermis). Turnover 1/20 per day (assumed).
    pub fn reference_face() -> Self {
        let layers = |dermis: f64, dermis_cv: f64, slope: f64| {
            let papillary = 0.20;
            SexLayers {
                stratum_corneum: Thickness { mean: 0.0168, cv: 0.27 },
                viable_epidermis: Thickness { mean: 0.0582, cv: 0.30 },
                papillary_dermis: Thickness { mean: papillary, cv: dermis_cv },
                reticular_dermis: Thickness { mean: dermis - papillary, cv: dermis_cv },
                hypodermis: Thickness { mean: 5.0, cv: 0.4 },
                dermis_age_slope: slope,
                dermis_age_slope_sd: 0.004,
            }
        };
        Self {
            id: "reference-face".into(),
            name: "face (reference of the calibration)".into(),
            female: layers(1.32, 0.35 / 0.87, 0.0),
            male: layers(1.52, 0.21 / 1.14, -0.003),
            support: Support::Firm,
            epidermal_turnover: 1.0 / 20.0,
            tension: 1.0,
            vessel_depth: 0.10,
            pigment_risk: 1.0,
        }
    }
}

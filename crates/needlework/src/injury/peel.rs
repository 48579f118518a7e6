//! Chemical peels as injuries: from the dose that reaches the skin to what it destroys.
//!
//! With the reach `x` of a dose (1 for a medium peel, see [`PeelApplication::reach`]), `x_s` the reach of a superficial
//! peel and `x_d` that at which the papillary dermis is reached:
//!
//! ```text
//! barrier opened        b(x) = b_s · min(1, x/x_s), at least the epidermis opened
//! thickness removed     r(x) = r_s (x/x_s)^p,  p = ln(r_m/r_s) / ln(1/x_s)
//! epidermis opened      o(x) = o_m (x - x_s)/(1 - x_s)             for x > x_s
//! dermis destroyed      d(x) = d_m (x - x_d)/(1.5 - x_d)           for x > x_d, papillary dermis only
//! ```
//!
//! each at most 1, and nothing below the least reach. Over skin that is open by a share `u` the same product reaches
//! `x (1 + g u)`: it need not cross the horny layer there.

use super::error::{InjuryError, check_depths};
use super::kinds::{Injury, InjuryKind, ZoneInjury};
use super::peel_product::{PeelApplication, PeelDoseParameters};
use crate::limit::{LimitError, in_range};
use crate::provenance::{Spread, coefficients};
use crate::skin::Skin;
use serde::{Deserialize, Serialize};

/// Greatest reach of an even peel that the model knows; deeper ones leave no epidermis to heal from [-].
const DEEPEST: f64 = 2.0;

/// Reach at which a peel goes through the papillary dermis: half again the medium dose [-].
const THROUGH_PAPILLARY: f64 = 1.5;

/// A peel as it is put on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peel {
    /// Name of the product, for tables.
    pub name: String,
    /// How much of what.
    pub dose: PeelDose,
    /// Where it is pressed into single scars only; even over the zone where absent.
    #[serde(default)]
    pub spots: Option<Spots>,
}

/// How a peel is stated.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeelDose {
    /// By its class only.
    Class(PeelClass),
    /// By what is painted on.
    Application(PeelApplication),
}

/// Depth class of a peel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PeelClass {
    /// Loosens horny cells only; no injury.
    None,
    /// Into the epidermis.
    Superficial,
    /// Into the papillary dermis.
    Medium,
    /// Through the papillary dermis.
    Deep,
}

/// Single scars that a peel is pressed into.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spots {
    /// Share of the zone that lies in treated scars, 0 to 1 [-].
    pub share: f64,
    /// Width of one treated scar [mm].
    pub width: f64,
}

/// Both tables of a peel: how far a dose reaches, and what that destroys.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct PeelModel {
    /// From the product to the reach.
    pub dose: PeelDoseParameters,
    /// From the reach to the injury.
    pub effect: PeelParameters,
}

coefficients! {
    /// What a peel destroys, by its reach.
    pub struct PeelParameters {
        #[doc = "Reach below which a peel only loosens horny cells and makes no injury"]
        least_reach = 0.15, "-", Spread::Range { low: 0.1, high: 0.25 }, Assumed, "no study";
        #[doc = "Reach of a usual superficial peel"]
        superficial_reach = 0.5, "-", Spread::Exact, Definition, "the anchor of the two superficial shares";
        #[doc = "Reach at which the papillary dermis is reached"]
        dermal_reach = 0.85, "-", Spread::Range { low: 0.75, high: 0.95 }, Assumed, "peels-dark-skin-chapter: 30 % acid parts the deep epidermis, 35 % counts as medium";
        #[doc = "Share of the barrier opened by a superficial peel"]
        superficial_open_barrier = 0.9, "-", Spread::Range { low: 0.6, high: 1.0 }, Assumed, "healing model, no study";
        #[doc = "Share of the epidermal thickness removed by a superficial peel"]
        superficial_removed = 0.2, "-", Spread::Range { low: 0.1, high: 0.3 }, Assumed, "healing model, no study";
        #[doc = "Share of the epidermal thickness removed by a medium peel"]
        medium_removed = 0.5, "-", Spread::Range { low: 0.3, high: 0.8 }, Assumed, "healing model; tca-guinea-pig-koreamed: 35 % destroys part of the epidermis";
        #[doc = "Share of the viable epidermis opened by a medium peel"]
        medium_open_epidermis = 0.4, "-", Spread::Range { low: 0.3, high: 0.6 }, Assumed, "healing model; tca-guinea-pig-koreamed: part at 35 %, all at 50 %";
        #[doc = "Volume fraction of the papillary dermis destroyed where a peel goes through it"]
        papillary_destroyed = 0.08, "-", Spread::Range { low: 0.02, high: 0.2 }, Assumed, "0.02 at the medium dose as in the healing model, no study";
        #[doc = "Gain of the reach where the skin is open"]
        open_skin_gain = 1.0, "-", Spread::Range { low: 0.3, high: 2.0 }, Assumed, "direction only: a peel over reddened or stripped skin goes deeper";
        #[doc = "Width of the lesion, wide because a peel is even"]
        lesion_width = 10.0, "mm", Spread::Range { low: 5.0, high: 20.0 }, Assumed, "healing model, no study";
        #[doc = "Depth below the epidermis that acid pressed into a scar coagulates, for each medium dose"]
        spot_depth = 0.2, "mm", Spread::Range { low: 0.1, high: 0.35 }, Assumed, "pressed to the bottom of the scar; no depth was measured";
        #[doc = "Volume fraction coagulated at the bottom of the epidermis of a treated scar"]
        spot_coagulated = 0.3, "-", Spread::Range { low: 0.1, high: 0.6 }, Assumed, "the scar heals from its walls, so part of it lives; no study";
    }
}

impl PeelParameters {
    /// Class of an even peel of that reach.
    pub fn class(&self, reach: f64) -> PeelClass {
        if reach < self.least_reach {
            PeelClass::None
        } else if reach < self.dermal_reach {
            PeelClass::Superficial
        } else if reach <= THROUGH_PAPILLARY {
            PeelClass::Medium
        } else {
            PeelClass::Deep
        }
    }

    /// Depth to which a peel of that reach injures a skin, from its surface [mm].
    ///
    /// Linear through the epidermis up to `x_d`, then through the papillary dermis, whose bottom it reaches at 1.5.
    pub fn depth(&self, reach: f64, skin: &Skin) -> f64 {
        if reach < self.least_reach {
            return 0.0;
        }
        let layers = &skin.layers;
        if reach < self.dermal_reach {
            let along = (reach - self.least_reach) / (self.dermal_reach - self.least_reach);
            return along.mul_add(layers.viable_epidermis, layers.stratum_corneum);
        }
        let along = (reach - self.dermal_reach) / (THROUGH_PAPILLARY - self.dermal_reach);
        along.mul_add(layers.papillary_dermis, layers.epidermis())
    }

    /// Barrier opened, thickness removed, viable epidermis opened, papillary dermis destroyed.
    fn shares(&self, reach: f64) -> [f64; 4] {
        if reach < self.least_reach {
            return [0.0; 4];
        }
        let relative = reach / self.superficial_reach;
        let power = ((self.medium_removed / self.superficial_removed).ln() / -self.superficial_reach.ln()).max(0.0);
        let beyond = |from: f64, to: f64| ((reach - from) / (to - from)).max(0.0);
        let open = (self.medium_open_epidermis * beyond(self.superficial_reach, 1.0)).min(1.0);
        let barrier = (self.superficial_open_barrier * relative.min(1.0)).max(open);
        let removed = (self.superficial_removed * relative.powf(power)).min(1.0);
        let destroyed = (self.papillary_destroyed * beyond(self.dermal_reach, THROUGH_PAPILLARY)).min(1.0);
        [barrier, removed, open, destroyed]
    }
}

impl Peel {
    /// An even peel that is stated by its class.
    pub fn of_class(class: PeelClass) -> Self {
        Self { name: format!("{class:?} peel"), dose: PeelDose::Class(class), spots: None }
    }

    /// Reach over skin of which the share `open` has no barrier [-].
    ///
    /// # Errors
    /// Numbers out of range.
    pub fn reach(&self, open: f64, model: &PeelModel) -> Result<f64, LimitError> {
        let dry = match self.dose {
            PeelDose::Class(PeelClass::None) => 0.0,
            PeelDose::Class(PeelClass::Superficial) => model.effect.superficial_reach,
            PeelDose::Class(PeelClass::Medium) => 1.0,
            PeelDose::Class(PeelClass::Deep) => DEEPEST,
            PeelDose::Application(application) => application.reach(&model.dose)?,
        };
        let open = in_range("peel.open_skin", open, 0.0, 1.0, "")?;
        Ok(dry * model.effect.open_skin_gain.mul_add(open, 1.0))
    }

    /// The same peel as the skin inside a treated scar sees it; of an even peel, the peel itself.
    #[must_use]
    pub fn in_scar(&self) -> Self {
        let spots = self.spots.map(|spots| Spots { share: 1.0, ..spots });
        Self { spots, ..self.clone() }
    }

    /// Depth to which it injures a skin, over skin that is open by the share `open` [mm].
    ///
    /// # Errors
    /// Numbers out of range.
    pub fn depth(&self, open: f64, skin: &Skin, model: &PeelModel) -> Result<f64, LimitError> {
        let reach = self.reach(open, model)?;
        Ok(match self.spots {
            Some(_) => model.effect.spot_depth.mul_add(reach, skin.layers.epidermis()),
            None => model.effect.depth(reach, skin),
        })
    }

    /// The injury at the depths of the healing zones [mm], over skin of which the share `open` has no barrier.
    ///
    /// In single scars the epidermis is lost over their whole area, and the acid coagulates the dermis below them by
    /// `c (1 - z/d)`; all is averaged over the zone by the share of its area that the scars take.
    ///
    /// # Errors
    /// Depths, coefficients or the dose out of range; an even peel deeper than the model knows.
    ///
    /// ```
    /// use needlework::injury::{Peel, PeelClass, PeelModel};
    /// use needlework::skin::{Person, Phototype, Sex, Site, Skin};
    /// let skin = Skin::resolve(&Person::median(40.0, Sex::Female, Phototype::II), &Site::reference_face())?;
    /// let model = PeelModel::default();
    /// let injury = Peel::of_class(PeelClass::Medium).injury(0.0, &skin, &[0.2, 0.5], &model)?;
    /// assert!((injury.zones[0].destroyed - 0.08 * 0.15 / 0.65).abs() < 1e-12); // papillary dermis only
    /// assert_eq!(injury.zones[1].destroyed, 0.0);
    /// assert_eq!((injury.open_barrier, injury.open_epidermis), (0.9, 0.4));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn injury(&self, open: f64, skin: &Skin, depths: &[f64], model: &PeelModel) -> Result<Injury, InjuryError> {
        check_depths(depths)?;
        model.effect.check()?;
        let reach = self.reach(open, model)?;
        if let Some(spots) = self.spots {
            return spots_injury(&spots, reach, skin, depths, &model.effect);
        }
        // The chance of a draw, or open skin, may push a medium peel past the edge; the product itself may not.
        in_range("peel.reach", self.reach(0.0, &PeelModel::default())?, 0.0, DEEPEST, "")?;
        Ok(even_injury(reach.min(2.0 * DEEPEST), skin, depths, &model.effect))
    }
}

fn even_injury(reach: f64, skin: &Skin, depths: &[f64], effect: &PeelParameters) -> Injury {
    let papillary_bottom = skin.layers.epidermis() + skin.layers.papillary_dermis;
    let [open_barrier, epidermis_removed, open_epidermis, papillary] = effect.shares(reach);
    let deepest = papillary_bottom.max(effect.depth(reach, skin));
    let zone = |depth: &f64| ZoneInjury {
        depth: *depth,
        destroyed: if *depth <= deepest { papillary } else { 0.0 },
        ablated: 0.0,
        coagulated: 0.0,
    };
    Injury {
        kind: InjuryKind::Peel,
        zones: depths.iter().map(zone).collect(),
        bleed: 0.0,
        open_barrier,
        open_epidermis,
        lesion_width: effect.lesion_width,
        epidermis_removed,
        platelet_bolus: 0.0,
        density: 0.0,
    }
}

fn spots_injury(
    spots: &Spots,
    reach: f64,
    skin: &Skin,
    depths: &[f64],
    effect: &PeelParameters,
) -> Result<Injury, InjuryError> {
    let share = in_range("peel.spots.share", spots.share, 0.0, 1.0, "")?;
    in_range("peel.spots.width", spots.width, 0.05, 20.0, "mm")?;
    let deepest = effect.spot_depth.mul_add(reach, skin.layers.epidermis());
    let zone = |depth: &f64| ZoneInjury {
        depth: *depth,
        destroyed: 0.0,
        ablated: 0.0,
        coagulated: share * (effect.spot_coagulated * (1.0 - depth / deepest)).clamp(0.0, 1.0),
    };
    Ok(Injury {
        kind: InjuryKind::Peel,
        zones: depths.iter().map(zone).collect(),
        bleed: 0.0,
        open_barrier: share,
        open_epidermis: share,
        lesion_width: spots.width,
        epidermis_removed: share,
        platelet_bolus: 0.0,
        density: share / (0.25 * std::f64::consts::PI * spots.width * spots.width),
    })
}

#[cfg(test)]
mod tests {
    use super::super::peel_product::PeelAgent;
    use super::*;
    use crate::skin::{Person, Phototype, Sex, Site};

    const DEPTHS: [f64; 3] = [0.2, 0.5, 1.0];

    fn skin() -> Skin {
        Skin::resolve(&Person::median(35.0, Sex::Female, Phototype::III), &Site::reference_face()).unwrap()
    }

    fn tca(strength: f64, coats: f64, spots: Option<Spots>) -> Peel {
        let agent = PeelAgent::TrichloroaceticAcid;
        let dose = PeelDose::Application(PeelApplication { agent, strength, ph: 0.8, minutes: 3.0, coats });
        Peel { name: "TCA".to_owned(), dose, spots }
    }

    #[test]
    fn a_greater_reach_never_does_less() {
        let (model, skin) = (PeelParameters::default(), skin());
        let mut before = [0.0; 5];
        for step in 0..=200 {
            let reach = 0.01 * f64::from(step);
            let [a, b, c, d] = model.shares(reach);
            let now = [a, b, c, d, model.depth(reach, &skin)];
            for (now, before) in now.iter().zip(before) {
                assert!(*now >= before && now.is_finite(), "reach {reach}: {now} after {before}");
            }
            assert!(now[..4].iter().all(|share| *share <= 1.0));
            before = now;
        }
        assert!(before[3] > 0.1 && before[4] > skin.layers.epidermis() + skin.layers.papillary_dermis);
    }

    #[test]
    fn drawn_coefficients_keep_the_order() {
        let mut chance = crate::random::Key::new(7).stream("test/peels", 0);
        for _ in 0..200 {
            let model = PeelParameters::draw(&mut chance);
            let mut before = [0.0; 4];
            for step in 0..=40 {
                let now = model.shares(0.05 * f64::from(step));
                assert!(now.iter().zip(before).all(|(now, before)| *now >= before && *now <= 1.0), "{model:?}");
                before = now;
            }
        }
    }

    #[test]
    fn a_second_peel_on_the_same_day_goes_deeper() {
        let (model, skin) = (PeelModel::default(), skin());
        let peel = tca(25.0, 1.0, None);
        let depth = |open: f64| peel.depth(open, &skin, &model).unwrap();
        assert!(depth(0.9) > depth(0.03) && depth(0.03) > depth(0.0));
        let first = peel.injury(0.0, &skin, &DEPTHS, &model).unwrap();
        let second = peel.injury(first.open_barrier, &skin, &DEPTHS, &model).unwrap();
        assert!(second.open_epidermis > first.open_epidermis && second.zones[0].destroyed > 0.0);
    }

    #[test]
    fn acid_in_scars_kills_the_area_of_the_scars_and_no_more() {
        let (model, skin) = (PeelModel::default(), skin());
        let spots = |share: f64| tca(100.0, 1.0, Some(Spots { share, width: 2.0 }));
        let one = spots(0.01).injury(0.0, &skin, &DEPTHS, &model).unwrap();
        assert_eq!((one.open_epidermis, one.open_barrier, one.epidermis_removed), (0.01, 0.01, 0.01));
        let ten = spots(0.1).injury(0.0, &skin, &DEPTHS, &model).unwrap();
        for (ten, one) in ten.zones.iter().zip(&one.zones) {
            assert!((ten.coagulated - 10.0 * one.coagulated).abs() < 1e-15);
        }
        // In the scar itself everything is lost.
        let inside = spots(0.1).in_scar().injury(0.0, &skin, &DEPTHS, &model).unwrap();
        assert!((inside.zones[0].coagulated - 10.0 * ten.zones[0].coagulated).abs() < 1e-15);
        assert_eq!(inside.open_epidermis, 1.0);
        // Stronger acid goes deeper: the middle zone is reached by 100 % and not by 30 %.
        let weak = tca(30.0, 1.0, Some(Spots { share: 0.1, width: 2.0 })).injury(0.0, &skin, &DEPTHS, &model).unwrap();
        assert!(ten.zones[1].coagulated > 0.0 && weak.zones[1].coagulated == 0.0);
        assert!(spots(1.2).injury(0.0, &skin, &DEPTHS, &model).is_err());
    }

    #[test]
    fn deep_peels_of_whole_areas_are_refused() {
        let (model, skin) = (PeelModel::default(), skin());
        let refused = tca(90.0, 1.0, None).injury(0.0, &skin, &DEPTHS, &model).unwrap_err();
        assert_eq!(refused.code(), "L002");
        assert!(tca(50.0, 1.0, None).injury(1.0, &skin, &DEPTHS, &model).is_ok());
        assert!(tca(35.0, 1.0, None).injury(f64::NAN, &skin, &DEPTHS, &model).is_err());
    }

    #[test]
    fn classes_follow_practice() {
        use PeelAgent::{GlycolicAcid, SalicylicAcid, TrichloroaceticAcid};
        let model = PeelModel::default();
        let class = |agent, strength, ph, minutes, coats| {
            let application = PeelApplication { agent, strength, ph, minutes, coats };
            model.effect.class(application.reach(&model.dose).unwrap())
        };
        assert_eq!(class(GlycolicAcid, 10.0, 3.8, 5.0, 1.0), PeelClass::None);
        assert_eq!(class(GlycolicAcid, 35.0, 1.5, 3.0, 1.0), PeelClass::Superficial);
        assert_eq!(class(GlycolicAcid, 70.0, 0.8, 5.0, 1.0), PeelClass::Medium);
        assert_eq!(class(SalicylicAcid, 30.0, 2.0, 5.0, 1.0), PeelClass::Superficial);
        assert_eq!(class(TrichloroaceticAcid, 25.0, 1.0, 3.0, 1.0), PeelClass::Superficial);
        assert_eq!(class(TrichloroaceticAcid, 35.0, 0.8, 3.0, 1.0), PeelClass::Medium);
        assert_eq!(class(TrichloroaceticAcid, 60.0, 0.8, 3.0, 1.0), PeelClass::Deep);
    }
}

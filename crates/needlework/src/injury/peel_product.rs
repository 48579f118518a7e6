//! From what is painted on the skin to the class of peel.
//!
//! No study in the evidence measured the depth of a peel against its strength, so the doses at which each agent reaches
//! the papillary dermis are assumed, from the classes that practice uses; the entries of `library/peels` say so.

use super::error::InjuryError;
use super::peel::Peel;
use crate::limit::{LimitError, in_range};
use crate::provenance::{Spread, coefficients};
use serde::{Deserialize, Serialize};

/// What the peel is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeelAgent {
    /// Alpha-hydroxy acid; works until it is neutralised.
    GlycolicAcid,
    /// Alpha-hydroxy acid; works until it is neutralised.
    LacticAcid,
    /// Stops by itself when its solvent has gone.
    SalicylicAcid,
    /// Trichloroacetic acid; spent on the proteins that it coagulates, so time does not matter but coats do.
    TrichloroaceticAcid,
    /// Salicylic acid, lactic acid and resorcinol in ethanol; by coats.
    Jessner,
}

/// One application of a peel.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeelApplication {
    /// Agent.
    pub agent: PeelAgent,
    /// Strength by weight; Jessner is always 14 of each [%].
    pub strength: f64,
    /// pH [-].
    pub ph: f64,
    /// Time until it is neutralised or rinsed [min].
    pub minutes: f64,
    /// Coats, 1 or more [-].
    pub coats: f64,
}

coefficients! {
    /// How deep each agent goes. A medium dose reaches the papillary dermis over half of the medium range.
    pub struct PeelDepthParameters {
        #[doc = "Free glycolic acid held for five minutes that makes a medium peel"]
        glycolic_medium = 65.0, "%", Spread::LogNormal { log_sd: 0.25 }, Assumed, "70 % unbuffered counts as superficial to medium; 50 to 90";
        #[doc = "Free lactic acid held for five minutes that makes a medium peel"]
        lactic_medium = 110.0, "%", Spread::LogNormal { log_sd: 0.3 }, Assumed, "weaker than glycolic acid; 80 to 150, so no product reaches it";
        #[doc = "Salicylic acid that makes a medium peel"]
        salicylic_medium = 60.0, "%", Spread::LogNormal { log_sd: 0.3 }, Assumed, "20 to 30 % counts as superficial; 45 to 80";
        #[doc = "Trichloroacetic acid in one coat that makes a medium peel"]
        trichloroacetic_medium = 35.0, "%", Spread::LogNormal { log_sd: 0.2 }, Assumed, "35 % counts as medium; 28 to 45";
        #[doc = "Coats of Jessner's solution that make a medium peel"]
        jessner_medium = 12.0, "coats", Spread::LogNormal { log_sd: 0.3 }, Assumed, "up to ten coats count as superficial; 9 to 16";
        #[doc = "Gain of depth for every further coat"]
        coat_gain = 0.35, "-", Spread::Range { low: 0.2, high: 0.5 }, Assumed, "no study";
        #[doc = "Minutes at which the doses hold"]
        reference_minutes = 5.0, "min", Spread::Exact, Definition, "doses are stated for it";
        #[doc = "Reach below which a peel only loosens horny cells and makes no injury"]
        least_reach = 0.15, "-", Spread::Range { low: 0.1, high: 0.25 }, Assumed, "no study";
        #[doc = "Reach from which a peel is medium"]
        medium_reach = 0.8, "-", Spread::Range { low: 0.7, high: 0.9 }, Assumed, "no study";
        #[doc = "Share of the viable epidermis lost where a peel just becomes medium"]
        medium_open_low = 0.3, "-", Spread::Range { low: 0.2, high: 0.4 }, Assumed, "healing model";
        #[doc = "Share of the viable epidermis lost at the medium dose and half again"]
        medium_open_high = 0.6, "-", Spread::Range { low: 0.5, high: 0.8 }, Assumed, "healing model";
    }
}

impl PeelApplication {
    fn check(&self) -> Result<(), LimitError> {
        in_range("peel.strength", self.strength, 0.1, 100.0, "%")?;
        in_range("peel.ph", self.ph, 0.1, 7.0, "")?;
        in_range("peel.minutes", self.minutes, 0.1, 60.0, "min")?;
        in_range("peel.coats", self.coats, 1.0, 20.0, "")?;
        Ok(())
    }

    /// Dose over the dose of a medium peel [-].
    ///
    /// Hydroxy acids: `strength · f · √(t/t₀)`, `f = 1/(1 + 10^{pH − pKa})` the free acid, `t` the contact time; salicylic acid
    /// the same with `t ≤ t₀` and without `f`; trichloroacetic acid its strength; each times `1 + g (coats − 1)`; Jessner
    /// its coats.
    ///
    /// # Errors
    /// Numbers out of range.
    pub fn reach(&self, model: &PeelDepthParameters) -> Result<f64, LimitError> {
        self.check()?;
        let free = |pka: f64| 1.0 / (1.0 + 10.0_f64.powf(self.ph - pka));
        let time = self.minutes / model.reference_minutes;
        let coats = 1.0 + model.coat_gain * (self.coats - 1.0);
        Ok(match self.agent {
            PeelAgent::GlycolicAcid => self.strength * free(3.83) * time.sqrt() * coats / model.glycolic_medium,
            PeelAgent::LacticAcid => self.strength * free(3.86) * time.sqrt() * coats / model.lactic_medium,
            PeelAgent::SalicylicAcid => self.strength * time.min(1.0).sqrt() * coats / model.salicylic_medium,
            PeelAgent::TrichloroaceticAcid => self.strength * coats / model.trichloroacetic_medium,
            PeelAgent::Jessner => self.coats / model.jessner_medium,
        })
    }

    /// Class of the peel; none when it makes no injury.
    ///
    /// # Errors
    /// Numbers out of range; deep peels (`reach` above 2), which the model does not know.
    ///
    /// ```
    /// use needlework::injury::{Peel, PeelAgent, PeelApplication, PeelDepthParameters};
    /// let tca = PeelApplication {
    ///     agent: PeelAgent::TrichloroaceticAcid, strength: 35.0, ph: 0.8, minutes: 3.0, coats: 1.0,
    /// };
    /// assert!(matches!(tca.class(&PeelDepthParameters::default())?, Some(Peel::Medium { .. })));
    /// # Ok::<(), needlework::injury::InjuryError>(())
    /// ```
    pub fn class(&self, model: &PeelDepthParameters) -> Result<Option<Peel>, InjuryError> {
        let reach = in_range("peel.reach", self.reach(model)?, 0.0, 2.0, "")?;
        Ok(if reach < model.least_reach {
            None
        } else if reach < model.medium_reach {
            Some(Peel::Superficial)
        } else {
            let along = ((reach - model.medium_reach) / (1.5 - model.medium_reach)).min(1.0);
            let open = model.medium_open_low + along * (model.medium_open_high - model.medium_open_low);
            Some(Peel::Medium { open_epidermis: open.clamp(0.0, 1.0) })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peel(agent: PeelAgent, strength: f64, ph: f64, minutes: f64, coats: f64) -> PeelApplication {
        PeelApplication { agent, strength, ph, minutes, coats }
    }

    #[test]
    fn stronger_longer_sourer_and_more_coats_all_go_deeper() {
        let model = PeelDepthParameters::default();
        let reach = |p: PeelApplication| p.reach(&model).unwrap();
        let base = peel(PeelAgent::GlycolicAcid, 50.0, 2.5, 3.0, 1.0);
        for deeper in [
            PeelApplication { strength: 70.0, ..base },
            PeelApplication { minutes: 6.0, ..base },
            PeelApplication { ph: 0.6, ..base },
            PeelApplication { coats: 2.0, ..base },
        ] {
            assert!(reach(deeper) > reach(base));
        }
        // Trichloroacetic acid is spent, salicylic acid dries: time does not deepen them.
        let tca = peel(PeelAgent::TrichloroaceticAcid, 20.0, 1.0, 2.0, 1.0);
        assert_eq!(reach(tca), reach(PeelApplication { minutes: 20.0, ..tca }));
        let salicylic = peel(PeelAgent::SalicylicAcid, 30.0, 2.0, 5.0, 1.0);
        assert_eq!(reach(salicylic), reach(PeelApplication { minutes: 20.0, ..salicylic }));
    }

    #[test]
    fn classes_follow_practice() {
        let model = PeelDepthParameters::default();
        let class = |p: PeelApplication| p.class(&model).unwrap();
        assert_eq!(class(peel(PeelAgent::GlycolicAcid, 10.0, 3.8, 5.0, 1.0)), None);
        assert_eq!(class(peel(PeelAgent::GlycolicAcid, 35.0, 1.5, 3.0, 1.0)), Some(Peel::Superficial));
        assert_eq!(class(peel(PeelAgent::SalicylicAcid, 30.0, 2.0, 5.0, 1.0)), Some(Peel::Superficial));
        assert_eq!(class(peel(PeelAgent::TrichloroaceticAcid, 15.0, 1.0, 3.0, 1.0)), Some(Peel::Superficial));
        assert!(matches!(
            class(peel(PeelAgent::TrichloroaceticAcid, 35.0, 0.8, 3.0, 1.0)),
            Some(Peel::Medium { open_epidermis }) if (0.3..0.6).contains(&open_epidermis)
        ));
    }

    #[test]
    fn deep_peels_and_nonsense_are_refused() {
        let model = PeelDepthParameters::default();
        let code = |p: PeelApplication| p.class(&model).map_err(|e| e.code());
        assert_eq!(code(peel(PeelAgent::TrichloroaceticAcid, 90.0, 0.5, 3.0, 1.0)), Err("L002"));
        assert_eq!(code(peel(PeelAgent::GlycolicAcid, 500.0, 1.0, 3.0, 1.0)), Err("L002"));
        assert_eq!(code(peel(PeelAgent::GlycolicAcid, 50.0, f64::NAN, 3.0, 1.0)), Err("L001"));
    }
}

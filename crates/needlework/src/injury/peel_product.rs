//! From what is painted on the skin to how far it reaches.
//!
//! No study in the evidence measured the depth of a peel against its strength, so the doses at which each agent reaches
//! the papillary dermis are assumed, from the classes that practice uses; the entries of `library/peels` say so.

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
    pub struct PeelDoseParameters {
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
    ///
    /// ```
    /// use needlework::injury::{PeelAgent, PeelApplication, PeelDoseParameters};
    /// let tca = PeelApplication {
    ///     agent: PeelAgent::TrichloroaceticAcid, strength: 35.0, ph: 0.8, minutes: 3.0, coats: 1.0,
    /// };
    /// assert_eq!(tca.reach(&PeelDoseParameters::default())?, 1.0);
    /// # Ok::<(), needlework::limit::LimitError>(())
    /// ```
    pub fn reach(&self, model: &PeelDoseParameters) -> Result<f64, LimitError> {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peel(agent: PeelAgent, strength: f64, ph: f64, minutes: f64, coats: f64) -> PeelApplication {
        PeelApplication { agent, strength, ph, minutes, coats }
    }

    #[test]
    fn stronger_longer_sourer_and_more_coats_all_go_deeper() {
        let model = PeelDoseParameters::default();
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
    fn nonsense_is_refused() {
        let model = PeelDoseParameters::default();
        let code = |p: PeelApplication| p.reach(&model).map_err(|e| e.code());
        assert_eq!(code(peel(PeelAgent::GlycolicAcid, 500.0, 1.0, 3.0, 1.0)), Err("L002"));
        assert_eq!(code(peel(PeelAgent::GlycolicAcid, 50.0, f64::NAN, 3.0, 1.0)), Err("L001"));
        assert_eq!(code(peel(PeelAgent::Jessner, 14.0, 1.9, 5.0, 0.0)), Err("L002"));
    }
}

//! How the channels close: three clocks, because each read-out sees a different one.

use super::error::{TransportError, within};

const LN2: f64 = core::f64::consts::LN_2;

/// Half-lives of the ways in which a channel closes.
///
/// * a dry plug stops water and ions within hours of drying; a liquid on top re-wets it;
/// * the path through the stratum corneum itself heals, faster in open air than under cover;
/// * the epidermis and dermis below are rebuilt over days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClosureClocks {
    /// Dry plug, while nothing wets the channel [day].
    pub plug: f64,
    /// Path through the stratum corneum in open air [day].
    pub open_air: f64,
    /// Path through the stratum corneum while wet or covered [day].
    pub covered: f64,
    /// Channel in living tissue [day].
    pub tissue: f64,
}

impl ClosureClocks {
    /// Rejects values without meaning.
    ///
    /// # Errors
    /// [`TransportError::OutOfRange`] naming the clock.
    pub fn validate(&self) -> Result<(), TransportError> {
        for (name, value) in [
            ("plug half-life [day]", self.plug),
            ("open-air half-life [day]", self.open_air),
            ("covered half-life [day]", self.covered),
            ("tissue half-life [day]", self.tissue),
        ] {
            within("closure", name, value, 1e-4, 1e4)?;
        }
        Ok(())
    }
}

/// Time under liquid or cover.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WetSpell {
    /// Start [day].
    pub from: f64,
    /// End [day].
    pub until: f64,
}

/// What is left of the channels at a time, as fractions of fresh ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Openness {
    /// Path through the stratum corneum for a solute that comes with liquid [-].
    pub barrier: f64,
    /// Path through the stratum corneum for water leaving dry skin, what an evaporimeter sees [-].
    pub water_loss: f64,
    /// Channel in living tissue [-].
    pub tissue: f64,
}

/// The closing of one set of channels under a wetting history.
#[derive(Debug, Clone, PartialEq)]
pub struct Closure {
    clocks: ClosureClocks,
    opened: f64,
    wet: Vec<WetSpell>,
}

impl Closure {
    /// Channels opened at `opened` (day); `wet` spells in order of time, not overlapping.
    ///
    /// # Errors
    /// [`TransportError`] when a clock is out of range or the spells overlap or run backwards.
    pub fn new(clocks: ClosureClocks, opened: f64, wet: Vec<WetSpell>) -> Result<Self, TransportError> {
        clocks.validate()?;
        let ordered = wet.iter().all(|w| w.from <= w.until) && wet.windows(2).all(|pair| pair[0].until <= pair[1].from);
        if !ordered {
            return Err(TransportError::Inconsistent {
                place: "closure".to_owned(),
                what: "wet spells overlap or run backwards".to_owned(),
            });
        }
        Ok(Self { clocks, opened, wet })
    }

    /// When the channels were opened [day].
    pub fn opened(&self) -> f64 {
        self.opened
    }

    /// Times at which the rates change, for an integrator to stop at.
    pub fn breakpoints(&self) -> impl Iterator<Item = f64> + '_ {
        core::iter::once(self.opened).chain(self.wet.iter().flat_map(|w| [w.from, w.until]))
    }

    /// Whether liquid or cover wets the channels just after `t` (day).
    pub fn is_wet(&self, t: f64) -> bool {
        self.wet.iter().any(|w| (w.from..w.until).contains(&t))
    }

    /// Openness at time `t` (day), just after any change at `t`.
    pub fn at(&self, t: f64) -> Openness {
        if t < self.opened {
            return Openness { barrier: 0.0, water_loss: 0.0, tissue: 0.0 };
        }
        self.while_wet(t, self.is_wet(t))
    }

    /// Openness at `t` (day) as part of a stretch that is wet or not throughout; `t` may be the end of the stretch.
    pub(crate) fn while_wet(&self, t: f64, is_wet: bool) -> Openness {
        let age = (t - self.opened).max(0.0);
        let wet: f64 = self.wet.iter().map(|w| (w.until.min(t) - w.from.max(self.opened)).max(0.0)).sum();
        let dry = (age - wet).max(0.0);
        let path = (-LN2 * (wet / self.clocks.covered + dry / self.clocks.open_air)).exp();
        let plug = (-LN2 * dry / self.clocks.plug).exp();
        Openness {
            barrier: if is_wet { path } else { path * plug },
            water_loss: path * plug,
            tissue: (-LN2 * age / self.clocks.tissue).exp(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOCKS: ClosureClocks = ClosureClocks { plug: 1.0 / 24.0, open_air: 0.25, covered: 1.0, tissue: 2.0 };

    #[test]
    fn each_clock_halves_its_own_path() {
        let dry = Closure::new(CLOCKS, 0.0, vec![]).unwrap();
        let at = dry.at(0.25);
        assert!((at.tissue - 0.5_f64.powf(0.125)).abs() < 1e-14);
        assert!((at.water_loss - 0.5 * 0.5_f64.powi(6)).abs() < 1e-14);
        assert_eq!(at.barrier, at.water_loss);
        let covered = Closure::new(CLOCKS, 0.0, vec![WetSpell { from: 0.0, until: 5.0 }]).unwrap();
        assert!((covered.at(1.0).barrier - 0.5).abs() < 1e-14);
    }

    #[test]
    fn a_liquid_rewets_the_plug_but_not_the_healed_path() {
        let c = Closure::new(CLOCKS, 0.0, vec![WetSpell { from: 0.5, until: 0.6 }]).unwrap();
        assert!(c.at(0.499).barrier < 1e-3);
        assert!((c.at(0.5).barrier - 0.25).abs() < 1e-14);
    }

    #[test]
    fn nothing_is_open_before_needling_and_bad_spells_are_rejected() {
        let c = Closure::new(CLOCKS, 1.0, vec![]).unwrap();
        assert_eq!(c.at(0.9).barrier, 0.0);
        assert_eq!(c.at(1.0).barrier, 1.0);
        let bad = vec![WetSpell { from: 0.0, until: 2.0 }, WetSpell { from: 1.0, until: 3.0 }];
        assert_eq!(Closure::new(CLOCKS, 0.0, bad).map_err(|e| e.code()), Err("T003"));
    }
}

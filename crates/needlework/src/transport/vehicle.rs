//! What is put on the skin, how it dries, and when it is washed off.

use super::error::{TransportError, within};

/// A layer of product on the skin, stirred well enough to have one activity.
///
/// Activity in it: `a = min(m / (K_v h), S)`; its thickness falls by `e` per day to the dry residue; the active itself
/// evaporates at `k_e a`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vehicle {
    /// Thickness when applied [mm].
    pub thickness: f64,
    /// Thickness left when the solvent has gone [mm].
    pub residue: f64,
    /// Loss of solvent into the air [mm/day].
    pub drying: f64,
    /// Partition of the active, vehicle/water [-].
    pub partition: f64,
    /// Highest activity, the solubility in water at the pH of the product [ng/mm³].
    pub solubility: f64,
    /// Evaporation of the active per activity [mm/day].
    pub volatility: f64,
}

impl Vehicle {
    /// Rejects values without meaning.
    ///
    /// # Errors
    /// [`TransportError`] naming the value and its limits.
    pub fn validate(&self) -> Result<(), TransportError> {
        let place = "vehicle";
        within(place, "thickness [mm]", self.thickness, 1e-6, 1e3)?;
        within(place, "residue [mm]", self.residue, 1e-7, self.thickness)?;
        within(place, "drying [mm/day]", self.drying, 0.0, 1e4)?;
        within(place, "partition [-]", self.partition, 1e-9, 1e9)?;
        within(place, "solubility [ng/mm³]", self.solubility, 0.0, 1e12)?;
        within(place, "volatility [mm/day]", self.volatility, 0.0, 1e6)?;
        Ok(())
    }

    /// Thickness a given time after application (day) [mm].
    pub fn thickness_at(&self, age: f64) -> f64 {
        (self.thickness - self.drying * age).max(self.residue)
    }

    /// Time after application at which only the residue is left [day]; infinite when nothing dries.
    pub fn drying_time(&self) -> f64 {
        if self.drying > 0.0 { (self.thickness - self.residue) / self.drying } else { f64::INFINITY }
    }
}

/// One application of a product.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Application {
    /// When it is put on [day].
    pub from: f64,
    /// When what is left is washed off [day]; infinite when it is not, without effect once the next one is on the skin.
    pub until: f64,
    /// Amount of active per area of skin [ng/mm²].
    pub dose: f64,
    /// The product.
    pub vehicle: Vehicle,
}

/// The surface of the skin over time.
#[derive(Debug, Clone, PartialEq)]
pub enum Surface {
    /// An endless, well-stirred supply at one activity [ng/mm³].
    Held(f64),
    /// Finite applications, in order of time; what the last one left is merged into the next.
    Doses(Vec<Application>),
}

impl Surface {
    /// Rejects values without meaning.
    ///
    /// # Errors
    /// [`TransportError`] naming the value and its limits, or overlapping applications.
    pub fn validate(&self) -> Result<(), TransportError> {
        match self {
            Self::Held(activity) => {
                within("surface", "activity [ng/mm³]", *activity, 0.0, 1e12)?;
            }
            Self::Doses(list) => {
                for a in list {
                    within("application", "start [day]", a.from, 0.0, 1e5)?;
                    within("application", "dose [ng/mm²]", a.dose, 0.0, 1e12)?;
                    a.vehicle.validate()?;
                    if a.until <= a.from {
                        return Err(TransportError::Inconsistent {
                            place: "application".to_owned(),
                            what: format!("washed off at {} d, before it is put on at {} d", a.until, a.from),
                        });
                    }
                }
                if list.windows(2).any(|w| w[1].from <= w[0].from) {
                    return Err(TransportError::Inconsistent {
                        place: "applications".to_owned(),
                        what: "not in order of time".to_owned(),
                    });
                }
            }
        }
        Ok(())
    }

    /// The application on the skin at time `t` (day), just after any change at `t`.
    pub fn at(&self, t: f64) -> Option<&Application> {
        match self {
            Self::Held(_) => None,
            Self::Doses(list) => {
                let index = list.partition_point(|a| a.from <= t);
                let last = list[..index].last()?;
                (t < last.until).then_some(last)
            }
        }
    }

    /// Whether what is on the skin just before `t` (day) is washed off then.
    pub fn is_washed_at(&self, t: f64) -> bool {
        match self {
            Self::Held(_) => false,
            Self::Doses(list) => list[..list.partition_point(|a| a.from < t)].last().is_some_and(|a| a.until == t),
        }
    }

    /// Times at which something changes, for an integrator to stop at.
    pub fn breakpoints(&self) -> Vec<f64> {
        match self {
            Self::Held(_) => Vec::new(),
            Self::Doses(list) => list
                .iter()
                .flat_map(|a| [a.from, a.from + a.vehicle.drying_time(), a.until])
                .filter(|t| t.is_finite())
                .collect(),
        }
    }
}

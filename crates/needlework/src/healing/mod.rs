//! The healing network: 35 species from the clot of a needle channel to the year of remodelling after it.
//!
//! The network is written once, over any [`Real`](crate::number::Real). Its levels are relative to untreated skin of the
//! same person and age, so untreated skin follows its ageing baseline exactly for any parameters.
//!
//! | step | where |
//! |---|---|
//! | who heals | [`Host`] from a person, a site and the [`Parameters`] |
//! | what rest means | [`Baseline`], [`rest_levels`] |
//! | what happens at an instant | [`HealingState::injure`] |
//! | what does not depend on the state | [`coefficients`], once per step |
//! | what happens in between | [`derivative`], production and loss of every species |
//!
//! `docs/models/healing.md` prints all equations and tables; [`document`] makes it from this code.
//!
mod baseline;
mod coefficients;
mod document;
mod event;
#[rustfmt::skip]
mod generated;
mod host;
mod inputs;
mod named;
mod parameters;
mod rates;
mod species;
mod system;

#[cfg(test)]
mod reference;

pub use baseline::{BASELINE_COUNT, Baseline, DAYS_PER_YEAR, levels_from_raw, raw_values, rest_levels};
pub use coefficients::{COEFFICIENT_COUNT, COEFFICIENTS, CoefficientInfo, Coefficients, Setting, coefficients};
pub use document::document;
pub use event::{HealingState, injure_dermis, injure_epidermis};
pub use host::{HOST_COUNT, Host, pigment_reactivity};
pub use inputs::{INPUT_COUNT, Inputs, through_barrier};
pub use parameters::{Domain, PARAMETER_COUNT, PARAMETERS, ParameterInfo, Parameters};
pub use rates::{
    Below, DERMAL_LEVEL_COUNT, DermalLevels, EPIDERMAL_LEVEL_COUNT, EpidermalLevels, Rate, derivative, dermal_rates,
    epidermal_rates, rates, split,
};
pub use species::{DERMAL_COUNT, EPIDERMAL_COUNT, Place, Rest, SPECIES, SPECIES_COUNT, Species, SpeciesInfo};
pub use system::{HealingNetwork, NETWORK_PARAMETER_COUNT};

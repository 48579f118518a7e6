//! The complete state of a tissue, to be kept outside and taken up again.

use super::clock::Clock;
use super::coupled::{Effort, Tissue};
use super::geometry::Geometry;
use super::storage::Storage;
use crate::healing::{EPIDERMAL_COUNT, INPUT_COUNT, Inputs};
use crate::space::SpaceError;
use serde::{Deserialize, Serialize};

/// Everything that the next step of a tissue depends on, besides what it was made with (grid, parameters, host, accuracy,
/// layers). A tissue made alike and given this state goes on with the same bits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TissueState<T> {
    /// Time and step size.
    pub clock: Clock,
    /// What is applied, in the order of [`Inputs`] [any].
    pub inputs: [f64; INPUT_COUNT],
    /// Levels of the dermal species, species by species, relative to rest [-].
    pub dermis: Vec<T>,
    /// What diffusion adds to active TGF-β1, TGF-β3 and VEGF in each cell [-], and its change [1/day], signal by signal.
    pub signals: [Vec<T>; 2],
    /// Whether an injury has come after the last step.
    pub injured: bool,
    /// Levels of the epidermal columns, relative to rest [-].
    pub epidermis: Vec<[f64; EPIDERMAL_COUNT]>,
    /// Width of the lesions of each column [mm].
    pub lesion_widths: Vec<f64>,
    /// Reaction step of each group of cells [day].
    pub cell_steps: Vec<f64>,
    /// Reaction step of each group of columns [day].
    pub column_steps: Vec<f64>,
    /// What the steps have cost.
    pub effort: Effort,
}

impl<G: Geometry<T>, T: Storage> Tissue<G, T> {
    /// The complete state.
    pub fn save(&self) -> TissueState<T> {
        TissueState {
            clock: self.clock,
            inputs: self.inputs.into_array(),
            dermis: self.levels.dermis.all().to_vec(),
            signals: [&self.signals.excess, &self.signals.slope].map(|field| field.all().to_vec()),
            injured: self.signals.stale,
            epidermis: self.levels.epidermis.clone(),
            lesion_widths: self.surface.widths.clone(),
            cell_steps: self.reaction.steps.clone(),
            column_steps: self.surface.steps.clone(),
            effort: self.effort(),
        }
    }

    /// Takes up a saved state. The tissue must have been made as the one that was saved.
    ///
    /// # Errors
    /// A state of another grid, or numbers that no tissue has; the tissue is then unchanged.
    pub fn restore(&mut self, state: &TissueState<T>) -> Result<(), SpaceError> {
        let lengths = [
            ("dermal levels", state.dermis.len(), self.levels.dermis.all().len()),
            ("excess of signals", state.signals[0].len(), self.signals.excess.all().len()),
            ("slope of signals", state.signals[1].len(), self.signals.slope.all().len()),
            ("epidermal columns", state.epidermis.len(), self.levels.epidermis.len()),
            ("lesion widths", state.lesion_widths.len(), self.surface.widths.len()),
            ("cell steps", state.cell_steps.len(), self.reaction.steps.len()),
            ("column steps", state.column_steps.len(), self.surface.steps.len()),
        ];
        for (what, found, expected) in lengths {
            if found != expected {
                return Err(SpaceError::Length { what, found, expected });
            }
        }
        let steps = state.cell_steps.iter().chain(&state.column_steps).chain(&state.lesion_widths);
        for &value in steps {
            if !(value.is_finite() && value > 0.0) {
                let what = "saved step or width";
                return Err(SpaceError::OutOfRange { what, value, rule: "finite and positive" });
            }
        }
        let levels = state.dermis.iter().chain(state.signals.iter().flatten()).map(|x| x.to_f64());
        for value in levels.chain(state.epidermis.iter().flatten().copied()).chain(state.inputs) {
            if !value.is_finite() {
                return Err(SpaceError::OutOfRange { what: "saved level", value, rule: "finite" });
            }
        }
        if !state.clock.is_sound() {
            let (what, value) = ("saved clock", state.clock.step);
            return Err(SpaceError::OutOfRange { what, value, rule: "times and a step that a tissue can have" });
        }
        self.clock = state.clock;
        self.inputs = Inputs::from_array(state.inputs);
        self.levels.dermis.all_mut().copy_from_slice(&state.dermis);
        self.signals.excess.all_mut().copy_from_slice(&state.signals[0]);
        self.signals.slope.all_mut().copy_from_slice(&state.signals[1]);
        self.signals.stale = state.injured;
        self.levels.epidermis.copy_from_slice(&state.epidermis);
        self.surface.widths.copy_from_slice(&state.lesion_widths);
        self.surface.follow_widths(&self.parameters);
        self.surface.steps.copy_from_slice(&state.column_steps);
        self.reaction.steps.copy_from_slice(&state.cell_steps);
        self.reaction.evaluations = state.effort.evaluations;
        self.effort = state.effort;
        Ok(())
    }
}

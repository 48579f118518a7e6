//! The coupling of the healing network with a geometry.

use super::clock::Clock;
use super::geometry::{Geometry, shares};
use super::layers::Stratification;
use super::reaction::Reaction;
use super::signals::{CARRIED, Signals};
use super::storage::Storage;
use super::surface::{PAPILLARY, Surface};
use crate::healing::{
    COEFFICIENT_COUNT, DERMAL_COUNT, EPIDERMAL_COUNT, Host, Inputs, Parameters, SPECIES, SPECIES_COUNT, Setting,
    Species, SpeciesInfo, coefficients, dermal_rates, injure_dermis, injure_epidermis, split,
};
use crate::injury::{Injury, ZoneInjury};
use crate::skin::Layers;
use crate::space::{Diffusivity, Fields, SpaceError};
use serde::{Deserialize, Serialize};

/// How exactly a tissue is stepped.
///
/// With the default the collagen gain over a year with six sessions, and the papillary mean of every species, are within
/// 3e-3 of their largest value of what a hundred times finer tolerances give.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accuracy {
    /// Difference of predictor and corrector of one reaction step in any cell, relative to its level; the error is a
    /// fraction of it [-].
    pub reaction: f64,
    /// Error of two coupled steps of reaction and diffusion, root mean square over the tissue, relative to levels [-].
    pub splitting: f64,
}

impl Default for Accuracy {
    fn default() -> Self {
        Self { reaction: 1e-2, splitting: 1e-2 }
    }
}

/// What the steps of a tissue cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    /// Coupled steps taken and kept.
    pub steps: u64,
    /// Coupled steps made for comparison only.
    pub checks: u64,
    /// Coupled steps thrown away because their error was too large.
    pub rejected: u64,
    /// Evaluations of the network, summed over cells.
    pub evaluations: u64,
}

/// Levels of all species in every cell of a geometry, and of the epidermal columns above.
///
/// Reaction and diffusion are split in symmetric order, `D(h/2) E(h/2) R(h) E(h/2) D(h/2)`, with diffusion `D`, the
/// epidermal columns `E` and the dermal network `R` in every cell. Active TGF-β and VEGF, which live for minutes to hours,
/// are not in `D`: they spread quasi-steadily from their sources. Steps adapt to their error.
#[derive(Debug, Clone)]
pub struct Tissue<G: Geometry<T>, T: Storage = f64> {
    pub(super) grid: G,
    pub(super) parameters: Parameters<f64>,
    pub(super) host: Host<f64>,
    pub(super) inputs: Inputs<f64>,
    pub(super) accuracy: Accuracy,
    pub(super) levels: Levels<T>,
    pub(super) before: Levels<T>,
    pub(super) coarse: Levels<T>,
    pub(super) diffusion: G::Diffusion,
    pub(super) reaction: Reaction<T>,
    pub(super) signals: Signals<G::Diffusion, T>,
    pub(super) surface: Surface,
    pub(super) cover: Vec<T>,
    /// Area of every column [mm²].
    pub(super) areas: Vec<f64>,
    /// What is compared at a check: one sum per species and layer.
    pub(super) sums: Vec<f64>,
    pub(super) clock: Clock,
    pub(super) effort: Effort,
}

/// What one step changes.
#[derive(Debug, Clone)]
pub(super) struct Levels<T> {
    /// Dermal species in every cell, relative to rest.
    pub dermis: Fields<T>,
    /// Epidermal species of every column, relative to rest.
    pub epidermis: Vec<[f64; EPIDERMAL_COUNT]>,
}

impl<T: Storage> Levels<T> {
    pub(super) fn copy_from(&mut self, other: &Self) {
        self.dermis.all_mut().copy_from_slice(other.dermis.all());
        self.epidermis.copy_from_slice(&other.epidermis);
    }
}

impl<G: Geometry<T>, T: Storage> Tissue<G, T> {
    /// Untreated tissue of `host` on a grid, the same dermis at every depth.
    ///
    /// # Errors
    /// A grid that is too large.
    pub fn new(
        grid: &G,
        parameters: &Parameters<f64>,
        host: &Host<f64>,
        accuracy: Accuracy,
    ) -> Result<Self, SpaceError> {
        let (columns, cells) = (grid.columns(), grid.cells());
        let (dermal, epidermal) = split(&host.untreated(parameters).levels);
        let mut dermis = Fields::zeros(DERMAL_COUNT, cells)?;
        for (s, level) in dermal.iter().enumerate() {
            dermis.of_mut(s).fill(T::from_f64(*level));
        }
        let levels = Levels { dermis, epidermis: vec![epidermal; columns] };
        let diffusivities: Vec<Diffusivity> =
            SPECIES[..DERMAL_COUNT].iter().map(|info| Diffusivity::Uniform(stepped_diffusion(info))).collect();
        let papillary = shares(grid.depth(), PAPILLARY[0], PAPILLARY[1]);
        Ok(Self {
            parameters: *parameters,
            host: *host,
            inputs: Inputs::none(),
            accuracy,
            before: levels.clone(),
            coarse: levels.clone(),
            levels,
            diffusion: grid.diffusion(&diffusivities)?,
            reaction: Reaction::new(cells, accuracy.reaction),
            signals: Signals::new(grid, parameters, None)?,
            surface: Surface::new(columns, parameters.reference_width, papillary, accuracy.reaction),
            cover: vec![T::one(); cells],
            areas: (0..columns).map(|column| grid.column_area(column)).collect(),
            sums: vec![0.0; DERMAL_COUNT * grid.layers()],
            clock: Clock::new(),
            effort: Effort::default(),
            grid: grid.clone(),
        })
    }

    /// The same tissue with the layers of a skin: other diffusivities and turnover above and below reticular dermis.
    ///
    /// # Errors
    /// Coefficients that are negative or not finite.
    pub fn in_layers(mut self, layers: &Layers, model: &Stratification) -> Result<Self, SpaceError> {
        let depth = self.grid.depth().clone();
        let diffusivities: Vec<Diffusivity> = SPECIES[..DERMAL_COUNT]
            .iter()
            .map(|info| model.diffusivity(stepped_diffusion(info), &depth, layers))
            .collect();
        self.diffusion = self.grid.diffusion(&diffusivities)?;
        self.signals = Signals::new(&self.grid, &self.parameters, Some((layers, model)))?;
        let columns = self.grid.columns();
        for (k, row) in self.reaction.matrix.chunks_exact_mut(columns).enumerate() {
            let turnover = model.matrix(depth.centre(k), layers);
            if !(turnover.is_finite() && turnover >= 0.0) {
                let what = "hypodermal matrix turnover";
                return Err(SpaceError::OutOfRange { what, value: turnover, rule: "finite and not negative" });
            }
            row.fill(T::from_f64(turnover));
        }
        Ok(self)
    }

    /// The grid.
    pub fn grid(&self) -> &G {
        &self.grid
    }

    /// Time since the start of the course [day].
    pub fn time(&self) -> f64 {
        self.clock.time
    }

    /// What the steps have cost so far.
    pub fn effort(&self) -> Effort {
        Effort { evaluations: self.reaction.evaluations, ..self.effort }
    }

    /// Memory that the state takes with its working copies, per cell [B].
    pub fn bytes_per_cell(&self) -> f64 {
        let number = size_of::<T>() as f64;
        let (cells, columns) = (self.grid.cells() as f64, self.grid.columns() as f64);
        let fields = (3 * DERMAL_COUNT + 2 + 7 * CARRIED.len()) as f64 * number + 8.0 / T::GROUP as f64;
        fields + (3 * EPIDERMAL_COUNT + 4) as f64 * 8.0 * columns / cells
    }

    /// Sets what is applied from now on.
    pub fn apply(&mut self, inputs: Inputs<f64>) {
        self.inputs = inputs;
    }

    /// The field of one dermal species relative to rest, column by column and layer by layer.
    pub fn dermis(&self, species: Species) -> Option<&[T]> {
        (species.index() < DERMAL_COUNT).then(|| self.levels.dermis.of(species.index()))
    }

    /// The epidermal column over each column of cells, relative to rest.
    pub fn epidermis(&self) -> &[[f64; EPIDERMAL_COUNT]] {
        &self.levels.epidermis
    }

    /// Mean levels of all species: of the dermis between two depths [mm], and of the epidermis over the whole surface.
    pub fn mean_levels(&self, top: f64, bottom: f64) -> [f64; SPECIES_COUNT] {
        let columns = self.grid.columns();
        let share = shares(self.grid.depth(), top, bottom);
        let area: Vec<f64> = (0..columns).map(|column| self.grid.column_area(column)).collect();
        let total: f64 = area.iter().sum();
        core::array::from_fn(|s| {
            if s < DERMAL_COUNT {
                let mean = |row: &[T]| row.iter().zip(&area).map(|(x, a)| x.to_f64() * a).sum::<f64>() / total;
                let rows = self.levels.dermis.of(s).chunks_exact(columns);
                rows.zip(&share).filter(|(_, w)| **w > 0.0).map(|(row, w)| w * mean(row)).sum()
            } else {
                let columns = self.levels.epidermis.iter().zip(&area);
                columns.map(|(x, a)| x[s - DERMAL_COUNT] * a).sum::<f64>() / total
            }
        })
    }

    /// Collagen between two depths [mm] relative to untreated skin of the same age, minus 1 [-].
    pub fn collagen_gain(&self, top: f64, bottom: f64) -> f64 {
        let (dermal, _) = split(&self.mean_levels(top, bottom));
        dermal_rates(&dermal, 1.0, &self.coefficients(self.clock.time)).1.collagen - 1.0
    }

    /// Injures every cell: `zone` gives the injury of column and layer, `surface` that of the epidermis of a column.
    pub fn injure(&mut self, zone: impl Fn(usize, usize) -> ZoneInjury, surface: impl Fn(usize) -> Injury) {
        let (columns, layers) = (self.grid.columns(), self.grid.layers());
        let mut levels = [0.0; SPECIES_COUNT];
        for column in 0..columns {
            let injury = surface(column);
            let deep = Injury { open_epidermis: 0.0, ..injury.clone() };
            for k in 0..layers {
                let cell = k * columns + column;
                let here = if self.grid.depth().centre(k) < PAPILLARY[1] { &injury } else { &deep };
                let zone = zone(column, k);
                if zone.dead() <= 0.0 && here.open_epidermis <= 0.0 && here.platelet_bolus <= 0.0 {
                    continue;
                }
                for (s, level) in levels[..DERMAL_COUNT].iter_mut().enumerate() {
                    *level = self.levels.dermis.of(s)[cell].to_f64();
                }
                injure_dermis(&mut levels, &self.parameters, here, &zone);
                for (s, level) in levels[..DERMAL_COUNT].iter().enumerate() {
                    self.levels.dermis.of_mut(s)[cell] = T::from_f64(*level);
                }
            }
            levels[DERMAL_COUNT..].copy_from_slice(&self.levels.epidermis[column]);
            let width = &mut self.surface.widths[column];
            *width = injure_epidermis(&mut levels, *width, &self.parameters, &injury);
            self.levels.epidermis[column].copy_from_slice(&levels[DERMAL_COUNT..]);
        }
        self.reaction.restart();
        self.signals.stale = true;
        self.surface.restart(&self.parameters);
        self.clock.restart();
    }

    /// The network's coefficients at a time, for lesions of the reference width.
    pub(super) fn coefficients(&self, time: f64) -> [f64; COEFFICIENT_COUNT] {
        let setting = Setting {
            parameters: &self.parameters,
            host: &self.host,
            inputs: &self.inputs,
            lesion_width: self.parameters.reference_width,
        };
        coefficients(&setting, time)
    }
}

/// Diffusivity of a species whose diffusion is stepped; that of the carried signals is not [mm²/day].
fn stepped_diffusion(info: &SpeciesInfo) -> f64 {
    if CARRIED.contains(&info.species) { 0.0 } else { info.diffusion }
}

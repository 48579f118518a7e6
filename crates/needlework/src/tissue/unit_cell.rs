//! The unit cell: one channel and the tissue it owns.

use super::reaction::{Reaction, small_levels};
use super::surface::{SMALL_LEVEL, advance_column};
use crate::healing::{
    DERMAL_COUNT, EPIDERMAL_COUNT, Host, Inputs, Parameters, SPECIES, SPECIES_COUNT, Setting, coefficients,
    dermal_rates, injure_dermis, injure_epidermis, split,
};
use crate::injury::{Destruction, Injury, InjuryKind, ZoneInjury, destroyed_radius};
use crate::space::{Annulus, AnnulusDiffusion, Diffusivity, Fields, SpaceError};

/// Papillary dermis that the epidermis reads: from and to this depth [mm].
pub const PAPILLARY: [f64; 2] = [0.1, 0.3];
/// First coupled step after an injury [day].
const FIRST_STEP: f64 = 1.0 / 1024.0;
/// Longest coupled step: ageing is held over a step [day].
const LONGEST_STEP: f64 = 4.0;
/// Shortest coupled step, taken whatever its error [day].
const SHORTEST_STEP: f64 = 1.0 / (1 << 20) as f64;

/// How exactly a unit cell is stepped.
///
/// With the default the collagen gain 28 days after a session is within 1e-3 of what ten times finer tolerances give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Accuracy {
    /// Error of one reaction step in any cell, relative to its level [-].
    pub reaction: f64,
    /// Error of one coupled step of reaction and diffusion, root mean square over the tissue, relative to levels [-].
    pub splitting: f64,
}

impl Default for Accuracy {
    fn default() -> Self {
        Self { reaction: 3e-3, splitting: 1e-2 }
    }
}

/// One channel of a needle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Channel {
    /// How deep it reaches [mm].
    pub depth: f64,
    /// Diameter of the needle at the surface [mm].
    pub diameter: f64,
    /// Exponent of the taper towards the tip [-].
    pub taper: f64,
    /// Radius of the hole in the barrier [mm].
    pub mouth_radius: f64,
    /// Bleeding, 0 to 1 [-].
    pub bleed: f64,
}

/// What the steps of a unit cell cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effort {
    /// Coupled steps taken.
    pub steps: u64,
    /// Coupled steps repeated with half the size.
    pub rejected: u64,
    /// Evaluations of the network, summed over cells.
    pub evaluations: u64,
}

/// Levels of all species in the rings and layers round one channel, and of the epidermal columns above.
///
/// Reaction and diffusion are split in symmetric order, `D(h/2) E(h/2) R(h) E(h/2) D(h/2)`, with diffusion `D`
/// ([`AnnulusDiffusion`]), the epidermal columns `E` and the dermal network `R` in every cell. Each step is made once whole
/// and in two halves; their difference drives the step size, and the halves are kept.
#[derive(Debug, Clone)]
pub struct UnitCell {
    grid: Annulus,
    parameters: Parameters<f64>,
    host: Host<f64>,
    inputs: Inputs<f64>,
    accuracy: Accuracy,
    state: State,
    before: State,
    coarse: State,
    diffusion: AnnulusDiffusion<f64>,
    reaction: Reaction,
    column_steps: Vec<f64>,
    /// Share of each layer in the papillary mean.
    papillary: Vec<f64>,
    cover: Vec<f64>,
    time: f64,
    step: f64,
    effort: Effort,
}

#[derive(Debug, Clone)]
struct State {
    dermis: Fields<f64>,
    epidermis: Vec<[f64; EPIDERMAL_COUNT]>,
    lesion_width: f64,
}

impl State {
    fn copy_from(&mut self, other: &Self) {
        self.dermis.all_mut().copy_from_slice(other.dermis.all());
        self.epidermis.copy_from_slice(&other.epidermis);
        self.lesion_width = other.lesion_width;
    }
}

impl UnitCell {
    /// Untreated tissue of `host` on a grid whose outer radius is that of the area that one channel owns.
    ///
    /// # Errors
    /// A grid that is too large.
    pub fn new(
        grid: &Annulus,
        parameters: &Parameters<f64>,
        host: &Host<f64>,
        accuracy: Accuracy,
    ) -> Result<Self, SpaceError> {
        let (rings, layers, cells) = (grid.radial().cells(), grid.depth().cells(), grid.cells());
        let (dermal, epidermal) = split(&host.untreated(parameters).levels);
        let mut dermis = Fields::zeros(DERMAL_COUNT, cells)?;
        for (s, level) in dermal.iter().enumerate() {
            dermis.of_mut(s).fill(*level);
        }
        let state = State { dermis, epidermis: vec![epidermal; rings], lesion_width: parameters.reference_width };
        let diffusivities: Vec<Diffusivity> =
            SPECIES[..DERMAL_COUNT].iter().map(|info| Diffusivity::Uniform(info.diffusion)).collect();
        Ok(Self {
            parameters: *parameters,
            host: *host,
            inputs: Inputs::none(),
            accuracy,
            before: state.clone(),
            coarse: state.clone(),
            state,
            diffusion: AnnulusDiffusion::new(grid, &diffusivities)?,
            reaction: Reaction::new(cells, accuracy.reaction),
            column_steps: vec![FIRST_STEP; rings],
            papillary: shares(grid, PAPILLARY[0], PAPILLARY[1], layers),
            cover: vec![1.0; cells],
            time: 0.0,
            step: FIRST_STEP,
            effort: Effort::default(),
            grid: grid.clone(),
        })
    }

    /// The grid.
    pub fn grid(&self) -> &Annulus {
        &self.grid
    }

    /// Time since the start of the course [day].
    pub fn time(&self) -> f64 {
        self.time
    }

    /// What the steps have cost so far.
    pub fn effort(&self) -> Effort {
        Effort { evaluations: self.reaction.evaluations, ..self.effort }
    }

    /// Sets what is applied from now on.
    pub fn apply(&mut self, inputs: Inputs<f64>) {
        self.inputs = inputs;
    }

    /// The field of one dermal species, ring by ring and layer by layer, relative to rest.
    pub fn dermis(&self, species: crate::healing::Species) -> Option<&[f64]> {
        (species.index() < DERMAL_COUNT).then(|| self.state.dermis.of(species.index()))
    }

    /// The epidermal column over each ring, relative to rest.
    pub fn epidermis(&self) -> &[[f64; EPIDERMAL_COUNT]] {
        &self.state.epidermis
    }

    /// Mean levels of all species: of the dermis between two depths, and of the epidermis over the whole cell.
    pub fn mean_levels(&self, top: f64, bottom: f64) -> [f64; SPECIES_COUNT] {
        let rings = self.grid.radial().cells();
        let share = shares(&self.grid, top, bottom, self.grid.depth().cells());
        let area: Vec<f64> = (0..rings).map(|i| self.grid.ring_area(i)).collect();
        let total: f64 = area.iter().sum();
        core::array::from_fn(|s| {
            let mean = |row: &[f64]| row.iter().zip(&area).map(|(x, a)| x * a).sum::<f64>() / total;
            if s < DERMAL_COUNT {
                self.state.dermis.of(s).chunks_exact(rings).zip(&share).map(|(row, w)| w * mean(row)).sum()
            } else {
                self.state.epidermis.iter().zip(&area).map(|(x, a)| x[s - DERMAL_COUNT] * a).sum::<f64>() / total
            }
        })
    }

    /// Collagen between two depths relative to untreated skin of the same age, minus 1 [-].
    pub fn collagen_gain(&self, top: f64, bottom: f64) -> f64 {
        let (dermal, _) = split(&self.mean_levels(top, bottom));
        dermal_rates(&dermal, 1.0, &self.coefficients(self.time)).1.collagen - 1.0
    }

    /// A needle makes a channel on the axis.
    ///
    /// The dead radius is that of [`destroyed_radius`]; each cell loses the share of its volume that lies inside.
    pub fn puncture(&mut self, channel: &Channel, destruction: &Destruction) {
        let squared = |z: f64| destroyed_radius(z, channel.depth, channel.diameter, channel.taper, destruction).powi(2);
        let faces = self.grid.radial().faces().to_vec();
        let inside = |i: usize, radius_squared: f64| {
            let (inner, outer) = (faces[i].powi(2), faces[i + 1].powi(2));
            ((radius_squared - inner) / (outer - inner)).clamp(0.0, 1.0)
        };
        let depth = self.grid.depth().clone();
        let mouth = channel.mouth_radius.powi(2);
        let open = squared(destruction.epidermal_depth);
        self.injure(
            |i, k| {
                /// Planes over which the dead share of one layer is averaged.
                const PLANES: usize = 16;
                let plane = |n: usize| depth.faces()[k] + depth.width(k) * (n as f64 + 0.5) / PLANES as f64;
                let destroyed = (0..PLANES).map(|n| inside(i, squared(plane(n)))).sum::<f64>() / PLANES as f64;
                ZoneInjury { depth: depth.centre(k), destroyed, ablated: 0.0, coagulated: 0.0 }
            },
            |i| Injury {
                kind: InjuryKind::Needling,
                zones: Vec::new(),
                bleed: channel.bleed,
                open_barrier: inside(i, mouth),
                open_epidermis: inside(i, open),
                lesion_width: 2.0 * channel.mouth_radius,
                epidermis_removed: 0.0,
                platelet_bolus: 0.0,
                density: 0.0,
            },
        );
    }

    /// Injures every cell: `zone` gives the injury of ring and layer, `column` that of the epidermis over a ring.
    pub fn injure(&mut self, zone: impl Fn(usize, usize) -> ZoneInjury, column: impl Fn(usize) -> Injury) {
        let (rings, layers) = (self.grid.radial().cells(), self.grid.depth().cells());
        let width_before = self.state.lesion_width;
        let mut levels = [0.0; SPECIES_COUNT];
        for i in 0..rings {
            let injury = column(i);
            let deep = Injury { open_epidermis: 0.0, ..injury.clone() };
            for k in 0..layers {
                let cell = k * rings + i;
                let shallow = self.grid.depth().centre(k) < PAPILLARY[1];
                for (s, level) in levels[..DERMAL_COUNT].iter_mut().enumerate() {
                    *level = self.state.dermis.of(s)[cell];
                }
                injure_dermis(&mut levels, &self.parameters, if shallow { &injury } else { &deep }, &zone(i, k));
                for (s, level) in levels[..DERMAL_COUNT].iter().enumerate() {
                    self.state.dermis.of_mut(s)[cell] = *level;
                }
            }
            levels[DERMAL_COUNT..].copy_from_slice(&self.state.epidermis[i]);
            let width = injure_epidermis(&mut levels, width_before, &self.parameters, &injury);
            self.state.epidermis[i].copy_from_slice(&levels[DERMAL_COUNT..]);
            // Lesions of one cell have one width; the column that was opened most recently decides.
            if width != width_before {
                self.state.lesion_width = width;
            }
        }
        self.reaction.restart();
        self.column_steps.fill(FIRST_STEP);
        self.step = FIRST_STEP;
    }

    /// Heals until `end` [day].
    ///
    /// # Errors
    /// None in practice: the diffusion refuses a step that is not positive, and steps are positive.
    pub fn heal_until(&mut self, end: f64) -> Result<(), SpaceError> {
        while self.time < end {
            let step = self.step.min(end - self.time);
            self.before.copy_from(&self.state);
            self.advance(step, self.time)?;
            core::mem::swap(&mut self.state, &mut self.coarse);
            self.state.copy_from(&self.before);
            self.advance(0.5 * step, self.time)?;
            self.advance(0.5 * step, self.time + 0.5 * step)?;
            let error = self.difference() / self.accuracy.splitting;
            if error > 1.0 && step > SHORTEST_STEP {
                self.state.copy_from(&self.before);
                self.step = 0.5 * step;
                self.effort.rejected += 1;
                continue;
            }
            self.effort.steps += 1;
            self.time = if step >= end - self.time { end } else { self.time + step };
            // Doubling a step makes a third-order local error eight times as large.
            if error < 0.1 {
                self.step = (2.0 * self.step).min(LONGEST_STEP);
            }
        }
        Ok(())
    }

    fn coefficients(&self, time: f64) -> [f64; crate::healing::COEFFICIENT_COUNT] {
        let setting = Setting {
            parameters: &self.parameters,
            host: &self.host,
            inputs: &self.inputs,
            lesion_width: self.state.lesion_width,
        };
        coefficients(&setting, time)
    }

    /// One coupled step.
    fn advance(&mut self, step: f64, time: f64) -> Result<(), SpaceError> {
        let coefficients = self.coefficients(time + 0.5 * step);
        self.diffusion.advance(&mut self.state.dermis, 0.5 * step, 1)?;
        self.advance_columns(0.5 * step, &coefficients);
        self.reaction.advance(self.state.dermis.all_mut(), &self.cover, &coefficients, step);
        self.advance_columns(0.5 * step, &coefficients);
        self.diffusion.advance(&mut self.state.dermis, 0.5 * step, 1)
    }

    /// The epidermal columns over the papillary means, and then the cover that the cells below them see.
    fn advance_columns(&mut self, duration: f64, coefficients: &[f64; crate::healing::COEFFICIENT_COUNT]) {
        let rings = self.grid.radial().cells();
        for i in 0..rings {
            let mut dermal = [0.0; DERMAL_COUNT];
            for (k, share) in self.papillary.iter().enumerate().filter(|(_, share)| **share > 0.0) {
                for (s, level) in dermal.iter_mut().enumerate() {
                    *level += share * self.state.dermis.of(s)[k * rings + i];
                }
            }
            let column = &mut self.state.epidermis[i];
            let below = dermal_rates(&dermal, column[1], coefficients).1;
            let tolerance = self.accuracy.reaction;
            advance_column(column, &below, coefficients, duration, tolerance, &mut self.column_steps[i]);
            let cover = column[1];
            for k in 0..self.grid.depth().cells() {
                if self.grid.depth().centre(k) < PAPILLARY[1] {
                    self.cover[k * rings + i] = cover;
                }
            }
        }
    }

    /// The error of the two half steps by Richardson: the largest root mean square over the tissue of any species.
    fn difference(&self) -> f64 {
        /// The difference of one whole and two half steps of a second-order method over the error of the halves.
        const RICHARDSON: f64 = 3.0;
        let rings = self.grid.radial().cells();
        let small = small_levels();
        let area: f64 = (0..rings).map(|i| self.grid.ring_area(i)).sum();
        let relative = |fine: f64, coarse: f64, small: f64| ((fine - coarse) / (fine + small)).powi(2);
        let mut worst = 0.0_f64;
        for (s, small) in small.iter().enumerate() {
            let (fine, coarse) = (self.state.dermis.of(s), self.coarse.dermis.of(s));
            let mut sum = 0.0;
            for k in 0..self.grid.depth().cells() {
                for i in 0..rings {
                    let c = k * rings + i;
                    let weight = self.grid.ring_area(i) * self.grid.depth().width(k);
                    sum += weight * relative(fine[c], coarse[c], *small);
                }
            }
            worst = worst.max(sum / (area * self.grid.depth().length()));
        }
        for s in 0..EPIDERMAL_COUNT {
            let sum: f64 = (0..rings)
                .map(|i| {
                    let (fine, coarse) = (self.state.epidermis[i][s], self.coarse.epidermis[i][s]);
                    self.grid.ring_area(i) * relative(fine, coarse, SMALL_LEVEL)
                })
                .sum();
            worst = worst.max(sum / area);
        }
        worst.sqrt() / RICHARDSON
    }
}

/// Share of each layer in a mean between two depths; the deepest layer stands for what lies below the grid.
fn shares(grid: &Annulus, top: f64, bottom: f64, layers: usize) -> Vec<f64> {
    let faces = grid.depth().faces();
    let overlap: Vec<f64> = (0..layers).map(|k| (bottom.min(faces[k + 1]) - top.max(faces[k])).max(0.0)).collect();
    let total: f64 = overlap.iter().sum();
    if total > 0.0 {
        overlap.iter().map(|x| x / total).collect()
    } else {
        (0..layers).map(|k| if k + 1 == layers { 1.0 } else { 0.0 }).collect()
    }
}

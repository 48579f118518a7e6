//! Diffusion in a block of skin.

use super::block::Block;
use super::diffusivity::{Diffusivity, Profiles, StepCache};
use super::error::{SpaceError, positive};
use super::fields::Fields;
use super::line::{Factors, Order};
use super::numbers::{Number, Task};
use super::slab::SlabView;
use super::split::Split;
use super::sweep::{Ahead, WIDE, Workspace, sweep_across, sweep_along};
use crate::number::lanes::Lanes;

/// Steps the diffusing species of a [`Block`].
///
/// A step is `Z(τ/2) X(τ) Y(τ) Z(τ/2)`, each factor the L-stable two-stage step along its direction; `X` and `Y` commute,
/// because the diffusivity changes with depth only, and neighbouring half steps in depth are joined. Where a species has
/// one diffusivity everywhere all directions commute and the step is `Z(τ) X(τ) Y(τ)`. A field is read and written twice
/// per step, once by planes (x and y) and once by slabs (z), and once where several steps alternate their order. Of
/// [`Order::First`] each factor is backward Euler and the step `Z(τ) X(τ) Y(τ)`.
///
/// Threads share planes and slabs; every line is computed by one thread, so results do not depend on their number.
#[derive(Debug, Clone)]
pub struct BlockDiffusion<T: Number> {
    grid: Block,
    order: Order,
    profiles: Profiles,
    cache: StepCache<Vec<BlockSplit<T>>>,
    workers: Vec<Workspace<T>>,
}

/// Within a layer there are lines along x and along y.
type BlockSplit<T> = Split<T, [Factors<T>; 2]>;

impl<T: Number> BlockDiffusion<T> {
    /// A stepper for fields with these diffusivities, one per species, working on `threads` threads.
    ///
    /// # Errors
    /// A diffusivity that is negative or not finite, a profile that does not fit the layers, or no thread.
    pub fn new(grid: &Block, species: &[Diffusivity], threads: usize) -> Result<Self, SpaceError> {
        const MOST_THREADS: usize = 1024;
        if !(1..=MOST_THREADS).contains(&threads) {
            return Err(SpaceError::OutOfRange { what: "number of threads", value: threads as f64, rule: "1 to 1024" });
        }
        let (nx, ny, nz) = (grid.x().cells(), grid.y().cells(), grid.depth().cells());
        let worker = Workspace::new(nx.max(ny).max(nz));
        Ok(Self {
            profiles: Profiles::new(species, nz)?,
            cache: StepCache::new(),
            workers: vec![worker; threads],
            grid: grid.clone(),
            order: Order::default(),
        })
    }

    /// The same with steps of another order in time; [`Order::Second`] without.
    #[must_use]
    pub fn of_order(self, order: Order) -> Self {
        Self { order, cache: StepCache::new(), ..self }
    }

    /// Takes `count` steps of length `step` [day].
    ///
    /// The first use of a step length factors the lines; after that nothing is allocated.
    ///
    /// # Errors
    /// A step that is not positive, or fields of another size.
    pub fn advance(&mut self, fields: &mut Fields<T>, step: f64, count: usize) -> Result<(), SpaceError> {
        positive("time step", step)?;
        self.profiles.check(fields, self.grid.cells())?;
        let (grid, profiles, order) = (&self.grid, &self.profiles.profiles, self.order);
        let factor = |profile: &Vec<f64>| {
            let depth = grid.depth_line(|k| profile[k]);
            Split::new(profile, (step, order), &depth, |d| {
                [grid.x_line(d), grid.y_line(d)].map(|line| Factors::new(&line, step, order))
            })
        };
        let factors = self.cache.get(step, || profiles.iter().map(factor).collect());
        for (species, profile) in self.profiles.of_species.iter().enumerate() {
            if let Some(profile) = profile {
                let field = fields.of_mut(species);
                advance_one(&factors[*profile], &self.grid, field, &mut self.workers, count);
            }
        }
        Ok(())
    }
}

fn advance_one<T: Number>(
    split: &BlockSplit<T>,
    grid: &Block,
    field: &mut [T],
    workers: &mut [Workspace<T>],
    count: usize,
) {
    let (nx, ny, nz) = (grid.x().cells(), grid.y().cells(), grid.depth().cells());
    split.advance(
        count,
        &mut (field, workers),
        |(field, workers), depth, times| {
            if !depth.closed {
                over_slabs(SlabView::new(field, nx, ny, nz), workers, &|view, worker| {
                    T::slabs(Slabs { depth, view, times, worker });
                });
            }
        },
        |(field, workers), times| {
            over_planes(field, nx * ny, 0, workers, &|planes, first, worker| {
                T::planes(Planes { split, field: planes, first, width: nx, size: nx * ny, times, worker });
            });
        },
    );
}

/// Shares the y rows of a block among the workers.
fn over_slabs<'a, T: Number>(
    view: SlabView<'a, T>,
    workers: &mut [Workspace<T>],
    work: &(impl Fn(SlabView<'a, T>, &mut Workspace<T>) + Sync),
) {
    if let [worker] = workers {
        work(view, worker);
        return;
    }
    let half = workers.len() / 2;
    let at = view.rows() * half / workers.len();
    let (lower, upper) = view.split(at);
    let (left, right) = workers.split_at_mut(half);
    rayon::join(|| over_slabs(lower, left, work), || over_slabs(upper, right, work));
}

/// Shares the planes of a block among the workers; `first` is the layer of the first one.
fn over_planes<T: Number>(
    planes: &mut [T],
    size: usize,
    first: usize,
    workers: &mut [Workspace<T>],
    work: &(impl Fn(&mut [T], usize, &mut Workspace<T>) + Sync),
) {
    if let [worker] = workers {
        work(planes, first, worker);
        return;
    }
    let half = workers.len() / 2;
    let at = planes.len() / size * half / workers.len();
    let (lower, upper) = planes.split_at_mut(at * size);
    let (left, right) = workers.split_at_mut(half);
    rayon::join(|| over_planes(lower, size, first, left, work), || over_planes(upper, size, first + at, right, work));
}

/// The columns of some y rows, one slab after the other.
#[derive(Debug)]
pub struct Slabs<'a, 'w, T: Number> {
    depth: &'a Factors<T>,
    view: SlabView<'a, T>,
    times: usize,
    worker: &'w mut Workspace<T>,
}

impl<T: Number> Task<T> for Slabs<'_, '_, T> {
    #[inline(always)]
    fn run<P: Lanes<Element = T>>(mut self) {
        for y in 0..self.view.rows() {
            sweep_across::<P>(self.depth, &mut self.view, [y, self.times], self.worker, &mut Ahead::Tile);
        }
    }
}

/// Some planes, from layer `first` on.
#[derive(Debug)]
pub struct Planes<'a, T: Number> {
    split: &'a BlockSplit<T>,
    field: &'a mut [T],
    first: usize,
    width: usize,
    size: usize,
    times: usize,
    worker: &'a mut Workspace<T>,
}

impl<T: Number> Task<T> for Planes<'_, T> {
    #[inline(always)]
    fn run<P: Lanes<Element = T>>(self) {
        let rows = self.size / self.width;
        let mut rest = self.field;
        let mut layer = self.first;
        while !rest.is_empty() {
            let (plane, later) = rest.split_at_mut(self.size);
            let [along_x, along_y] = self.split.layer(layer);
            // How often both sweeps ask: in two passes of each step, for every second face of each tile.
            let asked = 2 * along_x.in_a_row(self.times).1 * self.size / (WIDE * P::COUNT);
            let mut ahead = Ahead::slice(&later[..self.size.min(later.len())], asked);
            sweep_along::<P>(along_x, plane, self.times, self.worker, &mut ahead);
            let mut plane = SlabView::new(plane, self.width, 1, rows);
            sweep_across::<P>(along_y, &mut plane, [0, self.times], self.worker, &mut ahead);
            rest = later;
            layer += 1;
        }
    }
}

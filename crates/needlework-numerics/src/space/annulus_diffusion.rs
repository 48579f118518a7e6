//! Diffusion on the axisymmetric grid.

use super::annulus::Annulus;
use super::diffusivity::{Diffusivity, Profiles, StepCache};
use super::error::{SpaceError, positive};
use super::fields::Fields;
use super::line::{Factors, Order};
use super::numbers::{Number, Task};
use super::slab::SlabView;
use super::split::Split;
use super::sweep::{Ahead, Workspace, sweep_across, sweep_along};
use crate::number::lanes::Lanes;

/// Steps the diffusing species of an [`Annulus`].
///
/// A step is `Z(τ/2) R(τ) Z(τ/2)`, each factor the L-stable two-stage step along its direction (see the folder's notes);
/// neighbouring half steps in depth are joined. Where a species has one diffusivity everywhere the directions commute and
/// the step is `Z(τ) R(τ)`. Second order in time and space, stable at any step, exact balance of contents. Of [`Order::First`]
/// each factor is backward Euler and the step `Z(τ) R(τ)`.
///
/// ```
/// use needlework_numerics::space::{Annulus, AnnulusDiffusion, Axis, Diffusivity, Fields};
/// let grid = Annulus::new(Axis::uniform(0.3, 24).unwrap(), Axis::uniform(1.5, 48).unwrap()).unwrap();
/// let mut fields = Fields::<f64>::zeros(1, grid.cells()).unwrap();
/// fields.of_mut(0)[0] = 1.0;
/// let mut diffusion = AnnulusDiffusion::new(&grid, &[Diffusivity::Uniform(0.3)]).unwrap();
/// diffusion.advance(&mut fields, 0.01, 100).unwrap();
/// let content: f64 = (0..48)
///     .flat_map(|k| (0..24).map(move |i| (i, k)))
///     .map(|(i, k)| grid.volume(i, k) * fields.of(0)[k * 24 + i])
///     .sum();
/// assert!((content / grid.volume(0, 0) - 1.0).abs() < 1e-12);
/// ```
#[derive(Debug, Clone)]
pub struct AnnulusDiffusion<T: Number> {
    grid: Annulus,
    order: Order,
    profiles: Profiles,
    cache: StepCache<Vec<Split<T, Factors<T>>>>,
    workspace: Box<Workspace<T>>,
}

impl<T: Number> AnnulusDiffusion<T> {
    /// A stepper for fields with these diffusivities, one per species.
    ///
    /// # Errors
    /// A diffusivity that is negative or not finite, or a profile that does not fit the layers.
    pub fn new(grid: &Annulus, species: &[Diffusivity]) -> Result<Self, SpaceError> {
        Ok(Self {
            profiles: Profiles::new(species, grid.depth().cells())?,
            cache: StepCache::new(),
            workspace: Box::new(Workspace::new(grid.radial().cells().max(grid.depth().cells()))),
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
            Split::new(profile, (step, order), &depth, |d| Factors::new(&grid.radial_line(d), step, order))
        };
        let factors = self.cache.get(step, || profiles.iter().map(factor).collect());
        for (species, profile) in self.profiles.of_species.iter().enumerate() {
            if let Some(profile) = profile {
                T::rings(Rings {
                    split: &factors[*profile],
                    plane: fields.of_mut(species),
                    width: self.grid.radial().cells(),
                    workspace: &mut self.workspace,
                    count,
                });
            }
        }
        Ok(())
    }
}

/// Some steps of one species.
#[derive(Debug)]
pub struct Rings<'a, T: Number> {
    split: &'a Split<T, Factors<T>>,
    plane: &'a mut [T],
    width: usize,
    workspace: &'a mut Workspace<T>,
    count: usize,
}

impl<T: Number> Task<T> for Rings<'_, T> {
    #[inline(always)]
    fn run<P: Lanes<Element = T>>(self) {
        let Self { split, plane, width, workspace, count } = self;
        split.advance(
            count,
            &mut (plane, workspace),
            #[inline(always)]
            |(plane, workspace), depth, times| {
                let layers = plane.len() / width;
                let mut view = SlabView::new(plane, width, 1, layers);
                sweep_across::<P>(depth, &mut view, [0, times], workspace, &mut Ahead::nothing());
            },
            #[inline(always)]
            |(plane, workspace), times| {
                for (first, end, radial) in split.runs() {
                    let layers = &mut plane[first * width..end * width];
                    sweep_along::<P>(radial, layers, times, workspace, &mut Ahead::nothing());
                }
            },
        );
    }
}

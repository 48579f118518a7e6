//! Diffusion on the axisymmetric grid.

use super::annulus::Annulus;
use super::diffusivity::{Diffusivity, Profiles, StepCache, distinct};
use super::error::{SpaceError, positive};
use super::fields::Fields;
use super::line::Factors;
use super::raw::{Number, Pack, Task, dispatch};
use super::sweep::{Tile, sweep_across, sweep_along};

/// Steps the diffusing species of an [`Annulus`].
///
/// A step is `Z(τ/2) R(τ) Z(τ/2)`, each factor the L-stable two-stage step along its direction (see the folder's notes);
/// neighbouring half steps in depth are joined. Where a species has one diffusivity everywhere the directions commute and
/// the step is `Z(τ) R(τ)`. Second order in time and space, stable at any step, exact balance of contents.
///
/// ```
/// use needlework::space::{Annulus, AnnulusDiffusion, Axis, Diffusivity, Fields};
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
pub struct AnnulusDiffusion<T> {
    grid: Annulus,
    profiles: Profiles,
    cache: StepCache<Vec<AnnulusFactors<T>>>,
    tile: Tile<T>,
}

/// One profile, factored for one step length.
#[derive(Debug, Clone)]
struct AnnulusFactors<T> {
    uniform: bool,
    depth_half: Factors<T>,
    depth_full: Factors<T>,
    radial: Vec<Factors<T>>,
    /// Runs of layers with one diffusivity: first layer, one past the last, which radial factors.
    runs: Vec<(usize, usize, usize)>,
}

impl<T: Number> AnnulusFactors<T> {
    fn new(grid: &Annulus, profile: &[f64], step: f64) -> Self {
        let (values, index) = distinct(profile);
        let depth = grid.depth_line(|k| profile[k]);
        let mut runs: Vec<(usize, usize, usize)> = Vec::new();
        for (k, &set) in index.iter().enumerate() {
            match runs.last_mut() {
                Some(run) if run.2 == set => run.1 = k + 1,
                _ => runs.push((k, k + 1, set)),
            }
        }
        Self {
            uniform: values.len() == 1,
            depth_half: Factors::new(&depth, 0.5 * step),
            depth_full: Factors::new(&depth, step),
            radial: values.iter().map(|&d| Factors::new(&grid.radial_line(d), step)).collect(),
            runs,
        }
    }
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
            tile: Tile::new(grid.radial().cells().max(grid.depth().cells())),
            grid: grid.clone(),
        })
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
        let (grid, profiles) = (&self.grid, &self.profiles.profiles);
        let factors =
            self.cache.get(step, || profiles.iter().map(|profile| AnnulusFactors::new(grid, profile, step)).collect());
        for (species, profile) in self.profiles.of_species.iter().enumerate() {
            if let Some(profile) = profile {
                dispatch(Steps {
                    factors: &factors[*profile],
                    plane: fields.of_mut(species),
                    width: self.grid.radial().cells(),
                    tile: &mut self.tile,
                    count,
                });
            }
        }
        Ok(())
    }
}

struct Steps<'a, T> {
    factors: &'a AnnulusFactors<T>,
    plane: &'a mut [T],
    width: usize,
    tile: &'a mut Tile<T>,
    count: usize,
}

impl<T: Number> Task<T> for Steps<'_, T> {
    #[inline(always)]
    fn run<P: Pack<Num = T>>(self) {
        let Self { factors, plane, width, tile, count } = self;
        if count == 0 {
            return;
        }
        if !factors.uniform {
            sweep_across::<P>(&factors.depth_half, plane, width, width, tile);
        }
        for n in 0..count {
            if factors.uniform || n > 0 {
                sweep_across::<P>(&factors.depth_full, plane, width, width, tile);
            }
            for &(first, end, set) in &factors.runs {
                let rows = &mut plane[first * width..end * width];
                sweep_along::<P>(&factors.radial[set], rows, tile);
            }
        }
        if !factors.uniform {
            sweep_across::<P>(&factors.depth_half, plane, width, width, tile);
        }
    }
}

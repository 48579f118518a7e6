//! What outcome maps read: the tissue of a zone on a day, beside its untreated twin.

use super::OutcomeParameters;
use crate::concern::Concern;
use crate::healing::{SPECIES_COUNT, Species};
use crate::number::Real;
use crate::skin::Skin;

/// Depths of the three well-mixed zones of the point tier [mm].
pub const DEPTH_ZONES: [f64; 3] = [0.2, 0.5, 1.0];

/// Weight of each depth zone in measures of the whole dermis [-]; they add up to 1.
pub const DEPTH_WEIGHTS: [f64; 3] = [0.25, 0.40, 0.35];

/// Depths over which the mean injury of the redness compartment is taken [mm].
pub const UPPER_DERMIS: [f64; 2] = [0.1, 0.6];

/// Depths at which an injury is read: those of [`DEPTH_ZONES`], and enough between for the mean over [`UPPER_DERMIS`] [mm].
pub const INJURY_DEPTHS: [f64; 6] = [0.12, 0.2, 0.3, 0.4, 0.5, 1.0];

/// Tissue at one depth: treated, and the untreated twin of the same person on the same day.
#[derive(Clone, Copy, Debug)]
pub struct DepthZone<R> {
    /// Species of the treated tissue.
    pub treated: [R; SPECIES_COUNT],
    /// Species of the untreated twin.
    pub untreated: [R; SPECIES_COUNT],
}

impl<R: Real> DepthZone<R> {
    /// Value of a species in the treated tissue.
    pub fn now(&self, species: Species) -> R {
        self.treated[species as usize]
    }

    /// Treated over untreated.
    pub fn ratio(&self, species: Species) -> R {
        self.treated[species as usize] / self.untreated[species as usize]
    }

    /// Total collagen over that of the untreated twin [-].
    pub fn collagen_ratio(&self) -> R {
        collagen(&self.treated) / collagen(&self.untreated)
    }

    /// Structural matrix over that of the untreated twin [-].
    pub fn matrix_ratio(&self) -> R {
        self.matrix() / structural_matrix(&self.untreated)
    }

    /// Structural matrix, `Cm + 0.5 Ci + 0.3 C3`: cross-linked collagen bears load, young collagen less [-].
    pub fn matrix(&self) -> R {
        structural_matrix(&self.treated)
    }
}

/// Total collagen: III, immature I and mature I [-].
fn collagen<R: Real>(species: &[R; SPECIES_COUNT]) -> R {
    species[Species::Collagen3 as usize]
        + species[Species::ImmatureCollagen1 as usize]
        + species[Species::MatureCollagen1 as usize]
}

/// Structural matrix; the weights of immature and type III collagen are assumed (0.3–0.7 and 0.1–0.5).
fn structural_matrix<R: Real>(species: &[R; SPECIES_COUNT]) -> R {
    species[Species::MatureCollagen1 as usize]
        + R::constant(0.5) * species[Species::ImmatureCollagen1 as usize]
        + R::constant(0.3) * species[Species::Collagen3 as usize]
}

/// Share of the melanin made now that the lesional drive makes [-].
pub fn lesional_share<R: Real>(species: &[R; SPECIES_COUNT]) -> R {
    let lesional = species[Species::LesionalDrive as usize];
    lesional / (lesional + species[Species::MelanocyteDrive as usize])
}

/// Quantities that build up over the course.
#[derive(Clone, Copy, Debug)]
pub struct Accumulated<R> {
    /// Scar fill, 0 to 1: follows the matrix with a lag [-].
    pub fill: R,
    /// Melanocyte drive above rest, integrated [day].
    pub melanocyte_dose: R,
    /// Share of the tissue under the epidermis that heat or acid has denatured, summed over the sessions [-].
    pub heated: R,
    /// Share of the surface open through barrier and living epidermis, as far as the hazard of infection holds for it,
    /// integrated [day].
    pub open_barrier: R,
    /// Melanin that the lesional drive has made, in units of constitutive melanin [-].
    pub lesional_melanin: R,
}

impl<R: Real> Accumulated<R> {
    /// Before any treatment; `papillary` is the tissue then, at rest.
    pub fn start(papillary: &DepthZone<R>) -> Self {
        Self {
            fill: R::zero(),
            melanocyte_dose: R::zero(),
            heated: R::zero(),
            open_barrier: R::zero(),
            lesional_melanin: lesional_share(&papillary.untreated) * papillary.untreated[Species::Melanin as usize],
        }
    }
}

/// A treated skin site on one day.
#[derive(Clone, Copy, Debug)]
pub struct Assessment<'a, R> {
    /// Tissue at [`DEPTH_ZONES`].
    pub depths: [DepthZone<R>; 3],
    /// Tissue with the mean injury of [`UPPER_DERMIS`], which shows as redness.
    pub upper: DepthZone<R>,
    /// What has built up until this day.
    pub accumulated: Accumulated<R>,
    /// The person and the site.
    pub skin: &'a Skin,
    /// The lesions before treatment.
    pub concern: &'a Concern,
    /// Constants of the maps.
    pub parameters: &'a OutcomeParameters,
}

impl<R: Real> Assessment<'_, R> {
    /// The papillary zone, which the epidermis reads.
    pub fn papillary(&self) -> &DepthZone<R> {
        &self.depths[0]
    }

    /// Mean over the dermis of a quantity per depth zone, weighted by [`DEPTH_WEIGHTS`].
    pub fn dermal_mean(&self, quantity: impl Fn(&DepthZone<R>) -> R) -> R {
        let mut mean = R::zero();
        for (zone, weight) in self.depths.iter().zip(DEPTH_WEIGHTS) {
            mean += R::constant(weight) * quantity(zone);
        }
        mean
    }

    /// Gain of structural matrix over the untreated twin, mean of the dermis [-].
    pub fn matrix_gain(&self) -> R {
        self.dermal_mean(DepthZone::matrix_ratio) - R::one()
    }
}

//! How fast each species spreads, and the factored lines kept for each step length.

use super::error::{SpaceError, not_negative};
use super::fields::Fields;
use super::numbers::Number;

/// Diffusivity of one species through the depth of the grid.
#[derive(Debug, Clone, PartialEq)]
pub enum Diffusivity {
    /// The same everywhere; 0 for a species that stays in place [mm²/day].
    Uniform(f64),
    /// One value for each layer of cells, from the surface down [mm²/day].
    ByLayer(Vec<f64>),
}

/// The distinct profiles of all species: many share one, and their factors with it.
#[derive(Debug, Clone)]
pub(super) struct Profiles {
    /// One diffusivity per layer of cells [mm²/day].
    pub profiles: Vec<Vec<f64>>,
    /// Which profile each species has; none if it stays in place.
    pub of_species: Vec<Option<usize>>,
}

impl Profiles {
    pub(super) fn new(species: &[Diffusivity], layers: usize) -> Result<Self, SpaceError> {
        let mut profiles: Vec<Vec<f64>> = Vec::new();
        let mut of_species = Vec::with_capacity(species.len());
        for one in species {
            let profile = match one {
                Diffusivity::Uniform(value) => vec![*value; layers],
                Diffusivity::ByLayer(values) => values.clone(),
            };
            if profile.len() != layers {
                return Err(SpaceError::Length { what: "diffusivity profile", found: profile.len(), expected: layers });
            }
            for &value in &profile {
                not_negative("diffusivity", value)?;
            }
            of_species.push(if profile.iter().all(|&d| d == 0.0) {
                None
            } else if let Some(known) = profiles.iter().position(|p| *p == profile) {
                Some(known)
            } else {
                profiles.push(profile);
                Some(profiles.len() - 1)
            });
        }
        Ok(Self { profiles, of_species })
    }

    /// Whether fields have the right species and cells.
    pub(super) fn check<T: Number>(&self, fields: &Fields<T>, cells: usize) -> Result<(), SpaceError> {
        for (what, found, expected) in
            [("fields", fields.species(), self.of_species.len()), ("one field", fields.cells(), cells)]
        {
            if found != expected {
                return Err(SpaceError::Length { what, found, expected });
            }
        }
        Ok(())
    }
}

/// The distinct values of a profile, in order of first appearance, and which one each layer has.
pub(super) fn distinct(profile: &[f64]) -> (Vec<f64>, Vec<usize>) {
    let mut values: Vec<f64> = Vec::new();
    let index = profile
        .iter()
        .map(|d| {
            values.iter().position(|v| v == d).unwrap_or_else(|| {
                values.push(*d);
                values.len() - 1
            })
        })
        .collect();
    (values, index)
}

/// Factors for the step lengths used last.
#[derive(Debug, Clone)]
pub(super) struct StepCache<F> {
    entries: Vec<(u64, u64, F)>,
    uses: u64,
}

impl<F> StepCache<F> {
    /// How many step lengths are kept. Steps are meant to be quantised (halved and doubled), so a year uses about twenty.
    const KEPT: usize = 32;

    pub(super) fn new() -> Self {
        Self { entries: Vec::with_capacity(Self::KEPT), uses: 0 }
    }

    /// The factors for `step`, made if they are not there.
    pub(super) fn get(&mut self, step: f64, make: impl FnOnce() -> F) -> &F {
        self.uses += 1;
        let bits = step.to_bits();
        let place = match self.entries.iter().position(|entry| entry.0 == bits) {
            Some(place) => place,
            None if self.entries.len() < Self::KEPT => {
                self.entries.push((bits, 0, make()));
                self.entries.len() - 1
            }
            None => {
                let oldest = (0..Self::KEPT).min_by_key(|&i| self.entries[i].1).unwrap_or(0);
                self.entries[oldest] = (bits, 0, make());
                oldest
            }
        };
        let entry = &mut self.entries[place];
        entry.1 = self.uses;
        &entry.2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn species_share_profiles_and_still_ones_have_none() {
        let given = [
            Diffusivity::Uniform(0.3),
            Diffusivity::Uniform(0.0),
            Diffusivity::ByLayer(vec![0.3, 0.3]),
            Diffusivity::ByLayer(vec![0.1, 0.3]),
        ];
        let profiles = Profiles::new(&given, 2).unwrap();
        assert_eq!(profiles.of_species, [Some(0), None, Some(0), Some(1)]);
        assert_eq!(profiles.profiles.len(), 2);
        assert!(Profiles::new(&[Diffusivity::Uniform(-1.0)], 2).is_err());
        assert!(Profiles::new(&[Diffusivity::ByLayer(vec![1.0])], 2).is_err());
    }

    #[test]
    fn the_cache_keeps_what_was_used_last() {
        let mut cache = StepCache::new();
        for step in 0..40 {
            cache.get(1.0, || 0);
            assert_eq!(*cache.get(f64::from(step), || step), if step == 1 { 0 } else { step });
        }
        assert_eq!(*cache.get(1.0, || 99), 0);
        assert_eq!(*cache.get(2.0, || 99), 99);
        assert_eq!(*cache.get(39.0, || 99), 39);
    }
}

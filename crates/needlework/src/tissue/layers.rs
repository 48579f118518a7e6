//! How the layers of the skin differ from the dermis on which the network was calibrated.

use crate::provenance::{Spread, coefficients};
use crate::skin::Layers;
use crate::space::{Axis, Diffusivity};

coefficients! {
    /// What the layers of the skin have in proportion to reticular dermis.
    ///
    /// The calibration knows one dermis; everything here is judgement and is meant to be varied.
    pub struct Stratification {
        #[doc = "Diffusivity in papillary dermis relative to reticular dermis"]
        papillary_diffusion = 1.0, "-", Spread::Range { low: 0.8, high: 1.5 }, Assumed, "no measurement read; its weave is looser";
        #[doc = "Diffusivity in hypodermis relative to reticular dermis"]
        hypodermal_diffusion = 0.5, "-", Spread::Range { low: 0.2, high: 1.0 }, Assumed, "water-soluble signals and cells go round the fat cells, along the septa";
        #[doc = "Turnover of collagen and elastin in hypodermis relative to dermis"]
        hypodermal_matrix = 0.0, "-", Spread::Range { low: 0.0, high: 0.3 }, Assumed, "fat lays down no dermal matrix; septa would, a little";
    }
}

impl Stratification {
    /// The same in every layer.
    #[must_use]
    pub fn uniform() -> Self {
        Self { papillary_diffusion: 1.0, hypodermal_diffusion: 1.0, hypodermal_matrix: 1.0 }
    }

    /// Diffusivity of a species through the layers of cells, `diffusion` in reticular dermis [mm²/day].
    pub(super) fn diffusivity(&self, diffusion: f64, depth: &Axis, layers: &Layers) -> Diffusivity {
        let papillary_bottom = layers.epidermis() + layers.papillary_dermis;
        let of = |k: usize| {
            let centre = depth.centre(k);
            if centre < papillary_bottom {
                self.papillary_diffusion
            } else if centre < layers.skin() {
                1.0
            } else {
                self.hypodermal_diffusion
            }
        };
        let profile: Vec<f64> = (0..depth.cells()).map(|k| diffusion * of(k)).collect();
        if profile.windows(2).all(|pair| pair[0] == pair[1]) {
            Diffusivity::Uniform(profile[0])
        } else {
            Diffusivity::ByLayer(profile)
        }
    }

    /// Turnover of the matrix at a depth [-].
    pub(super) fn matrix(&self, depth: f64, layers: &Layers) -> f64 {
        if depth < layers.skin() { 1.0 } else { self.hypodermal_matrix }
    }
}

/// Layers of cells from the surface to `bottom` [mm]: `cells` of them, widest at the bottom by `ratio`, with faces moved to
/// the boundaries of the skin's layers.
///
/// # Errors
/// A depth, ratio or count that makes no axis.
///
/// ```
/// use needlework::skin::Layers;
/// let layers = Layers {
///     stratum_corneum: 0.02, viable_epidermis: 0.06, papillary_dermis: 0.2, reticular_dermis: 1.0, hypodermis: 3.0,
/// };
/// let axis = needlework::tissue::depth_axis(2.0, 48, 3.0, &layers)?;
/// assert!(axis.faces().contains(&layers.skin()));
/// # Ok::<(), needlework::space::SpaceError>(())
/// ```
pub fn depth_axis(bottom: f64, cells: usize, ratio: f64, layers: &Layers) -> Result<Axis, crate::space::SpaceError> {
    let axis = Axis::graded(bottom, cells, ratio)?;
    let mut faces = axis.faces().to_vec();
    let mut moved_to = 0;
    for boundary in [layers.epidermis() + layers.papillary_dermis, layers.skin()] {
        let inner = moved_to + 1..cells;
        let nearest = inner.min_by(|&a, &b| (faces[a] - boundary).abs().total_cmp(&(faces[b] - boundary).abs()));
        if let Some(face) = nearest
            && boundary > faces[face - 1]
            && boundary < faces[face + 1]
        {
            faces[face] = boundary;
            moved_to = face;
        }
    }
    Axis::from_faces(faces)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYERS: Layers = Layers {
        stratum_corneum: 0.02,
        viable_epidermis: 0.06,
        papillary_dermis: 0.2,
        reticular_dermis: 1.0,
        hypodermis: 3.0,
    };

    #[test]
    fn layers_of_cells_keep_to_the_layers_of_skin() {
        let axis = depth_axis(1.8, 40, 3.0, &LAYERS).unwrap();
        assert!(axis.faces().contains(&0.28) && axis.faces().contains(&1.28));
        let widths: Vec<f64> = (0..40).map(|k| axis.width(k)).collect();
        assert!(widths.windows(2).all(|pair| (0.4..2.5).contains(&(pair[1] / pair[0]))), "{widths:?}");
        assert!(depth_axis(-1.0, 40, 3.0, &LAYERS).is_err());
    }

    #[test]
    fn fat_diffuses_less_and_lays_nothing_down() {
        let axis = depth_axis(1.8, 20, 2.0, &LAYERS).unwrap();
        let model = Stratification::default();
        let Diffusivity::ByLayer(profile) = model.diffusivity(0.3, &axis, &LAYERS) else { panic!() };
        assert_eq!((profile[0], profile[19]), (0.3, 0.15));
        assert_eq!((model.matrix(0.5, &LAYERS), model.matrix(1.4, &LAYERS)), (1.0, 0.0));
        assert_eq!(Stratification::uniform().diffusivity(0.3, &axis, &LAYERS), Diffusivity::Uniform(0.3));
    }
}

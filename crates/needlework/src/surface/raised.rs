//! Surgical and burn scars as an observer rates them, read from relief and colour.

use super::area::{Strip, SurfaceMaps};
use super::mature;
use super::skin_surface::SkinSurface;
use super::state::SurfaceState;
use crate::outcome::scales::scar::{Appearance, expected_posas, expected_vancouver};

/// Share of the texture below which a place belongs to the scar; assumed [-].
const SMOOTH: f32 = 0.6;

/// Percentile of the heights of a scar that is taken for its height: a few points are noise; assumed, 0.9 to 0.98 [-].
const TOP: f64 = 0.95;

/// Vancouver score and observer part of POSAS of a scar on a day; none without one.
///
/// Height, blood and pigment are those of the maps against the skin beside the scar. Pliability is felt, not seen, and is that
/// of the tissue; surface area is the grade of the study.
pub(super) fn scores(surface: &SkinSurface, state: &SurfaceState, maps: &SurfaceMaps) -> Option<[f64; 2]> {
    let scar = surface.mature_scar?;
    let mut strip = Strip::new(maps.window);
    strip.reset(0, maps.window.rows);
    mature::paint(&scar, &mut strip, 0.0, surface.mature_seed(), &surface.outcome);
    let (mut inside, mut beside) = (Place::default(), Place::default());
    for (index, texture) in strip.texture.iter().enumerate() {
        if *texture < SMOOTH {
            inside.add(maps, index);
        } else if *texture == 1.0 {
            beside.add(maps, index);
        }
    }
    if inside.heights.is_empty() || beside.heights.is_empty() {
        return None;
    }
    let stiffness_left = 1.0 - surface.outcome.mature_stiffness_share.min(1.0) * state.fill;
    let extreme = if scar.height < 0.0 { 1.0 - TOP } else { TOP };
    let seen = Appearance {
        relief: inside.height(extreme) - beside.height(0.5),
        redness: inside.blood / beside.blood * beside.number() / inside.number() - 1.0,
        pigment: (inside.melanosomes / beside.melanosomes * beside.number() / inside.number())
            .powf(1.0 / surface.optics.lesion_exponent)
            - 1.0,
        stiffness: scar.stiffness * stiffness_left,
    };
    Some([expected_vancouver(&seen), expected_posas(&seen, scar.surface)])
}

/// Points of one kind: heights, and sums of the chromophores.
#[derive(Default)]
struct Place {
    heights: Vec<f32>,
    blood: f64,
    melanosomes: f64,
}

impl Place {
    fn add(&mut self, maps: &SurfaceMaps, index: usize) {
        self.heights.push(maps.height[index]);
        self.blood += f64::from(maps.blood[index]);
        self.melanosomes += f64::from(maps.melanosomes[index]);
    }

    fn number(&self) -> f64 {
        self.heights.len() as f64
    }

    /// A percentile of the heights [mm].
    fn height(&mut self, share: f64) -> f64 {
        let place = (share * (self.heights.len() - 1) as f64) as usize;
        f64::from(*self.heights.select_nth_unstable_by(place, f32::total_cmp).1)
    }
}

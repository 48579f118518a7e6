//! The marks of fresh punctures: pinpoint bleeding that fades as the epidermis closes.

use super::ReliefParameters;
use super::area::Strip;
use super::noise::{hash, mix, unit};
use crate::puncture::Punctures;

/// Punctures of the last session that are still open to the eye.
#[derive(Clone, Copy, Debug)]
pub struct Marks<'a> {
    /// The punctures on their representative patch, which is repeated over the skin.
    pub punctures: &'a Punctures,
    /// How fresh they are: 1 just made, 0 closed [-].
    pub freshness: f64,
    /// Depth from which a channel bleeds [mm].
    pub vessel_depth: f64,
}

impl Marks<'_> {
    pub(super) fn paint(&self, strip: &mut Strip, c: &ReliefParameters, rest: f64) {
        let [width, height] = [self.punctures.field.patch_width, self.punctures.field.patch_height];
        if self.freshness <= 0.0 || width <= 0.0 || height <= 0.0 {
            return;
        }
        let [top, bottom] = strip.span();
        let tiles = |low: f64, high: f64, size: f64| ((low / size).floor() as i32)..=((high / size).floor() as i32);
        let right = strip.window.left + strip.window.size()[0];
        let excess = (c.mark_blood / rest * self.freshness) as f32;
        for tile_y in tiles(top - 1.0, bottom + 1.0, height) {
            for tile_x in tiles(strip.window.left - 1.0, right + 1.0, width) {
                let places = self.punctures.x.iter().zip(&self.punctures.y).zip(&self.punctures.depth).enumerate();
                for (index, ((x, y), depth)) in places {
                    let y = y + f64::from(tile_y) * height;
                    if *depth < self.vessel_depth || y < top - 1.0 || y > bottom + 1.0 {
                        continue;
                    }
                    let centre = [(x + f64::from(tile_x) * width) as f32, y as f32];
                    let h = mix(index as u32, hash(tile_x, tile_y, 0x7469_6c65), 0x6d61_726b);
                    // Not every channel that reaches a vessel bleeds alike.
                    let strength = excess * (0.1 + 1.5 * unit(h).powi(6));
                    let radius = c.mark_radius as f32 * (0.7 + 0.6 * unit(h ^ 0x77));
                    strip.near(centre, [5.0 * radius, 5.0 * radius], |strip, at, dx, dy| {
                        let far = (dx * dx + dy * dy) / (radius * radius);
                        strip.blood[at] += strength * (-far).exp() + 0.08 * strength * (-0.12 * far).exp();
                        strip.height[at] -= 0.012 * (-2.0 * far).exp();
                    });
                }
            }
        }
    }
}

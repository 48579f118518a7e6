//! The skin of a day, painted: lesions strip by strip on what is the same on every day.

use super::area::{STRIP, Strip, SurfaceMaps, Window};
use super::grain::{Grain, over, painted};
use super::line::Line;
use super::marks::Marks;
use super::mature;
use super::noise::{fractal, gradient};
use super::pigment::{PatchField, Spot, SpotLayer, mottle, patch_share};
use super::site::LinePattern;
use super::skin_surface::SkinSurface;
use super::state::SurfaceState;
use crate::concern::PigmentPattern;
use rayon::prelude::*;

impl SkinSurface {
    /// Relief and chromophores on a day. The result depends on the place alone, not on the window, and is the same for any
    /// number of threads.
    #[must_use]
    pub fn maps(&self, window: Window, state: &SurfaceState, marks: Option<&Marks<'_>>) -> SurfaceMaps {
        self.maps_on(&self.grain(window), state, marks)
    }

    /// What is the same on every day in a window: most of the work of [`SkinSurface::maps`].
    #[must_use]
    pub fn grain(&self, window: Window) -> Grain {
        let seed = self.seed;
        let patches = self.patches();
        let field = |spots: &[Spot], layer: SpotLayer| {
            let paint = |strip: &mut Strip| spots.iter().for_each(|spot| spot.paint(strip, layer));
            let of: fn(&Strip) -> &[f32] = match layer {
                SpotLayer::Lesion | SpotLayer::Mark => |strip| &strip.lesion,
                SpotLayer::Melanin(_) => |strip| &strip.melanin,
            };
            if spots.is_empty() { vec![] } else { painted(window, paint, of) }
        };
        let lesion = match self.pattern {
            Some(PigmentPattern::Patch) => over(window, |x, y| patch_share(patches.level(x, y), self.patch_extent)),
            Some(PigmentPattern::Mottle) => over(window, |x, y| mottle(x, y, patches.seed)),
            Some(PigmentPattern::Marks | PigmentPattern::Spots) | None => field(&self.lesions, SpotLayer::Lesion),
        };
        let speckle = over(window, |x, y| {
            1.0 + 0.10 * fractal(x / 7.0, y / 7.0, seed ^ 0x71, 3, 0.55)
                + 0.09 * gradient(x / 0.55, y / 0.55, seed ^ 0x72)
        });
        // Flush is uneven: broad fields, and the small net of the capillary bed.
        let flush = over(window, |x, y| {
            1.0 + 0.16 * fractal(x / 9.0, y / 9.0, seed ^ 0x73, 2, 0.6)
                + 0.20 * fractal(x / 1.3, y / 1.3, seed ^ 0x74, 3, 0.7)
        });
        let spots = field(&self.age_spots, SpotLayer::Melanin(0.9));
        let marks = field(&self.red_marks, SpotLayer::Mark);
        Grain { lesion, speckle, flush, spots, marks, ..self.texture(window) }
    }

    /// The relief of [`SkinSurface::grain`] alone.
    fn texture(&self, window: Window) -> Grain {
        let width = self.crinkle_width as f32;
        let none = Vec::new;
        let creases = |lines: &[Line]| {
            let paint = |strip: &mut Strip| lines.iter().for_each(|line| line.paint(strip));
            if lines.is_empty() { vec![] } else { painted(window, paint, |strip| &strip.height) }
        };
        Grain {
            window,
            micro: if self.micro_scale > 0.0 { over(window, |x, y| self.micro.height(x, y)) } else { none() },
            crinkle: if self.crinkle_scale > 0.0 { over(window, |x, y| self.crinkle(x, y, width)) } else { none() },
            lesion: none(),
            speckle: none(),
            flush: none(),
            lines: creases(&self.lines),
            folds: creases(&self.folds),
            spots: none(),
            marks: none(),
        }
    }

    /// What fixes the shape of a surgical or burn scar.
    pub(super) fn mature_seed(&self) -> u32 {
        self.seed ^ 0x62
    }

    /// Where the patches of melasma lie.
    pub(super) fn patches(&self) -> PatchField {
        PatchField { side: self.side.min(70.0) as f32, seed: self.seed ^ 0x70 }
    }

    /// Height of the skin on a day, row by row, without its colours [mm].
    #[must_use]
    pub fn heights(&self, window: Window, state: &SurfaceState) -> Vec<f32> {
        self.maps_on(&self.texture(window), state, None).height
    }

    /// As [`SkinSurface::maps`], on what is the same on every day, for several days of the same skin.
    #[must_use]
    pub fn maps_on(&self, grain: &Grain, state: &SurfaceState, marks: Option<&Marks<'_>>) -> SurfaceMaps {
        let window = grain.window;
        let points = window.points();
        let mut maps = SurfaceMaps {
            window,
            height: vec![0.0; points],
            melanosomes: vec![0.0; points],
            blood: vec![0.0; points],
            scattering: vec![0.0; points],
        };
        let day = Day {
            fine: self.fine_share(state),
            wrinkle: self.wrinkle_share(state),
            fold: self.fold_share(state),
            blood: self.blood(state),
            rest: if self.site.face { self.optics.blood_face } else { self.optics.blood_body },
            // New collagen scatters more; the exponent is that of the OCT map.
            scattering: state.collagen.powf(0.5 * self.outcome.oct_power),
        };
        let size = STRIP * window.columns;
        let out = maps
            .height
            .par_chunks_mut(size)
            .zip(maps.melanosomes.par_chunks_mut(size))
            .zip(maps.blood.par_chunks_mut(size))
            .zip(maps.scattering.par_chunks_mut(size));
        out.enumerate().for_each_init(
            || Strip::new(window),
            |strip, (number, (((height, melanosomes), blood), scattering))| {
                strip.reset(number * STRIP, height.len() / window.columns);
                self.paint(strip, grain, state, &day, marks);
                self.finish(strip, grain, state, &day, [height, melanosomes, blood, scattering]);
            },
        );
        maps
    }

    /// Puts every lesion on a strip.
    fn paint(&self, strip: &mut Strip, grain: &Grain, state: &SurfaceState, day: &Day, marks: Option<&Marks<'_>>) {
        let start = strip.first_row * strip.window.columns;
        for scar in &self.scars {
            scar.paint(strip, state.fill, &self.outcome);
        }
        // Lines and folds keep their places and forms; a day changes their depth.
        for (field, share) in [(&grain.lines, day.wrinkle), (&grain.folds, day.fold)] {
            for (height, crease) in strip.height.iter_mut().zip(field.iter().skip(start)) {
                *height += share as f32 * crease;
            }
        }
        for stria in &self.striae {
            stria.paint(strip, state.fill, &self.outcome, &self.relief);
        }
        if let Some(scar) = &self.mature_scar {
            mature::paint(scar, strip, state.fill, self.mature_seed(), &self.outcome);
        }
        for (melanin, spot) in strip.melanin.iter_mut().zip(grain.spots.iter().skip(start)) {
            *melanin *= spot;
        }
        let excess = self.red_excess * (1.0 - self.outcome.mature_redness_share.min(1.0) * state.fill);
        for (blood, mark) in strip.blood.iter_mut().zip(grain.marks.iter().skip(start)) {
            *blood = blood.max(1.0 + excess as f32 * mark);
        }
        self.pores.paint(strip, state.pore_area);
        if let Some(marks) = marks {
            marks.paint(strip, &self.relief, day.rest);
        }
    }

    /// Adds the fine relief and turns factors into fractions.
    fn finish(&self, strip: &Strip, grain: &Grain, state: &SurfaceState, day: &Day, out: [&mut [f32]; 4]) {
        let start = strip.first_row * strip.window.columns;
        let [height, melanosomes, blood, scattering] = out;
        let columns = strip.window.columns;
        let base = self.melanosomes(state.melanin, state.constitutive) as f32;
        let lesion = self.melanosomes(state.melanin + state.lesional_melanin, state.constitutive) as f32 - base;
        let micro = (self.micro_scale * day.fine) as f32;
        let crinkle = (self.crinkle_scale * day.fine) as f32;
        let (rest, red, scatter) = (day.rest as f32, (day.blood / day.rest) as f32, day.scattering as f32);
        for row in 0..strip.rows {
            for column in 0..columns {
                let index = row * columns + column;
                let mut relief = 0.0;
                if micro > 0.0 {
                    relief += micro * grain.micro[start + index];
                }
                if crinkle > 0.0 {
                    relief += crinkle * grain.crinkle[start + index];
                }
                height[index] = strip.height[index] + relief * strip.texture[index];
                if grain.speckle.is_empty() {
                    continue;
                }
                let share = grain.lesion.get(start + index).copied().unwrap_or(0.0);
                let (speckle, flush) = (grain.speckle[start + index], grain.flush[start + index]);
                melanosomes[index] = ((base * strip.melanin[index] + lesion * share) * speckle).max(0.0);
                blood[index] = (rest * flush * (strip.blood[index] + (red - 1.0) * (0.85 + 0.3 * flush))).max(0.0);
                scattering[index] = scatter * strip.scattering[index];
            }
        }
    }

    /// Fine lines between the lines: ridged noise drawn out along them, in two directions [-].
    #[inline(always)]
    fn crinkle(&self, x: f32, y: f32, width: f32) -> f32 {
        let one = |angle: f32, length: f32, seed: u32| {
            let (sin, cos) = angle.sin_cos();
            let bend = 0.8 * gradient(x / (6.0 * width), y / (6.0 * width), seed ^ 0x11);
            let along = (x * cos + y * sin) / (length * width);
            let across = (y * cos - x * sin) / width + bend;
            let ridge = 1.0 - 2.2 * gradient(along, across, seed).abs();
            -ridge.max(0.0) * ridge.max(0.0)
        };
        let lead = match self.site.lines {
            LinePattern::Across => 0.03,
            LinePattern::Radial => 1.55,
            LinePattern::Fan => 0.02 + 0.018 * y,
            LinePattern::Crossed => 0.62,
            LinePattern::Draped => -0.9,
        };
        let presence = (0.7 + 0.7 * gradient(x / 11.0, y / 11.0, self.seed ^ 0x91)).clamp(0.1, 1.3);
        presence * (1.6 * one(lead, 6.0, self.seed ^ 0x92) + 0.8 * one(lead - 1.0, 4.0, self.seed ^ 0x93))
    }
}

/// What a day means for the whole surface.
#[derive(Clone, Copy, Debug)]
struct Day {
    fine: f64,
    wrinkle: f64,
    fold: f64,
    blood: f64,
    rest: f64,
    scattering: f64,
}

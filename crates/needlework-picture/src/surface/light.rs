//! Lights, and how much of them reaches each point: slopes, soft shadows, and the dimming of hollows.

use rayon::prelude::*;

/// How the skin is lit and photographed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Light {
    /// A large lamp near the camera: shows colour.
    Frontal,
    /// A small lamp low at the upper left: shows relief.
    Raking,
}

impl Light {
    /// Name for captions.
    pub fn name(self) -> &'static str {
        match self {
            Self::Frontal => "frontal light",
            Self::Raking => "raking light",
        }
    }

    pub(super) fn setup(self) -> Setup {
        match self {
            Self::Frontal => Setup { elevation: 72.0, spread: 0.0, shadows: false, fill: 0.45, gloss: 0.3 },
            Self::Raking => Setup { elevation: 24.0, spread: 8.0, shadows: true, fill: 0.36, gloss: 0.8 },
        }
    }
}

/// A lamp and its surroundings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setup {
    /// Height of the lamp above the plane of the skin [°].
    pub elevation: f32,
    /// Half the angle that the lamp spans, which makes shadows soft [°].
    pub spread: f32,
    pub shadows: bool,
    /// Share of the light that comes from all sides [-].
    pub fill: f32,
    /// Strength of the gloss seen by the camera, 0 with crossed polarisers [-].
    pub gloss: f32,
}

/// Direction from which light comes on the picture: from the upper left, more from the left [-].
const AZIMUTH: [f32; 2] = [-0.819, -0.574];

impl Setup {
    /// Direction to the lamp; y grows downwards.
    pub fn direction(&self) -> [f32; 3] {
        let (sin, cos) = self.elevation.to_radians().sin_cos();
        [AZIMUTH[0] * cos, AZIMUTH[1] * cos, sin]
    }
}

/// Lamps of equal strength across a spread lamp.
const LAMPS: usize = 5;

/// Share of the lamp that each point sees [-].
///
/// Along the direction of light a point is dark if an earlier one rises above the ray: with `m ← max(h, m − s tan e)` per
/// step `s` it is dark where `m > h`. Rows are swept away from the lamp; between points the height is interpolated.
pub(super) fn visible(height: &[f32], columns: usize, spacing: f32, setup: &Setup, out: &mut [f32]) {
    if !setup.shadows || columns == 0 {
        out.fill(1.0);
        return;
    }
    let rows = height.len() / columns;
    let (low, high) = height.iter().fold((f32::MAX, f32::MIN), |(low, high), &value| (low.min(value), high.max(value)));
    // Light falls rightwards and downwards: from row to row the ray moves right by this many points.
    let shift = AZIMUTH[0] / AZIMUTH[1];
    let step = spacing / AZIMUTH[1].abs();
    let lamps: [f32; LAMPS] = core::array::from_fn(|lamp| {
        let place = (lamp as f32 + 0.5) / LAMPS as f32 * 2.0 - 1.0;
        (setup.elevation + setup.spread * place).max(3.0).to_radians().tan() * step
    });
    let lowest = lamps.iter().copied().fold(f32::MAX, f32::min);
    // No shadow is longer than the relief is high.
    let reach = (((high - low) / lowest).ceil() as usize + 2).min(rows);
    let band = 64;
    out.par_chunks_mut(band * columns).enumerate().for_each_init(
        || (vec![0.0_f32; columns], vec![0.0_f32; columns]),
        |(roof, next), (number, out)| {
            out.fill(0.0);
            let first = number * band;
            let from = first.saturating_sub(reach);
            for fall in lamps {
                roof.fill(f32::MIN);
                for row in from..first + out.len() / columns {
                    let line = &height[row * columns..(row + 1) * columns];
                    let (whole, part) = (shift.floor() as usize, shift - shift.floor());
                    for (column, value) in next.iter_mut().enumerate() {
                        let near = column.checked_sub(whole).map_or(f32::MIN, |place| roof[place]);
                        let far = column.checked_sub(whole + 1).map_or(f32::MIN, |place| roof[place]);
                        let cast =
                            if near == f32::MIN || far == f32::MIN { f32::MIN } else { near + part * (far - near) };
                        *value = (cast - fall).max(line[column]);
                    }
                    if row >= first {
                        let out = &mut out[(row - first) * columns..(row - first + 1) * columns];
                        for ((share, roof), height) in out.iter_mut().zip(next.iter()).zip(line) {
                            // The edge of each shadow is as wide as a point is high.
                            let over = (roof - height) / (0.5 * fall);
                            *share += (1.0 - over.clamp(0.0, 1.0)) / LAMPS as f32;
                        }
                    }
                    core::mem::swap(roof, next);
                }
            }
        },
    );
}

//! Skin colour by interpolation, for pictures of millions of points.

use super::{Chromophores, SkinOptics};

/// Points along melanosomes and along blood.
const POINTS: usize = 64;

/// Points along scattering.
const LEVELS: usize = 5;

/// Range of melanosome fraction and of blood fraction, from 0 [-].
const LIMITS: [f64; 2] = [0.6, 0.25];

/// Range of relative scattering [-].
const SCATTERING: [f64; 2] = [0.6, 1.6];

/// Linear sRGB of skin on a grid of chromophores; points are denser where colour changes fast.
#[derive(Clone, Debug)]
pub struct ColourTable {
    values: Vec<[f32; 3]>,
}

impl ColourTable {
    /// Works the table out, 64 × 64 × 5 points.
    #[must_use]
    pub fn new(optics: &SkinOptics) -> Self {
        let mut values = Vec::with_capacity(LEVELS * POINTS * POINTS);
        for level in 0..LEVELS {
            let share = level as f64 / (LEVELS - 1) as f64;
            let scattering = SCATTERING[0] + (SCATTERING[1] - SCATTERING[0]) * share;
            for blood in 0..POINTS {
                for melanin in 0..POINTS {
                    let at = |place: usize, limit: f64| limit * (place as f64 / (POINTS - 1) as f64).powi(2);
                    let rgb = optics.linear_rgb(&Chromophores {
                        melanosomes: at(melanin, LIMITS[0]),
                        blood: at(blood, LIMITS[1]),
                        scattering,
                    });
                    values.push(rgb.map(|value| value.max(0.0) as f32));
                }
            }
        }
        Self { values }
    }

    /// Linear sRGB for volume fractions of melanosomes and blood and relative scattering, each clamped to the table [-].
    #[must_use]
    pub fn at(&self, melanosomes: f32, blood: f32, scattering: f32) -> [f32; 3] {
        let place = |value: f32, limit: f64| (value / limit as f32).clamp(0.0, 1.0).sqrt() * (POINTS - 1) as f32;
        let (m, mf) = split(place(melanosomes, LIMITS[0]), POINTS);
        let (b, bf) = split(place(blood, LIMITS[1]), POINTS);
        let range = (SCATTERING[1] - SCATTERING[0]) as f32;
        let level = ((scattering - SCATTERING[0] as f32) / range).clamp(0.0, 1.0) * (LEVELS - 1) as f32;
        let (s, sf) = split(level, LEVELS);
        let mut rgb = [0.0; 3];
        for (ds, ws) in [(0, 1.0 - sf), (1, sf)] {
            for (db, wb) in [(0, 1.0 - bf), (1, bf)] {
                for (dm, wm) in [(0, 1.0 - mf), (1, mf)] {
                    let index = ((s + ds) * POINTS + b + db) * POINTS + m + dm;
                    let weight = ws * wb * wm;
                    if let Some(value) = self.values.get(index) {
                        for (sum, channel) in rgb.iter_mut().zip(value) {
                            *sum += weight * channel;
                        }
                    }
                }
            }
        }
        rgb
    }
}

/// Cell and place in it; the last point belongs to the last cell.
fn split(place: f32, points: usize) -> (usize, f32) {
    let cell = (place as usize).min(points - 2);
    (cell, place - cell as f32)
}

//! Fibres drawn as wavy ribbons: each has its own place, direction, length and thickness, all by keyed chance.
//!
//! What a picture keeps of them is a rank: of all places of one layer, the share that lies less deep inside a fibre. A
//! place is stained where its rank exceeds one minus the area share that the tissue's content calls for. So the stained
//! area follows the content exactly, fibres thicken and thin ones appear as it grows, and nothing else moves.

use crate::texture::Texture;

/// How the fibres of one network look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weave {
    /// Mean distance of fibre centres, along and across the surface [mm].
    pub spacing: [f64; 2],
    /// Shortest and longest fibre [mm].
    pub length: [f64; 2],
    /// Thinnest and thickest fibre [mm].
    pub width: [f64; 2],
    /// Height of the waves over the width of the fibre [-].
    pub wave: f64,
    /// Length of a wave [mm].
    pub wavelength: f64,
    /// Mean slope against the surface, to either side [rad].
    pub lean: f64,
    /// Spread of the slope [rad].
    pub spread: f64,
    /// Thickness of the fibrils inside a fibre; 0 for none [mm].
    pub fibril: f64,
    /// Whether more content means more fibres rather than thicker ones.
    pub whole: bool,
}

/// Pixels of the texture and where they are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raster {
    pub width: usize,
    pub height: usize,
    /// Pixels per millimetre [1/mm].
    pub scale: f64,
    /// Depth of the upper edge [mm].
    pub top: f64,
}

/// One pixel of a network.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fibre {
    /// Rank among the pixels of its layer, 0 to 1 [-].
    pub rank: f32,
    /// Shade of its fibrils, 0 to 1 [-].
    pub shade: f32,
    /// Light between crossed polarisers, by the direction of the fibre, 0 to 1 [-].
    pub light: f32,
}

/// Draws the fibres whose middle lies at depths that `within` accepts.
pub(super) fn draw(
    fibres: &mut [Fibre],
    raster: Raster,
    weave: &Weave,
    texture: Texture,
    within: impl Fn(f64, f64) -> bool,
) {
    let reach = 0.5 * weave.length[1];
    let cells = |low: f64, high: f64, spacing: f64| (low / spacing).floor() as i64..=(high / spacing).ceil() as i64;
    let right = raster.width as f64 / raster.scale;
    let bottom = raster.top + raster.height as f64 / raster.scale;
    for row in cells(raster.top - reach, bottom + reach, weave.spacing[1]) {
        for column in cells(-reach, right + reach, weave.spacing[0]) {
            let roll = |n: u64| texture.child(n).draw(column, row);
            let x = (column as f64 + roll(0)) * weave.spacing[0];
            let z = (row as f64 + roll(1)) * weave.spacing[1];
            if within(x, z) {
                let pick = |range: [f64; 2], roll: f64| range[0] + (range[1] - range[0]) * roll;
                let side = if roll(2) < 0.5 { -1.0 } else { 1.0 };
                // Two rolls make a bell.
                let ribbon = Ribbon {
                    x,
                    z,
                    angle: side * weave.lean + weave.spread * (roll(3) + roll(4) - 1.0),
                    length: pick(weave.length, roll(5)),
                    half_width: 0.5 * pick(weave.width, roll(6).powi(2)),
                    phase: roll(7),
                    strength: 0.35 + 0.65 * roll(8),
                    draw: roll(9),
                };
                ribbon.draw(fibres, raster, weave, texture.child(100));
            }
        }
    }
}

/// Depth at the edge of a fibre that comes as a whole, in its middle 1 [-].
const WHOLE: f64 = 0.93;

struct Ribbon {
    x: f64,
    z: f64,
    angle: f64,
    length: f64,
    half_width: f64,
    phase: f64,
    strength: f64,
    draw: f64,
}

impl Ribbon {
    fn draw(&self, fibres: &mut [Fibre], raster: Raster, weave: &Weave, shades: Texture) {
        let (sin, cos) = self.angle.sin_cos();
        let height = weave.wave * self.half_width;
        let (along, across) = (0.5 * self.length, self.half_width + height);
        let down = (along * sin.abs() + across * cos.abs()).max(1e-4);
        let rows = span(self.z - down - raster.top, self.z + down - raster.top, raster.scale, raster.height);
        // Direction by its double: a fibre has no front.
        let light = (2.0 * (self.angle + 0.6)).sin().powi(2);
        for row in rows {
            let dz = raster.top + (row as f64 + 0.5) / raster.scale - self.z;
            // The stretch of the row inside the ribbon's rectangle: |dx cos + dz sin| < along, |dz cos − dx sin| < across.
            let (mut low, mut high) = (-along - across, along + across);
            for (slope, offset, limit) in [(cos, dz * sin, along), (-sin, dz * cos, across)] {
                if slope.abs() > 1e-9 {
                    let (a, b) = ((-limit - offset) / slope, (limit - offset) / slope);
                    (low, high) = (low.max(a.min(b)), high.min(a.max(b)));
                }
            }
            for column in span(self.x + low, self.x + high, raster.scale, raster.width) {
                let dx = (column as f64 + 0.5) / raster.scale - self.x;
                let u = dx * cos + dz * sin;
                let v = (dz * cos - dx * sin - height * wave(u / weave.wavelength + self.phase)) / self.half_width;
                let end = 2.0 * u / self.length;
                let inside = (1.0 - v * v) * (1.0 - end * end * end * end);
                // A fibre whose depth hardly differs across it comes and goes as a whole.
                let depth = if weave.whole { WHOLE + (1.0 - WHOLE) * inside } else { inside };
                let rank = (self.strength * depth) as f32;
                let Some(fibre) = fibres.get_mut(row * raster.width + column) else { continue };
                if inside > 0.0 && rank > fibre.rank {
                    let shade = if weave.fibril > 0.0 {
                        let across = v * self.half_width / weave.fibril;
                        shades.smooth(across + 90.0 * self.draw, u / (14.0 * weave.fibril))
                    } else {
                        0.5
                    };
                    *fibre = Fibre { rank, shade: shade as f32, light: light as f32 };
                }
            }
        }
    }
}

/// A smooth wave of period 1 between −1 and 1: two parabolas, which differ from a sine by less than 0.06.
#[inline]
fn wave(turns: f64) -> f64 {
    let part = 2.0 * (turns - turns.floor()) - 1.0;
    4.0 * part * (part.abs() - 1.0)
}

/// Pixels from one place to another, cut to the raster.
fn span(low: f64, high: f64, scale: f64, count: usize) -> std::ops::Range<usize> {
    let cut = |place: f64| (place * scale).clamp(0.0, count as f64);
    cut(low).floor() as usize..cut(high).ceil() as usize
}

/// Turns depth inside fibres into ranks, layer by layer; `layer` tells the layer of a pixel, 0 or 1.
pub(super) fn rank(fibres: &mut [Fibre], layer: impl Fn(usize) -> usize) {
    const BINS: usize = 4096;
    let bin = |value: f32| ((value * BINS as f32) as usize).min(BINS - 1);
    let mut counts = vec![[0_u64; 2]; BINS];
    for (index, fibre) in fibres.iter().enumerate() {
        counts[bin(fibre.rank)][layer(index).min(1)] += 1;
    }
    let total = counts.iter().fold([0_u64; 2], |sum, bin| [sum[0] + bin[0], sum[1] + bin[1]]);
    let mut below = [0_u64; 2];
    let ranks: Vec<[f32; 2]> = counts
        .iter()
        .map(|count| {
            core::array::from_fn(|layer| {
                let middle = below[layer] as f64 + 0.5 * count[layer] as f64;
                below[layer] += count[layer];
                (middle / total[layer].max(1) as f64) as f32
            })
        })
        .collect();
    for (index, fibre) in fibres.iter_mut().enumerate() {
        // Between fibres there is nothing to stain, whatever the content.
        fibre.rank = if fibre.rank > 0.0 { ranks[bin(fibre.rank)][layer(index).min(1)] } else { 0.0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use needlework::random::Key;

    #[test]
    fn the_stained_area_is_what_the_rank_says() {
        let raster = Raster { width: 300, height: 300, scale: 500.0, top: 0.0 };
        let weave = Weave {
            spacing: [0.03, 0.02],
            length: [0.1, 0.2],
            width: [0.012, 0.02],
            wave: 0.5,
            wavelength: 0.06,
            lean: 0.3,
            spread: 0.5,
            fibril: 0.002,
            whole: false,
        };
        let mut fibres = vec![Fibre::default(); 300 * 300];
        draw(&mut fibres, raster, &weave, Texture::new(Key::new(1), "test"), |_, _| true);
        rank(&mut fibres, |_| 0);
        for area in [0.2, 0.4, 0.6] {
            let stained = fibres.iter().filter(|fibre| fibre.rank > 1.0 - area).count() as f32 / 90_000.0;
            assert!((stained - area).abs() < 5e-3, "{area} {stained}");
        }
    }
}

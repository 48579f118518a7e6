//! What stays the same in all pictures of one piece of skin: fibres, places of cells and vessels, shapes of layers.

use super::weave::{Fibre, Raster, Weave, draw, rank};
use crate::PictureError;
use crate::raster::MOST_PIXELS;
use crate::section::{Anatomy, Section};
use crate::texture::Texture;

/// How large and how fine a picture is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// Pixels per millimetre [1/mm].
    pub scale: f64,
    /// Every pixel is the mean of this many squared.
    pub oversampling: usize,
    /// Glass above the mean surface [mm].
    pub headroom: f64,
}

impl Default for View {
    /// 3 µm per pixel, each the mean of four.
    fn default() -> Self {
        Self { scale: 1000.0 / 3.0, oversampling: 2, headroom: 0.11 }
    }
}

/// One kind of cell at the places where it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Fibroblast,
    Myofibroblast,
    Neutrophil,
    Macrophage,
}

/// A place for a cell; it is there where the tissue holds more cells than `threshold`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat {
    pub kind: Kind,
    pub x: f64,
    pub z: f64,
    /// Density of cells above which the seat is taken [1/mm³].
    pub threshold: f64,
    pub angle: f64,
    pub draw: f64,
}

/// A place for a vessel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vessel {
    pub x: f64,
    pub z: f64,
    /// At rest [mm].
    pub radius: f64,
    /// Relative density of vessels above which it is there [-].
    pub threshold: f64,
    pub angle: f64,
}

/// Lines along the surface, for one column of pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines {
    /// Upper edge of the living epidermis before treatment [mm].
    pub surface: f64,
    /// Dermo-epidermal junction [mm].
    pub junction: f64,
    /// Lower edge of the papillary dermis [mm].
    pub papillary: f64,
    /// Lower edge of the dermis [mm].
    pub dermis: f64,
}

/// Everything that pictures of one piece of skin share. Drawn once, stained many times.
#[derive(Debug)]
pub struct Scene {
    pub(super) view: View,
    pub(super) anatomy: Anatomy,
    pub(super) raster: Raster,
    pub(super) lines: Vec<Lines>,
    pub(super) bundles: Vec<Fibre>,
    pub(super) young: Vec<Fibre>,
    pub(super) fine: Vec<Fibre>,
    pub(super) elastic: Vec<Fibre>,
    pub(super) seats: Vec<Seat>,
    pub(super) vessels: Vec<Vessel>,
    pub(super) texture: Texture,
    width: f64,
    depth: f64,
}

/// Thickness of the slab whose cells are drawn: more than a microtome cuts, so that thin populations can be seen, and the
/// same at all times (artistic licence) [mm].
pub(super) const SLAB: f64 = 0.1;

impl Scene {
    /// The scene of a section at a scale.
    ///
    /// # Errors
    /// [`PictureError::Size`] for a picture without pixels or with too many.
    pub fn new(section: &Section, view: View) -> Result<Self, PictureError> {
        let (width, depth) = (section.content.width(), section.content.depth());
        let scale = view.scale * view.oversampling as f64;
        let even = |length: f64| ((length * view.scale).round() as usize).saturating_mul(view.oversampling);
        let raster = Raster { width: even(width), height: even(depth + view.headroom), scale, top: -view.headroom };
        if !(1..=MOST_PIXELS).contains(&raster.width.saturating_mul(raster.height)) {
            return Err(PictureError::Size { width: raster.width, height: raster.height, limit: MOST_PIXELS });
        }
        let texture = Texture::new(section.key(), "picture/section");
        let mut scene = Self {
            view,
            anatomy: section.anatomy.clone(),
            raster,
            lines: Vec::new(),
            bundles: Vec::new(),
            young: Vec::new(),
            fine: Vec::new(),
            elastic: Vec::new(),
            seats: Vec::new(),
            vessels: Vec::new(),
            texture,
            width,
            depth,
        };
        scene.lines = (0..raster.width).map(|column| scene.lines_at((column as f64 + 0.5) / scale)).collect();
        scene.weave();
        scene.seats();
        scene.vessels();
        Ok(scene)
    }

    /// Pixels across and down of a picture.
    pub fn size(&self) -> (usize, usize) {
        (self.raster.width / self.view.oversampling, self.raster.height / self.view.oversampling)
    }

    /// Pixels per millimetre of a picture [1/mm].
    pub fn scale(&self) -> f64 {
        self.view.scale
    }

    /// The axis of a channel whose mouth is at `x`, at a depth: it is not quite straight (artistic licence) [mm].
    pub fn axis(&self, x: f64, z: f64) -> f64 {
        let bend = self.texture.child(40).smooth(z / 0.22, 7.0 * x) - 0.5;
        x + 0.04 * bend * (z / 0.3).clamp(0.0, 1.0)
    }

    /// The lines at a place, the same at every scale.
    pub(super) fn lines_at(&self, x: f64) -> Lines {
        const PEG: f64 = 0.07;
        let layers = &self.anatomy.layers;
        let wave = |index: u64, length: f64| self.texture.child(index).fractal(x / length, 0.5, 2) - 0.5;
        // Pegs of uneven width: noise pushed towards its ends.
        let peg = ((self.texture.child(1).smooth(x / PEG, 0.5) - 0.15) / 0.7).clamp(0.0, 1.0);
        let peg = 0.5 * (peg + peg * peg * (3.0 - 2.0 * peg)) - 0.5;
        let relief = 0.03 * wave(2, 0.35);
        Lines {
            surface: layers.stratum_corneum + relief,
            junction: layers.epidermis() + relief + self.anatomy.ridge_height() * peg,
            papillary: layers.epidermis() + layers.papillary_dermis + 0.07 * wave(3, 0.2),
            dermis: layers.skin() + 0.12 * wave(4, 0.4),
        }
    }

    fn weave(&mut self) {
        let pixels = self.raster.width * self.raster.height;
        let blank = || vec![Fibre::default(); pixels];
        let (raster, texture) = (self.raster, self.texture);
        let boundary = |x: f64| self.lines_at(x).papillary;
        let (mut bundles, mut young, mut fine, mut elastic) = (blank(), blank(), blank(), blank());
        draw(&mut bundles, raster, &PAPILLARY_BUNDLES, texture.child(10), |x, z| z < boundary(x) + 0.02);
        draw(&mut bundles, raster, &RETICULAR_BUNDLES, texture.child(11), |x, z| z > boundary(x) - 0.005);
        draw(&mut young, raster, &YOUNG_FIBRES, texture.child(15), |_, _| true);
        draw(&mut fine, raster, &FINE_FIBRES, texture.child(12), |_, _| true);
        draw(&mut elastic, raster, &PAPILLARY_ELASTIC, texture.child(13), |x, z| z < boundary(x));
        draw(&mut elastic, raster, &RETICULAR_ELASTIC, texture.child(14), |x, z| z >= boundary(x));
        let layer = |index: usize| {
            let z = raster.top + ((index / raster.width) as f64 + 0.5) / raster.scale;
            let papillary = self.lines.get(index % raster.width).map_or(0.0, |lines| lines.papillary);
            usize::from(z > papillary)
        };
        rank(&mut bundles, layer);
        rank(&mut young, layer);
        rank(&mut fine, layer);
        rank(&mut elastic, layer);
        (self.bundles, self.young, self.fine, self.elastic) = (bundles, young, fine, elastic);
    }

    /// Jittered lattices of seats: the lattice is as dense as the densest tissue that can be shown.
    fn seats(&mut self) {
        let kinds = [
            (Kind::Fibroblast, 0.036, 20),
            (Kind::Myofibroblast, 0.08, 21),
            (Kind::Neutrophil, 0.05, 22),
            (Kind::Macrophage, 0.036, 23),
        ];
        for (kind, spacing, child) in kinds {
            let texture = self.texture.child(child);
            // One seat per lattice cell: a seat is taken with probability density · slab · area of the lattice cell.
            let densest = 1.0 / (SLAB * spacing * spacing);
            for row in 0..(self.depth / spacing).ceil() as i64 {
                for column in 0..(self.width / spacing).ceil() as i64 {
                    let roll = |n: u64| texture.child(n).draw(column, row);
                    self.seats.push(Seat {
                        kind,
                        x: (column as f64 + roll(0)) * spacing,
                        z: (row as f64 + roll(1)) * spacing,
                        threshold: densest * roll(2),
                        angle: 0.9 * (roll(3) + roll(4) - 1.0),
                        draw: roll(5),
                    });
                }
            }
        }
    }

    fn vessels(&mut self) {
        let layers = &self.anatomy.layers;
        let plexus = layers.epidermis() + layers.papillary_dermis;
        // Loops below the epidermis, the plexus between papillary and reticular dermis, and larger vessels below.
        let sheets = [
            (0.1, 0.06, 0.0035, None),
            (0.13, 0.05, 0.006, Some(plexus)),
            (0.3, 0.2, 0.011, Some(0.75 * layers.skin())),
        ];
        for (index, (spacing, spread, radius, depth)) in (30_u64..).zip(sheets) {
            let texture = self.texture.child(index);
            for column in 0..(self.width / spacing).ceil() as i64 {
                let roll = |n: u64| texture.child(n).draw(column, 0);
                let x = (column as f64 + roll(0)) * spacing;
                let top = self.lines_at(x).junction + 0.012;
                let z = depth.map_or(top + spread * roll(1), |depth| depth + spread * (2.0 * roll(1) - 1.0));
                self.vessels.push(Vessel {
                    x,
                    z: z.max(top + 2.0 * radius),
                    radius: radius * (0.8 + 0.8 * roll(2)),
                    // The lattice holds a third more than young dermis, so that new vessels have seats.
                    threshold: 1.35 * roll(3),
                    angle: 1.2 * (roll(4) - 0.5),
                });
            }
        }
    }
}

/// Papillary dermis: thin short bundles, woven.
const PAPILLARY_BUNDLES: Weave = Weave {
    spacing: [0.012, 0.006],
    length: [0.03, 0.085],
    width: [0.0035, 0.008],
    wave: 0.7,
    wavelength: 0.026,
    lean: 0.3,
    spread: 1.1,
    fibril: 0.0,
    whole: false,
};

/// Reticular dermis: thick wavy bundles, most along the surface.
const RETICULAR_BUNDLES: Weave = Weave {
    spacing: [0.042, 0.0125],
    length: [0.1, 0.3],
    width: [0.011, 0.034],
    wave: 0.55,
    wavelength: 0.075,
    lean: 0.25,
    spread: 0.75,
    fibril: 0.0022,
    whole: false,
};

/// Collagen I before it is cross-linked: thin wavy fibres, most along the surface, as in new matrix.
const YOUNG_FIBRES: Weave = Weave {
    spacing: [0.02, 0.0105],
    length: [0.05, 0.12],
    width: [0.004, 0.008],
    wave: 1.1,
    wavelength: 0.024,
    lean: 0.35,
    spread: 1.2,
    fibril: 0.0,
    whole: true,
};

/// Collagen III, the thinnest fibres, in any direction.
const FINE_FIBRES: Weave = Weave {
    spacing: [0.015, 0.009],
    length: [0.03, 0.07],
    width: [0.0026, 0.0056],
    wave: 1.2,
    wavelength: 0.018,
    lean: 0.5,
    spread: 1.6,
    fibril: 0.0,
    whole: true,
};

/// Elastic fibres of the papillary dermis: thin, many upright.
const PAPILLARY_ELASTIC: Weave = Weave {
    spacing: [0.012, 0.014],
    length: [0.03, 0.09],
    width: [0.0012, 0.002],
    wave: 2.0,
    wavelength: 0.03,
    lean: 1.2,
    spread: 1.0,
    fibril: 0.0,
    whole: false,
};

/// Elastic fibres of the reticular dermis: thicker, along the bundles.
const RETICULAR_ELASTIC: Weave = Weave {
    spacing: [0.03, 0.016],
    length: [0.06, 0.2],
    width: [0.0018, 0.0036],
    wave: 2.5,
    wavelength: 0.05,
    lean: 0.25,
    spread: 0.8,
    fibril: 0.0,
    whole: false,
};

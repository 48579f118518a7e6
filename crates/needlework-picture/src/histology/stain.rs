//! The stains and what a place looks like in each.

use super::epithelium::{Mosaic, fat_wall, flakes, mosaic};
use super::moment::{Moment, Part};
use super::weave::Fibre;
use crate::raster::Colour;
use crate::section::{Field, Place};

/// How a section is stained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stain {
    /// Masson's trichrome: collagen blue, epidermis and clot red, nuclei dark.
    Masson,
    /// Picrosirius red between crossed polarisers: collagen III green, collagen I orange to red, the rest dark.
    Picrosirius,
    /// The same in colours that stay apart without red and green: collagen III light blue, collagen I orange.
    PicrosiriusColourBlindSafe,
    /// Verhoeff–van Gieson: elastic fibres black, collagen pink.
    Elastic,
}

impl Stain {
    /// Whether light is absorbed on a white ground; otherwise bright things shine on black.
    pub(super) fn absorbs(self) -> bool {
        matches!(self, Self::Masson | Self::Elastic)
    }
}

/// Stained area per content of cross-linked collagen I, assumed: bundles leave gaps [-].
const AREA_MATURE: f32 = 0.88;
/// Stained area per content of collagen I before cross-linking, assumed: its fibres are thin and
/// loosely packed [-].
const AREA_YOUNG: f32 = 1.7;
/// Stained area per content of collagen III, assumed [-].
const AREA_III: f32 = 0.9;
/// Largest stained area of one network [-].
const FULL: f32 = 0.97;
/// Depth of dye that fibres lose where all tissue is dead, in transmitted light: clot and fibrin lie over them. The
/// stained area stays (artistic licence) [-].
const UNDER_CLOT: f32 = 0.5;

/// Colours as densities of a layer on white.
pub(super) struct Dyes {
    blue: Colour,
    pale_blue: Colour,
    sky: Colour,
    mist: Colour,
    red: Colour,
    basal: Colour,
    horn: Colour,
    blood: Colour,
    fibrin: Colour,
    melanin: Colour,
    pink: Colour,
    straw: Colour,
    pub nucleus: Colour,
    pub plasma: Colour,
    pub wall: Colour,
    pub black: Colour,
}

impl Dyes {
    /// Red cells.
    pub(super) fn blood(&self) -> Colour {
        self.blood
    }

    pub(super) fn new() -> Self {
        let dye = |code: u32| Colour::srgb(code).density();
        Self {
            blue: dye(0x2f62ad),
            pale_blue: dye(0x5aa3d6),
            sky: dye(0x93d0ee),
            mist: dye(0xcfdcea),
            red: dye(0xb65f86),
            basal: dye(0x92497c),
            horn: dye(0xd35a49),
            blood: dye(0xc8281f),
            fibrin: dye(0xc5496a),
            melanin: dye(0x5f3d1e),
            pink: dye(0xd66a86),
            straw: dye(0xd9c78c),
            nucleus: dye(0x2f1d4d),
            plasma: dye(0xc77fa6),
            wall: dye(0x8f4f86),
            black: dye(0x17131c),
        }
    }
}

/// How much of a place is stained by fibres of which the tissue holds enough to cover `area`, 0 to 1.
#[inline]
pub(super) fn stained(fibre: Fibre, area: f32) -> f32 {
    let above = fibre.rank - (1.0 - area);
    if fibre.rank <= 0.0 || above <= 0.0 { 0.0 } else { 0.55 + 0.45 * (above / 0.4).min(1.0) }
}

/// The same for thin fibres, which are there or not.
#[inline]
fn present(fibre: Fibre, area: f32) -> f32 {
    if fibre.rank > 0.0 && fibre.rank > 1.0 - area { 0.92 } else { 0.0 }
}

/// Area shares that the collagen of a place stains: cross-linked collagen I, collagen I before cross-linking, collagen III.
pub(super) fn areas(place: Place<'_>) -> [f32; 3] {
    [
        AREA_MATURE * place.value(Field::MatureCollagenI),
        AREA_YOUNG * place.value(Field::ImmatureCollagenI),
        AREA_III * place.value(Field::CollagenIii),
    ]
    .map(|area| area.clamp(0.0, FULL))
}

/// Contents of a dermal place, as a stain needs them.
struct Dermal {
    /// Cross-linked collagen I, and how much of the pixel it stains [-].
    bundle: (Fibre, f32),
    /// Collagen I before cross-linking, likewise.
    young: (Fibre, f32),
    /// Collagen III, likewise.
    fine: (Fibre, f32),
    damage: f32,
    coagulum: f32,
    hyaluronan: f32,
}

impl Dermal {
    fn at(moment: &Moment<'_>, pixel: usize, x: f64, z: f64) -> Self {
        let place = moment.section.content.at(x, z);
        let areas = areas(place);
        let network = |fibres: &[Fibre], area: f32, shows: fn(Fibre, f32) -> f32| {
            let fibre = fibres.get(pixel).copied().unwrap_or_default();
            (fibre, shows(fibre, area))
        };
        Self {
            bundle: network(&moment.scene.bundles, areas[0], stained),
            young: network(&moment.scene.young, areas[1], present),
            fine: network(&moment.scene.fine, areas[2], present),
            damage: place.value(Field::Damage).clamp(0.0, 1.0),
            coagulum: place.value(Field::Coagulum).clamp(0.0, 1.0),
            hyaluronan: place.value(Field::Hyaluronan),
        }
    }
}

/// Density of a place in transmitted light, for the stains that absorb.
pub(super) fn density(
    stain: Stain,
    dyes: &Dyes,
    moment: &Moment<'_>,
    pixel: usize,
    column: usize,
    [x, z]: [f64; 2],
) -> Colour {
    let texture = moment.scene.texture;
    let elastic = stain == Stain::Elastic;
    match moment.part(column, x, z) {
        Part::Glass => Colour::BLACK,
        Part::Crust => {
            let grain = texture.child(50).fractal(x / 0.012, z / 0.008, 2) as f32;
            dyes.fibrin * (0.45 + 0.9 * grain) + dyes.nucleus * (0.25 * grain)
        }
        Part::Corneum { below_top } => {
            let flake = flakes(texture.child(51), x, below_top) as f32;
            if elastic { dyes.straw * (1.2 * flake) } else { dyes.horn * (0.85 * flake) }
        }
        Part::Epidermis { height, thickness } => {
            let cell = mosaic(texture.child(52), x, height, thickness);
            let plasma = if elastic { dyes.straw } else { dyes.red };
            epidermis(dyes, plasma, &cell, moment.melanin(column))
        }
        Part::Lumen { share } => lumen(dyes, moment, x, z, share),
        Part::Dermis { below } => {
            let place = Dermal::at(moment, pixel, x, z);
            let clot = clot(dyes, moment, &place, x, z);
            let tissue = if elastic { van_gieson(dyes, moment, &place, pixel, x, z) } else { trichrome(dyes, &place) };
            // The basement membrane takes the stain of collagen.
            let membrane = (1.0 - below / 0.0025).clamp(0.0, 1.0) as f32 * 0.6;
            // Clot and fibrin lie over fibres and let less of their dye be seen; they take none of the area away.
            tissue * (1.0 - UNDER_CLOT * place.damage) + clot + if elastic { dyes.pink } else { dyes.blue } * membrane
        }
        Part::Hypodermis => {
            let wall = fat_wall(texture.child(53), x, z) as f32;
            dyes.wall * (0.35 * wall) + if elastic { dyes.pink } else { dyes.blue } * (0.18 * wall)
        }
    }
}

fn epidermis(dyes: &Dyes, plasma: Colour, cell: &Mosaic, melanin: f32) -> Colour {
    let basal = cell.row == 0;
    let nucleus = ((1.15 - cell.nucleus) / 0.3).clamp(0.0, 1.0) as f32;
    let body = plasma * (0.72 + 0.25 * cell.draw as f32 - 0.35 * cell.border as f32);
    let base = if basal { dyes.basal * 0.35 } else { Colour::BLACK };
    // Pigment lies as a cap over the nuclei of basal cells.
    let pigment = if basal { dyes.melanin * (0.22 * melanin * (0.4 + cell.draw as f32)) } else { Colour::BLACK };
    body + base + pigment + dyes.nucleus * (nucleus * if basal { 0.95 } else { 0.75 })
}

/// Blood and serum in the open part of a channel: fluid at the mouth, cells below.
fn lumen(dyes: &Dyes, moment: &Moment<'_>, x: f64, z: f64, share: f64) -> Colour {
    let texture = moment.scene.texture;
    let level = 0.22 + 0.12 * texture.child(54).smooth(x / 0.02, 0.0);
    let filled = ((share - level) / 0.12).clamp(0.0, 1.0) as f32;
    dyes.blood * (filled * erythrocytes(moment, x, z)) + dyes.fibrin * (0.12 * filled)
}

/// Discs of red cells, 0 between them.
fn erythrocytes(moment: &Moment<'_>, x: f64, z: f64) -> f32 {
    const DISC: f64 = 0.0068;
    let cell = mosaic(moment.scene.texture.child(55), x * 0.0095 / DISC, (z + 1.0) * 0.0105 / DISC, 1e6);
    if cell.border > 0.55 { 0.25 } else { 0.75 + 0.35 * cell.draw as f32 }
}

/// Fibrin and bled cells of dead tissue.
fn clot(dyes: &Dyes, moment: &Moment<'_>, place: &Dermal, x: f64, z: f64) -> Colour {
    if place.damage < 0.004 && place.coagulum < 0.004 {
        return Colour::BLACK;
    }
    let texture = moment.scene.texture;
    let mesh = 1.0 - (2.0 * texture.child(56).fractal(x / 0.012, z / 0.02, 3) - 1.0).abs() as f32;
    let strands = ((mesh - 0.68) / 0.2).clamp(0.0, 1.0);
    let patches = texture.child(57).fractal(x / 0.03, z / 0.05, 2) as f32;
    let bled = ((place.damage - 0.28 - patches * 0.95) / 0.15).clamp(0.0, 1.0);
    dyes.fibrin * (place.damage * (0.2 + 0.6 * strands))
        + dyes.blood * (0.6 * bled * erythrocytes(moment, x, z))
        + dyes.plasma * (0.8 * place.coagulum)
}

/// Thin fibres lie in front: what they cover of a bundle is seen as theirs.
fn trichrome(dyes: &Dyes, place: &Dermal) -> Colour {
    let ((bundle, thick), (_, young), (_, fine)) = (place.bundle, place.young, place.fine);
    let fibrils = 0.62 + 0.5 * bundle.shade;
    let behind = (1.0 - young) * (1.0 - fine);
    dyes.blue * (thick * fibrils * behind)
        + dyes.sky * (young * (1.0 - fine))
        + dyes.pale_blue * fine
        + dyes.mist * (0.25 + 0.35 * place.hyaluronan)
}

fn van_gieson(dyes: &Dyes, moment: &Moment<'_>, place: &Dermal, pixel: usize, x: f64, z: f64) -> Colour {
    /// Area of young dermis that elastic fibres cover, assumed [-].
    const AREA_ELASTIC: f32 = 0.09;
    let here = moment.section.content.at(x, z);
    let elastic = moment.scene.elastic.get(pixel).copied().unwrap_or_default();
    let fibres = stained(elastic, AREA_ELASTIC * here.value(Field::ElasticFibres));
    // Elastotic material lies in clumps under the epidermis.
    let clumps = moment.scene.texture.child(58).fractal(x / 0.035, z / 0.022, 3) as f32;
    let elastotic = ((clumps - 0.74 + 0.5 * here.value(Field::ElastoticMaterial)) / 0.1).clamp(0.0, 1.0);
    let shallow = (1.0 - z as f32 / 0.45).clamp(0.0, 1.0);
    let ((shape, thick), (_, young), (_, fine)) = (place.bundle, place.young, place.fine);
    let bundle = thick * (0.62 + 0.5 * shape.shade);
    dyes.pink * (0.8 * bundle + 0.3 * young.max(fine) * (1.0 - bundle).max(0.0) + 0.06)
        + dyes.black * (1.1 * fibres + 0.42 * elastotic * shallow)
}

/// Light of a place between crossed polarisers.
pub(super) fn light(stain: Stain, moment: &Moment<'_>, pixel: usize, column: usize, [x, z]: [f64; 2]) -> Colour {
    let safe = stain == Stain::PicrosiriusColourBlindSafe;
    let texture = moment.scene.texture;
    match moment.part(column, x, z) {
        Part::Dermis { .. } => {
            let place = Dermal::at(moment, pixel, x, z);
            let [thick, young, thin] = if safe {
                [0xd0660a, 0xfff0a0, 0x4fb6f2].map(Colour::srgb)
            } else {
                [0xe0331a, 0xffcf4d, 0x46d04f].map(Colour::srgb)
            };
            // A fibre along a polariser is dark; thick and cross-linked ones shine most. Thin ones lie in front.
            let turned = |fibre: Fibre| 0.12 + 0.88 * fibre.light;
            let steady = |fibre: Fibre| 0.35 + 0.65 * fibre.light;
            let behind = (1.0 - place.young.1) * (1.0 - place.fine.1);
            thick * (place.bundle.1 * turned(place.bundle.0) * (0.34 + 0.4 * place.bundle.0.shade) * behind)
                + young * (0.95 * place.young.1 * steady(place.young.0) * (1.0 - place.fine.1))
                + thin * (0.9 * place.fine.1 * steady(place.fine.0))
                + Colour::new(0.004, 0.003, 0.002)
        }
        Part::Epidermis { .. } => Colour::new(0.0075, 0.0065, 0.004),
        Part::Corneum { below_top } => Colour::new(0.05, 0.042, 0.02) * flakes(texture.child(51), x, below_top) as f32,
        Part::Crust | Part::Lumen { .. } => Colour::new(0.004, 0.002, 0.001),
        Part::Hypodermis => Colour::new(0.02, 0.014, 0.006) * fat_wall(texture.child(53), x, z) as f32,
        Part::Glass => Colour::BLACK,
    }
}

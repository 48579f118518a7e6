//! Keratinocytes: a mosaic of cells with a nucleus each, tall at the base, flat at the top.

use crate::texture::Texture;

/// What a place of the living epidermis shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mosaic {
    /// Distance from the nucleus, 1 at its rim [-].
    pub nucleus: f64,
    /// Closeness to the border between two cells, 0 inside to 1 at the border [-].
    pub border: f64,
    /// A draw of the cell [-].
    pub draw: f64,
    /// Number of the row of cells, 0 for the basal row.
    pub row: i64,
}

/// Width of a keratinocyte [mm].
const CELL: f64 = 0.0105;
/// Height of a basal keratinocyte [mm].
const TALL: f64 = 0.012;

/// The cell at a place; `height` above the junction, `thickness` of the epidermis there [mm].
pub(super) fn mosaic(texture: Texture, x: f64, height: f64, thickness: f64) -> Mosaic {
    // Rows crowd towards the top: a cell there is less than half as tall as at the base.
    let share = (height / thickness.max(0.02)).clamp(0.0, 1.0);
    let rise = height / TALL * (1.0 + 0.45 * share * share);
    let across = x / CELL;
    let (row, column) = (rise.floor() as i64, across.floor() as i64);
    let (mut first, mut second) = ((f64::INFINITY, 0.0, 0.0, 0.0, 0), f64::INFINITY);
    for dr in -1..=1 {
        for dc in -1..=1 {
            let (r, c) = (row + dr, column + dc);
            if r < 0 {
                continue;
            }
            let roll = |n: u64| texture.child(n).draw(c, r);
            // Basal cells stand in a row.
            let loose = if r == 0 { 0.25 } else { 0.75 };
            let dx = across - (c as f64 + 0.5 + loose * (roll(0) - 0.5));
            let dz = rise - (r as f64 + 0.5 + 0.6 * loose * (roll(1) - 0.5));
            // Squares order as distances do; only the nearest two need a root.
            let distance = dx * dx + dz * dz;
            if distance < first.0 {
                second = first.0;
                first = (distance, dx, dz, roll(2), r);
            } else if distance < second {
                second = distance;
            }
        }
    }
    let (square, dx, dz, draw, row) = first;
    let (distance, second) = (square.sqrt(), second.sqrt());
    // A nucleus fills about a third of its cell.
    let nucleus = (dx / 0.34).hypot(dz / if row == 0 { 0.4 } else { 0.34 });
    Mosaic { nucleus, border: 1.0 - ((second - distance) / 0.16).clamp(0.0, 1.0), draw, row }
}

/// How deep a layer of stratum corneum is stained, 0 between the flakes [-].
pub(super) fn flakes(texture: Texture, x: f64, below_top: f64) -> f64 {
    const FLAKE: f64 = 0.0045;
    let wave = 1.6 * texture.fractal(x / 0.05, below_top / 0.03, 2) + 0.5 * texture.smooth(x / 0.4, 3.0);
    let phase = (below_top / FLAKE + wave).fract();
    let gap = texture.child(1).smooth(x / 0.03, (below_top / FLAKE + wave).floor() * 7.3);
    if phase < 0.25 + 0.3 * gap { 0.15 } else { 0.75 + 0.25 * gap }
}

/// Walls of fat cells: 1 on a wall, 0 inside [-].
pub(super) fn fat_wall(texture: Texture, x: f64, z: f64) -> f64 {
    const FAT: f64 = 0.075;
    let (u, v) = (x / FAT, z / FAT);
    let (column, row) = (u.floor() as i64, v.floor() as i64);
    let (mut first, mut second) = (f64::INFINITY, f64::INFINITY);
    for dr in -1..=1 {
        for dc in -1..=1 {
            let (c, r) = (column + dc, row + dr);
            let roll = |n: u64| texture.child(n).draw(c, r);
            let (dx, dz) = (u - (c as f64 + roll(0)), v - (r as f64 + roll(1)));
            let distance = dx * dx + dz * dz;
            if distance < first {
                second = first;
                first = distance;
            } else if distance < second {
                second = distance;
            }
        }
    }
    1.0 - ((second.sqrt() - first.sqrt()) * FAT / 0.004).clamp(0.0, 1.0)
}

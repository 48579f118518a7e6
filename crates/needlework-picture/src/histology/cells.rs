//! Cells and vessels, laid over the stained tissue.

use super::moment::{Moment, Part};
use super::scene::{Kind, Seat, Vessel};
use super::stain::Dyes;
use crate::raster::{Canvas, Colour};
use crate::section::Field;

/// Adds the density of cells and vessels to a canvas of densities.
pub(super) fn draw(canvas: &mut Canvas, dyes: &Dyes, moment: &Moment<'_>) {
    for vessel in &moment.scene.vessels {
        draw_vessel(canvas, dyes, moment, vessel);
    }
    for seat in &moment.scene.seats {
        let place = moment.section.content.at(seat.x, seat.z);
        let density = match seat.kind {
            Kind::Fibroblast => place.value(Field::Fibroblasts),
            Kind::Myofibroblast => place.value(Field::Myofibroblasts),
            Kind::Neutrophil => place.value(Field::Neutrophils),
            Kind::Macrophage => place.macrophages(),
        };
        if f64::from(density) > seat.threshold && in_dermis(moment, seat.x, seat.z) {
            draw_cell(canvas, dyes, moment, seat);
        }
    }
}

fn in_dermis(moment: &Moment<'_>, x: f64, z: f64) -> bool {
    let column = (x * moment.scene.raster.scale) as usize;
    matches!(moment.part(column, x, z), Part::Dermis { below } if below > 0.004)
}

/// An ellipse in millimetres, added as density.
fn blob(canvas: &mut Canvas, moment: &Moment<'_>, [x, z]: [f64; 2], radii: [f64; 2], angle: f64, dye: Colour) {
    let raster = moment.scene.raster;
    let (px, py) = (x * raster.scale, (z - raster.top) * raster.scale);
    let radii = radii.map(|radius| (radius * raster.scale).max(0.4));
    canvas.add_ellipse(px, py, radii, angle, dye);
}

fn draw_cell(canvas: &mut Canvas, dyes: &Dyes, moment: &Moment<'_>, seat: &Seat) {
    let at = [seat.x, seat.z];
    let size = 0.85 + 0.3 * seat.draw;
    match seat.kind {
        Kind::Fibroblast => {
            blob(canvas, moment, at, [0.0085 * size, 0.002], seat.angle, dyes.nucleus * 0.9);
        }
        Kind::Myofibroblast => {
            blob(canvas, moment, at, [0.019 * size, 0.0036], seat.angle, dyes.plasma * 0.9);
            blob(canvas, moment, at, [0.0085 * size, 0.0023], seat.angle, dyes.nucleus * 0.9);
        }
        Kind::Neutrophil => {
            // Three lobes in a pale cell.
            blob(canvas, moment, at, [0.0052, 0.0052], 0.0, dyes.plasma * 0.35);
            for lobe in 0..3 {
                let turn = std::f64::consts::TAU * (seat.draw + f64::from(lobe) / 3.0);
                let place = [seat.x + 0.0023 * turn.cos(), seat.z + 0.0023 * turn.sin()];
                blob(canvas, moment, place, [0.0019, 0.0019], 0.0, dyes.nucleus);
            }
        }
        Kind::Macrophage => {
            blob(canvas, moment, at, [0.0085 * size, 0.0068], seat.angle, dyes.plasma * 0.4);
            let place = [seat.x + 0.002, seat.z - 0.001];
            blob(canvas, moment, place, [0.0038 * size, 0.003], seat.angle, dyes.nucleus * 0.8);
        }
    }
}

fn draw_vessel(canvas: &mut Canvas, dyes: &Dyes, moment: &Moment<'_>, vessel: &Vessel) {
    let place = moment.section.content.at(vessel.x, vessel.z);
    if f64::from(place.value(Field::Vessels)) < vessel.threshold || !in_dermis(moment, vessel.x, vessel.z) {
        return;
    }
    // A vessel that is half as wide again carries five times the blood; redness is read as flow.
    let wide = f64::from(place.value(Field::Vasodilation)).max(0.2).powf(0.25);
    let radius = vessel.radius * wide;
    let at = [vessel.x, vessel.z];
    let long = 1.0 + vessel.angle.abs();
    blob(canvas, moment, at, [long * (radius + 0.0028), radius + 0.0028], vessel.angle, dyes.wall * 0.75);
    // Density is added, so the lumen is cleared before the blood is drawn.
    clear(canvas, moment, at, [long * radius, radius], vessel.angle);
    blob(canvas, moment, at, [0.8 * long * radius, 0.8 * radius], vessel.angle, dyes.black * 0.03 + dyes.plasma * 0.1);
    let red = dyes.blood();
    for cell in 0..(3 + (radius / 0.003) as i32) {
        let turn = 2.4 * f64::from(cell);
        let out = 0.62 * radius * (f64::from(cell) / (3.0 + radius / 0.003)).sqrt();
        let place = [vessel.x + long * out * turn.cos(), vessel.z + out * turn.sin()];
        blob(canvas, moment, place, [0.0031, 0.0024], turn, red * 0.8);
    }
    for nucleus in 0..3 {
        let turn = vessel.angle + 2.1 * f64::from(nucleus) + 40.0 * vessel.threshold;
        let place = [vessel.x + long * (radius + 0.002) * turn.cos(), vessel.z + (radius + 0.002) * turn.sin()];
        blob(canvas, moment, place, [0.0042, 0.0014], turn + 1.57, dyes.nucleus * 0.9);
    }
}

fn clear(canvas: &mut Canvas, moment: &Moment<'_>, [x, z]: [f64; 2], radii: [f64; 2], angle: f64) {
    let raster = moment.scene.raster;
    let radii = radii.map(|radius| (radius * raster.scale).max(0.4));
    canvas.fill_ellipse(x * raster.scale, (z - raster.top) * raster.scale, radii, angle, Colour::BLACK, 0.9);
}

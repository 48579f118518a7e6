//! An arm of a trial, written as a study file.

use std::fmt::Write as _;

use needlework::evidence::{Arm, Product, ProductKind, Treatment};

use super::Reading;
use super::rules::Stated;

/// Seed of every imitation, so that draws share their constants.
const SEED: u64 = 7;
/// Platelets of plasma over those of blood, less one, in units of a fully bleeding channel (3 to 5) [-].
const PLATELETS: f64 = 4.0;

/// The study file.
pub(super) fn written(arm: &Arm, stated: &Stated, readings: &[Reading]) -> String {
    let Stated { concern, device, length, sessions, interval, site, phototype, age, .. } = stated;
    let last_reading = readings.iter().map(|reading| reading.day).fold(stated.last(), f64::max);
    let name: String = arm.name.chars().filter(|c| !matches!(c, '"' | '\\') && !c.is_control()).collect();
    let mut text = format!(
        "format = 1\n\n[study]\ntitle = \"{name}, arm {}\"\nseed = {SEED}\n\n[skin]\nage = {age:?}\nsex = \"female\"\n\
         phototype = \"{phototype:?}\"\nsite = \"{site}\"\n\n[concern]\nid = \"{concern}\"\n",
        arm.id
    );
    let has = |treatment| arm.traits.treatments.contains(&treatment);
    if has(Treatment::Needling) {
        let _ = write!(text, "\n[device]\nid = \"{device}\"\n");
        if !stated.pen {
            let _ = writeln!(text, "length = \"{length} mm\"");
        }
        text.push_str("\n[technique]\n");
        if stated.pen {
            let _ = writeln!(text, "depth = \"{length} mm\"");
        }
        if has(Treatment::Plasma) {
            let _ = writeln!(text, "platelet_plasma = {PLATELETS:?}");
        }
        let _ = write!(text, "\n[protocol]\nsessions = {sessions}\n");
        if *sessions > 1 {
            let _ = writeln!(text, "interval = \"{interval} days\"");
        }
    }
    for product in &arm.products {
        text.push_str(&used(product, arm, stated, last_reading));
    }
    let mut days: Vec<f64> = readings.iter().map(|reading| reading.day).collect();
    days.sort_by(f64::total_cmp);
    days.dedup();
    let horizon = last_reading.max(stated.last()) + 1.0;
    let _ = write!(
        text,
        "\n[numerics]\ndraws = 0\n\n[output]\nhorizon = \"{horizon} days\"\nsnapshots = {days:?}\npictures = false\n"
    );
    text
}

fn used(product: &Product, arm: &Arm, stated: &Stated, last_reading: f64) -> String {
    let days = if product.days.is_empty() { stated.days() } else { product.days.clone() };
    let id = &product.id;
    match product.kind {
        ProductKind::Peel => format!("\n[[peel]]\nproduct = \"{id}\"\ndays = {days:?}\n"),
        ProductKind::Laser => format!("\n[[laser]]\ndevice = \"{id}\"\ndays = {days:?}\n"),
        ProductKind::Radiofrequency => {
            let depth = arm.traits.needle_length.map_or(String::new(), |depth| format!("depth = \"{depth} mm\"\n"));
            format!("\n[[radiofrequency]]\ndevice = \"{id}\"\n{depth}days = {days:?}\n")
        }
        ProductKind::Active => {
            let strength =
                product.strength.as_ref().map_or(String::new(), |strength| format!("strength = \"{strength}\"\n"));
            let (when, dose, stop) = if product.home {
                ("home", "2 mg/cm2", format!("stop = {last_reading:?}\n"))
            } else {
                ("during", "2 uL/cm2", String::new())
            };
            format!("\n[[application]]\nactive = \"{id}\"\nwhen = \"{when}\"\ndose = \"{dose}\"\n{strength}{stop}")
        }
    }
}

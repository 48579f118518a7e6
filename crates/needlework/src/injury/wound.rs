//! From punctures to the injury that the healing network starts from.
//!
//! Round a channel of depth `d` the tissue is dead to a radius that shrinks to nothing at the tip,
//!
//! ```text
//! r(z) = (hole · diameter + rim) · (1 - z/d)^taper        for z < d, else 0
//! ```
//!
//! and the destroyed volume fraction at depth `z` is the share of the plane that lies inside at least one such disc,
//! measured on the actual places. Where places are random it equals `1 - exp(-Σπr²/A)`.
//!
//! `hole` and `rim` are those of the calibration of the healing network, which took one depth of 0.7 times the length
//! for every needle, 240 channels/cm² and 0.25 mm needles: 0.081 at 0.2 mm for a 1.5 mm roller. Changing them means
//! fitting the network again.

use super::error::{InjuryError, check_depths};
use super::kinds::{Injury, InjuryKind, ZoneInjury};
use crate::provenance::{Spread, coefficients};
use crate::puncture::{Penetration, Punctures, bleeding_probability, union_fraction};
use crate::skin::Skin;
use std::f64::consts::PI;

coefficients! {
    /// Geometry of the dead tissue round a channel.
    pub struct Destruction {
        #[doc = "Crushed radius at the surface relative to the needle diameter"]
        hole = 0.35, "-", Spread::LogNormal { log_sd: 0.15 }, Assumed, "geometry of the calibration; han-das-2015-histology says only that the hole is not the needle";
        #[doc = "Dead rim beyond the crushed radius"]
        rim = 0.03, "mm", Spread::LogNormal { log_sd: 0.4 }, Assumed, "geometry of the calibration";
        #[doc = "Depth at which the opened share of the viable epidermis is read"]
        epidermal_depth = 0.02, "mm", Spread::Range { low: 0.01, high: 0.05 }, Assumed, "geometry of the calibration, just below the stratum corneum";
    }
}

/// Radius of dead tissue round a channel at a depth: `(hole·diameter + rim)·(1 - z/d)^taper` [mm].
///
/// Zero at and below the tip. `z` depth of the plane, `reach` depth of the channel, `diameter` of the needle base [mm]; `taper` [-].
pub fn destroyed_radius(z: f64, reach: f64, diameter: f64, taper: f64, model: &Destruction) -> f64 {
    if z >= reach {
        return 0.0;
    }
    (model.hole * diameter + model.rim) * (1.0 - z / reach).powf(taper)
}

/// Destroyed fraction at a depth if all channels are alike and placed at random: `1 - exp(-π r² ρ)` [-].
///
/// `density` channels per area [1/mm²]; the other arguments as in [`destroyed_radius`].
///
/// ```
/// use needlework::injury::{Destruction, destroyed_fraction};
/// // The reference of the calibration: 1.5 mm roller reaching 0.7 of its length, 240 channels per cm².
/// let fraction = destroyed_fraction(0.2, 0.7 * 1.5, 0.25, 0.5, 2.4, &Destruction::default());
/// assert!((fraction - 0.081).abs() < 0.0005);
/// ```
pub fn destroyed_fraction(z: f64, reach: f64, diameter: f64, taper: f64, density: f64, model: &Destruction) -> f64 {
    let radius = destroyed_radius(z, reach, diameter, taper, model);
    -(-PI * radius * radius * density).exp_m1()
}

/// The injury of a session, at the depths of the healing zones [mm].
///
/// `bleed` is the mean probability of reaching the papillary vessels over the channels that pierce the stratum
/// corneum; the barrier is open inside their mouths; the viable epidermis is open inside the destroyed discs just
/// below the stratum corneum; the width of a lesion is the mean width of a mouth.
///
/// # Errors
/// Depths or coefficients out of range, or puncture arrays of unequal length.
///
/// ```
/// use needlework::injury::{Destruction, wound};
/// use needlework::puncture::{Field, Penetration, Punctures};
/// use needlework::skin::{Person, Phototype, Sex, Site, Skin};
/// // One channel of 1 mm on 4 mm²: dead radius 0.35·0.25 + 0.03 = 0.1175 mm at the surface.
/// let punctures = Punctures {
///     field: Field { patch_width: 2.0, patch_height: 2.0, treated_area: 4.0 },
///     x: vec![1.0], y: vec![1.0], time: vec![0.0], depth: vec![1.0], mouth_radius: vec![0.0625], needle: vec![0],
///     needle_travel: 1.3, travel_tolerance: 0.0, needle_diameter: 0.25, taper: 0.5, procedure_time: 1.0,
/// };
/// let skin = Skin::resolve(&Person::median(40.0, Sex::Female, Phototype::II), &Site::reference_face())?;
/// let injury = wound(&punctures, &skin, &[0.0, 0.5, 1.0], &Penetration::default(), &Destruction::default())?;
/// let disc = std::f64::consts::PI * 0.1175_f64.powi(2) / 4.0;
/// assert!((injury.zones[0].destroyed / disc - 1.0).abs() < 0.02);
/// assert!((injury.zones[1].destroyed / (0.5 * disc) - 1.0).abs() < 0.02); // r² falls linearly to the tip
/// assert_eq!(injury.zones[2].destroyed, 0.0);
/// assert!((injury.lesion_width - 0.125).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn wound(
    punctures: &Punctures,
    skin: &Skin,
    depths: &[f64],
    penetration: &Penetration,
    destruction: &Destruction,
) -> Result<Injury, InjuryError> {
    check_depths(depths)?;
    penetration.check()?;
    destruction.check()?;
    check_lengths(punctures)?;
    let corneum = skin.layers.stratum_corneum;
    let destroyed_at = |z: f64| {
        let discs = punctures.x.iter().zip(&punctures.y).zip(&punctures.depth).filter_map(move |((x, y), depth)| {
            let radius = destroyed_radius(z, *depth, punctures.needle_diameter, punctures.taper, destruction);
            (radius > 0.0 && *depth > corneum).then_some((*x, *y, radius))
        });
        union_fraction(&punctures.field, discs)
    };
    let zones = depths
        .iter()
        .map(|depth| ZoneInjury { depth: *depth, destroyed: destroyed_at(*depth), ablated: 0.0, coagulated: 0.0 })
        .collect();
    let pierced = punctures.depth.iter().filter(|depth| **depth > corneum).count();
    let mean_over_pierced = |sum: f64| if pierced == 0 { 0.0 } else { sum / pierced as f64 };
    let bleeding = punctures
        .depth
        .iter()
        .filter(|depth| **depth > corneum)
        .map(|depth| bleeding_probability(*depth, skin, penetration))
        .sum();
    let widths = punctures.mouth_radius.iter().map(|radius| 2.0 * radius).sum();
    Ok(Injury {
        kind: InjuryKind::Needling,
        zones,
        bleed: mean_over_pierced(bleeding),
        open_barrier: union_fraction(&punctures.field, punctures.mouths()),
        open_epidermis: destroyed_at(destruction.epidermal_depth),
        lesion_width: mean_over_pierced(widths),
        epidermis_removed: 0.0,
        platelet_bolus: 0.0,
        density: pierced as f64 / punctures.field.patch_area(),
    })
}

/// A puncture set may come from a file.
fn check_lengths(punctures: &Punctures) -> Result<(), InjuryError> {
    punctures.field.check()?;
    let depths = punctures.depth.len();
    for (array, other) in
        [("x", punctures.x.len()), ("y", punctures.y.len()), ("mouth_radius", punctures.mouth_radius.len())]
    {
        if other != depths {
            return Err(InjuryError::Ragged { depths, other, array });
        }
    }
    Ok(())
}

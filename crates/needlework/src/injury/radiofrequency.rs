//! Radiofrequency needling: needles that heat the tissue round their bare ends.
//!
//! No laser and no plain needling: the needle leaves a channel, and its current coagulates a zone in the dermis. An
//! insulated needle is bare at its tip only, so the surface is spared; one without insulation heats along its way.

use super::error::{InjuryError, check_depths};
use super::kinds::{Injury, InjuryKind, ZoneInjury};
use super::wound::{Destruction, destroyed_radius};
use crate::limit::{LimitError, in_range};
use crate::puncture::{Penetration, bleeding_probability};
use crate::skin::Skin;
use serde::{Deserialize, Serialize};
use std::f64::consts::PI;

/// Taper of the channel of a needle, as for plain needles (assumed) [-].
const TAPER: f64 = 0.5;

/// Radiofrequency needles as they are used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RadiofrequencyNeedles {
    /// Name of the device, for tables.
    pub name: String,
    /// Punctures per area, all passes together [1/mm²].
    pub density: f64,
    /// Diameter of the needles [mm].
    pub needle_diameter: f64,
    /// Depth of the tips below the surface [mm].
    pub depth: f64,
    /// Length of the bare end, from the tip upwards [mm].
    pub bare_length: f64,
    /// Radius of the coagulated zone round the bare end [mm].
    pub zone_radius: f64,
}

impl RadiofrequencyNeedles {
    fn check(&self) -> Result<(), LimitError> {
        in_range("radiofrequency.density", self.density, 0.0, 20.0, "1/mm²")?;
        in_range("radiofrequency.needle_diameter", self.needle_diameter, 0.02, 1.0, "mm")?;
        in_range("radiofrequency.depth", self.depth, 0.1, 8.0, "mm")?;
        in_range("radiofrequency.bare_length", self.bare_length, 0.0, 8.0, "mm")?;
        in_range("radiofrequency.zone_radius", self.zone_radius, 0.0, 2.0, "mm")?;
        Ok(())
    }

    /// Radius of the channel's mouth: half open, as after a plain needle [mm].
    pub fn mouth_radius(&self) -> f64 {
        0.25 * self.needle_diameter
    }

    /// Radius of the tissue that the needle crushes at a depth [mm].
    pub fn crushed_radius(&self, z: f64, destruction: &Destruction) -> f64 {
        destroyed_radius(z, self.depth, self.needle_diameter, TAPER, destruction)
    }

    /// Radius of the coagulated zone at a depth: a rod round the bare end with round caps [mm].
    pub fn zone_at(&self, z: f64) -> f64 {
        let top = (self.depth - self.bare_length).max(0.0);
        let beyond = (top - z).max(z - self.depth).max(0.0);
        (self.zone_radius * self.zone_radius - beyond * beyond).max(0.0).sqrt()
    }

    /// Depth to which tissue is coagulated [mm].
    pub fn reach(&self) -> f64 {
        self.depth + self.zone_radius
    }

    /// The injury at the depths of the healing zones [mm].
    ///
    /// Channels lie at random: a disc of radius `r` takes the share `1 - exp(-π r² ρ)` of the plane. Inside the coagulated
    /// zone tissue counts as denatured, outside it as crushed by the needle. Vessels in the zone are sealed.
    ///
    /// # Errors
    /// Depths or numbers out of range.
    ///
    /// ```
    /// use needlework::injury::{Destruction, RadiofrequencyNeedles};
    /// use needlework::puncture::Penetration;
    /// use needlework::skin::{Person, Phototype, Sex, Site, Skin};
    /// let skin = Skin::resolve(&Person::median(40.0, Sex::Female, Phototype::II), &Site::reference_face())?;
    /// let needles = RadiofrequencyNeedles {
    ///     name: "insulated".to_owned(), density: 0.5, needle_diameter: 0.2, depth: 1.0, bare_length: 0.3, zone_radius: 0.2,
    /// };
    /// let injury = needles.injury(&skin, &[0.2, 1.0], &Penetration::default(), &Destruction::default())?;
    /// assert_eq!(injury.zones[0].coagulated, 0.0); // the insulated shaft
    /// let tip = 1.0 - (-0.5 * std::f64::consts::PI * 0.04_f64).exp();
    /// assert!((injury.zones[1].coagulated - tip).abs() < 1e-12);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn injury(
        &self,
        skin: &Skin,
        depths: &[f64],
        penetration: &Penetration,
        destruction: &Destruction,
    ) -> Result<Injury, InjuryError> {
        check_depths(depths)?;
        self.check()?;
        let share = |radius: f64| -(-PI * radius * radius * self.density).exp_m1();
        let zone = |depth: &f64| {
            let coagulated = share(self.zone_at(*depth));
            let crushed = share(self.crushed_radius(*depth, destruction));
            ZoneInjury { depth: *depth, destroyed: (crushed - coagulated).max(0.0), ablated: 0.0, coagulated }
        };
        let mouth = share(self.mouth_radius());
        let epidermis = self.crushed_radius(destruction.epidermal_depth, destruction);
        let sealed = self.zone_at(skin.vessel_depth()) > 0.0;
        Ok(Injury {
            kind: InjuryKind::Radiofrequency,
            zones: depths.iter().map(zone).collect(),
            bleed: if sealed { 0.0 } else { bleeding_probability(self.depth, skin, penetration) },
            open_barrier: mouth,
            open_epidermis: share(epidermis.max(self.zone_at(destruction.epidermal_depth))),
            lesion_width: 0.5 * self.needle_diameter,
            epidermis_removed: 0.0,
            platelet_bolus: 0.0,
            density: self.density,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::skin::{Person, Phototype, Sex, Site};

    fn injury(needles: &RadiofrequencyNeedles) -> Result<Injury, InjuryError> {
        let skin = Skin::resolve(&Person::median(40.0, Sex::Female, Phototype::II), &Site::reference_face()).unwrap();
        needles.injury(&skin, &[0.02, 0.2, 0.5, 1.0, 1.5], &Penetration::default(), &Destruction::default())
    }

    fn needles() -> RadiofrequencyNeedles {
        RadiofrequencyNeedles {
            name: "test".to_owned(),
            density: 0.5,
            needle_diameter: 0.2,
            depth: 1.2,
            bare_length: 0.3,
            zone_radius: 0.2,
        }
    }

    #[test]
    fn insulation_spares_the_surface() {
        let insulated = injury(&needles()).unwrap();
        assert!(insulated.zones[..3].iter().all(|zone| zone.coagulated == 0.0 && zone.destroyed > 0.0));
        assert!(insulated.zones[3].coagulated > 0.0 && insulated.zones[4].dead() == 0.0);
        assert!(insulated.bleed > 0.5);
        let bare = injury(&RadiofrequencyNeedles { bare_length: 1.2, ..needles() }).unwrap();
        assert!(bare.zones[..4].iter().all(|zone| zone.coagulated > 0.0));
        assert!(bare.open_epidermis > insulated.open_epidermis && bare.bleed == 0.0);
    }

    #[test]
    fn more_heat_and_more_needles_kill_more_and_never_all() {
        let dead = |n: &RadiofrequencyNeedles| injury(n).unwrap().zones[3].dead();
        let base = dead(&needles());
        assert!(dead(&RadiofrequencyNeedles { zone_radius: 0.3, ..needles() }) > base);
        assert!(dead(&RadiofrequencyNeedles { density: 1.0, ..needles() }) > base);
        assert!(dead(&RadiofrequencyNeedles { density: 20.0, zone_radius: 2.0, ..needles() }) <= 1.0);
    }

    #[test]
    fn hostile_numbers_are_refused() {
        assert!(injury(&RadiofrequencyNeedles { depth: f64::NAN, ..needles() }).is_err());
        assert!(injury(&RadiofrequencyNeedles { zone_radius: -0.1, ..needles() }).is_err());
    }
}

//! The treated zones and their layers.

use core::ops::Range;

use needlework::course::Zone;
use needlework::skin::{Person, Sex, Site, Skin};

use super::{Origin, Resolver};
use crate::diagnostic::codes;
use crate::document::Located;
use crate::library::{ConcernEntry, Region};
use crate::quantity::{Area, Length};
use crate::study::file::{LayerKeys, OneOrMany, SkinSection};

/// Square millimetres in a square centimetre.
const MM2_PER_CM2: f64 = 100.0;

/// A zone and what the file says about needling it.
#[derive(Debug, Clone)]
pub(super) struct ZonePlan {
    pub zone: Zone,
    pub region: Region,
    /// Where the zone is written.
    pub span: Range<usize>,
    pub depth: Option<Located<Length>>,
    pub length: Option<Located<Length>>,
    pub layers: Option<LayerKeys>,
}

impl Resolver<'_> {
    pub(super) fn zones(&mut self, skin: &Located<SkinSection>, concern: Option<&ConcernEntry>) -> Vec<ZonePlan> {
        let keys = &skin.value;
        if let (Some(_), Some(long)) = (&keys.site, &keys.zone) {
            let span = long.first().map_or(skin.span.clone(), |zone| zone.span.clone());
            let fault = self.at(codes::TWO_FORMS, &span, "sites are given both as site and as [[skin.zone]]");
            self.faults.push(fault.remedy("keep one of the two"));
        }
        let mut plans: Vec<ZonePlan> = Vec::new();
        for zone in keys.zone.iter().flatten() {
            let z = &zone.value;
            let name = z.name.as_ref().unwrap_or(&z.site);
            if let Some(mut plan) = self.zone(&z.site.value, &z.site.span, name, z.area.as_ref()) {
                plan.span = zone.span.clone();
                plan.depth.clone_from(&z.depth);
                plan.length.clone_from(&z.length);
                plan.layers.clone_from(&z.layers);
                plans.push(plan);
            }
        }
        for site in keys.site.iter().flat_map(OneOrMany::list) {
            plans.extend(self.zone(&site.value, &site.span, site, None));
        }
        if keys.site.is_none() && keys.zone.is_none() {
            let usual = concern.and_then(|entry| entry.sites.first()).map_or("cheek", String::as_str).to_owned();
            let name = Located { span: skin.span.clone(), value: usual.clone() };
            plans.extend(self.zone(&usual, &skin.span, &name, None));
            self.row("person", "site", usual, Origin::default("the first usual site of the concern"));
        }
        for (index, plan) in plans.iter().enumerate() {
            if plans.iter().take(index).any(|earlier| earlier.zone.name == plan.zone.name) {
                let message = format!("there are two zones called {}", plan.zone.name);
                let fault = self.at(codes::SAME_NAME, &plan.span, message);
                self.faults.push(fault.remedy("give one of them another name, or leave it out"));
            }
        }
        plans
    }

    fn zone(
        &mut self,
        id: &str,
        span: &Range<usize>,
        name: &Located<String>,
        area: Option<&Located<Area>>,
    ) -> Option<ZonePlan> {
        let entry = match self.library.sites.get(id) {
            Ok(shelved) => shelved.entry(),
            Err(fault) => {
                self.faults.push(fault.at(self.source, span.clone()));
                return None;
            }
        };
        let site = entry.site();
        // An alias is replaced by the id, so that tables of two studies can be compared.
        let name = if name.value == id { site.id.clone() } else { name.value.clone() };
        let section = format!("zone {name}");
        let origin = Origin::library("site", &site.id);
        self.row(&section, "site", format!("{} ({})", site.name, site.id), origin.clone());
        let usual = entry.area.value;
        let area = self.choose(&section, "area", area, Area::to_string, || (usual, origin));
        Some(ZonePlan {
            zone: Zone { name, site, area: area.mm2() / MM2_PER_CM2 },
            region: entry.region,
            span: span.clone(),
            depth: None,
            length: None,
            layers: None,
        })
    }

    /// Rows of the layers, at the age of the person.
    pub(super) fn layers(&mut self, skin: &SkinSection, zones: &[ZonePlan], person: &Person) {
        for plan in zones {
            let Ok(resolved) = Skin::resolve(person, &plan.zone.site) else { continue };
            let section = format!("zone {}", plan.zone.name);
            let origin = Origin::Derived { of: format!("site {}, age and sex", plan.zone.site.id) };
            for layer in LAYERS {
                let given = (layer.given)(plan.layers.as_ref()).or_else(|| (layer.given)(skin.layers.as_ref()));
                let usual = Length::new(micrometres((layer.thickness)(&resolved)));
                self.choose(&section, layer.name, given, Length::to_string, || (usual, origin.clone()));
            }
        }
    }

    /// The zones with measured layers in place of those of the library.
    ///
    /// A measurement holds at the age of the person, the table of a site at its reference age, so the measurement is
    /// taken back to that age by the factor that the skin model applies.
    pub(super) fn measured(&mut self, skin: &SkinSection, zones: Vec<ZonePlan>, person: &Person) -> Vec<ZonePlan> {
        let mut zones = zones;
        for plan in &mut zones {
            let resolved = match Skin::resolve(person, &plan.zone.site) {
                Ok(resolved) => resolved,
                Err(error) => {
                    let fault = self.at(codes::MODEL_LIMIT, &plan.span, error.to_string());
                    self.faults.push(fault);
                    continue;
                }
            };
            for layer in LAYERS {
                let given = (layer.given)(plan.layers.as_ref()).or_else(|| (layer.given)(skin.layers.as_ref()));
                if let Some(measured) = given {
                    let mean = (layer.mean)(&mut plan.zone.site, person.sex);
                    *mean *= measured.value.mm() / (layer.thickness)(&resolved);
                }
            }
            if let Err(error) = Skin::resolve(person, &plan.zone.site) {
                let fault = self.at(codes::MODEL_LIMIT, &plan.span, error.to_string());
                self.faults.push(fault);
            }
        }
        zones
    }
}

/// A thickness to the micrometre, which is finer than any is known [mm].
fn micrometres(thickness: f64) -> f64 {
    (1000.0 * thickness).round() / 1000.0
}

/// One layer: its name, its key, its thickness in a skin, its mean in a site.
struct LayerAccess {
    name: &'static str,
    given: fn(Option<&LayerKeys>) -> Option<&Located<Length>>,
    thickness: fn(&Skin) -> f64,
    mean: fn(&mut Site, Sex) -> &mut f64,
}

macro_rules! layer {
    ($name:literal, $field:ident) => {
        LayerAccess {
            name: $name,
            given: |keys| keys?.$field.as_ref(),
            thickness: |skin| skin.layers.$field,
            mean: |site, sex| match sex {
                Sex::Female => &mut site.female.$field.mean,
                Sex::Male => &mut site.male.$field.mean,
            },
        }
    };
}

const LAYERS: &[LayerAccess] = &[
    layer!("stratum corneum", stratum_corneum),
    layer!("viable epidermis", viable_epidermis),
    layer!("papillary dermis", papillary_dermis),
    layer!("reticular dermis", reticular_dermis),
    layer!("hypodermis", hypodermis),
];

//! Warnings: studies that run but that a reader should look at twice.

use core::ops::Range;

use needlework::course::{EventKind, Needling};
use needlework::device::Device;
use needlework::puncture::Penetration;
use needlework::skin::{Person, Skin};

use super::Resolver;
use super::concern::ConcernPlan;
use super::events::ProtocolPlan;
use super::zones::ZonePlan;
use crate::diagnostic::codes;
use crate::document::Located;
use crate::library::Region;
use crate::study::file::{ProtocolSection, StudyFile};

impl Resolver<'_> {
    pub(super) fn worries(
        &mut self,
        file: &StudyFile,
        protocol: &Located<ProtocolSection>,
        person: &Person,
        zones: &[ZonePlan],
        concern: &ConcernPlan,
        plan: &ProtocolPlan,
    ) {
        let home = file.device.as_ref().map_or_else(|| protocol.span.clone(), |device| device.span.clone());
        let mut seen: Vec<(f64, &str, usize)> = Vec::new();
        let mut labels: Vec<OffLabel<'_>> = Vec::new();
        for (event, span) in plan.protocol.events.iter().zip(&plan.spans) {
            let EventKind::Needling(needling) = &event.kind else { continue };
            let travel = needling.technique.needle_travel(&needling.device);
            for (index, zone) in zones.iter().enumerate().filter(|(index, _)| event.treats(*index)) {
                let key = (travel, needling.device.id.as_str(), index);
                if seen.contains(&key) {
                    continue;
                }
                seen.push(key);
                let place = Self::place_of(file, protocol, zone, span, &home);
                self.through_skin(travel, zone, person, &place);
                self.beyond_clearance(travel, needling, &place);
                off_label(&needling.device, zone, person, concern, &place, &mut labels);
            }
        }
        for label in labels {
            self.tell(&label, person, concern);
        }
    }

    /// The event, where it has a device or technique of its own; else the depth of the zone or of the study, or the device.
    fn place_of(
        file: &StudyFile,
        protocol: &Located<ProtocolSection>,
        zone: &ZonePlan,
        span: &Range<usize>,
        home: &Range<usize>,
    ) -> Range<usize> {
        let events = protocol.value.event.iter().flatten();
        let own = events.into_iter().find(|event| event.span == *span);
        if own.is_some_and(|event| event.value.device.is_some() || event.value.technique.is_some()) {
            return span.clone();
        }
        let zone_key = zone.depth.as_ref().or(zone.length.as_ref()).map(|key| key.span.clone());
        let depth = file.technique.as_ref().and_then(|keys| keys.value.depth.as_ref()).map(|key| key.span.clone());
        let length = file.device.as_ref().and_then(|keys| keys.value.length.as_ref()).map(|key| key.span.clone());
        let id = file.device.as_ref().and_then(|keys| keys.value.id.as_ref()).map(|key| key.span.clone());
        zone_key.or(depth).or(length).or(id).unwrap_or_else(|| home.clone())
    }

    fn through_skin(&mut self, travel: f64, zone: &ZonePlan, person: &Person, span: &Range<usize>) {
        let Ok(skin) = Skin::resolve(person, &zone.zone.site) else { return };
        // Every device drives its needles faster than the range in which speed matters, so the fast end holds.
        let model = Penetration::default();
        let indentation = model.median_indentation(zone.zone.site.support, model.speed_high);
        let thickness = skin.layers.skin();
        if travel - indentation <= thickness {
            return;
        }
        let message = format!("needles driven {travel} mm go through the skin of the {}", zone.zone.name);
        let fault = self.at(codes::THROUGH_SKIN, span, message);
        let fault = fault.value(format!("{travel} mm, less {indentation:.2} mm by which the skin gives way"));
        let fault = fault.limit(format!("{thickness:.2} mm of epidermis and dermis"));
        self.faults
            .push(fault.remedy("use shorter needles here, or give the zone a depth of its own in [[skin.zone]]"));
    }

    fn beyond_clearance(&mut self, travel: f64, needling: &Needling, span: &Range<usize>) {
        let depths = needling.device.clearances.iter().filter_map(|c| Some((c.max_depth?, &c.record)));
        let Some((cleared, record)) = depths.max_by(|a, b| a.0.total_cmp(&b.0)) else { return };
        if travel <= cleared {
            return;
        }
        let message = format!("{} was evaluated to {cleared} mm only ({record})", needling.device.name);
        let fault = self.at(codes::BEYOND_CLEARANCE, span, message);
        let fault = fault.value(format!("{travel} mm")).limit(format!("{cleared} mm"));
        self.faults.push(fault.remedy("stay within the depth that the regulator saw, or know that this is off label"));
    }

    /// One finding for all zones that the same clearances leave out.
    fn tell(&mut self, label: &OffLabel<'_>, person: &Person, concern: &ConcernPlan) {
        let id = &concern.concern.id;
        let what = if id.is_empty() { String::new() } else { format!("{id} on ") };
        let zones: Vec<String> = label.zones.iter().map(|zone| format!("the {zone}")).collect();
        let zones = match zones.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
            _ => zones.concat(),
        };
        let message = format!(
            "{} is not cleared for {what}{zones} at {} years in phototype {:?}",
            label.device.name, person.age, person.phototype
        );
        let cleared: Vec<String> = label
            .device
            .clearances
            .iter()
            .map(|c| {
                let age = c.min_age.map_or(String::new(), |age| format!(", from {age:.0} years"));
                let types: Vec<String> = c.phototypes.iter().map(|phototype| format!("{phototype:?}")).collect();
                let types = if types.is_empty() { String::new() } else { format!(", phototypes {}", types.join(", ")) };
                format!("{}: {} on {}{age}{types}", c.record, c.indications.join(", "), c.sites.join(", "))
            })
            .collect();
        let fault = self.at(codes::OFF_LABEL, &label.span, message);
        self.faults.push(fault.limit(cleared.join("; ")).remedy("know that this use is off label"));
    }
}

/// A device on zones that its clearances leave out.
struct OffLabel<'a> {
    device: &'a Device,
    zones: Vec<&'a str>,
    /// Where the first of them is asked for.
    span: Range<usize>,
}

/// Adds a zone that no clearance of the device covers.
fn off_label<'a>(
    device: &'a Device,
    zone: &'a ZonePlan,
    person: &Person,
    concern: &ConcernPlan,
    span: &Range<usize>,
    labels: &mut Vec<OffLabel<'a>>,
) {
    if device.clearances.is_empty() {
        return;
    }
    let id = &concern.concern.id;
    let covers = |list: &[String], word: &str| list.is_empty() || list.iter().any(|item| item == word);
    let fits = device.clearances.iter().any(|clearance| {
        let whole_face = zone.region == Region::Face && covers(&clearance.sites, "face");
        (whole_face || covers(&clearance.sites, &zone.zone.site.id))
            && (id.is_empty() || covers(&clearance.indications, id))
            && clearance.min_age.is_none_or(|age| person.age >= age)
            && (clearance.phototypes.is_empty() || clearance.phototypes.contains(&person.phototype))
    });
    if fits {
        return;
    }
    let name = zone.zone.name.as_str();
    match labels.iter_mut().find(|label| label.device.name == device.name) {
        Some(label) if label.zones.contains(&name) => {}
        Some(label) => label.zones.push(name),
        None => labels.push(OffLabel { device, zones: vec![name], span: span.clone() }),
    }
}

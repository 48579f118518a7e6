//! Warnings from the guidance of the library: how soon treatments follow each other, on which phototypes, and what is known
//! of the person.

use core::ops::Range;

use needlework::course::{Event, EventKind};
use needlework::injury::{Peel, PeelClass, PeelModel};
use needlework::skin::{Person, Phototype};

use super::Resolver;
use super::circumstances::conditions_of;
use super::concern::ConcernPlan;
use super::events::ProtocolPlan;
use super::zones::ZonePlan;
use crate::diagnostic::{Code, codes};
use crate::library::{DeviceKind, PhototypesUsed, Sources, Spacing, SpacingWarning, Strength, Treatment};
use crate::study::file::StudyFile;
use crate::text::{closest, printable};

impl Resolver<'_> {
    /// Treatments of one zone that follow each other sooner than the guidance knows, each remark once.
    pub(super) fn spacing(&mut self, person: &Person, zones: &[ZonePlan], concern: &ConcernPlan, plan: &ProtocolPlan) {
        let mut rules: Vec<Spacing> = Vec::new();
        for shelved in self.library.guidance.iter() {
            let entry = shelved.entry();
            for rule in &entry.spacing {
                // What a piece of advice leaves open holds for the whole entry.
                let source = if rule.source.is_empty() { entry.source.clone() } else { rule.source.clone() };
                rules.push(Spacing { source, ..rule.clone() });
            }
        }
        let mut told: Vec<(SpacingWarning, String)> = Vec::new();
        for (index, zone) in zones.iter().enumerate() {
            let treated: Vec<(&Event, &Range<usize>)> =
                plan.protocol.events.iter().zip(&plan.spans).filter(|(event, _)| event.treats(index)).collect();
            for (place, (then, span)) in treated.iter().enumerate() {
                for (first, _) in treated.iter().take(place) {
                    let gap = then.day - first.day;
                    let broken = rules.iter().find(|rule| {
                        gap < rule.min.days()
                            && names(&rule.first, first, rule)
                            && names(&rule.then, then, rule)
                            && applies(rule, zone, person, concern)
                    });
                    let Some(rule) = broken else { continue };
                    // Every zone of a session has the same interval, and every session of a series too.
                    let known = (rule.warning, rule.text.clone());
                    if !told.contains(&known) {
                        told.push(known);
                        self.too_soon(rule, (first, then), zone, span);
                    }
                }
            }
        }
    }

    fn too_soon(&mut self, rule: &Spacing, (first, then): (&Event, &Event), zone: &ZonePlan, span: &Range<usize>) {
        let gap = then.day - first.day;
        let after = match rounded(gap) {
            0.0 => "on the same day".to_owned(),
            1.0 => "after a day".to_owned(),
            days => format!("after {days} days"),
        };
        let message = format!("{} follows {} on the {} {after}", noun(then), noun(first), zone.zone.name);
        let fault = self.at(code(rule.warning), span, format!("{message}. {}", rule.text));
        let fault = fault.value(format!("{} days", rounded(gap)));
        let fault = fault.limit(format!("{} days ({})", rounded(rule.min.days()), cited(&rule.source)));
        self.faults.push(fault.remedy(rule.option.clone()));
    }

    /// Phototypes beyond those on which a product or device was used, and conditions of the person.
    pub(super) fn cautions(&mut self, file: &StudyFile, person: &Person, plan: &ProtocolPlan) {
        for keys in file.peel.iter().flatten() {
            if let Ok(shelved) = self.library.peels.get(&keys.value.product.value) {
                let entry = shelved.entry().clone();
                self.phototype(&entry.name, &entry.phototypes, person, &keys.value.product.span);
            }
        }
        for keys in file.laser.iter().flatten() {
            if let Ok(shelved) = self.library.lasers.get(&keys.value.device.value) {
                let entry = shelved.entry().clone();
                self.phototype(&entry.name, &entry.phototypes, person, &keys.value.device.span);
            }
        }
        for keys in file.radiofrequency.iter().flatten() {
            if let Ok(shelved) = self.library.radiofrequency.get(&keys.value.device.value) {
                let entry = shelved.entry().clone();
                self.phototype(&entry.name, &entry.phototypes, person, &keys.value.device.span);
            }
        }
        self.conditions(file, person, plan);
    }

    fn phototype(&mut self, name: &str, used: &PhototypesUsed, person: &Person, span: &Range<usize>) {
        if used.used.contains(&person.phototype) {
            return;
        }
        let list: Vec<String> = used.used.iter().map(|phototype| format!("{phototype:?}")).collect();
        let message = format!("{name} is not known from phototype {:?}", person.phototype);
        let reason = used.assumed.as_ref().or(used.note.as_ref());
        let reason = reason.map_or(String::new(), |reason| format!("; {reason}"));
        let fault = self.at(codes::PHOTOTYPE_LIMIT, span, message);
        let fault = fault.value(format!("{:?}", person.phototype));
        let fault = fault.limit(format!("{} ({}{reason})", list.join(", "), cited(&used.source)));
        self.faults.push(fault.remedy(
            "people use a lighter peel, less energy or fewer columns in darker skin, prime it, and test a spot first",
        ));
    }

    fn conditions(&mut self, file: &StudyFile, person: &Person, plan: &ProtocolPlan) {
        let kinds: Vec<DeviceKind> = plan.protocol.events.iter().filter_map(device_kind).collect();
        for condition in conditions_of(file) {
            let mut found = Vec::new();
            let mut known: Vec<String> = Vec::new();
            for shelved in self.library.guidance.iter() {
                for advice in &shelved.entry().contraindication {
                    known.push(advice.condition.clone());
                    let of_person = advice.phototypes.is_empty() || advice.phototypes.contains(&person.phototype);
                    let of_device =
                        advice.device_kinds.is_empty() || advice.device_kinds.iter().any(|kind| kinds.contains(kind));
                    if advice.condition == condition.value && of_person && of_device {
                        let source =
                            if advice.source.is_empty() { &shelved.entry().source } else { &advice.source }.clone();
                        found.push((advice.strength, advice.text.clone(), source));
                    }
                }
            }
            if !known.contains(&condition.value) {
                known.sort();
                known.dedup();
                let near = closest(&condition.value, known.iter().map(String::as_str));
                let message = format!("no guidance knows the condition {}", printable(&condition.value));
                let fault = self.at(codes::NOT_A_CHOICE, &condition.span, message).limit(known.join(", "));
                let remedy = near.map_or("leave it out".to_owned(), |near| format!("did you mean '{near}'?"));
                self.faults.push(fault.remedy(remedy));
            }
            for (strength, text, source) in found {
                let weight = match strength {
                    Strength::Label => "outside the label",
                    Strength::Absolute => "named as a contraindication",
                    Strength::Relative => "named as a reason for care",
                    Strength::Uncertain => "sources disagree",
                };
                let fault = self.at(codes::CONDITION, &condition.span, format!("{weight}: {text}"));
                let fault = fault.value(condition.value.clone()).limit(cited(&source));
                self.faults
                    .push(fault.remedy("people wait, leave this treatment out, or ask who looks after the condition"));
            }
        }
    }
}

fn code(warning: SpacingWarning) -> &'static Code {
    match warning {
        SpacingWarning::ShortInterval => codes::SHORT_INTERVAL,
        SpacingWarning::TwoPeels => codes::TWO_PEELS,
        SpacingWarning::OpenSkinLaser => codes::OPEN_SKIN_LASER,
        SpacingWarning::UnhealedNeedling => codes::UNHEALED_NEEDLING,
        SpacingWarning::OpenSkinPeel => codes::OPEN_SKIN_PEEL,
    }
}

/// Whether a list names an event.
fn names(list: &[Treatment], event: &Event, rule: &Spacing) -> bool {
    let deep_enough = match (&event.kind, rule.depth_min) {
        (EventKind::Needling(needling), Some(least)) => {
            needling.technique.needle_travel(&needling.device) >= least.mm()
        }
        _ => true,
    };
    deep_enough && treatment(event).is_some_and(|treatment| list.contains(&treatment))
}

/// What an event is to the guidance.
fn treatment(event: &Event) -> Option<Treatment> {
    Some(match &event.kind {
        EventKind::Needling(_) => Treatment::Needling,
        EventKind::Peel(peel) => return peel_treatment(peel),
        EventKind::Laser(laser) if laser.columns.is_ablative() => Treatment::AblativeLaser,
        EventKind::Laser(_) => Treatment::NonAblativeLaser,
        EventKind::Radiofrequency(_) => Treatment::Radiofrequency,
        EventKind::Topicals(_) => return None,
    })
}

fn peel_treatment(peel: &Peel) -> Option<Treatment> {
    if peel.spots.is_some() {
        return Some(Treatment::FocalPeel);
    }
    let model = PeelModel::default();
    match model.effect.class(peel.reach(0.0, &model).ok()?) {
        PeelClass::None => None,
        PeelClass::Superficial => Some(Treatment::SuperficialPeel),
        PeelClass::Medium | PeelClass::Deep => Some(Treatment::MediumPeel),
    }
}

/// The event as the start of a sentence.
fn noun(event: &Event) -> &'static str {
    match treatment(event) {
        Some(Treatment::Needling) => "needling",
        Some(Treatment::SuperficialPeel) => "a superficial peel",
        Some(Treatment::MediumPeel) => "a medium peel",
        Some(Treatment::FocalPeel) => "a peel of single scars",
        Some(Treatment::AblativeLaser) => "an ablative laser",
        Some(Treatment::NonAblativeLaser) => "a non-ablative laser",
        Some(Treatment::Radiofrequency) => "radiofrequency needling",
        None => "a treatment",
    }
}

/// Whether a rule holds for a site, a phototype and a concern.
fn applies(rule: &Spacing, zone: &ZonePlan, person: &Person, concern: &ConcernPlan) -> bool {
    let open_or = |list: &[String], id: &str| list.is_empty() || list.iter().any(|item| item == id);
    let phototype = |list: &[Phototype]| list.is_empty() || list.contains(&person.phototype);
    open_or(&rule.sites, &zone.zone.site.id)
        && open_or(&rule.concerns, &concern.concern.id)
        && phototype(&rule.phototypes)
}

fn device_kind(event: &Event) -> Option<DeviceKind> {
    use needlework::device::Mechanism;
    let EventKind::Needling(needling) = &event.kind else { return None };
    Some(match needling.device.mechanism {
        Mechanism::Roller(_) => DeviceKind::Roller,
        Mechanism::Pen(_) => DeviceKind::Pen,
        Mechanism::Stamp(_) => DeviceKind::Stamp,
    })
}

/// Ids of sources, or that there is none.
fn cited(source: &Sources) -> String {
    if source.is_empty() { "assumed".to_owned() } else { source.ids().join(", ") }
}

/// To two decimals.
fn rounded(value: f64) -> f64 {
    (100.0 * value).round() / 100.0
}

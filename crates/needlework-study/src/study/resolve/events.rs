//! The protocol: what is done to which zone on which day.

use core::ops::Range;

use needlework::course::{Event, EventKind, Needling, Protocol};
use needlework::injury::{ColumnSpread, Laser, LaserColumns, Peel, PeelClass};

use super::concern::ConcernPlan;
use super::device::DevicePlan;
use super::insults::Insult;
use super::schedule::{Planned, days};
use super::technique::{TechniqueContext, merged};
use super::zones::ZonePlan;
use super::{Origin, Resolver};
use crate::diagnostic::codes;
use crate::document::Located;
use crate::quantity::Day;
use crate::study::file::{
    EventKeys, EventWord, LaserMode, OneOrMany, PeelDepth, ProtocolSection, StudyFile, TechniqueKeys,
};

/// Laser columns where the file does not say: density per mm², diameter, rim, depth.
/// Ablative: a usual carbon dioxide setting (assumed). Non-ablative: 1,000 columns per cm² (chan-2007-pih), size assumed.
const ABLATIVE: [f64; 4] = [1.0, 0.12, 0.05, 1.0];
/// See [`ABLATIVE`].
const NON_ABLATIVE: [f64; 4] = [10.0, 0.12, 0.0, 0.8];

/// The protocol, and for each of its events where it is written.
pub(super) struct ProtocolPlan {
    pub protocol: Protocol,
    pub spans: Vec<Range<usize>>,
}

/// Needling of one session: the same for each group of zones.
type Groups = Vec<(Vec<usize>, Needling)>;

impl Resolver<'_> {
    pub(super) fn protocol(
        &mut self,
        file: &StudyFile,
        protocol: &Located<ProtocolSection>,
        insults: Vec<Insult>,
        zones: &[ZonePlan],
        device: Option<&DevicePlan>,
        concern: &ConcernPlan,
    ) -> ProtocolPlan {
        let treated_else = file.peel.is_some() || file.laser.is_some() || file.radiofrequency.is_some();
        let planned = self.schedule(protocol, treated_else || file.application.is_some());
        let output = file.output.as_ref();
        let horizon = self.horizon(output, &planned, &insults);
        self.list_days(protocol, &planned, &insults);
        let standard = device.and_then(|plan| self.standard_session(file, zones, plan, concern, &planned));
        let mut events = Vec::new();
        for event in &planned {
            let before = events.len();
            match event.kind() {
                EventWord::Needling => {
                    let groups = match (event.keys, device) {
                        (Some(keys), Some(plan)) => {
                            self.listed_session(file, keys, zones, plan, concern, standard.as_ref())
                        }
                        _ => standard.clone(),
                    };
                    for (zones, needling) in groups.unwrap_or_default() {
                        events.push((event, Event { day: event.day, zones, kind: EventKind::Needling(needling) }));
                    }
                }
                word => {
                    if let Some(keys) = event.keys {
                        let kind = if word == EventWord::Peel { Some(self.peel(keys)) } else { self.laser(keys) };
                        let chosen = self.chosen_zones(keys.value.zone.as_ref(), zones);
                        if let Some(kind) = kind {
                            events.push((event, Event { day: event.day, zones: compact(chosen, zones), kind }));
                        }
                    }
                }
            }
            debug_assert!(events.len() >= before);
        }
        let mut spans: Vec<Range<usize>> = events.iter().map(|(planned, _)| planned.span.clone()).collect();
        let mut events: Vec<Event> = events.into_iter().map(|(_, event)| event).collect();
        for insult in insults {
            let day = insult.event.day;
            let place = if insult.first {
                events.partition_point(|earlier| earlier.day < day)
            } else {
                events.partition_point(|earlier| earlier.day <= day)
            };
            events.insert(place, insult.event);
            spans.insert(place, insult.span);
        }
        for (event, span) in self.topicals(file.topical.as_deref().unwrap_or_default(), horizon) {
            // Inputs that change on the day of a session hold from before it.
            let place = events.partition_point(|earlier| earlier.day < event.day);
            events.insert(place, event);
            spans.insert(place, span);
        }
        let snapshots = self.snapshots(file, horizon);
        ProtocolPlan { protocol: Protocol { events, horizon, snapshots }, spans }
    }

    fn snapshots(&mut self, file: &StudyFile, horizon: f64) -> Vec<f64> {
        let mut list = Vec::new();
        for day in file.output.iter().flat_map(|output| output.snapshots.iter().flatten()) {
            if day.value.days() > horizon {
                let message =
                    format!("the snapshot on day {} lies after the end of the simulated time", days(day.value));
                let fault = self.at(codes::AFTER_HORIZON, &day.span, message);
                self.faults.push(
                    fault.limit(format!("{} days", days(Day::new(horizon)))).remedy("drop it, or set a longer horizon"),
                );
            }
            list.push(day.value.days());
        }
        list.sort_by(f64::total_cmp);
        list.dedup();
        if !list.is_empty() {
            let shown: Vec<String> = list.iter().map(|day| days(Day::new(*day))).collect();
            let span = file.output.as_ref().and_then(|output| output.snapshots.as_ref()?.first());
            let line = span.map_or(1, |first| self.line(&first.span));
            self.row("output", "snapshots", format!("day {}", shown.join(", ")), Origin::Given { line });
        }
        list
    }

    /// The session that the one-line forms repeat.
    fn standard_session(
        &mut self,
        file: &StudyFile,
        zones: &[ZonePlan],
        plan: &DevicePlan,
        concern: &ConcernPlan,
        planned: &[Planned<'_>],
    ) -> Option<Groups> {
        if !planned.iter().any(|event| event.kind() == EventWord::Needling) {
            return None;
        }
        let keys = file.technique.as_ref().map(|keys| keys.value.clone()).unwrap_or_default();
        let span = file.technique.as_ref().map_or_else(|| plan.span.clone(), |keys| keys.span.clone());
        let all: Vec<usize> = (0..zones.len()).collect();
        self.session(&keys, plan, concern, zones, &all, span, Some("technique"))
    }

    /// A session that is listed with changes of its own.
    fn listed_session(
        &mut self,
        file: &StudyFile,
        event: &Located<EventKeys>,
        zones: &[ZonePlan],
        plan: &DevicePlan,
        concern: &ConcernPlan,
        standard: Option<&Groups>,
    ) -> Option<Groups> {
        let keys = &event.value;
        self.foreign_event_keys(event, EventWord::Needling);
        if keys.device.is_none() && keys.technique.is_none() && keys.zone.is_none() {
            return standard.cloned();
        }
        let section = format!("session on day {}", days(keys.day.value));
        let changed = match &keys.device {
            Some(device) => self.device_from(device, Some(plan), &section)?,
            None => plan.clone(),
        };
        // A technique is written for a kind of device; another kind starts from its own defaults.
        let same_kind = changed.device.mechanism.name() == plan.device.mechanism.name();
        let base = file.technique.as_ref().filter(|_| same_kind).map(|keys| keys.value.clone()).unwrap_or_default();
        let over = keys.technique.as_ref().map(|keys| keys.value.clone()).unwrap_or_default();
        let chosen = self.chosen_zones(event.value.zone.as_ref(), zones);
        let described = (keys.device.is_some() || keys.technique.is_some()).then_some(section.as_str());
        self.session(&merged(&base, &over), &changed, concern, zones, &chosen, event.span.clone(), described)
    }

    /// One session on some zones; zones that get the same needling are one group.
    #[expect(clippy::too_many_arguments, reason = "each is one thing that a session is made of")]
    fn session(
        &mut self,
        keys: &TechniqueKeys,
        plan: &DevicePlan,
        concern: &ConcernPlan,
        zones: &[ZonePlan],
        chosen: &[usize],
        span: Range<usize>,
        section: Option<&str>,
    ) -> Option<Groups> {
        let mut groups: Groups = Vec::new();
        let mut section = section;
        for &index in chosen {
            let Some(zone) = zones.get(index) else { continue };
            let plan = self.with_zone_length(plan, zone)?;
            let context = TechniqueContext {
                plan: &plan,
                concern: concern.entry.as_ref(),
                section,
                depth: zone.depth.as_ref(),
                span: span.clone(),
            };
            let needling = self.needling(keys, &context)?;
            if let (None, Some(depth)) = (section, &zone.depth) {
                let line = self.line(&depth.span);
                self.row(format!("zone {}", zone.zone.name), "depth", depth.value.to_string(), Origin::Given { line });
            }
            section = None;
            match groups.iter_mut().find(|(_, known)| *known == needling) {
                Some((members, _)) => members.push(index),
                None => groups.push((vec![index], needling)),
            }
        }
        Some(groups.into_iter().map(|(members, needling)| (compact(members, zones), needling)).collect())
    }

    /// The device with the needle length of a zone.
    fn with_zone_length(&mut self, plan: &DevicePlan, zone: &ZonePlan) -> Option<DevicePlan> {
        use needlework::device::Mechanism;
        let mut plan = plan.clone();
        let Some(length) = &zone.length else { return Some(plan) };
        match &mut plan.device.mechanism {
            Mechanism::Roller(roller) => roller.needle.length = length.value.mm(),
            Mechanism::Stamp(stamp) => stamp.needle.length = length.value.mm(),
            Mechanism::Pen(_) => {
                self.foreign_key(
                    "length",
                    &length.span,
                    "a zone treated with a pen",
                    "a roller or a stamp; set depth instead",
                );
                return None;
            }
        }
        let line = self.line(&length.span);
        let section = format!("zone {}", zone.zone.name);
        if !self.rows.iter().any(|row| row.section == section && row.name == "needle length") {
            self.row(section, "needle length", length.value.to_string(), Origin::Given { line });
        }
        Some(plan)
    }

    /// Indices of the zones that an event names; all where it names none.
    pub(super) fn chosen_zones(&mut self, names: Option<&OneOrMany>, zones: &[ZonePlan]) -> Vec<usize> {
        let Some(names) = names else { return (0..zones.len()).collect() };
        let mut chosen = Vec::new();
        for name in names.list() {
            match zones.iter().position(|plan| plan.zone.name == name.value || plan.zone.site.id == name.value) {
                Some(index) if !chosen.contains(&index) => chosen.push(index),
                Some(_) => {}
                None => {
                    let known: Vec<&str> = zones.iter().map(|plan| plan.zone.name.as_str()).collect();
                    let message = format!("there is no zone called {}", crate::text::printable(&name.value));
                    let fault = self.at(codes::UNKNOWN_ZONE, &name.span, message);
                    self.faults.push(fault.limit(known.join(", ")).remedy("name a zone of [skin]"));
                }
            }
        }
        chosen.sort_unstable();
        chosen
    }

    fn peel(&mut self, event: &Located<EventKeys>) -> EventKind {
        self.foreign_event_keys(event, EventWord::Peel);
        let section = format!("peel on day {}", days(event.value.day.value));
        let depth = self.choose(
            &section,
            "depth",
            event.value.peel.as_ref(),
            |d| format!("{d:?}").to_lowercase(),
            || (PeelDepth::Superficial, Origin::default("the usual peel between needling sessions")),
        );
        EventKind::Peel(Peel::of_class(match depth {
            PeelDepth::Superficial => PeelClass::Superficial,
            PeelDepth::Medium => PeelClass::Medium,
        }))
    }

    fn laser(&mut self, event: &Located<EventKeys>) -> Option<EventKind> {
        self.foreign_event_keys(event, EventWord::Laser);
        let k = &event.value;
        let section = format!("laser on day {}", days(k.day.value));
        let mode = self.choose(
            &section,
            "mode",
            k.laser.as_ref(),
            |m| format!("{m:?}").to_lowercase(),
            || (LaserMode::NonAblative, Origin::default("the gentler of the two")),
        );
        let usual = if mode == LaserMode::Ablative { ABLATIVE } else { NON_ABLATIVE };
        let why = || Origin::default("a usual setting (assumed)");
        let shown = |what: &'static str| move |v: &f64| format!("{v} {what}");
        let [density, column, rim, depth] = usual;
        let number = |l: &Located<crate::quantity::Length>| Located { span: l.span.clone(), value: l.value.mm() };
        let per_mm2 = k.density.as_ref().map(|d| Located { span: d.span.clone(), value: d.value.per_mm2() });
        let density = self.choose(&section, "columns", per_mm2.as_ref(), shown("/mm2"), || (density, why()));
        let column =
            self.choose(&section, "column diameter", k.column.as_ref().map(number).as_ref(), shown("mm"), || {
                (column, why())
            });
        let depth =
            self.choose(&section, "depth", k.depth.as_ref().map(number).as_ref(), shown("mm"), || (depth, why()));
        let columns = if mode == LaserMode::Ablative {
            let rim =
                self.choose(&section, "heated rim", k.rim.as_ref().map(number).as_ref(), shown("mm"), || (rim, why()));
            LaserColumns { density, passes: 1.0, core_diameter: column, rim, depth }
        } else {
            if let Some(rim) = &k.rim {
                self.foreign_key("rim", &rim.span, "a non-ablative laser", "an ablative laser");
            }
            LaserColumns { density, passes: 1.0, core_diameter: 0.0, rim: 0.5 * column, depth }
        };
        if let Err(error) = columns.injury(&[0.5 * depth]) {
            let fault = self.at(codes::MODEL_LIMIT, &event.span, error.to_string());
            self.faults.push(fault.remedy("change the laser settings"));
            return None;
        }
        let name = if columns.is_ablative() { "Fractional ablative laser" } else { "Fractional non-ablative laser" };
        Some(EventKind::Laser(Laser { name: name.to_owned(), columns, spread: ColumnSpread::default() }))
    }

    /// Keys of another kind of event.
    fn foreign_event_keys(&mut self, event: &Located<EventKeys>, word: EventWord) {
        let k = &event.value;
        let mut foreign: Vec<(&str, Range<usize>, &str)> = Vec::new();
        macro_rules! only {
            ($word:ident, $belongs:literal: $($field:ident),*) => {
                if word != EventWord::$word {
                    $(if let Some(value) = &k.$field {
                        foreign.push((stringify!($field), value.span.clone(), $belongs));
                    })*
                }
            };
        }
        only!(Needling, "needling": device, technique);
        only!(Peel, "a peel": peel);
        only!(Laser, "a laser": laser, density, column, depth, rim);
        let here = match word {
            EventWord::Needling => "a needling event",
            EventWord::Peel => "a peel",
            EventWord::Laser => "a laser event",
        };
        for (key, span, belongs) in foreign {
            self.foreign_key(key, &span, here, belongs);
        }
    }
}

/// Indices of zones, or nothing where they are all of them.
pub(super) fn compact(chosen: Vec<usize>, zones: &[ZonePlan]) -> Vec<usize> {
    if chosen.len() == zones.len() { Vec::new() } else { chosen }
}

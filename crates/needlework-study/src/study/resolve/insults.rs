//! Peels, lasers and radiofrequency needling from their own sections.

use core::ops::Range;

use needlework::course::{Event, EventKind, MOST_EVENTS};
use needlework::injury::{Peel, PeelApplication, PeelDose, PeelModel, Spots};

use super::concern::ConcernPlan;
use super::schedule::days;
use super::words::parse_sessions;
use super::zones::ZonePlan;
use super::{Origin, Resolver};
use crate::diagnostic::codes;
use crate::document::Located;
use crate::library::{LaserEntry, PeelEntry};
use crate::quantity::Day;
use crate::study::file::{LaserKeys, OneOrMany, OrderWord, PeelKeys, RadiofrequencyKeys, StudyFile};

/// Minutes of a day.
const MINUTES_PER_DAY: f64 = 1440.0;
/// Square millimetres of a square centimetre.
const MM2_PER_CM2: f64 = 100.0;

/// A treatment of a section of its own, on one day.
#[derive(Debug, Clone)]
pub(super) struct Insult {
    pub event: Event,
    pub span: Range<usize>,
    /// Whether it goes before the other treatments of the day.
    pub first: bool,
}

/// When and where, which all three sections say alike.
struct When<'a> {
    day: Option<&'a Located<Day>>,
    days: Option<&'a [Located<Day>]>,
    sessions: Option<&'a Located<String>>,
    start: Option<&'a Located<Day>>,
    order: Option<OrderWord>,
    zone: Option<&'a OneOrMany>,
}

macro_rules! when {
    ($keys:expr) => {
        When {
            day: $keys.day.as_ref(),
            days: $keys.days.as_deref(),
            sessions: $keys.sessions.as_ref(),
            start: $keys.start.as_ref(),
            order: $keys.order.as_ref().map(|order| order.value),
            zone: $keys.zone.as_ref(),
        }
    };
}

impl Resolver<'_> {
    /// Every treatment that has a section of its own.
    pub(super) fn insults(&mut self, file: &StudyFile, zones: &[ZonePlan], concern: &ConcernPlan) -> Vec<Insult> {
        let mut found = Vec::new();
        for keys in file.peel.iter().flatten() {
            let when = when!(keys.value);
            let chosen = self.chosen_zones(when.zone, zones);
            // Acid in single scars takes a share of each zone's own area.
            for (zones, kind) in self.peel_product(keys, &chosen, zones, concern) {
                self.repeat(&when, &keys.span, &zones, &kind, &mut found);
            }
        }
        for keys in file.laser.iter().flatten() {
            let when = when!(keys.value);
            let chosen = self.chosen_zones(when.zone, zones);
            if let Some(kind) = self.laser_device(keys) {
                self.repeat(&when, &keys.span, &super::events::compact(chosen, zones), &kind, &mut found);
            }
        }
        for keys in file.radiofrequency.iter().flatten() {
            let when = when!(keys.value);
            let chosen = self.chosen_zones(when.zone, zones);
            if let Some(kind) = self.radiofrequency_device(keys, zones) {
                self.repeat(&when, &keys.span, &super::events::compact(chosen, zones), &kind, &mut found);
            }
        }
        if found.len() > MOST_EVENTS {
            let span = found.last().map_or(0..0, |insult| insult.span.clone());
            self.too_many(&span, found.len());
            found.truncate(MOST_EVENTS);
        }
        found
    }

    fn repeat(
        &mut self,
        when: &When<'_>,
        span: &Range<usize>,
        zones: &[usize],
        kind: &EventKind,
        found: &mut Vec<Insult>,
    ) {
        for day in self.insult_days(when, span) {
            let event = Event { day, zones: zones.to_vec(), kind: kind.clone() };
            found.push(Insult { event, span: span.clone(), first: when.order == Some(OrderWord::Before) });
        }
    }

    /// The days of a treatment.
    fn insult_days(&mut self, when: &When<'_>, span: &Range<usize>) -> Vec<f64> {
        let forms = [when.day.is_some(), when.days.is_some(), when.sessions.is_some()];
        if forms.iter().filter(|given| **given).count() > 1 {
            let fault = self.at(codes::TWO_FORMS, span, "the days are given in more than one way");
            self.faults.push(fault.limit("day, days or sessions").remedy("keep one of them"));
            return Vec::new();
        }
        if let (Some(start), None) = (when.start, when.sessions) {
            self.foreign_key(
                "start",
                &start.span,
                "single days",
                "a series; write sessions = \"4 sessions every 2 weeks\"",
            );
        }
        if let Some(day) = when.day {
            return vec![day.value.days()];
        }
        if let Some(list) = when.days {
            for pair in list.windows(2) {
                if let [earlier, later] = pair
                    && later.value < earlier.value
                {
                    let message = format!("day {} comes after day {}", days(later.value), days(earlier.value));
                    let fault = self.at(codes::DAYS_OUT_OF_ORDER, &later.span, message);
                    self.faults.push(fault.remedy("write the days in their order"));
                }
            }
            return list.iter().map(|day| day.value.days()).collect();
        }
        let Some(written) = when.sessions else {
            let fault = self.at(codes::MISSING_KEY, span, "the treatment has no day");
            self.faults.push(
                fault.remedy("add day = \"3 weeks\", days = [21, 63], or sessions = \"4 sessions every 2 weeks\""),
            );
            return Vec::new();
        };
        match parse_sessions(&written.value) {
            Ok(sessions) => {
                let start = when.start.map_or(0.0, |day| day.value.days());
                let interval = sessions.interval.unwrap_or(0.0);
                if sessions.interval.is_some() && interval <= 0.0 {
                    self.no_interval(&written.span);
                    return Vec::new();
                }
                (0..sessions.count.min(MOST_EVENTS as u32)).map(|n| start + interval * f64::from(n)).collect()
            }
            Err(what) => {
                let fault = self.at(codes::BAD_SHORTHAND, &written.span, format!("sessions: {what}"));
                self.faults.push(fault.remedy("write for example \"4 sessions every 2 weeks\""));
                Vec::new()
            }
        }
    }

    /// The peel of a section, for each group of zones that gets the same.
    fn peel_product(
        &mut self,
        keys: &Located<PeelKeys>,
        chosen: &[usize],
        zones: &[ZonePlan],
        concern: &ConcernPlan,
    ) -> Vec<(Vec<usize>, EventKind)> {
        let k = &keys.value;
        let entry = match self.library.peels.get(&k.product.value) {
            Ok(shelved) => shelved.entry().clone(),
            Err(fault) => {
                self.faults.push(fault.at(self.source, k.product.span.clone()));
                return Vec::new();
            }
        };
        let section = format!("peel {}", entry.id);
        let application = self.put_on(k, &entry, &section);
        let peel = Peel { dose: PeelDose::Application(application), ..entry.peel() };
        let even = peel.spots.is_none();
        if even {
            for (key, span) in
                [("scars", k.scars.as_ref().map(|l| &l.span)), ("scar_width", k.scar_width.as_ref().map(|l| &l.span))]
            {
                if let Some(span) = span {
                    self.foreign_key(
                        key,
                        span,
                        "a peel that is painted evenly",
                        "a peel that is pressed into scars, such as \"tca-100-cross\"",
                    );
                }
            }
        }
        if !self.takes(&peel, keys) {
            return Vec::new();
        }
        if even {
            return vec![(super::events::compact(chosen.to_vec(), zones), EventKind::Peel(peel))];
        }
        let library = Origin::library("peel", &entry.id);
        let usual = peel.spots.map_or(1.0, |spots| spots.width);
        let mm = k.scar_width.as_ref().map(|l| Located { span: l.span.clone(), value: l.value.mm() });
        let width = self.choose(&section, "scar width", mm.as_ref(), |w| format!("{w} mm"), || (usual, library));
        let of_concern = concern.concern.scars.map(|scars| scars.count);
        if k.scars.is_none() && of_concern.is_none() {
            let fault = self.at(codes::MISSING_KEY, &keys.span, "a peel that is pressed into scars needs their number");
            self.faults.push(fault.remedy("add scars = 20, or a concern that has scars"));
            return Vec::new();
        }
        let count = self.choose(&section, "scars", k.scars.as_ref(), u32::to_string, || {
            (of_concern.unwrap_or(1), Origin::default("all scars of the concern"))
        });
        let spot_area = 0.25 * std::f64::consts::PI * width * width;
        let mut treated = Vec::new();
        for &index in chosen {
            let Some(zone) = zones.get(index) else { continue };
            let share = f64::from(count) * spot_area / (MM2_PER_CM2 * zone.zone.area);
            if share > 0.5 {
                let message =
                    format!("{count} scars of {width} mm take {:.0} % of the {}", 100.0 * share, zone.zone.name);
                let fault = self.at(codes::MODEL_LIMIT, &keys.span, message);
                self.faults.push(
                    fault.limit("half of the zone").remedy("give fewer or smaller scars, or a larger area of the zone"),
                );
                return Vec::new();
            }
            let peel = Peel { spots: Some(Spots { share, width }), ..peel.clone() };
            let origin = Origin::derived("number and width of the scars, area of the zone");
            self.row(&section, format!("share of the {}", zone.zone.name), format!("{:.2} %", 100.0 * share), origin);
            treated.push((vec![index], EventKind::Peel(peel)));
        }
        treated
    }

    fn put_on(&mut self, k: &PeelKeys, entry: &PeelEntry, section: &str) -> PeelApplication {
        let usual = entry.application();
        let from = || Origin::library("peel", &entry.id);
        let per_cent = k.strength.as_ref().map(|l| Located { span: l.span.clone(), value: 100.0 * l.value.value() });
        let minutes =
            k.time.as_ref().map(|l| Located { span: l.span.clone(), value: MINUTES_PER_DAY * l.value.days() });
        let shown = |unit: &'static str| move |value: &f64| format!("{}{unit}", rounded(*value));
        PeelApplication {
            agent: usual.agent,
            strength: self.choose(section, "strength", per_cent.as_ref(), shown(" %"), || (usual.strength, from())),
            ph: self.choose(section, "pH", k.ph.as_ref(), shown(""), || (usual.ph, from())),
            minutes: self.choose(section, "time", minutes.as_ref(), shown(" min"), || (usual.minutes, from())),
            coats: self.choose(section, "coats", k.coats.as_ref(), shown(""), || (usual.coats, from())),
        }
    }

    /// Whether the model knows a peel that deep; its depth is told where it does.
    fn takes(&mut self, peel: &Peel, keys: &Located<PeelKeys>) -> bool {
        let model = PeelModel::default();
        let Some(skin) = crate::library::median_face() else { return true };
        let section = format!("peel {}", keys.value.product.value);
        match (peel.injury(0.0, &skin, &[0.2], &model), peel.depth(0.0, &skin, &model), peel.reach(0.0, &model)) {
            (Ok(_), Ok(depth), Ok(reach)) => {
                let class = if peel.spots.is_some() { "in scars" } else { class_name(&model, reach) };
                let text = format!("{class}, {depth:.2} mm on a median face");
                self.row(&section, "depth", text, Origin::derived("strength, pH, time and coats"));
                true
            }
            (Err(error), ..) => {
                let k = &keys.value;
                let blamed = k.strength.as_ref().map(|l| &l.span).or(k.coats.as_ref().map(|l| &l.span));
                let reach = peel.reach(0.0, &model).unwrap_or(f64::NAN);
                let fault = if reach > 2.0 {
                    let message = format!("the peel is {reach:.1} times a medium dose, deeper than the model knows");
                    let fault = self.at(codes::DEEP_PEEL, blamed.unwrap_or(&k.product.span), message);
                    fault.value(format!("{reach:.2}")).limit("2 times a medium dose")
                } else {
                    self.at(codes::MODEL_LIMIT, blamed.unwrap_or(&k.product.span), error.to_string())
                };
                self.faults.push(
                    fault.remedy("use a weaker product or fewer coats, or press it into single scars (tca-100-cross)"),
                );
                false
            }
            _ => true,
        }
    }

    fn laser_device(&mut self, keys: &Located<LaserKeys>) -> Option<EventKind> {
        let k = &keys.value;
        let entry: LaserEntry = match self.library.lasers.get(&k.device.value) {
            Ok(shelved) => shelved.entry().clone(),
            Err(fault) => {
                self.faults.push(fault.at(self.source, k.device.span.clone()));
                return None;
            }
        };
        let section = format!("laser {}", entry.id);
        let from = || Origin::library("laser", &entry.id);
        let mj = k.energy.as_ref().map(|l| Located { span: l.span.clone(), value: 1000.0 * l.value.joules() });
        let shown = |unit: &'static str| move |value: &f64| format!("{}{unit}", rounded(*value));
        let energy = self.choose(&section, "energy", mj.as_ref(), shown(" mJ"), || (entry.usual_energy(), from()));
        let [low, high] = entry.energies();
        if let (Some(given), false) = (&k.energy, (low..=high).contains(&energy)) {
            let message = format!("{} has no pulses of {energy} mJ", entry.name);
            let fault = self.at(codes::DEVICE_RANGE, &given.span, message);
            self.faults.push(
                fault
                    .value(format!("{energy} mJ"))
                    .limit(format!("{low} to {high} mJ"))
                    .remedy("set an energy of the device"),
            );
            return None;
        }
        if let (Some(_), Some(coverage)) = (&k.density, &k.coverage) {
            let fault =
                self.at(codes::TWO_FORMS, &coverage.span, "the columns are given both as density and as coverage");
            self.faults.push(fault.remedy("keep one of the two"));
            return None;
        }
        let density = self.laser_density(k, &entry, energy, &section)?;
        let passes =
            self.choose(&section, "passes", k.passes.as_ref(), u32::to_string, || (1, Origin::default("one pass")));
        match entry.laser(energy, density, f64::from(passes)) {
            Ok(laser) => {
                let c = &laser.columns;
                let text = format!(
                    "{:.2} mm deep, {:.3} mm wide, {:.1} % of the surface",
                    c.depth,
                    2.0_f64.mul_add(c.rim, c.core_diameter),
                    100.0 * c.coverage()
                );
                self.row(&section, "what it leaves", text, Origin::derived("energy, columns and passes"));
                Some(EventKind::Laser(laser))
            }
            Err(error) => {
                self.limit(&error, &keys.span);
                None
            }
        }
    }

    /// Columns per area of one pass, as given or from the share that it covers [1/cm²].
    fn laser_density(&mut self, k: &LaserKeys, entry: &LaserEntry, energy: f64, section: &str) -> Option<f64> {
        let Some(coverage) = &k.coverage else {
            let per_cm2 = k.density.as_ref().map(|l| Located { span: l.span.clone(), value: l.value.per_cm2() });
            let usual = || (entry.usual_density(), Origin::library("laser", &entry.id));
            return Some(self.choose(section, "columns", per_cm2.as_ref(), |v| format!("{} /cm2", rounded(*v)), usual));
        };
        match entry.pulse().density_for(energy, coverage.value.value()) {
            Ok(density) => {
                let line = self.line(&coverage.span);
                let text = format!("{} %", rounded(100.0 * coverage.value.value()));
                self.row(section, "coverage of a pass", text, Origin::Given { line });
                self.row(section, "columns", format!("{density:.0} /cm2"), Origin::derived("coverage and energy"));
                Some(density)
            }
            Err(error) => {
                self.limit(&error, &coverage.span);
                None
            }
        }
    }

    fn radiofrequency_device(&mut self, keys: &Located<RadiofrequencyKeys>, zones: &[ZonePlan]) -> Option<EventKind> {
        let k = &keys.value;
        let entry = match self.library.radiofrequency.get(&k.device.value) {
            Ok(shelved) => shelved.entry().clone(),
            Err(fault) => {
                self.faults.push(fault.at(self.source, k.device.span.clone()));
                return None;
            }
        };
        let section = format!("radiofrequency {}", entry.id);
        let from = || Origin::library("radiofrequency", &entry.id);
        let mm = k.depth.as_ref().map(|l| Located { span: l.span.clone(), value: l.value.mm() });
        let per_mm2 = k.density.as_ref().map(|l| Located { span: l.span.clone(), value: l.value.per_mm2() });
        let usual = entry.needle.depth.value.mm();
        let depth = self.choose(&section, "depth", mm.as_ref(), |v| format!("{v} mm"), || (usual, from()));
        let (low, high) = (entry.needle.depth_min, entry.needle.depth_max);
        if let (Some(given), false) = (&k.depth, (low.mm()..=high.mm()).contains(&depth)) {
            let fault =
                self.at(codes::DEVICE_RANGE, &given.span, format!("{} cannot be set to {depth} mm", entry.name));
            self.faults.push(fault.limit(format!("{low} to {high}")).remedy("set a depth of the device"));
            return None;
        }
        let usual = entry.needle.density.value.per_mm2();
        let density = self.choose(
            &section,
            "punctures",
            per_mm2.as_ref(),
            |v| format!("{} /cm2", rounded(100.0 * v)),
            || (usual, from()),
        );
        let needles = entry.needles(depth, density);
        let reach = needles.reach();
        let thinnest = zones.iter().map(|plan| {
            let layers = plan.zone.site.layers(needlework::skin::Sex::Female);
            (layers.papillary_dermis.mean + layers.reticular_dermis.mean, &plan.zone.name)
        });
        if let Some((dermis, name)) = thinnest.min_by(|a, b| a.0.total_cmp(&b.0))
            && reach > dermis
        {
            let message = format!("the heat reaches {reach:.1} mm, below the dermis of the {name}");
            let fault = self.at(codes::THROUGH_SKIN, mm.as_ref().map_or(&keys.span, |depth| &depth.span), message);
            let fault = fault.limit(format!("{dermis:.1} mm"));
            self.faults.push(fault.remedy("shallower needles here; the safety notice on radiofrequency needling names loss of fat and nerve injury"));
        }
        Some(EventKind::Radiofrequency(needles))
    }
}

/// The class of an even peel in words.
fn class_name(model: &PeelModel, reach: f64) -> &'static str {
    use needlework::injury::PeelClass;
    match model.effect.class(reach) {
        PeelClass::None => "horny layer only",
        PeelClass::Superficial => "superficial",
        PeelClass::Medium => "medium",
        PeelClass::Deep => "deep",
    }
}

/// To four decimals, without trailing zeros.
fn rounded(value: f64) -> f64 {
    (1e4 * value).round() / 1e4
}

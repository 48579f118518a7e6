//! Products with an active: library entry, dose with its unit, and times become regimens.

use core::ops::Range;
use core::str::FromStr;

use needlework::course::{Event, EventKind, MOST_REGIMENS, Regimen, Timing};
use needlework::skin::{Layers, Person, Skin};
use needlework::transport::absorb::{Product, Request, cautions_of};
use needlework::transport::active::{Active, Drives};

use super::events::compact;
use super::zones::ZonePlan;
use super::{Origin, Resolver};
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::document::Located;
use crate::quantity::{ArealMass, Concentration, Day, Duration, Fraction, Length, Mass, Volume};
use crate::study::file::{ActiveWord, ApplicationKeys, MeasureKey, StudyFile, WhenWord};

/// Product per use where the file does not say: the amount of sunscreen tests, and near what a hand spreads [mg/cm²].
const USUAL_DOSE: f64 = 2.0;
/// Time on the skin after a session where the file does not say; assumed [day].
const USUAL_STAY: f64 = 8.0 / 24.0;
/// Lead of a product before a session where the file does not say [day].
const USUAL_LEAD: f64 = 30.0 / 1440.0;
/// Delay of a product after a session where the file does not say; assumed [day].
const USUAL_DELAY: f64 = 15.0 / 1440.0;
/// Platelets over blood where the file does not say; assumed [-].
const USUAL_PLATELETS: f64 = 4.0;
/// 1 mg/cm² in ng/mm².
const MG_PER_CM2: f64 = 1e4;
/// 1 % by weight in a product of density 1 [ng/mm³].
const PERCENT: f64 = 1e4;

impl Resolver<'_> {
    /// Every product, in the order of the file.
    pub(super) fn applications(
        &mut self,
        file: &StudyFile,
        person: &Person,
        zones: &[ZonePlan],
        events: &[Event],
        horizon: f64,
    ) -> Vec<Regimen> {
        let list = file.application.as_deref().unwrap_or_default();
        if let Some(last) = list.get(MOST_REGIMENS) {
            let fault = self.at(codes::TOO_MANY_ITEMS, &last.span, format!("there are {} applications", list.len()));
            self.faults.push(fault.limit(MOST_REGIMENS.to_string()).remedy("leave some out"));
        }
        let mut regimens = Vec::new();
        for (number, application) in list.iter().enumerate().take(MOST_REGIMENS) {
            let section = format!("application {}", number + 1);
            let Some(regimen) = self.application(&section, application, zones, events, horizon) else { continue };
            self.two_ways(file, application, &regimen, events);
            let first = zones.iter().enumerate().find(|(index, _)| regimen.treats(*index));
            let layers =
                first.and_then(|(_, plan)| Skin::resolve(person, &plan.zone.site).ok()).map(|skin| skin.layers);
            self.product_cautions(application, &regimen, layers);
            regimens.push(regimen);
        }
        regimens
    }

    fn application(
        &mut self,
        section: &str,
        application: &Located<ApplicationKeys>,
        zones: &[ZonePlan],
        events: &[Event],
        horizon: f64,
    ) -> Option<Regimen> {
        let keys = &application.value;
        let chosen = self.chosen_zones(keys.zone.as_ref(), zones);
        if chosen.is_empty() {
            return None; // only names of zones that there are not, which has been said
        }
        let area = chosen.iter().filter_map(|index| zones.get(*index)).map(|plan| plan.zone.area).sum();
        let chosen = compact(chosen, zones);
        let on = |event: &Event| chosen.is_empty() || chosen.iter().any(|zone| event.treats(*zone));
        let events: Vec<&Event> = events.iter().filter(|event| on(event)).collect();
        let active = match self.library.active(&keys.active.value) {
            Ok(active) => active,
            Err(fault) => {
                self.faults.push(fault.at(self.source, keys.active.span.clone()));
                return None;
            }
        };
        let line = self.line(&keys.active.span);
        self.row(section, "active", format!("{} ({})", active.name, active.id), Origin::Given { line });
        let product = self.product(section, keys, &active, area)?;
        if !chosen.is_empty() {
            let names: Vec<&str> =
                chosen.iter().filter_map(|i| zones.get(*i)).map(|plan| plan.zone.name.as_str()).collect();
            let line = keys.zone.as_ref().and_then(|zone| zone.list().first().map(|name| self.line(&name.span)));
            self.row(section, "zone", names.join(", "), Origin::Given { line: line.unwrap_or_default() });
        }
        let (timing, stay, why) = self.timing(section, application, &events, horizon)?;
        let stay = self.choose(
            section,
            "time on skin",
            keys.time_on_skin.as_ref(),
            |d| span_text(*d),
            || (Duration::new(stay), Origin::default(why)),
        );
        let platelets = if active.effect.as_ref().is_some_and(|effect| effect.drives == Drives::PlateletPlasma) {
            self.choose(section, "platelets over blood", keys.platelets.as_ref(), f64::to_string, || {
                (USUAL_PLATELETS, Origin::default("a usual concentrate (assumed)"))
            })
        } else {
            if let Some(platelets) = &keys.platelets {
                self.foreign_key("platelets", &platelets.span, &active.name, "platelet-rich plasma");
            }
            0.0
        };
        Some(Regimen { active, product, timing, time_on_skin: stay.days(), platelets, zones: chosen })
    }

    fn product(&mut self, section: &str, keys: &ApplicationKeys, active: &Active, area: f64) -> Option<Product> {
        let library = || Origin::library("active", &active.id);
        let strength = self.measure(section, "strength", keys.strength.as_ref(), strength_of, "% or mg/ml", || {
            (active.usual.strength_percent.value, library())
        });
        let amount = self.measure(
            section,
            "dose",
            keys.dose.as_ref(),
            |text| dose_of(text, area),
            "mg/cm2, uL/cm2, ml or mg",
            || (USUAL_DOSE, Origin::default("2 mg/cm2, near what a hand spreads")),
        );
        let ph = self.choose(section, "pH", keys.ph.as_ref(), f64::to_string, || (active.usual.ph.value, library()));
        let covered = self.choose(section, "covered", keys.covered.as_ref(), bool::to_string, || {
            (false, Origin::default("left open to the air"))
        });
        Some(Product { strength: strength?, ph, amount: amount?, covered })
    }

    /// A measure that must have a unit; refused with its place where it has none.
    fn measure(
        &mut self,
        section: &str,
        name: &str,
        given: Option<&Located<MeasureKey>>,
        read: impl Fn(&str) -> Option<f64>,
        units: &str,
        usual: impl FnOnce() -> (f64, Origin),
    ) -> Option<f64> {
        let unit = if name == "dose" { "mg/cm2" } else { "%" };
        let Some(given) = given else {
            let (value, origin) = usual();
            self.row(section, name, format!("{value} {unit}"), origin);
            return Some(value);
        };
        let (shown, value) = match &given.value {
            MeasureKey::Number(number) => (number.to_string(), None),
            MeasureKey::Words(text) => (crate::text::printable(text), read(text).filter(|value| value.is_finite())),
        };
        let Some(value) = value else {
            let fault =
                self.at(codes::DOSE, &given.span, format!("{name} is {shown}, which is no {name} with its unit"));
            let example = if name == "dose" { "dose = \"2 mg/cm2\"" } else { "strength = \"3 %\"" };
            let fault = fault.value(shown).limit(format!("a number and {units}"));
            self.faults.push(fault.remedy(format!("write for example {example}")));
            return None;
        };
        let most = if name == "dose" { 1e4 } else { 100.0 };
        if !(0.0..=most).contains(&value) {
            let fault = self.at(codes::OUT_OF_RANGE, &given.span, format!("{name} is {shown}, which is out of range"));
            self.faults.push(fault.value(shown).limit(format!("0 to {most} {unit}")).remedy("check the unit"));
            return None;
        }
        let same = MeasureKey::Words(format!("{value} {unit}")) == given.value;
        let written = match &given.value {
            MeasureKey::Words(text) => text.trim(),
            MeasureKey::Number(_) => "",
        };
        let text = if same {
            written.to_owned()
        } else {
            format!("{written}, that is {} {unit}", (1e6 * value).round() / 1e6)
        };
        let line = self.line(&given.span);
        self.row(section, name, text, Origin::Given { line });
        Some(value)
    }

    /// When it is used, how long it stays unless the file says, and why.
    fn timing(
        &mut self,
        section: &str,
        application: &Located<ApplicationKeys>,
        events: &[&Event],
        horizon: f64,
    ) -> Option<(Timing, f64, &'static str)> {
        let keys = &application.value;
        let word = |word: &WhenWord| format!("{word:?}").to_lowercase();
        let when = self.choose(section, "when", keys.when.as_ref(), word, || {
            (WhenWord::Home, Origin::default("daily care between sessions"))
        });
        self.foreign_times(keys, when);
        if when != WhenWord::Home && !events.iter().any(|event| matches!(event.kind, EventKind::Needling(_))) {
            let span = keys.when.as_ref().map_or(&application.span, |when| &when.span);
            let fault = self.at(
                codes::NO_SESSION,
                span,
                "the product belongs to a session, but nothing that it is put on is needled",
            );
            self.faults.push(fault.remedy("add sessions to [protocol], or write when = \"home\""));
            return None;
        }
        let span = |key: &Option<Located<Duration>>, usual: f64| key.as_ref().map_or(usual, |key| key.value.days());
        Some(match when {
            WhenWord::Before => {
                let lead = self.choose(
                    section,
                    "lead",
                    keys.lead.as_ref(),
                    |d| span_text(*d),
                    || (Duration::new(USUAL_LEAD), Origin::default("half an hour before the needling")),
                );
                let stay = lead.days().max(1.0 / 1440.0);
                (Timing::Session { shift: -lead.days() }, stay, "washed off when the needling begins")
            }
            WhenWord::During => (Timing::Session { shift: 0.0 }, USUAL_STAY, "washed off after eight hours (assumed)"),
            WhenWord::After => {
                let delay = self.choose(
                    section,
                    "delay",
                    keys.delay.as_ref(),
                    |d| span_text(*d),
                    || {
                        (
                            Duration::new(USUAL_DELAY),
                            Origin::default("a quarter of an hour after the needling (assumed)"),
                        )
                    },
                );
                (Timing::Session { shift: delay.days() }, USUAL_STAY, "washed off after eight hours (assumed)")
            }
            WhenWord::Home => {
                let from = keys.start.as_ref().map_or(0.0, |day| day.value.days());
                let until = keys.stop.as_ref().map_or(horizon, |day| day.value.days());
                let interval = span(&keys.every, 1.0);
                let pause = span(&keys.pause, 1.0);
                if from >= until {
                    let place = keys.stop.as_ref().or(keys.start.as_ref()).map_or(&application.span, |day| &day.span);
                    let fault = self.at(codes::TOPICAL_DAYS, place, "the product stops before it starts");
                    self.faults.push(fault.remedy("let it stop after it starts, within the simulated time"));
                    return None;
                }
                let shown = |value: f64| span_text(Duration::new(value));
                let line = self.line(&application.span);
                let given = |written: bool, why: &str| {
                    if written { Origin::Given { line } } else { Origin::default(why) }
                };
                let day = |value: f64| super::schedule::days(Day::new(value));
                let days = format!("day {} to {}", day(from), day(until));
                let written = keys.start.is_some() || keys.stop.is_some();
                self.row(section, "days", days, given(written, "the whole course"));
                self.row(section, "every", shown(interval), given(keys.every.is_some(), "once a day"));
                self.row(
                    section,
                    "pause",
                    shown(pause),
                    given(keys.pause.is_some(), "a day without it after a session"),
                );
                (Timing::Home { from, until, interval, pause }, interval, "left on until the next use")
            }
        })
    }

    /// Keys of another time of use.
    fn foreign_times(&mut self, keys: &ApplicationKeys, when: WhenWord) {
        let mut foreign: Vec<(&str, Range<usize>, &str)> = Vec::new();
        macro_rules! only {
            ($word:ident, $belongs:literal: $($field:ident),*) => {
                if when != WhenWord::$word {
                    $(if let Some(value) = &keys.$field {
                        foreign.push((stringify!($field), value.span.clone(), $belongs));
                    })*
                }
            };
        }
        only!(Before, "when = \"before\"": lead);
        only!(After, "when = \"after\"": delay);
        only!(Home, "when = \"home\"": every, start, stop, pause);
        for (key, span, belongs) in foreign {
            self.foreign_key(key, &span, "a product used at another time", belongs);
        }
    }

    /// The same effect given as a strength of its own.
    fn two_ways(
        &mut self,
        file: &StudyFile,
        application: &Located<ApplicationKeys>,
        regimen: &Regimen,
        events: &[Event],
    ) {
        let Some(drives) = regimen.active.effect.as_ref().map(|effect| effect.drives) else { return };
        let other = file.topical.iter().flatten().find(|topical| drives_same(topical.value.active.value, drives));
        let plasma = drives == Drives::PlateletPlasma
            && events.iter().any(|event| matches!(&event.kind, EventKind::Needling(n) if n.platelet_plasma > 0.0));
        let elsewhere = match (other, plasma) {
            (Some(topical), _) => format!("[[topical]] on line {}", self.line(&topical.span)),
            (None, true) => "platelet_plasma in [technique]".to_owned(),
            (None, false) => return,
        };
        let message = format!("{} is given both as a dose and as a strength of effect", regimen.active.name);
        let fault = self.at(codes::TWO_FORMS, &application.value.active.span, message);
        self.faults.push(fault.value(elsewhere).remedy("keep the dose, or the strength of effect, not both"));
    }

    /// What the transport model has to say about the product, before anything is computed.
    fn product_cautions(&mut self, application: &Located<ApplicationKeys>, regimen: &Regimen, layers: Option<Layers>) {
        let Some(layers) = layers else { return };
        let mut request = Request::new(&regimen.active, layers);
        request.product = regimen.product;
        let keys = &application.value;
        match cautions_of(&request) {
            Ok(cautions) => {
                for caution in cautions {
                    let Some(code) = Code::find(caution.code) else { continue };
                    let span = if code == codes::NOTHING_APPLIED {
                        keys.dose.as_ref().or(keys.strength.as_ref()).map_or(&keys.active.span, |key| &key.span)
                    } else {
                        &keys.active.span
                    };
                    // Two products with one active share what is to be known of it, but for a figure.
                    if self.faults.absorbs(code, &caution.text) {
                        continue;
                    }
                    let fault: Diagnostic = self.at(code, span, caution.text);
                    self.faults.push(fault.remedy(caution.remedy));
                }
            }
            Err(error) => {
                let fault = self.at(codes::MODEL_LIMIT, &application.span, error.to_string());
                self.faults.push(fault.remedy("change the product"));
            }
        }
    }
}

/// Whether a topical of fixed strength drives the same input.
fn drives_same(word: ActiveWord, drives: Drives) -> bool {
    matches!(
        (word, drives),
        (ActiveWord::VitaminC, Drives::VitaminC)
            | (ActiveWord::Retinoid, Drives::Retinoid)
            | (ActiveWord::GrowthFactor, Drives::GrowthFactor)
            | (ActiveWord::Hyaluronan, Drives::Hyaluronan)
            | (ActiveWord::TranexamicAcid, Drives::TranexamicAcid)
            | (ActiveWord::AntiInflammatory, Drives::AntiInflammatory)
    )
}

/// A span of time in the unit in which people say it.
fn span_text(span: Duration) -> String {
    let days = span.days();
    let (value, unit) = match days {
        d if d < 1.0 / 24.0 => (1440.0 * d, "min"),
        d if d < 2.0 => (24.0 * d, "h"),
        d => (d, "days"),
    };
    format!("{} {unit}", (100.0 * value).round() / 100.0)
}

/// Strength by weight in a product of density 1 [%].
fn strength_of(text: &str) -> Option<f64> {
    if let Ok(concentration) = Concentration::from_str(text) {
        return Some(concentration.ng_per_mm3() / PERCENT);
    }
    // A share without a per cent sign could mean either.
    let written = text.contains('%') || text.contains("percent");
    Fraction::from_str(text).ok().filter(|_| written).map(|share| 100.0 * share.value())
}

/// Product per area, density 1, on `area` cm² of skin [mg/cm²].
fn dose_of(text: &str, area: f64) -> Option<f64> {
    // 1 mm of a product of density 1 is 100 mg/cm²; 1 mm³ weighs 1 mg; 1 mg is 1e6 ng.
    ArealMass::from_str(text)
        .map(|mass| mass.ng_per_mm2() / MG_PER_CM2)
        .or_else(|_| Length::from_str(text).map(|height| 100.0 * height.mm()))
        .or_else(|_| Volume::from_str(text).map(|volume| volume.mm3() / area))
        .or_else(|_| Mass::from_str(text).map(|mass| mass.ng() * 1e-6 / area))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doses_and_strengths_are_read_with_their_units() {
        let close = |a: Option<f64>, b: f64| assert!(a.is_some_and(|a| (a / b - 1.0).abs() < 1e-12), "{a:?} {b}");
        close(dose_of("2 mg/cm2", 50.0), 2.0);
        close(dose_of("2 uL/cm2", 50.0), 2.0);
        close(dose_of("0.1 ml", 50.0), 2.0);
        close(dose_of("100 mg", 50.0), 2.0);
        close(strength_of("3 %"), 3.0);
        close(strength_of("30 mg/ml"), 3.0);
        for bad in ["2", "2 days", "2 mm/s", "much", ""] {
            assert_eq!(dose_of(bad, 50.0), None, "{bad}");
            assert_eq!(strength_of(bad), None, "{bad}");
        }
    }
}

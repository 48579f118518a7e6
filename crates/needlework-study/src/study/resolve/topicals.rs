//! Topicals: stretches of days become changes of the constant inputs.

use core::ops::Range;

use needlework::course::{Event, EventKind, Topicals};

use super::schedule::days;
use super::{Origin, Resolver};
use crate::diagnostic::codes;
use crate::document::Located;
use crate::quantity::Day;
use crate::study::file::{ActiveWord, TopicalKeys};

/// One topical, checked.
struct Stretch {
    active: ActiveWord,
    strength: f64,
    start: f64,
    stop: f64,
    span: Range<usize>,
}

impl Resolver<'_> {
    /// Every change of the inputs, in the order of the days, with where it is written.
    pub(super) fn topicals(&mut self, list: &[Located<TopicalKeys>], horizon: f64) -> Vec<(Event, Range<usize>)> {
        let mut stretches: Vec<Stretch> = Vec::new();
        for topical in list {
            let Some(stretch) = self.stretch(topical, horizon) else { continue };
            let clash = stretches.iter().find(|other| {
                other.active == stretch.active && other.start < stretch.stop && stretch.start < other.stop
            });
            if let Some(other) = clash {
                let line = self.line(&other.span);
                let message = format!("{} is applied twice on the same days", name(stretch.active));
                let fault = self.at(codes::TWO_FORMS, &topical.span, message);
                self.faults.push(
                    fault
                        .value(format!("the other one is on line {line}"))
                        .remedy("let one end where the other starts"),
                );
            }
            stretches.push(stretch);
        }
        let mut changes: Vec<(f64, &Range<usize>)> = Vec::new();
        for stretch in &stretches {
            changes.push((stretch.start, &stretch.span));
            if stretch.stop < horizon {
                changes.push((stretch.stop, &stretch.span));
            }
        }
        changes.sort_by(|a, b| a.0.total_cmp(&b.0));
        changes.dedup_by(|later, earlier| later.0 == earlier.0);
        changes
            .into_iter()
            .map(|(day, span)| {
                let inputs = inputs_on(day, &stretches);
                (Event { day, zones: Vec::new(), kind: EventKind::Topicals(inputs) }, span.clone())
            })
            .collect()
    }

    fn stretch(&mut self, topical: &Located<TopicalKeys>, horizon: f64) -> Option<Stretch> {
        let k = &topical.value;
        let active = k.active.value;
        let start = k.start.as_ref().map_or(0.0, |day| day.value.days());
        let stop = k.stop.as_ref().map_or(horizon, |day| day.value.days());
        if start >= stop {
            let span = k.stop.as_ref().or(k.start.as_ref()).map_or(&topical.span, |day| &day.span);
            let message = format!(
                "{} stops on day {} but starts on day {}",
                name(active),
                days(Day::new(stop)),
                days(Day::new(start))
            );
            let fault = self.at(codes::TOPICAL_DAYS, span, message);
            self.faults.push(fault.remedy("let it stop after it starts, within the simulated time"));
            return None;
        }
        let strength = if active == ActiveWord::GrowthFactor {
            if let Some(strength) = &k.strength {
                self.foreign_key(
                    "strength",
                    &strength.span,
                    "growth-factor",
                    "the other actives; write rate = \"2 pg/mm3/day\"",
                );
            }
            k.rate.as_ref().map(|rate| rate.value.pg_per_mm3_per_day())
        } else {
            if let Some(rate) = &k.rate {
                self.foreign_key("rate", &rate.span, name(active), "growth-factor; write strength = 0.5");
            }
            k.strength.as_ref().map(|strength| strength.value.value())
        };
        let Some(strength) = strength else {
            let key = if active == ActiveWord::GrowthFactor { "rate" } else { "strength" };
            let fault = self.at(codes::MISSING_KEY, &topical.span, format!("{} needs the key {key}", name(active)));
            self.faults
                .push(fault.remedy("say how much of the full effect, as strength = 0.5, or rate = \"2 pg/mm3/day\""));
            return None;
        };
        let most =
            if matches!(active, ActiveWord::GrowthFactor | ActiveWord::Ultraviolet) { f64::INFINITY } else { 1.0 };
        if strength > most {
            let span = k.strength.as_ref().map_or(&topical.span, |strength| &strength.span);
            let fault = self.at(codes::OUT_OF_RANGE, span, format!("strength is {strength}, which is out of range"));
            self.faults.push(fault.value(strength.to_string()).limit("0 to 1"));
            return None;
        }
        let unit = if active == ActiveWord::GrowthFactor { " pg/mm3/day" } else { "" };
        let shown = format!("{strength}{unit}, day {} to {}", days(Day::new(start)), days(Day::new(stop)));
        self.row("topical", name(active), shown, Origin::Given { line: self.line(&topical.span) });
        Some(Stretch { active, strength, start, stop, span: topical.span.clone() })
    }
}

/// The inputs that hold from a day on.
fn inputs_on(day: f64, stretches: &[Stretch]) -> Topicals {
    let mut inputs = Topicals::default();
    for stretch in stretches.iter().filter(|stretch| stretch.start <= day && day < stretch.stop) {
        let input = match stretch.active {
            ActiveWord::VitaminC => &mut inputs.vitamin_c,
            ActiveWord::Retinoid => &mut inputs.retinoid,
            ActiveWord::GrowthFactor => &mut inputs.growth_factor,
            ActiveWord::Hyaluronan => &mut inputs.hyaluronan,
            ActiveWord::TranexamicAcid => &mut inputs.tranexamic_acid,
            ActiveWord::AntiInflammatory => &mut inputs.anti_inflammatory,
            ActiveWord::Occlusion => &mut inputs.occlusion,
            ActiveWord::Ultraviolet => &mut inputs.ultraviolet,
        };
        *input = stretch.strength;
    }
    inputs
}

/// The word of the file.
fn name(active: ActiveWord) -> &'static str {
    match active {
        ActiveWord::VitaminC => "vitamin-c",
        ActiveWord::Retinoid => "retinoid",
        ActiveWord::GrowthFactor => "growth-factor",
        ActiveWord::Hyaluronan => "hyaluronan",
        ActiveWord::TranexamicAcid => "tranexamic-acid",
        ActiveWord::AntiInflammatory => "anti-inflammatory",
        ActiveWord::Occlusion => "occlusion",
        ActiveWord::Ultraviolet => "ultraviolet",
    }
}

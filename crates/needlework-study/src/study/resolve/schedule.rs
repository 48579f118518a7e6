//! The days of the protocol: one-line forms expanded, events one by one checked.

use core::ops::Range;

use needlework::course::{EventKind, LONGEST_COURSE, MOST_EVENTS};

use super::insults::Insult;
use super::words::{Sessions, parse_maintenance, parse_sessions};
use super::{Origin, Resolver};
use crate::diagnostic::codes;
use crate::document::Located;
use crate::quantity::{Day, Duration};
use crate::study::file::{EventKeys, EventWord, OutputSection, ProtocolSection, SessionsKey};

/// Simulated time where the file does not say: a year, or this long after the last event if that is later [day].
const YEAR: f64 = 365.25;
/// See [`YEAR`] [day].
const AFTERMATH: f64 = 182.625;
/// Days that the row of days lists before it is cut.
const SHOWN_DAYS: usize = 12;

/// Something that is to be done on a day.
#[derive(Debug, Clone)]
pub(super) struct Planned<'a> {
    /// Day of the course [day].
    pub day: f64,
    /// The event as written; `None` for a session of a one-line form.
    pub keys: Option<&'a Located<EventKeys>>,
    pub span: Range<usize>,
}

impl Planned<'_> {
    pub fn kind(&self) -> EventWord {
        let kind = self.keys.and_then(|keys| keys.value.kind.as_ref());
        kind.map_or(EventWord::Needling, |kind| kind.value)
    }
}

impl Resolver<'_> {
    /// Everything that is to be done, in the order of the days.
    ///
    /// A protocol without any is refused, unless `may_be_empty`.
    pub(super) fn schedule<'a>(
        &mut self,
        protocol: &'a Located<ProtocolSection>,
        may_be_empty: bool,
    ) -> Vec<Planned<'a>> {
        let keys = &protocol.value;
        let events = keys.event.as_deref().unwrap_or_default();
        let errors_before = self.faults.errors();
        let mut planned = self.shorthand(protocol);
        let listed = events.iter().find(|event| Planned::written(event).kind() == EventWord::Needling);
        if let (Some(sessions), Some(listed)) = (&keys.sessions, listed) {
            let message = "sessions are given both in one line and as [[protocol.event]]";
            let line = self.line(&sessions.span);
            let fault = self.at(codes::TWO_FORMS, &listed.span, message);
            self.faults.push(fault.value(format!("sessions is on line {line}")).remedy("keep one of the two forms"));
        }
        for pair in events.windows(2) {
            if let [earlier, later] = pair
                && later.value.day.value < earlier.value.day.value
            {
                let found = format!("day {}", days(later.value.day.value));
                let message = format!("{found} comes after day {}", days(earlier.value.day.value));
                let fault = self.at(codes::DAYS_OUT_OF_ORDER, &later.value.day.span, message);
                self.faults.push(fault.value(found).remedy("write the events in the order of their days"));
            }
        }
        planned.extend(events.iter().map(Planned::written));
        self.maintenance(protocol, &mut planned);
        if planned.is_empty() && !may_be_empty && self.faults.errors() == errors_before {
            let fault = self.at(codes::NO_EVENTS, &protocol.span, "the protocol has no sessions and no events");
            self.faults
                .push(fault.remedy(
                    "write sessions = \"4 sessions every 30 days\", [[protocol.event]], [[peel]] or [[laser]]",
                ));
        }
        if planned.len() > MOST_EVENTS {
            self.too_many(&protocol.span, planned.len());
            planned.truncate(MOST_EVENTS);
        }
        planned.sort_by(|a, b| a.day.total_cmp(&b.day));
        planned
    }

    /// Sessions of the one-line form, or by number and interval.
    fn shorthand<'a>(&mut self, protocol: &'a Located<ProtocolSection>) -> Vec<Planned<'a>> {
        let keys = &protocol.value;
        let Some(written) = &keys.sessions else {
            if let Some(interval) = &keys.interval {
                let fault = self.at(codes::MISSING_KEY, &interval.span, "interval needs the key sessions");
                self.faults.push(fault.remedy("add sessions = 4, or another number"));
            }
            return Vec::new();
        };
        let sessions = match &written.value {
            SessionsKey::Number(count) => {
                let interval = keys.interval.as_ref().map(|interval| interval.value.days());
                if interval.is_none() && *count > 1 {
                    let fault =
                        self.at(codes::MISSING_KEY, &written.span, "a number of sessions needs the key interval");
                    self.faults.push(fault.remedy("add interval = \"30 days\", or write \"4 sessions every 30 days\""));
                    return Vec::new();
                }
                Sessions { count: *count, interval: interval.filter(|_| *count > 1) }
            }
            SessionsKey::Words(text) => {
                if let Some(interval) = &keys.interval {
                    let message = "the interval is given both in sessions and as interval";
                    let fault = self.at(codes::TWO_FORMS, &interval.span, message);
                    self.faults.push(fault.remedy("leave out interval"));
                }
                match parse_sessions(text) {
                    Ok(sessions) => sessions,
                    Err(what) => {
                        let fault = self.at(codes::BAD_SHORTHAND, &written.span, format!("sessions: {what}"));
                        self.faults.push(fault.remedy("write for example \"5 sessions every 30 days\""));
                        return Vec::new();
                    }
                }
            }
        };
        let interval = sessions.interval.unwrap_or(0.0);
        if sessions.interval.is_some() && interval <= 0.0 {
            let span = keys.interval.as_ref().map_or(&written.span, |interval| &interval.span);
            self.no_interval(span);
            return Vec::new();
        }
        let start = keys.start.as_ref().map_or(0.0, |start| start.value.days());
        let all = (0..sessions.count).map(|number| start + interval * f64::from(number));
        all.map(|day| Planned { day, keys: None, span: written.span.clone() }).collect()
    }

    fn maintenance<'a>(&mut self, protocol: &'a Located<ProtocolSection>, planned: &mut Vec<Planned<'a>>) {
        let Some(written) = &protocol.value.maintenance else { return };
        let (interval, length) = match parse_maintenance(&written.value) {
            Ok(found) => found,
            Err(what) => {
                let fault = self.at(codes::BAD_SHORTHAND, &written.span, format!("maintenance: {what}"));
                self.faults.push(fault.remedy("write for example \"1 session every 6 months for 3 years\""));
                return;
            }
        };
        if interval <= 0.0 {
            return self.no_interval(&written.span);
        }
        let sessions = planned.iter().filter(|event| event.kind() == EventWord::Needling);
        let Some(last) = sessions.map(|session| session.day).max_by(f64::total_cmp) else {
            let fault = self.at(codes::NO_EVENTS, &written.span, "maintenance follows sessions, but there are none");
            self.faults.push(fault.remedy("add sessions = \"4 sessions every 30 days\""));
            return;
        };
        // A small part of an interval is forgiven, so that "every 6 months for 3 years" has six and not five.
        let count = (length / interval + 1e-9).floor();
        if count > MOST_EVENTS as f64 {
            return self.too_many(&written.span, count as usize);
        }
        for number in 1..=count as u32 {
            let day = last + interval * f64::from(number);
            planned.push(Planned { day, keys: None, span: written.span.clone() });
        }
    }

    pub(super) fn no_interval(&mut self, span: &Range<usize>) {
        let fault = self.at(codes::BAD_INTERVAL, span, "the time between sessions is zero");
        self.faults.push(fault.limit("more than 0 days").remedy("write a time such as \"30 days\""));
    }

    pub(super) fn too_many(&mut self, span: &Range<usize>, count: usize) {
        let fault = self.at(codes::TOO_MANY_EVENTS, span, format!("the protocol has {count} events"));
        let fault = fault.value(count.to_string()).limit(MOST_EVENTS.to_string());
        self.faults.push(fault.remedy("simulate fewer sessions, or a shorter time"));
    }

    /// End of the simulated time; events after it are errors [day].
    pub(super) fn horizon(
        &mut self,
        output: Option<&OutputSection>,
        planned: &[Planned<'_>],
        insults: &[Insult],
    ) -> f64 {
        let last = planned.last().map_or(0.0, |event| event.day);
        let last = insults.iter().map(|insult| insult.event.day).fold(last, f64::max);
        let usual = YEAR.max(last + AFTERMATH).min(LONGEST_COURSE);
        let given = output.and_then(|keys| keys.horizon.as_ref());
        let horizon = self
            .choose("output", "horizon", given, Duration::to_string, || {
                (Duration::new(usual), Origin::default("a year, or half a year after the last event"))
            })
            .days();
        let mut late: Vec<&Planned<'_>> = Vec::new();
        for event in planned.iter().filter(|event| event.day > horizon) {
            // Sessions of one line are one mistake; the last of them says how far the horizon has to go.
            match late.iter_mut().find(|other| other.keys.is_none() && event.keys.is_none() && other.span == event.span)
            {
                Some(same) => *same = event,
                None => late.push(event),
            }
        }
        let mut late: Vec<(f64, Range<usize>)> = late
            .into_iter()
            .map(|event| (event.day, event.keys.map_or(&event.span, |keys| &keys.value.day.span).clone()))
            .collect();
        for insult in insults.iter().filter(|insult| insult.event.day > horizon) {
            match late.iter_mut().find(|(_, span)| *span == insult.span) {
                Some((day, _)) => *day = day.max(insult.event.day),
                None => late.push((insult.event.day, insult.span.clone())),
            }
        }
        for (day, span) in &late {
            let day = format!("day {}", days(Day::new(*day)));
            let message = format!("{day} lies after the end of the simulated time");
            let mut fault = self.at(codes::AFTER_HORIZON, span, message).value(day);
            fault = fault.limit(format!("{} days", days(Day::new(horizon))));
            let remedy = match given {
                Some(_) => "set a longer horizon in [output], or drop the event",
                None => "drop the event; courses last at most 5 years",
            };
            self.faults.push(fault.remedy(remedy));
        }
        horizon
    }

    /// The row that lists the days.
    pub(super) fn list_days(
        &mut self,
        protocol: &Located<ProtocolSection>,
        planned: &[Planned<'_>],
        insults: &[Insult],
    ) {
        for (word, name) in
            [(EventWord::Needling, "sessions"), (EventWord::Peel, "peels"), (EventWord::Laser, "laser sessions")]
        {
            let chosen = planned.iter().filter(|event| event.kind() == word);
            let chosen: Vec<(f64, &Range<usize>)> = chosen.map(|event| (event.day, &event.span)).collect();
            self.list(name, None, &chosen, &protocol.span);
        }
        // A treatment whose zones differ is one treatment on each of its days.
        for (index, insult) in insults.iter().enumerate() {
            if insults.iter().take(index).any(|earlier| earlier.span == insult.span) {
                continue;
            }
            let same = insults.iter().filter(|other| other.span == insult.span);
            let mut chosen: Vec<(f64, &Range<usize>)> = same.map(|other| (other.event.day, &other.span)).collect();
            chosen.dedup_by(|later, earlier| later.0 == earlier.0);
            let (word, name) = match &insult.event.kind {
                EventKind::Peel(peel) => ("peels", &peel.name),
                EventKind::Laser(laser) => ("laser sessions", &laser.name),
                EventKind::Radiofrequency(needles) => ("radiofrequency", &needles.name),
                EventKind::Needling(_) | EventKind::Topicals(_) => continue,
            };
            self.list(word, Some(name), &chosen, &protocol.span);
        }
    }

    fn list(&mut self, name: &str, of: Option<&str>, chosen: &[(f64, &Range<usize>)], home: &Range<usize>) {
        let Some((_, first)) = chosen.first() else { return };
        let mut list: Vec<String> = chosen.iter().take(SHOWN_DAYS).map(|(day, _)| days(Day::new(*day))).collect();
        if chosen.len() > SHOWN_DAYS {
            let last = chosen.last().map_or(0.0, |(day, _)| *day);
            list.push(format!("… {}", days(Day::new(last))));
        }
        let of = of.map_or(String::new(), |of| format!(", {of}"));
        let shown = format!("{} on day {}{of}", chosen.len(), list.join(", "));
        let line = self.line(if first.is_empty() { home } else { first });
        self.row("protocol", name, shown, Origin::Given { line });
    }
}

impl<'a> Planned<'a> {
    fn written(event: &'a Located<EventKeys>) -> Self {
        Self { day: event.value.day.value.days(), keys: Some(event), span: event.span.clone() }
    }
}

/// A day to two decimals, without trailing zeros.
pub(super) fn days(day: Day) -> String {
    ((100.0 * day.days()).round() / 100.0).to_string()
}

//! Protocols in one line: `5 sessions every 30 days`, `1 session every 6 months for 3 years`.

use crate::quantity::{Duration, QuantityError};

/// A number of sessions at equal intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sessions {
    /// How many.
    pub count: u32,
    /// From one to the next; absent for a single session [day].
    pub interval: Option<f64>,
}

/// Reads `N sessions every TIME`, `N sessions, TIME apart`, `N weekly sessions`, `1 session`.
///
/// # Errors
/// What is wrong, as the end of a sentence.
///
/// ```
/// use needlework_study::study::{Sessions, parse_sessions};
/// assert_eq!(parse_sessions("5 sessions every 30 days"), Ok(Sessions { count: 5, interval: Some(30.0) }));
/// assert_eq!(parse_sessions("3 sessions, 6 weeks apart"), Ok(Sessions { count: 3, interval: Some(42.0) }));
/// assert!(parse_sessions("some sessions").is_err());
/// ```
pub fn parse_sessions(text: &str) -> Result<Sessions, String> {
    let mut words = Words::new(text);
    let count = words.count()?;
    let mut interval = words.adverb();
    words.noun()?;
    interval = interval.or_else(|| words.adverb());
    words.take(",");
    if words.take("every") {
        interval = Some(words.duration(&["for"])?);
    } else if !words.is_empty() && interval.is_none() {
        interval = Some(words.duration(&["apart"])?);
        if !words.take("apart") {
            return Err(format!("expected \"apart\" after the time, found {}", words.shown()));
        }
    }
    words.end()?;
    match interval {
        None if count > 1 => Err("the time from one session to the next is missing".to_owned()),
        _ => Ok(Sessions { count, interval: interval.filter(|_| count > 1) }),
    }
}

/// Reads `1 session every TIME for TIME`: the interval and the length [day].
///
/// # Errors
/// What is wrong, as the end of a sentence.
///
/// ```
/// use needlework_study::study::parse_maintenance;
/// let (interval, length) = parse_maintenance("1 session every 6 months for 3 years")?;
/// assert_eq!((interval, length), (182.625, 1095.75));
/// # Ok::<(), String>(())
/// ```
pub fn parse_maintenance(text: &str) -> Result<(f64, f64), String> {
    let mut words = Words::new(text);
    if words.count()? != 1 {
        return Err("maintenance is one session at a time; shorten the interval instead".to_owned());
    }
    let adverb = words.adverb();
    words.noun()?;
    let interval = match adverb.or_else(|| words.adverb()) {
        Some(interval) => interval,
        None if words.take("every") => words.duration(&["for"])?,
        None => return Err(format!("expected \"every\", found {}", words.shown())),
    };
    if !words.take("for") {
        return Err(format!("expected \"for\" and how long, found {}", words.shown()));
    }
    let length = words.duration(&[])?;
    words.end()?;
    Ok((interval, length))
}

/// What is left to read of a line.
struct Words<'a> {
    left: &'a str,
}

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Self {
        Self { left: text.trim() }
    }

    fn is_empty(&self) -> bool {
        self.left.is_empty()
    }

    fn shown(&self) -> String {
        if self.is_empty() { "the end".to_owned() } else { crate::text::printable(self.left) }
    }

    /// The next word, up to a space or comma.
    fn peek(&self) -> &'a str {
        let end = self.left.find([' ', ',']).unwrap_or(self.left.len());
        &self.left[..end]
    }

    fn skip(&mut self, length: usize) {
        self.left = self.left.get(length..).unwrap_or("").trim_start();
    }

    fn take(&mut self, word: &str) -> bool {
        let found = if word == "," { self.left.starts_with(',') } else { self.peek().eq_ignore_ascii_case(word) };
        if found {
            self.skip(word.len());
        }
        found
    }

    fn count(&mut self) -> Result<u32, String> {
        const SPELLED: [&str; 13] =
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
        let word = self.peek();
        let lower = word.to_lowercase();
        let spelled = if lower == "a" { Some(1) } else { SPELLED.iter().position(|name| *name == lower) };
        let count = match spelled {
            Some(count) => u32::try_from(count).ok(),
            None => word.parse().ok(),
        };
        match count {
            Some(count @ 1..=2000) => {
                self.skip(word.len());
                Ok(count)
            }
            Some(count) => Err(format!("{count} is not a number of sessions from 1 to 2000")),
            None => Err(format!("expected a number of sessions, found {}", self.shown())),
        }
    }

    fn noun(&mut self) -> Result<(), String> {
        if ["sessions", "session", "treatments", "treatment"].iter().any(|noun| self.take(noun)) {
            return Ok(());
        }
        Err(format!("expected \"sessions\", found {}", self.shown()))
    }

    fn adverb(&mut self) -> Option<f64> {
        [("daily", 1.0), ("weekly", 7.0), ("fortnightly", 14.0), ("monthly", 30.4375), ("yearly", 365.25)]
            .into_iter()
            .find(|(word, _)| self.take(word))
            .map(|(_, days)| days)
    }

    /// A time up to one of the stop words; `every week` means every one week.
    fn duration(&mut self, stops: &[&str]) -> Result<f64, String> {
        let mut length = 0;
        for word in self.left.split_inclusive([' ', ',']) {
            if stops.contains(&word.trim_end_matches([' ', ',']).to_lowercase().as_str()) {
                break;
            }
            length += word.len();
        }
        let text = self.left[..length].trim_end_matches([' ', ',']);
        let with_number =
            if text.starts_with(|c: char| c.is_ascii_digit()) { text.to_owned() } else { format!("1 {text}") };
        let days = with_number.parse::<Duration>().map_err(|error| match error {
            QuantityError::UnitSyntax { .. } | QuantityError::UnknownUnit { .. } => {
                format!("expected a time such as \"30 days\", found {}", self.shown())
            }
            other => other.to_string(),
        })?;
        self.skip(length);
        Ok(days.days())
    }

    fn end(&self) -> Result<(), String> {
        if self.is_empty() { Ok(()) } else { Err(format!("cannot read {}", self.shown())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_ways_of_saying_it() {
        let read = |text: &str| parse_sessions(text).map(|s| (s.count, s.interval));
        for text in ["5 sessions every 30 days", "five sessions, 30 days apart", "5 treatments 30 days apart"] {
            assert_eq!(read(text), Ok((5, Some(30.0))), "{text}");
        }
        assert_eq!(read("6 weekly sessions"), Ok((6, Some(7.0))));
        assert_eq!(read("6 sessions weekly"), Ok((6, Some(7.0))));
        assert_eq!(read("4 sessions every week"), Ok((4, Some(7.0))));
        assert_eq!(read("1 session"), Ok((1, None)));
        assert_eq!(read("a session"), Ok((1, None)));
        assert_eq!(read("3 sessions every 0 days"), Ok((3, Some(0.0))));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let wrong = |text: &str| parse_sessions(text).unwrap_err();
        assert_eq!(wrong("some sessions"), "expected a number of sessions, found 'some sessions'");
        assert_eq!(wrong("0 sessions every day"), "0 is not a number of sessions from 1 to 2000");
        assert_eq!(wrong("5 sessions"), "the time from one session to the next is missing");
        assert_eq!(wrong("5 sessions every blue moon"), "expected a time such as \"30 days\", found 'blue moon'");
        assert_eq!(wrong("5 sessions every 30 mm"), "this is a length, not a duration");
        assert_eq!(wrong("5 sessions every 30 days for ever"), "cannot read 'for ever'");
        assert_eq!(wrong("5 apples"), "expected \"sessions\", found 'apples'");
        assert_eq!(wrong(""), "expected a number of sessions, found the end");
        let wrong = |text: &str| parse_maintenance(text).unwrap_err();
        assert_eq!(
            wrong("2 sessions every year for 3 years"),
            "maintenance is one session at a time; shorten the interval instead"
        );
        assert_eq!(wrong("1 session every 6 months"), "expected \"for\" and how long, found the end");
    }

    proptest::proptest! {
        #[test]
        fn no_line_makes_the_reader_panic(text in "([0-9a-z ,]|sessions|every|apart|\\PC){0,40}") {
            let _ = parse_sessions(&text);
            let _ = parse_maintenance(&text);
        }
    }
}

//! Which treatments a course has, and what of their risks the model does not know.

use serde::Serialize;

/// Kinds of treatment in the course of one zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "kinds that a course has or not, each by itself")]
pub struct Treatments {
    /// Plain needles.
    pub needles: bool,
    /// Peels.
    pub peels: bool,
    /// Lasers.
    pub lasers: bool,
    /// Radiofrequency needles.
    pub radiofrequency: bool,
}

/// Unwanted events that a kind of treatment is known for and for which the model has no figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The treatment, in the plural.
    pub treatment: &'static str,
    /// The events.
    pub events: Vec<&'static str>,
}

impl Treatments {
    /// Plain needles and nothing else.
    pub const NEEDLES: Self = Self { needles: true, peels: false, lasers: false, radiofrequency: false };

    /// Those beside plain needles, in the plural.
    pub fn others(self) -> Vec<&'static str> {
        [(self.peels, "peels"), (self.lasers, "lasers"), (self.radiofrequency, "radiofrequency needles")]
            .into_iter()
            .filter_map(|(has, name)| has.then_some(name))
            .collect()
    }

    /// Events without a figure, for every treatment beside plain needles; `face` whether the zone is on the face.
    ///
    /// Burns, loss of fat and nerve damage after radiofrequency needles are those of a warning without rates, fda-2025-rfmn.
    ///
    /// ```
    /// use needlework::outcome::tolerability::Treatments;
    /// let lasers = Treatments { lasers: true, ..Treatments::default() };
    /// assert!(lasers.gaps(true)[0].events.contains(&"herpes recurrence"));
    /// assert!(Treatments::NEEDLES.gaps(true).is_empty());
    /// ```
    pub fn gaps(self, face: bool) -> Vec<Gap> {
        let gap = |treatment| {
            let mut events = if face { vec!["herpes recurrence", "flare of acne"] } else { Vec::new() };
            events.extend(["swelling that is remarked on", "scar"]);
            match treatment {
                "lasers" => events.push("burn"),
                "radiofrequency needles" => events.extend(["bruise", "burn", "loss of fat", "nerve damage"]),
                _ => {}
            }
            Gap { treatment, events }
        };
        self.others().into_iter().map(gap).collect()
    }
}

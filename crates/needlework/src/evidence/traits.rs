//! What a treatment is compared by.

use crate::course::{EventKind, Study};
use crate::device::Mechanism;
use crate::skin::Phototype;
use serde::{Deserialize, Serialize};

/// A kind of treatment in a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Treatment {
    /// Plain needling.
    Needling,
    /// Radiofrequency needling.
    Radiofrequency,
    /// A fractional laser.
    Laser,
    /// A chemical peel.
    Peel,
    /// A serum, a cream or an injected active.
    Serum,
    /// Platelet-rich plasma or fibrin.
    Plasma,
    /// Subcision of scars.
    Subcision,
}

impl Treatment {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Needling, Self::Radiofrequency, Self::Laser, Self::Peel, Self::Serum, Self::Plasma, Self::Subcision];

    /// The kind in a word or two.
    pub fn name(self) -> &'static str {
        match self {
            Self::Needling => "needling",
            Self::Radiofrequency => "radiofrequency",
            Self::Laser => "laser",
            Self::Peel => "peel",
            Self::Serum => "serum",
            Self::Plasma => "platelet plasma",
            Self::Subcision => "subcision",
        }
    }
}

/// How the needles are driven.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceKind {
    /// A drum that rolls.
    Roller,
    /// A motor-driven pen.
    Pen,
    /// An array that is pressed in.
    Stamp,
}

impl DeviceKind {
    /// `roller`, `pen` or `stamp`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Roller => "roller",
            Self::Pen => "pen",
            Self::Stamp => "stamp",
        }
    }
}

/// A part of the body, as coarsely as trials state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Region {
    /// Face.
    Face,
    /// Neck.
    Neck,
    /// Hair-bearing head.
    Head,
    /// Trunk and limbs.
    Body,
}

impl Region {
    /// The region in a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Face => "face",
            Self::Neck => "neck",
            Self::Head => "scalp",
            Self::Body => "body",
        }
    }
}

/// What a treatment is compared by; what is not known is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Traits {
    /// Id of the concern.
    pub concern: Option<String>,
    /// Kinds of treatment.
    pub treatments: Vec<Treatment>,
    /// How the needles are driven.
    pub device: Option<DeviceKind>,
    /// Length of the needles, or the depth that a pen is set to [mm].
    pub needle_length: Option<f64>,
    /// Number of sessions; a mean may be broken [-].
    pub sessions: Option<f64>,
    /// Time from one session to the next [day].
    pub interval: Option<f64>,
    /// Part of the body.
    pub region: Option<Region>,
    /// Phototypes of the people, fairest first.
    pub phototypes: Vec<Phototype>,
    /// Mean age [year].
    pub age: Option<f64>,
}

impl Traits {
    /// Whether needles are among the treatments.
    pub fn has_needles(&self) -> bool {
        self.treatments.iter().any(|one| matches!(one, Treatment::Needling | Treatment::Radiofrequency))
    }
}

/// Days of the sessions of a zone: its needling, or where it has none its radiofrequency, lasers or peels, in this order;
/// each day once [day].
pub fn sessions_of(study: &Study, zone: usize) -> Vec<f64> {
    let days = |wanted: fn(&EventKind) -> bool| -> Vec<f64> {
        let events = study.protocol.events.iter().filter(|event| event.treats(zone) && wanted(&event.kind));
        let mut days: Vec<f64> = events.map(|event| event.day).collect();
        days.dedup();
        days
    };
    let kinds: [fn(&EventKind) -> bool; 4] = [
        |kind| matches!(kind, EventKind::Needling(_)),
        |kind| matches!(kind, EventKind::Radiofrequency(_)),
        |kind| matches!(kind, EventKind::Laser(_)),
        |kind| matches!(kind, EventKind::Peel(_)),
    ];
    kinds.into_iter().map(days).find(|days| !days.is_empty()).unwrap_or_default()
}

/// The traits of a zone of a study; `region` is where its site lies.
pub fn traits_of(study: &Study, zone: usize, region: Option<Region>) -> Traits {
    let mut traits = Traits {
        concern: Some(study.concern.id.clone()).filter(|id| !id.is_empty()),
        region,
        phototypes: vec![study.person.phototype],
        age: Some(study.person.age),
        ..Traits::default()
    };
    for event in study.protocol.events.iter().filter(|event| event.treats(zone)) {
        match &event.kind {
            EventKind::Needling(needling) => {
                traits.treatments.push(Treatment::Needling);
                if needling.platelet_plasma > 0.0 {
                    traits.treatments.push(Treatment::Plasma);
                }
                traits.device.get_or_insert(match needling.device.mechanism {
                    Mechanism::Roller(_) => DeviceKind::Roller,
                    Mechanism::Pen(_) => DeviceKind::Pen,
                    Mechanism::Stamp(_) => DeviceKind::Stamp,
                });
                traits.needle_length.get_or_insert(needling.technique.needle_travel(&needling.device));
            }
            EventKind::Peel(_) => traits.treatments.push(Treatment::Peel),
            EventKind::Laser(_) => traits.treatments.push(Treatment::Laser),
            EventKind::Radiofrequency(needles) => {
                traits.treatments.push(Treatment::Radiofrequency);
                traits.needle_length.get_or_insert(needles.depth);
            }
            EventKind::Topicals(t) => {
                let actives =
                    [t.vitamin_c, t.retinoid, t.growth_factor, t.hyaluronan, t.tranexamic_acid, t.anti_inflammatory];
                if actives.iter().any(|strength| *strength > 0.0) {
                    traits.treatments.push(Treatment::Serum);
                }
            }
        }
    }
    for regimen in study.regimens.iter().filter(|regimen| regimen.treats(zone)) {
        let plasma = regimen.active.id == "platelet-rich-plasma";
        traits.treatments.push(if plasma { Treatment::Plasma } else { Treatment::Serum });
    }
    traits.treatments.sort_unstable();
    traits.treatments.dedup();
    let days = sessions_of(study, zone);
    if let (Some(first), Some(last)) = (days.first(), days.last()) {
        traits.sessions = Some(days.len() as f64);
        if days.len() > 1 {
            traits.interval = Some((last - first) / (days.len() - 1) as f64);
        }
    }
    traits
}

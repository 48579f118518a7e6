//! The technique: what the file says, completed so that the amount of needling is determined once.

use core::ops::Range;
use std::f64::consts::PI;

use needlework::course::Needling;
use needlework::device::{Mechanism, Roller, RollerTechnique, Stamp, StampTechnique, Technique};
use needlework::outcome::Anaesthesia;

use super::device::DevicePlan;
use super::{Origin, Resolver};
use crate::diagnostic::codes;
use crate::document::Located;
use crate::library::ConcernEntry;
use crate::quantity::{Angle, Duration, Fraction, Length, Speed};
use crate::study::file::{AnaesthesiaWord, DirectionsKey, PathWord, TechniqueKeys};

/// Passes of a roller (dermaroller-192-spec: about 250 holes/cm² after 15).
const USUAL_PASSES: usize = 15;
/// Directions of a roller: along, across and both diagonals.
pub(super) const USUAL_DIRECTIONS: usize = 4;
/// Speed of the hand (assumed, 20 to 100) [mm/s].
pub(super) const USUAL_HAND_SPEED: f64 = 50.0;
/// How far strokes stray sideways, as a standard deviation (assumed, 0.3 to 3) [mm].
const USUAL_JITTER: f64 = 1.0;
/// Time from one placement of a stamp to the next (assumed, 0.5 to 2) [s].
const USUAL_PLACEMENT_TIME: f64 = 1.0;
/// Speed at which a stamp is pressed in (assumed, 10 to 500) [mm/s].
const USUAL_PRESS_SPEED: f64 = 100.0;
/// Directions that a technique may list.
const MOST_DIRECTIONS: usize = 64;
/// Seconds in a day.
pub(super) const SECONDS: f64 = 86_400.0;
/// Square millimetres in a square centimetre.
pub(super) const MM2_PER_CM2: f64 = 100.0;

/// What decides a technique beside its keys.
pub(super) struct TechniqueContext<'a> {
    pub plan: &'a DevicePlan,
    pub concern: Option<&'a ConcernEntry>,
    /// Heading of the rows; `None` for a technique that was described already.
    pub section: Option<&'a str>,
    /// Depth setting of the zone.
    pub depth: Option<&'a Located<Length>>,
    /// Where the technique, or else the device, is written.
    pub span: Range<usize>,
}

impl Resolver<'_> {
    /// The needling of one session.
    pub(super) fn needling(&mut self, keys: &TechniqueKeys, context: &TechniqueContext<'_>) -> Option<Needling> {
        let errors_before = self.faults.errors();
        self.foreign_technique_keys(keys, context);
        let technique = match &context.plan.device.mechanism {
            Mechanism::Roller(roller) => Technique::Roller(self.rolling(keys, roller, context)),
            Mechanism::Pen(pen) => Technique::Pen(self.gliding(keys, pen, context)),
            Mechanism::Stamp(stamp) => Technique::Stamp(self.stamping(keys, stamp, context)),
        };
        let word = self.pick(
            context,
            "anaesthesia",
            keys.anaesthesia.as_ref(),
            |w| format!("{w:?}").to_lowercase(),
            || (AnaesthesiaWord::Cream, Origin::default("cream, as in most trials")),
        );
        let platelet_plasma =
            self.pick(context, "platelet plasma", keys.platelet_plasma.as_ref(), f64::to_string, || {
                (0.0, Origin::default("none"))
            });
        if self.faults.errors() > errors_before {
            return None;
        }
        if let Err(error) = technique.check(&context.plan.device) {
            self.limit(&error, &context.span);
            return None;
        }
        let anaesthesia = match word {
            AnaesthesiaWord::None => Anaesthesia::None,
            AnaesthesiaWord::Cream => Anaesthesia::Cream,
            AnaesthesiaWord::Strong => Anaesthesia::Strong,
        };
        Some(Needling { device: context.plan.device.clone(), technique, anaesthesia, platelet_plasma })
    }

    /// [`Resolver::choose`] that is silent for techniques that were described already.
    pub(super) fn pick<T: Clone>(
        &mut self,
        context: &TechniqueContext<'_>,
        name: &str,
        given: Option<&Located<T>>,
        show: impl Fn(&T) -> String,
        fallback: impl FnOnce() -> (T, Origin),
    ) -> T {
        match context.section {
            Some(section) => self.choose(section, name, given, show, fallback),
            None => given.map_or_else(|| fallback().0, |located| located.value.clone()),
        }
    }

    pub(super) fn derived(&mut self, context: &TechniqueContext<'_>, name: &str, value: String, of: &str) {
        if let Some(section) = context.section {
            self.row(section, name, value, Origin::derived(of));
        }
    }

    fn rolling(&mut self, k: &TechniqueKeys, roller: &Roller, context: &TechniqueContext<'_>) -> RollerTechnique {
        let each = roller.density_per_pass();
        let passes = self.passes(k, context, each, USUAL_PASSES);
        let directions = self.directions(k, context, USUAL_DIRECTIONS.min(passes));
        let speed = self.hand_speed(k, context);
        let lateral_jitter = self.jitter(k, context);
        let density = format!("{:.0} /cm2", MM2_PER_CM2 * each * passes as f64);
        self.derived(context, "punctures", density, "passes and device");
        // Passes that do not divide evenly over the directions are listed one by one.
        let (directions, passes_per_direction) = if passes.is_multiple_of(directions.len()) {
            let each = passes / directions.len();
            (directions, each)
        } else if passes <= MOST_DIRECTIONS {
            (directions.iter().copied().cycle().take(passes).collect(), 1)
        } else {
            let span = k.passes.as_ref().map_or(&context.span, |passes| &passes.span);
            let message = format!("{passes} passes cannot be shared evenly by {} directions", directions.len());
            let fault = self.at(codes::OUT_OF_RANGE, span, message);
            self.faults.push(fault.remedy(format!("choose a multiple of {}", directions.len())));
            (directions, 1)
        };
        RollerTechnique { directions, passes_per_direction, speed, lateral_jitter }
    }

    fn stamping(&mut self, k: &TechniqueKeys, stamp: &Stamp, context: &TechniqueContext<'_>) -> StampTechnique {
        let overlap = self
            .pick(context, "overlap", k.overlap.as_ref(), Fraction::to_string, || {
                (Fraction::new(0.0), Origin::default("side by side"))
            })
            .value();
        let apart = stamp.spacing * (1.0 - overlap);
        let each = 1.0 / (apart * apart);
        let passes = self.passes(k, context, each, 1);
        let jitter = self.jitter(k, context);
        let show_seconds = |time: &Duration| format!("{} s", (time.days() * SECONDS * 1e6).round() / 1e6);
        let time = self.pick(context, "time per placement", k.time_per_placement.as_ref(), show_seconds, || {
            (Duration::new(USUAL_PLACEMENT_TIME / SECONDS), Origin::default("assumed"))
        });
        let press = self.pick(context, "press speed", k.press_speed.as_ref(), Speed::to_string, || {
            let origin = Origin::library("device", &context.plan.device.id);
            match context.plan.press_speed {
                Some(speed) => (Speed::new(speed), origin),
                None => (Speed::new(USUAL_PRESS_SPEED), Origin::default("pressed by hand (assumed)")),
            }
        });
        let density = format!("{:.0} /cm2", MM2_PER_CM2 * each * passes as f64);
        self.derived(context, "punctures", density, "passes and device");
        StampTechnique {
            passes,
            overlap,
            jitter,
            time_per_placement: time.days() * SECONDS,
            press_speed: press.mm_per_second(),
        }
    }

    /// Passes given, or the whole number that comes nearest to the density asked for.
    fn passes(&mut self, k: &TechniqueKeys, context: &TechniqueContext<'_>, each: f64, usual: usize) -> usize {
        if let (Some(_), Some(density)) = (&k.passes, &k.density) {
            let fault = self.at(codes::TWO_FORMS, &density.span, "the amount is given both as passes and as density");
            self.faults.push(fault.remedy("keep one of the two; the other follows from the device"));
        }
        if let (None, Some(density)) = (&k.passes, &k.density) {
            let passes = (density.value.per_mm2() / each).round().clamp(1.0, 1000.0) as usize;
            self.derived(context, "passes", passes.to_string(), "density and device");
            return passes;
        }
        self.pick(context, "passes", k.passes.as_ref(), usize::to_string, || {
            (usual, Origin::default("usual end point of the trials"))
        })
    }

    pub(super) fn directions(&mut self, k: &TechniqueKeys, context: &TechniqueContext<'_>, usual: usize) -> Vec<f64> {
        let show = |key: &DirectionsKey| {
            let angles = angles(key).into_iter().map(|angle| Angle::new(angle).to_string());
            angles.collect::<Vec<_>>().join(", ")
        };
        let key = self.pick(context, "directions", k.directions.as_ref(), show, || {
            (DirectionsKey::Number(usual), Origin::default("spread evenly"))
        });
        angles(&key)
    }

    pub(super) fn hand_speed(&mut self, k: &TechniqueKeys, context: &TechniqueContext<'_>) -> f64 {
        self.pick(context, "hand speed", k.hand_speed.as_ref(), Speed::to_string, || {
            (Speed::new(USUAL_HAND_SPEED), Origin::default("assumed"))
        })
        .mm_per_second()
    }

    pub(super) fn jitter(&mut self, k: &TechniqueKeys, context: &TechniqueContext<'_>) -> f64 {
        self.pick(context, "jitter", k.jitter.as_ref(), Length::to_string, || {
            (Length::new(USUAL_JITTER), Origin::default("assumed"))
        })
        .mm()
    }

    /// Keys of another kind of device.
    fn foreign_technique_keys(&mut self, k: &TechniqueKeys, context: &TechniqueContext<'_>) {
        let mechanism = &context.plan.device.mechanism;
        let here = format!("a {}", mechanism.name());
        let mut foreign: Vec<(&str, Range<usize>, &str)> = Vec::new();
        macro_rules! only {
            ($belongs:literal: $($field:ident),*) => {
                $(if let Some(value) = &k.$field {
                    foreign.push((stringify!($field), value.span.clone(), $belongs));
                })*
            };
        }
        if !matches!(mechanism, Mechanism::Pen(_)) {
            only!("a pen": time_per_area, depth, frequency, path, circle_radius, line_spacing);
            if let Some(dwell) = &k.dwell {
                foreign.push(("dwell", dwell.every.span.clone(), "a pen"));
            }
            if let Some(depth) = context.depth {
                foreign.push(("depth", depth.span.clone(), "a pen; set the needle length instead"));
            }
        }
        if matches!(mechanism, Mechanism::Stamp(_)) {
            only!("a roller or a pen": hand_speed, directions);
        } else {
            only!("a stamp": overlap, time_per_placement, press_speed);
        }
        let circular = k.path.as_ref().is_some_and(|path| path.value == PathWord::Circular);
        if matches!(mechanism, Mechanism::Pen(_)) && !circular {
            only!("the path \"circular\"": circle_radius);
        }
        for (key, span, belongs) in foreign {
            self.foreign_key(key, &span, &here, belongs);
        }
    }
}

/// The keys of an event over those of the study. An amount of needling in the event replaces that of the study as a whole.
pub(super) fn merged(base: &TechniqueKeys, over: &TechniqueKeys) -> TechniqueKeys {
    let mut keys = base.clone();
    if over.passes.is_some() || over.density.is_some() || over.time_per_area.is_some() {
        (keys.passes, keys.density, keys.time_per_area) = (None, None, None);
    }
    macro_rules! take {
        ($($field:ident),*) => {
            $(if over.$field.is_some() { keys.$field.clone_from(&over.$field); })*
        };
    }
    take!(
        passes,
        directions,
        density,
        time_per_area,
        hand_speed,
        depth,
        frequency,
        path,
        circle_radius,
        line_spacing,
        dwell,
        jitter,
        overlap,
        time_per_placement,
        press_speed,
        anaesthesia,
        platelet_plasma
    );
    keys
}

/// The angles of the strokes [rad].
fn angles(key: &DirectionsKey) -> Vec<f64> {
    match key {
        DirectionsKey::Number(count) => (0..*count).map(|i| PI * i as f64 / *count as f64).collect(),
        DirectionsKey::Angles(list) => list.iter().map(|angle| angle.radians()).collect(),
    }
}

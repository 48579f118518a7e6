//! A pen: depth, frequency, path and speed of the hand, so that the amount of needling is determined once.

use core::ops::{Range, RangeInclusive};
use std::f64::consts::TAU;

use needlework::device::{Dwell, HandPath, Pen, PenTechnique};

use super::device::outer_radius;
use super::technique::{MM2_PER_CM2, SECONDS, TechniqueContext, USUAL_DIRECTIONS, USUAL_HAND_SPEED};
use super::{Origin, Resolver};
use crate::diagnostic::codes;
use crate::quantity::{Frequency, Length, TimePerArea};
use crate::study::file::{PathWord, TechniqueKeys};

/// Speeds at which a hand can be simulated [mm/s].
const HAND_SPEEDS: RangeInclusive<f64> = 0.1..=500.0;
/// Depth setting where neither the file nor the concern says (hou-2017-review: 0.5 to 1.5) [mm].
const USUAL_DEPTH: f64 = 1.0;

impl Resolver<'_> {
    pub(super) fn gliding(&mut self, k: &TechniqueKeys, pen: &Pen, context: &TechniqueContext<'_>) -> PenTechnique {
        let id = &context.plan.device.id;
        let depth = self.pen_depth(k, pen, context);
        let frequency = self
            .pick(context, "frequency", k.frequency.as_ref(), Frequency::to_string, || {
                let usual = context.plan.frequency.unwrap_or(pen.frequency_max);
                (Frequency::new(usual.clamp(pen.frequency_min, pen.frequency_max)), Origin::library("device", id))
            })
            .hertz();
        let (low, high) = (pen.frequency_min, pen.frequency_max);
        if !(low..=high).contains(&frequency) {
            let span = k.frequency.as_ref().map_or(&context.span, |frequency| &frequency.span);
            self.out_of_device(span, "frequency", &format!("{frequency} Hz"), &format!("{low} to {high} Hz"), id);
        }
        let path = self.pick(
            context,
            "path",
            k.path.as_ref(),
            |path| format!("{path:?}").to_lowercase(),
            || (PathWord::Raster, Origin::default("parallel lines")),
        );
        let cartridge = (2.0 * outer_radius(&pen.pins)).max(pen.needle.diameter);
        let mut line_spacing = self
            .pick(context, "line spacing", k.line_spacing.as_ref(), Length::to_string, || {
                (Length::new(cartridge), Origin::default("the width of the cartridge"))
            })
            .mm();
        let circle_radius = k.circle_radius.as_ref().map_or(cartridge, |radius| radius.value.mm());
        let path = match path {
            PathWord::Raster => HandPath::Raster,
            PathWord::Spiral => HandPath::Spiral,
            PathWord::Circular => HandPath::Circular { radius: circle_radius },
        };
        let passes = self.pick(context, "passes", k.passes.as_ref(), usize::to_string, || {
            (1, Origin::default("once over the area"))
        });
        let per_second = pen.punctures_per_second(frequency);
        let hand_speed = self.pen_speed(k, context, per_second, passes as f64, path, &mut line_spacing);
        let directions = self.directions(k, context, USUAL_DIRECTIONS.min(passes));
        let lateral_jitter = self.jitter(k, context);
        let time = passes as f64 * length_per_area(path, line_spacing) / hand_speed;
        let density = format!("{:.0} /cm2", MM2_PER_CM2 * per_second * time);
        self.derived(context, "punctures", density, "device, frequency, passes and hand speed");
        self.derived(context, "time per area", TimePerArea::new(time).to_string(), "passes and hand speed");
        let dwell = k
            .dwell
            .as_ref()
            .map(|dwell| Dwell { every: dwell.every.value.mm(), time: dwell.time.value.days() * SECONDS });
        PenTechnique { depth, frequency, hand_speed, path, line_spacing, directions, passes, dwell, lateral_jitter }
    }

    /// Speed of the hand: given, or from the density or the time per area; where speed and amount are both given the
    /// distance between the lines follows instead [mm/s].
    fn pen_speed(
        &mut self,
        k: &TechniqueKeys,
        context: &TechniqueContext<'_>,
        per_second: f64,
        passes: f64,
        path: HandPath,
        line_spacing: &mut f64,
    ) -> f64 {
        let time = match (&k.density, &k.time_per_area) {
            (Some(_), Some(time)) => {
                let message = "the amount is given both as density and as time_per_area";
                let fault = self.at(codes::TWO_FORMS, &time.span, message);
                self.faults.push(fault.remedy("keep one of the two; the other follows from the device"));
                return USUAL_HAND_SPEED;
            }
            (Some(density), None) => density.value.per_mm2() / per_second,
            (None, Some(time)) => time.value.seconds_per_mm2(),
            (None, None) => return self.hand_speed(k, context),
        };
        let Some(speed) = &k.hand_speed else {
            let speed = passes * length_per_area(path, *line_spacing) / time;
            let shown = format!("{speed:.1} mm/s");
            if !HAND_SPEEDS.contains(&speed) {
                let amount = k.density.as_ref().map(|amount| &amount.span);
                let amount = amount.or(k.time_per_area.as_ref().map(|amount| &amount.span)).unwrap_or(&context.span);
                let message = format!("the hand would have to move at {shown} to leave this amount of needling");
                let fault = self.at(codes::OUT_OF_RANGE, amount, message).value(shown);
                let fault = fault.limit(format!("{} to {} mm/s", HAND_SPEEDS.start(), HAND_SPEEDS.end()));
                self.faults.push(fault.remedy("change the amount, the passes, the frequency or the line spacing"));
                return USUAL_HAND_SPEED;
            }
            self.derived(context, "hand speed", shown, "the amount of needling");
            return speed;
        };
        if let Some(spacing) = &k.line_spacing {
            let message = "density or time per area, hand speed and line spacing cannot all be given";
            let fault = self.at(codes::TWO_FORMS, &spacing.span, message);
            self.faults.push(fault.remedy("leave out one of the three; it follows from the others"));
        }
        let speed = speed.value.mm_per_second();
        let per_area = time * speed / passes;
        *line_spacing = match path {
            HandPath::Raster | HandPath::Spiral => 1.0 / per_area,
            HandPath::Circular { radius } => (TAU * radius / per_area).sqrt(),
        };
        self.derived(context, "line spacing", format!("{line_spacing:.2} mm"), "the amount of needling and hand speed");
        speed
    }

    fn pen_depth(&mut self, k: &TechniqueKeys, pen: &Pen, context: &TechniqueContext<'_>) -> f64 {
        let given = context.depth.or(k.depth.as_ref());
        let (low, high) = (pen.depth_min, pen.depth_max);
        let depth = self
            .pick(context, "depth", given, Length::to_string, || {
                let id = context.plan.device.id.as_str();
                let typical = context.concern.map(|entry| entry.typical.as_slice()).unwrap_or_default();
                match typical.iter().find(|protocol| protocol.device == id) {
                    Some(protocol) => (protocol.needle_length, Origin::default("a published protocol for the concern")),
                    None => (Length::new(USUAL_DEPTH.clamp(low, high)), Origin::default("general use in the dermis")),
                }
            })
            .mm();
        if !(low..=high).contains(&depth) {
            let span = given.map_or(&context.span, |depth| &depth.span);
            let id = context.plan.device.id.as_str();
            self.out_of_device(span, "depth", &format!("{depth} mm"), &format!("{low} to {high} mm"), id);
        }
        depth
    }

    fn out_of_device(&mut self, span: &Range<usize>, what: &str, found: &str, limit: &str, id: &str) {
        let message = format!("the {what} {found} is outside what {id} can do");
        let fault = self.at(codes::DEVICE_RANGE, span, message);
        self.faults
            .push(fault.value(found).limit(limit).remedy(format!("set a {what} from {limit}, or use another device")));
    }
}

/// Length of the hand's line per area: `1/spacing` for lines and spirals, `2πR/spacing²` for circles that advance by one
/// spacing per turn [1/mm].
fn length_per_area(path: HandPath, spacing: f64) -> f64 {
    match path {
        HandPath::Raster | HandPath::Spiral => 1.0 / spacing,
        HandPath::Circular { radius } => TAU * radius / (spacing * spacing),
    }
}

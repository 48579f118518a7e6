//! The device: a library entry, a library entry with changes, or a definition.

use core::ops::Range;
use std::f64::consts::PI;

use needlework::device::{Device, Mechanism, Needle, Pen, PinLayout, Ring, Roller, Stamp};
use needlework::limit::LimitError;

use super::{Origin, Resolver};
use crate::diagnostic::codes;
use crate::document::Located;
use crate::library::{ConcernEntry, DeviceEntry};
use crate::quantity::{Fraction, Frequency, Length};
use crate::study::file::{DeviceKeys, DeviceKindWord};

/// Device of a study without a device and without a concern that names one: that of most trials.
const USUAL_DEVICE: &str = "dermaroller-mf8";

/// Diameter of the needles of a device that is defined in the file (schwarz-laaff-2011) [mm].
const USUAL_DIAMETER: f64 = 0.25;
/// Drum of a roller that is defined in the file: diameter and width (schwarz-laaff-2011) [mm].
const USUAL_DRUM: f64 = 20.0;
/// Radius of the circle of pins of a pen that is defined in the file (assumed, 1.5 to 3) [mm].
const USUAL_CARTRIDGE: f64 = 2.0;
/// Error of a pen's depth setting (fda-exceed-k182407) [mm].
const USUAL_TOLERANCE: f64 = 0.15;

/// A device and what the library says about its use.
#[derive(Debug, Clone)]
pub(super) struct DevicePlan {
    pub device: Device,
    /// Drive frequency of a pen where the technique does not say [Hz].
    pub frequency: Option<f64>,
    /// Speed of pressing a stamp where the technique does not say [mm/s].
    pub press_speed: Option<f64>,
    pub span: Range<usize>,
}

impl DevicePlan {
    fn of(entry: &DeviceEntry, span: Range<usize>) -> Self {
        Self {
            device: entry.device(),
            frequency: entry.usual_frequency(),
            press_speed: entry.usual_press_speed(),
            span,
        }
    }
}

impl Resolver<'_> {
    /// The device of the study.
    pub(super) fn device(
        &mut self,
        keys: Option<&Located<DeviceKeys>>,
        concern: Option<&ConcernEntry>,
    ) -> Option<DevicePlan> {
        if let Some(keys) = keys {
            let plan = self.device_from(keys, None, "device")?;
            self.describe(&plan);
            return Some(plan);
        }
        let typical = concern.and_then(|entry| entry.typical.first());
        let id = typical.map_or(USUAL_DEVICE, |protocol| protocol.device.as_str());
        let plan = DevicePlan::of(self.library.devices.get(id).ok()?.entry(), 0..0);
        self.row("device", "id", id, Origin::default("the device of a published protocol for the concern"));
        self.describe(&plan);
        Some(plan)
    }

    /// A device from its keys; without an id and a kind they change `base`.
    pub(super) fn device_from(
        &mut self,
        keys: &Located<DeviceKeys>,
        base: Option<&DevicePlan>,
        section: &str,
    ) -> Option<DevicePlan> {
        let k = &keys.value;
        let errors_before = self.faults.errors();
        let mut plan = match (&k.id, &k.kind, base) {
            (Some(id), None, _) => match self.library.devices.get(&id.value) {
                Ok(shelved) => DevicePlan::of(shelved.entry(), keys.span.clone()),
                Err(fault) => {
                    self.faults.push(fault.at(self.source, id.span.clone()));
                    return None;
                }
            },
            (Some(_), Some(kind), _) => {
                let fault = self.at(codes::TWO_FORMS, &kind.span, "a device has either an id or a kind");
                self.faults
                    .push(fault.remedy("leave out kind to use the library entry, or id to define a device here"));
                return None;
            }
            (None, Some(kind), _) => self.define(kind.value, keys, section)?,
            (None, None, Some(base)) => DevicePlan { span: keys.span.clone(), ..base.clone() },
            (None, None, None) => {
                let fault = self.at(codes::MISSING_KEY, &keys.span, "device needs the key id or kind");
                self.faults.push(fault.remedy(
                    "write id = \"dermaroller-mf8\" or another id; `needlework library list devices` shows all",
                ));
                return None;
            }
        };
        if let Some(id) = &k.id {
            self.row(section, "id", plan.device.id.clone(), Origin::Given { line: self.line(&id.span) });
        }
        self.change(&mut plan.device, keys, section);
        if self.faults.errors() > errors_before {
            return None;
        }
        if let Err(error) = plan.device.check() {
            self.limit(&error, &keys.span);
            return None;
        }
        Some(plan)
    }

    /// A device with stand-in figures that [`Self::change`] replaces; the keys that have no default are asked for here.
    fn define(&mut self, kind: DeviceKindWord, keys: &Located<DeviceKeys>, section: &str) -> Option<DevicePlan> {
        let k = &keys.value;
        let needed: &[(&str, bool)] = match kind {
            DeviceKindWord::Roller => &[
                ("length", k.length.is_some()),
                ("rings", k.rings.is_some()),
                ("needles_per_ring", k.needles_per_ring.is_some()),
            ],
            DeviceKindWord::Pen => &[
                ("length", k.length.is_some()),
                ("pins or ring", k.pins.is_some() || k.ring.is_some()),
                ("frequency_max", k.frequency_max.is_some()),
            ],
            DeviceKindWord::Stamp => &[
                ("length", k.length.is_some()),
                ("rows", k.rows.is_some()),
                ("columns", k.columns.is_some()),
                ("spacing", k.spacing.is_some()),
            ],
        };
        let missing: Vec<&str> = needed.iter().filter(|(_, given)| !given).map(|(name, _)| *name).collect();
        if !missing.is_empty() {
            let kind = kind_word(kind);
            let message = format!("a {kind} that is defined here needs the key {}", missing.join(", "));
            let fault = self.at(codes::MISSING_KEY, &keys.span, message);
            self.faults.push(fault.remedy("add it, or start from a library entry with id"));
            return None;
        }
        let length = k.length.as_ref().map_or(0.0, |length| length.value.mm());
        let needle = Needle::new(length, USUAL_DIAMETER);
        let fastest = k.frequency_max.as_ref().map_or(0.0, |frequency| frequency.value.hertz());
        let mechanism = match kind {
            DeviceKindWord::Roller => Mechanism::Roller(Roller {
                drum_diameter: USUAL_DRUM,
                drum_width: USUAL_DRUM,
                rings: 1,
                needles_per_ring: 1,
                stagger: 0.5,
                needle,
            }),
            DeviceKindWord::Pen => Mechanism::Pen(Pen {
                pins: PinLayout::Rings(vec![Ring { count: 1, radius: 0.0 }]),
                needle,
                frequency_min: fastest,
                frequency_max: fastest,
                depth_min: 0.0,
                depth_max: length,
                depth_tolerance: USUAL_TOLERANCE,
            }),
            DeviceKindWord::Stamp => Mechanism::Stamp(Stamp { rows: 1, columns: 1, spacing: 1.0, needle }),
        };
        let name = k.name.as_ref().map_or_else(|| "device of the study".to_owned(), |name| name.value.clone());
        self.row(section, "kind", kind_word(kind), Origin::Given { line: self.line(&keys.span) });
        let device = Device { id: "study-device".to_owned(), name, mechanism, clearances: Vec::new() };
        Some(DevicePlan { device, frequency: Some(fastest), press_speed: None, span: keys.span.clone() })
    }

    /// Takes every key that is given; a key of another kind of device is an error.
    fn change(&mut self, device: &mut Device, keys: &Located<DeviceKeys>, section: &str) {
        let k = &keys.value;
        let kind = device.mechanism.name();
        if let Some(name) = &k.name {
            device.name.clone_from(&name.value);
        }
        let needle = match &mut device.mechanism {
            Mechanism::Roller(roller) => &mut roller.needle,
            Mechanism::Pen(pen) => &mut pen.needle,
            Mechanism::Stamp(stamp) => &mut stamp.needle,
        };
        self.length(section, "needle length", k.length.as_ref(), &mut needle.length);
        self.length(section, "needle diameter", k.diameter.as_ref(), &mut needle.diameter);
        self.length(section, "tip radius", k.tip_radius.as_ref(), &mut needle.tip_radius);
        let mut unused = unused_keys(k);
        match &mut device.mechanism {
            Mechanism::Roller(roller) => {
                self.length(section, "drum diameter", k.drum_diameter.as_ref(), &mut roller.drum_diameter);
                self.length(section, "drum width", k.drum_width.as_ref(), &mut roller.drum_width);
                self.count(section, "rings", k.rings.as_ref(), &mut roller.rings);
                self.count(section, "needles per ring", k.needles_per_ring.as_ref(), &mut roller.needles_per_ring);
                if let Some(stagger) = &k.stagger {
                    roller.stagger = stagger.value.value();
                    self.given(section, "stagger", &stagger.span, Fraction::to_string(&stagger.value));
                }
                unused.retain(|(of, ..)| *of != DeviceKindWord::Roller);
            }
            Mechanism::Pen(pen) => {
                self.pins(pen, keys, section);
                self.frequency(section, "slowest drive", k.frequency_min.as_ref(), &mut pen.frequency_min);
                self.frequency(section, "fastest drive", k.frequency_max.as_ref(), &mut pen.frequency_max);
                self.length(section, "smallest depth", k.depth_min.as_ref(), &mut pen.depth_min);
                self.length(section, "greatest depth", k.depth_max.as_ref(), &mut pen.depth_max);
                self.length(section, "depth tolerance", k.depth_tolerance.as_ref(), &mut pen.depth_tolerance);
                // Pins cannot protrude by more than their length.
                pen.depth_max = pen.depth_max.min(pen.needle.length);
                unused.retain(|(of, ..)| *of != DeviceKindWord::Pen);
            }
            Mechanism::Stamp(stamp) => {
                self.count(section, "rows", k.rows.as_ref(), &mut stamp.rows);
                self.count(section, "columns", k.columns.as_ref(), &mut stamp.columns);
                self.length(section, "spacing", k.spacing.as_ref(), &mut stamp.spacing);
                unused.retain(|(of, ..)| *of != DeviceKindWord::Stamp);
            }
        }
        for (of, key, span) in unused {
            self.foreign_key(key, &span, &format!("a {kind}"), &format!("a {}", kind_word(of)));
        }
    }

    fn pins(&mut self, pen: &mut Pen, keys: &Located<DeviceKeys>, section: &str) {
        let k = &keys.value;
        if let (Some(pins), Some(_)) = (&k.pins, &k.ring) {
            let fault = self.at(codes::TWO_FORMS, &pins.span, "pins are given both as a number and as circles");
            self.faults.push(fault.remedy("keep either pins or [[device.ring]]"));
        }
        if let Some(rings) = &k.ring {
            let circle = |ring: &Located<crate::study::file::RingKeys>| Ring {
                count: ring.value.needles.value,
                radius: ring.value.radius.value.mm(),
            };
            pen.pins = PinLayout::Rings(rings.iter().map(circle).collect());
            let shown = format!("{} on {} circles", pen.pins.count(), rings.len());
            self.given(section, "pins", &keys.span, shown);
        } else if k.pins.is_some() || k.cartridge_radius.is_some() {
            let count = k.pins.as_ref().map_or(pen.pins.count(), |pins| pins.value);
            let radius = match &k.cartridge_radius {
                Some(radius) => radius.value.mm(),
                None => match outer_radius(&pen.pins) {
                    // A device that is defined here starts from one pin in the middle.
                    0.0 => USUAL_CARTRIDGE,
                    radius => radius,
                },
            };
            pen.pins = PinLayout::Points(spread(count, radius));
            self.given(section, "pins", &keys.span, format!("{count}, spread evenly within {radius} mm"));
        }
    }

    fn given(&mut self, section: &str, name: &str, span: &Range<usize>, value: String) {
        self.row(section, name, value, Origin::Given { line: self.line(span) });
    }

    fn length(&mut self, section: &str, name: &str, given: Option<&Located<Length>>, target: &mut f64) {
        if let Some(length) = given {
            *target = length.value.mm();
            self.given(section, name, &length.span, length.value.to_string());
        }
    }

    fn frequency(&mut self, section: &str, name: &str, given: Option<&Located<Frequency>>, target: &mut f64) {
        if let Some(frequency) = given {
            *target = frequency.value.hertz();
            self.given(section, name, &frequency.span, frequency.value.to_string());
        }
    }

    fn count(&mut self, section: &str, name: &str, given: Option<&Located<usize>>, target: &mut usize) {
        if let Some(count) = given {
            *target = count.value;
            self.given(section, name, &count.span, count.value.to_string());
        }
    }

    /// A key that belongs to another kind of device or event.
    pub(super) fn foreign_key(&mut self, key: &str, span: &Range<usize>, here: &str, belongs: &str) {
        let message = format!("{key} means nothing for {here}");
        let fault = self.at(codes::KEY_DOES_NOT_APPLY, span, message);
        self.faults.push(fault.limit(format!("{key} belongs to {belongs}")).remedy("leave it out"));
    }

    /// A number that the model refuses.
    pub(super) fn limit(&mut self, error: &LimitError, span: &Range<usize>) {
        let mut fault = self.at(codes::MODEL_LIMIT, span, error.to_string());
        if let LimitError::OutOfRange { value, low, high, unit, .. } = error {
            fault = fault.value(format!("{value} {unit}")).limit(format!("{low} to {high} {unit}"));
        }
        self.faults.push(fault.remedy("change the value, or start from a library entry"));
    }

    /// Rows that say what the device is.
    fn describe(&mut self, plan: &DevicePlan) {
        let device = &plan.device;
        let origin = Origin::derived(format!("device {}", device.id));
        self.row("device", "name", device.name.clone(), origin.clone());
        let needle = device.needle();
        let needles = format!("{} × {} mm, ø {} mm", device.needle_count(), needle.length, needle.diameter);
        self.row("device", "needles", needles, origin.clone());
        match &device.mechanism {
            Mechanism::Roller(roller) => {
                let density = format!("{:.1} /cm2 per pass", 100.0 * roller.density_per_pass());
                self.row("device", "punctures", density, origin.clone());
            }
            Mechanism::Pen(pen) => {
                let depth = format!("{} to {} mm", pen.depth_min, pen.depth_max);
                self.row("device", "depth settings", depth, origin.clone());
            }
            Mechanism::Stamp(stamp) => {
                let density = format!("{:.1} /cm2 per press", 100.0 / (stamp.spacing * stamp.spacing));
                self.row("device", "punctures", density, origin.clone());
            }
        }
        for clearance in &device.clearances {
            let depth = clearance.max_depth.map_or(String::new(), |depth| format!(", to {depth} mm"));
            self.row("device", "cleared", format!("{}{depth}", clearance.record), origin.clone());
        }
    }
}

pub(super) fn kind_word(kind: DeviceKindWord) -> &'static str {
    match kind {
        DeviceKindWord::Roller => "roller",
        DeviceKindWord::Pen => "pen",
        DeviceKindWord::Stamp => "stamp",
    }
}

/// Keys given that belong to one kind of device only.
fn unused_keys(k: &DeviceKeys) -> Vec<(DeviceKindWord, &'static str, Range<usize>)> {
    let mut keys = Vec::new();
    macro_rules! note {
        ($($kind:ident $field:ident),* $(,)?) => {
            $(if let Some(value) = &k.$field {
                keys.push((DeviceKindWord::$kind, stringify!($field), value.span.clone()));
            })*
        };
    }
    note!(
        Roller drum_diameter, Roller drum_width, Roller rings, Roller needles_per_ring, Roller stagger,
        Pen pins, Pen cartridge_radius, Pen frequency_min, Pen frequency_max, Pen depth_min, Pen depth_max,
        Pen depth_tolerance, Stamp rows, Stamp columns, Stamp spacing,
    );
    if let Some(ring) = k.ring.as_ref().and_then(|rings| rings.first()) {
        keys.push((DeviceKindWord::Pen, "ring", ring.span.clone()));
    }
    keys
}

/// Distance of the outermost pin from the middle [mm].
pub(super) fn outer_radius(pins: &PinLayout) -> f64 {
    pins.positions().iter().map(|[x, y]| x.hypot(*y)).fold(0.0, f64::max)
}

/// Pins spread evenly over a disc, on the spiral of the sunflower: the n-th at `R·√((n + ½)/N)`, turned by the golden
/// angle (assumed; makers give a number of pins, not their places) [mm].
fn spread(count: usize, radius: f64) -> Vec<[f64; 2]> {
    let golden = PI * (3.0 - 5.0_f64.sqrt());
    (0..count)
        .map(|pin| {
            let distance = radius * ((pin as f64 + 0.5) / count as f64).sqrt();
            let (sin, cos) = (golden * pin as f64).sin_cos();
            [distance * cos, distance * sin]
        })
        .collect()
}

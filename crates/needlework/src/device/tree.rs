//! A device as a readable tree.

use super::{Device, HandPath, Mechanism, PinLayout, Technique};
use std::fmt;

impl fmt::Display for Device {
    /// Prints the device, one fact per line.
    ///
    /// ```text
    /// Roller MF8 (roller-192)
    /// ├─ roller, 192 needles
    /// ├─ needle 1.50 mm × 0.25 mm, tip radius 4 µm
    /// ├─ drum 20.0 mm × 20.0 mm, 8 rings of 24
    /// └─ 15.3 punctures/cm² per pass
    /// ```
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = vec![format!("{}, {} needles", self.mechanism.name(), self.needle_count())];
        let needle = self.needle();
        lines.push(format!(
            "needle {:.2} mm × {:.2} mm, tip radius {:.0} µm",
            needle.length,
            needle.diameter,
            1e3 * needle.tip_radius
        ));
        match &self.mechanism {
            Mechanism::Roller(roller) => {
                lines.push(format!(
                    "drum {:.1} mm × {:.1} mm, {} rings of {}",
                    roller.drum_diameter, roller.drum_width, roller.rings, roller.needles_per_ring
                ));
                lines.push(format!("{:.1} punctures/cm² per pass", 100.0 * roller.density_per_pass()));
            }
            Mechanism::Pen(pen) => {
                if let PinLayout::Rings(rings) = &pen.pins {
                    for ring in rings {
                        lines.push(format!("{} pins on a circle of radius {:.2} mm", ring.count, ring.radius));
                    }
                }
                lines.push(format!("{:.0} to {:.0} Hz", pen.frequency_min, pen.frequency_max));
                lines.push(format!(
                    "depth {:.2} to {:.2} mm, ± {:.2} mm",
                    pen.depth_min, pen.depth_max, pen.depth_tolerance
                ));
                lines.push(format!("{:.0} punctures/s at most", pen.punctures_per_second(pen.frequency_max)));
            }
            Mechanism::Stamp(stamp) => {
                lines.push(format!("{} × {} grid, {:.2} mm apart", stamp.rows, stamp.columns, stamp.spacing));
            }
        }
        for clearance in &self.clearances {
            let depth = clearance.max_depth.map_or(String::new(), |depth| format!(", to {depth:.2} mm"));
            lines.push(format!("cleared: {}{depth}", clearance.record));
        }
        branch(f, &format!("{} ({})", self.name, self.id), &lines)
    }
}

impl fmt::Display for Technique {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let degrees = |directions: &[f64]| {
            let list: Vec<String> = directions.iter().map(|angle| format!("{:.0}°", angle.to_degrees())).collect();
            list.join(", ")
        };
        match self {
            Self::Roller(roller) => branch(
                f,
                &format!("rolling, {} passes", roller.passes()),
                &[
                    format!("{} per direction, {}", roller.passes_per_direction, degrees(&roller.directions)),
                    format!("{:.0} mm/s", roller.speed),
                ],
            ),
            Self::Pen(pen) => {
                let path = match pen.path {
                    HandPath::Raster => "raster".to_owned(),
                    HandPath::Spiral => "spiral".to_owned(),
                    HandPath::Circular { radius } => format!("circles of radius {radius:.1} mm"),
                };
                branch(
                    f,
                    &format!("pen at {:.2} mm, {} passes", pen.depth, pen.passes),
                    &[
                        format!("{path}, lines {:.1} mm apart, {}", pen.line_spacing, degrees(&pen.directions)),
                        format!("{:.0} Hz, hand {:.0} mm/s", pen.frequency, pen.hand_speed),
                    ],
                )
            }
            Self::Stamp(stamp) => branch(
                f,
                &format!("stamping, {} passes", stamp.passes),
                &[format!("overlap {:.0} %, every {:.1} s", 100.0 * stamp.overlap, stamp.time_per_placement)],
            ),
        }
    }
}

/// Prints a heading and its lines with tree marks.
fn branch(f: &mut fmt::Formatter<'_>, heading: &str, lines: &[String]) -> fmt::Result {
    write!(f, "{heading}")?;
    for (index, line) in lines.iter().enumerate() {
        let mark = if index + 1 == lines.len() { "└─" } else { "├─" };
        write!(f, "\n{mark} {line}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{Clearance, Needle, Roller};
    use super::*;

    #[test]
    fn a_device_prints_as_a_tree() {
        let device = Device {
            id: "roller-192".into(),
            name: "Roller MF8".into(),
            mechanism: Mechanism::Roller(Roller {
                drum_diameter: 20.0,
                drum_width: 20.0,
                rings: 8,
                needles_per_ring: 24,
                stagger: 0.5,
                needle: Needle::new(1.5, 0.25),
            }),
            clearances: vec![Clearance {
                record: "example".into(),
                max_depth: Some(1.5),
                indications: vec![],
                sites: vec![],
                phototypes: vec![],
                min_age: None,
            }],
        };
        let expected = "Roller MF8 (roller-192)\n\
            ├─ roller, 192 needles\n\
            ├─ needle 1.50 mm × 0.25 mm, tip radius 4 µm\n\
            ├─ drum 20.0 mm × 20.0 mm, 8 rings of 24\n\
            ├─ 15.3 punctures/cm² per pass\n\
            └─ cleared: example, to 1.50 mm";
        assert_eq!(device.to_string(), expected);
    }
}

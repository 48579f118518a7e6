//! Pens: a motor drives a cartridge of pins in and out.

use super::needle::Needle;
use crate::limit::{LimitError, count_in_range, in_range};
use serde::{Deserialize, Serialize};
use std::f64::consts::TAU;

/// One circle of pins in a cartridge.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ring {
    /// Pins at equal angles; a single pin with radius 0 is the centre.
    pub count: usize,
    /// Radius of the circle [mm].
    pub radius: f64,
}

/// Where the pins sit in the cartridge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PinLayout {
    /// Concentric circles.
    Rings(Vec<Ring>),
    /// Stated places relative to the axis of the cartridge, x and y in mm.
    Points(Vec<[f64; 2]>),
}

impl PinLayout {
    /// Number of pins.
    pub fn count(&self) -> usize {
        match self {
            Self::Rings(rings) => rings.iter().fold(0, |sum, ring| sum.saturating_add(ring.count)),
            Self::Points(points) => points.len(),
        }
    }

    /// Places of the pins relative to the axis of the cartridge [mm].
    ///
    /// Each circle is turned by half a pin against the one inside it.
    pub fn positions(&self) -> Vec<[f64; 2]> {
        match self {
            Self::Points(points) => points.clone(),
            Self::Rings(rings) => rings
                .iter()
                .enumerate()
                .flat_map(|(number, ring)| {
                    let turn = 0.5 * (number % 2) as f64;
                    (0..ring.count).map(move |pin| {
                        let angle = TAU * (pin as f64 + turn) / ring.count as f64;
                        [ring.radius * angle.cos(), ring.radius * angle.sin()]
                    })
                })
                .collect(),
        }
    }

    fn check(&self) -> Result<(), LimitError> {
        match self {
            Self::Rings(rings) => {
                count_in_range("device.pins.rings", rings.len(), 1, 50)?;
                for ring in rings {
                    count_in_range("device.pins.count", ring.count, 1, 500)?;
                    in_range("device.pins.radius", ring.radius, 0.0, 50.0, "mm")?;
                }
            }
            Self::Points(points) => {
                for [x, y] in points {
                    in_range("device.pins.x", *x, -50.0, 50.0, "mm")?;
                    in_range("device.pins.y", *y, -50.0, 50.0, "mm")?;
                }
            }
        }
        count_in_range("device.pins", self.count(), 1, 2000)?;
        Ok(())
    }
}

/// A motorised pen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pen {
    /// Where the pins sit.
    pub pins: PinLayout,
    /// The pins; their length is the greatest protrusion.
    pub needle: Needle,
    /// Slowest drive [1/s].
    pub frequency_min: f64,
    /// Fastest drive [1/s].
    pub frequency_max: f64,
    /// Smallest depth setting [mm].
    pub depth_min: f64,
    /// Greatest depth setting [mm].
    pub depth_max: f64,
    /// Greatest error of the protrusion, read as two standard deviations (fda-exceed-k182407: 0.15 mm) [mm].
    pub depth_tolerance: f64,
}

impl Pen {
    /// Punctures per second at a drive frequency: `N·f` [1/s].
    ///
    /// ```
    /// use needlework::device::{Needle, Pen, PinLayout, Ring};
    /// let pen = Pen {
    ///     pins: PinLayout::Rings(vec![Ring { count: 4, radius: 0.8 }, Ring { count: 10, radius: 2.0 }]),
    ///     needle: Needle::new(2.5, 0.25),
    ///     frequency_min: 105.0, frequency_max: 7000.0 / 60.0,
    ///     depth_min: 0.25, depth_max: 2.5, depth_tolerance: 0.15,
    /// };
    /// assert_eq!(pen.punctures_per_second(7000.0 / 60.0).round(), 1633.0); // skinpen-denovo-spec
    /// ```
    pub fn punctures_per_second(&self, frequency: f64) -> f64 {
        self.pins.count() as f64 * frequency
    }

    /// Checks that every number can be used.
    ///
    /// # Errors
    /// The first field that is not finite or out of range.
    pub fn check(&self) -> Result<(), LimitError> {
        self.pins.check()?;
        self.needle.check()?;
        in_range("device.frequency_min", self.frequency_min, 0.1, 1000.0, "Hz")?;
        in_range("device.frequency_max", self.frequency_max, self.frequency_min, 1000.0, "Hz")?;
        in_range("device.depth_min", self.depth_min, 0.0, 10.0, "mm")?;
        in_range("device.depth_max", self.depth_max, self.depth_min, 10.0, "mm")?;
        in_range("device.depth_tolerance", self.depth_tolerance, 0.0, 1.0, "mm")?;
        Ok(())
    }
}

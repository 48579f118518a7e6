//! Roughness of a height map by the profile method.

/// Roughness of a surface: means over all sampling lengths along rows and columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Roughness {
    /// Arithmetic mean deviation Ra: mean of |z − mean line| [µm].
    pub ra: f64,
    /// Mean height Rz: mean of highest less lowest point of each sampling length [µm].
    pub rz: f64,
}

/// Sampling length: long enough for lines, short enough to leave folds out; assumed, 2.5 to 8 mm [mm].
pub const SAMPLING_LENGTH: f64 = 4.0;

impl Roughness {
    /// Ra and Rz after ISO 4287 (now ISO 21920), with a straight least-squares mean line in each sampling length.
    ///
    /// `height` has `columns` points per row, `spacing` apart, both in mm. `None` for a map shorter than one sampling length.
    #[must_use]
    pub fn of(height: &[f32], columns: usize, spacing: f64) -> Option<Self> {
        let points = (SAMPLING_LENGTH / spacing).round() as usize;
        let rows = height.len().checked_div(columns)?;
        if points < 8 || (columns < points && rows < points) {
            return None;
        }
        let (mut ra, mut rz, mut number) = (0.0, 0.0, 0_u64);
        let mut profile = vec![0.0; points];
        let mut take = |at: &dyn Fn(usize) -> Option<f32>| {
            for (place, value) in profile.iter_mut().enumerate() {
                *value = f64::from(at(place).unwrap_or(0.0));
            }
            let (mean, range) = deviation(&mut profile);
            ra += mean;
            rz += range;
            number += 1;
        };
        for row in 0..rows {
            for part in 0..columns / points {
                let start = row * columns + part * points;
                take(&|place| height.get(start + place).copied());
            }
        }
        for column in 0..columns {
            for part in 0..rows / points {
                take(&|place| height.get((part * points + place) * columns + column).copied());
            }
        }
        let scale = 1000.0 / number as f64;
        Some(Self { ra: ra * scale, rz: rz * scale })
    }
}

/// Mean |deviation| from the least-squares line, and the range of the deviations.
fn deviation(profile: &mut [f64]) -> (f64, f64) {
    let number = profile.len() as f64;
    let middle = 0.5 * (number - 1.0);
    let mean = profile.iter().sum::<f64>() / number;
    let (mut product, mut square) = (0.0, 0.0);
    for (place, value) in profile.iter().enumerate() {
        let x = place as f64 - middle;
        product += x * (value - mean);
        square += x * x;
    }
    let slope = product / square;
    let (mut sum, mut low, mut high) = (0.0, f64::INFINITY, f64::NEG_INFINITY);
    for (place, value) in profile.iter_mut().enumerate() {
        *value -= mean + slope * (place as f64 - middle);
        sum += value.abs();
        low = low.min(*value);
        high = high.max(*value);
    }
    (sum / number, high - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cosine_has_its_textbook_roughness() {
        // 8 whole waves per sampling length, even about its middle so that they have no slope: Ra = 2A/π, Rz = 2A.
        let spacing = 0.02;
        let columns = 400;
        let map: Vec<f32> = (0..columns * 200)
            .map(|index| {
                let x = (index % columns) as f64 * spacing;
                (0.03 * (2.0 * core::f64::consts::PI * (x - 1.99) / 0.5).cos() + 0.2 * x) as f32
            })
            .collect();
        let measured = Roughness::of(&map[..columns * 10], columns, spacing).unwrap();
        assert!((measured.ra - 1000.0 * 0.06 / core::f64::consts::PI).abs() < 0.3, "{measured:?}");
        assert!((measured.rz - 60.0).abs() < 1.0, "{measured:?}");
    }
}

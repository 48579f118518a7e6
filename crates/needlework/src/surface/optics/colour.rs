//! From a reflectance spectrum to colour: CIE XYZ, L*a*b* and sRGB under daylight (D65).

use super::spectra::{BANDS, DAYLIGHT, OBSERVER};

/// Colour in CIE 1976 L*a*b*, white point D65.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lab {
    /// Lightness, 0 to 100 [-].
    pub lightness: f64,
    /// Green (negative) to red (positive) [-].
    pub red: f64,
    /// Blue (negative) to yellow (positive) [-].
    pub yellow: f64,
}

impl Lab {
    /// Individual typology angle, `atan((L* − 50)/b*)`, by which skin colour is classed (Chardon 1991) [°].
    ///
    /// ```
    /// use needlework::surface::optics::Lab;
    /// let skin = Lab { lightness: 65.0, red: 8.0, yellow: 15.0 };
    /// assert!((skin.typology_angle() - 45.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn typology_angle(&self) -> f64 {
        (self.lightness - 50.0).atan2(self.yellow).to_degrees()
    }

    /// Colour difference ΔE*ab: the distance in L*a*b* [-].
    #[must_use]
    pub fn difference(&self, other: &Self) -> f64 {
        let [l, a, b] = [self.lightness - other.lightness, self.red - other.red, self.yellow - other.yellow];
        (l * l + a * a + b * b).sqrt()
    }
}

/// White point of D65 as the tables give it, Y = 1 [-].
#[must_use]
pub fn white() -> [f64; 3] {
    tristimulus(&[1.0; BANDS])
}

/// CIE XYZ of a reflectance spectrum under daylight, Y = 1 for white [-].
#[must_use]
pub fn tristimulus(reflectance: &[f64; BANDS]) -> [f64; 3] {
    let mut sum = [0.0; 3];
    let mut norm = 0.0;
    for ((observer, power), share) in OBSERVER.iter().zip(DAYLIGHT).zip(reflectance) {
        norm += observer[1] * power;
        for (total, weight) in sum.iter_mut().zip(observer) {
            *total += weight * power * share;
        }
    }
    sum.map(|total| total / norm)
}

/// Linear sRGB of CIE XYZ (IEC 61966-2-1) [-].
#[must_use]
pub fn linear_rgb([x, y, z]: [f64; 3]) -> [f64; 3] {
    [
        3.240_6 * x - 1.537_2 * y - 0.498_6 * z,
        -0.968_9 * x + 1.875_8 * y + 0.041_5 * z,
        0.055_7 * x - 0.204_0 * y + 1.057_0 * z,
    ]
}

/// CIE XYZ of linear sRGB (IEC 61966-2-1) [-].
#[must_use]
pub fn tristimulus_of_rgb([r, g, b]: [f64; 3]) -> [f64; 3] {
    [
        0.412_4 * r + 0.357_6 * g + 0.180_5 * b,
        0.212_6 * r + 0.715_2 * g + 0.072_2 * b,
        0.019_3 * r + 0.119_2 * g + 0.950_5 * b,
    ]
}

/// The sRGB transfer curve: linear light to the coded value, both 0 to 1 [-].
#[must_use]
pub fn encode(linear: f64) -> f64 {
    if linear <= 0.003_130_8 { 12.92 * linear.max(0.0) } else { 1.055 * linear.min(1.0).powf(1.0 / 2.4) - 0.055 }
}

/// CIE 1976 L*a*b* of CIE XYZ.
#[must_use]
pub fn lab(xyz: [f64; 3]) -> Lab {
    let white = white();
    let f = |place: usize| {
        let t: f64 = xyz[place] / white[place];
        if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 }
    };
    let [x, y, z] = [f(0), f(1), f(2)];
    Lab { lightness: 116.0 * y - 16.0, red: 500.0 * (x - y), yellow: 200.0 * (y - z) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_give_the_published_white_point() {
        let [x, y, z] = white();
        assert!((x - 0.9505).abs() < 3e-3 && (y - 1.0).abs() < 1e-12 && (z - 1.0890).abs() < 5e-3, "{x} {y} {z}");
        let [r, g, b] = linear_rgb(white());
        assert!((r - 1.0).abs() < 0.01 && (g - 1.0).abs() < 0.01 && (b - 1.0).abs() < 0.01, "{r} {g} {b}");
    }

    #[test]
    fn grey_is_grey_and_mid_grey_has_its_lightness() {
        let grey = lab(tristimulus(&[0.184_2; BANDS]));
        assert!((grey.lightness - 50.0).abs() < 0.02 && grey.red.abs() < 1e-9 && grey.yellow.abs() < 1e-9, "{grey:?}");
    }

    #[test]
    fn rgb_and_xyz_are_inverse() {
        let there = linear_rgb([0.3, 0.25, 0.2]);
        let back = tristimulus_of_rgb(there);
        for (a, b) in back.iter().zip([0.3, 0.25, 0.2]) {
            assert!((a - b).abs() < 2e-4);
        }
        assert!((encode(0.5) - 0.735_36).abs() < 1e-4);
    }
}

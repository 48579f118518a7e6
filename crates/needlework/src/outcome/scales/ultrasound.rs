//! Density of the dermis in high-frequency ultrasound: mean grey level and the share of echo-poor pixels.
//!
//! Grey levels 0 to 255; echo-poor is below 30, as in the work on photo-aged skin (Gniadecka and Jemec 1998, Br J Dermatol
//! 139:815–21; limit from general knowledge, abstract not read).

/// Grey level below which a pixel is echo-poor [-].
pub const ECHO_POOR: u8 = 30;

/// Mean grey level of the pixels of the dermis, 0 to 255; zero without pixels [-].
///
/// ```
/// # use needlework::outcome::scales::ultrasound::{echo_poor_share, mean_echo};
/// assert_eq!(mean_echo(&[10, 20, 60, 110]), 50.0);
/// assert_eq!(echo_poor_share(&[10, 20, 60, 110]), 0.5);
/// ```
pub fn mean_echo(pixels: &[u8]) -> f64 {
    if pixels.is_empty() {
        return 0.0;
    }
    pixels.iter().map(|pixel| f64::from(*pixel)).sum::<f64>() / pixels.len() as f64
}

/// Share of echo-poor pixels; zero without pixels [-].
pub fn echo_poor_share(pixels: &[u8]) -> f64 {
    if pixels.is_empty() {
        return 0.0;
    }
    pixels.iter().filter(|pixel| **pixel < ECHO_POOR).count() as f64 / pixels.len() as f64
}

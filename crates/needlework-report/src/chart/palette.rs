//! Colours, as custom properties that follow light, dark and print.
//!
//! The six series colours were picked so that every pair stays apart for normal, protan and
//! deutan vision, in both themes; a test simulates both deficiencies and holds us to it. Line
//! dash, marker shape and direct labels carry the same distinction without colour.

use std::fmt::Write;

/// Series colours as (light theme, dark theme).
pub const SERIES: [(&str, &str); 6] = [
    ("#416bb3", "#5b9bdc"),
    ("#b2810e", "#b98f38"),
    ("#257f65", "#5df3c2"),
    ("#72016e", "#e9bef5"),
    ("#723323", "#de947f"),
    ("#383e43", "#8a929a"),
];

/// Roles of the figure kit as (custom property, light theme, dark theme).
const ROLES: [(&str, &str, &str); 6] = [
    ("ink", "#1d2126", "#e6e8ea"),
    ("soft", "#5a6169", "#a2aab2"),
    ("grid", "#e4e5e3", "#2b3037"),
    ("axis", "#8d949b", "#646c75"),
    ("paper", "#ffffff", "#15181c"),
    ("mark", "#8b3a3a", "#d98f86"),
];

/// Depth classes of a puncture, shallow to deep, as (light theme, dark theme): deeper stands out
/// more on either paper.
pub(crate) const DEPTHS: [(&str, &str); 4] =
    [("#6b9c83", "#5b7f93"), ("#3f87a0", "#58a9b5"), ("#4558a0", "#9cc7a0"), ("#6f2f7c", "#f3e3a0")];

/// The sequential ramp, dark to light blue-green to yellow, of steadily rising lightness.
pub(crate) const SEQUENTIAL: [&str; 9] =
    ["#1c2456", "#233a7d", "#2b5494", "#30709c", "#3a8c9d", "#52a798", "#82c08d", "#bdd68a", "#f3eaa0"];

/// The diverging ramp, blue through near-white to rust.
pub(crate) const DIVERGING: [&str; 9] =
    ["#1f4e8c", "#4a7fb5", "#86aed1", "#c2d7e8", "#f4f2ee", "#edcfb9", "#dda17d", "#c06e48", "#8f3f22"];

/// Colours told apart on a map; odd, so that a diverging ramp has a middle.
pub(crate) const SHADES: usize = 27;

/// The colour of one of [`SHADES`] steps along a ramp, by straight lines between its stops.
pub(crate) fn shade(ramp: &[&str; 9], step: usize) -> String {
    let along = 8.0 * step.min(SHADES - 1) as f64 / (SHADES - 1) as f64;
    let below = (along.floor() as usize).min(7);
    let channel = |stop: usize, at: usize| -> f64 {
        let digits = ramp.get(stop).and_then(|hex| hex.get(at..at + 2));
        digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).map_or(0.0, f64::from)
    };
    let mix = |at: usize| {
        let (from, to) = (channel(below, at), channel(below + 1, at));
        (from + (to - from) * (along - below as f64)).round() as u8
    };
    format!("#{:02x}{:02x}{:02x}", mix(1), mix(3), mix(5))
}

/// The rules that draw the marks, written against the properties.
const MARKS: &str = include_str!("marks.css");

/// The style sheet of all figures: colours for both themes and print, then the marks.
///
/// The theme follows the reader's system unless `data-theme` on the root element says `light`
/// or `dark`.
pub fn style_sheet() -> String {
    let (light, dark) = (properties(false), properties(true));
    format!(
        ":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n\
         :root[data-theme=dark]{{{dark}}}\n\
         @media print{{:root,:root:not([data-theme=light]),:root[data-theme=dark]{{{light}}}}}\n{MARKS}"
    )
}

fn properties(dark: bool) -> String {
    let mut css = String::new();
    let mut put = |name: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = write!(css, "--nw-{name}:{value};");
    };
    for (name, light_value, dark_value) in ROLES {
        put(name, if dark { dark_value } else { light_value });
    }
    for (index, (light_value, dark_value)) in SERIES.iter().enumerate() {
        put(&format!("c{index}"), if dark { dark_value } else { light_value });
    }
    for (index, (light_value, dark_value)) in DEPTHS.iter().enumerate() {
        put(&format!("d{index}"), if dark { dark_value } else { light_value });
    }
    put("band", if dark { "0.22" } else { "0.16" });
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Severe protan and deutan vision in linear RGB (Machado, Oliveira and Fernandes 2009).
    const VISION: [[[f64; 3]; 3]; 3] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ];

    fn linear(hex: &str) -> [f64; 3] {
        [1, 3, 5].map(|at| {
            let channel = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn luminance([red, green, blue]: [f64; 3]) -> f64 {
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (a, b) = (luminance(linear(one)), luminance(linear(other)));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn seen(hex: &str, vision: &[[f64; 3]; 3]) -> [f64; 3] {
        let rgb = linear(hex);
        vision.map(|row| {
            let channel: f64 = row.iter().zip(rgb).map(|(weight, value)| weight * value).sum();
            channel.clamp(0.0, 1.0)
        })
    }

    fn lab(rgb: [f64; 3]) -> [f64; 3] {
        let [red, green, blue] = rgb;
        let x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505;
        let y = luminance(rgb);
        let z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089;
        let f = |t: f64| {
            if t > 0.008856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 }
        };
        [116.0 * f(y) - 16.0, 500.0 * (f(x) - f(y)), 200.0 * (f(y) - f(z))]
    }

    fn distance(one: [f64; 3], other: [f64; 3]) -> f64 {
        one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    #[test]
    fn every_pair_of_series_stays_apart_for_colour_blind_readers() {
        for theme in [SERIES.map(|pair| pair.0), SERIES.map(|pair| pair.1)] {
            for vision in &VISION {
                for (index, one) in theme.iter().enumerate() {
                    for other in &theme[index + 1..] {
                        let apart = distance(lab(seen(one, vision)), lab(seen(other, vision)));
                        assert!(apart > 18.0, "{one} and {other} are {apart:.1} apart");
                    }
                }
            }
        }
    }

    #[test]
    fn lines_and_texts_stand_out_from_the_paper() {
        let paper = ROLES.iter().find(|role| role.0 == "paper").unwrap();
        for (light, dark) in SERIES.into_iter().chain(DEPTHS) {
            assert!(contrast(light, paper.1) >= 3.0, "{light}");
            assert!(contrast(dark, paper.2) >= 3.0, "{dark}");
        }
        for (name, light, dark) in ROLES.iter().filter(|role| ["ink", "soft"].contains(&role.0)) {
            assert!(contrast(light, paper.1) >= 4.5, "{name}");
            assert!(contrast(dark, paper.2) >= 4.5, "{name}");
        }
    }

    #[test]
    fn shades_run_from_the_first_stop_to_the_last() {
        for ramp in [SEQUENTIAL, DIVERGING] {
            assert_eq!(shade(&ramp, 0), ramp[0]);
            assert_eq!(shade(&ramp, SHADES / 2), ramp[4]);
            assert_eq!(shade(&ramp, SHADES - 1), ramp[8]);
        }
    }

    #[test]
    fn the_sequential_ramp_rises_in_lightness_for_every_reader() {
        for vision in &VISION {
            let lightness = SEQUENTIAL.map(|hex| lab(seen(hex, vision))[0]);
            assert!(lightness.windows(2).all(|pair| pair[1] > pair[0] + 3.0), "{lightness:?}");
        }
    }
}

//! From the needle to the wound.

use super::{constants, sources};
use crate::report::{Formulas, MethodNote};
use needlework::injury::Destruction;
use needlework::puncture::Penetration;

/// Constants of the penetration model that the equations name.
pub const CONSTANTS: &[(&str, &str)] = &[
    ("indentation", r"\delta_{0}"),
    ("stroke_log_sd", r"\sigma_{1}"),
    ("needle_log_sd", r"\sigma_{2}"),
    ("bony_factor", r"s_{bony}"),
    ("soft_factor", r"s_{soft}"),
    ("speed_exponent", "m"),
    ("speed_high", r"v_{1}"),
    ("mouth_ratio", r"\omega"),
    ("toughness", "G"),
    ("stored_energy_ratio", r"\epsilon"),
    ("vessel_scale", r"\lambda"),
];
/// Constants of the wound.
pub const WOUND: &[(&str, &str)] = &[("hole", "h"), ("rim", "b")];

/// Punctures, force, bleeding and dead tissue.
pub fn note() -> MethodNote {
    let lines = [
        r"d &= \min\left(H,\max\left(0,T-\delta\right)\right)",
        r"\delta &= \delta_{0}\,s\,\left(\frac{v}{v_{1}}\right)^{-m}\,\exp\left(\sigma_{1}\,\xi_{1}+\sigma_{2}\,\xi_{2}\right)",
        r"F &= \left(1+\epsilon\right)\,G\,\omega\,D",
        r"p_{bleed} &= \frac{1}{1+\exp\left(-\frac{d-z_{v}}{\lambda}\right)}",
        r"r\left(z\right) &= \left(h\,D+b\right)\,\left(1-\frac{z}{d}\right)^{\theta}",
    ];
    MethodNote {
        title: "Punctures".to_owned(),
        paragraphs: vec![
            "Every stroke of the device is placed on a patch of skin from its geometry and the path of the hand. A needle \
             first dents the skin and then cuts; the channel is the travel less the indentation, which differs between \
             strokes and needles, and ends at the lower limit of the dermis."
                .to_owned(),
            "d depth of a channel, H thickness of epidermis and dermis, T travel of the needle, δ indentation, s factor of what \
             lies below (1 over firm tissue), v speed of insertion, ξ standard-normal draws for the stroke and for the needle, \
             F force on a needle of diameter D, z_v depth of the first vessels, r radius of dead tissue at depth z with taper \
             θ of the needle. Lengths in mm."
                .to_owned(),
        ],
        formulas: vec![Formulas {
            title: "Depth, force, bleeding and wound".to_owned(),
            lines: lines.map(str::to_owned).to_vec(),
        }],
        tables: vec![
            constants("Constants of penetration", Penetration::TABLE, CONSTANTS),
            constants("Constants of the wound", Destruction::TABLE, WOUND),
        ],
        sources: sources(&["kalluri-2011", "donnelly-2010-gantrez", "schwarz-laaff-2011", "lima-2013-pig"]),
    }
}

#[cfg(test)]
mod tests {
    use needlework::device::Needle;
    use needlework::injury::{Destruction, destroyed_radius};
    use needlework::puncture::{Penetration, force_per_needle};
    use needlework::skin::Support;

    /// The equations above, worked by hand with the constants that stand beside them.
    #[test]
    fn the_equations_give_what_the_model_gives() {
        let c = Penetration::default();
        let (speed, diameter) = (0.7_f64, 0.25);
        let indentation = c.indentation * c.soft_factor * (speed / c.speed_high).powf(-c.speed_exponent);
        assert!((c.median_indentation(Support::Soft, speed) - indentation).abs() < 1e-12);
        let force = (1.0 + c.stored_energy_ratio) * c.toughness * c.mouth_ratio * diameter;
        assert!((force_per_needle(&Needle::new(1.5, diameter), &c) - force).abs() < 1e-12);
        let w = Destruction::default();
        let radius = (w.hole * diameter + w.rim) * (1.0_f64 - 0.2 / 0.9).powf(0.5);
        assert!((destroyed_radius(0.2, 0.9, diameter, 0.5, &w) - radius).abs() < 1e-12);
    }
}

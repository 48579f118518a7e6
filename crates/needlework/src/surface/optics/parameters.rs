//! Constants of skin optics: value, unit, spread, origin and source, one line each.

use crate::provenance::{Spread, coefficients};

coefficients! {
    /// Constants of the reflectance of skin.
    pub struct OpticsParameters {
        #[doc = "Absorption of a melanosome at 500 nm"]
        melanosome_absorption = 677.0, "1/cm", Spread::LogNormal { log_sd: 0.7 }, Measured, "Jacques 1998, omlc.org/news/jan98/skinoptics.html: 6.6e11 nm^-3.33";
        #[doc = "Power of the fall of melanosome absorption with wavelength"]
        melanosome_power = 3.33, "-", Spread::Range { low: 3.3, high: 3.5 }, Measured, "Jacques 1998; 3.48 in omlc.org/spectra/melanin";
        #[doc = "Melanosome volume fraction of the epidermis at melanin 1 (phototype III)"]
        melanosome_fraction = 0.042, "-", Spread::Range { low: 0.025, high: 0.063 }, Fitted, "Jacques 1998: 1.3-6.3 % light, 11-16 % moderate, 18-43 % dark; individual typology angle 28-41 for phototype III";
        #[doc = "Power of the melanosome fraction against the melanin of the healing network"]
        melanosome_exponent = 2.2, "-", Spread::Range { low: 1.8, high: 2.8 }, Fitted, "the network's melanin is on the compressed scale of the melanin index; phototypes I and VI then span Jacques' range";
        #[doc = "Power of the melanosome fraction against the melanin within one person: lesions and tan"]
        lesion_exponent = 1.5, "-", Spread::Range { low: 1.0, high: 2.2 }, Fitted, "L* falls by 17 to 27 per unit of ln(melanin), as the lightness endpoint after lima-2017";
        #[doc = "Epidermis that carries the melanin"]
        melanin_layer = 0.06, "mm", Spread::LogNormal { log_sd: 0.2 }, Measured, "Jacques 1998 uses 60 µm";
        #[doc = "Scattering layer above the melanin: horny and granular layer"]
        overlying_layer = 0.024, "mm", Spread::Range { low: 0.008, high: 0.03 }, Fitted, "within the stratum corneum of egawa-2007-sc; with the four below to L*a*b* of cheek and forearm in Xiao 2017 and of the cheek in de Rigal 2010";
        #[doc = "Power of the fall of its scattering with wavelength"]
        overlying_power = 0.5, "-", Spread::Range { low: 0.2, high: 1.4 }, Fitted, "large flat cells scatter less selectively than collagen fibres; a bluer layer makes dark skin mauve";
        #[doc = "Share of the melanin that lies in or above the scattering layer"]
        melanin_above = 0.16, "-", Spread::Range { low: 0.05, high: 0.25 }, Fitted, "in dark skin melanosomes stay whole up to the horny layer; hue of dark skin 50 to 60 degrees (de Rigal 2010); with less, dark marks look blue";
        #[doc = "Mean path through the epidermis, in and out together, over its thickness"]
        epidermal_path = 3.0, "-", Spread::Range { low: 2.5, high: 4.0 }, Assumed, "1 inward for straight light and 2 outward for diffuse light (Kubelka-Munk); 4 if both are diffuse";
        #[doc = "Haemoglobin of whole blood"]
        blood_haemoglobin = 150.0, "g/l", Spread::Range { low: 120.0, high: 170.0 }, Measured, "Jacques 1998; Prahl";
        #[doc = "Molar mass of haemoglobin"]
        haemoglobin_mass = 64500.0, "g/mol", Spread::Exact, Definition, "Prahl";
        #[doc = "Oxygen saturation of blood in the upper dermis"]
        oxygenation = 0.75, "-", Spread::Range { low: 0.5, high: 0.9 }, Assumed, "arterial 0.97 and venous 0.6 mixed; most of the blood of the skin is venous";
        #[doc = "Blood volume fraction of the upper dermis at rest, face"]
        blood_face = 0.0115, "-", Spread::LogNormal { log_sd: 0.4 }, Fitted, "a* of 10.5 to 12 on the cheek of four groups (Xiao 2017); Jacques 1998 gives 0.2 % as a mean over the depth of the skin";
        #[doc = "Blood volume fraction of the upper dermis at rest, body"]
        blood_body = 0.006, "-", Spread::LogNormal { log_sd: 0.4 }, Fitted, "a* of 5.6 to 7.1 on the forearm of four groups (Xiao 2017); the cheek is about 1.6 times as red (granada-homeostasis-87)";
        #[doc = "Shielding exponent of blood: vessels shade themselves"]
        vessel_packaging = 0.85, "-", Spread::Range { low: 0.7, high: 1.0 }, Assumed, "corrects for haemoglobin in vessels instead of spread evenly (van Veen 2002 direction)";
        #[doc = "Reduced scattering of the dermis at 500 nm"]
        scattering = 46.0, "1/cm", Spread::LogNormal { log_sd: 0.3 }, Measured, "Jacques 2013, mean of skin";
        #[doc = "Power of the fall of reduced scattering with wavelength"]
        scattering_power = 1.421, "-", Spread::LogNormal { log_sd: 0.2 }, Measured, "Jacques 2013, mean of skin";
        #[doc = "Internal reflection of diffuse light at the surface"]
        internal_reflection = 0.493, "-", Spread::Exact, Definition, "refractive index 1.4 (Egan and Hilgeman 1979, in Farrell 1992)";
        #[doc = "Baseline absorption without melanin and blood, constant part"]
        baseline = 0.244, "1/cm", Spread::LogNormal { log_sd: 0.3 }, Measured, "Jacques 1998";
        #[doc = "Baseline absorption, part that falls with wavelength, at 154 nm"]
        baseline_ultraviolet = 85.3, "1/cm", Spread::LogNormal { log_sd: 0.3 }, Measured, "Jacques 1998";
        #[doc = "Decay length of that part"]
        baseline_decay = 66.2, "nm", Spread::Exact, Measured, "Jacques 1998";
        #[doc = "Bilirubin and carotenoids of the dermis"]
        bilirubin = 0.0000001, "mol/l", Spread::LogNormal { log_sd: 0.5 }, Assumed, "below serum (5-20 µM) diluted in tissue, so that b* of every phototype stays within published values";
        #[doc = "Peak molar extinction of bilirubin"]
        bilirubin_extinction = 55000.0, "1/(cm·M)", Spread::LogNormal { log_sd: 0.1 }, Measured, "Prahl, omlc.org: about 55 000 at 450 nm";
        #[doc = "Wavelength of that peak"]
        bilirubin_peak = 455.0, "nm", Spread::Exact, Measured, "Prahl, omlc.org";
        #[doc = "Width of that peak as standard deviation"]
        bilirubin_width = 32.0, "nm", Spread::Exact, Measured, "Prahl, omlc.org, read from the curve";
    }
}

//! What the estimates need to know about a molecule.

use super::super::error::{TransportError, within};

/// Descriptors of a solute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Molecule {
    /// Molar mass [g/mol].
    pub molar_mass: f64,
    /// Decadic logarithm of the octanol/water partition of the neutral form [-].
    pub log_kow: f64,
    /// Schroeder molar volume [cm³/mol].
    pub molar_volume: f64,
    /// Share that carries no charge at the pH of the product [-].
    pub neutral_in_product: f64,
    /// Share that carries no charge in tissue, pH 7.4 [-].
    pub neutral_in_tissue: f64,
    /// Share not bound to albumin in tissue [-].
    pub unbound: f64,
}

/// Molar volume per molar mass where no formula is known: the median over the 158 compounds of the permeability
/// benchmark (interquartile range 1.02 to 1.24) [cm³/g].
const VOLUME_PER_MASS: f64 = 1.12;

impl Molecule {
    /// A molecule that is neutral everywhere, with albumin binding estimated from its lipophilicity.
    pub fn neutral(molar_mass: f64, log_kow: f64, molar_volume: Option<f64>) -> Self {
        Self {
            molar_mass,
            log_kow,
            molar_volume: molar_volume.unwrap_or(VOLUME_PER_MASS * molar_mass),
            neutral_in_product: 1.0,
            neutral_in_tissue: 1.0,
            unbound: unbound_estimate(log_kow),
        }
    }

    /// Rejects values without meaning.
    ///
    /// # Errors
    /// [`TransportError::OutOfRange`] naming the descriptor.
    pub fn validate(&self) -> Result<(), TransportError> {
        let place = "molecule";
        within(place, "molar mass [g/mol]", self.molar_mass, 10.0, 1e9)?;
        within(place, "log Kow [-]", self.log_kow, -40.0, 20.0)?;
        within(place, "molar volume [cm³/mol]", self.molar_volume, 5.0, 1e9)?;
        within(place, "neutral share in the product [-]", self.neutral_in_product, 1e-12, 1.0)?;
        within(place, "neutral share in tissue [-]", self.neutral_in_tissue, 1e-12, 1.0)?;
        within(place, "unbound share [-]", self.unbound, 1e-4, 1.0)?;
        Ok(())
    }

    /// Stokes radius of a compact solute of density 1.83 g/cm³ in its own volume, `rs = (0.9087 M · 3/4π)^{1/3}` Å
    /// (chen-lian-surrey-2015) [Å].
    pub fn stokes_radius(&self) -> f64 {
        (0.9087 * self.molar_mass * 3.0 / (4.0 * core::f64::consts::PI)).cbrt()
    }
}

/// Share not bound to albumin, `f_u = 1 / (1.2239 + 0.7936 e^{logK})`, at least 0.005 (dancik-2013-osp).
pub fn unbound_estimate(log_kow: f64) -> f64 {
    (1.0 / (1.2239 + 0.7936 * log_kow.exp())).max(0.005)
}

/// Molar volume by Schroeder's counting rule [cm³/mol]: 7 for every C, H, N, O and double bond, 14 for a triple bond,
/// −7 per ring, S 21, Cl 24.5, F 10.5, Br 31.5, I 38.5, P 20.5 (wang-kasting-nitsche-2007).
///
/// # Errors
/// [`TransportError::Inconsistent`] for a formula with an element outside the rule, or one that does not parse.
///
/// ```
/// use needlework::transport::qspr::molecule::schroeder_volume;
/// assert_eq!(schroeder_volume("C6H14O2", 0, 0, 0), Ok(154.0)); // 2-butoxyethanol
/// ```
pub fn schroeder_volume(
    formula: &str,
    double_bonds: u32,
    triple_bonds: u32,
    rings: u32,
) -> Result<f64, TransportError> {
    let wrong = |what: String| TransportError::Inconsistent { place: "formula".to_owned(), what };
    let mut volume = 7.0 * (f64::from(double_bonds) - f64::from(rings)) + 14.0 * f64::from(triple_bonds);
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let symbol = 1 + rest.chars().skip(1).take_while(char::is_ascii_lowercase).count();
        let digits = rest.chars().skip(symbol).take_while(char::is_ascii_digit).count();
        let (Some(element), Some(number)) = (rest.get(..symbol), rest.get(symbol..symbol + digits)) else {
            return Err(wrong(format!("'{formula}' holds {first:?}")));
        };
        let count: f64 = if number.is_empty() {
            1.0
        } else {
            number.parse().map_err(|_| wrong(format!("count {number} in '{formula}'")))?
        };
        volume += count
            * match element {
                "C" | "H" | "N" | "O" => 7.0,
                "S" => 21.0,
                "Cl" => 24.5,
                "F" => 10.5,
                "Br" => 31.5,
                "I" => 38.5,
                "P" => 20.5,
                other => return Err(wrong(format!("element {other} in '{formula}' has no volume"))),
            };
        rest = rest.get(symbol + digits..).unwrap_or_default();
    }
    within("formula", "molar volume [cm³/mol]", volume, 1.0, 1e6)
}

/// Share without charge at a pH, from the acid and base constants of the molecule:
/// `1 / Π (1 + 10^{pH − pKa})` over acids and `1 / Π (1 + 10^{pKa − pH})` over bases.
///
/// ```
/// let share = needlework::transport::qspr::molecule::neutral_share(7.4, &[], &[8.9]);
/// assert!((share - 0.0307).abs() < 1e-4);
/// ```
pub fn neutral_share(ph: f64, acids: &[f64], bases: &[f64]) -> f64 {
    let acid: f64 = acids.iter().map(|pka| 1.0 + 10.0_f64.powf(ph - pka)).product();
    let base: f64 = bases.iter().map(|pka| 1.0 + 10.0_f64.powf(pka - ph)).product();
    (1.0 / (acid * base)).max(1e-12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_of_the_reference_compounds() {
        assert_eq!(schroeder_volume("C7H16O3", 0, 0, 0), Ok(182.0));
        assert_eq!(schroeder_volume("C19H28O2", 2, 0, 4), Ok(329.0));
        assert_eq!(schroeder_volume("C22H28N2O", 7, 0, 3), Ok(399.0));
        assert_eq!(schroeder_volume("CHCl3", 0, 0, 0), Ok(7.0 + 7.0 + 73.5));
    }

    #[test]
    fn bad_formulas_are_rejected() {
        for bad in ["Xx2", "C2h", "2C", "C-", "", "C99999999999"] {
            let got = schroeder_volume(bad, 0, 0, 0);
            assert!(got.is_err(), "{bad} gave {got:?}");
        }
    }

    #[test]
    fn acids_are_neutral_below_and_bases_above_their_constant() {
        assert!((neutral_share(4.0, &[4.0], &[]) - 0.5).abs() < 1e-12);
        assert!(neutral_share(2.0, &[4.0], &[]) > 0.98);
        assert!(neutral_share(2.0, &[], &[4.0]) < 0.02);
    }
}

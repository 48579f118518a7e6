//! The skin of one person at one site.

use super::layers::Layers;
use super::person::Person;
use super::site::{Site, Thickness};
use crate::limit::LimitError;
use crate::provenance::{Spread, coefficients};
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;
use serde::{Deserialize, Serialize};
use std::fmt;

coefficients! {
    /// Ageing and stiffness of the layers.
    pub struct AgeingParameters {
        #[doc = "Age at which site tables hold"]
        reference_age = 40.0, "year", Spread::Exact, Definition, "mid-range of the adult cohorts of meng-2022-facial-us and laurent-2007";
        #[doc = "Relative thinning of the viable epidermis per year after 27"]
        epidermis_slope = 0.004, "1/year", Spread::Range { low: 0.0, high: 0.008 }, Assumed, "sandby-moller-2003 none; lintzeri-2022 thinner in the aged; the healing baseline uses the same slope";
        #[doc = "Ratio of old to young in-plane stiffness"]
        old_to_young_stiffness = 2.0, "-", Spread::LogNormal { log_sd: 0.2 }, Measured, "agache-1980";
        #[doc = "Age at which half of the stiffening has happened"]
        stiffening_age = 50.0, "year", Spread::Normal { sd: 8.0 }, Assumed, "agache-1980 gives young and old only";
        #[doc = "Width of the age range over which skin stiffens"]
        stiffening_width = 8.0, "year", Spread::Range { low: 4.0, high: 15.0 }, Assumed, "agache-1980 gives young and old only";
        #[doc = "Neo-Hookean coefficient C10 of the epidermis, young"]
        epidermis_stiffness = 0.12, "MPa", Spread::LogNormal { log_sd: 0.5 }, Measured, "tran-2007-mri-indent; geerligs-2011 reports 1 to 2 MPa by micro-indentation";
        #[doc = "Neo-Hookean coefficient C10 of the dermis, young"]
        dermis_stiffness = 1.11, "MPa", Spread::LogNormal { log_sd: 0.5 }, Measured, "tran-2007-mri-indent";
        #[doc = "Neo-Hookean coefficient C10 of the hypodermis"]
        hypodermis_stiffness = 0.00042, "MPa", Spread::LogNormal { log_sd: 0.3 }, Measured, "tran-2007-mri-indent";
    }
}

/// Neo-Hookean coefficient C10 of each layer (shear modulus = 2 C10).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Stiffness {
    /// Epidermis [MPa].
    pub epidermis: f64,
    /// Dermis [MPa].
    pub dermis: f64,
    /// Hypodermis [MPa].
    pub hypodermis: f64,
}

/// The skin of one person at one site, before any treatment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Skin {
    /// The person.
    pub person: Person,
    /// The site.
    pub site: Site,
    /// Layers at the age of the person.
    pub layers: Layers,
    /// Viable epidermis of the same person at 25, which the relative thickness of the healing network scales [mm].
    pub young_viable_epidermis: f64,
    /// Stiffness of the layers at the age of the person.
    pub stiffness: Stiffness,
}

/// How one skin differs from the median skin of its site: a standard-normal score per source of difference.
#[derive(Debug, Clone, Copy, Default)]
struct Scores {
    stratum_corneum: f64,
    viable_epidermis: f64,
    dermis: f64,
    hypodermis: f64,
    dermis_age_slope: f64,
}

impl Skin {
    /// The median skin of a person at a site.
    ///
    /// # Errors
    /// A field of the person or the site that is out of range.
    ///
    /// ```
    /// use needlework::skin::{Person, Phototype, Sex, Site, Skin};
    /// let person = Person::median(40.0, Sex::Female, Phototype::II);
    /// let skin = Skin::resolve(&person, &Site::reference_face())?;
    /// assert!((skin.layers.dermis() - 1.32).abs() < 1e-9); // the table holds at 40 years
    /// # Ok::<(), needlework::limit::LimitError>(())
    /// ```
    pub fn resolve(person: &Person, site: &Site) -> Result<Self, LimitError> {
        Self::build(person, site, Scores::default(), &AgeingParameters::default())
    }

    /// A skin drawn from the spread between people at a site.
    ///
    /// Papillary and reticular dermis share one draw; the layers are otherwise independent because no source
    /// reports their correlation.
    ///
    /// # Errors
    /// A field of the person or the site that is out of range.
    pub fn draw<R: Rng>(person: &Person, site: &Site, stream: &mut R) -> Result<Self, LimitError> {
        let mut score = || stream.sample::<f64, _>(StandardNormal);
        let scores = Scores {
            stratum_corneum: score(),
            viable_epidermis: score(),
            dermis: score(),
            hypodermis: score(),
            dermis_age_slope: score(),
        };
        Self::build(person, site, scores, &AgeingParameters::default())
    }

    fn build(person: &Person, site: &Site, scores: Scores, ageing: &AgeingParameters) -> Result<Self, LimitError> {
        person.check()?;
        site.check()?;
        let table = site.layers(person.sex);
        let years = person.age - ageing.reference_age;
        let slope = table.dermis_age_slope + table.dermis_age_slope_sd * scores.dermis_age_slope;
        let dermis_factor = (slope * years).exp();
        let thinning = |age: f64| (-ageing.epidermis_slope * years_after_27(age)).exp();
        let young_viable_epidermis =
            individual(table.viable_epidermis, scores.viable_epidermis) / thinning(ageing.reference_age);
        let layers = Layers {
            stratum_corneum: individual(table.stratum_corneum, scores.stratum_corneum),
            viable_epidermis: young_viable_epidermis * thinning(person.age),
            papillary_dermis: individual(table.papillary_dermis, scores.dermis) * dermis_factor,
            reticular_dermis: individual(table.reticular_dermis, scores.dermis) * dermis_factor,
            hypodermis: individual(table.hypodermis, scores.hypodermis),
        };
        let old = 1.0 / (1.0 + (-(person.age - ageing.stiffening_age) / ageing.stiffening_width).exp());
        let stiffening = 1.0 + (ageing.old_to_young_stiffness - 1.0) * old;
        Ok(Self {
            person: *person,
            site: site.clone(),
            layers,
            young_viable_epidermis,
            stiffness: Stiffness {
                epidermis: ageing.epidermis_stiffness * stiffening,
                dermis: ageing.dermis_stiffness * stiffening,
                hypodermis: ageing.hypodermis_stiffness,
            },
        })
    }

    /// Depth of the first capillary loops below the surface [mm].
    pub fn vessel_depth(&self) -> f64 {
        self.layers.epidermis() + self.site.vessel_depth
    }
}

/// Log-normal thickness with the given mean and coefficient of variation, at a standard-normal score [mm].
///
/// `x = mean · exp(σ·score)` with `σ² = ln(1 + cv²)`, so score 0 is the mean of the table, read as the median person.
fn individual(thickness: Thickness, score: f64) -> f64 {
    thickness.mean * ((1.0 + thickness.cv * thickness.cv).ln().sqrt() * score).exp()
}

/// Years lived after about 27, smoothed over two years: `2 ln(1 + exp((age - 27)/2))` [year].
///
/// The healing baselines use the same clock, so structure and network age together.
fn years_after_27(age: f64) -> f64 {
    2.0 * ((age - 27.0) / 2.0).exp().ln_1p()
}

impl fmt::Display for Skin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (person, layers) = (&self.person, &self.layers);
        writeln!(f, "{} of a {:.0}-year-old, phototype {:?}", self.site.name, person.age, person.phototype)?;
        writeln!(f, "├─ stratum corneum   {:>6.0} µm", 1e3 * layers.stratum_corneum)?;
        writeln!(f, "├─ viable epidermis  {:>6.0} µm", 1e3 * layers.viable_epidermis)?;
        writeln!(f, "├─ papillary dermis  {:>6.2} mm", layers.papillary_dermis)?;
        writeln!(f, "├─ reticular dermis  {:>6.2} mm", layers.reticular_dermis)?;
        writeln!(f, "├─ hypodermis        {:>6.1} mm", layers.hypodermis)?;
        write!(f, "└─ first vessels at  {:>6.2} mm", self.vessel_depth())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Key;
    use crate::skin::{Phototype, Sex};

    fn person(age: f64, sex: Sex) -> Person {
        Person::median(age, sex, Phototype::III)
    }

    #[test]
    fn tables_hold_at_the_reference_age() {
        let site = Site::reference_face();
        for sex in [Sex::Female, Sex::Male] {
            let skin = Skin::resolve(&person(40.0, sex), &site).unwrap();
            let table = site.layers(sex);
            assert!((skin.layers.viable_epidermis - table.viable_epidermis.mean).abs() < 1e-12);
            assert!((skin.layers.reticular_dermis - table.reticular_dermis.mean).abs() < 1e-12);
        }
    }

    #[test]
    fn men_thin_with_age_and_women_do_not_on_average() {
        let site = Site::reference_face();
        let dermis = |age, sex| Skin::resolve(&person(age, sex), &site).unwrap().layers.dermis();
        assert!(dermis(70.0, Sex::Male) < 0.95 * dermis(25.0, Sex::Male));
        assert!((dermis(70.0, Sex::Female) - dermis(25.0, Sex::Female)).abs() < 1e-12);
    }

    #[test]
    fn stiffness_doubles_from_young_to_old() {
        let site = Site::reference_face();
        let dermis = |age| Skin::resolve(&person(age, Sex::Female), &site).unwrap().stiffness.dermis;
        let ratio = dermis(85.0) / dermis(20.0);
        assert!((1.85..2.0).contains(&ratio), "{ratio}");
    }

    #[test]
    fn drawn_skins_reproduce_the_spread_of_the_table() {
        let site = Site::reference_face();
        let person = person(40.0, Sex::Male);
        let mut stream = Key::new(11).stream("skin/layers", 0);
        let logs: Vec<f64> =
            (0..4000).map(|_| Skin::draw(&person, &site, &mut stream).unwrap().layers.dermis().ln()).collect();
        let mean = logs.iter().sum::<f64>() / logs.len() as f64;
        let sd = (logs.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (logs.len() as f64 - 1.0)).sqrt();
        let cv = site.male.reticular_dermis.cv;
        let expected = (1.0 + cv * cv).ln().sqrt();
        assert!((sd / expected - 1.0).abs() < 0.05, "{sd} {expected}");
        assert!((mean.exp() / 1.52 - 1.0).abs() < 0.01, "{}", mean.exp());
    }

    #[test]
    fn the_parameter_table_is_complete_and_matches_the_defaults() {
        let defaults = serde_json::to_value(AgeingParameters::default()).unwrap();
        assert_eq!(defaults.as_object().unwrap().len(), AgeingParameters::TABLE.len());
        for row in AgeingParameters::TABLE {
            assert_eq!(defaults[row.name], row.value);
            assert!(!row.source.is_empty() && !row.unit.is_empty());
        }
    }
}

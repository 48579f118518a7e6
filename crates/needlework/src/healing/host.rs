//! The person in whom the network runs.

use super::named::named_values;
use super::{HealingState, Parameters, rest_levels};
use crate::limit::{LimitError, in_range};
use crate::number::Real;
use crate::skin::{Person, Phototype, Sex, Site};

named_values! {
    /// What the network needs to know about the person and the site; constant over a course.
    pub struct Host, HOST_COUNT {
        /// Age at the start of the course [year].
        age,
        /// Photodamage of the site, 0 none to 1 severe [-].
        photodamage,
        /// 1 for women, 0 for men [-].
        female,
        /// 1 for smokers, 0 for others [-].
        smoker,
        /// Wound tension of the site, 1 on the face; positive [-].
        tension,
        /// Viable epidermis of the young site relative to the site that the unit refers to [-].
        epidermis_ratio,
        /// Renewal of the epidermis at the site relative to the volar forearm [-].
        epidermis_renewal,
        /// Constitutive melanin relative to phototype III [-].
        melanin,
        /// Strength of the melanocyte answer to inflammation relative to phototype III [-].
        pigment_reactivity,
        /// Lesional pigment drive at rest, 0 without melasma [-].
        melasma,
        /// Vigour of clearance, fibroblast growth and vessel turnover, 1 for the standard adult [-].
        healing,
        /// Vigour of epidermal closure, 1 for the standard adult [-].
        closure,
        /// Strength of the synthesis response, 1 for the standard adult [-].
        response,
        /// 1 if baselines age with time, 0 if they are frozen at the age of the start [-].
        drift,
    }
}

/// Melanocyte answer of phototypes I to VI relative to III [-].
/// Assumed, tuned to the melanin index range of indian-mi-cutoffs-2018.
const PIGMENT_REACTIVITY: [f64; 6] = [0.25, 0.5, 1.0, 2.0, 3.0, 3.0];

/// Constitutive melanin of phototypes I to VI relative to III [-].
/// Assumed, tuned to the melanin index range of indian-mi-cutoffs-2018.
const CONSTITUTIVE_MELANIN: [f64; 6] = [0.7, 0.85, 1.0, 1.4, 1.8, 2.3];

/// Renewal of the forearm epidermis, to which the parameter `epidermis_turnover` refers (maeda-2017) [1/day].
const FOREARM_TURNOVER: f64 = 1.0 / 36.0;

/// Tension below which myofibroblasts at rest would vanish and relative levels lose their meaning [-].
const LEAST_TENSION: f64 = 0.01;

/// Strength of the melanocyte answer to an injury relative to phototype III [-].
#[must_use]
pub fn pigment_reactivity(phototype: Phototype) -> f64 {
    PIGMENT_REACTIVITY.get(phototype.number().saturating_sub(1)).copied().unwrap_or(1.0)
}

impl Host<f64> {
    /// The host that `person` is at `site`, with the modifiers of age, smoking, phototype and random effects; `melasma` is
    /// the lesional pigment drive at rest, 0 without melasma [-].
    ///
    /// `healing = exp(o_H n₁)(1 − o_Hs s)`,
    /// `closure = exp(o_E n₁)(1 − o_Es s)/(1 + o_Ea/(1 + exp(−(age − t_E)/v_E)))`,
    /// `response = exp(o_R n₂)(1 − o_Ra y)(1 − o_Rs s)` with `s` smoking, `y` the years since the onset of ageing and the
    /// standard-normal scores `n₁` of healing speed and `n₂` of synthesis response.
    ///
    /// # Errors
    /// A field of the person or the site, or `melasma`, that is out of range.
    ///
    /// ```
    /// use needlework::healing::{Host, Parameters};
    /// use needlework::skin::{Person, Phototype, Sex, Site};
    /// let person = Person::median(75.0, Sex::Female, Phototype::IV);
    /// let host = Host::new(&Parameters::standard(), &person, &Site::reference_face(), 0.0)?;
    /// assert!(host.closure < 0.75); // skin above 65 closes more slowly
    /// # Ok::<(), needlework::limit::LimitError>(())
    /// ```
    pub fn new(parameters: &Parameters<f64>, person: &Person, site: &Site, melasma: f64) -> Result<Self, LimitError> {
        person.check()?;
        site.check()?;
        in_range("concern.pigment.excess_drive", melasma, 0.0, 100.0, "")?;
        let p = parameters;
        let smoking = person.smoking;
        let class = person.phototype as usize;
        let ageing_years = years_after(person.age, p.ageing_onset, p.ageing_onset_width);
        let old = 1.0 / (1.0 + (-(person.age - p.closure_age) / p.closure_age_width).exp());
        Ok(Self {
            age: person.age,
            photodamage: person.photodamage,
            female: if person.sex == Sex::Female { 1.0 } else { 0.0 },
            smoker: smoking,
            tension: site.tension.max(LEAST_TENSION),
            epidermis_ratio: 1.0,
            epidermis_renewal: site.epidermal_turnover / FOREARM_TURNOVER,
            melanin: CONSTITUTIVE_MELANIN[class],
            pigment_reactivity: PIGMENT_REACTIVITY[class],
            melasma,
            healing: (p.healing_spread * person.healing_speed).exp() * (1.0 - p.healing_by_smoking * smoking),
            closure: (p.closure_spread * person.healing_speed).exp() * (1.0 - p.closure_by_smoking * smoking)
                / (1.0 + p.closure_by_age * old),
            response: (p.response_spread * person.synthesis_response).exp()
                * (1.0 - p.response_by_age * ageing_years).max(0.0)
                * (1.0 - p.response_by_smoking * smoking),
            drift: 1.0,
        })
    }

    /// The untreated skin of this host: every level at rest, nothing open.
    #[must_use]
    pub fn untreated(&self, parameters: &Parameters<f64>) -> HealingState {
        HealingState { levels: rest_levels(self), lesion_width: parameters.reference_width }
    }

    /// The same host with the vigours of the standard adult, on whom the network was calibrated.
    #[must_use]
    pub fn with_standard_vigour(self) -> Self {
        Self { healing: 1.0, closure: 1.0, response: 1.0, ..self }
    }
}

/// Years since `onset`, smoothly zero before it: `w ln(1 + exp((age − onset)/w))`.
#[inline(always)]
pub(super) fn years_after<R: Real>(age: R, onset: R, width: R) -> R {
    width * (R::one() + ((age - onset) / width).exp()).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::skin::Phototype;

    fn host(age: f64, smoking: f64) -> Host<f64> {
        let person = Person { smoking, ..Person::median(age, Sex::Female, Phototype::III) };
        Host::new(&Parameters::standard(), &person, &Site::reference_face(), 0.0).unwrap()
    }

    #[test]
    fn age_and_smoking_slow_healing() {
        assert!((host(30.0, 0.0).closure - 1.0).abs() < 2e-3);
        assert!(host(75.0, 0.0).closure < 0.75);
        assert!(host(75.0, 0.0).response < host(30.0, 0.0).response);
        assert_eq!(host(40.0, 1.0).healing, 0.85);
        assert_eq!(host(40.0, 0.0).healing, 1.0);
    }

    #[test]
    fn a_person_out_of_range_is_refused() {
        let person = Person::median(400.0, Sex::Female, Phototype::III);
        let refused = Host::new(&Parameters::standard(), &person, &Site::reference_face(), 0.0);
        assert_eq!(refused.unwrap_err().place(), "person.age");
        let person = Person::median(40.0, Sex::Female, Phototype::III);
        let refused = Host::new(&Parameters::standard(), &person, &Site::reference_face(), -1.0);
        assert_eq!(refused.unwrap_err().place(), "concern.pigment.excess_drive");
    }
}

//! The person whose skin is treated.

use crate::limit::{LimitError, in_range};
use serde::{Deserialize, Serialize};

/// Biological sex, which picks the thickness table of a site and the menopause term of the baselines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// Fitzpatrick skin phototype.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Phototype {
    /// Always burns, never tans.
    I,
    /// Usually burns, tans a little.
    II,
    /// Sometimes burns, tans evenly.
    III,
    /// Burns a little, tans well.
    IV,
    /// Rarely burns, tans deeply.
    V,
    /// Never burns, deeply pigmented.
    VI,
}

impl Phototype {
    /// All six, fairest first.
    pub const ALL: [Self; 6] = [Self::I, Self::II, Self::III, Self::IV, Self::V, Self::VI];

    /// 1 for type I to 6 for type VI.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// Type I for 1 to type VI for 6.
    pub fn from_number(number: usize) -> Option<Self> {
        Self::ALL.get(number.checked_sub(1)?).copied()
    }
}

/// What is known about the person, and two random effects that stand for what is not.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Age at the start of the course [year].
    pub age: f64,
    /// Sex.
    pub sex: Sex,
    /// Fitzpatrick phototype.
    pub phototype: Phototype,
    /// Photodamage, 0 for protected to 1 for severe [-].
    pub photodamage: f64,
    /// Smoking, 0 for never to 1 for daily [-].
    pub smoking: f64,
    /// Standard-normal score of healing speed, 0 for the median person [-].
    pub healing_speed: f64,
    /// Standard-normal score of collagen-synthesis response, 0 for the median person [-].
    pub synthesis_response: f64,
}

impl Person {
    /// The median person of an age, sex and phototype: no photodamage, no smoking, no random effect.
    pub fn median(age: f64, sex: Sex, phototype: Phototype) -> Self {
        Self { age, sex, phototype, photodamage: 0.0, smoking: 0.0, healing_speed: 0.0, synthesis_response: 0.0 }
    }

    /// Checks that every number is in the range that the baselines are written for.
    ///
    /// # Errors
    /// The first field that is not: age 18 to 95 year, fractions 0 to 1, scores within six standard deviations.
    pub fn check(&self) -> Result<(), LimitError> {
        in_range("person.age", self.age, 18.0, 95.0, "year")?;
        in_range("person.photodamage", self.photodamage, 0.0, 1.0, "")?;
        in_range("person.smoking", self.smoking, 0.0, 1.0, "")?;
        in_range("person.healing_speed", self.healing_speed, -6.0, 6.0, "")?;
        in_range("person.synthesis_response", self.synthesis_response, -6.0, 6.0, "")?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phototypes_count_from_one() {
        for (index, phototype) in Phototype::ALL.into_iter().enumerate() {
            assert_eq!(phototype.number(), index + 1);
            assert_eq!(Phototype::from_number(index + 1), Some(phototype));
        }
        assert_eq!(Phototype::from_number(0), None);
        assert_eq!(Phototype::from_number(7), None);
    }

    #[test]
    fn hostile_numbers_are_named() {
        let person = Person::median(30.0, Sex::Female, Phototype::II);
        assert_eq!(person.check(), Ok(()));
        for (wrong, place) in [
            (Person { age: f64::NAN, ..person }, "person.age"),
            (Person { age: 12.0, ..person }, "person.age"),
            (Person { photodamage: 1.5, ..person }, "person.photodamage"),
            (Person { smoking: -0.1, ..person }, "person.smoking"),
            (Person { healing_speed: f64::INFINITY, ..person }, "person.healing_speed"),
        ] {
            assert_eq!(wrong.check().unwrap_err().place(), place);
        }
    }
}

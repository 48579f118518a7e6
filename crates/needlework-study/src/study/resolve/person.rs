//! The person.

use needlework::skin::{Person, Phototype, Sex};

use super::zones::ZonePlan;
use super::{Origin, Resolver};
use crate::document::Located;
use crate::library::Region;
use crate::quantity::Fraction;
use crate::study::file::{PhototypeWord, SexWord, SkinSection};

/// Age at which the layer tables of the library hold [year].
const USUAL_AGE: f64 = 40.0;

/// Photodamage of exposed skin at some ages, between which it is interpolated (assumed; the ages and levels at which the
/// healing baselines were tabulated) [year], [-].
const USUAL_PHOTODAMAGE: [(f64, f64); 3] = [(30.0, 0.1), (50.0, 0.5), (70.0, 0.7)];

impl Resolver<'_> {
    pub(super) fn person(&mut self, skin: &Located<SkinSection>, zones: &[ZonePlan]) -> Person {
        let skin = &skin.value;
        let age = self.choose(
            "person",
            "age",
            skin.age.as_ref(),
            |age| format!("{age} years"),
            || (USUAL_AGE, Origin::default("the age at which the layer tables hold")),
        );
        let sex = self.choose(
            "person",
            "sex",
            skin.sex.as_ref(),
            |sex| format!("{sex:?}").to_lowercase(),
            || (SexWord::Female, Origin::default("most participants of the trials")),
        );
        let phototype = self.choose(
            "person",
            "phototype",
            skin.phototype.as_ref(),
            |p| format!("{p:?}"),
            || (PhototypeWord::III, Origin::default("the type on which pigment risk is calibrated")),
        );
        let exposed = zones.iter().any(|plan| matches!(plan.region, Region::Face | Region::Neck));
        let photodamage = self.choose("person", "photodamage", skin.photodamage.as_ref(), Fraction::to_string, || {
            if exposed {
                (Fraction::new(usual_photodamage(age)), Origin::default("usual for exposed skin of this age (assumed)"))
            } else {
                (Fraction::new(0.0), Origin::default("the sites are usually covered"))
            }
        });
        let smoking = self.choose("person", "smoking", skin.smoking.as_ref(), Fraction::to_string, || {
            (Fraction::new(0.0), Origin::default("does not smoke"))
        });
        let median = || (0.0, Origin::default("the median person"));
        let show = |score: &f64| if *score == 0.0 { "0 SD".to_owned() } else { format!("{score:+} SD") };
        let healing_speed = self.choose("person", "healing speed", skin.healing_speed.as_ref(), show, median);
        let synthesis_response =
            self.choose("person", "collagen response", skin.synthesis_response.as_ref(), show, median);
        Person {
            age,
            sex: match sex {
                SexWord::Female => Sex::Female,
                SexWord::Male => Sex::Male,
            },
            phototype: phototype_of(phototype),
            photodamage: photodamage.value(),
            smoking: smoking.value(),
            healing_speed,
            synthesis_response,
        }
    }
}

fn phototype_of(word: PhototypeWord) -> Phototype {
    match word {
        PhototypeWord::I => Phototype::I,
        PhototypeWord::II => Phototype::II,
        PhototypeWord::III => Phototype::III,
        PhototypeWord::IV => Phototype::IV,
        PhototypeWord::V => Phototype::V,
        PhototypeWord::VI => Phototype::VI,
    }
}

/// [`USUAL_PHOTODAMAGE`] between and beyond its ages, to two decimals so that the figure reads as the estimate it is [-].
fn usual_photodamage(age: f64) -> f64 {
    let [(first, low), .., (last, high)] = USUAL_PHOTODAMAGE;
    let level = if age <= first {
        low
    } else if age >= last {
        high
    } else {
        USUAL_PHOTODAMAGE
            .windows(2)
            .find_map(|pair| match pair {
                [(a, from), (b, to)] if age <= *b => Some(from + (to - from) * (age - a) / (b - a)),
                _ => None,
            })
            .unwrap_or(high)
    };
    (100.0 * level).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::usual_photodamage;

    #[test]
    fn photodamage_rises_with_age_between_the_levels() {
        for (age, level) in [(20.0, 0.1), (30.0, 0.1), (40.0, 0.3), (50.0, 0.5), (60.0, 0.6), (90.0, 0.7)] {
            assert_eq!(usual_photodamage(age), level, "{age}");
        }
    }
}

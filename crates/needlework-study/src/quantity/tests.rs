use super::*;

fn length(text: &str) -> Result<f64, String> {
    text.parse::<Length>().map(Length::mm).map_err(|e| e.to_string())
}

#[test]
fn every_kind_reads_its_example_and_shows_it() {
    for kind in KINDS {
        Unit::parse(kind.unit).unwrap();
        let value = parse_kind(kind.example, kind).unwrap();
        let shown = kind.exact(value);
        let again = parse_kind(&shown, kind).unwrap();
        assert!((again - value).abs() <= 1e-11 * value.abs(), "{}: {shown}", kind.name);
        assert_eq!(Unit::parse(kind.shown).unwrap().dimension, kind.stored_unit().dimension);
        assert_eq!(Kind::named(kind.name), Some(*kind));
    }
}

#[test]
fn the_same_length_in_other_units_has_the_same_bits() {
    for text in ["0.25 mm", "250 um", "250 µm", "250μm", "0.025 cm", "2.5e-4 m", "+0.25 mm", " .25 mm "] {
        assert_eq!(length(text), Ok(0.25), "{text}");
    }
    assert_eq!(length("1.1 mm"), length("1100 um"));
    assert_eq!(length("0.3 cm"), Ok(3.0));
}

#[test]
fn times_are_exact() {
    let days = |text: &str| text.parse::<Duration>().unwrap().days();
    assert_eq!(days("4 weeks"), 28.0);
    assert_eq!(days("12 months"), 365.25);
    assert_eq!(days("1 year"), 365.25);
    assert_eq!(days("1 month"), 30.4375);
    assert_eq!(days("36 h"), 1.5);
    assert_eq!(days("86400 s"), 1.0);
    assert_eq!(days("1440 min"), 1.0);
}

#[test]
fn products_quotients_and_powers() {
    let density = |text: &str| text.parse::<ArealDensity>().unwrap().per_mm2();
    for text in ["250 /cm2", "250 1/cm2", "250 1/cm^2", "250 per cm²", "250 cm-2", "250 cm^-2"] {
        assert_eq!(density(text), 2.5, "{text}");
    }
    let force: Force = "1 kg*m/s2".parse().unwrap();
    assert_eq!(force.newtons(), 1.0);
    let modulus: Pressure = "10 N/mm2".parse().unwrap();
    assert_eq!(modulus.mpa(), 10.0);
    let hertz: Frequency = "6000 rpm".parse().unwrap();
    assert_eq!(hertz.hertz(), 100.0);
    assert_eq!("7000 rpm".parse::<Frequency>().unwrap().hertz(), 7000.0 / 60.0);
    let concentration: Concentration = "1 ng/ml".parse().unwrap();
    assert_eq!(concentration.ng_per_mm3(), 1e-3);
    let fluence: Fluence = "15 J/cm2".parse().unwrap();
    assert_eq!(fluence.joules_per_cm2(), 15.0);
    assert_eq!("40 %".parse::<Fraction>().unwrap().value(), 0.4);
    assert_eq!("0.4".parse::<Fraction>().unwrap().value(), 0.4);
    let right: Angle = "90 deg".parse().unwrap();
    assert!((right.radians() - core::f64::consts::FRAC_PI_2).abs() < 1e-15);
}

#[test]
fn each_fault_has_its_own_message() {
    let message = |text: &str| length(text).unwrap_err();
    assert_eq!(message(""), "the value is empty");
    assert_eq!(message("1.5"), "the number 1.5 has no unit");
    assert_eq!(message("3 parsecs"), "unknown unit 'parsecs'");
    assert_eq!(message("1.5 s"), "this is a duration, not a length");
    assert_eq!(message("90 deg"), "this is an angle, not a length");
    assert_eq!(message("1,5 mm"), "decimals are written with a point, not a comma");
    assert_eq!(message("abc"), "'abc' is not a number");
    assert_eq!(message("1.2.3 mm"), "'1.2.3 mm' is not a number");
    assert_eq!(message("-1 mm"), "a length cannot be negative");
    assert_eq!(message("1e999 mm"), "the number is too large");
    assert_eq!(message("1e308 m"), "the number is too large".to_owned(), "{:?}", length("1e308 m"));
    assert_eq!(message("1 mm/"), "the unit cannot be read at its end");
    assert_eq!(message("1 mm^9"), "the unit cannot be read at 'mm^9'");
    assert_eq!(message("1 nan"), "unknown unit 'nan'");
    assert_eq!(message("inf mm"), "'inf mm' is not a number");
}

#[test]
fn the_range_points_at_the_part_to_blame() {
    let text = "  3 parsec/s";
    let error = text.parse::<Speed>().unwrap_err();
    assert_eq!(&text[error.range().unwrap()], "parsec");
    let text = "3 s ";
    let error = text.parse::<Length>().unwrap_err();
    assert_eq!(&text[error.range().unwrap()], "s");
}

#[test]
fn misspelt_units_are_recognised() {
    let suggestion = |text: &str| match text.parse::<Duration>() {
        Err(QuantityError::UnknownUnit { suggestion, .. }) => suggestion,
        other => panic!("{other:?}"),
    };
    assert_eq!(suggestion("4 weaks"), Some("weeks"));
    assert_eq!(suggestion("4 DAYS"), Some("days"));
    assert_eq!(suggestion("4 zzz"), None);
}

#[test]
fn values_are_shown_as_people_write_them() {
    assert_eq!(Length::new(0.25).to_string(), "0.25 mm");
    assert_eq!(ArealDensity::new(2.4).to_string(), "240 /cm2");
    assert_eq!("45 deg".parse::<Angle>().unwrap().to_string(), "45 deg");
    assert_eq!(Duration::new(28.0).to_string(), "28 days");
    assert_eq!(Fraction::new(0.29).to_string(), "0.29");
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,90}") {
        for kind in KINDS {
            if let Err(error) = parse_kind(&text, kind)
                && let Some(range) = error.range()
            {
                proptest::prop_assert!(text.get(range).is_some());
            }
        }
    }

    #[test]
    fn a_shown_value_reads_back(value in 1e-5f64..1e8) {
        for kind in KINDS {
            let again = parse_kind(&kind.exact(value), kind).unwrap();
            proptest::prop_assert!((again - value).abs() <= 1e-11 * value);
            let again = parse_kind(&kind.show(value), kind).unwrap();
            proptest::prop_assert!((again - value).abs() <= 1e-5 * value);
        }
    }
}

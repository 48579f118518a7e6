use std::collections::BTreeSet;

use super::*;

#[test]
fn names_and_symbols_are_unique() {
    let names: BTreeSet<_> = PARAMETERS.iter().map(|info| info.name).collect();
    let symbols: BTreeSet<_> = PARAMETERS.iter().map(|info| info.symbol).collect();
    assert_eq!(names.len(), PARAMETER_COUNT);
    assert_eq!(symbols.len(), PARAMETER_COUNT);
}

#[test]
fn every_value_lies_inside_its_plausible_range_and_says_where_it_comes_from() {
    for info in &PARAMETERS {
        let [low, high] = info.plausible();
        assert!(info.value > 0.0, "{}", info.name);
        assert!(low <= info.value && info.value <= high, "{}", info.name);
        assert!(!info.source.is_empty() && !info.unit.is_empty() && !info.meaning.is_empty(), "{}", info.name);
        // What claims to be measured names the measurement; what was fitted says where the fit began.
        assert!(info.origin != Origin::Measured || info.source != "assumed", "{}", info.name);
        assert_eq!(info.origin == Origin::Fitted, info.prior.is_some(), "{}", info.name);
    }
}

#[test]
fn fractions_stay_fractions_in_any_draw() {
    let standard = Parameters::standard();
    for deviations in [-6.0, -1.0, 3.0, 6.0] {
        let drawn = standard.drawn(|_| deviations);
        for fraction in [
            drawn.mmp_share_of_degradation,
            drawn.mmp_share_of_mature_degradation,
            drawn.retinoid_on_mmp,
            drawn.vitamin_c_on_melanin,
            drawn.tranexamic_on_melanin,
            drawn.occlusion_on_barrier,
            drawn.matrix_removed_by_needle,
        ] {
            assert!((0.0..=1.0).contains(&fraction), "{fraction} at {deviations}");
        }
    }
}

#[test]
fn a_parameter_is_found_by_name_and_by_symbol() {
    let standard = Parameters::<f64>::standard();
    assert_eq!(standard.get("kT"), Some(100.0));
    assert_eq!(standard.get("active_tgf_clearance"), Some(100.0));
    assert_eq!(standard.get("nothing"), None);
    let changed = standard.with("kT", 50.0).unwrap();
    assert_eq!(changed.active_tgf_clearance, 50.0);
    assert_eq!(changed.with("kT", 100.0), Some(standard));
}

//! A cohort benchmark: 20 species of a healing wound, 58 rate parameters, six injuries in a year.
//!
//! Plausible but not calibrated: it serves to compare solvers for speed and accuracy, and is also at hand as SBML
//! (`wound20/data/wound20.xml`) for programs that read that.

use needlework::number::Real;

/// How many species.
pub const SPECIES: usize = 20;
/// How many parameters.
pub const PARAMETERS: usize = 58;

/// Short names of the species, in order.
pub const NAMES: [&str; SPECIES] =
    ["W", "F", "S", "TL", "T", "P", "A", "N", "M1", "M2", "Fb", "My", "V", "E", "MMP", "TI", "C3", "C1", "El", "H"];

/// The state before the first injury [-].
pub const REST: [f64; SPECIES] =
    [0.0, 0.0, 0.0, 0.5, 0.1, 0.02, 0.05, 0.01, 0.02, 0.1, 1.0, 0.05, 0.1, 1.0, 0.2, 0.3, 0.3, 3.0, 1.0, 1.0];

/// Days of the injuries [day].
pub const INJURIES: [f64; 6] = [0.0, 30.0, 60.0, 90.0, 120.0, 150.0];
/// End of the year [day].
pub const END: f64 = 365.0;

/// An injury of a strength adds to some species and destroys a part of others.
pub fn injure(state: &mut [f64; SPECIES], dose: f64) {
    for (species, added) in [(0, 0.3), (1, 1.0), (2, 5.0), (3, 0.5), (5, 0.5), (7, 0.1)] {
        state[species] += added * dose;
    }
    for (species, destroyed) in [(17, 0.03), (18, 0.02), (13, 0.05), (19, 0.1)] {
        state[species] *= 1.0 - destroyed * dose;
    }
}

/// `x / (k + x)`
fn saturation<R: Real>(x: R, k: R) -> R {
    x / (k + x)
}

/// The rates. Parameters are in the order of the table that generated the cohort.
///
/// # Panics
/// If there are not 58 parameters and 20 states.
#[allow(clippy::too_many_lines)]
pub fn derivative<R: Real>(parameters: &[R], state: &[R]) -> [R; SPECIES] {
    let number = R::constant;
    let one = R::one();
    let two = number(2.0);
    let p: &[R; PARAMETERS] = parameters.try_into().expect("58 parameters");
    let &[
        k_w,
        k_p,
        k_f,
        k_fm1,
        d_s,
        s_tl,
        p_tf,
        p_tm,
        p_tn,
        k_act,
        d_tl,
        d_t,
        p_ps,
        p_pn,
        p_pm,
        k_a,
        d_p,
        p_am2,
        p_am1,
        d_a,
        s_n,
        d_n,
        s_m,
        k_pol,
        d_m1,
        d_m2,
        s_m2,
        p_f,
        k_fib,
        k_my,
        k_mf,
        d_fb,
        d_my,
        k_tg,
        p_v,
        p_vw,
        p_ve,
        d_v,
        p_e,
        d_e,
        p_mn,
        p_mm,
        p_mf,
        b_m,
        d_mm,
        k_inh,
        p_ti,
        d_ti,
        p_c3,
        k_mat,
        d_c3,
        p_c1,
        d_c1,
        d_c1m,
        p_el,
        d_el,
        p_h,
        d_h,
    ] = p;
    let x: &[R; SPECIES] = state.try_into().expect("20 species");
    let &[w, f, s, tl, t, pi, a, n, m1, m2, fb, my, v, e, mmp, ti, c3, c1, el, h] = x;

    let polarise = (a + t).hill(number(0.4), 2);
    let tgf2 = t.hill(k_tg, 2);
    let tgf4 = t.hill(k_tg, 4);
    let recruit = (s + pi).hill(number(0.6), 2);
    let activate = k_act * tl * (number(0.1) + saturation(mmp, one) + saturation(my, one));
    let differentiate = k_my * fb * tgf4;
    let revert = k_mf * my * (one - tgf2);
    let complex = k_inh * mmp * ti;
    let pdgf = saturation(s, one);
    let turned = k_pol * m1 * polarise;
    [
        -(k_w * w * (number(0.3) + saturation(v + t, one))) / (one + pi / k_p),
        -(k_f * f) - k_fm1 * m1 * f / (one + f),
        -(d_s * s),
        s_tl + p_tf * (fb + two * my) + p_tm * m2 + p_tn * n - activate - d_tl * tl,
        activate - d_t * t,
        p_ps * pdgf + p_pn * n + p_pm * m1 / (one + (a / k_a).powi(2)) - d_p * pi,
        p_am2 * m2 + p_am1 * m1 * pi.hill(number(0.5), 2) - d_a * a,
        s_n * recruit * e - d_n * n * (one + a),
        s_m * recruit * e - turned - d_m1 * m1,
        s_m2 + turned - d_m2 * m2,
        p_f * fb * (one - (fb + my) / k_fib) * (number(0.1) + tgf2 + pdgf) - differentiate + revert - d_fb * fb,
        differentiate - revert - d_my * my,
        p_v * m2 + p_vw * w + p_ve / (one + e * e) - d_v * v,
        p_e * v.hill(number(0.3), 2) * e * (one - e * number(0.5)) - d_e * e + number(0.01),
        p_mn * n + p_mm * m1 + p_mf * fb * saturation(pi, number(0.3)) / (one + t) + b_m - d_mm * mmp - complex,
        p_ti * (fb + m2) * (number(0.2) + saturation(t, number(0.3))) - d_ti * ti - complex,
        p_c3 * (fb + number(3.0) * my) * (number(0.1) + tgf2) - k_mat * c3 - d_c3 * mmp * c3,
        k_mat * c3 + p_c1 * (fb + two * my) - d_c1 * c1 - d_c1m * mmp * c1,
        p_el * fb * saturation(t, number(0.3)) / (one + pi) - d_el * el,
        p_h * fb * (one + pdgf) / (one + pi) - d_h * h,
    ]
}

/// The system, prepared for stiff integration.
#[derive(Clone, Copy, Debug)]
pub struct Wound20;

pub mod cohort;
#[rustfmt::skip]
mod generated;

/// The text of `generated.rs`.
pub fn generate_source() -> String {
    let description = needlework::integrator::Description {
        type_name: "Wound20",
        states: &NAMES,
        parameters: PARAMETERS,
        header: "Written from `derivative` in `mod.rs`. To write it anew:\n`WRITE_GENERATED=1 cargo test -p needlework-benches generated`",
        imports: "use super::Wound20;\nuse needlework::integrator::System;\nuse needlework::number::Real;",
    };
    needlework::integrator::generate(&description, |_, parameters, state| derivative(parameters, state).to_vec())
}

#[cfg(test)]
mod tests {
    use super::{NAMES, SPECIES, Wound20, cohort::Cohort, derivative};
    use needlework::integrator::System;
    use needlework::number::Dual;

    #[test]
    fn the_generated_file_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/wound20/generated.rs");
        let text = super::generate_source();
        if std::env::var_os("WRITE_GENERATED").is_some() {
            std::fs::write(path, &text).expect("writable");
        }
        assert!(std::fs::read_to_string(path).expect("readable") == text, "generated.rs does not follow from mod.rs");
    }

    /// A state with no special values, different for every number.
    fn state(number: usize) -> [f64; SPECIES] {
        core::array::from_fn(|i| 0.05 + 1.7 * ((i * 7 + number * 13) % 19) as f64 / 19.0)
    }

    #[test]
    fn the_generated_code_agrees_with_dual_numbers_and_solves_the_equations() {
        let cohort = Cohort::read(20);
        for (number, shift) in [0.01, 0.1, 1.0, 10.0].into_iter().cycle().take(20).enumerate() {
            let x = state(number);
            let parameters: Vec<f64> = cohort.patient(number).0.to_vec();
            let duals: Vec<Dual<f64, SPECIES>> = (0..SPECIES).map(|i| Dual::variable(x[i], i)).collect();
            let fixed: Vec<_> = parameters.iter().map(|&p| Dual::fixed(p)).collect();
            let exact = derivative(&fixed, &duals);

            let mut c = [0.0; _];
            Wound20::prepare(parameters.as_slice().try_into().expect("58"), &mut [0.0; _], &mut c);
            let (mut slope, mut again) = ([0.0; SPECIES], [0.0; SPECIES]);
            Wound20::derivative(&x, &c, &mut slope);
            let mut factors = [0.0; _];
            Wound20::factor(shift, &x, &c, &mut again, &mut factors);
            for i in 0..SPECIES {
                let size = exact[i].derivative.iter().zip(x).map(|(d, x)| (d * x).abs()).sum::<f64>().max(1.0);
                assert!((slope[i] - exact[i].value).abs() < 1e-13 * size, "{}", NAMES[i]);
                assert!((again[i] - exact[i].value).abs() < 1e-13 * size, "{}", NAMES[i]);
            }
            // (shift − J) u = b
            let b = state(number + 100);
            let mut u = b;
            Wound20::solve(&factors, &mut u);
            for i in 0..SPECIES {
                let terms = (0..SPECIES).map(|j| (if i == j { shift } else { 0.0 } - exact[i].derivative[j]) * u[j]);
                let (sum, size) = terms.fold((0.0, 1.0), |(sum, size), term| (sum + term, size + f64::abs(term)));
                assert!((sum - b[i]).abs() < 1e-11 * size, "{}: {sum} instead of {}", NAMES[i], b[i]);
            }
            assert!(Wound20::DIAGONAL.iter().all(|&place| factors[place].recip().is_finite()));
        }
    }

    #[test]
    fn the_cohort_agrees_with_the_reference() {
        let outcome =
            needlework::integrator::integrate(&Cohort::read(32), &needlework::integrator::Settings::default());
        let runs: Vec<_> = outcome.runs.into_iter().map(|run| run.expect("completed")).collect();
        let deviation = super::cohort::compare(&runs);
        assert!(deviation.rms < 5e-6 && deviation.p99 < 2e-4, "{deviation:?}");
    }
}

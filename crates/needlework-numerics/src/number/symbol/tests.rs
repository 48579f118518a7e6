use super::*;
use crate::number::{Dual, Real};

fn story<R: Real>([x, k, n]: [R; 3]) -> [R; 5] {
    let shared = x.mul_add(k, n) / (R::one() + x);
    [
        shared.exp() - shared.sqrt() + (x - k).abs(),
        x.hill(k, 3) * n.saturate(k) + x.powi(4),
        x.powf(n).min(k).max(R::constant(0.3)) - n.ln(),
        x.select_less(k, shared, -shared) * R::constant(2.5),
        -(x - n) - (-(k + x)) + R::zero() * x + R::one() * n / R::one(),
    ]
}

const NAMES: [&str; 3] = ["x", "k", "n"];

fn bind(at: [f64; 3]) -> impl Fn(&str) -> Option<f64> {
    move |name| NAMES.iter().position(|known| *known == name).map(|i| at[i])
}

#[test]
fn evaluation_has_the_bits_of_the_direct_computation() {
    let expressions = story(NAMES.map(Symbol::variable));
    for at in [[0.7, 1.3, 2.1], [1.9, 0.4, 0.8], [1e-3, 50.0, 3.0]] {
        let evaluated = evaluate(&expressions, bind(at));
        let direct = story(at);
        // The last output is simplified (signs), the others must agree bit by bit.
        assert_eq!(evaluated, Ok(direct.to_vec()));
    }
}

#[test]
fn a_dual_of_symbols_gives_the_derivative_as_an_expression() {
    let at = [0.7, 1.3, 2.1];
    let symbolic = story(core::array::from_fn(|i| Dual::<Symbol, 3>::variable(Symbol::variable(NAMES[i]), i)));
    let numeric = story(core::array::from_fn(|i| Dual::<f64, 3>::variable(at[i], i)));
    for (symbolic, numeric) in symbolic.iter().zip(numeric) {
        let values = evaluate(&symbolic.derivative, bind(at)).unwrap();
        for (a, b) in values.iter().zip(numeric.derivative) {
            assert!((a - b).abs() <= 1e-14 * b.abs().max(1.0), "{a} against {b}");
        }
    }
}

#[test]
fn equal_expressions_are_one_symbol_and_zeros_vanish() {
    let (x, k) = (Symbol::variable("x"), Symbol::variable("k"));
    assert_eq!(x * k + x, x + k * x);
    assert_eq!(x + Symbol::zero(), x);
    assert_eq!(x * Symbol::one(), x);
    assert_eq!(x / Symbol::one(), x);
    assert!((x * Symbol::zero()).is_zero());
    assert!((x - x).is_zero());
    assert_eq!(-(-x), x);
    assert_eq!(x + (-k), x - k);
    assert_eq!(-(x - k), k - x);
    assert_eq!(Symbol::constant(2.0) * Symbol::constant(3.0), Symbol::constant(6.0));
    assert_eq!((x * k + Symbol::variable("unused") * Symbol::zero()).variables(), ["x", "k"]);
}

#[test]
fn the_hill_derivative_stays_compact() {
    let x = Dual::<Symbol, 1>::variable(Symbol::variable("x"), 0);
    let half = Dual::fixed(Symbol::variable("K"));
    let slope = x.hill(half, 2).derivative[0];
    assert!(reachable(&[slope]).len() <= 12, "{} nodes", reachable(&[slope]).len());
}

#[test]
fn a_missing_variable_is_named() {
    let wanted = Symbol::variable("gone") + Symbol::variable("x");
    let answer = evaluate(&[wanted], |name| (name == "x").then_some(1.0));
    assert_eq!(answer, Err(UnboundVariable { name: "gone".to_owned() }));
}

#[test]
fn latex_reads_like_mathematics() {
    let [x, k, n] = NAMES.map(Symbol::variable);
    assert_eq!((x * (k + n)).to_string(), r"x\,\left(k+n\right)");
    assert_eq!((x - (k - n)).to_string(), r"x-\left(k-n\right)");
    assert_eq!((x + k * n.recip()).to_string(), r"x+\frac{k}{n}");
    assert_eq!(x.saturate(k).to_string(), r"\frac{x}{k+x}");
    assert_eq!(x.mul_add(k, n).to_string(), r"n+x\,k");
    assert_eq!((x - k).powi(2).to_string(), r"\left(x-k\right)^{2}");
    assert_eq!(x.powi(2).powf(n).to_string(), r"\left(x^{2}\right)^{n}");
    assert_eq!((-x * k).to_string(), r"-x\,k");
    assert_eq!(x.hill(k, 2).to_string(), r"\operatorname{h}\left(x,k,2\right)");
    assert_eq!((x.powi(2) * x).to_string(), "x^{3}");
    assert_eq!((x * Symbol::constant(1e-6)).to_string(), r"x\,10^{-6}");
    assert_eq!((x / k * n).to_string(), r"\frac{x}{k}\,n");
}

#[test]
fn rust_shares_common_subexpressions() {
    let [x, k, n] = NAMES.map(Symbol::variable);
    let shared = (x + k) * n;
    let code = straight_line(&[shared.recip(), shared * (x - n), -(shared + x.powi(2)) * k], "t", |v| format!("s.{v}"));
    assert_eq!(code.statements, ["let t0 = (s.x + s.k) * s.n;"]);
    assert_eq!(code.results, ["R::recip(t0)", "t0 * (s.x - s.n)", "-((t0 + R::powi(s.x, 2)) * s.k)"]);
}

//! Splitting by directions, the same for every grid whose diffusivity changes with depth only.

use super::diffusivity::distinct;
use super::line::{Factors, Line, Order};
use super::numbers::Number;

/// One diffusivity profile, factored for one step length: lines along the depth, and `C`, the lines of one layer, for each
/// distinct diffusivity.
///
/// A step is `Z(τ/2) C(τ) Z(τ/2)`, each factor the L-stable two-stage step along its direction; neighbouring half steps in
/// depth are joined. With one diffusivity everywhere the directions commute, and the step is `Z(τ) C(τ)`; several steps then
/// alternate, `Z C  C Z  Z C …`, so that two neighbouring factors of one kind go through memory together, and of first order
/// are taken as one. Of first order the step is `Z(τ) C(τ)` in either case.
#[derive(Debug, Clone)]
pub(super) struct Split<T, C> {
    whole: Factors<T>,
    /// None if all directions commute, and of first order.
    half: Option<Factors<T>>,
    /// Whether all directions commute.
    alternates: bool,
    within_layer: Vec<C>,
    of_layer: Vec<usize>,
}

impl<T: Number, C> Split<T, C> {
    /// Factors `depth`, and with `within_layer` the other directions for each diffusivity of the profile [mm²/day].
    pub(super) fn new(
        profile: &[f64],
        (step, order): (f64, Order),
        depth: &Line,
        within_layer: impl Fn(f64) -> C,
    ) -> Self {
        let (values, of_layer) = distinct(profile);
        Self {
            whole: Factors::new(depth, step, order),
            half: (values.len() > 1 && order == Order::Second).then(|| Factors::new(depth, 0.5 * step, order)),
            alternates: values.len() == 1,
            within_layer: values.into_iter().map(within_layer).collect(),
            of_layer,
        }
    }

    /// The lines within layer `k`.
    pub(super) fn layer(&self, k: usize) -> &C {
        &self.within_layer[self.of_layer[k]]
    }

    /// Runs of neighbouring layers with one diffusivity: the first layer, one past the last, and their lines.
    pub(super) fn runs(&self) -> impl Iterator<Item = (usize, usize, &C)> {
        let mut first = 0;
        self.of_layer.chunk_by(|a, b| a == b).map(move |run| {
            let start = first;
            first += run.len();
            (start, first, &self.within_layer[run[0]])
        })
    }

    /// Takes `count` steps: `depth` is called with the lines to step along the depth, `layers` to step within all layers,
    /// both with how often in a row.
    #[inline(always)]
    pub(super) fn advance<S>(
        &self,
        count: usize,
        state: &mut S,
        depth: impl Fn(&mut S, &Factors<T>, usize),
        layers: impl Fn(&mut S, usize),
    ) {
        if count == 0 {
            return;
        }
        depth(state, self.half.as_ref().unwrap_or(&self.whole), 1);
        let (mut along_depth, mut within) = (1, 0);
        let together = if self.alternates { 2 } else { 1 };
        while within < count {
            let times = together.min(count - within);
            layers(state, times);
            within += times;
            let times = together.min(count - along_depth);
            if times > 0 {
                depth(state, &self.whole, times);
                along_depth += times;
            }
        }
        if let Some(half) = &self.half {
            depth(state, half, 1);
        }
    }
}

//! The fine relief of a window of skin, worked out once for all days.

use super::area::Window;
use rayon::prelude::*;

/// Microrelief and crinkle at the points of a window, before they are scaled to a day.
#[derive(Clone, Debug)]
pub struct Grain {
    /// Where.
    pub window: Window,
    /// Microrelief at every point, row by row; empty where there is none [-].
    pub(super) micro: Vec<f32>,
    /// Fine lines between the lines; empty where there are none [-].
    pub(super) crinkle: Vec<f32>,
}

impl Grain {
    /// The values of both at every point. The result is the same for any number of threads.
    pub(super) fn new(
        window: Window,
        micro: Option<impl Fn(f32, f32) -> f32 + Sync>,
        crinkle: Option<impl Fn(f32, f32) -> f32 + Sync>,
    ) -> Self {
        Self {
            window,
            micro: micro.map_or_else(Vec::new, |micro| over(window, micro)),
            crinkle: crinkle.map_or_else(Vec::new, |crinkle| over(window, crinkle)),
        }
    }
}

/// A function at every point of a window.
fn over(window: Window, value: impl Fn(f32, f32) -> f32 + Sync) -> Vec<f32> {
    let at = |start: f64, index: usize| (start + (index as f64 + 0.5) * window.spacing) as f32;
    let mut values = vec![0.0; window.points()];
    values.par_chunks_mut(window.columns.max(1)).enumerate().for_each(|(row, values)| {
        let y = at(window.top, row);
        for (column, out) in values.iter_mut().enumerate() {
            *out = value(at(window.left, column), y);
        }
    });
    values
}

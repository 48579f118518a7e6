//! The fields of a window of skin that are the same on every day, worked out once for all days.

use super::area::Window;
use rayon::prelude::*;

/// Microrelief, crinkle and the unevenness of colour at the points of a window, before they are scaled to a day.
#[derive(Clone, Debug)]
pub struct Grain {
    /// Where.
    pub window: Window,
    /// Microrelief at every point, row by row; empty where there is none [-].
    pub(super) micro: Vec<f32>,
    /// Fine lines between the lines; empty where there are none [-].
    pub(super) crinkle: Vec<f32>,
    /// Share of a pigment lesion that covers the skin as a field; empty where there is none [-].
    pub(super) lesion: Vec<f32>,
    /// Melanin over its mean; empty where colour is not asked for [-].
    pub(super) speckle: Vec<f32>,
    /// Flush over its mean; empty where colour is not asked for [-].
    pub(super) flush: Vec<f32>,
}

/// A function at every point of a window. The result is the same for any number of threads.
pub(super) fn over(window: Window, value: impl Fn(f32, f32) -> f32 + Sync) -> Vec<f32> {
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

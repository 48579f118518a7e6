//! The fields of a window of skin that are the same on every day, worked out once for all days.

use super::area::{STRIP, Strip, Window};
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
    /// Lines at their depth before treatment; empty where there are none [mm].
    pub(super) lines: Vec<f32>,
    /// Folds at their depth before treatment; empty where there are none [mm].
    pub(super) folds: Vec<f32>,
    /// Age spots: melanin over that of the skin beside; empty where there are none [-].
    pub(super) spots: Vec<f32>,
    /// Share of a red mark, 0 to 1; empty where there are none [-].
    pub(super) marks: Vec<f32>,
}

/// One layer of a strip at every point of a window, after `paint`. The result is the same for any number of threads.
pub(super) fn painted(window: Window, paint: impl Fn(&mut Strip) + Sync, layer: fn(&Strip) -> &[f32]) -> Vec<f32> {
    let mut values = vec![0.0; window.points()];
    let size = STRIP * window.columns.max(1);
    values.par_chunks_mut(size).enumerate().for_each_init(
        || Strip::new(window),
        |strip, (number, values)| {
            strip.reset(number * STRIP, values.len() / window.columns.max(1));
            paint(strip);
            values.copy_from_slice(layer(strip));
        },
    );
    values
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

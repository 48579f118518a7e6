//! One march of one column, and the numbers that summaries take from it.

use super::error::TransportError;
use super::march::{Controls, March, State};
use super::parameters::TransportParameters;
use super::request::Request;
use super::system::{Flow, System};

/// A march that was recorded.
pub(super) struct Run {
    pub states: Vec<State>,
    pub column: System,
}

impl Run {
    /// Marches through needled or intact skin and records the column at `times` (day).
    pub fn new(
        request: &Request<'_>,
        needled: bool,
        p: &TransportParameters,
        times: &[f64],
        controls: Controls,
    ) -> Result<Self, TransportError> {
        let column = request.column(p, needled)?;
        let mut march = March::new(&column, controls, None);
        let mut states = Vec::with_capacity(times.len());
        for &t in times {
            states.push(march.advance_to(t)?.clone());
        }
        Ok(Self { states, column })
    }

    pub fn names(&self) -> Vec<String> {
        self.column.layers.iter().map(|layer| layer.name.clone()).collect()
    }

    /// Amount in each layer, tissue and channels together [ng/mm²].
    pub fn in_layers(&self, state: &State) -> Vec<f64> {
        let mut sums = vec![0.0; self.column.layers.len()];
        for (cell, layer) in self.column.grid.layers().iter().enumerate() {
            sums[*layer] += state.amounts[cell + 1].iter().sum::<f64>();
        }
        sums
    }

    /// Mean concentration between two depths (mm) [ng/mm³].
    pub fn mean_between(&self, state: &State, top: f64, bottom: f64) -> f64 {
        let faces = self.column.grid.faces();
        let (mut amount, mut height) = (0.0, 0.0);
        for (face, held) in faces.windows(2).zip(state.amounts.iter().skip(1)) {
            let overlap = (bottom.min(face[1]) - top.max(face[0])).max(0.0);
            if overlap > 0.0 {
                amount += held.iter().sum::<f64>() * overlap / (face[1] - face[0]);
                height += overlap;
            }
        }
        if height > 0.0 { amount / height } else { 0.0 }
    }

    pub fn end(&self, flow: Flow) -> f64 {
        self.states.last().map_or(0.0, |s| s.total(flow))
    }

    pub fn systemic(state: &State) -> f64 {
        state.total(Flow::Cleared) + state.total(Flow::ThroughBase)
    }

    fn peak_flux(&self) -> f64 {
        self.states.iter().map(|s| s.rate(Flow::ThroughBarrier)).fold(0.0, f64::max)
    }

    /// Where the steepest tangent of the amount entered between `from` and `until` (day) meets zero, after `from` [day].
    fn lag(&self, from: f64, until: f64) -> f64 {
        let first = self.states.iter().filter(|state| state.time > from && state.time < until);
        let steepest = first.max_by(|a, b| a.rate(Flow::ThroughBarrier).total_cmp(&b.rate(Flow::ThroughBarrier)));
        steepest.map_or(0.0, |s| {
            let rate = s.rate(Flow::ThroughBarrier);
            if rate > 0.0 { (s.time - from - s.total(Flow::ThroughBarrier) / rate).max(0.0) } else { f64::NAN }
        })
    }

    fn peak_in_layers(&self) -> Vec<f64> {
        let mut peaks = vec![0.0_f64; self.column.layers.len()];
        for state in &self.states {
            for (peak, now) in peaks.iter_mut().zip(self.in_layers(state)) {
                *peak = peak.max(now);
            }
        }
        peaks
    }
}

/// The numbers of one run.
pub(super) struct Figures {
    pub entered: f64,
    pub peak_flux: f64,
    pub lag: f64,
    pub layers: Vec<f64>,
    pub systemic: f64,
}

impl Figures {
    /// Reads a run; its lag from what happens between the two times of `first` (day).
    pub fn of(run: &Run, first: [f64; 2]) -> Self {
        Self {
            entered: run.end(Flow::ThroughBarrier),
            peak_flux: run.peak_flux(),
            lag: run.lag(first[0], first[1]),
            layers: run.peak_in_layers(),
            systemic: run.states.last().map_or(0.0, Run::systemic),
        }
    }
}

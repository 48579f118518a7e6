//! What one use of a product brings to the tissue over the days after it.

use crate::outcome::DEPTH_ZONES;
use crate::skin::Layers;
use crate::transport::TransportError;
use crate::transport::absorb::{Record, Request, recorded};
use crate::transport::column::Needling;
use crate::transport::march::Controls;
use crate::transport::parameters::TransportParameters;

use super::regimen::Regimen;

/// Places at which concentrations are kept: the viable epidermis, and the slab of dermis round each depth zone.
pub const PLACES: usize = 1 + DEPTH_ZONES.len();

/// Time after a use beyond which what is left of it is neglected [day].
pub const TAIL: f64 = 28.0;

/// Times after a use at which its response is recorded [day].
const LADDER: [f64; 32] = [
    0.0007, 0.0014, 0.0035, 0.007, 0.014, 0.021, 0.03, 0.042, 0.06, 0.083, 0.12, 0.167, 0.21, 0.25, 0.333, 0.42, 0.5,
    0.67, 0.83, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0, 11.0, 15.0, 21.0, TAIL,
];

/// Cells of a response, fewer than of a picture.
const CELLS: usize = 10;

/// Upper and lower limit of each place [mm].
pub fn places(skin: &Layers) -> [[f64; 2]; PLACES] {
    let mut places = [[skin.stratum_corneum, skin.epidermis()]; PLACES];
    let mut top = skin.epidermis();
    for (place, depth) in places.iter_mut().skip(1).enumerate() {
        let below = DEPTH_ZONES.get(place + 1).copied().unwrap_or(DEPTH_ZONES[place] + 0.5);
        let bottom = 0.5 * (DEPTH_ZONES[place] + below);
        // Thin skin: a zone below the dermis sees what its deepest part does.
        *depth = [top.min(skin.skin() - 0.05), bottom.min(skin.skin())];
        top = bottom;
    }
    places
}

/// Concentrations over time after one use.
#[derive(Clone, Debug)]
pub struct Response {
    /// Times after the use, from 0 [day].
    pub times: Vec<f64>,
    /// Concentration at each place [ng/mm³].
    pub concentrations: Vec<[f64; PLACES]>,
    /// Through the stratum corneum by the end [ng/mm²].
    pub entered: f64,
}

/// How exactly responses are computed.
pub fn accuracy() -> Controls {
    Controls { relative: 5e-3, floor: 1e-6, ..Controls::default() }
}

impl Response {
    /// One use of a regimen; `needling` with the time of the use after it (day, negative before it), or intact skin.
    ///
    /// # Errors
    /// A product or skin out of range, or a march that does not converge.
    pub fn of(
        regimen: &Regimen,
        skin: &Layers,
        needling: Option<(Needling, f64)>,
        p: &TransportParameters,
    ) -> Result<Self, TransportError> {
        let record = march(regimen, skin, needling, p, &[0.0], &LADDER)?;
        Ok(Self::recorded(record.means, record.entered))
    }

    /// The first use of a series, and what a second one, `interval` (day) later, adds to it: its own amount, and what it sets
    /// free of the first by wetting it.
    ///
    /// # Errors
    /// As [`Response::of`].
    pub fn series(
        regimen: &Regimen,
        skin: &Layers,
        needling: Option<(Needling, f64)>,
        p: &TransportParameters,
        interval: f64,
    ) -> Result<[Self; 2], TransportError> {
        let later = LADDER.map(|t| interval + t);
        let mut times: Vec<f64> = LADDER.iter().chain(&later).copied().collect();
        times.sort_by(f64::total_cmp);
        times.dedup();
        let one = march(regimen, skin, needling, p, &[0.0], &times)?;
        let two = march(regimen, skin, needling, p, &[0.0, interval], &later)?;
        let at = |t: &f64| {
            let index = times.partition_point(|time| time < t);
            one.means.get(index).copied().unwrap_or([0.0; PLACES])
        };
        let first = LADDER.iter().map(at).collect();
        let added = two.means.iter().zip(&later).map(|(both, t)| {
            let alone = at(t);
            core::array::from_fn(|place| both[place] - alone[place])
        });
        Ok([Self::recorded(first, one.entered), Self::recorded(added.collect(), two.entered - one.entered)])
    }

    fn recorded(means: Vec<[f64; PLACES]>, entered: f64) -> Self {
        Self {
            times: core::iter::once(0.0).chain(LADDER).collect(),
            concentrations: core::iter::once([0.0; PLACES]).chain(means).collect(),
            entered,
        }
    }

    /// Concentrations a time after the use (day), linear between what was recorded, none before and after [ng/mm³].
    pub fn at(&self, after: f64) -> [f64; PLACES] {
        let next = self.times.partition_point(|t| *t < after);
        let (Some(t1), Some(c1)) = (self.times.get(next), self.concentrations.get(next)) else { return [0.0; PLACES] };
        let before = next.checked_sub(1);
        let Some((t0, c0)) = before.and_then(|i| self.times.get(i).zip(self.concentrations.get(i))) else {
            return if after >= 0.0 { *c1 } else { [0.0; PLACES] };
        };
        let weight = (after - t0) / (t1 - t0);
        core::array::from_fn(|i| c0[i] + weight * (c1[i] - c0[i]))
    }
}

/// Marches through uses at some times after the first (day) and records at `times` after it (day).
fn march(
    regimen: &Regimen,
    skin: &Layers,
    needling: Option<(Needling, f64)>,
    p: &TransportParameters,
    uses: &[f64],
    times: &[f64],
) -> Result<Record<PLACES>, TransportError> {
    // The clock starts with the needling or with the first use, whichever is earlier.
    let (needling, start) = match needling {
        Some((needling, after)) => (Some(Needling { at: (-after).max(0.0), ..needling }), after.max(0.0)),
        None => (None, 0.0),
    };
    let mut request = Request::new(&regimen.active, *skin);
    request.product = regimen.product;
    request.uses = uses.iter().map(|after| regimen.use_from(start + after)).collect();
    request.needling = needling;
    request.duration = start + times.last().copied().unwrap_or(TAIL);
    request.draws = 0;
    request.cells = CELLS;
    let times: Vec<f64> = times.iter().map(|t| start + t).collect();
    recorded(&request, p, &times, &places(skin), accuracy())
}

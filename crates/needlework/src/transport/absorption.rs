//! What `absorb` returns.

use serde::Serialize;

/// The middle and the limits of an uncertain number: 5 %, 50 % and 95 % of the draws.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Band {
    /// Value with the central coefficients, in the unit of the number [any].
    pub central: f64,
    /// 5 % of the draws lie below, same unit [any].
    pub low: f64,
    /// Median of the draws, same unit [any].
    pub median: f64,
    /// 5 % of the draws lie above, same unit [any].
    pub high: f64,
}

impl Band {
    /// Summarises draws round a central value; without draws all four are the central value.
    pub fn new(central: f64, mut draws: Vec<f64>) -> Self {
        draws.retain(|x| x.is_finite());
        draws.sort_by(f64::total_cmp);
        let at = |share: f64| {
            if draws.is_empty() {
                return central;
            }
            let position = share * (draws.len() - 1) as f64;
            let below = position.floor() as usize;
            let above = (below + 1).min(draws.len() - 1);
            let weight = position - below as f64;
            draws[below] * (1.0 - weight) + draws[above] * weight
        };
        Self { central, low: at(0.05), median: at(0.5), high: at(0.95) }
    }
}

/// Something the reader must know about a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Caution {
    /// Stable code, `NW0701` and up.
    pub code: &'static str,
    /// What is wrong and what it means.
    pub text: String,
    /// What to make of it.
    pub remedy: &'static str,
}

/// What the fluid that leaves fresh channels, and the way along the film to them, do to absorption, with the central coefficients.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Hindrance {
    /// Amount that entered over what would have entered had no fluid left the channels and
    /// had the product been stirred [-].
    pub share: f64,
    /// Velocity of the interstitial fluid in a fresh mouth times the depth of the channels over the diffusivity of the active in
    /// it, the Péclet number; above 1 the fluid wins [-].
    pub peclet: f64,
}

/// One row of the time course.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Moment {
    /// Time [day].
    pub time: f64,
    /// On the skin [ng/mm²].
    pub on_skin: f64,
    /// In each layer, tissue and channels together, in the order of [`Absorption::layers`] [ng/mm²].
    pub in_layers: Vec<f64>,
    /// Through the stratum corneum so far [ng/mm²].
    pub entered: f64,
    /// Into blood and lymph so far, with what left through the base [ng/mm²].
    pub systemic: f64,
    /// Degraded so far [ng/mm²].
    pub degraded: f64,
    /// Evaporated so far [ng/mm²].
    pub evaporated: f64,
    /// Washed off so far [ng/mm²].
    pub washed_off: f64,
    /// Flux through the stratum corneum [ng/mm²/day].
    pub flux: f64,
    /// What of fresh channels still conducts through the stratum corneum [-].
    pub channel_barrier: f64,
    /// What of fresh channels still loses water when dry, as an evaporimeter sees it [-].
    pub channel_water_loss: f64,
    /// What of fresh channels is left in living tissue [-].
    pub channel_tissue: f64,
}

/// Concentrations over depth and time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DepthTime {
    /// Middle of every cell [mm].
    pub depths: Vec<f64>,
    /// Height of every cell [mm].
    pub heights: Vec<f64>,
    /// Times [day].
    pub times: Vec<f64>,
    /// Mean over the cross-section, tissue and channels; one row per time [ng/mm³].
    pub concentrations: Vec<Vec<f64>>,
}

/// Absorption of one active.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Absorption {
    /// Id of the active.
    pub active: String,
    /// Names of the layers, outside in.
    pub layers: Vec<String>,
    /// Time course with the central coefficients.
    pub course: Vec<Moment>,
    /// Depth and time, central coefficients.
    pub field: DepthTime,
    /// Applied per area [ng/mm²].
    pub applied: f64,
    /// Applied on the whole area [mg].
    pub applied_total: f64,
    /// Through the stratum corneum by the end, per area [ng/mm²].
    pub entered: Band,
    /// Through the stratum corneum by the end, on the whole area [mg].
    pub entered_total: Band,
    /// The same through intact skin, per area [ng/mm²].
    pub entered_intact: Band,
    /// Entered over entered through intact skin; none where intact skin lets less than a billionth of the dose through [-].
    pub enhancement: Option<Band>,
    /// What outflow and a drying film hold back; none on intact skin.
    pub hindrance: Option<Hindrance>,
    /// Highest flux through the stratum corneum [ng/mm²/day].
    pub peak_flux: Band,
    /// Where the steepest tangent of the entered amount meets zero [day].
    pub lag: Band,
    /// In each layer when it held most [ng/mm²].
    pub peak_in_layers: Vec<Band>,
    /// Mean concentration in each layer when it held most [ng/mm³].
    pub peak_concentration: Vec<Band>,
    /// Share of the applied amount that reached blood, lymph or the base [-].
    pub systemic_share: Band,
    /// Systemic amount on the whole area [mg].
    pub systemic_total: Band,
    /// Layers that at some time held more than a hundredth of a per cent of the dose.
    pub layers_reached: Vec<String>,
    /// Depth above which 95 % of what living skin held at its fullest lay [mm].
    pub depth_reached: f64,
    /// Permeability of the intact stratum corneum, lipids and pores, central [mm/day].
    pub intact_permeability: f64,
    /// Whether that permeability was measured.
    pub permeability_measured: bool,
    /// Error of the balance over the applied amount, central run [-].
    pub imbalance: f64,
    /// What the reader must know.
    pub cautions: Vec<Caution>,
}

/// Share held back from which a result says so [-].
const TOLD: f64 = 0.1;

impl Absorption {
    /// With a caution where they hold back much of the active.
    pub(super) fn told(mut self, name: &str) -> Self {
        if let Some(Hindrance { share, peclet }) = self.hindrance.filter(|h| h.share < 1.0 - TOLD) {
            self.cautions.push(Caution {
                code: "NW0711",
                text: format!(
                    "{:.0} % of the {name} that fresh channels would let in stays out: fluid leaves them (Péclet number {peclet:.1}), and a film dries before its solute has come to them; both are assumed within wide limits",
                    100.0 * (1.0 - share)
                ),
                remedy: "read the band; a thicker layer under cover, after the bleeding, delivers more",
            });
        }
        self
    }
}

/// The same product on intact and on needled skin.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Beside {
    /// Through intact skin.
    pub intact: Absorption,
    /// Through needled skin; none where the skin is not needled.
    pub needled: Option<Absorption>,
}

impl Beside {
    /// The needled side where there is one, else the intact one.
    pub fn main(&self) -> &Absorption {
        self.needled.as_ref().unwrap_or(&self.intact)
    }
}

//! From recorded tissue to endpoints over time.

use crate::concern::Concern;
use crate::number::Real;
use crate::outcome::{Accumulated, Assessment, DepthZone, Endpoint, OutcomeParameters, fill_target, lesional_share};
use crate::skin::Skin;
use crate::surface::SurfaceState;

/// Every endpoint that applies, with its value at each recorded time.
pub type EndpointSeries<R = f64> = Vec<(Endpoint, Vec<R>)>;

/// Recorded tissue of one zone: the three depth zones and their untreated twins, at every recorded time.
#[derive(Clone, Debug)]
pub struct History<R> {
    /// Recorded times [day].
    pub times: Vec<f64>,
    /// Tissue at each time.
    pub depths: Vec<[DepthZone<R>; 3]>,
    /// Tissue with the mean injury of the upper dermis, which shows as redness, at each time.
    pub upper: Vec<DepthZone<R>>,
}

impl<R: Real> History<R> {
    /// The history of the untreated twin: the same person on the same days, without treatment.
    #[must_use]
    pub fn untreated(&self) -> Self {
        let twin = |zone: DepthZone<R>| DepthZone { treated: zone.untreated, untreated: zone.untreated };
        Self {
            times: self.times.clone(),
            depths: self.depths.iter().map(|zones| zones.map(twin)).collect(),
            upper: self.upper.iter().map(|zone| twin(*zone)).collect(),
        }
    }

    /// Every endpoint that applies, over time; `melanin_turnover` is that of the healing network [1/day].
    pub fn assess(
        &self,
        skin: &Skin,
        concern: &Concern,
        parameters: &OutcomeParameters,
        melanin_turnover: f64,
    ) -> EndpointSeries<R> {
        let mut series: EndpointSeries<R> =
            Endpoint::ALL.iter().map(|&endpoint| (endpoint, Vec::with_capacity(self.times.len()))).collect();
        self.walk(skin, concern, parameters, melanin_turnover, |assessment| {
            for (endpoint, values) in &mut series {
                if let Some(value) = endpoint.value(assessment) {
                    values.push(value);
                }
            }
        });
        series.retain(|(_, values)| values.len() == self.times.len());
        series
    }

    /// Visits every recorded time in order, with what has built up until then.
    fn walk(
        &self,
        skin: &Skin,
        concern: &Concern,
        parameters: &OutcomeParameters,
        melanin_turnover: f64,
        mut visit: impl FnMut(&Assessment<'_, R>),
    ) {
        let Some(first) = self.depths.first() else { return };
        let mut accumulated = Accumulated::start(&first[0]);
        let mut before: Option<(f64, Assessment<'_, R>)> = None;
        for ((&time, &depths), &upper) in self.times.iter().zip(&self.depths).zip(&self.upper) {
            let mut assessment = Assessment { depths, upper, accumulated, skin, concern, parameters };
            if let Some((earlier, previous)) = before {
                accumulated = accumulate(&previous, &assessment, time - earlier, melanin_turnover);
                assessment.accumulated = accumulated;
            }
            visit(&assessment);
            before = Some((time, assessment));
        }
    }
}

impl History<f64> {
    /// What the surface of the skin reads of the tissue at each recorded time.
    pub fn surface(
        &self,
        skin: &Skin,
        concern: &Concern,
        parameters: &OutcomeParameters,
        melanin_turnover: f64,
    ) -> Vec<SurfaceState> {
        let mut states = Vec::with_capacity(self.times.len());
        self.walk(skin, concern, parameters, melanin_turnover, |assessment| states.push(SurfaceState::of(assessment)));
        states
    }
}

/// Advances what builds up over `step` days: scar fill exactly for a target that changes linearly over the step,
/// integrals by the trapezoidal rule.
fn accumulate<R: Real>(
    before: &Assessment<'_, R>,
    now: &Assessment<'_, R>,
    step: f64,
    melanin_turnover: f64,
) -> Accumulated<R> {
    use crate::healing::Species;
    let parameters = now.parameters;
    let (from, to) = (fill_target(before.matrix_gain(), parameters), fill_target(now.matrix_gain(), parameters));
    // d fill/dt = (target(t) − fill)/τ with target = from + (to − from) s, s from 0 to 1.
    let ratio = step / parameters.scar_lag;
    let decay = (-ratio).exp();
    let lag = if ratio > 1e-6 { (1.0 - decay) / ratio } else { 1.0 - 0.5 * ratio };
    let fill =
        before.accumulated.fill * R::constant(decay) + from * R::constant(lag - decay) + to * R::constant(1.0 - lag);

    // Melanin is lost at one rate whoever made it, and made in the shares of the two drives.
    let kept = R::constant((-melanin_turnover * step).exp());
    let melanin = |assessment: &Assessment<'_, R>| assessment.papillary().now(Species::Melanin);
    let share = |assessment: &Assessment<'_, R>| lesional_share(&assessment.papillary().treated);
    let made = melanin(now) - melanin(before) * kept;
    let earlier = before.accumulated.lesional_melanin;
    let grown = earlier * kept + made * (share(before) + share(now)) * R::constant(0.5);
    // Where more was lost than turnover explains, a peel has taken both alike.
    let lesional_melanin = made.select_less(R::zero(), earlier * melanin(now) / melanin(before), grown);

    let half = R::constant(0.5 * step);
    let drive = |assessment: &Assessment<'_, R>| {
        (assessment.papillary().now(Species::MelanocyteDrive) - R::one()).max(R::zero())
    };
    // Between sessions denatured matrix is only cleared, so a rise is a session.
    let denatured = |assessment: &Assessment<'_, R>| assessment.papillary().now(Species::Coagulum);
    let heated = (denatured(now) - denatured(before)).max(R::zero());
    // Microbes stop at living epidermis (donnelly-2009-microbial): a way in is open through both. The hazard was set on faces
    // with single punctures, so no more of the surface counts than needles open.
    let open = |assessment: &Assessment<'_, R>| {
        let papillary = assessment.papillary();
        let both = R::one() - papillary.now(Species::Barrier).max(papillary.now(Species::EpidermalCover));
        let most = R::constant(parameters.infection_open);
        let some = both.max(R::zero());
        some.select_less(most, some, most)
    };
    Accumulated {
        fill,
        melanocyte_dose: before.accumulated.melanocyte_dose + half * (drive(before) + drive(now)),
        heated: before.accumulated.heated + heated,
        open_barrier: before.accumulated.open_barrier + half * (open(before) + open(now)),
        lesional_melanin,
    }
}

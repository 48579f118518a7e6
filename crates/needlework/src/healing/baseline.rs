//! Levels of untreated skin as closed formulas of age, and how fast they change.
//!
//! The network never has to find these levels: production is written so that they are its rest state for any
//! parameters, and untreated skin follows them as it ages.

use super::host::years_after;
use super::named::named_values;
use super::{Host, Parameters, SPECIES_COUNT, Species};
use crate::number::Real;

/// Days per year of age [day].
pub const DAYS_PER_YEAR: f64 = 365.25;

named_values! {
    /// Levels at rest that depend on age, person or several parameters, and the relative change of those that age.
    pub struct Baseline, BASELINE_COUNT {
        /// Fibroblasts [1/mm3].
        fibroblasts,
        /// Myofibroblasts [1/mm3].
        myofibroblasts,
        /// Active TGF-β1 [pg/mm3].
        tgf1,
        /// Active TGF-β3 [pg/mm3].
        tgf3,
        /// Collagen III, fraction of young total [-].
        collagen3,
        /// Immature collagen I, fraction of young total [-].
        immature_collagen,
        /// Mature collagen I, fraction of young total [-].
        mature_collagen,
        /// MMP activity relative to young unexposed skin [-].
        mmp,
        /// Tropoelastin in units of young elastic fibres [-].
        tropoelastin,
        /// Elastic fibres relative to young dermis [-].
        elastic_fibres,
        /// Elastotic elastin in units of young elastic fibres [-].
        elastotic,
        /// Hyaluronan relative to young dermis [-].
        hyaluronan,
        /// Vessels relative to young dermis [-].
        vessels,
        /// Viable epidermis relative to the young site [-].
        epidermis,
        /// Relative change of fibroblasts and myofibroblasts [1/day].
        fibroblast_trend,
        /// Relative change of the three collagen pools [1/day].
        collagen_trend,
        /// Relative change of MMP [1/day].
        mmp_trend,
        /// Relative change of tropoelastin and elastic fibres [1/day].
        elastin_trend,
        /// Relative change of elastotic elastin [1/day].
        elastotic_trend,
        /// Relative change of hyaluronan [1/day].
        hyaluronan_trend,
        /// Relative change of vessels [1/day].
        vessel_trend,
        /// Relative change of the viable epidermis [1/day].
        epidermis_trend,
    }
}

impl<R: Real> Baseline<R> {
    /// The baseline of `host` at `time` after the start of the course. `time` [day].
    ///
    /// With `y = v_A ln(1 + exp((age − t_A)/v_A))`, the years since about 27, a level that falls by the fraction `s` per
    /// year is `X_b = X_young exp(−s y)` and changes by `−s y′ X_b` with `y′ = 1/(1 + exp(−(age − t_A)/v_A))`.
    #[inline(always)]
    #[must_use]
    pub fn at(p: &Parameters<R>, host: &Host<R>, time: R) -> Self {
        let one = R::one();
        let per_year = R::constant(1.0 / DAYS_PER_YEAR);
        let age = host.age + host.drift * time * per_year;
        let years = years_after(age, p.ageing_onset, p.ageing_onset_width);
        let years_menopause = years_after(age, p.menopause_age, p.ageing_onset_width);
        let speed = host.drift * per_year * onset(age, p.ageing_onset, p.ageing_onset_width);
        let speed_menopause = host.drift * per_year * onset(age, p.menopause_age, p.ageing_onset_width);

        let decline = |rate: R| (-(rate * years)).exp();
        let kept = |by_photodamage: R, by_smoking: R| {
            (one - by_photodamage * host.photodamage) * (one - by_smoking * host.smoker)
        };

        let fibroblasts = p.young_fibroblasts * decline(p.fibroblast_decline);
        let menopause = p.menopause_collagen_decline * host.female;
        let collagen = (-(p.collagen_decline * years + menopause * years_menopause)).exp()
            * kept(p.collagen_by_photodamage, p.collagen_by_smoking);
        let elastin = decline(p.elastic_fibre_decline);
        let elastosis = p.elastosis_rise * host.photodamage;
        let elastotic = p.young_elastotic + elastosis * years;
        Self {
            fibroblasts,
            myofibroblasts: p.rest_myofibroblast_share * host.tension * fibroblasts,
            tgf1: p.tgf_activation * p.rest_latent_tgf1 / p.active_tgf_clearance,
            tgf3: p.tgf_activation * p.rest_latent_tgf3 / p.active_tgf_clearance,
            collagen3: p.young_collagen3 * collagen,
            immature_collagen: p.young_immature_collagen * collagen,
            mature_collagen: p.young_mature_collagen * collagen,
            mmp: (one + p.mmp_by_photodamage * host.photodamage + p.mmp_by_smoking * host.smoker)
                * (p.mmp_rise * years).exp(),
            tropoelastin: p.young_tropoelastin * elastin,
            elastic_fibres: elastin * (one - p.elastic_fibres_by_photodamage * host.photodamage),
            elastotic,
            hyaluronan: decline(p.hyaluronan_decline),
            vessels: decline(p.vessel_decline) * kept(p.vessels_by_photodamage, p.vessels_by_smoking),
            epidermis: host.epidermis_ratio * decline(p.epidermis_decline),
            fibroblast_trend: -(p.fibroblast_decline * speed),
            collagen_trend: -(p.collagen_decline * speed + menopause * speed_menopause),
            mmp_trend: p.mmp_rise * speed,
            elastin_trend: -(p.elastic_fibre_decline * speed),
            elastotic_trend: elastosis * speed / elastotic,
            hyaluronan_trend: -(p.hyaluronan_decline * speed),
            vessel_trend: -(p.vessel_decline * speed),
            epidermis_trend: -(p.epidermis_decline * speed),
        }
    }

    /// Raw value of each species per unit of level: the baseline of those present at rest, else 1.
    #[inline(always)]
    #[must_use]
    pub fn scales(&self, p: &Parameters<R>, host: &Host<R>) -> [R; SPECIES_COUNT] {
        let one = R::one();
        [
            one,
            one,
            one,
            one,
            p.rest_il1,
            p.rest_il10,
            p.rest_neutrophils,
            p.rest_m1,
            p.rest_m2,
            p.rest_latent_tgf1,
            self.tgf1,
            p.rest_latent_tgf3,
            self.tgf3,
            p.rest_mitogens,
            p.rest_vegf,
            self.fibroblasts,
            self.myofibroblasts,
            one,
            self.collagen3,
            self.immature_collagen,
            self.mature_collagen,
            p.rest_disorganised_collagen,
            self.mmp,
            self.tropoelastin,
            self.elastic_fibres,
            self.elastotic,
            self.hyaluronan,
            self.vessels,
            one,
            one,
            one,
            self.epidermis,
            one,
            one,
            host.melanin * (one + host.melasma),
        ]
    }
}

/// Slope of [`years_after`]: 0 before the onset, 1 after.
#[inline(always)]
pub(super) fn onset<R: Real>(age: R, onset: R, width: R) -> R {
    (R::one() + ((onset - age) / width).exp()).recip()
}

/// The levels of untreated skin: 1 for what is present at rest, 0 for what is not, the lesional drive at its own.
#[inline(always)]
#[must_use]
pub fn rest_levels<R: Real>(host: &Host<R>) -> [R; SPECIES_COUNT] {
    let mut levels = [R::one(); SPECIES_COUNT];
    for absent in [Species::Alarmins, Species::Damage, Species::Coagulum, Species::Chemoattractant] {
        levels[absent.index()] = R::zero();
    }
    levels[Species::LesionalDrive.index()] = host.melasma;
    levels
}

/// Raw values, each in the species' unit, from levels; `scales` from [`Baseline::scales`].
#[inline(always)]
#[must_use]
pub fn raw_values<R: Real>(levels: &[R; SPECIES_COUNT], scales: &[R; SPECIES_COUNT]) -> [R; SPECIES_COUNT] {
    core::array::from_fn(|i| levels[i] * scales[i])
}

/// Levels from raw values, each in the species' unit; `scales` from [`Baseline::scales`].
#[inline(always)]
#[must_use]
pub fn levels_from_raw<R: Real>(raw: &[R; SPECIES_COUNT], scales: &[R; SPECIES_COUNT]) -> [R; SPECIES_COUNT] {
    core::array::from_fn(|i| raw[i] / scales[i])
}

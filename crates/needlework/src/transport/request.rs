//! What to compute: a product, when it is used, and on which skin.

use serde::{Deserialize, Serialize};

use super::active::Active;
use super::column::{ColumnPlan, Needling, Preparation, build};
use super::error::{TransportError, within};
use super::parameters::TransportParameters;
use super::system::System;
use super::vehicle::{Application, Surface, Vehicle};
use crate::random::Key;
use crate::skin::Layers;

/// 1 % by weight in a product of density 1 [ng/mm³].
pub(crate) const PERCENT: f64 = 1e4;
/// 1 mg/ml [ng/mm³].
const MG_PER_ML: f64 = 1e3;
/// 1 mg/cm² of product of density 1 [mm].
const MG_PER_CM2: f64 = 0.01;
/// Thinnest film of product [mm].
const LEAST_FILM: f64 = 1e-4;
/// Longest time that is computed [day].
const LONGEST: f64 = 400.0;
/// Uses of which each is shown with its rise and fall.
const MOST_SHOWN: usize = 14;
/// Times after a use at which the column is recorded [day].
const AFTER_USE: [f64; 7] = [1.0 / 720.0, 1.0 / 144.0, 1.0 / 48.0, 1.0 / 24.0, 1.0 / 8.0, 1.0 / 3.0, 2.0 / 3.0];
/// Times this close are one: a washing off and the next use come from sums that round differently [day].
const SAME: f64 = 1e-9;
const MOST_USES: usize = 2000;
const MOST_DRAWS: u32 = 10_000;

/// A product.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Product {
    /// Strength [% by weight].
    pub strength: f64,
    /// pH [-].
    pub ph: f64,
    /// Amount put on per use [mg/cm²].
    pub amount: f64,
    /// Covered by a film or patch: does not dry, keeps channels wet.
    pub covered: bool,
}

/// One use.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Use {
    /// Put on [day].
    pub from: f64,
    /// Washed off [day]; infinite when it is left on.
    pub until: f64,
}

/// What to compute.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The active.
    pub active: &'a Active,
    /// The product.
    pub product: Product,
    /// When it is used, in order.
    pub uses: Vec<Use>,
    /// Thickness of the layers.
    pub skin: Layers,
    /// Living or excised skin.
    pub preparation: Preparation,
    /// Channels, when the skin is needled.
    pub needling: Option<Needling>,
    /// Treated area [cm²].
    pub area: f64,
    /// Time computed [day].
    pub duration: f64,
    /// Draws of the uncertain coefficients for the bands; 0 gives the central run alone.
    pub draws: u32,
    /// Key of the random streams.
    pub key: Key,
    /// Cells in the stratum corneum and in the deepest layer, half as many in each other stretch; fewer for screening.
    pub cells: usize,
}

impl<'a> Request<'a> {
    /// The usual product of the active, 2 mg/cm² left on for a day, living intact skin, 100 cm², 32 draws.
    pub fn new(active: &'a Active, skin: Layers) -> Self {
        Self {
            active,
            product: Product {
                strength: active.usual.strength_percent.value,
                ph: active.usual.ph.value,
                amount: 2.0,
                covered: false,
            },
            uses: vec![Use { from: 0.0, until: f64::INFINITY }],
            skin,
            preparation: Preparation::Living,
            needling: None,
            area: 100.0,
            duration: 1.0,
            draws: 32,
            key: Key::new(0),
            cells: 16,
        }
    }

    pub(super) fn validate(&self) -> Result<(), TransportError> {
        self.active.validate()?;
        within("product", "strength [%]", self.product.strength, 0.0, 100.0)?;
        within("product", "pH [-]", self.product.ph, 0.5, 13.0)?;
        within("product", "amount [mg/cm²]", self.product.amount, 0.0, 1e4)?;
        within("absorb", "area [cm²]", self.area, 1e-4, 2e4)?;
        within("absorb", "duration [day]", self.duration, 1e-4, LONGEST)?;
        within("absorb", "number of uses", self.uses.len() as f64, 1.0, MOST_USES as f64)?;
        within("absorb", "draws", f64::from(self.draws), 0.0, f64::from(MOST_DRAWS))?;
        if let Some(n) = &self.needling {
            n.channels.validate()?;
            within("needling", "time [day]", n.at, 0.0, LONGEST)?;
        }
        Ok(())
    }

    fn surface(&self, p: &TransportParameters) -> Surface {
        // An empty product is a film without active.
        let thickness = (self.product.amount * MG_PER_CM2).max(LEAST_FILM);
        let vehicle = Vehicle {
            thickness,
            residue: if self.product.covered { thickness } else { thickness * p.residue_share.min(1.0) },
            drying: if self.product.covered { 0.0 } else { p.water_drying },
            partition: 1.0,
            solubility: self.active.properties.solubility_mg_ml.value * MG_PER_ML,
            volatility: 0.0,
        };
        let dose = self.product.strength * PERCENT * self.product.amount * MG_PER_CM2;
        let next = self.uses.iter().skip(1).map(|u| u.from).chain([f64::INFINITY]);
        let apply = |(u, next): (&Use, f64)| {
            let until = if (u.until - next).abs() < SAME { next } else { u.until };
            Application { from: u.from, until, dose, vehicle }
        };
        Surface::Doses(self.uses.iter().zip(next).map(apply).collect())
    }

    pub(super) fn column(&self, p: &TransportParameters, needled: bool) -> Result<System, TransportError> {
        let molecule = self.active.molecule(self.product.ph)?;
        let plan = ColumnPlan {
            skin: &self.skin,
            preparation: self.preparation,
            needling: self.needling.filter(|_| needled),
            surface: self.surface(p),
            covered: self.product.covered,
            cells: self.cells,
        };
        build(self.active, &molecule, &plan, p)
    }

    /// Times at which the column is recorded: a geometric run from a minute on, the first hours after each use, and the end.
    pub(super) fn times(&self) -> Vec<f64> {
        const POINTS: i32 = 36;
        let first = (1.0 / 1440.0_f64).min(0.01 * self.duration);
        let ratio = (self.duration / first).powf(1.0 / f64::from(POINTS - 1));
        let mut times: Vec<f64> = (0..POINTS).map(|i| first * ratio.powi(i)).collect();
        let mut changes: Vec<f64> = self.uses.iter().flat_map(|u| [u.from, u.until]).collect();
        changes.extend(self.needling.map(|n| n.at));
        // Long courses are shown by the day; every change of a short one is shown.
        changes.truncate(24);
        if self.uses.len() > MOST_SHOWN {
            times.extend((0..60).map(|i| self.duration * f64::from(i) / 60.0));
        } else if self.uses.len() > 1 || self.uses.iter().any(|u| u.from > 0.0) {
            times.extend(self.uses.iter().flat_map(|u| AFTER_USE.map(|after| u.from + after)));
        }
        times.extend(changes);
        times.retain(|t| *t > 0.0 && *t < self.duration * (1.0 - 1e-9));
        times.push(self.duration);
        times.sort_by(f64::total_cmp);
        times.dedup_by(|b, a| *b - *a < 1e-6 * self.duration);
        times
    }
}

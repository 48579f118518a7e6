//! How a march is controlled, and the column at one time.

use super::super::blocks::Cell;
use super::super::system::{Flow, Flows};

/// How hard to try.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Controls {
    /// Accepted local error of an activity relative to itself; lower for verification, raise for screening [-].
    pub relative: f64,
    /// Accepted local error of an activity relative to the highest one in the column, or to 1e-12 of the highest that ever was
    /// where all of it has decayed further [-].
    pub floor: f64,
    /// First step after every change at the surface [day].
    pub first_step: f64,
    /// Steps after which the march gives up.
    pub max_steps: usize,
}

impl Default for Controls {
    fn default() -> Self {
        Self { relative: 2e-3, floor: 1e-7, first_step: 1e-8, max_steps: 200_000 }
    }
}

/// The column at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Time [day].
    pub time: f64,
    /// Amounts per area: block 0 holds the vehicle, block `i` the tissue, the channels and the pores of
    /// intact skin of cell `i − 1` [ng/mm²].
    pub amounts: Vec<Cell>,
    /// Totals since the start, in the order of [`Flow`] [ng/mm²].
    pub totals: Flows,
    /// Rates now, in the order of [`Flow`] [ng/mm²/day].
    pub rates: Flows,
    /// Activities, laid out as the amounts [ng/mm³].
    pub activities: Vec<Cell>,
    /// Applied so far by finite doses [ng/mm²].
    pub applied: f64,
    /// Washed off so far [ng/mm²].
    pub washed_off: f64,
}

impl State {
    /// Amount on the skin [ng/mm²].
    pub fn on_skin(&self) -> f64 {
        self.amounts.first().map_or(0.0, |m| m[0])
    }

    /// Amount in the skin, tissue and pores together [ng/mm²].
    pub fn in_skin(&self) -> f64 {
        self.amounts.iter().skip(1).flatten().sum()
    }

    /// Total of one flow [ng/mm²].
    pub fn total(&self, flow: Flow) -> f64 {
        self.totals[flow as usize]
    }

    /// Rate of one flow [ng/mm²/day].
    pub fn rate(&self, flow: Flow) -> f64 {
        self.rates[flow as usize]
    }

    /// What the balance misses: applied − (on skin + in layers + cleared + degraded + through the base + evaporated +
    /// washed off) [ng/mm²].
    pub fn imbalance(&self) -> f64 {
        let left = [Flow::Evaporated, Flow::Cleared, Flow::Degraded, Flow::ThroughBase];
        self.applied + self.total(Flow::Supplied)
            - (self.on_skin() + self.in_skin() + self.washed_off)
            - left.iter().map(|&f| self.total(f)).sum::<f64>()
    }
}

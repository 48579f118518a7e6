//! One layer of skin as a solute meets it.

use super::error::{TransportError, within};

/// A homogeneous layer.
///
/// The driving variable is the activity `a`: the concentration in water that would be in equilibrium with the point, so it
/// is continuous where layers meet while the concentration jumps. With `C` the total concentration,
///
/// `C = K B a`, flux `J = −K D ∂a/∂z`, loss `(k_c + k_d) K a`
///
/// where `K` is the partition of the free solute (layer/water), `B ≥ 1` the ratio total/free, `D` the diffusivity of the
/// free solute, `k_c` the uptake by capillaries and `k_d` the degradation of the free solute.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// What the layer is called in results.
    pub name: String,
    /// Thickness [mm].
    pub thickness: f64,
    /// Diffusivity of the free solute [mm²/day].
    pub diffusivity: f64,
    /// Share of the diffusivity that is left when nothing wets the skin; only the stratum corneum dries [-].
    pub dry_share: f64,
    /// Free concentration per activity, layer/water [-].
    pub partition: f64,
    /// Total per free concentration, at least 1 [-].
    pub binding: f64,
    /// First-order uptake of free solute by capillaries and lymph [1/day].
    pub clearance: f64,
    /// First-order degradation of free solute [1/day].
    pub degradation: f64,
}

impl Layer {
    /// A layer without binding or loss.
    pub fn new(name: &str, thickness: f64, diffusivity: f64, partition: f64) -> Self {
        Self {
            name: name.to_owned(),
            thickness,
            diffusivity,
            dry_share: 1.0,
            partition,
            binding: 1.0,
            clearance: 0.0,
            degradation: 0.0,
        }
    }

    /// Amount held per volume at unit activity, `K B` [-].
    pub fn capacity(&self) -> f64 {
        self.partition * self.binding
    }

    /// Flux per activity gradient, `K D` [mm²/day].
    pub fn conductivity(&self) -> f64 {
        self.partition * self.diffusivity
    }

    /// Rejects values without meaning.
    ///
    /// # Errors
    /// [`TransportError::OutOfRange`] with the layer's name as its place.
    pub fn validate(&self) -> Result<(), TransportError> {
        let place = format!("layer '{}'", self.name);
        within(&place, "thickness [mm]", self.thickness, 1e-5, 1e3)?;
        within(&place, "diffusivity [mm²/day]", self.diffusivity, 1e-12, 1e9)?;
        within(&place, "dry share [-]", self.dry_share, 1e-6, 1.0)?;
        within(&place, "partition [-]", self.partition, 1e-9, 1e9)?;
        within(&place, "binding [-]", self.binding, 1.0, 1e6)?;
        within(&place, "clearance [1/day]", self.clearance, 0.0, 1e9)?;
        within(&place, "degradation [1/day]", self.degradation, 0.0, 1e9)?;
        Ok(())
    }
}

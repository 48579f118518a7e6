//! The layers of the skin, outside in.

use serde::{Deserialize, Serialize};

/// One layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// Horny layer, the barrier.
    StratumCorneum,
    /// Living epidermis.
    ViableEpidermis,
    /// Upper dermis with the capillary loops.
    PapillaryDermis,
    /// Main dermis.
    ReticularDermis,
    /// Subcutaneous fat.
    Hypodermis,
}

/// Thickness of each layer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layers {
    /// Stratum corneum [mm].
    pub stratum_corneum: f64,
    /// Viable epidermis [mm].
    pub viable_epidermis: f64,
    /// Papillary dermis [mm].
    pub papillary_dermis: f64,
    /// Reticular dermis [mm].
    pub reticular_dermis: f64,
    /// Hypodermis [mm].
    pub hypodermis: f64,
}

impl Layers {
    /// Stratum corneum and viable epidermis together, that is the depth of the dermo-epidermal junction [mm].
    pub fn epidermis(&self) -> f64 {
        self.stratum_corneum + self.viable_epidermis
    }

    /// Papillary and reticular dermis together [mm].
    pub fn dermis(&self) -> f64 {
        self.papillary_dermis + self.reticular_dermis
    }

    /// Epidermis and dermis together [mm].
    pub fn skin(&self) -> f64 {
        self.epidermis() + self.dermis()
    }

    /// The layer at a depth below the surface [mm]; everything below the dermis counts as hypodermis.
    pub fn at(&self, depth: f64) -> Layer {
        let papillary_bottom = self.epidermis() + self.papillary_dermis;
        if depth < self.stratum_corneum {
            Layer::StratumCorneum
        } else if depth < self.epidermis() {
            Layer::ViableEpidermis
        } else if depth < papillary_bottom {
            Layer::PapillaryDermis
        } else if depth < self.skin() {
            Layer::ReticularDermis
        } else {
            Layer::Hypodermis
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depths_fall_into_the_right_layer() {
        let layers = Layers {
            stratum_corneum: 0.02,
            viable_epidermis: 0.06,
            papillary_dermis: 0.2,
            reticular_dermis: 1.0,
            hypodermis: 3.0,
        };
        assert!((layers.skin() - 1.28).abs() < 1e-12);
        for (depth, layer) in [
            (0.0, Layer::StratumCorneum),
            (0.05, Layer::ViableEpidermis),
            (0.1, Layer::PapillaryDermis),
            (0.5, Layer::ReticularDermis),
            (2.0, Layer::Hypodermis),
        ] {
            assert_eq!(layers.at(depth), layer);
        }
    }
}

//! The skin that absorption is tested on.

use needlework::skin::Layers;

/// Layers of a face.
pub const FACE: Layers = Layers {
    stratum_corneum: 0.017,
    viable_epidermis: 0.075,
    papillary_dermis: 0.2,
    reticular_dermis: 1.3,
    hypodermis: 4.0,
};

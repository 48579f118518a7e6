//! Absorption of products.

use super::{constants, sources};
use crate::report::{Formulas, MethodNote};
use needlework::transport::parameters::TransportParameters;

/// Constants of transport that the equations name.
pub const CONSTANTS: &[(&str, &str)] = &[
    ("conducting_share", r"\phi"),
    ("open_air_half_life", r"t_{dry}"),
    ("covered_half_life", r"t_{wet}"),
    ("tissue_half_life", r"t_{tissue}"),
    ("cleft", r"q"),
    ("lymph", r"k_{l}"),
    ("tissue_diffusivity", r"f_{D}"),
    ("estimated_permeability", r"f_{P}"),
];

/// Transport through barrier, channels and tissue, and what it does to healing.
pub fn note() -> MethodNote {
    let lines = [
        r"\frac{\partial C}{\partial t} &= \frac{\partial}{\partial z}\left(K\,D\,\frac{\partial a}{\partial z}\right)-\left(k_{c}+k_{d}\right)\,K\,a",
        r"C &= K\,B\,a",
        r"w\left(t\right) &= 2^{-\left(\frac{t_{covered}}{t_{wet}}+\frac{t_{open}}{t_{dry}}\right)}",
        r"c\left(t\right) &= \sum R_{k}\left(t-t_{k}\right)",
        r"R_{k} &= R_{intact}+w_{k}\,\left(R_{channels}-R_{intact}\right)",
        r"u &= \frac{c}{c+c_{half}}",
    ];
    MethodNote {
        title: "Absorption".to_owned(),
        paragraphs: vec![
            "A product is followed through stratum corneum, epidermis and dermis, through its own pores and through the channels \
             while they close; capillaries and lymph take it away. One use is computed once and repeated, because transport \
             is linear below saturation. What reaches a depth drives healing there."
                .to_owned(),
            "a activity, C concentration, K partition, B bound over free, D diffusivity, k_c uptake by capillaries and lymph, \
             k_d degradation; w what is left of the path through the stratum corneum after a time under cover and in open air; \
             R_k response to use k; u input of the healing network, c the concentration at half effect."
                .to_owned(),
        ],
        formulas: vec![Formulas {
            title: "Transport, closing channels and effect".to_owned(),
            lines: lines.map(str::to_owned).to_vec(),
        }],
        tables: vec![constants("Constants of transport", TransportParameters::TABLE, CONSTANTS)],
        sources: sources(&["dancik-2013-osp", "kalluri-2011-dermaroller", "gupta-2011-resealing", "cheruvu-2022-kp"]),
    }
}

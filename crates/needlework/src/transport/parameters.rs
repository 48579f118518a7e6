//! Coefficients of transport that are not laws of nature, with their spread.

use crate::provenance::{Spread, coefficients};

/// One standard deviation of a decade, in natural-log units.
const DECADE: f64 = core::f64::consts::LN_10;

coefficients! {
    /// Uncertain coefficients of absorption. Factors have the value 1 and carry the spread of an estimate.
    pub struct TransportParameters {
        #[doc = "Factor on an estimated permeability of the lipids; the spread is the root mean square error on held-out compounds of validation/permeability"]
        estimated_permeability = 1.0, "-", Spread::LogNormal { log_sd: 0.90 * DECADE }, Fitted, "cheruvu-2022-kp";
        #[doc = "Factor on a measured permeability: spread between laboratories for one compound"]
        measured_permeability = 1.0, "-", Spread::LogNormal { log_sd: 0.40 * DECADE }, Measured, "cheruvu-2022-kp";
        #[doc = "Open area over path length of the water-filled pores of intact skin, set on mannitol, sucrose, urea and raffinose"]
        intact_pore_area_over_length = 1.35e-4, "1/mm", Spread::LogNormal { log_sd: 0.35 * DECADE }, Fitted, "cheruvu-2022-kp";
        #[doc = "Radius of the water-filled pores of intact skin; plausible 100 to 400"]
        intact_pore_radius = 200.0, "Å", Spread::LogNormal { log_sd: 0.4 }, Assumed, "between 10 and 40 nm; lets hyaluronan of 20-300 kDa pass in traces (ha-raman-2016)";
        #[doc = "Share of the intact pores that still conducts when the skin is dry"]
        dry_pore_share = 0.05, "-", Spread::LogNormal { log_sd: 0.8 }, Assumed, "0.01 to 0.2; occlusion changes steady plasma levels up to 40-fold in dancik-2013-exposure";
        #[doc = "Factor on the diffusivity of a small molecule in living tissue"]
        tissue_diffusivity = 1.0, "-", Spread::LogNormal { log_sd: 0.15 * DECADE }, Assumed, "no scatter printed by dancik-2013-osp; 0.1 to 0.2 decade";
        #[doc = "Factor on the diffusivity of a macromolecule in living tissue"]
        macromolecule_diffusivity = 1.0, "-", Spread::LogNormal { log_sd: 0.5 * DECADE }, Measured, "wei-2018-macromolecule-diffusion, nugent-1984-diffusion, chary-1989-interstitial";
        #[doc = "Molar mass from which the macromolecule spread applies; plausible 1000 to 10000"]
        macromolecule_mass = 3000.0, "g/mol", Spread::Exact, Assumed, "smallest dextran whose hindrance was measured: fox-1979-mesentery";
        #[doc = "Capillary clefts: open area over path length per volume of tissue; gives insulin a half-life of half an hour in dermis"]
        cleft = 3.8, "1/mm²", Spread::LogNormal { log_sd: 0.7 }, Fitted, "gupta-2011-insulin (depot peaks in half the subcutaneous time; that time, 1 h, assumed)";
        #[doc = "Radius of the clefts between capillary cells; plausible 40 to 60"]
        cleft_radius = 50.0, "Å", Spread::LogNormal { log_sd: 0.15 }, Assumed, "no source read; 4 to 6 nm";
        #[doc = "Uptake by lymph, what clears macromolecules; plausible 0.3 to 3"]
        lymph = 1.0, "1/day", Spread::LogNormal { log_sd: 0.6 }, Assumed, "no source read; half-life 6 h to 2 d";
        #[doc = "Share of fresh channels that conduct: holes close elastically, fill with clot, and not every needle pierces. Set on three studies whose own scatter is the spread"]
        conducting_share = 0.064, "-", Spread::LogNormal { log_sd: 0.5 * DECADE }, Fitted, "you-2010-ascorbic, mohammed-2014-peptides, park-2005-polymer-mn";
        #[doc = "Half-life of the dry plug in open air"]
        plug_half_life = 0.0417, "day", Spread::LogNormal { log_sd: 0.3 }, Measured, "gupta-2011-resealing, kalluri-2011-dermaroller (TEWL 4-5 h)";
        #[doc = "Half-life of the path through the stratum corneum in open air, for channels of the reference length"]
        open_air_half_life = 0.284, "day", Spread::LogNormal { log_sd: 0.35 }, Fitted, "kalluri-2011-dermaroller (calcein 12 h and 18 h)";
        #[doc = "Half-life of the path through the stratum corneum under cover"]
        covered_half_life = 0.97, "day", Spread::LogNormal { log_sd: 0.5 }, Measured, "micropore-sites-pmc8259462 (25.86, 23.69, 20.20 h)";
        #[doc = "Half-life of the channel in living tissue; plausible 1 to 3"]
        tissue_half_life = 1.3, "day", Spread::LogNormal { log_sd: 0.3 }, Assumed, "closed after 5 d as in schmitt-2018-3d-skin, at the 7 % where a channel counts as closed";
        #[doc = "Needle length at which the open-air half-life holds"]
        reference_length = 0.77, "mm", Spread::Exact, Definition, "kalluri-2011-dermaroller";
        #[doc = "Exponent of the open-air half-life on needle length"]
        length_exponent = 0.55, "-", Spread::Normal { sd: 0.15 }, Fitted, "kalluri-2011-dermaroller";
        #[doc = "Residual openness that an impedance or dye read-out calls closed"]
        closed_residual = 0.16, "-", Spread::Range { low: 0.13, high: 0.19 }, Measured, "micropore-sites-pmc8259462 (closure time over half-life)";
        #[doc = "Loss of water from a wet product into room air; plausible 2 to 10"]
        water_drying = 3.6, "mm/day", Spread::LogNormal { log_sd: 0.4 }, Fitted, "dancik-2013-osp mass transfer at 0.165 m/s, skin at 32 °C, half-humid air";
        #[doc = "Share of a product that does not evaporate; plausible 0.05 to 0.3"]
        residue_share = 0.12, "-", Spread::LogNormal { log_sd: 0.5 }, Assumed, "humectants and polymers of a serum";
        #[doc = "Velocity of blood in the mouth of a channel that has just been made and bleeds: a bead of 0.3 to 0.6 mm over a mouth of 0.1 mm while the bleeding lasts; plausible 500 to 5000"]
        bleeding_velocity = 1500.0, "mm/day", Spread::LogNormal { log_sd: 0.6 }, Assumed, "pinpoint bleeding of every needling trial; no outflow was measured";
        #[doc = "Half-life of the bleeding of a channel; plausible 1 to 4 minutes"]
        bleeding_half_life = 0.0014, "day", Spread::LogNormal { log_sd: 0.4 }, Assumed, "bleeding from skin stops within 2 to 9 minutes; no needling study timed it";
        #[doc = "Velocity at which interstitial fluid leaves the mouth of a fresh channel; plausible 5 to 100, from what an open wound exudes over the mouths alone to the same over all needled skin"]
        seepage_velocity = 52.0, "mm/day", Spread::LogNormal { log_sd: 0.8 }, Assumed, "0.6 µm/s, the interstitial speed of chary-1989-interstitial, taken for the mouth";
        #[doc = "Half-life of the seepage; plausible 0.5 to 8 hours"]
        seepage_half_life = 0.083, "day", Spread::LogNormal { log_sd: 0.7 }, Assumed, "water loss of needled skin is back in 2 to 5 hours (gupta-2011-resealing, kalluri-2011-dermaroller)";
        #[doc = "Diffusivity along a fresh film of product over that in water; plausible 0.2 to 1"]
        film_diffusivity = 0.6, "-", Spread::LogNormal { log_sd: 0.4 }, Assumed, "serums are thickened; viscosity lowers delivery through needle channels (pla-solid-mn-density, direction)";
        #[doc = "Diffusivity in what is left of a dried product over that in the fresh film; plausible 0.01 to 0.5"]
        residue_diffusivity = 0.1, "-", Spread::LogNormal { log_sd: 1.0 }, Assumed, "a gel of polymers and humectants; no study";
    }
}

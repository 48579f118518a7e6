//! The 35 species of the healing network.

/// Where a species lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In every dermal compartment or voxel.
    Dermis,
    /// Once per column of epidermis; reads the papillary dermis below.
    Epidermis,
}

/// How a species behaves at rest, which sets the scale of its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Absent at rest; the level is in the species' own unit.
    Absent,
    /// Present at a constant level; the level is relative to it.
    Constant,
    /// Present at a level that changes with age; the level is relative to it.
    Ageing,
    /// Present only in melasma; the level is in the species' own unit.
    Lesional,
}

/// What is known about one species.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpeciesInfo {
    /// Which species.
    pub species: Species,
    /// Symbol in equations.
    pub symbol: &'static str,
    /// Standard term, in snake case; the key in tables and files.
    pub name: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// Unit of the raw value.
    pub unit: &'static str,
    /// Where it lives.
    pub place: Place,
    /// How it behaves at rest.
    pub rest: Rest,
    /// Diffusion coefficient in dermis, 0 for what does not move [mm²/day].
    pub diffusion: f64,
}

macro_rules! species {
    ($( $variant:ident $symbol:literal $name:literal, $unit:literal, $place:ident, $rest:ident, $diffusion:literal, $meaning:literal; )*) => {
        /// A species of the healing network, in the order of every state array.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(usize)]
        pub enum Species {
            $(
                #[doc = concat!($meaning, "; symbol ", $symbol, " [", $unit, "].")]
                $variant,
            )*
        }

        /// How many species the network has.
        pub const SPECIES_COUNT: usize = [$(Species::$variant),*].len();

        /// The species table, in state order.
        pub const SPECIES: [SpeciesInfo; SPECIES_COUNT] = [$(
            SpeciesInfo {
                species: Species::$variant,
                symbol: $symbol,
                name: $name,
                meaning: $meaning,
                unit: $unit,
                place: Place::$place,
                rest: Rest::$rest,
                diffusion: $diffusion,
            },
        )*];
    };
}

// Diffusion coefficients of cells are random-walk judgements (fibroblast-motility), those of signals scaled from
// their size (mocafe-vegf-diffusion).
species! {
    Alarmins "A" "alarmins", "-", Dermis, Absent, 0.3, "Alarmins (stored IL-1α, DAMPs, histamine), as killed volume fraction";
    Damage "D" "damage", "-", Dermis, Absent, 0.0, "Damage: clot, dead cells and cut matrix, as volume fraction";
    Coagulum "X" "coagulum", "-", Dermis, Absent, 0.0, "Coagulated (denatured) matrix, as volume fraction";
    Chemoattractant "Ch" "chemoattractant", "-", Dermis, Absent, 0.3, "Chemoattractant (CCL2, DAMPs), on the scale of damage";
    Interleukin1 "I" "interleukin_1", "pg/mm3", Dermis, Constant, 0.3, "Interleukin-1/TNF pool";
    Interleukin10 "J" "interleukin_10", "-", Dermis, Constant, 0.3, "Interleukin-10 and other resolving signals";
    Neutrophils "N" "neutrophils", "1/mm3", Dermis, Constant, 0.01, "Neutrophils";
    InflammatoryMacrophages "M1" "inflammatory_macrophages", "1/mm3", Dermis, Constant, 0.005, "Inflammatory macrophages";
    ReparativeMacrophages "M2" "reparative_macrophages", "1/mm3", Dermis, Constant, 0.005, "Reparative and resident macrophages";
    LatentTgfBeta1 "L1" "latent_tgf_beta_1", "pg/mm3", Dermis, Constant, 0.0, "Latent TGF-β1";
    TgfBeta1 "T1" "tgf_beta_1", "pg/mm3", Dermis, Constant, 0.29, "Active TGF-β1";
    LatentTgfBeta3 "L3" "latent_tgf_beta_3", "pg/mm3", Dermis, Constant, 0.0, "Latent TGF-β3";
    TgfBeta3 "T3" "tgf_beta_3", "pg/mm3", Dermis, Constant, 0.29, "Active TGF-β3";
    Mitogens "G" "mitogens", "pg/mm3", Dermis, Constant, 0.35, "Mitogens (PDGF, FGF, EGF)";
    Vegf "V" "vegf", "pg/mm3", Dermis, Constant, 3.7, "Vascular endothelial growth factor";
    Fibroblasts "F" "fibroblasts", "1/mm3", Dermis, Ageing, 0.0024, "Fibroblasts";
    Myofibroblasts "Y" "myofibroblasts", "1/mm3", Dermis, Ageing, 0.0, "Myofibroblasts";
    RemodellingProgramme "R" "remodelling_programme", "-", Dermis, Constant, 0.0, "Remodelling programme: memory of matrix gene expression, 1 at rest";
    Collagen3 "C3" "collagen_3", "-", Dermis, Ageing, 0.0, "Collagen III, as fraction of the total collagen of young unexposed dermis";
    ImmatureCollagen1 "Ci" "immature_collagen_1", "-", Dermis, Ageing, 0.0, "Collagen I before cross-linking, as fraction of young total collagen";
    MatureCollagen1 "Cm" "mature_collagen_1", "-", Dermis, Ageing, 0.0, "Collagen I, cross-linked, as fraction of young total collagen";
    DisorganisedCollagen "W" "disorganised_collagen", "-", Dermis, Constant, 0.0, "Disorganised (scar-type) collagen: a label, not added to the total";
    MatrixMetalloproteinase "P" "matrix_metalloproteinase", "-", Dermis, Ageing, 0.0, "Matrix metalloproteinase activity, relative to young unexposed skin";
    Tropoelastin "Et" "tropoelastin", "-", Dermis, Ageing, 0.0, "Tropoelastin, in units of young elastic fibres";
    ElasticFibres "Ef" "elastic_fibres", "-", Dermis, Ageing, 0.0, "Functional elastic fibres, relative to young dermis";
    ElastoticMaterial "Es" "elastotic_material", "-", Dermis, Ageing, 0.0, "Elastotic elastin, in units of young elastic fibres";
    Hyaluronan "H" "hyaluronan", "-", Dermis, Ageing, 0.0, "Hyaluronan and ground substance, relative to young dermis";
    Vessels "B" "vessels", "-", Dermis, Ageing, 0.0, "Vessel density, relative to young dermis";
    Vasodilation "E" "vasodilation", "-", Dermis, Constant, 0.0, "Vasodilation, 1 at rest";
    Barrier "Kb" "barrier", "-", Epidermis, Constant, 0.0, "Closed fraction of the stratum corneum barrier";
    EpidermalCover "Kc" "epidermal_cover", "-", Epidermis, Constant, 0.0, "Covered fraction of the viable epidermis";
    ViableEpidermis "Z" "viable_epidermis", "-", Epidermis, Ageing, 0.0, "Thickness of the viable epidermis, relative to young skin of the site";
    MelanocyteDrive "Am" "melanocyte_drive", "-", Epidermis, Constant, 0.0, "Melanocyte drive, 1 at rest";
    LesionalDrive "Lm" "lesional_drive", "-", Epidermis, Lesional, 0.0, "Lesional excess drive of melasma";
    Melanin "Q" "melanin", "-", Epidermis, Constant, 0.0, "Melanin, 1 for the constitutive level of phototype III";
}

/// How many of the species live in the dermis; they come first in every state array.
pub const DERMAL_COUNT: usize = 29;

/// How many of the species live in the epidermis; they come last in every state array.
pub const EPIDERMAL_COUNT: usize = SPECIES_COUNT - DERMAL_COUNT;

impl Species {
    /// Place in every state array.
    #[inline(always)]
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// What is known about the species.
    #[must_use]
    pub const fn info(self) -> &'static SpeciesInfo {
        &SPECIES[self as usize]
    }

    /// The species with this name or symbol.
    #[must_use]
    pub fn called(name: &str) -> Option<Self> {
        SPECIES.iter().find(|info| info.name == name || info.symbol == name).map(|info| info.species)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_follow_the_table_and_the_dermis_comes_first() {
        for (place, info) in SPECIES.iter().enumerate() {
            assert_eq!(info.species.index(), place);
            assert_eq!(Species::called(info.name), Some(info.species));
            assert_eq!(Species::called(info.symbol), Some(info.species));
            assert_eq!(info.place == Place::Dermis, place < DERMAL_COUNT, "{}", info.name);
        }
    }
}

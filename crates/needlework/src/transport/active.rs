//! An active: what is known about a molecule that is put on skin.

use serde::{Deserialize, Serialize};

use super::error::{TransportError, within};
use super::qspr::Molecule;
use super::qspr::molecule::{neutral_share, schroeder_volume, unbound_estimate};

/// Largest molar mass of the compounds behind the permeability estimates (potts-guy-1992) [g/mol].
pub const ESTIMATED_MOLAR_MASS: f64 = 750.0;
/// Lipophilicity of the compounds behind the permeability estimates (potts-guy-1992) [-].
pub const ESTIMATED_LOG_KOW: [f64; 2] = [-3.0, 6.0];

/// A number with where it comes from: a source, or a reason for assuming it and then a range.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The number, in the unit that its key names [any].
    pub value: f64,
    /// Plausible limits, same unit [any].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<[f64; 2]>,
    /// Evidence id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What was assumed, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumed: Option<String>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Figure {
    fn validate(&self, place: &str, key: &'static str, low: f64, high: f64) -> Result<(), TransportError> {
        within(place, key, self.value, low, high)?;
        let wrong =
            |what: &str| Err(TransportError::Inconsistent { place: format!("{place}.{key}"), what: what.to_owned() });
        if self.source.is_none() && self.assumed.is_none() {
            return wrong("a figure needs a source, or a reason in assumed");
        }
        match self.range {
            None if self.assumed.is_some() => wrong("an assumed figure needs a range"),
            Some([a, b]) if !(a <= self.value && self.value <= b) => wrong("the value lies outside its range"),
            _ => Ok(()),
        }
    }
}

/// What sort of thing the active is; decides which estimates mean anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Below about 1000 g/mol; the permeability estimates were made for these.
    SmallMolecule,
    /// A short chain of amino acids.
    Peptide,
    /// A folded protein.
    Protein,
    /// A sugar chain.
    Polysaccharide,
    /// A mixture of proteins, as in platelet-rich plasma.
    Mixture,
    /// A particle such as an exosome; diffusion as of a solute is a guess.
    Vesicle,
}

/// Chemistry of the active.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Properties {
    /// Empirical formula, for the molar volume; none for macromolecules.
    #[serde(default)]
    pub formula: Option<String>,
    /// Double bonds in the formula.
    #[serde(default)]
    pub double_bonds: u32,
    /// Triple bonds in the formula.
    #[serde(default)]
    pub triple_bonds: u32,
    /// Rings in the formula.
    #[serde(default)]
    pub rings: u32,
    /// Molar mass [g/mol].
    pub molar_mass_g_mol: Figure,
    /// Octanol/water partition of the neutral form, decadic logarithm [-].
    pub log_kow: Figure,
    /// Acid constants.
    #[serde(default)]
    pub acid_pka: Vec<f64>,
    /// Base constants (of the conjugate acid).
    #[serde(default)]
    pub base_pka: Vec<f64>,
    /// Charge at pH 7.4 [elementary charges].
    pub charge: i32,
    /// Solubility in water near skin temperature at the usual pH [mg/ml].
    pub solubility_mg_ml: Figure,
    /// Share not bound to albumin; estimated from lipophilicity when missing [-].
    #[serde(default)]
    pub unbound_fraction: Option<Figure>,
}

/// What was measured in skin.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Measured {
    /// Permeability of intact human skin, all paths, from a watery vehicle [cm/h].
    pub permeability_cm_h: Option<Figure>,
    /// pH at which that permeability was measured; the share through lipids is scaled to the product's [-].
    pub permeability_ph: Option<Figure>,
    /// Half-life of the whole amount in living skin; read as cells holding the solute against clearance [day].
    pub tissue_half_life_day: Option<Figure>,
    /// Half-life by degradation in tissue [day].
    pub degradation_half_life_day: Option<Figure>,
}

/// A usual product with the active.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Usual {
    /// Strength [% by weight].
    pub strength_percent: Figure,
    /// pH of the product [-].
    pub ph: Figure,
}

/// Input of the healing network that an active drives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Drives {
    /// Vitamin C, 0 to 1.
    VitaminC,
    /// Retinoid, 0 to 1.
    Retinoid,
    /// Growth factor into the mitogen pool.
    GrowthFactor,
    /// Hyaluronan.
    Hyaluronan,
    /// Tranexamic acid, 0 to 1.
    TranexamicAcid,
    /// Anti-inflammatory, 0 to 1.
    AntiInflammatory,
    /// Platelet concentrate: a bolus at needling.
    PlateletPlasma,
}

/// Where the active works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// Viable epidermis.
    Epidermis,
    /// Upper half millimetre of the dermis.
    UpperDermis,
}

/// How a concentration becomes an input of healing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// The input.
    pub drives: Drives,
    /// Where the concentration is taken.
    pub target: Target,
    /// Concentration of half effect; for hyaluronan the young content, for growth factors unused [ng/mm³].
    #[serde(default)]
    pub half_effect_ng_mm3: Option<Figure>,
    /// Share of the delivered amount that is biologically active [-].
    #[serde(default)]
    pub active_share: Option<Figure>,
}

/// An entry of `library/actives`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Active {
    /// Stable id, also the file name.
    pub id: String,
    /// Name for readers.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// One sentence.
    pub summary: String,
    /// Evidence ids for the entry as a whole; empty when nothing was read.
    pub source: Vec<String>,
    /// What sort of thing it is.
    pub kind: Kind,
    /// How it keeps.
    pub stability: String,
    /// What trials and measurements say against it; shown with every result.
    #[serde(default)]
    pub negative: Vec<String>,
    /// True when so little is known that results are illustrations only.
    #[serde(default)]
    pub unknown: bool,
    /// Chemistry.
    pub properties: Properties,
    /// Measured in skin.
    #[serde(default)]
    pub measured: Measured,
    /// A usual product.
    pub usual: Usual,
    /// What it does to healing, when the network has an input for it.
    #[serde(default)]
    pub effect: Option<Effect>,
}

impl Active {
    /// A made-up small, polar, neutral molecule for examples and tests.
    pub fn example() -> Self {
        let figure = |value: f64| Figure {
            value,
            range: Some([0.5 * value, 2.0 * value]),
            source: None,
            assumed: Some("example".to_owned()),
            note: None,
        };
        Self {
            id: "example".to_owned(),
            name: "Example".to_owned(),
            aliases: Vec::new(),
            summary: "A made-up small, polar, neutral molecule.".to_owned(),
            source: Vec::new(),
            kind: Kind::SmallMolecule,
            stability: "stable".to_owned(),
            negative: Vec::new(),
            unknown: false,
            properties: Properties {
                formula: Some("C6H8O6".to_owned()),
                double_bonds: 2,
                triple_bonds: 0,
                rings: 1,
                molar_mass_g_mol: figure(176.12),
                log_kow: Figure { range: Some([-3.0, -1.0]), ..figure(-1.85) },
                acid_pka: Vec::new(),
                base_pka: Vec::new(),
                charge: 0,
                solubility_mg_ml: figure(300.0),
                unbound_fraction: None,
            },
            measured: Measured::default(),
            usual: Usual { strength_percent: figure(5.0), ph: figure(6.0) },
            effect: None,
        }
    }

    /// Rejects values without meaning and figures without origin.
    ///
    /// # Errors
    /// [`TransportError`] naming the entry and the key.
    pub fn validate(&self) -> Result<(), TransportError> {
        let place = format!("active '{}'", self.id);
        let p = &self.properties;
        p.molar_mass_g_mol.validate(&place, "molar_mass_g_mol", 10.0, 1e9)?;
        p.log_kow.validate(&place, "log_kow", -40.0, 20.0)?;
        p.solubility_mg_ml.validate(&place, "solubility_mg_ml", 1e-9, 2000.0)?;
        self.usual.strength_percent.validate(&place, "strength_percent", 1e-9, 100.0)?;
        self.usual.ph.validate(&place, "ph", 0.5, 13.0)?;
        let optional = [
            (&p.unbound_fraction, "unbound_fraction", 1e-4, 1.0),
            (&self.measured.permeability_cm_h, "permeability_cm_h", 1e-9, 10.0),
            (&self.measured.permeability_ph, "permeability_ph", 0.5, 13.0),
            (&self.measured.tissue_half_life_day, "tissue_half_life_day", 1e-4, 1e4),
            (&self.measured.degradation_half_life_day, "degradation_half_life_day", 1e-5, 1e4),
        ];
        for (figure, key, low, high) in optional {
            if let Some(figure) = figure {
                figure.validate(&place, key, low, high)?;
            }
        }
        if let Some(effect) = &self.effect {
            for (figure, key, low, high) in [
                (&effect.half_effect_ng_mm3, "half_effect_ng_mm3", 1e-12, 1e6),
                (&effect.active_share, "active_share", 0.0, 1.0),
            ] {
                if let Some(figure) = figure {
                    figure.validate(&place, key, low, high)?;
                }
            }
        }
        for pka in p.acid_pka.iter().chain(&p.base_pka) {
            within(&place, "pKa [-]", *pka, -5.0, 20.0)?;
        }
        self.molecule(self.usual.ph.value)?.validate()
    }

    /// The molecule in a product of the given pH.
    ///
    /// # Errors
    /// [`TransportError`] for a formula without a volume or a pH out of range.
    pub fn molecule(&self, ph: f64) -> Result<Molecule, TransportError> {
        let p = &self.properties;
        within(&self.id, "pH [-]", ph, 0.5, 13.0)?;
        let volume = match &p.formula {
            Some(f) => Some(schroeder_volume(f, p.double_bonds, p.triple_bonds, p.rings)?),
            None => None,
        };
        let log_kow = p.log_kow.value;
        let mut molecule = Molecule::neutral(p.molar_mass_g_mol.value, log_kow, volume);
        molecule.neutral_in_product = neutral_share(ph, &p.acid_pka, &p.base_pka);
        molecule.neutral_in_tissue = neutral_share(7.4, &p.acid_pka, &p.base_pka);
        molecule.unbound = p.unbound_fraction.as_ref().map_or_else(|| unbound_estimate(log_kow), |f| f.value);
        Ok(molecule)
    }

    /// Neutral share in a product of the given pH over that at the pH of the permeability measurement; 1 where the latter is
    /// not known [-].
    pub fn neutral_against_measurement(&self, molecule: &Molecule) -> f64 {
        let p = &self.properties;
        self.measured
            .permeability_ph
            .as_ref()
            .map_or(1.0, |ph| molecule.neutral_in_product / neutral_share(ph.value, &p.acid_pka, &p.base_pka))
    }

    /// Whether the permeability estimates were made for such a molecule.
    pub fn estimates_apply(&self) -> bool {
        let p = &self.properties;
        let [low, high] = ESTIMATED_LOG_KOW;
        self.kind == Kind::SmallMolecule
            && p.molar_mass_g_mol.value <= ESTIMATED_MOLAR_MASS
            && (low..=high).contains(&p.log_kow.value)
    }
}

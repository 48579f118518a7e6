//! What a reader must know about an absorption result before using it.

use super::absorption::Caution;
use super::active::{ESTIMATED_LOG_KOW, ESTIMATED_MOLAR_MASS, Kind};
use super::column::Permeability;
use super::qspr::Molecule;
use super::request::Request;

/// Neutral share below which the lipids of the stratum corneum are closed to a molecule [-].
const HARDLY_NEUTRAL: f64 = 0.01;
/// Molar mass from which diffusivities in skin differ tenfold between methods [g/mol].
const LARGE: f64 = 3000.0;
/// Percent by weight to mg/ml at density 1.
const MG_PER_ML: f64 = 10.0;

/// Collects every caution that applies.
pub(super) fn cautions(request: &Request<'_>, molecule: &Molecule, kp: &Permeability) -> Vec<Caution> {
    let active = request.active;
    let name = &active.name;
    let mut list: Vec<Caution> = Vec::new();
    let mut say = |code, text: String, remedy| list.push(Caution { code, text, remedy });
    if request.product.strength == 0.0 || request.product.amount == 0.0 {
        let what = if request.product.amount == 0.0 { "dose" } else { "strength" };
        say(
            "NW0701",
            format!("the {what} of {name} is zero, so every amount is zero"),
            "give a dose and a strength above zero",
        );
    }
    if !kp.measured && !active.estimates_apply() {
        let p = &active.properties;
        say(
            "NW0702",
            format!(
                "{name} ({} g/mol, log Kow {}) lies outside the molecules that the permeability estimates were made for ({:.0} g/mol at most, log Kow {} to {}); through intact skin the result is mostly the pore path",
                p.molar_mass_g_mol.value,
                p.log_kow.value,
                ESTIMATED_MOLAR_MASS,
                ESTIMATED_LOG_KOW[0],
                ESTIMATED_LOG_KOW[1]
            ),
            "read the gain over intact skin as an illustration",
        );
    } else if !kp.measured {
        say(
            "NW0703",
            format!("no measured permeability of {name}: the estimate is off by a factor of 8 one time in three"),
            "read the band, not the middle; add a measured value to the library entry if there is one",
        );
    }
    let strength = request.product.strength * MG_PER_ML;
    let solubility = active.properties.solubility_mg_ml.value;
    if strength > solubility {
        say(
            "NW0704",
            format!(
                "{strength} mg/ml of {name} is above its solubility of {solubility} mg/ml: what is undissolved does not drive absorption"
            ),
            "lower the strength, or know that more of it does not deliver faster",
        );
    }
    if molecule.neutral_in_product < HARDLY_NEUTRAL && active.kind == Kind::SmallMolecule {
        say(
            "NW0705",
            format!(
                "at pH {} hardly any {name} is neutral: it cannot use the lipids of the stratum corneum",
                request.product.ph
            ),
            "check the pH of the product",
        );
    }
    if let Some(needling) = &request.needling {
        if needling.channels.depth < request.skin.stratum_corneum {
            say(
                "NW0706",
                format!("channels of {} mm end within the stratum corneum and are left out", needling.channels.depth),
                "use longer needles, or read the intact side",
            );
        }
        if request.uses.iter().all(|u| u.until <= needling.at) {
            say(
                "NW0707",
                format!("{name} is washed off before the skin is needled, so the channels deliver none of it"),
                "put it on during or after the session if it is meant to enter through channels",
            );
        }
    }
    if molecule.molar_mass >= LARGE {
        say(
            "NW0708",
            format!("diffusivities of molecules as large as {name} in skin differ tenfold between methods"),
            "read the band, not the middle",
        );
    }
    if active.unknown {
        say(
            "NW0709",
            format!("so little is known of {name} that the result is an illustration"),
            "do not use the numbers",
        );
    }
    for text in &active.negative {
        say("NW0710", format!("{name}: {text}"), "weigh the result against this evidence");
    }
    list
}

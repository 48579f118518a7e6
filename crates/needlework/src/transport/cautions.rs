//! What a reader must know about an absorption result before using it.

use super::absorb::Request;
use super::absorption::Caution;
use super::active::Kind;
use super::column::Permeability;
use super::qspr::Molecule;

/// Collects every caution that applies.
pub(super) fn cautions(request: &Request<'_>, molecule: &Molecule, kp: &Permeability) -> Vec<Caution> {
    let active = request.active;
    let name = &active.name;
    let mut list: Vec<Caution> = Vec::new();
    let mut say = |code, text: String| list.push(Caution { code, text });
    if request.product.strength == 0.0 {
        say("A001", format!("the strength of {name} is zero, so every amount is zero"));
    }
    if !kp.measured && !active.estimates_apply() {
        say(
            "A002",
            format!(
                "{name} lies outside the molecules that the permeability estimates were made for; through intact skin the result is the pore path alone"
            ),
        );
    } else if !kp.measured {
        say(
            "A003",
            format!("no measured permeability of {name}: the estimate is off by a factor of 8 one time in three"),
        );
    }
    let strength = request.product.strength * 10.0;
    let solubility = active.properties.solubility_mg_ml.value;
    if strength > solubility {
        say(
            "A004",
            format!(
                "{strength} mg/ml is above the solubility of {solubility} mg/ml: what is undissolved does not drive absorption"
            ),
        );
    }
    if molecule.neutral_in_product < 0.01 && active.kind == Kind::SmallMolecule {
        say(
            "A005",
            format!(
                "at pH {} hardly any {name} is neutral: it cannot use the lipids of the stratum corneum",
                request.product.ph
            ),
        );
    }
    if let Some(needling) = &request.needling {
        if needling.channels.depth < request.skin.stratum_corneum {
            say(
                "A006",
                format!("channels of {} mm end within the stratum corneum and are left out", needling.channels.depth),
            );
        }
        if request.uses.iter().all(|u| u.until <= needling.at) {
            say("A007", "every product is washed off before the skin is needled".to_owned());
        }
    }
    if molecule.molar_mass >= 3000.0 {
        say(
            "A008",
            "diffusivities of large molecules in skin differ tenfold between methods: read the band, not the middle"
                .to_owned(),
        );
    }
    if active.unknown {
        say("A009", format!("so little is known of {name} that the result is an illustration"));
    }
    for text in &active.negative {
        say("A010", text.clone());
    }
    list
}

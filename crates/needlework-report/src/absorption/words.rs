//! The words and tables of the report of absorption.

use super::{UG_PER_CM2, sides};
use crate::chart::{estimate, significant};
use crate::report::{MethodNote, Table};
use needlework::course::{Absorbed, Study, Timing};
use needlework::transport::absorption::{Absorption, Band};

const HOURS: f64 = 24.0;

/// A product on a zone, in a few words.
pub fn name_of(study: &Study, one: &Absorbed) -> String {
    let zone = study.zones.get(one.zone).map_or("", |zone| zone.name.as_str());
    let Some(regimen) = study.regimens.get(one.regimen) else { return zone.to_owned() };
    let when = match regimen.timing {
        Timing::Session { shift } if shift < 0.0 => "before the session",
        Timing::Session { shift } if shift > 0.0 => "after the session",
        Timing::Session { .. } => "needled in",
        Timing::Home { .. } => "at home",
    };
    format!("{} {} %, {when}, {zone}", regimen.active.name, significant(regimen.product.strength, 3))
}

/// A number with its band, both rounded to what the band allows.
pub fn shown(band: &Band, factor: f64) -> String {
    let [central, low, high] = [band.central, band.low, band.high].map(|value| value * factor);
    if !central.is_finite() {
        return "none".to_owned();
    }
    if low == high {
        return significant(central, 3);
    }
    let (central, low, high) = estimate(central, low, high);
    format!("{central} ({low} to {high})")
}

/// One line below the title.
pub fn subtitle(study: &Study) -> String {
    let zones: Vec<&str> = study.zones.iter().map(|zone| zone.name.as_str()).collect();
    let mut names: Vec<&str> = study.regimens.iter().map(|regimen| regimen.active.name.as_str()).collect();
    names.dedup();
    format!("{} through intact and needled skin; {}", names.join(", "), zones.join(", "))
}

/// What it comes to, one paragraph per product and zone.
pub fn summary(study: &Study, all: &[Absorbed]) -> Vec<String> {
    all.iter()
        .map(|one| {
            let main = one.beside.main();
            let reached = match main.layers_reached.last() {
                Some(layer) => format!("reaches the {layer}"),
                None => "stays on the skin".to_owned(),
            };
            let share = if main.applied > 0.0 { 100.0 * main.entered.central / main.applied } else { 0.0 };
            let gain = main.enhancement.filter(|_| one.beside.needled.is_some());
            let gain = gain.map_or(String::new(), |gain| format!(", {} times what intact skin lets in", shown(&gain, 1.0)));
            format!(
                "{}: of {} µg/cm² applied, {} % crosses the barrier{gain}. It {reached}; nine tenths and more of what living \
                 skin holds lies above {} mm.",
                name_of(study, one),
                significant(main.applied * UG_PER_CM2, 3),
                significant(share, 2),
                significant(main.depth_reached, 2),
            )
        })
        .collect()
}

/// What the bands are.
pub fn band_meaning(draws: u32) -> String {
    if draws == 0 {
        return "none, since no draws were made".to_owned();
    }
    format!(
        "5th to 95th percentile of {draws} draws of every uncertain coefficient of absorption; skin and channels are those of the \
         central course"
    )
}

/// Every number of a product, side by side.
pub fn table(study: &Study, one: &Absorbed) -> Table {
    let sides = sides(one);
    let mut columns = vec![String::new()];
    columns.extend(sides.iter().map(|(name, _)| format!("{name} skin")));
    let rows = rows(one.beside.main())
        .into_iter()
        .enumerate()
        .map(|(index, (name, _))| {
            let cells = sides.iter().map(|(_, result)| rows_cell(result, index));
            core::iter::once(name).chain(cells).collect()
        })
        .collect();
    Table {
        title: name_of(study, one),
        columns,
        rows,
        note: "In brackets the 5th to 95th percentile of the draws.".to_owned(),
        ..Table::default()
    }
}

fn rows_cell(result: &Absorption, index: usize) -> String {
    rows(result).into_iter().nth(index).map(|(_, text)| text).unwrap_or_default()
}

/// Rows of the table: name with unit, and value.
fn rows(result: &Absorption) -> Vec<(String, String)> {
    let per_dose = if result.applied > 0.0 { 100.0 / result.applied } else { 0.0 };
    let mut rows = vec![
        ("Applied, µg/cm²".to_owned(), significant(result.applied * UG_PER_CM2, 3)),
        ("Applied in all, mg".to_owned(), significant(result.applied_total, 3)),
        ("Through the barrier, µg/cm²".to_owned(), shown(&result.entered, UG_PER_CM2)),
        ("Through the barrier, % of the dose".to_owned(), shown(&result.entered, per_dose)),
        ("Through the barrier in all, mg".to_owned(), shown(&result.entered_total, 1.0)),
        ("Highest flux, µg/cm²/h".to_owned(), shown(&result.peak_flux, UG_PER_CM2 / HOURS)),
        ("Lag time, h".to_owned(), shown(&result.lag, HOURS)),
        ("Of what would enter without outflow and drying, %".to_owned(), against_outflow(result)),
        ("In blood and lymph, % of the dose".to_owned(), shown(&result.systemic_share, 100.0)),
        ("In blood and lymph, mg".to_owned(), shown(&result.systemic_total, 1.0)),
    ];
    for (layer, (amount, concentration)) in
        result.layers.iter().zip(result.peak_in_layers.iter().zip(&result.peak_concentration))
    {
        rows.push((format!("Most in {layer}, µg/cm²"), shown(amount, UG_PER_CM2)));
        rows.push((format!("Highest mean in {layer}, µg/ml"), shown(concentration, 1.0)));
    }
    rows
}

/// Share that gets in against the fluid that leaves the channels; nothing to say of intact skin.
fn against_outflow(result: &Absorption) -> String {
    result.hindrance.as_ref().map_or_else(|| "no channels".to_owned(), |h| significant(100.0 * h.share, 3))
}

/// How it was computed.
pub fn methods() -> Vec<MethodNote> {
    let sources = [
        "wang-kasting-nitsche-2007",
        "potts-guy-1992",
        "dancik-2013-osp",
        "chen-lian-surrey-2015",
        "cheruvu-2022-kp",
        "kalluri-2011-dermaroller",
        "gupta-2011-resealing",
        "chary-1989-interstitial",
        "micropore-sites-pmc8259462",
    ];
    vec![MethodNote {
        title: "Absorption".to_owned(),
        paragraphs: vec![
            "Stratum corneum, viable epidermis and dermis are layers with diffusion, partition, binding, capillary clearance and \
             degradation. Beside the lipids of the stratum corneum run the water-filled pores of intact skin and the open \
             channels of the needles, which exchange sideways with the tissue and close by clocks of their own. The product \
             dries on the skin and what is left is washed off. Blood and fluid leave fresh channels of living skin and hold back what \
             diffuses slowly. What enters equals what is held and what left, to rounding."
                .to_owned(),
            "Measured permeabilities come first; where there is none, an estimate from size and lipophilicity stands in with the \
             error that it showed on other compounds."
                .to_owned(),
        ],
        sources: sources.map(str::to_owned).to_vec(),
        ..MethodNote::default()
    }]
}

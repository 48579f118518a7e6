//! The tables of the absorption of products.

use super::table::{Column, Table, TableError};
use needlework::course::{Absorbed, Study};
use needlework::transport::absorption::{Absorption, Band};

/// ng/mm² in µg/cm².
const UG_PER_CM2: f64 = 0.1;
/// Days in hours.
const HOURS: f64 = 24.0;
/// mm/day in cm/h.
const CM_PER_H: f64 = 1.0 / 240.0;

/// What is asked of a result: name, value with its band, unit.
pub type Quantity = (String, Band, &'static str);

/// Every number of one side of a result, in the units of the field.
pub fn absorption_quantities(result: &Absorption) -> Vec<Quantity> {
    let scaled = |band: &Band, factor: f64| Band {
        central: band.central * factor,
        low: band.low * factor,
        median: band.median * factor,
        high: band.high * factor,
    };
    let plain = |value: f64| Band { central: value, low: value, median: value, high: value };
    let share = |band: &Band| scaled(band, if result.applied > 0.0 { 100.0 / result.applied } else { 0.0 });
    let mut list: Vec<Quantity> = vec![
        ("applied".into(), plain(result.applied * UG_PER_CM2), "µg/cm²"),
        ("applied_total".into(), plain(result.applied_total), "mg"),
        ("entered".into(), scaled(&result.entered, UG_PER_CM2), "µg/cm²"),
        ("entered_total".into(), result.entered_total, "mg"),
        ("entered_share".into(), share(&result.entered), "%"),
        ("highest_flux".into(), scaled(&result.peak_flux, UG_PER_CM2 / HOURS), "µg/cm²/h"),
        ("lag_time".into(), scaled(&result.lag, HOURS), "h"),
        ("systemic_share".into(), scaled(&result.systemic_share, 100.0), "%"),
        ("systemic_total".into(), result.systemic_total, "mg"),
        ("depth_reached".into(), plain(result.depth_reached), "mm"),
        ("intact_permeability".into(), plain(result.intact_permeability * CM_PER_H), "cm/h"),
        ("imbalance".into(), plain(result.imbalance), "-"),
    ];
    if let Some(gain) = &result.enhancement {
        list.push(("enhancement".into(), *gain, "-"));
    }
    if let Some(hindrance) = &result.hindrance {
        list.push(("share_of_unhindered".into(), plain(100.0 * hindrance.share), "%"));
        list.push(("outflow_peclet".into(), plain(hindrance.peclet), "-"));
    }
    for (name, (amount, concentration)) in
        result.layers.iter().zip(result.peak_in_layers.iter().zip(&result.peak_concentration))
    {
        let name = name.replace(' ', "_");
        list.push((format!("highest_amount_{name}"), scaled(amount, UG_PER_CM2), "µg/cm²"));
        // 1 ng/mm³ is 1 µg/ml.
        list.push((format!("highest_concentration_{name}"), *concentration, "µg/ml"));
    }
    list
}

/// Name of a product in tables: its number in the study and the id of its active.
pub fn product_name(study: &Study, absorbed: &Absorbed) -> String {
    let id = study.regimens.get(absorbed.regimen).map_or("", |regimen| regimen.active.id.as_str());
    format!("{} {id}", absorbed.regimen + 1)
}

/// Columns that say of what a row is.
#[derive(Default)]
struct Keys {
    zone: Vec<String>,
    product: Vec<String>,
    skin: Vec<String>,
}

impl Keys {
    fn push(&mut self, side: &Side<'_>) {
        self.zone.push(side.zone.to_owned());
        self.product.push(side.product.clone());
        self.skin.push(side.skin.to_owned());
    }

    fn table(self) -> Result<Table, TableError> {
        Table::new()
            .with("zone", Column::Text(self.zone))?
            .with("product", Column::Text(self.product))?
            .with("skin", Column::Text(self.skin))
    }
}

/// One product on one zone, intact or needled.
struct Side<'a> {
    zone: &'a str,
    product: String,
    skin: &'static str,
    result: &'a Absorption,
}

fn sides<'a>(study: &'a Study, all: &'a [Absorbed]) -> Vec<Side<'a>> {
    all.iter()
        .flat_map(|one| {
            let zone = study.zones.get(one.zone).map_or("", |zone| zone.name.as_str());
            let product = product_name(study, one);
            let side = move |skin, result| Side { zone, product: product.clone(), skin, result };
            let intact = side("intact", &one.beside.intact);
            core::iter::once(intact).chain(one.beside.needled.as_ref().map(|result| side("needled", result)))
        })
        .collect()
}

/// Every table of the absorption of a study's products, with its name.
///
/// | table | one row per | columns |
/// |---|---|---|
/// | `absorption` | zone, product, skin, quantity | `zone, product, skin, quantity, value, p05, p50, p95, unit` |
/// | `amounts` | zone, product, skin, place, time | `zone, product, skin, place, t, value` in µg/cm² |
/// | `flux` | zone, product, skin, time | `zone, product, skin, t, flux, open_for_liquid, open_for_water, open_in_tissue` |
/// | `profiles` | zone, product, skin, time, depth | `zone, product, skin, t, depth, value` in µg/ml |
///
/// `skin` is intact or needled; times are days after the first session or use, depths millimetres, flux µg/cm²/h, openness
/// shares of fresh channels.
///
/// # Errors
/// Columns of unequal length, which would be a defect.
pub fn absorption_tables(study: &Study, all: &[Absorbed]) -> Result<Vec<(&'static str, Table)>, TableError> {
    let sides = sides(study, all);
    Ok(vec![
        ("absorption", quantities(&sides)?),
        ("amounts", amounts(&sides)?),
        ("flux", flux(&sides)?),
        ("profiles", profiles(&sides)?),
    ])
}

fn quantities(sides: &[Side<'_>]) -> Result<Table, TableError> {
    let mut keys = Keys::default();
    let (mut names, mut units) = (vec![], vec![]);
    let (mut values, mut low, mut middle, mut high) = (vec![], vec![], vec![], vec![]);
    for side in sides {
        for (name, band, unit) in absorption_quantities(side.result) {
            keys.push(side);
            names.push(name);
            units.push(unit.to_owned());
            values.push(band.central);
            low.push(band.low);
            middle.push(band.median);
            high.push(band.high);
        }
    }
    keys.table()?
        .with("quantity", Column::Text(names))?
        .with("value", Column::Number(values))?
        .with("p05", Column::Number(low))?
        .with("p50", Column::Number(middle))?
        .with("p95", Column::Number(high))?
        .with("unit", Column::Text(units))
}

fn amounts(sides: &[Side<'_>]) -> Result<Table, TableError> {
    let mut keys = Keys::default();
    let (mut places, mut times, mut values) = (vec![], vec![], vec![]);
    for side in sides {
        let layers = side.result.layers.iter().map(|name| name.replace(' ', "_"));
        let elsewhere = ["on_skin", "systemic", "degraded", "evaporated", "washed_off"].map(str::to_owned);
        for (index, place) in elsewhere.into_iter().chain(layers).enumerate() {
            for moment in &side.result.course {
                let m = moment;
                let outside = [m.on_skin, m.systemic, m.degraded, m.evaporated, m.washed_off];
                let amount = outside.iter().chain(&m.in_layers).nth(index).copied().unwrap_or(f64::NAN);
                keys.push(side);
                places.push(place.clone());
                times.push(m.time);
                values.push(amount * UG_PER_CM2);
            }
        }
    }
    keys.table()?
        .with("place", Column::Text(places))?
        .with("t", Column::Number(times))?
        .with("value", Column::Number(values))
}

fn flux(sides: &[Side<'_>]) -> Result<Table, TableError> {
    let mut keys = Keys::default();
    let (mut times, mut rates) = (vec![], vec![]);
    let (mut liquid, mut water, mut tissue) = (vec![], vec![], vec![]);
    for side in sides {
        for moment in &side.result.course {
            keys.push(side);
            times.push(moment.time);
            rates.push(moment.flux * UG_PER_CM2 / HOURS);
            liquid.push(moment.channel_barrier);
            water.push(moment.channel_water_loss);
            tissue.push(moment.channel_tissue);
        }
    }
    keys.table()?
        .with("t", Column::Number(times))?
        .with("flux", Column::Number(rates))?
        .with("open_for_liquid", Column::Number(liquid))?
        .with("open_for_water", Column::Number(water))?
        .with("open_in_tissue", Column::Number(tissue))
}

fn profiles(sides: &[Side<'_>]) -> Result<Table, TableError> {
    let mut keys = Keys::default();
    let (mut times, mut depths, mut values) = (vec![], vec![], vec![]);
    for side in sides {
        let field = &side.result.field;
        for (time, row) in field.times.iter().zip(&field.concentrations) {
            for (depth, concentration) in field.depths.iter().zip(row) {
                keys.push(side);
                times.push(*time);
                depths.push(*depth);
                values.push(*concentration);
            }
        }
    }
    keys.table()?
        .with("t", Column::Number(times))?
        .with("depth", Column::Number(depths))?
        .with("value", Column::Number(values))
}

//! The absorption of products as tables for the terminal.

use super::Done;
use comfy_table::{CellAlignment, LineStyle, Table, presets};
use needlework::course::{Absorbed, Study};
use needlework::transport::absorption::{Absorption, Band};
use needlework_report::absorption::{name_of, shown};
use needlework_study::run::{absorption_quantities, product_name};
use serde_json::{Value, json};
use std::fmt::Write;

/// ng/mm² in µg/cm².
const UG_PER_CM2: f64 = 0.1;
const HOURS: f64 = 24.0;
/// Hours after needling at which the closing is shown.
const CLOSING_AT: [f64; 4] = [1.0, 4.0, 12.0, 24.0];

/// Intact and needled skin side by side, for every product and zone.
pub fn summary(study: &Study, all: &[Absorbed]) -> String {
    let mut text = String::new();
    for one in all {
        let _ = writeln!(text, "{}", name_of(study, one));
        let _ = writeln!(text, "{}", table(one));
        for line in lines(one) {
            let _ = writeln!(text, "{line}");
        }
        text.push('\n');
    }
    text
}

fn table(one: &Absorbed) -> Table {
    let sides: Vec<(&str, &Absorption)> = core::iter::once(("intact", &one.beside.intact))
        .chain(one.beside.needled.as_ref().map(|result| ("needled", result)))
        .collect();
    let mut header = vec![String::new()];
    header.extend(sides.iter().map(|(name, _)| (*name).to_owned()));
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none())).set_header(header);
    let mut row = |name: String, cell: &dyn Fn(&Absorption) -> String| {
        table.add_row(core::iter::once(name).chain(sides.iter().map(|(_, result)| cell(result))).collect::<Vec<_>>());
    };
    let share = |band: &Band, of: f64| if of > 0.0 { shown(band, 100.0 / of) } else { "0".to_owned() };
    row("applied µg/cm²".into(), &|r| shown(&Band::new(r.applied * UG_PER_CM2, Vec::new()), 1.0));
    row("through the barrier µg/cm²".into(), &|r| shown(&r.entered, UG_PER_CM2));
    row("  in all mg".into(), &|r| shown(&r.entered_total, 1.0));
    row("  % of the dose".into(), &|r| share(&r.entered, r.applied));
    row("highest flux µg/cm²/h".into(), &|r| shown(&r.peak_flux, UG_PER_CM2 / HOURS));
    row("lag time h".into(), &|r| shown(&r.lag, HOURS));
    for (index, layer) in one.beside.intact.layers.iter().enumerate() {
        row(format!("{layer} µg/ml"), &|r| r.peak_concentration.get(index).map_or(String::new(), |c| shown(c, 1.0)));
    }
    row("in blood and lymph %".into(), &|r| shown(&r.systemic_share, 100.0));
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// What does not stand in two columns.
fn lines(one: &Absorbed) -> Vec<String> {
    let main = one.beside.main();
    let mut lines = Vec::new();
    if let (Some(gain), true) = (&main.enhancement, one.beside.needled.is_some()) {
        lines.push(format!("gain over intact skin   × {}", shown(gain, 1.0)));
    }
    if let Some(hindrance) = &main.hindrance {
        // A digit less than would show the noise of two runs.
        let share = (1000.0 * hindrance.share).round() / 10.0;
        lines.push(format!(
            "outflow and drying      {share} % of what would enter without them; Péclet number {}",
            shown(&Band::new(hindrance.peclet, Vec::new()), 1.0)
        ));
    }
    let reached = if main.layers_reached.is_empty() { "none".to_owned() } else { main.layers_reached.join(", ") };
    lines.push(format!(
        "layers reached          {reached}; 95 % of what living skin holds lies above {:.2} mm",
        main.depth_reached
    ));
    let kind = if main.permeability_measured { "measured" } else { "estimated" };
    lines.push(format!("intact permeability     {:.1e} cm/h, {kind}", main.intact_permeability / 240.0));
    if let (Some(result), Some(needling)) = (&one.beside.needled, &one.needling) {
        let c = &needling.channels;
        lines.push(format!(
            "channels                {:.0} per cm², {:.0} µm wide, {:.2} mm deep",
            100.0 * c.density,
            1000.0 * c.mouth_diameter,
            c.depth
        ));
        let open: Vec<String> = CLOSING_AT
            .iter()
            .filter_map(|hour| {
                let day = needling.at + hour / HOURS;
                let moment =
                    result.course.iter().min_by(|a, b| (a.time - day).abs().total_cmp(&(b.time - day).abs()))?;
                let near = (moment.time - day).abs() < 0.25 * hour / HOURS;
                near.then(|| {
                    format!("{:.0} % at {:.0} h", 100.0 * moment.channel_barrier, HOURS * (moment.time - needling.at))
                })
            })
            .collect();
        if !open.is_empty() {
            lines.push(format!("open for the product    {}", open.join(", ")));
        }
        let last = one.cell.as_ref().and_then(|cell| cell.moments.last()).zip(result.course.last());
        if let Some((cell, column)) = last.filter(|(_, column)| column.entered > 0.0) {
            // Adding nought takes the sign off a difference that rounds to it.
            let off = (1000.0 * (cell.entered / column.entered - 1.0)).round() / 10.0 + 0.0;
            lines.push(format!(
                "unit cell               {} µg/cm² through the barrier, {off:+.1} % against the column",
                shown(&Band::new(cell.entered * UG_PER_CM2, Vec::new()), 1.0)
            ));
        }
    }
    lines
}

/// The same as JSON: every quantity of every side with its band.
pub fn summary_json(study: &Study, done: &Done) -> Value {
    let side = |result: &Absorption| {
        let quantities: Vec<Value> = absorption_quantities(result)
            .into_iter()
            .map(|(name, band, unit)| {
                json!({ "id": name, "value": band.central, "p05": band.low, "p50": band.median, "p95": band.high, "unit": unit })
            })
            .collect();
        json!({
            "quantities": quantities,
            "layers_reached": result.layers_reached,
            "permeability_measured": result.permeability_measured,
            "cautions": result.cautions,
        })
    };
    let products: Vec<Value> = done
        .all
        .iter()
        .map(|one| {
            json!({
                "product": product_name(study, one),
                "name": name_of(study, one),
                "zone": study.zones.get(one.zone).map(|zone| &zone.name),
                "intact": side(&one.beside.intact),
                "needled": one.beside.needled.as_ref().map(side),
            })
        })
        .collect();
    json!({ "directory": done.directory, "products": products, "seconds": done.seconds })
}

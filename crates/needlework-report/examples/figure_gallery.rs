//! Writes one page with every kind of figure (to `gallery.html` or the path given), for looking
//! at the figure kit. The numbers are made up.

use needlework_report::chart::{
    Axis, Chart, Dot, Figure, Grid, HeatMap, Ink, Limits, Pattern, Ramp, Rule, Series, Style, style_sheet,
};

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "gallery.html".to_owned());
    let mut page = format!(
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Figures</title><style>{}\
         body{{max-width:46rem;margin:2rem auto;padding:0 1rem;background:var(--nw-paper);\
         color:var(--nw-ink);font:15px sans-serif}}.nw-chart{{margin:2.5rem 0 .5rem}}</style>",
        style_sheet()
    );
    for figure in gallery() {
        page.push_str(&figure.to_svg(720.0, Limits::default()));
        page.push_str(&figure.to_data_html(Limits::default()));
    }
    std::fs::write(path, page)
}

fn gallery() -> Vec<Box<dyn Figure>> {
    vec![
        Box::new(risks()),
        Box::new(changes()),
        Box::new(doses()),
        Box::new(depths()),
        Box::new(field(Ramp::Sequential)),
        Box::new(field(Ramp::Diverging)),
        Box::new(punctures()),
    ]
}

fn risks() -> Chart {
    let names = [
        "Post-inflammatory hyperpigmentation in phototypes IV to VI without sun protection",
        "Herpes simplex flare",
        "Infection",
        "Granuloma from a topical needled in",
    ];
    Chart::new("risks", "Risks over the course")
        .x(Axis::log("Probability").unit("%"))
        .y(Axis::category("Risk", names.map(str::to_owned).to_vec()))
        .series(Series::points("", vec![[5.4, 0.0], [0.4, 1.0], [0.06, 2.0], [0.01, 3.0]]).band(vec![
            [1.9, 11.7],
            [0.1, 1.2],
            [0.01, 0.3],
            [0.001, 0.1],
        ]))
}

fn changes() -> Chart {
    let names = ["Rolling scars", "Boxcar scars", "Ice-pick scars"].map(str::to_owned).to_vec();
    Chart::new("changes", "Change by scar type")
        .x(Axis::category("", names))
        .y(Axis::linear("Change of depth").unit("%"))
        .series(Series::bars("Day 90", vec![[0.0, -31.0], [1.0, -24.0], [2.0, -4.0]], 0.6).band(vec![
            [-40.0, -22.0],
            [-33.0, -15.0],
            [-7.0, -1.0],
        ]))
        .series(
            Series::bars("Day 365", vec![[0.0, -46.0], [1.0, -38.0], [2.0, -6.0]], 0.6)
                .band(vec![[-57.0, -33.0], [-49.0, -26.0], [-10.0, -2.0]])
                .ink(Ink::Palette(1)),
        )
}

fn doses() -> Chart {
    let curve = |scale: f64| {
        (0..200).map(move |at| {
            let day = 0.001 * 1.06_f64.powi(at);
            [day, scale * (1.0 - (-day / 0.3).exp()) * 1.0e3]
        })
    };
    Chart::new("doses", "Dose delivered")
        .x(Axis::log("Time").unit("d"))
        .y(Axis::log("Dose per area").unit("ng/cm²"))
        .series(Series::line("Open channels", curve(1.0).collect()))
        .series(Series::line("Intact skin", curve(0.013).collect()).ink(Ink::Palette(2)).style(Style::Dashed))
}

fn depths() -> Grid {
    let panel = |title: &str, gain: f64| {
        let points: Vec<[f64; 2]> = (0..366)
            .map(|day| {
                let day = f64::from(day);
                [day, 100.0 + gain * (1.0 - (-day / 60.0).exp())]
            })
            .collect();
        let band = points.iter().map(|p| [p[1] - 0.1 * gain, p[1] + 0.2 * gain]).collect();
        Chart::new("panel", title)
            .x(Axis::time("Time"))
            .y(Axis::linear("Collagen I").unit("% of baseline"))
            .series(Series::line("", points).band(band))
            .rule(Rule::At { x: 28.0, label: "Session".into(), short: "1".into() })
    };
    let panels = vec![panel("0.2 mm deep", 8.0), panel("0.5 mm deep", 22.0), panel("1.0 mm deep", 14.0)];
    Grid::new("depths", "Collagen I by depth", panels).sharing()
}

fn field(ramp: Ramp) -> HeatMap {
    let values = (0..120 * 60)
        .map(|at| {
            let (x, z) = (f64::from(at % 120) / 120.0, f64::from(at / 120) / 60.0);
            let channel = (-((x - 0.5) / 0.08).powi(2)).exp() * (1.0 - z / 0.8).max(0.0);
            if ramp == Ramp::Diverging { channel - 0.4 * z } else { channel }
        })
        .collect();
    let id = if ramp == Ramp::Diverging { "difference" } else { "field" };
    let (x, y) = ((Axis::linear("Across").unit("mm"), [-0.5, 0.5]), (Axis::linear("Depth").unit("mm"), [0.0, 1.5]));
    HeatMap::new(id, "Around one channel", 120, values, x, y).quantity("Growth factor", "pg/mm³").ramp(ramp)
}

fn punctures() -> Pattern {
    let dots = (0..40_000).map(|at| {
        let (column, row) = (f64::from(at % 200), f64::from(at / 200));
        Dot {
            x: 0.3 * column + 0.1 * (row * 1.7).sin(),
            y: 0.3 * row + 0.1 * (column * 2.3).cos(),
            depth: 0.9 + 0.2 * (row * 0.37).sin() * (column * 0.61).cos(),
        }
    });
    Pattern::new("punctures", "Punctures of a pen", dots.collect())
}

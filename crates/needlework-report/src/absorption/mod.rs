//! From the absorption of products to what a report shows.

mod curves;
mod maps;
mod words;

use crate::course::Context;
use crate::report::{Better, Headline, ReportModel, Warning};
use needlework::course::{Absorbed, Study};
use needlework::transport::absorption::{Absorption, Band};

pub use words::{name_of, shown};

/// ng/mm² in µg/cm².
const UG_PER_CM2: f64 = 0.1;

/// The report of the absorption of a study's products.
pub fn absorption_report(study: &Study, all: &[Absorbed], draws: u32, context: Context) -> ReportModel {
    let mut warnings = context.warnings;
    for caution in all.iter().flat_map(|one| &one.beside.main().cautions) {
        if !warnings.iter().any(|known| known.text == caution.text) {
            warnings.push(Warning { code: caution.code.to_owned(), text: caution.text.clone() });
        }
    }
    ReportModel {
        title: study.title.clone(),
        kind: "Report of absorption".to_owned(),
        subtitle: words::subtitle(study),
        summary: words::summary(study, all),
        band_meaning: words::band_meaning(draws),
        headlines: all.iter().flat_map(|one| headlines(study, one, all.len() > 1)).collect(),
        warnings,
        understood: context.understood,
        maps: all
            .iter()
            .flat_map(|one| core::iter::once(maps::map(study, one)).chain(maps::across(study, one)))
            .collect(),
        groups: all.iter().flat_map(|one| curves::groups(study, one)).collect(),
        tables: all.iter().map(|one| words::table(study, one)).collect(),
        methods: words::methods(),
        provenance: context.provenance,
        ..ReportModel::default()
    }
}

fn headlines(study: &Study, one: &Absorbed, several: bool) -> Vec<Headline> {
    let main = one.beside.main();
    let label = |what: &str| if several { format!("{what}, {}", name_of(study, one)) } else { what.to_owned() };
    let hours = main.course.last().map_or(0.0, |moment| 24.0 * moment.time);
    let mut list = vec![headline(label("Through the barrier"), &main.entered, UG_PER_CM2, "µg/cm²")];
    if let (Some(gain), true) = (&main.enhancement, one.beside.needled.is_some()) {
        list.push(headline(label("Times intact skin"), gain, 1.0, "-"));
    }
    list.push(headline(label("In blood and lymph"), &main.systemic_share, 100.0, "% of the dose"));
    list.into_iter().flatten().map(|h| h.at(format!("after {hours:.0} h")).better(Better::Neither)).collect()
}

/// A headline, unless a number of it has no value.
fn headline(label: String, band: &Band, factor: f64, unit: &str) -> Option<Headline> {
    let numbers = [band.central, band.low, band.high].map(|value| value * factor);
    let [value, low, high] = numbers;
    numbers.iter().all(|n| n.is_finite()).then(|| Headline::new(label, value, unit).band(low, high))
}

/// Both sides with their names, intact first.
fn sides(one: &Absorbed) -> Vec<(&'static str, &Absorption)> {
    let needled = one.beside.needled.as_ref().map(|result| ("needled", result));
    core::iter::once(("intact", &one.beside.intact)).chain(needled).collect()
}

//! The range that trials of one concern found, and where the model lies for the same protocols.

use super::figures::Figure;
use needlework::evidence::Kind;
use needlework::outcome::Endpoint;

/// The figures of one concern that can be laid side by side.
pub struct Range {
    pub concern: String,
    pub endpoint: Endpoint,
    pub kind: Kind,
    pub unit: String,
    /// Figures, and trials.
    pub figures: usize,
    pub trials: usize,
    pub measured: [f64; 2],
    pub predicted: [f64; 2],
    /// Predictions outside the measured range: trial, arm, prediction.
    pub outside: Vec<String>,
}

/// Ranges with at least two figures, in the order of concerns and endpoints.
pub fn ranges(figures: &[Figure]) -> Vec<Range> {
    let figures: Vec<Figure> = figures.iter().filter(|one| !one.superseded).map(alike).collect();
    let mut keys: Vec<(String, Endpoint, Kind)> =
        figures.iter().map(|one| (one.concern.clone(), one.endpoint, one.kind)).collect();
    keys.sort();
    keys.dedup();
    keys.into_iter()
        .filter_map(|(concern, endpoint, kind)| {
            let members: Vec<&Figure> = figures
                .iter()
                .filter(|one| one.concern == concern && one.endpoint == endpoint && one.kind == kind)
                .collect();
            let ends = |value: fn(&Figure) -> f64| {
                members.iter().fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], one| {
                    [low.min(value(one)), high.max(value(one))]
                })
            };
            let [measured, predicted] = [ends(|one| one.measured), ends(|one| one.predicted)];
            let beyond = |one: &&&Figure| !(measured[0]..=measured[1]).contains(&one.predicted);
            let mut trials: Vec<&str> = members.iter().map(|one| one.trial.as_str()).collect();
            trials.dedup();
            (members.len() >= 2).then(|| Range {
                endpoint,
                kind,
                unit: members[0].unit.clone(),
                figures: members.len(),
                trials: trials.len(),
                measured,
                predicted,
                outside: members
                    .iter()
                    .filter(beyond)
                    .map(|one| format!("{} ({}) {}", one.trial, one.arm, short(one.predicted)))
                    .collect(),
                concern,
            })
        })
        .collect()
}

/// A change in the unit of the endpoint as per cent of the start of the imitated course, so that it can stand beside the others.
fn alike(figure: &Figure) -> Figure {
    let mut figure = figure.clone();
    if figure.kind == Kind::Change {
        figure.kind = Kind::Percent;
        "%".clone_into(&mut figure.unit);
        figure.measured *= 100.0 / figure.start;
        figure.predicted *= 100.0 / figure.start;
    }
    figure
}

/// Two digits after the point below ten, one above.
pub fn short(value: f64) -> String {
    if value.abs() < 10.0 { format!("{value:.2}") } else { format!("{value:.1}") }
}

/// Concerns whose predictions leave the range of the trials; the page gives sizes and reasons.
const KNOWN: [(&str, Endpoint, Kind); 3] = [
    ("atrophic-acne-scars", Endpoint::Ecca, Kind::Percent),
    ("melasma", Endpoint::Masi, Kind::Percent),
    ("melasma", Endpoint::WaterLoss, Kind::Percent),
];

/// Every prediction lies in the range of the trials, but for the known misses.
pub fn check(figures: &[Figure]) {
    let mut missed = Vec::new();
    for range in ranges(figures) {
        println!(
            "{} {} [{}]: {} figures {:?}, model {:?}, outside {:?}",
            range.concern,
            range.endpoint.info().id,
            range.unit,
            range.figures,
            range.measured.map(short),
            range.predicted.map(short),
            range.outside
        );
        if !range.outside.is_empty() {
            missed.push((range.concern, range.endpoint, range.kind));
        }
    }
    let known: Vec<(String, Endpoint, Kind)> =
        KNOWN.iter().map(|(concern, endpoint, kind)| ((*concern).to_owned(), *endpoint, *kind)).collect();
    assert_eq!(missed, known, "a concern has left the range of its trials, or come back into it");
}

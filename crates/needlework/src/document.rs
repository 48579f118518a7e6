//! The outcomes and the constants of all models as Markdown, made from the registers that the code runs on.

use std::fmt::Write as _;

use crate::course::SpaceCorrection;
use crate::injury::{Destruction, PeelDoseParameters, PeelParameters};
use crate::outcome::tolerability::TolerabilityParameters;
use crate::outcome::{Better, Endpoint, ErrorSize, OutcomeParameters, ReadingError};
use crate::provenance::Coefficient;
use crate::provenance::markdown::{cell, coefficients, head, number, origin, row};
use crate::puncture::Penetration;
use crate::skin::AgeingParameters;
use crate::surface::ReliefParameters;
use crate::surface::optics::OpticsParameters;
use crate::tissue::Stratification;
use crate::transport::parameters::TransportParameters;

const OUTCOMES: &str = "# Outcomes

<!-- Made from the code by `cargo xtask generate`; a test fails if the two differ. Edit `crates/needlework/src/outcome`. -->

What people see, raters score and instruments read, computed from the tissue on every day that is recorded. Each endpoint is
registered once, with the law in `crates/needlework/src/outcome`; the definitions of the scales, with worked examples, are in
`outcome/scales`, and each file there says where its definition was read. An endpoint that does not apply to the concern of a
study is left out of its tables.

**Reading error** is the standard deviation of one reading of unchanged skin by a rater or an instrument. Two readings of
unchanged skin differ by less than 1.96 √2 of it in 95 of 100 pairs; reports show that beside the change.

How well they agree with published trials, fitted figures and figures kept out apart, stands in `validation/outcomes`; how far trials
of one treatment differ among themselves, and what that makes of a prediction, in [trials.md](trials.md).

The constants of these maps, of risks and of all other models stand in [constants.md](constants.md).
";

const CONSTANTS: &str = "# Constants

<!-- Made from the code by `cargo xtask generate`; a test fails if the two differ. Edit the `coefficients!` table of the model. -->

Every constant of every model beside the healing network, whose 197 are in [healing.md](healing.md). A source is an id in the
evidence or in `library/sources.toml`, or the reason for an assumed value. The column 90 % is the middle of the distribution
that a draw takes the constant from.
";

/// `docs/models/outcomes.md`: every endpoint with its unit, meaning, reading error and evidence.
#[must_use]
pub fn outcomes() -> String {
    let mut text = String::from(OUTCOMES);
    let mut group = "";
    for endpoint in Endpoint::ALL {
        let info = endpoint.info();
        if info.group != group {
            group = info.group;
            let _ = write!(text, "\n## {group}\n\n");
            head(&mut text, &["endpoint", "id", "unit", "better", "meaning", "reading error", "rests on"]);
        }
        let better = match info.better {
            Better::Higher => "higher",
            Better::Lower => "lower",
            Better::Neither => "–",
        };
        let error = endpoint.reading().map_or_else(|| "–".to_owned(), |error| reading(&error, info.unit));
        let id = format!("`{}`", info.id);
        row(&mut text, &[&cell(info.name), &id, info.unit, better, &cell(info.meaning), &error, &cell(info.source)]);
    }
    text
}

/// A reading error in words.
fn reading(error: &ReadingError, unit: &str) -> String {
    let (factor, unit) = match error.size {
        ErrorSize::Absolute(_) => (1.0, unit.to_owned()),
        ErrorSize::Relative(_) => (100.0, "%".to_owned()),
    };
    let [low, high] = error.range.map(|end| number(factor * end));
    let size = number(factor * error.deviation());
    format!("{size} {unit} ({low} to {high}), {}: {}", origin(error.origin), cell(error.source))
}

/// `docs/models/constants.md`: every constant of every model but the healing network, with its origin and source.
#[must_use]
pub fn constants() -> String {
    let tables: [(&str, &[Coefficient]); 12] = [
        ("Ageing of the skin layers", AgeingParameters::TABLE),
        ("Depth of punctures", Penetration::TABLE),
        ("Tissue destroyed round a needle", Destruction::TABLE),
        ("Depth of peels", PeelParameters::TABLE),
        ("Dose of peels", PeelDoseParameters::TABLE),
        ("Layers of the tissue in space", Stratification::TABLE),
        ("Absorption", TransportParameters::TABLE),
        ("Separate wounds in the well-mixed tier", SpaceCorrection::TABLE),
        ("Outcome maps", OutcomeParameters::TABLE),
        ("Risks and the days after a session", TolerabilityParameters::TABLE),
        ("Relief of the surface", ReliefParameters::TABLE),
        ("Colour of the surface", OpticsParameters::TABLE),
    ];
    let mut text = String::from(CONSTANTS);
    for (title, table) in tables {
        let _ = write!(text, "\n## {title}\n\n{}", coefficients(table));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{constants, outcomes};

    /// Writes or compares one page.
    fn hold(name: &str, text: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/models").join(name);
        if std::env::var_os("NEEDLEWORK_GENERATE").is_some() {
            std::fs::write(&path, text).unwrap();
        }
        let known = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(known == text, "docs/models/{name} differs from the code: run `cargo xtask generate`");
    }

    #[test]
    fn generated_outcomes_are_up_to_date() {
        hold("outcomes.md", &outcomes());
    }

    #[test]
    fn generated_constants_are_up_to_date() {
        hold("constants.md", &constants());
    }
}

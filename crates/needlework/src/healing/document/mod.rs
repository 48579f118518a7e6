//! The model's own description: every equation and table as Markdown, made by running the model on symbols.

mod equations;
mod names;
mod tables;

/// `docs/models/healing.md`.
#[must_use]
pub fn document() -> String {
    let mut text = String::from(INTRODUCTION);
    text.push_str("\n## Species\n\n");
    text.push_str(&tables::species());
    text.push_str("\n## Rates\n\n");
    text.push_str(&equations::rates());
    text.push_str("\n## Coefficients\n\n");
    text.push_str(&equations::coefficients());
    text.push_str("\n## Baselines\n\n");
    text.push_str(&equations::baseline());
    text.push_str("\n## Inputs and host\n\n");
    text.push_str(&tables::surroundings());
    text.push_str("\n## Parameters\n\n");
    text.push_str(&tables::parameters());
    text
}

const INTRODUCTION: &str = r"# The healing network

<!-- Made from the code by `cargo xtask generate`; a test fails if the two differ. Edit `crates/needlework/src/healing`. -->

The network follows 35 species of one small piece of skin from the clot in a needle channel to the year of remodelling
after it: signals of injury, inflammatory cells, growth factors, fibroblasts, collagen, elastin, vessels, epidermis and
pigment. Time is in days. An injury changes the state at an instant; everything else is the equations below.

**Levels.** Every species that is present at rest is counted relative to untreated skin of the same person and age: a level
$`x = X/X_b`$ of 1 is rest. Species that are absent at rest keep their own unit. Every rate has the form

```math
\frac{dx}{dt} = P - L\,x,\qquad P \ge 0,
```

and is written as a rate constant times a ratio $`(1+\sum g_i h_i(\text{now}))/(1+\sum g_i h_i(\text{rest}))`$. The ratio is 1
at rest for any values of the gains, so untreated skin stays at rest, and follows its ageing baseline, whatever the
parameters. What does not depend on the state is prepared once per step: weights $`w`$, relative half levels $`\kappa`$ raised
to their power, loss coefficients $`\ell`$, ratios of resting levels $`\rho`$ and shares $`\sigma`$.

**Ageing.** The baseline of a species that ages changes by the fraction $`\delta`$ per day (section Baselines). The
relative level then loses $`\delta`$ more than the species itself, and the production at rest grows by the same; both stand in
the coefficients.

**What it can and cannot say.** 66 parameters were moved by a fit to about 100 targets, so single values are not identified;
only the courses are constrained. Known limits: full wounds (destroyed fraction near 1 over millimetres) lie outside the
calibrated domain; collagen gain saturates above a destroyed fraction of about 0.05 by the form of the model, not by
evidence; late growth between three and six months is too small; anti-inflammatory drugs do not change the collagen gain;
disorganised collagen is a label without calibration and must not be used for advice. The spreads in the parameter table
are judgements.
";

/// Mathematics inside a line, in the form that survives Markdown.
fn inline(mathematics: &str) -> String {
    format!("$`{mathematics}`$")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_document_is_up_to_date() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/models/healing.md");
        let text = document();
        if std::env::var_os("NEEDLEWORK_GENERATE").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let known = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(known == text, "docs/models/healing.md differs from the code: run `cargo xtask generate`");
    }
}

//! From the model to one self-contained page.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use sha2::{Digest, Sha256};

use crate::chart::{Limits, style_sheet};

use super::base64::base64;
use super::budget::{SIZE_LIMIT, TARGET};
use super::check::{ReportError, check};
use super::model::{PictureGroup, ReportModel};
use super::view::page;

const TEMPLATE: &str = include_str!("assets/report.html");
const PAGE_STYLE: &str = include_str!("assets/report.css");
const PAGE_SCRIPT: &str = include_str!("assets/report.js");

/// How often the limits are halved before a report counts as too large.
const HALVINGS: usize = 5;

/// What stands in place of pictures that would make the page too large.
const LEFT_OUT: &str = "Left out to keep this page small enough to send: the folder `pictures` of the run holds them.";

/// Renders a report as one HTML page that needs no network.
///
/// Curves, tables and patterns are thinned by stated rules until the page is under
/// [`TARGET`], or as far as they go if it stays above that but under [`SIZE_LIMIT`]. Above that, groups of pictures are left
/// out, and the page says so. The same model gives the same bytes.
///
/// # Errors
/// A model that contradicts itself ([`ReportError`] names the place), or one that stays too
/// large however much it is thinned.
pub fn render(model: &ReportModel) -> Result<String, ReportError> {
    render_between(model, TARGET, SIZE_LIMIT)
}

/// Renders a report under a size limit of one's own.
///
/// # Errors
/// As [`render`].
pub fn render_within(model: &ReportModel, limit: usize) -> Result<String, ReportError> {
    render_between(model, limit, limit)
}

/// The fullest page under `target`, else the thinnest one if it is under `limit`, else one with fewer pictures.
fn render_between(model: &ReportModel, target: usize, limit: usize) -> Result<String, ReportError> {
    check(model)?;
    let mut limits = Limits::default();
    let mut html = render_with(model, limits)?;
    for _ in 0..HALVINGS {
        if html.len() <= target {
            break;
        }
        limits = limits.halved();
        html = render_with(model, limits)?;
    }
    if html.len() > limit {
        let mut bare = model.clone();
        for index in least_missed(bare.pictures.len()) {
            bare.pictures[index] = PictureGroup::new(&bare.pictures[index].title, Vec::new()).intro(LEFT_OUT);
            html = render_with(&bare, limits)?;
            if html.len() <= limit {
                break;
            }
        }
    }
    if html.len() <= limit { Ok(html) } else { Err(ReportError::TooLarge { bytes: html.len(), limit }) }
}

/// The order in which groups of pictures give way: those between first and last from behind, then the last, then the first.
fn least_missed(count: usize) -> impl Iterator<Item = usize> {
    let (first, last) = ((count > 0).then_some(0), (count > 1).then(|| count - 1));
    (1..count.saturating_sub(1)).rev().chain(last).chain(first)
}

fn render_with(model: &ReportModel, limits: Limits) -> Result<String, ReportError> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_template("report.html", TEMPLATE)?;
    let style = format!("{}\n{PAGE_STYLE}", style_sheet());
    let html = environment.get_template("report.html")?.render(context! {
        page => Serde(page(model, limits)),
        policy => content_policy(&style, PAGE_SCRIPT),
        style => style,
        script => PAGE_SCRIPT,
    })?;
    Ok(html)
}

/// The content security policy: nothing is fetched, and no style or script runs but ours, which
/// the policy names by hash. Should markup ever slip through escaping, it still cannot run.
fn content_policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; \
         base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(style)),
        base64(&Sha256::digest(script))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Image, Picture};

    #[test]
    fn an_empty_model_is_a_valid_short_page() {
        let html = render(&ReportModel::default()).unwrap();
        assert!(html.contains("not a medical device"));
        assert!(!html.contains("id=\"protocol\"") && !html.contains("<figure"));
    }

    #[test]
    fn pictures_give_way_before_a_report_is_refused() {
        let group = |title: &str| {
            let image = Image::png(&vec![7; 90_000], 100, 100);
            PictureGroup::new(title, vec![Picture::new("Skin", "Simulated skin.", image)])
        };
        let model =
            ReportModel { pictures: vec![group("one"), group("two"), group("three")], ..ReportModel::default() };
        let whole = render(&model).unwrap();
        assert!(!whole.contains(LEFT_OUT));
        let html = render_within(&model, whole.len() - 1).unwrap();
        assert_eq!(html.matches("data:image/").count(), 2);
        assert!(html.find(LEFT_OUT).unwrap() > html.find(">two<").unwrap());
        assert_eq!(least_missed(4).collect::<Vec<_>>(), [2, 1, 3, 0]);
        assert_eq!(least_missed(1).collect::<Vec<_>>(), [0]);
        assert_eq!(least_missed(0).count(), 0);
    }

    #[test]
    fn what_cannot_be_made_small_enough_is_refused() {
        let error = render_within(&ReportModel::default(), 1000).unwrap_err();
        assert_eq!(error.code(), "report-too-large");
    }

    #[test]
    fn between_target_and_limit_the_thinnest_page_is_kept() {
        let model = ReportModel::default();
        let bytes = render(&model).unwrap().len();
        assert_eq!(render_between(&model, bytes - 1, bytes).unwrap().len(), bytes);
        assert!(render_between(&model, bytes - 1, bytes - 1).is_err());
    }
}

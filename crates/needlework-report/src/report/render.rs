//! From the model to one self-contained page.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use sha2::{Digest, Sha256};

use crate::chart::{Limits, style_sheet};

use super::base64::base64;
use super::budget::{SIZE_LIMIT, TARGET};
use super::check::{ReportError, check};
use super::lighter::{Step, steps, tell};
use super::model::ReportModel;
use super::view::page;

const TEMPLATE: &str = include_str!("assets/report.html");
const PAGE_STYLE: &str = include_str!("assets/report.css");
const PAGE_SCRIPT: &str = include_str!("assets/report.js");

/// How often the limits are halved before a report counts as too large.
const HALVINGS: usize = 5;

/// Renders a report as one HTML page that needs no network.
///
/// Curves, tables and patterns are thinned by stated rules until the page is under
/// [`TARGET`], or as far as they go if it stays above that but under [`SIZE_LIMIT`]. Above that, animations, sizes and groups of
/// pictures, then curves and tables give way step by step, and the page says so. The same model gives the same bytes.
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
        // Every step makes the page smaller, so halving finds the least that is enough in few renderings.
        let steps = steps(model);
        let page = |count: usize| {
            let mut lighter = model.clone();
            let taken: Vec<Step> = steps.iter().take(count).copied().filter(|step| step.take(&mut lighter)).collect();
            tell(&mut lighter, &taken);
            render_with(&lighter, limits)
        };
        let (mut low, mut high) = (0, steps.len());
        html = page(high)?;
        while html.len() <= limit && high - low > 1 {
            let middle = usize::midpoint(low, high);
            let tried = page(middle)?;
            if tried.len() <= limit {
                (high, html) = (middle, tried);
            } else {
                low = middle;
            }
        }
    }
    if html.len() <= limit { Ok(html) } else { Err(ReportError::TooLarge { bytes: html.len(), limit }) }
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
    use super::super::lighter::LEFT_OUT;
    use super::*;
    use crate::report::{Image, Picture, PictureGroup, Puncture, PuncturePattern, Series, Timeline, TimelineGroup};

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
        assert!(html.contains("To keep this page under 3 MB, groups of pictures are left out."));
    }

    /// A study of many zones, each with noisy curves, a group of pictures, an animation and a pattern.
    fn many_zones(zones: u32) -> ReportModel {
        let noise = |seed: u32| {
            let mut state = u64::from(seed) + 1;
            move || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 40) as f64 / 1e5
            }
        };
        let mut next = noise(0);
        let bytes: Vec<u8> = (0..120_000).map(|_| next() as u8).collect();
        let image = Image::png(&bytes, 640, 400);
        let group = |zone: u32| {
            let picture = Picture::new("Skin", "Simulated skin.", image.clone()).motion(image.clone());
            PictureGroup::new(format!("Zone {zone}"), vec![picture])
        };
        let curves = |zone: u32| {
            let mut next = noise(zone);
            let points: Vec<[f64; 2]> = (0..300).map(|day| [f64::from(day), next()]).collect();
            let band: Vec<[f64; 2]> = points.iter().map(|point| [point[1] - 3.0, point[1] + 3.0]).collect();
            let series = Series::new("Median", points).band(band);
            TimelineGroup::new(format!("Zone {zone}"), vec![Timeline::new("Endpoint", "%", series)])
        };
        let place = |at: u32| Puncture { x: f64::from(at % 50), y: f64::from(at / 50), depth: 0.5 };
        let pattern = |zone: u32| PuncturePattern {
            title: format!("Zone {zone}"),
            punctures: (0..500).map(place).collect(),
            ..PuncturePattern::default()
        };
        ReportModel {
            pictures: (0..zones).map(group).collect(),
            groups: (0..zones).map(curves).collect(),
            punctures: (0..zones).map(pattern).collect(),
            ..ReportModel::default()
        }
    }

    #[test]
    fn a_study_of_any_number_of_zones_fits() {
        const SAID: &str = "To keep this page under 3 MB, ";
        let three = render(&many_zones(3)).unwrap();
        assert!(three.len() <= SIZE_LIMIT && !three.contains(SAID), "{}", three.len());
        let model = many_zones(12);
        let twelve = render(&model).unwrap();
        assert!(twelve.len() <= SIZE_LIMIT, "{}", twelve.len());
        assert!(twelve.contains(&format!("{SAID}animations stand still")));
        assert_eq!(twelve, render(&model).unwrap());
        // However small the page must be, everything that can give way does before a report is refused.
        let small = render_within(&model, 60_000).unwrap();
        assert!(small.contains("groups of pictures are left out") && small.contains("groups of curves are left out"));
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

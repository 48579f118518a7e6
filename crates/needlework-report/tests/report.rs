//! The page is self-contained, safe, small, accessible in structure and the same every time.

mod fixture;

use needlework_report::report::{
    Headline, Puncture, PuncturePattern, ReportModel, SIZE_LIMIT, Series, SessionMark, Timeline, TimelineGroup, render,
};
use sha2::{Digest, Sha256};

fn between<'a>(html: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    html.split(open).skip(1).map(|rest| rest.split_once(close).map_or(rest, |(inside, _)| inside)).collect()
}

fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    between(html, &format!(" {name}=\""), "\"")
}

#[test]
fn nothing_on_the_page_leads_outside() {
    let html = render(&fixture::model()).unwrap();
    for name in ["href", "src", "action", "formaction", "poster", "xlink:href"] {
        for target in attributes(&html, name) {
            let inside = target.starts_with('#') || target.starts_with("data:");
            assert!(inside, "{name} leads to {}", &target[..target.len().min(80)]);
        }
    }
    for foreign in ["http://", "https://", "//cdn", "@import", "<iframe", "<object", "<embed"] {
        assert!(!html.contains(foreign), "{foreign}");
    }
    let addresses = between(&html, "url(", ")");
    assert!(addresses.iter().all(|target| target.starts_with('#')));
    assert!(html.contains("default-src 'none'"));
    assert_eq!(attributes(&html, "style").len(), 0, "inline styles are blocked by the policy");
    assert!(!html.contains(" onclick=") && !html.contains("javascript:"));
}

#[test]
fn the_policy_names_exactly_our_style_and_script() {
    let html = render(&fixture::model()).unwrap();
    let policy = between(&html, "http-equiv=\"Content-Security-Policy\" content=\"", "\"")[0];
    for (open, close, kind) in [("<style>", "</style>", "style-src"), ("<script>", "</script>", "script-src")] {
        let blocks = between(&html, open, close);
        assert_eq!(blocks.len(), 1);
        let hash = Sha256::digest(blocks[0]);
        let first = format!("{kind} 'sha256-{}", base64_head(&hash));
        assert!(policy.contains(&first), "{first} in {policy}");
    }
}

/// The first 40 of 44 base64 digits, enough to tell hashes apart.
fn base64_head(bytes: &[u8]) -> String {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bit = |at: usize| usize::from(bytes[at / 8] >> (7 - at % 8) & 1);
    (0..40)
        .map(|digit| (0..6).fold(0, |value, at| value * 2 + bit(digit * 6 + at)))
        .map(|value| char::from(digits[value]))
        .collect()
}

#[test]
fn figures_on_the_page_are_well_formed_and_ids_are_unique() {
    let html = render(&fixture::model()).unwrap();
    let figures = between(&html, "<svg", "</svg>");
    assert!(figures.len() > 15);
    for figure in figures {
        roxmltree::Document::parse(&format!("<svg{figure}</svg>")).expect("well-formed");
    }
    let mut ids = attributes(&html, "id");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "ids are unique");
    for reference in attributes(&html, "aria-labelledby") {
        for id in reference.split(' ') {
            assert!(ids.binary_search(&id).is_ok(), "{id} is on the page");
        }
    }
    for target in attributes(&html, "href").iter().filter_map(|target| target.strip_prefix('#')) {
        assert!(ids.binary_search(&target).is_ok(), "{target} is on the page");
    }
}

#[test]
fn the_page_is_built_for_keyboard_and_screen_reader() {
    let html = render(&fixture::model()).unwrap();
    for part in [
        "<html lang=\"en\">",
        "<main id=\"main\"",
        "<nav class=\"contents\" aria-label",
        "<header",
        "<footer",
        "class=\"skip\" href=\"#main\"",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert_eq!(html.matches("<h1>").count(), 1);
    assert_eq!(html.matches("<table").count(), html.matches("<caption>").count());
    assert!(!html.contains("<th>"), "every heading cell has a scope");
    assert_eq!(html.matches("Simulated; research and education, not a medical device").count(), 2);
    for region in between(&html, "class=\"scroll\"", ">") {
        assert!(region.contains("tabindex=\"0\"") && region.contains("aria-label"));
    }
}

#[test]
fn pictures_have_words_a_still_and_a_way_to_stop() {
    let html = render(&fixture::model()).unwrap();
    let images = between(&html, "<img ", ">");
    assert_eq!(images.len(), 3);
    for image in images {
        let alt = between(image, "alt=\"", "\"");
        assert!(alt.len() == 1 && alt[0].len() > 10, "{alt:?}");
        assert!(image.contains("width=\"240\" height=\"120\""), "the page does not jump while it loads");
    }
    assert_eq!(html.matches("class=\"plate moves\"").count(), 1);
    assert_eq!(html.matches("<button type=\"button\" class=\"play\"").count(), 1);
    assert!(html.contains("prefers-reduced-motion") && html.contains(".plate .motion"));
    assert!(html.contains("fill=\"#2a4f9c\"") && html.contains("Area (mm²)"));
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    assert_eq!(render(&fixture::model()).unwrap(), render(&fixture::model()).unwrap());
}

#[test]
fn the_model_survives_a_round_trip_through_json() {
    let model = fixture::model();
    let text = serde_json::to_string(&model).unwrap();
    let read: ReportModel = serde_json::from_str(&text).unwrap();
    assert_eq!(render(&read).unwrap(), render(&model).unwrap());
}

/// Replaces every text of a JSON value.
fn poison(value: &mut serde_json::Value, text: &str) {
    match value {
        serde_json::Value::String(inner) => text.clone_into(inner),
        serde_json::Value::Array(list) => list.iter_mut().for_each(|one| poison(one, text)),
        serde_json::Value::Object(map) => {
            for (key, one) in map.iter_mut() {
                // These hold words and files of ours, not texts of the user.
                if !["better", "role", "source"].contains(&key.as_str()) {
                    poison(one, text);
                }
            }
        }
        _ => {}
    }
}

#[test]
fn hostile_texts_stay_texts_everywhere() {
    let honest = render(&fixture::model()).unwrap();
    let tags = |html: &str, tag: &str| html.matches(tag).count();
    for text in [
        "</title></style></script><script>alert(1)</script>",
        "\" onmouseover=\"alert(1)",
        "<img src=x onerror=alert(1)>",
        "{{ 7 * 7 }}{% raw %}",
        "'\"><svg/onload=alert(1)>",
    ] {
        let mut value = serde_json::to_value(fixture::model()).unwrap();
        poison(&mut value, text);
        let model: ReportModel = serde_json::from_value(value).unwrap();
        let html = render(&model).unwrap();
        for tag in ["<script", "</script", "<style", "<img", "</title></style>"] {
            assert_eq!(tags(&html, tag), tags(&honest, tag), "{tag} after {text}");
        }
        assert!(!html.contains("<svg/onload") && !html.contains("\" onmouseover=\""));
        assert!(!text.contains("{{") || !html.contains(">49{"));
    }
}

#[test]
fn a_very_large_run_stays_under_the_limit() {
    let points: Vec<[f64; 2]> = (0..3000).map(|at| [f64::from(at) * 0.6, (f64::from(at) * 0.37).sin() * 3.0]).collect();
    let band: Vec<[f64; 2]> = points.iter().map(|point| [point[1] - 1.0, point[1] + 1.3]).collect();
    let timelines = (0..60).map(|index| {
        Timeline::new(format!("Quantity {index}"), "pg/mm³", Series::new("Median", points.clone()).band(band.clone()))
            .first_days(0.0, 5.0, "session 1")
    });
    let punctures = (0..40_000)
        .map(|at| Puncture { x: f64::from(at % 500) * 0.1, y: f64::from(at / 500) * 0.1, depth: 0.8 })
        .collect();
    let model = ReportModel {
        groups: vec![
            TimelineGroup::new("All", timelines.collect())
                .sessions((0..60).map(|at| SessionMark::new(f64::from(at) * 28.0, "Session", "s")).collect()),
        ],
        punctures: vec![PuncturePattern { punctures, area: 2000.0, density: 10_000.0, ..Default::default() }],
        ..Default::default()
    };
    let html = render(&model).unwrap();
    assert!(html.len() <= SIZE_LIMIT, "{} bytes", html.len());
    assert!(html.contains("of 3000 rows"), "thinning is stated");
}

#[test]
fn the_fixture_page_is_light() {
    let bytes = render(&fixture::model()).unwrap().len();
    assert!(bytes < 600_000, "{bytes} bytes");
}

#[test]
fn headlines_show_band_unit_and_direction() {
    let html = render(&ReportModel {
        headlines: vec![Headline::new("Wrinkle grade", -0.83, "grades").band(-1.21, -0.42)],
        ..Default::default()
    })
    .unwrap();
    assert!(html.contains("\u{2212}0.83") && html.contains("\u{2212}1.21") && html.contains("\u{2212}0.42 grades"));
}

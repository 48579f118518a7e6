//! Height along lines across the skin.

use needlework::concern::ScarType;
use needlework::surface::{LinePattern, SkinSurface, SurfaceMaps};

/// A straight cut across the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// What it crosses.
    pub name: String,
    /// First point: row and column.
    pub start: [usize; 2],
    /// Points along it.
    pub points: usize,
    /// Whether it runs downwards instead of across.
    pub down: bool,
}

impl Cut {
    /// Place along the cut and height above the mean of the cut, `[mm, µm]` for each point.
    pub fn heights(&self, maps: &SurfaceMaps) -> Vec<[f64; 2]> {
        let [row, column] = self.start;
        let at = |step: usize| {
            let (row, column) = if self.down { (row + step, column) } else { (row, column + step) };
            maps.height.get(row * maps.window.columns + column).copied().map_or(0.0, f64::from)
        };
        (0..self.points).map(|step| [step as f64 * maps.window.spacing, 1000.0 * at(step)]).collect()
    }
}

/// The cuts that show a concern best: through the deepest scar of each type, or across the lines, marks or the scar.
pub fn cuts(surface: &SkinSurface, maps: &SurfaceMaps) -> Vec<Cut> {
    let window = maps.window;
    let inside = |place: [f64; 2]| {
        let index = |value: f64, start: f64, most: usize| {
            let index = ((value - start) / window.spacing).round();
            (index >= 0.0 && index < most as f64).then_some(index as usize)
        };
        Some([index(place[1], window.top, window.rows)?, index(place[0], window.left, window.columns)?])
    };
    let across = |name: &str, middle: [usize; 2], half: f64| {
        let half = (half / window.spacing) as usize;
        let first = middle[1].saturating_sub(half);
        let last = (middle[1] + half).min(window.columns - 1);
        Cut { name: name.to_owned(), start: [middle[0], first], points: last - first + 1, down: false }
    };
    let mut cuts = Vec::new();
    for (scar_type, name) in [
        (ScarType::Rolling, "Deepest rolling scar"),
        (ScarType::Boxcar, "Deepest boxcar scar"),
        (ScarType::IcePick, "Deepest ice-pick scar"),
    ] {
        let scars = surface.scars.iter().filter(|scar| scar.scar_type == scar_type);
        let shown = scars.filter_map(|scar| Some((scar, inside(scar.centre)?)));
        if let Some((scar, middle)) = shown.max_by(|a, b| a.0.depth.total_cmp(&b.0.depth)) {
            cuts.push(across(name, middle, 2.1 * scar.radii[0] + 0.6));
        }
    }
    if !cuts.is_empty() {
        return cuts;
    }
    let middle = [window.rows / 2, window.columns / 2];
    if !surface.lines.is_empty() {
        return match surface.line_pattern() {
            LinePattern::Radial => vec![across("Across the lines", [window.rows * 2 / 5, middle[1]], window.size()[0])],
            LinePattern::Fan | LinePattern::Across | LinePattern::Crossed | LinePattern::Draped => {
                vec![Cut {
                    name: "Across the lines".into(),
                    start: [0, window.columns / 3],
                    points: window.rows,
                    down: true,
                }]
            }
        };
    }
    if surface.mature_scar.is_some() {
        return vec![Cut { name: "Across the scar".into(), start: [0, middle[1]], points: window.rows, down: true }];
    }
    let name = if surface.striae.is_empty() { "Across the skin" } else { "Across the stretch marks" };
    vec![across(name, middle, window.size()[0])]
}

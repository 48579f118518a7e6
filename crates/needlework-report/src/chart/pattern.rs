//! The pattern of punctures on the skin, to scale.

use super::figure::Figure;
use super::labels::{LINE, SMALL};
use super::number::{decimals_for, fixed, significant};
use super::palette::DEPTHS;
use super::svg::{Svg, push_step, slug};
use super::table::{Cell, DataTable, Limits};
use super::text::width;

/// One puncture seen from above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Place along the first direction. [mm]
    pub x: f64,
    /// Place along the second direction. [mm]
    pub y: f64,
    /// Depth reached. [mm]
    pub depth: f64,
}

/// Punctures on a patch of skin, coloured by depth, with a scale bar.
///
/// Where there are more punctures than can be shown, a window around the middle is drawn at true
/// density rather than a sample of all.
#[derive(Clone, Debug)]
pub struct Pattern {
    id: String,
    title: String,
    dots: Vec<Dot>,
    shape: f64,
}

impl Pattern {
    /// A pattern of punctures.
    pub fn new(id: impl Into<String>, title: impl Into<String>, dots: Vec<Dot>) -> Self {
        Self { id: id.into(), title: title.into(), dots, shape: 0.72 }
    }

    /// Sets the height of the picture as a share of its width.
    #[must_use]
    pub fn shape(mut self, height_per_width: f64) -> Self {
        self.shape = height_per_width.clamp(0.2, 2.0);
        self
    }

    /// The part that is drawn: low corner and size [mm], at most `most` punctures.
    fn window(&self, most: usize) -> ([f64; 2], [f64; 2]) {
        let span = |pick: fn(&Dot) -> f64| {
            let finite = || self.dots.iter().map(pick).filter(|value| value.is_finite());
            let low = finite().fold(f64::INFINITY, f64::min);
            let high = finite().fold(f64::NEG_INFINITY, f64::max);
            if low < high { (low, high) } else { (low.min(0.0), low.max(1.0)) }
        };
        let ((left, right), (near, far)) = (span(|dot| dot.x), span(|dot| dot.y));
        let mut size = [right - left, far - near];
        if size.iter().any(|side| !side.is_finite()) {
            return ([0.0, 0.0], [1.0, self.shape]);
        }
        // The picture's shape, cut from the middle of the patch.
        if size[1] > self.shape * size[0] {
            size[1] = self.shape * size[0];
        } else {
            size[0] = size[1] / self.shape;
        }
        let middle = [0.5 * (left + right), 0.5 * (near + far)];
        let corner = |size: [f64; 2]| [middle[0] - 0.5 * size[0], middle[1] - 0.5 * size[1]];
        while self.inside(corner(size), size).count() > most.max(1) {
            size = size.map(|side| side * 0.92);
        }
        (corner(size), size)
    }

    fn inside(&self, corner: [f64; 2], size: [f64; 2]) -> impl Iterator<Item = &Dot> {
        self.dots.iter().filter(move |dot| {
            let (x, y) = (dot.x - corner[0], dot.y - corner[1]);
            (0.0..=size[0]).contains(&x) && (0.0..=size[1]).contains(&y)
        })
    }

    fn depths(&self) -> (f64, f64) {
        let finite = || self.dots.iter().map(|dot| dot.depth).filter(|depth| depth.is_finite());
        let (low, high) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
        if low <= high { (low, high) } else { (0.0, 0.0) }
    }
}

/// The longest of 1, 2, 5 × 10ᵏ mm that is at most `most`.
fn scale_bar(most: f64) -> f64 {
    let decade = 10_f64.powf(most.log10().floor());
    [5.0, 2.0].into_iter().find(|lead| lead * decade <= most).unwrap_or(1.0) * decade
}

impl Figure for Pattern {
    fn id(&self) -> &str {
        &self.id
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn description(&self) -> String {
        let (low, high) = self.depths();
        let (_, size) = self.window(Limits::default().dots);
        format!(
            "Map of {} simulated punctures seen from above, coloured by depth from {} to {} mm; the \
             picture shows at most {} by {} mm around the middle.",
            self.dots.len(),
            significant(low, 3),
            significant(high, 3),
            significant(size[0], 3),
            significant(size[1], 3)
        )
    }

    fn table(&self) -> DataTable {
        let column = |name: &str| (name.to_owned(), "mm".to_owned());
        DataTable {
            caption: self.title.clone(),
            columns: vec![column("x"), column("y"), column("Depth")],
            rows: self.dots.iter().map(|dot| [dot.x, dot.y, dot.depth].map(Cell::Number).to_vec()).collect(),
        }
    }

    fn drawing(&self, width_all: f64, limits: Limits) -> (String, [f64; 2]) {
        let width_all = width_all.max(160.0);
        let (corner, size) = self.window(limits.dots);
        let scale = width_all / size[0];
        let height = size[1] * scale;
        let (low, high) = self.depths();
        let class = |depth: f64| {
            if high > low { ((4.0 * (depth - low) / (high - low)) as usize).min(DEPTHS.len() - 1) } else { 0 }
        };
        let mut paths: [String; DEPTHS.len()] = Default::default();
        let mut shown = 0_usize;
        for dot in self.inside(corner, size) {
            shown += 1;
            let (x, y) = ((dot.x - corner[0]) * scale, height - (dot.y - corner[1]) * scale);
            if let Some(path) = paths.get_mut(class(dot.depth)) {
                push_step(path, 'M', [tenth(x), tenth(y)]);
                path.push_str("h0");
            }
        }
        let spacing = (width_all * height / shown.max(1) as f64).sqrt();
        let mut svg = Svg::default();
        let clip = format!("{}-clip", slug(&self.id));
        svg.open("clipPath", &[("id", (&clip).into())]);
        svg.rect("", [0.0, 0.0], [width_all, height]);
        svg.close("clipPath");
        svg.open("g", &[("clip-path", (&format!("url(#{clip})")).into())]);
        for (index, path) in paths.iter().enumerate() {
            if !path.is_empty() {
                svg.empty(
                    "path",
                    &[
                        ("class", (&format!("nw-dots nw-d{index}")).into()),
                        ("stroke-width", (0.42 * spacing).clamp(1.0, 4.5).into()),
                        ("d", path.into()),
                    ],
                );
            }
        }
        svg.close("g");
        svg.rect("nw-frame", [0.5, 0.5], [width_all - 1.0, height - 1.0]);
        let bar = scale_bar(0.3 * size[0]);
        let row = height + LINE + 6.0;
        svg.line("nw-scale-bar", [0.0, row - 4.0], [bar * scale, row - 4.0]);
        let label = format!("{} mm", significant(bar, 3));
        svg.label("nw-swatch-label", [bar * scale + 8.0, row], "start", &label);
        let bottom = depth_key(&mut svg, width_all, row + LINE + 5.0, (low, high));
        (svg.finish(), [width_all, bottom + 6.0])
    }
}

fn depth_key(svg: &mut Svg, width_all: f64, top: f64, (low, high): (f64, f64)) -> f64 {
    let (mut x, mut y) = (0.0, top);
    let head = "Depth [mm]";
    svg.label("nw-note", [0.0, y], "start", head);
    x += width(head, SMALL) + 12.0;
    let classes = if high > low { DEPTHS.len() } else { 1 };
    for index in 0..classes {
        let step = 0.25 * (high - low);
        let edge = |at: usize| fixed(low + step * at as f64, decimals_for(step));
        let text = if classes == 1 { edge(0) } else { format!("{}–{}", edge(index), edge(index + 1)) };
        let size = 14.0 + width(&text, SMALL);
        if x + size > width_all {
            (x, y) = (0.0, y + LINE + 1.0);
        }
        svg.empty(
            "circle",
            &[
                ("cx", (x + 4.0).into()),
                ("cy", (y - 4.0).into()),
                ("r", 4.0.into()),
                ("class", (&format!("nw-dot nw-d{index}")).into()),
            ],
        );
        svg.label("nw-tick", [x + 12.0, y], "start", &text);
        x += size + 12.0;
    }
    y
}

/// A tenth of a drawing unit is finer than any screen shows a dot; it keeps large patterns small.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(side: u32) -> Pattern {
        let dots = (0..side * side).map(|index| Dot {
            x: f64::from(index % side) * 0.1,
            y: f64::from(index / side) * 0.1,
            depth: 0.4 + 0.001 * f64::from(index % 100),
        });
        Pattern::new("p", "Punctures", dots.collect())
    }

    #[test]
    fn a_dense_pattern_is_cropped_at_true_density() {
        let pattern = square(200);
        let (corner, size) = pattern.window(1000);
        let shown = pattern.inside(corner, size).count() as f64;
        assert!(shown <= 1000.0 && shown > 700.0);
        let density = shown / (size[0] * size[1]);
        assert!((density - 100.0).abs() < 10.0, "{density} per mm²");
    }

    #[test]
    fn scale_bars_are_round_and_fit() {
        for most in [0.3, 1.0, 1.7, 2.0, 6.4, 49.0] {
            let bar = scale_bar(most);
            assert!(bar <= most && bar >= 0.39 * most, "{bar} for {most}");
        }
    }

    #[test]
    fn an_empty_pattern_draws() {
        let svg = Pattern::new("p", "Punctures", Vec::new()).to_svg(300.0, Limits::default());
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}

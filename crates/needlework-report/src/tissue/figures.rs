//! The figures: an explained section, the course side by side and moving, both collagens, what changed, from above.

use super::{Drawn, Pattern, Tissue, words};
use crate::report::{Image, LegendEntry, Picture, PictureGroup};
use needlework_picture::PictureError;
use needlework_picture::histology::{
    Layout, Scene, Stain, Surface, View, caption, from_above, mark, name_layers, point_out, sheet,
};
use needlework_picture::raster::{Canvas, Frame, Palette, Rgb8, animation, indexed_png};
use needlework_picture::section::{Field, Section};

/// Micrometres per pixel of the explained section, of pictures side by side, and of the animation, where a section is at
/// most [`LARGE`].
const EXPLAINED: f64 = 3.3;
/// See [`EXPLAINED`].
const SIDE_BY_SIDE: f64 = 4.8;
/// Area of a section from which on it is drawn smaller, so that thick skin takes no more bytes than thin skin [mm²].
const LARGE: f64 = 1.35;
/// Colours of a picture: enough for tissue, few enough for small files.
const COLOURS: usize = 48;
/// Frames of the animation at most: it is the largest picture of a report.
const FRAMES: usize = 8;
/// How long a frame stands, and the first and last one [ms].
const FRAME: u16 = 700;
/// See [`FRAME`].
const PAUSE: u16 = 1800;
/// Days of the maps of changes [day].
const CHANGES: [f64; 5] = [3.0, 7.0, 14.0, 28.0, 90.0];
/// Width of a figure [pixel].
const WIDE: usize = 1020;
/// Side of the patch seen from above [mm].
const PATCH: f64 = 5.0;
/// Pixels per millimetre of the patch [1/mm].
const PATCH_SCALE: f64 = 68.0;

/// All figures of the unit cell.
pub(super) fn all(tissue: &Tissue, before: &Section, after: &[Section]) -> Result<Drawn, PictureError> {
    let mut book = Book { tissue, prefix: "", drawn: Vec::new(), files: Vec::new() };
    let pick = |wanted: &[f64]| picked(tissue, after, wanted);
    let fine = Scene::new(before, view(before, EXPLAINED))?;
    book.explained(&fine, before, after)?;
    drop(fine);
    let scene = Scene::new(before, view(before, SIDE_BY_SIDE))?;
    let shown = pick(&[1.0 / 24.0, 3.0, 7.0, 14.0, 28.0, 90.0]);
    let frames = book.masson(&scene, before, after)?;
    book.side_by_side(before, &shown, &frames)?;
    book.moving(before, &shown, frames)?;
    book.picrosirius(&scene, before, &pick(&[1.0 / 24.0, 7.0, 14.0, 28.0]))?;
    book.gained(&scene, before, &pick(&[7.0, 14.0, 28.0]))?;
    book.elastic(&scene, before, &pick(&[90.0]))?;
    book.changed(&scene, before, &pick(&CHANGES))?;
    if let Some(pattern) = &tissue.pattern {
        book.above(pattern, after)?;
    }
    let group = PictureGroup::new(format!("The tissue, {}", tissue.zone), book.drawn).intro(words::intro(tissue));
    Ok(Drawn { group, files: book.files })
}

/// The figures of the slice through a patch.
pub(super) fn of_patch(tissue: &Tissue, before: &Section, after: &[Section]) -> Result<Drawn, PictureError> {
    let mut book = Book { tissue, prefix: "patch-", drawn: Vec::new(), files: Vec::new() };
    let scene = Scene::new(before, view(before, SIDE_BY_SIDE))?;
    let shown = picked(tissue, after, &[1.0 / 24.0, 3.0, 7.0, 14.0, 28.0]);
    let frames = book.masson(&scene, before, after)?;
    book.side_by_side(before, &shown, &frames)?;
    book.gained(&scene, before, &picked(tissue, after, &[7.0, 28.0]))?;
    book.changed(&scene, before, &picked(tissue, after, &CHANGES))?;
    let title = format!("The tissue of the patch, {}", tissue.zone);
    Ok(Drawn { group: PictureGroup::new(title, book.drawn).intro(words::patch_intro(tissue)), files: book.files })
}

/// The sections nearest to the wanted days after the first session [day], and the last one.
fn picked<'a>(tissue: &Tissue, after: &'a [Section], wanted: &[f64]) -> Vec<&'a Section> {
    let since: Vec<f64> = after.iter().map(|section| section.day - tissue.first_session).collect();
    super::shown(&since, wanted).into_iter().filter_map(|index| after.get(index)).collect()
}

/// How large a section is drawn, at `size` micrometres per pixel unless it is [`LARGE`].
fn view(section: &Section, size: f64) -> View {
    let area = section.content.width() * section.content.depth();
    View { scale: 1000.0 / (size * (area / LARGE).sqrt().max(1.0)), ..View::default() }
}

pub(super) struct Book<'a> {
    pub(super) tissue: &'a Tissue,
    /// What the names of files begin with.
    prefix: &'static str,
    pub(super) drawn: Vec<Picture>,
    files: Vec<(String, Vec<u8>)>,
}

impl Book<'_> {
    /// Keeps a file and hands back its image.
    pub(super) fn image(&mut self, name: &str, picture: &Rgb8, layout: &Layout) -> Result<Image, PictureError> {
        let palette = Palette::of(&[picture], COLOURS).keeping(layout.ground.to_srgb());
        let file = indexed_png(&palette.map(picture), &palette)?;
        Ok(self.keep(name, file, picture.width, picture.height))
    }

    fn keep(&mut self, name: &str, file: Vec<u8>, width: usize, height: usize) -> Image {
        let image = Image::png(&file, width as u32, height as u32);
        self.files.push((format!("{}{name}.png", self.prefix), file));
        image
    }

    /// A picture with its day and a scale bar.
    pub(super) fn titled(&self, scene: &Scene, mut canvas: Canvas, section: &Section, layout: &Layout) -> Canvas {
        caption(&mut canvas, layout, &words::day(self.tissue, section), scene.scale());
        canvas
    }

    /// Before and soon after, with the layers named.
    fn explained(&mut self, scene: &Scene, before: &Section, after: &[Section]) -> Result<(), PictureError> {
        let Some(open) = after.first() else { return Ok(()) };
        let layout = Layout { letters: 11.0, ..Layout::light(2) };
        let start = self.titled(scene, scene.stain(before, Stain::Masson)?, before, &layout);
        let mut opened = self.titled(scene, scene.stain(open, Stain::Masson)?, open, &layout);
        mark(&mut opened, &layout);
        if let Some(channel) = open.anatomy.openings.last() {
            let depth = open.content.depth().min(channel.depth);
            for (share, beside, name) in words::marks(self.tissue.kind) {
                // What is named is dermis: below it there is no healing network.
                let z = (share * depth).min(open.anatomy.layers.skin() - 0.08);
                // Between the open core and the edge of the dead tissue, or in the middle.
                let narrow = (1.0 - z / channel.depth).max(0.0).powf(channel.taper);
                let aside = beside * (channel.mouth_radius + channel.dead_radius) * 0.5 * narrow;
                point_out(&mut opened, scene, &layout, [scene.axis(channel.x, z) + aside, z], name);
            }
        }
        let named = name_layers(&opened, scene, &layout)?;
        let mut figure = Canvas::new(start.width() + layout.gap + named.width(), start.height(), layout.ground)?;
        figure.paste(&start, 0, 0);
        figure.paste(&named, start.width() + layout.gap, 0);
        let day = words::day(self.tissue, open);
        let image = self.image("section-explained", &figure.to_rgb8(), &layout)?;
        let alt = format!(
            "Two vertical sections through skin in Masson's trichrome, side by side: before treatment, and {day} after a \
             session. Below a red epidermis with dark nuclei lie fine blue fibres of the papillary dermis and thick wavy blue \
             bundles of the reticular dermis. On the right {}.",
            words::opened(self.tissue.kind, open.anatomy.openings.len())
        );
        self.drawn.push(
            Picture::new(format!("Section before and {day} after the first treatment, Masson's trichrome"), alt, image)
                .wide()
                .legend(masson_legend())
                .note(
                    "The stained area of each kind of collagen follows its content. Clot and fibrin lie over the fibres of dead \
                     tissue and let half of their blue be seen. Cells are those of a slab 0.1 mm thick.",
                ),
        );
        Ok(())
    }

    /// All moments in Masson's trichrome, with their days.
    fn masson(&self, scene: &Scene, before: &Section, after: &[Section]) -> Result<Vec<(f64, Canvas)>, PictureError> {
        let layout = Layout::light(4);
        let stained = |section: &Section| -> Result<(f64, Canvas), PictureError> {
            Ok((section.day, self.titled(scene, scene.stain(section, Stain::Masson)?, section, &layout)))
        };
        std::iter::once(before).chain(after).map(stained).collect()
    }

    /// The course in Masson's trichrome, side by side.
    fn side_by_side(
        &mut self,
        before: &Section,
        shown: &[&Section],
        frames: &[(f64, Canvas)],
    ) -> Result<(), PictureError> {
        // Five in rows of four would leave one alone; narrow ones all stand in one row.
        let width = frames.first().map_or(WIDE, |(_, canvas)| canvas.width() + Layout::light(1).gap);
        let count = shown.len() + 1;
        let columns = if count * width <= WIDE {
            count
        } else if count == 5 {
            3
        } else {
            4
        };
        let layout = Layout::light(columns.max(1));
        let beside = |day: f64| day == before.day || shown.iter().any(|section| section.day == day);
        let mut side_by_side: Vec<Canvas> =
            frames.iter().filter(|(day, _)| beside(*day)).map(|(_, canvas)| canvas.clone()).collect();
        if let Some(last) = side_by_side.last_mut() {
            mark(last, &layout);
        }
        let image = self.image("masson", &sheet(&side_by_side, &layout)?.to_rgb8(), &layout)?;
        let last = shown.last().copied().unwrap_or(before);
        let gain = 100.0 * words::gain(before, last);
        let alt = format!(
            "The same piece of skin in Masson's trichrome before treatment and at {}: {}, a crust under which the epidermis \
             closes, inflammatory cells, then thin light blue new fibres and denser blue collagen.",
            words::days(self.tissue, shown),
            words::opened(self.tissue.kind, before.anatomy.openings.len())
        );
        let note = format!(
            "At {} the papillary dermis holds {gain:.0} % more collagen than before; ageing is included.",
            words::day(self.tissue, last)
        );
        let table = words::collagen_table(self.tissue);
        let picture = Picture::new("The course, Masson's trichrome", alt, image).wide().legend(masson_legend());
        let key = if self.prefix.is_empty() { Picture::SECTION } else { "" };
        self.drawn.push(picture.keyed(key).note(note).data(table));
        Ok(())
    }

    /// The same, moving.
    fn moving(
        &mut self,
        before: &Section,
        shown: &[&Section],
        mut frames: Vec<(f64, Canvas)>,
    ) -> Result<(), PictureError> {
        let layout = Layout::light(4);
        let beside = |day: f64| day == before.day || shown.iter().any(|section| section.day == day);
        let last = shown.last().copied().unwrap_or(before);
        // The moments that stand side by side move too; others in between, as many as there is room for.
        let others = frames.iter().filter(|(day, _)| !beside(*day)).count();
        let spare = FRAMES.saturating_sub(frames.len() - others).min(others);
        let mut passed = 0;
        frames.retain(|(day, _)| {
            let kept = beside(*day) || (passed + 1) * spare / others.max(1) > passed * spare / others.max(1);
            passed += usize::from(!beside(*day));
            kept
        });
        let pictures: Vec<Rgb8> = frames
            .into_iter()
            .map(|(_, mut canvas)| {
                mark(&mut canvas, &layout);
                canvas.to_rgb8()
            })
            .collect();
        let palette = Palette::of(&pictures.iter().collect::<Vec<_>>(), COLOURS).keeping(layout.ground.to_srgb());
        let count = pictures.len();
        let moving: Vec<Frame> = pictures
            .iter()
            .enumerate()
            .map(|(index, picture)| {
                let milliseconds = if index == 0 || index + 1 == count { PAUSE } else { FRAME };
                Frame { picture: palette.map(picture), milliseconds }
            })
            .collect();
        let (Some(first), Some(start)) = (pictures.first(), moving.first()) else { return Ok(()) };
        let still = indexed_png(&start.picture, &palette)?;
        let file = animation(&moving, &palette)?;
        let (width, height) = (first.width, first.height);
        let still = Image::png(&still, width as u32, height as u32);
        let motion = self.keep("masson-moving", file, width, height);
        let alt = format!(
            "Animation of the same section over {count} moments, from before treatment to {}: wounds open, close and leave \
             denser collagen.",
            words::day(self.tissue, last)
        );
        let picture = Picture::new("The course, moving", alt, still).motion(motion);
        self.drawn.push(picture.note("The time between frames grows: hours first, then days, then months."));
        Ok(())
    }

    /// Both collagens between crossed polarisers, in colours that do not need red and green as well.
    fn picrosirius(&mut self, scene: &Scene, before: &Section, shown: &[&Section]) -> Result<(), PictureError> {
        let layout = Layout::dark(3);
        for (stain, name) in
            [(Stain::Picrosirius, "picrosirius"), (Stain::PicrosiriusColourBlindSafe, "picrosirius-colour-blind-safe")]
        {
            let mut panels = Vec::new();
            for section in std::iter::once(before).chain(shown.iter().copied()) {
                panels.push(self.titled(scene, scene.stain(section, stain)?, section, &layout));
            }
            if let Some(last) = panels.last_mut() {
                mark(last, &layout);
            }
            let image = self.image(name, &sheet(&panels, &layout)?.to_rgb8(), &layout)?;
            if stain != Stain::Picrosirius {
                continue;
            }
            let alt = format!(
                "The same section between crossed polarisers before treatment and at {}: thick red bundles of \
                 collagen I, thin yellow fibres of young collagen I and the thinnest, green ones of collagen III on black; open \
                 slits are dark.",
                words::days(self.tissue, shown)
            );
            let legend = vec![
                LegendEntry::new([0xe0, 0x33, 0x1a], "collagen I, cross-linked"),
                LegendEntry::new([0xff, 0xcf, 0x4d], "collagen I, young, not yet cross-linked"),
                LegendEntry::new([0x46, 0xd0, 0x4f], "collagen III"),
            ];
            let note = format!(
                "{} Nothing is hidden in dead tissue: its matrix still shines until it is cleared. The run directory holds the \
                 same picture in light blue, pale yellow and orange, for eyes that do not tell red from green.",
                words::kinds(self.tissue, before, shown)
            );
            let picture = Picture::new("Both collagens, picrosirius red between crossed polarisers", alt, image);
            self.drawn.push(picture.wide().legend(legend).note(note));
        }
        Ok(())
    }

    /// Elastic fibres before and late.
    fn elastic(&mut self, scene: &Scene, before: &Section, shown: &[&Section]) -> Result<(), PictureError> {
        let Some(last) = shown.last().copied() else { return Ok(()) };
        let layout = Layout::light(2);
        let mut panels = Vec::new();
        for section in [before, last] {
            panels.push(self.titled(scene, scene.stain(section, Stain::Elastic)?, section, &layout));
        }
        if let Some(panel) = panels.last_mut() {
            mark(panel, &layout);
        }
        let image = self.image("elastic", &sheet(&panels, &layout)?.to_rgb8(), &layout)?;
        let fibres = |section: &Section| words::share(section, Field::ElasticFibres);
        let change = 100.0 * (fibres(last) / fibres(before) - 1.0);
        let alt = format!(
            "The same section in an elastic stain before treatment and at {}: black threads and clumps of elastin in pink \
             collagen.",
            words::day(self.tissue, last)
        );
        let legend = vec![
            LegendEntry::new([0x1c, 0x1a, 0x20], "elastic fibres and elastotic material"),
            LegendEntry::new([0xe2, 0x8f, 0xa6], "collagen"),
        ];
        let note = format!("Functional elastic fibres of the papillary dermis: {change:+.1} %, ageing included.");
        let picture = Picture::new("Elastic fibres, Verhoeff–van Gieson", alt, image).legend(legend);
        self.drawn.push(picture.note(note.replace('-', "−")));
        Ok(())
    }

    /// The punctures of the first session as they close.
    fn above(&mut self, pattern: &Pattern, after: &[Section]) -> Result<(), PictureError> {
        let size = pattern.size.map(|length| length.min(PATCH));
        let punctures: Vec<[f64; 3]> =
            pattern.punctures.iter().copied().filter(|[x, y, _]| *x <= size[0] && *y <= size[1]).collect();
        let layout = Layout::light(4);
        let wanted = [1.0 / 24.0, 1.0, 3.0, 7.0];
        let mut panels = Vec::new();
        let mut shown: Vec<&Section> = Vec::new();
        for wanted in wanted {
            let away = |section: &Section| (section.day - self.tissue.first_session - wanted).abs();
            let Some(section) = after.iter().min_by(|a, b| away(a).total_cmp(&away(b))) else { continue };
            if shown.iter().any(|known| known.day == section.day) {
                continue;
            }
            let Some(surface) = surface(section) else { continue };
            let mut canvas = from_above(size, PATCH_SCALE, &punctures, &surface, section.anatomy.key)?;
            caption(&mut canvas, &layout, &words::day(self.tissue, section), PATCH_SCALE);
            panels.push(canvas);
            shown.push(section);
        }
        let Some(last) = panels.last_mut() else { return Ok(()) };
        mark(last, &layout);
        let image = self.image("surface-closing", &sheet(&panels, &layout)?.to_rgb8(), &layout)?;
        let alt = format!(
            "A patch of skin {:.0} by {:.0} mm from above with {} punctures at {}: dark open channels with red rims shrink \
             and vanish, and the redness between them fades.",
            size[0],
            size[1],
            punctures.len(),
            words::days(self.tissue, &shown)
        );
        let picture = Picture::new("Closing channels from above", alt, image).wide();
        self.drawn.push(picture.note(
            "Every puncture of the first session at its own place; all of them close like the channel of the sections.",
        ));
        Ok(())
    }
}

/// The state of the surface over the channels.
fn surface(section: &Section) -> Option<Surface> {
    let channel = section.anatomy.openings.first()?;
    let near = [channel.x - 0.2, channel.x + 0.2];
    Some(Surface {
        open: 1.0 - section.cover_at(channel.x),
        barrier_open: 1.0 - section.barrier_at(channel.x),
        vasodilation: section.content.mean(Field::Vasodilation, near, [0.1, 0.3]),
        melanin: section.melanin_at(channel.x),
    })
}

fn masson_legend() -> Vec<LegendEntry> {
    vec![
        LegendEntry::new([0x2f, 0x62, 0xad], "collagen I, cross-linked"),
        LegendEntry::new([0x93, 0xd0, 0xee], "collagen I, young, not yet cross-linked"),
        LegendEntry::new([0x5a, 0xa3, 0xd6], "collagen III"),
        LegendEntry::new([0xb6, 0x5f, 0x86], "epidermis"),
        LegendEntry::new([0xd3, 0x5a, 0x49], "stratum corneum"),
        LegendEntry::new([0xc8, 0x28, 0x1f], "blood and clot"),
        LegendEntry::new([0x2f, 0x1d, 0x4d], "nuclei"),
    ]
}

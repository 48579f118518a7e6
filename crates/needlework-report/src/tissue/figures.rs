//! The figures: an explained section, the course side by side and moving, both collagens, what changed, from above.

use super::{Drawn, Pattern, Tissue, words};
use crate::report::{Image, LegendEntry, Picture, PictureGroup};
use needlework_picture::PictureError;
use needlework_picture::histology::{
    Layout, Scene, Stain, Surface, View, caption, change_colour, change_limit, draw_scale, from_above, mark,
    name_layers, point_out, sheet,
};
use needlework_picture::raster::{Align, Canvas, Frame, Palette, Rgb8, animation, indexed_png};
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
const FRAMES: usize = 9;
/// How long a frame stands, and the first and last one [ms].
const FRAME: u16 = 700;
/// See [`FRAME`].
const PAUSE: u16 = 1800;
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
    book.picrosirius(&scene, before, &pick(&[1.0 / 24.0, 28.0]))?;
    book.elastic(&scene, before, &pick(&[90.0]))?;
    book.changed(&scene, before, &pick(&[3.0, 14.0, 28.0]))?;
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
    book.changed(&scene, before, &picked(tissue, after, &[3.0, 14.0, 28.0]))?;
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

struct Book<'a> {
    tissue: &'a Tissue,
    /// What the names of files begin with.
    prefix: &'static str,
    drawn: Vec<Picture>,
    files: Vec<(String, Vec<u8>)>,
}

impl Book<'_> {
    /// Keeps a file and hands back its image.
    fn image(&mut self, name: &str, picture: &Rgb8, layout: &Layout) -> Result<Image, PictureError> {
        let palette = Palette::of(&[picture], COLOURS).keeping(layout.ground.to_srgb());
        let file = indexed_png(&palette.map(picture), &palette)?;
        Ok(self.keep(name, file, picture.width, picture.height))
    }

    fn keep(&mut self, name: &str, file: Vec<u8>, width: usize, height: usize) -> Image {
        let image = Image::png(&file, width as u32, height as u32);
        self.files.push((format!("{}{name}.png", self.prefix), file));
        image
    }

    fn titled(&self, scene: &Scene, mut canvas: Canvas, section: &Section, layout: &Layout) -> Canvas {
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
            let at = |share: f64| [scene.axis(channel.x, share * channel.depth), share * channel.depth];
            point_out(&mut opened, scene, &layout, at(0.12), "channel");
            point_out(&mut opened, scene, &layout, at(0.55), "clot");
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
             bundles of the reticular dermis. On the right {} tapering channels with open mouths, filled with red clot, \
             break through both.",
            open.anatomy.openings.len()
        );
        self.drawn.push(
            Picture::new(format!("Section before and {day} after the first session, Masson's trichrome"), alt, image)
                .wide()
                .legend(masson_legend())
                .note("The stained area follows the collagen content. Cells are those of a slab 0.1 mm thick."),
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
        // Five in rows of four would leave one alone.
        let layout = Layout::light(if shown.len() == 4 { 3 } else { 4 });
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
            "The same piece of skin in Masson's trichrome before treatment and at {}: open red channels, then clot and a \
             crust under which the epidermis closes, then inflammatory cells, then denser blue collagen.",
            words::days(self.tissue, shown)
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
            "Animation of the same section over {count} moments, from before treatment to {}: channels open, close and leave \
             denser collagen.",
            words::day(self.tissue, last)
        );
        let picture = Picture::new("The course, moving", alt, still).motion(motion);
        self.drawn.push(picture.note("The time between frames grows: hours first, then days, then months."));
        Ok(())
    }

    /// Both collagens between crossed polarisers, in colours that do not need red and green as well.
    fn picrosirius(&mut self, scene: &Scene, before: &Section, shown: &[&Section]) -> Result<(), PictureError> {
        let layout = Layout::dark(4);
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
                "The same section between crossed polarisers before treatment and at {}: thick orange-red bundles of \
                 collagen I and thin green fibres of collagen III on black; channels are dark.",
                words::days(self.tissue, shown)
            );
            let legend = vec![
                LegendEntry::new([0xf0, 0x42, 0x1c], "collagen I, cross-linked"),
                LegendEntry::new([0xf2, 0xa1, 0x3a], "collagen I, young"),
                LegendEntry::new([0x58, 0xc0, 0x43], "collagen III"),
            ];
            let note = "The run directory holds the same picture in light blue and orange, for eyes that do not tell red \
                        from green.";
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

    /// What changed.
    fn changed(&mut self, scene: &Scene, before: &Section, shown: &[&Section]) -> Result<(), PictureError> {
        let layout = Layout::light(4);
        // An open channel has lost little collagen; the first hours would only set the scale.
        let shown: Vec<&Section> =
            shown.iter().copied().filter(|section| section.day - self.tissue.first_session >= 1.0).collect();
        let Some(last) = shown.last().copied() else { return Ok(()) };
        let limit = change_limit(before, &shown);
        let mut panels = Vec::new();
        for section in &shown {
            panels.push(self.titled(scene, scene.difference(before, section, limit)?, section, &layout));
        }
        if let (Some(panel), Some(([x, z], _))) = (panels.last_mut(), largest_gain(before, last)) {
            point_out(panel, scene, &layout, [x, z], "new collagen");
            mark(panel, &layout);
        }
        let pictures = sheet(&panels, &layout)?;
        let strip = 6.0 * layout.letters;
        let mut figure = Canvas::new(pictures.width(), pictures.height() + strip as usize, layout.ground)?;
        figure.paste(&pictures, 0, 0);
        let letters = layout.lettering(false);
        let (left, top) = (layout.letters, pictures.height() as f64 + 1.4 * layout.letters);
        let width = (figure.width() as f64 - 2.0 * left).min(260.0);
        draw_scale(&mut figure, [left, top], [width, 1.2 * layout.letters], limit, letters);
        if figure.width() as f64 > 3.0 * width {
            let text = "change of total collagen, in % of young dermis";
            letters.draw(&mut figure, left + width + 20.0, top + 1.1 * layout.letters, Align::Start, text);
        }
        let image = self.image("collagen-change", &figure.to_rgb8(), &layout)?;
        let alt = format!(
            "Maps of the change of total collagen since before treatment at {}: rust where there is more, blue where there is \
             less, on a scale of {:.1} % of young dermis to either side.",
            words::days(self.tissue, &shown),
            100.0 * limit
        );
        let colour = |share: f64| change_colour(share * limit, limit).to_srgb();
        let legend = vec![
            LegendEntry::new(colour(1.0), format!("{:.1} % more or above", 100.0 * limit)),
            LegendEntry::new(colour(0.0), "no change"),
            LegendEntry::new(colour(-1.0), format!("{:.1} % less or below", 100.0 * limit)),
            LegendEntry::new([0x4a, 0x4a, 0x4a], "open channel or crust"),
        ];
        let picture = Picture::new("What changed: new collagen", alt, image).wide().legend(legend);
        self.drawn.push(picture.note("In per cent of the total collagen of young, unexposed dermis."));
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

/// Where most collagen was gained, away from the edges, and how much.
fn largest_gain(before: &Section, after: &Section) -> Option<([f64; 2], f64)> {
    const STEPS: usize = 40;
    let (width, depth) = (after.content.width(), after.content.depth());
    let places = (0..STEPS * STEPS).map(|n| {
        let share = |index: usize| (index as f64 + 0.5) / STEPS as f64;
        [width * (0.1 + 0.5 * share(n % STEPS)), depth * (0.2 + 0.6 * share(n / STEPS))]
    });
    places.map(|place| (place, after.collagen_at(place) - before.collagen_at(place))).max_by(|a, b| a.1.total_cmp(&b.1))
}

fn masson_legend() -> Vec<LegendEntry> {
    vec![
        LegendEntry::new([0x2f, 0x62, 0xad], "collagen I, cross-linked"),
        LegendEntry::new([0x6f, 0xb1, 0xdc], "collagen III and young collagen I"),
        LegendEntry::new([0xb6, 0x5f, 0x86], "epidermis"),
        LegendEntry::new([0xd3, 0x5a, 0x49], "stratum corneum"),
        LegendEntry::new([0xc8, 0x28, 0x1f], "blood and clot"),
        LegendEntry::new([0x2f, 0x1d, 0x4d], "nuclei"),
    ]
}

//! What changed: new fibres by kind, and maps with numbers.

use super::figures::Book;
use super::words;
use crate::report::{LegendEntry, Picture};
use needlework_picture::PictureError;
use needlework_picture::histology::{
    Change, GAINED, KEPT, LOST, Layout, Scene, caption, change_colour, change_limit, draw_scale, mark, point_out, sheet,
};
use needlework_picture::raster::{Align, Canvas, Colour, text_width};
use needlework_picture::section::Section;

/// Until then a change is small and gets a scale of its own [day].
const EARLY: f64 = 45.0;

impl Book<'_> {
    /// Fibre by fibre what is new.
    pub(super) fn gained(&mut self, scene: &Scene, before: &Section, shown: &[&Section]) -> Result<(), PictureError> {
        let layout = Layout::dark(4);
        let mut panels = Vec::new();
        for section in shown {
            panels.push(self.titled(scene, scene.gained(before, section)?, section, &layout));
        }
        let Some(last) = panels.last_mut() else { return Ok(()) };
        mark(last, &layout);
        let image = self.image("collagen-new", &sheet(&panels, &layout)?.to_rgb8(), &layout)?;
        let alt = format!(
            "The same section with the fibres that were there before in dark grey at {}: bright are fibres and edges of \
             fibres that have been added since, by kind of collagen; light grey those that are gone.",
            words::days(self.tissue, shown)
        );
        let rgb = |code: u32| Colour::srgb(code).to_srgb();
        let names = ["new cross-linked collagen I", "new collagen I, not yet cross-linked", "new collagen III"];
        let mut legend: Vec<LegendEntry> =
            GAINED.iter().zip(names).map(|(code, name)| LegendEntry::new(rgb(*code), name)).collect();
        legend.push(LegendEntry::new(rgb(LOST), "gone, or cross-linked since"));
        legend.push(LegendEntry::new(rgb(KEPT), "as before"));
        let note = "What the stains colour now and did not colour before treatment; nothing is added for the eye. Young fibres \
                    that are cross-linked later are gone as young ones and come back in the bundles.";
        let picture = Picture::new("What is new, fibre by fibre", alt, image).wide().legend(legend);
        self.drawn.push(picture.note(note));
        Ok(())
    }

    /// What changed, in numbers: total collagen early and late, and the share of collagen III, each on its own scale.
    pub(super) fn changed(&mut self, scene: &Scene, before: &Section, shown: &[&Section]) -> Result<(), PictureError> {
        let since = |section: &Section| section.day - self.tissue.first_session;
        // An open channel has lost little collagen; the first hours would only set the scale.
        let shown: Vec<&Section> = shown.iter().copied().filter(|section| since(section) >= 1.0).collect();
        let Some(last) = shown.last().copied() else { return Ok(()) };
        let (early, late): (Vec<&Section>, Vec<&Section>) = shown.iter().partition(|section| since(section) <= EARLY);
        let late: Vec<&Section> = late.iter().skip(late.len().saturating_sub(2)).copied().collect();
        let turning = early.last().into_iter().chain(late.first()).copied().filter(|section| section.day < last.day);
        let mut shares: Vec<&Section> = turning.chain([last]).collect();
        shares.drain(..shares.len().saturating_sub(2));
        let rows = [vec![(Change::Collagen, early)], vec![(Change::Collagen, late), (Change::ShareOfIii, shares)]];
        let mut strips = Vec::new();
        let mut scales = Vec::new();
        for row in rows {
            let mut blocks = Vec::new();
            for (change, sections) in row.into_iter().filter(|(_, sections)| !sections.is_empty()) {
                let limit = change_limit(change, before, &sections);
                scales.push(words::scale(self.tissue, change, &sections, limit));
                blocks.push(self.maps(scene, change, before, &sections, limit)?);
            }
            if !blocks.is_empty() {
                strips.push(beside(&blocks)?);
            }
        }
        let layout = Layout::light(4);
        let mut figure = below(&strips)?;
        // Titles with numbers leave no room for the mark beside them.
        let corner = [figure.width() as f64 - layout.letters, figure.height() as f64 - 1.3 * layout.letters];
        layout.lettering(true).draw(&mut figure, corner[0], corner[1], Align::End, "simulated");
        let image = self.image("collagen-change", &figure.to_rgb8(), &layout)?;
        let alt = format!(
            "Maps of changes since before treatment at {}: rust where there is more, blue where there is less. {}.",
            words::days(self.tissue, &shown),
            scales.join("; ")
        );
        let colour = |share: f64| change_colour(share, 1.0).to_srgb();
        let legend = vec![
            LegendEntry::new(colour(1.0), "more than before"),
            LegendEntry::new(colour(0.0), "no change"),
            LegendEntry::new(colour(-1.0), "less than before"),
            LegendEntry::new([0x4a, 0x4a, 0x4a], "open channel or crust"),
        ];
        let note = format!(
            "{}. Total collagen is in % of that of young, unexposed dermis. In brackets: the mean change of the papillary \
             dermis.",
            scales.join("; ")
        );
        self.drawn.push(Picture::new("What changed, in numbers", alt, image).wide().legend(legend).note(note));
        Ok(())
    }

    /// Maps of one change side by side over their scale.
    fn maps(
        &self,
        scene: &Scene,
        change: Change,
        before: &Section,
        sections: &[&Section],
        limit: f64,
    ) -> Result<Canvas, PictureError> {
        let layout = Layout::light(4);
        let mut panels = Vec::new();
        for section in sections {
            let mut canvas = scene.difference(change, before, section, limit)?;
            let mean = words::mean_change(change, before, section);
            let title = format!("{} ({mean})", words::day(self.tissue, section));
            caption(&mut canvas, &layout, &title, scene.scale());
            panels.push(canvas);
        }
        if let (Change::Collagen, Some(panel), Some(last)) = (change, panels.last_mut(), sections.last())
            && let Some(([x, z], _)) = largest_gain(before, last).filter(|(_, gain)| *gain > 0.2 * limit)
        {
            point_out(panel, scene, &layout, [x, z], "new collagen");
        }
        let pictures = sheet(&panels, &layout)?;
        let strip = 6.4 * layout.letters;
        let words = text_width(words::quantity(change), layout.letters) + 2.0 * layout.letters;
        let width = pictures.width().max(words.ceil() as usize);
        let mut figure = Canvas::new(width, pictures.height() + strip as usize, layout.ground)?;
        figure.paste(&pictures, 0, 0);
        let letters = layout.lettering(false);
        let top = pictures.height() as f64 + 2.4 * layout.letters;
        letters.draw(&mut figure, layout.letters, top - 0.7 * layout.letters, Align::Start, words::quantity(change));
        let width = (figure.width() as f64 - 2.0 * layout.letters).min(260.0);
        draw_scale(&mut figure, [layout.letters, top], [width, 1.2 * layout.letters], limit, letters);
        Ok(figure)
    }
}

/// Canvases side by side.
fn beside(canvases: &[Canvas]) -> Result<Canvas, PictureError> {
    let layout = Layout::light(4);
    let width: usize = canvases.iter().map(|one| one.width() + layout.gap).sum();
    let height = canvases.iter().map(Canvas::height).max().unwrap_or(0);
    let mut figure = Canvas::new(width.saturating_sub(layout.gap), height, layout.ground)?;
    let mut x = 0;
    for one in canvases {
        figure.paste(one, x, 0);
        x += one.width() + layout.gap;
    }
    Ok(figure)
}

/// Canvases one below the other.
fn below(canvases: &[Canvas]) -> Result<Canvas, PictureError> {
    let layout = Layout::light(4);
    let width = canvases.iter().map(Canvas::width).max().unwrap_or(0);
    let height: usize = canvases.iter().map(|one| one.height() + layout.gap).sum();
    let mut figure = Canvas::new(width, height.saturating_sub(layout.gap), layout.ground)?;
    let mut y = 0;
    for one in canvases {
        figure.paste(one, 0, y);
        y += one.height() + layout.gap;
    }
    Ok(figure)
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

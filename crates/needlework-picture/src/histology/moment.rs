//! What lies at each pixel at one moment: glass, horn, epidermis, dermis, fat, or an open channel.

use super::scene::{Lines, Scene};
use crate::section::Section;

/// Over this stretch a growing edge of epidermis thins out (artistic licence) [mm].
const TONGUE: f64 = 0.05;
/// Share of that stretch on the day of a wound, whose edge is cut and not grown (artistic licence) [-].
const CUT_EDGE: f64 = 0.5;
/// Share of the mouth that stays open in the dermis (artistic licence: skin springs back) [-].
const SLIT: f64 = 0.5;
/// Stretch round the junction over which an open channel narrows to its slit [mm].
const NARROWING: f64 = 0.09;
/// Size of the islands that an even injury leaves of the epidermis (artistic licence) [mm].
const ISLAND: f64 = 0.25;
/// Stretch over which the lip of an open channel is rounded (artistic licence) [mm].
const LIP: f64 = 0.035;
/// What a pixel shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    /// Nothing: the slide.
    Glass,
    /// Dead epidermis and dried clot in the place of living epidermis.
    Crust,
    /// Stratum corneum, with the depth below its top [mm].
    Corneum { below_top: f64 },
    /// Living epidermis: height above the junction and thickness [mm].
    Epidermis { height: f64, thickness: f64 },
    /// The open part of a channel, with the share of its depth [-].
    Lumen { share: f64 },
    /// Dermis; depth below the junction [mm].
    Dermis { below: f64 },
    /// Fat.
    Hypodermis,
}

/// One column of pixels at one moment.
#[derive(Debug, Clone, Copy)]
struct Column {
    lines: Lines,
    /// Upper edge of the living epidermis [mm].
    top: f64,
    /// Upper edge of the stratum corneum [mm].
    horn: f64,
    /// Upper edge of everything: of the stratum corneum, or of the crust over a wound [mm].
    edge: f64,
    /// Whether the living epidermis is missing.
    bare: bool,
    /// Whether the barrier is shut.
    barrier: bool,
    /// Thickness of the stratum corneum [mm].
    corneum: f64,
    /// Melanin, relative to phototype III [-].
    melanin: f32,
}

/// A scene at one moment.
#[derive(Debug)]
pub(super) struct Moment<'a> {
    pub scene: &'a Scene,
    pub section: &'a Section,
    columns: Vec<Column>,
    /// Open share of each channel [-].
    open: Vec<f64>,
}

impl<'a> Moment<'a> {
    pub(super) fn new(scene: &'a Scene, section: &'a Section) -> Self {
        let layers = &section.anatomy.layers;
        let open: Vec<f64> = section
            .anatomy
            .openings
            .iter()
            .map(|one| (1.0 - f64::from(section.column(&section.cover, one.x))).clamp(0.0, 1.0))
            .collect();
        let patchy = if open.is_empty() { ranks(scene) } else { Vec::new() };
        let columns = scene
            .lines
            .iter()
            .enumerate()
            .map(|(index, lines)| {
                let x = (index as f64 + 0.5) / scene.raster.scale;
                // The nearest growing edge: a disc that is open by a share s has a radius of √s.
                let (mut to_edge, mut to_horn, mut to_lumen) = (f64::INFINITY, f64::INFINITY, f64::INFINITY);
                let mut fresh = 0.0;
                for (one, open) in section.anatomy.openings.iter().zip(&open) {
                    let away = (x - one.x).abs();
                    let shut = f64::from(section.column(&section.barrier, one.x)).clamp(0.0, 1.0);
                    // Torn, not cut with a knife.
                    let torn = 0.014 * (scene.texture.child(42).fractal(x / 0.03, one.x, 2) - 0.5);
                    if *open >= 1e-3 && away - one.dead_radius * open.sqrt() < to_edge {
                        (to_edge, fresh) = (away - one.dead_radius * open.sqrt() + torn * open, *open);
                    }
                    to_horn = to_horn.min(away - one.mouth_radius * (1.0 - shut).sqrt());
                    if *open >= 0.02 {
                        to_lumen = to_lumen.min(away - one.mouth_radius * open);
                    }
                }
                // An even injury leaves islands: as large a share of the columns is bare as of the surface.
                if let Some(rank) = patchy.get(index) {
                    let bare = 1.0 - section.cover_at(x);
                    if bare >= 0.01 {
                        (to_edge, fresh) = (ISLAND * (rank - bare), bare);
                    }
                    to_horn = ISLAND * (rank - (1.0 - section.barrier_at(x)) + 1e-9);
                }
                let thickness = lines.junction - lines.surface
                    + layers.viable_epidermis * (f64::from(section.column(&section.epidermis, x)) - 1.0);
                let thickness = thickness.max(0.01);
                // A new edge is thin and thickens behind itself, under a crust; a fresh one is blunt.
                let reach = TONGUE * (CUT_EDGE * fresh + 1.0 - fresh);
                let blunt = 0.25 + 0.55 * fresh;
                let grown = blunt + (1.0 - blunt) * smooth_step(to_edge / reach);
                let top = lines.junction - thickness * grown;
                let rest = lines.junction - thickness - layers.stratum_corneum;
                let horn = top - layers.stratum_corneum;
                // Over dead tissue and the growing edge lies a crust. It sinks in towards the channel, the more the longer
                // the wound is closing; the lip of an open channel is round.
                let inwards = smooth_step((reach - to_edge) / 0.16) * (0.35 + 0.5 * (1.0 - fresh));
                let lip = (1.0 - to_lumen / LIP).clamp(0.0, 1.0).powi(2);
                let rough = 0.008
                    * (scene.texture.child(41).fractal(x / 0.02, 0.0, 2) - 0.5)
                    * smooth_step((reach - to_edge) / 0.04);
                let crust = rest + (lines.junction - rest) * (inwards + 0.55 * lip).min(0.95) + rough;
                let edge =
                    if to_edge < reach { crust.min(if to_edge > 0.0 { horn } else { lines.junction }) } else { horn };
                Column {
                    lines: *lines,
                    top,
                    horn,
                    edge,
                    bare: to_edge <= 0.0,
                    barrier: to_horn > 0.0,
                    corneum: layers.stratum_corneum,
                    melanin: section.column(&section.melanin, x),
                }
            })
            .collect();
        Self { scene, section, columns, open }
    }

    /// Melanin over a column of pixels [-].
    pub(super) fn melanin(&self, column: usize) -> f32 {
        self.columns.get(column).map_or(1.0, |column| column.melanin)
    }

    /// What a pixel shows; `x` and `z` are its place [mm].
    pub(super) fn part(&self, column: usize, x: f64, z: f64) -> Part {
        let Some(column) = self.columns.get(column) else { return Part::Glass };
        let edge = if column.bare { column.edge } else { column.edge.min(column.horn) };
        if z < edge {
            return Part::Glass;
        }
        if let Some(share) = self.lumen(x, z) {
            return Part::Lumen { share };
        }
        if z < if column.bare { column.lines.junction } else { column.horn } {
            // Dead epidermis still carries its horn.
            let below_top = z - column.edge;
            let horny = column.barrier && below_top < column.corneum;
            return if horny { Part::Corneum { below_top } } else { Part::Crust };
        }
        if !column.bare {
            if z < column.top {
                return if column.barrier { Part::Corneum { below_top: z - column.horn } } else { Part::Crust };
            }
            if z < column.lines.junction {
                let height = column.lines.junction - z;
                return Part::Epidermis { height, thickness: column.lines.junction - column.top };
            }
        }
        if z < column.lines.dermis { Part::Dermis { below: z - column.lines.junction } } else { Part::Hypodermis }
    }

    /// The share of its depth if the place lies in the open part of a channel.
    fn lumen(&self, x: f64, z: f64) -> Option<f64> {
        for (one, open) in self.section.anatomy.openings.iter().zip(&self.open) {
            if *open < 0.02 || z >= one.depth || (x - one.x).abs() > 2.0 * one.mouth_radius + 0.05 {
                continue;
            }
            let share = (z / one.depth).clamp(0.0, 1.0);
            let narrow = one.mouth_radius * (1.0 - share).powf(one.taper) * open;
            let junction = self.section.anatomy.layers.epidermis();
            let below = smooth_step(0.5 + (z - junction) / NARROWING);
            let ragged = 0.9 + 0.2 * self.scene.texture.child(43).fractal(z / 0.03, one.x + (x - one.x).signum(), 2);
            let half = narrow * (1.0 - (1.0 - SLIT) * below) * ragged;
            if (x - self.scene.axis(one.x, z)).abs() < half {
                return Some(share);
            }
        }
        None
    }
}

/// The columns of a scene in the order of smooth noise, each by the share of columns before it [-].
fn ranks(scene: &Scene) -> Vec<f64> {
    let noise =
        |index: usize| scene.texture.child(44).fractal((index as f64 + 0.5) / scene.raster.scale / ISLAND, 0.0, 2);
    let mut order: Vec<(f64, usize)> = (0..scene.lines.len()).map(|index| (noise(index), index)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks = vec![0.0; order.len()];
    for (rank, (_, index)) in order.iter().enumerate() {
        ranks[*index] = (rank as f64 + 0.5) / order.len() as f64;
    }
    ranks
}

/// 0 at 0, 1 at 1, level at both ends.
fn smooth_step(along: f64) -> f64 {
    let along = along.clamp(0.0, 1.0);
    along * along * (3.0 - 2.0 * along)
}

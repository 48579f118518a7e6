//! The patch: a block of skin with every puncture at its own place and depth.

use super::coupled::Tissue;
use super::coverage::{Channel, Coverage, Puncture, plane_depths, planes};
use super::geometry::Geometry;
use super::storage::Storage;
use super::unit_cell::laser_surface;
use crate::injury::{
    Destruction, Injury, InjuryKind, LaserColumns, RadiofrequencyNeedles, ZoneInjury, destroyed_radius,
};
use crate::puncture::{Penetration, Punctures, bleeding_probability};
use crate::skin::Skin;
use crate::space::Block;

/// The three-dimensional tier. Levels are stored and advanced in `f32`; times, steps and the epidermis in `f64`.
///
/// Column `j * x.cells() + i` stands at `(i, j)`.
pub type Patch = Tissue<Block, f32>;

impl Puncture {
    /// The punctures of a session that fall into a window of its field with the lower left corner at `corner` [mm] and
    /// the size `size` [mm], placed from that corner, each after its time in the session [s]. Those that only dented the
    /// skin are left out.
    pub fn in_window(
        punctures: &Punctures,
        skin: &Skin,
        penetration: &Penetration,
        corner: [f64; 2],
        size: [f64; 2],
    ) -> Vec<(f64, Self)> {
        let places = punctures.x.iter().zip(&punctures.y);
        let shapes = punctures.depth.iter().zip(&punctures.mouth_radius);
        places
            .zip(shapes)
            .map(|((x, y), (depth, mouth_radius))| Self {
                x: x - corner[0],
                y: y - corner[1],
                channel: Channel {
                    depth: *depth,
                    diameter: punctures.needle_diameter,
                    taper: punctures.taper,
                    mouth_radius: *mouth_radius,
                    bleed: bleeding_probability(*depth, skin, penetration),
                },
            })
            .zip(&punctures.time)
            .map(|(puncture, time)| (*time, puncture))
            .filter(|(_, p)| p.channel.depth > skin.layers.stratum_corneum)
            .filter(|(_, p)| (0.0..size[0]).contains(&p.x) && (0.0..size[1]).contains(&p.y))
            .collect()
    }
}

impl<T: Storage> Tissue<Block, T>
where
    Block: Geometry<T>,
{
    /// Needles make channels, all at once. Where channels of several strikes meet in one cell, what they leave alive is the
    /// product of what each leaves, as if they lay there at random.
    ///
    /// Dead is what lies in at least one channel's dead radius ([`destroyed_radius`]); a column bleeds as the channels in it
    /// do on average, and its lesion is as wide as the mean of their mouths. On a periodic block channels that cross a side
    /// come in on the other.
    pub fn strike(&mut self, punctures: &[Puncture], destruction: &Destruction) {
        let columns = self.grid.x().cells() * self.grid.y().cells();
        let mut weight = vec![0.0; columns];
        let [mut bleed, mut width] = [vec![0.0; columns], vec![0.0; columns]];
        let mut tally = |column: usize, share: f64, channel: &Channel| {
            weight[column] += share;
            bleed[column] += share * channel.bleed;
            width[column] += share * 2.0 * channel.mouth_radius;
        };
        let radius = |z: f64, channel: &Channel| {
            destroyed_radius(z, channel.depth, channel.diameter, channel.taper, destruction)
        };
        let dead = self.cover_layers(|coverage, z| {
            for p in punctures {
                coverage.disc([p.x, p.y], radius(z, &p.channel), |column, share| tally(column, share, &p.channel));
            }
        });
        let mut coverage = Coverage::new(&self.grid);
        let mut open = |size: &dyn Fn(&Channel) -> f64| {
            coverage.clear();
            for p in punctures {
                coverage.disc([p.x, p.y], size(&p.channel), |column, share| tally(column, share, &p.channel));
            }
            coverage.shares().collect::<Vec<f64>>()
        };
        let barrier = open(&|channel| channel.mouth_radius);
        let epidermis = open(&|channel| radius(destruction.epidermal_depth, channel));
        let depth = self.grid.depth().clone();
        let mean = |sum: &[f64], column: usize| if weight[column] > 0.0 { sum[column] / weight[column] } else { 0.0 };
        self.injure(
            |column, layer| ZoneInjury {
                depth: depth.centre(layer),
                destroyed: dead.get(layer * columns + column).map_or(0.0, |share| f64::from(*share)),
                ablated: 0.0,
                coagulated: 0.0,
            },
            |column| Injury {
                kind: InjuryKind::Needling,
                zones: Vec::new(),
                bleed: mean(&bleed, column),
                open_barrier: barrier[column],
                open_epidermis: epidermis[column],
                lesion_width: mean(&width, column),
                epidermis_removed: 0.0,
                platelet_bolus: 0.0,
                density: 0.0,
            },
        );
    }

    /// A laser burns columns at `places` [mm]: removed cores, if it has any, and denatured rims round them.
    pub fn burn(&mut self, places: &[[f64; 2]], laser: &LaserColumns) {
        let columns = self.grid.x().cells() * self.grid.y().cells();
        let taper = |z: f64| (1.0 - z / laser.depth).max(0.0).sqrt();
        let (core, outer) = (0.5 * laser.core_diameter, 0.5 * laser.core_diameter + laser.rim);
        let (ablated, burnt) =
            (self.cover_discs(places, |z| core * taper(z)), self.cover_discs(places, |z| outer * taper(z)));
        let open = self.cover_surface(if laser.core_diameter > 0.0 { places } else { &[] }, outer);
        let depth = self.grid.depth().clone();
        self.injure(
            |column, layer| {
                let share = |of: &[f32]| of.get(layer * columns + column).map_or(0.0, |share| f64::from(*share));
                let ablated = share(&ablated);
                let coagulated = (share(&burnt) - ablated).max(0.0);
                ZoneInjury { depth: depth.centre(layer), destroyed: 0.0, ablated, coagulated }
            },
            |column| laser_surface(laser, open[column]),
        );
    }

    /// Radiofrequency needles at `places` [mm]: coagulated zones round their bare ends, crushed tissue along the rest.
    /// `injury` is the even one of the same needles, of which bleeding and width are taken.
    pub fn heat(
        &mut self,
        places: &[[f64; 2]],
        needles: &RadiofrequencyNeedles,
        injury: &Injury,
        destruction: &Destruction,
    ) {
        let columns = self.grid.x().cells() * self.grid.y().cells();
        let dead = |z: f64| needles.zone_at(z).max(needles.crushed_radius(z, destruction));
        let coagulated = self.cover_discs(places, |z| needles.zone_at(z));
        let dead_shares = self.cover_discs(places, dead);
        let barrier = self.cover_surface(places, needles.mouth_radius());
        let epidermis = self.cover_surface(places, dead(destruction.epidermal_depth));
        let depth = self.grid.depth().clone();
        self.injure(
            |column, layer| {
                let share = |of: &[f32]| of.get(layer * columns + column).map_or(0.0, |share| f64::from(*share));
                let coagulated = share(&coagulated);
                let destroyed = (share(&dead_shares) - coagulated).max(0.0);
                ZoneInjury { depth: depth.centre(layer), destroyed, ablated: 0.0, coagulated }
            },
            |column| Injury {
                zones: Vec::new(),
                open_barrier: barrier[column],
                open_epidermis: epidermis[column],
                density: 0.0,
                ..injury.clone()
            },
        );
    }

    /// Share of each cell in discs of a radius for each depth, as far down as they go.
    fn cover_discs(&self, places: &[[f64; 2]], radius: impl Fn(f64) -> f64) -> Vec<f32> {
        self.cover_layers(|coverage, z| places.iter().for_each(|place| coverage.disc(*place, radius(z), |_, _| {})))
    }

    /// Share of each column in discs at the surface.
    fn cover_surface(&self, places: &[[f64; 2]], radius: f64) -> Vec<f64> {
        let mut coverage = Coverage::new(&self.grid);
        for place in places {
            coverage.disc(*place, radius, |_, _| {});
        }
        coverage.shares().collect()
    }

    /// Share of each cell in what `mark` covers at each depth, as far down as anything is.
    fn cover_layers(&self, mut mark: impl FnMut(&mut Coverage, f64)) -> Vec<f32> {
        let mut coverage = Coverage::new(&self.grid);
        let mut shares: Vec<f32> = Vec::new();
        let mut covered = 0;
        for layer in 0..self.grid.depth().cells() {
            let mut sum = vec![0.0; self.grid.x().cells() * self.grid.y().cells()];
            for z in plane_depths(self.grid.depth(), layer) {
                coverage.clear();
                mark(&mut coverage, z);
                for (sum, share) in sum.iter_mut().zip(coverage.shares()) {
                    *sum += share;
                }
            }
            shares.extend(sum.iter().map(|sum| (sum / planes()) as f32));
            if sum.iter().any(|sum| *sum > 0.0) {
                covered = shares.len();
            }
        }
        shares.truncate(covered);
        shares
    }
}

//! The unit cell: one channel and the tissue it owns.

use super::coupled::Tissue;
use super::coverage::{Channel, plane_depths};
use super::geometry::Geometry;
use super::storage::Storage;
use crate::injury::{Destruction, Injury, InjuryKind, LaserColumns, ZoneInjury, destroyed_radius};
use crate::space::Annulus;

/// The axisymmetric tier: rings and layers round one channel, or round one column of a laser.
///
/// ```
/// use needlework::healing::{Host, Parameters};
/// use needlework::injury::Destruction;
/// use needlework::skin::{Person, Phototype, Sex, Site};
/// use needlework::space::{Annulus, Axis};
/// use needlework::tissue::{Accuracy, Channel, UnitCell, cell_radius};
/// let parameters = Parameters::standard();
/// let person = Person::median(40.0, Sex::Female, Phototype::III);
/// let host = Host::new(&parameters, &person, &Site::reference_face(), 0.0)?;
/// let radius = cell_radius(2.4); // 240 channels per cm²
/// let grid = Annulus::new(Axis::graded(radius, 8, 2.0)?, Axis::graded(1.6, 12, 2.0)?)?;
/// let mut cell = UnitCell::new(&grid, &parameters, &host, Accuracy::default())?;
/// let channel = Channel { depth: 1.05, diameter: 0.25, taper: 0.5, mouth_radius: 0.0625, bleed: 1.0 };
/// cell.puncture(&channel, &Destruction::default());
/// cell.heal_until(7.0)?;
/// assert!(cell.collagen_gain(0.1, 0.3) > 0.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type UnitCell = Tissue<Annulus, f64>;

/// Radius of the disc that each of `density` channels per area owns: `1/√(π·density)` [mm].
///
/// `density` [1/mm²].
///
/// ```
/// assert!((needlework::tissue::cell_radius(2.4) - 0.3642).abs() < 1e-4);
/// ```
pub fn cell_radius(density: f64) -> f64 {
    (core::f64::consts::PI * density).sqrt().recip()
}

impl<T: Storage> Tissue<Annulus, T>
where
    Annulus: Geometry<T>,
{
    /// A needle makes a channel on the axis.
    ///
    /// The dead radius is that of [`destroyed_radius`]; each cell loses the share of its volume that lies inside.
    pub fn puncture(&mut self, channel: &Channel, destruction: &Destruction) {
        let radius = |z: f64| destroyed_radius(z, channel.depth, channel.diameter, channel.taper, destruction);
        let grid = self.grid.clone();
        let open = radius(destruction.epidermal_depth);
        self.injure(
            |ring, layer| ZoneInjury {
                depth: grid.depth().centre(layer),
                destroyed: mean_inside(&grid, ring, layer, radius),
                ablated: 0.0,
                coagulated: 0.0,
            },
            |ring| Injury {
                kind: InjuryKind::Needling,
                zones: Vec::new(),
                bleed: channel.bleed,
                open_barrier: inside(&grid, ring, channel.mouth_radius),
                open_epidermis: inside(&grid, ring, open),
                lesion_width: 2.0 * channel.mouth_radius,
                epidermis_removed: 0.0,
                platelet_bolus: 0.0,
                density: 0.0,
            },
        );
    }

    /// A laser burns a column on the axis: a removed core, if it has one, and a denatured rim.
    ///
    /// Radii shrink as `(1 − z/depth)^½`, as in [`LaserColumns`], whose density is that of the cell and not read here.
    /// With a core the surface is open over core and rim; without one it stays shut.
    pub fn burn(&mut self, laser: &LaserColumns) {
        let taper = |z: f64| (1.0 - z / laser.depth).max(0.0).sqrt();
        let (core, outer) = (0.5 * laser.core_diameter, 0.5 * laser.core_diameter + laser.rim);
        let grid = self.grid.clone();
        let ablative = laser.core_diameter > 0.0;
        self.injure(
            |ring, layer| {
                let ablated = mean_inside(&grid, ring, layer, |z| core * taper(z));
                let coagulated = mean_inside(&grid, ring, layer, |z| outer * taper(z)) - ablated;
                ZoneInjury { depth: grid.depth().centre(layer), destroyed: 0.0, ablated, coagulated }
            },
            |ring| {
                let open = if ablative { inside(&grid, ring, outer) } else { 0.0 };
                laser_surface(laser, open)
            },
        );
    }
}

/// What a laser does to the surface of a column of which it opens a share.
pub(super) fn laser_surface(laser: &LaserColumns, open: f64) -> Injury {
    Injury {
        kind: if laser.core_diameter > 0.0 { InjuryKind::AblativeLaser } else { InjuryKind::NonAblativeLaser },
        zones: Vec::new(),
        bleed: 0.0,
        open_barrier: open,
        open_epidermis: open,
        lesion_width: laser.core_diameter + 2.0 * laser.rim,
        epidermis_removed: 0.0,
        platelet_bolus: 0.0,
        density: 0.0,
    }
}

/// Share of a ring inside a disc round the axis.
fn inside(grid: &Annulus, ring: usize, radius: f64) -> f64 {
    let faces = grid.radial().faces();
    let (inner, outer) = (faces[ring].powi(2), faces[ring + 1].powi(2));
    ((radius.powi(2) - inner) / (outer - inner)).clamp(0.0, 1.0)
}

/// The same, averaged over the planes of a layer.
fn mean_inside(grid: &Annulus, ring: usize, layer: usize, radius: impl Fn(f64) -> f64) -> f64 {
    let mut planes = 0.0;
    let mut sum = 0.0;
    for z in plane_depths(grid.depth(), layer) {
        sum += inside(grid, ring, radius(z));
        planes += 1.0;
    }
    sum / planes
}

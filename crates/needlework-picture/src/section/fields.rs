//! Contents of the dermis on a grid of a section.

use needlework::healing::Species;

/// A dermal content that pictures need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Collagen III, as fraction of young total collagen [-].
    CollagenIii,
    /// Collagen I before cross-linking, as fraction of young total collagen [-].
    ImmatureCollagenI,
    /// Cross-linked collagen I, as fraction of young total collagen [-].
    MatureCollagenI,
    /// Functional elastic fibres, relative to young dermis [-].
    ElasticFibres,
    /// Elastotic material, in units of young elastic fibres [-].
    ElastoticMaterial,
    /// Fibroblasts [1/mm³].
    Fibroblasts,
    /// Myofibroblasts [1/mm³].
    Myofibroblasts,
    /// Neutrophils [1/mm³].
    Neutrophils,
    /// Inflammatory macrophages [1/mm³].
    InflammatoryMacrophages,
    /// Reparative macrophages [1/mm³].
    ReparativeMacrophages,
    /// Vessels, relative to young dermis [-].
    Vessels,
    /// Vasodilation, 1 at rest [-].
    Vasodilation,
    /// Hyaluronan, relative to young dermis [-].
    Hyaluronan,
    /// Clot, dead cells and cut matrix, as volume fraction [-].
    Damage,
    /// Coagulated matrix, as volume fraction [-].
    Coagulum,
}

/// Every field with the species that it shows.
pub const FIELDS: [(Field, Species); 15] = [
    (Field::CollagenIii, Species::Collagen3),
    (Field::ImmatureCollagenI, Species::ImmatureCollagen1),
    (Field::MatureCollagenI, Species::MatureCollagen1),
    (Field::ElasticFibres, Species::ElasticFibres),
    (Field::ElastoticMaterial, Species::ElastoticMaterial),
    (Field::Fibroblasts, Species::Fibroblasts),
    (Field::Myofibroblasts, Species::Myofibroblasts),
    (Field::Neutrophils, Species::Neutrophils),
    (Field::InflammatoryMacrophages, Species::InflammatoryMacrophages),
    (Field::ReparativeMacrophages, Species::ReparativeMacrophages),
    (Field::Vessels, Species::Vessels),
    (Field::Vasodilation, Species::Vasodilation),
    (Field::Hyaluronan, Species::Hyaluronan),
    (Field::Damage, Species::Damage),
    (Field::Coagulum, Species::Coagulum),
];

/// Values of all fields on an even grid; nodes lie on the edges of the section.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    width: f64,
    depth: f64,
    columns: usize,
    rows: usize,
    values: Vec<Vec<f32>>,
}

impl Content {
    /// A grid of `columns` × `rows` nodes, each at least 2, over `width` × `depth` [mm], filled node by node with the
    /// value of a field at a place `(x, z)`.
    pub fn sampled(
        [width, depth]: [f64; 2],
        [columns, rows]: [usize; 2],
        mut value: impl FnMut(Field, f64, f64) -> f32,
    ) -> Self {
        let (columns, rows) = (columns.max(2), rows.max(2));
        let place = |index: usize, count: usize, length: f64| length * index as f64 / (count - 1) as f64;
        let values = FIELDS
            .iter()
            .map(|(field, _)| {
                let nodes = (0..columns * rows).map(|node| {
                    let (column, row) = (node % columns, node / columns);
                    value(*field, place(column, columns, width), place(row, rows, depth))
                });
                nodes.collect()
            })
            .collect();
        Self { width, depth, columns, rows, values }
    }

    /// Width of the section [mm].
    pub fn width(&self) -> f64 {
        self.width
    }

    /// Depth of the section [mm].
    pub fn depth(&self) -> f64 {
        self.depth
    }

    /// Nodes across.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The node left of a place and the share of the next one.
    pub(crate) fn across(&self, x: f64) -> (usize, f32) {
        place(x, self.width, self.columns)
    }

    /// Where to read at a place; the same for every field.
    #[inline]
    pub(crate) fn at(&self, x: f64, z: f64) -> Place<'_> {
        let (column, u) = self.across(x);
        let (row, v) = place(z, self.depth, self.rows);
        Place { content: self, node: row * self.columns + column, u, v }
    }

    /// The mean of a field over a part of the section, from and to x and z [mm]; in the unit of the field.
    pub fn mean(&self, field: Field, x: [f64; 2], z: [f64; 2]) -> f64 {
        const STEPS: usize = 40;
        let at = |range: [f64; 2], step: usize| range[0] + (range[1] - range[0]) * (step as f64 + 0.5) / STEPS as f64;
        let sum: f64 =
            (0..STEPS * STEPS).map(|n| f64::from(self.at(at(x, n % STEPS), at(z, n / STEPS)).value(field))).sum();
        sum / (STEPS * STEPS) as f64
    }

    pub(crate) fn same_grid(&self, other: &Self) -> bool {
        (self.width, self.depth, self.columns, self.rows) == (other.width, other.depth, other.columns, other.rows)
    }
}

/// A place on the grid.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    content: &'a Content,
    node: usize,
    u: f32,
    v: f32,
}

impl Place<'_> {
    /// The value of a field, bilinear between nodes.
    #[inline]
    pub fn value(&self, field: Field) -> f32 {
        let Some(values) = self.content.values.get(field as usize) else { return 0.0 };
        let below = self.node + self.content.columns;
        match (values.get(self.node..self.node + 2), values.get(below..below + 2)) {
            (Some([a, b]), Some([c, d])) => {
                let (top, bottom) = (a + self.u * (b - a), c + self.u * (d - c));
                top + self.v * (bottom - top)
            }
            _ => 0.0,
        }
    }

    /// Both collagens, all stages of maturity.
    #[inline]
    pub fn collagen(&self) -> f32 {
        self.value(Field::CollagenIii) + self.value(Field::ImmatureCollagenI) + self.value(Field::MatureCollagenI)
    }

    /// Macrophages of both kinds.
    #[inline]
    pub fn macrophages(&self) -> f32 {
        self.value(Field::InflammatoryMacrophages) + self.value(Field::ReparativeMacrophages)
    }
}

fn place(x: f64, length: f64, nodes: usize) -> (usize, f32) {
    let along = (x / length).clamp(0.0, 1.0) * (nodes - 1) as f64;
    let node = (along as usize).min(nodes - 2);
    (node, (along - node as f64) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_in_the_order_of_their_numbers() {
        for (index, (field, _)) in FIELDS.iter().enumerate() {
            assert_eq!(*field as usize, index);
        }
    }

    #[test]
    fn a_bilinear_content_is_read_back_exactly() {
        let content = Content::sampled([2.0, 1.0], [5, 3], |field, x, z| field as usize as f32 + (x * 2.0 + z) as f32);
        for (x, z) in [(0.0, 0.0), (0.77, 0.31), (2.0, 1.0)] {
            let wanted = 1.0 + (x * 2.0 + z) as f32;
            assert!((content.at(x, z).value(Field::ImmatureCollagenI) - wanted).abs() < 1e-6);
        }
        assert_eq!(content.at(9.0, 9.0).value(Field::CollagenIii), 5.0);
    }
}

//! Palettes: few colours make small files.

use super::canvas::Rgb8;

/// Up to 255 colours; one code stays free for "unchanged".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    colours: Vec<[u8; 3]>,
    /// The nearest colour of each cell of a cube of colours.
    nearest: Vec<u8>,
}

/// A picture as codes of a palette, row by row from the top left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indexed {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// One code per pixel.
    pub codes: Vec<u8>,
}

/// Bits per channel of the cube in which colours are counted and looked up.
const BITS: u32 = 5;
const SIDE: usize = 1 << BITS;

/// One cell of the cube with how many pixels fall into it and the sum of their colours.
#[derive(Clone, Copy)]
struct Cell {
    at: [usize; 3],
    count: u64,
    sum: [u64; 3],
}

impl Palette {
    /// The palette of some pictures by median cut: the box of colours with the largest spread is halved at its median
    /// until there are `colours` boxes, 2 to 255.
    pub fn of(pictures: &[&Rgb8], colours: usize) -> Self {
        let mut cube = vec![Cell { at: [0; 3], count: 0, sum: [0; 3] }; SIDE * SIDE * SIDE];
        for picture in pictures {
            for pixel in picture.bytes.chunks_exact(3) {
                let at = [0, 1, 2].map(|c| usize::from(pixel[c] >> (8 - BITS)));
                let cell = &mut cube[(at[0] * SIDE + at[1]) * SIDE + at[2]];
                cell.at = at;
                cell.count += 1;
                for (sum, byte) in cell.sum.iter_mut().zip(pixel) {
                    *sum += u64::from(*byte);
                }
            }
        }
        let mut boxes = vec![cube.into_iter().filter(|cell| cell.count > 0).collect::<Vec<_>>()];
        while boxes.len() < colours.clamp(2, 255) {
            let worst = boxes
                .iter()
                .enumerate()
                .filter(|(_, cells)| cells.len() > 1)
                .max_by_key(|(index, cells)| (spread(cells).0, std::cmp::Reverse(*index)))
                .map(|(index, _)| index);
            let Some(worst) = worst else { break };
            let mut cells = boxes.swap_remove(worst);
            let axis = spread(&cells).1;
            cells.sort_by_key(|cell| (cell.at[axis], cell.at));
            let half = cells.iter().map(|cell| cell.count).sum::<u64>() / 2;
            let mut below = 0;
            let cut = cells.iter().position(|cell| {
                below += cell.count;
                below > half
            });
            let upper = cells.split_off(cut.unwrap_or(0).clamp(1, cells.len() - 1));
            boxes.push(cells);
            boxes.push(upper);
        }
        let mut colours: Vec<[u8; 3]> =
            boxes.iter().filter(|cells| !cells.is_empty()).map(|cells| mean(cells)).collect();
        colours.sort_by_key(|c| (u32::from(c[0]) * 2 + u32::from(c[1]) * 5 + u32::from(c[2]), *c));
        colours.dedup();
        let nearest = lookup(&colours);
        Self { colours, nearest }
    }

    /// The same palette with the nearest of its colours replaced by one that must be exact, such as that of the ground.
    #[must_use]
    pub fn keeping(self, exact: [u8; 3]) -> Self {
        let distance =
            |colour: &[u8; 3]| -> i32 { (0..3).map(|c| (i32::from(colour[c]) - i32::from(exact[c])).pow(2)).sum() };
        let Self { mut colours, .. } = self;
        if let Some(nearest) = colours.iter_mut().min_by_key(|colour| distance(colour)) {
            *nearest = exact;
        }
        let nearest = lookup(&colours);
        Self { colours, nearest }
    }

    /// The colours in order of brightness.
    pub fn colours(&self) -> &[[u8; 3]] {
        &self.colours
    }

    /// The picture in the colours of this palette, each pixel the nearest one.
    pub fn map(&self, picture: &Rgb8) -> Indexed {
        let code = |pixel: &[u8]| {
            let at = [0, 1, 2].map(|c| usize::from(pixel[c] >> (8 - BITS)));
            self.nearest[(at[0] * SIDE + at[1]) * SIDE + at[2]]
        };
        let codes = picture.bytes.chunks_exact(3).map(code).collect();
        Indexed { width: picture.width, height: picture.height, codes }
    }
}

/// Pixels times squared spread along the widest axis, and that axis.
fn spread(cells: &[Cell]) -> (u64, usize) {
    // The eye weighs green most.
    const WEIGHT: [u64; 3] = [2, 4, 1];
    let count: u64 = cells.iter().map(|cell| cell.count).sum();
    let along = |axis: usize| {
        let low = cells.iter().map(|cell| cell.at[axis]).min().unwrap_or(0);
        let high = cells.iter().map(|cell| cell.at[axis]).max().unwrap_or(0);
        WEIGHT[axis] * ((high - low) as u64).pow(2)
    };
    let axis = (0..3).max_by_key(|axis| (along(*axis), 3 - axis)).unwrap_or(0);
    // The square root of the count keeps small but distinct structures, such as nuclei, in the palette.
    (along(axis) * (count.isqrt() + 1), axis)
}

fn mean(cells: &[Cell]) -> [u8; 3] {
    let count: u64 = cells.iter().map(|cell| cell.count).sum::<u64>().max(1);
    [0, 1, 2].map(|c| ((cells.iter().map(|cell| cell.sum[c]).sum::<u64>() + count / 2) / count) as u8)
}

fn lookup(colours: &[[u8; 3]]) -> Vec<u8> {
    let half = 1_i32 << (7 - BITS);
    let middle = |at: usize| i32::try_from(at << (8 - BITS)).unwrap_or(255) + half;
    let mut nearest = Vec::with_capacity(SIDE * SIDE * SIDE);
    for r in 0..SIDE {
        for g in 0..SIDE {
            for b in 0..SIDE {
                let here = [middle(r), middle(g), middle(b)];
                let distance = |colour: &[u8; 3]| -> i32 {
                    let d = [0, 1, 2].map(|c| here[c] - i32::from(colour[c]));
                    2 * d[0] * d[0] + 4 * d[1] * d[1] + d[2] * d[2]
                };
                let best = colours.iter().enumerate().min_by_key(|(index, colour)| (distance(colour), *index));
                nearest.push(best.map_or(0, |(index, _)| index as u8));
            }
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colours_are_kept_exactly_and_many_are_merged() {
        let bytes: Vec<u8> = [[10, 20, 30], [200, 100, 50], [10, 20, 30], [250, 250, 250]].concat();
        let picture = Rgb8 { width: 2, height: 2, bytes };
        let palette = Palette::of(&[&picture], 16);
        assert_eq!(palette.colours(), &[[10, 20, 30], [200, 100, 50], [250, 250, 250]]);
        assert_eq!(palette.map(&picture).codes, [0, 1, 0, 2]);
        let ramp = Rgb8 { width: 256, height: 1, bytes: (0..=255_u8).flat_map(|v| [v, v, v]).collect() };
        let palette = Palette::of(&[&ramp], 8);
        assert_eq!(palette.colours().len(), 8);
        assert!(palette.colours().is_sorted());
    }
}

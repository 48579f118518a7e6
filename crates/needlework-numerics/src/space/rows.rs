//! Lines as they lie in memory: beside each other, or one after the other.

use super::numbers::{MOST_LANES, Number};
use super::passes::Packs;
use super::slab::Columns;
use crate::number::lanes::Lanes;

/// Single cells of the lines of a tile.
pub(super) trait Lines<T> {
    /// Cell `j` of a line.
    fn get(&self, line: usize, j: usize) -> T;
    /// Sets cell `j` of a line.
    fn set(&mut self, line: usize, j: usize, value: T);
}

impl<T: Copy> Lines<T> for Columns<'_, T> {
    #[inline(always)]
    fn get(&self, line: usize, j: usize) -> T {
        self.peek(j)[line]
    }
    #[inline(always)]
    fn set(&mut self, line: usize, j: usize, value: T) {
        self.row(j)[line] = value;
    }
}

impl<T: Copy> Lines<T> for Rows<'_, T> {
    #[inline(always)]
    fn get(&self, line: usize, j: usize) -> T {
        self.cells[line * self.length + j]
    }
    #[inline(always)]
    fn set(&mut self, line: usize, j: usize, value: T) {
        self.cells[line * self.length + j] = value;
    }
}

/// Lines that are contiguous in memory, one after the other.
pub(super) struct Rows<'a, T> {
    /// All cells.
    pub cells: &'a mut [T],
    /// Cells of each line.
    pub length: usize,
    /// The cells of each line beyond the last whole pack, made up to one.
    pub rest: &'a mut [T],
}

impl<T: Number> Rows<'_, T> {
    /// Copies the cells beyond the last whole pack of `count`; the last one again and again where there are no more.
    #[inline(always)]
    pub(super) fn take_rest(&mut self, count: usize) {
        let whole = self.length / count * count;
        if whole < self.length {
            for (line, rest) in self.cells.chunks_exact(self.length).zip(self.rest.chunks_exact_mut(count)) {
                let here = self.length - whole;
                rest.fill(line[self.length - 1]);
                rest[..here].copy_from_slice(&line[whole..]);
            }
        }
    }

    #[inline(always)]
    pub(super) fn put_rest(&mut self, count: usize) {
        let whole = self.length / count * count;
        if whole < self.length {
            for (line, rest) in self.cells.chunks_exact_mut(self.length).zip(self.rest.chunks_exact(count)) {
                line[whole..].copy_from_slice(&rest[..self.length - whole]);
            }
        }
    }

    /// Where the pack of every line that starts at cell `cell` is: all cells, the distance of the lines, and the place of
    /// the first.
    #[inline(always)]
    pub(super) fn pack_at(&mut self, cell: usize, count: usize) -> (&mut [T], usize, usize) {
        if cell + count <= self.length { (self.cells, self.length, cell) } else { (self.rest, count, 0) }
    }

    /// Cell `cell` of the lines, a lane for each.
    #[inline(always)]
    pub(super) fn column<P: Lanes<Element = T>, const A: usize>(&self, cell: usize) -> Packs<P, A> {
        let mut packs = [P::zero(); A];
        for (k, pack) in packs.iter_mut().enumerate() {
            let mut lanes = [T::ZERO; MOST_LANES];
            for (i, lane) in lanes.iter_mut().enumerate().take(P::COUNT) {
                *lane = self.cells[(k * P::COUNT + i) * self.length + cell];
            }
            *pack = P::load(&lanes);
        }
        packs
    }
}

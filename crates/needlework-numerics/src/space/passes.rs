//! The passes over one tile of lines, downwards and upwards. The scheme is told in [`super::line`].

use super::line::Factors;
use super::numbers::{MOST_LANES, Number};
use super::rows::Rows;
use super::slab::Columns;
use crate::number::lanes::Lanes;

/// `A` packs side by side.
pub(super) type Packs<P, const A: usize> = [P; A];

/// Numbers in one row of a tile: one for each line.
pub(super) const fn row_length<P: Lanes, const A: usize>() -> usize {
    A * P::COUNT
}

/// A ring after the first pass: what crosses its closing face in the first stage, and the difference across that face.
#[derive(Clone, Copy)]
pub(super) struct Closing<P, const A: usize> {
    pub through: Packs<P, A>,
    difference: Packs<P, A>,
}

#[inline(always)]
fn load<P: Lanes, const A: usize>(from: &[P::Element]) -> Packs<P, A> {
    let from = &from[..A * P::COUNT];
    let mut packs = [P::zero(); A];
    for k in 0..A {
        packs[k] = P::load(&from[k * P::COUNT..]);
    }
    packs
}

#[inline(always)]
pub(super) fn store<P: Lanes, const A: usize>(packs: Packs<P, A>, to: &mut [P::Element]) {
    let to = &mut to[..A * P::COUNT];
    for k in 0..A {
        packs[k].store(&mut to[k * P::COUNT..]);
    }
}

/// Takes the first `length` numbers off a slice. The loops below walk with it: iterators that are zipped keep their
/// pointers in memory, which doubled the time of a pass.
#[inline(always)]
fn first<'a, T>(rest: &mut &'a [T], length: usize) -> &'a [T] {
    let (row, others) = rest.split_at(length);
    *rest = others;
    row
}

/// [`first`] of a slice to be changed.
#[inline(always)]
#[expect(clippy::mut_mut, reason = "the slice that is walked along is itself moved on")]
fn first_mut<'a, T>(rest: &mut &'a mut [T], length: usize) -> &'a mut [T] {
    let (row, others) = core::mem::take(rest).split_at_mut(length);
    *rest = others;
    row
}

/// The last numbers of a slice, likewise.
#[inline(always)]
fn last<'a, T>(rest: &mut &'a [T], length: usize) -> &'a [T] {
    let (others, row) = rest.split_at(rest.len() - length);
    *rest = others;
    row
}

/// [`last`] of a slice to be changed.
#[inline(always)]
#[expect(clippy::mut_mut, reason = "the slice that is walked along is itself moved on")]
fn last_mut<'a, T>(rest: &mut &'a mut [T], length: usize) -> &'a mut [T] {
    let whole = core::mem::take(rest);
    let (others, row) = whole.split_at_mut(whole.len() - length);
    *rest = others;
    row
}

/// What crosses the closing face of a ring.
#[inline(always)]
fn close<P: Lanes, const A: usize>(closing: P::Element, across: Packs<P, A>, around: Packs<P, A>) -> Packs<P, A> {
    let closing = P::splat(closing);
    let mut through = across;
    for k in 0..A {
        through[k] = (across[k] + around[k]) * closing;
    }
    through
}

/// The first stage closed, from the first and last cell and `gᵀd`.
#[inline(always)]
fn close_first<P, const A: usize, const RING: bool>(
    factors: &Factors<P::Element>,
    [start, end]: [Packs<P, A>; 2],
    around: Packs<P, A>,
) -> Closing<P, A>
where
    P: Lanes<Element: Number>,
{
    if !RING {
        return Closing { through: around, difference: around };
    }
    let mut difference = end;
    for k in 0..A {
        difference[k] -= start[k];
    }
    Closing { through: close(factors.closing, difference, around), difference }
}

/// First pass, downwards: the elimination of the first stage, which in a step of first order is the only one.
#[inline(always)]
pub(super) fn eliminate_across<P, const A: usize, const RING: bool>(
    factors: &Factors<P::Element>,
    columns: &Columns<'_, P::Element>,
    tile: &mut [P::Element],
    ahead: &mut impl FnMut(usize, usize),
) -> Closing<P, A>
where
    P: Lanes<Element: Number>,
{
    let length = row_length::<P, A>();
    let mut tile = tile;
    let mut flux = [P::zero(); A];
    let mut around = flux;
    store(flux, first_mut(&mut tile, length));
    let mut before = load::<P, A>(columns.peek(0));
    let start = before;
    for j in 1..factors.cells() {
        let c = P::splat(factors.first[j]);
        ahead(0, j);
        let now = load::<P, A>(columns.peek(j));
        for k in 0..A {
            let difference = before[k] - now[k];
            flux[k] = flux[k].mul_add(c, difference);
            if RING {
                around[k] = difference.mul_add(P::splat(factors.ring[j][0]), around[k]);
            }
            before[k] = now[k];
        }
        store(flux, first_mut(&mut tile, length));
    }
    store([P::zero(); A], tile);
    close_first::<P, A, RING>(factors, [start, before], around)
}

/// The same for lines that are contiguous in memory.
#[inline(always)]
pub(super) fn eliminate_along<P, const A: usize, const RING: bool>(
    factors: &Factors<P::Element>,
    rows: &mut Rows<'_, P::Element>,
    tile: &mut [P::Element],
    ahead: &mut impl FnMut(usize, usize),
) -> Closing<P, A>
where
    P: Lanes<Element: Number>,
{
    let length = row_length::<P, A>();
    let mut tile = tile;
    let mut flux = [P::zero(); A];
    let mut around = flux;
    // The same as the first cell, so that nothing is found to cross the end of the line.
    let start = rows.column::<P, A>(0);
    let mut before = start;
    for block in 0..factors.cells().div_ceil(P::COUNT) {
        let c = &factors.first[block * P::COUNT..][..P::COUNT];
        let faces = first_mut(&mut tile, P::COUNT * length);
        let (cells, stride, mut place) = rows.pack_at(block * P::COUNT, P::COUNT);
        for k in 0..A {
            let mut square = [P::zero(); MOST_LANES];
            for pack in &mut square[..P::COUNT] {
                *pack = P::load(&cells[place..]);
                place += stride;
            }
            P::transpose(&mut square);
            for i in 0..P::COUNT / A {
                ahead(0, block * P::COUNT + k * P::COUNT / A + i);
            }
            for i in 0..P::COUNT {
                let difference = before[k] - square[i];
                flux[k] = flux[k].mul_add(P::splat(c[i]), difference);
                if RING {
                    around[k] = difference.mul_add(P::splat(factors.ring[block * P::COUNT + i][0]), around[k]);
                }
                before[k] = square[i];
                flux[k].store(&mut faces[i * length + k * P::COUNT..]);
            }
        }
    }
    store([P::zero(); A], tile);
    close_first::<P, A, RING>(factors, [start, rows.column::<P, A>(rows.length - 1)], around)
}

/// Second pass, upwards: the substitution of the first stage, whose fluxes are used at once as the right-hand side of the
/// second, and the elimination of that. Returns what crosses the closing face of a ring in the whole step.
#[inline(always)]
pub(super) fn turn<P, const A: usize, const RING: bool>(
    factors: &Factors<P::Element>,
    Closing { through, difference }: Closing<P, A>,
    tile: &mut [P::Element],
    ahead: &mut impl FnMut(usize, usize),
) -> Packs<P, A>
where
    P: Lanes<Element: Number>,
{
    let length = row_length::<P, A>();
    let mut tile = &mut tile[..factors.cells() * length];
    let mut open = [P::zero(); A];
    let (mut flux, mut around) = (open, open);
    for (j, &[link, crossing, up, down]) in factors.second.iter().enumerate().skip(1).rev() {
        let (link, crossing) = (P::splat(link), P::splat(crossing));
        let (up, down) = (P::splat(up), P::splat(down));
        let row = last_mut(&mut tile, length);
        let below = &tile[tile.len() - length..];
        ahead(0, j);
        for k in 0..A {
            let here = P::load(&row[k * P::COUNT..]);
            open[k] = open[k].mul_add(link, here);
            let start = P::load(&below[k * P::COUNT..]).mul_add(down, here);
            let mut target = open[k].mul_add(crossing, start);
            if RING {
                target = through[k].mul_add(P::splat(factors.ring[j][1]), target);
            }
            flux[k] = flux[k].mul_add(up, target);
            if RING {
                around[k] = target.mul_add(P::splat(factors.ring[j][0]), around[k]);
            }
            flux[k].store(&mut row[k * P::COUNT..]);
        }
    }
    if RING {
        let beta = P::splat(factors.ring[0][1]);
        let mut target = difference;
        for k in 0..A {
            target[k] = through[k].mul_add(beta, difference[k]);
        }
        return close(factors.closing_whole, target, around);
    }
    around
}

/// What crosses one face, from the face that was passed before it.
#[inline(always)]
fn cross<P: Lanes, const RING: bool>(
    open: &mut P,
    eliminated: P,
    [link, crossing]: [P; 2],
    through: P,
    ring: P::Element,
) -> P {
    *open = open.mul_add(link, eliminated);
    let flux = *open * crossing;
    if RING { through.mul_add(P::splat(ring), flux) } else { flux }
}

/// Last pass: the substitution of the last stage, and what it moves; `UP`wards in a step of first order, downwards in one of
/// second order. Returns the smallest new values.
#[inline(always)]
pub(super) fn substitute_across<P, const A: usize, const RING: bool, const UP: bool>(
    factors: &Factors<P::Element>,
    through: Packs<P, A>,
    tile: &[P::Element],
    columns: &mut Columns<'_, P::Element>,
    ahead: &mut impl FnMut(usize, usize),
) -> P
where
    P: Lanes<Element: Number>,
{
    let length = row_length::<P, A>();
    let cells = factors.cells();
    let mut tile = &tile[if UP { 0 } else { length }..][..cells * length];
    let mut open = [P::zero(); A];
    let mut passed = if RING { through } else { open };
    let mut least = P::constant(f64::MAX);
    for step in 0..cells {
        let j = if UP { cells - 1 - step } else { step };
        let [link, crossing, w] = factors.third[j].map(P::splat);
        ahead(1, j);
        let row = columns.row(j);
        let mut here = load::<P, A>(row);
        let eliminated = load::<P, A>(if UP { last(&mut tile, length) } else { first(&mut tile, length) });
        let ring = if RING { factors.ring[if UP { j } else { j + 1 }][0] } else { P::Element::ZERO };
        for k in 0..A {
            let flux = cross::<P, RING>(&mut open[k], eliminated[k], [link, crossing], through[k], ring);
            let moved = if UP { flux - passed[k] } else { passed[k] - flux };
            here[k] = moved.mul_add(w, here[k]);
            passed[k] = flux;
            least = here[k].min(least);
        }
        store(here, row);
    }
    least
}

/// The same for lines that are contiguous in memory.
#[inline(always)]
pub(super) fn substitute_along<P, const A: usize, const RING: bool, const UP: bool>(
    factors: &Factors<P::Element>,
    through: Packs<P, A>,
    tile: &[P::Element],
    rows: &mut Rows<'_, P::Element>,
    ahead: &mut impl FnMut(usize, usize),
) -> P
where
    P: Lanes<Element: Number>,
{
    let length = row_length::<P, A>();
    let blocks = factors.cells().div_ceil(P::COUNT);
    let mut tile = &tile[if UP { 0 } else { length }..][..blocks * P::COUNT * length];
    let mut open = [P::zero(); A];
    let mut passed = if RING { through } else { open };
    let mut least = P::constant(f64::MAX);
    for step in 0..blocks {
        let block = if UP { blocks - 1 - step } else { step };
        let third = &factors.third[block * P::COUNT..][..P::COUNT];
        let w = P::load(&factors.weight[block * P::COUNT..]);
        let faces = if UP { last(&mut tile, P::COUNT * length) } else { first(&mut tile, P::COUNT * length) };
        let (cells, stride, mut place) = rows.pack_at(block * P::COUNT, P::COUNT);
        for k in 0..A {
            let mut square = [P::zero(); MOST_LANES];
            for step in 0..P::COUNT {
                let i = if UP { P::COUNT - 1 - step } else { step };
                let [link, crossing, _] = third[i].map(P::splat);
                let eliminated = P::load(&faces[i * length + k * P::COUNT..]);
                let face = block * P::COUNT + if UP { i } else { i + 1 };
                let ring = if RING { factors.ring[face][0] } else { P::Element::ZERO };
                let flux = cross::<P, RING>(&mut open[k], eliminated, [link, crossing], through[k], ring);
                square[i] = if UP { flux - passed[k] } else { passed[k] - flux };
                passed[k] = flux;
            }
            P::transpose(&mut square);
            for i in 0..P::COUNT / A {
                ahead(1, block * P::COUNT + k * P::COUNT / A + i);
            }
            for &moved in &square[..P::COUNT] {
                let pack = &mut cells[place..][..P::COUNT];
                let here = moved.mul_add(w, P::load(pack));
                least = here.min(least);
                here.store(pack);
                place += stride;
            }
        }
    }
    least
}

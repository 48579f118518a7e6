//! One implicit step of a tile: the lanes are neighbouring lines, the recurrences run along the rows. The scheme is told
//! in [`super::line`].
//!
//! Row `j` of a tile holds cell `j` of all its lines and, beside it, what the passes make of the face above that cell.

use super::line::Factors;
use super::numbers::Number;
use crate::number::lanes::Lanes;

/// `A` packs side by side.
pub(super) type Packs<P, const A: usize> = [P; A];

/// Numbers in one row of a tile: a value and a flux for each line.
pub(super) const fn row_length<P: Lanes, const A: usize>() -> usize {
    2 * A * P::COUNT
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
pub(super) fn first<'a, T>(rest: &mut &'a [T], length: usize) -> &'a [T] {
    let (row, others) = rest.split_at(length);
    *rest = others;
    row
}

/// [`first`] of a slice to be changed.
#[inline(always)]
#[expect(clippy::mut_mut, reason = "the slice that is walked along is itself moved on")]
pub(super) fn first_mut<'a, T>(rest: &mut &'a mut [T], length: usize) -> &'a mut [T] {
    let (row, others) = core::mem::take(rest).split_at_mut(length);
    *rest = others;
    row
}

/// The last numbers of a slice, likewise.
#[inline(always)]
#[expect(clippy::mut_mut, reason = "the slice that is walked along is itself moved on")]
fn last_mut<'a, T>(rest: &mut &'a mut [T], length: usize) -> &'a mut [T] {
    let whole = core::mem::take(rest);
    let (others, row) = whole.split_at_mut(whole.len() - length);
    *rest = others;
    row
}

/// Steps the lines `x..` of a plane, as many as fit into `A` packs: cell `j` of line `x` is `plane[j * stride + x]`. The
/// tile keeps the old values. Returns the smallest new value of each line.
///
/// `ahead` is called once for each face, in a pass that touches nothing but the tile, to ask for memory that comes next.
#[inline(always)]
pub(super) fn step<P, const A: usize, const RING: bool>(
    factors: &Factors<P::Element>,
    plane: &mut [P::Element],
    [stride, x]: [usize; 2],
    tile: &mut [P::Element],
    ahead: impl Fn(usize),
) -> Packs<P, A>
where
    P: Lanes<Element: Number>,
{
    let tile = &mut tile[..factors.cells() * row_length::<P, A>()];
    // Functions of their own leave the compiler enough registers for each loop.
    let through = P::outline(
        #[inline(always)]
        || eliminate::<P, A, RING>(factors, plane, [stride, x], tile),
    );
    let through = P::outline(
        #[inline(always)]
        || turn::<P, A, RING>(factors, through, tile, ahead),
    );
    P::outline(
        #[inline(always)]
        || substitute::<P, A, RING>(factors, through, tile, plane, [stride, x]),
    )
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

/// First pass, downwards: the elimination of the first stage. Afterwards the tile holds the old values. Returns what
/// crosses the closing face of a ring.
#[inline(always)]
fn eliminate<P, const A: usize, const RING: bool>(
    factors: &Factors<P::Element>,
    plane: &[P::Element],
    [stride, x]: [usize; 2],
    tile: &mut [P::Element],
) -> Packs<P, A>
where
    P: Lanes<Element: Number>,
{
    let length = row_length::<P, A>();
    let (mut plane, mut tile) = (plane, tile);
    let mut flux = [P::zero(); A];
    let mut around = flux;
    let mut before = load::<P, A>(&first(&mut plane, stride)[x..]);
    let start = before;
    for (j, &a) in factors.first.iter().enumerate() {
        let row = first_mut(&mut tile, length);
        let a = P::splat(a);
        let now = load::<P, A>(&first(&mut plane, stride)[x..]);
        for k in 0..A {
            let difference = before[k] - now[k];
            flux[k] = flux[k].mul_add(a, difference);
            if RING {
                around[k] = difference.mul_add(P::splat(factors.ring[j + 1]), around[k]);
            }
        }
        store(before, row);
        store(flux, &mut row[length / 2..]);
        before = now;
    }
    store(before, tile);
    if RING {
        for k in 0..A {
            before[k] -= start[k];
        }
        return close(factors.closing, before, around);
    }
    around
}

/// Second pass, upwards: the substitution of the first stage, whose fluxes are used at once as the right-hand side of the
/// second, and the elimination of that. Returns what crosses the closing face of a ring in the whole step.
#[inline(always)]
fn turn<P, const A: usize, const RING: bool>(
    factors: &Factors<P::Element>,
    through: Packs<P, A>,
    tile: &mut [P::Element],
    ahead: impl Fn(usize),
) -> Packs<P, A>
where
    P: Lanes<Element: Number>,
{
    let length = row_length::<P, A>();
    let mut tile = tile;
    let mut open = [P::zero(); A];
    let (mut flux, mut around) = (open, open);
    let mut above = load::<P, A>(last_mut(&mut tile, length));
    let end = above;
    for (j, &[c, b, beta, a]) in factors.second.iter().enumerate().rev() {
        let row = last_mut(&mut tile, length);
        ahead(j);
        let (c, b, beta, a) = (P::splat(c), P::splat(b), P::splat(beta), P::splat(a));
        let here = load::<P, A>(row);
        let eliminated = load::<P, A>(&row[length / 2..]);
        for k in 0..A {
            open[k] = open[k].mul_add(c, eliminated[k] * b);
            let mut crossing = open[k];
            if RING {
                crossing = through[k].mul_add(P::splat(factors.ring[j + 1]), crossing);
            }
            let target = crossing.mul_add(beta, here[k] - above[k]);
            flux[k] = flux[k].mul_add(a, target);
            if RING {
                around[k] = target.mul_add(P::splat(factors.ring[j + 1]), around[k]);
            }
        }
        store(flux, &mut row[length / 2..]);
        above = here;
    }
    if RING {
        let beta = P::splat(factors.closing_beta);
        for k in 0..A {
            above[k] = through[k].mul_add(beta, end[k] - above[k]);
        }
        return close(factors.closing_whole, above, around);
    }
    around
}

/// Third pass, downwards: the substitution of the second stage, and what it moves. Returns the smallest new value of each
/// line.
#[inline(always)]
fn substitute<P, const A: usize, const RING: bool>(
    factors: &Factors<P::Element>,
    through: Packs<P, A>,
    tile: &[P::Element],
    plane: &mut [P::Element],
    [stride, x]: [usize; 2],
) -> Packs<P, A>
where
    P: Lanes<Element: Number>,
{
    let length = row_length::<P, A>();
    let (mut plane, mut tile) = (plane, tile);
    let mut open = [P::zero(); A];
    let mut below = if RING { through } else { open };
    let mut least = [P::constant(f64::MAX); A];
    for (j, &[c, b, w]) in factors.third.iter().enumerate() {
        let row = first(&mut tile, length);
        let (c, b, w) = (P::splat(c), P::splat(b), P::splat(w));
        let mut here = load::<P, A>(row);
        let eliminated = load::<P, A>(&row[length / 2..]);
        for k in 0..A {
            open[k] = open[k].mul_add(c, eliminated[k] * b);
            let mut crossing = open[k];
            if RING {
                crossing = through[k].mul_add(P::splat(factors.ring[j + 1]), crossing);
            }
            here[k] = (below[k] - crossing).mul_add(w, here[k]);
            below[k] = crossing;
            least[k] = here[k].min(least[k]);
        }
        store(here, &mut first_mut(&mut plane, stride)[x..]);
    }
    let mut here = load::<P, A>(tile);
    let w = P::splat(factors.last);
    for k in 0..A {
        let crossing = if RING { through[k] } else { P::zero() };
        here[k] = (below[k] - crossing).mul_add(w, here[k]);
        least[k] = here[k].min(least[k]);
    }
    store(here, &mut plane[x..]);
    least
}

//! Implicit steps along many lines: tiles of neighbouring lines, one after the other.

use super::limit::{Scratch, keep_positive};
use super::line::Factors;
use super::numbers::{Aligned, MOST_LANES, Number};
use super::tile::{first, first_mut, row_length, step, store};
use crate::number::lanes::{Lanes, Mask};
use core::ops::Range;

/// Packs across a wide tile. Their independent recurrences hide each other's latency.
const WIDE: usize = 4;
/// Packs across a narrow tile, for what is left.
const NARROW: usize = 2;
/// Most lines of one tile.
const MOST_LINES: usize = WIDE * MOST_LANES;

/// Working memory of one thread.
#[derive(Debug, Clone)]
pub(super) struct Workspace<T: Number> {
    tile: Aligned<T>,
    /// A plane as wide as one tile, for lines that do not lie side by side.
    strip: Aligned<T>,
    scratch: Scratch,
}

impl<T: Number> Workspace<T> {
    /// Room for lines of up to `cells` cells.
    pub(super) fn new(cells: usize) -> Self {
        Self {
            tile: Aligned::zeros(2 * cells * MOST_LINES),
            // One row more, so that a group of columns can be walked like the first.
            strip: Aligned::zeros((cells + 1) * MOST_LINES),
            scratch: Scratch::new(cells),
        }
    }
}

/// Steps the lines that lie across the rows of a plane: cell `j` of line `x` is `plane[j * width + x]`. While the tile at
/// `x` is computed, `ahead(j, x..)` is called to ask for memory that comes next.
#[inline(always)]
pub(super) fn sweep_across<P>(
    factors: &Factors<P::Element>,
    plane: &mut [P::Element],
    width: usize,
    workspace: &mut Workspace<P::Element>,
    ahead: impl Fn(usize, Range<usize>) + Copy,
) where
    P: Lanes<Element: Number>,
{
    if factors.closed {
        return;
    }
    let Workspace { tile, strip, scratch } = workspace;
    // A ring carries more along each pass than the registers hold for a wide tile.
    let wide = if factors.periodic { 0 } else { width };
    let mut x = 0;
    while x + WIDE * P::COUNT <= wide {
        let lines = WIDE * P::COUNT;
        step_lines::<P, WIDE>(
            factors,
            plane,
            [width, x],
            lines,
            tile,
            scratch,
            #[inline(always)]
            |j| ahead(j, x..x + lines),
        );
        x += lines;
    }
    while x + NARROW * P::COUNT <= width {
        let lines = NARROW * P::COUNT;
        step_lines::<P, NARROW>(
            factors,
            plane,
            [width, x],
            lines,
            tile,
            scratch,
            #[inline(always)]
            |j| ahead(j, x..x + lines),
        );
        x += lines;
    }
    let lines = P::COUNT;
    if x + lines <= width {
        step_lines::<P, 1>(
            factors,
            plane,
            [width, x],
            lines,
            tile,
            scratch,
            #[inline(always)]
            |j| ahead(j, x..x + lines),
        );
        x += lines;
    }
    if x < width {
        let here = width - x;
        let strip = &mut strip.all_mut()[..factors.cells() * lines];
        for (row, to) in plane.chunks_exact(width).zip(strip.chunks_exact_mut(lines)) {
            to.fill(P::Element::ZERO);
            to[..here].copy_from_slice(&row[x..]);
        }
        step_lines::<P, 1>(
            factors,
            strip,
            [lines, 0],
            here,
            tile,
            scratch,
            #[inline(always)]
            |j| ahead(j, x..width),
        );
        for (row, from) in plane.chunks_exact_mut(width).zip(strip.chunks_exact(lines)) {
            row[x..].copy_from_slice(&from[..here]);
        }
    }
}

/// Steps every row of `rows`, each of which is one line, contiguous in memory.
#[inline(always)]
pub(super) fn sweep_along<P>(
    factors: &Factors<P::Element>,
    rows: &mut [P::Element],
    workspace: &mut Workspace<P::Element>,
) where
    P: Lanes<Element: Number>,
{
    if factors.closed {
        return;
    }
    let wide = WIDE * P::COUNT * factors.cells();
    let whole = if factors.periodic { 0 } else { rows.len() / wide * wide };
    let (rows, rest) = rows.split_at_mut(whole);
    along::<P, WIDE>(factors, rows, workspace);
    along::<P, NARROW>(factors, rest, workspace);
}

#[inline(always)]
fn along<P, const A: usize>(
    factors: &Factors<P::Element>,
    rows: &mut [P::Element],
    workspace: &mut Workspace<P::Element>,
) where
    P: Lanes<Element: Number>,
{
    let lines = A * P::COUNT;
    let cells = factors.cells();
    let Workspace { tile, strip, scratch } = workspace;
    let strip = &mut strip.all_mut()[..(cells + 1) * lines];
    let mut rest = rows;
    while !rest.is_empty() {
        let (block, after) = rest.split_at_mut((lines * cells).min(rest.len()));
        P::outline(
            #[inline(always)]
            || gather::<P, A>(block, cells, strip),
        );
        step_lines::<P, A>(
            factors,
            &mut strip[..cells * lines],
            [lines, 0],
            block.len() / cells,
            tile,
            scratch,
            #[inline(always)]
            |j| {
                if (j + 1) * lines <= after.len() {
                    P::prefetch(&after[j * lines..][..lines]);
                }
            },
        );
        P::outline(
            #[inline(always)]
            || scatter::<P, A>(strip, cells, block),
        );
        rest = after;
    }
}

/// Steps the lines `x..` of a plane that fill one tile, of which the first `here` are in use.
#[inline(always)]
fn step_lines<P, const A: usize>(
    factors: &Factors<P::Element>,
    plane: &mut [P::Element],
    [stride, x]: [usize; 2],
    here: usize,
    tile: &mut Aligned<P::Element>,
    scratch: &mut Scratch,
    ahead: impl Fn(usize),
) where
    P: Lanes<Element: Number>,
{
    let tile = tile.all_mut();
    let least = if factors.periodic {
        step::<P, A, true>(factors, plane, [stride, x], tile, ahead)
    } else {
        step::<P, A, false>(factors, plane, [stride, x], tile, ahead)
    };
    let mut lowest = least[0];
    for pack in least {
        lowest = lowest.min(pack);
    }
    if lowest.less(P::zero()).any() {
        let mut least_of_line = [P::Element::ZERO; MOST_LINES];
        store(least, &mut least_of_line);
        let length = row_length::<P, A>();
        for (line, &least) in least_of_line.iter().enumerate().take(here) {
            if least < P::Element::ZERO {
                keep_positive(factors, &tile[line..], length, &mut plane[x + line..], stride, scratch);
            }
        }
    }
}

/// Turns rows into the columns of a strip; lanes without a row become zero.
#[inline(always)]
fn gather<P, const A: usize>(rows: &[P::Element], cells: usize, strip: &mut [P::Element])
where
    P: Lanes<Element: Number>,
{
    let lines = A * P::COUNT;
    let squares = if rows.len() == lines * cells { cells / P::COUNT } else { 0 };
    if squares == 0 {
        strip.fill(P::Element::ZERO);
    }
    for group in 0..A * squares.min(1) {
        // Slices that are known to have the same length need no further checks.
        let mut rest = &rows[group * P::COUNT * cells..];
        let mut lanes: [&[P::Element]; MOST_LANES] = [&[]; MOST_LANES];
        for lane in lanes.iter_mut().take(P::COUNT) {
            *lane = first(&mut rest, cells);
        }
        let mut columns = &mut strip[group * P::COUNT..];
        for done in (0..squares).map(|n| n * P::COUNT) {
            let mut square = [P::zero(); MOST_LANES];
            for k in 0..P::COUNT {
                square[k] = P::load(&lanes[k][done..done + P::COUNT]);
            }
            P::transpose(&mut square);
            let column = first_mut(&mut columns, P::COUNT * lines);
            for k in 0..P::COUNT {
                square[k].store(&mut column[k * lines..]);
            }
        }
    }
    for (lane, row) in rows.chunks_exact(cells).enumerate() {
        for j in squares * P::COUNT..cells {
            strip[j * lines + lane] = row[j];
        }
    }
}

/// The way back of [`gather`].
#[inline(always)]
fn scatter<P, const A: usize>(strip: &[P::Element], cells: usize, rows: &mut [P::Element])
where
    P: Lanes<Element: Number>,
{
    let lines = A * P::COUNT;
    let squares = if rows.len() == lines * cells { cells / P::COUNT } else { 0 };
    for group in 0..A * squares.min(1) {
        let mut rest = &mut rows[group * P::COUNT * cells..];
        let mut lanes: [&mut [P::Element]; MOST_LANES] = Default::default();
        for lane in lanes.iter_mut().take(P::COUNT) {
            *lane = first_mut(&mut rest, cells);
        }
        let mut columns = &strip[group * P::COUNT..];
        for done in (0..squares).map(|n| n * P::COUNT) {
            let column = first(&mut columns, P::COUNT * lines);
            let mut square = [P::zero(); MOST_LANES];
            for k in 0..P::COUNT {
                square[k] = P::load(&column[k * lines..]);
            }
            P::transpose(&mut square);
            for k in 0..P::COUNT {
                square[k].store(&mut lanes[k][done..done + P::COUNT]);
            }
        }
    }
    for (lane, row) in rows.chunks_exact_mut(cells).enumerate() {
        for j in squares * P::COUNT..cells {
            row[j] = strip[j * lines + lane];
        }
    }
}

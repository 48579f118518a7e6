//! Implicit steps along many lines at once: the lanes of a tile are neighbouring lines, the recurrence runs along its rows.

use super::limit::keep_positive;
use super::line::Factors;
use super::raw::{Number, Pack};

/// Packs across a tile: two hide the latency of the recurrence, and a tile of 150 cells still fits the first cache.
pub(super) const ACROSS: usize = 2;
/// Most lines of one tile, over all packs.
pub(super) const MOST_LINES: usize = ACROSS * MOST_LANES;
/// Most lanes of one pack.
const MOST_LANES: usize = 8;

/// Working memory of one thread.
#[derive(Debug, Clone)]
pub(super) struct Tile<T> {
    value: Vec<T>,
    flux: Vec<T>,
    line: Vec<f64>,
    line_flux: Vec<f64>,
}

impl<T: Number> Tile<T> {
    /// Room for lines of up to `cells` cells.
    pub(super) fn new(cells: usize) -> Self {
        let size = cells * MOST_LINES;
        Self {
            value: vec![T::ZERO; size],
            flux: vec![T::ZERO; size],
            line: vec![0.0; cells],
            line_flux: vec![0.0; cells],
        }
    }
}

#[inline(always)]
fn load<P: Pack>(row: &[P::Num]) -> [P; ACROSS] {
    let mut packs = [P::splat(P::Num::ZERO); ACROSS];
    for (k, pack) in packs.iter_mut().enumerate() {
        *pack = P::load(&row[k * P::LANES..]);
    }
    packs
}

#[inline(always)]
fn store<P: Pack>(packs: [P; ACROSS], row: &mut [P::Num]) {
    for (k, pack) in packs.iter().enumerate() {
        pack.store(&mut row[k * P::LANES..]);
    }
}

/// One second-order step of a tile, in three passes. Reads cell `j` of the lines at `source[j * stride..]`, or from the
/// tile itself if `source` is `None`; leaves the result in the tile. Returns the smallest new value of each line.
#[inline(always)]
fn two_stage<P: Pack, const RING: bool>(
    factors: &Factors<P::Num>,
    source: Option<(&[P::Num], usize)>,
    value: &mut [P::Num],
    flux: &mut [P::Num],
) -> [P; ACROSS] {
    let size = factors.cells() * ACROSS * P::LANES;
    let (value, flux) = (&mut value[..size], &mut flux[..size]);
    let through = eliminate::<P, RING>(factors, source, value, flux);
    let through = substitute_and_eliminate::<P, RING>(factors, through, value, flux);
    substitute::<P, RING>(factors, through, value, flux)
}

/// What crosses the closing face of a ring, from the difference across it and the weighted differences inside.
#[inline(always)]
fn close<P: Pack, const RING: bool>(
    factors: &Factors<P::Num>,
    last: [P; ACROSS],
    first: [P; ACROSS],
    around: [P; ACROSS],
) -> [P; ACROSS] {
    let mut through = [P::splat(P::Num::ZERO); ACROSS];
    if RING {
        let closing = P::splat(factors.closing);
        for k in 0..ACROSS {
            through[k] = last[k].minus(first[k]).plus(around[k]).times(closing);
        }
    }
    through
}

/// First pass, downwards: the elimination of the first stage. Returns what crosses the closing face.
#[inline(always)]
fn eliminate<P: Pack, const RING: bool>(
    factors: &Factors<P::Num>,
    source: Option<(&[P::Num], usize)>,
    value: &mut [P::Num],
    flux: &mut [P::Num],
) -> [P; ACROSS] {
    let lines = ACROSS * P::LANES;
    let zero = P::splat(P::Num::ZERO);
    let mut carry = [zero; ACROSS];
    let mut around = [zero; ACROSS];
    let cells = factors.cells();
    let (first, ring) = (&factors.first[..cells], &factors.ring[..cells]);
    let mut before = load::<P>(source.map_or(&*value, |(from, _)| from));
    let start = before;
    for j in 0..cells {
        let ([b, a], ring) = (first[j], ring[j]);
        let (here, out) = (&mut value[j * lines..][..lines], &mut flux[j * lines..][..lines]);
        // At j = 0 the difference is zero, and so is everything that is made from it.
        let (b, a) = (P::splat(b), P::splat(a));
        let now = match source {
            Some((from, stride)) => {
                let now = load::<P>(&from[j * stride..]);
                store(now, here);
                now
            }
            None => load::<P>(here),
        };
        for k in 0..ACROSS {
            let difference = before[k].minus(now[k]);
            carry[k] = carry[k].times_plus(a, difference.times(b));
            if RING {
                around[k] = difference.times_plus(P::splat(ring[0]), around[k]);
            }
        }
        store(carry, out);
        before = now;
    }
    close::<P, RING>(factors, before, start, around)
}

/// Second pass, upwards: the substitution of the first stage and the elimination of the second. The eliminated face above
/// cell `j` is stored in row `j`. Returns what crosses the closing face in the second stage.
#[inline(always)]
fn substitute_and_eliminate<P: Pack, const RING: bool>(
    factors: &Factors<P::Num>,
    through: [P; ACROSS],
    value: &mut [P::Num],
    flux: &mut [P::Num],
) -> [P; ACROSS] {
    let lines = ACROSS * P::LANES;
    let cells = factors.cells();
    let zero = P::splat(P::Num::ZERO);
    let mut open = [zero; ACROSS];
    let mut flux_above = through;
    let mut above = [zero; ACROSS];
    let mut top = [zero; ACROSS];
    let mut carry = [zero; ACROSS];
    let mut around = [zero; ACROSS];
    let (second, ring) = (&factors.second[..cells], &factors.ring[..cells]);
    for j in (0..cells).rev() {
        let ([c, w, b, a], ring) = (second[j], ring[j]);
        let (here, out) = (&mut value[j * lines..][..lines], &mut flux[j * lines..][..lines]);
        let (c, w, b, a) = (P::splat(c), P::splat(w), P::splat(b), P::splat(a));
        let eliminated = load::<P>(out);
        let mut now = load::<P>(here);
        for k in 0..ACROSS {
            open[k] = open[k].times_plus(c, eliminated[k]);
            let mut crossing = open[k];
            if RING {
                crossing = through[k].times_plus(P::splat(ring[0]), crossing);
            }
            now[k] = crossing.minus(flux_above[k]).times_plus(w, now[k]);
            flux_above[k] = crossing;
            // Beyond the last cell the coefficients are zero, so what stands above it does not matter.
            let difference = now[k].minus(above[k]);
            carry[k] = carry[k].times_plus(a, difference.times(b));
            if RING {
                around[k] = difference.times_plus(P::splat(ring[1]), around[k]);
            }
        }
        if RING && j + 1 == cells {
            top = now;
        }
        store(now, here);
        store(carry, out);
        above = now;
    }
    close::<P, RING>(factors, top, above, around)
}

/// Third pass, downwards: the substitution of the second stage. Returns the smallest new value of each line.
#[inline(always)]
fn substitute<P: Pack, const RING: bool>(
    factors: &Factors<P::Num>,
    through: [P; ACROSS],
    value: &mut [P::Num],
    flux: &[P::Num],
) -> [P; ACROSS] {
    let lines = ACROSS * P::LANES;
    let mut open = [P::splat(P::Num::ZERO); ACROSS];
    let mut flux_below = through;
    let mut least = [P::splat(P::Num::from_f64(f64::MAX)); ACROSS];
    let cells = factors.cells();
    let (third, ring) = (&factors.third[..cells], &factors.ring[..cells]);
    for j in 0..cells {
        let ([c, w], ring) = (third[j], ring[j]);
        let (here, eliminated) = (&mut value[j * lines..][..lines], &flux[j * lines..][..lines]);
        let (c, w) = (P::splat(c), P::splat(w));
        let eliminated = load::<P>(eliminated);
        let mut now = load::<P>(here);
        for k in 0..ACROSS {
            open[k] = open[k].times_plus(c, eliminated[k]);
            let mut crossing = open[k];
            if RING {
                crossing = through[k].times_plus(P::splat(ring[2]), crossing);
            }
            now[k] = flux_below[k].minus(crossing).times_plus(w, now[k]);
            flux_below[k] = crossing;
            least[k] = now[k].smaller(least[k]);
        }
        store(now, here);
    }
    least
}

/// Steps all lines of `plane` along its rows: line `x` has its cell `j` at `plane[j * stride + x]`.
#[inline(always)]
pub(super) fn sweep_across<P: Pack>(
    factors: &Factors<P::Num>,
    plane: &mut [P::Num],
    stride: usize,
    width: usize,
    tile: &mut Tile<P::Num>,
) {
    if factors.closed {
        return;
    }
    let lines = ACROSS * P::LANES;
    let cells = factors.cells();
    let mut x = 0;
    while x < width {
        let here = lines.min(width - x);
        let least = if here == lines {
            step::<P>(factors, Some((&plane[x..], stride)), tile)
        } else {
            for (j, row) in tile.value.chunks_exact_mut(lines).take(cells).enumerate() {
                row.fill(P::Num::ZERO);
                row[..here].copy_from_slice(&plane[j * stride + x..][..here]);
            }
            step::<P>(factors, None, tile)
        };
        correct::<P>(factors, least, here, tile, |line, j| plane[j * stride + x + line]);
        if here == lines {
            for (j, row) in tile.value.chunks_exact(lines).take(cells).enumerate() {
                store(load::<P>(row), &mut plane[j * stride + x..]);
            }
        } else {
            for (j, row) in tile.value.chunks_exact(lines).take(cells).enumerate() {
                plane[j * stride + x..][..here].copy_from_slice(&row[..here]);
            }
        }
        x += lines;
    }
}

/// Steps every row of `rows`, each of which is one line, contiguous in memory.
#[inline(always)]
pub(super) fn sweep_along<P: Pack>(factors: &Factors<P::Num>, rows: &mut [P::Num], tile: &mut Tile<P::Num>) {
    if factors.closed {
        return;
    }
    let lines = ACROSS * P::LANES;
    let cells = factors.cells();
    for block in rows.chunks_mut(lines * cells) {
        let here = block.len() / cells;
        gather::<P>(block, cells, &mut tile.value);
        let least = step::<P>(factors, None, tile);
        correct::<P>(factors, least, here, tile, |line, j| block[line * cells + j]);
        scatter::<P>(&tile.value, cells, block);
    }
}

#[inline(always)]
fn step<P: Pack>(
    factors: &Factors<P::Num>,
    source: Option<(&[P::Num], usize)>,
    tile: &mut Tile<P::Num>,
) -> [P; ACROSS] {
    if factors.periodic {
        two_stage::<P, true>(factors, source, &mut tile.value, &mut tile.flux)
    } else {
        two_stage::<P, false>(factors, source, &mut tile.value, &mut tile.flux)
    }
}

/// Replaces lines that fell below zero, see [`keep_positive`]. `old` reads the line as it was.
#[inline(always)]
fn correct<P: Pack>(
    factors: &Factors<P::Num>,
    least: [P; ACROSS],
    lines_here: usize,
    tile: &mut Tile<P::Num>,
    old: impl Fn(usize, usize) -> P::Num,
) {
    let mut lowest = [P::Num::ZERO; MOST_LINES];
    store(least, &mut lowest);
    for (line, &low) in lowest.iter().enumerate().take(lines_here) {
        if low < P::Num::ZERO {
            let cells = factors.cells();
            let lines = ACROSS * P::LANES;
            keep_positive(
                factors,
                |j| old(line, j),
                &mut tile.value[line..cells * lines],
                lines,
                &mut tile.line[..cells],
                &mut tile.line_flux[..cells],
            );
        }
    }
}

/// Turns rows into the columns of a tile; lanes without a row become zero.
#[inline(always)]
fn gather<P: Pack>(rows: &[P::Num], cells: usize, tile: &mut [P::Num]) {
    let lines = ACROSS * P::LANES;
    let here = rows.len() / cells;
    let zero = P::splat(P::Num::ZERO);
    let mut done = 0;
    if here == lines {
        while done + P::LANES <= cells {
            let columns = &mut tile[done * lines..][..P::LANES * lines];
            for group in 0..ACROSS {
                let first = group * P::LANES;
                let mut square = [zero; MOST_LANES];
                for lane in 0..P::LANES {
                    square[lane] = P::load(&rows[(first + lane) * cells + done..]);
                }
                P::transpose(&mut square);
                for k in 0..P::LANES {
                    square[k].store(&mut columns[k * lines + first..]);
                }
            }
            done += P::LANES;
        }
    } else {
        tile[..cells * lines].fill(P::Num::ZERO);
    }
    for (lane, row) in rows.chunks_exact(cells).enumerate() {
        for j in done..cells {
            tile[j * lines + lane] = row[j];
        }
    }
}

/// The way back of [`gather`].
#[inline(always)]
fn scatter<P: Pack>(tile: &[P::Num], cells: usize, rows: &mut [P::Num]) {
    let lines = ACROSS * P::LANES;
    let here = rows.len() / cells;
    let zero = P::splat(P::Num::ZERO);
    let mut done = 0;
    if here == lines {
        while done + P::LANES <= cells {
            let columns = &tile[done * lines..][..P::LANES * lines];
            for group in 0..ACROSS {
                let first = group * P::LANES;
                let mut square = [zero; MOST_LANES];
                for k in 0..P::LANES {
                    square[k] = P::load(&columns[k * lines + first..]);
                }
                P::transpose(&mut square);
                for lane in 0..P::LANES {
                    square[lane].store(&mut rows[(first + lane) * cells + done..]);
                }
            }
            done += P::LANES;
        }
    }
    for (lane, row) in rows.chunks_exact_mut(cells).enumerate() {
        for j in done..cells {
            row[j] = tile[j * lines + lane];
        }
    }
}

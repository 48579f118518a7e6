//! Implicit steps along many lines: tiles of neighbouring lines, one after the other.

use super::limit::{Scratch, keep_positive};
use super::line::{Factors, whole_packs};
use super::numbers::{Aligned, MOST_LANES, Number};
use super::passes::{row_length, store};
use super::rows::{Lines, Rows};
use super::slab::{Columns, SlabView};
use super::tile::{Stepped, step_across, step_along};
use crate::number::lanes::{Lanes, Mask};

/// Packs across a wide tile. Their independent recurrences hide each other's latency.
pub(super) const WIDE: usize = 4;
/// Packs across a narrow tile, for what is left.
const NARROW: usize = 2;
/// Most lines of one tile.
const MOST_LINES: usize = WIDE * MOST_LANES;

/// Working memory of one thread.
#[derive(Debug, Clone)]
pub(super) struct Workspace<T: Number> {
    tile: Aligned<T>,
    /// Copies of lines that do not fill a pack.
    strip: Aligned<T>,
    /// The cells of one tile of contiguous lines beyond the last whole pack.
    rest: Aligned<T>,
    scratch: Scratch<T>,
}

impl<T: Number> Workspace<T> {
    /// Room for lines of up to `cells` cells.
    pub(super) fn new(cells: usize) -> Self {
        Self {
            tile: Aligned::zeros((whole_packs(cells) + 1) * MOST_LINES),
            strip: Aligned::zeros(cells * MOST_LANES),
            rest: Aligned::zeros(MOST_LINES * MOST_LANES),
            scratch: Scratch::new(cells),
        }
    }
}

/// Memory to ask for while something else is computed, evenly, since few requests fit under way at a time.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ahead<'a, T> {
    /// The tile that comes next.
    Tile,
    /// What is left of a slice, a portion for every second call.
    Slice { left: &'a [T], portion: usize },
}

impl<'a, T> Ahead<'a, T> {
    /// Nothing.
    pub(super) fn nothing() -> Self {
        Self::Slice { left: &[], portion: 0 }
    }

    /// A slice, in about `times` portions.
    pub(super) fn slice(slice: &'a [T], times: usize) -> Self {
        let line = (64 / size_of::<T>()).max(1);
        Self::Slice { left: slice, portion: slice.len().div_ceil(times.max(1)).next_multiple_of(line) }
    }

    /// Called with the pass, counted from 0, of how many, and the face that is being computed.
    #[inline(always)]
    fn ask<P: Lanes<Element = T>>(&mut self, next: Option<&Columns<'_, T>>, [pass, of]: [usize; 2], face: usize) {
        match self {
            Self::Tile => {
                // One half of the row in the first half of the passes, the other in the second; where a half has several
                // passes they share the faces.
                let each = of / 2;
                if let Some(next) = next
                    && face % each == pass % each
                {
                    let (first, second) = next.peek(face).split_at(next.lines() / 2);
                    P::prefetch(if pass < each { first } else { second });
                }
            }
            Self::Slice { left, portion } => {
                if !left.is_empty() && face.is_multiple_of(2) {
                    let (now, later) = left.split_at((*portion).min(left.len()));
                    P::prefetch(now);
                    *left = later;
                }
            }
        }
    }
}

/// Takes `times` steps along the columns of row `y` of a view: line `x` has cell `j` in its layer `j`.
#[inline(always)]
pub(super) fn sweep_across<P>(
    factors: &Factors<P::Element>,
    view: &mut SlabView<'_, P::Element>,
    [y, times]: [usize; 2],
    workspace: &mut Workspace<P::Element>,
    ahead: &mut Ahead<'_, P::Element>,
) where
    P: Lanes<Element: Number>,
{
    if factors.closed {
        return;
    }
    let (factors, times) = factors.in_a_row(times);
    let width = view.width();
    // A ring carries more along each pass than the registers hold for a wide tile.
    let wide = if factors.periodic { 0 } else { width };
    let mut x = 0;
    while x + WIDE * P::COUNT <= wide {
        across::<P, WIDE>(factors, view, [y, x], times, workspace, ahead);
        x += WIDE * P::COUNT;
    }
    while x + NARROW * P::COUNT <= width {
        across::<P, NARROW>(factors, view, [y, x], times, workspace, ahead);
        x += NARROW * P::COUNT;
    }
    while x + P::COUNT <= width {
        across::<P, 1>(factors, view, [y, x], times, workspace, ahead);
        x += P::COUNT;
    }
    if x < width {
        let Workspace { tile, strip, scratch, .. } = workspace;
        let (mut columns, _) = view.columns([y, x], width - x, None);
        let strip = &mut strip.all_mut()[..factors.cells() * P::COUNT];
        for (j, row) in strip.chunks_exact_mut(P::COUNT).enumerate() {
            row.fill(P::Element::ZERO);
            row[..width - x].copy_from_slice(columns.peek(j));
        }
        let mut copy = SlabView::new(strip, P::COUNT, 1, factors.cells());
        let (mut lines, _) = copy.columns([0, 0], P::COUNT, None);
        for _ in 0..times {
            step_columns::<P, 1>(factors, &mut lines, width - x, tile.all_mut(), scratch, |_, _| ());
        }
        for (j, row) in strip.chunks_exact(P::COUNT).enumerate() {
            columns.row(j).copy_from_slice(&row[..width - x]);
        }
    }
}

#[inline(always)]
fn across<P, const A: usize>(
    factors: &Factors<P::Element>,
    view: &mut SlabView<'_, P::Element>,
    [y, x]: [usize; 2],
    times: usize,
    workspace: &mut Workspace<P::Element>,
    ahead: &mut Ahead<'_, P::Element>,
) where
    P: Lanes<Element: Number>,
{
    let Workspace { tile, scratch, .. } = workspace;
    let lines = A * P::COUNT;
    let next = if x + 2 * lines <= view.width() { [y, x + lines] } else { [y + 1, 0] };
    let next = Some(next).filter(|next| matches!(ahead, Ahead::Tile) && next[0] < view.rows());
    let (mut columns, next) = view.columns([y, x], lines, next);
    for step in 0..times {
        step_columns::<P, A>(
            factors,
            &mut columns,
            lines,
            tile.all_mut(),
            scratch,
            #[inline(always)]
            |pass, face| ahead.ask::<P>(next.as_ref(), [2 * step + pass, 2 * times], face),
        );
    }
}

/// Steps a tile of lines that lie side by side, of which the first `here` are in use.
#[inline(always)]
fn step_columns<P, const A: usize>(
    factors: &Factors<P::Element>,
    columns: &mut Columns<'_, P::Element>,
    here: usize,
    tile: &mut [P::Element],
    scratch: &mut Scratch<P::Element>,
    ahead: impl FnMut(usize, usize),
) where
    P: Lanes<Element: Number>,
{
    let stepped = if factors.periodic {
        step_across::<P, A, true>(factors, columns, tile, ahead)
    } else {
        step_across::<P, A, false>(factors, columns, tile, ahead)
    };
    limit_lines::<P, A>(factors, stepped, here, tile, scratch, columns);
}

/// Takes `times` steps along every row of `rows`, each of which is one line, contiguous in memory.
#[inline(always)]
pub(super) fn sweep_along<P>(
    factors: &Factors<P::Element>,
    rows: &mut [P::Element],
    times: usize,
    workspace: &mut Workspace<P::Element>,
    ahead: &mut Ahead<'_, P::Element>,
) where
    P: Lanes<Element: Number>,
{
    if factors.closed {
        return;
    }
    let (factors, times) = factors.in_a_row(times);
    let cells = factors.cells();
    let mut rest = rows;
    if !factors.periodic {
        rest = along::<P, WIDE>(factors, rest, times, workspace, ahead);
    }
    rest = along::<P, NARROW>(factors, rest, times, workspace, ahead);
    rest = along::<P, 1>(factors, rest, times, workspace, ahead);
    if !rest.is_empty() {
        let mut strip = workspace.strip.take();
        let copy = &mut strip.all_mut()[..cells * P::COUNT];
        let (used, unused) = copy.split_at_mut(rest.len());
        used.copy_from_slice(rest);
        unused.fill(P::Element::ZERO);
        along::<P, 1>(factors, copy, times, workspace, ahead);
        rest.copy_from_slice(&copy[..rest.len()]);
        workspace.strip = strip;
    }
}

/// Steps the lines of as many tiles as can be filled; returns the others.
#[inline(always)]
fn along<'a, P, const A: usize>(
    factors: &Factors<P::Element>,
    rows: &'a mut [P::Element],
    times: usize,
    workspace: &mut Workspace<P::Element>,
    ahead: &mut Ahead<'_, P::Element>,
) -> &'a mut [P::Element]
where
    P: Lanes<Element: Number>,
{
    let cells = factors.cells();
    let lines = A * P::COUNT;
    let Workspace { tile, rest, scratch, .. } = workspace;
    let tile = tile.all_mut();
    let (tiles, others) = rows.split_at_mut(rows.len() / (lines * cells) * (lines * cells));
    for block in tiles.chunks_exact_mut(lines * cells) {
        let mut rows = Rows { cells: block, length: cells, rest: rest.all_mut() };
        for step in 0..times {
            let stepped = if factors.periodic {
                step_along::<P, A, true>(
                    factors,
                    &mut rows,
                    tile,
                    #[inline(always)]
                    |pass, face| ahead.ask::<P>(None, [2 * step + pass, 2 * times], face),
                )
            } else {
                step_along::<P, A, false>(
                    factors,
                    &mut rows,
                    tile,
                    #[inline(always)]
                    |pass, face| ahead.ask::<P>(None, [2 * step + pass, 2 * times], face),
                )
            };
            limit_lines::<P, A>(factors, stepped, lines, tile, scratch, &mut rows);
        }
    }
    others
}

/// Keeps the lines of a tile from falling below zero, where any did.
#[inline(always)]
fn limit_lines<P, const A: usize>(
    factors: &Factors<P::Element>,
    Stepped { through, least }: Stepped<P, A>,
    here: usize,
    tile: &[P::Element],
    scratch: &mut Scratch<P::Element>,
    lines: &mut impl Lines<P::Element>,
) where
    P: Lanes<Element: Number>,
{
    if !least.less(P::zero()).any() {
        return;
    }
    let mut closing = [P::Element::ZERO; MOST_LINES];
    store::<P, A>(through, &mut closing);
    let length = row_length::<P, A>();
    P::outline(
        #[inline(always)]
        || {
            for line in 0..here {
                for (j, u) in scratch.stepped[..factors.cells()].iter_mut().enumerate() {
                    *u = lines.get(line, j);
                }
                let through = if factors.periodic { closing[line] } else { P::Element::ZERO };
                if keep_positive(factors, |j| tile[j * length + line], through, scratch) {
                    for (j, &u) in scratch.stepped[..factors.cells()].iter().enumerate() {
                        lines.set(line, j, u);
                    }
                }
            }
        },
    );
}

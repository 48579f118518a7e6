//! One implicit step of a tile: the lanes are neighbouring lines, the recurrences run along the rows. The scheme is told
//! in [`super::line`].
//!
//! Row `j` of a tile holds what the passes make of face `j`, the one below cell `j`; the first row and the last are for
//! the ends of the lines and hold zero. The cells themselves stay where they are: lines that lie side by side are read as
//! rows, lines that are contiguous in memory as squares that are turned in registers.

use super::line::{Factors, Method};
use super::numbers::Number;
use super::passes::{Closing, Packs, eliminate_across, eliminate_along, substitute_across, substitute_along, turn};
use super::rows::Rows;
use super::slab::Columns;
use crate::number::lanes::Lanes;

/// What a step tells of its lines.
pub(super) struct Stepped<P, const A: usize> {
    /// What crossed the closing face of each ring.
    pub through: Packs<P, A>,
    /// Less than zero in some lane where a new value is.
    pub least: P,
}

/// Steps lines that lie side by side, as many as fit into `A` packs.
///
/// `ahead` is called once for each face in each of the last two passes, with the pass counted from 0 and the number of the
/// face, to ask for memory that comes next.
#[inline(always)]
pub(super) fn step_across<P, const A: usize, const RING: bool>(
    factors: &Factors<P::Element>,
    columns: &mut Columns<'_, P::Element>,
    tile: &mut [P::Element],
    mut ahead: impl FnMut(usize, usize),
) -> Stepped<P, A>
where
    P: Lanes<Element: Number>,
{
    // Functions of their own leave the compiler enough registers for each loop.
    if factors.method == Method::Euler {
        let Closing { through, .. } = P::outline(
            #[inline(always)]
            || eliminate_across::<P, A, RING>(factors, columns, tile, &mut ahead),
        );
        let least = P::outline(
            #[inline(always)]
            || substitute_across::<P, A, RING, true>(factors, through, tile, columns, &mut ahead),
        );
        return Stepped { through, least };
    }
    let closing = P::outline(
        #[inline(always)]
        || eliminate_across::<P, A, RING>(factors, columns, tile, &mut |_, _| ()),
    );
    let through = P::outline(
        #[inline(always)]
        || turn::<P, A, RING>(factors, closing, tile, &mut ahead),
    );
    let least = P::outline(
        #[inline(always)]
        || substitute_across::<P, A, RING, false>(factors, through, tile, columns, &mut ahead),
    );
    Stepped { through, least }
}

/// Steps lines that are contiguous in memory, as many as there are lanes in `A` packs.
#[inline(always)]
pub(super) fn step_along<P, const A: usize, const RING: bool>(
    factors: &Factors<P::Element>,
    rows: &mut Rows<'_, P::Element>,
    tile: &mut [P::Element],
    mut ahead: impl FnMut(usize, usize),
) -> Stepped<P, A>
where
    P: Lanes<Element: Number>,
{
    rows.take_rest(P::COUNT);
    let stepped = if factors.method == Method::Euler {
        let Closing { through, .. } = P::outline(
            #[inline(always)]
            || eliminate_along::<P, A, RING>(factors, rows, tile, &mut ahead),
        );
        let least = P::outline(
            #[inline(always)]
            || substitute_along::<P, A, RING, true>(factors, through, tile, rows, &mut ahead),
        );
        Stepped { through, least }
    } else {
        let closing = P::outline(
            #[inline(always)]
            || eliminate_along::<P, A, RING>(factors, rows, tile, &mut |_, _| ()),
        );
        let through = P::outline(
            #[inline(always)]
            || turn::<P, A, RING>(factors, closing, tile, &mut ahead),
        );
        let least = P::outline(
            #[inline(always)]
            || substitute_along::<P, A, RING, false>(factors, through, tile, rows, &mut ahead),
        );
        Stepped { through, least }
    };
    rows.put_rest(P::COUNT);
    stepped
}

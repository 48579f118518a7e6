//! Parts of a block whose rows interleave in memory: the y ranges that several threads work on at the same time, and the
//! columns of one tile.
//!
//! The one place of this folder with unsafe code: slices alone cannot express such parts. The methods of [`SlabView`] and
//! [`Columns`] keep them apart.
#![allow(unsafe_code)]

use core::marker::PhantomData;

/// The y ranges of one block `[z][y][x]`, held by different threads at the same time.
#[derive(Debug)]
pub(super) struct SlabView<'a, T> {
    start: *mut T,
    width: usize,
    rows: usize,
    planes: usize,
    plane_stride: usize,
    owner: PhantomData<&'a mut [T]>,
}

// SAFETY: a view is an exclusive borrow of its own rows (see `split`), as `&mut [T]` is.
unsafe impl<T: Send> Send for SlabView<'_, T> {}

impl<'a, T> SlabView<'a, T> {
    /// All rows of a block of `planes` × `rows` × `width` numbers.
    ///
    /// # Panics
    /// If the block has another size.
    pub(super) fn new(block: &'a mut [T], width: usize, rows: usize, planes: usize) -> Self {
        assert_eq!(block.len(), width * rows * planes, "block size");
        Self { start: block.as_mut_ptr(), width, rows, planes, plane_stride: width * rows, owner: PhantomData }
    }

    /// How many y rows this view holds.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// How many numbers a row has.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The rows below `at` and those from `at` on.
    ///
    /// # Panics
    /// If `at` is beyond the last row.
    pub(super) fn split(self, at: usize) -> (Self, Self) {
        assert!(at <= self.rows, "split point");
        let upper = Self {
            // SAFETY: row `at` of plane 0 lies in the block, or one row past its end when the view is empty.
            start: unsafe { self.start.add(at * self.width) },
            rows: self.rows - at,
            ..self
        };
        (Self { rows: at, ..self }, upper)
    }

    /// The columns `x..` of row `y`, `lines` of them, and if asked for the ones at `[y, x]` = `next`, which must come later.
    ///
    /// # Panics
    /// If there are no such columns, or if they are not apart.
    #[inline(always)]
    pub(super) fn columns(
        &mut self,
        [y, x]: [usize; 2],
        lines: usize,
        next: Option<[usize; 2]>,
    ) -> (Columns<'_, T>, Option<Columns<'_, T>>) {
        let here = y * self.width + x;
        let at = |place: usize| Columns {
            // SAFETY: the place lies in the block (checked below).
            start: unsafe { self.start.add(place) },
            rows: self.planes,
            stride: self.plane_stride,
            lines,
            owner: PhantomData,
        };
        assert!(y < self.rows && x + lines <= self.width, "columns of another view");
        let next = next.map(|[y, x]| {
            let place = y * self.width + x;
            assert!(y < self.rows && x + lines <= self.width && here + lines <= place, "columns that overlap");
            at(place)
        });
        (at(here), next)
    }
}

/// Columns of a block that lie side by side along x: the cells of one layer are a row.
pub(super) struct Columns<'a, T> {
    start: *mut T,
    rows: usize,
    stride: usize,
    lines: usize,
    owner: PhantomData<&'a mut [T]>,
}

impl<T> Columns<'_, T> {
    /// How many lie side by side.
    pub(super) fn lines(&self) -> usize {
        self.lines
    }

    /// The cells of layer `z`, to be read.
    ///
    /// # Panics
    /// If there is no such layer.
    #[inline(always)]
    pub(super) fn peek(&self, z: usize) -> &[T] {
        assert!(z < self.rows, "layer of another block");
        // SAFETY: the row lies in the block (`SlabView::columns` and the check), no other columns hold any of it, and it is
        // borrowed from `self`.
        unsafe { core::slice::from_raw_parts(self.start.add(z * self.stride), self.lines) }
    }

    /// The cells of layer `z`.
    ///
    /// # Panics
    /// If there is no such layer.
    #[inline(always)]
    pub(super) fn row(&mut self, z: usize) -> &mut [T] {
        assert!(z < self.rows, "layer of another block");
        // SAFETY: as in `peek`; the borrow of `self` is exclusive.
        unsafe { core::slice::from_raw_parts_mut(self.start.add(z * self.stride), self.lines) }
    }
}

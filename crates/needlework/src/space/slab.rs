//! The y ranges of a block, worked on by several threads at the same time.
//!
//! The one place of this folder with unsafe code: the rows of the ranges interleave in memory, so that slices alone cannot
//! express the split. The methods of [`SlabView`] keep the ranges apart.
#![allow(unsafe_code)]

use core::marker::PhantomData;

/// The y ranges of one block `[z][y][x]`, held by different threads at the same time.
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

    /// Row `y` of plane `z`.
    ///
    /// # Panics
    /// If the row is not of this view.
    #[inline(always)]
    pub(super) fn row(&mut self, z: usize, y: usize) -> &mut [T] {
        assert!(y < self.rows && z < self.planes, "row of another view");
        // SAFETY: the row lies in the block (checked), belongs to no other view (split), and is borrowed from `self`.
        unsafe { core::slice::from_raw_parts_mut(self.start.add(z * self.plane_stride + y * self.width), self.width) }
    }

    /// Row `y` of plane `z`, to be read.
    ///
    /// # Panics
    /// If the row is not of this view.
    #[inline(always)]
    pub(super) fn peek(&self, z: usize, y: usize) -> &[T] {
        assert!(y < self.rows && z < self.planes, "row of another view");
        // SAFETY: as in `row`, and shared with `self` only.
        unsafe { core::slice::from_raw_parts(self.start.add(z * self.plane_stride + y * self.width), self.width) }
    }
}

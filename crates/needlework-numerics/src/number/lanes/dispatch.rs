//! Picks the instruction set when the program runs.

use super::Lanes;
use super::portable::Portable;
#[cfg(target_arch = "x86_64")]
use super::x86;
use core::fmt;
use core::str::FromStr;

/// A computation on packs of `f64`.
pub trait Kernel64 {
    /// What the computation returns.
    type Output;
    /// The computation; mark it and everything below it `#[inline(always)]`.
    fn run<V: Lanes<Element = f64>>(self) -> Self::Output;
}

/// A computation on packs of `f32`.
pub trait Kernel32 {
    /// What the computation returns.
    type Output;
    /// The computation; mark it and everything below it `#[inline(always)]`.
    fn run<V: Lanes<Element = f32>>(self) -> Self::Output;
}

/// How wide a pack is, and with which instructions it computes. The results are the same for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Width {
    /// One lane.
    Scalar,
    /// An array of four `f64` or eight `f32` that the compiler may vectorise; on every machine.
    Portable,
    /// 256-bit registers with fused multiply-add: four `f64` or eight `f32`.
    Avx2,
    /// 512-bit registers: eight `f64` or sixteen `f32`.
    Avx512,
}

impl Width {
    /// Every width, available or not.
    pub const ALL: [Self; 4] = [Self::Scalar, Self::Portable, Self::Avx2, Self::Avx512];

    /// Whether this machine can run it.
    pub fn is_available(self) -> bool {
        match self {
            Self::Scalar | Self::Portable => true,
            Self::Avx2 => has_avx2(),
            Self::Avx512 => has_avx512(),
        }
    }

    /// The fastest width of this machine.
    pub fn best() -> Self {
        if has_avx512() {
            Self::Avx512
        } else if has_avx2() {
            Self::Avx2
        } else {
            Self::Portable
        }
    }

    /// The name that [`Width::from_str`] reads.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scalar => "scalar",
            Self::Portable => "portable",
            Self::Avx2 => "avx2",
            Self::Avx512 => "avx512",
        }
    }
}

impl fmt::Display for Width {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The name of a lane width that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no lane width is called '{0}'; there are scalar, portable, avx2 and avx512")]
pub struct UnknownWidth(pub String);

impl FromStr for Width {
    type Err = UnknownWidth;
    fn from_str(name: &str) -> Result<Self, UnknownWidth> {
        Self::ALL.into_iter().find(|width| width.name() == name).ok_or_else(|| UnknownWidth(name.to_owned()))
    }
}

#[cfg(target_arch = "x86_64")]
pub(super) use x86::with_fused;
#[cfg(target_arch = "x86_64")]
use x86::{has_avx2, has_avx512};
#[cfg(not(target_arch = "x86_64"))]
fn has_avx2() -> bool {
    false
}
#[cfg(not(target_arch = "x86_64"))]
fn has_avx512() -> bool {
    false
}
#[cfg(not(target_arch = "x86_64"))]
#[inline(never)]
pub(super) fn with_fused<Out>(closure: impl FnOnce() -> Out) -> Out {
    closure()
}

macro_rules! dispatch {
    (
        $(#[$doc:meta])* $dispatch:ident, $(#[$narrow_doc:meta])* $narrow:ident,
        $Kernel:ident, $Element:ty, $count:literal, $avx2:ident, $avx512:ident
    ) => {
        $(#[$doc])*
        ///
        /// A width that the machine lacks runs as the best that it has.
        pub fn $dispatch<K: $Kernel>(width: Width, kernel: K) -> K::Output {
            match if width.is_available() { width } else { Width::best() } {
                #[cfg(target_arch = "x86_64")]
                Width::Avx2 => x86::$avx2(kernel),
                #[cfg(target_arch = "x86_64")]
                Width::Avx512 => x86::$avx512(kernel),
                Width::Scalar => with_fused(
                    #[inline(always)]
                    || kernel.run::<$Element>(),
                ),
                _ => with_fused(
                    #[inline(always)]
                    || kernel.run::<Portable<$Element, $count>>(),
                ),
            }
        }

        $(#[$narrow_doc])*
        pub fn $narrow<K: $Kernel>(kernel: K) -> K::Output {
            #[cfg(target_arch = "x86_64")]
            if has_avx2() {
                return x86::$avx2(kernel);
            }
            with_fused(
                #[inline(always)]
                || kernel.run::<Portable<$Element, $count>>(),
            )
        }
    };
}
dispatch!(
    /// Runs a kernel on packs of `f64`.
    dispatch64,
    /// Runs a kernel on the fastest packs of `f64` of at most 256 bits, and is compiled for no others.
    narrow64,
    Kernel64, f64, 4, enter_avx2_f64, enter_avx512_f64
);
dispatch!(
    /// Runs a kernel on packs of `f32`.
    dispatch32,
    /// Runs a kernel on the fastest packs of `f32` of at most 256 bits, and is compiled for no others.
    narrow32,
    Kernel32, f32, 8, enter_avx2_f32, enter_avx512_f32
);

//! Transport of actives into skin: through the stratum corneum, its pores, and open channels.
//!
//! The column is layered in depth. Every depth has three unknowns: what the tissue holds, what open channels hold, and, in
//! the stratum corneum, what the water-filled pores of intact skin hold; each follows
//!
//! `∂C/∂t = ∂/∂z (K D ∂a/∂z) − k K a`, `C = K B a`
//!
//! and channels exchange sideways with the tissue ([`pore::lateral_exchange`]). On top lies a vehicle that dries and is washed off; below, a closed
//! base or a sink. From fresh channels of living skin blood and fluid flow out against what diffuses in ([`outflow`]).
//! [`march`] integrates in time; what enters equals what is held and what left, to rounding.

pub mod absorb;
pub mod absorption;
pub mod active;
mod blocks;
mod cautions;
pub mod closure;
pub mod column;
pub mod effect;
pub mod error;
pub mod grid;
pub mod layer;
pub mod march;
pub mod outflow;
pub mod parameters;
pub mod pore;
pub mod qspr;
pub mod radial;
mod request;
mod run;
pub mod system;
pub mod vehicle;

pub use error::TransportError;

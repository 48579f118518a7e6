//! From a needling session to the channels that an active finds.

use super::sessions::Session;
use crate::transport::column::Needling;
use crate::transport::pore::ChannelField;
use core::f64::consts::PI;

/// Limits of the slowdown of closing, beyond those of any person [-].
const SLOWEST: [f64; 2] = [0.2, 10.0];

/// The channels of a session as a field of equal ones: as many as fill the opened surface with mouths of the mean width,
/// the median depth; none where nothing was pierced. `needle_length` (mm) and the vigour of epidermal closure of the person
/// (`closure`, 1 for the standard adult) set how fast they close.
pub fn channels(session: &Session, needle_length: f64, closure: f64) -> Option<Needling> {
    let (injury, pattern) = (&session.injury, &session.pattern);
    let mouth = 0.25 * PI * injury.lesion_width * injury.lesion_width;
    if mouth <= 0.0 || injury.density <= 0.0 || pattern.depth_median <= 0.0 {
        return None;
    }
    Some(Needling {
        // Mouths that overlap are one hole, so the opened share counts and not the number of strokes.
        channels: ChannelField {
            density: injury.open_barrier.min(0.79) / mouth,
            mouth_diameter: injury.lesion_width,
            depth: pattern.depth_median,
            taper: session.punctures.taper,
        },
        at: 0.0,
        needle_length,
        slowdown: (1.0 / closure).clamp(SLOWEST[0], SLOWEST[1]),
        bleeding: pattern.bleeding_fraction.clamp(0.0, 1.0),
    })
}

/// One field of channels for sessions that were needled alike: the mean of theirs.
pub fn mean_channels(all: &[Needling]) -> Option<Needling> {
    let first = all.first()?;
    let mean = |of: fn(&ChannelField) -> f64| all.iter().map(|n| of(&n.channels)).sum::<f64>() / all.len() as f64;
    let channels = ChannelField {
        density: mean(|c| c.density),
        mouth_diameter: mean(|c| c.mouth_diameter),
        depth: mean(|c| c.depth),
        taper: first.channels.taper,
    };
    let bleeding = all.iter().map(|n| n.bleeding).sum::<f64>() / all.len() as f64;
    Some(Needling { channels, bleeding, ..*first })
}

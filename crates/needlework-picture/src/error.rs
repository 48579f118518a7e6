//! Why a picture cannot be made.

use thiserror::Error;

/// Why a picture cannot be made.
#[derive(Debug, Error)]
pub enum PictureError {
    /// A picture without pixels, or with more than [`crate::raster::MOST_PIXELS`].
    #[error("{code}: a picture of {width} x {height} pixels cannot be drawn; at least 1 and at most {limit} are possible; draw a smaller part or at a coarser scale", code = self.code())]
    Size {
        /// Pixels across.
        width: usize,
        /// Pixels down.
        height: usize,
        /// The most pixels.
        limit: usize,
    },
    /// Frames of an animation that differ in size.
    #[error("{code}: frame {index} of an animation has {width} x {height} pixels and the first has {first_width} x {first_height}; draw all frames at one size", code = self.code())]
    FrameSize {
        /// Which frame, from 0.
        index: usize,
        /// Its pixels across.
        width: usize,
        /// Its pixels down.
        height: usize,
        /// Pixels across of the first frame.
        first_width: usize,
        /// Pixels down of the first frame.
        first_height: usize,
    },
    /// An animation without frames.
    #[error("{code}: an animation needs at least one frame", code = self.code())]
    NoFrames,
    /// Two sections that should be compared show different pieces of skin.
    #[error("{code}: two sections of different pieces of skin cannot be compared; give sections of one run", code = self.code())]
    Mismatch,
    /// The PNG encoder refused.
    #[error("{code}: the picture cannot be encoded: {source}", code = self.code())]
    Encoding {
        /// What the encoder says.
        #[from]
        source: png::EncodingError,
    },
    /// A file is no PNG that can be read.
    #[error("{code}: the PNG file cannot be read: {source}", code = self.code())]
    Decoding {
        /// What the decoder says.
        #[from]
        source: png::DecodingError,
    },
    /// The JPEG encoder refused.
    #[error("{code}: the picture cannot be encoded: {source}", code = self.code())]
    Jpeg {
        /// What the encoder says.
        #[from]
        source: jpeg_encoder::EncodingError,
    },
}

impl PictureError {
    /// The stable code of this kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Size { .. } => "picture-size",
            Self::FrameSize { .. } => "picture-frame-size",
            Self::NoFrames => "picture-no-frames",
            Self::Mismatch => "picture-mismatch",
            Self::Decoding { .. } => "picture-decoding",
            Self::Encoding { .. } | Self::Jpeg { .. } => "picture-encoding",
        }
    }
}

//! How large a report may be, part by part.
//!
//! | part | bytes at most | what keeps it there |
//! |---|---|---|
//! | pictures | [`PICTURES`] | sizes, colours and frames of the pictures, which are chosen for it |
//! | all of the page | [`TARGET`] | downloads and tables under the figures are thinned first, then curves |
//! | all of the page | [`SIZE_LIMIT`] | step by step: animations stand still, pictures are halved, groups of pictures are left out, then groups of curves, long tables, punctures; the page says which steps were taken |

/// The size that a report is brought to by thinning; the rest up to [`SIZE_LIMIT`] is room for a study of many zones. [byte]
pub const TARGET: usize = 2_300_000;
/// The largest report that is written. [byte]
pub const SIZE_LIMIT: usize = 3_000_000;
/// What the pictures of a report may take, as text in the page. [byte]
pub const PICTURES: usize = 1_500_000;

/// The bytes of a page that are pictures. [byte]
///
/// ```
/// use needlework_report::report::picture_bytes;
/// assert_eq!(picture_bytes("<img src=\"data:image/png;base64,AAAA\" alt=\"\">"), 26);
/// ```
pub fn picture_bytes(page: &str) -> usize {
    page.match_indices("data:image/").map(|(at, _)| page[at..].find('"').unwrap_or(0)).sum()
}

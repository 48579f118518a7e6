//! Words for messages: printable excerpts of untrusted text, and near misses.

/// Characters of an excerpt that a message shows.
const EXCERPT: usize = 60;

/// `text` in quotes, control characters escaped, cut to a length that fits a message.
pub fn printable(text: &str) -> String {
    let mut shown = String::from("'");
    for (count, c) in text.chars().enumerate() {
        if count == EXCERPT {
            shown.push('…');
            break;
        }
        if is_hazardous(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown.push('\'');
    shown
}

/// Characters that could move the cursor, hide text or change its direction.
pub fn is_hazardous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The candidate nearest to `word`, if it is near enough to be a misspelling.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > EXCERPT {
        return None;
    }
    let limit = word.chars().count().div_ceil(3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = edit_distance(word, candidate);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The candidates nearest to `word`, nearest first, at most `most` of them.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let word: String = word.chars().take(EXCERPT).collect();
    let mut all: Vec<(usize, &str)> = candidates.into_iter().map(|one| (edit_distance(&word, one), one)).collect();
    all.sort_unstable();
    all.into_iter().take(most).map(|(_, one)| one).collect()
}

/// Smallest number of insertions, deletions, substitutions and swaps of neighbours; case is ignored.
fn edit_distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().flat_map(char::to_lowercase).collect();
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, &y) in b.iter().enumerate() {
            let substitute = last[j] + usize::from(x != y);
            let mut cost = substitute.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = core::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_are_found_and_far_ones_are_not() {
        assert_eq!(closest("lenght", ["length", "depth"]), Some("length"));
        assert_eq!(closest("Phototyp", ["phototype", "pins"]), Some("phototype"));
        assert_eq!(nearest("lenght", ["width", "depth", "length"], 2), ["length", "depth"]);
        assert_eq!(closest("banana", ["length", "depth"]), None);
    }

    #[test]
    fn excerpts_hide_escapes_and_stay_short() {
        assert_eq!(printable("a\u{1b}[31m"), "'a\\u{1b}[31m'");
        assert_eq!(printable(&"x".repeat(500)).chars().count(), EXCERPT + 3);
    }
}

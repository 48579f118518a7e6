//! How wide a text will be, and how to break or shorten it to fit.
//!
//! A figure does not know which font its reader has. Widths are therefore upper estimates for
//! wide sans-serif faces: a layout that does not collide here does not collide on screen.

/// An upper estimate of the advance width of `text` at font size `size`, in drawing units.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// Breaks `text` at spaces into at most `max_lines` lines no wider than `max_width`. Words too
/// long for a line are cut; what does not fit is replaced by an ellipsis.
pub fn wrap(text: &str, size: f64, max_width: f64, max_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || width(&joined, size) <= max_width {
            line = joined;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    let max_lines = max_lines.max(1);
    if lines.len() > max_lines {
        let rest = lines.split_off(max_lines - 1).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| shorten(line, size, max_width)).collect()
}

/// Cuts `text` to `max_width`, ending in an ellipsis where something was cut.
pub fn shorten(text: &str, size: f64, max_width: f64) -> String {
    if width(text, size) <= max_width {
        return text.to_owned();
    }
    let room = max_width - width("…", size);
    let mut used = 0.0;
    let mut kept = String::new();
    for character in text.chars() {
        used += advance(character) * size;
        if used > room {
            break;
        }
        kept.push(character);
    }
    format!("{}…", kept.trim_end())
}

/// Advance width of one character in units of the font size.
fn advance(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | '|' | '\u{202f}' => 0.30,
        ' ' | '.' | ',' | ':' | ';' | '!' | 'I' | '·' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '"' | '²' | '³' | '¹' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '×' | '—' => 0.96,
        '0'..='9' => 0.66,
        'a'..='z' | '–' => 0.61,
        'A'..='Z' | '+' | '<' | '>' | '=' | '\u{2212}' | '±' => 0.74,
        '\u{2070}'..='\u{208e}' => 0.46,
        other if (other as u32) < 0x2000 => 0.70,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn long_text_breaks_at_spaces() {
        let lines = wrap("collagen type I, cross-linked and immature", 10.0, 120.0, 4);
        assert!(lines.len() >= 2);
        assert_eq!(lines.join(" "), "collagen type I, cross-linked and immature");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in ".{0,200}", max in 20.0..300.0_f64, rows in 1_usize..5) {
            let lines = wrap(&text, 11.0, max, rows);
            prop_assert!(lines.len() <= rows);
            for line in lines {
                prop_assert!(width(&line, 11.0) <= max);
            }
        }
    }
}

//! Tables as CSV (RFC 4180 with line feeds), for spreadsheets.

use std::io::{self, Write};

use super::table::{Column, Table};

/// Writes a table with a heading row. Numbers have all their digits, so reading them back gives the same bits.
///
/// # Errors
/// What the output refuses.
pub fn to_csv<W: Write>(table: &Table, output: &mut W) -> io::Result<()> {
    let columns = table.columns();
    let mut line = String::new();
    for (index, (name, _)) in columns.iter().enumerate() {
        separate(&mut line, index);
        push_word(&mut line, name);
    }
    line.push('\n');
    output.write_all(line.as_bytes())?;
    for row in 0..table.rows() {
        line.clear();
        for (index, (_, column)) in columns.iter().enumerate() {
            separate(&mut line, index);
            match column {
                Column::Text(rows) => push_word(&mut line, rows.get(row).map_or("", String::as_str)),
                Column::Number(rows) => line.push_str(&rows.get(row).map_or(String::new(), ToString::to_string)),
                Column::Whole(rows) => line.push_str(&rows.get(row).map_or(String::new(), ToString::to_string)),
            }
        }
        line.push('\n');
        output.write_all(line.as_bytes())?;
    }
    Ok(())
}

fn separate(line: &mut String, index: usize) {
    if index > 0 {
        line.push(',');
    }
}

/// A word in quotes where it needs them. A word that a spreadsheet would run as a formula gets an apostrophe in front.
fn push_word(line: &mut String, word: &str) {
    // A lone hyphen is the unit of a number without one, and no formula.
    let formula = word != "-" && word.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !formula && !word.contains([',', '"', '\n', '\r']) {
        line.push_str(word);
        return;
    }
    line.push('"');
    if formula {
        line.push('\'');
    }
    line.push_str(&word.replace('"', "\"\""));
    line.push('"');
}

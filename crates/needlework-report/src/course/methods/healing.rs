//! The healing network: its equations as the model prints them.

use super::markdown::{Part, below, parts};
use crate::report::{Formulas, MethodNote, Table};

/// The healing network with equations, species, coefficients and parameters.
pub fn note() -> MethodNote {
    let all = parts(&needlework::healing::document());
    let formulas = below(&all, "Rates").iter().filter(|part| !part.equations.is_empty()).map(|part| Formulas {
        title: if part.level == 2 { "Terms that several rates share".to_owned() } else { part.title.clone() },
        lines: part.equations.clone(),
    });
    let mut form = vec![Formulas {
        title: "Form of every rate".to_owned(),
        lines: vec![r"\frac{dx}{dt} &= P-L\,x,\quad P\ge 0".to_owned()],
    }];
    form.extend(formulas);
    let mut tables = vec![table("Species", below(&all, "Species"), &[0, 2, 3, 4])];
    tables.push(table("What stands before the state, prepared once per step", below(&all, "Coefficients"), &[0, 1, 2]));
    tables.push(table("Parameters", below(&all, "Parameters"), &[0, 2, 3, 4, 5, 7, 8]));
    MethodNote {
        title: "Healing".to_owned(),
        paragraphs: vec![
            "A network of 35 species (alarmins, cytokines, leucocytes, growth factors, fibroblasts, collagen III and I, \
             elastin, hyaluronan, vessels, epidermis, pigment) runs at three depths. Every rate is a production and a loss; at \
             rest they cancel for any parameters, so untreated skin follows its ageing baseline exactly."
                .to_owned(),
            "66 parameters were fitted to about 100 targets: single values are not identified, trajectories are. Levels x are \
             relative to untreated skin of the same age; species absent at rest keep their own unit."
                .to_owned(),
        ],
        formulas: form,
        tables,
        sources: vec!["calibration; each parameter has its source in the table".to_owned()],
    }
}

/// Tables of neighbouring parts as one, with the columns asked for. Code marks are dropped, mathematics is kept.
fn table(title: &str, parts: &[Part], columns: &[usize]) -> Table {
    let pick = |row: &[String]| -> Vec<String> {
        columns.iter().map(|column| row.get(*column).map_or(String::new(), |cell| cell_text(cell))).collect()
    };
    let filled = || parts.iter().filter(|part| part.table.len() > 1);
    let heading = filled().next().map(|part| pick(&part.table[0])).unwrap_or_default();
    let heading = heading.into_iter().map(|name| {
        let mut letters = name.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    });
    Table {
        title: title.to_owned(),
        columns: heading.collect(),
        rows: filled().flat_map(|part| part.table.iter().skip(1)).map(|row| pick(row)).collect(),
        ..Table::default()
    }
}

/// A Markdown cell as the report writes it: `$…$` for mathematics, plain text else.
fn cell_text(cell: &str) -> String {
    match cell.strip_prefix("$`").and_then(|rest| rest.strip_suffix("`$")) {
        Some(mathematics) => format!("${mathematics}$"),
        None => cell.replace('`', ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use needlework::healing::{COEFFICIENT_COUNT, PARAMETER_COUNT, SPECIES_COUNT};

    #[test]
    fn nothing_of_the_network_is_left_out() {
        let note = note();
        let rows: Vec<usize> = note.tables.iter().map(|table| table.rows.len()).collect();
        assert_eq!(rows, [SPECIES_COUNT, COEFFICIENT_COUNT, PARAMETER_COUNT]);
        for table in &note.tables {
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.title);
            assert!(table.rows.iter().all(|row| row[0].starts_with('$') && row[0].ends_with('$')), "{}", table.title);
        }
        let equations: usize = note.formulas.iter().map(|group| group.lines.len()).sum();
        assert!(equations > 2 * SPECIES_COUNT);
    }
}

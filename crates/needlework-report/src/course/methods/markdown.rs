//! The model's own description, taken apart: headings, equations and tables of its Markdown.

/// A part of the description under one heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Depth of the heading: 2 for `##`.
    pub level: usize,
    /// The heading.
    pub title: String,
    /// Lines of aligned mathematics, as LaTeX.
    pub equations: Vec<String>,
    /// Cells of the table, heading first.
    pub table: Vec<Vec<String>>,
}

/// The parts of a description in their order.
pub fn parts(markdown: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut mathematics = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            mathematics = line == "```math";
            continue;
        }
        let hashes = line.chars().take_while(|c| *c == '#').count();
        if !mathematics && hashes > 0 {
            parts.push(Part { level: hashes, title: line[hashes..].trim().to_owned(), ..Part::default() });
            continue;
        }
        let Some(part) = parts.last_mut() else { continue };
        if mathematics && line.contains("&=") {
            part.equations.push(line.trim_end_matches(r"\\").trim().to_owned());
        } else if let Some(row) = line.strip_prefix("| ").and_then(|row| row.strip_suffix(" |")) {
            part.table.push(row.split(" | ").map(|cell| cell.trim().to_owned()).collect());
        }
    }
    parts
}

/// The parts below the heading `title` of level 2, with that heading's own.
pub fn below<'a>(parts: &'a [Part], title: &str) -> &'a [Part] {
    let Some(from) = parts.iter().position(|part| part.level == 2 && part.title == title) else { return &[] };
    let rest = &parts[from..];
    let until = rest.iter().skip(1).position(|part| part.level <= 2).map_or(rest.len(), |at| at + 1);
    &rest[..until]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_of_the_network_is_understood() {
        let all = parts(&needlework::healing::document());
        let rates = below(&all, "Rates");
        let lines: usize = rates.iter().map(|part| part.equations.len()).sum();
        assert!(lines >= 2 * needlework::healing::SPECIES_COUNT, "{lines} equations");
        let species = below(&all, "Species");
        assert_eq!(species[0].table.len(), needlework::healing::SPECIES_COUNT + 1);
        let parameters: usize = below(&all, "Parameters").iter().skip(1).map(|part| part.table.len() - 1).sum();
        assert_eq!(parameters, needlework::healing::PARAMETER_COUNT);
        assert!(below(&all, "Rates").iter().all(|part| part.level >= 2));
        assert!(below(&all, "Nowhere").is_empty());
    }
}

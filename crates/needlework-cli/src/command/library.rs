//! `needlework library`: the entries that studies can name.

use needlework_study::diagnostic::{Diagnostic, codes};
use needlework_study::library::Kind;
use needlework_study::text::{closest, printable};

use super::LibraryChoice;
use crate::failure::Failure;
use crate::output::Output;

/// List library entries, or show one with its figures and sources.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
    #[command(flatten)]
    library: LibraryChoice,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// List the entries of a kind, or of all kinds but sources.
    List {
        /// devices, sites, phototypes, concerns, actives, peels, lasers, radiofrequency, guidance, trials or sources.
        kind: Option<String>,
    },
    /// Show one entry.
    Show {
        /// device, site, phototype, concern, active, peel, laser, radiofrequency, guidance, trial or source.
        kind: String,
        /// Id of the entry.
        id: String,
    },
}

pub fn run(arguments: &Arguments, output: Output) -> Result<(), Failure> {
    let library = arguments.library.load()?;
    match &arguments.action {
        Action::List { kind } => {
            let kinds = match kind {
                Some(name) => vec![kind_named(name)?],
                None => Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Source).collect(),
            };
            if output.json {
                let lists: serde_json::Map<String, serde_json::Value> = kinds
                    .iter()
                    .map(|kind| (kind.folder().to_owned(), serde_json::json!(library.list(*kind))))
                    .collect();
                return output.json(&lists);
            }
            let mut lines: Vec<String> = Vec::new();
            for kind in kinds {
                let rows = library.list(kind);
                let width = rows.iter().map(|row| row.id.chars().count()).max().unwrap_or(0);
                if !lines.is_empty() {
                    lines.push(String::new());
                }
                lines.push(format!("{} ({})", kind.folder(), rows.len()));
                lines.extend(rows.iter().map(|row| format!("  {:width$}  {}", row.id, row.name).trim_end().to_owned()));
            }
            lines.push(String::new());
            output.data(&lines.join("\n"))
        }
        Action::Show { kind, id } => {
            let kind = kind_named(kind)?;
            if output.json {
                return output.json(&library.json(kind, id)?);
            }
            let mut text = library.show(kind, id)?;
            if !text.ends_with('\n') {
                text.push('\n');
            }
            output.data(&text)
        }
    }
}

fn kind_named(name: &str) -> Result<Kind, Failure> {
    Kind::named(name).ok_or_else(|| {
        let folders: Vec<&str> = Kind::ALL.iter().map(|kind| kind.folder()).collect();
        let fault = Diagnostic::new(codes::NOT_A_CHOICE, format!("{} is not a kind of library entry", printable(name)));
        let fault = match closest(name, folders.iter().copied()) {
            Some(near) => fault.remedy(format!("did you mean {near}?")),
            None => fault,
        };
        fault.limit(folders.join(", ")).into()
    })
}

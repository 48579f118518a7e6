//! One file per command: its arguments and what it does.

pub mod absorb;
pub mod check;
pub mod compare;
pub mod completions;
pub mod explain;
pub mod init;
pub mod library;
pub mod report;
pub mod schema;
pub mod simulate;

use std::path::PathBuf;

use needlework_study::library::Library;

use crate::failure::Failure;

/// A whole number between two limits, which an error names.
pub fn whole(low: u64, high: u64) -> impl Fn(&str) -> Result<u64, String> + Clone + Send + Sync + 'static {
    move |text| {
        let number = text.trim().parse().ok().filter(|number| (low..=high).contains(number));
        number.ok_or_else(|| format!("give a whole number from {low} to {high}"))
    }
}

/// Where library entries come from.
#[derive(Debug, clap::Args)]
pub struct LibraryChoice {
    /// Folder with library entries of your own, beside the built-in ones.
    #[arg(long = "library", value_name = "DIR", env = "NEEDLEWORK_LIBRARY")]
    folder: Option<PathBuf>,
}

impl LibraryChoice {
    /// The built-in library, with the folder's entries if there is one.
    pub fn load(&self) -> Result<Library, Failure> {
        match &self.folder {
            Some(folder) => Ok(Library::with_folder(folder)?),
            None => Ok(Library::embedded()),
        }
    }
}

//! The library: devices, sites, phototypes, concerns, actives, peels, lasers, guidance and trials as data, each figure with its source.
//!
//! One entry is one TOML file in `library/<kind>/<id>.toml`; `library/README.md` is the guide for authors. The entries
//! are built into the program. A folder of the user with the same layout adds to them, and an entry with the same id
//! replaces the built-in one.
//!
//! ```
//! use needlework_study::library::Library;
//! let library = Library::embedded();
//! let device = library.device("dermaroller-mf8")?;
//! assert_eq!(device.needle_count(), 192);
//! assert_eq!(library.device("dermarolller-mf8").unwrap_err().code.id, "NW0201");
//! # Ok::<(), Box<needlework_study::diagnostic::Diagnostic>>(())
//! ```

mod active;
mod concern;
mod datum;
mod device;
mod embedded;
mod entry;
mod folder;
mod guidance;
mod laser;
mod peel;
mod phototype;
mod radiofrequency;
mod references;
mod shelf;
mod show;
mod site;
mod source;
mod trial;

use std::path::Path;
use std::sync::Arc;

use needlework::concern::Concern;
use needlework::device::Device;
use needlework::skin::{Phototype, Site};
use needlework::transport::active::Active;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{self, SourceFile};

pub use active::ActiveEntry;
pub use concern::{ConcernEntry, ScarsFile, StriaeFile, TypicalProtocol, WrinklesFile};
pub use datum::{Age, Amount, Datum, Minutes, Percent, Sources, Wavelength};
pub use device::{ClearanceFile, DeviceEntry, DeviceKind};
pub use entry::Entry;
pub use guidance::{GuidanceEntry, Spacing, SpacingWarning, Strength, Treatment, Weight};
pub use laser::{LaserEntry, LaserKind};
pub use peel::PeelEntry;
pub(crate) use peel::median_face;
pub use phototype::{PhototypeEntry, PhototypesUsed};
pub use radiofrequency::{RadiofrequencyEntry, RadiofrequencyKind};
pub use shelf::{Shelf, Shelved};
pub use show::Row;
pub use site::{Region, SiteEntry};
pub use source::SourceEntry;
pub use trial::{AfterSession, ProductFile, TreatmentFile, TrialArm, TrialEntry, TrialOutcome, TrialProduct};

/// Registers the kinds of entry: variant, shelf, folder, one entry in words, type.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident, $shelf:ident, $one:literal, $entry:ty;)*) => {
        /// A kind of library entry.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Kind {
            $($(#[$doc])* $kind),*
        }

        impl Kind {
            /// Every kind, in the order of listings.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// Name of the folder, in the plural.
            pub fn folder(self) -> &'static str {
                match self {
                    $(Self::$kind => stringify!($shelf)),*
                }
            }

            /// The JSON Schema of a file of this kind.
            pub fn schema(self) -> serde_json::Value {
                match self {
                    $(Self::$kind => <$entry as Entry>::schema()),*
                }
            }

            /// One entry in words.
            pub fn one(self) -> &'static str {
                match self {
                    $(Self::$kind => $one),*
                }
            }
        }

        /// All entries, built in or from the user's folder.
        #[derive(Debug, Clone)]
        pub struct Library {
            $($(#[$doc])* pub $shelf: Shelf<$entry>),*
        }

        impl Library {
            fn empty() -> Self {
                Self { $($shelf: Shelf::new(Kind::$kind)),* }
            }

            /// Reads one entry and puts it on its shelf, in place of an older one of the same id.
            fn add(
                &mut self,
                kind: Kind,
                name: &str,
                file: &Arc<SourceFile>,
                reading: Reading,
            ) -> Result<(), Diagnostics> {
                if kind == Kind::Source {
                    return self.sources.add_list(file, reading);
                }
                match kind {
                    $(Kind::$kind => self.$shelf.add(file, name, reading)),*
                }
            }

            /// Ids and aliases of a kind, sorted.
            fn names(&self, kind: Kind) -> Vec<&str> {
                match kind {
                    $(Kind::$kind => self.$shelf.names()),*
                }
            }

            /// The files of all entries.
            fn files(&self) -> Vec<(Kind, &Arc<SourceFile>)> {
                let mut files = Vec::new();
                $(files.extend(self.$shelf.iter().map(|shelved| (Kind::$kind, shelved.file())));)*
                files
            }

            /// One line per entry of a kind, in the order of their ids.
            pub fn list(&self, kind: Kind) -> Vec<Row> {
                match kind {
                    $(Kind::$kind => self.$shelf.iter().map(show::row).collect()),*
                }
            }

            /// One entry with everything that it says and what follows from it, as JSON.
            ///
            /// # Errors
            /// NW0201 where there is no such entry.
            pub fn json(&self, kind: Kind, id: &str) -> Result<serde_json::Value, Box<Diagnostic>> {
                match kind {
                    $(Kind::$kind => Ok(show::json(self.$shelf.get(id)?))),*
                }
            }
        }
    };
}

kinds! {
    /// Needling devices.
    Device, devices, "device", DeviceEntry;
    /// Body sites.
    Site, sites, "site", SiteEntry;
    /// Fitzpatrick phototypes.
    Phototype, phototypes, "phototype", PhototypeEntry;
    /// What a treatment is for.
    Concern, concerns, "concern", ConcernEntry;
    /// Molecules and mixtures that are put on skin.
    Active, actives, "active", ActiveEntry;
    /// Chemical peels.
    Peel, peels, "peel", PeelEntry;
    /// Fractional lasers.
    Laser, lasers, "laser", LaserEntry;
    /// Radiofrequency needling, which is neither a laser nor plain needling.
    Radiofrequency, radiofrequency, "radiofrequency", RadiofrequencyEntry;
    /// Published advice.
    Guidance, guidance, "guidance", GuidanceEntry;
    /// Published trials, to stand beside what a study predicts.
    Trial, trials, "trial", TrialEntry;
    /// Studies and pages that the other entries name.
    Source, sources, "source", SourceEntry;
}

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Against its schema, with every fault placed.
    Checked,
    /// Straight into its type; a test reads every built-in file the other way.
    Trusted,
}

impl Reading {
    fn read<T: serde::de::DeserializeOwned + schemars::JsonSchema>(
        self,
        file: &Arc<SourceFile>,
    ) -> Result<T, Diagnostics> {
        if self == Self::Trusted
            && let Ok(read) = toml::from_str(&file.text)
        {
            return Ok(read);
        }
        document::parse(file)
    }
}

impl Kind {
    /// The kind called `name`, in the singular or plural.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.folder() == name || kind.one() == name)
    }
}

impl core::fmt::Display for Kind {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.pad(self.one())
    }
}

impl Library {
    /// The entries that are built in.
    ///
    /// A test reads every built-in file, so an unreadable one cannot be released; it would be left out here.
    pub fn embedded() -> Self {
        embedded::load(Reading::Trusted).0
    }

    /// The built-in entries with those of a folder added or in their place.
    ///
    /// # Errors
    /// Every fault of every file of the folder, and every reference that no entry answers.
    pub fn with_folder(folder: &Path) -> Result<Self, Diagnostics> {
        let mut library = Self::embedded();
        let mut faults = Diagnostics::new();
        for (kind, name, file) in folder::read(folder)? {
            if let Err(found) = library.add(kind, &name, &file, Reading::Checked) {
                faults.extend(found);
            }
        }
        if faults.has_errors() {
            return Err(faults);
        }
        library.check_references()?;
        Ok(library)
    }

    /// Every name of another entry that no entry has.
    ///
    /// # Errors
    /// NW0203 at each place.
    pub fn check_references(&self) -> Result<(), Diagnostics> {
        let faults = references::check(self);
        if faults.has_errors() { Err(faults) } else { Ok(()) }
    }

    /// One entry as a tree to read.
    ///
    /// # Errors
    /// NW0201 where there is no such entry.
    pub fn show(&self, kind: Kind, id: &str) -> Result<String, Box<Diagnostic>> {
        Ok(show::tree(&self.json(kind, id)?))
    }

    /// The sources that an entry names anywhere, in the order of their ids, for a bibliography.
    ///
    /// # Errors
    /// NW0201 where there is no such entry.
    pub fn bibliography(&self, kind: Kind, id: &str) -> Result<Vec<&SourceEntry>, Box<Diagnostic>> {
        let mut ids = std::collections::BTreeSet::new();
        show::sources(&self.json(kind, id)?, &mut ids);
        ids.iter().map(|id| self.sources.get(id).map(Shelved::entry)).collect()
    }

    /// A device for the simulation.
    ///
    /// # Errors
    /// NW0201 where there is no such device.
    pub fn device(&self, id: &str) -> Result<Device, Box<Diagnostic>> {
        Ok(self.devices.get(id)?.entry().device())
    }

    /// A site for the simulation.
    ///
    /// # Errors
    /// NW0201 where there is no such site.
    pub fn site(&self, id: &str) -> Result<Site, Box<Diagnostic>> {
        Ok(self.sites.get(id)?.entry().site())
    }

    /// A concern for the simulation.
    ///
    /// # Errors
    /// NW0201 where there is no such concern.
    pub fn concern(&self, id: &str) -> Result<Concern, Box<Diagnostic>> {
        Ok(self.concerns.get(id)?.entry().concern())
    }

    /// An active for the simulation.
    ///
    /// # Errors
    /// NW0201 where there is no such active.
    pub fn active(&self, id: &str) -> Result<Active, Box<Diagnostic>> {
        Ok(self.actives.get(id)?.entry().active().clone())
    }

    /// The arms of every published trial, in the order of their ids.
    pub fn trial_arms(&self) -> Vec<needlework::evidence::Arm> {
        let mut arms: Vec<_> = self.trials.iter().flat_map(|shelved| shelved.entry().arms()).collect();
        for arm in &mut arms {
            if let Ok(trial) = self.trials.get(&arm.trial) {
                let sources = trial.entry().source.ids().iter().filter_map(|id| self.sources.get(id).ok());
                arm.citation = sources.map(|source| source.entry().citation()).collect::<Vec<_>>().join("; ");
            }
        }
        arms
    }

    /// The part of the body in which a site lies; nothing where there is no such site.
    pub fn region(&self, site: &str) -> Option<needlework::evidence::Region> {
        self.sites.get(site).ok().map(|shelved| shelved.entry().region.into())
    }

    /// A phototype for the simulation.
    ///
    /// # Errors
    /// NW0201 where there is no such phototype.
    pub fn phototype(&self, id: &str) -> Result<Phototype, Box<Diagnostic>> {
        Ok(self.phototypes.get(id)?.entry().phototype)
    }
}

#[cfg(test)]
mod tests;

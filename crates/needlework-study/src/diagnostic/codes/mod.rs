//! Every code, one table per hundred numbers.
//!
//! | numbers | about |
//! |---|---|
//! | NW00xx | reading a file |
//! | NW01xx | keys, types and values of a file |
//! | NW02xx | the library |
//! | NW03xx | what a study means |
//! | NW04xx | run directories and tables |
//! | NW05xx | simulating a course |
//! | NW06xx | commands |
//! | NW07xx | absorption of products |
//!
//! A new code goes to the end of its table. A number is never used again for something else.

mod absorption;
mod command;
mod course;
mod file;
mod library;
mod run;
mod study;
mod value;

pub use absorption::*;
pub use command::*;
pub use course::*;
pub use file::*;
pub use library::*;
pub use run::*;
pub use study::*;
pub use value::*;

use super::Code;

/// The tables in the order of their numbers.
pub(super) const TABLES: &[&[&Code]] = &[
    file::TABLE,
    value::TABLE,
    library::TABLE,
    study::TABLE,
    run::TABLE,
    course::TABLE,
    command::TABLE,
    absorption::TABLE,
];

/// Declares codes and the table that lists them.
macro_rules! codes {
    ($($level:ident $name:ident $id:literal $title:literal $explanation:literal)*) => {
        $(
            #[doc = concat!($id, ": ", $title, ".")]
            pub const $name: &crate::diagnostic::Code =
                &crate::diagnostic::Code::$level($id, $title, $explanation);
        )*
        pub(super) const TABLE: &[&crate::diagnostic::Code] = &[$($name),*];
    };
}
pub(super) use codes;

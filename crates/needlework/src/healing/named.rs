//! Structs of numbers that are arrays at the seams and names inside.

/// Declares a struct of equally typed numbers with conversions to and from a flat array in field order.
macro_rules! named_values {
    (
        $(#[$meta:meta])*
        pub struct $name:ident, $count:ident {
            $( $(#[doc = $doc:expr])* $field:ident, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[allow(clippy::struct_field_names)] // fields are the field's terms, one may repeat the group
        pub struct $name<R> {
            $( $(#[doc = $doc])* pub $field: R, )*
        }

        #[doc = concat!("How many numbers a [`", stringify!($name), "`] holds.")]
        pub const $count: usize = [$(stringify!($field)),*].len();

        impl<R> $name<R> {
            /// The names of the fields, in order.
            pub const NAMES: [&'static str; $count] = [$(stringify!($field)),*];

            /// What the fields are, in order.
            pub const MEANINGS: [&'static str; $count] = [$(concat!($($doc),*)),*];

            /// The values in field order.
            #[inline(always)]
            #[must_use]
            pub fn into_array(self) -> [R; $count] {
                [$(self.$field),*]
            }

            /// From the values in field order.
            #[inline(always)]
            #[must_use]
            pub fn from_array(values: [R; $count]) -> Self {
                let [$($field),*] = values;
                Self { $($field),* }
            }

            /// The same values on another number type, one by one in field order.
            #[inline(always)]
            #[must_use]
            pub fn map<S>(self, convert: impl FnMut(R) -> S) -> $name<S> {
                $name::from_array(self.into_array().map(convert))
            }
        }
    };
}

pub(crate) use named_values;

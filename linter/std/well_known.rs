
// Macros of well-known crates, as far as their arguments are code of the caller: what a call is replaced by says what the arguments
// mean, not what the macro does. The linter appends this file to `std.rs`; a module has the name of a crate. See README.md.
#[doc(hidden)]
pub mod well_known {
    /// The branches that the features and the target choose from. All of them count.
    pub mod cfg_if {
        pub macro cfg_if {
            ($(if #[cfg($first:meta)] { $($then:tt)* })else+ $(else { $($otherwise:tt)* })?) => {
                $(#[cfg($first)] $crate::well_known::cfg_if::branch! { $($then)* })+
                $($crate::well_known::cfg_if::branch! { $($otherwise)* })?
            };
        }
        pub macro branch {
            ($($code:tt)*) => { $($code)* };
        }
    }

    pub mod lazy_static {
        pub macro lazy_static {
            ($($(#[$attribute:meta])* $visibility:vis static ref $name:ident: $type:ty = $value:expr;)*) => {
                $($(#[$attribute])* $visibility static $name: $type = $value;)*
            };
        }
    }

    pub mod bitflags {
        pub macro bitflags {
            ($($(#[$attribute:meta])* $visibility:vis struct $name:ident: $type:ty {
                $($(#[$of_flag:meta])* const $flag:ident = $value:expr;)*
            })*) => {
                $(
                    $(#[$attribute])* $visibility struct $name;
                    impl $name {
                        $($(#[$of_flag])* pub const $flag: Self = Self::from_bits_retain($value);)*
                        pub const fn from_bits_retain(_bits: $type) -> Self { loop {} }
                        pub const fn bits(&self) -> $type { loop {} }
                        pub const fn empty() -> Self { loop {} }
                        pub const fn all() -> Self { loop {} }
                        pub const fn contains(&self, _other: Self) -> bool { loop {} }
                    }
                )*
            };
        }
    }

    /// `[<a b>]` becomes the name `ab`.
    pub mod paste {
        pub macro paste {
            ($($code:tt)*) => { ${paste($code)} };
        }
    }

    pub mod tokio {
        pub macro select {
            () => {};
            (biased; $($rest:tt)*) => { $crate::well_known::tokio::select! { $($rest)* } };
            (else => $handler:expr $(,)?) => { $handler };
            ($pattern:pat = $future:expr $(, if $condition:expr)? => $handler:block $(,)? $($rest:tt)*) => {
                match $future.await {
                    $pattern $(if $condition)? => $handler,
                    _ => { $crate::well_known::tokio::select! { $($rest)* } }
                }
            };
            ($pattern:pat = $future:expr $(, if $condition:expr)? => $handler:expr $(, $($rest:tt)*)?) => {
                match $future.await {
                    $pattern $(if $condition)? => $handler,
                    _ => { $crate::well_known::tokio::select! { $($($rest)*)? } }
                }
            };
        }
        pub macro join {
            ($(biased;)? $($future:expr),* $(,)?) => { ($($future.await),*) };
        }
    }

    pub mod futures {
        pub use super::tokio::{join, select};
    }
}

//! Crates outside of the workspace: opaque, so a path into one is its own name. `core` and `alloc` speak with the
//! name of `std`, and the preludes are known. Knows nothing of the workspace's own items.

use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

use super::Space;
use super::symbols::{Symbol, Symbols};

/// A path into a crate outside of the workspace, from the crate's name on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Outside {
    pub(super) segments: SmallVec<[Symbol; 4]>,
    /// It names a macro.
    pub(super) called: bool,
}

impl Outside {
    pub(super) fn child(&self, name: Symbol) -> Self {
        let mut segments = self.segments.clone();
        segments.push(name);
        Self { segments, called: false }
    }
}

/// What is known of the standard library: its facades and its prelude.
#[derive(Debug)]
pub(super) struct Standard {
    /// `std`, and the crates that speak with its name.
    facades: [Symbol; 3],
    prelude: FxHashMap<Symbol, Vec<(Space, Outside)>>,
}

/// What every module sees of std without an import: path, and the spaces that its last name lives in.
/// The 2024 edition's prelude; what older ones lack is traits, which are not named by path without an import.
const PRELUDE: &[(&str, &[Space])] = &[
    ("std::option::Option", &[Space::Type]),
    ("std::option::Option::Some", &[Space::Value, Space::Type]),
    ("std::option::Option::None", &[Space::Value, Space::Type]),
    ("std::result::Result", &[Space::Type]),
    ("std::result::Result::Ok", &[Space::Value, Space::Type]),
    ("std::result::Result::Err", &[Space::Value, Space::Type]),
    ("std::string::String", &[Space::Type]),
    ("std::string::ToString", &[Space::Type]),
    ("std::vec::Vec", &[Space::Type]),
    ("std::boxed::Box", &[Space::Type]),
    ("std::borrow::ToOwned", &[Space::Type]),
    ("std::clone::Clone", &[Space::Type, Space::Macro]),
    ("std::cmp::PartialEq", &[Space::Type, Space::Macro]),
    ("std::cmp::PartialOrd", &[Space::Type, Space::Macro]),
    ("std::cmp::Eq", &[Space::Type, Space::Macro]),
    ("std::cmp::Ord", &[Space::Type, Space::Macro]),
    ("std::fmt::Debug", &[Space::Macro]),
    ("std::hash::Hash", &[Space::Macro]),
    ("std::default::Default", &[Space::Type, Space::Macro]),
    ("std::convert::AsRef", &[Space::Type]),
    ("std::convert::AsMut", &[Space::Type]),
    ("std::convert::Into", &[Space::Type]),
    ("std::convert::From", &[Space::Type]),
    ("std::convert::TryFrom", &[Space::Type]),
    ("std::convert::TryInto", &[Space::Type]),
    ("std::iter::Iterator", &[Space::Type]),
    ("std::iter::IntoIterator", &[Space::Type]),
    ("std::iter::DoubleEndedIterator", &[Space::Type]),
    ("std::iter::ExactSizeIterator", &[Space::Type]),
    ("std::iter::Extend", &[Space::Type]),
    ("std::iter::FromIterator", &[Space::Type]),
    ("std::future::Future", &[Space::Type]),
    ("std::future::IntoFuture", &[Space::Type]),
    ("std::marker::Copy", &[Space::Type, Space::Macro]),
    ("std::marker::Send", &[Space::Type]),
    ("std::marker::Sized", &[Space::Type]),
    ("std::marker::Sync", &[Space::Type]),
    ("std::marker::Unpin", &[Space::Type]),
    ("std::mem::drop", &[Space::Value]),
    ("std::mem::align_of", &[Space::Value]),
    ("std::mem::align_of_val", &[Space::Value]),
    ("std::mem::size_of", &[Space::Value]),
    ("std::mem::size_of_val", &[Space::Value]),
    ("std::ops::Drop", &[Space::Type]),
    ("std::ops::Fn", &[Space::Type]),
    ("std::ops::FnMut", &[Space::Type]),
    ("std::ops::FnOnce", &[Space::Type]),
    ("std::ops::AsyncFn", &[Space::Type]),
    ("std::ops::AsyncFnMut", &[Space::Type]),
    ("std::ops::AsyncFnOnce", &[Space::Type]),
];

/// Macros of std that need no import.
const MACROS: &[&str] = &[
    "assert",
    "assert_eq",
    "assert_ne",
    "cfg",
    "column",
    "compile_error",
    "concat",
    "dbg",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "env",
    "eprint",
    "eprintln",
    "file",
    "format",
    "format_args",
    "global_asm",
    "include",
    "include_bytes",
    "include_str",
    "is_x86_feature_detected",
    "line",
    "matches",
    "module_path",
    "option_env",
    "panic",
    "print",
    "println",
    "stringify",
    "thread_local",
    "todo",
    "try",
    "unimplemented",
    "unreachable",
    "vec",
    "write",
    "writeln",
];

impl Standard {
    pub(super) fn new(symbols: &mut Symbols) -> Self {
        let facades = ["std", "core", "alloc"].map(|name| symbols.intern(name));
        let mut prelude: FxHashMap<Symbol, Vec<(Space, Outside)>> = FxHashMap::default();
        for (path, spaces) in PRELUDE {
            let segments: SmallVec<[Symbol; 4]> = path.split("::").map(|segment| symbols.intern(segment)).collect();
            let Some(&name) = segments.last() else { continue };
            let entry = prelude.entry(name).or_default();
            for &space in *spaces {
                entry.push((
                    space,
                    Outside {
                        segments: segments.clone(),
                        called: false,
                    },
                ));
            }
        }
        for name in MACROS {
            let name = symbols.intern(name);
            let outside = Outside {
                segments: smallvec![facades[0], name],
                called: true,
            };
            prelude.entry(name).or_default().push((Space::Macro, outside));
        }
        Self { facades, prelude }
    }

    /// The crate of a name; the facades of std are one.
    pub(super) fn krate(&self, name: Symbol) -> Outside {
        let name = if self.facades.contains(&name) { self.facades[0] } else { name };
        Outside {
            segments: smallvec![name],
            called: false,
        }
    }

    /// The crate is there without a manifest that names it.
    pub(super) fn is_facade(&self, name: Symbol) -> bool {
        self.facades.contains(&name)
    }

    /// What the prelude gives to a name.
    pub(super) fn prelude(&self, name: Symbol, space: Space) -> Option<&Outside> {
        let found = self.prelude.get(&name)?;
        found
            .iter()
            .find(|(lives_in, _)| *lives_in == space)
            .map(|(_, outside)| outside)
    }
}

//! The class of a file: by the user's globs, or else by its folder.
//!
//! Knows nothing of what is in a file: a `#[cfg(test)]` or an `@generated` inside is for `facts` to see.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use crate::finding::{Class, FilePath};

/// Written by a program, by the names that the programs choose: protobuf, flatbuffers, Cap'n Proto, and the
/// custom of a folder of its own. The user's globs go before these.
const GENERATED: [&str; 6] = [
    "**/*.pb.rs",
    "**/*_generated.rs",
    "**/*.generated.rs",
    "**/*_capnp.rs",
    "**/*_pb.rs",
    "**/generated/**",
];

/// The globs of `[files]`, compiled. The last one that matches a file says its class, so that an exception
/// is written below its rule; where none does, the built-in globs for generated files are asked:
/// `**/*.pb.rs`, `**/*_generated.rs`, `**/*.generated.rs`, `**/*_capnp.rs`, `**/*_pb.rs` and `**/generated/**`.
///
/// Globs are relative to the root of the snapshot; `*` stays within a folder, `**` does not, and a glob that
/// ends with `/` means everything below.
#[derive(Clone, Debug)]
pub struct ClassGlobs {
    set: GlobSet,
    /// The class of each glob of the set, the built-in ones first.
    classes: Vec<Class>,
}

impl ClassGlobs {
    /// Compiles the user's globs. An invalid glob is returned with its index and the error.
    pub fn new<'a>(globs: impl IntoIterator<Item = (Class, &'a str)>) -> Result<Self, (usize, String)> {
        let mut set = GlobSetBuilder::new();
        let mut classes = Vec::new();
        for glob in GENERATED {
            set.add(compiled(glob).map_err(|message| (0, message))?);
            classes.push(Class::Generated);
        }
        for (index, (class, glob)) in globs.into_iter().enumerate() {
            set.add(compiled(glob).map_err(|message| (index, message))?);
            classes.push(class);
        }
        // Each glob is fine by itself, so only all of them together can be too much: the last one was.
        let last = classes.len().saturating_sub(GENERATED.len() + 1);
        let set = set.build().map_err(|error| (last, error.kind().to_string()))?;
        Ok(Self { set, classes })
    }

    /// The indices of the user's globs that match none of `files`.
    pub fn idle<'a>(&self, files: impl IntoIterator<Item = &'a FilePath>) -> Vec<usize> {
        let mut is_idle = vec![true; self.classes.len()];
        for file in files {
            for index in self.set.matches(file.as_str()) {
                is_idle[index] = false;
            }
        }
        let of_the_user = is_idle.iter().skip(GENERATED.len()).enumerate();
        of_the_user.filter_map(|(index, is_idle)| is_idle.then_some(index)).collect()
    }

    pub(super) fn class_of(&self, file: &FilePath) -> Option<Class> {
        let last = self.set.matches(file.as_str()).into_iter().max()?;
        self.classes.get(last).copied()
    }
}

impl Default for ClassGlobs {
    fn default() -> Self {
        Self::new([]).expect("the built-in globs compile, as every test of this module shows")
    }
}

/// The class of the files in a folder directly below a manifest, by cargo's conventions.
pub(super) fn class_of_folder(name: &str) -> Option<Class> {
    match name {
        "tests" | "benches" => Some(Class::Test),
        "examples" => Some(Class::Example),
        _ => None,
    }
}

fn compiled(glob: &str) -> Result<Glob, String> {
    let relative = glob.trim_start_matches("./").trim_start_matches('/');
    let whole = if relative.ends_with('/') {
        format!("{relative}**")
    } else {
        relative.to_owned()
    };
    let built = GlobBuilder::new(&whole).literal_separator(true).build();
    built.map_err(|error| error.kind().to_string())
}

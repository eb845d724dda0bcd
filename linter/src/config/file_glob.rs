//! A glob over the files of a snapshot.
//!
//! Knows nothing of which files exist.

use std::fmt;

use globset::{ErrorKind, GlobBuilder, GlobSet};
use serde::de::{Deserialize, Deserializer};

use super::pattern::{PatternError, parsed};
use crate::finding::FilePath;

/// Bytes of one glob: a hostile one may nest as deep as it is long.
const LONGEST: usize = 1024;

/// A glob over the files of a snapshot. `*` stays within a folder, `**` does not; a glob that ends with `/`
/// means everything below, and one without any `/` a file of that name in every folder, as in gitignore.
#[derive(Clone, Debug)]
pub struct FileGlob {
    written: Box<str>,
    set: GlobSet,
}

impl FileGlob {
    /// Parses and compiles a glob.
    pub fn parse(written: &str) -> Result<Self, PatternError> {
        let error = |message: String| PatternError {
            range: 0..written.len(),
            message,
        };
        if written.is_empty() || written.len() > LONGEST {
            return Err(error(format!("a glob has 1 to {LONGEST} bytes")));
        }
        let wrong = |cause: globset::Error| match cause.kind() {
            // The words of this one are about a regex, on several lines.
            ErrorKind::Regex(_) => error("too large a glob".to_owned()),
            kind => error(format!("not a glob: {}", kind.to_string().escape_debug())),
        };
        let glob = GlobBuilder::new(&whole(written))
            .literal_separator(true)
            .build()
            .map_err(wrong)?;
        // A set, since a single glob panics where its regex becomes too large.
        let set = GlobSet::new([glob]).map_err(wrong)?;
        Ok(Self {
            written: written.into(),
            set,
        })
    }

    /// Whether `file` matches.
    pub fn matches(&self, file: &FilePath) -> bool {
        self.set.is_match(file.as_str())
    }

    /// The folders before the first wildcard, the file too where there is none; `**/name` where it is a name in every folder.
    pub(super) fn plain_beginning(&self) -> String {
        let whole = whole(&self.written);
        let is_plain = |part: &&str| !part.contains(['*', '?', '[', ']', '{', '}', '\\']);
        match whole.strip_prefix("**/").filter(|name| is_plain(name) && !name.contains('/')) {
            Some(_) => whole,
            None => whole.split('/').take_while(is_plain).collect::<Vec<_>>().join("/"),
        }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.written
    }
}

fn whole(written: &str) -> String {
    let relative = written.trim_start_matches("./").trim_start_matches('/');
    let start = if written.contains('/') { "" } else { "**/" };
    let end = if written.ends_with('/') { "**" } else { "" };
    format!("{start}{relative}{end}")
}

impl PartialEq for FileGlob {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

/// As it was written.
impl fmt::Display for FileGlob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl<'de> Deserialize<'de> for FileGlob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, Self::parse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(glob: &str, file: &str) -> bool {
        FileGlob::parse(glob).expect(glob).matches(&FilePath::new(file))
    }

    #[test]
    fn a_glob_without_a_folder_matches_in_every_folder() {
        assert!(matches("build.rs", "build.rs") && matches("build.rs", "crates/a/build.rs"));
        assert!(matches("*.pb.rs", "a/b.pb.rs"));
        assert!(!matches("./build.rs", "crates/a/build.rs"));
    }

    #[test]
    fn a_star_stays_within_its_folder() {
        assert!(matches("src/*.rs", "src/lib.rs") && !matches("src/*.rs", "src/a/b.rs"));
        assert!(matches("src/**/*.rs", "src/a/b.rs") && matches("src/", "src/a/b.rs"));
    }

    #[test]
    fn invalid_globs_are_refused() {
        for glob in [
            "",
            "a[",
            &"{".repeat(900),
            &"a".repeat(2000),
            &format!("{}{}", "{a,".repeat(300), "}".repeat(300)),
        ] {
            let _ = FileGlob::parse(glob).map(|glob| glob.matches(&FilePath::new("a")));
        }
        assert!(FileGlob::parse("a[").is_err() && FileGlob::parse("").is_err());
    }
}

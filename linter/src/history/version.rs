//! A version of a file: its facts, packed. A range has thousands of them, and only those that mention a name are read again.

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::facts::FileFacts;

/// The facts of a file after some commit.
#[derive(Debug)]
pub(super) struct FileVersion {
    /// The hash of its text.
    pub(super) hash: u128,
    /// The hashes of the names in it, sorted.
    names: Box<[u32]>,
    packed: Box<[u8]>,
}

impl FileVersion {
    pub(super) fn new(text: &str, facts: &FileFacts) -> Self {
        let mut names: Vec<u32> = facts.names.iter().map(hash).collect();
        names.sort_unstable();
        names.dedup();
        Self {
            hash: xxh3_128(text.as_bytes()),
            names: names.into(),
            packed: bitcode::encode(facts).into(),
        }
    }

    /// Whether it may have a name. If not, it has not.
    pub(super) fn may_have(&self, name: &str) -> bool {
        self.names.binary_search(&hash(name)).is_ok()
    }

    /// The facts. The bytes are those that [`Self::new`] wrote.
    pub(super) fn facts(&self) -> FileFacts {
        bitcode::decode(&self.packed).unwrap_or_default()
    }
}

fn hash(name: &str) -> u32 {
    xxh3_64(name.as_bytes()) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Grammar;

    #[test]
    fn a_version_has_the_facts_and_the_names_of_its_text() {
        let text = "mod a { fn first(given: Second) {} }\n";
        let facts = FileFacts::parsed_as(Grammar::Items, text);
        let version = FileVersion::new(text, &facts);
        assert_eq!(version.facts(), facts);
        assert!(version.may_have("first") && version.may_have("Second") && !version.may_have("third"));
    }
}

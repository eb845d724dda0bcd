//! Concepts that the code of a workspace suggests, each with its evidence: a first `ssot.toml` for a person to review.
//!
//! Knows nothing of files: a proposal is a value, and [`toml`] writes it.

mod copies;
mod environment;
mod factories;
mod paths;

use std::borrow::Cow;
use std::fmt::Write;

use crate::link::Workspace;
use crate::report::text::{clean, visible};

/// A concept that the code suggests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// Its name, in kebab case.
    pub name: String,
    /// What the concept is, in one line; empty if a pack says it.
    pub summary: String,
    /// The module or item that seems to own it.
    pub canonical: String,
    /// The factories, if it has any.
    pub factory: Vec<String>,
    /// Other paths that it is reached by.
    pub deprecated: Vec<String>,
    /// The evidence, one sentence each.
    pub evidence: Vec<String>,
    /// The proposal is only a starting point: it is written as a comment for a person to decide.
    pub is_guess: bool,
}

/// Of each sort, as many as a person reads.
const MOST: usize = 5;

/// What a workspace suggests: its environment, types that have a factory, items of several paths, the most copied functions.
/// Items without a usable path are left out.
pub fn propose(workspace: &Workspace) -> Vec<Proposal> {
    let sorts = [
        environment::proposals(workspace),
        factories::proposals(workspace),
        paths::proposals(workspace),
        copies::proposals(workspace),
    ];
    let mut proposed: Vec<Proposal> = Vec::new();
    for mut proposal in sorts.into_iter().flat_map(|sort| sort.into_iter().take(MOST)) {
        let path: Vec<String> = proposal.canonical.split("::").map(str::to_owned).collect();
        if !proposal.is_guess && workspace.find(&path).len() != 1 {
            continue;
        }
        if let Some(known) = proposed.iter_mut().find(|known| known.canonical == proposal.canonical) {
            known.factory.extend(proposal.factory);
            known.deprecated.extend(proposal.deprecated);
            known.evidence.extend(proposal.evidence);
            continue;
        }
        while proposed.iter().any(|known| known.name == proposal.name) {
            proposal.name += "-too";
        }
        proposed.push(proposal);
    }
    proposed
}

/// A name as concepts are called: `TokenStore` is `token-store`.
fn concept_name(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut written = String::new();
    for (at, character) in characters.iter().enumerate() {
        let after_small = at > 0 && !characters[at - 1].is_uppercase();
        let before_small = characters.get(at + 1).is_some_and(|next| next.is_lowercase());
        if character.is_uppercase() && (after_small || before_small) {
            written.push('-');
        }
        match character {
            '_' => written.push('-'),
            character => written.extend(character.to_lowercase()),
        }
    }
    let words: Vec<&str> = written.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// The width of a line of evidence, in characters.
const WIDTH: usize = 118;

const HEAD: &str = "\
# Which concept of this workspace lives where. Proposed by `ssot init` from the code: keep what is right, correct what is
# not, delete the rest. `ssot config --show` shows the effective settings, `ssot explain RULE` explains a rule, and
# `ssot schema` writes a JSON schema by which editors complete this file.
packs = [\"core\"]
";

const TAIL: &str = "
[gate]
fail-on = \"high\" # `low`, `medium`, `high` or `critical`: new findings of this severity or above fail a check
# min-score = 90.0 # a lower score fails it, too
";

const EXAMPLE: &str = "
# Nothing in the code suggests a concept of its own. This is how one looks:
#
# [concept.retry]
# summary   = \"there is one formula for waiting\"
# canonical = \"my_crate::retry\"                 # the module or item that owns it
# bypasses  = [\"tokio::time::sleep\"]            # paths that go around it
# rivals    = [\"*Backoff*\"]                     # names that only its own types may have
# factory   = [\"my_crate::retry::Policy::new\"]  # who constructs it
# deprecated = [\"my_crate::old::Retry\"]         # paths that it was once found under
";

/// An `ssot.toml` with these concepts.
pub fn toml(proposals: &[Proposal]) -> String {
    let mut text = HEAD.to_owned();
    if proposals.is_empty() {
        text += EXAMPLE;
    }
    for proposal in proposals {
        text += &proposal.toml();
    }
    text + TAIL
}

/// A key of TOML: in quotes where it has to be.
fn key(name: &str) -> Cow<'_, str> {
    let is_bare = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if is_bare {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(string(name))
    }
}

/// A string of TOML. Names of packages come from manifests, which may say anything.
fn string(text: &str) -> String {
    let mut string = String::from("\"");
    for char in text.chars() {
        match char {
            '"' | '\\' => string.extend(['\\', char]),
            _ if visible(char) != char || char.is_control() => string += &format!("\\u{:04X}", u32::from(char)),
            _ => string.push(char),
        }
    }
    string + "\""
}

impl Proposal {
    fn toml(&self) -> String {
        let mut text = String::from("\n");
        // Writing to a string does not fail.
        for line in self.evidence.iter().flat_map(|sentence| textwrap::wrap(sentence, WIDTH)) {
            let _ = writeln!(text, "# {}", clean(&line));
        }
        let begin = text.len();
        let _ = writeln!(text, "[concept.{}]", key(&self.name));
        if !self.summary.is_empty() {
            let _ = writeln!(text, "summary    = {}", string(&self.summary));
        }
        let _ = writeln!(text, "canonical  = {}", string(&self.canonical));
        for (key, paths) in [("factory   ", &self.factory), ("deprecated", &self.deprecated)] {
            let paths: Vec<String> = paths.iter().map(|path| string(path)).collect();
            if !paths.is_empty() {
                let _ = writeln!(text, "{key} = [{}]", paths.join(", "));
            }
        }
        if self.is_guess {
            let said: String = text[begin..].lines().map(|line| format!("# {line}\n")).collect();
            text.replace_range(begin.., &said);
        }
        text
    }
}

/// `a` (3), `b` (1) and 4 more: what was counted, the most first.
fn counted(mut counts: Vec<(String, usize)>) -> String {
    counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    in_short(counts.iter().map(|(name, count)| format!("`{name}` ({count})")))
}

/// `a`, `b` and 4 more.
fn listed(names: &[String]) -> String {
    in_short(names.iter().map(|name| format!("`{name}`")))
}

fn in_short(words: impl ExactSizeIterator<Item = String>) -> String {
    const SHOWN: usize = 4;
    let rest = match words.len().saturating_sub(SHOWN) {
        0 => String::new(),
        rest => format!(" and {rest} more"),
    };
    words.take(SHOWN).collect::<Vec<_>>().join(", ") + &rest
}

#[cfg(test)]
mod tests {
    use super::concept_name;

    #[test]
    fn names_of_concepts_are_in_kebab_case() {
        for (name, expected) in [
            ("TokenStore", "token-store"),
            ("parse_port", "parse-port"),
            ("HTTPClient", "http-client"),
            ("_x", "x"),
        ] {
            assert_eq!(concept_name(name), expected);
        }
    }
}

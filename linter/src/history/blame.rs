//! When lines were last changed, according to git.
//!
//! Parses the output of `git blame`. Knows nothing of Rust.

use std::collections::BTreeSet;
use std::path::Path;

use crate::finding::FilePath;
use crate::git::{Git, is_hash};
use crate::ranges::Ranges;

/// A commit that changed lines. Ordered by time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Commit {
    /// Seconds since 1970, as its author's clock had it.
    pub time: i64,
    /// The first ten digits of its hash.
    pub id: String,
    /// The first line of its message.
    pub summary: String,
}

/// The history of a folder under git.
#[derive(Clone, Debug)]
pub struct History {
    git: Git,
}

impl History {
    /// The history of a folder; `None` where it is not under git, git is not there, or not all of the history is: in a
    /// shallow clone every line looks new.
    pub fn open(folder: &Path) -> Option<Self> {
        let git = Git::at(folder).without_filters().ok()?;
        let is_whole = git.is_shallow().is_ok_and(|shallow| !shallow);
        is_whole.then_some(Self { git })
    }

    /// The commits that last changed each of the ranges of lines of a file, in the order of the ranges, each in order of time;
    /// `None` where git does not know the file.
    pub fn commits_of_lines(&self, file: &FilePath, ranges: &[(u32, u32)]) -> Option<Vec<BTreeSet<Commit>>> {
        let mut arguments = ["blame", "--porcelain", "--no-textconv"].map(str::to_owned).to_vec();
        // Blame reports each line once.
        let lines = Ranges::new(ranges.iter().map(|(first, last)| (*first, last.saturating_add(1))).collect());
        arguments.extend(lines.iter().map(|(first, end)| format!("-L{first},{}", end - 1)));
        arguments.extend(["--".to_owned(), file.as_str().to_owned()]);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let lines = blamed(&self.git.text(&arguments).ok()?);
        let in_range = |&(first, last): &(u32, u32)| {
            let inside = lines.iter().filter(|(line, _)| (first..=last).contains(line));
            inside.map(|(_, commit)| commit.clone()).collect()
        };
        Some(ranges.iter().map(in_range).collect())
    }
}

/// The lines of `git blame --porcelain`, each with its commit. What is not committed is newer than everything.
fn blamed(porcelain: &str) -> Vec<(u32, Commit)> {
    let mut known: std::collections::HashMap<String, Commit> = std::collections::HashMap::new();
    let mut lines = Vec::new();
    let mut present: Option<(String, u32)> = None;
    for line in porcelain.lines() {
        if line.starts_with('\t') {
            lines.extend(present.take());
            continue;
        }
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        if is_hash(word) {
            let at = rest.split(' ').nth(1).and_then(|line| line.parse().ok());
            present = at.map(|at| (word.to_owned(), at));
            known.entry(word.to_owned()).or_insert_with(|| Commit {
                time: 0,
                id: word.chars().take(10).collect(),
                summary: String::new(),
            });
        } else if let Some(commit) = present.as_ref().and_then(|(id, _)| known.get_mut(id)) {
            match word {
                // Not committed yet.
                "author-time" if commit.id.bytes().all(|digit| digit == b'0') => commit.time = i64::MAX,
                "author-time" => commit.time = rest.parse().unwrap_or_default(),
                "summary" => rest.clone_into(&mut commit.summary),
                _ => {}
            }
        }
    }
    lines
        .into_iter()
        .filter_map(|(id, line)| Some((line, known.get(&id)?.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_described_at_its_first_mention_only() {
        for digits in [40, 64] {
            is_described_once(&"1".repeat(digits));
        }
    }

    fn is_described_once(one: &str) {
        let porcelain = format!("{one} 1 1 1\nauthor-time 7\nsummary first words\nfilename a.rs\n\tlet x;\n{one} 2 4\n\tlet y;\n");
        let commit = Commit {
            time: 7,
            id: "1111111111".into(),
            summary: "first words".into(),
        };
        assert_eq!(blamed(&porcelain), [(1, commit.clone()), (4, commit)]);
    }

    #[test]
    fn invalid_porcelain_has_no_lines() {
        assert_eq!(blamed("\u{0}\n\tx\nsummary y\n1 2 3\n"), []);
    }
}

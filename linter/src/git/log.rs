//! The commits of a branch, along first parents, and the files that each of them changes.

use super::{CommitId, Git, GitError, HEAD, is_hash};
use crate::finding::FilePath;

/// A commit, as the history of a branch lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its hash.
    pub id: CommitId,
    /// The hash of its tree.
    pub(crate) tree: String,
    /// Seconds since 1970, as its committer's clock had it.
    pub time: i64,
    /// The first line of its message.
    pub summary: String,
}

/// A range of commits. It begins after its base, the state that the others are compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RevisionRange {
    /// The last commits of HEAD, this many.
    Last(usize),
    /// The commits of the second revision since the first.
    Between(String, String),
    /// The commits of HEAD since a date, as git parses it.
    Since(String),
}

/// A file that a commit changes, with the ids of its object before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileChange {
    /// Its path.
    pub(crate) file: FilePath,
    /// `None` if the commit adds the file.
    pub(crate) before: Option<String>,
    /// `None` if the commit removes the file.
    pub(crate) after: Option<String>,
}

impl Git {
    /// The commits of a range along first parents, oldest first. The first one is the base of the range, the parent of the oldest
    /// commit in it: where the line of first parents leaves the history of the revision that the range begins after.
    ///
    /// A range that goes back to the first commit begins with that one.
    pub(crate) fn revisions(&self, range: &RevisionRange) -> Result<Vec<Revision>, GitError> {
        self.check()?;
        let (tip, least) = match range {
            RevisionRange::Last(count) => (self.commit(HEAD)?, format!("--max-count={count}")),
            RevisionRange::Since(date) => (self.commit(HEAD)?, format!("--since={date}")),
            RevisionRange::Between(base, tip) => {
                let base = self.commit(base)?;
                (self.commit(tip)?, format!("^{}", base.as_str()))
            }
        };
        let mut revisions = self.log(&[&least, tip.as_str()])?;
        let oldest = revisions.last().map_or(&tip, |oldest| &oldest.id);
        // The oldest one, if the range is not empty, and its parent.
        let around = self.log(&["--max-count=2", oldest.as_str()])?;
        match (revisions.is_empty(), around.len()) {
            (true, _) => revisions.extend(around.into_iter().next()),
            (false, 2) => revisions.extend(around.into_iter().nth(1)),
            (false, _) => self.check_beginning(range)?,
        }
        revisions.reverse();
        Ok(revisions)
    }

    /// Whether a range may begin with a commit without a parent.
    fn check_beginning(&self, range: &RevisionRange) -> Result<(), GitError> {
        let revision = match range {
            RevisionRange::Between(base, tip) => return Err(self.unrelated(tip, base)?),
            RevisionRange::Last(count) => format!("{HEAD}~{count}"),
            RevisionRange::Since(date) => format!("{HEAD}@{{{date}}}"),
        };
        match self.is_shallow()? {
            true => Err(GitError::UnknownRevision { revision, shallow: true }),
            false => Ok(()),
        }
    }

    /// Commits along first parents, newest first. `git log` would read `.mailmap` and the configuration of diffs as well.
    fn log(&self, arguments: &[&str]) -> Result<Vec<Revision>, GitError> {
        let mut command = vec!["rev-list", "--first-parent", "--format=%H %T %ct %s"];
        command.extend(arguments);
        let lines = self.text(&command)?;
        // Each commit has a line with its hash before that of the format.
        Ok(lines.lines().filter_map(Revision::parse).collect())
    }

    /// For each pair of consecutive revisions, the files below the folder that differ, with paths relative to it.
    pub(crate) fn changes(&self, revisions: &[Revision]) -> Result<Vec<Vec<FileChange>>, GitError> {
        let pairs = revisions.windows(2);
        let input: String = pairs.map(|pair| format!("{} {}\n", pair[0].tree, pair[1].tree)).collect();
        let command = [
            "diff-tree",
            "--stdin",
            "-r",
            "-z",
            "--raw",
            "--no-renames",
            "--ignore-submodules=none",
            "--relative",
        ];
        let output = self.bytes(&command, input.into_bytes())?;
        let mut rest = &*output;
        let mut changes = Vec::new();
        for pair in revisions.windows(2) {
            let heading = format!("{} {}\n", pair[0].tree, pair[1].tree);
            let Some(after) = rest.strip_prefix(heading.as_bytes()) else {
                // Two revisions with one tree have no heading if git compares them by their hashes. git is also silent about a
                // tree that it does not have.
                if pair[0].tree != pair[1].tree {
                    return Err(self.without_tree(pair));
                }
                changes.push(Vec::new());
                continue;
            };
            rest = after;
            let mut changed = Vec::new();
            while rest.first() == Some(&b':') {
                changed.extend(next_change(&mut rest));
            }
            changes.push(changed);
        }
        Ok(changes)
    }

    /// One of the revisions has no tree here.
    fn without_tree(&self, pair: &[Revision]) -> GitError {
        let is_there = |revision: &&Revision| self.text(&["cat-file", "-e", &revision.tree]).is_ok();
        let commit = pair
            .iter()
            .find(|revision| !is_there(revision))
            .unwrap_or(&pair[0])
            .id
            .clone();
        GitError::NoTree { commit }
    }
}

impl Revision {
    /// Parses a line: `id tree time summary`. A commit that was not made by git may have a time that git cannot read, or none.
    fn parse(line: &str) -> Option<Self> {
        let mut words = line.splitn(4, ' ');
        let (id, tree, time) = (words.next()?, words.next()?, words.next()?);
        (is_hash(id) && is_hash(tree)).then_some(())?;
        Some(Self {
            id: CommitId(id.to_owned()),
            tree: tree.to_owned(),
            time: time.parse().unwrap_or_default(),
            summary: words.next().unwrap_or_default().to_owned(),
        })
    }
}

/// Removes `:mode mode id id status NUL path NUL` from the beginning of the output. `None` for what is no file: links and
/// submodules, and names that are not UTF-8.
fn next_change(rest: &mut &[u8]) -> Option<FileChange> {
    let mut next = || {
        let end = rest.iter().position(|&byte| byte == 0).unwrap_or(rest.len());
        let field = &rest[..end];
        *rest = rest.get(end + 1..).unwrap_or_default();
        field
    };
    let (head, path) = (next(), next());
    let mut words = std::str::from_utf8(head).ok()?.trim_start_matches(':').split(' ');
    let (old_mode, new_mode, old, new) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let is_file = |mode: &str| mode.starts_with("100");
    let object = |mode: &str, id: &str| is_file(mode).then(|| id.to_owned());
    let change = FileChange {
        file: FilePath::new(std::str::from_utf8(path).ok()?),
        before: object(old_mode, old),
        after: object(new_mode, new),
    };
    (change.before.is_some() || change.after.is_some()).then_some(change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_has_the_objects_of_both_sides() {
        let mut rest: &[u8] = b":100644 000000 1111 0000 D\0a/b.rs\0:000000 120000 0000 2222 A\0link\0rest";
        let change = FileChange {
            file: FilePath::new("a/b.rs"),
            before: Some("1111".into()),
            after: None,
        };
        assert_eq!(next_change(&mut rest), Some(change));
        assert_eq!(next_change(&mut rest), None);
        assert_eq!(rest, b"rest");
    }

    #[test]
    fn a_line_of_the_log_may_lack_a_summary_and_a_time() {
        let (id, tree) = ("1".repeat(40), "2".repeat(64));
        for (rest, time) in [("3 ", 3), (" no date", 0), ("99999999999999999999 x", 0), ("-5 x", -5)] {
            let revision = Revision::parse(&format!("{id} {tree} {rest}")).expect("it has a hash and a tree");
            assert_eq!((revision.time, &revision.tree), (time, &tree), "{rest}");
        }
        assert_eq!(Revision::parse("1 2 3 x"), None);
    }
}

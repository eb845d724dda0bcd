//! The commits of a branch, along first parents, and the files that each of them changes.

use super::{CommitId, Git, GitError, HEAD};
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
    /// The commits of a range along first parents, oldest first. The first one is the base of the range.
    ///
    /// A history with fewer commits than are asked for begins with its first commit.
    pub(crate) fn revisions(&self, range: &RevisionRange) -> Result<Vec<Revision>, GitError> {
        self.check()?;
        let mut revisions = match range {
            RevisionRange::Last(count) => {
                let most = format!("--max-count={}", count.saturating_add(1));
                let head = self.commit(HEAD)?;
                let found = self.log(&[&most, head.as_str()])?;
                if found.len() <= *count && self.is_shallow()? {
                    return Err(GitError::UnknownRevision {
                        revision: format!("{HEAD}~{count}"),
                        shallow: true,
                    });
                }
                found
            }
            RevisionRange::Between(base, tip) => {
                let (base, tip) = (self.commit(base)?, self.commit(tip)?);
                let mut found = self.log(&[&format!("{}..{}", base.as_str(), tip.as_str())])?;
                found.extend(self.log(&["--max-count=1", base.as_str()])?);
                found
            }
            RevisionRange::Since(date) => {
                let head = self.commit(HEAD)?;
                let mut found = self.log(&[&format!("--since={date}"), head.as_str()])?;
                let base = self.log(&["--max-count=1", &format!("--before={date}"), head.as_str()])?;
                if base.is_empty() && self.is_shallow()? {
                    return Err(GitError::UnknownRevision {
                        revision: format!("{HEAD}@{{{date}}}"),
                        shallow: true,
                    });
                }
                found.extend(base);
                found
            }
        };
        revisions.reverse();
        Ok(revisions)
    }

    fn log(&self, arguments: &[&str]) -> Result<Vec<Revision>, GitError> {
        let mut command = vec!["log", "--first-parent", "--no-show-signature", "-z", "--format=%H %T %ct %s"];
        command.extend(arguments);
        let lines = self.text(&command)?;
        Ok(lines.split('\0').filter_map(Revision::parse).collect())
    }

    /// For each pair of consecutive revisions, the files below the folder that differ, with paths relative to it.
    pub(crate) fn changes(&self, revisions: &[Revision]) -> Result<Vec<Vec<FileChange>>, GitError> {
        let pairs = revisions.windows(2);
        let input: String = pairs.map(|pair| format!("{} {}\n", pair[0].tree, pair[1].tree)).collect();
        let command = ["diff-tree", "--stdin", "-r", "-z", "--raw", "--no-renames", "--relative"];
        let output = self.bytes(&command, input.into_bytes())?;
        let mut rest = &*output;
        let mut changes = Vec::new();
        for pair in revisions.windows(2) {
            let heading = format!("{} {}\n", pair[0].tree, pair[1].tree);
            // Two revisions with one tree have no heading if git compares them by their hashes.
            let Some(after) = rest.strip_prefix(heading.as_bytes()) else {
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
}

impl Revision {
    /// Parses a line: `id tree time summary`.
    fn parse(line: &str) -> Option<Self> {
        let mut words = line.splitn(4, ' ');
        let (id, tree, time) = (words.next()?, words.next()?, words.next()?);
        Some(Self {
            id: CommitId(id.to_owned()),
            tree: tree.to_owned(),
            time: time.parse().ok()?,
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
    fn a_line_of_the_log_may_lack_a_summary() {
        let revision = Revision::parse("1 2 3 ").expect("it has a hash, a tree and a time");
        assert_eq!((revision.time, &*revision.summary), (3, ""));
        assert_eq!(Revision::parse("1 2"), None);
    }
}

//! Where the folder was in an earlier commit.

use std::collections::BTreeMap;

use super::{CommitId, Git, GitError, GitSource, HEAD};

impl Git {
    /// Fails if the folder, which is missing in a commit, had another path there: if most of its files of today are renamed ones of
    /// another folder.
    pub(crate) fn check_moved(&self, commit: &CommitId) -> Result<(), GitError> {
        let prefix = self.prefix()?;
        let Ok(head) = self.commit(HEAD) else { return Ok(()) };
        if prefix.is_empty() || head == *commit {
            return Ok(());
        }
        let renames = [
            "diff-tree",
            "-r",
            "-z",
            "--name-status",
            "--find-renames",
            "--no-rename-empty",
            "--diff-filter=R",
            commit.as_str(),
            head.as_str(),
        ];
        let renames = self.bytes(&renames, Vec::new())?;
        let most = most_frequent(former_folders(&renames, prefix.as_bytes()));
        let files = self.entries(GitSource::Commit(&head))?.len();
        match most {
            Some((folder, count)) if 2 * count >= files => Err(GitError::Elsewhere {
                commit: commit.clone(),
                former: if folder.is_empty() { ".".to_owned() } else { folder },
            }),
            _ => Ok(()),
        }
    }
}

/// The folders from which files came to the folder without a change of their path in it. The list has three fields for each rename:
/// its similarity, and the paths before and after.
fn former_folders<'a>(renames: &'a [u8], prefix: &'a [u8]) -> impl Iterator<Item = String> + 'a {
    let fields: Vec<&[u8]> = renames.split(|&byte| byte == 0).collect();
    let renames: Vec<(&[u8], &[u8])> = fields.chunks_exact(3).map(|fields| (fields[1], fields[2])).collect();
    renames.into_iter().filter_map(move |(before, after)| {
        let folder = before.strip_suffix(after.strip_prefix(prefix)?)?;
        let is_folder = folder.is_empty() || folder.ends_with(b"/");
        let folder = is_folder.then(|| String::from_utf8_lossy(folder))?;
        Some(folder.trim_end_matches('/').to_owned())
    })
}

fn most_frequent(words: impl Iterator<Item = String>) -> Option<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    words.for_each(|word| *counts.entry(word).or_default() += 1);
    counts.into_iter().max_by_key(|(_, count)| *count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_in_the_folder_or_has_another_path_in_it_came_from_nowhere() {
        let renames = [
            "R100\0old/src/a.rs\0new/src/a.rs\0",
            "R90\0src/b.rs\0new/src/b.rs\0",
            "R60\0old/c.rs\0new/d.rs\0",
            "R60\0xsrc/e.rs\0new/src/e.rs\0",
            "R60\0old/f.rs\0f.rs\0",
        ];
        let renames = renames.concat();
        let folders: Vec<String> = former_folders(renames.as_bytes(), b"new/").collect();
        assert_eq!(folders, ["old", ""]);
    }
}

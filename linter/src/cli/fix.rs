//! `--fix`: applies fixes, or shows them as a patch.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::output::{print_as_it_is, print_status};
use super::rewriting::rewrite;
use super::scope::CheckRun;
use crate::finding::{Applicability, FilePath};
use crate::fix;
use crate::fix::Fixed;
use crate::git::{Git, GitCopy, GitError};
use crate::report::text::count;
use crate::snapshot::{is_kept, read_from_disk};

/// The options about fixes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Mending")]
pub(super) struct Fixing {
    /// Fix what can be fixed automatically, then report what is left
    #[arg(long, conflicts_with = "staged")]
    pub(super) fix: bool,
    /// Print the fixes as a patch and change nothing
    #[arg(long, conflicts_with = "staged")]
    diff: bool,
    /// Apply also fixes that need a review
    #[arg(long)]
    unsafe_fixes: bool,
    /// Change files even if git could not restore their present text
    #[arg(long)]
    allow_dirty: bool,
    /// Change files even if there are staged changes
    #[arg(long)]
    allow_staged: bool,
}

impl Fixing {
    /// The applicability that a fix needs; `None` if nothing is to be fixed.
    pub(super) fn least(&self) -> Option<Applicability> {
        let least = match self.unsafe_fixes {
            true => Applicability::Unsafe,
            false => Applicability::Safe,
        };
        (self.fix || self.diff).then_some(least)
    }

    /// Whether no file may be written.
    pub(super) fn is_only_shown(&self) -> bool {
        self.diff
    }

    /// Writes the patch. A patch that is not empty fails the run.
    pub(super) fn show(&self, fixed: &Fixed) -> Result<Outcome, Failure> {
        let patch: String = fixed
            .changed
            .iter()
            .map(|(file, (before, after))| fix::diff(file, before, after))
            .collect();
        print_as_it_is(&patch)?;
        Ok(if patch.is_empty() { Outcome::Clean } else { Outcome::Failed })
    }

    /// Fails if git could not restore the files.
    fn check(&self, run: &CheckRun) -> Result<(), Failure> {
        if self.allow_dirty || run.fixed.changed.is_empty() {
            return Ok(());
        }
        let is_lost = |why: &str, next: &str| Failure::new("git could not restore the present text", why, next);
        let kept = kept(run).map_err(|error| {
            let next = format!("{}; `--allow-dirty` fixes without a backup in git", error.next());
            is_lost(&error.to_string(), &next)
        })?;
        let first = |found| kept.iter().find(|(_, kept)| *kept == found).map(|(file, _)| file);
        if let Some(file) = first(GitCopy::Nowhere) {
            return Err(is_lost(
                &format!("`{file}` has uncommitted changes; other files may, too"),
                "commit or stash first, preview with `--diff`, or pass `--allow-dirty`",
            ));
        }
        match first(GitCopy::Staged) {
            Some(file) if !self.allow_staged => Err(is_lost(
                &format!("`{file}` has staged changes; other files may, too"),
                "commit first, or pass `--allow-staged`",
            )),
            _ => Ok(()),
        }
    }

    /// Writes the files that have changed.
    pub(super) fn write(&self, run: &CheckRun) -> Result<(), Failure> {
        self.check(run)?;
        rewrite(&run.root.folder, &run.fixed)
    }

    /// Prints to stderr what was fixed and what was refused.
    pub(super) fn print_status(&self, run: &CheckRun) {
        for (file, spoilt) in &run.fixed.refused {
            print_status(&format!("not fixed: `{file}`: {spoilt}"));
        }
        if !self.fix {
            return;
        }
        let files = count(run.fixed.changed.len() as u64, "file");
        print_status(&format!("fixed {} in {files}", count(run.fixed.findings as u64, "finding")));
    }
}

/// Where git has the bytes of the files that change, and of the others that it has and that are looked at. Of a link, what it
/// leads to is meant: that is what changes.
fn kept(run: &CheckRun) -> Result<Vec<(String, GitCopy)>, GitError> {
    let folder = &run.root.folder;
    let git = Git::at(folder);
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for file in git
        .staged_files()?
        .into_iter()
        .filter(|file| is_kept(FilePath::new(file).name()))
    {
        // One that is gone is not as git has it.
        let bytes = read_from_disk(folder, &FilePath::new(&*file)).unwrap_or_default();
        files.insert(file, bytes);
    }
    for (file, (before, _)) in &run.fixed.changed {
        let path = fs::canonicalize(folder.join(file.as_str())).ok();
        let path = path.and_then(|path| below(folder, &path));
        // What leads out of the folder now is nowhere below it.
        files.insert(path.unwrap_or_else(|| file.to_string()), before.as_bytes().to_vec());
    }
    let asked: Vec<(&str, &[u8])> = files.iter().map(|(file, bytes)| (&**file, &**bytes)).collect();
    let kept = git.kept(&asked)?;
    Ok(files.into_keys().zip(kept).collect())
}

/// The path of a file below a folder, as git writes it.
fn below(folder: &Path, path: &Path) -> Option<String> {
    let names: Option<Vec<&str>> = path.strip_prefix(folder).ok()?.iter().map(|name| name.to_str()).collect();
    Some(names?.join("/"))
}

//! The one place that runs git.
//!
//! It runs the user's own git, not a library: git follows the user's configuration, `.git-blame-ignore-revs`, partial
//! clones, sparse indexes and alternates, reads every repository format that made the repository, and a repository has a git
//! beside it. Knows nothing of Rust, and of git only what more than one caller needs.

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use thiserror::Error;

/// git, called for one folder.
#[derive(Clone, Debug)]
pub struct Git {
    folder: PathBuf,
}

/// The full hash of a commit that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitId(String);

/// What is not committed, each with the first file of which it is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// Everything is.
    None,
    /// All that is not is staged.
    Staged(String),
    /// Something is neither.
    Unstaged(String),
}

/// Why git has no answer.
#[derive(Debug, Error)]
pub enum GitError {
    /// The program could not be started.
    #[error("git could not be started: {cause}")]
    Absent {
        /// What the operating system says.
        cause: io::Error,
    },
    /// The folder is not part of a worktree, or git does not trust it.
    #[error("the folder is not under git: {said}")]
    NotARepository {
        /// What git says.
        said: String,
    },
    /// A revision names no commit.
    #[error("`{revision}` names no commit here")]
    UnknownRevision {
        /// As it was asked for.
        revision: String,
        /// Some of the history is missing, and it may be there.
        shallow: bool,
    },
    /// HEAD and a revision share no commit in the part of the history that is here.
    #[error("this clone is shallow, and HEAD and `{revision}` share no commit in the part that is here")]
    Shallow {
        /// As it was asked for.
        revision: String,
    },
    /// HEAD and a revision share no commit.
    #[error("HEAD and `{revision}` share no commit")]
    NoMergeBase {
        /// As it was asked for.
        revision: String,
    },
    /// A command failed that should not.
    #[error("`git {command}` failed: {said}")]
    Failed {
        /// The subcommand.
        command: String,
        /// What git says.
        said: String,
    },
}

impl GitError {
    /// The command that mends it.
    pub fn next(&self) -> String {
        match self {
            Self::Absent { .. } => "install git, and see whether `git --version` answers".into(),
            Self::NotARepository { .. } => "`git init` puts a folder under git; `git status` says what stands in the way".into(),
            Self::UnknownRevision { shallow: true, .. } | Self::Shallow { .. } => {
                "`git fetch --unshallow` brings the whole history".into()
            }
            Self::UnknownRevision { .. } => "`git fetch --all` brings what others have; `git branch --all` lists branches".into(),
            Self::NoMergeBase { .. } => "name a revision that HEAD comes from: `git log HEAD` lists them".into(),
            Self::Failed { .. } => "`git fsck` says whether the repository is whole".into(),
        }
    }
}

/// The revision of what is checked out.
pub const HEAD: &str = "HEAD";

impl Git {
    /// git for a folder, whether it is under git or not.
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.into() }
    }

    /// The folder is part of a worktree.
    pub fn check(&self) -> Result<(), GitError> {
        match self.text(&["rev-parse", "--show-prefix"]) {
            Ok(_) => Ok(()),
            Err(GitError::Failed { said, .. }) => Err(GitError::NotARepository { said }),
            Err(error) => Err(error),
        }
    }

    /// Not all of the history is here.
    pub fn is_shallow(&self) -> Result<bool, GitError> {
        let told = self.text(&["rev-parse", "--is-shallow-repository"])?;
        Ok(told.trim() != "false")
    }

    /// The commit that a revision names.
    pub fn commit(&self, revision: &str) -> Result<CommitId, GitError> {
        let unknown = |shallow| GitError::UnknownRevision {
            revision: revision.into(),
            shallow,
        };
        // It would be read as an option.
        if revision.starts_with('-') {
            return Err(unknown(false));
        }
        match self.text(&["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")]) {
            Ok(id) => Ok(CommitId(id.trim().to_owned())),
            Err(GitError::Failed { .. }) => Err(unknown(self.is_shallow()?)),
            Err(error) => Err(error),
        }
    }

    /// The commit at which HEAD left the way of `revision`.
    pub fn merge_base(&self, revision: &str) -> Result<CommitId, GitError> {
        let (theirs, ours) = (self.commit(revision)?, self.commit(HEAD)?);
        match self.text(&["merge-base", &theirs.0, &ours.0]) {
            Ok(id) => Ok(CommitId(id.trim().to_owned())),
            // It says nothing where there is none.
            Err(GitError::Failed { said, .. }) if said.is_empty() => {
                let revision = revision.into();
                Err(match self.is_shallow()? {
                    true => GitError::Shallow { revision },
                    false => GitError::NoMergeBase { revision },
                })
            }
            Err(error) => Err(error),
        }
    }

    /// What in the folder is not committed. Of files that git does not have, only `touched` count.
    pub fn changes<'f>(&self, touched: impl Iterator<Item = &'f str>) -> Result<Changes, GitError> {
        self.check()?;
        let mut asked = vec!["ls-files", "-z", "--others", "--"];
        asked.extend(touched);
        let unknown = self.text(&asked)?;
        if let Some(file) = unknown.split('\0').find(|file| !file.is_empty()) {
            return Ok(Changes::Unstaged(file.to_owned()));
        }
        let told = self.text(&[
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--untracked-files=no",
            "--",
            ".",
        ])?;
        let entries = told.split('\0').filter_map(|entry| entry.split_at_checked(3));
        let mut staged = None;
        for (status, file) in entries {
            if !status[1..].starts_with(' ') {
                return Ok(Changes::Unstaged(file.to_owned()));
            }
            staged.get_or_insert_with(|| file.to_owned());
        }
        Ok(staged.map_or(Changes::None, Changes::Staged))
    }

    /// What git writes, as text.
    pub(crate) fn text(&self, arguments: &[&str]) -> Result<String, GitError> {
        let bytes = self.bytes(arguments, Vec::new())?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// What git writes when it reads `input`.
    pub(crate) fn bytes(&self, arguments: &[&str], input: Vec<u8>) -> Result<Vec<u8>, GitError> {
        let absent = |cause| GitError::Absent { cause };
        // The repository is the one around the folder, also in a hook, for which git names one and leaves the folder out.
        // Which index it is, a hook of a partial commit knows better.
        let mut git = Command::new("git")
            .arg("-C")
            .arg(&self.folder)
            .args(arguments)
            .env_remove("GIT_DIR")
            .env_remove("GIT_WORK_TREE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(absent)?;
        let stdin = git.stdin.take();
        // Beside the reading: git answers while it reads, and stops when nobody takes its answers.
        let output = std::thread::scope(|scope| {
            scope.spawn(move || {
                // One that reads no further has failed, and says so itself.
                let _ = stdin.map(|mut stdin| stdin.write_all(&input));
            });
            git.wait_with_output()
        });
        let output = output.map_err(absent)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(GitError::Failed {
            command: arguments.first().copied().unwrap_or_default().to_owned(),
            said: said.split_whitespace().collect::<Vec<_>>().join(" "),
        })
    }
}

impl CommitId {
    /// The whole hash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The first ten digits, for people.
impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.get(..10).unwrap_or(&self.0))
    }
}

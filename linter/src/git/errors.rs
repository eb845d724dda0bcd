//! Why git cannot answer, and the command that mends it.

use std::io;

use thiserror::Error;

use super::CommitId;

/// The reason why a git call failed.
#[derive(Debug, Error)]
pub enum GitError {
    /// The program could not be started.
    #[error("git could not be started: {cause}")]
    Absent {
        /// The error of the operating system.
        cause: io::Error,
    },
    /// The folder is not part of a worktree.
    #[error("the folder is not under git: {said}")]
    NotARepository {
        /// The message of git.
        said: String,
    },
    /// git cannot use the repository, such as for a mistake in its configuration.
    #[error("git cannot read the repository: {said}")]
    Broken {
        /// The message of git.
        said: String,
    },
    /// The repository has no worktree, or lies in the worktree of another one.
    #[error("the repository is bare: {said}")]
    Bare {
        /// The message of git.
        said: String,
    },
    /// The repository belongs to another user.
    #[error("git does not trust the repository, which belongs to somebody else: {said}")]
    Distrusted {
        /// The message of git.
        said: String,
    },
    /// The tree of a revision is missing in the repository.
    #[error("git does not have the folders of {commit}")]
    NoTree {
        /// The commit.
        commit: CommitId,
    },
    /// Files of a revision are missing in the repository.
    #[error("git does not have {count} of the files that it lists, such as `{file}`")]
    Incomplete {
        /// The number of missing files.
        count: usize,
        /// The first of them.
        file: String,
    },
    /// A revision names no commit.
    #[error("`{revision}` names no commit here")]
    UnknownRevision {
        /// The revision as requested.
        revision: String,
        /// Whether the clone is shallow, so that the commit may exist in the missing history.
        shallow: bool,
    },
    /// A revision names something else than a commit.
    #[error("`{revision}` names a {kind}, not a commit")]
    NotACommit {
        /// The revision as requested.
        revision: String,
        /// The kind of the object, as git calls it.
        kind: String,
    },
    /// HEAD is a branch without commits.
    #[error("HEAD has no commit yet")]
    Unborn,
    /// Two revisions share no commit in the history that a shallow clone has.
    #[error("this clone is shallow, and `{tip}` and `{revision}` share no commit in the part that is here")]
    Shallow {
        /// The later revision.
        tip: String,
        /// The other revision, as requested.
        revision: String,
    },
    /// Two revisions share no commit.
    #[error("`{tip}` and `{revision}` share no commit")]
    NoMergeBase {
        /// The later revision.
        tip: String,
        /// The other revision, as requested.
        revision: String,
    },
    /// The folder is missing in a commit, because its files were in another one.
    #[error("at {commit} the workspace was in `{former}`")]
    Elsewhere {
        /// The commit.
        commit: CommitId,
        /// The other folder, from the root of the worktree.
        former: String,
    },
    /// A command failed unexpectedly.
    #[error("`git {command}` failed: {said}")]
    Failed {
        /// The subcommand.
        command: String,
        /// The message of git.
        said: String,
    },
}

impl GitError {
    /// The command that fixes the problem.
    pub fn next(&self) -> String {
        match self {
            Self::Absent { .. } => "install git, and check that `git --version` works".into(),
            Self::NotARepository { .. } => "`git init` creates a repository; `git status` shows the cause".into(),
            Self::Broken { .. } => {
                "mend what git names until `git status` works; after a move of a worktree, `git worktree repair` does".into()
            }
            Self::Bare { .. } => "`git worktree add FOLDER HEAD` checks a commit out; run `ssot` in that folder".into(),
            Self::Distrusted { .. } => "if you trust what is in it: `git config --global --add safe.directory FOLDER`".into(),
            Self::NoTree { .. } | Self::Incomplete { .. } => {
                "`git fetch --refetch --no-filter` brings what a partial clone left out; `git fsck` says what else is missing"
                    .into()
            }
            Self::UnknownRevision { shallow: true, .. } | Self::Shallow { .. } => {
                "`git fetch --unshallow` brings the whole history; for other branches than one, first \
                 `git remote set-branches origin '*'`"
                    .into()
            }
            Self::UnknownRevision { .. } => {
                "`git log --oneline --all` lists what is here; `git fetch --all --tags` brings what others have".into()
            }
            Self::NotACommit { .. } => "name a commit: `git log --oneline` lists them".into(),
            Self::Unborn => "`git commit` makes the first one; `git branch --all` lists branches that have commits".into(),
            Self::NoMergeBase { tip, .. } => {
                format!("name a revision that `{tip}` comes from: `git log --first-parent {tip}` lists them")
            }
            Self::Elsewhere { commit, .. } => {
                format!("begin with the commit that moved it, which `git log --reverse --oneline {commit}.. -- .` lists first")
            }
            Self::Failed { .. } => "`git fsck` says whether the repository is whole".into(),
        }
    }
}

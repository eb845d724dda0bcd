//! The one place that runs git, and runs it so that it runs nothing else.
//!
//! It runs the user's own git, not a library: git follows the user's configuration, `.git-blame-ignore-revs`, sparse indexes
//! and alternates, reads every repository format, and is installed wherever there is a repository. This module does not depend
//! on Rust code, and contains only the git calls that more than one caller needs.
//!
//! A repository can configure programs that git runs, in its configuration and in files of its git folder, and a checkout may be
//! untrusted. This list has every call, the programs that git would run for it by default, and what prevents that:
//!
//! - `rev-parse`, `config --get-regexp`: none.
//! - `merge-base`, `ls-tree`, `cat-file`: programs that fetch the missing objects of a partial clone (`remote.*.uploadpack`,
//!   `remote.*.vcs`, `core.sshCommand`, `core.gitProxy`, `core.askPass`, `credential.helper`). Prevented by `GIT_NO_LAZY_FETCH`,
//!   and because no protocol is allowed.
//! - `ls-files --stage`: `core.fsmonitor`, the hook `post-index-change`, and programs that fetch. Prevented by
//!   `core.fsmonitor=false`, no hooks, and no optional locks.
//! - `blame`: all of these, and `diff.*.textconv`, `filter.*.clean`, `filter.*.process`. Prevented by `--no-textconv`, and
//!   because every configured filter driver is overridden by an empty command.
//!
//! No call uses a pager, an editor, a signature or an external diff. The pager is switched off nevertheless. So are bare
//! repositories inside a worktree, because anybody can commit one with a configuration of its own. `status`, `diff` and
//! `ls-files --others` are not called, because they read the worktree through filters and enter submodules.

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use thiserror::Error;

mod kept;
mod log;
mod objects;

pub use kept::GitCopy;
pub(crate) use log::FileChange;
pub use log::{Revision, RevisionRange};
pub(crate) use objects::{GitEntry, GitSource};

/// Runs git in one folder.
#[derive(Clone, Debug)]
pub struct Git {
    folder: PathBuf,
    /// Configuration keys of filter drivers, which are overridden by empty values.
    disarmed: Vec<String>,
}

/// The full hash of an existing commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitId(String);

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
    /// Objects of a revision are missing in the repository.
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
    /// HEAD and a revision share no commit in the history that a shallow clone has.
    #[error("this clone is shallow, and HEAD and `{revision}` share no commit in the part that is here")]
    Shallow {
        /// The revision as requested.
        revision: String,
    },
    /// HEAD and a revision share no commit.
    #[error("HEAD and `{revision}` share no commit")]
    NoMergeBase {
        /// The revision as requested.
        revision: String,
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
            Self::Bare { .. } => "`git worktree add FOLDER HEAD` checks a commit out; run `ssot` in that folder".into(),
            Self::Distrusted { .. } => "if you trust what is in it: `git config --global --add safe.directory FOLDER`".into(),
            Self::Incomplete { .. } => {
                "`git fetch --refetch --no-filter` brings what a partial clone left out; `git fsck` says what else is missing"
                    .into()
            }
            Self::UnknownRevision { shallow: true, .. } | Self::Shallow { .. } => {
                "`git fetch --unshallow` brings the whole history".into()
            }
            Self::UnknownRevision { .. } => "`git fetch --all` brings what others have; `git branch --all` lists branches".into(),
            Self::NoMergeBase { .. } => "name a revision that HEAD comes from: `git log HEAD` lists them".into(),
            Self::Failed { .. } => "`git fsck` says whether the repository is whole".into(),
        }
    }
}

/// The revision that is checked out.
pub const HEAD: &str = "HEAD";

/// Settings that override those of the repository.
const HARMLESS: [&str; 9] = [
    "core.fsmonitor=false",
    "core.pager=cat",
    "core.alternateRefsCommand=",
    "core.sshCommand=false",
    "core.askPass=",
    "credential.helper=",
    "log.showSignature=false",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
];

/// Switches hooks off, in every call but the one that queries their folder.
const NO_HOOKS: &str = "core.hooksPath=/dev/null";

/// The name of an empty environment variable, for configuration keys that are to be empty.
const NOTHING: &str = "SSOT_NOTHING";

/// Environment variables for git: fetch nothing, write nothing as a side effect, never prompt, print English messages (which are
/// parsed here), and take paths literally.
const TOLD: [(&str, &str); 7] = [
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_LITERAL_PATHSPECS", "1"),
    ("LC_ALL", "C"),
    (NOTHING, ""),
];

/// Environment variables that are removed. The repository is always the one that contains the folder, also in a hook, where git
/// sets `GIT_DIR`. `GIT_INDEX_FILE` stays, because a partial commit has an index of its own, and so do the variables for folders
/// of objects that have not been accepted yet. The other removed variables name programs or contradict the variables above.
const NOT_TOLD: [&str; 16] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_PROXY_COMMAND",
    "GIT_ASKPASS",
    "SSH_ASKPASS",
    "GIT_PAGER",
    "GIT_EDITOR",
    "GIT_SEQUENCE_EDITOR",
    "GIT_ATTR_SOURCE",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

impl Git {
    /// git in a folder, which need not be part of a repository.
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.into(),
            disarmed: Vec::new(),
        }
    }

    /// The folder that it runs in.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Disables all filter drivers, for calls that read the worktree.
    pub fn without_filters(mut self) -> Result<Self, GitError> {
        const DRIVERS: &str = r"^filter\..*\.(clean|smudge|process|required)$";
        let keys = match self.text(&["config", "-z", "--name-only", "--get-regexp", DRIVERS]) {
            Ok(keys) => keys,
            // No filter driver is configured.
            Err(GitError::Failed { said, .. }) if said.is_empty() => String::new(),
            Err(error) => return Err(error),
        };
        self.disarmed = keys.split('\0').filter(|key| !key.is_empty()).map(str::to_owned).collect();
        Ok(self)
    }

    /// Checks that the folder is part of a worktree.
    pub fn check(&self) -> Result<(), GitError> {
        self.prefix().map(drop)
    }

    /// The path of the folder relative to the root of the worktree: empty, or with a `/` at its end.
    pub fn prefix(&self) -> Result<String, GitError> {
        match self.text(&["rev-parse", "--show-prefix"]) {
            Ok(output) => Ok(output.strip_suffix('\n').unwrap_or(&output).to_owned()),
            Err(GitError::Failed { said, .. }) if said.contains("dubious ownership") => Err(GitError::Distrusted { said }),
            Err(GitError::Failed { said, .. }) if said.contains("bare repository") || said.contains("a work tree") => {
                Err(GitError::Bare { said })
            }
            Err(GitError::Failed { said, .. }) => Err(GitError::NotARepository { said }),
            Err(error) => Err(error),
        }
    }

    /// The folder of the hooks: an absolute path, or relative to this folder.
    pub fn hooks(&self) -> Result<PathBuf, GitError> {
        self.check()?;
        let output = self.answer(self.command(), &["rev-parse", "--git-path", "hooks"], Vec::new())?;
        Ok(String::from_utf8_lossy(&output).trim_end_matches('\n').into())
    }

    /// Whether the clone is shallow.
    pub fn is_shallow(&self) -> Result<bool, GitError> {
        let output = self.text(&["rev-parse", "--is-shallow-repository"])?;
        Ok(output.trim() != "false")
    }

    /// The commit that a revision names.
    pub fn commit(&self, revision: &str) -> Result<CommitId, GitError> {
        let unknown = |shallow| GitError::UnknownRevision {
            revision: revision.into(),
            shallow,
        };
        // git would parse it as an option.
        if revision.starts_with('-') {
            return Err(unknown(false));
        }
        match self.text(&["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")]) {
            Ok(id) => Ok(CommitId(id.trim().to_owned())),
            Err(GitError::Failed { .. }) => Err(unknown(self.is_shallow()?)),
            Err(error) => Err(error),
        }
    }

    /// The merge base of HEAD and `revision`.
    pub fn merge_base(&self, revision: &str) -> Result<CommitId, GitError> {
        let (theirs, ours) = (self.commit(revision)?, self.commit(HEAD)?);
        match self.text(&["merge-base", &theirs.0, &ours.0]) {
            Ok(id) => Ok(CommitId(id.trim().to_owned())),
            // git prints nothing if there is no merge base.
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

    /// The output of git, as text.
    pub(crate) fn text(&self, arguments: &[&str]) -> Result<String, GitError> {
        self.text_of(arguments, Vec::new())
    }

    /// The output of git, as text, with `input` as its standard input.
    pub(crate) fn text_of(&self, arguments: &[&str], input: Vec<u8>) -> Result<String, GitError> {
        let bytes = self.bytes(arguments, input)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The output of git, with `input` as its standard input.
    pub(crate) fn bytes(&self, arguments: &[&str], input: Vec<u8>) -> Result<Vec<u8>, GitError> {
        let mut git = self.command();
        git.args(["-c", NO_HOOKS]);
        self.answer(git, arguments, input)
    }

    /// The git command without a subcommand, set up so that it cannot run programs that the repository configures.
    fn command(&self) -> Command {
        let mut git = Command::new("git");
        git.arg("-C").arg(&self.folder).args(["--no-pager", "--literal-pathspecs"]);
        for setting in HARMLESS {
            git.args(["-c", setting]);
        }
        for key in &self.disarmed {
            git.arg(format!("--config-env={key}={NOTHING}"));
        }
        for name in NOT_TOLD {
            git.env_remove(name);
        }
        git.envs(TOLD);
        git
    }

    fn answer(&self, mut git: Command, arguments: &[&str], input: Vec<u8>) -> Result<Vec<u8>, GitError> {
        let absent = |cause| GitError::Absent { cause };
        let mut git = git
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(absent)?;
        let stdin = git.stdin.take();
        // Write in a thread of its own: git writes output while it reads, and blocks if nobody reads its output.
        let output = std::thread::scope(|scope| {
            scope.spawn(move || {
                // If git stops reading, it has failed and reports that itself.
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

/// The first ten digits.
impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.get(..10).unwrap_or(&self.0))
    }
}

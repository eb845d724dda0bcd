//! The one place that runs git, and runs it so that it runs nothing else.
//!
//! It runs the user's own git, not a library: git follows the user's configuration, `.git-blame-ignore-revs`, sparse indexes
//! and alternates, reads every repository format that made the repository, and a repository has a git beside it. Knows
//! nothing of Rust, and of git only what more than one caller needs.
//!
//! A repository can name programs, in its configuration and in files of its git folder, and a checkout is not always the
//! user's own. These are all calls, and what git would run for them if it was asked as usual:
//!
//! | call | would run | why it does not |
//! |---|---|---|
//! | `rev-parse`, `config --get-regexp` | nothing | |
//! | `merge-base`, `ls-tree`, `cat-file` | what fetches objects that a partial clone left out: `remote.*.uploadpack`, `remote.*.vcs`, `core.sshCommand`, `core.gitProxy`, `core.askPass`, `credential.helper` | `GIT_NO_LAZY_FETCH`, and no protocol is allowed |
//! | `ls-files --stage` | `core.fsmonitor`, the hook `post-index-change`, what fetches | `core.fsmonitor=false`, no hooks, no optional locks |
//! | `blame` | all of these, `diff.*.textconv`, `filter.*.clean`, `filter.*.process` | `--no-textconv`; each driver that the configuration names is named again without a program |
//!
//! No call takes a pager, an editor, a signature or an external diff; the first is switched off all the same, as are
//! bare repositories that lie in a worktree: anybody can commit one, with a configuration of its own. `status`, `diff` and
//! `ls-files --others` are not called: they look at the worktree, through filters and into submodules.

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use thiserror::Error;

mod kept;
mod objects;

pub use kept::GitCopy;
pub(crate) use objects::{GitEntry, GitSource};

/// git, called for one folder.
#[derive(Clone, Debug)]
pub struct Git {
    folder: PathBuf,
    /// Keys of the configuration that name programs, and shall not.
    disarmed: Vec<String>,
}

/// The full hash of a commit that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitId(String);

/// Why git has no answer.
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
    /// The repository belongs to somebody else.
    #[error("git does not trust the repository, which belongs to somebody else: {said}")]
    Distrusted {
        /// The message of git.
        said: String,
    },
    /// Objects that a revision is made of are not here.
    #[error("git does not have {count} of the files that it lists, such as `{file}`")]
    Incomplete {
        /// How many.
        count: usize,
        /// The first of them.
        file: String,
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

/// The revision of what is checked out.
pub const HEAD: &str = "HEAD";

/// Settings that go before those of the repository.
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

/// Switches hooks off, in every call but the one that asks for their folder.
const NO_HOOKS: &str = "core.hooksPath=/dev/null";

/// A variable that says nothing, for keys of the configuration that shall say nothing.
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

/// Environment variables that are removed. The repository is always the one around the folder, also in a hook, where git sets
/// `GIT_DIR`. Which index it is, a hook of a partial commit knows better: `GIT_INDEX_FILE` stays, and so do the folders of
/// objects that have not been accepted yet. The others name programs or contradict the variables above.
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
    /// git for a folder, whether it is under git or not.
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.into(),
            disarmed: Vec::new(),
        }
    }

    /// The same for calls that read the worktree: no filter driver may run a program.
    pub fn without_filters(mut self) -> Result<Self, GitError> {
        const DRIVERS: &str = r"^filter\..*\.(clean|smudge|process|required)$";
        let keys = match self.text(&["config", "-z", "--name-only", "--get-regexp", DRIVERS]) {
            Ok(keys) => keys,
            // There is none.
            Err(GitError::Failed { said, .. }) if said.is_empty() => String::new(),
            Err(error) => return Err(error),
        };
        self.disarmed = keys.split('\0').filter(|key| !key.is_empty()).map(str::to_owned).collect();
        Ok(self)
    }

    /// The folder is part of a worktree.
    pub fn check(&self) -> Result<(), GitError> {
        self.prefix().map(drop)
    }

    /// The way to the folder from the root of the worktree: empty, or with a `/` at its end.
    pub fn prefix(&self) -> Result<String, GitError> {
        match self.text(&["rev-parse", "--show-prefix"]) {
            Ok(output) => Ok(output.strip_suffix('\n').unwrap_or(&output).to_owned()),
            Err(GitError::Failed { said, .. }) if said.contains("dubious ownership") => Err(GitError::Distrusted { said }),
            Err(GitError::Failed { said, .. }) => Err(GitError::NotARepository { said }),
            Err(error) => Err(error),
        }
    }

    /// Where git looks for hooks: from the folder, or absolute.
    pub fn hooks(&self) -> Result<PathBuf, GitError> {
        self.check()?;
        let output = self.answer(self.command(), &["rev-parse", "--git-path", "hooks"], Vec::new())?;
        Ok(String::from_utf8_lossy(&output).trim_end_matches('\n').into())
    }

    /// Not all of the history is here.
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

    /// The output of git, as text.
    pub(crate) fn text(&self, arguments: &[&str]) -> Result<String, GitError> {
        self.text_of(arguments, Vec::new())
    }

    /// The output of git for the input `input`, as text.
    pub(crate) fn text_of(&self, arguments: &[&str], input: Vec<u8>) -> Result<String, GitError> {
        let bytes = self.bytes(arguments, input)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The output of git for the input `input`.
    pub(crate) fn bytes(&self, arguments: &[&str], input: Vec<u8>) -> Result<Vec<u8>, GitError> {
        let mut git = self.command();
        git.args(["-c", NO_HOOKS]);
        self.answer(git, arguments, input)
    }

    /// git, unable to run what the repository names, before it is told what to do.
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

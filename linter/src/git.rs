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
//! - `merge-base`, `rev-list`, `ls-tree`, `diff-tree`, `cat-file`: programs that fetch the missing objects of a partial clone (`remote.*.uploadpack`,
//!   `remote.*.vcs`, `core.sshCommand`, `core.gitProxy`, `core.askPass`, `credential.helper`). Prevented by `GIT_NO_LAZY_FETCH`,
//!   and because no protocol is allowed.
//! - `ls-files --stage`: `core.fsmonitor`, the hook `post-index-change`, and programs that fetch. Prevented by
//!   `core.fsmonitor=false`, no hooks, and no optional locks.
//! - `blame`: all of these, and `diff.*.textconv`, `filter.*.clean`, `filter.*.process`. Prevented by `--no-textconv`, and
//!   because every configured filter driver is overridden by an empty command.
//!
//! No call uses a pager, an editor, a signature or an external diff: `rev-list` prints no changes, and `diff-tree` no texts. The pager is switched off nevertheless. So are bare
//! repositories inside a worktree, because anybody can commit one with a configuration of its own. `status`, `diff` and
//! `ls-files --others` are not called, because they read the worktree through filters and enter submodules.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

mod errors;
mod kept;
mod log;
mod objects;
mod place;

pub use errors::GitError;
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

/// The revision that is checked out.
pub const HEAD: &str = "HEAD";

/// Settings that override those of the repository.
const HARMLESS: [&str; 10] = [
    "core.fsmonitor=false",
    "core.pager=cat",
    "core.alternateRefsCommand=",
    "core.sshCommand=false",
    "core.askPass=",
    "credential.helper=",
    "i18n.logOutputEncoding=UTF-8",
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
            Err(GitError::Failed { said, .. }) if said.contains("not a git repository (or any") => {
                Err(GitError::NotARepository { said })
            }
            Err(GitError::Failed { said, .. }) => Err(GitError::Broken { said }),
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
        let Some(object) = self.object(revision)? else {
            return Err(self.unknown(revision)?);
        };
        // `:/words^{commit}` would be a search for other words.
        if let Some(id) = self.object(&format!("{object}^{{commit}}"))? {
            return Ok(CommitId(id));
        }
        Err(match self.text(&["cat-file", "-t", &object]) {
            Ok(kind) => GitError::NotACommit {
                revision: revision.into(),
                kind: kind.trim().to_owned(),
            },
            Err(_) => self.unknown(revision)?,
        })
    }

    /// The hash of the object that a revision names. The object may be missing.
    fn object(&self, revision: &str) -> Result<Option<String>, GitError> {
        // git would parse it as an option.
        if revision.starts_with('-') {
            return Ok(None);
        }
        match self.text(&["rev-parse", "--verify", "--quiet", revision]) {
            // `^main` excludes what `main` names.
            Ok(id) => Ok(Some(id.trim().to_owned()).filter(|id| is_hash(id))),
            Err(GitError::Failed { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Why a revision names no commit.
    fn unknown(&self, revision: &str) -> Result<GitError, GitError> {
        if self.object(HEAD)?.is_none() {
            return Ok(GitError::Unborn);
        }
        Ok(GitError::UnknownRevision {
            revision: revision.into(),
            shallow: self.is_shallow()?,
        })
    }

    /// The merge base of HEAD and `revision`; of several, the one that git names first.
    pub fn merge_base(&self, revision: &str) -> Result<CommitId, GitError> {
        let (theirs, ours) = (self.commit(revision)?, self.commit(HEAD)?);
        match self.text(&["merge-base", &theirs.0, &ours.0]) {
            Ok(id) => Ok(CommitId(id.trim().to_owned())),
            // git prints nothing if there is no merge base.
            Err(GitError::Failed { said, .. }) if said.is_empty() => Err(self.unrelated(HEAD, revision)?),
            Err(error) => Err(error),
        }
    }

    /// Why two revisions share no commit.
    fn unrelated(&self, tip: &str, revision: &str) -> Result<GitError, GitError> {
        let (tip, revision) = (tip.into(), revision.into());
        Ok(match self.is_shallow()? {
            true => GitError::Shallow { tip, revision },
            false => GitError::NoMergeBase { tip, revision },
        })
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

/// Whether a text is a whole hash, of SHA-1 or SHA-256.
pub(crate) fn is_hash(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The first ten digits.
impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.get(..10).unwrap_or(&self.0))
    }
}

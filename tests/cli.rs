//! The programs as users have them: arguments in; stdout, stderr and exit code out.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

mod exits;
mod output;
mod questions;

pub(crate) const SSOT: &str = env!("CARGO_BIN_EXE_ssot");
const CARGO_SSOT: &str = env!("CARGO_BIN_EXE_cargo-ssot");

/// What a terminal or a person may have set, and what would change the output.
const ENVIRONMENT: [&str; 14] = [
    "AGENT",
    "AI_AGENT",
    "CARGO_TERM_COLOR",
    "CI",
    "CLAUDECODE",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "CODEX_SANDBOX",
    "COLUMNS",
    "CURSOR_AGENT",
    "GEMINI_CLI",
    "NO_COLOR",
    "OPENCODE",
    "TERM",
];

pub(crate) const MANIFEST: (&str, &str) = ("Cargo.toml", "[package]\nname = \"app\"\nedition = \"2021\"\n");
pub(crate) const CONTRACT: (&str, &str) = ("ssot.toml", "[concept.environment]\ncanonical = \"app::config\"\n");
pub(crate) const ROOT: (&str, &str) = ("src/lib.rs", "mod boot;\nmod config;\n");
pub(crate) const OWNER: (&str, &str) = (
    "src/config.rs",
    "pub fn port() -> Option<String> { std::env::var(\"PORT\").ok() }\n",
);
pub(crate) const KEEPS: (&str, &str) = ("src/boot.rs", "fn port() { crate::config::port(); }\n");
pub(crate) const BREAKS: (&str, &str) = ("src/boot.rs", "fn port() { std::env::var(\"PORT\").ok(); }\n");
/// A root with a finding of low severity: one item by two paths.
const SCATTERS: (&str, &str) = (
    "src/lib.rs",
    "mod boot;\nmod config;\npub mod error { pub struct Error; }\npub use error::Error;
mod a { use crate::error::Error; }\nmod b { use crate::error::Error; }\nmod c { use crate::Error; }\n",
);

/// Files on disk, in a folder that is gone afterwards.
pub(crate) struct Workspace(TempDir);

/// How a run ended and what it said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Workspace {
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let workspace = Self(tempfile::tempdir().expect("a folder for the test"));
        files.iter().for_each(|(path, text)| workspace.write(path, text));
        workspace
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder().join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be written");
        fs::write(path, text).expect("the folder can be written");
    }

    pub(crate) fn clean() -> Self {
        Self::of(&[MANIFEST, CONTRACT, ROOT, OWNER, KEEPS])
    }

    /// With one finding: of `direct-env-access`, in `src/boot.rs`.
    pub(crate) fn broken() -> Self {
        Self::of(&[MANIFEST, CONTRACT, ROOT, OWNER, BREAKS])
    }

    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn command(&self, program: &str, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(words).current_dir(self.folder());
        for name in ENVIRONMENT {
            command.env_remove(name);
        }
        command.env("SSOT_CACHE_DIR", self.folder().join("target/cache"));
        command
    }

    pub(crate) fn run(&self, words: &[&str]) -> Run {
        Run::of(&mut self.command(SSOT, words))
    }

    pub(crate) fn run_with(&self, environment: &[(&str, &str)], words: &[&str]) -> Run {
        Run::of(self.command(SSOT, words).envs(environment.iter().copied()))
    }

    /// With a text on stdin.
    pub(crate) fn run_on(&self, stdin: &str, words: &[&str]) -> Run {
        let path = self.folder().join("target/stdin");
        self.write("target/stdin", stdin);
        let stdin = fs::File::open(path).expect("the text can be read");
        Run::of(self.command(SSOT, words).stdin(stdin))
    }
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().expect("the program starts");
        Self {
            code: status.code().expect("the program ends by itself"),
            out: String::from_utf8(stdout).expect("stdout is text"),
            err: String::from_utf8(stderr).expect("stderr is text"),
        }
    }

    /// The run could not be done: exit code 2, nothing on stdout, the words on stderr.
    #[track_caller]
    pub(crate) fn is_refused_with(&self, words: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{self:?}");
        for words in words {
            assert!(self.err.contains(words), "`{words}` is missing: {}", self.err);
        }
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }
}

/// A commit of all files, at a time of its own; `false`, and a word on stderr, where there is no git. That a commit cannot be made
/// for any other reason fails the test.
pub(crate) fn commit(workspace: &Workspace, second: u32, message: &str) -> bool {
    let date = format!("2026-01-01T00:00:{second:02}Z");
    let identity = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"];
    let steps: [&[&str]; 3] = [
        &["init", "--quiet", "--initial-branch=main"],
        &["add", "."],
        &["commit", "--quiet", "-m", message],
    ];
    for step in steps {
        let mut git = std::process::Command::new("git");
        git.arg("-C").arg(workspace.folder()).args(identity).args(step);
        match git.env("GIT_AUTHOR_DATE", &date).env("GIT_COMMITTER_DATE", &date).output() {
            Ok(output) => assert!(
                output.status.success(),
                "git {step:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            ),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                // Not `eprintln!`, which the test runner keeps to itself unless a test fails.
                let _ = writeln!(std::io::stderr(), "skipped: there is no git");
                return false;
            }
            Err(error) => panic!("git {step:?}: {error}"),
        }
    }
    true
}

//! The programs as users have them: arguments in; stdout, stderr and exit code out.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use ssot::config::Config;
use ssot::report::FORMATS;
use ssot::rules::KINDS;
use ssot::rules::input::INPUT_RULES;
use ssot::snapshot::Snapshot;
use tempfile::TempDir;

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
    fn of(command: &mut Command) -> Self {
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

#[test]
fn a_clean_workspace_ends_with_0() {
    let run = Workspace::clean().run(&["check"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("gate        passed"), "{}", run.out);
}

#[test]
fn a_failed_gate_ends_with_1() {
    let run = Workspace::broken().run(&["check"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        run.out.contains("gate        FAILED: 1 finding of severity high or above"),
        "{}",
        run.out
    );
}

#[test]
fn check_is_what_happens_without_a_command() {
    let workspace = Workspace::broken();
    let folder = workspace.folder().to_str().expect("the folder's name is text");
    let told = workspace.run(&["check", ".", "-q"]);
    assert_eq!(told.code, 1, "{told:?}");
    for words in [
        &["-q"][..],
        &[".", "-q"],
        &[folder, "-q"],
        &["check", "-q"],
        &["check", "src/..", "-q"],
    ] {
        assert_eq!(workspace.run(words), told, "{words:?}");
    }
}

#[test]
fn findings_go_to_stdout_and_the_time_to_stderr() {
    let run = Workspace::broken().run(&["check"]);
    assert!(run.out.contains("src/boot.rs:1:13"), "{}", run.out);
    assert!(!run.out.contains(" s\n") && !run.out.contains("checked"), "{}", run.out);
    assert!(
        run.err.starts_with("checked 3 files in ") && run.err.lines().count() == 1,
        "{}",
        run.err
    );
}

#[test]
fn a_run_from_inside_says_which_workspace_it_was() {
    let workspace = Workspace::broken();
    let run = Run::of(workspace.command(SSOT, &[]).current_dir(workspace.folder().join("src")));
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.err.starts_with("checked 3 files of `"), "{}", run.err);
}

#[test]
fn errors_go_to_stderr() {
    let run = Workspace::clean().run(&["check", "no/such/folder"]);
    run.is_refused_with(&[
        "error: there is no such path\n",
        "  cause  `no/such/folder` does not exist\n",
        "  next   give a",
    ]);
}

#[test]
fn what_cannot_be_done_ends_with_2() {
    let workspace = Workspace::clean();
    let elsewhere = Workspace::clean();
    let elsewhere = elsewhere.folder().to_str().expect("the folder's name is text");
    for (words, told) in [
        (&["check", "none"][..], "`none` does not exist"),
        (&["chekc"], "did you mean the command `check`?"),
        (&["check", ".", "--", "src/none.rs"], "`src/none.rs` does not exist"),
        (&["check", ".", "--", elsewhere], "is not part of the workspace"),
        (&["check", "-A", "direct-env-acess"], "did you mean `direct-env-access`?"),
        (&["check", "-D", "unparsed-cod"], "did you mean `unparsed-code`?"),
        (&["check", "-A", "qqqqqqqqqqqq"], "`ssot rules` lists them"),
        (
            &["check", "-A", "direct-access", "-D", "direct-access"],
            "both allowed and denied",
        ),
        (&["check", "--format", "jsn"], "json"),
        (&["check", "--format", "xyzzy"], "jsonl"),
        (&["check", "--format", "jsn=out.json"], "json"),
        (
            &["check", "--format", "json", "--format", "full"],
            "several formats go to stdout",
        ),
        (
            &["check", "--format", "json=a", "--format", "full=a"],
            "several formats go to `a`",
        ),
        (&["check", "--format", "json=a", "--output", "b"], "nothing goes to `b`"),
        (&["check", "--output", "none/out.txt"], "`none/out.txt` could not be written"),
        (&["check", "--output", "src"], "`src` could not be written"),
        (&["check", "--min-score", "101"], "from 0 to 100"),
        (&["check", "--fail-on", "worst"], "critical"),
        (&["check", "--threads", "0"], "--threads"),
        (&["check", "--nonsense"], "--nonsense"),
        (&["score", "none"], "`none` does not exist"),
        (&["config", "none"], "`none` does not exist"),
        (&["rules", "none"], "`none` does not exist"),
        (&["explain", "direct-access", "none"], "`none` does not exist"),
        (&["explain"], "RULE"),
        (&["explain", "direct-env"], "there is no rule `direct-env`"),
    ] {
        workspace.run(words).is_refused_with(&[told]);
    }
}

#[test]
fn an_unknown_format_is_told_with_those_that_are_known() {
    let run = Workspace::clean().run(&["check", "--format", "xyzzy"]);
    run.is_refused_with(&FORMATS.iter().map(|format| format.name).collect::<Vec<_>>());
}

#[test]
fn several_formats_go_to_several_places() {
    let workspace = Workspace::broken();
    let run = workspace.run(&[
        "check",
        "--format",
        "concise",
        "--format",
        "sarif=out.sarif",
        "--format=json=a=b.json",
    ]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.out.starts_with("src/boot.rs:1:13: "), "{}", run.out);
    assert!(
        run.err.starts_with("wrote sarif to `out.sarif`\nwrote json to `a=b.json`\n"),
        "{}",
        run.err
    );
    let read = |file: &str| fs::read_to_string(workspace.folder().join(file)).expect("the file is there");
    assert!(read("out.sarif").contains("ssotFingerprint/v1"));
    assert_eq!(read("a=b.json"), workspace.run(&["check", "--format", "json"]).out);
    let entries = fs::read_dir(workspace.folder()).expect("the folder can be read");
    let mut names = entries.map(|entry| entry.expect("the folder can be read").file_name());
    assert!(
        !names.any(|name| name.to_string_lossy().starts_with(".tmp")),
        "what was written beside is gone"
    );
}

#[test]
fn output_replaces_a_file_and_leaves_stdout_alone() {
    let workspace = Workspace::broken();
    workspace.write(
        "out.txt",
        "as it was, and longer than what comes after it by much\n".repeat(99).as_str(),
    );
    let run = workspace.run_with(&[("AI_AGENT", "1")], &["check", "--output", "out.txt", "--color", "always"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
    assert!(run.err.starts_with("wrote full to `out.txt`\n"), "{}", run.err);
    let written = fs::read_to_string(workspace.folder().join("out.txt")).expect("the file is there");
    assert_eq!(
        written,
        workspace.run(&["check"]).out,
        "as without colour, and not for an agent"
    );
    let quiet = workspace.run(&["check", "-qq", "--format", "github", "--output", "out.txt"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (1, "", ""));
    let written = fs::read_to_string(workspace.folder().join("out.txt")).expect("the file is there");
    assert!(written.starts_with("::error file=src/boot.rs,"), "{written}");
}

#[test]
#[cfg(unix)]
fn output_goes_through_links_and_into_devices() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let workspace = Workspace::broken();
    let at = |name: &str| workspace.folder().join(name);
    symlink("real.json", at("link.json")).expect("a link can be made");
    workspace.write("real.json", "");
    assert_eq!(workspace.run(&["check", "--format", "json=link.json"]).code, 1);
    assert!(
        fs::symlink_metadata(at("link.json")).expect("it is there").is_symlink(),
        "a link stays one"
    );
    assert!(fs::read_to_string(at("real.json")).expect("it is there").starts_with('{'));
    assert_eq!(workspace.run(&["check", "--format", "json=/dev/null"]).code, 1);
    assert!(
        !fs::metadata("/dev/null").expect("it is there").is_file(),
        "a device stays one"
    );
    fs::write(at("by_hand"), "").expect("the folder can be written");
    assert_eq!(workspace.run(&["check", "--output", "by_ssot"]).code, 1);
    let mode = |name: &str| fs::metadata(at(name)).expect("it is there").permissions().mode();
    assert_eq!(mode("by_ssot"), mode("by_hand"), "whoever may read a file may read this one");
}

#[test]
fn an_agent_is_told_a_line_for_each_finding() {
    let workspace = Workspace::broken();
    let asked = workspace.run(&["check", "--format", "agent"]).out;
    assert!(asked.contains("; help: "), "{asked}");
    assert_eq!(workspace.run_with(&[("CLAUDECODE", "1")], &["check"]).out, asked);
    let full = workspace.run(&["check"]).out;
    assert_eq!(workspace.run_with(&[("AGENT", "0"), ("AI_AGENT", "")], &["check"]).out, full);
    assert_eq!(
        workspace.run_with(&[("AGENT", "1")], &["check", "--format", "full"]).out,
        full
    );
}

#[test]
fn help_and_version_are_results() {
    let workspace = Workspace::clean();
    for (words, told) in [
        (["--help"], "Usage: ssot"),
        (["--version"], concat!("ssot ", env!("CARGO_PKG_VERSION"))),
    ] {
        let run = workspace.run(&words);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
        assert!(run.out.contains(told), "{}", run.out);
    }
}

#[test]
fn quiet_leaves_the_findings_and_twice_the_exit_code() {
    let workspace = Workspace::broken();
    let quiet = workspace.run(&["check", "-q", "--format", "concise"]);
    assert_eq!(quiet.code, 1, "{quiet:?}");
    assert_eq!(
        (quiet.out.lines().count(), quiet.err.as_str()),
        (1, ""),
        "no summary, no time: {quiet:?}"
    );
    for words in [["check", "-qq"], ["check", "-qqq"]] {
        let silent = workspace.run(&words);
        assert_eq!((silent.code, silent.out.as_str(), silent.err.as_str()), (1, "", ""));
    }
    let clean = Workspace::clean().run(&["check", "-q"]);
    assert_eq!((clean.code, clean.out.as_str(), clean.err.as_str()), (0, "", ""));
    workspace.run(&["check", "-qq", "none"]).is_refused_with(&["error: "]);
}

#[test]
fn fail_on_decides_over_the_configuration() {
    let high = Workspace::broken();
    let low = Workspace::of(&[MANIFEST, CONTRACT, SCATTERS, OWNER, KEEPS]);
    for (workspace, severity, code) in [
        (&high, "critical", 0),
        (&high, "high", 1),
        (&low, "medium", 0),
        (&low, "low", 1),
    ] {
        assert_eq!(workspace.run(&["check", "--fail-on", severity]).code, code, "{severity}");
    }
    let strict = Workspace::of(&[
        MANIFEST,
        (
            "ssot.toml",
            "[concept.environment]\ncanonical = \"app::config\"\n[gate]\nfail-on = \"low\"\n",
        ),
        SCATTERS,
        OWNER,
        KEEPS,
    ]);
    assert_eq!(strict.run(&["check"]).code, 1);
    assert_eq!(strict.run(&["check", "--fail-on", "high"]).code, 0);
}

#[test]
fn a_minimum_score_decides_by_itself() {
    let workspace = Workspace::broken();
    let run = workspace.run(&["check", "--fail-on", "critical", "--min-score", "99.5"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.out.contains("is below 99.5"), "{}", run.out);
    assert_eq!(workspace.run(&["check", "--fail-on", "critical", "--min-score", "0"]).code, 0);
    assert_eq!(Workspace::clean().run(&["check", "--min-score", "100"]).code, 0);
}

#[test]
fn an_allowed_rule_finds_nothing() {
    let run = Workspace::broken().run(&["check", "-A", "direct-env-access", "--format", "concise"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.starts_with("nothing found in 3 files"), "{}", run.out);
}

#[test]
fn a_denied_rule_fails_whatever_its_severity() {
    let workspace = Workspace::of(&[MANIFEST, CONTRACT, SCATTERS, OWNER, KEEPS]);
    assert_eq!(workspace.run(&["check"]).code, 0);
    let run = workspace.run(&["check", "-D", "scattered-import-paths"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        run.out.contains("1 finding of the denied rule `scattered-import-paths`"),
        "{}",
        run.out
    );
}

#[test]
fn paths_restrict_what_is_reported() {
    let workspace = Workspace::broken();
    for (words, code, looked_at) in [
        (&["check", ".", "--", "src/boot.rs"][..], 1, "1 file"),
        (&["check", ".", "--", "src/config.rs"], 0, "1 file"),
        (&["check", ".", "--", "src/config.rs", "src/lib.rs"], 0, "2 files"),
        (&["check", ".", "--", "src"], 1, "3 files"),
        (&["check", "src"], 1, "3 files"),
        (&["src/config.rs"], 0, "1 file"),
        (&["check", "--", "src/boot.rs"], 1, "1 file"),
    ] {
        let run = workspace.run(words);
        assert_eq!(run.code, code, "{words:?}: {run:?}");
        assert!(run.err.starts_with(&format!("checked {looked_at}")), "{words:?}: {}", run.err);
    }
}

#[test]
fn a_path_without_rust_files_is_told() {
    let run = Workspace::broken().run(&["check", ".", "--", "Cargo.toml"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("`Cargo.toml` holds no Rust file"), "{}", run.out);
}

#[test]
fn colour_is_written_where_it_is_wanted() {
    let workspace = Workspace::broken();
    for (environment, words, is_coloured) in [
        (&[][..], &["check"][..], false),
        (&[], &["check", "--color", "never"], false),
        (&[], &["check", "--color", "auto"], false),
        (&[], &["check", "--color", "always"], true),
        (&[("CLICOLOR_FORCE", "1")], &["check"], true),
        (&[("CLICOLOR_FORCE", "1")], &["check", "--color", "never"], false),
        (&[("CARGO_TERM_COLOR", "always")], &["check"], true),
        (&[("CARGO_TERM_COLOR", "never"), ("CLICOLOR_FORCE", "1")], &["check"], false),
        (&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], &["check"], false),
        (&[("NO_COLOR", "1")], &["check", "--color", "always"], true),
        (&[("CLICOLOR_FORCE", "1")], &["rules"], true),
        (&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], &["rules"], false),
        (&[], &["explain", "direct-access", "--color", "always"], true),
        (&[], &["explain", "direct-access"], false),
        (&[], &["score", "--color", "always"], true),
        (&[], &["score"], false),
    ] {
        let run = workspace.run_with(environment, words);
        assert_eq!(
            run.out.contains('\x1b'),
            is_coloured,
            "{environment:?} {words:?}: {}",
            run.out
        );
    }
}

#[test]
fn colour_changes_nothing_but_the_colour() {
    let workspace = Workspace::broken();
    for format in FORMATS {
        let plain = workspace.run(&["check", "--format", format.name]);
        let painted = workspace.run(&["check", "--format", format.name, "--color", "always"]);
        assert_eq!(without_paint(&painted.out), plain.out, "{}", format.name);
    }
}

/// The text without `ESC [ … m`.
fn without_paint(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        plain + part.split_once('m').map_or(part, |(_, rest)| rest)
    })
}

#[test]
fn nothing_that_is_wrong_is_told_in_colour_to_a_pipe() {
    let workspace = Workspace::clean();
    assert!(!workspace.run(&["none"]).err.contains('\x1b'));
    assert!(!workspace.run(&["check", "--format", "xyzzy"]).err.contains('\x1b'));
}

#[test]
fn cargo_calls_the_same_program() {
    let workspace = Workspace::broken();
    let told = workspace.run(&["check", "-q"]);
    for words in [&["ssot", "check", "-q"][..], &["ssot", "-q"], &["check", "-q"]] {
        assert_eq!(Run::of(&mut workspace.command(CARGO_SSOT, words)), told, "{words:?}");
    }
    let help = Run::of(&mut workspace.command(CARGO_SSOT, &["ssot", "--help"]));
    assert!(help.code == 0 && help.out.contains("cargo ssot"), "{help:?}");
}

#[test]
fn a_reader_that_has_left_ends_the_output_quietly() {
    let workspace = Workspace::broken();
    for words in [
        &["check"][..],
        &["check", "--format", "json"],
        &["rules"],
        &["explain", "direct-access"],
        &["config", "--show"],
        &["--help"],
    ] {
        let (reader, writer) = io::pipe().expect("a pipe can be made");
        drop(reader);
        let mut command = workspace.command(SSOT, words);
        let output = command
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .and_then(std::process::Child::wait_with_output)
            .expect("the program starts");
        let wanted = if words[0] == "check" { 1 } else { 0 };
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(wanted), "{words:?}: {told}");
        assert!(!told.contains("error") && !told.contains("panicked"), "{words:?}: {told}");
    }
}

#[test]
fn a_rule_is_explained() {
    let run = Workspace::clean().run(&["explain", "direct-env-access"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    for part in [
        "direct-env-access\n",
        "severity  high, on",
        "category  configuration",
        "Why\n",
        "What to do\n",
        "Reported\n",
        "Kept\n",
        "The kind of the rule: direct_access\n",
    ] {
        assert!(run.out.contains(part), "`{part}` is missing: {}", run.out);
    }
}

#[test]
fn every_kind_and_rule_can_be_explained() {
    let workspace = Workspace::clean();
    let rules = shipped();
    let input = INPUT_RULES.iter().map(|rule| rule.id);
    let kinds = KINDS.iter().map(|kind| kind.name);
    for name in rules.iter().map(String::as_str).chain(input).chain(kinds) {
        let run = workspace.run(&["explain", name]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}");
        assert!(run.out.contains(name) && run.out.contains("Why"), "{name}: {}", run.out);
    }
}

#[test]
fn what_cannot_be_explained_is_told() {
    let workspace = Workspace::clean();
    let run = workspace.run(&["explain", "direct-env-acces"]);
    run.is_refused_with(&["there is no rule `direct-env-acces`", "did you mean `direct-env-access`?"]);
    workspace
        .run(&["explain", "xyzzy"])
        .is_refused_with(&["`ssot rules` lists them"]);
}

#[test]
fn every_rule_is_listed() {
    let off = ("ssot.toml", "[rule.rival-definition]\nlevel = \"off\"\n");
    let run = Workspace::of(&[MANIFEST, off, ROOT, OWNER, KEEPS]).run(&["rules"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    let listed: Vec<&str> = run
        .out
        .lines()
        .skip(1)
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let known: Vec<String> = shipped()
        .into_iter()
        .chain(INPUT_RULES.iter().map(|rule| rule.id.to_owned()))
        .collect();
    assert_eq!(listed, known);
    let line = run
        .out
        .lines()
        .find(|line| line.contains("rival-definition"))
        .expect("it is listed");
    assert!(line.ends_with("off"), "{line}");
}

/// The ids of the rules that a workspace without `ssot.toml` has.
fn shipped() -> Vec<String> {
    let nothing: [(&str, &str); 0] = [];
    let config = Config::of(&Snapshot::of(nothing));
    config.rules.iter().map(|rule| rule.id.to_string()).collect()
}

#[test]
fn the_deductions_add_up_to_what_is_missing_from_100() {
    let breaks = "fn f() { std::env::var(\"A\").ok(); std::env::var(\"B\").ok(); }\n";
    let workspace = Workspace::of(&[MANIFEST, CONTRACT, SCATTERS, OWNER, ("src/boot.rs", breaks)]);
    let run = workspace.run(&["score", "--why"]);
    assert_eq!(run.code, 0, "to ask for the score is not to be judged: {run:?}");
    let billionths = |line: &str| {
        let number = line.split_whitespace().next().filter(|word| word.contains('.'))?;
        number.replace('.', "").parse::<u64>().ok()
    };
    let (_, why) = run.out.split_once("points off").expect("the deductions are listed");
    let sum_line = why
        .lines()
        .find(|line| line.contains("sum of 3 deductions"))
        .expect("there are three");
    let score_line = why
        .lines()
        .find(|line| line.contains("100 less the sum"))
        .expect("the score is told");
    let deductions = why.lines().filter(|line| line.contains(".rs:"));
    let added: u64 = deductions.filter_map(billionths).sum();
    let (sum, score) = (
        billionths(sum_line).expect("a number"),
        billionths(score_line).expect("a number"),
    );
    assert_eq!(added, sum, "{why}");
    assert_eq!(sum + score, 100_000_000_000, "{why}");

    let json = workspace.run(&["check", "--format", "json"]).out;
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let overall = report["score"]["overall"].as_f64().expect("a number");
    assert_eq!((overall * 1e9).round() as u64, score, "every format tells the same score");
}

#[test]
fn a_score_without_deductions_is_100() {
    let run = Workspace::clean().run(&["score", "--why"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("100.000000000  100 less the sum"), "{}", run.out);
}

#[test]
fn the_configuration_is_shown_with_its_origins() {
    let run = Workspace::clean().run(&["config", "--show"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    for line in [
        "concept.environment.canonical = \"app::config\"  # ssot.toml:2",
        "gate.fail-on = \"high\"  # default",
        "packs = [\"core\"]  # default",
    ] {
        assert!(run.out.lines().any(|shown| shown == line), "`{line}` is missing: {}", run.out);
    }
}

const SPELLS: (&str, &str) = (
    "src/boot.rs",
    "use std::collections::HashMap as Map;
use crate::config as c;
#[deprecated] pub fn old() {}
fn port(paths: &[std::path::PathBuf]) {
    let map: Map<u8, u8> = Map::new();
    std::collections::hash_map::HashMap::<u8, u8>::new();
    c::port();
    old();
    println!(\"{}\", paths[0].exists());
    nowhere::to_be_found(map).seen();
}
",
);

#[test]
fn uses_are_found_whatever_they_are_called() {
    let workspace = Workspace::of(&[MANIFEST, ROOT, OWNER, SPELLS]);
    let uses = |words: &[&str]| {
        let run = workspace.run(&[&["uses"], words].concat());
        assert_eq!(run.code, 0, "{run:?}");
        run.out
    };
    assert_eq!(
        uses(&["std::collections::HashMap::new"]),
        "src/boot.rs:5:28: call std::collections::HashMap::new
src/boot.rs:6:5: call std::collections::HashMap::new
"
    );
    assert_eq!(
        uses(&["core::collections::hash_map::HashMap", "--context", "import,type"]),
        "src/boot.rs:1:23: import std::collections::HashMap
src/boot.rs:5:14: type std::collections::HashMap
src/boot.rs:5:28: type std::collections::HashMap
src/boot.rs:6:5: type std::collections::HashMap
"
    );
    assert_eq!(
        uses(&["app::config::**", "--context", "call"]),
        "src/boot.rs:7:5: call app::config::port\n"
    );
    assert_eq!(
        uses(&["std::path::Path::exists"]),
        "src/boot.rs:9:29: method std::path::Path::exists\n"
    );
    assert_eq!(uses(&["std::println!"]), "src/boot.rs:9:5: macro std::println!\n");
    assert_eq!(uses(&["--deprecated", "crate::**"]), "src/boot.rs:8:5: call app::boot::old\n");
    assert_eq!(
        uses(&["--unknown"]),
        "src/boot.rs:10:5: call nowhere::to_be_found\nsrc/boot.rs:10:31: method seen\n"
    );
    assert_eq!(
        uses(&["crate::boot::old", "--format", "jsonl", "--", "."]),
        "{\"file\":\"src/boot.rs\",\"line\":8,\"column\":5,\"path\":\"app::boot::old\",\"context\":\"call\",\"in_macro\":false,\"deprecated\":true}\n"
    );
}

#[test]
fn shells_and_man_know_every_command() {
    let workspace = Workspace::of(&[]);
    let commands = ["check", "duplicates", "find", "cache"];
    for words in [
        &["completions", "bash"][..],
        &["completions", "fish"],
        &["completions", "powershell"],
        &["man"],
    ] {
        let run = workspace.run(words);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{words:?}");
        assert!(
            commands.iter().all(|command| run.out.contains(command)),
            "{words:?}: {}",
            run.out
        );
    }
    workspace.run(&["completions", "cmd"]).is_refused_with(&["cmd", "bash"]);
}

/// A commit of all files, at a time of its own; `false` where there is no git.
pub(crate) fn commit(workspace: &Workspace, second: u32, message: &str) -> bool {
    let git = |arguments: &[&str]| {
        let date = format!("2026-01-01T00:00:{second:02}Z");
        let identity = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"];
        let mut git = std::process::Command::new("git");
        git.arg("-C").arg(workspace.folder()).args(identity).args(arguments);
        git.env("GIT_AUTHOR_DATE", &date).env("GIT_COMMITTER_DATE", &date);
        git.output().is_ok_and(|output| output.status.success())
    };
    git(&["init", "--quiet", "--initial-branch=main"]) && git(&["add", "."]) && git(&["commit", "--quiet", "-m", message])
}

#[test]
fn links_in_documentation_are_told_where_they_are_asked_for() {
    let docs = "//! Starts, see [`crate::config`].
/// Reads the [port](crate::config::port), not [`std::env::var`] or `std::env::vars`, nor [a list][1].
/// [`Größe`]: super::config
fn port() { crate::config::port(); }
";
    let workspace = Workspace::of(&[MANIFEST, ROOT, OWNER, ("src/boot.rs", docs)]);
    let run = workspace.run(&["uses", "crate::config::**", "std::env::*", "--context", "doc"]);
    assert_eq!(
        run.out,
        "src/boot.rs:1:19: doc app::config
src/boot.rs:2:22: doc app::config::port
src/boot.rs:2:50: doc std::env::var
src/boot.rs:3:16: doc app::config
"
    );
    let run = workspace.run(&["uses", "crate::config::port"]);
    assert_eq!(run.out, "src/boot.rs:4:13: call app::config::port\n");
}

#[test]
fn uses_of_nothing_are_refused() {
    let workspace = Workspace::clean();
    workspace.run(&["uses"]).is_refused_with(&["PATTERN"]);
    workspace.run(&["uses", "std::{"]).is_refused_with(&["std::{"]);
    workspace
        .run(&["uses", "std::env::var", "--", "nowhere"])
        .is_refused_with(&["nowhere"]);
    workspace
        .run(&["uses", "std::env::var", "--context", "cal"])
        .is_refused_with(&["cal", "call"]);
    let none = workspace.run(&["uses", "std::env::remove_var"]);
    assert_eq!((none.code, none.out.as_str()), (0, ""), "{none:?}");
}

#[test]
fn a_workspace_without_configuration_is_told_how_to_get_one() {
    let workspace = Workspace::of(&[MANIFEST, ROOT, OWNER, KEEPS]);
    let told = |words: &[&str]| workspace.run(words).out;
    assert!(told(&["check", "."]).contains("no ssot.toml"), "{}", told(&["check", "."]));
    assert!(told(&["check", ".", "--format", "json"]).contains("no ssot.toml"));
    assert!(!Workspace::clean().run(&["check"]).out.contains("no ssot.toml"));
}

#[test]
fn all_mistakes_of_the_configuration_are_told_at_once() {
    let mistakes = "packs = [\"cor\"]
[concept.environment]
cannonical = \"app::config\"
[rule.direct-env-access]
severity = \"worst\"
[gate]
min-score = 101
[files]
exclude = [1]
";
    let workspace = Workspace::of(&[MANIFEST, ("ssot.toml", mistakes), ROOT, OWNER, KEEPS]);
    let run = workspace.run(&["check", "--format", "concise"]);
    assert_eq!(run.code, 1, "{run:?}");
    let lines: Vec<&str> = run.out.lines().filter(|line| line.contains("config-mistake")).collect();
    for line in [1, 3, 5, 7, 9] {
        let place = format!("ssot.toml:{line}:");
        assert!(lines.iter().any(|told| told.starts_with(&place)), "{place}: {lines:#?}");
    }
    let shown = workspace.run(&["config", "--show"]);
    assert_eq!(shown.code, 0, "{shown:?}");
    assert!(shown.err.contains("mistakes in the configuration"), "{}", shown.err);
}

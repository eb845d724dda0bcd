//! What the command line takes, and which folder it means.

use std::fs;
use std::path::{Path, PathBuf};

use super::root::WorkspaceRoot;
use super::*;
use crate::finding::FilePath;

fn parsed(caller: Caller, words: &[&str]) -> Result<String, String> {
    let arguments = parse(caller, words.iter().map(OsString::from)).map_err(|error| error.to_string())?;
    Ok(format!("{:?}", arguments.command.unwrap_or(Command::Check(arguments.check))))
}

fn shell(words: &str) -> Result<String, String> {
    parsed(
        Caller::Shell,
        &std::iter::once("ssot").chain(words.split_whitespace()).collect::<Vec<_>>(),
    )
}

#[test]
fn the_command_line_is_well_formed() {
    CommandLine::command().debug_assert();
}

#[test]
fn check_is_the_default() {
    for words in ["", "some/path", "-qq --format=json -A a -A b path -- one two"] {
        let result = shell(words);
        assert!(result.is_ok(), "{result:?}");
        assert_eq!(result, shell(&format!("check {words}")));
    }
}

#[test]
fn cargo_passes_the_name_of_the_subcommand() {
    let result = parsed(Caller::Cargo, &["cargo-ssot", "ssot", "rules"]);
    assert!(result.is_ok(), "{result:?}");
    assert_eq!(result, shell("rules"));
    assert_eq!(parsed(Caller::Cargo, &["cargo-ssot", "rules"]), shell("rules"));
    assert!(
        parsed(Caller::Cargo, &["cargo-ssot", "ssot", "--nonsense"])
            .expect_err("refused")
            .contains("cargo ssot")
    );
}

#[test]
fn a_format_can_be_given_by_alias() {
    assert_eq!(shell("--format human"), shell("--output-format full"));
    assert!(shell("--format jsno").expect_err("refused").contains("json"));
}

#[test]
fn values_out_of_range_are_refused() {
    for words in [
        "--min-score 101",
        "--min-score NaN",
        "--threads 0",
        "--fail-on worst",
        "--color blue",
        "a b",
        "explain",
    ] {
        assert!(shell(words).is_err(), "{words}");
    }
}

/// `top` is a workspace with an `ssot.toml`, `top/member` and `top/own` are packages, `top/own` with an `ssot.toml`.
struct Folders(tempfile::TempDir);

impl Folders {
    fn new() -> Self {
        let folders = Self(tempfile::tempdir().expect("a temporary folder"));
        folders.write("top/ssot.toml", "");
        folders.write("top/Cargo.toml", "[workspace]\n");
        folders.write("top/member/Cargo.toml", "[package]\nname = \"member\"\n");
        folders.write("top/member/src/lib.rs", "");
        folders.write("top/own/ssot.toml", "");
        folders.write("plain/Cargo.toml", "[workspace]\n");
        folders.write("plain/member/Cargo.toml", "[package]\n");
        folders.write("plain/member/src/lib.rs", "");
        folders
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn at(&self, path: &str) -> PathBuf {
        fs::canonicalize(self.0.path()).expect("the temporary folder").join(path)
    }

    fn root(&self, path: &str, only: &[&str]) -> (PathBuf, Vec<FilePath>) {
        let only: Vec<PathBuf> = only.iter().map(|path| self.at(path)).collect();
        let root = WorkspaceRoot::find(Some(&self.at(path)), &only).expect("a root");
        (root.folder.strip_prefix(self.at("")).expect("below").to_owned(), root.only)
    }
}

fn expected(root: &str, only: &[&str]) -> (PathBuf, Vec<FilePath>) {
    (PathBuf::from(root), only.iter().map(FilePath::new).collect())
}

#[test]
fn the_root_of_a_workspace_or_member_folder() {
    let folders = Folders::new();
    assert_eq!(folders.root("top", &[]), expected("top", &[]));
    assert_eq!(folders.root("top/own", &[]), expected("top/own", &[]));
    // What is above decides what holds for a member.
    assert_eq!(folders.root("top/member", &[]), expected("top", &["member"]));
    let member = WorkspaceRoot::find(Some(&folders.at("top/member")), &[]).expect("a root");
    assert!(member.is_above);
}

#[test]
fn other_paths_restrict_the_report_and_have_their_root_above() {
    let folders = Folders::new();
    assert_eq!(folders.root("top/member/src", &[]), expected("top", &["member/src"]));
    assert_eq!(
        folders.root("top/member/src/lib.rs", &[]),
        expected("top", &["member/src/lib.rs"])
    );
    assert_eq!(
        folders.root("top/member/Cargo.toml", &[]),
        expected("top", &["member/Cargo.toml"])
    );
    assert_eq!(folders.root("plain/member/src", &[]), expected("plain", &["member/src"]));
}

#[test]
fn paths_after_the_dashes_restrict_the_report() {
    let folders = Folders::new();
    assert_eq!(
        folders.root("top", &["top/member", "top/own/ssot.toml"]),
        expected("top", &["member", "own/ssot.toml"])
    );
    assert_eq!(folders.root("top/member/src", &["top/own"]), expected("top", &["own"]));
    assert_eq!(folders.root("top", &["top"]), expected("top", &[""]));
}

#[test]
fn missing_paths_and_paths_outside_the_workspace_are_refused() {
    let folders = Folders::new();
    let error = |path: &str, only: &str| {
        let failure = WorkspaceRoot::find(Some(&folders.at(path)), &[folders.at(only)]).expect_err("no root");
        [failure.title, failure.cause, failure.next]
            .join("; ")
            .replace(&folders.at("").display().to_string(), "")
    };
    insta::assert_snapshot!(error("none", "top"), @"there is no such path; `none` does not exist; give a folder or a file of the workspace");
    insta::assert_snapshot!(error("top", "top/none.rs"), @"there is no such path; `top/none.rs` does not exist; give a folder or a file of the workspace");
    insta::assert_snapshot!(error("top", "plain/member"), @"`plain/member` is not part of the workspace; the workspace is `top`; give paths inside it, or the workspace of that path as PATH");
}

#[test]
fn a_misspelled_command_gets_a_suggestion() {
    let failure = WorkspaceRoot::find(Some(Path::new("chekc")), &[]).expect_err("no root");
    assert_eq!(failure.next, "did you mean the command `check`?");
}

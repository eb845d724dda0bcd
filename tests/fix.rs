//! What `ssot fix` makes of the situations in `fixtures/fix/`: the patches beside them, once and for all, and code that compiles.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ssot::config::Config;
use ssot::finding::{Applicability, FilePath};
use ssot::fix::diff;
use ssot::gate::Gate;
use ssot::snapshot::Snapshot;
use ssot::{Fixed, Request, check_and_fix};

use crate::cli::{MANIFEST, OWNER, Workspace};
use crate::fixtures::situations;
use crate::staged::git;

fn fixed(snapshot: Snapshot, least: Applicability) -> Fixed {
    let config = Config::of(&snapshot);
    let gate = Gate::of(&config).without_score();
    check_and_fix(snapshot, config, &gate, &Request::default(), least).1
}

fn patch(fixed: &Fixed) -> String {
    let diffs = fixed.changed.iter().map(|(file, (before, after))| diff(file, before, after));
    diffs.collect()
}

fn to_fix() -> Vec<PathBuf> {
    let mut situations = situations();
    situations.retain(|folder| folder.parent().is_some_and(|subject| subject.ends_with("fix")));
    assert!(!situations.is_empty(), "there is something to fix");
    situations
}

/// The files of a situation, without the patches.
fn files(folder: &Path) -> Snapshot {
    let snapshot = Snapshot::worktree(folder).expect("fixtures can be read");
    snapshot.without(|file| file.as_str().ends_with(".patch"))
}

#[test]
fn patches_are_as_they_were() {
    let mut failures = String::new();
    for folder in to_fix() {
        for (least, name) in [(Applicability::Safe, "safe.patch"), (Applicability::Unsafe, "unsafe.patch")] {
            let told = patch(&fixed(files(&folder), least));
            let file = folder.join(name);
            if std::env::var_os("BLESS").is_some() {
                fs::write(&file, &told).expect("the fixture can be written");
            }
            let expected = fs::read_to_string(&file).unwrap_or_default();
            if told != expected {
                failures += &format!("{}:\n{}\n", file.display(), diff(&FilePath::new(name), &expected, &told));
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn what_is_mended_stays_as_it_is() {
    for folder in to_fix() {
        for least in [Applicability::Safe, Applicability::Unsafe] {
            let once = fixed(files(&folder), least);
            let mended = once.changed.iter().fold(files(&folder), |snapshot, (file, (_, after))| {
                snapshot.with(file.clone(), after.clone())
            });
            assert_eq!(patch(&fixed(mended, least)), "", "{}", folder.display());
        }
    }
}

#[test]
fn what_compiled_still_compiles() {
    for folder in to_fix() {
        let place = tempfile::tempdir().expect("a folder for the test");
        let snapshot = files(&folder);
        for file in snapshot.files() {
            let path = place.path().join(file.as_str());
            fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be written");
            fs::write(path, snapshot.text(file).expect("fixtures can be read")).expect("the folder can be written");
        }
        compile(place.path(), &format!("{} before", folder.display()));
        for (file, (_, after)) in &fixed(snapshot, Applicability::Safe).changed {
            fs::write(place.path().join(file.as_str()), after).expect("the folder can be written");
        }
        compile(place.path(), &format!("{} afterwards", folder.display()));
    }
}

#[track_caller]
fn compile(folder: &Path, when: &str) {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .expect("cargo can be started");
    assert!(output.status.success(), "{when}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Under git, with everything committed.
fn committed() -> Workspace {
    let workspace = Workspace::of(&[
        MANIFEST,
        ("ssot.toml", "[concept.environment]\ncanonical = \"app::config\"\n"),
        (
            "src/lib.rs",
            "mod config;\n// ssot: allow(direct-env-access) reason=\"none\"\nfn f() {}\n",
        ),
        OWNER,
        (".gitignore", "/target\n"),
    ]);
    git(&workspace, &["init", "--quiet"]);
    git(&workspace, &["add", "."]);
    git(&workspace, &["commit", "--quiet", "-m", "first"]);
    workspace
}

fn read(workspace: &Workspace) -> String {
    fs::read_to_string(workspace.folder().join("src/lib.rs")).expect("it is there")
}

const MENDED: &str = "mod config;\nfn f() {}\n";

#[test]
fn what_git_has_is_mended_on_disk() {
    let workspace = committed();
    let run = workspace.run(&["fix"]);
    assert_eq!((run.code, read(&workspace).as_str()), (0, MENDED), "{run:?}");
    assert!(run.err.contains("mended 1 finding in 1 file"), "{run:?}");
    let again = workspace.run(&["check", "--fix"]);
    assert_eq!(
        (again.code, again.err.contains("mended 0 findings in 0 files")),
        (0, true),
        "{again:?}"
    );
}

#[test]
fn what_git_has_not_is_left_alone() {
    let workspace = committed();
    workspace.write("untracked.txt", "of no concern");
    workspace.write(OWNER.0, &format!("{}// more\n", OWNER.1));
    let before = read(&workspace);
    let run = workspace.run(&["fix"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.err.contains("`src/config.rs` has changes that are not committed"),
        "{run:?}"
    );
    assert_eq!(read(&workspace), before);
    git(&workspace, &["add", "."]);
    let staged = workspace.run(&["fix"]);
    assert!(staged.err.contains("--allow-staged"), "{staged:?}");
    assert_eq!(workspace.run(&["fix", "--allow-staged"]).code, 0);
    assert_eq!(read(&workspace), MENDED);
}

#[test]
fn without_git_there_is_no_way_back() {
    let workspace = Workspace::of(&[
        MANIFEST,
        ("src/lib.rs", "// ssot: allow(no-rule-of-ours) reason=\"none\"\nfn f() {}\n"),
    ]);
    let run = workspace.run(&["fix"]);
    assert_eq!(
        (run.code, run.err.contains("`--allow-dirty` mends without a way back")),
        (2, true),
        "{run:?}"
    );
    let run = workspace.run(&["fix", "--allow-dirty"]);
    assert_eq!((run.code, read(&workspace).as_str()), (0, "fn f() {}\n"), "{run:?}");
}

#[test]
fn a_patch_changes_nothing_and_applies() {
    let workspace = committed();
    let before = read(&workspace);
    let run = workspace.run(&["fix", "--diff"]);
    assert_eq!((run.code, read(&workspace)), (1, before), "{run:?}");
    workspace.write("p.patch", &run.out);
    git(&workspace, &["apply", "p.patch"]);
    assert_eq!(read(&workspace), MENDED);
    assert_eq!(workspace.run(&["fix", "--diff"]).code, 0);
}

//! What `ssot fix` makes of the situations in `fixtures/fix/`: the patches beside them, once and for all, and code that compiles.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ssot::check::Request;
use ssot::check::gate::QualityGate;
use ssot::config::Config;
use ssot::finding::{Applicability, FilePath};
use ssot::fix::diff;
use ssot::fix::{Fixed, check_and_fix};
use ssot::snapshot::Snapshot;

use crate::cli::{MANIFEST, OWNER, Workspace};
use crate::fixtures::situations;
use crate::harness::report;
use crate::staged::git;

fn fixed(snapshot: Snapshot, least: Applicability) -> Fixed {
    let config = Config::from_snapshot(&snapshot);
    let gate = QualityGate::from_config(&config).without_score();
    check_and_fix(snapshot.held(), config, &gate, &Request::default(), least).1
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
fn patches_equal_the_recorded_ones() {
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
fn fixing_twice_changes_nothing() {
    for folder in to_fix() {
        for least in [Applicability::Safe, Applicability::Unsafe] {
            let once = fixed(files(&folder), least);
            let after_fix = once.changed.iter().fold(files(&folder), |snapshot, (file, (_, after))| {
                snapshot.with(file.clone(), after.clone())
            });
            assert_eq!(patch(&fixed(after_fix, least)), "", "{}", folder.display());
        }
    }
}

/// An import is fixed by itself: what else is fixed in its file stands before it, or behind.
#[test]
fn each_import_of_a_file_has_its_fix() {
    let workspace = [
        MANIFEST,
        (
            "ssot.toml",
            "[concept.session]\ncanonical = \"app::session::Session\"\ndeprecated = [\"app::old::Session\"]\n",
        ),
        (
            "src/lib.rs",
            "pub mod session { pub struct Session; }\npub mod old { pub use crate::session::Session; }
mod a { use crate::old::Session; }\nmod b { use crate::old::Session; }\nmod c { use crate::old::Session; }\n",
        ),
    ];
    let files = workspace.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let mut findings = report(&files.into()).findings;
    findings.retain(|finding| &*finding.rule == "deprecated-import-path");
    let fixed = findings.iter().filter(|finding| finding.fix.is_some()).count();
    assert_eq!((findings.len(), fixed), (3, 3), "{findings:#?}");
}

#[test]
fn fixed_code_still_compiles() {
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
pub(crate) fn compile(folder: &Path, when: &str) {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet", "--all-targets"])
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
fn committed_files_are_fixed_on_disk() {
    let workspace = committed();
    let run = workspace.run(&["fix"]);
    assert_eq!((run.code, read(&workspace).as_str()), (0, MENDED), "{run:?}");
    assert!(run.err.contains("fixed 1 finding in 1 file"), "{run:?}");
    let again = workspace.run(&["check", "--fix"]);
    assert_eq!(
        (again.code, again.err.contains("fixed 0 findings in 0 files")),
        (0, true),
        "{again:?}"
    );
}

#[test]
fn files_with_uncommitted_changes_are_left_alone() {
    let workspace = committed();
    workspace.write("untracked.txt", "of no concern");
    workspace.write(OWNER.0, &format!("{}// more\n", OWNER.1));
    let before = read(&workspace);
    let run = workspace.run(&["fix"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("`src/config.rs` has uncommitted changes"), "{run:?}");
    assert_eq!(read(&workspace), before);
    git(&workspace, &["add", "."]);
    let staged = workspace.run(&["fix"]);
    assert!(staged.err.contains("--allow-staged"), "{staged:?}");
    assert_eq!(workspace.run(&["fix", "--allow-staged"]).code, 0);
    assert_eq!(read(&workspace), MENDED);
}

#[test]
fn without_git_fixing_needs_allow_dirty() {
    let workspace = Workspace::of(&[
        MANIFEST,
        ("src/lib.rs", "// ssot: allow(no-rule-of-ours) reason=\"none\"\nfn f() {}\n"),
    ]);
    let run = workspace.run(&["fix"]);
    assert_eq!(
        (run.code, run.err.contains("`--allow-dirty` fixes without a backup in git")),
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

/// What somebody writes beside a fix is there afterwards, whole, and so is what was there before.
#[test]
fn an_edit_during_a_fix_is_not_lost() {
    let workspace = committed();
    let path = workspace.folder().join("src/lib.rs");
    let before = read(&workspace);
    let filler = "// a line that takes a while to be read\n".repeat(2000);
    let usual = usual(&workspace, &["fix", "--diff", "--no-cache"]);
    let mut refused = 0;
    for round in 0..200 {
        let edit = format!("// edit {round}\n");
        fs::write(&path, format!("{before}{filler}")).expect("its own file");
        let mut fix = workspace.command(crate::cli::SSOT, &["fix", "--allow-dirty", "--no-cache"]);
        let mut fix = fix
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // Later in each round, from before it reads to after it has written.
        wait(usual * round / 200);
        if round % 2 == 0 {
            let mut file = fs::File::options().append(true).open(&path).expect("it is there");
            file.write_all(edit.as_bytes()).expect("its own file");
        } else {
            let text = fs::read_to_string(&path).expect("it is there");
            fs::write(path.with_extension("new"), format!("{edit}{text}")).expect("its own file");
            fs::rename(path.with_extension("new"), &path).expect("its own file");
        }
        refused += usize::from(fix.wait().expect("it ends").code() == Some(2));
        let text = read(&workspace);
        let without = text.replace(&edit, "").replace(&filler, "");
        assert!(text.contains(&edit), "round {round} lost the edit");
        assert!(without == before || without == MENDED, "round {round}: {without}");
    }
    assert!(refused > 0, "no edit fell between the reading and the writing");
}

/// About how long a run takes here.
fn usual(workspace: &Workspace, words: &[&str]) -> Duration {
    workspace.run(words);
    let start = Instant::now();
    workspace.run(words);
    start.elapsed() * 5 / 4
}

/// Lets time pass without giving the processor away, which would come back at its own time.
fn wait(duration: Duration) {
    let start = Instant::now();
    while start.elapsed() < duration {
        std::hint::spin_loop();
    }
}

/// Another branch is checked out while its files are fixed: what is there is of one branch or of the other.
#[test]
fn a_checkout_during_a_fix_leaves_no_mixture() {
    let workspace = committed();
    let files: Vec<String> = (0..40).map(|at| format!("src/m{at}.rs")).collect();
    let text = |branch: &str| {
        format!(
            "// of {branch}\n{}// ssot: allow(direct-env-access) reason=\"none\"\nfn f() {{}}\n",
            "\n".repeat(branch.len())
        )
    };
    let after_fix = |branch: &str| text(branch).replace("// ssot: allow(direct-env-access) reason=\"none\"\n", "");
    for branch in ["one", "another"] {
        git(&workspace, &["checkout", "--quiet", "-b", branch]);
        files.iter().for_each(|file| workspace.write(file, &text(branch)));
        git(&workspace, &["add", "."]);
        git(&workspace, &["commit", "--quiet", "-m", branch]);
    }
    let usual = usual(&workspace, &["fix", "--diff", "--no-cache"]);
    for round in 0..30 {
        git(&workspace, &["checkout", "--quiet", "--force", "one"]);
        let mut fix = workspace.command(crate::cli::SSOT, &["fix", "--no-cache"]);
        let mut fix = fix
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        wait(usual * round / 30);
        git(&workspace, &["checkout", "--quiet", "another"]);
        fix.wait().expect("it ends");
        for file in &files {
            let found = fs::read_to_string(workspace.folder().join(file)).expect("it is there");
            let known = [text("one"), text("another"), after_fix("one"), after_fix("another")];
            assert!(known.contains(&found), "round {round}, {file}: {found}");
        }
    }
}

/// git says that all is committed, and has not the bytes.
#[cfg(unix)]
#[test]
fn files_that_git_cannot_restore_are_left_alone() {
    const ALLOWED: &str = "// ssot: allow(direct-env-access) reason=\"none\"\nfn g() {}\n";
    type Arrange = fn(&Workspace);
    let hidden: [(&str, Arrange); 6] = [
        ("a link to an ignored file", |workspace| {
            workspace.write(".gitignore", "/target\n/made\n");
            workspace.write(".ignore", "!/made\n");
            workspace.write("made/x.rs", ALLOWED);
            std::os::unix::fs::symlink("../made/x.rs", workspace.folder().join("src/x.rs")).expect("links are possible");
        }),
        ("assume-unchanged", |workspace| {
            git(workspace, &["update-index", "--assume-unchanged", "src/lib.rs"]);
            workspace.write("src/lib.rs", &format!("{}// more\n", read(workspace)));
        }),
        ("skip-worktree", |workspace| {
            git(workspace, &["update-index", "--skip-worktree", "src/lib.rs"]);
            workspace.write("src/lib.rs", &format!("{}// more\n", read(workspace)));
        }),
        ("a name like a pathspec", |workspace| workspace.write(":!x.rs", ALLOWED)),
        ("an untracked repository", |workspace| {
            workspace.write("inner/x.rs", ALLOWED);
            git(workspace, &["init", "--quiet", "inner"]);
        }),
        ("a submodule whose changes are ignored", |workspace| {
            let inner = committed();
            let url = inner.folder().to_str().expect("a plain path").to_owned();
            git(workspace, &["submodule", "--quiet", "add", &url, "inner"]);
            git(workspace, &["config", "-f", ".gitmodules", "submodule.inner.ignore", "all"]);
            workspace.write("inner/src/lib.rs", &format!("{}// more\n", read(&inner)));
        }),
    ];
    for (situation, arrange) in hidden {
        let workspace = committed();
        arrange(&workspace);
        for file in [".gitmodules", ".gitignore", ".ignore", "src/x.rs"] {
            git(&workspace, &["add", file]);
        }
        git(&workspace, &["commit", "--quiet", "-m", "second"]);
        let before = texts(&workspace);
        let run = workspace.run(&["fix"]);
        assert_eq!((run.code, run.err.contains("uncommitted")), (2, true), "{situation}: {run:?}");
        assert_eq!(texts(&workspace), before, "{situation}");
        let run = workspace.run(&["fix", "--allow-dirty"]);
        assert!(run.err.contains("fixed"), "{situation}: {run:?}");
        assert_ne!(texts(&workspace), before, "{situation}");
    }
}

fn texts(workspace: &Workspace) -> Vec<String> {
    let snapshot = Snapshot::worktree(workspace.folder()).expect("a folder");
    snapshot.files().map(|file| snapshot.text(file).expect("text")).collect()
}

/// git has it with other ends of line: what is there is what a checkout makes.
#[test]
fn crlf_line_endings_are_kept() {
    let workspace = committed();
    for file in ["src/lib.rs", "src/config.rs", "Cargo.toml", "ssot.toml"] {
        let path = workspace.folder().join(file);
        let text = fs::read_to_string(&path).expect("it is there");
        fs::write(path, text.replace('\n', "\r\n")).expect("its own file");
    }
    let run = workspace.run(&["fix"]);
    assert_eq!((run.code, read(&workspace)), (0, MENDED.replace('\n', "\r\n")), "{run:?}");
}

#[cfg(unix)]
#[test]
fn owner_and_mode_are_kept_and_read_only_files_left_alone() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let workspace = committed();
    let path = workspace.folder().join("src/lib.rs");
    let before = read(&workspace);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).expect("its own file");
    let run = workspace.run(&["fix"]);
    assert_eq!((run.code, run.err.contains("read-only")), (2, true), "{run:?}");
    assert_eq!(read(&workspace), before);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("its own file");
    // Only who may do everything may give a file away.
    let _ = chown(&path, Some(12), Some(34));
    let owned = fs::metadata(&path).expect("it is there");
    assert_eq!(workspace.run(&["fix"]).code, 0);
    let found = fs::metadata(&path).expect("it is there");
    assert_eq!(
        (found.uid(), found.gid(), found.mode()),
        (owned.uid(), owned.gid(), owned.mode())
    );
    assert_eq!(read(&workspace), MENDED);
}

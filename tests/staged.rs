//! What git has, staged and committed: `ssot check --staged` and `--since`, in a repository of the test's own.

use std::process::Command;

use ssot::git::{Git, HEAD};
use ssot::snapshot::Snapshot;

use crate::cli::{BREAKS, CONTRACT, KEEPS, MANIFEST, OWNER, Run, Workspace, commit};

/// Another place that reads the environment.
const ALSO_BREAKS: (&str, &str) = ("src/late.rs", "fn home() { std::env::var(\"HOME\").ok(); }\n");
const BOTH: (&str, &str) = ("src/lib.rs", "mod boot;\nmod config;\nmod late;\n");

pub(crate) fn git(workspace: &Workspace, arguments: &[&str]) -> bool {
    let identity = [
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@b.c",
        "-c",
        "protocol.file.allow=always",
    ];
    let mut git = Command::new("git");
    git.arg("-C").arg(workspace.folder()).args(identity).args(arguments);
    git.output().is_ok_and(|output| output.status.success())
}

/// A repository whose only commit has one finding; `None` where there is no git.
fn committed() -> Option<Workspace> {
    let workspace = Workspace::broken();
    workspace.write(".gitignore", "/target\n");
    commit(&workspace, 1, "first").then_some(workspace)
}

#[track_caller]
fn finds(run: &Run, code: i32, files: &[&str]) {
    assert_eq!(run.code, code, "{run:?}");
    let found: Vec<&str> = run.out.lines().filter_map(|line| Some(line.split_once(".rs:")?.0)).collect();
    assert_eq!(found, files, "{run:?}");
}

fn staged(workspace: &Workspace) -> Run {
    workspace.run(&["check", "--staged", "--format", "concise"])
}

fn since(workspace: &Workspace, revision: &str) -> Run {
    workspace.run(&["check", "--since", revision, "--format", "concise"])
}

#[test]
fn staged_texts_are_checked_and_not_the_worktree() {
    let Some(workspace) = committed() else { return };
    finds(&staged(&workspace), 0, &[]);
    workspace.write(ALSO_BREAKS.0, ALSO_BREAKS.1);
    workspace.write(BOTH.0, BOTH.1);
    finds(&staged(&workspace), 0, &[]);
    assert!(git(&workspace, &["add", "."]));
    finds(&staged(&workspace), 1, &["src/late"]);
    // Mended in the worktree, and still in the commit.
    workspace.write(ALSO_BREAKS.0, "");
    finds(&staged(&workspace), 1, &["src/late"]);
    let told = workspace.run(&["check", "--staged"]);
    assert!(told.out.contains("compared with HEAD ("), "{}", told.out);
    assert!(told.out.contains("1 older finding"), "{}", told.out);
    assert!(commit(&workspace, 2, "fixed"));
    finds(&staged(&workspace), 0, &[]);
}

#[test]
fn a_configuration_above_the_workspace_and_a_pack_in_a_submodule_are_read_from_git() {
    let rules = Workspace::of(&[(
        "imports/deep.toml",
        "id = \"deep\"\nkind = \"relative_path_depth\"\ncategory = \"imports\"\n",
    )]);
    assert!(commit(&rules, 1, "rules"), "git is there");
    let repository = Workspace::of(&[
        ("base.toml", "[gate]\nfail-on = \"low\"\n"),
        ("app/Cargo.toml", MANIFEST.1),
        ("app/ssot.toml", "extends = \"../base.toml\"\npacks = [\"rules\"]\n"),
        ("app/src/lib.rs", "pub struct A;\nmod b;\n"),
        ("app/src/b.rs", "mod c;\n"),
        ("app/src/b/c.rs", "use super::super::A;\n"),
    ]);
    assert!(git(&repository, &["init", "--quiet"]));
    let from = rules.folder().display().to_string();
    assert!(git(&repository, &["submodule", "--quiet", "add", &from, "app/rules"]));
    assert!(git(&repository, &["add", "."]));
    let app = repository.folder().join("app").display().to_string();
    let checked = |options: &[&str]| repository.run(&[&["check", &app, "--format", "concise"], options].concat());
    for options in [&[][..], &["--staged"]] {
        let run = checked(options);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(
            run.out.contains("medium[deep]") && !run.out.contains("config-mistake"),
            "{run:?}"
        );
    }
    // A link does not lead out of the repository.
    std::fs::remove_file(repository.folder().join("base.toml")).expect("it was written");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/hostname", repository.folder().join("base.toml")).expect("links can be made");
    let run = checked(&[]);
    assert!(
        run.out.contains("`../base.toml` is not in the repository of the workspace"),
        "{run:?}"
    );
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let workspace = Workspace::broken();
    assert!(git(&workspace, &["init", "--quiet"]), "git is there");
    workspace
        .run(&["check", "--staged"])
        .is_refused_with(&["no file was checked", "--allow-empty"]);
    assert_eq!(workspace.run(&["check", "--staged", "--allow-empty"]).code, 0);
    assert!(git(&workspace, &["add", "."]));
    finds(&staged(&workspace), 1, &["src/boot"]);
}

#[test]
fn findings_new_since_a_revision_are_reported() {
    let Some(workspace) = committed() else { return };
    assert!(git(&workspace, &["checkout", "--quiet", "-b", "topic"]));
    workspace.write(ALSO_BREAKS.0, ALSO_BREAKS.1);
    workspace.write(BOTH.0, BOTH.1);
    finds(&since(&workspace, "main"), 1, &["src/late"]);
    assert!(commit(&workspace, 2, "late"));
    finds(&since(&workspace, "main"), 1, &["src/late"]);
    finds(&since(&workspace, "HEAD"), 0, &[]);
    // What is new there since is no business of ours: the merge base counts.
    assert!(git(&workspace, &["checkout", "--quiet", "main"]));
    workspace.write(KEEPS.0, KEEPS.1);
    assert!(commit(&workspace, 3, "fixed on main"));
    assert!(git(&workspace, &["checkout", "--quiet", "topic"]));
    finds(&since(&workspace, "main"), 1, &["src/late"]);
    let told = workspace.run(&["check", "--since", "main"]);
    let told = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("the merge base of `main` and HEAD"), "{told}");
}

#[test]
fn a_moved_file_and_a_renamed_function_are_not_new() {
    let Some(workspace) = committed() else { return };
    assert!(git(&workspace, &["mv", "src/boot.rs", "src/start.rs"]));
    workspace.write("src/lib.rs", "mod config;\nmod start;\n");
    finds(&since(&workspace, "HEAD"), 0, &[]);
    workspace.write("src/start.rs", &BREAKS.1.replace("port()", "port_of_server()"));
    finds(&since(&workspace, "HEAD"), 0, &[]);
    // One more of the same is.
    workspace.write(
        "src/start.rs",
        &format!("{}{}", BREAKS.1, BREAKS.1.replace("port()", "again()")),
    );
    finds(&since(&workspace, "HEAD"), 1, &["src/start"]);
}

/// A finding outside of what is asked for must not vouch for its like inside.
#[test]
fn a_part_of_the_workspace_is_compared_with_all_of_the_revision() {
    let Some(workspace) = committed() else { return };
    workspace.write("src/late.rs", BREAKS.1);
    workspace.write(BOTH.0, BOTH.1);
    let run = workspace.run(&["check", "--since", "HEAD", "--format", "concise", ".", "--", "src/late.rs"]);
    finds(&run, 1, &["src/late"]);
}

#[test]
fn a_workspace_below_the_root_of_the_repository() {
    let outer = Workspace::of(&[("README.md", "")]);
    for (path, text) in [MANIFEST, CONTRACT, BOTH, OWNER, KEEPS, ("src/late.rs", "")] {
        outer.write(&format!("rust/{path}"), text);
    }
    if !commit(&outer, 1, "first") {
        return;
    }
    outer.write("rust/src/late.rs", ALSO_BREAKS.1);
    let check = |how: &[&str]| outer.run(&[&["check", "rust", "--format", "concise"], how].concat());
    finds(&check(&["--since", "HEAD"]), 1, &["src/late"]);
    finds(&check(&["--staged"]), 0, &[]);
    assert!(git(&outer, &["add", "."]));
    finds(&check(&["--staged"]), 1, &["src/late"]);
    // A hook is told the repository without the folder.
    let git_dir = outer.folder().join(".git");
    let git_dir = git_dir.to_str().expect("a plain path");
    let words = ["check", "rust", "--staged", "--format", "concise"];
    finds(&outer.run_with(&[("GIT_DIR", git_dir)], &words), 1, &["src/late"]);
}

#[test]
fn impossible_comparisons_are_refused_with_what_to_do() {
    let workspace = Workspace::clean();
    for how in [&["--staged"][..], &["--since", "main"]] {
        let refused = workspace.run(&[&["check"], how].concat());
        if !refused.err.contains("could not be started") {
            refused.is_refused_with(&["git cannot determine what is new", "git init"]);
        }
    }
    workspace
        .run(&["check", "--staged", "--since", "main"])
        .is_refused_with(&["--since"]);
    let nowhere = workspace.run_with(&[("PATH", "")], &["check", "--staged"]);
    nowhere.is_refused_with(&["git could not be started", "git --version"]);

    let Some(workspace) = committed() else { return };
    for revision in ["nowhere", "--all", "^HEAD", ""] {
        let revision = format!("--since={revision}");
        workspace
            .run(&["check", &revision])
            .is_refused_with(&["names no commit here", "git fetch"]);
    }
    assert!(git(&workspace, &["checkout", "--quiet", "--orphan", "other"]));
    assert!(commit(&workspace, 2, "another beginning"));
    workspace
        .run(&["check", "--since", "main"])
        .is_refused_with(&["share no commit", "git log"]);

    let clone = Workspace::of(&[]);
    let origin = format!("file://{}", workspace.folder().display());
    let cloned = ["clone", "--quiet", "--depth=1", "--no-single-branch", &origin, "."];
    assert!(git(&clone, &cloned));
    clone
        .run(&["check", "--since", "origin/main"])
        .is_refused_with(&["shallow", "git fetch --unshallow"]);
    clone
        .run(&["check", "--since", "v1"])
        .is_refused_with(&["git fetch --unshallow"]);
}

#[test]
fn a_merge_conflict_is_reported_and_not_checked() {
    let Some(workspace) = committed() else { return };
    assert!(git(&workspace, &["checkout", "--quiet", "-b", "topic"]));
    workspace.write(BREAKS.0, "fn port() { one(); }\n");
    assert!(commit(&workspace, 2, "one"));
    assert!(git(&workspace, &["checkout", "--quiet", "main"]));
    workspace.write(BREAKS.0, "fn port() { two(); }\n");
    assert!(commit(&workspace, 3, "two"));
    assert!(!git(&workspace, &["merge", "topic"]));
    let run = staged(&workspace);
    assert!(run.out.contains("has a merge conflict"), "{run:?}");
}

#[test]
fn submodules_are_left_out_of_the_comparison() {
    let Some(inner) = committed() else { return };
    let outer = Workspace::clean();
    assert!(commit(&outer, 1, "first"));
    let url = inner.folder().to_str().expect("a plain path");
    assert!(git(&outer, &["submodule", "--quiet", "add", url, "inner"]));
    assert!(commit(&outer, 2, "with another"));
    finds(&since(&outer, "HEAD"), 0, &[]);
    let told = outer.run(&["check", "--since", "HEAD"]).out;
    assert!(told.contains("1 submodule"), "{told}");
    finds(&staged(&outer), 0, &[]);
}

#[test]
fn a_snapshot_of_git_equals_the_worktree() {
    let Some(workspace) = committed() else { return };
    for (path, text) in [
        (".ignore", "made/\n*.gen.rs\n"),
        ("src/.gitignore", "/drafts\n!kept.gen.rs\n"),
        ("src/drafts/a.rs", ""),
        ("made/b.rs", ""),
        ("src/kept.gen.rs", ""),
        ("src/c.gen.rs", ""),
        (".hidden.rs", ""),
        ("notes.md", ""),
        ("src/größe und \"mehr\".rs", "fn f() {}\n"),
    ] {
        workspace.write(path, text);
    }
    #[cfg(unix)]
    for (target, link) in [
        ("boot.rs", "src/link.rs"),
        ("link.rs", "src/twice.rs"),
        ("../../x.rs", "src/out.rs"),
        ("loop.rs", "src/loop.rs"),
    ] {
        std::os::unix::fs::symlink(target, workspace.folder().join(link)).expect("links are possible");
    }
    assert!(git(&workspace, &["add", "--force", "."]));
    assert!(commit(&workspace, 2, "more"));
    let commit = Git::at(workspace.folder()).commit(HEAD).expect("a commit");
    let worktree = Snapshot::worktree(workspace.folder()).expect("a folder");
    let index = Snapshot::index(workspace.folder()).expect("a repository");
    let revision = Snapshot::revision(workspace.folder(), &commit).expect("a repository");
    for held in [&index, &revision] {
        assert_eq!(held.files().collect::<Vec<_>>(), worktree.files().collect::<Vec<_>>());
        for file in held.files() {
            let (held, there) = (held.text(file).expect("text"), worktree.text(file).expect("text"));
            assert_eq!(held, there, "{file}");
        }
        let skipped: Vec<&str> = held.problems().iter().map(|(file, _)| file.as_str()).collect();
        if cfg!(unix) {
            assert_eq!(skipped, ["src/loop.rs", "src/out.rs"]);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_reported() {
    use std::os::unix::ffi::OsStrExt;
    let Some(workspace) = committed() else { return };
    let odd = workspace.folder().join(std::ffi::OsStr::from_bytes(b"src/\xff.rs"));
    std::fs::write(odd, "").expect("Linux takes any bytes");
    assert!(commit(&workspace, 2, "odd"));
    let index = Snapshot::index(workspace.folder()).expect("a repository");
    let told = index.problems().iter().map(|(file, message)| format!("{file} {message}"));
    assert_eq!(told.collect::<Vec<_>>(), ["src/\u{fffd}.rs has a name that is not UTF-8"]);
}

#[test]
fn the_hook_stops_commits_that_fail_the_gate() {
    let Some(workspace) = committed() else { return };
    let run = workspace.run(&["hook", "install"]);
    assert_eq!(run.code, 0, "{run:?}");
    let commits = || {
        let programs = std::path::Path::new(env!("CARGO_BIN_EXE_ssot"))
            .parent()
            .expect("a program is in a folder");
        let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
        let mut git = Command::new("git");
        git.arg("-C").arg(workspace.folder()).env("PATH", path);
        git.env("SSOT_CACHE_DIR", workspace.folder().join("target/cache"));
        git.args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@b.c",
            "commit",
            "--quiet",
            "-m",
            "late",
        ]);
        git.output().is_ok_and(|output| output.status.success())
    };
    workspace.write(ALSO_BREAKS.0, ALSO_BREAKS.1);
    workspace.write(BOTH.0, BOTH.1);
    assert!(git(&workspace, &["add", "."]));
    if cfg!(unix) {
        assert!(!commits(), "what the commit brings is refused");
    }
    workspace.write(ALSO_BREAKS.0, "fn home() {}\n");
    assert!(git(&workspace, &["add", "."]));
    assert!(commits(), "what was there before is not the commit's");
    assert_eq!(workspace.run(&["hook", "uninstall"]).code, 0);
    workspace.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n");
    workspace
        .run(&["hook", "install"])
        .is_refused_with(&["another hook", "ssot check --staged"]);
}

#[test]
fn a_change_without_rust_passes() {
    let Some(workspace) = committed() else { return };
    workspace.write("notes.md", "more");
    assert!(git(&workspace, &["add", "."]));
    finds(&staged(&workspace), 0, &[]);
    finds(&since(&workspace, "HEAD"), 0, &[]);
}

/// Each judges the folder that it was installed for, wherever in the repository that is.
#[cfg(unix)]
#[test]
fn a_hook_checks_the_workspaces_that_it_was_installed_for() {
    let outer = Workspace::of(&[("README.md", "")]);
    for (path, text) in [MANIFEST, CONTRACT, BOTH, OWNER, KEEPS, ("src/late.rs", "")] {
        outer.write(&format!("it's one/{path}"), text);
        outer.write(&format!("two/{path}"), text);
    }
    if !commit(&outer, 1, "first") {
        return;
    }
    let hook = outer.folder().join(".git/hooks/pre-commit");
    let judges = || {
        let programs = std::path::Path::new(crate::cli::SSOT)
            .parent()
            .expect("a program is in a folder");
        let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
        let mut hook = Command::new(&hook);
        hook.current_dir(outer.folder())
            .env("PATH", path)
            .env("SSOT_CACHE_DIR", outer.folder().join("target/cache"));
        hook.env("GIT_DIR", ".git").env("GIT_INDEX_FILE", ".git/index");
        hook.output().expect("the hook is there").status.code()
    };
    let hook_of = |what: &str, folder: &str| {
        let mut ssot = outer.command(crate::cli::SSOT, &["hook", what]);
        Run::of(ssot.current_dir(outer.folder().join(folder)))
    };
    for folder in ["it's one", "two/src"] {
        assert_eq!(hook_of("install", folder).code, 0);
    }
    assert_eq!(hook_of("install", "two").code, 0, "twice is once");
    assert_eq!(judges(), Some(0));
    for (folder, other) in [("it's one", "two"), ("two", "it's one")] {
        outer.write(&format!("{folder}/{}", ALSO_BREAKS.0), ALSO_BREAKS.1);
        assert!(git(&outer, &["add", "."]));
        assert_eq!(judges(), Some(1), "{folder}");
        assert_eq!(hook_of("uninstall", folder).code, 0);
        assert_eq!(judges(), Some(0), "only `{other}` is judged now");
        assert_eq!(hook_of("install", folder).code, 0);
        outer.write(&format!("{folder}/{}", ALSO_BREAKS.0), "");
        assert!(git(&outer, &["add", "."]));
    }
    assert_eq!(hook_of("uninstall", "two").code, 0);
    assert!(hook.exists());
    assert_eq!(hook_of("uninstall", "it's one").code, 0);
    assert!(!hook.exists());
}

/// Files of other kinds, ignored ones and links are none that a list of Rust files has.
#[cfg(unix)]
#[test]
fn included_files_are_read_from_git_too() {
    let root = "mod config;\ninclude!(\"body.rs.in\");\n#[path = \"odd.suffix\"]\nmod odd;\nmod hidden;\ninclude!(\"link.in\");\npub fn t() { include!(\"deep/e.in\") }\n";
    let clean = "pub fn f() {}\n";
    let named = ["src/body.rs.in", "src/odd.suffix", "src/hidden.rs", "shared/real.in"];
    let workspace = Workspace::of(&[MANIFEST, CONTRACT, OWNER, ("src/lib.rs", root), ("src/deep/e.in", "()")]);
    for file in named {
        workspace.write(file, clean);
    }
    let link = |to: &str, from: &str| std::os::unix::fs::symlink(to, workspace.folder().join(from)).expect("links are possible");
    link("../shared/real.in", "src/link.in");
    workspace.write(".ignore", "hidden.rs\n");
    if !commit(&workspace, 1, "first") {
        return;
    }
    let told = |how: &[&str]| {
        let run = workspace.run(&[&["check", "--format", "concise"], how].concat());
        let places = run.out.lines().filter_map(|line| Some(line.split_once(":1:")?.0.to_owned()));
        places.collect::<Vec<String>>()
    };
    assert!(told(&[]).is_empty(), "{:?}", told(&[]));
    let dirty = "pub fn f() { std::env::var(\"A\").ok(); }\n";
    for file in named {
        workspace.write(file, dirty);
    }
    workspace.write("src/deep/e.in", "{ std::env::var(\"A\").ok(); }");
    let all = [
        "shared/real.in",
        "src/body.rs.in",
        "src/deep/e.in",
        "src/hidden.rs",
        "src/odd.suffix",
    ];
    assert_eq!(told(&[]), all);
    assert_eq!(told(&["--since", "HEAD"]), all);
    assert!(told(&["--staged"]).is_empty(), "nothing is staged");
    assert!(git(&workspace, &["add", "."]));
    assert_eq!(told(&["--staged"]), all);
    // Mended in the worktree, and still in the commit.
    workspace.write("src/body.rs.in", clean);
    assert_eq!(told(&["--staged"]), all);
    assert!(commit(&workspace, 2, "second"));
    assert!(told(&["--staged"]).is_empty(), "all of it was there before");
    assert!(told(&["--since", "HEAD"]).is_empty());
}

#[test]
fn documents_are_those_of_the_index_and_of_the_commit() {
    let Some(workspace) = committed() else { return };
    let relative = "```rust\nuse super::thing;\n```\n";
    workspace.write("README.md", relative);
    assert!(git(&workspace, &["add", "README.md"]));
    workspace.write("README.md", "");
    let run = staged(&workspace);
    assert!(run.out.contains("README.md:2:12:"), "{run:?}");
    workspace.write("README.md", relative);
    let is_reported_since = |revision| since(&workspace, revision).out.contains("README.md:2:12:");
    assert!(is_reported_since("HEAD"), "it is new in the worktree");
    assert!(commit(&workspace, 2, "second"));
    assert!(!is_reported_since("HEAD"), "the commit has it, too");
    assert!(is_reported_since("HEAD~1"));
}

#[test]
fn ratchets_judge_what_is_new_and_what_the_score_lost() {
    let Some(workspace) = committed() else { return };
    let with_gate = |gate: &str| workspace.write(CONTRACT.0, &format!("{}{gate}", CONTRACT.1));
    workspace.write(ALSO_BREAKS.0, ALSO_BREAKS.1);
    workspace.write(BOTH.0, BOTH.1);
    let reasons = |gate: &str| {
        with_gate(gate);
        let run = workspace.run(&["check", "--since", "HEAD", "--fail-on", "critical"]);
        (run.code, run.out)
    };
    assert_eq!(reasons("").0, 0);
    let (code, out) = reasons("\n[gate]\nno-new = true\nmin-score-drop = 0\n");
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("1 new finding"), "{out}");
    assert!(out.contains("the score dropped from"), "{out}");
    let (code, out) = reasons("\n[gate.category.configuration]\nno-new = true\n");
    assert!(
        code == 1 && out.contains("1 new finding of category `configuration`"),
        "{out}"
    );
    let (code, out) = reasons("\n[gate.path.\"src/late.rs\"]\nno-new = true\n");
    assert!(code == 1 && out.contains("1 new finding in `src/late.rs`"), "{out}");
    let (code, out) = reasons("\n[gate.path.\"src/boot.rs\"]\nno-new = true\n\n[gate.category.imports]\nmin-score-drop = 0\n");
    assert_eq!(code, 0, "{out}");
    // One that can hold nothing is a mistake.
    for (gate, mistake) in [
        (
            "\n[gate.category.confguration]\nno-new = true\n",
            "no rule and no concept is of category `confguration`",
        ),
        (
            "\n[gate.category.configuration]\nno-new = false\n",
            "a ratchet that holds nothing",
        ),
        (
            "\n[gate.path.\"src/gone\"]\nno-new = true\n",
            "no Rust or TOML file matches `src/gone`",
        ),
    ] {
        let (_, out) = reasons(gate);
        assert!(out.contains(mistake), "{mistake}: {out}");
    }
    // Without a state to compare with, a ratchet says that it judges nothing.
    with_gate("\n[gate]\nno-new = true\n");
    let run = workspace.run(&["check", "--fail-on", "critical"]);
    assert!(run.out.contains("the ratchets of `[gate]` were not applied"), "{}", run.out);
}

#[test]
fn everything_is_new_in_the_first_commit() {
    let workspace = Workspace::broken();
    workspace.write(CONTRACT.0, &format!("{}\n[gate]\nno-new = true\n", CONTRACT.1));
    assert!(
        git(&workspace, &["init", "--quiet"]) && git(&workspace, &["add", "."]),
        "git is there"
    );
    let run = workspace.run(&["check", "--staged", "--fail-on", "critical"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.out.contains("1 new finding"), "{}", run.out);
}

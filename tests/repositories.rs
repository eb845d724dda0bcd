//! The commands that look at commits, in repositories of every sort: each works, or says which command mends the repository.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::cli::{BREAKS, CONTRACT, KEEPS, MANIFEST, OWNER, ROOT, Run, Workspace, commit};
use crate::staged::git;

mod folders;
mod hostile;

/// Another finding, with the module that has it.
const LATE: (&str, &str) = ("src/late.rs", "fn home() { std::env::var(\"HOME\").ok(); }\n");
const WITH_LATE: (&str, &str) = ("src/lib.rs", "mod boot;\nmod config;\nmod late;\n");

/// The same file without the function.
const WITHOUT: (&str, &str) = ("src/late.rs", "const REST: u8 = 1;\n");

fn write(workspace: &Workspace, folder: &str, files: &[(&str, &str)]) {
    let file = |path: &str| {
        if folder.is_empty() {
            path.to_owned()
        } else {
            format!("{folder}/{path}")
        }
    };
    files.iter().for_each(|(path, text)| workspace.write(&file(path), text));
}

/// A repository with three commits: one with a finding, one with another finding, and one without that.
fn repository() -> Option<Workspace> {
    let workspace = Workspace::of(&[MANIFEST, CONTRACT, ROOT, OWNER, BREAKS, (".gitignore", "/target\n")]);
    commit(&workspace, 1, "one").then_some(())?;
    write(&workspace, "", &[LATE, WITH_LATE]);
    commit(&workspace, 2, "two").then_some(())?;
    write(&workspace, "", &[WITHOUT]);
    commit(&workspace, 3, "three").then_some(workspace)
}

/// The output of git, without the line end.
fn asked(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output();
    let output = output.expect("git is there").stdout;
    String::from_utf8(output).expect("it is text").trim_end().to_owned()
}

/// A clone of a repository, which allows filters.
fn cloned(workspace: &Workspace, options: &[&str]) -> Workspace {
    assert!(git(workspace, &["config", "uploadpack.allowFilter", "true"]));
    assert!(git(workspace, &["config", "uploadpack.allowAnySHA1InWant", "true"]));
    let clone = Workspace::of(&[]);
    let from = format!("file://{}", workspace.folder().display());
    assert!(git(&clone, &[&["clone", "--quiet"], options, &[&from, "."]].concat()));
    clone
}

/// The paths of the items in an audit, with their fates.
#[track_caller]
fn fates(workspace: &Workspace, arguments: &[&str]) -> Vec<String> {
    let run = workspace.run(&[&["audit", "--format", "json"], arguments].concat());
    assert_eq!(run.code, 0, "{run:?}");
    let report: Value = serde_json::from_str(&run.out).expect("it is JSON");
    let items = report["items"].as_array().expect("it has items").iter();
    let word = |item: &Value, key: &str| item[key].as_str().unwrap_or_default().to_owned();
    items
        .map(|item| format!("{} {}", word(item, "fate"), word(item, "path")))
        .collect()
}

/// The numbers of findings at the points of a trend.
#[track_caller]
fn trend(workspace: &Workspace, arguments: &[&str]) -> Vec<usize> {
    let run = workspace.run(&[&["score", "--trend", "9", "--format", "json"], arguments].concat());
    assert_eq!(run.code, 0, "{run:?}");
    let report: Value = serde_json::from_str(&run.out).expect("it is JSON");
    let points = report["trend"].as_array().expect("it has points").iter();
    points
        .map(|point| point["findings"]["direct-env-access"].as_u64().unwrap_or_default() as usize)
        .collect()
}

/// The files of the findings that are new since a revision, by `check`; `diff` says the same.
#[track_caller]
fn new_since(workspace: &Workspace, revision: &str, path: &[&str]) -> Vec<String> {
    let run = workspace.run(&[&["check", "--since", revision, "--format", "concise"], path].concat());
    let files = run
        .out
        .lines()
        .filter_map(|line| line.split_once(':'))
        .filter(|(_, rest)| rest.contains("["));
    let mut files: Vec<String> = files.map(|(file, _)| file.to_owned()).collect();
    let diff = workspace.run(&[&["diff", revision], path, &["--format", "json"]].concat());
    assert_eq!(diff.code, 0, "{diff:?}");
    let report: Value = serde_json::from_str(&diff.out).expect("it is JSON");
    let new = report["new"].as_array().expect("a list").iter();
    let mut found: Vec<String> = new.map(|it| it["file"].as_str().unwrap_or_default().to_owned()).collect();
    files.sort();
    found.sort();
    assert_eq!(files, found, "{run:?}");
    assert_eq!(report["fixed"], Value::Array(Vec::new()), "{run:?}");
    files
}

/// What each of the commands says that looks back two commits.
fn all(workspace: &Workspace) -> [Run; 5] {
    [
        &["audit", "--last", "2"][..],
        &["diff", "HEAD~2"],
        &["diff", "HEAD~2..HEAD"],
        &["check", "--since", "HEAD~2"],
        &["score", "--trend", "3"],
    ]
    .map(|words| workspace.run(words))
}

#[track_caller]
fn are_refused_with(runs: &[Run], words: &[&str]) {
    runs.iter().for_each(|run| run.is_refused_with(words));
}

#[test]
fn what_a_clone_lacks_is_named_with_the_command_that_brings_it() {
    let Some(workspace) = repository() else { return };
    for (options, words) in [
        (&["--depth", "2"][..], &["names no commit here", "git fetch --unshallow"][..]),
        (
            &["--filter=blob:none"],
            &["git does not have", "src/", "git fetch --refetch --no-filter"],
        ),
        (
            &["--filter=tree:0"],
            &["git does not have", "git fetch --refetch --no-filter"],
        ),
    ] {
        let clone = cloned(&workspace, options);
        are_refused_with(&all(&clone), words);
        // The command brings it.
        let fetch: &[&str] = match options[0] {
            "--depth" => &["fetch", "--quiet", "--unshallow"],
            _ => &["fetch", "--quiet", "--refetch", "--no-filter"],
        };
        assert!(git(&clone, fetch), "{options:?}");
        assert_eq!(all(&clone).map(|run| run.code), [0; 5], "{options:?}");
    }
}

/// Both ends of the range are there, and the state between them is not.
#[test]
fn a_state_that_is_missing_between_others_is_no_state_without_items() {
    let Some(workspace) = repository() else { return };
    write(&workspace, "", &[LATE, ("src/late.rs", "fn other() {}\n")]);
    assert!(commit(&workspace, 4, "four"));
    let (late, tree) = ("HEAD~1:src/late.rs", "HEAD~1^{tree}");
    for missing in [late, tree] {
        write(&workspace, "", &[("src/late.rs", "fn once() {}\n")]);
        assert!(git(&workspace, &["commit", "--quiet", "-a", "-m", missing]));
        write(&workspace, "", &[LATE]);
        assert!(git(&workspace, &["commit", "--quiet", "-a", "-m", "back"]));
        let id = asked(workspace.folder(), &["rev-parse", missing]);
        let object = workspace.folder().join(".git/objects").join(&id[..2]).join(&id[2..]);
        let kept = fs::read(&object).expect("it is in no pack");
        fs::remove_file(&object).expect("it is in no pack");
        let words = ["git does not have", "git fsck"];
        workspace.run(&["audit", "--last", "2"]).is_refused_with(&words);
        fs::write(&object, kept).expect("it was there");
        assert_eq!(workspace.run(&["audit", "--last", "2"]).code, 0);
    }
}

#[test]
fn a_range_begins_where_its_line_leaves_the_history_of_its_base() {
    let Some(workspace) = repository() else { return };
    assert!(git(&workspace, &["checkout", "--quiet", "-b", "release", "HEAD~1"]));
    write(&workspace, "", &[("src/fix.rs", "fn fixed_once() {}\n")]);
    assert!(commit(&workspace, 4, "a fix in the release only"));
    assert!(git(&workspace, &["checkout", "--quiet", "main"]));
    // Nothing removed the fix.
    assert_eq!(fates(&workspace, &["--range", "release..main"]), ["dead app::late::home"]);
    assert!(git(&workspace, &["merge", "--quiet", "--no-edit", "release"]));
    assert_eq!(fates(&workspace, &["--range", "release..main"]), ["dead app::late::home"]);
    assert!(git(&workspace, &["checkout", "--quiet", "--orphan", "other"]));
    assert!(commit(&workspace, 5, "another beginning"));
    let run = workspace.run(&["audit", "--range", "main..other"]);
    run.is_refused_with(&["`other` and `main` share no commit", "git log --first-parent other"]);
    // The second of the first commit: the commit of that second is in the range.
    assert!(git(&workspace, &["checkout", "--quiet", "--force", "main"]));
    let second = "2026-01-01T00:00:03Z";
    assert!(fates(&workspace, &["--since", second]).contains(&"dead app::late::home".to_owned()));
}

#[test]
fn merges_of_every_sort_are_one_step() {
    let Some(workspace) = repository() else { return };
    for branch in ["x", "y", "z"] {
        assert!(git(&workspace, &["checkout", "--quiet", "-b", branch, "main"]));
        write(
            &workspace,
            "",
            &[(&format!("src/{branch}.rs"), "fn f() { std::env::var(\"X\").ok(); }\n")],
        );
        assert!(commit(&workspace, 4, branch));
    }
    assert!(git(&workspace, &["checkout", "--quiet", "main"]));
    assert!(git(&workspace, &["merge", "--quiet", "--no-edit", "--no-ff", "x", "y", "z"]));
    assert_eq!(
        asked(workspace.folder(), &["rev-list", "--parents", "-1", "HEAD"])
            .split(' ')
            .count(),
        5
    );
    assert_eq!(new_since(&workspace, "HEAD~1", &[]), ["src/x.rs", "src/y.rs", "src/z.rs"]);
    assert_eq!(fates(&workspace, &["--last", "2"]), ["dead app::late::home"]);
    assert_eq!(trend(&workspace, &[]), [1, 2, 1, 4]);
}

#[test]
fn a_criss_cross_merge_has_a_merge_base() {
    let Some(workspace) = repository() else { return };
    assert!(git(&workspace, &["checkout", "--quiet", "-b", "side", "HEAD~1"]));
    write(&workspace, "", &[("src/side.rs", "")]);
    assert!(commit(&workspace, 4, "side"));
    assert!(git(&workspace, &["tag", "first-side"]) && git(&workspace, &["tag", "first-main", "main"]));
    assert!(git(&workspace, &["merge", "--quiet", "--no-edit", "first-main"]));
    assert!(git(&workspace, &["checkout", "--quiet", "main"]));
    assert!(git(&workspace, &["merge", "--quiet", "--no-edit", "--no-ff", "first-side"]));
    write(
        &workspace,
        "",
        &[("src/new.rs", "fn user() { std::env::var(\"USER\").ok(); }\n")],
    );
    assert!(commit(&workspace, 5, "new"));
    assert_eq!(
        asked(workspace.folder(), &["merge-base", "--all", "side", "main"])
            .lines()
            .count(),
        2
    );
    assert_eq!(new_since(&workspace, "side", &[]), ["src/new.rs"]);
    assert_eq!(fates(&workspace, &["--range", "side..main"]), [""; 0]);
}

#[test]
fn a_revision_names_a_commit_by_every_spelling_of_git() {
    let Some(workspace) = repository() else { return };
    assert!(git(&workspace, &["tag", "-a", "-m", "x", "annotated", "HEAD~1"]));
    assert!(git(&workspace, &["tag", "-a", "-m", "x", "twice", "annotated"]));
    assert!(git(&workspace, &["tag", "tree", "HEAD^{tree}"]) && git(&workspace, &["tag", "-a", "-m", "x", "deep", "tree"]));
    for (revision, kind) in [
        ("annotated", ""),
        ("twice", ""),
        (":/two", ""),
        ("@~1", ""),
        ("tree", "names a tree, not a commit"),
        ("deep", "names a tag, not a commit"),
        ("HEAD:src", "names a tree, not a commit"),
        ("HEAD:src/lib.rs", "names a blob, not a commit"),
        ("^HEAD", "names no commit here"),
        ("HEAD^!", "names no commit here"),
        ("0000000000000000000000000000000000000000", "names no commit here"),
        ("x\u{1b}[31m\ny", "names no commit here"),
    ] {
        let range = format!("{revision}..HEAD");
        for words in [
            &["check", "--since", revision][..],
            &["diff", &range],
            &["audit", "--range", &range],
        ] {
            let run = workspace.run(words);
            if kind.is_empty() {
                assert_eq!(run.code, 0, "{run:?}");
            } else {
                run.is_refused_with(&[kind, "git log"]);
                assert!(!run.err.contains('\u{1b}'), "{run:?}");
            }
        }
    }
}

#[test]
fn a_branch_without_commits_is_told() {
    let workspace = Workspace::broken();
    if !git(&workspace, &["init", "--quiet"]) {
        return;
    }
    let words = ["HEAD has no commit yet", "git commit"];
    are_refused_with(&all(&workspace), &words);
    workspace.run(&["diff", "--staged"]).is_refused_with(&words);
}

#[test]
fn worktrees_hashes_and_replaced_objects_are_as_git_has_them() {
    let Some(workspace) = repository() else { return };
    let linked = Workspace::of(&[]);
    let folder = linked.folder().join("linked").display().to_string();
    assert!(git(&workspace, &["worktree", "add", "--quiet", "--detach", &folder, "HEAD"]));
    assert_eq!(fates(&linked, &["linked", "--last", "2"]), ["dead app::late::home"]);
    assert_eq!(new_since(&linked, "HEAD~2", &["linked"]), [""; 0]);
    // A graft ends the history, as in `git log`.
    assert!(git(&workspace, &["replace", "--graft", "HEAD~1"]));
    assert_eq!(trend(&workspace, &[]), [2, 1]);
    assert!(git(&workspace, &["replace", "-d", "HEAD~1"]));
    let id = asked(workspace.folder(), &["rev-parse", "HEAD~1:src/late.rs"]);
    let boot = asked(workspace.folder(), &["rev-parse", "HEAD:Cargo.toml"]);
    assert!(git(&workspace, &["replace", &id, &boot]));
    assert_eq!(trend(&workspace, &[])[1..], [1, 1]);

    let longer = Workspace::of(&[MANIFEST, CONTRACT, WITH_LATE, OWNER, KEEPS, LATE]);
    assert!(git(&longer, &["init", "--quiet", "--object-format=sha256"]));
    assert!(commit(&longer, 1, "one"));
    write(&longer, "", &[WITHOUT, BREAKS]);
    assert!(commit(&longer, 2, "two"));
    assert_eq!(fates(&longer, &[]), ["dead app::late::home"]);
    assert_eq!(trend(&longer, &[]), [1, 1]);
}

//! A repository of somebody else's names programs wherever git would run one; looking at it runs none.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cli::{BREAKS, CONTRACT, MANIFEST, OWNER, ROOT, Run, Workspace, commit};
use crate::staged::git;

/// Every command that looks at a workspace.
const COMMANDS: [&[&str]; 23] = [
    &["check"],
    &["check", "--staged"],
    &["check", "--since", "HEAD"],
    &["check", "--since", "HEAD~1"],
    &["check", "--format", "sarif"],
    &["score"],
    &["score", "--trend", "5"],
    &["audit"],
    &["audit", "--since", "2020-01-01"],
    &["diff"],
    &["diff", "HEAD~1..HEAD"],
    &["diff", "--staged"],
    &["config"],
    &["uses", "std::env::var"],
    &["find", "app::copies::one"],
    &["duplicates"],
    &["init", "--dry-run"],
    &["baseline", "create"],
    &["baseline", "prune"],
    &["fix", "--diff"],
    &["fix"],
    &["fix", "--allow-dirty"],
    &["hook", "install"],
];

const HOOKS: [&str; 4] = [
    "post-index-change",
    "pre-commit",
    "reference-transaction",
    "fsmonitor-watchman",
];

/// Two functions that are one, so that their history is asked for.
fn copies() -> String {
    let body = "{ let mut sum = 0; for i in 0..n { if i % 2 == 0 { sum += i * 3; } else { sum += i + 1; } } for j in 0..n { sum -= j; } sum }";
    format!(
        "pub fn one(n: u32) -> u32 {body}\n\n\npub fn two(n: u32) -> u32 {body}\n// ssot: allow(direct-env-access) reason=\"none\"\nfn f() {{}}\n"
    )
}

fn repository() -> Option<Workspace> {
    let workspace = Workspace::of(&[
        MANIFEST,
        CONTRACT,
        (ROOT.0, "mod boot;\nmod config;\nmod copies;\n"),
        OWNER,
        BREAKS,
        ("src/copies.rs", &copies()),
        (".gitignore", "/target\n"),
        (".gitattributes", "*.toml filter=a=b\n"),
    ]);
    let is_there = commit(&workspace, 1, "first") && {
        workspace.write(OWNER.0, &format!("{}// more\n", OWNER.1));
        commit(&workspace, 2, "second")
    };
    is_there.then_some(workspace)
}

/// Names a program at every key of the configuration that takes one. Each leaves a mark of its own.
fn arm(workspace: &Workspace, marks: &Path) {
    let run = |name: &str| format!("sh -c 'touch {}; cat' --", marks.join(name).display());
    let program = |name: &str| {
        let script = workspace.folder().join("target/armed").join(name);
        fs::create_dir_all(script.parent().expect("in a folder")).expect("written");
        fs::write(&script, format!("#!/bin/sh\ntouch {}\nexit 1\n", marks.join(name).display())).expect("written");
        executable(&script);
        script.display().to_string()
    };
    let set = |key: &str, value: &str| assert!(git(workspace, &["config", key, value]), "{key}");
    for key in [
        "diff.external",
        "core.sshCommand",
        "core.pager",
        "core.editor",
        "core.askPass",
        "gpg.program",
    ] {
        set(key, &run(key));
    }
    set("core.gitProxy", &program("proxy"));
    set("core.alternateRefsCommand", &run("alternate"));
    set("credential.helper", &program("credential"));
    set("log.showSignature", "true");
    set("remote.origin.url", "ssh://nowhere.invalid/x");
    set("remote.origin.promisor", "true");
    set("remote.origin.uploadpack", &program("uploadpack"));
    set("extensions.partialClone", "origin");
    set("alias.blame", &format!("!{}", run("alias")));
    set("pager.blame", &run("pager"));
    for (driver, key) in [("armed", "clean"), ("armed", "smudge"), ("a=b", "process")] {
        set(&format!("filter.{driver}.{key}"), &run(key));
        set(&format!("filter.{driver}.required"), "true");
    }
    // From a file of its own, which the configuration includes.
    let included = workspace.folder().join(".git/more");
    fs::write(&included, format!("[diff \"armed\"]\n\ttextconv = \"{}\"\n", run("textconv"))).expect("written");
    set("include.path", &included.display().to_string());
    fs::write(
        workspace.folder().join(".git/info/attributes"),
        "*.rs filter=armed diff=armed\n",
    )
    .expect("written");
    let hooks = workspace.folder().join(".git/armed-hooks");
    fs::create_dir_all(&hooks).expect("written");
    for hook in HOOKS {
        let script = hooks.join(hook);
        fs::write(&script, format!("#!/bin/sh\ntouch {}\n", marks.join(hook).display())).expect("written");
        executable(&script);
    }
    set("core.hooksPath", &hooks.display().to_string());
    // From here on git runs this whenever it is called as usual.
    set("core.fsmonitor", &program("fsmonitor"));
}

fn executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("its own file");
}

/// The same bytes at another time: what git remembers of the files says nothing any more.
fn touch(workspace: &Workspace) {
    for file in ["src/copies.rs", "src/boot.rs", "Cargo.toml"] {
        let path = workspace.folder().join(file);
        let text = fs::read(&path).expect("it is there");
        fs::write(&path, text).expect("written");
    }
}

fn found(marks: &Path) -> Vec<String> {
    let entries = fs::read_dir(marks).expect("the folder of the marks");
    let names = entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names
}

#[track_caller]
fn leaves_no_mark(marks: &Path, what: &str, run: &Run) {
    assert_eq!(found(marks), <[&str; 0]>::default(), "{what} ran something: {run:?}");
    assert!(!run.err.contains("panicked"), "{what}: {run:?}");
}

/// git as usual, with all that the tests of `ssot` leave out.
fn as_usual(workspace: &Workspace, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.arg("-C")
        .arg(workspace.folder())
        .args(arguments)
        .env("GIT_TERMINAL_PROMPT", "0");
    let _ = git.output();
}

#[test]
fn no_command_runs_programs_named_in_the_repository() {
    let Some(workspace) = repository() else { return };
    let marks = tempfile::tempdir().expect("a folder for the marks");
    arm(&workspace, marks.path());
    for command in COMMANDS {
        touch(&workspace);
        let run = workspace.run(command);
        leaves_no_mark(marks.path(), &command.join(" "), &run);
    }
    // The environment of a hook names programs, too.
    let program = format!("touch {}", marks.path().join("environment").display());
    let names = [
        "GIT_EXTERNAL_DIFF",
        "GIT_SSH_COMMAND",
        "GIT_SSH",
        "GIT_ASKPASS",
        "GIT_PAGER",
        "GIT_EDITOR",
        "GIT_PROXY_COMMAND",
    ];
    let environment = names.map(|name| (name, &*program));
    let run = workspace.run_with(&environment, &["duplicates"]);
    leaves_no_mark(marks.path(), "the environment", &run);
    let inherited = [
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "core.fsmonitor"),
        ("GIT_CONFIG_VALUE_0", &*program),
    ];
    let run = workspace.run_with(&inherited, &["check", "--staged"]);
    leaves_no_mark(marks.path(), "the configuration of the caller", &run);
    // That the repository is armed shows as soon as git is called as usual.
    touch(&workspace);
    as_usual(&workspace, &["status"]);
    // A filter that does not answer as it should ends the call.
    assert!(git(&workspace, &["config", "--unset", "filter.a=b.process"]));
    as_usual(&workspace, &["blame", "src/copies.rs"]);
    let found = found(marks.path());
    for expected in ["clean", "fsmonitor", "process", "textconv"] {
        assert!(
            found.iter().any(|name| name == expected),
            "`{expected}` is not armed: {found:?}"
        );
    }
}

/// What a partial clone has left out is not fetched: neither by a program, nor in silence, nor for ever.
#[test]
fn a_partial_clone_is_not_completed() {
    let Some(workspace) = repository() else { return };
    let marks = tempfile::tempdir().expect("a folder for the marks");
    let id = |name: &str| {
        let mut git = Command::new("git");
        git.arg("-C").arg(workspace.folder()).args(["rev-parse", name]);
        String::from_utf8(git.output().expect("git is there").stdout)
            .expect("an id")
            .trim()
            .to_owned()
    };
    let id = id("HEAD:src/config.rs");
    arm(&workspace, marks.path());
    let object = workspace.folder().join(".git/objects").join(&id[..2]).join(&id[2..]);
    fs::remove_file(object).expect("it is no part of a pack yet");
    for url in ["ssh://nowhere.invalid/x", ".", "ext::touch x"] {
        assert!(git(&workspace, &["config", "remote.origin.url", url]));
        fs::remove_dir_all(marks.path())
            .and_then(|()| fs::create_dir(marks.path()))
            .expect("its own folder");
        for command in COMMANDS {
            leaves_no_mark(marks.path(), &command.join(" "), &workspace.run(command));
        }
        let refused = [
            "git does not have 1 of the files that it lists, such as `src/config.rs`",
            "git fetch --refetch",
        ];
        workspace.run(&["check", "--staged"]).is_refused_with(&refused);
        workspace.run(&["check", "--since", "HEAD"]).is_refused_with(&refused);
    }
    assert!(git(&workspace, &["config", "remote.origin.url", "."]));
    as_usual(&workspace, &["cat-file", "-p", &id]);
    assert!(
        found(marks.path()).iter().any(|name| name == "uploadpack"),
        "the remote is not armed"
    );
}

/// Anybody can commit a folder that is a bare repository, and the configuration in it says what it likes.
#[test]
fn a_bare_repository_in_a_folder_is_not_used() {
    let Some(outer) = repository() else { return };
    let marks = tempfile::tempdir().expect("a folder for the marks");
    let program = format!("sh -c 'touch {}' --", marks.path().join("fsmonitor").display());
    let inner = outer.folder().join("inner");
    for (path, text) in [MANIFEST, CONTRACT, ROOT, OWNER, BREAKS, ("src/copies.rs", &*copies())] {
        outer.write(&format!("inner/{path}"), text);
    }
    outer.write("inner/HEAD", "ref: refs/heads/main\n");
    outer.write("inner/objects/keep", "");
    outer.write("inner/refs/keep", "");
    let config = format!(
        "[core]\n\trepositoryformatversion = 0\n\tworktree = {}\n\tfsmonitor = \"{program}\"\n",
        inner.display()
    );
    outer.write("inner/config", &config);
    for command in COMMANDS {
        let words: Vec<&str> = command.to_vec();
        let mut run = outer.command(crate::cli::SSOT, &words);
        let run = Run::of(run.current_dir(&inner));
        leaves_no_mark(marks.path(), &command.join(" "), &run);
    }
    let mut usual = Command::new("git");
    let _ = usual
        .arg("-C")
        .arg(&inner)
        .args(["-c", "safe.bareRepository=all", "add", "."])
        .output();
    assert_eq!(found(marks.path()), ["fsmonitor"], "the folder is not armed");
}

#[test]
fn a_repository_that_git_does_not_trust_is_reported() {
    let Some(workspace) = repository() else { return };
    let run = workspace.run_with(&[("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")], &["check", "--staged"]);
    run.is_refused_with(&["git does not trust the repository", "safe.directory"]);
}

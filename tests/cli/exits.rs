//! What a run ends with, and why: exit codes, the gate, and what cannot be done.

use ssot::report::FORMATS;

use crate::staged::git;

use super::{BREAKS, CARGO_SSOT, CONTRACT, KEEPS, MANIFEST, OWNER, ROOT, Run, SCATTERS, SSOT, Workspace};

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
fn check_is_the_default_command() {
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
fn a_run_in_a_subfolder_names_the_workspace() {
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
fn impossible_requests_end_with_2() {
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
        (
            &["check", "--format", "json=a", "--output", "b"],
            "no format is written to `b`",
        ),
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
fn an_unknown_format_is_refused_with_a_list_of_known_ones() {
    let run = Workspace::clean().run(&["check", "--format", "xyzzy"]);
    run.is_refused_with(&FORMATS.iter().map(|format| format.name).collect::<Vec<_>>());
}

#[test]
fn help_and_version_go_to_stdout() {
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
fn fail_on_overrides_the_configuration() {
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
fn a_minimum_score_can_fail_the_gate_by_itself() {
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
fn a_path_without_rust_files_is_noted() {
    let run = Workspace::broken().run(&["check", ".", "--", "Cargo.toml"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("`Cargo.toml` contains no Rust file"), "{}", run.out);
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
fn a_workspace_without_configuration_gets_a_note() {
    let workspace = Workspace::of(&[MANIFEST, ROOT, OWNER, KEEPS]);
    let told = |words: &[&str]| workspace.run(words).out;
    assert!(told(&["check", "."]).contains("no ssot.toml"), "{}", told(&["check", "."]));
    assert!(told(&["check", ".", "--format", "json"]).contains("no ssot.toml"));
    assert!(!Workspace::clean().run(&["check"]).out.contains("no ssot.toml"));
}

#[test]
fn all_mistakes_of_the_configuration_are_reported_at_once() {
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

#[test]
fn a_check_of_no_files_is_refused() {
    let empty = Workspace::of(&[("notes/a.md", "")]);
    let without_sources = Workspace::of(&[MANIFEST, CONTRACT]);
    let excluded = Workspace::of(&[MANIFEST, ("ssot.toml", "[files]\nexclude = [\"src/\"]\n"), ROOT, OWNER, KEEPS]);
    let commands: [&[&str]; 7] = [
        &["check", "--min-score", "99"],
        &["check", "--format", "json"],
        &["score"],
        &["uses", "std::env::var"],
        &["duplicates"],
        &["index"],
        &["baseline", "create"],
    ];
    for workspace in [&empty, &without_sources, &excluded] {
        for command in commands {
            let words = ["no file was checked", "give the folder of a workspace", "--allow-empty"];
            workspace.run(command).is_refused_with(&words);
            let meant = workspace.run(&[command, &["--allow-empty"]].concat());
            assert!(meant.code < 2, "{command:?}: {meant:?}");
        }
    }
    let clean = Workspace::clean();
    clean.write("notes/a.md", "");
    clean.run(&["check", "notes"]).is_refused_with(&["no file was checked"]);
    clean
        .run(&["check", ".", "--", "notes"])
        .is_refused_with(&["no file was checked"]);
    assert_eq!(clean.run(&["check", ".", "--", "notes", "src"]).code, 0);
}

/// A text has one name, the one where it lies: links to it make no copies of it, and what it does is told there.
#[cfg(unix)]
#[test]
fn linked_files_are_checked_once_under_their_own_path() {
    let package = |name: &str| format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
    let contract = "packs = []\n[rule.direct]\nkind = \"direct_access\"\n[rule.copies]\nkind = \"duplicate\"\nmin-tokens = 10\n\
                    [concept.x]\nbypasses = [\"one::raw\", \"two::raw\"]\n";
    let root = "mod linked;\nmod folder;\nmod beside;\npub fn raw() {}\n";
    let shared =
        "pub fn f(n: u32) -> u32 {\n    let mut sum = 0;\n    for i in 0..n { sum += i * 2; }\n    crate::raw();\n    sum\n}\n";
    let workspace = Workspace::of(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"one\", \"members/*\"]\n"),
        ("one/Cargo.toml", &package("one")),
        ("two/Cargo.toml", &package("two")),
        ("ssot.toml", contract),
        ("one/src/lib.rs", root),
        ("one/src/beside.rs", "pub fn b() { crate::raw() }\n"),
        ("two/src/beside.rs", "pub fn b() { crate::raw() }\n"),
        ("shared/linked.rs", shared),
        ("shared/folder/mod.rs", "mod below;\n"),
        ("shared/folder/below.rs", "pub fn b() { crate::raw() }\n"),
        ("members/README.md", ""),
    ]);
    let link = |target: &str, link: &str| {
        std::os::unix::fs::symlink(target, workspace.folder().join(link)).expect("links are possible");
    };
    for name in ["one", "two"] {
        link("../../shared/linked.rs", &format!("{name}/src/linked.rs"));
        link("../../shared/folder", &format!("{name}/src/folder"));
    }
    // The modules of a root are looked for beside the link to it.
    link("../../one/src/lib.rs", "two/src/lib.rs");
    link("../two", "members/two");
    let found = |arguments: &[&str]| {
        let run = workspace.run(arguments);
        let lines = run
            .out
            .lines()
            .filter(|line| line.contains(".rs:") || line.contains(".toml:"));
        let short = |line: &str| {
            format!(
                "{} {}",
                line.split(": ").next().unwrap_or(""),
                &line[line.find('`').unwrap_or(0)..][..10]
            )
        };
        lines.map(short).collect::<Vec<String>>()
    };
    let expected = [
        "one/src/beside.rs:1:14 `one::raw`",
        "shared/folder/below.rs:1:14 `one::raw`",
        "shared/folder/below.rs:1:14 `two::raw`",
        "shared/linked.rs:4:5 `one::raw`",
        "shared/linked.rs:4:5 `two::raw`",
        "two/src/beside.rs:1:14 `two::raw`",
    ];
    let mut all = found(&["check", "--format", "concise"]);
    all.sort();
    assert_eq!(all, expected);
    assert_eq!(found(&["check", "one/src/linked.rs", "--format", "concise"]), expected[3..5]);
    assert_eq!(found(&["check", "two/src/folder", "--format", "concise"]), expected[1..3]);

    assert!(
        git(&workspace, &["init", "--quiet"]) && git(&workspace, &["add", "."]),
        "git is there"
    );
    let mut staged = found(&["check", "--staged", "--format", "concise"]);
    staged.sort();
    assert_eq!(staged, expected);
}

#[cfg(unix)]
#[test]
fn a_module_whose_file_is_excluded_is_not_reported_as_missing() {
    let root = "mod kept_out;\nmod linked;\nmod link;\nmod missing;\ninclude!(\"kept_out.in\");\n";
    let workspace = Workspace::of(&[
        MANIFEST,
        ("ssot.toml", "[files]\nexclude = [\"src/kept_out.*\"]\n"),
        ("src/lib.rs", root),
        ("src/kept_out.rs", ""),
        ("src/kept_out.in", ""),
    ]);
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    let link = |from: &std::path::Path, to: &str| {
        std::os::unix::fs::symlink(from, workspace.folder().join(to)).expect("links are possible")
    };
    link(elsewhere.path(), "src/linked");
    std::fs::write(elsewhere.path().join("link.rs"), "").expect("a file can be written");
    link(&elsewhere.path().join("link.rs"), "src/link.rs");
    let expected = [
        "module `kept_out` is not read: `exclude` of [files] leaves out `src/kept_out.rs`",
        "module `linked` is not read: `src/linked` is a link that leads out",
        "module `link` is not read: `src/link.rs` is a link that leads out",
        "module `missing` has no file",
        "`include!` of `kept_out.in` is not read: `exclude` of [files] leaves out `src/kept_out.in`",
    ];
    let lines = missing(&workspace);
    assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    for (line, words) in lines.iter().zip(expected) {
        assert!(line.contains(words), "{line}");
    }

    // What is judged once for the same texts is told anew.
    std::fs::remove_file(workspace.folder().join("src/kept_out.in")).expect("it is there");
    let lines = missing(&workspace);
    assert!(lines[4].contains("`include!` of `kept_out.in` has no file"), "{lines:#?}");
}

/// The lines of files that sources name and that are not read.
fn missing(workspace: &Workspace) -> Vec<String> {
    let run = workspace.run(&["check", "--format", "concise"]);
    let lines = run.out.lines().filter(|line| line.contains("missing-module"));
    lines.map(str::to_owned).collect()
}

#[test]
fn changes_in_included_files_invalidate_the_cache() {
    let workspace = Workspace::of(&[
        MANIFEST,
        CONTRACT,
        (".gitignore", "made.rs\n"),
        (
            "src/lib.rs",
            "mod config;\nmod made;\ninclude!(\"body.rs.in\");\npub fn t() { include!(\"made.in\") }\n",
        ),
        OWNER,
    ]);
    let found = || {
        let run = workspace.run(&["check", "--format", "concise"]);
        let places = run
            .out
            .lines()
            .filter(|line| line.contains("critical[") || line.contains("high["));
        places
            .filter_map(|line| Some(line.split_once(": ")?.0.to_owned()))
            .collect::<Vec<String>>()
    };
    let clean = Vec::<String>::new();
    assert_eq!((found(), missing(&workspace).len()), (clean.clone(), 3));
    workspace.write("src/body.rs.in", "");
    workspace.write("src/made.rs", "");
    workspace.write("src/made.in", "()");
    assert_eq!((found(), missing(&workspace).len()), (clean.clone(), 0));
    let text = "pub fn f() { std::env::var(\"A\").ok(); }\n";
    workspace.write("src/body.rs.in", text);
    assert_eq!(found(), ["src/body.rs.in:1:14"]);
    workspace.write("src/made.rs", text);
    workspace.write("src/made.in", "{ std::env::var(\"A\").ok(); }");
    assert_eq!(found(), ["src/body.rs.in:1:14", "src/made.in:1:3", "src/made.rs:1:14"]);
    workspace.write("src/body.rs.in", "");
    workspace.write("src/made.rs", "");
    workspace.write("src/made.in", "()");
    assert_eq!(found(), clean);
}

#[cfg(unix)]
#[test]
fn pipes_are_reported_and_never_read() {
    let workspace = Workspace::of(&[("src/lib.rs", "include!(\"pipe.in\");\n")]);
    let pipe = |name: &str| {
        let made = std::process::Command::new("mkfifo")
            .arg(workspace.folder().join(name))
            .status();
        assert!(made.expect("POSIX has the command").success());
    };
    pipe("ssot.toml");
    pipe("Cargo.toml");
    let run = workspace.run(&["check", "--format", "concise"]);
    for name in ["ssot.toml", "Cargo.toml"] {
        let told = format!("{name}:1:1: medium[unreadable-file] is a pipe");
        assert!(run.out.contains(&told), "{run:?}");
    }
    pipe("src/pipe.in");
    let run = workspace.run(&["check", "--format", "concise"]);
    assert!(run.out.contains("src/pipe.in:1:1: medium[unreadable-file]"), "{run:?}");
    assert!(!run.out.contains("missing-module"), "{run:?}");
    pipe(".gitignore");
    workspace
        .run(&["check"])
        .is_refused_with(&["no file was checked", "`.gitignore` is no file"]);
}

#[test]
fn a_member_can_be_named_or_be_the_current_folder() {
    let outer = Workspace::of(&[("Cargo.toml", "[workspace]\nmembers = [\"app\"]\n"), CONTRACT]);
    for (path, text) in [MANIFEST, ROOT, OWNER, BREAKS] {
        outer.write(&format!("app/{path}"), text);
    }
    let run = |words: &[&str]| Run::of(outer.command(SSOT, words).current_dir(outer.folder().join("app")));
    let (stood, named) = (
        run(&["check", "--format", "concise"]),
        run(&["check", ".", "--format", "concise"]),
    );
    assert_eq!((stood.code, &stood.out), (named.code, &named.out));
    assert!(named.out.contains("app/src/boot.rs"), "{named:?}");
    let folder = std::fs::canonicalize(outer.folder()).expect("it is there");
    for run in [stood, named] {
        assert!(run.err.contains(&format!("of `{}`", folder.display())), "{run:?}");
    }
}

/// What is read beside a repository has paths from its root.
#[test]
fn formats_for_a_repository_have_paths_relative_to_it() {
    let outer = Workspace::of(&[(".git/HEAD", "")]);
    for (path, text) in [MANIFEST, CONTRACT, ROOT, OWNER, BREAKS] {
        outer.write(&format!("rust/{path}"), text);
    }
    for format in ["github", "gitlab", "sarif", "junit", "checkstyle", "rdjson"] {
        let run = outer.run(&["check", "rust", "--format", format]);
        assert!(run.out.contains("rust/src/boot.rs"), "{format}: {run:?}");
        assert!(
            !run.out.replace("rust/src/boot.rs", "").contains("src/boot.rs"),
            "{format}: {run:?}"
        );
    }
    for format in ["full", "concise", "json", "jsonl", "agent", "rustc", "markdown"] {
        let run = outer.run(&["check", "rust", "--format", format]);
        assert!(!run.out.contains("rust/src/boot.rs"), "{format}: {run:?}");
    }
}

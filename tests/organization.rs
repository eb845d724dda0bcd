//! `ssot facts` and `ssot join`: tables of repositories, and one answer for all of them.

use crate::cli::{BREAKS, CONTRACT, MANIFEST, OWNER, ROOT, Workspace};

const ORGANIZATION: (&str, &str) = (
    "ssot-org.toml",
    "repositories = [\"one\", \"two\"]\n[concept.settings]\ncanonical = \"settings\"\ndeprecated = [\"app::config\"]\n",
);

#[test]
fn repositories_are_joined_by_their_tables() {
    let workspace = Workspace::of(&[MANIFEST, CONTRACT, ROOT, OWNER, BREAKS, ORGANIZATION]);
    let written = |name: &str| {
        let run = workspace.run(&["facts", ".", "--name", name, "--out", "shards"]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
        assert!(run.err.starts_with(&format!("wrote `shards/{name}-")), "{run:?}");
    };
    written("one");
    let run = workspace.run(&["join", "shards"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("there are no shards of two"), "{run:?}");
    let run = workspace.run(&["join", "shards", "--partial"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.ends_with("missing: two\n"), "{run:?}");
    written("two");
    written("two");
    let run = workspace.run(&["join", "shards", "shards"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.starts_with("joined 2 repositories of 2 expected; "), "{run:?}");
    let run = workspace.run(&["join", "shards", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&run.out).expect("it is one object");
    let check = workspace.run(&["check", "--format", "json"]);
    let check: serde_json::Value = serde_json::from_str(&check.out).expect("it is one object");
    for repository in answer["repositories"].as_array().expect("a list") {
        assert_eq!(repository["score"], check["score"]["overall"], "{repository}");
    }
}

#[test]
fn what_cannot_be_joined_is_refused() {
    let workspace = Workspace::of(&[MANIFEST, ROOT, ("shards/a/manifest.json", "{}"), ("none/a.txt", "")]);
    for (words, expected) in [
        (&["join", "none"][..], "there are no shards"),
        (&["join", "absent"], "absent"),
        (&["join", "shards"], "is no manifest of a shard"),
        (&["facts", ".", ".", "--out", "shards"], "two repositories have the name"),
        (
            &["facts", ".", "none", "--name", "a", "--out", "shards"],
            "`--name` names one repository",
        ),
        (&["facts", "none", "--out", "shards"], "no Rust file"),
        (&["facts", "."], "--out <DIR>"),
    ] {
        let run = workspace.run(words);
        assert_eq!(run.code, 2, "{words:?}: {run:?}");
        assert!(run.err.contains(expected), "{words:?}: {run:?}");
    }
}

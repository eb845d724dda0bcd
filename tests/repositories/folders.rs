//! Folders that are not all there, that belong to another repository, or that were elsewhere.

use std::fs;

use super::{LATE, WITH_LATE, WITHOUT, fates, new_since, repository, trend, write};
use crate::cli::{BREAKS, CONTRACT, KEEPS, MANIFEST, OWNER, ROOT, Workspace, commit};
use crate::staged::git;

#[test]
fn what_a_sparse_checkout_leaves_out_is_not_gone() {
    let contract = CONTRACT.1.replace("app", "a");
    let workspace = Workspace::of(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\n"),
        ("ssot.toml", &contract),
        ("a/src/config.rs", OWNER.1),
    ]);
    for member in ["a", "b"] {
        let manifest = MANIFEST.1.replace("app", member);
        write(
            &workspace,
            member,
            &[("Cargo.toml", &manifest), ("src/lib.rs", "mod config;\n"), LATE],
        );
    }
    assert!(commit(&workspace, 1, "one"), "git is there");
    for patterns in [&["--cone", "a"][..], &["--no-cone", "/*", "!/b/src/"]] {
        assert!(git(&workspace, &[&["sparse-checkout", "set"], patterns].concat()));
        assert!(!workspace.folder().join("b/src").exists(), "{patterns:?}");
        assert_eq!(new_since(&workspace, "HEAD", &[]), [""; 0], "{patterns:?}");
    }
    workspace.write("a/src/new.rs", LATE.1.replace("home", "user").as_str());
    assert_eq!(new_since(&workspace, "HEAD", &[]), ["a/src/new.rs"]);
}

#[test]
fn submodules_come_change_and_go() {
    let Some(inner) = repository() else { return };
    let outer = Workspace::of(&[MANIFEST, CONTRACT, ROOT, OWNER, KEEPS, (".gitignore", "/target\n")]);
    assert!(commit(&outer, 1, "before"));
    let url = inner.folder().display().to_string();
    assert!(git(&outer, &["submodule", "--quiet", "add", &url, "inner"]));
    // A package of the submodule is a member.
    outer.write("Cargo.toml", &format!("{}[workspace]\nmembers = [\"inner\"]\n", MANIFEST.1));
    assert!(commit(&outer, 2, "added"));
    let inside = outer.folder().join("inner").display().to_string();
    assert!(git(&outer, &["-C", &inside, "checkout", "--quiet", "HEAD~1"]));
    assert!(commit(&outer, 3, "changed"));
    for since in ["HEAD", "HEAD~1", "HEAD~2"] {
        assert_eq!(new_since(&outer, since, &[]), [""; 0], "{since}");
    }
    // The same files are files of the repository itself.
    assert!(git(&outer, &["rm", "--quiet", "--cached", "inner"]));
    fs::remove_file(outer.folder().join("inner/.git")).expect("it is a file");
    fs::remove_file(outer.folder().join("inner/ssot.toml")).expect("it is a file");
    assert!(commit(&outer, 4, "taken over"));
    assert_eq!(
        new_since(&outer, "HEAD~1", &[]),
        ["inner/Cargo.toml", "inner/src/boot.rs", "inner/src/late.rs"]
    );
    // They are a submodule again.
    assert!(git(&outer, &["rm", "--quiet", "-r", "inner"]));
    assert!(git(&outer, &["submodule", "--quiet", "add", "--force", &url, "inner"]));
    assert!(commit(&outer, 5, "given away"));
    assert_eq!(new_since(&outer, "HEAD~1", &[]), [""; 0]);
    assert_eq!(fates(&outer, &["--last", "2"]), [""; 0]);
    assert!(git(&outer, &["rm", "--quiet", "inner"]));
    outer.write("Cargo.toml", MANIFEST.1);
    assert!(commit(&outer, 6, "removed"));
    assert_eq!(new_since(&outer, "HEAD~1", &[]), [""; 0]);
    assert_eq!(trend(&outer, &[]).last(), Some(&0));
}

#[test]
fn a_workspace_that_was_added_is_new_and_one_that_was_moved_is_refused() {
    let workspace = Workspace::of(&[("notes.md", "")]);
    assert!(commit(&workspace, 1, "notes"), "git is there");
    write(&workspace, "old", &[MANIFEST, CONTRACT, WITH_LATE, OWNER, KEEPS, LATE]);
    assert!(commit(&workspace, 2, "added"));
    assert_eq!(trend(&workspace, &["old"]), [1]);
    let since = workspace.run(&["check", "old", "--since", "HEAD~1", "--format", "concise"]);
    assert_eq!(since.code, 1, "{since:?}");
    write(&workspace, "old", &[WITHOUT]);
    assert!(commit(&workspace, 3, "removed an item"));
    assert_eq!(fates(&workspace, &["old"]), ["dead app::late::home"]);
    fs::create_dir(workspace.folder().join("new")).expect("it can be written");
    assert!(git(&workspace, &["mv", "old", "new/home"]));
    write(&workspace, "new/home", &[BREAKS]);
    assert!(commit(&workspace, 4, "moved"));
    let words = ["the workspace was in `old`", "git log --reverse"];
    for command in [
        &["audit", "new/home", "--last", "1"][..],
        &["diff", "HEAD~1", "new/home"],
        &["diff", "HEAD~2..HEAD~1", "new/home"],
        &["check", "new/home", "--since", "HEAD~1"],
    ] {
        workspace.run(command).is_refused_with(&words);
    }
    assert_eq!(trend(&workspace, &["new/home"]), [1]);
    assert_eq!(new_since(&workspace, "HEAD", &["new/home"]), [""; 0]);
}

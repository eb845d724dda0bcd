use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let root = TempDir::new().expect("a temporary folder");
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("below the root")).expect("writable");
        fs::write(path, text).expect("writable");
    }
    root
}

fn walked(root: &TempDir) -> String {
    dump(&Snapshot::worktree(root.path()).expect("a folder"))
}

fn dump(snapshot: &Snapshot) -> String {
    let files = snapshot.files().map(|file| format!("{file}\n"));
    let problems = snapshot
        .problems()
        .iter()
        .map(|(file, message)| format!("! {file} {message}\n"));
    files.chain(problems).collect()
}

#[test]
fn only_rust_and_toml_in_order() {
    let root = folder(&[
        ("b.rs", ""),
        ("a/z.rs", ""),
        ("a-b.rs", ""),
        ("Cargo.toml", ""),
        ("README.md", ""),
    ]);
    insta::assert_snapshot!(walked(&root), @"
    Cargo.toml
    a-b.rs
    a/z.rs
    b.rs
    ");
}

#[test]
fn documents_are_listed_on_demand() {
    let root = folder(&[
        (".gitignore", "/out\n"),
        ("README.md", "saved"),
        ("docs/d.md", ""),
        ("out/b.md", ""),
        (".hidden/c.md", ""),
        ("src/lib.rs", ""),
    ]);
    let snapshot = Snapshot::worktree(root.path()).expect("a folder");
    assert_eq!(dump(&snapshot), "src/lib.rs\n");
    let documented = snapshot.with_documents();
    assert_eq!(dump(&documented), "README.md\ndocs/d.md\nsrc/lib.rs\n");
    assert_ne!(documented.digest(), snapshot.digest());
    let readme = FilePath::new("README.md");
    let edited = snapshot.clone().with_unsaved(readme.clone(), "edited");
    assert_eq!(dump(&edited), "src/lib.rs\n");
    assert_eq!(edited.with_documents().text(&readme).ok().as_deref(), Some("edited"));
    let kept = snapshot.without(|file| file.folder() == "docs");
    assert_eq!(dump(&kept.with_documents()), "README.md\nsrc/lib.rs\n");
}

#[test]
fn ignore_files_count_without_git() {
    let root = folder(&[
        (".gitignore", "/out\n*.gen.rs\n!kept.gen.rs\n"),
        ("out/a.rs", ""),
        ("src/a.gen.rs", ""),
        ("src/kept.gen.rs", ""),
        ("src/.ignore", "b.rs\n"),
        ("src/b.rs", ""),
        ("src/out/c.rs", ""),
    ]);
    insta::assert_snapshot!(walked(&root), @"
    src/kept.gen.rs
    src/out/c.rs
    ");
}

#[test]
fn hidden_files_are_skipped() {
    let root = folder(&[(".cargo/config.toml", ""), (".hidden.rs", ""), ("seen.rs", "")]);
    insta::assert_snapshot!(walked(&root), @"seen.rs");
}

#[test]
fn target_is_skipped_only_where_cargo_wrote_it() {
    let root = folder(&[
        ("Cargo.toml", ""),
        ("target/debug/build/out.rs", ""),
        ("src/target/mod.rs", ""),
        ("elsewhere/target/CACHEDIR.TAG", ""),
        ("elsewhere/target/out.rs", ""),
    ]);
    insta::assert_snapshot!(walked(&root), @"
    Cargo.toml
    src/target/mod.rs
    ");
}

#[test]
fn mistake_in_an_ignore_file_is_reported() {
    let root = folder(&[(".gitignore", "a{.rs\nb.rs\n"), ("a.rs", ""), ("b.rs", "")]);
    insta::assert_snapshot!(walked(&root), @"
    a.rs
    ! .gitignore has a mistake in line 1: error parsing glob 'a{.rs': unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)
    ");
}

#[test]
fn a_root_that_cannot_be_walked() {
    let root = folder(&[("a.rs", "")]);
    let error_of = |path: &str| {
        let path = root.path().join(path);
        let error = Snapshot::worktree(&path).expect_err("no folder");
        error.to_string().replace(&*root.path().to_string_lossy(), "ROOT")
    };
    insta::assert_snapshot!(error_of("none"), @"`ROOT/none` does not exist; give the folder of the workspace");
    insta::assert_snapshot!(error_of("a.rs"), @"`ROOT/a.rs` is not a folder; give the folder of the workspace");
}

#[test]
fn texts_in_memory_are_read_back() {
    let snapshot = Snapshot::from_texts([("./b.rs", "first"), ("a\\c.rs", "c"), ("b.rs", "second"), ("../x.rs", "")]);
    insta::assert_snapshot!(dump(&snapshot), @"
    a/c.rs
    b.rs
    ! ../x.rs leads out of the snapshot
    ");
    assert_eq!(snapshot.text(&FilePath::new("b.rs")).expect("held"), "second");
    assert!(snapshot.contains(&FilePath::new("a/c.rs")));
    assert!(!snapshot.contains(&FilePath::new("c.rs")));
}

#[test]
fn unreadable_text_is_an_error() {
    let root = folder(&[("bad.rs", ""), ("gone.rs", ""), ("turned.rs", "")]);
    let snapshot = Snapshot::worktree(root.path()).expect("a folder");
    fs::write(root.path().join("bad.rs"), b"ab\xffcd").expect("writable");
    fs::remove_file(root.path().join("gone.rs")).expect("writable");
    fs::remove_file(root.path().join("turned.rs")).expect("writable");
    fs::create_dir(root.path().join("turned.rs")).expect("writable");

    let error_of = |file| snapshot.text(&FilePath::new(file)).expect_err("no text").to_string();
    insta::assert_snapshot!(error_of("bad.rs"), @"`bad.rs` is not UTF-8 from byte 2 on");
    insta::assert_snapshot!(error_of("gone.rs"), @"`gone.rs` vanished during the run");
    insta::assert_snapshot!(error_of("turned.rs"), @"`turned.rs` cannot be read: it is not a file any more");
    insta::assert_snapshot!(error_of("never.rs"), @"`never.rs` is not among the files looked at");
}

#[test]
fn files_named_in_the_sources_are_admitted_with_their_text() {
    let root = folder(&[
        (".gitignore", "made.rs"),
        ("a.rs", ""),
        ("made.rs", "1"),
        ("b/body.in", "2"),
        ("b/open.in", "3"),
    ]);
    let walked = Snapshot::worktree(root.path()).expect("a folder");
    let walked = walked.with_unsaved(FilePath::new("b/open.in"), "4");
    assert_eq!(walked.files().count(), 1);
    let mut snapshot = walked.clone();
    let mut admit = |file: &str| snapshot.admit(&FilePath::new(file)).expect("it can be read").is_some();
    assert!(admit("a.rs") && admit("made.rs") && admit("b/body.in") && admit("b/open.in"));
    assert!(!admit("b") && !admit("nowhere.in") && !admit("a.rs/below"));
    let text = |file: &str| snapshot.text(&FilePath::new(file)).expect("it is there");
    assert_eq!([text("made.rs"), text("b/body.in"), text("b/open.in")], ["1", "2", "4"]);
    // A repeated lookup has the same result until a file changes.
    assert_eq!(walked.after_asking(snapshot.asked()).asked(), snapshot.asked());
    fs::write(root.path().join("nowhere.in"), "").expect("writable");
    assert_ne!(walked.after_asking(snapshot.asked()).asked(), snapshot.asked());
}

#[test]
fn files_named_in_the_sources_must_be_small_enough_and_utf8() {
    let root = folder(&[("big.in", ""), ("bad.in", "")]);
    let big = fs::File::options()
        .write(true)
        .open(root.path().join("big.in"))
        .expect("writable");
    big.set_len((16 << 20) + 1).expect("there is room for a hole");
    fs::write(root.path().join("bad.in"), b"ab\xffcd").expect("writable");
    let mut snapshot = Snapshot::worktree(root.path()).expect("a folder");
    let refused = snapshot.admit(&FilePath::new("big.in")).expect_err("it is too large");
    insta::assert_snapshot!(refused, @"`big.in` is too large to be read: it has 16777217 bytes, and 16777216 are the most");
    let bad = FilePath::new("bad.in");
    snapshot.admit(&bad).expect("it can be read");
    insta::assert_snapshot!(snapshot.text(&bad).expect_err("no text"), @"`bad.in` is not UTF-8 from byte 2 on");
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn link(root: &TempDir, target: impl AsRef<Path>, link: &str) {
        symlink(target, root.path().join(link)).expect("links are possible");
    }

    #[test]
    fn files_named_in_the_sources_must_be_below_the_root_after_links_are_resolved() {
        let elsewhere = folder(&[("secret.in", "secret")]);
        let root = folder(&[("a/real.in", "1"), ("b/x.md", "")]);
        link(&root, "../a/real.in", "b/link.in");
        link(&root, "../a", "b/folder");
        link(&root, elsewhere.path(), "b/out");
        link(&root, elsewhere.path().join("secret.in"), "b/out.in");
        link(&root, "nothing", "b/broken.in");
        let mut snapshot = Snapshot::worktree(root.path()).expect("a folder");
        let mut admit = |file: &str| snapshot.admit(&FilePath::new(file)).expect("it can be read");
        let real = Some(FilePath::new("a/real.in"));
        assert_eq!(
            [admit("b/link.in"), admit("b/folder/real.in"), admit("a/real.in")],
            [real.clone(), real.clone(), real]
        );
        assert_eq!(
            [admit("b/out/secret.in"), admit("b/out.in"), admit("b/broken.in")],
            [None, None, None]
        );
        assert_eq!(snapshot.end_of(&FilePath::new("b/link.in")).as_str(), "a/real.in");
        assert_eq!(snapshot.files().count(), 1);
        let left_out = |file: &str| snapshot.left_out(&FilePath::new(file));
        let behind = |link: &str| Some(LeftOut::BehindLink(FilePath::new(link)));
        assert_eq!(left_out("b/out/secret.in"), behind("b/out"));
        assert_eq!(left_out("b/out.in"), behind("b/out.in"));
    }

    #[test]
    fn links_below_the_root_are_resolved_to_their_targets() {
        let root = folder(&[
            ("a/real.rs", "fn f() {}"),
            ("a/real.toml", ""),
            ("b/x.md", ""),
            ("b/hidden.rs", ""),
            ("b/.ignore", "hidden.rs"),
        ]);
        link(&root, "../a/real.rs", "b/linked.rs");
        link(&root, "../a/real.toml", "b/linked.toml");
        link(&root, "hidden.rs", "b/seen.rs");
        link(&root, "a", "again");
        let snapshot = Snapshot::worktree(root.path()).expect("a folder");
        // A configuration file is read under the path of the link, and so is an ignored file.
        insta::assert_snapshot!(walked(&root), @"
        a/real.rs
        a/real.toml
        b/linked.toml
        b/seen.rs
        ");
        let end = |path: &str| snapshot.end_of(&FilePath::new(path)).to_string();
        assert_eq!(end("b/linked.rs"), "a/real.rs");
        assert_eq!(end("again/real.rs"), "a/real.rs");
        assert_eq!(end("again/missing/x.rs"), "a/missing/x.rs");
        assert!(snapshot.contains(&FilePath::new("again/real.rs")));
        assert!(!snapshot.contains(&FilePath::new("again/missing/x.rs")));
    }

    #[test]
    fn broken_links_and_links_out_of_the_root_are_reported() {
        let elsewhere = folder(&[("x.rs", "")]);
        let root = folder(&[("a/real.rs", "")]);
        link(&root, "..", "a/up");
        link(&root, "itself.rs", "itself.rs");
        link(&root, "nothing.rs", "broken.rs");
        link(&root, "nothing.md", "broken.md");
        link(&root, elsewhere.path().join("x.rs"), "elsewhere.rs");
        link(&root, elsewhere.path(), "elsewhere");
        insta::assert_snapshot!(walked(&root), @"
        a/real.rs
        ! a/up is a link to a folder that contains it, and is not followed
        ! broken.rs is a link to nothing
        ! elsewhere is a link that leads out of the folder and is not followed
        ! elsewhere.rs is a link that leads out of the folder and is not followed
        ! itself.rs is a link that cannot be followed: Too many levels of symbolic links (os error 40)
        ");
    }

    #[test]
    fn names_that_are_not_utf8_are_reported() {
        let root = folder(&[("a.rs", "")]);
        let odd = root.path().join(OsStr::from_bytes(b"odd\xff"));
        if fs::create_dir(&odd).is_err() {
            return; // This file system has only UTF-8 names.
        }
        fs::write(odd.join("inside.rs"), "").expect("writable");
        fs::write(root.path().join(OsStr::from_bytes(b"\xff.rs")), "").expect("writable");
        fs::write(root.path().join(OsStr::from_bytes(b"\xff.md")), "").expect("writable");
        insta::assert_snapshot!(walked(&root), @"
        a.rs
        ! odd� has a name that is not UTF-8
        ! �.rs has a name that is not UTF-8
        ");
    }

    #[test]
    fn unreadable_folder_is_reported() {
        let root = folder(&[("a.rs", ""), ("closed/b.rs", "")]);
        let closed = root.path().join("closed");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("ours");
        let may_read_all = fs::read_dir(&closed).is_ok();
        let seen = walked(&root);
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("ours");
        if may_read_all {
            return; // Nothing is closed to the superuser.
        }
        insta::assert_snapshot!(seen, @r"
        a.rs
        ! closed cannot be read: Permission denied (os error 13)
        ");
    }

    #[test]
    fn named_pipe_never_hangs() {
        let root = folder(&[("a.rs", "")]);
        let made = std::process::Command::new("mkfifo").arg(root.path().join("pipe.rs")).status();
        if !made.is_ok_and(|status| status.success()) {
            return; // No such command here.
        }
        insta::assert_snapshot!(walked(&root), @r"
        a.rs
        ! pipe.rs is a pipe, a socket or a device, and is not read
        ");
    }

    /// Opening or reading one may block forever.
    #[test]
    fn ignore_files_must_be_regular_files_of_limited_size() {
        let root = folder(&[("a.rs", ""), ("inner/b.rs", ""), ("large/c.rs", ""), ("other/d.rs", "")]);
        let made = std::process::Command::new("mkfifo")
            .arg(root.path().join("inner/.gitignore"))
            .status();
        if !made.is_ok_and(|status| status.success()) {
            return; // No such command here.
        }
        std::os::unix::fs::symlink("/dev/zero", root.path().join("other/.ignore")).expect("links are possible");
        let large = fs::File::create(root.path().join("large/.ignore")).expect("writable");
        large.set_len(2 << 20).expect("a sparse file");
        insta::assert_snapshot!(walked(&root), @r"
        a.rs
        ! inner is not read: `.gitignore` is no file, so it is not known which files it excludes
        ! large is not read: `.ignore` has 2097152 bytes, and 1048576 are the most, so it is not known which files it excludes
        ! other is not read: `.ignore` is no file, so it is not known which files it excludes
        ");
        // Ignore files of parent folders count, too.
        let inner = Snapshot::worktree(&root.path().join("inner")).expect("a folder");
        assert_eq!((inner.files().count(), inner.problems().len()), (0, 1));
    }

    #[test]
    fn too_large_files_are_not_read() {
        let root = folder(&[("a.rs", "")]);
        for (name, bytes) in [("b.rs", 3 << 30), ("ssot.toml", 3 << 30), ("c.rs", (64 << 20) + 1)] {
            let file = fs::File::create(root.path().join(name)).expect("writable");
            file.set_len(bytes).expect("a sparse file");
        }
        let snapshot = Snapshot::worktree(root.path()).expect("a folder");
        let error_of = |name: &str| snapshot.read(&FilePath::new(name)).expect_err("too large").to_string();
        assert_eq!(
            error_of("b.rs"),
            "`b.rs` is too large to be read: it has 3221225472 bytes, and 67108864 are the most"
        );
        assert!(error_of("c.rs").contains("it has 67108865 bytes"));
        assert!(error_of("ssot.toml").contains("and 16777216 are the most"));
    }
}

#[test]
fn a_file_that_is_saved_between_two_reads_is_noticed() {
    let root = folder(&[("a.rs", "mod before;"), ("b.rs", "mod before;"), ("c.rs", "mod before;")]);
    let save = |name: &str, text: &str| fs::write(root.path().join(name), text).expect("writable");
    let (saved, held, gone) = (FilePath::new("a.rs"), FilePath::new("b.rs"), FilePath::new("c.rs"));
    let snapshot = Snapshot::worktree(root.path()).expect("a folder");
    let snapshot = snapshot.with(held.clone(), "mod mine;");
    assert_eq!(snapshot.hash(&saved), None, "not looked at yet");
    let digest = snapshot.digest();
    let part = snapshot.without(|file| *file == gone);
    assert_eq!(part.hash(&saved), Some(xxhash_rust::xxh3::xxh3_128(b"mod before;")));
    assert_eq!(
        part.hash(&held),
        Some(xxhash_rust::xxh3::xxh3_128(b"mod mine;")),
        "what is on disk does not count"
    );

    save("b.rs", "mod after;");
    assert_eq!(snapshot.digest(), digest);
    assert!(!snapshot.has_changed());

    save("a.rs", "mod after;");
    assert_eq!(part.text(&saved).expect("it is there"), "mod after;");
    assert!(snapshot.has_changed() && part.has_changed());

    let again = Snapshot::worktree(root.path()).expect("a folder");
    again.read(&gone).expect("it is there");
    fs::remove_file(root.path().join("c.rs")).expect("writable");
    again.read(&gone).expect_err("it is gone");
    assert!(again.has_changed());
}

/// A language server keeps readable texts in memory; the others are read at each access, and may differ each time.
#[test]
fn a_text_that_is_loaded_again_has_no_earlier_hash() {
    let root = folder(&[("a.rs", "mod before;"), ("b.rs", "")]);
    let (a, b) = (FilePath::new("a.rs"), FilePath::new("b.rs"));
    let mut snapshot = Snapshot::worktree(root.path()).expect("a folder");
    snapshot.read(&a).expect("it is there");
    fs::write(root.path().join("a.rs"), "mod after;").expect("writable");
    snapshot.hold(&[b]);
    assert_eq!(snapshot.hash(&a), None);
    assert_eq!(snapshot.text(&a).expect("it is there"), "mod after;");
    assert!(!snapshot.has_changed());
}

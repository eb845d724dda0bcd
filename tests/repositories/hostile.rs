//! Commits, names and types of files that git would not make by itself.

use std::fs;

use super::{LATE, asked, fates, repository, trend, write};
use crate::cli::{Workspace, commit};
use crate::staged::git;

/// Makes a commit of the index with these bytes after its parent.
fn raw_commit(workspace: &Workspace, rest: &[u8]) {
    let tree = asked(workspace.folder(), &["write-tree"]);
    let parent = asked(workspace.folder(), &["rev-parse", "HEAD"]);
    let mut bytes = format!("tree {tree}\nparent {parent}\n").into_bytes();
    bytes.extend(rest);
    let file = workspace.folder().join("target/commit");
    fs::create_dir_all(workspace.folder().join("target")).expect("it can be written");
    fs::write(&file, bytes).expect("it can be written");
    let file = file.display().to_string();
    let id = asked(
        workspace.folder(),
        &["hash-object", "-w", "-t", "commit", "--literally", &file],
    );
    assert!(git(workspace, &["update-ref", "HEAD", &id]), "{id}");
}

#[test]
fn commits_that_git_would_not_make_are_steps_like_others() {
    let Some(workspace) = repository() else { return };
    let hostile: [&[u8]; 6] = [
        b"author A <a> 1 +0000\ncommitter A <a> 99999999999999999999 +0000\n\nno such date\n",
        b"author A\ncommitter A\n\nno date\n",
        b"author A <a> 1 +0000\ncommitter A <a> -5 +0000\n\nends\0here\n",
        b"author A <a> 1 +0000\ncommitter A <a> 7 +0000\nencoding UTF-16\n\n\xff\xfea\0b\0\n",
        b"author A <a> 1 +0000\ncommitter A <a> 7 +0000\n\n",
        b"author A <a> 1 +0000\ncommitter A <a> 7 +0000\n\n\x1b[31mred\x1b[0m \x07</details><b>|`x` ![y](z)\xff\n",
    ];
    for (number, rest) in hostile.iter().enumerate() {
        let code = format!("fn item_{number}() {{}}\nfn used() {{ item_{number}(); }}\n");
        write(&workspace, "", &[("src/late.rs", &code)]);
        assert!(git(&workspace, &["add", "."]));
        raw_commit(&workspace, rest);
    }
    // The repository asks for another encoding of what git prints.
    assert!(git(&workspace, &["config", "i18n.logOutputEncoding", "UTF-16"]));
    assert_eq!(trend(&workspace, &[]).len(), 9);
    let gone = fates(&workspace, &[]);
    assert_eq!(gone.iter().filter(|fate| fate.contains("::item_")).count(), 5, "{gone:?}");
    for format in ["full", "markdown", "json"] {
        let run = workspace.run(&["audit", "--format", format]);
        assert!(!run.out.contains(['\u{1b}', '\u{7}']), "{run:?}");
        let outside: String = run.out.split("``").step_by(2).collect();
        assert!(format != "markdown" || !outside.contains("</details>"), "{outside}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_and_types_of_files_may_be_anything() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let Some(workspace) = repository() else { return };
    let source = workspace.folder().join("src");
    let names: [&[u8]; 7] = [
        b"new\nline.rs",
        b"t\tab.rs",
        b"quo\"te.rs",
        b"-dash.rs",
        b"co:lon.rs",
        b":(glob)*.rs",
        b"bad\xff.rs",
    ];
    let all = |text: &str| {
        let write = |name: &&[u8]| fs::write(source.join(OsStr::from_bytes(name)), text).expect("any name is possible");
        names.iter().for_each(write);
    };
    all("fn f() {}\n");
    write(&workspace, "", &[LATE]);
    assert!(commit(&workspace, 4, "names"));
    all("");
    fs::rename(source.join("late.rs"), source.join("Late.rs")).expect("case matters");
    std::os::unix::fs::symlink("Late.rs", source.join("late.rs")).expect("links are possible");
    assert!(commit(&workspace, 5, "a link"));
    let fates_of = |last: &str| fates(&workspace, &["--last", last]);
    assert_eq!(
        fates_of("1").iter().filter(|fate| fate.starts_with("dead ")).count(),
        6,
        "{:?}",
        fates_of("1")
    );
    fs::remove_file(source.join("late.rs")).expect("it is a link");
    let id = asked(workspace.folder(), &["rev-parse", "HEAD"]);
    let link = format!("160000,{id},src/late.rs");
    assert!(git(&workspace, &["update-index", "--cacheinfo", &link]));
    assert!(git(&workspace, &["commit", "--quiet", "-m", "a submodule"]));
    fates_of("2");
    assert_eq!(trend(&workspace, &[]).len(), 6);
}

/// A mistake that matters is told in the words of git; one that does not matter, or a pipe that nobody writes to, stops nothing.
#[cfg(unix)]
#[test]
fn mistakes_in_the_configuration_are_told_if_they_matter() {
    let Some(workspace) = repository() else { return };
    let pipe = workspace.folder().join(".mailmap");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "pipes can be made");
    for (key, value) in [
        ("diff.algorithm", "none"),
        ("log.diffMerges", "none"),
        ("diff.orderFile", "/nowhere"),
        ("format.pretty", "fuller"),
        ("color.ui", "always"),
        ("core.abbrev", "5"),
    ] {
        assert!(git(&workspace, &["config", key, value]), "{key}");
    }
    assert_eq!(trend(&workspace, &[]), [1, 2, 1]);
    assert_eq!(fates(&workspace, &["--last", "1"]), ["dead app::late::home"]);
    let file = workspace.folder().join(".git/config");
    let whole = fs::read_to_string(&file).expect("it is text");
    for (mistake, told) in [
        ("[core\n", "bad config line"),
        ("[core]\nrepositoryFormatVersion = 99\n", "repo version"),
    ] {
        fs::write(&file, format!("{whole}{mistake}")).expect("it can be written");
        for command in [
            &["audit"][..],
            &["diff"],
            &["check", "--since", "HEAD"],
            &["score", "--trend", "2"],
        ] {
            workspace.run(command).is_refused_with(&[told, "git status"]);
        }
    }
}

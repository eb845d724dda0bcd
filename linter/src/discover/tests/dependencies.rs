use super::*;

#[test]
fn each_kind_of_target_sees_its_dependency_tables() {
    let found = layout(
        r#"
//- Cargo.toml
[package]
name = "my-app"
edition = "2021"
[dependencies]
normal-one = "1"
both = { version = "1", package = "both-normally" }
[dev-dependencies]
dev = "1"
both = { version = "2", package = "both-in-tests" }
[build-dependencies]
build = "1"
[target.'cfg(unix)'.dependencies]
unix = "1"
[target.'cfg(unix)'.dev_dependencies]
unix-dev = "1"
[target.x86_64-pc-windows-gnu.build-dependencies]
windows-build = "1"
//- src/lib.rs
//- src/main.rs
//- tests/t.rs
//- benches/b.rs
//- examples/e.rs
//- build.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    my-app 2021 in .
      lib my_app src/lib.rs sees both = <both_normally>, dev = <dev>, normal_one = <normal_one>, unix = <unix>, unix_dev = <unix_dev>
      bin my_app src/main.rs sees both = <both_normally>, dev = <dev>, my_app = src/lib.rs, normal_one = <normal_one>, unix = <unix>, unix_dev = <unix_dev>
      example e examples/e.rs sees both = <both_normally>, dev = <dev>, my_app = src/lib.rs, normal_one = <normal_one>, unix = <unix>, unix_dev = <unix_dev>
      test t tests/t.rs sees both = <both_normally>, dev = <dev>, my_app = src/lib.rs, normal_one = <normal_one>, unix = <unix>, unix_dev = <unix_dev>
      bench b benches/b.rs sees both = <both_normally>, dev = <dev>, my_app = src/lib.rs, normal_one = <normal_one>, unix = <unix>, unix_dev = <unix_dev>
      build build_script_build build.rs sees build = <build>, windows_build = <windows_build>
    test benches/b.rs
    example examples/e.rs
    test tests/t.rs
    ");
}

#[test]
fn path_dependency_goes_by_the_name_of_its_library() {
    let found = layout(
        r#"
//- app/Cargo.toml
[package]
name = "app"
[dependencies]
my-lib = { path = "../lib" }
other = { path = "../other", package = "other-package" }
tool = { path = "../tool" }
//- app/src/main.rs
//- lib/Cargo.toml
[package]
name = "my-lib"
[lib]
name = "mine"
//- lib/src/lib.rs
//- other/Cargo.toml
[package]
name = "other-package"
[lib]
name = "unheard_of"
//- other/src/lib.rs
//- tool/Cargo.toml
[package]
name = "tool"
//- tool/src/main.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    app 2015 in app
      bin app app/src/main.rs sees mine = lib/src/lib.rs, other = other/src/lib.rs
    my-lib 2015 in lib
      lib mine lib/src/lib.rs
    other-package 2015 in other
      lib unheard_of other/src/lib.rs
    tool 2015 in tool
      bin tool tool/src/main.rs
    ");
}

#[test]
fn patched_dependency_is_a_member() {
    let found = layout(
        r#"
//- Cargo.toml
[workspace]
members = ["app"]
[patch.crates-io]
fixed = { path = "patched/fixed" }
alias = { path = "patched/renamed", package = "renamed" }
[patch."https://example.org/repo.git"]
from-git = { path = "patched/from-git" }
//- app/Cargo.toml
[package]
name = "app"
[dependencies]
fixed = "1"
name-in-code = { version = "1", package = "renamed" }
from-git = { git = "https://example.org/repo/" }
elsewhere = { git = "https://example.org/other", package = "fixed" }
same-name = "1"
//- app/src/lib.rs
//- patched/fixed/Cargo.toml
[package]
name = "fixed"
//- patched/fixed/src/lib.rs
//- patched/renamed/Cargo.toml
[package]
name = "renamed"
//- patched/renamed/src/lib.rs
//- patched/from-git/Cargo.toml
[package]
name = "from-git"
//- patched/from-git/src/lib.rs
//- same-name/Cargo.toml
[package]
name = "same-name"
//- same-name/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    app 2015 in app
      lib app app/src/lib.rs sees elsewhere = <fixed>, fixed = patched/fixed/src/lib.rs, from_git = patched/from-git/src/lib.rs, name_in_code = patched/renamed/src/lib.rs, same_name = <same_name>
    fixed 2015 in patched/fixed
      lib fixed patched/fixed/src/lib.rs
    from-git 2015 in patched/from-git
      lib from_git patched/from-git/src/lib.rs
    renamed 2015 in patched/renamed
      lib renamed patched/renamed/src/lib.rs
    same-name 2015 in same-name
      lib same_name same-name/src/lib.rs
    ");
}

#[test]
fn a_dependency_without_a_library_has_no_name() {
    let found = layout(
        r#"
//- Cargo.toml
[package]
name = "a"
[dependencies]
tool = { version = "1", artifact = "bin" }
both = { version = "1", artifact = "bin", lib = true }
//- src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2015 in .
      lib a src/lib.rs sees both = <both>
    ");
}

#[test]
fn dependencies_keep_what_the_manifest_says() {
    let snapshot = snapshot(
        r#"
//- Cargo.toml
[package]
name = "a"
[dependencies]
b = { version = "1", package = "real-b", optional = true }
c = { path = "c" }
//- src/lib.rs
//- c/Cargo.toml
[package]
name = "c"
//- c/src/lib.rs
"#,
    );
    let layout = Layout::new(&snapshot, &ClassGlobs::default());
    let [b, c] = layout.packages[0].dependencies.as_slice() else {
        panic!("two dependencies: {:?}", layout.packages[0]);
    };
    assert_eq!(
        (b.key.as_str(), b.package.as_str(), b.renamed, b.optional),
        ("b", "real-b", true, true)
    );
    assert_eq!((b.member, c.member, c.renamed), (None, Some(PackageId(1)), false));
    let text = snapshot.text(&FilePath::new("Cargo.toml")).expect("held in memory");
    assert_eq!(&text[c.at.clone()], "c");
}

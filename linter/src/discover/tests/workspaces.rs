use super::layout;

#[test]
fn edition_and_dependencies_are_inherited() {
    let found = layout(
        r#"
//- Cargo.toml
[workspace]
members = ["crates/*"]
[workspace.package]
edition = "2021"
[workspace.dependencies]
serde = "1"
json = { package = "serde_json", version = "1" }
core = { path = "crates/core", package = "my-core" }
my-util = { path = "crates/util" }
//- crates/core/Cargo.toml
[package]
name = "my-core"
edition.workspace = true
//- crates/core/src/lib.rs
//- crates/util/Cargo.toml
[package]
name = "my-util"
edition = { workspace = true }
//- crates/util/src/lib.rs
//- crates/app/Cargo.toml
[package]
name = "app"
edition.workspace = true
[dependencies]
serde.workspace = true
json = { workspace = true, optional = true }
core = { workspace = true }
my-util.workspace = true
//- crates/app/src/main.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    app 2021 in crates/app
      bin app crates/app/src/main.rs sees core = crates/core/src/lib.rs, json = <serde_json>, my_util = crates/util/src/lib.rs, serde = <serde>
    my-core 2021 in crates/core
      lib my_core crates/core/src/lib.rs
    my-util 2021 in crates/util
      lib my_util crates/util/src/lib.rs
    ");
}

#[test]
fn members_by_name_by_glob_and_by_path_dependency() {
    let found = layout(
        r#"
//- Cargo.toml
[workspace]
members = ["a", "more/*", "deep/**", "./b/"]
default-members = ["a"]
[package]
name = "root"
[dependencies]
implicit = { path = "implicit" }
//- src/lib.rs
//- a/Cargo.toml
[package]
name = "a"
//- a/src/lib.rs
//- b/Cargo.toml
[package]
name = "b"
//- b/src/lib.rs
//- more/c/Cargo.toml
[package]
name = "c"
//- more/c/src/lib.rs
//- deep/er/d/Cargo.toml
[package]
name = "d"
//- deep/er/d/src/lib.rs
//- implicit/Cargo.toml
[package]
name = "implicit"
//- implicit/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    root 2015 in .
      lib root src/lib.rs sees implicit = implicit/src/lib.rs
    a 2015 in a
      lib a a/src/lib.rs
    b 2015 in b
      lib b b/src/lib.rs
    d 2015 in deep/er/d
      lib d deep/er/d/src/lib.rs
    implicit 2015 in implicit
      lib implicit implicit/src/lib.rs
    c 2015 in more/c
      lib c more/c/src/lib.rs
    ");
}

#[test]
fn excluded_packages_inherit_nothing() {
    let found = layout(
        r#"
//- Cargo.toml
[workspace]
members = ["out/kept"]
exclude = ["out"]
[workspace.package]
edition = "2021"
//- out/kept/Cargo.toml
[package]
name = "kept"
edition.workspace = true
//- out/kept/src/lib.rs
//- out/other/Cargo.toml
[package]
name = "other"
edition.workspace = true
//- out/other/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    kept 2021 in out/kept
      lib kept out/kept/src/lib.rs
    other 2021 in out/other
      lib other out/other/src/lib.rs
    out/other/Cargo.toml:3:1: inherits from a workspace, and the one above excludes this package
      help: include it in `Cargo.toml`, or write the values out
    ");
}

#[test]
fn several_workspaces_in_one_tree() {
    let found = layout(
        r#"
//- Cargo.toml
[workspace]
members = ["a"]
exclude = ["nested"]
[workspace.package]
edition = "2018"
//- a/Cargo.toml
[package]
name = "a"
edition.workspace = true
//- a/src/lib.rs
//- nested/Cargo.toml
[workspace]
members = ["a"]
[workspace.package]
edition = "2024"
//- nested/a/Cargo.toml
[package]
name = "a"
edition.workspace = true
//- nested/a/src/lib.rs
//- fixture/Cargo.toml
[workspace]
[package]
name = "a"
//- fixture/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2018 in a
      lib a a/src/lib.rs
    a 2015 in fixture
      lib a fixture/src/lib.rs
    a 2024 in nested/a
      lib a nested/a/src/lib.rs
    ");
}

#[test]
fn root_that_a_package_points_to() {
    let found = layout(
        r#"
//- root/Cargo.toml
[workspace]
members = ["../beside"]
[workspace.package]
edition = "2021"
//- beside/Cargo.toml
[package]
name = "beside"
workspace = "../root"
edition.workspace = true
//- beside/src/lib.rs
//- beside/below/Cargo.toml
[package]
name = "below"
edition.workspace = true
//- beside/below/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    beside 2021 in beside
      lib beside beside/src/lib.rs
    below 2021 in beside/below
      lib below beside/below/src/lib.rs
    ");
}

#[test]
fn workspace_root_above_the_checked_folder() {
    let found = layout(
        r#"
//- Cargo.toml
[package]
name = "part"
edition.workspace = true
[dependencies]
serde.workspace = true
sibling = { path = "../sibling" }
//- src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    part 2021 in .
      lib part src/lib.rs sees serde = <serde>, sibling = <sibling>
    Cargo.toml:3:1: inherits from a workspace whose root is not among the files looked at
      help: check the folder of the workspace root
    ");
}

#[test]
fn folder_names_are_no_wildcards() {
    let found = layout(
        r#"
//- [x]/Cargo.toml
[workspace]
members = ["cr*"]
//- [x]/crate/Cargo.toml
[package]
name = "a"
//- [x]/crate/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2015 in [x]/crate
      lib a [x]/crate/src/lib.rs
    ");
}

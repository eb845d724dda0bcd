use super::layout;

#[test]
fn members_that_match_nothing() {
    let found = layout(
        r#"
//- Cargo.toml
[workspace]
members = ["a", "gone", "none/*", "../outside/*", "bad[", "{a,b}"]
default-members = ["also-gone"]
//- a/Cargo.toml
[package]
name = "a"
//- a/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2015 in a
      lib a a/src/lib.rs
    Cargo.toml:2:17: `gone` matches no package
      help: remove it, or see whether an ignore file hides what it names
    Cargo.toml:2:25: `none/*` matches no package
      help: remove it, or see whether an ignore file hides what it names
    Cargo.toml:2:51: `bad[` is not a glob: unclosed character class; missing ']'
    Cargo.toml:2:59: `{a,b}` matches no package
      help: remove it, or see whether an ignore file hides what it names
    Cargo.toml:3:20: `also-gone` matches no package
      help: remove it, or see whether an ignore file hides what it names
    ");
}

#[test]
fn two_packages_of_one_name() {
    let found = layout(
        r#"
//- Cargo.toml
[workspace]
members = ["*"]
//- a/Cargo.toml
[package]
name = "same"
//- a/src/lib.rs
//- b/Cargo.toml
[package]
name = "same"
//- b/src/lib.rs
//- deeper/no-member/Cargo.toml
[package]
name = "same"
//- deeper/no-member/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    same 2015 in a
      lib same a/src/lib.rs
    same 2015 in b
      lib same b/src/lib.rs
    same 2015 in deeper/no-member
      lib same deeper/no-member/src/lib.rs
    b/Cargo.toml:2:8: another package of this workspace is named `same` too
      help: rename one of them; the other is `a/Cargo.toml`
    ");
}

#[test]
fn broken_path_dependencies() {
    let found = layout(
        r#"
//- Cargo.toml
[workspace]
members = ["a"]
[workspace.dependencies]
gone = { path = "gone" }
//- a/Cargo.toml
[package]
name = "a"
[dependencies]
gone.workspace = true
undefined.workspace = true
missing = { path = "../missing" }
outside = { path = "../../outside" }
virtual = { path = ".." }
b = { path = "../b" }
[dev-dependencies]
gone.workspace = true
//- a/src/lib.rs
//- b/Cargo.toml
[package]
name = "not-b"
//- b/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2015 in a
      lib a a/src/lib.rs sees gone = <gone>, missing = <missing>, not_b = b/src/lib.rs, outside = <outside>, undefined = <undefined>, virtual = <virtual>
    not-b 2015 in b
      lib not_b b/src/lib.rs
    Cargo.toml:4:17: `gone` holds no manifest
      help: correct the path, or see whether an ignore file hides it
    a/Cargo.toml:5:1: `undefined` is inherited, and the workspace does not define it
      help: add `undefined` to `[workspace.dependencies]` in `Cargo.toml`
    a/Cargo.toml:6:20: `missing` holds no manifest
      help: correct the path, or see whether an ignore file hides it
    a/Cargo.toml:8:20: `.` holds no package
    a/Cargo.toml:9:14: `b` holds package `not-b`, not `b`
    ");
}

#[test]
fn missing_inherited_edition_and_invalid_workspace_root() {
    let found = layout(
        r#"
//- Cargo.toml
[workspace]
//- a/Cargo.toml
[package]
name = "a"
edition.workspace = true
//- a/src/lib.rs
//- b/Cargo.toml
[package]
name = "b"
workspace = "../a"
//- b/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2021 in a
      lib a a/src/lib.rs
    b 2015 in b
      lib b b/src/lib.rs
    a/Cargo.toml:3:1: edition is inherited, and the workspace does not define it
      help: add `edition` to `[workspace.package]` in `Cargo.toml`
    b/Cargo.toml:3:13: `../a` is not the root of a workspace
    ");
}

#[test]
fn a_broken_root_causes_no_further_problems() {
    let found = layout(
        r#"
//- Cargo.toml
[workspace
package.edition = "2021"
//- a/Cargo.toml
[package]
name = "a"
edition.workspace = true
[dependencies]
b = { path = ".." }
c.workspace = true
//- a/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2021 in a
      lib a a/src/lib.rs sees b = <b>, c = <c>
    Cargo.toml:1:11: manifest is not TOML: unclosed table, expected `]`
    ");
}

#[test]
fn cyclic_dependencies_are_reported() {
    let found = layout(
        r#"
//- a/Cargo.toml
[package]
name = "a"
[dependencies]
b = { path = "../b" }
//- a/src/lib.rs
//- b/Cargo.toml
[package]
name = "b"
[build-dependencies]
c = { path = "../c" }
//- b/src/lib.rs
//- c/Cargo.toml
[package]
name = "c"
[dependencies]
a = { path = "../a" }
//- c/src/lib.rs
//- itself/Cargo.toml
[package]
name = "itself"
[dependencies]
itself = { path = "." }
//- itself/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2015 in a
      lib a a/src/lib.rs sees b = b/src/lib.rs
    b 2015 in b
      lib b b/src/lib.rs
    c 2015 in c
      lib c c/src/lib.rs sees a = a/src/lib.rs
    itself 2015 in itself
      lib itself itself/src/lib.rs sees itself = itself/src/lib.rs
    c/Cargo.toml:4:1: `a` depends on itself through `b`, `c`
    itself/Cargo.toml:4:1: `itself` depends on itself
    ");
}

#[test]
fn dev_dependencies_may_be_cyclic() {
    let found = layout(
        r#"
//- a/Cargo.toml
[package]
name = "a"
[dev-dependencies]
b = { path = "../b" }
//- a/src/lib.rs
//- b/Cargo.toml
[package]
name = "b"
[dependencies]
a = { path = "../a" }
//- b/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2015 in a
      lib a a/src/lib.rs sees b = b/src/lib.rs
    b 2015 in b
      lib b b/src/lib.rs sees a = a/src/lib.rs
    ");
}

use super::layout;

#[test]
fn every_target_found_by_convention() {
    let found = layout(
        r#"
//- Cargo.toml
[package]
name = "my-app"
edition = "2021"
//- build.rs
//- src/lib.rs
//- src/main.rs
//- src/module.rs
//- src/bin/one.rs
//- src/bin/two/main.rs
//- src/bin/two/helper.rs
//- src/bin/nothing/helper.rs
//- tests/it.rs
//- tests/common/mod.rs
//- tests/suite/main.rs
//- benches/speed.rs
//- examples/show-me.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    my-app 2021 in .
      lib my_app src/lib.rs
      bin my_app src/main.rs sees my_app = src/lib.rs
      bin one src/bin/one.rs sees my_app = src/lib.rs
      bin two src/bin/two/main.rs sees my_app = src/lib.rs
      example show_me examples/show-me.rs sees my_app = src/lib.rs
      test it tests/it.rs sees my_app = src/lib.rs
      test suite tests/suite/main.rs sees my_app = src/lib.rs
      bench speed benches/speed.rs sees my_app = src/lib.rs
      build build_script_build build.rs
    test benches/speed.rs
    example examples/show-me.rs
    test tests/common/mod.rs
    test tests/it.rs
    test tests/suite/main.rs
    ");
}

#[test]
fn declared_targets_override_discovered_ones() {
    let found = layout(
        r#"
//- Cargo.toml
[package]
name = "a"
edition = "2021"
[lib]
name = "core_of_a"
path = "lib/root.rs"
edition = "2018"
[[bin]]
name = "tool"
path = "src/bin/other.rs"
[[bin]]
name = "named"
[[example]]
name = "in-folder"
[[test]]
name = "all"
path = "../tests/main.rs"
[[bench]]
name = "b"
harness = false
//- lib/root.rs
//- src/main.rs
//- src/bin/other.rs
//- src/bin/named.rs
//- examples/in-folder/main.rs
//- benches/b.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2021 in .
      lib core_of_a 2018 lib/root.rs
      bin a src/main.rs sees core_of_a = lib/root.rs
      bin named src/bin/named.rs sees core_of_a = lib/root.rs
      bin tool src/bin/other.rs sees core_of_a = lib/root.rs
      example in_folder examples/in-folder/main.rs sees core_of_a = lib/root.rs
      bench b benches/b.rs sees core_of_a = lib/root.rs
    test benches/b.rs
    example examples/in-folder/main.rs
    Cargo.toml:17:8: `../tests/main.rs` is not among the files looked at
      help: correct the path, or see whether an ignore file hides it
    ");
}

#[test]
fn test_outside_the_package() {
    let found = layout(
        r#"
//- Cargo.toml
[workspace]
members = ["linter"]
//- linter/Cargo.toml
[package]
name = "linter"
edition = "2024"
[[test]]
name = "all"
path = "../tests/main.rs"
//- linter/src/lib.rs
//- tests/main.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    linter 2024 in linter
      lib linter linter/src/lib.rs
      test all tests/main.rs sees linter = linter/src/lib.rs
    test tests/main.rs
    ");
}

#[test]
fn automatic_discovery_turned_off() {
    let found = layout(
        r#"
//- Cargo.toml
[package]
name = "a"
edition = "2021"
build = false
autolib = false
autobins = false
autotests = false
autobenches = false
autoexamples = false
[[test]]
name = "kept"
//- build.rs
//- src/lib.rs
//- src/main.rs
//- tests/kept.rs
//- tests/other.rs
//- benches/b.rs
//- examples/e.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2021 in .
      test kept tests/kept.rs
    test benches/b.rs
    example examples/e.rs
    test tests/kept.rs
    test tests/other.rs
    ");
}

#[test]
fn in_2015_one_declared_target_turns_discovery_off() {
    let found = layout(
        r#"
//- Cargo.toml
[package]
name = "old"
[[bin]]
name = "declared"
[[bench]]
name = "bench"
//- src/declared.rs
//- src/main.rs
//- src/bin/other.rs
//- src/bench.rs
//- tests/found.rs
//- new/Cargo.toml
[package]
name = "new"
edition = "2018"
[[bin]]
name = "declared"
//- new/src/bin/declared.rs
//- new/src/main.rs
//- asked/Cargo.toml
[package]
name = "asked"
autobins = true
[[bin]]
name = "declared"
//- asked/src/bin/declared.rs
//- asked/src/main.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    old 2015 in .
      bin declared src/declared.rs
      test found tests/found.rs
      bench bench src/bench.rs
    asked 2015 in asked
      bin asked asked/src/main.rs
      bin declared asked/src/bin/declared.rs
    new 2018 in new
      bin declared new/src/bin/declared.rs
      bin new new/src/main.rs
    test tests/found.rs
    ");
}

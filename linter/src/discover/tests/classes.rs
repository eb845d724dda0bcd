use super::*;

#[test]
fn folders_of_a_package_decide_the_class_of_files() {
    let found = layout(
        r#"
//- Cargo.toml
[workspace]
//- tests/whole.rs
//- a/Cargo.toml
[package]
name = "a"
edition = "2021"
//- a/build.rs
//- a/src/lib.rs
//- a/src/tests/inside.rs
//- a/src/examples.rs
//- a/benches/b.rs
//- a/examples/e.rs
//- a/examples/tests/mod.rs
//- a/tests/t/main.rs
//- a/tests/fixture/Cargo.toml
[package]
name = "fixture"
//- a/tests/fixture/src/lib.rs
//- a/tests/fixture/examples/f.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2021 in a
      lib a a/src/lib.rs
      example e a/examples/e.rs sees a = a/src/lib.rs
      test t a/tests/t/main.rs sees a = a/src/lib.rs
      bench b a/benches/b.rs sees a = a/src/lib.rs
      build build_script_build a/build.rs
    fixture 2015 in a/tests/fixture
      lib fixture a/tests/fixture/src/lib.rs
      example f a/tests/fixture/examples/f.rs sees fixture = a/tests/fixture/src/lib.rs
    test a/benches/b.rs
    example a/examples/e.rs
    example a/examples/tests/mod.rs
    example a/tests/fixture/examples/f.rs
    test a/tests/fixture/src/lib.rs
    test a/tests/t/main.rs
    test tests/whole.rs
    ");
}

#[test]
fn names_of_generated_files() {
    let found = layout(
        r#"
//- src/api.pb.rs
//- src/schema_generated.rs
//- src/x.generated.rs
//- src/y_capnp.rs
//- src/generated/nodes.rs
//- src/generated.rs
//- src/pb.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    generated src/api.pb.rs
    loose src/generated.rs
    generated src/generated/nodes.rs
    loose src/pb.rs
    generated src/schema_generated.rs
    generated src/x.generated.rs
    generated src/y_capnp.rs
    ");
}

#[test]
fn the_last_glob_wins() {
    let globs = [
        (Class::Test, "**/testing/**"),
        (Class::Production, "./src/testing/kept.rs"),
        (Class::Generated, "src/out/"),
        (Class::Production, "**/*.pb.rs"),
        (Class::Example, "*.rs"),
        (Class::Test, "no/such/file.rs"),
    ];
    let snapshot = snapshot(
        r#"
//- src/testing/a.rs
//- src/testing/kept.rs
//- src/out/deep/er.rs
//- src/a.pb.rs
//- src/b.rs
//- top.rs
"#,
    );
    let globs = ClassGlobs::new(globs).expect("sound globs");
    insta::assert_snapshot!(Layout::new(&snapshot, &globs).dump(), @"
    production src/a.pb.rs
    loose src/b.rs
    generated src/out/deep/er.rs
    test src/testing/a.rs
    production src/testing/kept.rs
    example top.rs
    ");
    assert_eq!(globs.idle(snapshot.files()), [5]);
}

#[test]
fn invalid_globs() {
    let error = ClassGlobs::new([(Class::Test, "fine/**"), (Class::Test, "a{b")]).expect_err("no glob");
    assert_eq!(error.0, 1);
    insta::assert_snapshot!(error.1, @"unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)");
}

//! What is read from syntax that parsers disagree on.

use super::{FileFacts, ItemKind};

/// What the code of a text names, by its spelling; what is compiled for tests only with a mark.
fn named(text: &str) -> Vec<String> {
    let facts = FileFacts::of(text);
    assert!(facts.problems.is_empty(), "{:?}", facts.problems);
    let mentions = facts.mentions.unpack();
    let mark = |test: bool| if test { " (test)" } else { "" };
    let references = mentions
        .references
        .iter()
        .map(|it| format!("{}{}", facts.spelled(it.path), mark(it.test)));
    let members = mentions
        .members
        .iter()
        .map(|it| format!(".{}{}", facts.name(it.name), mark(it.test)));
    references.chain(members).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(named(text), expected, "{text}");
}

#[test]
fn fields_of_tuples_in_a_row_are_no_fraction() {
    check("fn f(a: A) { a.0.1.b(); a.0. c; }", &["A", ".0", ".1", ".b", ".0", ".c"]);
}

#[test]
fn an_attribute_says_what_its_block_or_expression_is_for() {
    check(
        "fn f() { #[cfg(test)] { a(); } #[cfg(test)] b(); c(); }",
        &["a (test)", "b (test)", "c"],
    );
}

#[test]
fn attributes_of_arguments_name_something() {
    check("fn f() { g(#[h] || i(), #[j] async { k() }); }", &["g", "h", "i", "j", "k"]);
}

#[test]
fn a_lifetime_says_nothing_of_the_name_after_it() {
    check("macro_rules! m { () => { fn f() -> &'static A; } }", &["A"]);
}

#[test]
fn arguments_of_macros_are_read_to_their_end() {
    check("fn f(a: u8) { m!(a; B, C); }", &["m", "B", "C"]);
    check("fn f() { m!(A(b::C), D(e::F)); }", &["m", "A", "b::C", "D", "e::F"]);
    check("fn f() { m!(a = b(), ..); }", &["m", "b"]);
    check("m! { fn f(a: A); static B: C; }", &["m", "A", "C"]);
    check(
        "fn f(a: u8) { matches!(a, B::C(d) if d == e(), \"{}\", g()); }",
        &["matches", "B::C", "e", "g"],
    );
}

#[test]
fn functions_of_other_languages_may_be_safe() {
    let facts = FileFacts::of("unsafe extern \"C\" { pub safe fn f(a: A); }");
    let item = facts.items.first().expect("there is one");
    assert!(matches!(item.kind, ItemKind::Function(_)));
    assert_eq!((item.span.start, facts.problems.len()), (20, 0));
}

#[test]
fn what_stands_between_angles_before_a_name() {
    check(
        "fn f() { <A<B> as c::D>::e(); <F>::g(); <[H]>::i(); }",
        &["A", "B", "c::D::e", "F", "F::g", "H"],
    );
}

#[test]
fn problems_are_told_in_the_signs_of_the_language() {
    let told = |text: &str| {
        FileFacts::of(text)
            .problems
            .into_iter()
            .map(|it| it.message)
            .collect::<Vec<_>>()
    };
    assert_eq!(told("fn f() { g() h() }"), ["expected `;`"]);
    assert_eq!(told("struct S { a A }"), ["expected `:`"]);
    assert_eq!(told("fn f() { \"a }"), [super::parse::UNTERMINATED]);
}

//! Facts of syntax that parsers disagree on.

use super::{FileFacts, ForTests, ItemKind, LiteralRole};

/// The paths that the code of a text refers to, with a mark on those that are compiled for tests only.
fn named(text: &str) -> Vec<String> {
    let facts = FileFacts::parse(text);
    assert!(facts.problems.is_empty(), "{:?}", facts.problems);
    let mentions = facts.mentions();
    let mark = |test| if test == ForTests::ALWAYS { " (test)" } else { "" };
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

/// The position of a word determines whether it is a keyword. The edition would help, but the text does not contain it.
#[test]
fn words_that_became_keywords_may_be_names() {
    check(
        "fn f() { try!(g()); a.async(); h(async, dyn); }",
        &["try", "g", "a", "h", "async", "dyn", ".async"],
    );
    check(
        "fn async(dyn: A) { dyn::b(); let try = c; d(try); }",
        &["A", "dyn::b", "c", "d"],
    );
    check("macro_rules! try { () => { e() } }", &["e"]);
    check(
        "mod async; mod dyn { use async::A; fn f(a: dyn::A) { a.try() } }",
        &["dyn::A", ".try"],
    );
    check(
        "fn f(a: &dyn A, b: &(dyn ::b::C + 'static)) { async { a.await.c(); }; async move { d() }; }",
        &["A", "::b::C", "d", ".c"],
    );
}

/// Syntax of edition 2015.
#[test]
fn parameters_of_a_trait_may_be_types_alone() {
    check(
        "trait T { fn a(&mut self, u8, &A<B, C>) -> D; fn b<F: Fn(E) -> G>(F, x: H, (I, J)) { k(); } fn l(self: &M, ...); }",
        &["A", "B", "C", "D", "Fn", "E", "G", "H", "I", "J", "k", "M"],
    );
    let facts = FileFacts::parse("trait T { fn a(&mut self, u8, x: A); } fn b() {}");
    let ItemKind::AssociatedFunction(signature, _) = &facts.items[1].kind else {
        panic!("it is a function")
    };
    assert_eq!((signature.inputs.len(), signature.takes_self), (3, true));
    assert!(!FileFacts::parse("fn a(u8) {}").problems.is_empty());
}

/// A file is parsed piece by piece; if the pieces are cut at the wrong places, as a whole.
#[test]
fn wherever_a_file_is_cut_it_is_read() {
    check(
        "impl A<{ b() }> for C<{ d() }, E> {} f! {} g!(); struct H;",
        &["A", "b", "C", "d", "E", "f", "g"],
    );
    check("trait A<const N: usize = { b() }>: C {}", &["b", "C"]);
    let problems = |text: &str| FileFacts::parse(text).problems.len();
    assert_eq!(problems("fn a() {} #![b] fn c() {}"), 1);
    assert_eq!(problems("#![b] fn a() {}"), 0);
    assert_eq!(problems("//! a"), 0);
    assert_eq!(problems("#![a]"), 0);
    assert_eq!(problems("fn a() {} } fn b() {}"), 1);
}

/// `proc_macro2` panics on such names, which are tokens to the compiler's lexer.
#[test]
fn what_is_no_name_is_no_syntax_and_no_panic() {
    for word in ["r#self", "r#Self", "r#super", "r#crate", "r#_", "'1a", "'r#self"] {
        check(&format!("fn f() {{ m!({word}); g(); }}"), &["m", "g"]);
        let problems = FileFacts::parse(&format!("fn f() {{ {word}; }} fn g() {{}}")).problems;
        assert!(
            matches!(&problems[..], [only] if only.message == "unknown token"),
            "{word}: {problems:?}"
        );
    }
}

#[test]
fn what_only_an_attribute_macro_takes_is_read_without_it() {
    check("#[a::b] pub impl A for B { fn f(self) { c(); } }", &["a::b", "A", "B", "c"]);
    check("#[b] pub(crate) unsafe impl B { const C: D = E; }", &["b", "B", "D", "E"]);
    check(
        "fn f(a: A) { match a { B(box C { d }) => d.e(), _ => g() } }",
        &["A", "B", "C", "g", ".e"],
    );
}

#[test]
fn paths_in_the_braces_of_a_use_may_begin_at_the_crates() {
    let facts = FileFacts::parse("use {::a::b, c::{::d, e}};");
    let paths: Vec<String> = facts.imports.iter().map(|import| facts.spelled(import.path)).collect();
    assert_eq!(paths, ["::a::b", "::c::d", "c::e"]);
    check(
        "fn f() { S { a: { ::b::c() }, d: [::e::F] } }",
        &["S", "::b::c", "::e::F", ".a", ".d"],
    );
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
    let facts = FileFacts::parse("unsafe extern \"C\" { pub safe fn f(a: A); }");
    let item = facts.items.first().expect("there is one");
    assert!(matches!(item.kind, ItemKind::Function(_)));
    assert_eq!((item.span.start, facts.problems.len()), (20, 0));
}

/// Checks the links in the doc comments of a text, each as often as it is recorded.
#[track_caller]
fn check_links(text: &str, expected: &[&str]) {
    let facts = FileFacts::parse(text);
    let links = facts.mentions().doc_links;
    let links: Vec<String> = links.iter().map(|link| facts.spelled(link.path)).collect();
    assert_eq!(links, expected, "{text}");
}

#[test]
fn links_are_found_wherever_docs_may_stand() {
    check_links("#![x]\n//! [`A`]\n/// [`B`]\nfn f() {}", &["A", "B"]);
    check_links("/// [`A`]\n#[x]\n/// [`B`]\npub fn f() {\n//! [`C`]\n}", &["A", "B", "C"]);
    check_links("mod a {\n#![x]\n//! [`A`]\n/// [`B`]\nuse c; }", &["A", "B"]);
    check_links("struct S {\n/// [`A`]\na: B,\n/// [`C`]\nd: E }", &["A", "C"]);
    check_links("enum E {\n/// [`A`]\nB(\n/// [`C`]\nD), }", &["A", "C"]);
    check_links("impl S {\n//! [`A`]\n/// [`B`]\nconst C: D = 1; }", &["A", "B"]);
    check_links("#[cfg_attr(x, doc = \"[`A`]\")] #[doc = \"[`B`]\"] fn f() {}", &["A", "B"]);
    check_links("m! {\n/// [`A`]\nfn f() {} }", &["A"]);
}

#[test]
fn ends_of_ranges_are_constants() {
    check("fn f(a: u8) { match a { B..=c::D => {} e => g(e) } }", &["B", "c::D", "g"]);
}

#[test]
fn a_number_has_the_type_of_its_suffix() {
    check("fn f() { 1u8.a(); 0x1f.b(); 2.5_f64.c(); }", &[".a", ".b", ".c"]);
    let facts = FileFacts::parse("fn f() { 1u8.a(); 2.5_f64.c(); }");
    let named = |name: &str| {
        facts
            .paths
            .iter()
            .any(|path| path.segments.iter().any(|it| facts.name(*it) == name))
    };
    assert!(named("u8") && named("f64") && !named("f32"));
}

#[test]
fn the_last_thread_local_may_stand_without_its_semicolon() {
    let facts = FileFacts::parse("thread_local! { static A: B = C; static D: E = F }");
    let names: Vec<&str> = facts.items.iter().map(|item| facts.name(item.name)).collect();
    assert_eq!(names, ["A", "D"]);
    assert!(facts.items.iter().all(|item| item.kind == ItemKind::Static));
}

#[test]
fn what_stands_between_angles_before_a_name() {
    check(
        "fn f() { <A<B> as c::D>::e(); <F>::g(); <[H]>::i(); }",
        &["A", "B", "c::D::e", "F", "F::g", "H", "i"],
    );
}

#[test]
fn problems_are_told_in_the_signs_of_the_language() {
    let told = |text: &str| {
        FileFacts::parse(text)
            .problems
            .into_iter()
            .map(|it| it.message)
            .collect::<Vec<_>>()
    };
    assert_eq!(told("fn f() { g() h() }"), ["unexpected token, expected `;`"]);
    assert_eq!(told("struct S { a A }"), ["expected `:`"]);
    assert_eq!(told("fn f() { \"a }"), [super::extract::UNTERMINATED]);
}

/// Each body contains the text of all within it, so very deeply nested ones are not recorded on their own.
#[test]
fn bodies_in_bodies_do_not_multiply() {
    let tokens = |open: &str, close: &str, depth: usize| -> u64 {
        let text = format!("fn outer() {{ {}{} }}", open.repeat(depth), close.repeat(depth));
        let bodies = FileFacts::parse(&text).bodies();
        bodies.iter().map(|body| u64::from(body.tokens)).sum()
    };
    for (open, close) in [("fn f() { g(1); ", "}"), ("let f = || { g(1); ", "};")] {
        let (few, many) = (tokens(open, close, 500), tokens(open, close, 1000));
        assert!(few > 0 && many * 2 < few * 5, "{open}: {few} tokens, then {many}");
    }
}

/// The string literals of a text, each with its line, its role, and a mark if it is compiled for tests only.
#[track_caller]
fn check_literals(text: &str, expected: &[(u32, &str, LiteralRole)]) {
    let facts = FileFacts::parse(text);
    let literals = facts.literals();
    let found: Vec<(u32, &str, LiteralRole)> = literals
        .list
        .iter()
        .map(|it| (it.span.line, literals.value(it), it.role))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn literals_have_values_without_escapes() {
    use LiteralRole::{Initializer, Pattern, Plain};
    check_literals(
        "const A: &str = \"a\\n\\u{e9}\";\nstatic B: &str = &(r#\"b\"c\"#);\nfn f(x: &str) { match x { \"d\" | \"e\" => g(\"f\", b\"x\", c\"y\", 'z'), _ => {} } }",
        &[
            (1, "a\né", Initializer),
            (2, "b\"c", Initializer),
            (3, "d", Pattern),
            (3, "e", Pattern),
            (3, "f", Plain),
        ],
    );
}

#[test]
fn attributes_and_comments_have_no_literals() {
    check_literals(
        "//! \"a\"\n#![doc = \"b\"]\n/// \"c\"\n#[serde(rename = \"d\")] struct S; // \"e\"\nfn f() { #[allow(x = \"g\")] h(); m! { #[i = \"j\"] } }",
        &[],
    );
}

#[test]
fn the_format_string_of_a_macro_is_found_behind_its_other_arguments() {
    use LiteralRole::{Concatenated, Format, Plain};
    check_literals(
        "fn f() {
            format!(\"a {} {b:?} {C} {{c}}\", \"d\");
            write!(to, \"e{{}}\");
            assert_eq!(x, \"g\", \"h {}\", i);
            tracing::info!(target: \"j\", k = \"l\", \"m {n}\");
            concat!(\"o\", env!(\"p\"));
            other!(\"q {}\");
            broken! { @ format!(\"r {s}\") \"t\" }
        }",
        &[
            (2, "a {} {} {C} {{c}}", Format),
            (2, "d", Plain),
            (3, "e{}", Format),
            (4, "g", Plain),
            (4, "h {}", Format),
            (5, "j", Plain),
            (5, "l", Plain),
            (5, "m {}", Format),
            (6, "o", Concatenated),
            (6, "p", Plain),
            (7, "q {}", Plain),
            (8, "r {}", Format),
            (8, "t", Plain),
        ],
    );
}

#[test]
fn operands_are_parts_of_a_text() {
    use LiteralRole::{Part, Plain};
    check_literals(
        "fn f() {
            \"a\".to_owned() + b + \"c\" + &\"d\";
            e += \"g\"; e.push_str(\"h\"); e.push_str(&\"i\");
            e.push(\"j\"); e = \"k\"; e == \"l\";
        }",
        &[
            (2, "a", Part),
            (2, "c", Part),
            (2, "d", Part),
            (3, "g", Part),
            (3, "h", Part),
            (3, "i", Part),
            (4, "j", Plain),
            (4, "k", Plain),
            (4, "l", Plain),
        ],
    );
}

/// A literal is one literal in one place, however many expansions contain it.
#[test]
fn the_rules_of_a_macro_and_tokens_that_do_not_parse_have_literals() {
    use LiteralRole::Plain;
    check_literals(
        "macro_rules! a { ($x:expr) => { b($x, \"c\") } }\nfn f() { a!(\"d\"); lazy! { static ref E => \"g\" } }",
        &[(1, "c", Plain), (2, "d", Plain), (2, "g", Plain)],
    );
}

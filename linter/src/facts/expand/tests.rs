//! Each test gives the rules of a macro, a call, and the tokens that the call is replaced by.

use proptest::prelude::*;

use super::*;
use crate::facts::extract::source::Source;

fn expansion(rules: &str, call: &str) -> Option<String> {
    let (definition, call) = (format!("{{ {rules} }}"), format!("m!({call})"));
    let (definition, call) = (
        MacroDefinition::parse(MacroText::OfFile(&definition))?,
        MacroText::OfFile(&call).input(),
    );
    let text = on_large_stack([&definition.input.source, &call.source], || {
        transcribe(&definition, &call, Grammar::Items)
    })??
    .text;
    let source = Source::from_expansion(text, Ranges::default());
    let shown = source.tokens.iter().map(|token| match token.text(&source.text) {
        "\u{1}" => "«",
        "\u{2}" => "»",
        text => text,
    });
    Some(shown.collect::<Vec<_>>().join(" "))
}

#[track_caller]
fn check(rules: &str, call: &str, expected: &str) {
    assert_eq!(expansion(rules, call).as_deref(), Some(expected), "{rules} with {call}");
}

#[track_caller]
fn check_unmatched(rules: &str, call: &str) {
    assert_eq!(expansion(rules, call), None, "{rules} with {call}");
}

#[test]
fn every_kind_of_fragment_is_found() {
    check("($a:ident) => { fn $a() {} };", "name", "fn name ( ) { }");
    check(
        "($a:expr, $b:expr) => { $a * $b };",
        "1 + 2, |a, b| f::<A, B>(a)",
        "« 1 + 2 » * « | a , b | f : : < A , B > ( a ) »",
    );
    check(
        "($a:ty, $b:ty) => { x::<$b, $a> };",
        "Vec<(A, B)>, &'a [u8; 2]",
        "x : : < « & 'a [ u8 ; 2 ] » , « Vec < ( A , B ) > » >",
    );
    check(
        "($a:ty = $b:expr) => { let x: $a = $b; };",
        "HashMap<A, B> = a == b",
        "let x : « HashMap < A , B > » = « a = = b » ;",
    );
    check(
        "($a:path, $b:path) => { $b $a };",
        "::a::B<C, D>, e",
        "e : : a : : B < C , D >",
    );
    check(
        "($a:pat => $b:expr) => { match x { $a => $b } };",
        "A | B { c, .. } => 1",
        "match x { A | B { c , . . } = > 1 }",
    );
    check("($a:pat_param | $b:pat_param) => { [$b, $a] };", "A | B", "[ B , A ]");
    check("($a:pat if $b:expr) => { $b };", "Some(1..=2) if a", "a");
    check(
        "($a:stmt; $b:stmt) => { $b; $a; };",
        "let x = 1; x += 1",
        "x + = 1 ; let x = 1 ;",
    );
    check("($a:block $b:block) => { $b $a };", "{ 1 } { 2 }", "{ 2 } { 1 }");
    check(
        "($($a:item)*) => { mod m { $($a)* } };",
        "fn f() {} struct S; impl S {}",
        "mod m { fn f ( ) { } struct S ; impl S { } }",
    );
    check(
        "(#[$a:meta] #[$b:meta]) => { #[$b] #[$a] };",
        "#[a = \"b\"] #[c::d(e)]",
        "# [ c : : d ( e ) ] # [ a = \"b\" ]",
    );
    check(
        "($a:vis $b:vis fn) => { $a struct A; $b struct B; };",
        "pub(crate) fn",
        "pub ( crate ) struct A ; struct B ;",
    );
    check(
        "($a:lifetime $b:literal $c:literal) => { $c $b $a };",
        "'a -1 \"b\"",
        "\"b\" - 1 'a",
    );
    check(
        "($($a:tt)*) => { $(<$a>)* };",
        "a => (b c) ..= 'x",
        "< a > < = > > < ( b c ) > < . . = > < 'x >",
    );
}

#[test]
fn the_first_rule_that_matches_is_taken() {
    let rules = "() => { 0 }; (@one $a:expr) => { $a }; ($a:ident) => { ident }; (_) => { underscore }; ($a:expr) => { expr }";
    check(rules, "", "0");
    check(rules, "@one 1", "1");
    check(rules, "a", "ident");
    check(rules, "_", "underscore");
    check(rules, "a + 1", "expr");
    check_unmatched(rules, "a b");
}

#[test]
fn repetitions_are_matched_and_written_in_step() {
    check("($($a:ident),* $(,)?) => { [$($a),*] };", "a, b, c,", "[ a , b , c ]");
    check("($($a:ident),+) => { $($a;)+ };", "a, b", "a ; b ;");
    check_unmatched("($($a:ident),+) => { $($a;)+ };", "");
    check(
        "($($a:ident => $b:expr);*) => { $(f($a, $b);)* };",
        "a => 1; b => 2",
        "f ( a , 1 ) ; f ( b , 2 ) ;",
    );
    check(
        "($($a:ident: [$($b:expr),*]),*) => { $($(f($a, $b);)*)* };",
        "x: [1, 2], y: []",
        "f ( x , 1 ) ; f ( x , 2 ) ;",
    );
    check(
        "($a:ident; $($b:expr),*) => { $($a += $b;)* };",
        "x; 1, 2",
        "x + = 1 ; x + = 2 ;",
    );
    check("($($a:ident)=>*) => { $($a)||* };", "a => b", "a | | b");
    check("(a $(b)* b c) => { yes };", "a b b c", "yes");
    check(
        "({ $({ $($a:tt)* })* }, { $($b:tt)* }) => { $([$($a)*])* $($b)* };",
        "{ { a b } { c } }, { d }",
        "[ a b ] [ c ] d",
    );
    check(
        "($(#[$a:meta])* $b:vis struct $c:ident;) => { $(#[$a])* $b enum $c {} };",
        "#[x] struct S;",
        "# [ x ] enum S { }",
    );
    check_unmatched("($($a:ident),*; $($b:ident),*) => { $($a $b)* };", "a, b; c");
}

#[test]
fn what_a_macro_defines_keeps_its_own_variables() {
    check(
        "($a:ident) => { macro_rules! $a { ($($b:expr),*) => { $($b)* + $a } } };",
        "inner",
        "macro_rules ! inner { ( $ ( $ b : expr ) , * ) = > { $ ( $ b ) * + inner } }",
    );
    check("() => { $crate::a::b() };", "", "$crate : : a : : b ( )");
}

#[test]
fn names_are_pasted() {
    let paste = "($($code:tt)*) => { ${paste($code)} };";
    check(
        paste,
        "fn [<get_ name>]() { [<Some Name:snake>](1) }",
        "fn get_name ( ) { Somename ( 1 ) }",
    );
    check(
        paste,
        "struct [<some_name:camel Kind>]; const [<a b:upper>]: [u8; 1] = [<X>];",
        "struct SomeNameKind ; const aB : [ u8 ; 1 ] = X ;",
    );
    check(paste, "[<a \"b\" 1>]", "ab1");
    check_unmatched(paste, "[<a:other>]");
    check_unmatched(paste, "[<:snake>] [<>]");
}

#[test]
fn dollar_crate_of_a_call_is_that_of_the_text_around() {
    let (definition, call) = (
        MacroDefinition::parse(MacroText::OfFile("{ ($a:path) => { $crate::b($a) } }")).expect("rules"),
        MacroText::OfExpansion("m!($crate::a)").input(),
    );
    let text = transcribe(&definition, &call, Grammar::Items).expect("the rule matches").text;
    assert_eq!(text.split_whitespace().collect::<String>(), "$crate::b($$crate::a)");
}

#[test]
fn doc_comments_are_attributes() {
    let documented = "fn x ( ) { # ! [ doc = r\" text\" ] }";
    check(
        "(#[doc = $d:literal] $a:ident) => { fn $a() { #![doc = $d] } };",
        "/// text\nx",
        documented,
    );
    check(
        "($a:ident) => { one }; ($(#[$d:meta])+ $a:ident) => { $(#[$d])+ fn $a() {} };",
        "/// a\n/** b */ x",
        "# [ doc = r\" a\" ] # [ doc = r\" b \" ] fn x ( ) { }",
    );
    check("($a:ident #[$d:meta]) => { $a };", "x /// text\n", "x");
    check("(#![$a:meta] #![$b:meta] $c:ident) => { $c };", "//! a\n/*! b */ x", "x");
    check(
        "($(#[doc = $c:expr])*) => { f($($c,)*) };",
        "///\n///b\r\n",
        "f ( r\"\" , r\"b\" , )",
    );
    check("(#[doc = r\" A:\"]) => { yes };", "/// A:\n", "yes");
    check(
        "($($a:tt)*) => { $([$a])* };",
        "/// \"#\n",
        "[ # ] [ [ doc = r##\" \"#\"## ] ]",
    );
    check("($a:ident) => { /// text\n $a };", "x", "# [ doc = r\" text\" ] x");
    // rustc skips those of a matcher.
    check("(/// text\n $a:ident) => { $a };", "x", "x");
    check_unmatched("(/// text\n $a:ident) => { $a };", "/// text\n x");
}

#[test]
fn doc_comments_keep_their_places() {
    let rules = "{ ($(#[$m:meta])* $n:ident) => { $(#[$m])* struct $n; } }";
    let call = "m!(\n  /** Of\n   [`One`]. */ Name\n)";
    let definition = MacroDefinition::parse(MacroText::OfFile(rules)).expect("rules");
    let found = Expansion::new(&definition, MacroText::OfFile(call), Grammar::Items).expect("the rule matches");
    let place = |span: Span| {
        let (origin, at) = found.origin(span)?;
        let text = call.get(at.start as usize..at.end as usize)?;
        Some((origin, text, at.line, at.column))
    };
    let link = found.facts.mentions().doc_links[0].span;
    assert_eq!(place(link), Some((Origin::Call, "One", 3, 6)));
    assert_eq!(place(found.facts.items[0].name_span), Some((Origin::Call, "Name", 3, 16)));
}

#[test]
fn operators_are_compared_whole() {
    let chosen = |rules: &[(&str, &str)], call: &str, expected: &str| {
        let rules = rules
            .iter()
            .map(|(matcher, name)| format!("({matcher} $($rest:tt)*) => {{ {name} }};"));
        check(&rules.collect::<String>(), call, expected);
    };
    let optional = [("$($a:ident)? :", "one"), ("$($a:ident)? ::", "two")];
    chosen(&optional, "x::y", "two");
    chosen(&optional, "x: :y", "one");
    for (short, long) in [
        ("=", "=>"),
        ("=", "=="),
        ("+", "+="),
        ("<", "<="),
        ("<", "<-"),
        ("!", "!="),
        ("&", "&&"),
        ("|", "||"),
        (">", ">>"),
        (">>", ">>="),
        ("..", "..="),
        ("..", "..."),
        ("-", "->"),
    ] {
        chosen(&[(short, "short"), (long, "long")], &format!("{long} y"), "long");
    }
    chosen(&[("<<", "one"), ("", "other")], "< < y", "other");
    chosen(&[("< <", "two"), ("", "other")], "<< y", "other");
    chosen(&[("- >", "spaced"), ("->", "arrow")], "-> y", "arrow");
    check("($($a:ident)::*) => { $($a)* };", "a::b", "a b");
    check_unmatched("($($a:ident):*) => { $($a)* };", "a::b");
    check("($($a:ident)+=*) => { $($a)* };", "a += b", "a b");
    check("($a:ty = $b:tt) => { $b };", "A<B>= c", "c");
    check(
        "($a:tt $b:tt $c:tt) => { three }; ($a:tt $b:tt $c:tt $d:tt) => { four };",
        "x <- y",
        "three",
    );
}

#[test]
fn a_dollar_at_the_end_of_a_group_is_a_token() {
    let rules = "([$]) => { dollar }; ([[$] $a:ident]) => { $a [$] }; ($a:ident) => { fn $a() {} };";
    check(rules, "x", "fn x ( ) { }");
    check(rules, "[$]", "dollar");
    check(rules, "[[$] x]", "x [ $ ]");
}

#[test]
fn the_value_of_an_attribute_is_one_expression() {
    check("($m:meta, $a:ident) => { #[$m] $a };", "a = \"x\", y", "# [ a = \"x\" ] y");
    check(
        "($m:meta; $a:ident) => { #[$m] $a };",
        "doc = concat!(\"a\", \"b\"); y",
        "# [ doc = concat ! ( \"a\" , \"b\" ) ] y",
    );
    check(
        "($m:meta => $a:ident) => { #[$m] $a };",
        "a::b(c = d) => y",
        "# [ a : : b ( c = d ) ] y",
    );
    check("($m:meta => $a:ident) => { #[$m] $a };", "a => y", "# [ a ] y");
}

#[test]
fn all_ways_to_match_are_followed() {
    for times in ["*", "+"] {
        check(
            &format!("($($a:ident => $b:ty $(,)?),{times}) => {{ $($a: $b;)* }};"),
            "x => y, z => w,",
            "x : y ; z : w ;",
        );
    }
    check("($($a:ident $(;)?)*) => { $($a)* };", "x; y z;", "x y z");
    check("($(a b),* $(, a c)?) => { yes };", "a b, a b, a c", "yes");
    check(
        "($([$($a:ident),* $(,)?]),* $(,)?) => { $({$($a)*})* };",
        "[x, y,], [], [z],",
        "{ x y } { } { z }",
    );
    check(
        "($($a:ident $(= $b:literal $(+ $c:literal)*)?;)*) => { $($a $($b $($c)*)?)* };",
        "x; y = 1; z = 2 + 3 + 4;",
        "x y 1 z 2 3 4",
    );
    // What rustc calls ambiguous has no match.
    check_unmatched("($($a:ident)* $b:ident) => { $b };", "x y");
}

/// As in rustc, the first token of a fragment determines whether it is tried.
#[test]
fn a_fragment_begins_with_a_token_of_its_kind() {
    check("($(let $a:pat = )? $b:expr) => { $b };", "let x = y", "y");
    check("($a:vis) => { vis }; ($($t:tt)*) => { other };", "", "other");
    check("($(#[$a:meta])* $($b:ty)?) => { [$($b)?] };", "#[a]", "[ ]");
    check(
        "($a:pat => $b:tt) => { pat }; ($($t:tt)*) => { other };",
        "..=1 => x",
        "other",
    );
}

#[test]
fn a_path_is_that_of_a_type() {
    let rules = "($p:path) => { path }; ($t:ty) => { ty };";
    for path in [
        "a",
        "::a::B<C, D>",
        "a::b::<u8>::c",
        "Fn(u8) -> u8",
        "std::ops::Fn(u8)",
        "Fn::(A, B) -> C<D>",
    ] {
        check(rules, path, "path");
    }
    check(rules, "<A as B>::C", "ty");
    check("($p:path, $q:path) => { $q };", "Fn(u8) -> Vec<u8>, b", "b");
}

#[test]
fn a_range_pattern_may_have_no_end() {
    let rules = "($p:pat => $f:expr) => { $f }; ($p:pat = $f:expr) => { [$f] }; ($p:pat, $f:expr) => { ($f) };";
    check(rules, "1.. => c", "c");
    check(rules, "1..=2 => c", "c");
    check(rules, "1.. = c", "[ c ]");
    check(rules, "1.., c", "( c )");
}

#[test]
fn time_is_proportional_to_the_call() {
    let rules = "($($(#[$m:meta])* $a:ident = $b:expr $(;)?),* $(,)?) => {};";
    let definition = MacroDefinition::parse(MacroText::OfFile(&format!("{{ {rules} }}"))).expect("rules");
    let steps = |count: usize| {
        let call = MacroText::OfFile(&format!("m!({})", "a = f(1 + 2), ".repeat(count))).input();
        let arguments = transcribing::arguments(&call.source).expect("delimiters");
        let mut matching = Matching::new(&definition.input.source, &call.source, &arguments);
        assert!(matching.bindings(&definition.rules[0], &arguments).is_some());
        matching.steps()
    };
    assert!(steps(2000) <= 2 * steps(1000));
}

#[test]
fn growth_and_depth_are_limited() {
    let doubling = format!("($a:tt) => {{ {} }};", "$a".repeat(2000));
    check_unmatched(&doubling, &format!("({})", "a ".repeat(2000)));
    let deep = |count: usize| format!("({} $a:ident {}) => {{}};", "$(".repeat(count), ")*".repeat(count));
    check_unmatched(&deep(5000), "a");
    let exponential = "($($($($($a:ident)*)*)*)* b) => {};";
    check_unmatched(exponential, &"a ".repeat(2000));
}

/// Clone detection asks for the last byte of a body with the line and the column of its first.
#[test]
fn the_origin_of_a_byte_does_not_depend_on_its_line_and_column() {
    let definition = MacroDefinition::parse(MacroText::OfFile("{ ($a:ident) => { fn $a() { $a() } }; }"));
    let definition = definition.expect("the rules are supported");
    let found = Expansion::new(&definition, MacroText::OfFile("m!(name)"), Grammar::Items).expect("a rule matches");
    for start in 0..20 {
        for (line, column) in [(1, 1), (1, 99), (2, 1)] {
            let end = start + 1;
            let span = Span {
                start,
                end,
                line,
                column,
            };
            let exact = Span {
                line: 1,
                column: start + 1,
                ..span
            };
            let origin = |span| found.origin(span).map(|(origin, at)| (origin, at.start));
            assert_eq!(origin(span), origin(exact), "{span:?}");
        }
    }
}

#[test]
fn each_part_has_its_origin() {
    let rules = "{ ($name:ident, $value:expr) => {\n    pub fn $name() -> u8 {\n        $value\n    }\n} }";
    let call = "m!(\n  one,\n  two::three(4)\n)";
    let definition = MacroDefinition::parse(MacroText::OfFile(rules)).expect("rules");
    let found = Expansion::new(&definition, MacroText::OfFile(call), Grammar::Items).expect("the rule matches");
    let item = &found.facts.items[0];
    let place = |span: Span| {
        let (origin, at) = found.origin(span)?;
        let text = if origin == Origin::Call { call } else { rules };
        Some((
            text[at.start as usize..at.end as usize].to_owned(),
            origin,
            at.line,
            at.column,
        ))
    };
    assert_eq!(place(item.name_span), Some(("one".into(), Origin::Call, 2, 3)));
    let mentions = found.facts.mentions();
    let path = mentions
        .references
        .iter()
        .find(|it| found.facts.spelled(it.path) == "two::three");
    assert_eq!(
        path.and_then(|it| place(it.span)),
        Some(("two::three".into(), Origin::Call, 3, 3))
    );
    let start = found.facts.items[0].span;
    let first_word = Span {
        end: start.start + 3,
        ..start
    };
    assert_eq!(place(first_word), Some(("pub".into(), Origin::Definition, 2, 5)));
}

/// Tokens that make rules, calls and things between them.
fn tokens() -> impl Strategy<Value = String> {
    let token = prop::sample::select(vec![
        "$a",
        "$b",
        ":",
        "expr",
        "ident",
        "tt",
        "ty",
        "item",
        "vis",
        "$(",
        ")*",
        "),+",
        ")?",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "=>",
        ",",
        ";",
        "fn",
        "struct",
        "let",
        "a",
        "b::c",
        "é",
        "'x",
        "1",
        "\"s\"",
        "#",
        "!",
        "$crate",
        "macro_rules!",
        "/// d\n",
        "// c\n",
        "<",
        ">",
        "|",
        "=",
        "+",
    ]);
    prop::collection::vec(token, 0..24).prop_map(|tokens| tokens.join(" "))
}

proptest! {
    #[test]
    fn parts_of_an_expansion_lie_in_the_two_texts(matcher in tokens(), template in tokens(), rest in tokens(), arguments in tokens()) {
        let rules = format!("{{ ($($a:tt)* {matcher}) => {{ $($a)* {template} }}; ($($a:tt)*) => {{ $($a)* }}; {rest} }}");
        let call = format!("m!({arguments})");
        let Some(definition) = MacroDefinition::parse(MacroText::OfFile(&rules)) else { return Ok(()) };
        for grammar in [Grammar::Items, Grammar::Statements, Grammar::Expression, Grammar::ImplItems, Grammar::Pattern, Grammar::Type] {
            let expand = || Expansion::new(&definition, MacroText::OfFile(&call), grammar);
            let Some(expansion) = expand() else { continue };
            let again = expand();
            prop_assert_eq!(again.as_ref(), Some(&expansion));
            for (origin, text) in [(Origin::Call, &call), (Origin::Definition, &rules)] {
                for (start, end) in expansion.parts_of(origin) {
                    prop_assert!(text.get(start as usize..end as usize).is_some());
                }
            }
        }
    }
}

#[test]
fn the_last_expression_of_a_block_may_become_statements() {
    let definition = MacroDefinition::parse(MacroText::OfFile("{ ($($a:expr),*) => { $(let x = $a;)* } }")).expect("rules");
    let expanded = |grammar| Expansion::new(&definition, MacroText::OfFile("m!(a(), b())"), grammar);
    assert_eq!(expanded(Grammar::Expression), expanded(Grammar::Statements));
    assert!(expanded(Grammar::Pattern).is_none());
}

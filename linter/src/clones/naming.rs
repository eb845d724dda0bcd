//! What a body names: the functions it calls, the variants and constants it mentions, its literals. Two bodies that name other
//! things do other things, however similar their form is.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Piece, PieceKind};

/// Names that say how something is done rather than what: adapters and conversions of the standard library, which a loop or a
/// `match` replaces. Variants that every body has are among them.
const ADAPTERS: &str = "Box Err Self None Ok Self Some String Vec all and_then any as_deref as_mut as_ref as_slice as_str \
    borrow chain clone cloned collect contains contains_key copied count default empty enumerate entry eq err expect extend filter filter_map \
    find find_map flat_map flatten fold for_each format from get get_mut get_or_insert_with insert inspect into into_iter is_empty \
    is_err is_none is_none_or is_ok is_some is_some_and iter iter_mut join last len map map_err map_or map_or_else matches max min ne \
    new next not ok ok_or ok_or_else once or_default or_else or_insert or_insert_with position product push push_str reduce rev skip \
    skip_while sort sort_unstable step_by sum take take_while then then_some to_owned to_string to_vec try_fold try_for_each unwrap \
    unwrap_or unwrap_or_default unwrap_or_else vec with_capacity write writeln zip";

/// Literals that every body has.
const TRIVIAL: &str = "0 1 0u8 1u8 0u32 1u32 0i32 1i32 0u64 1u64 0i64 1i64 0usize 1usize 0.0 1.0 \"\"";

/// Keywords by which a body does not run straight from its beginning to its end.
const BRANCHES: &str = "if match for while loop";

/// Pieces that are looked for in bodies.
struct Known {
    open: Piece,
    /// What follows an argument.
    ends: [Piece; 2],
    dot: Piece,
    colon: Piece,
    equals: Piece,
    greater: Piece,
    pipe: Piece,
    match_: Piece,
    branches: FxHashSet<Piece>,
    adapters: FxHashSet<Piece>,
    trivial: FxHashSet<Piece>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let word = |text: &str| Piece::of(PieceKind::Word, text);
    let adapters = ADAPTERS.split_ascii_whitespace();
    let adapters = adapters.flat_map(|name| [Piece::of(PieceKind::Name, name), Piece::of(PieceKind::Type, name)]);
    Known {
        open: Piece::of(PieceKind::Punctuation, "("),
        ends: [",", ")"].map(|text| Piece::of(PieceKind::Punctuation, text)),
        dot: word("."),
        colon: word(":"),
        equals: word("="),
        greater: word(">"),
        pipe: word("|"),
        match_: word("match"),
        branches: BRANCHES.split_ascii_whitespace().map(word).collect(),
        adapters: adapters.collect(),
        trivial: TRIVIAL
            .split_ascii_whitespace()
            .map(|text| Piece::of(PieceKind::Literal, text))
            .collect(),
    }
});

/// Whether neither of two bodies names a function, variant, constant or literal instead of one that the other names, adapters aside;
/// one of them may name more. Those that run straight name each of them about as often.
pub(super) fn name_the_same(one: &[Piece], other: &[Piece]) -> bool {
    let (of_one, of_other) = (named(one), named(other));
    let total = |named: &FxHashMap<Piece, u32>| named.values().sum::<u32>();
    let (fewer, more) = (total(&of_one).min(total(&of_other)), total(&of_one).max(total(&of_other)));
    let are_named_as_often = fewer * 2 > more || !runs_straight(one) || !runs_straight(other);
    let is_within = |one: &FxHashMap<Piece, u32>, other: &FxHashMap<Piece, u32>| one.keys().all(|name| other.contains_key(name));
    are_named_as_often && (is_within(&of_one, &of_other) || is_within(&of_other, &of_one))
}

/// What a body names, with the number of occurrences, without adapters. Fields and modules do not count.
fn named(form: &[Piece]) -> FxHashMap<Piece, u32> {
    let known = &*KNOWN;
    let mut named = FxHashMap::default();
    for at in 0..form.len() {
        let piece = form[at];
        let is_called = form.get(at + 1) == Some(&known.open);
        let is_qualifier = form.get(at + 1) == Some(&known.colon);
        let counts = match piece.kind() {
            PieceKind::Literal => !known.trivial.contains(&piece),
            PieceKind::Name => !is_qualifier && (is_called || !is_member(form, at)),
            PieceKind::Type => is_called,
            _ => false,
        };
        if counts && !known.adapters.contains(&piece) {
            *named.entry(piece).or_default() += 1;
        }
    }
    named
}

/// Whether a piece is a field or method.
fn is_member(form: &[Piece], at: usize) -> bool {
    let before = |steps: usize| at.checked_sub(steps).and_then(|before| form.get(before));
    before(1) == Some(&KNOWN.dot) && before(2) != Some(&KNOWN.dot)
}

/// The names of the methods that a body calls, in order, without adapters.
pub(super) fn methods(form: &[Piece]) -> impl Iterator<Item = Piece> {
    let known = &*KNOWN;
    let calls = form
        .windows(3)
        .filter(|around| around[0] == known.dot && around[2] == known.open);
    let names = calls.map(|around| around[1]).filter(|name| name.kind() == PieceKind::Name);
    names.filter(|name| !known.adapters.contains(name))
}

/// The names of the functions, methods and macros that a body calls, and of the variants that it constructs.
pub(super) fn callees(form: &[Piece]) -> FxHashSet<Piece> {
    let calls = form.windows(2).filter(|pair| pair[1] == KNOWN.open);
    let names = calls.map(|pair| pair[0]);
    names
        .filter(|name| matches!(name.kind(), PieceKind::Name | PieceKind::Type))
        .collect()
}

/// The variants and constants of a path that a body passes as arguments, in order.
pub(super) fn constants(form: &[Piece]) -> impl Iterator<Item = Piece> {
    let known = &*KNOWN;
    let passed = form.windows(4).filter(|around| {
        let is_qualified = around[..2] == [known.colon; 2];
        is_qualified && matches!(around[2].kind(), PieceKind::Name | PieceKind::Type) && known.ends.contains(&around[3])
    });
    passed.map(|around| around[2])
}

/// Whether a body has neither branches nor loops nor closures.
pub(super) fn runs_straight(form: &[Piece]) -> bool {
    let known = &*KNOWN;
    !form
        .iter()
        .any(|piece| *piece == known.pipe || known.branches.contains(piece))
}

/// The number of match arms.
fn arms(form: &[Piece]) -> usize {
    let known = &*KNOWN;
    form.windows(2).filter(|pair| *pair == [known.equals, known.greater]).count()
}

/// Whether a body is one `match` that calls nothing, adapters aside: it only says what is there for which variant.
pub(super) fn is_accessor(form: &[Piece]) -> bool {
    let known = &*KNOWN;
    let is_own = |callee: &Piece| callee.kind() == PieceKind::Name && !known.adapters.contains(callee);
    let branches = form.iter().filter(|piece| known.branches.contains(piece)).count();
    form.first() == Some(&known.match_) && branches == 1 && arms(form) >= 2 && !callees(form).iter().any(is_own)
}

/// The method to which an enum passes a call on: a body that is a `match` of which each arm calls it, and no other.
pub(super) fn passed_on_to(form: &[Piece]) -> Option<Piece> {
    let known = &*KNOWN;
    let arms = arms(form);
    let is_match = form.iter().take(LATEST_MATCH).any(|piece| *piece == known.match_);
    let matches = form.iter().filter(|piece| known.branches.contains(piece)).count();
    let mut methods = methods(form);
    let first = methods.next()?;
    let mut calls = 1;
    for method in methods {
        if method != first {
            return None;
        }
        calls += 1;
    }
    (is_match && matches == 1 && calls >= 2 && calls <= arms && arms <= calls + 1).then_some(first)
}

/// Maximum number of pieces before the `match`, such as `Ok(`.
const LATEST_MATCH: usize = 3;

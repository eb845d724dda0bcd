//! Plain bodies: bodies that are alike because there is only one way to write them, recognised by their tokens.

use super::source::Source;
use super::tokens::{Token, closes_at_end};
use crate::facts::model::{Piece, PieceKind, Plain};

/// The kind of plain body that this is, if it is one.
pub(super) fn plain(tokens: &[Token], form: &[(Piece, Token)], source: &Source) -> Option<Plain> {
    if is_table(tokens, form.len()) {
        Some(Plain::Table)
    } else if is_one_macro(tokens) {
        Some(Plain::Macro)
    } else if is_literal(form) {
        Some(Plain::Literal)
    } else {
        is_setter(tokens, source).then_some(Plain::Setter)
    }
}

/// Minimum number of match arms in a table. Lower: more bodies count as tables, so less recall and more precision.
const FEWEST_ARMS: usize = 3;
/// Maximum number of pieces for each arm of a table. Higher: more bodies count as tables, so less recall and more precision.
const LONGEST_ARM: usize = 18;

/// Whether a body consists of short match arms for the most part.
fn is_table(tokens: &[Token], pieces: usize) -> bool {
    let arms = tokens.windows(2).filter(|pair| is_arrow(pair)).count();
    arms >= FEWEST_ARMS && pieces <= arms * LONGEST_ARM
}

/// Whether two tokens are `=>`, which the lexer does not combine.
pub(super) fn is_arrow(pair: &[Token]) -> bool {
    pair[0].is(b'=') && pair[1].is(b'>') && pair[0].end == pair[1].start
}

/// Whether a body is `path!(…)` and nothing else.
fn is_one_macro(tokens: &[Token]) -> bool {
    let is_path = |token: &&Token| token.is_word() || token.is(b':');
    let path = tokens.iter().take_while(is_path).count();
    let without_semicolon = match tokens {
        [rest @ .., last] if last.is(b';') => rest,
        tokens => tokens,
    };
    match without_semicolon.get(path..) {
        Some([bang, arguments @ ..]) if path > 0 && bang.is(b'!') => closes_at_end(arguments),
        _ => false,
    }
}

/// Whether a body consists of literals and the types around them, so that it refers to nothing and calls nothing.
fn is_literal(form: &[(Piece, Token)]) -> bool {
    let says_nothing = |(piece, _): &(Piece, Token)| !matches!(piece.kind(), PieceKind::Name | PieceKind::Local);
    form.iter().all(says_nothing)
}

/// Whether each statement sets a field of `self`. The last one may be `self` alone.
fn is_setter(tokens: &[Token], source: &Source) -> bool {
    let is_self = |token: &Token| token.text(&source.text) == "self";
    let mut statements = tokens.split(|token| token.is(b';')).peekable();
    let mut sets = false;
    while let Some(statement) = statements.next() {
        let is_last = statements.peek().is_none();
        match statement {
            [] if is_last => {}
            [only] if is_last && is_self(only) => {}
            [owner, dot, rest @ ..] if is_self(owner) && dot.is(b'.') && assigns(rest) => sets = true,
            _ => return false,
        }
    }
    sets
}

/// Whether the tokens after `self` are `.field = value`, without a block in the value.
fn assigns(rest: &[Token]) -> bool {
    let is_place = |token: &&Token| token.is_word() || token.is(b'.') || token.kind.is_literal();
    let place = rest.iter().take_while(is_place).count();
    let value = rest.get(place + 1..).unwrap_or_default();
    rest.get(place).is_some_and(|token| token.is(b'='))
        && value.first().is_some_and(|token| !token.is(b'='))
        && !value.iter().any(|token| token.is(b'{'))
}

#[cfg(test)]
mod tests {
    use crate::facts::{FileFacts, Plain};

    fn plain(body: &str) -> Option<Plain> {
        let facts = FileFacts::parse(&format!("fn f(&mut self, to: u32) -> X {{ {body} }}"));
        facts.bodies()[0].plain
    }

    #[test]
    fn a_setter_does_nothing_but_set() {
        let sets = "self.width.inner = to.saturating_sub(2).max(3); self.height = to.saturating_add(2); self";
        assert_eq!(plain(sets), Some(Plain::Setter));
        let decides = sets.replace("to.saturating_add(2)", "if to > 2 { 3 } else { to }");
        assert_eq!(plain(&decides), None);
        assert_eq!(plain(&format!("log(to); {sets}")), None);
        assert_eq!(plain(&sets.replace("self.height =", "self.height ==")), None);
    }

    #[test]
    fn a_macro_is_all_of_the_body() {
        let call = "std::format!(\"{:?} {:?}\", to.leading_zeros(), to.count_ones().max(to))";
        assert_eq!(plain(call), Some(Plain::Macro));
        assert_eq!(plain(&format!("{call};")), Some(Plain::Macro));
        assert_eq!(plain(&format!("{call}.len() + 1")), None);
        assert_eq!(plain(&format!("g(to); {call}")), None);
    }

    #[test]
    fn a_table_has_short_arms() {
        let arms = "match to { 1 => one(), 2 => two(), 3 => three(), 4 => four(), _ => other() }";
        assert_eq!(plain(arms), Some(Plain::Table));
        assert_eq!(plain("match to { 1 => one(to, 2, 3, 4, 5, 6, 7, 8), _ => other() }"), None);
    }
}

//! Bodies that are alike because there is only one way to write them, told by their tokens alone.

use super::source::Source;
use super::tokens::{Token, closes_at_end};
use crate::facts::model::{Piece, PieceKind, Plain};

/// What a body is, where it is one of those; `form` are its pieces.
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

/// A match of fewer arms is no table.
const FEWEST_ARMS: usize = 3;
/// More pieces an arm do something of their own.
const LONGEST_ARM: usize = 18;

/// Most of it are match arms that say little each.
fn is_table(tokens: &[Token], pieces: usize) -> bool {
    let arms = tokens.windows(2).filter(|pair| is_arrow(pair)).count();
    arms >= FEWEST_ARMS && pieces <= arms * LONGEST_ARM
}

/// `=>` is two tokens for the lexer.
pub(super) fn is_arrow(pair: &[Token]) -> bool {
    pair[0].is(b'=') && pair[1].is(b'>') && pair[0].end == pair[1].start
}

/// `path!(…)` and nothing else.
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

/// Literals and the types around them: nothing is named, nothing is called.
fn is_literal(form: &[(Piece, Token)]) -> bool {
    let says_nothing = |(piece, _): &(Piece, Token)| !matches!(piece.kind(), PieceKind::Name | PieceKind::Local);
    form.iter().all(says_nothing)
}

/// Every statement sets a field of `self`; the last may be `self` alone.
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

/// `field.field = value`, without a block in the value.
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
        let facts = FileFacts::of(&format!("fn f(&mut self, to: u32) -> X {{ {body} }}"));
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

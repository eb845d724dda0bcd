//! Blocks of statements, for the detection of copied code within functions.

use xxhash_rust::xxh3::Xxh3;

use super::places::Places;
use super::plain::is_arrow;
use super::tokens::{Token, TokenKind};
use crate::facts::model::{Block, Piece, Statement};

/// Minimum number of statements in a block, and in a copied region of one. Shorter sequences occur everywhere. Higher: less
/// recall, more precision.
pub(crate) const FEWEST_STATEMENTS: usize = 5;

/// The blocks of a body that have enough statements, inner ones before outer ones.
pub(super) fn blocks(form: &[(Piece, Token)], places: &Places<'_>) -> Box<[Block]> {
    let mut found = Vec::new();
    let mut open = vec![Open::new(TokenKind::Punct(b'{'), 0)];
    for (at, (_, token)) in form.iter().enumerate() {
        match token.kind {
            kind if token.opens() => open.push(Open::new(kind, at + 1)),
            _ if token.closes() && open.len() > 1 => {
                if let Some(mut inner) = open.pop() {
                    inner.end_statement(at);
                    found.extend(inner.block(form, places));
                }
                let ends = token.is(b'}') && !form.get(at + 1).is_some_and(|(_, next)| goes_on(*next));
                if let Some(outer) = open.last_mut().filter(|outer| ends && outer.kind == TokenKind::Punct(b'{')) {
                    outer.end_statement(at + 1);
                }
            }
            TokenKind::Punct(b';') => {
                if let Some(inner) = open.last_mut() {
                    inner.end_statement(at + 1);
                }
            }
            TokenKind::Punct(b'>') if at > 0 && is_arrow(&[form[at - 1].1, *token]) => {
                if let Some(inner) = open.last_mut() {
                    inner.is_match = true;
                }
            }
            _ => {}
        }
    }
    if let Some(mut whole) = open.pop().filter(|_| open.is_empty()) {
        whole.end_statement(form.len());
        found.extend(whole.block(form, places));
    }
    found.into()
}

/// Whether a statement continues after a closing brace with this token. `else` is an identifier to the lexer, so an `if` and its
/// `else` count as two statements, which is harmless because every copy is split in the same way.
fn goes_on(next: Token) -> bool {
    let begins = matches!(
        next.kind,
        TokenKind::Lifetime | TokenKind::Punct(b'}' | b'(' | b'#' | b'*' | b'&')
    );
    !begins && !next.is_word() && !next.kind.is_literal()
}

/// A delimiter that is not closed yet.
struct Open {
    kind: TokenKind,
    /// The first piece of each statement, and the one after its last.
    statements: Vec<(usize, usize)>,
    start: usize,
    /// Whether its statements are match arms.
    is_match: bool,
}

impl Open {
    fn new(kind: TokenKind, start: usize) -> Self {
        Self {
            kind,
            statements: Vec::new(),
            start,
            is_match: false,
        }
    }

    fn end_statement(&mut self, end: usize) {
        if end > self.start {
            self.statements.push((self.start, end));
        }
        self.start = end;
    }

    fn block(self, form: &[(Piece, Token)], places: &Places<'_>) -> Option<Block> {
        let is_block = self.kind == TokenKind::Punct(b'{') && !self.is_match;
        if !is_block || self.statements.len() < FEWEST_STATEMENTS {
            return None;
        }
        let statements = self.statements.into_iter().filter_map(|(start, end)| {
            let pieces = form.get(start..end)?;
            let ((_, first), (_, last)) = (pieces.first()?, pieces.last()?);
            let mut hasher = Xxh3::new();
            pieces.iter().for_each(|(piece, _)| hasher.update(&piece.0.to_le_bytes()));
            Some(Statement {
                hash: hasher.digest() as u32,
                tokens: pieces.len() as u32,
                span: places.span(first.start, last.end),
                end_line: places.line(last.end),
            })
        });
        Some(Block {
            statements: statements.collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::FileFacts;

    /// The texts of the statements in each block that has enough of them.
    fn blocks(body: &str) -> Vec<Vec<String>> {
        let text = format!("fn f() {{ {body} }}");
        let facts = FileFacts::parse(&text);
        let statement = |span: crate::finding::Span| text[span.start as usize..span.end as usize].to_owned();
        let bodies = facts.bodies();
        let blocks = bodies[0].blocks.iter();
        blocks
            .map(|block| block.statements.iter().map(|found| statement(found.span)).collect())
            .collect()
    }

    #[test]
    fn a_statement_ends_at_its_semicolon_or_brace() {
        let told = blocks("let a = [0; 9]; if a[0] == 1 { b(); } for c in a { d(c) }.e(); g(|| { h(); i() }); loop { j() } k(a)");
        let expected = [
            "let a = [0; 9];",
            "if a[0] == 1 { b(); }",
            "for c in a { d(c) }.e();",
            "g(|| { h(); i() });",
            "loop { j() }",
            "k(a)",
        ];
        assert_eq!(told, [expected]);
    }

    #[test]
    fn inner_blocks_count_and_arms_do_not() {
        let five = "one(1); two(2); three(3); four(4); five(5);";
        assert_eq!(blocks(&format!("if six() {{ {five} }}")).len(), 1);
        assert_eq!(
            blocks("match a { 1 => { b() } 2 => { c() } 3 => { d() } 4 => { e() } 5 => { f() } _ => { g() } }").len(),
            0
        );
    }

    #[test]
    fn names_of_locals_do_not_matter_and_what_is_called_does() {
        let hashes = |body: &str| {
            let facts = FileFacts::parse(&format!("fn f() {{ {body} }}"));
            facts.bodies()[0].blocks[0]
                .statements
                .iter()
                .map(|found| found.hash)
                .collect::<Vec<_>>()
        };
        let text = "let a = one(1); two(a); three(a, 3); four(a.five); six(7);";
        assert_eq!(hashes(text), hashes(&text.replace('a', "b")));
        assert_ne!(hashes(text), hashes(&text.replace("two", "too")));
    }
}

//! The syntax tree of a stretch of tokens, as rust-analyzer's parser tells it: one flat list in the order of the text, each node
//! before what is in it. A tree lives and dies in the thread that made it. Knows no file beyond its tokens.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ra_ap_parser::{Edition, Input, Step};
pub(super) use ra_ap_parser::{PrefixEntryPoint as Prefix, SyntaxKind as Kind, TopEntryPoint as Whole};

use super::source::Token;

/// Words are keywords as in this edition: `async` and `dyn` are, `gen`, which older code may have as a name, is not.
pub(super) const EDITION: Edition = Edition::Edition2021;

/// The tree of some tokens. What is in a token tree is left to those who look at tokens: trees of macros in macros are alive at
/// once, and would together hold the innermost tokens as often as they are deep.
#[derive(Debug)]
pub(super) struct Tree<'t> {
    text: &'t str,
    elements: Vec<Element>,
    /// The end of the last token so far.
    end: u32,
}

/// A node, or a token at its leaves.
#[derive(Clone, Copy, Debug)]
struct Element {
    kind: Kind,
    start: u32,
    end: u32,
    /// The first element that is not in it.
    next: u32,
}

/// Where a parser stumbled, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stumble {
    pub(super) at: u32,
    pub(super) message: String,
}

impl<'t> Tree<'t> {
    /// All tokens as one thing.
    pub(super) fn whole(text: &'t str, tokens: &[Token], thing: &Whole) -> Result<Self, Stumble> {
        let (tree, _) = Self::of(text, tokens, &unharmed(|| thing.parse(&input(text, tokens)))?)?;
        // What comes after the thing is no error to the parser.
        match tree.elements.first() {
            Some(root) if root.kind == Kind::ERROR => Err(Stumble {
                at: root.start,
                message: "more than one thing".into(),
            }),
            _ => Ok(tree),
        }
    }

    /// The thing that the tokens begin with, and how many they are.
    pub(super) fn prefix(text: &'t str, tokens: &[Token], thing: &Prefix) -> Result<(Self, usize), Stumble> {
        Self::of(text, tokens, &unharmed(|| thing.parse(&input(text, tokens)))?)
    }

    fn of(text: &'t str, tokens: &[Token], output: &ra_ap_parser::Output) -> Result<(Self, usize), Stumble> {
        let mut tree = Self {
            text,
            elements: Vec::with_capacity(tokens.len() * 3),
            end: 0,
        };
        let mut open: Vec<usize> = Vec::new();
        // How many token trees are open.
        let mut passed = 0usize;
        let mut at = 0;
        for step in output.iter() {
            match step {
                Step::Enter { kind } => {
                    if passed == 0 {
                        open.push(tree.enter(kind));
                    }
                    passed += usize::from(passed > 0 || kind == Kind::TOKEN_TREE);
                }
                Step::Exit if passed > 1 => passed -= 1,
                Step::Exit => {
                    passed = 0;
                    tree.exit(open.pop());
                }
                Step::Token { kind, n_input_tokens } => {
                    let last = at + usize::from(n_input_tokens);
                    let (Some(first), Some(end)) = (tokens.get(at), tokens.get(last - 1)) else {
                        break;
                    };
                    match passed {
                        0 => tree.leaf(kind, first.start, end.end),
                        _ => tree.pass(open.last().copied(), first.start, end.end),
                    }
                    at = last;
                }
                // `tuple.0.1`, where the lexer sees a number with a fraction.
                Step::FloatSplit { ends_in_dot } => {
                    let Some(number) = tokens.get(at) else { break };
                    let dot = number.text(text).find('.').unwrap_or_default() as u32 + number.start;
                    tree.index(number.start, dot);
                    tree.exit(open.pop());
                    tree.leaf(Kind::DOT, dot, dot + 1);
                    if !ends_in_dot {
                        tree.index(dot + 1, number.end);
                        tree.exit(open.pop());
                    }
                    at += 1;
                }
                Step::Error { msg } => {
                    let here = tokens.get(at).map(|token| token.start);
                    return Err(Stumble {
                        at: here.or(tokens.last().map(|last| last.end)).unwrap_or_default(),
                        message: phrase(msg),
                    });
                }
            }
        }
        tree.elements.shrink_to_fit();
        Ok((tree, at))
    }

    fn enter(&mut self, kind: Kind) -> usize {
        self.elements.push(Element {
            kind,
            start: self.end,
            end: self.end,
            next: 0,
        });
        self.elements.len() - 1
    }

    fn exit(&mut self, node: Option<usize>) {
        let next = self.elements.len();
        let Some(node) = node else { return };
        if next > node + 1 {
            self.elements[node].start = self.elements[node + 1].start;
        }
        self.elements[node].end = self.end;
        self.elements[node].next = next as u32;
    }

    fn leaf(&mut self, kind: Kind, start: u32, end: u32) {
        let next = self.elements.len() as u32 + 1;
        self.elements.push(Element { kind, start, end, next });
        self.end = end;
    }

    /// A token in a token tree, which only has to know where it begins.
    fn pass(&mut self, tree: Option<usize>, start: u32, end: u32) {
        match tree.and_then(|tree| self.elements.get_mut(tree)) {
            Some(tree) if tree.end == self.end => tree.start = start,
            _ => {}
        }
        self.end = end;
    }

    fn index(&mut self, start: u32, end: u32) {
        let name = self.enter(Kind::NAME_REF);
        self.leaf(Kind::INT_NUMBER, start, end);
        self.exit(Some(name));
    }

    pub(super) fn root(&self) -> Option<Node<'_>> {
        let tree = self;
        (!self.elements.is_empty()).then_some(Node { tree, at: 0 })
    }
}

/// What a parser gives. One that panics, of which none is known, stumbles: a fault of a library costs the piece of text at hand,
/// not the run.
fn unharmed<T>(parse: impl FnOnce() -> T) -> Result<T, Stumble> {
    // What it was at is dropped with it, so nothing half done is seen.
    catch_unwind(AssertUnwindSafe(parse)).map_err(|_| Stumble {
        at: 0,
        message: "the parser gave up here".into(),
    })
}

/// The parser's words, in which it calls tokens by the names of their kinds.
fn phrase(message: &str) -> String {
    const SIGNS: [(&str, &str); 16] = [
        ("SEMICOLON", ";"),
        ("COMMA", ","),
        ("COLON", ":"),
        ("COLON2", "::"),
        ("EQ", "="),
        ("FAT_ARROW", "=>"),
        ("BANG", "!"),
        ("PIPE", "|"),
        ("L_PAREN", "("),
        ("R_PAREN", ")"),
        ("L_CURLY", "{"),
        ("R_CURLY", "}"),
        ("L_BRACK", "["),
        ("R_BRACK", "]"),
        ("L_ANGLE", "<"),
        ("R_ANGLE", ">"),
    ];
    let words = message.split(' ').map(|word| {
        let sign = SIGNS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, sign)| format!("`{sign}`"));
        let keyword = || {
            word.strip_suffix("_KW")
                .map(|keyword| format!("`{}`", keyword.to_lowercase()))
        };
        sign.or_else(keyword).unwrap_or_else(|| match word {
            "IDENT" => "a name".into(),
            "LIFETIME_IDENT" => "a lifetime".into(),
            "STRING" => "a string".into(),
            word => word.into(),
        })
    });
    // Advice on a line of its own is for those who see the code.
    let words: Vec<String> = words.collect();
    words.join(" ").lines().next().unwrap_or_default().to_owned()
}

/// What the parser is told of tokens: their kinds, and which of them stand side by side.
fn input(text: &str, tokens: &[Token]) -> Input {
    let mut input = Input::with_capacity(tokens.len());
    let mut end = u32::MAX;
    for token in tokens {
        if token.start == end {
            input.was_joint();
        }
        end = token.end;
        match token.kind {
            Kind::IDENT => {
                let word = token.text(text);
                let is_small = word.starts_with(|first: char| first.is_ascii_lowercase());
                let contextual = if is_small {
                    Kind::from_contextual_keyword(word, EDITION)
                } else {
                    None
                };
                input.push_ident(contextual.unwrap_or(Kind::IDENT), EDITION);
            }
            kind => input.push(kind, EDITION),
        }
        // The parser asks so whether the fraction has digits.
        if token.kind == Kind::FLOAT_NUMBER {
            if token.text(text).ends_with('.') {
                end = u32::MAX;
            } else {
                input.was_joint();
            }
        }
    }
    input
}

/// A node or token of a tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'t> {
    tree: &'t Tree<'t>,
    at: u32,
}

impl<'t> Node<'t> {
    fn element(self) -> Element {
        self.tree.elements[self.at as usize]
    }

    pub(super) fn kind(self) -> Kind {
        self.element().kind
    }

    /// The first byte.
    pub(super) fn start(self) -> u32 {
        self.element().start
    }

    /// The byte after the last.
    pub(super) fn end(self) -> u32 {
        self.element().end
    }

    pub(super) fn text(self) -> &'t str {
        let element = self.element();
        &self.tree.text[element.start as usize..element.end as usize]
    }

    /// Its text from one of its parts on.
    pub(super) fn text_from(self, part: Node<'_>) -> &'t str {
        &self.tree.text[part.start() as usize..self.end() as usize]
    }

    /// What it is made of, tokens included.
    pub(super) fn parts(self) -> impl Iterator<Item = Node<'t>> {
        let tree = self.tree;
        let mut at = self.at + 1;
        let end = self.element().next;
        std::iter::from_fn(move || {
            let part = (at < end).then_some(Node { tree, at })?;
            at = part.element().next;
            Some(part)
        })
    }

    /// What it is made of but for tokens.
    pub(super) fn nodes(self) -> impl Iterator<Item = Node<'t>> {
        self.parts().filter(|part| !is_token(part.kind()))
    }

    /// Its parts of one kind.
    pub(super) fn all(self, kind: Kind) -> impl Iterator<Item = Node<'t>> {
        self.parts().filter(move |part| part.kind() == kind)
    }

    /// The first of its parts that is of a kind.
    pub(super) fn child(self, kind: Kind) -> Option<Node<'t>> {
        self.all(kind).next()
    }

    pub(super) fn has(self, kind: Kind) -> bool {
        self.child(kind).is_some()
    }

    fn of_role(self, role: Role) -> impl Iterator<Item = Node<'t>> {
        self.parts().filter(move |part| part.role() == role)
    }

    pub(super) fn role(self) -> Role {
        Role::of(self.kind())
    }

    pub(super) fn expressions(self) -> impl Iterator<Item = Node<'t>> {
        self.of_role(Role::Expression)
    }

    pub(super) fn expression(self) -> Option<Node<'t>> {
        self.expressions().next()
    }

    pub(super) fn types(self) -> impl Iterator<Item = Node<'t>> {
        self.of_role(Role::Type)
    }

    pub(super) fn ty(self) -> Option<Node<'t>> {
        self.types().next()
    }

    pub(super) fn patterns(self) -> impl Iterator<Item = Node<'t>> {
        self.of_role(Role::Pattern)
    }

    pub(super) fn pattern(self) -> Option<Node<'t>> {
        self.patterns().next()
    }

    pub(super) fn attributes(self) -> impl Iterator<Item = Node<'t>> {
        self.all(Kind::ATTR)
    }
}

fn is_token(kind: Kind) -> bool {
    (kind as u16) < Kind::ABI as u16
}

/// What a node may stand for in others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Item,
    Expression,
    Pattern,
    Type,
    /// A part of one of these.
    Part,
}

impl Role {
    pub(super) fn of(kind: Kind) -> Self {
        const ROLES: [Role; Kind::__LAST as usize + 1] = roles();
        ROLES[kind as usize]
    }
}

const fn roles() -> [Role; Kind::__LAST as usize + 1] {
    use Kind::*;
    const MEMBERS: [(Role, &[Kind]); 4] = [
        (
            Role::Item,
            &[
                CONST,
                ENUM,
                EXTERN_BLOCK,
                EXTERN_CRATE,
                FN,
                IMPL,
                MACRO_DEF,
                MACRO_RULES,
                MODULE,
                STATIC,
                STRUCT,
                TRAIT,
                TYPE_ALIAS,
                UNION,
                USE,
            ],
        ),
        (
            Role::Expression,
            &[
                ARRAY_EXPR,
                ASM_EXPR,
                AWAIT_EXPR,
                BECOME_EXPR,
                BIN_EXPR,
                BLOCK_EXPR,
                BREAK_EXPR,
                CALL_EXPR,
                CAST_EXPR,
                CLOSURE_EXPR,
                CONTINUE_EXPR,
                FIELD_EXPR,
                FOR_EXPR,
                FORMAT_ARGS_EXPR,
                IF_EXPR,
                INDEX_EXPR,
                LET_EXPR,
                LITERAL,
                LOOP_EXPR,
                MACRO_EXPR,
                MATCH_EXPR,
                METHOD_CALL_EXPR,
                OFFSET_OF_EXPR,
                PAREN_EXPR,
                PATH_EXPR,
                PREFIX_EXPR,
                RANGE_EXPR,
                RECORD_EXPR,
                REF_EXPR,
                RETURN_EXPR,
                TRY_EXPR,
                TUPLE_EXPR,
                UNDERSCORE_EXPR,
                WHILE_EXPR,
                YEET_EXPR,
                YIELD_EXPR,
            ],
        ),
        (
            Role::Pattern,
            &[
                BOX_PAT,
                CONST_BLOCK_PAT,
                IDENT_PAT,
                LITERAL_PAT,
                MACRO_PAT,
                OR_PAT,
                PAREN_PAT,
                PATH_PAT,
                RANGE_PAT,
                RECORD_PAT,
                REF_PAT,
                REST_PAT,
                SLICE_PAT,
                TUPLE_PAT,
                TUPLE_STRUCT_PAT,
                WILDCARD_PAT,
            ],
        ),
        (
            Role::Type,
            &[
                ARRAY_TYPE,
                DYN_TRAIT_TYPE,
                FN_PTR_TYPE,
                FOR_TYPE,
                IMPL_TRAIT_TYPE,
                INFER_TYPE,
                MACRO_TYPE,
                NEVER_TYPE,
                PAREN_TYPE,
                PATH_TYPE,
                PTR_TYPE,
                REF_TYPE,
                SLICE_TYPE,
                TUPLE_TYPE,
            ],
        ),
    ];
    let mut roles = [Role::Part; Kind::__LAST as usize + 1];
    let mut at = 0;
    while at < MEMBERS.len() {
        let (role, kinds) = MEMBERS[at];
        let mut kind = 0;
        while kind < kinds.len() {
            roles[kinds[kind] as usize] = role;
            kind += 1;
        }
        at += 1;
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::super::source::Source;
    use super::{Kind, Tree, Whole};

    /// How many elements a text has, and what its first token tree spans.
    fn token_tree(text: &str) -> (usize, String) {
        let source = Source::of(text);
        let tree = Tree::whole(&source.text, &source.tokens, &Whole::SourceFile).expect("the text parses");
        let root = tree.root().expect("a file is a node");
        let call = root.child(Kind::MACRO_CALL).expect("it is a call");
        let inside = call.child(Kind::TOKEN_TREE).expect("a call has tokens");
        (tree.elements.len(), inside.text().to_owned())
    }

    #[test]
    fn a_parser_that_panics_stumbles() {
        let stumble = super::unharmed(|| panic!("as a library might")).map(|()| "parsed");
        assert_eq!(stumble.map_err(|stumble| stumble.at), Err(0));
    }

    /// Macros in macros are parsed one in the other, and all of their trees are there at once.
    #[test]
    fn what_is_in_a_token_tree_is_passed_over() {
        let (few, empty) = token_tree("m! {} fn f() {}");
        let (many, full) = token_tree("m! { a(b) => [c; 1.5, {}] { n! { d } } } fn f() {}");
        assert_eq!(few, many);
        assert_eq!((&*empty, &*full), ("{}", "{ a(b) => [c; 1.5, {}] { n! { d } } }"));
    }
}

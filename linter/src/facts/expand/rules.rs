//! The rules of a macro: matchers and templates, as trees over the tokens of the definition.

use rustc_hash::FxHashSet;

use crate::facts::extract::source::Source;
use crate::facts::extract::tokens::{TokenKind, Tokens};

/// A rule: `(matcher) => { template }`.
#[derive(Debug)]
pub(super) struct MacroRule {
    pub(super) matcher: Vec<Matcher>,
    pub(super) template: Vec<Part>,
}

/// A part of a matcher. Delimiters are tokens like others, because fragments never end between them.
#[derive(Debug)]
pub(super) enum Matcher {
    /// A token that the call must contain.
    Token(usize),
    /// `$name:kind`.
    Fragment(Box<str>, NonterminalKind),
    /// `$(…)separator*`.
    Repeat(Repetition<Matcher>),
}

/// A part of a template.
#[derive(Debug)]
pub(super) enum Part {
    /// A token that is written as it is.
    Token(usize),
    /// `$name`.
    Variable(Box<str>),
    /// `$(…)separator*`.
    Repeat(Repetition<Part>),
    /// `${paste($name)}`: the tokens of a repeated metavariable, with `[<a b>]` joined to one name. It exists for `paste!`, in
    /// the rules of well-known macros.
    Paste(Box<str>),
}

/// `$(…)separator*`.
#[derive(Debug)]
pub(super) struct Repetition<T> {
    pub(super) inside: Vec<T>,
    /// The tokens of the separator. One token of rustc, such as `=>`, may be several here.
    pub(super) separator: Tokens,
    pub(super) times: Times,
    /// The metavariables inside.
    pub(super) variables: Vec<Box<str>>,
}

/// How often a repetition matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Times {
    /// `*`
    Any,
    /// `+`
    AtLeastOne,
    /// `?`
    AtMostOne,
}

/// The kind of a fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NonterminalKind {
    Block,
    Expr,
    Ident,
    Item,
    Lifetime,
    Literal,
    Meta,
    Pat,
    PatParam,
    Path,
    Stmt,
    TokenTree,
    Ty,
    Vis,
}

impl NonterminalKind {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "block" => Self::Block,
            "expr" | "expr_2021" => Self::Expr,
            "ident" => Self::Ident,
            "item" => Self::Item,
            "lifetime" => Self::Lifetime,
            "literal" => Self::Literal,
            "meta" => Self::Meta,
            "pat" => Self::Pat,
            "pat_param" => Self::PatParam,
            "path" => Self::Path,
            "stmt" => Self::Stmt,
            "tt" => Self::TokenTree,
            "ty" => Self::Ty,
            "vis" => Self::Vis,
            _ => return None,
        })
    }
}

/// The rules of a definition: all of its text after the name. `None` if it has a form that is not supported, such as one of the
/// unstable metavariable expressions.
pub(super) fn parse(definition: &Source) -> Option<Vec<MacroRule>> {
    let mut parser = RuleParser { definition, depth: 0 };
    let all = 0..definition.tokens.len();
    let close = parser.closing(all.start)?;
    // `macro name($a:expr) { … }` has a single rule and no braces around it.
    if close + 1 < all.end {
        let body = parser.closing(close + 1)?;
        return Some(vec![parser.rule(0..close, close + 1..body)?]);
    }
    let mut rules = Vec::new();
    let mut at = all.start + 1;
    while at < close {
        let matcher = at..parser.closing(at)?;
        let arrow = matcher.end + 1;
        let is_arrow = definition.is(arrow, b'=') && definition.is(arrow + 1, b'>');
        let template = arrow + 2..parser.closing(arrow + 2).filter(|_| is_arrow)?;
        at = template.end + 1;
        if definition.is(at, b';') || definition.is(at, b',') {
            at += 1;
        }
        rules.push(parser.rule(matcher, template)?);
    }
    Some(rules)
}

/// Maximum depth of repetitions.
const DEEPEST: usize = 128;

struct RuleParser<'d> {
    definition: &'d Source,
    /// Number of repetitions around the current position.
    depth: usize,
}

impl<'d> RuleParser<'d> {
    /// The closing delimiter of the token with this number; `None` if it does not open a group.
    fn closing(&self, open: usize) -> Option<usize> {
        let close = self.definition.tokens.get(open).map(|_| self.definition.closing(open))?;
        (close > open).then_some(close)
    }

    fn text(&self, at: usize) -> &'d str {
        let token = self.definition.tokens.get(at);
        token.map_or("", |token| token.text(&self.definition.text))
    }

    /// A rule, given the tokens from the opening delimiter of each of its sides to the closing one, which is not included.
    fn rule(&mut self, matcher: Tokens, template: Tokens) -> Option<MacroRule> {
        let matcher = self.matchers(matcher.start + 1..matcher.end)?;
        let mut bound = Vec::new();
        variables_of_matchers(&matcher, &mut bound);
        let bound = bound.into_iter().collect();
        let template = self.parts(template.start + 1..template.end, &bound)?;
        Some(MacroRule { matcher, template })
    }

    fn matchers(&mut self, tokens: Tokens) -> Option<Vec<Matcher>> {
        let mut matchers = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            if !self.definition.is(at, b'$') {
                matchers.push(Matcher::Token(at));
                at += 1;
            } else if self.definition.is(at + 1, b'(') {
                let (close, separator, times) = self.repetition(at + 1)?;
                let inside = self.inside(|parser| parser.matchers(at + 2..close))?;
                let mut variables = Vec::new();
                variables_of_matchers(&inside, &mut variables);
                at = separator.end + 1;
                matchers.push(Matcher::Repeat(Repetition {
                    inside,
                    separator,
                    times,
                    variables,
                }));
            } else {
                let kind = NonterminalKind::from_name(self.text(at + 3)).filter(|_| self.definition.is(at + 2, b':'))?;
                matchers.push(Matcher::Fragment(self.text(at + 1).into(), kind));
                at += 4;
            }
        }
        Some(matchers)
    }

    fn parts(&mut self, tokens: Tokens, bound: &FxHashSet<Box<str>>) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            if !self.definition.is(at, b'$') {
                parts.push(Part::Token(at));
                at += 1;
            } else if self.definition.is(at + 1, b'(') {
                let (close, separator, times) = self.repetition(at + 1)?;
                let inside = self.inside(|parser| parser.parts(at + 2..close, bound))?;
                let mut variables = Vec::new();
                variables_of_parts(&inside, &mut variables);
                // A repetition without variables belongs to a macro that this one defines.
                if variables.is_empty() {
                    parts.extend((at..separator.end + 1).map(Part::Token));
                } else {
                    parts.push(Part::Repeat(Repetition {
                        inside,
                        separator: separator.clone(),
                        times,
                        variables,
                    }));
                }
                at = separator.end + 1;
            } else if self.definition.is(at + 1, b'{') && self.text(at + 2) == "paste" {
                parts.push(Part::Paste(self.text(at + 5).into()));
                at = self.closing(at + 1)? + 1;
            } else if self.definition.is(at + 1, b'{') || self.definition.is(at + 1, b'$') {
                return None;
            } else if bound.contains(self.text(at + 1)) {
                parts.push(Part::Variable(self.text(at + 1).into()));
                at += 2;
            } else {
                // `$crate`, or a variable of a macro that this one defines.
                parts.extend([Part::Token(at), Part::Token(at + 1)]);
                at += 2;
            }
        }
        Some(parts)
    }

    /// Parses the inside of a repetition.
    fn inside<T>(&mut self, parse: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth += 1;
        let inside = if self.depth < DEEPEST { parse(self) } else { None };
        self.depth -= 1;
        inside
    }

    /// The end of `$(…)`, its separator, and its repetition operator, which is the token after the separator.
    fn repetition(&self, open: usize) -> Option<(usize, Tokens, Times)> {
        const LONGEST_OPERATOR: usize = 3;
        let close = self.closing(open)?;
        let mut at = close + 1;
        while at <= close + 1 + LONGEST_OPERATOR {
            let times = match self.definition.tokens.get(at)?.kind {
                TokenKind::Punct(b'*') => Times::Any,
                TokenKind::Punct(b'+') => Times::AtLeastOne,
                TokenKind::Punct(b'?') => Times::AtMostOne,
                _ => {
                    at += 1;
                    continue;
                }
            };
            return Some((close, close + 1..at, times));
        }
        None
    }
}

fn variables_of_matchers(matchers: &[Matcher], found: &mut Vec<Box<str>>) {
    for matcher in matchers {
        match matcher {
            Matcher::Token(_) => {}
            Matcher::Fragment(name, _) => found.push(name.clone()),
            Matcher::Repeat(it) => found.extend(it.variables.iter().cloned()),
        }
    }
}

fn variables_of_parts(parts: &[Part], found: &mut Vec<Box<str>>) {
    for part in parts {
        match part {
            Part::Token(_) => {}
            Part::Variable(name) | Part::Paste(name) => found.push(name.clone()),
            Part::Repeat(it) => found.extend(it.variables.iter().cloned()),
        }
    }
}

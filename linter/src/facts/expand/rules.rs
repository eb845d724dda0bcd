//! The rules of a macro: matchers and templates, as trees over the tokens of the definition.

use rustc_hash::FxHashSet;

use super::input::MacroInput;
use crate::facts::extract::source::Source;
use crate::facts::extract::tokens::{TokenKind, Tokens, end_of_operator};

/// A rule: `(matcher) => { template }`.
#[derive(Debug)]
pub(super) struct MacroRule {
    pub(super) matcher: Vec<MatcherLoc>,
    pub(super) template: Vec<Part>,
}

/// A part of a matcher. As in rustc, a matcher is a list in which repetitions are jumps, because a call is matched in all possible
/// ways at once. Delimiters are tokens like others, because fragments never end between them.
#[derive(Debug)]
pub(super) enum MatcherLoc {
    /// A token that the call must contain. An operator such as `=>` is several tokens of the definition.
    Token(Tokens),
    /// `$name:kind`, inside of this number of repetitions.
    Fragment {
        name: Box<str>,
        kind: NonterminalKind,
        depth: usize,
    },
    /// The beginning of `$(…)`, inside of this number of other repetitions.
    Repeat {
        variables: Vec<Box<str>>,
        times: Times,
        depth: usize,
        /// The number of the part after the repetition.
        after: usize,
    },
    /// The end of `$(…)`.
    Again {
        separator: Tokens,
        times: Times,
        /// The number of the first part inside.
        first: usize,
    },
}

/// A part of a template.
#[derive(Debug)]
pub(super) enum Part {
    /// A token that is written as it is.
    Token(usize),
    /// `$name`.
    Variable(Box<str>),
    /// `$(…)separator*`.
    Repeat(Repetition),
    /// `${paste($name)}`: the tokens of a repeated metavariable, with `[<a b>]` joined to one name. It exists for `paste!`, in
    /// the rules of well-known macros.
    Paste(Box<str>),
}

/// `$(…)separator*` in a template.
#[derive(Debug)]
pub(super) struct Repetition {
    pub(super) inside: Vec<Part>,
    /// The tokens of the separator. One token of rustc, such as `=>`, may be several here.
    pub(super) separator: Tokens,
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
pub(super) fn parse(input: &MacroInput) -> Option<Vec<MacroRule>> {
    let definition = &input.source;
    let mut parser = RuleParser {
        input,
        definition,
        depth: 0,
    };
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
    input: &'d MacroInput,
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
        let mut locs = Vec::new();
        self.matcher(matcher.start + 1..matcher.end, &mut locs)?;
        let bound = variables_of(&locs).into_iter().collect();
        let template = self.parts(template.start + 1..template.end, &bound)?;
        Some(MacroRule { matcher: locs, template })
    }

    /// Adds the parts of a matcher. Returns whether they match nothing, too.
    fn matcher(&mut self, tokens: Tokens, locs: &mut Vec<MatcherLoc>) -> Option<bool> {
        let mut is_optional = true;
        let mut at = tokens.start;
        while at < tokens.end {
            if self.input.is_of_doc_comment(at) {
                // rustc skips doc comments of matchers.
                at += 1;
            } else if !self.begins_variable(at) {
                let end = end_of_operator(&self.definition.tokens, at);
                locs.push(MatcherLoc::Token(at..end));
                is_optional = false;
                at = end;
            } else if self.definition.is(at + 1, b'(') {
                let (end, is_skipped) = self.matcher_of_repetition(at + 1, locs)?;
                is_optional &= is_skipped;
                at = end;
            } else {
                let kind = NonterminalKind::from_name(self.text(at + 3)).filter(|_| self.definition.is(at + 2, b':'))?;
                locs.push(MatcherLoc::Fragment {
                    name: self.text(at + 1).into(),
                    kind,
                    depth: self.depth,
                });
                is_optional &= kind == NonterminalKind::Vis;
                at += 4;
            }
        }
        Some(is_optional)
    }

    /// Adds the parts of `$(…)`. Returns the number of the token after it, and whether it matches nothing, too.
    fn matcher_of_repetition(&mut self, open: usize, locs: &mut Vec<MatcherLoc>) -> Option<(usize, bool)> {
        let (close, separator, times) = self.repetition(open)?;
        let (end, depth) = (separator.end + 1, self.depth);
        let begin = locs.len();
        let first = begin + 1;
        // It is complete only after the parts inside.
        locs.push(MatcherLoc::Token(open..open));
        let is_optional = self.inside(|parser| parser.matcher(open + 1..close, locs))?;
        // rustc refuses what would repeat nothing for ever.
        if is_optional && separator.is_empty() && times != Times::AtMostOne {
            return None;
        }
        locs.push(MatcherLoc::Again { separator, times, first });
        locs[begin] = MatcherLoc::Repeat {
            variables: variables_of(&locs[first..]),
            times,
            depth,
            after: locs.len(),
        };
        Some((end, times != Times::AtLeastOne))
    }

    /// Whether a token is the `$` of a variable or repetition. At the end of a group, it is a token like others.
    fn begins_variable(&self, at: usize) -> bool {
        let next = self.definition.tokens.get(at + 1);
        self.definition.is(at, b'$') && next.is_some_and(|next| !next.closes())
    }

    fn parts(&mut self, tokens: Tokens, bound: &FxHashSet<Box<str>>) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            if !self.begins_variable(at) {
                parts.push(Part::Token(at));
                at += 1;
            } else if self.definition.is(at + 1, b'(') {
                let (close, separator, _) = self.repetition(at + 1)?;
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
        let close = self.closing(open)?;
        let next = close + 1;
        if let Some(times) = self.times(next) {
            return Some((close, next..next, times));
        }
        let end = end_of_operator(&self.definition.tokens, next);
        Some((close, next..end, self.times(end)?))
    }

    /// The repetition operator that a token is.
    fn times(&self, at: usize) -> Option<Times> {
        let is_alone = end_of_operator(&self.definition.tokens, at) == at + 1;
        match self.definition.tokens.get(at).filter(|_| is_alone)?.kind {
            TokenKind::Punct(b'*') => Some(Times::Any),
            TokenKind::Punct(b'+') => Some(Times::AtLeastOne),
            TokenKind::Punct(b'?') => Some(Times::AtMostOne),
            _ => None,
        }
    }
}

fn variables_of(locs: &[MatcherLoc]) -> Vec<Box<str>> {
    let name = |loc: &MatcherLoc| match loc {
        MatcherLoc::Fragment { name, .. } => Some(name.clone()),
        _ => None,
    };
    locs.iter().filter_map(name).collect()
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

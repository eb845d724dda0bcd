//! Matching: finds the rule that a call matches, and the fragments that its metavariables are bound to. As in rustc, all ways to
//! match are followed at once, token by token, and a fragment is parsed only if nothing else of the matcher fits: so no part of a
//! call is parsed twice, and the time is proportional to the call.

use rustc_hash::FxHashMap;

use super::fragments::{Fragments, MatchedFragment};
use super::rules::{MacroRule, MatcherLoc, Times};
use crate::facts::extract::source::Source;
use crate::facts::extract::tokens::{Tokens, end_of_operator};

/// The fragments that the metavariables of a rule are bound to.
pub(super) type NamedMatches<'d> = FxHashMap<&'d str, NamedMatch>;

/// The match of a metavariable: a fragment, or a list with a match for each iteration of the repetition around it.
#[derive(Clone, Debug)]
pub(super) enum NamedMatch {
    Single(MatchedFragment),
    Sequence(Vec<NamedMatch>),
}

/// Maximum number of steps for one call. Only a matcher that can match in many ways at once needs more.
const MOST_STEPS: usize = 1 << 22;

/// The state of matching a call.
pub(super) struct Matching<'a> {
    definition: &'a Source,
    call: &'a Source,
    fragments: Fragments<'a>,
    /// For each token of the call, the closing delimiter of the group that contains it.
    ends: Vec<usize>,
    steps: usize,
}

/// One of the ways in which the tokens so far match.
#[derive(Clone, Copy, Debug)]
struct MatcherPos {
    /// The number of the next part of the matcher.
    loc: usize,
    /// The number of the last binding.
    bound: Option<usize>,
}

/// What is bound in some of the ways to match. Ways with a common beginning share its bindings.
#[derive(Default)]
struct BoundFragments<'d> {
    all: Vec<BoundName<'d>>,
}

/// A fragment or, at the beginning of a repetition, an empty list.
struct BoundName<'d> {
    /// The number of the binding before it.
    before: Option<usize>,
    name: &'d str,
    /// The number of repetitions around it.
    depth: usize,
    fragment: Option<MatchedFragment>,
}

/// The ways to match that go on at a token.
#[derive(Default)]
struct Candidates {
    /// Those that the token matches, behind it.
    matched: Vec<MatcherPos>,
    /// Those at a fragment that may begin with the token.
    fragments: Vec<MatcherPos>,
    /// Those at the end of the matcher.
    ended: Vec<MatcherPos>,
}

impl<'a> Matching<'a> {
    /// `arguments` are the tokens of `call` between the delimiters.
    pub(super) fn new(definition: &'a Source, call: &'a Source, arguments: &Tokens) -> Self {
        Self {
            definition,
            call,
            fragments: Fragments::new(call),
            ends: ends_of_groups(call, arguments),
            steps: 0,
        }
    }

    /// The bindings of the metavariables of a rule, if the arguments match it.
    pub(super) fn bindings<'d>(&mut self, rule: &'d MacroRule, arguments: &Tokens) -> Option<NamedMatches<'d>> {
        let mut bindings = BoundFragments::default();
        let mut positions = vec![MatcherPos { loc: 0, bound: None }];
        let mut candidates = Candidates::default();
        let mut at = arguments.start;
        loop {
            let token = at..end_of_operator(&self.call.tokens, at).min(arguments.end);
            self.advance(&rule.matcher, &mut positions, &token, &mut bindings, &mut candidates)?;
            if token.is_empty() {
                return match candidates.ended.as_slice() {
                    [only] => bindings.named_matches(only.bound),
                    _ => None,
                };
            }
            match candidates.fragments.as_slice() {
                [] if candidates.matched.is_empty() => return None,
                [] => {
                    std::mem::swap(&mut positions, &mut candidates.matched);
                    at = token.end;
                }
                // If a token or another fragment is possible, too, rustc calls it ambiguous.
                [only] if candidates.matched.is_empty() => {
                    let MatcherLoc::Fragment { name, kind, depth } = rule.matcher.get(only.loc)? else {
                        return None;
                    };
                    let fragment = self.fragments.fragment(*kind, at, self.ends[at])?;
                    at = fragment.tokens.end;
                    positions.push(MatcherPos {
                        loc: only.loc + 1,
                        bound: bindings.add(only.bound, name, *depth, Some(fragment)),
                    });
                }
                _ => return None,
            }
        }
    }

    /// The number of steps so far, including the tokens that fragments were parsed from.
    pub(super) fn steps(&self) -> usize {
        self.steps + self.fragments.steps
    }

    /// Advances all positions to the parts of the matcher that consume tokens. The token is empty at the end of the call.
    fn advance<'d>(
        &mut self,
        matcher: &'d [MatcherLoc],
        positions: &mut Vec<MatcherPos>,
        token: &Tokens,
        bindings: &mut BoundFragments<'d>,
        candidates: &mut Candidates,
    ) -> Option<()> {
        candidates.matched.clear();
        candidates.fragments.clear();
        candidates.ended.clear();
        while let Some(MatcherPos { loc, bound }) = positions.pop() {
            self.steps += 1;
            if self.steps() > MOST_STEPS {
                return None;
            }
            match matcher.get(loc) {
                None => candidates.ended.push(MatcherPos { loc, bound }),
                Some(MatcherLoc::Token(expected)) => {
                    if self.is_same(expected, token) {
                        candidates.matched.push(MatcherPos { loc: loc + 1, bound });
                    }
                }
                Some(MatcherLoc::Fragment { kind, .. }) => {
                    if !token.is_empty() && self.fragments.may_begin(*kind, token.start) {
                        candidates.fragments.push(MatcherPos { loc, bound });
                    }
                }
                Some(MatcherLoc::Repeat {
                    variables,
                    times,
                    depth,
                    after,
                }) => {
                    self.steps += variables.len();
                    let bound = variables
                        .iter()
                        .fold(bound, |bound, name| bindings.add(bound, name, *depth, None));
                    if *times != Times::AtLeastOne {
                        positions.push(MatcherPos { loc: *after, bound });
                    }
                    positions.push(MatcherPos { loc: loc + 1, bound });
                }
                Some(MatcherLoc::Again { separator, times, first }) => {
                    positions.push(MatcherPos { loc: loc + 1, bound });
                    let again = MatcherPos { loc: *first, bound };
                    if !separator.is_empty() {
                        candidates.matched.extend(self.is_same(separator, token).then_some(again));
                    } else if *times != Times::AtMostOne {
                        positions.push(again);
                    }
                }
            }
        }
        Some(())
    }

    /// Whether a token of the definition and one of the call are the same. Operators are several tokens of the lexer.
    fn is_same(&self, expected: &Tokens, token: &Tokens) -> bool {
        let text = |source: &'a Source, at: usize| source.tokens[at].text(&source.text);
        expected.len() == token.len()
            && expected
                .clone()
                .zip(token.clone())
                .all(|(expected, token)| text(self.definition, expected) == text(self.call, token))
    }
}

impl<'d> BoundFragments<'d> {
    /// Adds a binding after another. Returns its number.
    fn add(&mut self, before: Option<usize>, name: &'d str, depth: usize, fragment: Option<MatchedFragment>) -> Option<usize> {
        self.all.push(BoundName {
            before,
            name,
            depth,
            fragment,
        });
        Some(self.all.len() - 1)
    }

    /// The matches of all metavariables, in the way to match that ends with a binding.
    fn named_matches(&self, last: Option<usize>) -> Option<NamedMatches<'d>> {
        let before = |at: &usize| self.all[*at].before;
        let mut order: Vec<usize> = std::iter::successors(last, before).collect();
        order.reverse();
        let mut matches = NamedMatches::default();
        for binding in order.into_iter().map(|at| &self.all[at]) {
            let found = match &binding.fragment {
                Some(fragment) => NamedMatch::Single(fragment.clone()),
                None => NamedMatch::Sequence(Vec::new()),
            };
            if binding.depth == 0 {
                matches.insert(binding.name, found);
            } else {
                matches.get_mut(binding.name)?.push(binding.depth, found)?;
            }
        }
        Some(matches)
    }
}

impl NamedMatch {
    /// Adds a match to the last list at a depth.
    fn push(&mut self, depth: usize, found: Self) -> Option<()> {
        let mut list = self;
        for _ in 1..depth {
            list = list.rounds()?.last_mut()?;
        }
        list.rounds()?.push(found);
        Some(())
    }

    fn rounds(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Sequence(rounds) => Some(rounds),
            Self::Single(_) => None,
        }
    }
}

/// For each token, the closing delimiter of the group that contains it; outside of all groups, the end of the arguments.
fn ends_of_groups(call: &Source, arguments: &Tokens) -> Vec<usize> {
    let mut ends = vec![arguments.end; call.tokens.len()];
    let mut around = Vec::new();
    for (at, end) in ends.iter_mut().enumerate().take(arguments.end).skip(arguments.start) {
        if around.last() == Some(&at) {
            around.pop();
        }
        *end = around.last().copied().unwrap_or(arguments.end);
        if call.closing(at) > at {
            around.push(call.closing(at));
        }
    }
    ends
}

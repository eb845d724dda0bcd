//! Which scope a byte of a text is in, and whether it is in code for tests: for what is found in the text rather than in the
//! syntax tree.

use super::source::Source;
use crate::facts::model::{FileFacts, ForTests, ScopeId};

/// The items and impl blocks of a file as nested stretches of its text.
pub(super) struct Surroundings {
    /// In the order of their beginnings.
    stretches: Vec<Stretch>,
    whole: (ScopeId, ForTests),
}

struct Stretch {
    start: u32,
    end: u32,
    scope: ScopeId,
    test: ForTests,
    /// The index of the stretch around it.
    parent: Option<usize>,
}

impl Surroundings {
    pub(super) fn new(facts: &FileFacts, source: &Source) -> Self {
        let items = facts.items.iter().map(|item| Stretch {
            start: item.span.start,
            end: item.span.end,
            scope: item.inner.unwrap_or(item.scope),
            test: item.test,
            parent: None,
        });
        let impls = facts.impls.iter().filter_map(|block| {
            let open = source.token_at(block.span.end);
            Some(Stretch {
                start: block.span.start,
                end: source.is(open, b'{').then(|| source.tokens[source.closing(open)].end)?,
                scope: block.inner,
                test: facts.scope(block.inner).test,
                parent: None,
            })
        });
        let mut stretches: Vec<Stretch> = items.chain(impls).collect();
        stretches.sort_by_key(|stretch| (stretch.start, u32::MAX - stretch.end));
        let mut around: Vec<usize> = Vec::new();
        for at in 0..stretches.len() {
            while around.pop_if(|outer| stretches[*outer].end <= stretches[at].start).is_some() {}
            stretches[at].parent = around.last().copied();
            around.push(at);
        }
        Self {
            stretches,
            whole: (ScopeId(0), facts.scopes.first().map_or(ForTests::NEVER, |file| file.test)),
        }
    }

    /// The innermost scope around a byte.
    pub(super) fn at(&self, byte: u32) -> (ScopeId, ForTests) {
        let mut at = self.stretches.partition_point(|stretch| stretch.start <= byte).checked_sub(1);
        while let Some(stretch) = at.map(|at| &self.stretches[at]) {
            if byte < stretch.end {
                return (stretch.scope, stretch.test);
            }
            at = stretch.parent;
        }
        self.whole
    }

    /// The scope of the code that a comment is about: the code before it on its line, otherwise the code that follows it and its
    /// attributes.
    pub(super) fn of_comment(&self, comment: std::ops::Range<u32>, source: &Source) -> (ScopeId, ForTests) {
        let next = source.token_at(comment.end);
        let before = next.checked_sub(1).map_or(0, |before| source.tokens[before].end);
        let ends_line = before > 0 && !source.text[before as usize..comment.start as usize].contains('\n');
        let mut word = next;
        while source.is(word, b'#') && source.is(word + 1, b'[') {
            word = source.closing(word + 1) + 1;
        }
        match source.tokens.get(word) {
            Some(token) if !ends_line => self.at(token.start),
            _ => self.at(comment.start),
        }
    }
}

//! Maps spans of expansions to the file of the call or the definition.

use crate::facts::{Impl, Origin, ScopeKind};
use crate::finding::{FilePath, Place, Span};
use crate::link::program::Program;
use crate::link::program::modules::Instance;
use crate::link::{File, Scope, SourceFile};

impl Program {
    /// The place at which a span is written: for an expansion, a span in the file of the call or the definition.
    pub(crate) fn written_at(&self, mut file: File, mut span: Span) -> (File, Span) {
        while let Some((_, outer, within)) = self.outer(file, span) {
            (file, span) = (outer, within);
        }
        (file, span)
    }

    /// The origin of a span of an expansion: the call or the definition, its file, which may be an expansion itself, and the span
    /// in that file. `None` for a file that was read.
    pub(super) fn outer(&self, file: File, span: Span) -> Option<(Origin, File, Span)> {
        let origin = self.file(file).origin.as_ref()?;
        let (from, within) = origin.expansion.origin(span)?;
        let (outer, base) = match from {
            Origin::Call => {
                let (file, call) = origin.call;
                (file, self.file(file).facts.calls[call as usize].span)
            }
            // The rules of well-known macros are not part of the workspace.
            Origin::Definition if origin.definition.0 == File::STANDARD => {
                let (file, call) = origin.call;
                return Some((Origin::Call, file, self.file(file).facts.calls[call as usize].span));
            }
            Origin::Definition => {
                let (file, rules) = origin.definition;
                (file, self.file(file).facts.macros[rules as usize].span)
            }
        };
        Some((from, outer, within.after(base)))
    }

    /// Whether code of a file may be written in the file with a path: an expansion also contains code of the macro's file.
    pub(in crate::link) fn may_be_written_in(&self, file: File, path: &FilePath) -> bool {
        let definition = self.file(file).origin.as_ref().map(|origin| origin.definition.0);
        self.file(file).path == *path || definition.is_some_and(|definition| self.file_or_standard(definition).path == *path)
    }

    /// The file and the byte offset that identify the source of a piece of code: its end in the definition if an expansion takes
    /// most of it from there, otherwise its start in the call.
    pub(crate) fn source_of(&self, file: File, span: Span) -> (File, u32) {
        // Its line and column remain those of the beginning, because only the byte counts here.
        let last = Span {
            start: span.end.saturating_sub(1),
            ..span
        };
        let (of_calls, of_definitions) = self.shares(file, span);
        let (file, written) = if of_calls > of_definitions {
            self.written_at(file, span)
        } else {
            self.written_at(file, last)
        };
        (file, written.start)
    }

    /// The numbers of bytes of a span that are written in calls, and in definitions of macros.
    fn shares(&self, file: File, span: Span) -> (u32, u32) {
        let Some(origin) = &self.file(file).origin else {
            return (span.end - span.start, 0);
        };
        let (outer, call) = origin.call;
        let base = self.file(outer).facts.calls[call as usize].span;
        let parts = origin.expansion.parts_within(span);
        let shares = parts.map(|(from, part)| match from {
            Origin::Call => self.shares(outer, part.after(base)),
            Origin::Definition => (0, part.end - part.start),
        });
        shares.fold((0, 0), |sum, share| (sum.0 + share.0, sum.1 + share.1))
    }

    /// Whether a span of an expansion is written in the rules of a well-known macro, and so nowhere in the workspace.
    pub(in crate::link) fn is_of_standard(&self, mut file: File, mut span: Span) -> bool {
        while let Some(origin) = &self.file(file).origin {
            let from = origin.expansion.origin(span).map(|(from, _)| from);
            if from == Some(Origin::Definition) && origin.definition.0 == File::STANDARD {
                return true;
            }
            let Some((_, outer, within)) = self.outer(file, span) else {
                break;
            };
            (file, span) = (outer, within);
        }
        false
    }

    /// The file with this id, which may be [`File::STANDARD`].
    pub(super) fn file_or_standard(&self, file: File) -> &SourceFile {
        let last = self.files.len() - 1;
        &self.files[(file.0 as usize).min(last)]
    }

    /// The place at which code of an expansion is written, with the scope that contains the text there.
    pub(in crate::link) fn written_in(&self, instance: &Instance, scope: Scope, span: Span) -> (File, Scope, Span) {
        let (mut instance, mut scope, mut span) = (instance, scope, span);
        while let Some((from, file, within)) = self.outer(instance.file, span) {
            match (from, instance.included_in) {
                (Origin::Call, Some(inclusion)) => {
                    scope = inclusion.scope;
                    instance = &self.instances[inclusion.instance as usize];
                }
                _ => {
                    instance = &self.instances[self.first_instances[file.0 as usize] as usize];
                    scope = self.scope_of_rules(instance, within);
                }
            }
            span = within;
        }
        (instance.file, scope, span)
    }

    /// The scope that contains the macro definition around a span.
    fn scope_of_rules(&self, instance: &Instance, span: Span) -> Scope {
        let facts = &self.file(instance.file).facts;
        let rules = facts.rules_at(span.start);
        rules.map_or(instance.root(), |rules| instance.scope(facts.item(rules.item).scope))
    }

    /// Whether a place is in the rules of a macro.
    pub(crate) fn is_in_macro_rules(&self, place: &Place) -> bool {
        let file = self.files().iter().find(|file| file.path == place.file);
        file.is_some_and(|file| file.facts.rules_at(place.span.start).is_some())
    }

    /// The instances of a call's expansions.
    pub(in crate::link) fn expansions_of(&self, instance: &Instance, call: u32) -> impl Iterator<Item = &Instance> {
        let index = self.index_of(instance);
        let expansions = self.expansions.get(&(index, call)).into_iter().flatten();
        expansions.map(|&at| &self.instances[at as usize])
    }

    /// The scope of the impl block that an impl scope belongs to: that of the code around the call if an expansion consists of
    /// associated items, which `facts` puts into an `impl Self`.
    pub(in crate::link) fn impl_around(&self, scope: Scope) -> Scope {
        let instance = self.instance_of_scope(scope);
        let facts = &self.file(instance.file).facts;
        let is_self = |block: &Impl| match facts.type_path(block.self_type).map(|path| facts.path(path).segments) {
            Some([name]) => facts.name(*name) == "Self",
            _ => false,
        };
        let ScopeKind::Impl(block) = self.scope(scope).kind else {
            return scope;
        };
        if instance.included_in.is_none() || !is_self(&facts.impls[block.0 as usize]) {
            return scope;
        }
        let around = std::iter::successors(self.parent(scope), |around| self.parent(*around));
        let mut impls = around.filter(|around| matches!(self.scope(*around).kind, ScopeKind::Impl(_)));
        impls.next().map_or(scope, |around| self.impl_around(around))
    }
}

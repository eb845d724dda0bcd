//! Reuse of the judgements of an earlier run after an edit that leaves all declarations as they were. What a rule reads decides how much
//! of its judgement still holds.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::path_fixes::{FixSite, PathFix};
use super::{Draft, Judgement};
use crate::finding::{FilePath, Span};
use crate::link::File;

/// The judgements of a run, by the id of the rule.
pub(crate) type Judgements = BTreeMap<Arc<str>, Judgement>;

/// What a rule reads besides the configuration and the manifests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// The declarations of all files: items, their types, imports. No code in bodies, no literals, no comments.
    Declarations,
    /// To judge the code of a file: this code, and the declarations of all files.
    CodeOfFile,
    /// The same, and the code of the modules that own concepts.
    CodeOfFileAndOwners,
    /// The code of all files.
    CodeOfAllFiles,
}

/// The files that an edit changed, without a change of any declaration.
#[derive(Debug, Default)]
pub(crate) struct EditedFiles {
    /// The files, Markdown files among them.
    pub(crate) paths: FxHashSet<FilePath>,
    /// Where the declarations of the source files were, by file and first and last byte, and where they are now.
    pub(crate) moved: FxHashMap<FilePath, FxHashMap<(u32, u32), Span>>,
    /// The numbers that the calls of macros in the source files had, and those that they have now.
    pub(crate) calls: FxHashMap<File, FxHashMap<u32, u32>>,
}

/// An edit that changed no declaration, and the judgements from before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InnerEdit<'a> {
    pub(crate) files: &'a EditedFiles,
    pub(crate) judgements: &'a Judgements,
}

impl InnerEdit<'_> {
    /// The earlier judgement of a rule that reads only declarations, at the places where they are now. `None` if it has to be judged
    /// again.
    pub(super) fn of_declarations(&self, rule: &str) -> Option<Judgement> {
        let mut judgement = self.judgements.get(rule)?.clone();
        if judgement
            .unknown
            .iter()
            .any(|unknown| self.files.paths.contains(&unknown.file))
        {
            return None;
        }
        let moved = judgement.drafts.into_iter().map(|draft| self.moved(draft));
        judgement.drafts = moved.collect::<Option<_>>()?;
        Some(judgement)
    }

    /// The earlier judgement of a rule, with another one of some files, the edited ones among them. `None` if everything has to be judged
    /// again.
    pub(super) fn with_files(&self, rule: &str, files: &FxHashSet<FilePath>, of_files: Judgement) -> Option<Judgement> {
        let mut joined = self.judgements.get(rule)?.clone();
        let is_replaced = |file: &FilePath| files.contains(file);
        let kept = joined.drafts.into_iter().filter(|draft| !is_replaced(&draft.place.file));
        joined.drafts = kept.map(|draft| self.moved(draft)).collect::<Option<_>>()?;
        joined.conforming.retain(|(_, _, file), _| !is_replaced(file));
        joined.unknown.retain(|unknown| !is_replaced(&unknown.file));
        // An expansion that belongs to the files may contain code of others, which is judged as before.
        let drafts = of_files.drafts.into_iter();
        joined.drafts.extend(drafts.filter(|draft| is_replaced(&draft.place.file)));
        let conforming = of_files.conforming.into_iter();
        joined
            .conforming
            .extend(conforming.filter(|((_, _, file), _)| is_replaced(file)));
        let unknown = of_files.unknown.into_iter();
        joined.unknown.extend(unknown.filter(|unknown| is_replaced(&unknown.file)));
        Some(joined)
    }

    /// A draft with the present places of declarations; `None` if a place in an edited file is not that of a declaration.
    fn moved(&self, mut draft: Draft) -> Option<Draft> {
        for path_fix in &mut draft.path_fixes {
            *path_fix = PathFix {
                site: self.moved_site(&draft.place.file, path_fix.site)?,
                ..path_fix.clone()
            };
        }
        for place in draft
            .related
            .iter_mut()
            .map(|related| &mut related.place)
            .chain([&mut draft.place])
        {
            place.span = self.moved_span(&place.file, place.span)?;
        }
        Some(draft)
    }

    fn moved_site(&self, file: &FilePath, site: FixSite) -> Option<FixSite> {
        Some(match site {
            FixSite::Path { span, segments } => FixSite::Path {
                span: self.moved_span(file, span)?,
                segments,
            },
            FixSite::Import { item, leaf } => FixSite::Import {
                item: self.moved_span(file, item)?,
                leaf: self.moved_span(file, leaf)?,
            },
        })
    }

    fn moved_span(&self, file: &FilePath, span: Span) -> Option<Span> {
        match self.files.moved.get(file) {
            _ if span == Span::FILE || !self.files.paths.contains(file) => Some(span),
            Some(moved) => moved.get(&(span.start, span.end)).copied(),
            None => None,
        }
    }
}

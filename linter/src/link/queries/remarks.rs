//! Queries about what the texts of files say apart from items and paths.

use crate::facts::{FileFacts, ForTests, Marker, Misleading, ScopeId};
use crate::finding::Class;
use crate::link::program::modules::Instance;
use crate::link::{File, Scope, SourceFile, Workspace};

/// A remark with what is around it.
#[derive(Clone, Copy, Debug)]
pub struct Remark<'a, T> {
    /// The remark.
    pub fact: &'a T,
    /// The file that contains it.
    pub file: File,
    /// The scope that it is about.
    pub scope: Scope,
    /// What the code around it is for.
    pub class: Class,
}

impl Workspace {
    /// The comments on unfinished work.
    pub fn markers(&self) -> impl Iterator<Item = Remark<'_, Marker>> {
        self.remarks(|facts| &facts.markers, |marker| (marker.scope, marker.test))
    }

    /// The characters that mislead a reader.
    pub fn misleading(&self) -> impl Iterator<Item = Remark<'_, Misleading>> {
        self.remarks(|facts| &facts.misleading, |misleading| (misleading.scope, misleading.test))
    }

    /// The source files with characters beyond ASCII that do not mislead.
    pub fn readable_beyond_ascii(&self) -> impl Iterator<Item = (&SourceFile, Class)> {
        self.visited_instances().filter_map(|instance| {
            let file = self.file(instance.file);
            let is_readable = file.facts.beyond_ascii && file.facts.misleading.is_empty();
            is_readable.then(|| (file, self.class_of(instance, [ForTests::NEVER])))
        })
    }

    /// The remarks of one sort, each with what the code around it is for.
    fn remarks<'a, T: 'a>(
        &'a self,
        of: impl Fn(&'a FileFacts) -> &'a [T],
        around: impl Fn(&T) -> (ScopeId, ForTests),
    ) -> impl Iterator<Item = Remark<'a, T>> {
        let of_instance = move |instance: &'a Instance| {
            let remarks: Vec<Remark<'a, T>> = of(&self.file(instance.file).facts)
                .iter()
                .map(|fact| {
                    let (scope, test) = around(fact);
                    let scope = instance.scope(scope);
                    Remark {
                        fact,
                        file: instance.file,
                        scope,
                        class: self.class_of(instance, [test, self.scope(scope).test]),
                    }
                })
                .collect();
            remarks
        };
        self.visited_instances().flat_map(of_instance)
    }
}

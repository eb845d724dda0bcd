//! Mistakes in manifests: collected while they are read, each with its place in the TOML.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::{FilePath, InputProblem, Place, Span};

/// The most problems that are reported for one manifest; the rest are counted. Finding a place walks the text from its start, so
/// a hostile manifest could make the time quadratic without a limit.
const MOST_PER_MANIFEST: usize = 50;

/// A manifest's text, as far as problems need it.
pub(super) struct ManifestSource {
    pub(super) file: FilePath,
    pub(super) text: Arc<str>,
    /// Whether it is not TOML throughout: what its values seem to be is then no ground for a problem.
    pub(super) is_broken: bool,
}

/// The problems found so far.
#[derive(Default)]
pub(super) struct ManifestProblems {
    found: Vec<InputProblem>,
    seen: FxHashSet<(FilePath, usize, String)>,
    per_file: FxHashMap<FilePath, usize>,
}

impl ManifestProblems {
    /// Something is wrong with a value of a manifest that is otherwise sound TOML.
    pub(super) fn at(&mut self, source: &ManifestSource, at: Range<usize>, message: String, help: Option<String>) {
        if !source.is_broken {
            self.add(source, at, message, help);
        }
    }

    /// The manifest is not TOML.
    pub(super) fn syntax(&mut self, source: &ManifestSource, at: Option<Range<usize>>, message: String) {
        self.add(source, at.unwrap_or(0..0), message, None);
    }

    /// Adds a problem of a manifest without a text.
    pub(super) fn in_file(&mut self, file: FilePath, message: String) {
        self.found.push(InputProblem {
            place: Place::file(file),
            message,
            help: None,
        });
    }

    /// All problems by place, with a note for each manifest whose problems are not all reported.
    pub(super) fn in_order(self) -> Vec<InputProblem> {
        let mut found = self.found;
        for (file, count) in self.per_file {
            if let Some(rest @ 1..) = count.checked_sub(MOST_PER_MANIFEST) {
                let message = format!("{rest} more problems in this manifest are not shown");
                found.push(InputProblem {
                    place: Place::file(file),
                    message,
                    help: None,
                });
            }
        }
        found.sort_unstable();
        found
    }

    fn add(&mut self, source: &ManifestSource, at: Range<usize>, message: String, help: Option<String>) {
        // One entry of `[workspace.dependencies]` is resolved once for each package that inherits it.
        if !self.seen.insert((source.file.clone(), at.start, message.clone())) {
            return;
        }
        let count = self.per_file.entry(source.file.clone()).or_default();
        *count += 1;
        if *count <= MOST_PER_MANIFEST {
            let place = Place {
                file: source.file.clone(),
                span: Span::in_text(&source.text, at),
            };
            self.found.push(InputProblem { place, message, help });
        }
    }
}

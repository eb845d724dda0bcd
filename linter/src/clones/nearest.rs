//! What is most like one function: the question before a second one is written.

use rayon::prelude::*;

use super::rewritten::{share, told};
use super::similarity::Compared;
use super::tuning::LEAST_SIMILARITY_OF_NEAREST;
use super::weights::Weights;
use super::{Code, Fragment, Unit};
use crate::finding::{Class, FilePath};

/// A function that is like the one asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// The function or closure.
    pub fragment: Fragment,
    /// The share of the two that is the same: of their pieces in runs, or of what they tell where they take and return the same
    /// types, whichever is more. 0 to 1.
    pub similarity: f32,
}

impl Code<'_> {
    /// The function at a line of a file, and what of the production code is like it, the most alike first; `None` where no
    /// function with a body that can be compared stands there.
    pub fn nearest(&self, file: &FilePath, line: u32) -> Option<(Fragment, Vec<Nearest>)> {
        let workspace = self.workspace;
        let bodies = self.bodies.iter().map(|(item, body)| (*item, body));
        let bodies = bodies.filter(|(_, body)| !body.form.is_empty());
        let (mut asked, mut others) = (Vec::new(), Vec::new());
        for (item, body) in bodies {
            let first_line = if body.closure.is_some() {
                body.span.line
            } else {
                workspace.item(item).span.line
            };
            if workspace.file(workspace.file_of(item)).path == *file && (first_line..=body.end_line).contains(&line) {
                asked.push((item, body));
            } else if workspace.class(item) == Class::Production {
                others.push((item, body));
            }
        }
        // The innermost; what is around it is not like it but more.
        let (item, body) = asked.into_iter().max_by_key(|(_, body)| body.span.start)?;
        let weights = Weights::of(others.par_iter().map(|(_, body)| &*body.form).chain([&*body.form]));
        let one = Unit::of(workspace, item, body);
        let compared = Compared::of(&one);
        let words = told(body);
        let likely = others.par_iter().filter_map(|&(item, body)| {
            let other = Unit::of(workspace, item, body);
            let in_runs = compared
                .in_common(&other, &weights, LEAST_SIMILARITY_OF_NEAREST)
                .map(|same| 2.0 * same / (one.weight(&weights) + other.weight(&weights)));
            let is_asked_alike = one.body.signature != 0 && one.body.signature == body.signature;
            let in_words = is_asked_alike.then(|| share(&words, &told(body), &weights)).flatten();
            let similarity = in_runs.unwrap_or(0.0).max(in_words.unwrap_or(0.0)).min(1.0);
            (similarity >= LEAST_SIMILARITY_OF_NEAREST).then_some((similarity, item, body))
        });
        let mut likely: Vec<_> = likely.collect();
        likely.sort_by(|(one, first, _), (other, second, _)| other.total_cmp(one).then_with(|| first.cmp(second)));
        let nearest = likely.into_iter().map(|(similarity, item, body)| Nearest {
            fragment: Fragment::of_body(workspace, item, body),
            similarity,
        });
        Some((Fragment::of_body(workspace, item, body), nearest.collect()))
    }
}

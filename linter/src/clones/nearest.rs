//! The functions that are most similar to a given one: to be asked before a second one is written.

use rayon::prelude::*;

use super::rewritten::{share, told};
use super::similarity::Compared;
use super::tuning::LEAST_SIMILARITY_OF_NEAREST;
use super::weights::Weights;
use super::{Code, Fragment, Unit};
use crate::finding::{Class, FilePath};

/// A function that is similar to the given one.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// The function or closure.
    pub fragment: Fragment,
    /// The share of the two that is the same, 0 to 1: of their runs, or of their vocabulary if they have the same signature,
    /// whichever is greater.
    pub similarity: f32,
}

impl Code<'_> {
    /// The innermost function at a line of a file, and the functions of production code that are similar to it, with the most
    /// similar first. `None` if no function with a body is at that line.
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
        // An enclosing function is not listed as similar to the one that it contains.
        let (item, body) = asked.into_iter().max_by_key(|(_, body)| body.span.start)?;
        let weights = Weights::of(others.par_iter().map(|(_, body)| &*body.form).chain([&*body.form]));
        let one = Unit::new(workspace, item, body);
        let compared = Compared::new(&one);
        let words = told(body);
        let likely = others.par_iter().filter_map(|&(item, body)| {
            let other = Unit::new(workspace, item, body);
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

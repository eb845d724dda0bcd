//! Copied blocks: consecutive statements that occur in several bodies that are not copies as a whole.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::noise;
use super::tuning::{FEWEST_TOKENS_OF_BLOCKS, MOST_SHARING};
use super::{CloneClass, CloneKind, Fragment, FragmentKind, Likeness, folded};
use crate::facts::{Body, FEWEST_STATEMENTS, Statement};
use crate::finding::Span;
use crate::link::{Def, Item, Workspace};

/// A position in the statements of a body at which a region begins.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Start {
    body: u32,
    block: u32,
    statement: u32,
}

/// A sequence of statements that occurs at several positions.
struct Region {
    starts: Vec<Start>,
    statements: usize,
    tokens: u32,
}

/// One occurrence of a region.
struct Occurrence {
    start: Start,
    item: Item,
    span: Span,
    last_line: u32,
}

/// What is reported already: the classes of whole functions, and the regions found so far.
struct KnownRegions<'a> {
    workspace: &'a Workspace,
    bodies: &'a [(Item, &'a Body)],
    class_of: FxHashMap<Item, usize>,
    taken: FxHashMap<u32, Vec<Span>>,
}

/// Finds the classes of copied blocks. No two of them overlap, and none consists of functions that are already a class as a
/// whole.
pub(super) fn classes(
    workspace: &Workspace,
    likeness: Likeness<'_>,
    bodies: &[(Item, &Body)],
    functions: &[CloneClass],
) -> Vec<CloneClass> {
    let class_of = functions.iter().enumerate();
    let class_of = class_of.flat_map(|(at, class)| class.members.iter().map(move |member| (member.item, at)));
    let mut known = KnownRegions {
        workspace,
        bodies,
        class_of: class_of.collect(),
        taken: FxHashMap::default(),
    };
    let least = FEWEST_TOKENS_OF_BLOCKS.max(likeness.min_tokens);
    let regions = regions(workspace, bodies).into_iter();
    let mut found: Vec<CloneClass> = Vec::new();
    for region in regions.filter(|region| region.tokens >= least) {
        let copies = known.copies(&region);
        if copies.len() > 1 {
            found.push(known.take(&region, &copies));
        }
    }
    found.sort_by(|one, other| one.members[0].place.cmp(&other.members[0].place));
    found
}

impl KnownRegions<'_> {
    /// The occurrences of a region that are not reported yet and are not alike for a known reason.
    fn copies(&self, region: &Region) -> Vec<Occurrence> {
        let mut classes: FxHashSet<usize> = FxHashSet::default();
        let mut copies: Vec<Occurrence> = Vec::new();
        for copy in region.starts.iter().filter_map(|&start| self.copy(region, start)) {
            let overlaps = |other: &Span| other.start < copy.span.end && copy.span.start < other.end;
            let taken = self.taken.get(&copy.start.body);
            let is_taken = taken.is_some_and(|spans| spans.iter().any(overlaps));
            let is_beside = |other: &Occurrence| other.start.body == copy.start.body && overlaps(&other.span);
            let mut is_with_its_function = || self.class_of.get(&copy.item).is_some_and(|class| !classes.insert(*class));
            if !is_taken && !copies.iter().any(|other| is_beside(other) || self.are_meant(&copy, other)) && !is_with_its_function()
            {
                copies.push(copy);
            }
        }
        copies
    }

    fn copy(&self, region: &Region, start: Start) -> Option<Occurrence> {
        let statements = statements(self.bodies, start, region.statements);
        let (first, last) = (statements.first()?, statements.last()?);
        Some(Occurrence {
            start,
            item: self.bodies[start.body as usize].0,
            span: Span {
                end: last.span.end,
                ..first.span
            },
            last_line: last.end_line,
        })
    }

    /// Whether two occurrences are not copies: a trait demands both, or `cfg` compiles only one of them.
    fn are_meant(&self, one: &Occurrence, other: &Occurrence) -> bool {
        let (one, other) = (one.item, other.item);
        noise::is_fixed_by_trait(self.workspace, one, other) || (one != other && noise::is_twin(self.workspace, one, other))
    }

    /// Makes a class of the occurrences. No later region may overlap them.
    fn take(&mut self, region: &Region, copies: &[Occurrence]) -> CloneClass {
        for copy in copies {
            self.taken.entry(copy.start.body).or_default().push(copy.span);
        }
        let workspace = self.workspace;
        let members = copies.iter().map(|copy| Fragment {
            kind: FragmentKind::Block,
            item: copy.item,
            name: format!(
                "{} lines of {}",
                copy.last_line + 1 - copy.span.line,
                workspace.path(&Def::Item(copy.item))
            ),
            place: workspace.place_in(workspace.file_of(copy.item), copy.span),
            first_line: copy.span.line,
            last_line: copy.last_line,
            tokens: region.tokens,
            hash: hash(statements(self.bodies, copy.start, region.statements)),
        });
        CloneClass {
            similarity: 1.0,
            kind: CloneKind::Renamed,
            noise: None,
            members: members.collect(),
        }
    }
}

/// The regions of all bodies, each extended as far as all of its occurrences agree, with the most duplicated tokens first.
fn regions(workspace: &Workspace, bodies: &[(Item, &Body)]) -> Vec<Region> {
    let mut index: Vec<(u64, Start)> = Vec::new();
    let mut seen = FxHashSet::default();
    for (body, (item, facts)) in bodies.iter().enumerate() {
        for (block, facts) in facts.blocks.iter().enumerate() {
            // A nested function is part of the outer body too, so its blocks occur twice.
            let first = facts.statements.first().map(|statement| statement.span.start);
            if !seen.insert((workspace.file_of(*item), first)) {
                continue;
            }
            for (statement, window) in facts.statements.windows(FEWEST_STATEMENTS).enumerate() {
                let distinct: FxHashSet<u32> = window.iter().map(|statement| statement.hash).collect();
                // Repeated equal statements are a list of data, not copied logic.
                if distinct.len() + 1 >= FEWEST_STATEMENTS {
                    let (body, block, statement) = (body as u32, block as u32, statement as u32);
                    index.push((hash(window), Start { body, block, statement }));
                }
            }
        }
    }
    index.sort_unstable();
    let mut found: Vec<Region> = Vec::new();
    for group in index.chunk_by(|one, other| one.0 == other.0) {
        if (2..=MOST_SHARING).contains(&group.len()) {
            let starts: Vec<Start> = group.iter().map(|(_, start)| *start).collect();
            found.extend(longest(bodies, starts));
        }
    }
    found.sort_unstable_by(|one, other| {
        let worth = |region: &Region| region.tokens as usize * (region.starts.len() - 1);
        Reverse(worth(one))
            .cmp(&Reverse(worth(other)))
            .then_with(|| one.starts.cmp(&other.starts))
    });
    found.dedup_by(|one, other| one.starts == other.starts);
    found
}

/// The region that begins at all of `starts`, extended as far as they agree. `None` if it could begin one statement earlier,
/// since that region is found as well.
fn longest(bodies: &[(Item, &Body)], starts: Vec<Start>) -> Option<Region> {
    let at = |start: &Start, step: usize| {
        let block = &bodies[start.body as usize].1.blocks[start.block as usize];
        block.statements.get(start.statement as usize + step)
    };
    let before = |start: &Start| {
        let block = &bodies[start.body as usize].1.blocks[start.block as usize];
        let before = (start.statement as usize).checked_sub(1)?;
        block.statements.get(before).map(|statement| statement.hash)
    };
    let first = starts.first()?;
    if before(first).is_some() && starts.iter().all(|start| before(start) == before(first)) {
        return None;
    }
    let goes_on = |&step: &usize| {
        let next = at(first, step).map(|statement| statement.hash);
        next.is_some()
            && starts
                .iter()
                .all(|start| at(start, step).map(|statement| statement.hash) == next)
    };
    let statements = (0..).take_while(goes_on).count();
    let tokens = (0..statements)
        .filter_map(|step| at(first, step))
        .map(|statement| statement.tokens)
        .sum();
    Some(Region {
        starts,
        statements,
        tokens,
    })
}

fn statements<'b>(bodies: &[(Item, &'b Body)], start: Start, count: usize) -> &'b [Statement] {
    let block = &bodies[start.body as usize].1.blocks[start.block as usize];
    let from = start.statement as usize;
    block.statements.get(from..from + count).unwrap_or_default()
}

fn hash(statements: &[Statement]) -> u64 {
    folded(statements.iter().map(|statement| u64::from(statement.hash)))
}

//! Regions inside functions: statements in a row that stand in several bodies, though the bodies are no copies.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{Def, Item, Workspace};
use super::{CloneClass, CloneKind, Fragment, FragmentKind, Likeness, MOST_SHARING, folded};
use crate::facts::{Body, FEWEST_STATEMENTS, Statement};
use crate::finding::Span;

/// A region with fewer tokens is no more than a habit.
const FEWEST_TOKENS: u32 = 60;

/// A run of statements that begins at a place.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Start {
    body: u32,
    block: u32,
    statement: u32,
}

/// Where a region stands, and how many statements it has.
struct Region {
    starts: Vec<Start>,
    statements: usize,
    tokens: u32,
}

/// Classes of regions, none of which overlaps another of them or stands in functions that are a class as a whole.
pub(super) fn classes(
    workspace: &Workspace,
    likeness: Likeness<'_>,
    bodies: &[(Item, &Body)],
    functions: &[CloneClass],
) -> Vec<CloneClass> {
    let class_of = functions.iter().enumerate();
    let class_of = class_of.flat_map(|(at, class)| class.members.iter().map(move |member| (member.item, at)));
    let class_of: FxHashMap<Item, usize> = class_of.collect();
    let mut taken: FxHashMap<u32, Vec<Span>> = FxHashMap::default();
    let mut found = Vec::new();
    for region in regions(workspace, bodies) {
        let least = FEWEST_TOKENS.max(likeness.min_tokens);
        if region.tokens < least {
            continue;
        }
        let mut classes: FxHashSet<usize> = FxHashSet::default();
        let mut members: Vec<(Start, Item, Span, u32)> = Vec::new();
        for &start in &region.starts {
            let (item, statements) = (bodies[start.body as usize].0, statements(bodies, start, region.statements));
            let (Some(first), Some(last)) = (statements.first(), statements.last()) else {
                continue;
            };
            let span = Span {
                end: last.span.end,
                ..first.span
            };
            let overlaps = |other: &Span| other.start < span.end && span.start < other.end;
            let is_taken = taken.get(&start.body).is_some_and(|spans| spans.iter().any(overlaps));
            let is_beside = members
                .iter()
                .any(|(other, _, span, _)| other.body == start.body && overlaps(span));
            let is_with_its_function = class_of.get(&item).is_some_and(|class| !classes.insert(*class));
            let is_noise = members.iter().any(|&(_, other, ..)| {
                workspace.is_fixed_by_trait(item, other) || (other != item && workspace.is_twin(item, other))
            });
            if !is_taken && !is_beside && !is_with_its_function && !is_noise {
                members.push((start, item, span, last.end_line));
            }
        }
        if members.len() < 2 {
            continue;
        }
        for (start, _, span, _) in &members {
            taken.entry(start.body).or_default().push(*span);
        }
        let members = members.iter().map(|&(start, item, span, last_line)| Fragment {
            kind: FragmentKind::Block,
            item,
            name: format!("{} lines of {}", last_line + 1 - span.line, workspace.path(&Def::Item(item))),
            place: workspace.place_in(workspace.file_of(item), span),
            first_line: span.line,
            last_line,
            tokens: region.tokens,
            hash: hash(statements(bodies, start, region.statements)),
        });
        found.push(CloneClass {
            similarity: 1.0,
            kind: CloneKind::Renamed,
            noise: None,
            members: members.collect(),
        });
    }
    found.sort_by(|one, other| one.members[0].place.cmp(&other.members[0].place));
    found
}

/// Runs of equal statements, as long as all that have them go on alike, what weighs most first.
fn regions(workspace: &Workspace, bodies: &[(Item, &Body)]) -> Vec<Region> {
    let mut index: Vec<(u64, Start)> = Vec::new();
    let mut seen = FxHashSet::default();
    for (body, (item, facts)) in bodies.iter().enumerate() {
        for (block, facts) in facts.blocks.iter().enumerate() {
            // The blocks of a function inside a function are blocks of both.
            let first = facts.statements.first().map(|statement| statement.span.start);
            if !seen.insert((workspace.file_of(*item), first)) {
                continue;
            }
            for (statement, window) in facts.statements.windows(FEWEST_STATEMENTS).enumerate() {
                let distinct: FxHashSet<u32> = window.iter().map(|statement| statement.hash).collect();
                // The same said again and again is a list.
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

/// The run that begins at all of `starts`, as far as it goes; `None` where it could begin a statement before.
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

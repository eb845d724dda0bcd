//! Packages that need one another to be built, which cargo refuses. Dev-dependencies may go in circles.

use std::ops::Range;

use super::manifest::Manifests;
use super::problems::ManifestProblems;
use super::{Package, PackageId};

/// The most names of a cycle in a message.
const MOST_NAMES: usize = 8;

/// Tells each circle once, at the dependency that closes it, seen from the package that comes first.
pub(super) fn check(packages: &[Package], manifests: &Manifests, problems: &mut ManifestProblems) {
    let mut state = vec![VisitState::New; packages.len()];
    for start in 0..packages.len() {
        let mut path: Vec<(usize, Vec<Edge>)> = Vec::new();
        if state[start] == VisitState::New {
            enter(start, packages, &mut state, &mut path);
        }
        while let Some(&mut (at, ref mut edges)) = path.last_mut() {
            let Some(edge) = edges.pop() else {
                state[at] = VisitState::Done;
                path.pop();
                continue;
            };
            match state[edge.to] {
                VisitState::New => enter(edge.to, packages, &mut state, &mut path),
                VisitState::Open { depth } => {
                    let names = path[depth..].iter().map(|(at, _)| packages[*at].name.as_str());
                    let from = manifests.get(manifests.of_package(PackageId(at as u32)));
                    problems.at(&from.source, edge.at, described(names), None);
                }
                VisitState::Done => {}
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum VisitState {
    New,
    /// Being visited, at this depth.
    Open {
        depth: usize,
    },
    Done,
}

struct Edge {
    to: usize,
    at: Range<usize>,
}

fn enter(at: usize, packages: &[Package], state: &mut [VisitState], path: &mut Vec<(usize, Vec<Edge>)>) {
    state[at] = VisitState::Open { depth: path.len() };
    path.push((at, edges(&packages[at])));
}

/// The last is taken first.
fn edges(package: &Package) -> Vec<Edge> {
    let needed = package.dependencies.iter().chain(&package.build_dependencies).rev();
    let edge = |(to, at): (PackageId, &Range<usize>)| Edge {
        to: to.0 as usize,
        at: at.clone(),
    };
    needed
        .filter_map(|dependency| Some((dependency.member?, &dependency.at)))
        .map(edge)
        .collect()
}

fn described<'a>(mut names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = names.len().saturating_sub(MOST_NAMES);
    let Some(first) = names.next() else {
        return String::new();
    };
    let through: Vec<String> = names.take(MOST_NAMES - 1).map(|name| format!("`{name}`")).collect();
    let more = if more == 0 {
        String::new()
    } else {
        format!(" and {more} more")
    };
    if through.is_empty() {
        return format!("`{first}` depends on itself");
    }
    format!("`{first}` depends on itself through {}{more}", through.join(", "))
}

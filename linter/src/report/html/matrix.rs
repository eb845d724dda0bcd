//! The matrix of concepts and crates, and who goes around which concept.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::figures::{SiteCount, violating};
use crate::report::{Report, text};

/// Maximum numbers of rows and columns; the rest are counted.
const MOST_CONCEPTS: usize = 40;
const MOST_PACKAGES: usize = 16;

/// Maximum number of lines in the drawing of who goes around what.
const MOST_EDGES: usize = 24;

/// Sites by concept and crate.
#[derive(Debug, Default)]
pub(super) struct SiteMatrix {
    /// The crates of the columns.
    pub(super) packages: Vec<String>,
    /// The concepts, those with the most violating sites first, with the sites in each crate of the columns.
    pub(super) rows: Vec<MatrixRow>,
    pub(super) more_concepts: usize,
    pub(super) more_packages: usize,
    /// Who goes around what, the worst first.
    pub(super) edges: Vec<BypassEdge>,
}

/// A row of the matrix.
#[derive(Debug)]
pub(super) struct MatrixRow {
    pub(super) concept: String,
    pub(super) cells: Vec<SiteCount>,
    pub(super) total: SiteCount,
}

/// The violating sites of a concept in a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BypassEdge {
    pub(super) package: String,
    pub(super) concept: String,
    pub(super) sites: u64,
}

type SitesByConcept = BTreeMap<(Arc<str>, String), SiteCount>;

impl SiteMatrix {
    /// What the matrix leaves out, in words.
    pub(super) fn left_out(&self) -> String {
        let parts = [(self.more_concepts, "concept"), (self.more_packages, "crate")];
        let parts = parts.into_iter().filter(|(more, _)| *more > 0);
        let words: Vec<String> = parts.map(|(more, word)| text::count(more as u64, word)).collect();
        words.join(" and ")
    }

    pub(super) fn new(report: &Report) -> Self {
        let sites = sites(report);
        let mut concepts: BTreeMap<&str, SiteCount> = BTreeMap::new();
        let mut packages: BTreeMap<&str, SiteCount> = BTreeMap::new();
        for ((concept, package), count) in &sites {
            concepts.entry(concept).or_default().add(*count);
            packages.entry(package).or_default().add(*count);
        }
        let (concepts, more_concepts) = worst(concepts, MOST_CONCEPTS);
        let (packages, more_packages) = worst(packages, MOST_PACKAGES);
        let rows = concepts.iter().map(|(concept, total)| MatrixRow {
            concept: (*concept).to_owned(),
            cells: packages.iter().map(|(package, _)| cell(&sites, concept, package)).collect(),
            total: *total,
        });
        let mut edges: Vec<BypassEdge> = sites
            .iter()
            .filter(|(_, count)| count.violating > 0)
            .map(|((concept, package), count)| BypassEdge {
                package: package.clone(),
                concept: concept.to_string(),
                sites: count.violating,
            })
            .collect();
        edges.sort_by_key(|edge| Reverse(edge.sites));
        Self {
            rows: rows.collect(),
            packages: packages.iter().map(|(package, _)| (*package).to_owned()).collect(),
            more_concepts,
            more_packages,
            edges,
        }
    }

    /// The edges that are drawn.
    pub(super) fn drawn(&self) -> &[BypassEdge] {
        &self.edges[..self.edges.len().min(MOST_EDGES)]
    }
}

fn cell(sites: &SitesByConcept, concept: &str, package: &str) -> SiteCount {
    sites
        .get(&(Arc::from(concept), package.to_owned()))
        .copied()
        .unwrap_or_default()
}

/// Those with the most violating sites, then those with the most sites, and the number of the others.
fn worst(counts: BTreeMap<&str, SiteCount>, most: usize) -> (Vec<(&str, SiteCount)>, usize) {
    let mut counts: Vec<(&str, SiteCount)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse((count.violating, count.conforming)));
    let more = counts.len().saturating_sub(most);
    counts.truncate(most);
    (counts, more)
}

fn sites(report: &Report) -> SitesByConcept {
    let mut sites = SitesByConcept::new();
    for site in &report.conforming {
        let Some(concept) = &site.concept else { continue };
        let key = (Arc::clone(concept), report.membership(&site.file).package_name().to_owned());
        sites.entry(key).or_default().conforming += site.sites;
    }
    for finding in report.scored_findings() {
        let Some(concept) = &finding.concept else { continue };
        for place in violating(finding) {
            let key = (Arc::clone(concept), report.membership(&place.file).package_name().to_owned());
            sites.entry(key).or_default().violating += 1;
        }
    }
    sites
}

/// The drawing of edges: crates at the left, concepts at the right.
#[derive(Debug, Default)]
pub(super) struct BypassGraph {
    pub(super) height: f64,
    pub(super) packages: Vec<GraphNode>,
    pub(super) concepts: Vec<GraphNode>,
    pub(super) curves: Vec<GraphCurve>,
}

/// A name at a height.
#[derive(Debug)]
pub(super) struct GraphNode {
    pub(super) name: String,
    pub(super) y: f64,
    pub(super) sites: u64,
}

/// A curve from a crate to a concept.
#[derive(Debug)]
pub(super) struct GraphCurve {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) width: f64,
    pub(super) words: String,
}

/// The distance of names.
const STEP: f64 = 30.0;

impl BypassGraph {
    pub(super) fn new(edges: &[BypassEdge]) -> Self {
        let packages: BTreeSet<&str> = edges.iter().map(|edge| &*edge.package).collect();
        let concepts: BTreeSet<&str> = edges.iter().map(|edge| &*edge.concept).collect();
        let rows = packages.len().max(concepts.len()) as f64;
        let sum = |is_of: &dyn Fn(&BypassEdge) -> bool| edges.iter().filter(|edge| is_of(edge)).map(|edge| edge.sites).sum();
        let nodes = |names: &BTreeSet<&str>, is_of: &dyn Fn(&BypassEdge, &str) -> bool| {
            let first = (rows - names.len() as f64) / 2.0 * STEP + STEP / 2.0;
            let mut nodes: Vec<GraphNode> = names
                .iter()
                .map(|name| GraphNode {
                    name: (*name).to_owned(),
                    y: 0.0,
                    sites: sum(&|edge| is_of(edge, name)),
                })
                .collect();
            nodes.sort_by_key(|node| Reverse(node.sites));
            for (index, node) in nodes.iter_mut().enumerate() {
                node.y = first + index as f64 * STEP;
            }
            nodes
        };
        let packages = nodes(&packages, &|edge, name| edge.package == name);
        let concepts = nodes(&concepts, &|edge, name| edge.concept == name);
        let height = |nodes: &[GraphNode], name: &str| nodes.iter().find(|node| node.name == name).map_or(0.0, |node| node.y);
        let most = edges.iter().map(|edge| edge.sites).max().unwrap_or(1) as f64;
        let curves = edges.iter().map(|edge| GraphCurve {
            from: height(&packages, &edge.package),
            to: height(&concepts, &edge.concept),
            width: 1.5 + 12.0 * (edge.sites as f64 / most).sqrt(),
            words: format!(
                "{} goes around {} at {}",
                edge.package,
                edge.concept,
                crate::report::text::count(edge.sites, "site")
            ),
        });
        Self {
            height: rows * STEP,
            curves: curves.collect(),
            packages,
            concepts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_lead_from_crates_to_concepts() {
        let edge = |package: &str, concept: &str, sites| BypassEdge {
            package: package.into(),
            concept: concept.into(),
            sites,
        };
        let graph = BypassGraph::new(&[edge("a", "x", 9), edge("a", "y", 1), edge("b", "x", 4)]);
        assert_eq!(graph.height, 2.0 * STEP);
        let names: Vec<(&str, u64)> = graph.packages.iter().map(|node| (&*node.name, node.sites)).collect();
        assert_eq!(names, [("a", 10), ("b", 4)]);
        assert_eq!((graph.curves[1].from, graph.curves[1].to), (STEP / 2.0, STEP * 1.5));
        assert!(graph.curves[0].width > graph.curves[1].width);
    }
}

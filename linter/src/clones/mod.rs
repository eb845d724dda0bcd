//! Clone detection: finds classes of code that does the same. An index finds candidates, an alignment computes how similar they
//! are, and those that are similar enough are grouped. This module says what is a clone; whether it matters is for the caller to
//! judge.

mod blocks;
mod classes;
mod fragments;
mod impls;
mod index;
mod naming;
mod nearest;
mod noise;
mod outlines;
mod rewritten;
mod similarity;
mod tuning;
mod weights;
mod words;

use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use classes::classes;
pub use fragments::{Fragment, FragmentKind};
use index::candidates;
pub(crate) use index::fingerprints;
pub use nearest::Nearest;
pub use noise::Noise;
use noise::Siblings;
use rewritten::rewritten;
use similarity::Compared;
use weights::Weights;
pub(crate) use words::words;

use crate::facts::{Body, Outline, Plain};
use crate::finding::FilePath;
use crate::link::{File, Item, Workspace};

/// The options of the search.
#[derive(Clone, Copy, Debug)]
pub struct Likeness<'a> {
    /// Minimum size of a body, in tokens.
    pub min_tokens: u32,
    /// Minimum share of two bodies, by weight, that must be the same, 0 to 1.
    pub similarity: f32,
    /// Kinds of noise that are reported all the same.
    pub shown: &'a [Noise],
}

/// A class of clones: code that does the same in several places.
#[derive(Clone, Debug, PartialEq)]
pub struct CloneClass {
    /// The lowest similarity by which a member was joined to the others, 0 to 1.
    pub similarity: f32,
    /// How far the members differ.
    pub kind: CloneKind,
    /// The reason why the members may not be copies, if that is so for all of them.
    pub noise: Option<Noise>,
    /// At least two fragments of one kind, in the order of the workspace.
    pub members: Vec<Fragment>,
}

/// How far copies differ: the four types of clones in the literature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CloneKind {
    /// Type 1: the same tokens.
    Exact,
    /// Type 2: the same except for names of locals, literals and types.
    Renamed,
    /// Type 3: statements were inserted, deleted or changed.
    Edited,
    /// Type 4: the same behaviour in another form. The signatures are the same, and so are most names, rare ones among them.
    Rewritten,
}

impl CloneKind {
    /// The number of the type in the literature, 1 to 4.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}

impl CloneClass {
    /// How much is gained if the class is merged: the tokens that could go, weighted by the similarity and by the distance
    /// between the copies. Copies in different packages count most, since whoever edits one of them does not see the others; in
    /// one file the others are in sight. Code in folders for tests and examples counts less, although the folder's name does not
    /// prove its purpose.
    pub fn worth(&self, workspace: &Workspace) -> f32 {
        let tokens = self.members.iter().map(|member| member.tokens);
        let (all, longest) = tokens.fold((0, 0), |(all, longest), tokens| (all + tokens, tokens.max(longest)));
        let first = self.members[0].item;
        let are_all = |like: &dyn Fn(Item) -> bool| self.members.iter().all(|member| like(member.item));
        let distance = if are_all(&|item| workspace.file_of(item) == workspace.file_of(first)) {
            1.0
        } else if are_all(&|item| workspace.are_of_one_package(item, first)) {
            2.0
        } else {
            3.0
        };
        let is_trial = are_all(&|item| is_for_trial(&workspace.file(workspace.file_of(item)).path));
        let weight = if is_trial { 0.25 } else { 1.0 };
        (all - longest) as f32 * self.similarity.powi(4) * distance * weight
    }

    /// Whether the members differ, and their names only by a number, a width or a type, as `read_u32` and `read_u64` do: a macro or
    /// a generic function may write them, and often nobody wants it to.
    pub fn is_family(&self) -> bool {
        let [first, others @ ..] = &*self.members else { return false };
        self.kind != CloneKind::Exact && others.iter().all(|other| words::are_of_a_family(&first.name, &other.name))
    }

    /// Whether the members are methods of different types.
    pub fn is_of_different_types(&self, workspace: &Workspace) -> bool {
        let [first, others @ ..] = &*self.members else { return false };
        others
            .iter()
            .any(|other| noise::are_of_different_types(workspace, first.item, other.item))
    }

    /// The identity of the class: the least hash of its members, which mostly stays the same if members are added, removed or
    /// moved.
    pub fn fingerprint(&self) -> u64 {
        self.members.iter().map(|member| member.hash).min().unwrap_or_default()
    }
}

/// Whether a folder of the path has a name such as `test-programs` or `bench_utils`.
fn is_for_trial(file: &FilePath) -> bool {
    let is_word = |word: &str| {
        matches!(
            word,
            "test" | "tests" | "testing" | "bench" | "benches" | "example" | "examples"
        )
    };
    file.folder().split(['/', '-', '_']).any(is_word)
}

/// Combines hashes, in their order. It is fast but weak, which is enough where matches are compared again.
pub(crate) fn folded(hashes: impl Iterator<Item = u64>) -> u64 {
    hashes.fold(0, |folded: u64, hash| {
        (folded.rotate_left(5) ^ hash).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}

/// A pair of similar bodies, by index, the lower one first.
#[derive(Clone, Copy, Debug)]
struct Pair {
    one: u32,
    other: u32,
    similarity: f32,
    kind: CloneKind,
    noise: Option<Noise>,
}

/// A function or closure that is compared with others.
struct Unit<'w> {
    item: Item,
    file: File,
    body: &'w Body,
    /// The weight of all its pieces. Computed on first use, because most bodies are never compared.
    weight: OnceLock<f32>,
}

impl<'w> Unit<'w> {
    fn new(workspace: &Workspace, item: Item, body: &'w Body) -> Self {
        Self {
            item,
            body,
            file: workspace.file_of(item),
            weight: OnceLock::new(),
        }
    }

    fn weight(&self, weights: &Weights) -> f32 {
        let pieces = self.body.form.iter();
        *self.weight.get_or_init(|| pieces.map(|&piece| weights.of_piece(piece)).sum())
    }

    fn is_table(&self) -> bool {
        self.body.plain == Some(Plain::Table)
    }
}

/// The code that is compared with each other, ordered by file and position. That of a file with several instances is there
/// several times.
#[derive(Debug)]
pub struct Code<'w> {
    workspace: &'w Workspace,
    /// Functions, and closures that a name is bound to.
    bodies: Vec<(Item, Body)>,
    /// Types, traits and constants.
    outlines: Vec<(Item, &'w Outline)>,
}

impl<'w> Code<'w> {
    /// The code of the items that `counts` accepts. Unpacked bodies take much memory, so it should not be kept longer than
    /// needed.
    pub fn new(workspace: &'w Workspace, counts: impl Fn(Item) -> bool + Sync) -> Self {
        Self {
            workspace,
            bodies: workspace.bodies(&counts),
            outlines: workspace.outlines().filter(|(item, _)| counts(*item)).collect(),
        }
    }
}

impl Code<'_> {
    /// The functions and types that are large enough to be compared.
    pub fn compared(&self, likeness: Likeness<'_>) -> impl Iterator<Item = Item> {
        let workspace = self.workspace;
        let functions = self.functions();
        let functions = functions.filter(move |(_, body)| body.tokens >= likeness.min_tokens);
        let types = self.outlines.iter();
        let types = types.filter(|(item, outline)| outlines::is_compared(workspace.item(*item), outline));
        functions.map(|(item, _)| item).chain(types.map(|(item, _)| *item))
    }

    fn functions(&self) -> impl Iterator<Item = (Item, &Body)> {
        let bodies = self.bodies.iter().map(|(item, body)| (*item, body));
        bodies.filter(|(_, body)| body.closure.is_none())
    }

    /// All clone classes, ordered by kind and then by the place of the first member.
    pub fn clones(&self, likeness: Likeness<'_>) -> Vec<CloneClass> {
        let mut seen = FxHashSet::default();
        let workspace = self.workspace;
        // What a macro writes in many expansions is written once.
        let mut is_new = |body: &Body, item: Item| seen.insert(workspace.source_of(workspace.file_of(item), body.span));
        let bodies = self.bodies.iter().map(|(item, body)| (*item, body));
        let bodies = bodies.filter(|(item, body)| !body.form.is_empty() && is_new(body, *item));
        let bodies: Vec<(Item, &Body)> = bodies.collect();
        let functions = self.classes_of_functions(likeness, &bodies);
        let blocks = blocks::classes(workspace, likeness, &bodies, &functions);
        let impls = impls::classes(self, &functions);
        let mut found = impls::without_their_functions(functions, &impls, workspace);
        found.extend(impls);
        found.extend(blocks);
        found.extend(outlines::classes(workspace, likeness, &self.outlines));
        found.retain(|class| class.noise.is_none_or(|noise| likeness.shown.contains(&noise)));
        found
    }

    /// The classes of functions and closures, including noise.
    fn classes_of_functions(&self, likeness: Likeness<'_>, bodies: &[(Item, &Body)]) -> Vec<CloneClass> {
        let bodies = bodies.iter().filter(|(_, body)| body.tokens >= likeness.min_tokens);
        let bodies: Vec<(Item, &Body)> = bodies.copied().collect();
        let weights = Weights::of(bodies.par_iter().map(|(_, body)| &*body.form));
        let units = bodies.into_iter().map(|(item, body)| Unit::new(self.workspace, item, body));
        let units: Vec<Unit<'_>> = units.collect();
        let candidates = candidates(&units, likeness.similarity);
        let by_one: Vec<&[(u32, u32)]> = candidates.chunk_by(|(one, _), (next, _)| one == next).collect();
        let verified = by_one.into_par_iter().flat_map_iter(|pairs| {
            let one = Compared::new(&units[pairs[0].0 as usize]);
            let alike = pairs.iter().filter_map(|&(number, other)| {
                let (similarity, kind) = one.with(&units[other as usize], &weights, likeness.similarity)?;
                Some(Pair {
                    one: number,
                    other,
                    similarity,
                    kind,
                    noise: None,
                })
            });
            alike.collect::<Vec<_>>()
        });
        let mut pairs: Vec<Pair> = verified.collect();
        let known: FxHashSet<(u32, u32)> = pairs.iter().map(|pair| (pair.one, pair.other)).collect();
        let rewritten = rewritten(&units, &weights, likeness.similarity).into_iter();
        pairs.extend(rewritten.filter(|pair| !known.contains(&(pair.one, pair.other))));
        let siblings = Siblings::among(self.workspace, &units);
        pairs.retain_mut(|pair| {
            let (one, other) = (&units[pair.one as usize], &units[pair.other as usize]);
            pair.noise = noise::between(self.workspace, &siblings, one, other);
            // A nested function is part of the outer one, so it is not a copy of it.
            let (inner, outer) = (one.body.span, other.body.span);
            let is_part = one.file == other.file && inner.start < outer.end && outer.start < inner.end;
            !is_part && pair.noise.is_none_or(|noise| likeness.shown.contains(&noise))
        });
        classes(self.workspace, &units, pairs)
    }
}

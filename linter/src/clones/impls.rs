//! Copied impl blocks: if most functions of a block are copied into another, the block is reported instead of each function.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::tuning::{FEWEST_FUNCTIONS_OF_IMPLS, LEAST_SHARE_OF_IMPLS};
use super::{CloneClass, Code, Fragment, FragmentKind};
use crate::facts::{ImplId, ItemKind, Owner};
use crate::link::{Item, Workspace};

/// An impl block, identified by the file and its index there.
type BlockId = (u32, ImplId);

/// The classes of impl blocks, from the classes of functions.
pub(super) fn classes(code: &Code<'_>, functions: &[CloneClass]) -> Vec<CloneClass> {
    let workspace = code.workspace;
    let mut sizes: FxHashMap<BlockId, u32> = FxHashMap::default();
    for (item, body) in code.functions() {
        if let Some(block) = block_of(workspace, item) {
            *sizes.entry(block).or_default() += body.tokens;
        }
    }
    let mut classes_of: BTreeMap<BlockId, Vec<usize>> = BTreeMap::new();
    for (at, class) in functions.iter().enumerate() {
        let blocks: FxHashSet<BlockId> = class
            .members
            .iter()
            .filter_map(|member| block_of(workspace, member.item))
            .collect();
        // Two copies in one block do not relate two blocks.
        if blocks.len() == class.members.len() {
            blocks
                .into_iter()
                .for_each(|block| classes_of.entry(block).or_default().push(at));
        }
    }
    let mut alike: BTreeMap<Vec<usize>, Vec<BlockId>> = BTreeMap::new();
    for (block, classes) in classes_of
        .into_iter()
        .filter(|(_, classes)| classes.len() >= FEWEST_FUNCTIONS_OF_IMPLS)
    {
        let tokens = members(functions, &classes, block, workspace)
            .map(|member| member.tokens)
            .sum::<u32>();
        if tokens as f32 >= LEAST_SHARE_OF_IMPLS * sizes.get(&block).copied().unwrap_or_default() as f32 {
            alike.entry(classes).or_default().push(block);
        }
    }
    let found = alike
        .into_iter()
        .filter(|(_, blocks)| blocks.len() > 1)
        .map(|(classes, blocks)| {
            let joined = classes.iter().map(|&at| &functions[at]);
            let least = joined.clone().map(|class| class.similarity).fold(1.0, f32::min);
            let mut fragments: Vec<Fragment> = blocks
                .iter()
                .filter_map(|&block| fragment(workspace, block, members(functions, &classes, block, workspace).collect()))
                .collect();
            fragments.sort_by(|one, other| one.place.cmp(&other.place));
            CloneClass {
                similarity: least,
                kind: joined
                    .clone()
                    .map(|class| class.kind)
                    .max()
                    .unwrap_or(super::CloneKind::Exact),
                noise: joined.clone().find_map(|class| class.noise),
                members: fragments,
            }
        });
    found.filter(|class| class.members.len() > 1).collect()
}

/// The classes of functions that are not part of a reported class of impl blocks.
pub(super) fn without_their_functions(functions: Vec<CloneClass>, impls: &[CloneClass], workspace: &Workspace) -> Vec<CloneClass> {
    let blocks = impls.iter().enumerate();
    let blocks = blocks.flat_map(|(at, class)| class.members.iter().map(move |member| (member.item, at)));
    let told: FxHashMap<BlockId, usize> = blocks
        .filter_map(|(item, at)| Some((block_of(workspace, item)?, at)))
        .collect();
    let is_told = |class: &CloneClass| {
        let mut of = class
            .members
            .iter()
            .map(|member| told.get(&block_of(workspace, member.item)?));
        let first = of.next().flatten();
        first.is_some() && of.all(|other| other == first)
    };
    functions.into_iter().filter(|class| !is_told(class)).collect()
}

fn members<'c>(
    functions: &'c [CloneClass],
    classes: &'c [usize],
    block: BlockId,
    workspace: &'c Workspace,
) -> impl Iterator<Item = &'c Fragment> {
    let members = classes.iter().flat_map(move |&at| &functions[at].members);
    members.filter(move |member| block_of(workspace, member.item) == Some(block))
}

fn fragment(workspace: &Workspace, block: BlockId, functions: Vec<&Fragment>) -> Option<Fragment> {
    let first = *functions.iter().min_by_key(|function| function.first_line)?;
    let file = workspace.file_of(first.item);
    let facts = &workspace.file(file).facts.impls[block.1.0 as usize];
    let owner = first.name.rsplit_once("::").map_or(&*first.name, |(owner, _)| owner);
    Some(Fragment {
        kind: FragmentKind::Impl,
        item: first.item,
        name: format!("impl {owner}"),
        place: workspace.place_in(file, facts.span),
        first_line: facts.span.line,
        last_line: facts.end_line,
        tokens: functions.iter().map(|function| function.tokens).sum(),
        hash: functions.iter().fold(0, |hash, function| hash ^ function.hash),
    })
}

fn block_of(workspace: &Workspace, item: Item) -> Option<BlockId> {
    match workspace.item(item).kind {
        ItemKind::AssociatedFunction(_, Owner::Impl(block)) => Some((workspace.file_of(item).0, block)),
        _ => None,
    }
}

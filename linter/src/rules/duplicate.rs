//! One implementation, one place. See `duplicate.md`.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::{Audit, Contract, Judgement, Kind, Rule};
use crate::finding::Class;
use crate::link::{CloneClass, CloneKind, Def, Item, Likeness, Workspace};

pub(super) const KIND: Kind = Kind::of::<Duplicate>("duplicate", include_str!("duplicate.md"));

/// Groups functions that do the same.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
struct Duplicate {
    /// Bodies with fewer tokens than this are too small to be worth one place.
    min_tokens: u32,
    /// The share of two bodies that must be the same, in percent.
    similarity: u8,
    /// Methods of impls of one trait count, though the trait may force them.
    trait_impls: bool,
}

impl Default for Duplicate {
    fn default() -> Self {
        Self {
            min_tokens: 50,
            similarity: 80,
            trait_impls: false,
        }
    }
}

impl Rule for Duplicate {
    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        let likeness = Likeness {
            min_tokens: self.min_tokens,
            similarity: f32::from(self.similarity.min(100)) / 100.0,
            same_trait: self.trait_impls,
        };
        // Copies among tests are judged among themselves, where a rule looks at tests at all.
        for class in Class::ALL {
            let clones = workspace.clones(likeness, |item| workspace.class(item) == class);
            let keepers = Keepers::among(&clones, audit.contracts, workspace);
            let mut copies: FxHashSet<Item> = FxHashSet::default();
            for clones in &clones {
                let canonical = keepers.canonical(clones);
                copies.extend(clones.members.iter().copied().filter(|copy| *copy != canonical));
                judge(clones, canonical, class, workspace, judgement);
            }
            let compared = workspace.compared(likeness).filter(|item| workspace.class(*item) == class);
            for item in compared.filter(|item| !copies.contains(item)) {
                judgement.conforming(None, class, &workspace.place(item).file);
            }
        }
    }
}

fn judge(clones: &CloneClass, canonical: Item, class: Class, workspace: &Workspace, judgement: &mut Judgement) {
    let mut others = clones.members.iter().copied().filter(|copy| *copy != canonical);
    let Some(first) = others.next() else { return };
    let path = |copy: Item| workspace.path(&Def::Item(copy));
    let same = match clones.kind {
        CloneKind::Exact => "is the same as".to_owned(),
        CloneKind::Renamed => "is the same, but for names, as".to_owned(),
        CloneKind::Edited => format!("is {} % the same as", percent(clones.similarity)),
        CloneKind::Rewritten => "does in another form what is done by".to_owned(),
    };
    let rest: Vec<Item> = others.collect();
    let among = if rest.is_empty() {
        String::new()
    } else {
        format!(", one of {} copies", rest.len() + 1)
    };
    let message = format!("`{}` {same} `{}`{among}", path(first), path(canonical));
    let content = format!("{:016x}", workspace.body_hash(canonical));
    let draft = judgement.violation(None, class, workspace.place(first), path(first), content, message);
    let import = import_of(canonical, first, workspace).map_or_else(String::new, |import| format!(": `{import}`"));
    draft.help(format!("keep `{}` and call it from here{import}", path(canonical)));
    draft.see(workspace.place(canonical), "the copy to keep");
    for copy in rest {
        draft.also(workspace.place(copy), format!("another copy: `{}`", path(copy)));
    }
}

/// A share in whole percent; what is not all of it is not called so.
pub(crate) fn percent(share: f32) -> u32 {
    (share * 100.0).floor() as u32
}

/// The import by which a copy is replaced, where the function that stays can be imported.
pub(crate) fn import_of(function: Item, copy: Item, workspace: &Workspace) -> Option<String> {
    let module = |item: Item| workspace.module(workspace.scope_of_item(item));
    if !workspace.is_free_function(function) || module(function) == module(copy) {
        return None;
    }
    let path = workspace.path(&Def::Item(function));
    if workspace.crate_of_item(function) != workspace.crate_of_item(copy) {
        return Some(format!("use {path};"));
    }
    let (_, below) = path.split_once("::")?;
    Some(format!("use crate::{below};"))
}

/// Which copy of each class to keep: one in a module that owns a concept, else the most used, else the one that most can
/// see, else the first by place.
pub(crate) struct Keepers<'a> {
    contracts: &'a [Contract<'a>],
    workspace: &'a Workspace,
    uses: FxHashMap<Item, u64>,
}

impl<'a> Keepers<'a> {
    pub(crate) fn among(clones: &[CloneClass], contracts: &'a [Contract<'a>], workspace: &'a Workspace) -> Self {
        let members: FxHashSet<Item> = clones.iter().flat_map(|clones| clones.members.iter().copied()).collect();
        Self {
            contracts,
            workspace,
            uses: workspace.use_counts(&members),
        }
    }

    pub(crate) fn canonical(&self, clones: &CloneClass) -> Item {
        let rank = |copy: &Item| {
            let scope = self.workspace.scope_of_item(*copy);
            let owned = self.contracts.iter().any(|contract| contract.owns(self.workspace, scope));
            let uses = self.uses.get(copy).copied().unwrap_or_default();
            let place = self.workspace.place(*copy);
            (!owned, Reverse(uses), !self.workspace.is_public(*copy), place)
        };
        let first = clones.members[0];
        clones.members.iter().copied().min_by_key(rank).unwrap_or(first)
    }
}

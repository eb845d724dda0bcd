//! One implementation, one place. See `duplicate.md`.

use rustc_hash::FxHashSet;
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
            let mut copies: FxHashSet<Item> = FxHashSet::default();
            for clones in workspace.clones(likeness, |item| workspace.class(item) == class) {
                let canonical = canonical(&clones.members, audit.contracts, workspace);
                copies.extend(clones.members.iter().copied().filter(|copy| Some(*copy) != canonical));
                judge(&clones, class, audit, judgement);
            }
            let compared = workspace.compared(likeness).filter(|item| workspace.class(*item) == class);
            for item in compared.filter(|item| !copies.contains(item)) {
                judgement.conforming(None, class, &workspace.place(item).file);
            }
        }
    }
}

fn judge(clones: &CloneClass, class: Class, audit: &Audit<'_>, judgement: &mut Judgement) {
    let workspace = audit.workspace;
    let Some(canonical) = canonical(&clones.members, audit.contracts, workspace) else {
        return;
    };
    let mut others = clones.members.iter().copied().filter(|copy| *copy != canonical);
    let Some(first) = others.next() else { return };
    let path = |copy: Item| workspace.path(&Def::Item(copy));
    let same = match clones.kind {
        CloneKind::Exact => "is the same as".to_owned(),
        CloneKind::Renamed => "is the same, but for names, as".to_owned(),
        CloneKind::Edited => format!("is {} % the same as", percent(clones.similarity)),
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
    draft.help(format!("keep `{}` and call it from here", path(canonical)));
    draft.see(workspace.place(canonical), "the copy to keep");
    for copy in rest {
        draft.also(workspace.place(copy), format!("another copy: `{}`", path(copy)));
    }
}

/// A share in whole percent; what is not all of it is not called so.
pub(crate) fn percent(share: f32) -> u32 {
    (share * 100.0).floor() as u32
}

/// The copy to keep: in a module that owns a concept, else the one that most can see, else the first by place.
pub(crate) fn canonical(copies: &[Item], contracts: &[Contract<'_>], workspace: &Workspace) -> Option<Item> {
    let rank = |copy: &Item| {
        let scope = workspace.scope_of_item(*copy);
        let owned = contracts.iter().any(|contract| contract.owns(workspace, scope));
        (!owned, !workspace.is_public(*copy), workspace.place(*copy))
    };
    copies.iter().copied().min_by_key(rank)
}

//! One implementation, one place. See `duplicate.md`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Audit, Judgement, Kind, Rule};
use crate::facts::Body;
use crate::finding::{Class, Place};
use crate::link::{Def, Item, Workspace};

pub(super) const KIND: Kind = Kind::of::<Duplicate>("duplicate", include_str!("duplicate.md"));

/// Groups functions whose bodies are the same but for the names of their parameters and locals.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
struct Duplicate {
    /// Bodies with fewer tokens than this are too small to be worth one place.
    min_tokens: u32,
    /// Methods of trait impls count, though the trait may force them.
    trait_impls: bool,
}

impl Default for Duplicate {
    fn default() -> Self {
        Self {
            min_tokens: 50,
            trait_impls: false,
        }
    }
}

/// A function in the class of its copies.
struct Copy<'w> {
    item: Item,
    class: Class,
    place: Place,
    body: &'w Body,
}

impl Rule for Duplicate {
    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let mut classes: BTreeMap<u64, Vec<Copy<'_>>> = BTreeMap::new();
        for (item, body) in audit.workspace.bodies() {
            let counts = body.tokens >= self.min_tokens && (self.trait_impls || !audit.workspace.is_of_trait(item));
            let copies = classes.entry(body.renamed).or_default();
            let place = audit.workspace.place(item);
            if counts && !copies.iter().any(|copy| copy.place == place) {
                copies.push(Copy {
                    item,
                    class: audit.workspace.class(item),
                    place,
                    body,
                });
            }
        }
        let mut classes: Vec<Vec<Copy<'_>>> = classes.into_values().collect();
        classes.retain(|copies| !copies.is_empty());
        classes.sort_by(|one, other| one[0].place.cmp(&other[0].place));
        for copies in classes {
            // Copies among tests are judged among themselves, where a rule looks at tests at all.
            for class in Class::ALL {
                let copies: Vec<&Copy<'_>> = copies.iter().filter(|copy| copy.class == class).collect();
                judge(&copies, audit, judgement);
            }
        }
    }
}

fn judge(copies: &[&Copy<'_>], audit: &Audit<'_>, judgement: &mut Judgement) {
    let Some(canonical) = canonical(copies, audit) else { return };
    judgement.conforming(None, canonical.class, &canonical.place.file);
    let mut others = copies
        .iter()
        .filter(|copy| copy.item != canonical.item && !is_twin(copy, canonical, audit.workspace));
    let Some(first) = others.next() else { return };
    let workspace = audit.workspace;
    let path = |copy: &Copy<'_>| workspace.path(&Def::Item(copy.item));
    let same = if first.body.exact == canonical.body.exact {
        "is the same as"
    } else {
        "is the same, but for names, as"
    };
    let rest: Vec<&&Copy<'_>> = others.collect();
    let among = if rest.is_empty() {
        String::new()
    } else {
        format!(", one of {} copies", rest.len() + 1)
    };
    let message = format!("`{}` {same} `{}`{among}", path(first), path(canonical));
    let content = format!("{:016x}", canonical.body.renamed);
    let draft = judgement.violation(None, first.class, first.place.clone(), path(first), content, message);
    draft.help(format!("keep `{}` and call it from here", path(canonical)));
    draft.see(canonical.place.clone(), "the copy to keep");
    for copy in rest {
        draft.also(copy.place.clone(), format!("another copy: `{}`", path(copy)));
    }
}

/// The copy to keep: in a module that owns a concept, else the one that most can see, else the first by place.
fn canonical<'c, 'w>(copies: &[&'c Copy<'w>], audit: &Audit<'_>) -> Option<&'c Copy<'w>> {
    let rank = |copy: &&Copy<'_>| {
        let scope = audit.workspace.scope_of_item(copy.item);
        let owned = audit.contracts.iter().any(|contract| contract.owns(audit.workspace, scope));
        (!owned, !audit.workspace.is_public(copy.item), copy.place.clone())
    };
    copies.iter().copied().min_by_key(|copy| rank(copy))
}

/// Two functions of one name in one scope: `cfg` compiles one of them.
fn is_twin(copy: &Copy<'_>, canonical: &Copy<'_>, workspace: &Workspace) -> bool {
    workspace.path(&Def::Item(copy.item)) == workspace.path(&Def::Item(canonical.item))
}

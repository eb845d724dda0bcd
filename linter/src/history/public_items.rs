//! The public items of a state, and what became of them in another one.
//!
//! An item counts once for each path by which another crate can name it, so a re-export that goes is an item that went. Members of
//! a type or trait that was added, removed or moved as a whole are not listed by themselves.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use super::inventory::{InventoryKind, LocalItem, local_items};
use super::pairing::{Paired, pair};
use crate::check::linked::LinkedInput;
use crate::facts::ItemKind;
use crate::finding::Class;
use crate::link::{Crate, File, Item, Workspace};

/// Minimum number of pieces of a body by which an item is recognised under another name. Smaller bodies are alike by chance.
const FEWEST_PIECES: usize = 8;

/// Minimum number of parts of a type, trait or constant by which it is recognised under another name.
const FEWEST_PARTS: usize = 2;

/// An item that other crates can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublicItem {
    /// Its public path.
    path: String,
    kind: InventoryKind,
    /// The public path of the type or trait that it is a member of.
    owner: Option<String>,
    /// A hash of its code; `None` if that is too small to recognise it by.
    code: Option<u64>,
    is_deprecated: bool,
}

/// The changes of public items, each list in the order of paths.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PublicDifference {
    /// The paths that only the later state has.
    pub added: Vec<String>,
    /// The paths that only the earlier state has.
    pub removed: Vec<String>,
    /// The items with the same code, or the same name and kind, elsewhere.
    pub moved: Vec<MovedItem>,
    /// The items of both states that only the later one marks `#[deprecated]`.
    pub deprecated: Vec<String>,
}

/// An item that has another public path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MovedItem {
    /// Its path in the earlier state.
    pub from: String,
    /// Its path in the later state.
    pub to: String,
}

/// The public items of the libraries of a workspace by path, without tests and generated code.
pub(crate) fn public_items(linked: &LinkedInput) -> Vec<PublicItem> {
    let workspace = &linked.workspace;
    let paths = workspace.public_paths(&linked.layout);
    let crates: FxHashSet<Crate> = paths.keys().map(|item| workspace.crate_of_item(*item)).collect();
    let mut firsts: FxHashMap<(File, Crate), Item> = FxHashMap::default();
    for (item, _) in workspace.items() {
        let place = (workspace.file_of(item), workspace.crate_of_item(item));
        if crates.contains(&place.1) {
            firsts.entry(place).or_insert(item);
        }
    }
    let mut items = Vec::new();
    for ((file, _), first) in firsts {
        for local in local_items(&workspace.file(file).facts) {
            items.extend(public_forms(&local, first, &paths, workspace));
        }
    }
    items.sort_unstable_by(|one, other| (&one.path, one.kind).cmp(&(&other.path, other.kind)));
    // `cfg` chooses between items with one path.
    items.dedup_by(|other, one| (&other.path, other.kind) == (&one.path, one.kind));
    items
}

/// An item by each of its public paths.
fn public_forms(local: &LocalItem, first: Item, paths: &FxHashMap<Item, Vec<String>>, workspace: &Workspace) -> Vec<PublicItem> {
    let item = local.item(first);
    let kind = local.key.kind;
    let is_shipped = !matches!(workspace.class(item), Class::Test | Class::Generated);
    if !is_shipped || local.is_of_trait_impl || kind == InventoryKind::Test {
        return Vec::new();
    }
    let form = |path: String, owner: Option<String>| PublicItem {
        path,
        kind,
        owner,
        code: code(local),
        is_deprecated: local.deprecated.is_some(),
    };
    let is_field = kind == InventoryKind::Field;
    let own = paths.get(&item).filter(|_| !is_field).into_iter().flatten();
    let mut forms: Vec<PublicItem> = own.map(|path| form(path.clone(), None)).collect();
    let owner = if is_field { Some(item) } else { workspace.owner_item(item) };
    let owner = owner.filter(|owner| is_public_member(local, *owner, workspace));
    for owner in owner.and_then(|owner| paths.get(&owner)).into_iter().flatten() {
        forms.push(form(format!("{owner}::{}", local.key.name), Some(owner.clone())));
    }
    forms
}

/// Whether a member is as visible as its owner. Private fields are not members.
fn is_public_member(local: &LocalItem, owner: Item, workspace: &Workspace) -> bool {
    let is_of_trait = matches!(workspace.item(owner).kind, ItemKind::Trait);
    is_of_trait || local.is_public || matches!(local.key.kind, InventoryKind::Field | InventoryKind::Variant)
}

fn code(local: &LocalItem) -> Option<u64> {
    let code = &local.code;
    if code.form.len() >= FEWEST_PIECES {
        return Some(code.renamed);
    }
    let is_telling = code.parts.len() >= FEWEST_PARTS || (local.key.kind == InventoryKind::Macro && !code.parts.is_empty());
    let bytes: Vec<u8> = code.parts.iter().flat_map(|part| part.to_le_bytes()).collect();
    is_telling.then(|| xxh3_64(&bytes))
}

impl PublicItem {
    fn name(&self) -> &str {
        let name = self.path.rsplit("::").next().unwrap_or(&self.path);
        name.trim_end_matches('!')
    }

    /// The kind for a comparison of code: a function may become a method.
    fn kind_of_code(&self) -> InventoryKind {
        match self.kind {
            InventoryKind::Method => InventoryKind::Function,
            kind => kind,
        }
    }
}

/// What an item is recognised by in another state.
#[derive(PartialEq, Eq, Hash)]
struct PublicKey {
    kind: InventoryKind,
    name: Option<String>,
    code: Option<u64>,
}

fn by_name_and_code(item: &PublicItem) -> Option<PublicKey> {
    let code = Some(item.code?);
    Some(PublicKey {
        kind: item.kind_of_code(),
        name: Some(item.name().to_owned()),
        code,
    })
}

fn by_name(item: &PublicItem) -> Option<PublicKey> {
    Some(PublicKey {
        kind: item.kind,
        name: Some(item.name().to_owned()),
        code: None,
    })
}

fn by_code(item: &PublicItem) -> Option<PublicKey> {
    let code = Some(item.code?);
    Some(PublicKey {
        kind: item.kind_of_code(),
        name: None,
        code,
    })
}

/// A member, with the path that it has if only its owner moved.
struct FollowedMember {
    item: PublicItem,
    path: String,
}

impl PublicDifference {
    /// Compares the public items of two states.
    pub(crate) fn new(before: Vec<PublicItem>, after: Vec<PublicItem>) -> Self {
        let same = pair(before, after, &[|item: &PublicItem| Some((item.kind, item.path.clone()))]);
        let (gone, gone_members): (Vec<_>, Vec<_>) = same.gone.into_iter().partition(|item| item.owner.is_none());
        let (came, came_members): (Vec<_>, Vec<_>) = same.came.into_iter().partition(|item| item.owner.is_none());
        let keys: [fn(&PublicItem) -> Option<PublicKey>; 3] = [by_name_and_code, by_name, by_code];
        let items = pair(gone, came, &keys);
        let members = followed(gone_members, came_members, &items.kept);
        let paths = |items: &[PublicItem]| items.iter().map(|item| item.path.clone()).collect::<FxHashSet<String>>();
        let (removed_owners, added_owners) = (paths(&items.gone), paths(&items.came));
        let keys: [fn(&PublicItem) -> Option<PublicKey>; 2] = [by_name_and_code, by_code];
        let both = |items: Vec<PublicItem>, members: Vec<PublicItem>| items.into_iter().chain(members).collect();
        let rest = pair(both(items.gone, members.gone), both(items.came, members.came), &keys);
        let moved = || items.kept.iter().chain(&rest.kept);
        let kept = same.kept.iter().chain(&members.kept).chain(moved());
        let deprecated = kept.filter(|(before, after)| !before.is_deprecated && after.is_deprecated);
        Self {
            added: unimplied(&rest.came, &added_owners),
            removed: unimplied(&rest.gone, &removed_owners),
            moved: sorted(moved().map(|(before, after)| MovedItem {
                from: before.path.clone(),
                to: after.path.clone(),
            })),
            deprecated: sorted(deprecated.map(|(_, after)| after.path.clone())),
        }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Pairs the members whose owners moved.
fn followed(gone: Vec<PublicItem>, came: Vec<PublicItem>, moved: &[(PublicItem, PublicItem)]) -> Paired<PublicItem> {
    let now: FxHashMap<&str, &str> = moved.iter().map(|(before, after)| (&*before.path, &*after.path)).collect();
    let gone = gone.into_iter().map(|item| {
        let owner = item.owner.as_deref().unwrap_or_default();
        let path = format!("{}::{}", now.get(owner).unwrap_or(&owner), item.name());
        FollowedMember { item, path }
    });
    let came = came.into_iter().map(|item| FollowedMember {
        path: item.path.clone(),
        item,
    });
    let key = |member: &FollowedMember| Some((member.item.kind, member.path.clone()));
    let paired = pair(gone.collect(), came.collect(), &[key]);
    let items = |members: Vec<FollowedMember>| members.into_iter().map(|member| member.item).collect();
    Paired {
        gone: items(paired.gone),
        came: items(paired.came),
        kept: paired.kept.into_iter().map(|(one, other)| (one.item, other.item)).collect(),
    }
}

/// The paths of items whose owner is not listed itself.
fn unimplied(items: &[PublicItem], owners: &FxHashSet<String>) -> Vec<String> {
    let is_implied = |item: &&PublicItem| item.owner.as_ref().is_some_and(|owner| owners.contains(owner));
    sorted(items.iter().filter(|item| !is_implied(item)).map(|item| item.path.clone()))
}

fn sorted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(kind: InventoryKind, path: &str, code: u64) -> PublicItem {
        PublicItem {
            path: path.into(),
            kind,
            owner: matches!(kind, InventoryKind::Method | InventoryKind::Field)
                .then(|| path.rsplit_once("::").map(|(owner, _)| owner.to_owned()))
                .flatten(),
            code: (code > 0).then_some(code),
            is_deprecated: false,
        }
    }

    fn moved(from: &str, to: &str) -> MovedItem {
        MovedItem {
            from: from.into(),
            to: to.into(),
        }
    }

    #[test]
    fn members_go_with_their_type() {
        use InventoryKind::{Field, Method, Type};
        let state = |ty: &str, method: &str| {
            let member = |name: &str| format!("{ty}::{name}");
            vec![
                item(Type, ty, 0),
                item(Field, &member("size"), 0),
                item(Method, &member(method), 7),
            ]
        };
        let difference = PublicDifference::new(state("a::T", "f"), state("b::T", "f"));
        assert_eq!(difference.moved, [moved("a::T", "b::T")]);
        assert!(difference.added.is_empty() && difference.removed.is_empty());
        let difference = PublicDifference::new(state("a::T", "f"), Vec::new());
        assert_eq!(difference.removed, ["a::T"]);
        let difference = PublicDifference::new(state("a::T", "f"), state("b::T", "g"));
        assert_eq!(difference.moved, [moved("a::T", "b::T"), moved("a::T::f", "b::T::g")]);
    }

    #[test]
    fn the_code_decides_between_items_of_one_name() {
        use InventoryKind::Function;
        let before = vec![item(Function, "a::load", 1), item(Function, "b::load", 2)];
        let after = vec![item(Function, "c::load", 2), item(Function, "d::load", 1)];
        let difference = PublicDifference::new(before, after);
        assert_eq!(difference.moved, [moved("a::load", "d::load"), moved("b::load", "c::load")]);
    }

    #[test]
    fn small_code_is_not_recognised_under_another_name() {
        use InventoryKind::Function;
        let difference = PublicDifference::new(vec![item(Function, "a::one", 0)], vec![item(Function, "a::two", 0)]);
        assert_eq!(
            (difference.removed, difference.added),
            (vec!["a::one".into()], vec!["a::two".into()])
        );
    }
}

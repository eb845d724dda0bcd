//! A value that has a type of its own is not passed as text or a number. See `raw_type.md`.

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audit, Contract, Judgement, Kind, Probe, Rule, imports_by_path, instead, probe};
use crate::config::{Located, NamePattern, filled};
use crate::facts::ItemKind;
use crate::finding::Class;
use crate::link::{Def, Item, TypedName, Workspace};

pub(super) const KIND: Kind = Kind::new::<RawType>("raw_type", include_str!("raw_type.md"));

/// Looks at the parameters and fields of public functions and types.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct RawType {
    /// The names of the parameters and fields.
    #[serde(deserialize_with = "filled")]
    names: Vec<NamePattern>,
    /// The types that they must not have. They are compared behind references and `Option`.
    #[serde(deserialize_with = "filled")]
    types: Vec<String>,
    /// The concept whose canonical type they must have.
    concept: Option<Located<String>>,
    /// The path of the type that they must have.
    instead: Option<String>,
}

impl Default for RawType {
    fn default() -> Self {
        let types = ["String", "&str", "Uuid"];
        Self {
            names: NamePattern::parse("*_id").into_iter().collect(),
            types: types.map(str::to_owned).to_vec(),
            concept: None,
            instead: None,
        }
    }
}

impl Rule for RawType {
    fn concept(&self) -> Option<&Located<String>> {
        self.concept.as_ref()
    }

    fn probes(&self, _: &Audit<'_>) -> Vec<Probe> {
        let Some(ty) = self.types.first() else {
            return Vec::new();
        };
        let probes = self.names.iter().map(|pattern| {
            let name = probe::fill(pattern);
            let words = name.split('_').filter(|word| !word.is_empty());
            let newtype: String = words.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect();
            Probe::new(pattern, format!("pub struct {newtype}(u8);\npub fn probe({name}: {ty}) {{}}"))
        });
        probes.collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        let newtypes = Newtypes::new(self, audit);
        let is_named = |it: &TypedName<'_>| it.is_public && self.names.iter().any(|pattern| pattern.matches(it.name));
        for it in workspace.typed_names().filter(is_named) {
            let Some(ty) = workspace.type_of_name(&it) else { continue };
            if newtypes.is_one(&ty, it.name) {
                judgement.conforming(None, it.class, &it.place.file);
            } else if self.is_raw(&ty, workspace)
                && let Some(newtype) = newtypes.of(&it, workspace)
            {
                report(&it, &ty, &newtype, workspace, judgement);
            }
        }
    }
}

impl RawType {
    fn is_raw(&self, ty: &Def, workspace: &Workspace) -> bool {
        let path = workspace.path(ty);
        let name = path.rsplit("::").next().unwrap_or(&path);
        let mut types = self.types.iter().map(|ty| ty.trim_start_matches('&'));
        !workspace.is_own(ty) && types.any(|ty| ty == name || ty == path)
    }
}

/// The types that values are to have.
enum Newtypes<'a> {
    /// One for all names.
    Given {
        paths: Vec<String>,
        items: Vec<Def>,
        contract: Option<&'a Contract<'a>>,
    },
    /// For each name, in lower case without underscores, the structs that are called like it, each with the paths that lead to it.
    ByName(FxHashMap<String, Vec<(Item, Vec<String>)>>),
}

impl<'a> Newtypes<'a> {
    fn new(rule: &RawType, audit: &'a Audit<'_>) -> Self {
        let workspace = audit.workspace;
        if let Some(path) = &rule.instead {
            let segments: Vec<String> = path.split("::").map(str::to_owned).collect();
            return Self::Given {
                paths: vec![path.clone()],
                items: workspace.find(&segments),
                contract: None,
            };
        }
        if let Some(contract) = audit.contract_of(rule.concept.as_ref()) {
            return Self::Given {
                paths: contract.written().into_iter().collect(),
                items: contract.canonical.clone(),
                contract: Some(contract),
            };
        }
        let mut imported: FxHashMap<Item, Vec<String>> = FxHashMap::default();
        for ((item, _), paths) in imports_by_path(workspace) {
            imported.entry(item).or_default().extend(paths.into_keys());
        }
        let mut by_name: FxHashMap<String, Vec<(Item, Vec<String>)>> = FxHashMap::default();
        let structs = workspace.items().filter(|(_, fact)| matches!(fact.kind, ItemKind::Struct(_)));
        for (item, _) in structs.filter(|(item, _)| workspace.class(*item) == Class::Production) {
            let name = workspace.text(workspace.name_of(item)).to_ascii_lowercase();
            let own = workspace.path(&Def::Item(item));
            let paths = std::iter::once(own).chain(imported.remove(&item).unwrap_or_default());
            by_name.entry(name).or_default().push((item, paths.collect()));
        }
        Self::ByName(by_name)
    }

    /// Whether a type is the one that a value of this name is to have.
    fn is_one(&self, ty: &Def, name: &str) -> bool {
        match self {
            Self::Given { items, .. } => items.contains(ty),
            Self::ByName(by_name) => {
                let items = by_name.get(&plain(name));
                items.is_some_and(|items| items.iter().any(|(item, _)| Def::Item(*item) == *ty))
            }
        }
    }

    /// The path of the type that a parameter or field is to have; `None` if there is none, or if it is part of that type.
    fn of(&self, it: &TypedName<'_>, workspace: &Workspace) -> Option<String> {
        match self {
            Self::Given { paths, items, contract } => {
                let is_own = contract.is_some_and(|contract| contract.owns(workspace, it.scope));
                let path = paths.first().filter(|_| !is_own && !is_part_of(it, items, workspace))?;
                Some(path.clone())
            }
            Self::ByName(by_name) => {
                let items = by_name.get(&plain(it.name))?;
                let defs: Vec<Def> = items.iter().map(|(item, _)| Def::Item(*item)).collect();
                let mut paths = items.iter().flat_map(|(_, paths)| paths);
                let path = paths.find(|path| workspace.reached(it.scope, path).is_ok())?;
                (!is_part_of(it, &defs, workspace)).then(|| path.clone())
            }
        }
    }
}

/// Whether a parameter or field belongs to one of these types, or to a function that makes one.
fn is_part_of(it: &TypedName<'_>, types: &[Def], workspace: &Workspace) -> bool {
    let owner = workspace.owner_item(it.item).unwrap_or(it.item);
    let made = workspace.returns(it.item);
    std::iter::once(owner)
        .chain(made)
        .any(|item| types.contains(&Def::Item(item)))
}

fn plain(name: &str) -> String {
    name.replace('_', "").to_ascii_lowercase()
}

fn report(it: &TypedName<'_>, ty: &Def, newtype: &str, workspace: &Workspace, judgement: &mut Judgement) {
    let path = workspace.path(&Def::Item(it.item));
    let raw = workspace.path(ty);
    let raw = raw.rsplit("::").next().unwrap_or(&raw);
    let message = format!("`{}` of `{path}` is a `{raw}`, not a `{newtype}`", it.name);
    let content = format!("{} {raw}", it.name);
    let draft = judgement.violation(None, it.class, it.place.clone(), path, content, message);
    draft.help(format!(
        "take a `{newtype}`, and make it where the value comes in{}",
        instead::obstacle(it.scope, newtype, workspace)
    ));
}

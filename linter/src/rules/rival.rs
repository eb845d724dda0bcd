//! A concept has one definition. See `rival.md`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::contract::is_within;
use super::{Audit, Contract, Facet, Judgement, Kind, Probe, Reads, Rule, concept_words, probe};
use crate::facts::{ItemKind, Owner};
use crate::link::{Def, Item, Workspace};

pub(super) const KIND: Kind = Kind::new::<Rival>("rival", include_str!("rival.md"));

/// Reads `rivals` and `canonical` of concepts.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct Rival {}

impl Rule for Rival {
    fn facet(&self) -> Option<Facet> {
        Some(Facet::Rivals)
    }

    fn reads(&self) -> Reads {
        Reads::Declarations
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let entries = audit
            .contracts
            .iter()
            .flat_map(|contract| contract.concept.rivals.iter().map(move |rival| (contract, rival)));
        let probes = entries.map(|(contract, rival)| {
            let code = format!("pub struct {};", probe::fill(&rival.value));
            Probe::new(&rival.value, code).of(&contract.concept.name).at(&rival.place)
        });
        probes.collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        for contract in audit.contracts.iter().filter(|contract| !contract.concept.rivals.is_empty()) {
            for (item, fact) in audit.workspace.items() {
                if is_source(&fact.kind) {
                    judge(contract, item, audit.workspace, judgement);
                }
            }
        }
    }
}

/// Whether an item can be a second definition. Variants and methods cannot, because their paths contain the name of their type.
pub(super) fn is_source(kind: &ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Module { .. }
            | ItemKind::Struct(_)
            | ItemKind::Enum
            | ItemKind::Union
            | ItemKind::Trait
            | ItemKind::TypeAlias
            | ItemKind::Const
            | ItemKind::Static
            | ItemKind::AssociatedConst(Owner::Impl(_))
            | ItemKind::Function(_)
            | ItemKind::Macro { .. }
    )
}

fn judge(contract: &Contract<'_>, item: Item, workspace: &Workspace, judgement: &mut Judgement) {
    let name = workspace.text(workspace.name_of(item));
    let Some(rival) = contract.concept.rivals.iter().find(|rival| rival.value.matches(name)) else {
        return;
    };
    let concept = &contract.concept.name;
    let class = workspace.class(item);
    if is_canonical(contract, item, workspace) {
        judgement.conforming(Some(concept), class, &workspace.place(item).file);
        return;
    }
    let path = workspace.path(&Def::Item(item));
    let message = format!(
        "`{path}` rivals {}: its name matches `{}`",
        concept_words(contract.concept),
        rival.value
    );
    // The name is the content of the finding, so that moving a module makes no new finding.
    let draft = judgement.violation(Some(concept), class, workspace.place(item), path, name.to_owned(), message);
    match contract.written() {
        Some(canonical) => draft.help(format!(
            "use `{canonical}`, or name it by what it does differently: {}",
            contract.concept.summary
        )),
        None => draft.help(format!(
            "keep one, and name it in `ssot.toml` as `canonical` of [concept.{concept}]"
        )),
    };
    if let Some(place) = contract.place(workspace) {
        draft.see(place, "the canonical definition");
    }
}

/// Whether an item is the canonical one, is in the module that owns the concept, is a module around that, or is an alias of one
/// of these.
fn is_canonical(contract: &Contract<'_>, item: Item, workspace: &Workspace) -> bool {
    if workspace.is_module_item(item) {
        let path = workspace.path(&Def::Item(item));
        let home = contract.home.as_deref();
        return home.is_some_and(|home| is_within(home, &path) || is_within(&path, home));
    }
    let is_alias = matches!(workspace.item(item).kind, ItemKind::TypeAlias);
    let own = |item: Item| contract.canonical.contains(&Def::Item(item)) || contract.owns(workspace, workspace.scope_of_item(item));
    own(item) || (is_alias && workspace.types_behind(&Def::Item(item)).into_iter().any(own))
}

//! One implementation, one place. See `duplicate.md`.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audit, Contract, Judgement, Kind, Probe, Rule, instead};
use crate::clones::{CloneClass, CloneKind, Code, Fragment, FragmentKind, Likeness, Noise};
use crate::finding::{Class, Severity};
use crate::link::{Def, Item, UseCounts, Workspace};

pub(super) const KIND: Kind = Kind::new::<Duplicate>("duplicate", include_str!("duplicate.md"));

/// Reports groups of code that do the same.
#[derive(Debug, Deserialize, JsonSchema)]
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
    fn probes(&self, _: &Audit<'_>) -> Vec<Probe> {
        let statement = |at: u32| {
            format!(
                "if probe.len() > {at} {{ probe.push('{}'); }} probe.truncate({at} * 7);\n",
                char::from(b'a' + (at % 26) as u8)
            )
        };
        // A statement has more than ten tokens.
        let body: String = (0..=self.min_tokens / 10).map(statement).collect();
        let function = |name: &str| format!("pub fn {name}(probe: &mut String) {{\n{body}}}\n");
        vec![Probe::new("a second implementation", function("one") + &function("other"))]
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        let likeness = Likeness {
            min_tokens: self.min_tokens,
            similarity: f32::from(self.similarity.min(100)) / 100.0,
            shown: if self.trait_impls { &[Noise::TraitImpls] } else { &[] },
        };
        // Only copies in the same class are compared, such as tests with tests.
        let classes = Class::ALL.iter().filter(|class| audit.classes.contains(class));
        let by_class = classes.map(|class| {
            let code = Code::new(workspace, |item| workspace.class(item) == *class);
            (*class, code.clones(likeness), code.compared(likeness).collect())
        });
        let by_class: Vec<(Class, Vec<CloneClass>, Vec<Item>)> = by_class.collect();
        let clones = by_class.iter().flat_map(|(_, clones, _)| clones);
        let keepers = Keepers::among(clones, audit.contracts, workspace);
        for (class, clones, compared) in &by_class {
            let mut copies: FxHashSet<Item> = FxHashSet::default();
            for clones in clones {
                let canonical = keepers.canonical(clones, |_| 0);
                let others = clones.members.iter().filter(|copy| *copy != canonical);
                copies.extend(others.map(|copy| copy.item));
                judge(clones, canonical, *class, workspace, judgement);
            }
            for item in compared.iter().filter(|item| !copies.contains(item)) {
                judgement.conforming(None, *class, &workspace.place(*item).file);
            }
        }
    }
}

fn judge(clones: &CloneClass, canonical: &Fragment, class: Class, workspace: &Workspace, judgement: &mut Judgement) {
    let mut others = clones.members.iter().filter(|copy| *copy != canonical);
    let Some(first) = others.next() else { return };
    let same = match clones.kind {
        CloneKind::Exact => "is the same as".to_owned(),
        CloneKind::Renamed => "is the same, but for names, as".to_owned(),
        CloneKind::Edited => format!("is {} % the same as", percent(clones.similarity)),
        CloneKind::Rewritten => "does in another form what is done by".to_owned(),
    };
    let rest: Vec<&Fragment> = others.collect();
    let among = if rest.is_empty() {
        String::new()
    } else {
        format!(", one of {} copies", rest.len() + 1)
    };
    let message = format!("`{}` {same} `{}`{among}", first.name, canonical.name);
    let content = format!("{:016x}", clones.fingerprint());
    let draft = judgement.violation(None, class, first.place.clone(), first.name.clone(), content, message);
    let instead = match canonical.kind {
        FragmentKind::Function | FragmentKind::Closure => "call it from here",
        FragmentKind::Block => "call it from both, as a function",
        FragmentKind::Impl | FragmentKind::Type | FragmentKind::Trait | FragmentKind::Constant => "use it here",
    };
    let how = match import_of(canonical, first, workspace) {
        Some(Ok(import)) => format!(": `{import}`"),
        Some(Err(obstacle)) => obstacle,
        None => without_import(canonical, first, workspace),
    };
    if clones.is_family() {
        draft.severity(Some(Severity::Low));
        draft.help("they are a family: one macro or generic function may write it");
    } else if canonical.kind == FragmentKind::Function && clones.is_of_different_types(workspace) {
        draft.help(format!(
            "keep `{}`: move its body into a function, or into a method of a trait that both types have",
            canonical.name
        ));
    } else {
        draft.help(format!("keep `{}` and {instead}{how}", canonical.name));
    }
    draft.see(canonical.place.clone(), "the copy to keep");
    for copy in rest {
        draft.also(copy.place.clone(), format!("another copy: `{}`", copy.name));
    }
}

/// A share in percent, rounded down, so that only identical code has 100.
pub(crate) fn percent(share: f32) -> u32 {
    (share * 100.0).floor() as u32
}

/// The import that replaces a copy, or the reason why it is impossible. `None` if no import is needed (both are in one module) or
/// the kept copy cannot be imported, such as a method.
pub(crate) fn import_of(canonical: &Fragment, copy: &Fragment, workspace: &Workspace) -> Option<Result<String, String>> {
    let (item, other) = (canonical.item, copy.item);
    let has_path = match canonical.kind {
        FragmentKind::Function => workspace.is_free_function(item),
        FragmentKind::Type | FragmentKind::Trait | FragmentKind::Constant => true,
        FragmentKind::Closure | FragmentKind::Block | FragmentKind::Impl => false,
    };
    let scope = workspace.scope_of_item(other);
    if !has_path || workspace.module(workspace.scope_of_item(item)) == workspace.module(scope) {
        return None;
    }
    let path = workspace.path(&Def::Item(item));
    let import = workspace.reached(scope, &path).map(|way| format!("use {};", way.written));
    Some(import.map_err(|_| instead::obstacle(scope, &path, workspace)))
}

/// The reason why a method, which needs no import, cannot be called: the method or its type is not visible.
fn without_import(canonical: &Fragment, copy: &Fragment, workspace: &Workspace) -> String {
    let (item, scope) = (canonical.item, workspace.scope_of_item(copy.item));
    if canonical.kind == FragmentKind::Block {
        return String::new();
    }
    match workspace.owner_item(item) {
        Some(owner) if workspace.is_visible_from(item, scope) => {
            instead::obstacle(scope, &workspace.path(&Def::Item(owner)), workspace)
        }
        Some(_) => instead::HIDDEN.to_owned(),
        None => String::new(),
    }
}

/// Chooses the copy of each clone class to keep, by these criteria in order:
///
/// 1. it is in a module that owns a concept;
/// 2. it does not merely call another copy;
/// 3. the fewest other copies are in crates that cannot depend on its crate;
/// 4. it has the most uses;
/// 5. it is public;
/// 6. it is the oldest;
/// 7. it is the first by place.
pub(crate) struct Keepers<'a> {
    contracts: &'a [Contract<'a>],
    workspace: &'a Workspace,
    uses: UseCounts,
}

impl<'a> Keepers<'a> {
    pub(crate) fn among<'c>(
        clones: impl IntoIterator<Item = &'c CloneClass>,
        contracts: &'a [Contract<'a>],
        workspace: &'a Workspace,
    ) -> Self {
        let members = clones
            .into_iter()
            .flat_map(|clones| clones.members.iter().map(|copy| copy.item));
        let members: FxHashSet<Item> = members.collect();
        Self {
            contracts,
            workspace,
            uses: workspace.use_counts(&members),
        }
    }

    /// The copy to keep. `born` is the time at which a copy was written, if known.
    pub(crate) fn canonical<'c>(&self, clones: &'c CloneClass, born: impl Fn(&Fragment) -> i64) -> &'c Fragment {
        let rank = |copy: &&Fragment| {
            let scope = self.workspace.scope_of_item(copy.item);
            let owned = self.contracts.iter().any(|contract| contract.owns(self.workspace, scope));
            let is_called = clones.members.iter().any(|other| self.uses.uses(other.item, copy.item));
            let calls = clones.members.iter().any(|other| self.uses.uses(copy.item, other.item));
            let place = copy.place.clone();
            let use_count = Reverse(self.uses.of(copy.item));
            let is_hidden = !self.workspace.is_public(copy.item);
            (
                !owned,
                calls && !is_called,
                self.out_of_reach(copy, clones),
                use_count,
                is_hidden,
                born(copy),
                place,
            )
        };
        let first = &clones.members[0];
        clones.members.iter().min_by_key(rank).unwrap_or(first)
    }

    /// The number of other copies in crates that cannot depend on the crate of this one, because that depends on them.
    fn out_of_reach(&self, copy: &Fragment, clones: &CloneClass) -> usize {
        let others = clones.members.iter().filter(|other| other.item != copy.item);
        others.filter(|other| self.workspace.is_above(copy.item, other.item)).count()
    }
}

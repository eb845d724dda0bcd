//! A text with a name is written out by its owner only. See `stray_literal.md`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::literals::{match_text, shown};
use super::{Audit, Contract, Facet, Judgement, Kind, Probe, Rule, concept_words, probe};
use crate::config::{Located, TextPattern};
use crate::facts::LiteralRole;
use crate::finding::{Class, Place, Severity};
use crate::link::{Def, Item, StringLiteral, Workspace};
use crate::near_miss::is_near_miss;

pub(super) const KIND: Kind = Kind::new::<StrayLiteral>("stray_literal", include_str!("stray_literal.md"));

/// Reads `values`, `canonical` and `allow-in` of concepts.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct StrayLiteral {
    /// Only this concept; without it, every concept that has values.
    concept: Option<Located<String>>,
    /// Whether every string constant of the canonical module is a value, if it has four characters at least.
    values_of_canonical: bool,
    /// Texts that are found instead of values: `localhost:*`. `*` stands for any part. With `concept`, they are found outside of its
    /// canonical module, and not at all if it has none.
    patterns: Vec<TextPattern>,
    /// What to do about a text that `patterns` match.
    instead: Option<String>,
}

/// The length from which a constant is a value without being listed.
const SHORTEST_CONSTANT: usize = 4;

/// A text with a name.
struct OwnedText<'a> {
    contract: &'a Contract<'a>,
    /// What to use instead.
    instead: Option<&'a str>,
    /// The owner's constant with this text.
    constant: Option<Item>,
}

/// The texts with a name, each with the concepts that it is a value of.
type Values<'a> = BTreeMap<String, Vec<OwnedText<'a>>>;

/// A text that is written out in the wrong place.
struct Stray<'v, 'a> {
    text: String,
    /// The text that it is, or that it is a near miss of.
    meant: &'v str,
    value: &'v OwnedText<'a>,
    site: Site,
}

/// A literal, as a finding needs it.
struct Site {
    class: Class,
    place: Place,
    item: String,
}

impl Rule for StrayLiteral {
    fn facet(&self) -> Option<Facet> {
        self.patterns.is_empty().then_some(Facet::Values)
    }

    fn concept(&self) -> Option<&Located<String>> {
        self.concept.as_ref()
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let code = |literal: String| format!("fn probe() -> &'static str {{ {literal} }}");
        if !self.patterns.is_empty() {
            let probes = self
                .patterns
                .iter()
                .map(|pattern| Probe::new(pattern, code(probe::literal(pattern))));
            return probes.collect();
        }
        let contracts: Vec<&Contract<'_>> = audit.contracts_for(self.concept.as_ref()).collect();
        let values = self.values(&contracts, audit.workspace);
        let probes = values.iter().flat_map(|(text, owners)| {
            let concepts = owners.iter().map(|owner| owner.contract.concept);
            concepts.map(move |concept| {
                let entry = concept.values.iter().find(|value| value.value == *text);
                let place = entry.map_or(&concept.place, |entry| &entry.place);
                Probe::new(text, code(format!("{text:?}"))).of(&concept.name).at(place)
            })
        });
        probes.collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        if !self.patterns.is_empty() {
            return self.check_patterns(audit, judgement);
        }
        let contracts: Vec<&Contract<'_>> = audit.contracts_for(self.concept.as_ref()).collect();
        let values = self.values(&contracts, audit.workspace);
        if values.is_empty() {
            return;
        }
        for stray in audit.workspace.literals(|literal| stray(&literal, &values, audit.workspace)) {
            judge(stray, audit.workspace, judgement);
        }
        count_uses(&values, audit.workspace, judgement);
    }
}

impl StrayLiteral {
    fn values<'a>(&self, contracts: &[&'a Contract<'a>], workspace: &Workspace) -> Values<'a> {
        let guarded: Vec<&Contract<'_>> = contracts
            .iter()
            .copied()
            .filter(|contract| self.values_of_canonical || !contract.concept.values.is_empty())
            .collect();
        if guarded.is_empty() {
            return Values::new();
        }
        let constants = constants(&guarded, workspace);
        let mut values = Values::new();
        for (at, contract) in guarded.into_iter().enumerate() {
            for listed in &contract.concept.values {
                values.entry(listed.value.clone()).or_default().push(OwnedText {
                    contract,
                    instead: listed.instead.as_deref(),
                    constant: constants.get(&(at, listed.value.clone())).copied().flatten(),
                });
            }
            let of_canonical = constants.iter().filter(|((of, _), _)| self.values_of_canonical && *of == at);
            for ((_, text), constant) in of_canonical.filter(|((_, text), _)| text.chars().count() >= SHORTEST_CONSTANT) {
                let known = values.entry(text.clone()).or_default();
                if !known.iter().any(|value| std::ptr::eq(value.contract, contract)) {
                    known.push(OwnedText {
                        contract,
                        instead: None,
                        constant: *constant,
                    });
                }
            }
        }
        values
    }

    fn check_patterns(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let contract = audit.contract_of(self.concept.as_ref());
        let contract = contract.filter(|contract| contract.home.is_some());
        // Without an owner, nothing is outside of it.
        if self.concept.is_some() && contract.is_none() {
            return;
        }
        let found = audit.workspace.literals(|literal| {
            match_text(&self.patterns, literal.value).then(|| {
                let permits = |contract: &Contract<'_>| contract.permits_in(audit.workspace, literal.file, literal.scope);
                let is_allowed = contract.is_some_and(permits);
                (literal.value.to_owned(), is_allowed, site(&literal, audit.workspace))
            })
        });
        let concept = contract.map(|contract| &contract.concept.name);
        for (text, is_allowed, Site { class, place, item }) in found {
            if is_allowed {
                judgement.conforming(concept, class, &place.file);
                continue;
            }
            let outside = contract.map_or_else(|| " in the code".to_owned(), outside);
            let message = format!("`{}` is written out{outside}", shown(&text));
            let home = contract.and_then(Contract::written);
            let elsewhere = || {
                home.map_or_else(
                    || "give it a name in one place".to_owned(),
                    |home| format!("move it into `{home}`"),
                )
            };
            let help = self.instead.clone().unwrap_or_else(elsewhere);
            judgement.violation(concept, class, place, item, text, message).help(help);
        }
    }
}

/// The string constants that the owners of these contracts define, by the index of the contract and their text. `None` if several
/// have the same text.
fn constants(contracts: &[&Contract<'_>], workspace: &Workspace) -> BTreeMap<(usize, String), Option<Item>> {
    let defined = workspace.literals(|literal| {
        let constant = literal.constant.filter(|_| literal.class != Class::Test)?;
        let owners = (0..contracts.len()).filter(|at| contracts[*at].owns(workspace, literal.scope));
        Some((owners.collect::<Vec<_>>(), literal.value.to_owned(), constant))
    });
    let mut constants = BTreeMap::new();
    for (owners, text, constant) in defined {
        for owner in owners {
            constants
                .entry((owner, text.clone()))
                .and_modify(|known| *known = None)
                .or_insert(Some(constant));
        }
    }
    constants
}

/// The value that a literal writes out, or misses nearly, outside of the value's owner. A format string is a text for people.
fn stray<'v, 'a>(literal: &StringLiteral<'_>, values: &'v Values<'a>, workspace: &Workspace) -> Option<Stray<'v, 'a>> {
    if literal.role == LiteralRole::Format {
        return None;
    }
    let (meant, of_concepts) = match values.get_key_value(literal.value) {
        Some(value) => value,
        None if literal.role == LiteralRole::Part => return None,
        None => values.iter().find(|(value, _)| is_near_miss(literal.value, value))?,
    };
    let permits = |value: &OwnedText<'_>| value.contract.permits_in(workspace, literal.file, literal.scope);
    if of_concepts.iter().any(permits) {
        return None;
    }
    Some(Stray {
        text: literal.value.to_owned(),
        meant,
        value: of_concepts.first()?,
        site: site(literal, workspace),
    })
}

fn site(literal: &StringLiteral<'_>, workspace: &Workspace) -> Site {
    Site {
        class: literal.class,
        place: workspace.place_of_literal(literal),
        item: workspace.path_around(literal.scope),
    }
}

fn judge(stray: Stray<'_, '_>, workspace: &Workspace, judgement: &mut Judgement) {
    let Stray {
        text,
        meant,
        value,
        site,
    } = stray;
    let Site { class, place, item } = site;
    let contract = value.contract;
    let constant = value.constant.map(|constant| workspace.path(&Def::Item(constant)));
    let instead = match (value.instead, constant, contract.written()) {
        (Some(instead), _, _) => format!("use `{instead}`"),
        (None, Some(constant), _) => format!("use `{constant}`"),
        (None, None, Some(home)) => format!("give it a name in `{home}`, and use that"),
        (None, None, None) => format!(
            "give it a name in one module, and declare that in `ssot.toml` as `canonical` of [concept.{}]",
            contract.concept.name
        ),
    };
    let is_near = text != meant;
    let message = match is_near {
        true => format!(
            "`{}` is nearly `{}`, a value of {}",
            shown(&text),
            shown(meant),
            concept_words(contract.concept)
        ),
        false => format!("`{}` is written out{}", shown(&text), outside(contract)),
    };
    let help = match is_near {
        true => format!("did you mean `{}`? {instead}", shown(meant)),
        false => instead,
    };
    let draft = judgement.violation(Some(&contract.concept.name), class, place, item, text, message);
    draft.help(help).severity(is_near.then_some(Severity::High));
    let definition = value.constant.map(|constant| workspace.place(constant));
    if let Some(place) = definition.or_else(|| contract.place(workspace)) {
        draft.see(place, format!("the source of {}", concept_words(contract.concept)));
    }
}

fn outside(contract: &Contract<'_>) -> String {
    let concept = concept_words(contract.concept);
    match contract.written() {
        Some(home) => format!(" outside `{home}`, the source of {concept}"),
        None => format!(", and nothing is declared as the source of {concept}"),
    }
}

/// The uses of the constants keep the contract.
fn count_uses(values: &Values<'_>, workspace: &Workspace, judgement: &mut Judgement) {
    let named = values.values().flatten();
    let constants: FxHashMap<Item, &Contract<'_>> = named.filter_map(|value| Some((value.constant?, value.contract))).collect();
    if constants.is_empty() {
        return;
    }
    let mut items: Vec<Item> = constants.keys().copied().collect();
    items.sort_unstable();
    let uses = workspace.uses(&workspace.interest_in(&items, None), |usage| {
        let contract = usage.targets().find_map(|binding| match binding.def {
            Def::Item(item) => constants.get(&item).copied(),
            _ => None,
        })?;
        let counts = usage.import.is_none() && !contract.owns(workspace, usage.scope);
        counts.then_some((contract, usage))
    });
    for (contract, usage) in uses {
        judgement.conforming_use(Some(&contract.concept.name), &usage, workspace);
    }
}

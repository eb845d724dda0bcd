//! Only the factory may construct its product. See `factory_only.md`.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audit, Contract, Facet, Judgement, Kind, Probe, Reads, Rule, concept_words, probe};
use crate::config::{ConfigProblem, LastNames, Located};
use crate::facts::{Context, ItemKind, Shape};
use crate::link::{Def, Item, Use, Workspace};

pub(super) const KIND: Kind = Kind::new::<FactoryOnly>("factory_only", include_str!("factory_only.md"));

/// Reads `factory` and `canonical` of concepts.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct FactoryOnly {
    /// Only this concept; without it, every concept that has a `factory`.
    concept: Option<Located<String>>,
}

impl Rule for FactoryOnly {
    fn facet(&self) -> Option<Facet> {
        Some(Facet::Factory)
    }

    fn concept(&self) -> Option<&Located<String>> {
        self.concept.as_ref()
    }

    fn reads(&self) -> Reads {
        Reads::CodeOfFile
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let workspace = audit.workspace;
        let contracts = audit.contracts_for(self.concept.as_ref());
        let contracts = contracts.filter(|contract| !contract.concept.factory.is_empty());
        let products = contracts.flat_map(|contract| contract.types(workspace).into_iter().map(move |product| (contract, product)));
        let probes = products.map(|(contract, product)| {
            let path = workspace.path(&Def::Item(product));
            let made = Constructions::new(product, contract, workspace);
            let constructors = made.constructors.iter().map(|item| workspace.text(workspace.name_of(*item)));
            let names: BTreeSet<&str> = constructors.chain(workspace.variants(product)).chain(["default"]).collect();
            let of_type = |path: &String| {
                let by_name = names
                    .iter()
                    .map(|name| format!("{path}::{name}(); {path}::{name} {{}}; {path}::{name};"));
                format!("{path} {{}}; {path}(); {path}; {}", by_name.collect::<String>())
            };
            let ways: String = probe::spellings(&path, workspace).iter().map(of_type).collect();
            Probe::new(&path, format!("fn probe() {{ {ways} }}"))
                .of(&contract.concept.name)
                .at(&contract.concept.place)
        });
        probes.collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        for contract in audit.contracts_for(self.concept.as_ref()) {
            if contract.concept.factory.is_empty() {
                continue;
            }
            let products = contract.types(audit.workspace);
            if products.is_empty() && !contract.canonical.is_empty() {
                judgement.problem(protects_nothing(contract));
            }
            for product in products {
                Constructions::new(product, contract, audit.workspace).judge(contract, audit.workspace, judgement);
            }
        }
    }
}

/// The factory of a concept whose canonical item is no type: there is nothing that it could construct alone.
fn protects_nothing(contract: &Contract<'_>) -> ConfigProblem {
    let concept = contract.concept;
    let place = concept.factory.first().map_or(&concept.place, |factory| &factory.place);
    let written = contract.written().unwrap_or_default();
    ConfigProblem::new(
        place.clone(),
        format!("this factory restricts nothing: `{written}` is no type"),
    )
    .help("let `canonical` name the type that only the factory constructs")
}

/// The ways to construct a value of a type.
struct Constructions {
    product: Item,
    /// Associated functions without `self`: those of the type that return it, and those that return a builder of it.
    constructors: FxHashSet<Item>,
    /// Types with a method that returns the product.
    builders: FxHashSet<Item>,
}

impl Constructions {
    fn new(product: Item, contract: &Contract<'_>, workspace: &Workspace) -> Self {
        // A type with a factory among its methods is not a builder, so its own constructors are not restricted.
        let of_factories = workspace.associated_functions();
        let of_factories = of_factories.filter(|(item, ..)| is_factory(contract, &Def::Item(*item), workspace));
        let of_factories: FxHashSet<Item> = of_factories.map(|(_, owner, _)| owner).collect();
        let mut constructors = FxHashSet::default();
        let mut builders = FxHashSet::default();
        for (item, owner, signature) in workspace.associated_functions() {
            let returns_product = workspace.returns(item).contains(&product);
            if owner == product && returns_product && !signature.takes_self {
                constructors.insert(item);
            } else if owner != product
                && !of_factories.contains(&owner)
                && returns_product
                && signature.takes_self
                && is_building(workspace.text(workspace.name_of(item)))
            {
                builders.insert(owner);
            }
        }
        for (item, owner, signature) in workspace.associated_functions() {
            let makes_builder = workspace.returns(item).iter().any(|returned| builders.contains(returned));
            if makes_builder && !signature.takes_self && (owner == product || builders.contains(&owner)) {
                constructors.insert(item);
            }
        }
        Self {
            product,
            constructors,
            builders,
        }
    }

    fn judge(&self, contract: &Contract<'_>, workspace: &Workspace, judgement: &mut Judgement) {
        let mut names: Vec<String> = vec!["default".into(), workspace.text(workspace.name_of(self.product)).to_owned()];
        names.extend(
            self.constructors
                .iter()
                .map(|item| workspace.text(workspace.name_of(*item)).to_owned()),
        );
        names.extend(
            self.builders
                .iter()
                .map(|item| workspace.text(workspace.name_of(*item)).to_owned()),
        );
        names.extend(workspace.variants(self.product).map(str::to_owned));
        for factory in &contract.concept.factory {
            if let LastNames::Exact(exact) = factory.value.last_names() {
                names.extend(exact.into_iter().map(str::to_owned));
            }
        }
        let interest = workspace.interest(names.iter().map(String::as_str));
        let makes = |usage: Use| {
            if is_factory_call(contract, &usage, workspace) {
                return Some((usage, None));
            }
            let how = self.constructs(&usage, workspace)?;
            Some((usage, Some(how)))
        };
        for (usage, how) in judgement.uses(workspace, &interest, makes) {
            match how {
                None => judgement.conforming_use(Some(&contract.concept.name), &usage, workspace),
                Some(how) => self.judge_construction(contract, &usage, &how, workspace, judgement),
            }
        }
    }

    fn judge_construction(
        &self,
        contract: &Contract<'_>,
        usage: &Use,
        how: &str,
        workspace: &Workspace,
        judgement: &mut Judgement,
    ) {
        let concept = &contract.concept.name;
        if contract.permits(workspace, usage) || is_inside_factory(contract, usage, workspace) {
            judgement.conforming_use(Some(concept), usage, workspace);
            return;
        }
        let product = workspace.text(workspace.name_of(self.product)).to_owned();
        let factories: Vec<String> = contract
            .concept
            .factory
            .iter()
            .map(|factory| format!("`{}`", factory.value))
            .collect();
        let message = format!("`{product}` is constructed by {how} outside its factory");
        let item = workspace.path_around(usage.scope);
        judgement
            .violation(
                Some(concept),
                usage.class,
                workspace.place_of(usage),
                item,
                format!("{product} {how}"),
                message,
            )
            .help(match contract.concept.summary.as_str() {
                "" => format!("ask {} for it", factories.join(" or ")),
                summary => format!("ask {} for it: {summary}", factories.join(" or ")),
            })
            .see(
                workspace.place(self.product),
                format!("the canonical type of {}", concept_words(contract.concept)),
            );
    }

    /// The way in which a use constructs a value of the type; `None` if it does not.
    fn constructs(&self, usage: &Use, workspace: &Workspace) -> Option<String> {
        usage.target().iter().find_map(|binding| match (&binding.def, usage.context) {
            (def, Context::Construct)
                if workspace
                    .types_behind(def)
                    .iter()
                    .any(|item| workspace.belongs_to(*item, self.product)) =>
            {
                Some("a struct literal".into())
            }
            (Def::Item(item), Context::Call | Context::Value) => self.calls(*item, workspace),
            (Def::Member(owner, name), Context::Call | Context::Value) if *owner == self.product => {
                let name = workspace.text(*name);
                is_constructor_name(name).then(|| format!("`{name}`"))
            }
            (Def::Member(owner, name), Context::Call | Context::Value) if self.builders.contains(owner) => {
                let name = workspace.text(*name);
                is_constructor_name(name).then(|| format!("a builder, `{name}`"))
            }
            (Def::External(_), Context::Call | Context::Value) => self.defaults(&binding.def, usage, workspace),
            _ => None,
        })
    }

    fn calls(&self, item: Item, workspace: &Workspace) -> Option<String> {
        let name = workspace.text(workspace.name_of(item));
        match workspace.item(item).kind {
            ItemKind::Struct(Shape::Tuple) if item == self.product => Some("its tuple constructor".into()),
            ItemKind::Struct(Shape::Unit) if item == self.product => Some("its only value".into()),
            ItemKind::Variant { .. } if workspace.belongs_to(item, self.product) => Some(format!("its variant `{name}`")),
            ItemKind::AssociatedFunction(..) if self.constructors.contains(&item) => {
                let makes_builder = !workspace.returns(item).contains(&self.product);
                Some(if makes_builder {
                    format!("a builder, `{name}`")
                } else {
                    format!("`{name}`")
                })
            }
            _ => None,
        }
    }

    /// Recognizes `let x: T = Default::default()` and `<T as Default>::default()`.
    fn defaults(&self, def: &Def, usage: &Use, workspace: &Workspace) -> Option<String> {
        if workspace.path(def) != "std::default::Default::default" {
            return None;
        }
        let expected = workspace.types_behind(usage.expected.as_ref()?);
        if expected.contains(&self.product) {
            return Some("`Default::default`".into());
        }
        let is_builder = expected.iter().any(|item| self.builders.contains(item));
        is_builder.then(|| "a builder, `Default::default`".into())
    }
}

fn is_factory_call(contract: &Contract<'_>, usage: &Use, workspace: &Workspace) -> bool {
    usage.import.is_none()
        && usage
            .target()
            .iter()
            .any(|binding| is_factory(contract, &binding.def, workspace))
}

fn is_inside_factory(contract: &Contract<'_>, usage: &Use, workspace: &Workspace) -> bool {
    workspace
        .items_around(usage.scope)
        .into_iter()
        .any(|item| is_factory(contract, &Def::Item(item), workspace))
}

fn is_factory(contract: &Contract<'_>, def: &Def, workspace: &Workspace) -> bool {
    if contract.factories.contains(def) {
        return true;
    }
    let path = workspace.path(def);
    let segments: Vec<&str> = path.split("::").collect();
    contract
        .concept
        .factory
        .iter()
        .any(|factory| factory.value.matches(&segments, workspace.is_own(def)))
}

fn is_building(name: &str) -> bool {
    ["build", "finish", "create", "make", "try_build", "into_inner"]
        .iter()
        .any(|word| name.starts_with(word))
}

/// Whether a name is usual for constructors that come from derives or traits whose code is not known.
fn is_constructor_name(name: &str) -> bool {
    matches!(name, "default" | "builder" | "from" | "try_from" | "from_str" | "from_iter") || name.starts_with("new")
}

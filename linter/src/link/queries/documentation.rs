//! Paths in documentation: what they lead to. A path that leads nowhere is told apart from one that may lead to something that is
//! not known here: what a procedural macro declares, or a crate outside the workspace.

use rustc_hash::FxHashSet;

use crate::facts::{Context, Grammar, IncludedName, ItemKind, Reference, ScopeId};
use crate::finding::FilePath;
use crate::link::def_map::Lookup;
use crate::link::program::symbols::{CRATE, Symbol};
use crate::link::{Binding, Crate, Def, Item, Namespace, Resolution, Scope, Use, Workspace};

/// What a path leads to.
#[derive(Clone, Debug)]
pub enum DocumentedTarget {
    /// The bindings of all its segments, in each namespace in which there are some.
    Found(Vec<Resolution>),
    /// Nothing: the module that so many of its segments lead to has no such item.
    Absent(usize),
    /// It is not known.
    Unknown,
}

impl Workspace {
    /// What a path leads to that begins with the name of a crate of the workspace.
    pub fn documented_target(&self, path: &[&str]) -> DocumentedTarget {
        let Some((first, rest)) = path.split_first() else {
            return DocumentedTarget::Unknown;
        };
        let crates = self.own_crates().filter(|(_, data)| self.text(data.name) == *first);
        let mut result = None;
        for (at, _) in crates {
            match (self.below(Crate(at as u32), rest), &result) {
                (DocumentedTarget::Found(bindings), _) => return DocumentedTarget::Found(bindings),
                (DocumentedTarget::Absent(known), None) => result = Some(DocumentedTarget::Absent(known)),
                (DocumentedTarget::Absent(_), Some(_)) => {}
                (DocumentedTarget::Unknown, _) => result = Some(DocumentedTarget::Unknown),
            }
        }
        result.unwrap_or(DocumentedTarget::Unknown)
    }

    /// What a link leads to that begins with a crate, or with `self` or `super`.
    pub fn link_target(&self, link: &Use) -> DocumentedTarget {
        if !link.target().is_empty() {
            return DocumentedTarget::Found(vec![link.steps.clone()]);
        }
        let steps = self.resolve_path(&link.written, false, Namespace::Type, &mut Lookup::from(link.scope));
        let first = steps.first().and_then(|step| step.first()).map(|binding| &binding.def);
        let begins = link.relative || matches!(first, Some(Def::Crate(_)));
        match link.written.get(steps.len()) {
            Some(missing) if begins => self.behind(&steps, Some(*missing), self.text(*missing)),
            _ => DocumentedTarget::Unknown,
        }
    }

    fn below(&self, krate: Crate, rest: &[&str]) -> DocumentedTarget {
        let known: Vec<Symbol> = rest.iter().map_while(|segment| self.symbol(segment)).collect();
        if known.len() == rest.len() {
            let found: Vec<Resolution> = self.below_root(krate, &known).collect();
            if !found.is_empty() {
                return DocumentedTarget::Found(found);
            }
        }
        let path: Vec<Symbol> = std::iter::once(CRATE).chain(known.iter().copied()).collect();
        let root = self.crates[krate.0 as usize].root;
        let steps = self.resolve_path(&path, false, Namespace::Type, &mut Lookup::from(root));
        let existing = steps.len().saturating_sub(1);
        let is_opaque = |binding: &Binding| matches!(binding.def, Def::External(_));
        match rest.get(existing) {
            // Any name may be there, whether or not the code of the workspace contains it.
            Some(_) if steps.last().is_some_and(|step| step.iter().any(is_opaque)) => DocumentedTarget::Found(vec![steps]),
            Some(missing) => self.behind(&steps, known.get(existing).copied(), missing),
            None => DocumentedTarget::Unknown,
        }
    }

    /// What a name leads to that is not known behind some segments.
    fn behind(&self, steps: &Resolution, name: Option<Symbol>, text: &str) -> DocumentedTarget {
        let bodies = steps
            .last()
            .into_iter()
            .flatten()
            .map(|binding| match self.is_own(&binding.def) {
                true => self.body(&binding.def).filter(|_| !self.is_rewritten(&binding.def)),
                false => None,
            });
        let bodies: Option<Vec<Scope>> = bodies.collect();
        let mut seen = FxHashSet::default();
        match bodies {
            Some(bodies) if !bodies.is_empty() && bodies.iter().all(|body| self.is_complete(*body, (name, text), &mut seen)) => {
                DocumentedTarget::Absent(steps.len())
            }
            _ => DocumentedTarget::Unknown,
        }
    }

    /// Whether a module certainly has no item of a name, given that none is known.
    fn is_complete(&self, module: Scope, (name, text): (Option<Symbol>, &str), seen: &mut FxHashSet<Scope>) -> bool {
        if !seen.insert(module) {
            return true;
        }
        let is_imported = name.is_some_and(|name| self.declared.get(&(module, name)).next().is_some());
        let leads_on = |(import, targets): (_, usize)| {
            targets > 0 && self.imported(import).in_space(Namespace::Type).all(|def| self.is_own(def))
        };
        !is_imported
            && self.globs.target_counts(module).all(leads_on)
            && self
                .parts_of(module)
                .into_iter()
                .all(|(at, scope)| self.is_known_part(at, scope, text))
            && self
                .globs
                .modules(module)
                .collect::<Vec<_>>()
                .into_iter()
                .all(|next| self.is_complete(next, (name, text), seen))
    }

    /// The texts that declare names in a module: its own, and the expansions and included files in it.
    fn parts_of(&self, module: Scope) -> Vec<(u32, ScopeId)> {
        let own = self.instance_of_scope(module);
        let included = self
            .own_instances()
            .iter()
            .enumerate()
            .filter(|(_, instance)| instance.included_in.is_some_and(|inclusion| inclusion.declaring == module));
        let included = included.map(|(at, _)| (at as u32, ScopeId(0)));
        std::iter::once((self.index_of(own), ScopeId(module.0 - own.scopes)))
            .chain(included)
            .collect()
    }

    /// Whether all names are known that a text declares in a scope, as far as they may be like this one.
    fn is_known_part(&self, at: u32, scope: ScopeId, name: &str) -> bool {
        let instance = &self.instances[at as usize];
        let facts = &self.file(instance.file).facts;
        let is_expanded = |call: usize| self.expansions.contains_key(&(at, call as u32));
        let may_declare = facts.calls.iter().enumerate().any(|(call, fact)| {
            fact.scope == scope && fact.grammar == Grammar::Items && !is_expanded(call) && !self.is_inert_call(fact.path, facts)
        });
        let includes_unknown = facts.includes.iter().any(|include| include.name == IncludedName::Unknown);
        // A derive or an attribute may declare what is named after the item: a builder, an iterator, an error.
        let may_be_derived = facts.items.iter().filter(|item| item.scope == scope).any(|item| {
            let own = facts.name(item.name);
            own.len() < name.len() && is_part(own, name)
        });
        // The function behind a procedural macro has a name of its own.
        let has_proc_macros = facts.items.iter().any(|item| matches!(item.kind, ItemKind::ProcMacro { .. }));
        !may_declare && !includes_unknown && !may_be_derived && !has_proc_macros && facts.problems.is_empty()
    }

    /// Whether a macro of the standard library is called that declares nothing.
    fn is_inert_call(&self, path: crate::facts::PathId, facts: &crate::facts::FileFacts) -> bool {
        facts
            .path(path)
            .segments
            .last()
            .is_some_and(|last| facts.name(*last) == "compile_error")
    }

    /// Whether an attribute of a procedural macro is on a module, so that its contents may be others than those written.
    fn is_rewritten(&self, module: &Def) -> bool {
        let Def::Item(item) = module else { return false };
        let instance = self.instance_of_item(*item);
        let facts = &self.file(instance.file).facts;
        let start = self.item(*item).span.start;
        let before = facts
            .items
            .iter()
            .map(|item| item.span.start)
            .filter(|other| *other < start)
            .max()
            .unwrap_or(0);
        let is_on_it = |reference: &Reference| {
            reference.context == Context::Attribute
                && (before..start).contains(&reference.span.start)
                && reference.scope == self.item(*item).scope
        };
        facts.mentions().references.iter().any(is_on_it)
    }

    /// Whether the doc comment at a byte of a file is that of an item that is marked `#[deprecated]`, or within one.
    pub fn documents_deprecated(&self, file: &FilePath, byte: u32) -> bool {
        let instances = self
            .own_instances()
            .iter()
            .filter(|instance| self.file(instance.file).path == *file);
        let mut documented = instances.filter_map(|instance| {
            let items = self.file(instance.file).facts.items.iter().enumerate();
            let next = items
                .filter(|(_, item)| item.span.start >= byte)
                .min_by_key(|(_, item)| item.span.start);
            next.map(|(at, _)| Item(instance.items + at as u32))
        });
        documented.any(|item| {
            let is_marked = |item: Item| self.item(item).deprecated.is_some();
            is_marked(item) || self.tolerates_deprecated(self.scope_of_item(item)) || self.owner_item(item).is_some_and(is_marked)
        })
    }
}

/// Whether a name contains another, in whichever case: `FooBuilder` and `foo_builder` contain `Foo`.
fn is_part(part: &str, whole: &str) -> bool {
    let plain = |name: &str| name.replace('_', "").to_lowercase();
    let part = plain(part);
    part.len() > 2 && plain(whole).contains(&part)
}

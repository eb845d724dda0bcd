//! Finds the path that code in a scope has to write for a canonical path.

use rustc_hash::FxHashSet;

use crate::facts::Visibility;
use crate::link::def_map::Lookup;
use crate::link::program::symbols::{CRATE, Symbol};
use crate::link::resolve::{Binding, Resolution};
use crate::link::{Crate, Def, Defs, Import, Namespace, Scope, Workspace};

/// A path as code in some scope writes it, and what it refers to there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisiblePath {
    /// The path to write.
    pub written: String,
    /// Its definitions in all namespaces; never empty.
    pub defs: Vec<Def>,
    /// Whether the path exists in every configuration: it leads through no optional dependency, and none that is for tests or one
    /// platform only.
    pub is_certain: bool,
}

/// The reason why code in a scope cannot name a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The path begins with a crate that the code's crate does not depend on.
    NoDependency,
    /// That crate depends on the code's crate, so the code's crate cannot depend on it.
    Cycle,
    /// A segment of the path is not visible there.
    Private,
    /// No item has the path.
    Missing,
}

impl Workspace {
    /// The path by which code in a scope reaches a path that begins with a crate name.
    pub fn reached(&self, from: Scope, path: &str) -> Result<VisiblePath, Obstacle> {
        let mut parts = path.trim_end_matches('!').split("::");
        let name = parts.next().unwrap_or_default();
        let first = self
            .crate_as_seen(from, name)
            .ok_or_else(|| self.why_no_dependency(from, name))?;
        let rest: Option<Vec<Symbol>> = parts.map(|part| self.symbol(part)).collect();
        let segments: Vec<Symbol> = std::iter::once(first).chain(rest.ok_or(Obstacle::Missing)?).collect();
        let is_visible = |binding: &Binding| self.is_visible(binding, from);
        let absolute = first != CRATE && self.is_shadowed(first, from);
        let mut ways: Vec<_> = self.in_every_space(segments.clone(), absolute, from).collect();
        if ways.is_empty() {
            return Err(Obstacle::Missing);
        }
        ways.retain(|steps| steps.iter().flatten().all(is_visible));
        let last = ways.into_iter().flat_map(|mut steps| steps.pop().unwrap_or_default());
        let mut defs: Vec<Def> = last.map(|binding| binding.def).collect();
        defs.sort();
        defs.dedup();
        let texts: Vec<&str> = segments.iter().map(|&segment| self.text(segment)).collect();
        let written = format!("{}{}", if absolute { "::" } else { "" }, texts.join("::"));
        let own = &self.crates[self.crate_of(from).0 as usize];
        if defs.is_empty() {
            return Err(Obstacle::Private);
        }
        Ok(VisiblePath {
            is_certain: first == CRATE || own.certain.contains(&first) || !own.externs.contains_key(&first),
            written,
            defs,
        })
    }

    /// Whether a name stands for something else than the crate of that name, which only a path with `::` in front of it reaches.
    fn is_shadowed(&self, krate: Symbol, from: Scope) -> bool {
        let named = |absolute| {
            let steps = self.resolve_path(&[krate], absolute, Namespace::Type, &mut Lookup::from(from));
            steps.into_iter().flatten().map(|binding| binding.def).collect::<Defs>()
        };
        let outside = named(true);
        !outside.is_empty() && outside != named(false)
    }

    /// The imports that make a path exist: the re-exports that it leads through, those that these lead through, and so on. Such
    /// an import cannot be written with the path, because it would import itself.
    pub fn providers(&self, path: &str) -> FxHashSet<Import> {
        let segments: Vec<&str> = path.split("::").collect();
        let (crates, Some(rest)) = self.apart(&segments) else {
            return FxHashSet::default();
        };
        let imports = |steps: Resolution| {
            let bindings = steps.into_iter().flatten();
            bindings.filter_map(|binding| binding.import).collect::<Vec<Import>>()
        };
        let mut waiting: Vec<Import> = crates
            .into_iter()
            .flat_map(|krate| self.below_root(krate, &rest))
            .flat_map(imports)
            .collect();
        let mut found = FxHashSet::default();
        while let Some(import) = waiting.pop() {
            if found.insert(import) {
                waiting.extend(imports(self.import_use(import).steps));
            }
        }
        found
    }

    /// Whether a path that begins with a crate name is public in all of its segments.
    pub fn is_public_path(&self, path: &str) -> bool {
        let mut parts = path.trim_end_matches('!').split("::");
        let name = parts.next().unwrap_or_default();
        let named = self.own_crates().find(|(_, data)| self.text(data.name) == name);
        let krate = named.map(|(at, _)| Crate(at as u32));
        let rest: Option<Vec<Symbol>> = parts.map(|part| self.symbol(part)).collect();
        let (Some(krate), Some(rest)) = (krate, rest) else {
            return false;
        };
        let is_public = |binding: &Binding| match (binding.import, &binding.def) {
            (Some(import), _) => self.import(import).visibility == Visibility::Public,
            (None, Def::Item(item)) => self.is_public(*item),
            (None, def) => *def == Def::Crate(krate),
        };
        self.below_root(krate, &rest)
            .any(|steps| steps.iter().flatten().all(is_public))
    }
}

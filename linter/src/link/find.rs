//! From a canonical path, as a team writes it down, to what it names.

use super::lookup::Asking;
use super::{Crate, Def, Item, Space, Workspace};
use crate::facts::ItemKind;

impl Workspace {
    /// What a path from a crate's name on names, in any space; none when nothing has it.
    pub fn find(&self, path: &[String]) -> Vec<Def> {
        let Some(segments) = path
            .iter()
            .map(|segment| self.symbols.get(segment.trim_end_matches('!')))
            .collect::<Option<Vec<_>>>()
        else {
            return Vec::new();
        };
        let Some((krate, rest)) = segments.split_first() else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (at, data) in self.crates.iter().enumerate().filter(|(_, data)| data.name == *krate) {
            if rest.is_empty() {
                found.push(Def::Crate(Crate(at as u32)));
                continue;
            }
            for space in [Space::Type, Space::Value, Space::Macro] {
                let path: Vec<_> = std::iter::once(super::symbols::CRATE).chain(rest.iter().copied()).collect();
                let steps = self.resolve_path(&path, false, space, super::resolve::Mode::Code, &mut Asking::from(data.root));
                if steps.len() == path.len() {
                    let defs = steps.last().into_iter().flatten().map(|binding| binding.def.clone());
                    found.extend(defs.filter(|def| self.is_own(def) && !matches!(def, Def::Member(..))));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Paths of the items of a name, wherever they are: what may have been meant by a path that names nothing.
    pub fn of_name(&self, name: &str) -> Vec<String> {
        let Some(symbol) = self.symbols.get(name) else {
            return Vec::new();
        };
        let items = self
            .items()
            .filter(|(item, fact)| is_nameable(&fact.kind) && self.name_of(*item) == symbol);
        let mut paths: Vec<String> = items.map(|(item, _)| self.path(&Def::Item(item))).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// The path of the module that owns a definition: the module itself, else the one that it is declared in.
    pub fn home_of(&self, def: &Def) -> String {
        match def {
            Def::Item(item) if !matches!(self.item(*item).kind, ItemKind::Module { .. }) => {
                self.module_path(self.scope_of_item(*item))
            }
            def => self.path(def),
        }
    }

    /// The crates' names.
    pub fn crate_names(&self) -> impl Iterator<Item = &str> {
        self.crates.iter().map(|data| self.symbols.text(data.name))
    }

    /// An item is the definition itself, or belongs to it: a variant, an associated item.
    pub fn belongs_to(&self, item: Item, owner: Item) -> bool {
        item == owner || self.owner_of(item) == Some(Def::Item(owner))
    }
}

fn is_nameable(kind: &ItemKind) -> bool {
    !matches!(
        kind,
        ItemKind::Variant { .. } | ItemKind::AssociatedConst(_) | ItemKind::AssociatedType(..) | ItemKind::AssociatedFunction(..)
    )
}

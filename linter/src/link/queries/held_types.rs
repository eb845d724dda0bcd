//! What declared types hold: the types that the types of statics, constants, fields and aliases consist of.

use crate::facts::{ItemId, ItemKind, TypeId};
use crate::link::program::modules::Instance;
use crate::link::{Def, Interest, Item, Namespace, Workspace};

impl Workspace {
    /// The statics, types and aliases whose values hold a value of a wanted type, each with that type, in the order of files and
    /// items. A reference holds what it refers to; a function pointer, a trait object and `PhantomData` hold nothing.
    pub fn held_types(&self, interest: &Interest<'_>, is_wanted: impl Fn(&Def) -> bool + Sync) -> Vec<(Item, Def)> {
        self.in_instances(|instance| self.held_in(instance, interest, &is_wanted))
    }

    fn held_in(&self, instance: &Instance, interest: &Interest<'_>, is_wanted: &impl Fn(&Def) -> bool) -> Vec<(Item, Def)> {
        let file = self.file(instance.file);
        if !interest.is_among(&file.symbols) {
            return Vec::new();
        }
        let facts = &file.facts;
        let of_items = facts.items.iter().enumerate().filter_map(|(at, item)| {
            let holds = matches!(item.kind, ItemKind::Static | ItemKind::TypeAlias);
            Some((ItemId(at as u32), item.ty.filter(|_| holds)?))
        });
        let of_fields = facts.fields.iter().map(|field| match facts.item(field.owner).kind {
            ItemKind::Variant { parent, .. } => (parent, field.ty),
            _ => (field.owner, field.ty),
        });
        let mut held: Vec<(Item, Def)> = Vec::new();
        for (holder, ty) in of_items.chain(of_fields) {
            let item = Item(instance.items + holder.0);
            held.extend(
                self.defs_held(instance, holder, ty, interest)
                    .filter(is_wanted)
                    .map(|def| (item, def)),
            );
        }
        held
    }

    fn defs_held(&self, instance: &Instance, holder: ItemId, ty: TypeId, interest: &Interest<'_>) -> impl Iterator<Item = Def> {
        let file = self.file(instance.file);
        let fact = file.facts.item(holder);
        let scope = instance.scope(fact.inner.unwrap_or(fact.scope));
        let paths = file.facts.paths_held(ty).into_iter();
        let paths = paths.filter(move |path| {
            let segments = file.facts.path(*path).segments.iter();
            interest.wants(segments.map(|name| file.symbols[name.0 as usize]))
        });
        let bindings = paths.filter_map(move |path| self.resolve_in(scope, path, Namespace::Type));
        bindings.flatten().map(|binding| binding.def)
    }
}

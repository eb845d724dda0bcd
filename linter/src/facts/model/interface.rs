//! The interface of a file: what its declarations say, without places and without the code inside of bodies. An edit that leaves it
//! as it is changes the meaning of no code in another file.

use xxhash_rust::xxh3::Xxh3;

use super::{
    Bound, Condition, Context, FileFacts, ForTests, Generics, Grammar, ImportFact, ImportKind, IncludedName, ItemFact, ItemKind,
    MacroCall, Mentions, Name, Owner, PathId, ScopeKind, Signature, Type, TypeId, Visibility,
};
use crate::finding::Span;

impl FileFacts {
    /// The hash of the attributes and derives: each with its scope and the number of items before it, which tell what it is on. A
    /// procedural macro may make something else of the item.
    pub(in crate::facts) fn hash_attributes(&self, mentions: &Mentions) -> u64 {
        let mut hasher = Xxh3::new();
        let mut items: Vec<u32> = self.items.iter().map(|item| item.span.start).collect();
        items.sort_unstable();
        let attributes = mentions.references.iter();
        for attribute in attributes.filter(|it| it.context == Context::Attribute) {
            let before = items.partition_point(|item| *item < attribute.span.start);
            hasher.update(self.spelled(attribute.path).as_bytes());
            hasher.update(&attribute.scope.0.to_le_bytes());
            hasher.update(&before.to_le_bytes());
        }
        hasher.digest()
    }

    /// The hash of all declarations. It depends neither on where they are nor on the order in which the tables of the file number
    /// names, paths and types, to which bodies add as well.
    pub(in crate::facts) fn hash_of_declarations(&self) -> u128 {
        let mut interface = InterfaceHasher {
            facts: self,
            hashes_of_types: Vec::with_capacity(self.types.len()),
            hasher: Xxh3::new(),
        };
        interface.types_of_file();
        interface.file();
        interface.hasher.digest128()
    }

    /// Where macros come into scope by the order of the text: where they are declared, and where a module or an included file may pass
    /// them on.
    pub(crate) fn places_of_macros(&self) -> impl Iterator<Item = u32> {
        let passes_on = |item: &&ItemFact| matches!(item.kind, ItemKind::Module { macro_use: true, .. });
        let modules = self.items.iter().filter(passes_on).map(|item| item.span.start);
        let includes = self.includes.iter().map(|include| include.span.start);
        self.macros
            .iter()
            .map(|rules| rules.span.start)
            .chain(modules)
            .chain(includes)
    }

    /// The places of the declarations, in the order of the tables. Two files with equal interfaces have equally many.
    pub(crate) fn places_of_declarations(&self) -> impl Iterator<Item = Span> {
        let items = self.items.iter().flat_map(|item| [item.name_span, item.span]);
        let fields = self.fields.iter().map(|field| field.name_span);
        let imports = self.imports.iter().flat_map(|import| [import.span, import.item_span]);
        let impls = self.impls.iter().map(|block| block.span);
        let includes = self.includes.iter().map(|include| include.span);
        items.chain(fields).chain(imports).chain(impls).chain(includes)
    }
}

/// Hashes declarations with the texts of their names in place of numbers.
struct InterfaceHasher<'f> {
    facts: &'f FileFacts,
    /// The hashes of the types so far, by number; a type can be part of many others.
    hashes_of_types: Vec<u64>,
    hasher: Xxh3,
}

impl InterfaceHasher<'_> {
    /// Each table begins with its length, so that no entry of one can be taken for that of another.
    fn file(&mut self) {
        let facts = self.facts;
        self.number(facts.grammar as u32);
        self.truth(facts.generated);
        self.truth(facts.problems.is_empty());
        self.truth(facts.front_matter.is_some());
        self.text(facts.front_matter.as_deref().unwrap_or_default());
        self.hasher.update(&facts.hash_of_attributes.to_le_bytes());
        let among_items = |call: &&MacroCall| {
            use Grammar::{ForeignItems, ImplItems, Items, TraitImplItems, TraitItems};
            matches!(call.grammar, Items | ImplItems | TraitImplItems | TraitItems | ForeignItems)
        };
        let calls: Vec<&MacroCall> = facts.calls.iter().filter(among_items).collect();
        self.all(&calls, |it, call| {
            it.path(call.path);
            it.number(call.scope.0);
            it.hasher.update(&call.hash.to_le_bytes());
        });
        self.all(&facts.conditions, |it, condition| match *condition {
            Condition::Feature(name) => {
                it.number(0);
                it.name(name);
            }
            Condition::Either(one, other) => it.numbers(&[1, one.number(), other.number()]),
            Condition::Both(one, other) => it.numbers(&[2, one.number(), other.number()]),
        });
        self.all(&facts.scopes, |it, scope| {
            it.option(scope.parent.map(|parent| parent.0));
            it.scope_kind(scope.kind);
            it.option(scope.item.map(|item| item.0));
            it.test(scope.test);
            it.truth(scope.allows_deprecated);
        });
        self.all(&facts.items, Self::item);
        self.all(&facts.fields, |it, field| {
            it.number(field.owner.0);
            it.name(field.name);
            it.ty(field.ty);
            it.visibility(field.visibility);
            it.truth(field.deprecated);
        });
        self.all(&facts.impls, |it, block| {
            it.ty(block.self_type);
            it.option_path(block.trait_path);
            it.types(&block.trait_arguments);
            it.numbers(&[block.scope.0, block.inner.0]);
        });
        self.all(&facts.derives, |it, (item, path)| {
            it.number(item.0);
            it.path(*path);
        });
        self.all(&facts.imports, Self::import);
        self.all(&facts.includes, |it, include| {
            match include.name {
                IncludedName::Beside(name) => it.name(name),
                IncludedName::InPackage(name) => it.name(name),
                IncludedName::Unknown => {}
            }
            let sort = match include.name {
                IncludedName::Beside(_) => 0,
                IncludedName::InPackage(_) => 1,
                IncludedName::Unknown => 2,
            };
            it.numbers(&[sort, include.grammar as u32, include.scope.0]);
            it.test(include.test);
            it.truth(include.cfg);
            it.truth(include.in_macro);
        });
        self.all(&facts.macros, |it, rules| {
            it.number(rules.item.0);
            it.hasher.update(&rules.hash.to_le_bytes());
            it.truth(rules.may_declare);
        });
        self.all(&facts.generics, |it, (scope, generics)| {
            it.number(scope.0);
            it.generics(generics);
        });
    }

    fn item(&mut self, item: &ItemFact) {
        self.name(item.name);
        self.number(item.scope.0);
        self.option(item.inner.map(|inner| inner.0));
        self.visibility(item.visibility);
        self.test(item.test);
        self.truth(item.in_macro);
        self.truth(item.deprecated.is_some());
        let note = item.deprecated.as_ref().and_then(|deprecation| deprecation.note.as_deref());
        self.text(note.unwrap_or_default());
        self.truth(item.ty.is_some());
        item.ty.into_iter().for_each(|ty| self.ty(ty));
        self.item_kind(&item.kind);
    }

    fn item_kind(&mut self, kind: &ItemKind) {
        match kind {
            ItemKind::Module {
                inline,
                path,
                macro_use,
                cfg,
            } => {
                self.numbers(&[0, u32::from(*inline), u32::from(*macro_use), u32::from(*cfg)]);
                self.truth(path.is_some());
                path.iter().for_each(|path| self.name(*path));
            }
            ItemKind::Function(signature) => {
                self.number(1);
                self.signature(signature);
            }
            ItemKind::AssociatedFunction(signature, owner) => {
                self.number(2);
                self.owner(*owner);
                self.signature(signature);
            }
            ItemKind::AssociatedConst(owner) => {
                self.number(3);
                self.owner(*owner);
            }
            ItemKind::AssociatedType(owner) => {
                self.number(4);
                self.owner(*owner);
            }
            ItemKind::Struct(shape) => self.numbers(&[5, *shape as u32]),
            ItemKind::Union => self.number(6),
            ItemKind::Enum => self.number(7),
            ItemKind::Variant { parent, shape } => self.numbers(&[8, parent.0, *shape as u32]),
            ItemKind::Trait => self.number(9),
            ItemKind::TypeAlias => self.number(10),
            ItemKind::Const => self.number(11),
            ItemKind::Static => self.number(12),
            ItemKind::Macro { exported, by_path } => self.numbers(&[13, u32::from(*exported), u32::from(*by_path)]),
            ItemKind::Expanded => self.number(14),
            ItemKind::ProcMacro { name, called } => {
                self.numbers(&[15, u32::from(*called)]);
                self.name(*name);
            }
        }
    }

    fn import(&mut self, import: &ImportFact) {
        self.path(import.path);
        match import.kind {
            ImportKind::Named(name) => {
                self.number(0);
                self.name(name);
            }
            ImportKind::Unnamed => self.number(1),
            ImportKind::Glob => self.number(2),
            ImportKind::ExternCrate(name, macro_use) => {
                self.numbers(&[3, u32::from(macro_use)]);
                self.name(name);
            }
        }
        self.number(import.scope.0);
        self.visibility(import.visibility);
        let note = import.deprecated.as_ref().and_then(|deprecation| deprecation.note.as_deref());
        self.truth(import.deprecated.is_some());
        self.text(note.unwrap_or_default());
        self.test(import.test);
        self.truth(import.allows_deprecated);
        self.truth(import.in_macro);
    }

    fn signature(&mut self, signature: &Signature) {
        for truth in [signature.takes_self, signature.is_async, signature.is_test] {
            self.truth(truth);
        }
        self.types(&signature.inputs);
        self.all(&signature.input_names, |it, name| {
            it.truth(name.is_some());
            name.iter().for_each(|name| it.name(*name));
        });
        self.ty(signature.output);
    }

    fn generics(&mut self, generics: &Generics) {
        self.all(&generics.parameters, |it, (name, default)| {
            it.name(*name);
            it.truth(default.is_some());
            default.iter().for_each(|ty| it.ty(*ty));
        });
        self.all(&generics.bounds, |it, (subject, bound)| {
            it.ty(*subject);
            it.bound(bound);
        });
    }

    fn bound(&mut self, bound: &Bound) {
        self.path(bound.path);
        self.types(&bound.arguments);
        self.all(&bound.associated, |it, (name, ty)| {
            it.name(*name);
            it.ty(*ty);
        });
    }

    fn scope_kind(&mut self, kind: ScopeKind) {
        match kind {
            ScopeKind::File => self.number(0),
            ScopeKind::Module => self.number(1),
            ScopeKind::Block => self.number(2),
            ScopeKind::Function => self.number(3),
            ScopeKind::Impl(block) => self.numbers(&[4, block.0]),
            ScopeKind::Trait => self.number(5),
            ScopeKind::Type => self.number(6),
        }
    }

    fn owner(&mut self, owner: Owner) {
        match owner {
            Owner::Impl(block) => self.numbers(&[0, block.0]),
            Owner::Trait(item) => self.numbers(&[1, item.0]),
            Owner::TraitAround => self.number(2),
        }
    }

    fn visibility(&mut self, visibility: Visibility) {
        match visibility {
            Visibility::Public => self.number(0),
            Visibility::Private => self.number(1),
            Visibility::Crate => self.number(2),
            Visibility::Super => self.number(3),
            Visibility::In(path) => {
                self.number(4);
                self.path(path);
            }
        }
    }

    fn ty(&mut self, ty: TypeId) {
        let hash = self.hashes_of_types[ty.0 as usize];
        self.hasher.update(&hash.to_le_bytes());
    }

    /// Hashes all types, in the order of their numbers: the parts of a type have lower ones, so no recursion is needed, however deeply
    /// types are nested.
    fn types_of_file(&mut self) {
        let facts = self.facts;
        for ty in &facts.types {
            self.type_itself(ty);
            let hash = std::mem::replace(&mut self.hasher, Xxh3::new()).digest();
            self.hashes_of_types.push(hash);
        }
    }

    fn type_itself(&mut self, ty: &Type) {
        match ty {
            Type::Unknown => self.number(0),
            Type::Path(path, arguments) => {
                self.number(1);
                self.path(*path);
                self.types(arguments);
            }
            Type::Parameter(name) => {
                self.number(2);
                self.name(*name);
            }
            Type::Projection(of, path, name) => {
                self.number(3);
                self.ty(*of);
                self.option_path(*path);
                self.name(*name);
            }
            Type::Reference(of) => {
                self.number(4);
                self.ty(*of);
            }
            Type::Pointer(of) => {
                self.number(5);
                self.ty(*of);
            }
            Type::Slice(of) => {
                self.number(6);
                self.ty(*of);
            }
            Type::Array(of) => {
                self.number(7);
                self.ty(*of);
            }
            Type::Tuple(parts) => {
                self.number(8);
                self.types(parts);
            }
            Type::Traits(bounds) => {
                self.number(9);
                self.all(bounds, Self::bound);
            }
            Type::Function(inputs, output) => {
                self.number(10);
                self.types(inputs);
                self.ty(*output);
            }
        }
    }

    fn types(&mut self, types: &[TypeId]) {
        self.all(types, |it, ty| it.ty(*ty));
    }

    fn path(&mut self, path: PathId) {
        let path = self.facts.path(path);
        self.truth(path.absolute);
        self.all(path.segments, |it, name| it.name(*name));
    }

    fn option_path(&mut self, path: Option<PathId>) {
        self.truth(path.is_some());
        path.into_iter().for_each(|path| self.path(path));
    }

    fn name(&mut self, name: Name) {
        let facts = self.facts;
        self.text(facts.name(name));
    }

    fn test(&mut self, test: ForTests) {
        self.number(test.number());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.hasher.update(text.as_bytes());
    }

    fn truth(&mut self, truth: bool) {
        self.hasher.update(&[u8::from(truth)]);
    }

    fn option(&mut self, number: Option<u32>) {
        self.truth(number.is_some());
        self.number(number.unwrap_or_default());
    }

    fn number(&mut self, number: u32) {
        self.hasher.update(&number.to_le_bytes());
    }

    fn numbers(&mut self, numbers: &[u32]) {
        numbers.iter().for_each(|number| self.number(*number));
    }

    fn all<T>(&mut self, table: &[T], entry: impl Fn(&mut Self, &T)) {
        self.number(table.len() as u32);
        table.iter().for_each(|one| entry(self, one));
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::FileFacts;

    const TEXT: &str = "use std::fmt;\npub struct Size(u32);\nimpl Size { fn new(of: &str) -> Self { Self(of.len() as u32) } }\n";

    #[test]
    fn places_comments_and_code_in_bodies_are_not_part_of_the_interface() {
        let before = FileFacts::parse(TEXT);
        for (old, new) in [
            ("use std", "\n\n// later\nuse std"),
            ("Self(of", "let more: Vec<u8> = Vec::new(); drop(more); Self(of"),
            ("of.len() as u32", "u32::MAX"),
        ] {
            let after = FileFacts::parse(&TEXT.replace(old, new));
            assert_ne!(before, after);
            assert_eq!(before.interface, after.interface, "{new}");
            let places = [&before, &after].map(|facts| facts.places_of_declarations().count());
            assert_eq!(places[0], places[1], "{new}");
        }
    }

    #[test]
    fn every_change_of_a_declaration_changes_the_interface() {
        let before = FileFacts::parse(TEXT);
        for (old, new) in [
            ("std::fmt", "std::fs"),
            ("use std", "pub use std"),
            ("pub struct", "struct"),
            ("(u32)", "(u64)"),
            ("&str", "&String"),
            ("of: ", "from: "),
            ("-> Self", ""),
            ("fn new", "async fn new"),
            ("fn new", "fn newer"),
            ("impl Size", "impl Drop for Size"),
            ("use std", "#[cfg(test)] use std"),
            ("pub struct", "#[rewrite] pub struct"),
            ("use std", "generate! {} use std"),
            ("pub struct", "#[deprecated] pub struct"),
            ("Self(of", "use std::fmt::Debug as _; Self(of"),
            ("Self(of", "fn inner() {} Self(of"),
            ("Self(of", "macro_rules! inner { () => {} } Self(of"),
        ] {
            let after = FileFacts::parse(&TEXT.replacen(old, new, 1));
            assert_ne!(before.interface, after.interface, "{new}");
        }
    }
}

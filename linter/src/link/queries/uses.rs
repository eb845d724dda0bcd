//! Uses: references and imports, resolved. Only those are resolved whose spelling may match the query, so that the cost of a
//! query depends on its result rather than on the size of the workspace.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::facts::{Context, DocLink, FirstArgument, ImportKind, Member, Name, PathId, Reference, TypeId, Value};
use crate::finding::{Class, FilePath, Place, Span};
use crate::link::declarations::lives_in;
use crate::link::def_map::Lookup;
use crate::link::program::Program;
use crate::link::program::modules::Instance;
use crate::link::program::symbols::{DOLLAR_CRATE, SELF_TYPE, Symbol};
use crate::link::queries::interest::Interest;
use crate::link::queries::references::References;
use crate::link::resolve::{Binding, Bindings, Mode, Resolution, SpelledPath};
use crate::link::typing::Typing;
use crate::link::{Def, File, Import, Item, Namespace, Scope, Workspace};

/// A resolved reference or import.
#[derive(Clone, Debug)]
pub struct Use {
    /// The file that contains it.
    pub file: File,
    /// The scope that contains it.
    pub scope: Scope,
    /// The span of the path; of an import, the span of its leaf.
    pub span: Span,
    /// The syntactic context of the path.
    pub context: Context,
    /// The class of the enclosing code.
    pub class: Class,
    /// Whether it is in the arguments or the body of a macro.
    pub in_macro: bool,
    /// Whether it was found in an expansion. File, scope and span are those of the text that it comes from.
    pub is_expanded: bool,
    /// The bindings of each segment; shorter than the path if a segment is unknown.
    pub steps: Resolution,
    /// Other definitions of the path: if it refers to an item of a trait impl, the item of the trait.
    pub counterparts: Bindings,
    /// The segments as written. For a method call, a field, or a type-relative name whose type is not a path, the name alone.
    pub written: SmallVec<[Symbol; 4]>,
    /// Whether the name is relative to a type or value that is not part of `written`.
    pub behind_type: bool,
    /// Whether it begins with `crate`, `self`, `super` or `Self`.
    pub relative: bool,
    /// The first argument of the call or macro, if it is a string literal.
    pub argument: Option<Symbol>,
    /// The first argument of the call, if it is a path, or a local that is bound to one.
    pub argument_path: Option<(Scope, PathId)>,
    /// The type of the value according to a nearby annotation.
    pub expected: Option<Def>,
    /// The import, if the use is one.
    pub import: Option<Import>,
}

/// An import of an item of the workspace by name.
#[derive(Clone, Copy, Debug)]
pub struct ItemImport {
    /// The import.
    pub import: Import,
    /// The item.
    pub item: Item,
    /// The scope and the name that its path refers to: where the item is defined, or where another import re-exports it.
    pub declared: (Scope, Symbol),
    /// The file that contains the import.
    pub file: File,
    /// The scope that contains the import.
    pub scope: Scope,
    /// The span of the import's leaf.
    pub span: Span,
    /// The class of the enclosing code.
    pub class: Class,
}

impl Use {
    /// The bindings of the whole path; empty if unknown.
    pub fn target(&self) -> &[Binding] {
        if self.steps.len() == self.written.len() {
            self.steps.last().map(|step| step.as_slice()).unwrap_or_default()
        } else {
            &[]
        }
    }

    /// The bindings of all segments, each with the index of its segment. The counterparts are bindings of the last one.
    pub fn named(&self) -> impl Iterator<Item = (usize, &Binding)> {
        let steps = self.steps.iter().enumerate();
        let steps = steps.flat_map(|(step, bindings)| bindings.iter().map(move |binding| (step, binding)));
        let last = self.written.len() - 1;
        steps.chain(self.counterparts.iter().map(move |binding| (last, binding)))
    }

    /// The bindings of the whole path, counterparts included.
    pub fn targets(&self) -> impl Iterator<Item = &Binding> {
        self.target().iter().chain(&self.counterparts)
    }
}

impl Program {
    /// The place of a use.
    pub fn place_of(&self, usage: &Use) -> Place {
        self.place_in(usage.file, usage.span)
    }
}

impl Workspace {
    /// Calls `wanted` for every named import of an item of the workspace and collects the results, ordered by file and position.
    /// Re-exports are left out, because they offer a path rather than use one.
    pub fn item_imports<T: Send>(&self, wanted: impl Fn(ItemImport) -> Option<T> + Sync) -> Vec<T> {
        let in_instance = |instance: &Instance| {
            let imports = self.file(instance.file).facts.imports.iter().zip(instance.imports..);
            let taken = imports.filter_map(|(fact, at)| {
                let takes = matches!(fact.kind, ImportKind::Named(_)) && !self.is_re_export(Import(at));
                let (item, declared) = self.taken(Import(at)).filter(|_| takes)?;
                let scope = instance.scope(fact.scope);
                wanted(ItemImport {
                    import: Import(at),
                    item,
                    declared,
                    scope,
                    file: instance.file,
                    span: fact.span,
                    class: self.class_of(instance, [fact.test, self.scope(scope).test]),
                })
            });
            taken.collect()
        };
        self.in_instances(in_instance)
    }

    /// The item of the workspace that an import resolves to, with the scope and name that its path refers to. Of several, the
    /// last one.
    fn taken(&self, import: Import) -> Option<(Item, (Scope, Symbol))> {
        let all = self.imported(import).all();
        // `use std::env` is meant to import the module. That the macro `env!` has the same name is a coincidence.
        let is_by_the_way = |at: usize| at > 0 && all[at].space == Namespace::Macro && self.is_standard(&all[at].def);
        let is_new = |at: usize| all[..at].iter().all(|before| before.def != all[at].def);
        let last = (0..all.len()).rev().find(|&at| is_new(at) && !is_by_the_way(at))?;
        match &all[last].def {
            Def::Item(item) if !self.is_standard(&all[last].def) => Some((*item, all[last].declared?)),
            _ => None,
        }
    }
}

impl Workspace {
    /// Calls `wanted` for every reference and import whose spelling matches `interest` and collects the results, ordered by file
    /// and position. A file that several crates share is visited once for each. Filtering happens here because a large workspace
    /// has too many uses to keep.
    pub fn uses<T: Send>(&self, interest: &Interest<'_>, wanted: impl Fn(Use) -> Option<T> + Sync) -> Vec<T> {
        self.in_instances(|instance| self.uses_in(instance, interest, &wanted))
    }

    /// The intra-doc links that write at least so many segments, ordered by file and position.
    pub fn doc_links(&self, fewest_segments: usize) -> Vec<Use> {
        let of_instance = |instance: &Instance| {
            let file = self.file(instance.file);
            let mentions = file.facts.mentions();
            let links = mentions.doc_links.iter();
            let links = links.filter(|link| file.facts.path(link.path).segments.len() >= fewest_segments);
            let links = links.map(|link| self.doc_use(instance, link));
            links.filter_map(|link| self.as_written(instance, link)).collect()
        };
        self.in_instances(of_instance)
    }

    /// The use of a link, which refers to a type, otherwise to a value, otherwise to a macro.
    fn doc_use(&self, instance: &Instance, link: &DocLink) -> Use {
        let scope = instance.scope(link.scope);
        let (segments, absolute) = self.segments(scope, link.path);
        let resolve = |space| self.resolve_path(&segments, absolute, space, &mut Lookup::from(scope));
        let spaces = [Namespace::Type, Namespace::Value, Namespace::Macro].into_iter();
        let mut steps = spaces
            .map(resolve)
            .find(|steps| steps.len() == segments.len())
            .unwrap_or_default();
        self.seen_steps(&mut steps);
        Use {
            file: instance.file,
            scope,
            span: link.span,
            context: Context::Doc,
            class: self.class_of(instance, [self.scope(scope).test]),
            in_macro: false,
            is_expanded: false,
            steps,
            counterparts: Bindings::new(),
            relative: is_relative(&segments),
            written: segments,
            behind_type: false,
            argument: None,
            argument_path: None,
            expected: None,
            import: None,
        }
    }

    /// The definitions that a name at a byte offset of a file refers to or defines. Includes those of every segment of a path.
    pub fn named_at(&self, file: &FilePath, name: &str, at: u32) -> Vec<Def> {
        let Some(symbol) = self.symbol(name) else { return Vec::new() };
        let interest = Interest::Names(std::iter::once(symbol).collect());
        let is_there = |span: Span| (span.start..=span.end).contains(&at);
        let instances = self.own_instances().iter();
        let instances = instances.filter(|instance| self.may_be_written_in(instance.file, file));
        let of_instance = |instance| {
            let is_of_file = |other: File| self.file(other).path == *file;
            let uses = self.uses_in(instance, &interest, |usage| {
                (is_of_file(usage.file) && is_there(usage.span)).then_some(usage.steps)
            });
            let named = uses.into_iter().flatten().flatten().map(|binding| binding.def);
            let items = self.items_of(std::slice::from_ref(instance));
            let defined = items
                .filter(|(_, item)| {
                    let (file, span) = self.written_at(instance.file, item.name_span);
                    is_of_file(file) && is_there(span)
                })
                .map(|(item, _)| Def::Item(item));
            named.chain(defined).collect::<Vec<Def>>()
        };
        instances.flat_map(of_instance).collect()
    }

    /// The definitions that the paths in each item refer to, in order. They distinguish constants with the same text:
    /// `crate::LIMIT` differs from crate to crate.
    pub fn named_in(&self, items: impl Iterator<Item = Item>) -> FxHashMap<Item, Vec<Def>> {
        let mut by_file: FxHashMap<u32, Vec<Item>> = FxHashMap::default();
        for item in items {
            by_file.entry(self.instance_of_item(item).items).or_default().push(item);
        }
        let in_file = |mut items: Vec<Item>| {
            let start = |item: &Item| self.item(*item).span.start;
            items.sort_unstable_by_key(start);
            let item_at = |at: u32| {
                let before = items[..items.partition_point(|item| start(item) <= at)].last().copied();
                before.filter(|item| at < self.item(*item).span.end)
            };
            let instance = self.instance_of_item(items[0]);
            let imports = self.file(instance.file).facts.imports.iter().zip(instance.imports..);
            let imports = imports.filter(|(import, _)| item_at(import.span.start).is_some());
            let mut uses: Vec<Use> = imports.map(|(_, at)| self.import_use(Import(at))).collect();
            // Only what is in the items is resolved: most of the code in their file is not.
            uses.extend(self.with_typing(instance, &mut |typing| {
                let references = typing.mentions.references.iter();
                let references = references.filter(|reference| item_at(reference.span.start).is_some());
                let mut resolving = References::new(typing);
                let references: Vec<Use> = references.filter_map(|reference| resolving.use_of(reference)).collect();
                let members = typing.mentions.members.iter();
                let members = members.filter(|member| item_at(member.span.start).is_some());
                let members = members.map(|member| self.member_use(instance, typing, member));
                references.into_iter().chain(members).collect::<Vec<Use>>()
            }));
            let named = uses.into_iter().filter_map(|usage| {
                Some((
                    item_at(usage.span.start)?,
                    usage.span.start,
                    usage.target().first()?.def.clone(),
                ))
            });
            let mut named: Vec<(Item, u32, Def)> = named.collect();
            named.sort_unstable();
            named
        };
        let mut meanings: FxHashMap<Item, Vec<Def>> = FxHashMap::default();
        for (item, _, def) in by_file.into_values().flat_map(in_file) {
            meanings.entry(item).or_default().push(def);
        }
        meanings
    }

    /// The uses in one instance of a file, as the texts contain them.
    pub(in crate::link) fn uses_in<T>(
        &self,
        instance: &Instance,
        interest: &Interest<'_>,
        wanted: impl Fn(Use) -> Option<T>,
    ) -> Vec<T> {
        self.uses_as_expanded(instance, interest, |usage| wanted(self.as_written(instance, usage)?))
    }

    /// The uses in one instance of a file; in an expansion, with the scopes and spans of the expansion. Most files do not contain
    /// the names, and their mentions are not unpacked.
    fn uses_as_expanded<T>(&self, instance: &Instance, interest: &Interest<'_>, wanted: impl Fn(Use) -> Option<T>) -> Vec<T> {
        let file = self.file(instance.file);
        // In an expansion, `Self` is the type around the call.
        let may_be_self = file.origin.is_some() && interest.has(SELF_TYPE) && file.symbols.contains(&SELF_TYPE);
        if !may_be_self && !interest.is_among(&file.symbols) {
            return Vec::new();
        }
        let symbol = move |name: &Name| file.symbols[name.0 as usize];
        let is_wanted: Vec<bool> = file
            .facts
            .paths
            .iter()
            .map(|path| interest.wants(path.segments.iter().map(symbol)))
            .collect();
        let wants = |path: PathId| is_wanted[path.0 as usize];
        let imports: Vec<usize> = (0..file.facts.imports.len())
            .filter(|at| wants(file.facts.imports[*at].path))
            .collect();
        let imports = imports
            .into_iter()
            .map(|index| self.import_use(Import(instance.imports + index as u32)));
        let mut paths = file.facts.paths.iter();
        let in_paths = paths.any(|path| interest.is_spelled_by(path.segments.iter().map(symbol)));
        if !may_be_self && !in_paths && !interest.is_among_members(file, instance.krate) {
            return imports.filter_map(wanted).collect();
        }
        let mut uses: Vec<T> = imports.filter_map(&wanted).collect();
        let found = self.with_typing(instance, &mut |typing| {
            self.mentioned(typing, interest, &wants)
                .filter_map(&wanted)
                .collect::<Vec<T>>()
        });
        uses.extend(found);
        uses
    }

    /// The uses in the code of a file, as opposed to imports, by paths that `wants` accepts and by members.
    fn mentioned<'a>(
        &'a self,
        typing: &'a Typing<'a>,
        interest: &'a Interest<'_>,
        wants: &'a impl Fn(PathId) -> bool,
    ) -> impl Iterator<Item = Use> {
        let Typing { instance, mentions, .. } = *typing;
        let file = self.file(instance.file);
        let symbol = move |name: &Name| file.symbols[name.0 as usize];
        let behind = move |reference: &Reference| {
            let last = file.facts.path(reference.path).segments.last();
            reference.owner != TypeId::UNKNOWN && last.is_some_and(|last| interest.has(symbol(last)))
        };
        let is_for = move |derive: &Reference| match derive.expected.map(|expected| mentions.value(expected)) {
            Some(Value::Typed(ty, _)) => file.facts.type_path(ty).is_some_and(wants),
            _ => false,
        };
        let references = mentions.references.iter();
        let references = references.filter(move |reference| wants(reference.path) || is_for(reference) || behind(reference));
        let mut resolving = References::new(typing);
        let references = references.flat_map(move |reference| {
            let usage = resolving.use_of(reference);
            let written = usage.as_ref().and_then(|usage| self.derived_literal(instance, usage));
            usage.into_iter().chain(written)
        });
        let members = mentions.members.iter();
        let members = members.filter(move |member| interest.wants_member(member, mentions, instance, symbol(&member.name)));
        references.chain(members.map(move |member| self.member_use(instance, typing, member)))
    }

    /// Maps a use in an expansion to the text that it comes from. `None` if the text is the name of the definition itself,
    /// because a macro may repeat a name from its arguments.
    fn as_written(&self, instance: &Instance, usage: Use) -> Option<Use> {
        if self.file(instance.file).origin.is_none() {
            return Some(usage);
        }
        if self.is_of_standard(instance.file, usage.span) {
            return None;
        }
        let (file, scope, span) = self.written_in(instance, usage.scope, usage.span);
        let is_name = |binding: &Binding| match binding.def {
            Def::Item(item) => self.written_at(self.file_of(item), self.item(item).name_span) == (file, span),
            _ => false,
        };
        if usage.target().iter().any(is_name) {
            return None;
        }
        Some(Use {
            file,
            scope,
            span,
            in_macro: true,
            is_expanded: true,
            ..usage
        })
    }

    fn member_use(&self, instance: &Instance, typing: &Typing<'_>, member: &Member) -> Use {
        let file = self.file(instance.file);
        let symbol = |name: Name| file.symbols[name.0 as usize];
        let scope = instance.scope(member.scope);
        let named = typing.member(member).map(Binding::plain);
        let mut steps: Resolution = named.map(|binding| smallvec::smallvec![binding]).into_iter().collect();
        let counterparts = self.seen_counterparts(&steps, 1, Namespace::Value, scope);
        self.seen_steps(&mut steps);
        let argument = self.argument(instance, member.argument);
        Use {
            file: instance.file,
            scope,
            span: member.span,
            context: match typing.mentions.value(member.value) {
                Value::Field(..) => Context::Field,
                _ => Context::Method,
            },
            class: self.class_of(instance, [member.test, self.scope(scope).test]),
            in_macro: member.in_macro,
            is_expanded: false,
            steps,
            counterparts,
            written: smallvec::smallvec![symbol(member.name)],
            behind_type: true,
            relative: false,
            argument: argument.0,
            argument_path: argument.1,
            expected: None,
            import: None,
        }
    }

    /// The first argument of a call: its text, or its path with the scope in which the path is resolved.
    pub(in crate::link) fn argument(
        &self,
        instance: &Instance,
        argument: Option<FirstArgument>,
    ) -> (Option<Symbol>, Option<(Scope, PathId)>) {
        match argument {
            Some(FirstArgument::Text(name)) => (Some(self.file(instance.file).symbols[name.0 as usize]), None),
            Some(FirstArgument::Path(path, scope)) => (None, Some((instance.scope(scope), path))),
            None => (None, None),
        }
    }

    /// The constants and statics that the first argument of a call names. More than one if `cfg` chooses between them.
    pub fn argument_constants(&self, usage: &Use) -> Vec<Item> {
        let found = usage
            .argument_path
            .and_then(|(scope, path)| self.resolve_in(scope, path, Namespace::Value));
        let items = found.into_iter().flatten().filter_map(|binding| match binding.def {
            Def::Item(item) if self.is_constant_item(item) => Some(item),
            _ => None,
        });
        items.collect()
    }

    /// The path of an import as it is written, from its crate: the module that it names, and the name that it takes from there. `None`
    /// if the module is unknown.
    pub fn imported_path(&self, import: Import) -> Option<String> {
        let usage = self.import_use(import);
        let (name, module) = usage.written.split_last()?;
        let module = usage.steps.get(module.len().checked_sub(1)?)?.first()?;
        Some(format!("{}::{}", self.path(&module.def), self.text(*name)))
    }

    /// An import as a use.
    pub fn import_use(&self, import: Import) -> Use {
        let instance = self.instance_of_import(import);
        let fact = self.import(import);
        let scope = instance.scope(fact.scope);
        let (segments, absolute) = self.segments(scope, fact.path);
        let mut lookup = Lookup {
            except: Some(import),
            ..Lookup::from(scope)
        };
        let imported_macro = self.imported(import).in_space(Namespace::Macro).next();
        let spelled = SpelledPath {
            segments: &segments,
            absolute,
            mode: Mode::Import,
        };
        let mut steps = self.prefix_in_modules(spelled, &mut lookup);
        if steps.len() + 1 == segments.len() {
            let mut last = Bindings::new();
            // If the import has no definition in a namespace, there is nothing to resolve.
            let brought = self.imported(import);
            let spaces = [Namespace::Type, Namespace::Value, Namespace::Macro].into_iter();
            for space in spaces.filter(|space| brought.in_space(*space).next().is_some()) {
                let found = match (space, segments.len(), imported_macro) {
                    // A macro in textual scope is found through its import only, not by the path.
                    (Namespace::Macro, 1, Some(def)) => smallvec::smallvec![Binding::plain(def.clone())],
                    _ => self.step_in_modules(spelled, &steps, space, &mut lookup),
                };
                // `use std::env` is meant to import the module. That the macro `env!` has the same name is a coincidence.
                let is_by_the_way = space == Namespace::Macro && !last.is_empty();
                let found = found
                    .into_iter()
                    .filter(|binding| !is_by_the_way || !self.is_standard(&binding.def));
                for binding in found {
                    if !last.contains(&binding) {
                        last.push(binding);
                    }
                }
            }
            steps.extend(Some(last).filter(|step| !step.is_empty()));
        }
        self.seen_steps(&mut steps);
        Use {
            file: instance.file,
            scope,
            span: fact.span,
            context: Context::Import,
            class: self.class_of(instance, [fact.test, self.scope(scope).test]),
            in_macro: fact.in_macro,
            is_expanded: false,
            steps,
            counterparts: Bindings::new(),
            relative: is_relative(&segments),
            written: segments,
            behind_type: false,
            argument: None,
            argument_path: None,
            expected: None,
            import: Some(import),
        }
    }

    /// The counterparts of the last segment of a path with `count` segments, with stubs replaced by canonical paths.
    pub(in crate::link) fn seen_counterparts(&self, steps: &Resolution, count: usize, space: Namespace, from: Scope) -> Bindings {
        let last = steps.last().filter(|_| steps.len() == count);
        let found = last.map(|last| self.counterparts(last, space, from)).unwrap_or_default();
        found.into_iter().map(|binding| self.seen_binding(binding)).collect()
    }

    pub(in crate::link) fn seen_steps(&self, steps: &mut Resolution) {
        for binding in steps.iter_mut().flatten() {
            *binding = self.seen_binding(binding.clone());
        }
    }

    /// The use for `#[derive(Deserialize)]`, which expands to a literal of the struct, so it bypasses every constructor.
    fn derived_literal(&self, instance: &Instance, usage: &Use) -> Option<Use> {
        let (Context::Attribute, Some(Def::Item(item))) = (usage.context, &usage.expected) else {
            return None;
        };
        let is_deserialize = usage.target().iter().any(|binding| match &binding.def {
            Def::External(outside) => outside.segments.last().is_some_and(|&last| self.text(last) == "Deserialize"),
            _ => false,
        });
        is_deserialize.then(|| Use {
            span: self.item(*item).name_span,
            scope: self.scope_of_item(*item),
            context: Context::Construct,
            class: self.class(*item),
            in_macro: true,
            is_expanded: false,
            steps: smallvec::smallvec![smallvec::smallvec![Binding::plain(Def::Item(*item))]],
            counterparts: Bindings::new(),
            written: smallvec::smallvec![self.name_of(*item)],
            behind_type: false,
            relative: false,
            argument: None,
            argument_path: None,
            expected: None,
            import: None,
            file: instance.file,
        })
    }

    /// The types that a definition refers to after aliases are expanded.
    pub fn types_behind(&self, def: &Def) -> Vec<Item> {
        let items = self.behind_aliases(def.clone()).into_iter().filter_map(|def| match def {
            Def::Item(item) if lives_in(&self.item(item).kind, Namespace::Type) => Some(item),
            _ => None,
        });
        items.collect()
    }
}

pub(in crate::link) fn is_relative(segments: &[Symbol]) -> bool {
    segments.first().is_some_and(|first| first.0 <= DOLLAR_CRATE.0)
}

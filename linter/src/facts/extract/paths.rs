//! References: what each path is used for, and which paths name a binding or nothing.

use smallvec::SmallVec;

use super::attributes::{Attributes, Meta, all};
use super::locals::{Local, Space};
use super::tree::{Kind, Node};
use super::walk::Walk;
use crate::facts::model::Segments;
use crate::facts::model::ValueId;
use crate::facts::model::{Bound, Type};
use crate::facts::model::{Certainty, Context, Name, PathId, Reference, TypeId};
use crate::finding::Span;

/// A path in the tree. `<T as Trait>::name` has the segments of the trait before its own.
pub(super) struct Written<'t> {
    /// It begins with `::`.
    pub(super) absolute: bool,
    pub(super) segments: SmallVec<[Node<'t>; 4]>,
    /// `<T as Trait>`, and how many of the segments are the trait's.
    pub(super) anchor: Option<(Node<'t>, usize)>,
}

impl<'t> Written<'t> {
    pub(super) fn of(path: Node<'t>) -> Self {
        let mut found = Self {
            absolute: false,
            segments: SmallVec::new(),
            anchor: None,
        };
        found.take(path);
        found
    }

    /// The path before the last segment is a part of the path.
    fn take(&mut self, path: Node<'t>) {
        let mut paths: SmallVec<[Node<'t>; 4]> = SmallVec::new();
        let mut at = Some(path);
        while let Some(path) = at {
            paths.push(path);
            at = path.child(Kind::PATH);
        }
        for segment in paths.iter().rev().filter_map(|path| path.child(Kind::PATH_SEGMENT)) {
            match segment.child(Kind::TYPE_ANCHOR) {
                Some(anchor) => {
                    let of_trait = anchor.types().nth(1).and_then(|of_trait| of_trait.child(Kind::PATH));
                    of_trait.into_iter().for_each(|of_trait| self.take(of_trait));
                    self.anchor = Some((anchor, self.segments.len()));
                    // A name behind a type is none of a scope.
                    self.absolute |= self.segments.is_empty();
                }
                None => {
                    self.absolute |= self.segments.is_empty() && segment.has(Kind::COLON2);
                    self.segments.push(segment);
                }
            }
        }
    }

    /// The only segment of a path without more.
    pub(super) fn only(&self) -> Option<Node<'t>> {
        match (self.segments.as_slice(), &self.anchor) {
            ([only], None) if !self.absolute && arguments(*only).is_none() => Some(*only),
            _ => None,
        }
    }
}

/// The name in a segment.
pub(super) fn ident(segment: Node<'_>) -> Option<Node<'_>> {
    segment.child(Kind::NAME_REF)
}

/// `<…>` after the name of a segment.
pub(super) fn angled(segment: Node<'_>) -> Option<Node<'_>> {
    segment.child(Kind::GENERIC_ARG_LIST)
}

/// `<…>` or `(…)` after the name of a segment.
pub(super) fn arguments(segment: Node<'_>) -> Option<Node<'_>> {
    angled(segment).or_else(|| segment.child(Kind::PARENTHESIZED_ARG_LIST))
}

impl Walk<'_> {
    pub(super) fn segment(&mut self, segment: Node<'_>) -> Name {
        self.name(ident(segment).map_or("", Node::text))
    }

    pub(super) fn names(&mut self, segments: &[Node<'_>]) -> Segments {
        segments.iter().map(|segment| self.segment(*segment)).collect()
    }

    /// Some segments as a path, without their arguments.
    pub(super) fn path_of(&mut self, absolute: bool, segments: &[Node<'_>]) -> PathId {
        let names = self.names(segments);
        self.path_id(absolute, &names)
    }

    /// The path as written, without its arguments.
    pub(super) fn written_path(&mut self, path: &Written<'_>) -> PathId {
        self.path_of(path.absolute, &path.segments)
    }

    /// A path in the code: what it names, and the types among its arguments.
    pub(super) fn path(&mut self, path: &Written<'_>, context: Context, argument: Option<Name>) {
        let names = self.names(&path.segments);
        self.path_of_names(path, &names, context, argument);
    }

    /// The same of a path whose names are known.
    pub(super) fn path_of_names(&mut self, path: &Written<'_>, names: &[Name], context: Context, argument: Option<Name>) {
        let expected = self.expected.take();
        let mut idents = path.segments.iter().copied().filter_map(ident);
        if let (Some(first), Some(last)) = (idents.clone().next(), idents.next_back()) {
            let span = self.places.span(first.start(), last.end());
            match path.anchor {
                Some(anchor) => self.qualified_path(path, anchor, span, context, argument),
                None if self.begins_at_parameter(path, names) => {
                    let owner = self.type_id(Type::Parameter(names[0]));
                    self.behind_type(owner, span.start, &path.segments[1..], context, argument);
                }
                None => self.plain_path(path.absolute, names, span, context, argument, expected),
            }
        }
        for (at, segment) in path.segments.iter().enumerate() {
            self.demands_on_items(path.absolute, &names[..=at], *segment);
            segment.nodes().for_each(|arguments| self.visit(arguments));
        }
    }

    /// `Trait<Item = T>` names an item of the trait.
    fn demands_on_items(&mut self, absolute: bool, of_trait: &[Name], segment: Node<'_>) {
        let arguments = angled(segment).into_iter();
        let demands = arguments.flat_map(|arguments| arguments.all(Kind::ASSOC_TYPE_ARG));
        for ident in demands.filter_map(ident) {
            let bound = Bound {
                path: self.path_id(absolute, of_trait),
                arguments: [].into(),
                associated: [].into(),
            };
            let owner = self.type_id(Type::Traits([bound].into()));
            let name = self.name(ident.text());
            let path = self.path_id(false, &[name]);
            self.refer(path, self.span(ident), Context::Type, self.certainty, None, None)
                .owner = owner;
        }
    }

    pub(super) fn plain_path(
        &mut self,
        absolute: bool,
        segments: &[Name],
        span: Span,
        context: Context,
        argument: Option<Name>,
        expected: Option<ValueId>,
    ) {
        let single = segments.len() == 1;
        let name = segments[0];
        let mut certainty = self.certainty;
        if !absolute {
            if single && context == Context::Type && names_no_item(self.facts.name(name)) {
                return;
            }
            let space = if single && is_value(context) {
                Space::Value
            } else {
                Space::Type
            };
            match self.locals.get(name, space) {
                Some(Local::Bound(_)) => return,
                Some(Local::Perhaps) => certainty = Certainty::Binding,
                Some(Local::Hidden) | None => {}
            }
        }
        let path = self.path_id(absolute, segments);
        let owner = self.owner_in_self(segments);
        let expected = expected.filter(|_| context == Context::Attribute || self.is_default(segments, context));
        self.refer(path, span, context, certainty, argument, expected).owner = owner;
    }

    /// `Default::default()`: of which type that is, is for the code around to say.
    fn is_default(&self, segments: &[Name], context: Context) -> bool {
        let is_associated = context == Context::Call && segments.len() > 1;
        is_associated && segments.last().is_some_and(|&last| self.facts.name(last) == "default")
    }

    /// `T::name`, `T` being a generic parameter.
    fn begins_at_parameter(&self, path: &Written<'_>, names: &[Name]) -> bool {
        let is_bound = |name| self.locals.get(name, Space::Type).is_some_and(Local::is_bound);
        !path.absolute && names.len() > 1 && is_bound(names[0])
    }

    /// `Self::A` of `Self::A::name`.
    fn owner_in_self(&mut self, segments: &[Name]) -> TypeId {
        match *segments {
            [first, ref middle @ .., _] if !middle.is_empty() && self.facts.name(first) == "Self" => {
                let of = self.self_type();
                self.projections(of, None, middle)
            }
            _ => TypeId::UNKNOWN,
        }
    }

    /// Names behind a type that no path spells: each is an item of the type before it.
    fn behind_type(&mut self, owner: TypeId, start: u32, segments: &[Node<'_>], context: Context, argument: Option<Name>) {
        let mut owner = owner;
        for (at, segment) in segments.iter().enumerate() {
            let Some(ident) = ident(*segment) else { return };
            let is_last = at + 1 == segments.len();
            let (context, argument) = if is_last { (context, argument) } else { (Context::Type, None) };
            let name = self.segment(*segment);
            let path = self.path_id(false, &[name]);
            let span = self.places.span(start, ident.end());
            self.refer(path, span, context, self.certainty, argument, None).owner = owner;
            owner = self.type_id(Type::Projection(owner, None, name));
        }
    }

    /// `<T as Trait>::name` names an item of the trait and expects a `T`; `<T>::name` is `T::name`.
    fn qualified_path(
        &mut self,
        path: &Written<'_>,
        (anchor, of_trait): (Node<'_>, usize),
        span: Span,
        context: Context,
        argument: Option<Name>,
    ) {
        let Some(own_type) = anchor.ty() else { return };
        let own = self.ty(own_type);
        self.visit(own_type);
        if of_trait > 0 {
            let (of_trait, names) = path.segments.split_at(of_trait);
            let of_trait = self.path_of(path.absolute, of_trait);
            let before = self.names(&names[..names.len().saturating_sub(1)]);
            let owner = self.projections(own, Some(of_trait), &before);
            let names = self.names(&path.segments);
            let expected = self.is_default(&names, context).then(|| self.typed(own));
            let path = self.path_id(path.absolute, &names);
            let expected = expected.and_then(ValueId::known);
            self.refer(path, span, context, self.certainty, argument, expected).owner = owner;
            return;
        }
        let Some(own_path) = self.facts.type_path(own) else {
            return self.behind_type(own, anchor.start(), &path.segments, context, argument);
        };
        let own_path = self.facts.path(own_path);
        let absolute = own_path.absolute;
        let mut segments: Segments = own_path.segments.into();
        let span = self.places.span(anchor.start(), span.end);
        segments.extend(path.segments.iter().map(|segment| self.segment(*segment)));
        let path = self.path_id(absolute, &segments);
        self.refer(path, span, context, self.certainty, argument, None);
    }

    pub(super) fn refer(
        &mut self,
        path: PathId,
        span: Span,
        context: Context,
        certainty: Certainty,
        argument: Option<Name>,
        expected: Option<ValueId>,
    ) -> &mut Reference {
        let references = &mut self.mentions.references;
        references.push(Reference {
            path,
            owner: TypeId::UNKNOWN,
            scope: self.scope,
            span,
            context,
            braced: false,
            certainty,
            argument,
            expected,
            test: self.test,
            in_macro: self.in_macro,
        });
        let last = references.len() - 1;
        &mut references[last]
    }

    /// Takes in what stands on an item, its docs and attributes; says what the attributes make of it.
    pub(super) fn annotations(&mut self, item: Node<'_>) -> Attributes {
        self.doc_comments(item);
        self.attributes(item);
        Attributes::of(item, self.source)
    }

    /// References of attributes and derives; built-in attributes name nothing.
    pub(super) fn attributes(&mut self, node: Node<'_>) {
        all(node).for_each(|attribute| self.attribute(attribute));
    }

    pub(super) fn attribute(&mut self, attribute: Node<'_>) {
        if let Some(meta) = Meta::of(attribute, self.source) {
            self.meta(meta);
        }
    }

    fn meta(&mut self, meta: Meta<'_>) {
        if meta.is("doc") {
            if let [equals, text] = meta.given
                && equals.kind == Kind::EQ
            {
                self.doc_links(text.start..text.end);
            }
        } else if meta.is("derive") {
            let deriving = self.deriving;
            for derived in meta.list() {
                let names: Segments = derived.names().map(|name| self.name(name)).collect();
                let path = self.path_id(derived.is_absolute(), &names);
                self.derived.push(path);
                self.path_of_meta(derived, deriving);
            }
        } else if meta.is("cfg_attr") {
            meta.list().into_iter().skip(1).for_each(|inner| self.meta(inner));
        } else if meta.names().next().is_some_and(|first| !BUILTIN.contains(&first)) {
            self.path_of_meta(meta, None);
            if let [open, ..] = meta.given
                && open.kind != Kind::EQ
            {
                let open = self.source.token_at(open.start);
                self.scan(open + 1..self.source.closing(open));
            }
        }
    }

    fn path_of_meta(&mut self, meta: Meta<'_>, expected: Option<ValueId>) {
        let segments: Segments = meta.names().map(|name| self.name(name)).collect();
        let mut names = meta.path.iter().filter(|token| token.kind != Kind::COLON);
        if let (Some(first), Some(last)) = (names.clone().next(), names.next_back()) {
            let span = self.places.span(first.start, last.end);
            self.plain_path(meta.is_absolute(), &segments, span, Context::Attribute, None, expected);
        }
    }
}

/// Paths of one segment in these contexts are looked up among values first.
fn is_value(context: Context) -> bool {
    matches!(context, Context::Call | Context::Value | Context::Pattern)
}

/// `Self` as a type, and the primitive types, which nobody shadows.
fn names_no_item(name: &str) -> bool {
    name == "Self" || is_primitive(name)
}

/// The types that the language has without any library, by name.
pub(crate) const PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16", "u32", "u64", "u8", "usize",
];

/// A type that the language has without any library.
pub(crate) fn is_primitive(name: &str) -> bool {
    const LONGEST: usize = 5;
    name.len() <= LONGEST && PRIMITIVES.binary_search(&name).is_ok()
}

/// Attributes of the compiler, and of tools that name nothing by path.
const BUILTIN: &[&str] = &[
    "allow",
    "automatically_derived",
    "bench",
    "cfg",
    "clippy",
    "cold",
    "coverage",
    "debugger_visualizer",
    "default",
    "deny",
    "deprecated",
    "diagnostic",
    "doc",
    "expect",
    "export_name",
    "feature",
    "forbid",
    "global_allocator",
    "ignore",
    "inline",
    "instruction_set",
    "link",
    "link_name",
    "link_section",
    "macro_export",
    "macro_use",
    "miri",
    "must_use",
    "no_implicit_prelude",
    "no_link",
    "no_main",
    "no_mangle",
    "no_std",
    "non_exhaustive",
    "path",
    "proc_macro",
    "proc_macro_attribute",
    "proc_macro_derive",
    "recursion_limit",
    "repr",
    "rust_analyzer",
    "rustfmt",
    "should_panic",
    "target_feature",
    "test",
    "track_caller",
    "type_length_limit",
    "unsafe",
    "used",
    "warn",
    "windows_subsystem",
];

//! References by path: their contexts, and which paths refer to a local or to nothing.

use smallvec::SmallVec;
use syn::{AngleBracketedGenericArguments, Attribute, ExprPath, GenericArgument, PathArguments, PathSegment, QSelf, TypePath};

use super::attributes::{Attributes, Meta};
use super::locals::{Local, LocalNamespace};
use super::walk::Walk;
use crate::facts::model::{Bound, Certainty, Context, FirstArgument, Name, PathId, Reference, Segments, Type, TypeId, ValueId};
use crate::finding::Span;

/// A path in the syntax tree. `<T as Trait>::name` has the segments of the trait before its own.
#[derive(Clone, Copy)]
pub(super) struct PathSyntax<'t> {
    path: &'t syn::Path,
    /// The `<T as Trait>` before the path.
    pub(super) of_type: Option<&'t QSelf>,
}

/// Segments of a path.
pub(super) type SegmentList<'t> = SmallVec<[&'t PathSegment; 4]>;

impl<'t> PathSyntax<'t> {
    pub(super) fn new(of_type: Option<&'t QSelf>, path: &'t syn::Path) -> Self {
        Self { path, of_type }
    }

    /// Whether it begins with `::`.
    pub(super) fn is_absolute(self) -> bool {
        self.path.leading_colon.is_some()
    }

    pub(super) fn segments(self) -> SegmentList<'t> {
        self.path.segments.iter().collect()
    }

    /// The segment of a path that consists of a single one, without arguments.
    pub(super) fn only(self) -> Option<&'t PathSegment> {
        let mut segments = self.path.segments.iter();
        let only = segments.next().filter(|only| only.arguments.is_none())?;
        (segments.next().is_none() && self.of_type.is_none() && !self.is_absolute()).then_some(only)
    }
}

impl<'t> From<&'t syn::Path> for PathSyntax<'t> {
    fn from(path: &'t syn::Path) -> Self {
        Self::new(None, path)
    }
}

impl<'t> From<&'t ExprPath> for PathSyntax<'t> {
    fn from(it: &'t ExprPath) -> Self {
        Self::new(it.qself.as_ref(), &it.path)
    }
}

impl<'t> From<&'t TypePath> for PathSyntax<'t> {
    fn from(it: &'t TypePath) -> Self {
        Self::new(it.qself.as_ref(), &it.path)
    }
}

/// The generic arguments of a segment: `<…>`.
pub(super) fn angled(segment: &PathSegment) -> Option<&AngleBracketedGenericArguments> {
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => Some(arguments),
        PathArguments::None | PathArguments::Parenthesized(_) => None,
    }
}

impl Walk<'_> {
    pub(super) fn names(&mut self, segments: &[&PathSegment]) -> Segments {
        segments.iter().map(|segment| self.ident(&segment.ident)).collect()
    }

    /// The path that consists of these segments, without their arguments.
    pub(super) fn path_of(&mut self, absolute: bool, segments: &[&PathSegment]) -> PathId {
        let names = self.names(segments);
        self.tables.path_id(absolute, &names)
    }

    /// The path as written, without its arguments.
    pub(super) fn written_path(&mut self, path: PathSyntax<'_>) -> PathId {
        self.path_of(path.is_absolute(), &path.segments())
    }

    /// Walks a path in code: records what it refers to, and walks the types among its arguments.
    pub(super) fn path(&mut self, path: PathSyntax<'_>, context: Context, argument: Option<FirstArgument>) {
        let names = self.names(&path.segments());
        self.path_of_names(path, &names, context, argument);
    }

    /// Like [`Self::path`], if the names of the segments are already known.
    pub(super) fn path_of_names(
        &mut self,
        path: PathSyntax<'_>,
        names: &[Name],
        context: Context,
        argument: Option<FirstArgument>,
    ) {
        let expected = self.expected.take();
        let segments = path.segments();
        if let (Some(first), Some(last)) = (segments.first(), segments.last()) {
            let span = self
                .text
                .places
                .span(self.text.start(first.ident.span()), self.text.end(last.ident.span()));
            match path.of_type {
                Some(of_type) => self.qualified_path(path, of_type, span, context, argument),
                None if self.begins_at_parameter(path, names) => {
                    let owner = self.tables.type_id(Type::Parameter(names[0]));
                    self.behind_type(owner, span.start, &segments[1..], context, argument);
                }
                None => self.plain_path(path.is_absolute(), names, span, context, argument, expected),
            }
        }
        for (at, segment) in segments.iter().enumerate() {
            self.demands_on_items(path.is_absolute(), &names[..=at], segment);
            self.visit_arguments(&segment.arguments);
        }
    }

    /// Records the associated items that `Trait<Item = T>` refers to.
    fn demands_on_items(&mut self, absolute: bool, of_trait: &[Name], segment: &PathSegment) {
        let arguments = angled(segment).into_iter().flat_map(|arguments| &arguments.args);
        let items = arguments.filter_map(|argument| match argument {
            GenericArgument::AssocType(it) => Some(&it.ident),
            GenericArgument::AssocConst(it) => Some(&it.ident),
            GenericArgument::Constraint(it) => Some(&it.ident),
            _ => None,
        });
        for ident in items {
            let bound = Bound {
                path: self.tables.path_id(absolute, of_trait),
                arguments: [].into(),
                associated: [].into(),
            };
            let owner = self.tables.type_id(Type::Traits([bound].into()));
            let name = self.ident(ident);
            let path = self.tables.path_id(false, &[name]);
            let span = self.text.span(ident.span());
            self.refer(path, span, Context::Type, self.certainty, None, None).owner = owner;
        }
    }

    pub(super) fn plain_path(
        &mut self,
        absolute: bool,
        segments: &[Name],
        span: Span,
        context: Context,
        argument: Option<FirstArgument>,
        expected: Option<ValueId>,
    ) {
        let single = segments.len() == 1;
        let name = segments[0];
        let mut certainty = self.certainty;
        if !absolute {
            if single && context == Context::Type && names_no_item(self.tables.facts.name(name)) {
                return;
            }
            let space = if single && is_value(context) {
                self.values_at(span.start)
            } else {
                LocalNamespace::Type
            };
            match self.locals.get(name, space) {
                Some(Local::Bound(_)) => return,
                Some(Local::Perhaps) => certainty = Certainty::Binding,
                Some(Local::Hidden) | None => {}
            }
        }
        let path = self.tables.path_id(absolute, segments);
        let owner = self.owner_in_self(segments);
        let expected = expected.filter(|_| context == Context::Attribute || self.is_default(segments, context));
        self.refer(path, span, context, certainty, argument, expected).owner = owner;
    }

    /// Whether it is a call such as `Default::default()`, whose type is determined by the enclosing code.
    fn is_default(&self, segments: &[Name], context: Context) -> bool {
        let is_associated = context == Context::Call && segments.len() > 1;
        is_associated && segments.last().is_some_and(|&last| self.tables.facts.name(last) == "default")
    }

    /// Whether a path has the form `T::name` for a generic parameter `T`.
    fn begins_at_parameter(&self, path: PathSyntax<'_>, names: &[Name]) -> bool {
        let is_bound = |name| self.locals.get(name, LocalNamespace::Type).is_some_and(Local::is_bound);
        !path.is_absolute() && names.len() > 1 && is_bound(names[0])
    }

    /// The owner of the last name in a path such as `Self::A::name`: the type `Self::A`.
    fn owner_in_self(&mut self, segments: &[Name]) -> TypeId {
        match *segments {
            [first, ref middle @ .., _] if !middle.is_empty() && self.tables.facts.name(first) == "Self" => {
                let of = self.tables.self_type();
                self.tables.projections(of, None, middle)
            }
            _ => TypeId::UNKNOWN,
        }
    }

    /// Records type-relative names after a type that is not a path. Each refers to an item of the type before it.
    fn behind_type(
        &mut self,
        owner: TypeId,
        start: u32,
        segments: &[&PathSegment],
        context: Context,
        argument: Option<FirstArgument>,
    ) {
        let mut owner = owner;
        for (at, segment) in segments.iter().enumerate() {
            let is_last = at + 1 == segments.len();
            let (context, argument) = if is_last { (context, argument) } else { (Context::Type, None) };
            let name = self.ident(&segment.ident);
            let path = self.tables.path_id(false, &[name]);
            let span = self.text.places.span(start, self.text.end(segment.ident.span()));
            self.refer(path, span, context, self.certainty, argument, None).owner = owner;
            owner = self.tables.type_id(Type::Projection(owner, None, name));
        }
    }

    /// Walks a qualified path. `<T as Trait>::name` refers to an item of the trait and has a `T` as the expected type;
    /// `<T>::name` is `T::name`.
    fn qualified_path(
        &mut self,
        path: PathSyntax<'_>,
        of_type: &QSelf,
        span: Span,
        context: Context,
        argument: Option<FirstArgument>,
    ) {
        let segments = path.segments();
        let own = self.ty(&of_type.ty);
        self.visit_type(&of_type.ty);
        if of_type.position > 0 {
            let (of_trait, names) = segments.split_at(of_type.position);
            let of_trait = self.path_of(path.is_absolute(), of_trait);
            let before = self.names(&names[..names.len().saturating_sub(1)]);
            let owner = self.tables.projections(own, Some(of_trait), &before);
            let names = self.names(&segments);
            let expected = self.is_default(&names, context).then(|| self.typed(own));
            let path = self.tables.path_id(path.is_absolute(), &names);
            let expected = expected.and_then(ValueId::known);
            self.refer(path, span, context, self.certainty, argument, expected).owner = owner;
            return;
        }
        let start = self.text.start(of_type.lt_token.span);
        let Some(own_path) = self.tables.facts.type_path(own) else {
            return self.behind_type(own, start, &segments, context, argument);
        };
        let own_path = self.tables.facts.path(own_path);
        let absolute = own_path.absolute;
        let mut names: Segments = own_path.segments.into();
        let span = self.text.places.span(start, span.end);
        names.extend(segments.iter().map(|segment| self.ident(&segment.ident)));
        let path = self.tables.path_id(absolute, &names);
        self.refer(path, span, context, self.certainty, argument, None);
    }

    pub(super) fn refer(
        &mut self,
        path: PathId,
        span: Span,
        context: Context,
        certainty: Certainty,
        argument: Option<FirstArgument>,
        expected: Option<ValueId>,
    ) -> &mut Reference {
        let references = &mut self.tables.mentions.references;
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

    /// Walks the doc comments and attributes of an item whose first token is `first`. Returns the relevant attributes.
    pub(super) fn annotations(&mut self, attributes: &[Attribute], first: usize) -> Attributes {
        self.docs_before(first);
        self.attributes(attributes);
        Attributes::new(attributes, self.text.source)
    }

    /// Records the references of attributes and derives. Built-in attributes refer to nothing.
    pub(super) fn attributes(&mut self, attributes: &[Attribute]) {
        attributes.iter().for_each(|attribute| self.attribute(attribute));
    }

    fn attribute(&mut self, attribute: &Attribute) {
        if let Some(meta) = Meta::parse(attribute, self.text.source) {
            self.meta(meta);
        }
    }

    fn meta(&mut self, meta: Meta<'_>) {
        if meta.is("doc") {
            if let [equals, text] = meta.given
                && equals.is(b'=')
            {
                self.doc_links(text.start..text.end);
            }
        } else if meta.is("derive") {
            let deriving = self.deriving;
            for derived in meta.list() {
                let names: Segments = derived.names().map(|name| self.tables.name(name)).collect();
                let path = self.tables.path_id(derived.is_absolute(), &names);
                self.derived.push(path);
                self.path_of_meta(derived, deriving);
            }
        } else if meta.is("cfg_attr") {
            meta.list().into_iter().skip(1).for_each(|inner| self.meta(inner));
        } else if meta.names().next().is_some_and(|first| !BUILTIN.contains(&first)) {
            self.path_of_meta(meta, None);
            if let [open, ..] = meta.given
                && !open.is(b'=')
            {
                let open = self.text.source.token_at(open.start);
                // The literals in an attribute are no code.
                let literals = self.tables.literals.len();
                self.scan(open + 1..self.text.source.closing(open));
                self.tables.literals.truncate(literals);
            }
        }
    }

    fn path_of_meta(&mut self, meta: Meta<'_>, expected: Option<ValueId>) {
        let segments: Segments = meta.names().map(|name| self.tables.name(name)).collect();
        let mut names = meta.path.iter().filter(|token| !token.is(b':'));
        if let (Some(first), Some(last)) = (names.clone().next(), names.next_back()) {
            let span = self.text.places.span(first.start, last.end);
            self.plain_path(meta.is_absolute(), &segments, span, Context::Attribute, None, expected);
        }
    }
}

/// Whether a path of one segment is looked up in the value namespace first.
fn is_value(context: Context) -> bool {
    matches!(context, Context::Call | Context::Value | Context::Pattern)
}

/// Whether a name refers to no item: `Self` as a type, or a primitive type, which is not shadowed in practice.
fn names_no_item(name: &str) -> bool {
    name == "Self" || is_primitive(name)
}

/// The names of the primitive types. Sorted.
pub(crate) const PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16", "u32", "u64", "u8", "usize",
];

/// Whether a name is that of a primitive type.
pub(crate) fn is_primitive(name: &str) -> bool {
    const LONGEST: usize = 5;
    name.len() <= LONGEST && PRIMITIVES.binary_search(&name).is_ok()
}

/// Attributes of the compiler, and attributes of tools whose arguments contain no paths.
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

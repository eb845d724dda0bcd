//! The data model of facts: owned, serialisable and independent of the parser.

use bitcode::{Decode, Encode};
use serde::Serialize;

use crate::finding::Span;
use crate::interned::Texts;
use crate::ranges::Ranges;

mod definitions;
mod documented;
mod dump;
mod expanded;
mod for_tests;
mod forms;
mod includes;
mod interface;
mod literals;
mod macros;
mod mentions;
mod packed;
mod path_table;
mod remarks;
mod types;
mod values;

pub use definitions::{Deprecation, Field, Impl, ItemFact, ItemKind, Owner, Shape, Signature, Visibility};
pub use documented::{DocumentedBlock, DocumentedCode, DocumentedPath};
pub use dump::dump;
pub(crate) use for_tests::Answers;
pub use for_tests::{Condition, ForTests};
pub(in crate::facts) use forms::Bodies;
pub use forms::{Block, Body, Outline, Piece, PieceKind, Plain, Statement};
pub use includes::{Grammar, Include, IncludedName};
pub use literals::{Literal, LiteralRole, Literals};
pub(in crate::facts) use macros::is_macro_of_std;
pub use macros::{BoundByCall, Captured, MacroCall, MacroRules};
pub use mentions::{Certainty, Context, DocLink, FirstArgument, Mentions, Reference};
pub(in crate::facts) use packed::Packed;
pub use path_table::Paths;
pub(in crate::facts) use path_table::Segments;
pub use remarks::{Marker, MarkerWord, Misleading, MisleadingKind};
pub use types::{Bound, Generics, Type, TypeId};
pub use values::{Member, Value, ValueId, ValueList};

/// Index of a name in [`FileFacts::names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub struct Name(pub u32);

/// Index of a path in [`FileFacts::paths`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub struct PathId(pub u32);

/// Index of a scope in [`FileFacts::scopes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub struct ScopeId(pub u32);

/// Index of an item in [`FileFacts::items`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub struct ItemId(pub u32);

/// Index of an impl block in [`FileFacts::impls`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub struct ImplId(pub u32);

/// The facts of one file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Encode, Decode)]
pub struct FileFacts {
    /// The grammar that the text was parsed with.
    pub grammar: Grammar,
    /// All names and literals that other tables refer to, without duplicates.
    pub names: Texts,
    /// All paths as written, without duplicates.
    pub paths: Paths,
    /// The lexical scopes. The first one is the file itself.
    pub scopes: Vec<ScopeFact>,
    /// The items, in the order of the text.
    pub items: Vec<ItemFact>,
    /// The conditions under which code is compiled for tests only.
    pub conditions: Vec<Condition>,
    /// The impl blocks.
    pub impls: Vec<Impl>,
    /// The derives: the struct, enum or union, and the path of the derive macro.
    pub derives: Vec<(ItemId, PathId)>,
    /// The imports: leaves of `use` trees, and `extern crate`.
    pub imports: Vec<ImportFact>,
    /// The `include!`s.
    pub includes: Vec<Include>,
    /// The definitions of declarative macros.
    pub macros: Vec<MacroRules>,
    /// The macro calls, in the order of the text.
    pub calls: Vec<MacroCall>,
    /// For an expansion, the bindings that are in scope after the call.
    pub bound_by_call: Vec<BoundByCall>,
    /// All types as written, without duplicates. The first one is `Unknown`.
    pub types: Vec<Type>,
    /// The generic parameters and the scope that declares them, ordered by scope.
    pub generics: Vec<(ScopeId, Generics)>,
    /// The fields of structs, unions and variants.
    pub fields: Vec<Field>,
    /// The outlines of types, traits and constants, for clone detection.
    pub outlines: Vec<Outline>,
    /// The names of the methods that the code calls, without duplicates. They determine whether the mentions have to be unpacked
    /// to find calls of a method.
    pub called: Vec<Name>,
    #[serde(skip)] // for tools, `mentions()`, `bodies()` and `literals()` say what is in them
    mentions: Packed<Mentions>,
    #[serde(skip)]
    bodies: Packed<Bodies>,
    #[serde(skip)]
    literals: Packed<Literals>,
    #[serde(skip)]
    documented: Packed<DocumentedCode>,
    /// The ranges of bytes that expansions replace.
    #[serde(skip)]
    expanded: Ranges,
    /// The comments that are directives to `ssot`.
    pub directives: Vec<Directive>,
    /// The comments on unfinished work.
    pub markers: Vec<Marker>,
    /// The characters that mislead a reader.
    pub misleading: Vec<Misleading>,
    /// Whether there are characters beyond ASCII.
    pub beyond_ascii: bool,
    /// The parts of the file that do not parse.
    pub problems: Vec<Problem>,
    /// Whether a comment at the beginning says that the file is generated.
    pub generated: bool,
    /// The hash of the attributes, which are part of the interface.
    #[serde(skip)]
    hash_of_attributes: u64,
    /// The hash of the interface: what the declarations say, without places and without the code inside of bodies.
    #[serde(skip)]
    pub interface: u128,
    /// The front matter of a cargo script, without its fences.
    pub front_matter: Option<Box<str>>,
    /// Number of lines.
    pub lines: u32,
}

/// A path as written. Its first segment may be `crate`, `self`, `super`, `Self` or `$crate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Path<'a> {
    /// Whether it begins with `::`.
    pub absolute: bool,
    /// The segments without generic arguments; never empty.
    pub segments: &'a [Name],
}

/// A lexical scope. Blocks that contain no items and no imports are not recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct ScopeFact {
    /// The enclosing scope; `None` for the file.
    pub parent: Option<ScopeId>,
    /// The syntax that opens it.
    pub kind: ScopeKind,
    /// The innermost item whose body contains it.
    pub item: Option<ItemId>,
    /// Whether it is compiled for tests only, by its own attributes or those around it.
    pub test: ForTests,
    /// Whether `#[allow(deprecated)]` applies to it.
    pub allows_deprecated: bool,
}

impl ScopeFact {
    /// The scope of a file.
    pub(in crate::facts) fn file() -> Self {
        Self {
            parent: None,
            kind: ScopeKind::File,
            item: None,
            test: ForTests::NEVER,
            allows_deprecated: false,
        }
    }
}

/// The syntax that opens a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum ScopeKind {
    /// A file: the root of a crate, the body of a module, or an included file.
    File,
    /// `mod name { … }`.
    Module,
    /// A block that contains items or imports, or code that may use deprecated items by an attribute of its own.
    Block,
    /// A function, beginning with its generic parameters.
    Function,
    /// An impl block, which gives `Self` its meaning.
    Impl(ImplId),
    /// A trait, in which `Self` is the implementing type.
    Trait,
    /// A struct, enum or union, in which `Self` is the type.
    Type,
}

/// A leaf of a `use` tree, or an `extern crate`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct ImportFact {
    /// The whole path to the leaf, with groups flattened and `self` resolved.
    pub path: PathId,
    /// The kind of import.
    pub kind: ImportKind,
    /// The scope that contains it.
    pub scope: ScopeId,
    /// Its visibility. It is a re-export unless this is private.
    pub visibility: Visibility,
    /// The span of the leaf.
    pub span: Span,
    /// The span of the whole `use` item, with attributes.
    pub item_span: Span,
    /// Its `#[deprecated]`, which rustc ignores on imports.
    pub deprecated: Option<Deprecation>,
    /// Whether it is compiled for tests only.
    pub test: ForTests,
    /// Whether `#[allow(deprecated)]` applies to it.
    pub allows_deprecated: bool,
    /// Whether it is in the arguments of a macro.
    pub in_macro: bool,
}

/// The kind of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum ImportKind {
    /// One name, with the name that it is bound to here.
    Named(Name),
    /// `as _`: a trait is in scope without a name.
    Unnamed,
    /// `*`.
    Glob,
    /// `extern crate a as b`: the name that it is bound to here, and whether it has `#[macro_use]`.
    ExternCrate(Name, bool),
}

/// A directive: a comment `// ssot: …`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Directive {
    /// The span of the comment.
    pub span: Span,
    /// The text after `ssot:`, trimmed.
    pub text: Box<str>,
    /// The span of that text.
    pub text_span: Span,
    /// The bytes to remove together with the comment: the whole line if nothing else is on it.
    pub removed: Span,
    /// The code that it applies to: the line that it ends, otherwise the item or statement that follows.
    pub covers: Covers,
}

/// The code that a directive applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum Covers {
    /// The line at whose end it is.
    Line(u32),
    /// The bytes from the first to the last of the item or statement that follows it.
    Bytes(u32, u32),
}

/// A part of the file that does not parse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Problem {
    /// Its span.
    pub span: Span,
    /// The reason, as a lower-case phrase.
    pub message: String,
}

impl FileFacts {
    /// The facts of a file that cannot be read: none, except that the file exists.
    pub fn unread(grammar: Grammar) -> Self {
        Self {
            grammar,
            scopes: vec![ScopeFact::file()],
            types: vec![Type::Unknown],
            ..Self::default()
        }
    }

    /// Stores the packed parts.
    pub(in crate::facts) fn pack(&mut self, mentions: Mentions, bodies: Vec<Body>, literals: Literals) {
        self.hash_of_attributes = self.hash_attributes(&mentions);
        self.mentions = Packed::pack(&mentions.with_near_spans());
        self.bodies = Packed::pack(&Bodies::new(bodies));
        if !literals.list.is_empty() {
            self.literals = Packed::pack(&literals.with_near_spans());
        }
    }

    /// Stores the code in doc comments, if there is some.
    pub(in crate::facts) fn pack_documented(&mut self, documented: &DocumentedCode) {
        if !documented.paths.is_empty() {
            self.documented = Packed::pack(documented);
        }
    }

    /// Frees the capacity that was reserved for growth, since facts are kept for the whole run.
    pub(in crate::facts) fn shrink(&mut self) {
        let Self {
            grammar: _,
            names,
            paths,
            scopes,
            items,
            conditions,
            impls,
            derives,
            imports,
            includes,
            macros,
            calls,
            bound_by_call,
            types,
            generics,
            fields,
            outlines,
            called,
            mentions: _,
            bodies: _,
            literals: _,
            documented: _,
            expanded: _,
            directives,
            markers,
            misleading,
            beyond_ascii: _,
            problems,
            generated: _,
            interface: _,
            hash_of_attributes: _,
            front_matter: _,
            lines: _,
        } = self;
        names.shrink_to_fit();
        paths.shrink_to_fit();
        scopes.shrink_to_fit();
        items.shrink_to_fit();
        conditions.shrink_to_fit();
        impls.shrink_to_fit();
        derives.shrink_to_fit();
        imports.shrink_to_fit();
        includes.shrink_to_fit();
        macros.shrink_to_fit();
        calls.shrink_to_fit();
        bound_by_call.shrink_to_fit();
        types.shrink_to_fit();
        generics.shrink_to_fit();
        fields.shrink_to_fit();
        outlines.shrink_to_fit();
        called.shrink_to_fit();
        directives.shrink_to_fit();
        markers.shrink_to_fit();
        misleading.shrink_to_fit();
        problems.shrink_to_fit();
    }

    /// The mentions of the file. Unpacking takes time and memory, so they should not be kept longer than needed.
    pub fn mentions(&self) -> Mentions {
        let mut mentions = self.mentions.unpack().with_whole_spans();
        if !self.expanded.is_empty() {
            mentions
                .references
                .retain(|reference| !self.expanded.contain(reference.span.start));
            mentions.members.retain(|member| !self.expanded.contain(member.span.start));
        }
        mentions
    }

    /// The bodies of functions, and of closures that a name is bound to. They are packed as well.
    pub fn bodies(&self) -> Vec<Body> {
        let mut bodies = self.bodies.unpack().into_list();
        bodies.retain(|body| !self.expanded.contain(body.span.start));
        bodies
    }

    /// The string literals. They are packed as well. What an expansion replaces is among them, so that a literal in the body or
    /// the arguments of a macro is one literal, however many expansions contain it.
    pub fn literals(&self) -> Literals {
        self.literals.unpack().with_whole_spans()
    }

    /// The paths in the code of doc comments. They are packed as well.
    pub fn documented(&self) -> DocumentedCode {
        self.documented.unpack()
    }

    /// The text of a name.
    pub fn name(&self, name: Name) -> &str {
        self.names.get(name.0)
    }

    /// The path with this id.
    pub fn path(&self, path: PathId) -> Path<'_> {
        self.paths.get(path)
    }

    /// The scope with this id.
    pub fn scope(&self, scope: ScopeId) -> &ScopeFact {
        &self.scopes[scope.0 as usize]
    }

    /// The item with this id.
    pub fn item(&self, item: ItemId) -> &ItemFact {
        &self.items[item.0 as usize]
    }

    /// A path as written: `a::b`.
    pub fn spelled(&self, path: PathId) -> String {
        let path = self.path(path);
        let segments: Vec<&str> = path.segments.iter().map(|&name| self.name(name)).collect();
        format!("{}{}", if path.absolute { "::" } else { "" }, segments.join("::"))
    }
}

//! What a file's facts are: owned, serialisable, each a thing that some stage asks for. Knows no parser.

use bitcode::{Decode, Encode};
use serde::Serialize;

use crate::finding::Span;
use crate::interned::Texts;

mod definitions;
mod dump;
mod for_tests;
mod forms;
mod includes;
mod mentions;
mod packed;
mod path_table;
mod types;
mod values;

pub use definitions::{Deprecation, Field, Impl, ItemFact, ItemKind, Owner, Shape, Signature, Visibility};
pub use dump::dump;
pub(crate) use for_tests::Answers;
pub use for_tests::{Condition, ForTests};
pub(in crate::facts) use forms::Bodies;
pub use forms::{Block, Body, Outline, Piece, PieceKind, Plain, Statement};
pub use includes::{Grammar, Include, IncludedName};
pub use mentions::{Certainty, Context, DocLink, Mentions, Reference};
pub(in crate::facts) use packed::Packed;
pub use path_table::Paths;
pub(in crate::facts) use path_table::Segments;
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

/// All that one file says.
#[derive(Debug, Default, PartialEq, Serialize, Encode, Decode)]
pub struct FileFacts {
    /// What the text was parsed as.
    pub grammar: Grammar,
    /// Every name and literal that another table mentions, once.
    pub names: Texts,
    /// Every distinct path as written.
    pub paths: Paths,
    /// Lexical scopes; the first is the file itself.
    pub scopes: Vec<ScopeFact>,
    /// Definitions, in the order of the text.
    pub items: Vec<ItemFact>,
    /// What it depends on whether code is compiled for tests only.
    pub conditions: Vec<Condition>,
    /// Impl blocks.
    pub impls: Vec<Impl>,
    /// The structs, enums and unions with what each derives.
    pub derives: Vec<(ItemId, PathId)>,
    /// The leaves of `use` trees, and `extern crate`.
    pub imports: Vec<ImportFact>,
    /// Files that stand for code of this one.
    pub includes: Vec<Include>,
    /// Every distinct type as written; the first is unknown.
    pub types: Vec<Type>,
    /// Generic parameters, by the scope from which on they are in force, in its order.
    pub generics: Vec<(ScopeId, Generics)>,
    /// The fields of structs, unions and variants.
    pub fields: Vec<Field>,
    /// Types, traits and constants, for the search for second definitions.
    pub outlines: Vec<Outline>,
    /// The names of the methods that its code calls, each once: who looks for calls of some unpacks what a file mentions only where
    /// there may be one.
    pub called: Vec<Name>,
    #[serde(skip)] // for tools, `mentions()` and `bodies()` say what is in them
    mentions: Packed<Mentions>,
    #[serde(skip)]
    bodies: Packed<Bodies>,
    /// Comments that speak to this tool.
    pub directives: Vec<Directive>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// The file says of itself that a program wrote it.
    pub generated: bool,
    /// The manifest at the head of a cargo script, between its fences.
    pub front_matter: Option<Box<str>>,
    /// Number of lines.
    pub lines: u32,
}

/// A path as written. Its first segment may be `crate`, `self`, `super`, `Self` or `$crate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Path<'a> {
    /// `::a::b` starts at the crates.
    pub absolute: bool,
    /// The segments without their generic arguments; never empty.
    pub segments: &'a [Name],
}

/// A lexical scope. Scopes that declare nothing (most blocks) are not recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct ScopeFact {
    /// The scope around it; `None` for the file.
    pub parent: Option<ScopeId>,
    /// What opens it.
    pub kind: ScopeKind,
    /// The innermost item whose inside this is.
    pub item: Option<ItemId>,
    /// Compiled for tests only, by an attribute on it or around it.
    pub test: ForTests,
    /// Under `#[allow(deprecated)]`, on it or around it.
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

/// What opens a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum ScopeKind {
    /// The file: the body of a module that another file declares, or a crate root.
    File,
    /// `mod name { … }`.
    Module,
    /// A block with items or imports of its own.
    Block,
    /// A function, from its generics on.
    Function,
    /// An impl block: gives `Self` its meaning.
    Impl(ImplId),
    /// A trait: `Self` is what implements it.
    Trait,
    /// A struct, enum or union: `Self` is the type.
    Type,
}

/// A leaf of a `use` tree, or an `extern crate`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct ImportFact {
    /// The whole path to the leaf, groups and `self` resolved.
    pub path: PathId,
    /// What the leaf brings in.
    pub kind: ImportKind,
    /// The scope that it stands in.
    pub scope: ScopeId,
    /// Who may go through it: a re-export when more than private.
    pub visibility: Visibility,
    /// The leaf in the text.
    pub span: Span,
    /// The whole `use` item, with its attributes.
    pub item_span: Span,
    /// Marked `#[deprecated]`, which rustc ignores here.
    pub deprecated: Option<Deprecation>,
    /// Compiled for tests only.
    pub test: ForTests,
    /// Under `#[allow(deprecated)]`.
    pub allows_deprecated: bool,
    /// It came out of the arguments of a macro.
    pub in_macro: bool,
}

/// What an import brings in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum ImportKind {
    /// One name, possibly under another: the name that it gets here.
    Named(Name),
    /// `as _`: in use, but without a name.
    Unnamed,
    /// `*`
    Glob,
    /// `extern crate a as b`: the name that it gets here; `true` with `#[macro_use]`.
    ExternCrate(Name, bool),
}

/// `// ssot: …` in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Directive {
    /// The comment.
    pub span: Span,
    /// What follows `ssot:`, trimmed.
    pub text: Box<str>,
    /// That text in the file.
    pub text_span: Span,
    /// What goes with the comment: its line, where nothing else stands on it.
    pub removed: Span,
    /// What it speaks of: the line that it ends, else the item or statement that follows.
    pub covers: Covers,
}

/// What a comment speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum Covers {
    /// The line that it stands at the end of.
    Line(u32),
    /// From the first byte to the last of the item or statement after it.
    Bytes(u32, u32),
}

/// A stretch of the file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// Why, as a lower-case phrase.
    pub message: String,
}

impl FileFacts {
    /// What is known of a file that cannot be read: nothing but that it is there.
    pub fn unread(grammar: Grammar) -> Self {
        Self {
            grammar,
            scopes: vec![ScopeFact::file()],
            types: vec![Type::Unknown],
            ..Self::default()
        }
    }

    /// Takes in what is asked for a file at a time.
    pub(in crate::facts) fn pack(&mut self, mentions: Mentions, bodies: Vec<Body>) {
        self.mentions = Packed::of(&mentions.with_near_spans());
        self.bodies = Packed::of(&Bodies::of(bodies));
    }

    /// Gives back the room that the tables had to grow in: facts are many, and stay.
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
            types,
            generics,
            fields,
            outlines,
            called,
            mentions: _,
            bodies: _,
            directives,
            problems,
            generated: _,
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
        types.shrink_to_fit();
        generics.shrink_to_fit();
        fields.shrink_to_fit();
        outlines.shrink_to_fit();
        called.shrink_to_fit();
        directives.shrink_to_fit();
        problems.shrink_to_fit();
    }

    /// What its code names. It lies packed: unpacked it should not outlive its question.
    pub fn mentions(&self) -> Mentions {
        self.mentions.unpack().with_whole_spans()
    }

    /// Bodies of functions and of closures with a name, for the search for copies; packed as well.
    pub fn bodies(&self) -> Vec<Body> {
        self.bodies.unpack().into_list()
    }

    /// The text of a name.
    pub fn name(&self, name: Name) -> &str {
        self.names.get(name.0)
    }

    /// The path behind an id.
    pub fn path(&self, path: PathId) -> Path<'_> {
        self.paths.get(path)
    }

    /// The scope behind an id.
    pub fn scope(&self, scope: ScopeId) -> &ScopeFact {
        &self.scopes[scope.0 as usize]
    }

    /// The item behind an id.
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

//! What one file says by itself: items, imports, references, bodies and comments, owned and serialisable.
//!
//! [`FileFacts::of`] is a pure function of one text. It never fails: broken syntax is a value
//! ([`FileFacts::problems`]). It knows nothing of the disk, of configuration or of other files, and it is
//! the only place that knows `syn`: a syntax tree lives and dies in the thread that parsed it.

use serde::{Deserialize, Serialize};

use crate::finding::Span;
use crate::interned::Texts;

mod attributes;
mod bodies;
mod directives;
mod docs;
mod dump;
mod expressions;
mod forms;
mod imports;
mod items;
mod locals;
mod macros;
mod outlines;
mod packed;
mod parse;
mod path_table;
mod paths;
mod patterns;
mod places;
mod plain;
mod rewriting;
mod source;
mod statements;
mod types;
mod values;
mod walk;

pub use dump::dump;
pub use forms::{Block, Bodies, Body, Outline, Piece, PieceKind, Plain, Statement};
pub use packed::Packed;
pub use path_table::Paths;
pub(crate) use paths::is_primitive;
pub(crate) use rewriting::{Moved, first_segments, moved_in_use};
pub(crate) use statements::FEWEST_STATEMENTS;
pub use types::{Bound, Generics, Type, TypeId};
pub use values::{Member, Value, ValueId, ValueList};

/// Index of a name in [`FileFacts::names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Name(pub u32);

/// Index of a path in [`FileFacts::paths`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PathId(pub u32);

/// Index of a scope in [`FileFacts::scopes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ScopeId(pub u32);

/// Index of an item in [`FileFacts::items`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ItemId(pub u32);

/// Index of an impl block in [`FileFacts::impls`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ImplId(pub u32);

/// All that one file says.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Every name and literal that another table mentions, once.
    pub names: Texts,
    /// Every distinct path as written.
    pub paths: Paths,
    /// Lexical scopes; the first is the file itself.
    pub scopes: Vec<Scope>,
    /// Definitions, in the order of the text.
    pub items: Vec<Item>,
    /// Impl blocks.
    pub impls: Vec<Impl>,
    /// The leaves of `use` trees, and `extern crate`.
    pub imports: Vec<Import>,
    /// `include!("path")` among items: the path as written, and the scope that gets the items.
    pub includes: Vec<(Name, ScopeId)>,
    /// Every distinct type as written; the first is unknown.
    pub types: Vec<Type>,
    /// Generic parameters, by the scope from which on they are in force, in its order.
    pub generics: Vec<(ScopeId, Generics)>,
    /// The fields of structs, unions and variants.
    pub fields: Vec<Field>,
    /// Types, traits and constants, for the search for second definitions.
    pub outlines: Vec<Outline>,
    /// What its code names.
    pub mentions: Packed<Mentions>,
    /// Bodies of functions and of closures with a name, for the search for copies.
    pub bodies: Packed<Bodies>,
    /// Comments that speak to this tool.
    pub directives: Vec<Directive>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// The file says of itself that a program wrote it.
    pub generated: bool,
    /// Number of lines.
    pub lines: u32,
}

/// What the code of a file names. Names and paths are those of its facts.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mentions {
    /// Every place that names something by a path.
    pub references: Vec<Reference>,
    /// The links in documentation.
    pub doc_links: Vec<DocLink>,
    /// Method calls and fields: what they name hangs on a type.
    pub members: Vec<Member>,
    /// What the members hang on; the first is unknown.
    pub values: Vec<Value>,
    /// The values that others have in a row.
    pub value_lists: Vec<ValueId>,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The scope around it; `None` for the file.
    pub parent: Option<ScopeId>,
    /// What opens it.
    pub kind: ScopeKind,
    /// The innermost item whose inside this is.
    pub item: Option<ItemId>,
    /// Compiled for tests only, by an attribute on it or around it.
    pub test: bool,
    /// Under `#[allow(deprecated)]`, on it or around it.
    pub allows_deprecated: bool,
}

impl Scope {
    /// The scope of a file.
    fn file() -> Self {
        Self {
            parent: None,
            kind: ScopeKind::File,
            item: None,
            test: false,
            allows_deprecated: false,
        }
    }
}

/// What opens a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// A definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its name.
    pub name: Name,
    /// The scope that declares it; for a variant and an associated item, the scope of its owner.
    pub scope: ScopeId,
    /// The scope that it opens, if any.
    pub inner: Option<ScopeId>,
    /// Who may name it.
    pub visibility: Visibility,
    /// The name in the text.
    pub name_span: Span,
    /// The whole item, without its attributes and docs.
    pub span: Span,
    /// Compiled for tests only, by its own attributes or those around it.
    pub test: bool,
    /// It came out of the arguments of a macro.
    pub in_macro: bool,
    /// Marked `#[deprecated]`, with the note.
    pub deprecated: Option<Deprecation>,
    /// The type of a constant or static; what an alias or associated type stands for.
    pub ty: Option<TypeId>,
}

/// A field of a struct, union or variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What it is a field of.
    pub owner: ItemId,
    /// Its name; a number in a tuple.
    pub name: Name,
    /// Its type.
    pub ty: TypeId,
    /// Marked `#[deprecated]`.
    pub deprecated: bool,
}

/// `#[deprecated(since = "…", note = "…")]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deprecation {
    /// What to use instead, in the author's words.
    pub note: Option<Box<str>>,
}

/// What an item is, with what only that kind has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemKind {
    /// A module; `inline` when its body follows, `path` from `#[path = "…"]`.
    Module {
        /// The body follows in braces.
        inline: bool,
        /// From `#[path = "…"]`.
        path: Option<Name>,
        /// `#[macro_use]`: its macros go on after it.
        macro_use: bool,
        /// Has a `#[cfg(…)]`, so its file may be missing on purpose.
        cfg: bool,
    },
    /// A free function.
    Function(Signature),
    /// An associated function or method of the owner.
    AssociatedFunction(Signature, Owner),
    /// `const` in an impl or trait.
    AssociatedConst(Owner),
    /// `type` in an impl or trait.
    AssociatedType(Owner),
    /// A struct.
    Struct(Shape),
    /// A union.
    Union,
    /// An enum.
    Enum,
    /// A variant of the enum before it.
    Variant {
        /// The enum.
        parent: ItemId,
        /// How it is written.
        shape: Shape,
    },
    /// A trait, or a trait alias.
    Trait,
    /// `type A = B`
    TypeAlias,
    /// A constant.
    Const,
    /// A static.
    Static,
    /// `macro_rules!`, or a declarative macro 2.0.
    Macro {
        /// `#[macro_export]`: lives at the crate's root too.
        exported: bool,
        /// `macro name { … }`: an item like any other.
        by_path: bool,
    },
    /// A function that is the macro of its crate: `#[proc_macro…]`.
    ProcMacro {
        /// The name that it is used by.
        name: Name,
        /// Used as `name!(…)`, not as an attribute or derive.
        called: bool,
    },
}

/// What an associated item belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Owner {
    /// An impl block.
    Impl(ImplId),
    /// A trait.
    Trait(ItemId),
}

/// How a struct or variant is written, and so how it is constructed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// `struct A;`
    Unit,
    /// `struct A(…);`
    Tuple,
    /// `struct A { … }`
    Named,
}

/// What a rule may want to know of a function's head.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Takes `self` in some form, as the first of its inputs.
    pub takes_self: bool,
    /// It is `async`: what it returns comes after `.await`.
    pub is_async: bool,
    /// The types of the parameters.
    pub inputs: Box<[TypeId]>,
    /// The return type.
    pub output: TypeId,
}

/// Who may name an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Visibility {
    /// `pub`
    Public,
    /// No keyword, or `pub(self)`: the module and what is below it.
    Private,
    /// `pub(crate)`
    Crate,
    /// `pub(super)`
    Super,
    /// `pub(in path)`
    In(PathId),
}

/// An impl block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impl {
    /// The type.
    pub self_type: TypeId,
    /// The trait, if any.
    pub trait_path: Option<PathId>,
    /// The type arguments of the trait.
    pub trait_arguments: Box<[TypeId]>,
    /// The scope that it stands in.
    pub scope: ScopeId,
    /// The scope that it opens.
    pub inner: ScopeId,
    /// From `impl` to the end of the head.
    pub span: Span,
    /// Line of the closing brace.
    pub end_line: u32,
}

/// A leaf of a `use` tree, or an `extern crate`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
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
    pub test: bool,
    /// Under `#[allow(deprecated)]`.
    pub allows_deprecated: bool,
    /// It came out of the arguments of a macro.
    pub in_macro: bool,
}

/// What an import brings in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// A place that names something by a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The path as written.
    pub path: PathId,
    /// The scope that it is resolved in.
    pub scope: ScopeId,
    /// The path in the text, from its first segment to its last.
    pub span: Span,
    /// What the path is used for.
    pub context: Context,
    /// A pattern with braces: it names a type, `A::B(…)` and `A::B` a value.
    pub braced: bool,
    /// Where the reading is less sure than in plain code.
    pub certainty: Certainty,
    /// The first argument of the call or macro, when it is a string literal.
    pub argument: Option<Name>,
    /// The type that an annotation within reach gives to the value: `let x: T = path()`, `<T as Trait>::path()`; the
    /// struct that a derive is for.
    pub expected: Option<PathId>,
    /// Compiled for tests only, by an attribute on a statement or expression (else the scope says so).
    pub test: bool,
    /// It stands in the arguments of a macro or in the body of one.
    pub in_macro: bool,
}

/// A link in documentation to an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocLink {
    /// The path as written.
    pub path: PathId,
    /// The scope that it is resolved in.
    pub scope: ScopeId,
    /// The path in the text.
    pub span: Span,
}

/// What a path is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Context {
    /// `path(…)`
    Call,
    /// `receiver.name(…)`; the path is the bare name.
    Method,
    /// `value.name`; the path is the bare name.
    Field,
    /// `path { … }`
    Construct,
    /// A type, or a trait in a bound or impl.
    Type,
    /// An import's leaf.
    Import,
    /// `path!(…)`
    Macro,
    /// In a pattern.
    Pattern,
    /// A value that is not called on the spot.
    Value,
    /// An attribute or a derive.
    Attribute,
    /// A link in documentation: no code, so no rule asks for it.
    Doc,
}

impl Context {
    /// Every context.
    pub const ALL: [Self; 11] = [
        Self::Call,
        Self::Method,
        Self::Field,
        Self::Construct,
        Self::Type,
        Self::Import,
        Self::Macro,
        Self::Pattern,
        Self::Value,
        Self::Attribute,
        Self::Doc,
    ];

    /// The word on the command line and in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Method => "method",
            Self::Field => "field",
            Self::Construct => "construct",
            Self::Type => "type",
            Self::Import => "import",
            Self::Macro => "macro",
            Self::Pattern => "pattern",
            Self::Value => "value",
            Self::Attribute => "attribute",
            Self::Doc => "doc",
        }
    }
}

/// How sure the reading of a reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Certainty {
    /// Plain code, or macro arguments that parse as expressions.
    Read,
    /// An identifier pattern that may be a binding or a constant, or a use of such a name: whoever
    /// resolves it knows.
    Binding,
    /// Found by scanning tokens that do not parse: what resolves to nothing is no blind spot.
    Scanned,
}

/// `// ssot: …` in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Covers {
    /// The line that it stands at the end of.
    Line(u32),
    /// From the first byte to the last of the item or statement after it.
    Bytes(u32, u32),
}

/// A stretch of the file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// Why, as a lower-case phrase.
    pub message: String,
}

impl FileFacts {
    /// Reads one text. Never fails, never panics, and ends for every input.
    pub fn of(text: &str) -> Self {
        parse::facts(text)
    }

    /// What is known of a file that cannot be read: nothing but that it is there.
    pub fn unread() -> Self {
        Self {
            scopes: vec![Scope::file()],
            types: vec![Type::Unknown],
            ..Self::default()
        }
    }

    /// Gives back the room that the tables had to grow in: facts are many, and stay.
    fn shrink(&mut self) {
        let Self {
            names,
            paths,
            scopes,
            items,
            impls,
            imports,
            includes,
            types,
            generics,
            fields,
            outlines,
            mentions: _,
            bodies: _,
            directives,
            problems,
            generated: _,
            lines: _,
        } = self;
        names.shrink_to_fit();
        paths.shrink_to_fit();
        scopes.shrink_to_fit();
        items.shrink_to_fit();
        impls.shrink_to_fit();
        imports.shrink_to_fit();
        includes.shrink_to_fit();
        types.shrink_to_fit();
        generics.shrink_to_fit();
        fields.shrink_to_fit();
        outlines.shrink_to_fit();
        directives.shrink_to_fit();
        problems.shrink_to_fit();
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
    pub fn scope(&self, scope: ScopeId) -> &Scope {
        &self.scopes[scope.0 as usize]
    }

    /// The item behind an id.
    pub fn item(&self, item: ItemId) -> &Item {
        &self.items[item.0 as usize]
    }

    /// A path as written: `a::b`.
    pub fn spelled(&self, path: PathId) -> String {
        let path = self.path(path);
        let segments: Vec<&str> = path.segments.iter().map(|&name| self.name(name)).collect();
        format!("{}{}", if path.absolute { "::" } else { "" }, segments.join("::"))
    }
}

//! The code that a class consists of, as it is told.

use crate::facts::{Body, Outline};
use crate::finding::Place;
use crate::link::{Def, Item, Workspace};

/// A stretch of code that is a copy of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// What it is.
    pub kind: FragmentKind,
    /// The item that it is or lies in; of an impl its first function.
    pub item: Item,
    /// What to call it.
    pub name: String,
    /// Its name in the text; of what has none, its beginning.
    pub place: Place,
    /// Its first line, without attributes and documentation.
    pub first_line: u32,
    /// Its last line.
    pub last_line: u32,
    /// How large it is.
    pub tokens: u32,
    /// A hash of what it says, but for the names of locals.
    pub hash: u64,
}

/// What a fragment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FragmentKind {
    /// A function or method.
    Function,
    /// A closure that a name is bound to.
    Closure,
    /// Statements in a row.
    Block,
    /// An impl block.
    Impl,
    /// A struct, enum or union.
    Type,
    /// A trait.
    Trait,
    /// A constant or static.
    Constant,
}

impl FragmentKind {
    /// The word in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Closure => "closure",
            Self::Block => "block",
            Self::Impl => "impl",
            Self::Type => "type",
            Self::Trait => "trait",
            Self::Constant => "constant",
        }
    }
}

impl Fragment {
    /// A function or closure.
    pub(super) fn of_body(workspace: &Workspace, item: Item, body: &Body) -> Self {
        let path = workspace.path(&Def::Item(item));
        let file = workspace.file_of(item);
        let fact = workspace.item(item);
        let (kind, name, span, first_line) = match body.closure {
            Some((name, span)) => {
                let name = workspace.file(file).facts.name(name);
                (FragmentKind::Closure, format!("{path}::{name}"), span, span.line)
            }
            None => (FragmentKind::Function, path, fact.name_span, fact.span.line),
        };
        Self {
            kind,
            item,
            name,
            place: workspace.place_in(file, span),
            first_line,
            last_line: body.end_line,
            tokens: body.tokens,
            hash: body.renamed,
        }
    }

    /// A type, trait or constant.
    pub(super) fn of_outline(workspace: &Workspace, kind: FragmentKind, item: Item, outline: &Outline, hash: u64) -> Self {
        let fact = workspace.item(item);
        Self {
            kind,
            item,
            name: workspace.path(&Def::Item(item)),
            place: workspace.place(item),
            first_line: fact.span.line,
            last_line: outline.end_line,
            tokens: outline.tokens,
            hash,
        }
    }
}

//! Fragments: the members of clone classes, as they are reported.

use crate::facts::{Body, Outline};
use crate::finding::Place;
use crate::link::{Def, Item, Workspace};

/// A piece of code that is a copy of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// The kind of code.
    pub kind: FragmentKind,
    /// The item that it is or lies in; of an impl block, its first function.
    pub item: Item,
    /// The name by which it is reported.
    pub name: String,
    /// The place of its name; if it has none, of its beginning.
    pub place: Place,
    /// Its first line, without attributes and doc comments.
    pub first_line: u32,
    /// Its last line.
    pub last_line: u32,
    /// Its size in tokens.
    pub tokens: u32,
    /// A hash of its tokens that does not depend on the names of locals.
    pub hash: u64,
}

impl Fragment {
    /// The path of the code: the name by which it is reported, but for statements, which have none, that of the function around them.
    pub fn path(&self, workspace: &Workspace) -> String {
        match self.kind {
            FragmentKind::Block => workspace.path(&Def::Item(self.item)),
            _ => self.name.clone(),
        }
    }
}

/// The kind of a fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FragmentKind {
    /// A function or method.
    Function,
    /// A closure that a name is bound to.
    Closure,
    /// Consecutive statements.
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
    /// The name in output.
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
    /// The fragment of a function or closure.
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

    /// The fragment of a type, trait or constant.
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

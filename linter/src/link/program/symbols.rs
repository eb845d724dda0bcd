//! The interned names of all files. A symbol says nothing about what the name refers to.

use crate::interned::{Interned, Texts};

/// An interned name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(pub(in crate::link) u32);

/// Keywords that a path can begin with. They name no item.
pub(in crate::link) const CRATE: Symbol = Symbol(0);
pub(in crate::link) const SELF: Symbol = Symbol(1);
pub(in crate::link) const SUPER: Symbol = Symbol(2);
pub(in crate::link) const SELF_TYPE: Symbol = Symbol(3);
pub(in crate::link) const DOLLAR_CRATE: Symbol = Symbol(4);
const RESERVED: [&str; 5] = ["crate", "self", "super", "Self", "$crate"];

/// The table of interned names.
#[derive(Clone, Debug, Default)]
pub(in crate::link) struct Symbols {
    texts: Texts,
    numbers: Interned,
}

impl Symbols {
    pub(in crate::link) fn new() -> Self {
        let mut symbols = Self::default();
        for text in RESERVED {
            symbols.intern(text);
        }
        symbols
    }

    pub(in crate::link) fn intern(&mut self, text: &str) -> Symbol {
        Symbol(self.texts.enter(text, &mut self.numbers))
    }

    pub(in crate::link) fn shrink_to_fit(&mut self) {
        self.texts.shrink_to_fit();
    }

    pub(in crate::link) fn get(&self, text: &str) -> Option<Symbol> {
        self.texts.find(text, &self.numbers).map(Symbol)
    }

    pub(in crate::link) fn text(&self, symbol: Symbol) -> &str {
        self.texts.get(symbol.0)
    }
}

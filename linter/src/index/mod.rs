//! The index of string literals: each text with its category and its places. Knows no formats.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::facts::LiteralRole;
use crate::finding::{Class, Place};
use crate::link::Workspace;
use crate::near_miss::is_near_miss;

mod categories;

pub use categories::{CLASSIFICATIONS, Classification, TextCategory};

/// A text that occurs in string literals.
#[derive(Debug)]
pub struct IndexedText {
    /// The text. In a format string, each hole is written `{}`.
    pub value: String,
    /// What it is.
    pub category: TextCategory,
    /// Where it occurs, ordered by place; never empty.
    pub places: Vec<TextPlace>,
}

/// A place of a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TextPlace {
    /// The literal.
    pub place: Place,
    /// The path of the function or module around it; of the value of a constant, that of the constant.
    pub item: String,
    /// What the code around it does with it.
    pub role: LiteralRole,
    /// What that code is for.
    pub class: Class,
}

/// The texts of a workspace, ordered by category and text. Texts without a letter, and hashes, are left out.
pub fn index(workspace: &Workspace) -> Vec<IndexedText> {
    let found = workspace.literals(|literal| {
        categories::says_something(literal.value).then(|| {
            let place = TextPlace {
                place: workspace.place_of_literal(&literal),
                item: workspace.path_around(literal.scope),
                role: literal.role,
                class: literal.class,
            };
            (literal.value.to_owned(), place)
        })
    });
    let mut places: BTreeMap<String, Vec<TextPlace>> = BTreeMap::new();
    for (value, place) in found {
        places.entry(value).or_default().push(place);
    }
    let texts = places.into_iter().map(|(value, mut places)| {
        places.sort();
        let is_test = places.iter().all(|place| place.class == Class::Test);
        IndexedText {
            category: TextCategory::of(&value, is_test),
            value,
            places,
        }
    });
    let mut texts: Vec<IndexedText> = texts.collect();
    texts.sort_by_key(|text| text.category);
    texts
}

impl IndexedText {
    /// Whether it is a near miss of a value, or the value one of it.
    pub fn is_near(&self, value: &str) -> bool {
        is_near_miss(&self.value, value) || is_near_miss(value, &self.value)
    }
}

//! Takes away what the linter does not ask for: most bounds, qualifiers, attributes.

use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{GenericParam, Token, TypeParamBound, WherePredicate};

/// Bounds that say what a value gives: what a closure returns, what an iterator yields, what it can become.
const KEPT: [&str; 16] = [
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Borrow",
    "Deref",
    "Fn",
    "FnMut",
    "FnOnce",
    "FromIterator",
    "FromStr",
    "Future",
    "Into",
    "IntoIterator",
    "Iterator",
    "ToOwned",
];

/// Which bounds stay.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bounds {
    /// Only those that say what a value gives.
    Telling,
    /// All: on an impl for whatever satisfies them they are the point.
    All,
}

impl Bounds {
    fn keep(self, bound: &TypeParamBound) -> bool {
        let TypeParamBound::Trait(bound) = bound else { return false };
        if matches!(bound.modifier, syn::TraitBoundModifier::Maybe(_)) {
            return false;
        }
        let name = bound
            .path
            .segments
            .last()
            .map(|last| last.ident.to_string())
            .unwrap_or_default();
        self == Self::All || KEPT.contains(&name.as_str())
    }

    fn filter(self, bounds: &mut Punctuated<TypeParamBound, Token![+]>) {
        *bounds = std::mem::take(bounds).into_iter().filter(|bound| self.keep(bound)).collect();
    }
}

impl VisitMut for Bounds {
    fn visit_generics_mut(&mut self, generics: &mut syn::Generics) {
        for parameter in &mut generics.params {
            match parameter {
                GenericParam::Type(it) => {
                    self.filter(&mut it.bounds);
                    if it.bounds.is_empty() {
                        it.colon_token = None;
                    }
                }
                GenericParam::Lifetime(it) => {
                    it.bounds.clear();
                    it.colon_token = None;
                }
                GenericParam::Const(_) => {}
            }
        }
        if let Some(clause) = &mut generics.where_clause {
            let predicates = std::mem::take(&mut clause.predicates).into_iter();
            clause.predicates = predicates.filter_map(|predicate| self.predicate(predicate)).collect();
        }
        if generics
            .where_clause
            .as_ref()
            .is_some_and(|clause| clause.predicates.is_empty())
        {
            generics.where_clause = None;
        }
        visit_mut::visit_generics_mut(self, generics);
    }

    fn visit_signature_mut(&mut self, signature: &mut syn::Signature) {
        signature.constness = None;
        signature.unsafety = None;
        signature.abi = None;
        signature.inputs.pop_punct();
        visit_mut::visit_signature_mut(self, signature);
    }

    fn visit_item_impl_mut(&mut self, item: &mut syn::ItemImpl) {
        item.unsafety = None;
        visit_mut::visit_item_impl_mut(self, item);
    }

    fn visit_item_trait_mut(&mut self, item: &mut syn::ItemTrait) {
        item.unsafety = None;
        item.auto_token = None;
        // Supertraits are where its methods may come from.
        Self::All.filter(&mut item.supertraits);
        if item.supertraits.is_empty() {
            item.colon_token = None;
        }
        visit_mut::visit_item_trait_mut(self, item);
    }

    fn visit_trait_item_type_mut(&mut self, item: &mut syn::TraitItemType) {
        self.filter(&mut item.bounds);
        if item.bounds.is_empty() {
            item.colon_token = None;
        }
        visit_mut::visit_trait_item_type_mut(self, item);
    }

    fn visit_type_impl_trait_mut(&mut self, it: &mut syn::TypeImplTrait) {
        Self::All.filter(&mut it.bounds);
        visit_mut::visit_type_impl_trait_mut(self, it);
    }

    fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
        attributes.clear();
    }
}

impl Bounds {
    fn predicate(self, predicate: WherePredicate) -> Option<WherePredicate> {
        let WherePredicate::Type(mut it) = predicate else {
            return None;
        };
        self.filter(&mut it.bounds);
        (!it.bounds.is_empty()).then_some(WherePredicate::Type(it))
    }
}

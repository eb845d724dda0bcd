//! References in types, bounds and generic parameters. The types themselves are recorded by `types`.

use proc_macro2::{TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::{GenericArgument, GenericParam, Generics, PathArguments, ReturnType, Token, Type, TypeParamBound, WherePredicate};

use super::paths::PathSyntax;
use super::streams::Spot;
use super::tokens::Tokens;
use super::walk::Walk;
use crate::facts::model::{Context, Grammar};

/// A list of bounds: `A + B`.
pub(super) type Bounds = Punctuated<TypeParamBound, Token![+]>;

impl Walk<'_> {
    pub(super) fn visit_type(&mut self, ty: &Type) {
        match ty {
            Type::Path(it) => self.path(it.into(), Context::Type, None),
            Type::Array(it) => {
                self.visit_type(&it.elem);
                self.expression(&it.len);
            }
            Type::FnPtr(it) => {
                it.inputs.iter().for_each(|input| self.visit_type(&input.ty));
                self.visit_output(&it.output);
            }
            Type::Group(it) => self.visit_type(&it.elem),
            Type::Paren(it) => self.visit_type(&it.elem),
            Type::Ptr(it) => self.visit_type(&it.elem),
            Type::Reference(it) => self.visit_type(&it.elem),
            Type::Slice(it) => self.visit_type(&it.elem),
            Type::ImplTrait(it) => self.visit_bounds(&it.bounds),
            Type::TraitObject(it) => self.visit_bounds(&it.bounds),
            Type::Tuple(it) => it.elems.iter().for_each(|part| self.visit_type(part)),
            Type::Macro(it) => {
                self.macro_in_code(&it.mac, Grammar::Type);
            }
            Type::Verbatim(tokens) => self.verbatim(tokens),
            _ => {}
        }
    }

    pub(super) fn visit_output(&mut self, output: &ReturnType) {
        if let ReturnType::Type(_, ty) = output {
            self.visit_type(ty);
        }
    }

    pub(super) fn visit_bounds(&mut self, bounds: &Bounds) {
        for bound in bounds {
            match bound {
                TypeParamBound::Trait(it) => self.path(PathSyntax::from(&it.path), Context::Type, None),
                TypeParamBound::Verbatim(tokens) => self.verbatim(tokens),
                _ => {}
            }
        }
    }

    pub(super) fn visit_arguments(&mut self, arguments: &PathArguments) {
        match arguments {
            PathArguments::None => {}
            PathArguments::AngleBracketed(it) => it.args.iter().for_each(|argument| self.visit_argument(argument)),
            PathArguments::Parenthesized(it) => {
                it.inputs.iter().for_each(|input| self.visit_type(&input.ty));
                self.visit_output(&it.output);
            }
        }
    }

    pub(super) fn visit_argument(&mut self, argument: &GenericArgument) {
        match argument {
            GenericArgument::Type(ty) => self.visit_type(ty),
            GenericArgument::Const(value) => {
                self.expression(value);
            }
            GenericArgument::AssocType(it) => {
                let arguments = it.generics.iter().flat_map(|generics| &generics.args);
                arguments.for_each(|argument| self.visit_argument(argument));
                self.visit_type(&it.ty);
            }
            GenericArgument::AssocConst(it) => {
                self.expression(&it.value);
            }
            GenericArgument::Constraint(it) => self.visit_bounds(&it.bounds),
            _ => {}
        }
    }

    /// Walks generic parameters and their bounds.
    pub(super) fn visit_generics(&mut self, generics: &Generics) {
        for parameter in &generics.params {
            match parameter {
                GenericParam::Lifetime(it) => self.attributes(&it.attrs),
                GenericParam::Type(it) => {
                    self.attributes(&it.attrs);
                    self.visit_bounds(&it.bounds);
                    it.default.iter().for_each(|(_, default)| self.visit_type(default));
                }
                GenericParam::Const(it) => {
                    self.attributes(&it.attrs);
                    self.visit_type(&it.ty);
                    if let Some((_, default)) = &it.default {
                        self.expression(default);
                    }
                }
            }
        }
        for predicate in generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
            if let WherePredicate::Type(it) = predicate {
                self.visit_type(&it.bounded_ty);
                self.visit_bounds(&it.bounds);
            }
        }
    }

    /// Walks syntax that `syn` does not support: its tokens are scanned for paths.
    pub(super) fn verbatim(&mut self, tokens: &TokenStream) {
        if let Some(tokens) = extent(tokens) {
            self.scan(tokens);
        }
    }
}

/// The tokens of the source that a stream consists of.
pub(super) fn extent(stream: &TokenStream) -> Option<Tokens> {
    let mut trees = stream.clone().into_iter();
    let first = trees.next()?;
    let last = trees.last().map_or_else(|| end(&first), |last| end(&last));
    Some(Spot::from_span(first.span())?.token..last? + 1)
}

/// The number of the last token of a tree.
fn end(tree: &TokenTree) -> Option<usize> {
    let span = match tree {
        TokenTree::Group(group) => group.span_close(),
        tree => tree.span(),
    };
    Some(Spot::from_span(span)?.token)
}

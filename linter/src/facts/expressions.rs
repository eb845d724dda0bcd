//! Expressions: the references in them, and where their values come from.

use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};

use super::attributes::Attributes;
use super::locals::{Local, Space};
use super::path_table::Segments;
use super::types::{Type, TypeId};
use super::values::{Member, Value, ValueId};
use super::walk::Walk;
use super::{Context, Name, ScopeKind};

impl<'ast> Visit<'ast> for Walk<'_> {
    fn visit_item(&mut self, it: &'ast syn::Item) {
        self.item(it);
    }

    fn visit_attribute(&mut self, it: &'ast syn::Attribute) {
        self.attributes(std::slice::from_ref(it));
    }

    fn visit_block(&mut self, it: &'ast syn::Block) {
        self.block(it);
    }

    fn visit_stmt(&mut self, it: &'ast syn::Stmt) {
        self.statement(it);
    }

    fn visit_expr(&mut self, it: &'ast syn::Expr) {
        self.expression(it);
    }

    fn visit_pat(&mut self, it: &'ast syn::Pat) {
        self.pattern(it, ValueId::UNKNOWN);
    }

    fn visit_type_path(&mut self, it: &'ast syn::TypePath) {
        self.path(&it.path, it.qself.as_ref(), Context::Type, None);
    }

    fn visit_trait_bound(&mut self, it: &'ast syn::TraitBound) {
        self.path(&it.path, None, Context::Type, None);
    }

    fn visit_macro(&mut self, it: &'ast syn::Macro) {
        self.macro_in_code(it);
    }
}

impl Walk<'_> {
    /// What a block comes to: its last expression.
    pub(super) fn block(&mut self, it: &syn::Block) -> ValueId {
        let statements = |walk: &mut Self| {
            let values = it.stmts.iter().map(|statement| walk.statement(statement));
            values.last().unwrap_or(ValueId::UNKNOWN)
        };
        self.in_region(|walk| {
            if Self::declares(it) {
                walk.hide_behind_items(it);
                walk.in_scope(ScopeKind::Block, |walk, _| statements(walk))
            } else {
                statements(walk)
            }
        })
    }

    fn statement(&mut self, it: &syn::Stmt) -> ValueId {
        match it {
            syn::Stmt::Local(local) => self.local(local),
            syn::Stmt::Item(item) => self.item(item),
            syn::Stmt::Expr(expression, semicolon) => {
                let value = self.expression(expression);
                return if semicolon.is_none() { value } else { ValueId::UNKNOWN };
            }
            syn::Stmt::Macro(it) => {
                let attributes = Attributes::of(&it.attrs);
                self.attributes(&it.attrs);
                let value = self.under(&attributes, |walk| walk.macro_in_code(&it.mac));
                return if it.semi_token.is_none() { value } else { ValueId::UNKNOWN };
            }
        }
        ValueId::UNKNOWN
    }

    fn local(&mut self, it: &syn::Local) {
        let attributes = Attributes::of(&it.attrs);
        self.under(&attributes, |walk| {
            let annotation = match &it.pat {
                syn::Pat::Type(typed) => walk.ty(&typed.ty),
                _ => TypeId::UNKNOWN,
            };
            let mut value = ValueId::UNKNOWN;
            if let Some(init) = &it.init {
                walk.expected = walk.facts.type_path(annotation);
                value = walk.expression(&init.expr);
                walk.expected = None;
                if let Some((_, diverge)) = &init.diverge {
                    walk.expression(diverge);
                }
            }
            walk.pattern(&it.pat, value);
            walk.closure_with_name(it);
        });
    }

    /// `let name = |…| …;`: a function that has no item.
    fn closure_with_name(&mut self, it: &syn::Local) {
        let pattern = match &it.pat {
            syn::Pat::Type(typed) => &*typed.pat,
            pattern => pattern,
        };
        let (syn::Pat::Ident(bound), Some(init), Some(item)) = (pattern, &it.init, self.item) else {
            return;
        };
        if let (syn::Expr::Closure(closure), false) = (&*init.expr, self.in_macro) {
            let name = (self.ident(&bound.ident), self.span(bound.ident.span(), bound.ident.span()));
            let whole = self.span(closure.or1_token.span, it.semi_token.span);
            let span = self.places.span(whole.start, whole.end - 1);
            self.body(item, Some(name), span, 0);
        }
    }

    /// Walks an expression; says where its value comes from.
    pub(super) fn expression(&mut self, it: &syn::Expr) -> ValueId {
        if !matches!(
            it,
            syn::Expr::Path(_) | syn::Expr::Call(_) | syn::Expr::Paren(_) | syn::Expr::Group(_)
        ) {
            self.expected = None;
        }
        match it {
            syn::Expr::Path(it) => self.path_value(it, Context::Value, None),
            syn::Expr::Paren(it) => self.expression(&it.expr),
            syn::Expr::Group(it) => self.expression(&it.expr),
            syn::Expr::Call(it) => self.call(it),
            syn::Expr::MethodCall(it) => self.method_call(it),
            syn::Expr::Struct(it) => self.literal_of_struct(it),
            syn::Expr::Closure(it) => self.closure(it, None),
            syn::Expr::Field(it) => {
                let of = self.expression(&it.base);
                self.field(of, &it.member)
            }
            syn::Expr::Index(it) => {
                let of = self.expression(&it.expr);
                self.expression(&it.index);
                let is_range = matches!(&*it.index, syn::Expr::Range(_));
                self.derived(of, |of| Value::Index(of, is_range))
            }
            syn::Expr::Reference(it) => {
                let of = self.expression(&it.expr);
                self.derived(of, Value::Reference)
            }
            syn::Expr::Unary(it) => {
                let of = self.expression(&it.expr);
                match it.op {
                    syn::UnOp::Deref(_) => self.derived(of, Value::Deref),
                    _ => ValueId::UNKNOWN,
                }
            }
            syn::Expr::Try(it) => {
                let of = self.expression(&it.expr);
                self.derived(of, Value::Try)
            }
            syn::Expr::Await(it) => {
                let of = self.expression(&it.base);
                self.derived(of, Value::Await)
            }
            syn::Expr::Cast(it) => {
                self.expression(&it.expr);
                self.visit_type(&it.ty);
                let ty = self.ty(&it.ty);
                self.typed(ty)
            }
            syn::Expr::Lit(it) => self.literal(&it.lit),
            syn::Expr::Tuple(it) => {
                let parts: Vec<ValueId> = it.elems.iter().map(|part| self.expression(part)).collect();
                let parts = self.list(&parts);
                self.value(Value::Tuple(parts))
            }
            syn::Expr::Array(it) => {
                let elements: Vec<ValueId> = it.elems.iter().map(|element| self.expression(element)).collect();
                let first = elements.first().copied().unwrap_or(ValueId::UNKNOWN);
                self.value(Value::Array(first, false))
            }
            syn::Expr::Repeat(it) => {
                let element = self.expression(&it.expr);
                self.expression(&it.len);
                self.value(Value::Array(element, false))
            }
            syn::Expr::Block(it) => {
                self.attributes(&it.attrs);
                self.block(&it.block)
            }
            syn::Expr::Unsafe(it) => self.block(&it.block),
            syn::Expr::Async(it) => {
                let value = self.block(&it.block);
                self.derived(value, Value::Async)
            }
            syn::Expr::If(it) => self.branches_of_if(it),
            syn::Expr::Match(it) => self.branches_of_match(it),
            syn::Expr::Let(it) => {
                let value = self.expression(&it.expr);
                self.pattern(&it.pat, value);
                ValueId::UNKNOWN
            }
            syn::Expr::While(it) => {
                self.attributes(&it.attrs);
                self.in_region(|walk| {
                    walk.expression(&it.cond);
                    walk.block(&it.body);
                });
                ValueId::UNKNOWN
            }
            syn::Expr::ForLoop(it) => {
                self.attributes(&it.attrs);
                let values = self.expression(&it.expr);
                let each = self.derived(values, Value::Each);
                self.in_region(|walk| {
                    walk.pattern(&it.pat, each);
                    walk.block(&it.body);
                });
                ValueId::UNKNOWN
            }
            syn::Expr::Macro(it) => {
                self.attributes(&it.attrs);
                self.macro_in_code(&it.mac)
            }
            it => {
                visit::visit_expr(self, it);
                ValueId::UNKNOWN
            }
        }
    }

    fn path_value(&mut self, it: &syn::ExprPath, context: Context, argument: Option<Name>) -> ValueId {
        self.path(&it.path, it.qself.as_ref(), context, argument);
        if let (None, Some(ident)) = (&it.qself, it.path.get_ident()) {
            let name = self.ident(ident);
            match self.locals.get(name, Space::Value) {
                Some(Local::Bound(value)) => return value,
                Some(Local::Perhaps) => return ValueId::UNKNOWN,
                Some(Local::Hidden) | None => {}
            }
        }
        let Some(last) = it.path.segments.last() else {
            return ValueId::UNKNOWN;
        };
        let owner = self.owner_of_path(it);
        let arguments = match &last.arguments {
            syn::PathArguments::AngleBracketed(arguments) => self.arguments_id(arguments),
            _ => TypeId::UNKNOWN,
        };
        let path = self.written_path(&it.path);
        self.value(Value::Path {
            path,
            scope: self.scope,
            owner,
            arguments,
        })
    }

    /// `Owner::<A>::name`: the type before the last name, where the path says more of it than a name.
    fn owner_of_path(&mut self, it: &syn::ExprPath) -> TypeId {
        if let Some(qself) = &it.qself {
            return self.ty(&qself.ty);
        }
        let segments: Vec<&syn::PathSegment> = it.path.segments.iter().collect();
        let Some((_, owner)) = segments.split_last() else {
            return TypeId::UNKNOWN;
        };
        match owner {
            [only] if !only.arguments.is_none() || only.ident == "Self" || self.is_generic(&only.ident) => {}
            [.., last] if !last.arguments.is_none() => {}
            _ => return TypeId::UNKNOWN,
        }
        self.type_of_segments(it.path.leading_colon.is_some(), owner)
    }

    fn is_generic(&mut self, ident: &proc_macro2::Ident) -> bool {
        let name = self.ident(ident);
        self.locals.get(name, Space::Type).is_some_and(Local::is_bound)
    }

    /// Type arguments as a tuple; unknown where there are none.
    fn arguments_id(&mut self, arguments: &syn::AngleBracketedGenericArguments) -> TypeId {
        let arguments = self.type_arguments(arguments);
        if arguments.is_empty() {
            TypeId::UNKNOWN
        } else {
            self.type_id(Type::Tuple(arguments))
        }
    }

    fn call(&mut self, it: &syn::ExprCall) -> ValueId {
        self.attributes(&it.attrs);
        let call = self.promised();
        let argument = self.string_argument(&it.args);
        let callee = match &*it.func {
            syn::Expr::Path(path) => self.path_value(path, Context::Call, argument),
            callee => {
                self.expected = None;
                self.expression(callee)
            }
        };
        self.expected = None;
        let arguments = self.call_arguments(call, &it.args);
        let arguments = self.list(&arguments);
        self.keep_promise(call, Value::Call(callee, arguments))
    }

    fn method_call(&mut self, it: &syn::ExprMethodCall) -> ValueId {
        self.attributes(&it.attrs);
        let call = self.promised();
        let receiver = self.expression(&it.receiver);
        let mut types = ValueId::UNKNOWN;
        if let Some(turbofish) = &it.turbofish {
            self.visit_angle_bracketed_generic_arguments(turbofish);
            let arguments = self.arguments_id(turbofish);
            types = self.typed(arguments);
        }
        let arguments = self.call_arguments(call, &it.args);
        let arguments = self.list(&arguments);
        let name = self.ident(&it.method);
        let argument = self.string_argument(&it.args);
        self.member(call, name, it.method.span(), argument);
        self.keep_promise(call, Value::Method(receiver, name, arguments, types))
    }

    fn field(&mut self, of: ValueId, member: &syn::Member) -> ValueId {
        let name = self.member_name(member);
        let field = self.derived(of, |of| Value::Field(of, name));
        if field != ValueId::UNKNOWN {
            let span = match member {
                syn::Member::Named(ident) => ident.span(),
                syn::Member::Unnamed(index) => index.span,
            };
            self.member(field, name, span, None);
        }
        field
    }

    pub(super) fn member_name(&mut self, member: &syn::Member) -> Name {
        match member {
            syn::Member::Named(ident) => self.ident(ident),
            syn::Member::Unnamed(index) => self.name(&index.index.to_string()),
        }
    }

    fn member(&mut self, value: ValueId, name: Name, span: proc_macro2::Span, argument: Option<Name>) {
        let member = Member {
            value,
            name,
            span: self.span(span, span),
            scope: self.scope,
            argument,
            test: self.test,
            in_macro: self.in_macro,
        };
        self.mentions.members.push(member);
    }

    fn call_arguments(&mut self, call: ValueId, arguments: &Punctuated<syn::Expr, syn::Token![,]>) -> Vec<ValueId> {
        let arguments = arguments.iter().enumerate();
        let values = arguments.map(|(at, argument)| match argument {
            syn::Expr::Closure(closure) => self.closure(closure, u8::try_from(at).ok().map(|at| (call, at))),
            argument => self.expression(argument),
        });
        values.collect()
    }

    /// A closure, and the call that it is an argument of.
    fn closure(&mut self, it: &syn::ExprClosure, argument_of: Option<(ValueId, u8)>) -> ValueId {
        self.attributes(&it.attrs);
        self.in_region(|walk| {
            for (at, input) in it.inputs.iter().enumerate() {
                let value = match (argument_of, u8::try_from(at)) {
                    (Some((call, argument)), Ok(at)) => walk.value(Value::Parameter(call, argument, at)),
                    _ => ValueId::UNKNOWN,
                };
                walk.pattern(input, value);
            }
            walk.visit_return_type(&it.output);
            let mut value = walk.expression(&it.body);
            if let syn::ReturnType::Type(_, ty) = &it.output {
                let ty = walk.ty(ty);
                value = walk.typed(ty);
            }
            if it.asyncness.is_some() {
                value = walk.derived(value, Value::Async);
            }
            walk.derived(value, Value::Closure)
        })
    }

    fn literal_of_struct(&mut self, it: &syn::ExprStruct) -> ValueId {
        self.attributes(&it.attrs);
        self.path(&it.path, it.qself.as_ref(), Context::Construct, None);
        let value = if it.qself.is_none() {
            let path = self.written_path(&it.path);
            self.value(Value::Construct(path, self.scope))
        } else {
            ValueId::UNKNOWN
        };
        for field in &it.fields {
            self.attributes(&field.attrs);
            self.field(value, &field.member);
            self.expression(&field.expr);
        }
        if let Some(rest) = &it.rest {
            self.expression(rest);
        }
        value
    }

    /// What a literal is; of a number without a suffix the context decides.
    fn literal(&mut self, it: &syn::Lit) -> ValueId {
        let name = match it {
            syn::Lit::Str(_) => "str",
            syn::Lit::Char(_) => "char",
            syn::Lit::Bool(_) => "bool",
            syn::Lit::Byte(_) => "u8",
            syn::Lit::Int(it) if !it.suffix().is_empty() => it.suffix(),
            syn::Lit::Float(it) if !it.suffix().is_empty() => it.suffix(),
            _ => return ValueId::UNKNOWN,
        };
        let ty = self.named_type(&[name], false);
        let is_text = matches!(it, syn::Lit::Str(_));
        let ty = if is_text { self.type_id(Type::Reference(ty)) } else { ty };
        self.typed(ty)
    }

    pub(super) fn named_type(&mut self, segments: &[&str], absolute: bool) -> TypeId {
        let segments: Segments = segments.iter().map(|segment| self.name(segment)).collect();
        let path = self.path_id(absolute, &segments);
        self.type_id(Type::Path(path, [].into()))
    }

    fn branches_of_if(&mut self, it: &syn::ExprIf) -> ValueId {
        self.attributes(&it.attrs);
        let value = self.in_region(|walk| {
            walk.expression(&it.cond);
            walk.block(&it.then_branch)
        });
        match &it.else_branch {
            Some((_, otherwise)) => {
                let otherwise = self.expression(otherwise);
                self.either(value, otherwise)
            }
            None => ValueId::UNKNOWN,
        }
    }

    fn branches_of_match(&mut self, it: &syn::ExprMatch) -> ValueId {
        self.attributes(&it.attrs);
        let subject = self.expression(&it.expr);
        it.arms.iter().fold(ValueId::UNKNOWN, |value, arm| {
            let attributes = Attributes::of(&arm.attrs);
            self.attributes(&arm.attrs);
            let branch = self.under(&attributes, |walk| {
                walk.in_region(|walk| {
                    walk.pattern(&arm.pat, subject);
                    if let Some((_, guard)) = &arm.guard {
                        walk.expression(guard);
                    }
                    walk.expression(&arm.body)
                })
            });
            self.either(value, branch)
        })
    }

    pub(super) fn either(&mut self, one: ValueId, other: ValueId) -> ValueId {
        match (one, other) {
            (ValueId::UNKNOWN, known) | (known, ValueId::UNKNOWN) => known,
            (one, other) => self.value(Value::Either(one, other)),
        }
    }

    /// The first argument, when it is a string.
    fn string_argument(&mut self, arguments: &Punctuated<syn::Expr, syn::Token![,]>) -> Option<Name> {
        match arguments.first()? {
            syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(text),
                ..
            }) => Some(self.name(&text.value())),
            _ => None,
        }
    }
}

//! Expressions: the references in them, and the values that they have.

use syn::punctuated::Punctuated;
use syn::{
    Attribute, Block, Expr, ExprCall, ExprClosure, ExprGroup, ExprIf, ExprMatch, ExprMethodCall, ExprParen, ExprReference,
    ExprStruct, Lit, Local as Let, Member, Pat, ReturnType, Stmt, Token, UnOp,
};

use super::attributes::Attributes;
use super::locals::{Local, LocalNamespace};
use super::paths::{PathSyntax, angled};
use super::tokens::{TokenKind, suffix};
use super::walk::Walk;
use crate::facts::model::{
    Context, FirstArgument, Grammar, LiteralRole, Member as Mention, Name, ScopeKind, Type, TypeId, Value, ValueId, is_macro_of_std,
};
use crate::finding::Span;

/// A list of expressions: `a, b`.
type List = Punctuated<Expr, Token![,]>;

impl Walk<'_> {
    /// Walks a block. Its value is that of its last expression.
    pub(super) fn block(&mut self, it: &Block) -> ValueId {
        let end = self.text.start(it.brace_token.span.close());
        let outer = self.block_end.replace(end);
        let value = self.statements(&it.stmts);
        self.block_end = outer;
        value
    }

    pub(super) fn statements(&mut self, all: &[Stmt]) -> ValueId {
        self.blocks += 1;
        let value = self.in_region(|walk| {
            if all.iter().any(may_declare) {
                walk.in_scope(ScopeKind::Block, |walk, _| walk.statements_of_scope(all))
            } else {
                walk.statements_of_scope(all)
            }
        });
        self.blocks -= 1;
        value
    }

    /// Walks statements whose items belong to the current scope.
    pub(super) fn statements_of_scope(&mut self, all: &[Stmt]) -> ValueId {
        self.hide_behind_items(all);
        let expected = self.expected.take();
        let mut value = ValueId::UNKNOWN;
        for (at, statement) in all.iter().enumerate() {
            // The expected type of the block is that of its last expression.
            let is_last = at + 1 == all.len() && gives_value(statement);
            self.expected = expected.filter(|_| is_last);
            value = self.statement(statement);
        }
        self.expected = None;
        value
    }

    fn statement(&mut self, it: &Stmt) -> ValueId {
        match it {
            Stmt::Local(it) => self.local(it),
            Stmt::Item(it) => self.item(it),
            Stmt::Expr(it, semicolon) => {
                let attributes = Attributes::new(attributes_of_statement(it), self.text.source);
                let value = self.under_in_body(&attributes, |walk| walk.expression(it));
                return if semicolon.is_some() { ValueId::UNKNOWN } else { value };
            }
            Stmt::Macro(it) => {
                self.attributes(&it.attrs);
                let attributes = Attributes::new(&it.attrs, self.text.source);
                self.expected = None;
                let value = self.under(&attributes, |walk| walk.macro_in_code(&it.mac, Grammar::Statements));
                return if it.semi_token.is_some() { ValueId::UNKNOWN } else { value };
            }
        }
        ValueId::UNKNOWN
    }

    fn local(&mut self, it: &Let) {
        let attributes = Attributes::new(&it.attrs, self.text.source);
        self.under_in_body(&attributes, |walk| {
            let (pattern, ty) = match &it.pat {
                Pat::Type(typed) => (&*typed.pat, Some(&*typed.ty)),
                pattern => (pattern, None),
            };
            let annotation = ty.map_or(TypeId::UNKNOWN, |ty| walk.ty(ty));
            let mut value = ValueId::UNKNOWN;
            if let Some(init) = &it.init {
                walk.expected = walk.typed(annotation).known();
                let is_closure = usize::from(matches!(*init.expr, Expr::Closure(_)));
                walk.nesting += is_closure;
                value = walk.expression(&init.expr);
                walk.nesting -= is_closure;
                walk.expected = None;
                if let Some((_, diverge)) = &init.diverge {
                    walk.expression(diverge);
                }
            }
            walk.binds_behind = walk.blocks == 0;
            match ty {
                Some(ty) => walk.typed_pattern(pattern, ty, value),
                None => walk.pattern(pattern, value),
            }
            walk.binds_behind = false;
            walk.closure_with_name(pattern, it);
        });
    }

    /// Records the body of `let name = |…| …;`, which is a function without an item.
    fn closure_with_name(&mut self, pattern: &Pat, it: &Let) {
        let closure = it.init.as_ref().map(|init| &*init.expr);
        if let (Pat::Ident(bound), Some(Expr::Closure(closure)), Some(item), false) = (pattern, closure, self.item, self.in_macro) {
            let name = (self.ident(&bound.ident), self.text.span(bound.ident.span()));
            let parameters = self.text.start(closure.inputs_begin.span);
            let end = self.text.start(it.semi_token.span);
            self.body(item, Some(name), self.text.places.span(parameters, end), 0);
        }
    }

    /// Walks an expression and returns its value.
    pub(super) fn expression(&mut self, it: &Expr) -> ValueId {
        if !propagates_expectation(it) {
            self.expected = None;
        }
        let own = attributes_of(it);
        if own.is_empty() {
            return self.bare_expression(it);
        }
        let attributes = Attributes::new(own, self.text.source);
        self.attributes(own);
        self.under_in_body(&attributes, |walk| walk.bare_expression(it))
    }

    /// Walks an expression without its attributes.
    fn bare_expression(&mut self, it: &Expr) -> ValueId {
        match it {
            Expr::Path(it) => return self.path_value(it.into(), Context::Value, None),
            Expr::Paren(it) => return self.expression(&it.expr),
            Expr::Group(it) => return self.expression(&it.expr),
            Expr::Call(it) => return self.call(it),
            Expr::MethodCall(it) => return self.method_call(it),
            Expr::Struct(it) => return self.literal_of_struct(it),
            Expr::Closure(it) => return self.closure(it, None),
            Expr::Field(it) => {
                let of = self.expression(&it.base);
                return self.field(of, &it.member);
            }
            Expr::Index(it) => {
                let of = self.expression(&it.expr);
                self.expression(&it.index);
                let is_range = matches!(*it.index, Expr::Range(_));
                return self.tables.derived(of, |of| Value::Index(of, is_range));
            }
            Expr::Reference(it) => {
                self.expected = self.expected.take().map(|of| self.tables.value(Value::Deref(of)));
                let of = self.expression(&it.expr);
                return self.tables.derived(of, Value::Reference);
            }
            Expr::Unary(it) => {
                let of = self.expression(&it.expr);
                let of = if matches!(it.op, UnOp::Deref(_)) {
                    of
                } else {
                    ValueId::UNKNOWN
                };
                return self.tables.derived(of, Value::Deref);
            }
            Expr::Try(it) => {
                let of = self.expression(&it.expr);
                return self.tables.derived(of, Value::Try);
            }
            Expr::Await(it) => {
                let of = self.expression(&it.base);
                return self.tables.derived(of, Value::Await);
            }
            Expr::Cast(it) => {
                self.expression(&it.expr);
                self.visit_type(&it.ty);
                let ty = self.ty(&it.ty);
                return self.typed(ty);
            }
            Expr::Lit(it) => return self.literal(&it.lit),
            Expr::Tuple(it) => return self.tuple(&it.elems),
            Expr::Array(it) => return self.array(&it.elems),
            Expr::Repeat(it) => {
                self.expected = self.expected.take().map(|of| self.tables.value(Value::Element(of)));
                let element = self.expression(&it.expr);
                self.expression(&it.len);
                return self.tables.value(Value::Array(element, false));
            }
            Expr::Block(it) => return self.block(&it.block),
            Expr::Unsafe(it) => return self.block(&it.block),
            Expr::Async(it) => {
                let value = self.block_apart(&it.block);
                return self.tables.derived(value, Value::Async);
            }
            Expr::If(it) => return self.branches_of_if(it),
            Expr::Match(it) => return self.branches_of_match(it),
            Expr::Macro(it) => return self.macro_in_code(&it.mac, Grammar::Expression),
            Expr::Const(it) => {
                self.block(&it.block);
            }
            Expr::TryBlock(it) => {
                self.block_apart(&it.block);
            }
            Expr::Return(it) => {
                self.expected = self.returned;
                self.expression_if_any(it.expr.as_deref());
            }
            Expr::Assign(it) => {
                // The expected type of the right side of an assignment is the type of the left side.
                let place = self.expression(&it.left);
                self.expected = place.known();
                self.expression(&it.right);
            }
            Expr::Let(it) => {
                let value = self.expression(&it.expr);
                self.pattern(&it.pat, value);
            }
            Expr::While(it) => self.in_region(|walk| {
                walk.expression(&it.cond);
                walk.block(&it.body);
            }),
            Expr::ForLoop(it) => {
                let values = self.expression(&it.expr);
                let each = self.tables.derived(values, Value::Each);
                self.in_region(|walk| {
                    walk.pattern(&it.pat, each);
                    walk.block(&it.body);
                });
            }
            Expr::Loop(it) => {
                self.block(&it.body);
            }
            Expr::Binary(it) => {
                self.expression(&it.left);
                self.expression(&it.right);
            }
            Expr::Range(it) => {
                self.expression_if_any(it.start.as_deref());
                self.expression_if_any(it.end.as_deref());
            }
            Expr::RawAddr(it) => {
                self.expression(&it.expr);
            }
            Expr::Break(it) => self.expression_if_any(it.expr.as_deref()),
            Expr::Yield(it) => self.expression_if_any(it.expr.as_deref()),
            Expr::Verbatim(tokens) => self.verbatim(tokens),
            _ => {}
        }
        ValueId::UNKNOWN
    }

    fn expression_if_any(&mut self, it: Option<&Expr>) {
        if let Some(it) = it {
            self.expression(it);
        }
    }

    /// Walks the block of `async` or `try`. The expected type of the whole is not that of its value, and a `return` in it is not
    /// one of the enclosing function.
    fn block_apart(&mut self, it: &Block) -> ValueId {
        self.expected = None;
        let around = self.returned.take();
        let value = self.block(it);
        self.returned = around;
        value
    }

    fn tuple(&mut self, parts: &List) -> ValueId {
        let expected = self.expected.take();
        let parts = parts.iter().zip(0..).map(|(part, at)| {
            self.expected = expected.map(|of| self.tables.value(Value::Part(of, at)));
            self.expression(part)
        });
        let parts: Vec<ValueId> = parts.collect();
        let parts = self.tables.list(&parts);
        self.tables.value(Value::Tuple(parts))
    }

    fn array(&mut self, elements: &List) -> ValueId {
        let expected = self.expected.take().map(|of| self.tables.value(Value::Element(of)));
        let elements = elements.iter().map(|element| {
            self.expected = expected;
            self.expression(element)
        });
        let elements: Vec<ValueId> = elements.collect();
        let first = elements.first().copied().unwrap_or(ValueId::UNKNOWN);
        self.tables.value(Value::Array(first, false))
    }

    pub(super) fn path_value(&mut self, path: PathSyntax<'_>, context: Context, argument: Option<FirstArgument>) -> ValueId {
        let segments = path.segments();
        let names = self.names(&segments);
        self.path_of_names(path, &names, context, argument);
        if let Some(only) = path.only() {
            let values = self.values_at(self.text.start(only.ident.span()));
            match self.locals.get(names[0], values) {
                Some(Local::Bound(value)) => return value,
                Some(Local::Perhaps) => return ValueId::UNKNOWN,
                Some(Local::Hidden) | None => {}
            }
        }
        let Some(last) = segments.last() else {
            return ValueId::UNKNOWN;
        };
        let owner = self.owner_of_path(path, &names);
        let arguments = angled(last).map_or(TypeId::UNKNOWN, |arguments| self.arguments_id(arguments));
        let path = self.tables.path_id(path.is_absolute(), &names);
        self.tables.value(Value::Path {
            path,
            scope: self.scope,
            owner,
            arguments,
        })
    }

    /// The type of `Owner::<A>` in `Owner::<A>::name`, if the path has more information about it than a name.
    fn owner_of_path(&mut self, path: PathSyntax<'_>, names: &[Name]) -> TypeId {
        if let Some(of_type) = path.of_type {
            return self.ty(&of_type.ty);
        }
        let segments = path.segments();
        let Some((_, owner)) = segments.split_last() else {
            return TypeId::UNKNOWN;
        };
        let says_more = match owner {
            [only] => {
                let is_generic = self.locals.get(names[0], LocalNamespace::Type).is_some_and(Local::is_bound);
                !only.arguments.is_none() || self.tables.facts.name(names[0]) == "Self" || is_generic
            }
            [.., last] => !last.arguments.is_none(),
            [] => false,
        };
        if says_more {
            self.type_of_segments(path.is_absolute(), owner)
        } else {
            TypeId::UNKNOWN
        }
    }

    /// Type arguments as a tuple; unknown if there are none.
    fn arguments_id(&mut self, arguments: &syn::AngleBracketedGenericArguments) -> TypeId {
        let arguments = self.type_arguments(&arguments.args);
        if arguments.is_empty() {
            TypeId::UNKNOWN
        } else {
            self.tables.type_id(Type::Tuple(arguments))
        }
    }

    fn call(&mut self, it: &ExprCall) -> ValueId {
        let call = self.tables.promised();
        let argument = self.first_argument(&it.args);
        let expected = self.expected;
        let callee = match &*it.func {
            Expr::Path(path) => self.path_value(path.into(), Context::Call, argument),
            callee => {
                self.expected = None;
                self.expression(callee)
            }
        };
        let arguments = self.call_arguments(call, &it.args, expected);
        let arguments = self.tables.list(&arguments);
        self.tables.keep_promise(call, Value::Call(callee, arguments))
    }

    fn method_call(&mut self, it: &ExprMethodCall) -> ValueId {
        let call = self.tables.promised();
        let expected = self.expected.take();
        let receiver = self.expression(&it.receiver);
        let mut types = ValueId::UNKNOWN;
        if let Some(turbofish) = &it.turbofish {
            turbofish.args.iter().for_each(|argument| self.visit_argument(argument));
            let arguments = self.arguments_id(turbofish);
            types = self.typed(arguments);
        }
        let arguments = self.call_arguments(call, &it.args, expected);
        let arguments = self.tables.list(&arguments);
        let name = self.ident(&it.method);
        let argument = self.first_argument(&it.args);
        let span = self.text.span(it.method.span());
        self.mention(call, name, span, argument);
        self.tables
            .keep_promise(call, Value::Method(receiver, name, arguments, types))
    }

    fn field(&mut self, of: ValueId, member: &Member) -> ValueId {
        let name = self.member_name(member);
        let field = self.tables.derived(of, |of| Value::Field(of, name));
        if field != ValueId::UNKNOWN {
            let span = self.text.span_of_member(member);
            self.mention(field, name, span, None);
        }
        field
    }

    fn mention(&mut self, value: ValueId, name: Name, span: Span, argument: Option<FirstArgument>) {
        let member = Mention {
            value,
            name,
            span,
            scope: self.scope,
            argument,
            test: self.test,
            in_macro: self.in_macro,
        };
        self.tables.mentions.members.push(member);
    }

    fn call_arguments(&mut self, call: ValueId, arguments: &List, expected: Option<ValueId>) -> Vec<ValueId> {
        let expected = expected.unwrap_or(ValueId::UNKNOWN);
        let arguments = arguments.iter().enumerate();
        let values = arguments.map(|(at, argument)| match argument {
            Expr::Closure(closure) => {
                self.attributes(&closure.attrs);
                self.closure(closure, u8::try_from(at).ok().map(|at| (call, at)))
            }
            argument => {
                let place = u8::try_from(at).ok().filter(|_| propagates_expectation(argument));
                self.expected = place.map(|at| self.tables.value(Value::Demanded { by: call, at, expected }));
                self.expression(argument)
            }
        });
        values.collect()
    }

    /// Walks a closure. `argument_of` is the call that it is passed to, and its index among the arguments.
    fn closure(&mut self, it: &ExprClosure, argument_of: Option<(ValueId, u8)>) -> ValueId {
        self.in_region(|walk| {
            for (at, input) in it.inputs.iter().enumerate() {
                let value = match (argument_of, u8::try_from(at)) {
                    (Some((call, argument)), Ok(at)) => walk.tables.value(Value::Parameter(call, argument, at)),
                    _ => ValueId::UNKNOWN,
                };
                walk.pattern(input, value);
            }
            walk.visit_output(&it.output);
            let own = match &it.output {
                ReturnType::Type(_, ty) => walk.ty(ty),
                ReturnType::Default => TypeId::UNKNOWN,
            };
            walk.expected = walk.typed(own).known();
            let around = std::mem::replace(&mut walk.returned, walk.expected);
            let mut value = walk.expression(&it.body);
            walk.returned = around;
            if matches!(it.output, ReturnType::Type(..)) {
                value = walk.typed(own);
            }
            if it.asyncness.is_some() {
                value = walk.tables.derived(value, Value::Async);
            }
            walk.tables.derived(value, Value::Closure)
        })
    }

    fn literal_of_struct(&mut self, it: &ExprStruct) -> ValueId {
        let path = PathSyntax::new(it.qself.as_ref(), &it.path);
        let expected = self.expected.take();
        self.path(path, Context::Construct, None);
        let scope = self.scope;
        let constructed = path.of_type.is_none().then(|| self.written_path(path));
        let value = constructed.map_or(ValueId::UNKNOWN, |path| self.tables.value(Value::Construct(path, scope)));
        // The expected type, if there is one, determines the type arguments of the struct.
        let of = self.tables.either(value, expected.unwrap_or(ValueId::UNKNOWN));
        for part in &it.fields {
            self.attributes(&part.attrs);
            self.field(value, &part.member);
            let field = propagates_expectation(&part.expr).then(|| self.member_name(&part.member));
            let payload = constructed.zip(field);
            self.expected = payload.map(|(path, field)| self.tables.value(Value::Payload { of, path, scope, field }));
            self.expression(&part.expr);
        }
        self.expected = None;
        self.expression_if_any(it.rest.as_deref());
        value
    }

    /// The value of a literal. The type of a number without a suffix depends on the context.
    fn literal(&mut self, it: &Lit) -> ValueId {
        let at = self.text.token(it.span());
        self.note_literal(at, LiteralRole::Plain);
        let token = self.text.source.tokens[at];
        let name = match token.kind {
            TokenKind::Str => "str",
            TokenKind::Char => "char",
            TokenKind::Keyword(_) => "bool",
            TokenKind::Byte => "u8",
            TokenKind::Int | TokenKind::Float => match suffix(token.text(&self.text.source.text)) {
                "" => return ValueId::UNKNOWN,
                suffix => suffix,
            },
            _ => return ValueId::UNKNOWN,
        };
        let ty = self.tables.named_type(&[name], false);
        let is_text = token.kind == TokenKind::Str;
        let ty = if is_text {
            self.tables.type_id(Type::Reference(ty))
        } else {
            ty
        };
        self.typed(ty)
    }

    fn branches_of_if(&mut self, it: &ExprIf) -> ValueId {
        let expected = self.expected.take();
        let value = self.in_region(|walk| {
            walk.expression(&it.cond);
            walk.expected = expected;
            walk.block(&it.then_branch)
        });
        match &it.else_branch {
            Some((_, otherwise)) => {
                self.expected = expected;
                let otherwise = self.expression(otherwise);
                self.tables.either(value, otherwise)
            }
            None => ValueId::UNKNOWN,
        }
    }

    fn branches_of_match(&mut self, it: &ExprMatch) -> ValueId {
        let expected = self.expected.take();
        let subject = self.expression(&it.expr);
        it.arms.iter().fold(ValueId::UNKNOWN, |value, arm| {
            let attributes = Attributes::new(&arm.attrs, self.text.source);
            self.attributes(&arm.attrs);
            let branch = self.under_in_body(&attributes, |walk| {
                walk.in_region(|walk| {
                    walk.pattern(&arm.pat, subject);
                    walk.expected = expected;
                    walk.expression(&arm.body)
                })
            });
            self.tables.either(value, branch)
        })
    }

    /// The first argument, if it is a string literal or a path, or a local that is bound to a path.
    fn first_argument(&mut self, arguments: &List) -> Option<FirstArgument> {
        let mut first = arguments.first()?;
        while let Expr::Reference(ExprReference { expr, .. })
        | Expr::Paren(ExprParen { expr, .. })
        | Expr::Group(ExprGroup { expr, .. }) = first
        {
            first = expr;
        }
        match first {
            Expr::Lit(literal) => {
                let token = self.text.source.tokens[self.text.token(literal.lit.span())];
                self.string(&token).map(FirstArgument::Text)
            }
            Expr::Path(path) => self.path_argument(path.into()),
            _ => None,
        }
    }

    fn path_argument(&mut self, path: PathSyntax<'_>) -> Option<FirstArgument> {
        if path.of_type.is_some() {
            return None;
        }
        let names = self.names(&path.segments());
        if let Some(only) = path.only() {
            let values = self.values_at(self.text.start(only.ident.span()));
            if let Some(local) = self.locals.get(names[0], values) {
                return self.path_behind(local);
            }
        }
        Some(FirstArgument::Path(
            self.tables.path_id(path.is_absolute(), &names),
            self.scope,
        ))
    }

    /// The path that a local is bound to. An identifier pattern in capitals may name a constant, which only name resolution shows.
    fn path_behind(&self, local: Local) -> Option<FirstArgument> {
        let Local::Bound(mut value) = local else { return None };
        while let Value::Reference(of) = self.tables.mentions.value(value) {
            value = of;
        }
        match self.tables.mentions.value(value) {
            Value::Path { path, scope, .. } => Some(FirstArgument::Path(path, scope)),
            _ => None,
        }
    }
}

/// Whether the value of a statement, as the last one of a block, is that of the block.
fn gives_value(statement: &Stmt) -> bool {
    match statement {
        Stmt::Expr(_, semicolon) => semicolon.is_none(),
        Stmt::Macro(it) => it.semi_token.is_none(),
        Stmt::Local(_) | Stmt::Item(_) => false,
    }
}

/// Whether the expected type of this expression determines the expected types of its parts.
fn propagates_expectation(it: &Expr) -> bool {
    use Expr::{
        Array, Async, Block, Call, Const, Group, If, Match, MethodCall, Paren, Reference, Repeat, Struct, TryBlock, Tuple, Unsafe,
    };
    matches!(
        it,
        Call(_)
            | MethodCall(_)
            | Struct(_)
            | Tuple(_)
            | Array(_)
            | Repeat(_)
            | Reference(_)
            | Paren(_)
            | Group(_)
            | Block(_)
            | Unsafe(_)
            | Async(_)
            | Const(_)
            | TryBlock(_)
            | If(_)
            | Match(_)
    )
}

/// The attributes of a statement that `syn` assigns to its first operand: in `#[cfg(test)] a = b;` to `a`.
fn attributes_of_statement(it: &Expr) -> &[Attribute] {
    let first = match it {
        Expr::Assign(it) => &it.left,
        Expr::Binary(it) => &it.left,
        Expr::Cast(it) => &it.expr,
        _ => return &[],
    };
    let further = attributes_of_statement(first);
    if further.is_empty() { attributes_of(first) } else { further }
}

macro_rules! attributes_of {
    ($it:ident: $($kind:ident)*) => {
        match $it {
            $(Expr::$kind(it) => &it.attrs,)*
            _ => &[],
        }
    };
}

/// The attributes of an expression.
fn attributes_of(it: &Expr) -> &[Attribute] {
    attributes_of!(it: Array Assign Async Await Binary Block Break Call Cast Closure Const Continue Field ForLoop Group If Index Infer
        Let Lit Loop Macro Match MethodCall Paren Path Range RawAddr Reference Repeat Return Struct Try TryBlock Tuple Unary Unsafe
        While Yield)
}

/// Whether a statement may declare an item: one, or a macro call that is not one of std.
fn may_declare(statement: &Stmt) -> bool {
    match statement {
        Stmt::Item(_) => true,
        Stmt::Macro(it) => {
            let name = it.mac.path.segments.last().map(|last| last.ident.to_string());
            name.is_some_and(|name| !is_macro_of_std(&name))
        }
        _ => false,
    }
}

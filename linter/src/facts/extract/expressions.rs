//! Expressions: the references in them, and where their values come from.

use super::attributes::{Attributes, unquoted};
use super::locals::{Local, Space};
use super::paths::{Written, angled, arguments, ident};
use super::source::suffix;
use super::tree::{Kind, Node, Role};
use super::walk::Walk;
use crate::facts::model::Segments;
use crate::facts::model::{Context, Name, ScopeKind};
use crate::facts::model::{Member, Value, ValueId};
use crate::facts::model::{Type, TypeId};

impl Walk<'_> {
    /// Walks whatever stands in the code.
    pub(super) fn visit(&mut self, node: Node<'_>) {
        match node.kind() {
            Kind::PATH_TYPE => {
                if let Some(path) = node.child(Kind::PATH) {
                    self.path(&Written::of(path), Context::Type, None);
                }
            }
            Kind::ATTR => self.attribute(node),
            Kind::MACRO_CALL => {
                self.macro_in_code(node);
            }
            _ => match node.role() {
                Role::Item => self.item(node),
                Role::Pattern => self.pattern(node, ValueId::UNKNOWN),
                Role::Expression => {
                    self.expression(node);
                }
                Role::Type | Role::Part => node.nodes().for_each(|part| self.visit(part)),
            },
        }
    }

    /// What a block comes to: its last expression.
    pub(super) fn block(&mut self, it: Node<'_>) -> ValueId {
        let Some(list) = it.child(Kind::STMT_LIST) else {
            return ValueId::UNKNOWN;
        };
        let expected = self.expected.take();
        let statements = |walk: &mut Self| {
            let mut statements = list.nodes().filter(|part| part.kind() != Kind::ATTR).peekable();
            let mut value = ValueId::UNKNOWN;
            while let Some(statement) = statements.next() {
                // What the block comes to has the type that is expected of the block.
                let is_last = statements.peek().is_none() && !statement.has(Kind::SEMICOLON);
                walk.expected = expected.filter(|_| is_last);
                value = walk.statement(statement);
            }
            walk.expected = None;
            value
        };
        self.in_region(|walk| {
            if list.nodes().any(|part| part.role() == Role::Item) {
                walk.hide_behind_items(list);
                walk.in_scope(ScopeKind::Block, |walk, _| statements(walk))
            } else {
                statements(walk)
            }
        })
    }

    fn statement(&mut self, it: Node<'_>) -> ValueId {
        match it.kind() {
            Kind::LET_STMT => self.local(it),
            Kind::EXPR_STMT => {
                let value = it
                    .expression()
                    .map_or(ValueId::UNKNOWN, |expression| self.expression(expression));
                return if it.has(Kind::SEMICOLON) { ValueId::UNKNOWN } else { value };
            }
            _ if it.role() == Role::Expression => return self.expression(it),
            _ => self.visit(it),
        }
        ValueId::UNKNOWN
    }

    fn local(&mut self, it: Node<'_>) {
        let Some(pattern) = it.pattern() else { return };
        let attributes = Attributes::of(it, self.source);
        self.under(&attributes, |walk| {
            let annotation = it.ty().map_or(TypeId::UNKNOWN, |ty| walk.ty(ty));
            let mut value = ValueId::UNKNOWN;
            if let Some(init) = it.expression() {
                walk.expected = walk.typed(annotation).known();
                let is_closure = usize::from(init.kind() == Kind::CLOSURE_EXPR);
                walk.nesting += is_closure;
                value = walk.expression(init);
                walk.nesting -= is_closure;
                walk.expected = None;
            }
            if let Some(diverge) = it.child(Kind::LET_ELSE) {
                walk.visit(diverge);
            }
            walk.typed_pattern(pattern, it.ty(), value);
            walk.closure_with_name(it);
        });
    }

    /// `let name = |…| …;`: a function that has no item.
    fn closure_with_name(&mut self, it: Node<'_>) {
        let bound = it.child(Kind::IDENT_PAT).and_then(|bound| bound.child(Kind::NAME));
        let closure = it.child(Kind::CLOSURE_EXPR);
        let parameters = closure.and_then(|closure| closure.child(Kind::PARAM_LIST));
        let end = it.child(Kind::SEMICOLON).map(Node::start);
        if let (Some(bound), Some(parameters), Some(end), Some(item), false) = (bound, parameters, end, self.item, self.in_macro) {
            let name = (self.name(bound.text()), self.span(bound));
            self.body(item, Some(name), self.places.span(parameters.start(), end), 0);
        }
    }

    /// Walks an expression; says where its value comes from.
    pub(super) fn expression(&mut self, it: Node<'_>) -> ValueId {
        if !hands_on(it.kind()) {
            self.expected = None;
        }
        if it.attributes().next().is_none() {
            return self.bare_expression(it);
        }
        let attributes = Attributes::of(it, self.source);
        self.attributes(it);
        self.under(&attributes, |walk| walk.bare_expression(it))
    }

    /// An expression but for its attributes.
    fn bare_expression(&mut self, it: Node<'_>) -> ValueId {
        match it.kind() {
            Kind::PATH_EXPR => match it.child(Kind::PATH) {
                Some(path) => self.path_value(&Written::of(path), Context::Value, None),
                None => ValueId::UNKNOWN,
            },
            Kind::PAREN_EXPR => self.first(it),
            Kind::CALL_EXPR => self.call(it),
            Kind::METHOD_CALL_EXPR => self.method_call(it),
            Kind::RECORD_EXPR => self.literal_of_struct(it),
            Kind::CLOSURE_EXPR => self.closure(it, None),
            Kind::FIELD_EXPR => {
                let of = self.first(it);
                match it.child(Kind::NAME_REF) {
                    Some(name) => self.field(of, name),
                    None => ValueId::UNKNOWN,
                }
            }
            Kind::INDEX_EXPR => {
                let of = self.first(it);
                let index = it.expressions().nth(1);
                index.map(|index| self.expression(index));
                let is_range = index.is_some_and(|index| index.kind() == Kind::RANGE_EXPR);
                self.derived(of, |of| Value::Index(of, is_range))
            }
            Kind::REF_EXPR => {
                self.expected = self.expected.take().map(|of| self.value(Value::Deref(of)));
                let of = self.first(it);
                let of = if it.has(Kind::RAW_KW) { ValueId::UNKNOWN } else { of };
                self.derived(of, Value::Reference)
            }
            Kind::PREFIX_EXPR => {
                let of = self.first(it);
                let of = if it.has(Kind::STAR) { of } else { ValueId::UNKNOWN };
                self.derived(of, Value::Deref)
            }
            Kind::TRY_EXPR => {
                let of = self.first(it);
                self.derived(of, Value::Try)
            }
            Kind::AWAIT_EXPR => {
                let of = self.first(it);
                self.derived(of, Value::Await)
            }
            Kind::CAST_EXPR => {
                self.first(it);
                let Some(ty) = it.ty() else { return ValueId::UNKNOWN };
                self.visit(ty);
                let ty = self.ty(ty);
                self.typed(ty)
            }
            Kind::LITERAL => self.literal(it),
            Kind::TUPLE_EXPR => {
                let expected = self.expected.take();
                let parts = it.expressions().zip(0..).map(|(part, at)| {
                    self.expected = expected.map(|of| self.value(Value::Part(of, at)));
                    self.expression(part)
                });
                let parts: Vec<ValueId> = parts.collect();
                let parts = self.list(&parts);
                self.value(Value::Tuple(parts))
            }
            Kind::ARRAY_EXPR => {
                let expected = self.expected.take().map(|of| self.value(Value::Element(of)));
                let elements = it.expressions().map(|element| {
                    self.expected = expected;
                    self.expression(element)
                });
                let elements: Vec<ValueId> = elements.collect();
                let first = elements.first().copied().unwrap_or(ValueId::UNKNOWN);
                self.value(Value::Array(first, false))
            }
            Kind::BLOCK_EXPR => {
                let is_plain = !it.has(Kind::ASYNC_KW) && !it.has(Kind::TRY_BLOCK_MODIFIER);
                self.expected = self.expected.filter(|_| is_plain);
                let around = self.returned;
                self.returned = around.filter(|_| is_plain);
                let value = self.block(it);
                self.returned = around;
                if it.has(Kind::ASYNC_KW) {
                    self.derived(value, Value::Async)
                } else if it.has(Kind::CONST_KW) || it.has(Kind::TRY_BLOCK_MODIFIER) {
                    ValueId::UNKNOWN
                } else {
                    value
                }
            }
            Kind::RETURN_EXPR => {
                self.expected = self.returned;
                self.first(it);
                ValueId::UNKNOWN
            }
            Kind::BIN_EXPR if it.has(Kind::EQ) => self.assignment(it),
            Kind::IF_EXPR => self.branches_of_if(it),
            Kind::MATCH_EXPR => self.branches_of_match(it),
            Kind::LET_EXPR => {
                let value = self.first(it);
                it.patterns().for_each(|pattern| self.pattern(pattern, value));
                ValueId::UNKNOWN
            }
            Kind::WHILE_EXPR => {
                self.in_region(|walk| {
                    it.expressions().for_each(|part| {
                        walk.expression(part);
                    });
                });
                ValueId::UNKNOWN
            }
            Kind::FOR_EXPR => {
                let values = self.first(it);
                let each = self.derived(values, Value::Each);
                self.in_region(|walk| {
                    it.patterns().for_each(|pattern| walk.pattern(pattern, each));
                    it.expressions().skip(1).for_each(|body| {
                        walk.expression(body);
                    });
                });
                ValueId::UNKNOWN
            }
            Kind::MACRO_EXPR => match it.child(Kind::MACRO_CALL) {
                Some(call) => self.macro_in_code(call),
                None => ValueId::UNKNOWN,
            },
            _ => {
                let parts = it.nodes().filter(|part| part.kind() != Kind::ATTR);
                parts.for_each(|part| self.visit(part));
                ValueId::UNKNOWN
            }
        }
    }

    /// What is given to a place has the type of the place.
    fn assignment(&mut self, it: Node<'_>) -> ValueId {
        let mut parts = it.expressions();
        let place = parts.next().map_or(ValueId::UNKNOWN, |place| self.expression(place));
        for given in parts {
            self.expected = place.known();
            self.expression(given);
        }
        ValueId::UNKNOWN
    }

    /// The first expression in another.
    fn first(&mut self, it: Node<'_>) -> ValueId {
        it.expression().map_or(ValueId::UNKNOWN, |first| self.expression(first))
    }

    pub(super) fn path_value(&mut self, path: &Written<'_>, context: Context, argument: Option<Name>) -> ValueId {
        let names = self.names(&path.segments);
        self.path_of_names(path, &names, context, argument);
        if path.only().is_some() {
            match self.locals.get(names[0], Space::Value) {
                Some(Local::Bound(value)) => return value,
                Some(Local::Perhaps) => return ValueId::UNKNOWN,
                Some(Local::Hidden) | None => {}
            }
        }
        let Some(&last) = path.segments.last() else {
            return ValueId::UNKNOWN;
        };
        let owner = self.owner_of_path(path, &names);
        let arguments = angled(last).map_or(TypeId::UNKNOWN, |arguments| self.arguments_id(arguments));
        let path = self.path_id(path.absolute, &names);
        self.value(Value::Path {
            path,
            scope: self.scope,
            owner,
            arguments,
        })
    }

    /// `Owner::<A>::name`: the type before the last name, where the path says more of it than a name.
    fn owner_of_path(&mut self, path: &Written<'_>, names: &[Name]) -> TypeId {
        if let Some((anchor, _)) = path.anchor {
            return anchor.ty().map_or(TypeId::UNKNOWN, |ty| self.ty(ty));
        }
        let Some((_, owner)) = path.segments.split_last() else {
            return TypeId::UNKNOWN;
        };
        let says_more = match owner {
            [only] => {
                let is_generic = self.locals.get(names[0], Space::Type).is_some_and(Local::is_bound);
                arguments(*only).is_some() || self.facts.name(names[0]) == "Self" || is_generic
            }
            [.., last] => arguments(*last).is_some(),
            [] => false,
        };
        if says_more {
            self.type_of_segments(path.absolute, owner)
        } else {
            TypeId::UNKNOWN
        }
    }

    /// Type arguments as a tuple; unknown where there are none.
    fn arguments_id(&mut self, arguments: Node<'_>) -> TypeId {
        let arguments = self.type_arguments(arguments);
        if arguments.is_empty() {
            TypeId::UNKNOWN
        } else {
            self.type_id(Type::Tuple(arguments))
        }
    }

    fn call(&mut self, it: Node<'_>) -> ValueId {
        let call = self.promised();
        let argument = self.string_argument(it);
        let callee = it.expression();
        let expected = self.expected;
        let path = callee
            .filter(|callee| callee.kind() == Kind::PATH_EXPR)
            .and_then(|callee| callee.child(Kind::PATH));
        let callee = match (path, callee) {
            (Some(path), _) => self.path_value(&Written::of(path), Context::Call, argument),
            (None, Some(callee)) => {
                self.expected = None;
                self.expression(callee)
            }
            (None, None) => ValueId::UNKNOWN,
        };
        let arguments = self.call_arguments(call, it, expected);
        let arguments = self.list(&arguments);
        self.keep_promise(call, Value::Call(callee, arguments))
    }

    fn method_call(&mut self, it: Node<'_>) -> ValueId {
        let call = self.promised();
        let expected = self.expected.take();
        let receiver = self.first(it);
        let mut types = ValueId::UNKNOWN;
        if let Some(turbofish) = angled(it) {
            self.visit(turbofish);
            let arguments = self.arguments_id(turbofish);
            types = self.typed(arguments);
        }
        let arguments = self.call_arguments(call, it, expected);
        let arguments = self.list(&arguments);
        let Some(ident) = ident(it) else { return ValueId::UNKNOWN };
        let name = self.name(ident.text());
        let argument = self.string_argument(it);
        self.member(call, name, ident, argument);
        self.keep_promise(call, Value::Method(receiver, name, arguments, types))
    }

    fn field(&mut self, of: ValueId, ident: Node<'_>) -> ValueId {
        let name = self.name(ident.text());
        let field = self.derived(of, |of| Value::Field(of, name));
        if field != ValueId::UNKNOWN {
            self.member(field, name, ident, None);
        }
        field
    }

    fn member(&mut self, value: ValueId, name: Name, ident: Node<'_>, argument: Option<Name>) {
        let member = Member {
            value,
            name,
            span: self.span(ident),
            scope: self.scope,
            argument,
            test: self.test,
            in_macro: self.in_macro,
        };
        self.mentions.members.push(member);
    }

    fn call_arguments(&mut self, call: ValueId, it: Node<'_>, expected: Option<ValueId>) -> Vec<ValueId> {
        let expected = expected.unwrap_or(ValueId::UNKNOWN);
        let list = it.child(Kind::ARG_LIST).into_iter();
        let arguments = list.flat_map(Node::expressions).enumerate();
        let values = arguments.map(|(at, argument)| match argument.kind() {
            Kind::CLOSURE_EXPR => {
                self.attributes(argument);
                self.closure(argument, u8::try_from(at).ok().map(|at| (call, at)))
            }
            kind => {
                let place = u8::try_from(at).ok().filter(|_| hands_on(kind));
                self.expected = place.map(|at| self.value(Value::Demanded { by: call, at, expected }));
                self.expression(argument)
            }
        });
        values.collect()
    }

    /// A closure, and the call that it is an argument of.
    fn closure(&mut self, it: Node<'_>, argument_of: Option<(ValueId, u8)>) -> ValueId {
        self.in_region(|walk| {
            let parameters = it.child(Kind::PARAM_LIST).into_iter();
            for (at, input) in parameters.flat_map(|list| list.all(Kind::PARAM)).enumerate() {
                let value = match (argument_of, u8::try_from(at)) {
                    (Some((call, argument)), Ok(at)) => walk.value(Value::Parameter(call, argument, at)),
                    _ => ValueId::UNKNOWN,
                };
                if let Some(pattern) = input.pattern() {
                    walk.typed_pattern(pattern, input.ty(), value);
                }
            }
            let output = it.child(Kind::RET_TYPE).and_then(Node::ty);
            output.into_iter().for_each(|ty| walk.visit(ty));
            let own = output.map(|ty| walk.ty(ty));
            walk.expected = own.and_then(|ty| walk.typed(ty).known());
            let around = std::mem::replace(&mut walk.returned, walk.expected);
            let mut value = walk.first(it);
            walk.returned = around;
            if let Some(ty) = output {
                let ty = walk.ty(ty);
                value = walk.typed(ty);
            }
            if it.has(Kind::ASYNC_KW) {
                value = walk.derived(value, Value::Async);
            }
            walk.derived(value, Value::Closure)
        })
    }

    fn literal_of_struct(&mut self, it: Node<'_>) -> ValueId {
        let Some(path) = it.child(Kind::PATH).map(Written::of) else {
            return ValueId::UNKNOWN;
        };
        let expected = self.expected.take();
        self.path(&path, Context::Construct, None);
        let scope = self.scope;
        let constructed = path.anchor.is_none().then(|| self.written_path(&path));
        let value = constructed.map_or(ValueId::UNKNOWN, |path| self.value(Value::Construct(path, scope)));
        // The type arguments of the whole are told by what is expected of it, if by anything.
        let of = self.either(value, expected.unwrap_or(ValueId::UNKNOWN));
        for part in it
            .child(Kind::RECORD_EXPR_FIELD_LIST)
            .into_iter()
            .flat_map(|list| list.nodes())
        {
            if part.kind() == Kind::RECORD_EXPR_FIELD {
                self.attributes(part);
                let given = part.expression();
                let name = part.child(Kind::NAME_REF).or(given);
                name.map(|name| self.field(value, name));
                if let Some(given) = given {
                    let field = name.filter(|_| hands_on(given.kind())).map(|name| self.name(name.text()));
                    let payload = constructed.zip(field);
                    self.expected = payload.map(|(path, field)| self.value(Value::Payload { of, path, scope, field }));
                    self.expression(given);
                }
            } else {
                self.visit(part);
            }
        }
        value
    }

    /// What a literal is; of a number without a suffix the context decides.
    fn literal(&mut self, it: Node<'_>) -> ValueId {
        let Some(token) = it.parts().next() else {
            return ValueId::UNKNOWN;
        };
        let name = match token.kind() {
            Kind::STRING => "str",
            Kind::CHAR => "char",
            Kind::TRUE_KW | Kind::FALSE_KW => "bool",
            Kind::BYTE => "u8",
            Kind::INT_NUMBER | Kind::FLOAT_NUMBER => match suffix(token.text()) {
                "" => return ValueId::UNKNOWN,
                suffix => suffix,
            },
            _ => return ValueId::UNKNOWN,
        };
        let ty = self.named_type(&[name], false);
        let is_text = token.kind() == Kind::STRING;
        let ty = if is_text { self.type_id(Type::Reference(ty)) } else { ty };
        self.typed(ty)
    }

    pub(super) fn named_type(&mut self, segments: &[&str], absolute: bool) -> TypeId {
        let segments: Segments = segments.iter().map(|segment| self.name(segment)).collect();
        let path = self.path_id(absolute, &segments);
        self.type_id(Type::Path(path, [].into()))
    }

    fn branches_of_if(&mut self, it: Node<'_>) -> ValueId {
        let expected = self.expected.take();
        let mut parts = it.expressions();
        let value = self.in_region(|walk| {
            let (condition, then) = (parts.next(), parts.next());
            condition.map(|condition| walk.expression(condition));
            walk.expected = expected;
            then.map_or(ValueId::UNKNOWN, |then| walk.expression(then))
        });
        match parts.next() {
            Some(otherwise) => {
                self.expected = expected;
                let otherwise = self.expression(otherwise);
                self.either(value, otherwise)
            }
            None => ValueId::UNKNOWN,
        }
    }

    fn branches_of_match(&mut self, it: Node<'_>) -> ValueId {
        let expected = self.expected.take();
        let subject = self.first(it);
        let arms = it.child(Kind::MATCH_ARM_LIST).into_iter();
        let arms = arms.flat_map(|list| list.all(Kind::MATCH_ARM));
        arms.fold(ValueId::UNKNOWN, |value, arm| {
            let attributes = Attributes::of(arm, self.source);
            self.attributes(arm);
            let branch = self.under(&attributes, |walk| {
                walk.in_region(|walk| {
                    arm.patterns().for_each(|pattern| walk.pattern(pattern, subject));
                    if let Some(guard) = arm.child(Kind::MATCH_GUARD) {
                        walk.visit(guard);
                    }
                    walk.expected = expected;
                    walk.first(arm)
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
    fn string_argument(&mut self, it: Node<'_>) -> Option<Name> {
        let first = it.child(Kind::ARG_LIST)?.expression()?;
        let text = first.child(Kind::STRING).filter(|_| first.kind() == Kind::LITERAL)?;
        Some(self.name(&unquoted(text.text())?))
    }
}

/// An expression of this kind says of its parts what is expected of them, by what is expected of it.
fn hands_on(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::CALL_EXPR
            | Kind::METHOD_CALL_EXPR
            | Kind::RECORD_EXPR
            | Kind::TUPLE_EXPR
            | Kind::ARRAY_EXPR
            | Kind::REF_EXPR
            | Kind::PAREN_EXPR
            | Kind::BLOCK_EXPR
            | Kind::IF_EXPR
            | Kind::MATCH_EXPR
    )
}

//! Comparison of the tree of a shape with that of code.

use super::node::{HOLE, NodeKind, ShapeNode};
use crate::facts::extract::source::Source;

/// What the parts of a shape stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct ShapeBindings {
    pub(super) holes: Vec<(String, String)>,
    pub(super) paths: Vec<(String, u32)>,
}

/// What the holes and paths of a shape stand for in code; `None` if the code does not have the shape.
pub(super) fn bindings(shape: &ShapeNode, code: &ShapeNode, source: &Source) -> Option<ShapeBindings> {
    let mut matching = ShapeMatching {
        source,
        bindings: ShapeBindings::default(),
    };
    matching.is_match(shape, code).then_some(matching.bindings)
}

struct ShapeMatching<'s> {
    source: &'s Source,
    bindings: ShapeBindings,
}

impl ShapeMatching<'_> {
    fn is_match(&mut self, shape: &ShapeNode, code: &ShapeNode) -> bool {
        if shape.kind == NodeKind::Hole {
            return fits(&shape.label, code)
                && self.bind(&shape.label, self.source.spaced(self.source.tokens_in(code.range.clone())));
        }
        shape.kind == code.kind && self.has_label(shape, code) && self.parts(&shape.parts, &code.parts, shape.kind)
    }

    fn has_label(&mut self, shape: &ShapeNode, code: &ShapeNode) -> bool {
        if let Some(path) = shape.path_to_resolve() {
            self.bindings.paths.push((path.to_owned(), code.range.start));
            return true;
        }
        if shape.label.starts_with(HOLE) {
            return self.bind(&shape.label, code.label.clone());
        }
        shape.label == code.label
    }

    /// Binds a hole. One that occurs again must stand for the same text.
    fn bind(&mut self, label: &str, text: String) -> bool {
        let Some((_, name)) = label.trim_start_matches(HOLE).trim_end_matches('!').split_once('_') else {
            return false;
        };
        if name == "_" {
            return true;
        }
        let known = self.bindings.holes.iter().find(|(known, _)| known == name);
        match known {
            Some((_, known)) => *known == text,
            None => {
                self.bindings.holes.push((name.to_owned(), text));
                true
            }
        }
    }

    fn parts(&mut self, shape: &[ShapeNode], code: &[ShapeNode], kind: NodeKind) -> bool {
        if kind == NodeKind::Struct {
            return self.fields(shape, code);
        }
        match (shape, code) {
            ([], []) => true,
            ([first, rest @ ..], _) if first.kind == NodeKind::Holes => {
                let before = self.bindings.clone();
                (0..=code.len()).any(|skipped| {
                    self.bindings = before.clone();
                    self.parts(rest, &code[skipped..], kind)
                })
            }
            ([shape, others @ ..], [code, rest @ ..]) => self.is_match(shape, code) && self.parts(others, rest, kind),
            _ => false,
        }
    }

    /// The fields of a struct literal, which may be in any order.
    fn fields(&mut self, shape: &[ShapeNode], code: &[ShapeNode]) -> bool {
        let is_open = shape.iter().any(|field| field.kind == NodeKind::Holes);
        let mut fields = shape.iter().filter(|field| field.kind != NodeKind::Holes);
        let count = fields.clone().count();
        (is_open || count == code.len()) && fields.all(|field| code.iter().any(|code| self.is_match(field, code)))
    }
}

/// Whether code is of the kind that a hole is for.
fn fits(label: &str, code: &ShapeNode) -> bool {
    let kind = label.trim_start_matches(HOLE).split('_').next().unwrap_or_default();
    match kind {
        "literal" => {
            let is_negative = code.kind == NodeKind::Unary && code.label == "-";
            code.kind == NodeKind::Literal || is_negative && code.parts.iter().all(|part| part.kind == NodeKind::Literal)
        }
        "path" => code.kind == NodeKind::Path,
        _ => code.kind != NodeKind::Holes,
    }
}

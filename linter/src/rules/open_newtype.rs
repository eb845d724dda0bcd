//! A newtype is made by way of its checks only. See `open_newtype.md`.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audit, Judgement, Kind, Probe, Rule, probe};
use crate::config::Located;
use crate::facts::{ItemKind, Shape, Visibility};
use crate::link::{Def, Item, Workspace};

pub(super) const KIND: Kind = Kind::new::<OpenNewtype>("open_newtype", include_str!("open_newtype.md"));

/// Looks at the tuple structs with one field.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct OpenNewtype {
    /// Only this concept; without it, the canonical types of all concepts.
    concept: Option<Located<String>>,
    /// Also look at the newtypes of no concept that have a constructor which checks the value.
    checked: bool,
}

impl Default for OpenNewtype {
    fn default() -> Self {
        Self {
            concept: None,
            checked: true,
        }
    }
}

impl Rule for OpenNewtype {
    fn concept(&self) -> Option<&Located<String>> {
        self.concept.as_ref()
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let of_any = "pub struct Probe(pub String);\n\
                      impl Probe { pub fn new(value: String) -> Result<Self, ()> { Err(()) } }";
        let checked = self
            .checked
            .then(|| Probe::new("a newtype with a checked constructor", of_any));
        let workspace = audit.workspace;
        let conversions = self.canonical(audit).into_iter().filter_map(|newtype| {
            let (field, _) = workspace.only_field(newtype)?;
            let (path, field) = (workspace.path(&Def::Item(newtype)), workspace.path(&field?));
            let spelled = probe::spellings(&path, workspace).into_iter().enumerate();
            let code = spelled.map(|(at, path)| {
                format!("mod probe_{at} {{ impl From<{field}> for {path} {{ fn from(_: {field}) -> Self {{ loop {{}} }} }} }}\n")
            });
            Some(Probe::new(&path, code.collect::<String>()).at(&workspace.place(newtype)))
        });
        checked.into_iter().chain(conversions).collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        let canonical = self.canonical(audit);
        let checked = if self.checked { checked(workspace) } else { BTreeSet::new() };
        let mut closed = BTreeSet::new();
        for newtype in canonical.union(&checked).copied() {
            match workspace.only_field(newtype) {
                Some((_, Visibility::Public)) => report_field(newtype, workspace, judgement),
                Some(_) => {
                    closed.insert(newtype);
                }
                None => {}
            }
        }
        for conversion in workspace.conversions() {
            let is_newtype = canonical.contains(&conversion.to) || checked.contains(&conversion.to);
            let field = workspace
                .only_field(conversion.to)
                .and_then(|(ty, _)| ty)
                .filter(|_| is_newtype);
            if field.is_some_and(|field| workspace.is_same_text(&field, &conversion.from)) {
                closed.remove(&conversion.to);
                let path = workspace.path(&Def::Item(conversion.to));
                let from = workspace.path(&conversion.from);
                let from = from.rsplit("::").next().unwrap_or(&from);
                let message = format!("`{path}` is made of any `{from}`, without a check");
                let content = format!("From<{from}>");
                let draft = judgement.violation(None, conversion.class, conversion.place, path, content, message);
                draft.help(format!("implement `TryFrom<{from}>`, which can refuse a value"));
                draft.see(workspace.place(conversion.to), "the newtype");
            }
        }
        for newtype in closed {
            judgement.conforming(None, workspace.class(newtype), &workspace.place(newtype).file);
        }
    }
}

impl OpenNewtype {
    /// The newtypes that are the source of a concept.
    fn canonical(&self, audit: &Audit<'_>) -> BTreeSet<Item> {
        let contracts = audit.contracts_for(self.concept.as_ref());
        let canonical = contracts
            .flat_map(|contract| &contract.canonical)
            .filter_map(|def| match def {
                Def::Item(item) if audit.workspace.item(*item).kind == ItemKind::Struct(Shape::Tuple) => Some(*item),
                _ => None,
            });
        canonical.collect()
    }
}

/// The newtypes with a constructor that takes a value of the field's type and may refuse it.
fn checked(workspace: &Workspace) -> BTreeSet<Item> {
    let functions = workspace.associated_functions().filter(|(function, owner, _)| {
        let field = workspace.only_field(*owner).and_then(|(ty, _)| ty);
        field.is_some_and(|field| workspace.is_checked_constructor(*function, &field))
    });
    functions.map(|(_, owner, _)| owner).collect()
}

fn report_field(newtype: Item, workspace: &Workspace, judgement: &mut Judgement) {
    let path = workspace.path(&Def::Item(newtype));
    let message = format!("the field of `{path}` is public, so anyone makes one without a check");
    let draft = judgement.violation(
        None,
        workspace.class(newtype),
        workspace.place(newtype),
        path,
        "public field".to_owned(),
        message,
    );
    draft.help("make the field private, and offer a constructor that checks and a method that reads");
}

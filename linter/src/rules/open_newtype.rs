//! A newtype is made by way of its checks only. See `open_newtype.md`.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audit, Judgement, Kind, Rule};
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

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        let canonical: BTreeSet<Item> = audit
            .contracts_for(self.concept.as_ref())
            .flat_map(|contract| &contract.canonical)
            .filter_map(|def| match def {
                Def::Item(item) if workspace.item(*item).kind == ItemKind::Struct(Shape::Tuple) => Some(*item),
                _ => None,
            })
            .collect();
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

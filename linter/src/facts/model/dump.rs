//! A text dump of facts, for tests and debugging.

use std::fmt::Write;

use super::{FileFacts, ForTests, ImportKind, ItemKind, Owner, ScopeId, Value};

/// Lists items, imports, references, members and problems, one per line, each with its line and column.
pub fn dump(facts: &FileFacts) -> String {
    let mut text = String::new();
    for item in &facts.items {
        let owner = match item.kind {
            ItemKind::AssociatedFunction(_, Owner::Impl(id)) | ItemKind::AssociatedConst(Owner::Impl(id)) => {
                let path = facts.type_path(facts.impls[id.0 as usize].self_type);
                path.map_or_else(|| "<?>::".into(), |path| format!("{}::", facts.spelled(path)))
            }
            _ => String::new(),
        };
        let mark = match item.test {
            ForTests::NEVER => "",
            ForTests::ALWAYS => " (test)",
            _ => " (test, by features)",
        };
        let place = format!("{}:{}", item.name_span.line, item.name_span.column);
        let _ = writeln!(
            text,
            "{place} {} {owner}{}{}{mark}",
            item.kind.name(),
            facts.name(item.name),
            within(facts, item.scope)
        );
    }
    for import in &facts.imports {
        let path = facts.spelled(import.path);
        let leaf = match import.kind {
            ImportKind::Named(name) if path.ends_with(facts.name(name)) => path,
            ImportKind::Named(name) => format!("{path} as {}", facts.name(name)),
            ImportKind::Unnamed => format!("{path} as _"),
            ImportKind::Glob => format!("{path}::*"),
            ImportKind::ExternCrate(name, _) => format!("extern crate {path} as {}", facts.name(name)),
        };
        let _ = writeln!(
            text,
            "{}:{} use {leaf}{}",
            import.span.line,
            import.span.column,
            within(facts, import.scope)
        );
    }
    let mentions = facts.mentions();
    for reference in &mentions.references {
        let context = format!("{:?}", reference.context).to_lowercase();
        let mark = if reference.in_macro { " in macro" } else { "" };
        let place = format!("{}:{}", reference.span.line, reference.span.column);
        let _ = writeln!(text, "{place} {context} {}{mark}", facts.spelled(reference.path));
    }
    for member in &mentions.members {
        let mark = if member.in_macro { " in macro" } else { "" };
        let place = format!("{}:{}", member.span.line, member.span.column);
        let word = match mentions.value(member.value) {
            Value::Field(..) => "field",
            _ => "method",
        };
        let _ = writeln!(text, "{place} {word} {}{mark}", facts.name(member.name));
    }
    for problem in &facts.problems {
        let _ = writeln!(
            text,
            "{}:{} problem: {}",
            problem.span.line, problem.span.column, problem.message
        );
    }
    text
}

fn within(facts: &FileFacts, scope: ScopeId) -> String {
    let item = facts.scope(scope).item;
    item.map_or_else(String::new, |item| format!(" in {}", facts.name(facts.item(item).name)))
}

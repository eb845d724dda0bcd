//! Fixes that replace a used path by another one, if that can be named there.

use super::path_fixes::{FixSite, PathFix};
use crate::facts::Context;
use crate::finding::Applicability;
use crate::link::{Def, Obstacle, Scope, Use, VisiblePath, Workspace};

/// Replaces the segments of a use up to `step` by a successor: the first that names the same definition. If there is none and
/// `else_any` is set, the first that names anything; that fix is unsafe.
pub(super) fn path(usage: &Use, step: usize, successors: &[String], else_any: bool, workspace: &Workspace) -> Option<PathFix> {
    let tail = usage.written.get(step + 1..)?;
    let tail: Vec<&str> = tail.iter().map(|&segment| workspace.text(segment)).collect();
    let ways = successors.iter().filter_map(|successor| {
        let whole = [&[successor.as_str()], tail.as_slice()].concat().join("::");
        workspace.reached(usage.scope, &whole).ok()
    });
    let can_be_written = |way: &VisiblePath| usage.import.is_none() || way.defs.iter().any(|def| workspace.is_importable(def));
    let ways: Vec<_> = ways.filter(can_be_written).collect();
    let is_same = |defs: &[Def]| usage.target().iter().all(|old| defs.contains(&old.def));
    let same = ways.iter().find(|way| !usage.target().is_empty() && is_same(&way.defs));
    let way = same.or(ways.first().filter(|_| else_any))?;
    let site = site(usage, step, workspace)?;
    let by = match site {
        FixSite::Import { .. } => way.written.as_str(),
        // The segments after `step` stay as written.
        FixSite::Path { .. } => {
            let tail: usize = tail.iter().map(|segment| segment.len() + "::".len()).sum();
            way.written.get(..way.written.len().checked_sub(tail)?)?
        }
    };
    Some(PathFix {
        site,
        by: by.to_owned(),
        // Code in a macro is resolved at the definition, but may resolve differently where the macro is called.
        applicability: match same {
            Some(way) if way.is_certain && !usage.in_macro => Applicability::Safe,
            _ => Applicability::Unsafe,
        },
    })
}

/// Replaces a function by another one. The fix is safe only if the contract declares it by `drop-in`; otherwise the user has to
/// review it.
pub(super) fn function(usage: &Use, successor: &str, drop_in: bool, workspace: &Workspace) -> Option<PathFix> {
    if !matches!(usage.context, Context::Call | Context::Value) {
        return None;
    }
    let way = workspace.reached(usage.scope, successor).ok()?;
    let new = way.defs.iter().find(|def| workspace.is_function(def))?;
    let around = workspace.items_around(usage.scope);
    if around.iter().any(|item| Def::Item(*item) == *new) {
        return None;
    }
    Some(PathFix {
        site: site(usage, usage.written.len() - 1, workspace)?,
        by: way.written,
        applicability: if drop_in && way.is_certain && !usage.in_macro {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        },
    })
}

/// The help for a path with a private segment.
pub(super) const HIDDEN: &str = "; make it visible from here first";

/// The reason why `path` cannot be named in a scope, as the end of a help text; empty if it can.
pub(super) fn obstacle(from: Scope, path: &str, workspace: &Workspace) -> String {
    let krate = path.split("::").next().unwrap_or(path);
    match workspace.reached(from, path) {
        Ok(_) => String::new(),
        Err(Obstacle::NoDependency) => format!("; `{}` does not depend on `{krate}` yet", workspace.crate_name(from)),
        Err(Obstacle::Cycle) => format!(
            "; `{krate}` depends on `{}`, so move the definition first",
            workspace.crate_name(from)
        ),
        Err(Obstacle::Private) => HIDDEN.to_owned(),
        Err(Obstacle::Missing) => "; nothing has that path yet".to_owned(),
    }
}

fn site(usage: &Use, step: usize, workspace: &Workspace) -> Option<FixSite> {
    // An edit in the rules of a macro would change every expansion, and an import in an expansion is not written as a `use`.
    let is_of_macro = || usage.import.is_some() || workspace.is_in_macro_rules(&workspace.place_of(usage));
    if usage.is_expanded && is_of_macro() || workspace.is_of_several_crates(usage.file) {
        return None;
    }
    if let Some(import) = usage.import {
        return Some(FixSite::Import {
            item: workspace.item_of_import(import),
            leaf: usage.span,
        });
    }
    // A type-relative name is not looked up by its path, and the crate of `$crate` is not known here.
    let is_path = !usage.behind_type;
    let first = usage.written.first().map(|&segment| workspace.text(segment))?;
    (is_path && first != "$crate").then_some(FixSite::Path {
        span: usage.span,
        segments: step + 1,
    })
}

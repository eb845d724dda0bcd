//! Every use of a path in a workspace: a grep that understands Rust, and the probe by which name resolution is measured.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::config::{LastNames, PathPattern};
use crate::facts::Context;
use crate::finding::Place;
use crate::link::{Def, Interest, Use, Workspace};

/// A place that names what is asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PathUse {
    /// The path in the text; of an import, the leaf.
    #[serde(flatten)]
    pub place: Place,
    /// The canonical path: `std::…` for the facades of std, where it is defined for what the workspace defines.
    pub path: String,
    /// The context of the use.
    pub context: Context,
    /// It stands in the arguments or the body of a macro.
    pub in_macro: bool,
    /// The item that it names is marked `#[deprecated]`.
    pub deprecated: bool,
}

/// Finds what `patterns` match, in `contexts` or, where that is empty, in any code, by file and place. Links in documentation
/// are included only if `contexts` names them.
pub fn find(workspace: &Workspace, patterns: &[PathPattern], contexts: &[Context]) -> Vec<PathUse> {
    let lead = |pattern: &PathPattern| pattern.led_on(|path| workspace.canonical(path));
    let patterns: Vec<PathPattern> = patterns.iter().map(lead).collect();
    let patterns = patterns.as_slice();
    let matching = |usage: Use| {
        let found = in_use(workspace, &usage, patterns);
        let found = found.filter(|found| contexts.is_empty() || contexts.contains(&found.context));
        Some(found.collect::<Vec<_>>())
    };
    let in_code = workspace.uses(&interest(workspace, patterns), matching);
    let mut found: BTreeSet<PathUse> = in_code.into_iter().flatten().collect();
    if contexts.contains(&Context::Doc) {
        let links = workspace.doc_links(1);
        found.extend(links.iter().flat_map(|link| in_use(workspace, link, patterns)));
    }
    found
        .into_iter()
        .filter(|found| contexts.is_empty() || contexts.contains(&found.context))
        .collect()
}

/// Every use whose meaning is not known, as it is written.
pub fn unknown(workspace: &Workspace) -> Vec<PathUse> {
    let is_unknown = |usage: Use| {
        // An attribute of one name that nothing declares is read by a derive.
        let is_inert = usage.context == Context::Field || (usage.context == Context::Attribute && usage.written.len() == 1);
        let is_unknown = usage.target().is_empty() && !is_inert;
        let path = is_unknown.then(|| workspace.written(&usage))?;
        Some(PathUse {
            place: workspace.place_of(&usage),
            path,
            context: usage.context,
            in_macro: usage.in_macro,
            deprecated: false,
        })
    };
    let found: BTreeSet<PathUse> = workspace.uses(&Interest::Everything, is_unknown).into_iter().collect();
    found.into_iter().collect()
}

/// For each way in which a pattern can match nothing in the workspace, why that is.
pub fn why_dead(pattern: &PathPattern, workspace: &Workspace) -> Vec<String> {
    let why = |beginning: Vec<&str>| {
        let krate = *beginning.first()?;
        if workspace.leads_nowhere(&beginning) {
            return Some(format!("`{}` names nothing", beginning.join("::")));
        }
        let is_known = workspace.is_known_crate(krate);
        (!is_known).then(|| format!("no crate of the workspace depends on `{krate}`"))
    };
    pattern.plain_beginnings().filter_map(why).collect()
}

/// The names that what `patterns` match may be spelled with.
pub(crate) fn interest<'a>(workspace: &Workspace, patterns: impl IntoIterator<Item = &'a PathPattern>) -> Interest<'static> {
    let mut names = Vec::new();
    for pattern in patterns {
        match pattern.last_names() {
            LastNames::Exact(exact) => names.extend(exact),
            LastNames::Any => return Interest::Everything,
        }
    }
    workspace.interest(names)
}

/// A literal through an alias constructs the type behind it.
fn named(workspace: &Workspace, def: &Def, context: Context) -> Vec<Def> {
    let behind = match context {
        Context::Construct => workspace.types_behind(def).into_iter().map(Def::Item).collect(),
        _ => Vec::new(),
    };
    if behind.contains(def) {
        behind
    } else {
        std::iter::once(def.clone()).chain(behind).collect()
    }
}

/// Fields are not items. They are reported only if a pattern names them, or if they are marked as deprecated.
///
/// `HashMap::new()` uses the type and the function: every step of a path counts, and those before the last name a type or
/// module. Of an import only the leaf counts.
fn in_use<'a>(workspace: &'a Workspace, usage: &'a Use, patterns: &'a [PathPattern]) -> impl Iterator<Item = PathUse> + 'a {
    let last = usage.written.len() - 1;
    // `Self`, `crate` and their like spell no name of what they stand for.
    let first = usize::from(usage.relative && last > 0);
    let counts = move |step: usize| step == last || (usage.import.is_none() && step >= first);
    let bindings = usage.named().filter(move |(step, _)| counts(*step));
    bindings.flat_map(move |(step, binding)| {
        let context = if step == last { usage.context } else { Context::Type };
        let defs = named(workspace, &binding.def, context).into_iter();
        defs.filter_map(move |def| {
            let path = workspace.path(&def);
            let segments: Vec<&str> = path.split("::").collect();
            let own = workspace.is_own(&def);
            let deprecated = workspace.is_deprecated(&def);
            let is_asked_for = |pattern: &PathPattern| {
                let by_name = matches!(pattern.last_names(), LastNames::Exact(_));
                pattern.matches(&segments, own) && (context != Context::Field || by_name || deprecated)
            };
            patterns.iter().any(is_asked_for).then(|| PathUse {
                place: workspace.place_of(usage),
                path: path.clone(),
                context,
                in_macro: usage.in_macro,
                deprecated,
            })
        })
    })
}

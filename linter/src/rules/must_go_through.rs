//! A call happens only inside a wrapper. See `must_go_through.md`.

use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audit, Judgement, Kind, Rule};
use crate::config::{AllowIn, ConfigProblem, LastNames, Located, PathPattern};
use crate::facts::{CallExtents, Context};
use crate::link::{File, Use, Workspace};
use crate::uses::{interest, why_dead};

pub(super) const KIND: Kind = Kind::new::<MustGoThrough>("must_go_through", include_str!("must_go_through.md"));

/// Calls that must be wrapped.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct MustGoThrough {
    /// The functions, methods and macros whose calls must be wrapped.
    calls: Vec<Located<PathPattern>>,
    /// The wrappers: the calls are in their arguments, or in their own code.
    through: Vec<Located<PathPattern>>,
    /// The files, modules and items in which the calls need no wrapper.
    allow_in: Vec<Located<AllowIn>>,
}

/// What a use is to the rule.
enum CallSite {
    /// A call that must be wrapped, by the path of what is called.
    Call(String),
    Wrapper,
}

/// The calls in one file, and the wrappers.
#[derive(Default)]
struct FileSites {
    /// Each with the path of what is called.
    calls: Vec<(Use, String)>,
    wrappers: Vec<Use>,
}

impl Rule for MustGoThrough {
    fn names(&self) -> Vec<String> {
        let patterns = self.calls.iter().chain(&self.through);
        let names = patterns.filter_map(|pattern| match pattern.last_names() {
            LastNames::Exact(names) => Some(names),
            LastNames::Any => None,
        });
        names.flatten().map(|name| name.trim_end_matches('!').to_owned()).collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        for pattern in self.calls.iter().chain(&self.through) {
            for why in why_dead(&pattern.value, workspace) {
                judgement.problem(ConfigProblem::new(pattern.place.clone(), why).help("correct it, or remove it"));
            }
        }
        let lead = |pattern: &Located<PathPattern>| pattern.led_on(|path| workspace.canonical(path));
        let calls: Vec<PathPattern> = self.calls.iter().map(lead).collect();
        let through: Vec<PathPattern> = self.through.iter().map(lead).collect();
        let site = |usage: Use| {
            let is_call = matches!(usage.context, Context::Call | Context::Method | Context::Macro);
            if !is_call {
                return None;
            }
            let site = match named_by(&calls, &usage, workspace) {
                Some(path) => CallSite::Call(path),
                None => named_by(&through, &usage, workspace).map(|_| CallSite::Wrapper)?,
            };
            Some((usage, site))
        };
        let mut by_file: BTreeMap<File, FileSites> = BTreeMap::new();
        for (usage, site) in judgement.uses(workspace, &interest(workspace, calls.iter().chain(&through)), site) {
            let of_file = by_file.entry(usage.file).or_default();
            match site {
                CallSite::Call(path) => of_file.calls.push((usage, path)),
                CallSite::Wrapper => of_file.wrappers.push(usage),
            }
        }
        for (file, FileSites { calls, wrappers }) in by_file {
            let wrapped = match calls.is_empty() || wrappers.is_empty() {
                true => Vec::new(),
                false => extents(file, &wrappers, audit),
            };
            for (usage, path) in calls {
                let is_wrapped = wrapped.iter().any(|range| range.contains(&usage.span.start));
                if is_wrapped || self.permits(&usage, &through, workspace) {
                    judgement.conforming_use(None, &usage, workspace);
                } else {
                    self.report(&usage, path, workspace, judgement);
                }
            }
        }
    }
}

/// The bytes of a file that are inside calls of wrappers.
fn extents(file: File, wrappers: &[Use], audit: &Audit<'_>) -> Vec<Range<u32>> {
    let Some(text) = (audit.texts)(&audit.workspace.file(file).path) else {
        return Vec::new();
    };
    let calls = CallExtents::new(&text);
    wrappers.iter().filter_map(|wrapper| calls.extent(wrapper.span)).collect()
}

/// The path of what a use refers to, if one of the patterns matches it.
fn named_by(patterns: &[PathPattern], usage: &Use, workspace: &Workspace) -> Option<String> {
    usage.targets().find_map(|binding| {
        let path = workspace.path(&binding.def);
        let segments: Vec<&str> = path.split("::").collect();
        let is_own = workspace.is_own(&binding.def);
        let is_match = patterns.iter().any(|pattern| pattern.matches(&segments, is_own));
        is_match.then_some(path)
    })
}

impl MustGoThrough {
    /// Whether a call is in the code of a wrapper, or where no wrapper is needed.
    fn permits(&self, usage: &Use, through: &[PathPattern], workspace: &Workspace) -> bool {
        let around = workspace.path_around(usage.scope);
        let segments: Vec<&str> = around.split("::").collect();
        let file = &workspace.file(usage.file).path;
        through.iter().any(|wrapper| wrapper.covers(&segments, true))
            || self.allow_in.iter().any(|allowed| allowed.value.allows(file, &segments))
    }

    fn report(&self, usage: &Use, path: String, workspace: &Workspace, judgement: &mut Judgement) {
        let wrappers: Vec<String> = self.through.iter().map(|wrapper| format!("`{}`", wrapper.value)).collect();
        let wrappers = wrappers.join(" or ");
        let message = format!("`{path}` is called outside {wrappers}");
        let around = workspace.path_around(usage.scope);
        let place = workspace.place_of(usage);
        judgement
            .violation(None, usage.class, place, around, path, message)
            .help(format!(
                "pass the call to {wrappers} as an argument, in a closure or in an async block"
            ));
    }
}

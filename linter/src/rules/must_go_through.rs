//! A call happens only inside a wrapper. See `must_go_through.md`.

use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

use super::path_options::{ResolvedPaths, is_allowed, last_names};
use super::{Audit, Judgement, Kind, Probe, Rule};
use crate::config::{AllowIn, Located, PathPattern, filled};
use crate::facts::{CallExtents, Context};
use crate::link::{File, Use, Workspace};

pub(super) const KIND: Kind = Kind::new::<MustGoThrough>("must_go_through", include_str!("must_go_through.md"));

/// Calls that must be wrapped.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
struct MustGoThrough {
    /// The functions, methods and macros whose calls must be wrapped.
    #[serde(deserialize_with = "filled")]
    calls: Vec<Located<PathPattern>>,
    /// The wrappers: the calls are in their arguments, or in their own code.
    #[serde(deserialize_with = "filled")]
    through: Vec<Located<PathPattern>>,
    /// The files, modules and items in which the calls need no wrapper.
    #[serde(default)]
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
        last_names(self.calls.iter().chain(&self.through).map(|pattern| &pattern.value))
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        Probe::using_each(&self.calls, audit.workspace)
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        let calls = ResolvedPaths::new(&self.calls, workspace, judgement);
        let through = ResolvedPaths::new(&self.through, workspace, judgement);
        let site = |usage: Use| {
            let is_call = matches!(usage.context, Context::Call | Context::Method | Context::Macro);
            if !is_call {
                return None;
            }
            let site = match calls.named_by(&usage, workspace) {
                Some(path) => CallSite::Call(path),
                None => through.named_by(&usage, workspace).map(|_| CallSite::Wrapper)?,
            };
            Some((usage, site))
        };
        let mut by_file: BTreeMap<File, FileSites> = BTreeMap::new();
        let interest = calls.interest(workspace).or(through.interest(workspace));
        for (usage, site) in judgement.uses(workspace, &interest, site) {
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

impl MustGoThrough {
    /// Whether a call is in the code of a wrapper, or where no wrapper is needed.
    fn permits(&self, usage: &Use, through: &ResolvedPaths, workspace: &Workspace) -> bool {
        let around = workspace.path_around(usage.scope);
        through.cover(&around) || is_allowed(&self.allow_in, &workspace.file(usage.file).path, &around)
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

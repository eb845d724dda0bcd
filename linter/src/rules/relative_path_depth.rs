//! A path that goes far up begins at the crate. See `relative_path_depth.md`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audit, Judgement, Kind, Probe, Rule, instead};
use crate::link::{Interest, Use, Workspace};

pub(super) const KIND: Kind = Kind::new::<RelativePathDepth>("relative_path_depth", include_str!("relative_path_depth.md"));

/// Looks at the imports and paths that go up with `super`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct RelativePathDepth {
    /// The number of modules that a path may go up.
    max: usize,
    /// The depth of a module below its crate from which on paths may go up to it: what lies deep below moves together.
    deep: usize,
}

impl Default for RelativePathDepth {
    fn default() -> Self {
        Self { max: 1, deep: 3 }
    }
}

/// A path that goes up.
struct Ascent {
    usage: Use,
    /// The number of modules that it goes up.
    depth: usize,
    /// The index of the last `super`.
    last: usize,
}

impl Rule for RelativePathDepth {
    fn probes(&self, _: &Audit<'_>) -> Vec<Probe> {
        let depth = self.max + 1;
        let up = "super::".repeat(depth);
        let (open, close) = ("mod inner { ".repeat(depth), " }".repeat(depth));
        let code = format!("pub struct Probe; {open}use {up}Probe;{close}");
        vec![Probe::new(format!("{up}Probe"), code)]
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        let Some(up) = workspace.symbol("super") else { return };
        let ascent = |usage: Use| {
            let last = usage.written.iter().rposition(|segment| *segment == up)?;
            let depth = usage.written.iter().filter(|segment| **segment == up).count();
            // What stands in the rules of a macro goes up from the place of the call, and what a macro is given may be put into a
            // module that it makes.
            let is_elsewhere = || usage.target().is_empty() || workspace.is_in_macro_rules(&workspace.place_of(&usage));
            let is_of_macro = usage.in_macro && is_elsewhere();
            (!is_of_macro).then_some(Ascent { usage, depth, last })
        };
        let interest = Interest::Names(std::iter::once(up).collect());
        for ascent in workspace.uses(&interest, ascent) {
            let module = ascent.module(workspace);
            if module.is_some_and(|module| module.matches("::").count() >= self.deep) {
                continue;
            }
            if ascent.depth <= self.max {
                judgement.conforming_use(None, &ascent.usage, workspace);
            } else {
                report(&ascent, workspace, judgement);
            }
        }
    }
}

impl Ascent {
    /// The path of the module that it goes up to.
    fn module(&self, workspace: &Workspace) -> Option<String> {
        let module = self.usage.steps.get(self.last).and_then(|step| step.first());
        module.map(|module| workspace.path(&module.def))
    }
}

fn report(ascent: &Ascent, workspace: &Workspace, judgement: &mut Judgement) {
    let Ascent { usage, depth, last } = ascent;
    let written = workspace.written(usage);
    let item = workspace.path_around(usage.scope);
    let message = format!("`{written}` goes up {depth} modules");
    let place = workspace.place_of(usage);
    let draft = judgement.violation(None, usage.class, place, item, written, message);
    let Some(module) = ascent.module(workspace) else {
        draft.help("write the path from `crate`");
        return;
    };
    let tail = usage.written[last + 1..].iter().map(|&segment| workspace.text(segment));
    let from_crate = std::iter::once("crate").chain(module.split("::").skip(1)).chain(tail);
    draft.help(format!("write `{}`", from_crate.collect::<Vec<_>>().join("::")));
    draft.path_fix(instead::path(usage, *last, &[module], false, workspace));
}

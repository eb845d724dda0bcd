//! A path that goes far up begins at the crate. See `relative_path_depth.md`.

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::path_fixes::PathFix;
use super::{Audit, Judgement, Kind, Probe, ProbeText, Reads, Rule, instead};
use crate::finding::{FilePath, Span};
use crate::link::{Def, Interest, Scope, Use, Workspace};

pub(super) const KIND: Kind = Kind::new::<RelativePathDepth>("relative_path_depth", include_str!("relative_path_depth.md"));

/// Looks at the imports and paths that go up with `super`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct RelativePathDepth {
    /// The number of modules that a path may go up from its file.
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
    /// The number of modules that it goes up, without those that are written in the same file.
    depth: usize,
    /// The index of the last `super`.
    last: usize,
}

/// The paths of one declaration: the leaves of a `use`, or a path in code.
type Declaration<'a> = Vec<&'a Ascent>;

impl Rule for RelativePathDepth {
    fn reads(&self) -> Reads {
        Reads::CodeOfFile
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let up = "super::".repeat(self.max + 1);
        let root = audit.workspace.modules().find_map(|module| match module {
            Def::Crate(_) => Some(audit.workspace.end_of_module(&module)?.0.clone()),
            _ => None,
        });
        let texts = root.map_or_else(Vec::new, |root| {
            files_below(&root, &format!("use {up}SsotProbe;\n"), self.max + 1)
        });
        vec![Probe::in_files(format!("{up}SsotProbe"), texts)]
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        let Some(up) = workspace.symbol("super") else { return };
        let ascent = |usage: Use| {
            let last = usage.written.iter().rposition(|segment| *segment == up)?;
            let supers = usage.written.iter().filter(|segment| **segment == up).count();
            // What stands in the rules of a macro goes up from the place of the call, and what a macro is given may be put into a
            // module that it makes.
            let is_elsewhere = || usage.target().is_empty() || workspace.is_in_macro_rules(&workspace.place_of(&usage));
            let is_of_macro = usage.in_macro && is_elsewhere();
            let depth = workspace.files_up(usage.scope, supers);
            (!is_of_macro).then_some(Ascent { usage, depth, last })
        };
        let interest = Interest::Names(std::iter::once(up).collect());
        let mut ascents = workspace.uses(&interest, ascent);
        ascents.retain(|ascent| {
            let module = ascent.module(workspace);
            module.is_none_or(|module| module.matches("::").count() < self.deep)
        });
        for declaration in declarations(&ascents, workspace) {
            let too_far: Declaration<'_> = declaration.iter().copied().filter(|ascent| ascent.depth > self.max).collect();
            match declaration.first() {
                Some(first) if too_far.is_empty() => judgement.conforming_use(None, &first.usage, workspace),
                _ => report(&too_far, workspace, judgement),
            }
        }
    }
}

/// New modules below a crate, each in a file of its own: each declares the next, and the last, at a depth, has a text.
fn files_below(root: &FilePath, text: &str, depth: usize) -> Vec<ProbeText> {
    let file_at = |level: usize| match level {
        0 => Some(root.clone()),
        level => FilePath::join(root.folder(), &format!("{}.rs", ["ssot_probe"].repeat(level).join("/"))),
    };
    let texts = (0..=depth).filter_map(|level| {
        Some(ProbeText {
            file: file_at(level)?,
            before: None,
            text: if level < depth { "mod ssot_probe;\n" } else { text }.to_owned(),
        })
    });
    texts.collect()
}

/// The paths by declaration, in the order of their first ones.
fn declarations<'a>(ascents: &'a [Ascent], workspace: &Workspace) -> Vec<Declaration<'a>> {
    let mut declarations: Vec<Declaration<'_>> = Vec::new();
    let mut of_use: FxHashMap<(Scope, Span), usize> = FxHashMap::default();
    for ascent in ascents {
        let item = ascent
            .usage
            .import
            .map(|import| (ascent.usage.scope, workspace.item_of_import(import)));
        match item.and_then(|item| of_use.get(&item).copied()) {
            Some(at) => declarations[at].push(ascent),
            None => {
                of_use.extend(item.map(|item| (item, declarations.len())));
                declarations.push(vec![ascent]);
            }
        }
    }
    declarations
}

impl Ascent {
    /// The path of the module that it goes up to.
    fn module(&self, workspace: &Workspace) -> Option<String> {
        let module = self.usage.steps.get(self.last).and_then(|step| step.first());
        module.map(|module| workspace.path(&module.def))
    }

    /// The same path from the crate.
    fn crate_path(&self, workspace: &Workspace) -> Option<String> {
        let module = self.module(workspace)?;
        let tail = self.usage.written[self.last + 1..]
            .iter()
            .map(|&segment| workspace.text(segment));
        let path: Vec<&str> = std::iter::once("crate")
            .chain(module.split("::").skip(1))
            .chain(tail)
            .collect();
        Some(path.join("::"))
    }
}

/// Reports the paths of one declaration that go up too far.
fn report(too_far: &[&Ascent], workspace: &Workspace, judgement: &mut Judgement) {
    let Some(first) = too_far.first() else { return };
    let usage = &first.usage;
    let item = workspace.path_around(usage.scope);
    let depth = too_far.iter().map(|ascent| ascent.depth).max().unwrap_or_default();
    let written: Vec<String> = too_far.iter().map(|ascent| workspace.written(&ascent.usage)).collect();
    let message = match written.as_slice() {
        [only] => format!("`{only}` goes up {depth} modules from its file"),
        all => format!(
            "`{}` and {} more go up {depth} modules from their file",
            all[0],
            all.len() - 1
        ),
    };
    let place = workspace.place_of(usage);
    let draft = judgement.violation(None, usage.class, place, item, written.join(" "), message);
    let from_crate: Option<Vec<String>> = too_far.iter().map(|ascent| ascent.crate_path(workspace)).collect();
    draft.help(match from_crate {
        Some(paths) => format!("write `{}`", paths.join("`, `")),
        None => "write the path from `crate`".to_owned(),
    });
    let fixes = too_far.iter().map(|ascent| {
        let module = ascent.module(workspace)?;
        instead::path(&ascent.usage, ascent.last, &[module], false, workspace)
    });
    let fixes: Option<Vec<PathFix>> = fixes.collect();
    draft.path_fixes(fixes.unwrap_or_default());
}

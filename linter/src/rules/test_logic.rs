//! Code that ships does not know tests. See `test_logic.md`.

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::literals::{match_text, shown};
use super::{Audit, Judgement, Kind, Probe, Rule, probe};
use crate::config::{Located, NamePattern, TextPattern};
use crate::discover::{Layout, PackageId};
use crate::facts::{CodeShape, Context, ItemKind, LiteralRole};
use crate::finding::{Class, FilePath, Place};
use crate::link::{Def, File, Use, Workspace};

pub(super) const KIND: Kind = Kind::new::<TestLogic>("test_logic", include_str!("test_logic.md"));

/// The parts of names by which a crate says that it is for tests.
const OF_SUPPORT: [&str; 6] = ["test", "tests", "testing", "mock", "mocks", "fixtures"];

/// Looks at literals, at `cfg!`, and at the names of items, in code that ships.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct TestLogic {
    /// Texts by which code knows that it is tested: names of headers and environment variables. A `*` stands for any characters.
    texts: Vec<Located<TextPattern>>,
    /// Names of types, traits, functions and modules that stand in for the real ones.
    names: Vec<Located<NamePattern>>,
    /// Also look at `cfg!(test)` in expressions.
    cfg_test: bool,
    /// Packages that are for tests, beside those that are dev-dependencies only and those whose name says so.
    support: Vec<NamePattern>,
}

impl Default for TestLogic {
    fn default() -> Self {
        Self {
            texts: Vec::new(),
            names: Vec::new(),
            cfg_test: true,
            support: Vec::new(),
        }
    }
}

impl Rule for TestLogic {
    fn names(&self) -> Vec<String> {
        let names = self.names.iter().map(|name| name.value.to_string());
        names.filter(|name| !name.contains('*')).collect()
    }

    fn probes(&self, _: &Audit<'_>) -> Vec<Probe> {
        let texts = self.texts.iter().map(|text| {
            let code = format!("fn probe(name: &str) -> bool {{ name == {} }}", probe::literal(&text.value));
            Probe::new(&text.value, code).at(&text.place)
        });
        let names = self.names.iter().map(|name| {
            let code = format!("pub struct {};", probe::fill(&name.value));
            Probe::new(&name.value, code).at(&name.place)
        });
        let of_cfg = Probe::new("cfg!(test)", "fn probe() -> bool { cfg!(test) }");
        let of_cfg = std::iter::once(of_cfg).filter(|_| self.cfg_test);
        texts.chain(names).chain(of_cfg).collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let shipping = Shipping::new(audit, &self.support);
        self.judge_texts(audit, &shipping, judgement);
        self.judge_names(audit, &shipping, judgement);
        if self.cfg_test {
            judge_cfg(audit, &shipping, judgement);
        }
    }
}

/// Which code ships: that of no package for tests.
struct Shipping<'a> {
    workspace: &'a Workspace,
    files: FxHashSet<&'a FilePath>,
}

impl<'a> Shipping<'a> {
    fn new(audit: &Audit<'a>, support: &[NamePattern]) -> Self {
        let layout = audit.layout;
        let is_support = |package: PackageId| is_support(package, layout, support);
        let supports: FxHashSet<PackageId> = (0..layout.packages.len() as u32)
            .map(PackageId)
            .filter(|id| is_support(*id))
            .collect();
        let ships = layout
            .files
            .iter()
            .filter(|file| file.package.is_none_or(|package| !supports.contains(&package)));
        Self {
            workspace: audit.workspace,
            files: ships.map(|file| &file.path).collect(),
        }
    }

    fn has(&self, class: Class, file: File) -> bool {
        class == Class::Production && self.files.contains(&self.workspace.file(file).path)
    }
}

/// Whether a package is for tests: by its name, or since others need it for their tests only.
fn is_support(package: PackageId, layout: &Layout, support: &[NamePattern]) -> bool {
    let name = layout.packages[package.0 as usize].name.replace('-', "_");
    let says_so = || name.split('_').any(|part| OF_SUPPORT.contains(&part));
    let needs = |of: fn(&crate::discover::Package) -> &[crate::discover::Dependency]| {
        let needed = layout.packages.iter().flat_map(of);
        needed.filter(|dependency| dependency.member == Some(package)).count()
    };
    let is_for_tests =
        || needs(|it| &it.dev_dependencies) > 0 && needs(|it| &it.dependencies) + needs(|it| &it.build_dependencies) == 0;
    let is_library_alone = || {
        layout
            .crates
            .iter()
            .all(|target| target.package != package || target.kind != crate::discover::TargetKind::Binary)
    };
    support.iter().any(|pattern| pattern.matches(&name)) || says_so() || (is_for_tests() && is_library_alone())
}

impl TestLogic {
    fn judge_texts(&self, audit: &Audit<'_>, shipping: &Shipping<'_>, judgement: &mut Judgement) {
        if self.texts.is_empty() {
            return;
        }
        let workspace = audit.workspace;
        let patterns: Vec<TextPattern> = self.texts.iter().map(|text| text.value.clone()).collect();
        let found = workspace.literals(|literal| {
            let tells_apart = matches!(
                literal.role,
                LiteralRole::Plain | LiteralRole::Pattern | LiteralRole::Initializer
            );
            let is_found = tells_apart && shipping.has(literal.class, literal.file) && match_text(&patterns, literal.value);
            is_found.then(|| (workspace.place_of_literal(&literal), literal.scope, literal.value.to_owned()))
        });
        for (place, scope, text) in found {
            let message = format!("code that ships knows tests by `{}`", shown(&text));
            let item = workspace.path_around(scope);
            let draft = judgement.violation(None, Class::Production, place, item, text, message);
            draft.help("let the test hand in what differs, or put it behind a feature that no release has");
        }
    }

    fn judge_names(&self, audit: &Audit<'_>, shipping: &Shipping<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        let matching = |name: &str| self.names.iter().find(|pattern| pattern.value.matches(name));
        for (item, _) in workspace.items().filter(|(_, fact)| is_stand_in(&fact.kind)) {
            let name = workspace.text(workspace.name_of(item));
            if matching(name).is_none() || !shipping.has(workspace.class(item), workspace.file_of(item)) {
                continue;
            }
            let path = workspace.path(&Def::Item(item));
            let message = format!("`{path}` stands in for something in a test, but ships");
            let draft = judgement.violation(
                None,
                Class::Production,
                workspace.place(item),
                path.clone(),
                name.to_owned(),
                message,
            );
            draft.help("move it under `#[cfg(test)]`, behind a feature for tests, or into a crate for tests");
        }
        let names: Vec<&str> = workspace.item_names().filter(|name| matching(name).is_some()).collect();
        if names.is_empty() {
            return;
        }
        let ships = |item| shipping.has(workspace.class(item), workspace.file_of(item));
        let from_support = |usage: Use| {
            let is_made = matches!(usage.context, Context::Call | Context::Construct) && shipping.has(usage.class, usage.file);
            let found = usage.named().filter(|_| is_made).find_map(|(_, binding)| match &binding.def {
                Def::Item(item) if !ships(*item) && workspace.is_own(&binding.def) => {
                    matching(workspace.text(workspace.name_of(*item))).map(|_| workspace.path(&binding.def))
                }
                _ => None,
            });
            found.map(|path| (usage, path))
        };
        for (usage, path) in judgement.uses(workspace, &workspace.interest(names), from_support) {
            let item = workspace.path_around(usage.scope);
            let message = format!("code that ships makes `{path}`, which is for tests");
            let draft = judgement.violation(None, Class::Production, workspace.place_of(&usage), item, path, message);
            draft.help("make the real one, and let tests hand in the other");
        }
    }
}

fn is_stand_in(kind: &ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Struct(_) | ItemKind::Enum | ItemKind::Union | ItemKind::Trait | ItemKind::TypeAlias | ItemKind::Function(_)
    )
}

/// Reports `cfg!(test)` in expressions. What is also there under a feature is there on purpose.
fn judge_cfg(audit: &Audit<'_>, shipping: &Shipping<'_>, judgement: &mut Judgement) {
    let workspace = audit.workspace;
    let Ok(shape) = CodeShape::parse("cfg!($x)") else { return };
    let files: Vec<File> = (0..workspace.files().len() as u32).map(File).collect();
    let in_file = |file: &File| {
        let path = &workspace.file(*file).path;
        let text = workspace.mentions(*file, "cfg").then(|| (audit.texts)(path)).flatten();
        let found = text.iter().flat_map(|text| shape.find(text));
        let asks = found.filter(|found| found.holes.iter().any(|(_, condition)| is_about_tests(condition)));
        let places = asks.map(|found| (*file, found.span));
        places.collect::<Vec<_>>()
    };
    let found: Vec<_> = files.par_iter().flat_map(in_file).collect();
    for (file, span) in found {
        let (class, item) = workspace.around(file, span.start);
        if !shipping.has(class, file) {
            continue;
        }
        let place = Place {
            file: workspace.file(file).path.clone(),
            span,
        };
        let message = "code that ships asks whether it is tested".to_owned();
        let draft = judgement.violation(None, class, place, item, "cfg!(test)".to_owned(), message);
        draft.help("let the test hand in what differs");
    }
}

/// Whether a condition of `cfg!` is about tests alone.
fn is_about_tests(condition: &str) -> bool {
    let mut words = condition.split(|it: char| !it.is_alphanumeric() && it != '_');
    words.any(|word| word == "test") && !condition.contains("feature")
}

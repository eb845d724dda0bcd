//! Probes: code that breaks a contract, with which `doctor` shows that a rule can find something in a workspace.
//!
//! A probe is written as a user would break the contract. A path may be a function, a type, a macro or a module, so a probe uses it in
//! each of these ways: what does not resolve is no use and does no harm.

use std::sync::Arc;

use crate::config::{Located, PathPattern};
use crate::facts::ItemKind;
use crate::finding::{FilePath, Place};
use crate::link::{Def, Item, Workspace};
use crate::uses::why_dead;

/// The name of what a wildcard stands for.
pub(super) const FILLER: &str = "probe";

/// Code that breaks one contract of a rule.
#[derive(Clone, Debug)]
pub struct Probe {
    /// The concept whose contract it breaks.
    pub concept: Option<Arc<str>>,
    /// What it does that must not be, as the configuration writes it: a path, a name, a text.
    pub subject: String,
    /// The entry of the configuration; `None` for a contract without options.
    pub place: Option<Place>,
    /// The code.
    pub code: ProbeCode,
}

/// Where the code of a probe is put.
#[derive(Clone, Debug)]
pub enum ProbeCode {
    /// Items in a module of their own, in each crate.
    EachCrate(String),
    /// Texts in files.
    Files(Vec<ProbeText>),
}

/// A text that is put into a file.
#[derive(Clone, Debug)]
pub struct ProbeText {
    /// The file; it may be new.
    pub file: FilePath,
    /// The byte offset before which the text is put; `None` for the end of the file.
    pub before: Option<u32>,
    /// The text.
    pub text: String,
}

impl Probe {
    /// A probe in each crate, of a contract without an entry of its own in the configuration.
    pub(super) fn new(subject: impl ToString, code: impl Into<String>) -> Self {
        Self {
            concept: None,
            subject: subject.to_string(),
            place: None,
            code: ProbeCode::EachCrate(code.into()),
        }
    }

    /// A probe with a code of its own in each file.
    pub(super) fn in_files(subject: impl ToString, texts: Vec<ProbeText>) -> Self {
        Self {
            code: ProbeCode::Files(texts),
            ..Self::new(subject, "")
        }
    }

    /// Whether there is code that may break the contract.
    pub(super) fn has_code(&self) -> bool {
        match &self.code {
            ProbeCode::EachCrate(code) => !code.is_empty(),
            ProbeCode::Files(texts) => !texts.is_empty(),
        }
    }

    /// The concept whose contract it breaks.
    pub(super) fn of(self, concept: &Arc<str>) -> Self {
        Self {
            concept: Some(Arc::clone(concept)),
            ..self
        }
    }

    /// The entry of the configuration.
    pub(super) fn at(self, place: &Place) -> Self {
        Self {
            place: Some(place.clone()),
            ..self
        }
    }

    /// A probe that uses what a pattern matches.
    pub(super) fn using(pattern: &PathPattern, workspace: &Workspace) -> Self {
        let paths = paths(pattern, workspace);
        Self::new(pattern, uses_of(paths.iter().map(String::as_str), workspace))
    }

    /// Probes that use what each pattern of an option matches.
    pub(super) fn using_each(patterns: &[Located<PathPattern>], workspace: &Workspace) -> Vec<Self> {
        let probes = patterns
            .iter()
            .map(|pattern| Self::using(&pattern.value, workspace).at(&pattern.place));
        probes.collect()
    }
}

/// Paths that a pattern matches: the plain ones, for each of the others one that exists in the workspace, and one that may exist
/// elsewhere. Paths that can lead nowhere are left out.
fn paths(pattern: &PathPattern, workspace: &Workspace) -> Vec<String> {
    let filled = pattern.filled(FILLER).into_iter().map(|segments| segments.join("::"));
    let mut paths: Vec<String> = filled.collect();
    if pattern.plain_paths().count() < paths.len() {
        let own = workspace.items().map(|(item, _)| workspace.path(&Def::Item(item)));
        paths.extend(own.into_iter().find(|path| pattern.matches_own(path)));
    }
    let may_exist = |path: &String| PathPattern::parse(path).is_ok_and(|path| why_dead(&path, workspace).is_empty());
    paths.retain(may_exist);
    paths
}

/// Code that uses each of these paths as whatever it may be.
pub(super) fn uses_of<'p>(paths: impl Iterator<Item = &'p str>, workspace: &Workspace) -> String {
    let spelled = paths.flat_map(|path| spellings(path, workspace));
    let code = spelled.enumerate().map(|(at, path)| match path.strip_suffix('!') {
        Some(name) => format!("mod probe_{at} {{ fn probe() {{ {name}!(\"PROBE\"); }} }}\n"),
        None => format!(
            "mod probe_{at} {{ use {path} as _; fn probe(_: {path}) {{ {path}(); let _ = {path}; }} }}\n\
             mod import_{at} {{ use {path}; }}\n"
        ),
    });
    code.collect()
}

/// Another item beside one that is a variant or is declared in a module.
pub(super) fn sibling(item: Item, workspace: &Workspace) -> Option<ProbeText> {
    if matches!(workspace.item(item).kind, ItemKind::Variant { .. }) {
        return Some(ProbeText {
            file: workspace.place(item).file,
            before: Some(workspace.item(item).span.end),
            text: ", SsotProbe".to_owned(),
        });
    }
    let path = workspace.path(&Def::Item(item));
    let (above, _) = path.rsplit_once("::")?;
    let module = workspace.modules().find(|module| workspace.path(module) == above)?;
    let (file, before) = workspace.end_of_module(&module)?;
    Some(ProbeText {
        file: file.clone(),
        before,
        text: "pub const SSOT_PROBE: u8 = 0;".to_owned(),
    })
}

/// The spellings of a path: a crate calls itself `crate`.
pub(super) fn spellings(path: &str, workspace: &Workspace) -> Vec<String> {
    let own = path
        .split_once("::")
        .filter(|(krate, _)| workspace.crate_names().any(|name| name == *krate));
    let of_crate = own.map(|(_, rest)| format!("crate::{rest}"));
    std::iter::once(path.to_owned()).chain(of_crate).collect()
}

/// A text that a pattern matches, as a string literal.
pub(super) fn literal(pattern: &impl ToString) -> String {
    format!("{:?}", fill(pattern))
}

/// What a pattern over names or texts matches.
pub(super) fn fill(pattern: &impl ToString) -> String {
    pattern.to_string().replace('*', FILLER)
}

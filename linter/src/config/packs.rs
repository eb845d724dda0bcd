//! Packs: the texts of shipped rules and of the rules in folders of the snapshot.
//!
//! Knows nothing of what the texts say.

use std::sync::Arc;

use super::located::Located;
use super::problems::{ConfigProblem, Quoted, suggestion};
use super::source::TomlSource;
use crate::finding::{FilePath, Place};
use crate::snapshot::Snapshot;

/// The name of the pack that is shipped, and the folder that its files seem to lie in.
pub(super) const SHIPPED_PACK: &str = "core";

/// The files of the shipped pack: the path within the pack, and the text.
pub(super) type Shipped = &'static [(&'static str, &'static str)];

/// The files of one pack.
#[derive(Default)]
pub(super) struct Pack {
    /// `concepts.toml`, if there is one.
    pub(super) concepts: Option<Arc<TomlSource>>,
    /// `<category>/<rule-id>.toml`, in the order of the paths.
    pub(super) rules: Vec<RuleFile>,
}

/// The file of one rule.
pub(super) struct RuleFile {
    /// Its text.
    pub(super) source: Arc<TomlSource>,
    /// The folder that it lies in.
    pub(super) category: String,
    /// Its name without `.toml`.
    pub(super) id: String,
}

/// The role of a file in a pack.
enum Role<'a> {
    Concepts,
    Rule { category: &'a str, id: &'a str },
    Foreign,
    Misplaced,
}

/// The packs that are named, in the order written; the shipped one where none is.
pub(super) fn packs(
    named: Option<Vec<Located<String>>>,
    shipped: Shipped,
    snapshot: &Snapshot,
    problems: &mut Vec<ConfigProblem>,
) -> Vec<Pack> {
    let Some(named) = named else {
        return vec![shipped_pack(shipped)];
    };
    let mut packs = Vec::new();
    for (at, name) in named.iter().enumerate() {
        if named[..at].iter().any(|before| before.value == name.value) {
            problems.push(ConfigProblem::new(name.place.clone(), "this pack is named twice").low());
        } else if **name == *SHIPPED_PACK {
            packs.push(shipped_pack(shipped));
        } else {
            packs.extend(pack_in_folder(name, snapshot, problems));
        }
    }
    packs
}

fn shipped_pack(shipped: Shipped) -> Pack {
    let mut pack = Pack::default();
    for &(path, text) in shipped {
        let file = FilePath::new(format!("{SHIPPED_PACK}/{path}"));
        pack.add(role(path), || TomlSource::new(file, text));
    }
    pack
}

fn pack_in_folder(name: &Located<String>, snapshot: &Snapshot, problems: &mut Vec<ConfigProblem>) -> Option<Pack> {
    let folder = FilePath::join("", name);
    let Some(folder) = folder.filter(|folder| !folder.as_str().is_empty()) else {
        problems.push(ConfigProblem::new(
            name.place.clone(),
            "a pack is a folder below the root of the workspace",
        ));
        return None;
    };
    let prefix = format!("{folder}/");
    let mut pack = Pack::default();
    for file in snapshot.files() {
        let Some(path) = file.as_str().strip_prefix(&prefix).filter(|path| path.ends_with(".toml")) else {
            continue;
        };
        match (role(path), snapshot.text(file)) {
            (Role::Foreign, _) => {}
            (Role::Misplaced, _) => problems.push(misplaced(file)),
            (role, Ok(text)) => pack.add(role, || TomlSource::new(file.clone(), text)),
            (_, Err(error)) => problems.push(ConfigProblem::new(Place::file(file.clone()), error.to_string())),
        }
    }
    if pack.is_empty() {
        problems.push(not_found(name));
    }
    Some(pack)
}

/// The role of the file at `path` in a pack.
fn role(path: &str) -> Role<'_> {
    let stem = path.strip_suffix(".toml").unwrap_or(path);
    match stem.split('/').collect::<Vec<_>>().as_slice() {
        // A pack may be a crate as well.
        [.., "Cargo"] => Role::Foreign,
        ["concepts"] => Role::Concepts,
        &[category, id] => Role::Rule { category, id },
        _ => Role::Misplaced,
    }
}

impl Pack {
    fn add(&mut self, role: Role<'_>, source: impl FnOnce() -> TomlSource) {
        match role {
            Role::Concepts => self.concepts = Some(Arc::new(source())),
            Role::Rule { category, id } => {
                let (category, id) = (category.to_owned(), id.to_owned());
                self.rules.push(RuleFile {
                    source: Arc::new(source()),
                    category,
                    id,
                });
            }
            Role::Foreign | Role::Misplaced => {}
        }
    }

    fn is_empty(&self) -> bool {
        self.concepts.is_none() && self.rules.is_empty()
    }
}

fn misplaced(file: &FilePath) -> ConfigProblem {
    let problem = ConfigProblem::new(
        Place::file(file.clone()),
        "not read: neither `concepts.toml` nor a rule of this pack",
    );
    problem.help("a rule lies at `<category>/<rule-id>.toml` in its pack").low()
}

fn not_found(name: &Located<String>) -> ConfigProblem {
    let message = format!("pack {} not found", Quoted(name));
    let help = match suggestion(name, [SHIPPED_PACK]) {
        Some(help) if help.starts_with("did you mean") => help,
        _ => "a pack is `core`, or a folder with `<category>/<rule-id>.toml` in it".to_owned(),
    };
    ConfigProblem::new(name.place.clone(), message).help(help)
}

//! Packs: the texts of shipped rules and of the rules in folders of the snapshot.
//!
//! Knows nothing of what the texts say.

use std::sync::Arc;

use super::located::Located;
use super::problems::{ConfigProblem, Quoted, suggestion};
use super::source::TomlSource;
use crate::finding::{FilePath, Place};
use crate::snapshot::Snapshot;

/// The pack that applies if no pack is named.
pub(super) const DEFAULT_PACK: &str = "core";

/// The files of the shipped packs: the path, which begins with the name of the pack, and the text.
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

/// The packs that are named, in the order written; the default one where none is.
pub(super) fn packs(
    named: Option<Vec<Located<String>>>,
    shipped: Shipped,
    snapshot: &Snapshot,
    problems: &mut Vec<ConfigProblem>,
) -> Vec<Pack> {
    let Some(named) = named else {
        return vec![shipped_pack(DEFAULT_PACK, shipped)];
    };
    let mut packs = Vec::new();
    for (at, name) in named.iter().enumerate() {
        if named[..at].iter().any(|before| before.value == name.value) {
            problems.push(ConfigProblem::new(name.place.clone(), "this pack is named twice").low());
        } else if shipped_names(shipped).any(|shipped| *shipped == **name) {
            packs.push(shipped_pack(name, shipped));
        } else {
            packs.extend(pack_in_folder(name, shipped, snapshot, problems));
        }
    }
    packs
}

/// The names of the shipped packs, each as often as it has files.
fn shipped_names(shipped: Shipped) -> impl Iterator<Item = &'static str> {
    shipped.iter().filter_map(|(path, _)| Some(path.split_once('/')?.0))
}

fn shipped_pack(name: &str, shipped: Shipped) -> Pack {
    let mut pack = Pack::default();
    for &(path, text) in shipped {
        let within = path.strip_prefix(name).and_then(|path| path.strip_prefix('/'));
        if let Some(within) = within {
            pack.add(role(within), || TomlSource::new(FilePath::new(path), text));
        }
    }
    pack
}

fn pack_in_folder(
    name: &Located<String>,
    shipped: Shipped,
    snapshot: &Snapshot,
    problems: &mut Vec<ConfigProblem>,
) -> Option<Pack> {
    let folder = FilePath::join("", name);
    let Some(folder) = folder.filter(|folder| !folder.as_str().is_empty()) else {
        problems.push(ConfigProblem::new(
            name.place.clone(),
            "a pack is a folder below the root of the workspace",
        ));
        return None;
    };
    let mut pack = Pack::default();
    // The index and the commits of a repository do not contain the files of its submodules.
    let submodule = snapshot.submodule_around(&folder);
    let (root, files) = match &submodule {
        Some((root, files)) => (format!("{root}/"), files),
        None => (String::new(), snapshot),
    };
    let prefix = format!("{folder}/");
    for below in files.files() {
        let file = FilePath::new(format!("{root}{below}"));
        let Some(path) = file.as_str().strip_prefix(&prefix).filter(|path| path.ends_with(".toml")) else {
            continue;
        };
        match (role(path), files.text(below)) {
            (Role::Foreign, _) => {}
            (Role::Misplaced, _) => problems.push(misplaced(&file)),
            (role, Ok(text)) => pack.add(role, || TomlSource::new(file.clone(), text)),
            (_, Err(error)) => problems.push(ConfigProblem::new(Place::file(file.clone()), error.to_string())),
        }
    }
    if pack.is_empty() {
        problems.push(not_found(name, shipped));
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

fn not_found(name: &Located<String>, shipped: Shipped) -> ConfigProblem {
    let message = format!("pack {} not found", Quoted(name));
    let mut names: Vec<&str> = shipped_names(shipped).collect();
    names.dedup();
    let help = match suggestion(name, names.iter().copied()) {
        Some(help) if help.starts_with("did you mean") => help,
        _ => format!(
            "a pack is `{}`, or a folder with `<category>/<rule-id>.toml` in it",
            names.join("` or `")
        ),
    };
    ConfigProblem::new(name.place.clone(), message).help(help)
}

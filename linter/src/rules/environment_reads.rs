//! The reads of environment variables: where code asks for which variable, and what it takes if the variable is not set.
//!
//! Knows nothing of declarations: `environment_registry` compares the reads with them.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Judgement;
use super::path_options::ResolvedPaths;
use crate::config::{FILE, Located, PathPattern, TextPattern};
use crate::discover::PackageId;
use crate::facts::{Context, DefaultValue, constant_value, defaults};
use crate::finding::{Class, FilePath, Place};
use crate::link::{Def, Item, Use, Workspace};

/// What reads a variable whose name is the first argument.
pub(super) const READERS: &str = "std::{env::{var, var_os}, env!, option_env!}";

/// Those of the readers whose variables are set while the compiler runs.
const OF_COMPILER: [&str; 2] = ["std::env!", "std::option_env!"];

/// The variables that cargo sets.
const OF_CARGO: [&str; 3] = ["CARGO", "CARGO_*", "OUT_DIR"];

/// What a build script prints before the name of a variable that it sets.
const SETTERS: [&str; 2] = ["cargo:rustc-env=", "cargo::rustc-env="];

/// The text of a file; `None` if it cannot be read.
pub(crate) type FileTexts<'a> = &'a (dyn Fn(&FilePath) -> Option<String> + Sync);

/// A read of a variable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct VariableRead {
    pub(crate) place: Place,
    pub(crate) name: String,
    pub(crate) class: Class,
    /// The path of the item around it.
    pub(crate) item: String,
    /// What the code takes if the variable is not set.
    pub(crate) default: Option<ReadDefault>,
}

/// A default in the code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ReadDefault {
    /// The value of a literal or constant.
    Known(String),
    /// An expression whose value is known only while the program runs, as written.
    Computed(String),
}

/// The reads of a workspace.
#[derive(Debug, Default)]
pub(crate) struct EnvironmentReads {
    /// The reads of variables whose names are known, in the order of their places.
    pub(crate) named: Vec<VariableRead>,
    /// The other reads, without those in functions that are readers themselves.
    pub(crate) unnamed: Vec<Place>,
}

/// A read whose name is to be looked up.
struct FoundRead {
    name: Option<String>,
    /// The constants that are passed instead of a name.
    constants: Vec<Item>,
    /// For a read while the compiler runs, the package of the code.
    compiled_in: Option<PackageId>,
    /// Whether the function around it is a reader, whose callers say the name.
    is_in_reader: bool,
    read: VariableRead,
}

impl EnvironmentReads {
    /// The reads by `std` and by `readers`. Variables that match `except`, that cargo sets or that the build script of the package
    /// sets are left out.
    pub(super) fn new(
        readers: &[Located<PathPattern>],
        except: &[&TextPattern],
        (workspace, texts): (&Workspace, FileTexts<'_>),
        judgement: &mut Judgement,
    ) -> Self {
        let found = found_reads(readers, workspace, judgement);
        let constants = found.iter().flat_map(|found| found.constants.iter().copied());
        let of_constants = workspace.texts_of_constants(constants);
        let of_cargo = OF_CARGO.map(TextPattern::new);
        let is_compiled_in = found.iter().any(|found| found.compiled_in.is_some());
        let set_by_scripts = if is_compiled_in {
            set_by_scripts(workspace)
        } else {
            BTreeMap::new()
        };
        let mut reads = Self::default();
        for found in found {
            let of_constants = found
                .constants
                .iter()
                .filter_map(|constant| of_constants.get(constant).cloned());
            let names: Vec<String> = found.name.into_iter().chain(of_constants).collect();
            if names.is_empty() && !found.is_in_reader {
                reads.unnamed.push(found.read.place);
                continue;
            }
            let of_script = found.compiled_in.and_then(|package| set_by_scripts.get(&package));
            let known = of_cargo
                .iter()
                .chain(except.iter().copied())
                .chain(of_script.into_iter().flatten());
            let names = names
                .into_iter()
                .filter(|name| !known.clone().any(|pattern| pattern.matches(name)));
            reads.named.extend(names.map(|name| VariableRead {
                name,
                ..found.read.clone()
            }));
        }
        reads.named.sort();
        reads.named.dedup();
        reads.unnamed.sort();
        reads.unnamed.dedup();
        add_defaults(&mut reads.named, workspace, texts);
        reads
    }
}

fn found_reads(readers: &[Located<PathPattern>], workspace: &Workspace, judgement: &mut Judgement) -> Vec<FoundRead> {
    let mut paths = ResolvedPaths::new(readers, workspace, judgement);
    if let Ok(pattern) = PathPattern::parse(READERS) {
        paths.add(&pattern, &Place::file(FilePath::new(FILE)), workspace, judgement);
    }
    let read = |usage: Use| {
        if !matches!(usage.context, Context::Call | Context::Method | Context::Macro) {
            return None;
        }
        let reader = paths.named_by(&usage, workspace)?;
        let (package, is_build_script) = workspace.package_of(usage.scope).unzip();
        // What cargo tells a build script is no configuration.
        if is_build_script == Some(true) {
            return None;
        }
        let item = workspace.path_around(usage.scope);
        Some(FoundRead {
            name: usage.argument.map(|argument| workspace.text(argument).to_owned()),
            constants: workspace.argument_constants(&usage),
            compiled_in: package.filter(|_| OF_COMPILER.contains(&reader.as_str())),
            is_in_reader: paths.cover(&item),
            read: VariableRead {
                place: workspace.place_of(&usage),
                name: String::new(),
                class: usage.class,
                item,
                default: None,
            },
        })
    };
    judgement.uses(workspace, &paths.interest(workspace), read)
}

/// The variables that the build script of each package sets for its crates. A part of a name that only a build determines matches
/// anything.
fn set_by_scripts(workspace: &Workspace) -> BTreeMap<PackageId, Vec<TextPattern>> {
    let found = workspace.literals(|literal| {
        if !SETTERS.iter().any(|setter| literal.value.contains(setter)) {
            return None;
        }
        let (package, _) = workspace.package_of(literal.scope).filter(|(_, is_script)| *is_script)?;
        let lines = literal.value.lines();
        let set = lines.filter_map(|line| SETTERS.iter().find_map(|setter| line.trim_start().strip_prefix(setter)));
        let names = set.map(|set| match set.split_once('=') {
            Some((name, _)) => name.to_owned(),
            None => format!("{set}*"),
        });
        let patterns = names.map(|name| TextPattern::new(&name.replace("{}", "*")));
        Some((package, patterns.collect::<Vec<_>>()))
    });
    let mut by_package: BTreeMap<PackageId, Vec<TextPattern>> = BTreeMap::new();
    for (package, patterns) in found {
        by_package.entry(package).or_default().extend(patterns);
    }
    by_package
}

/// A path that is a default, by its file and the byte offset of its first name.
type PathPlace = (FilePath, u32);

/// Adds the defaults that the code around each read takes.
fn add_defaults(reads: &mut [VariableRead], workspace: &Workspace, texts: FileTexts<'_>) {
    let mut found: FxHashMap<PathPlace, DefaultValue> = FxHashMap::default();
    for of_file in reads.chunk_by(|one, other| one.place.file == other.place.file) {
        let file = &of_file[0].place.file;
        let Some(text) = texts(file) else { continue };
        let calls = of_file.iter().map(|read| read.place.span.start);
        let of_calls = defaults(&text, calls).into_iter();
        found.extend(of_calls.map(|(call, default)| ((file.clone(), call), default)));
    }
    let paths = found.iter().filter_map(|((file, _), default)| match default {
        DefaultValue::Path(path, start) => Some(((file.clone(), *start), path.as_str())),
        _ => None,
    });
    let values = constants_at(&paths.collect(), workspace, texts);
    for read in reads {
        let file = &read.place.file;
        read.default = found
            .get(&(file.clone(), read.place.span.start))
            .map(|default| match default {
                DefaultValue::Literal(value) => ReadDefault::Known(value.clone()),
                DefaultValue::Computed(code) => ReadDefault::Computed(one_line(code)),
                DefaultValue::Path(path, start) => match values.get(&(file.clone(), *start)) {
                    Some(value) => ReadDefault::Known(value.clone()),
                    None => ReadDefault::Computed(one_line(path)),
                },
            });
    }
}

/// The values of those of these paths that name a constant with a known value.
fn constants_at(paths: &FxHashMap<PathPlace, &str>, workspace: &Workspace, texts: FileTexts<'_>) -> FxHashMap<PathPlace, String> {
    let names: FxHashSet<&str> = paths.values().filter_map(|path| path.rsplit("::").next()).collect();
    if names.is_empty() {
        return FxHashMap::default();
    }
    let named = workspace.uses(&workspace.interest(names.into_iter().map(str::trim)), |usage| {
        let place = (workspace.file(usage.file).path.clone(), usage.span.start);
        let mut items = usage.target().iter().filter_map(|binding| match binding.def {
            Def::Item(item) if workspace.is_constant_item(item) => Some(item),
            _ => None,
        });
        let item = items.next().filter(|_| paths.contains_key(&place))?;
        Some((place, item))
    });
    let of_texts = workspace.texts_of_constants(named.iter().map(|(_, item)| *item));
    let value = |item: Item| {
        let written = || {
            let place = workspace.place(item);
            match constant_value(&texts(&place.file)?, place.span.start)? {
                DefaultValue::Literal(value) => Some(value),
                DefaultValue::Path(..) | DefaultValue::Computed(_) => None,
            }
        };
        of_texts.get(&item).cloned().or_else(written)
    };
    named
        .into_iter()
        .filter_map(|(place, item)| Some((place, value(item)?)))
        .collect()
}

fn one_line(code: &str) -> String {
    code.split_whitespace().collect::<Vec<_>>().join(" ")
}

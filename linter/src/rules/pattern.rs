//! Code of certain shapes must not be. See `pattern.md`.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::Deserialize;

use super::path_options::{ResolvedPaths, is_allowed, last_names};
use super::{Audit, Judgement, Kind, Probe, Rule, probe};
use crate::config::{AllowIn, Located, PathPattern, filled};
use crate::facts::{CodeShape, ShapeMatch};
use crate::finding::{FilePath, Place};
use crate::link::{File, Use, Workspace};

pub(super) const KIND: Kind = Kind::new::<ForbiddenShapes>("pattern", include_str!("pattern.md"));

/// Shapes of code.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
struct ForbiddenShapes {
    /// The shapes that are reported.
    #[schemars(with = "Vec<String>")]
    #[serde(deserialize_with = "filled")]
    patterns: Vec<Located<CodeShape>>,
    /// Shapes that are not reported although one of `patterns` matches, and that count as conforming.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    except: Vec<Located<CodeShape>>,
    /// What is wrong with it: a lower-case phrase.
    #[serde(default)]
    message: Option<String>,
    /// What to write instead.
    #[serde(default)]
    instead: Option<String>,
    /// The files, modules and items in which this is permitted.
    #[serde(default)]
    allow_in: Vec<Located<AllowIn>>,
}

/// The bytes at which a path of a shape is written, by file.
type PlacesByPath = FxHashMap<String, FxHashSet<(File, u32)>>;

impl Rule for ForbiddenShapes {
    fn names(&self) -> Vec<String> {
        let patterns: Vec<PathPattern> = self
            .shapes()
            .flat_map(|shape| paths_of(shape))
            .map(|(_, pattern)| pattern)
            .collect();
        last_names(patterns.iter())
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let probes = self.patterns.iter().map(|shape| {
            let code = shape.value.example();
            let own = |path: &str| probe::spellings(path, audit.workspace).into_iter().nth(1);
            let of_crate = shape
                .value
                .paths()
                .into_iter()
                .find_map(|path| Some(code.replace(path, &own(path)?)));
            let functions = std::iter::once(code.clone()).chain(of_crate).enumerate();
            let functions = functions.map(|(at, code)| format!("fn probe_{at}() {{ {code}; }}\n"));
            Probe::new(&shape.value, functions.collect::<String>()).at(&shape.place)
        });
        probes.collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        let mut spellings = PlacesByPath::default();
        for shape in self.shapes() {
            for (path, pattern) in paths_of(shape) {
                let mut resolved = ResolvedPaths::default();
                resolved.add(&pattern, &shape.place, workspace, judgement);
                spellings
                    .entry(path)
                    .or_insert_with(|| spelled(&resolved, workspace, judgement));
            }
        }
        let in_file = |at: usize| self.matches_in(File(at as u32), &spellings, audit);
        let files = (0..workspace.files().len()).into_par_iter();
        let found: Vec<(File, Vec<ShapedCode>)> = files.map(|at| (File(at as u32), in_file(at))).collect();
        let mut seen: FxHashSet<(FilePath, u32, u32)> = FxHashSet::default();
        for (file, found) in found {
            let path = &workspace.file(file).path;
            for found in found {
                let span = found.place.span;
                // A file that is read as items and as an expression is one file.
                if seen.insert((path.clone(), span.start, span.end)) {
                    self.judge(file, found, workspace, judgement);
                }
            }
        }
    }
}

/// Code of a shape.
struct ShapedCode {
    place: Place,
    /// The shape, as written.
    shape: String,
    /// What the holes stand for.
    holes: String,
    is_excepted: bool,
}

impl ForbiddenShapes {
    fn shapes(&self) -> impl Iterator<Item = &Located<CodeShape>> {
        self.patterns.iter().chain(&self.except)
    }

    fn matches_in(&self, file: File, spellings: &PlacesByPath, audit: &Audit<'_>) -> Vec<ShapedCode> {
        let workspace = audit.workspace;
        let source = workspace.file(file);
        let may_have = |shape: &CodeShape| {
            let paths = shape.paths();
            paths
                .iter()
                .all(|path| spellings.get(*path).is_some_and(|at| at.iter().any(|(of, _)| *of == file)))
                && shape.names().iter().all(|name| workspace.mentions(file, name))
        };
        let wanted: Vec<&Located<CodeShape>> = self.patterns.iter().filter(|shape| may_have(shape)).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let Some(text) = (audit.texts)(&source.path) else {
            return Vec::new();
        };
        let is_meant = |found: &ShapeMatch| {
            let mut paths = found.paths.iter();
            paths.all(|(path, start)| spellings.get(path).is_some_and(|at| at.contains(&(file, *start))))
        };
        let find = |shape: &Located<CodeShape>| {
            let found = shape.find(&text).into_iter().filter(is_meant);
            found.map(|found| (shape.to_string(), found)).collect::<Vec<_>>()
        };
        let excepted = self.except.iter().filter(|shape| may_have(shape)).flat_map(find);
        let excepted: FxHashSet<(u32, u32)> = excepted.map(|(_, found)| (found.span.start, found.span.end)).collect();
        let found = wanted.into_iter().flat_map(find).map(|(shape, found)| ShapedCode {
            place: Place {
                file: source.path.clone(),
                span: found.span,
            },
            shape,
            holes: found.holes.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" "),
            is_excepted: excepted.contains(&(found.span.start, found.span.end)),
        });
        found.collect()
    }

    fn judge(&self, file: File, found: ShapedCode, workspace: &Workspace, judgement: &mut Judgement) {
        let (class, around) = workspace.around(file, found.place.span.start);
        if found.is_excepted || is_allowed(&self.allow_in, &found.place.file, &around) {
            judgement.conforming(None, class, &found.place.file);
            return;
        }
        let message = match &self.message {
            Some(message) => message.clone(),
            None => format!("this has the shape `{}`", found.shape),
        };
        let help = match &self.instead {
            Some(instead) => format!("use `{instead}`"),
            None => "write it another way, or add this place to `allow-in` of the rule".to_owned(),
        };
        let content = format!("{} {}", found.shape, found.holes);
        judgement
            .violation(None, class, found.place, around, content, message)
            .help(help);
    }
}

/// The paths of a shape that must be resolved, each with the pattern that it is.
fn paths_of(shape: &CodeShape) -> Vec<(String, PathPattern)> {
    let paths = shape.paths().into_iter();
    paths
        .filter_map(|path| Some((path.to_owned(), PathPattern::parse(path).ok()?)))
        .collect()
}

/// Where a path is written, by whatever name.
fn spelled(path: &ResolvedPaths, workspace: &Workspace, judgement: &mut Judgement) -> FxHashSet<(File, u32)> {
    let place = |usage: Use| {
        let is_named = path.named_by(&usage, workspace).is_some() && !usage.is_expanded;
        is_named.then_some((usage.file, usage.span.start))
    };
    let places = judgement.uses(workspace, &path.interest(workspace), place);
    places.into_iter().collect()
}

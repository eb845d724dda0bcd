//! The members that `[workspace]` lists: whether they exist, and whether two packages of one workspace share a name.

use std::collections::BTreeMap;

use globset::{GlobBuilder, escape};
use rustc_hash::FxHashSet;
use toml::Spanned;

use super::manifest::{DeclaredWorkspace, Manifest, ManifestId, Manifests};
use super::problems::ManifestProblems;
use super::workspaces::Workspaces;
use super::{Package, PackageId};
use crate::finding::FilePath;

/// The characters that make a path a glob.
const WILDCARDS: [char; 3] = ['*', '?', '['];

/// Each glob is tried on every package below it, so that a hostile manifest could make it quadratic.
const MOST_GLOBS: usize = 500;

pub(super) fn check(packages: &[Package], manifests: &Manifests, workspaces: &Workspaces, problems: &mut ManifestProblems) {
    for root in manifests.ids() {
        let manifest = manifests.get(root);
        let Some(workspace) = &manifest.workspace else {
            continue;
        };
        let listed = listed(manifest, workspace, manifests, problems);
        let members = members(root, listed, packages, manifests, workspaces);
        tell_shared_names(&members, packages, manifests, problems);
    }
}

/// The manifests that `members` names, with a problem for each entry that names none.
fn listed(
    manifest: &Manifest,
    workspace: &DeclaredWorkspace,
    manifests: &Manifests,
    problems: &mut ManifestProblems,
) -> Vec<ManifestId> {
    let mut found = Vec::new();
    let mut globs = 0;
    let defaults = workspace.default_members.iter().map(|entry| (entry, false));
    for (entry, is_member) in workspace.members.iter().map(|entry| (entry, true)).chain(defaults) {
        globs += usize::from(entry.get_ref().contains(WILDCARDS));
        if globs > MOST_GLOBS {
            let message = format!("more than {MOST_GLOBS} globs in one workspace; from here on they are not read");
            problems.at(&manifest.source, entry.span(), message, None);
            break;
        }
        let matched = matched(manifest, entry, manifests, problems);
        found.extend(matched.into_iter().filter(|_| is_member));
    }
    found
}

fn matched(
    manifest: &Manifest,
    entry: &Spanned<String>,
    manifests: &Manifests,
    problems: &mut ManifestProblems,
) -> Vec<ManifestId> {
    // Cargo's globs have no braces. A pattern that leads out of the snapshot names what is not looked at.
    let written = entry.get_ref().replace('{', "[{]").replace('}', "[}]");
    let Some(pattern) = FilePath::join(&escape(&manifest.folder), &written) else {
        return Vec::new();
    };
    let found = match find(pattern.as_str(), manifests) {
        Ok(found) => found,
        Err(message) => {
            let message = format!("`{}` is not a glob: {message}", entry.get_ref());
            problems.at(&manifest.source, entry.span(), message, None);
            return Vec::new();
        }
    };
    if found.is_empty() && !manifests.may_be_in_submodule(literal_part(pattern.as_str())) {
        let message = format!("`{}` matches no package", entry.get_ref());
        let help = "remove it, or see whether an ignore file hides what it names".to_owned();
        problems.at(&manifest.source, entry.span(), message, Some(help));
    }
    found
}

/// The manifests whose folders match; only those are tried that begin with what stands before the first
/// wildcard.
fn find(pattern: &str, manifests: &Manifests) -> Result<Vec<ManifestId>, String> {
    let prefix = literal_part(pattern);
    if prefix == pattern {
        return Ok(manifests.at(pattern).into_iter().collect());
    }
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    let matcher = glob.map_err(|error| error.kind().to_string())?.compile_matcher();
    let own = manifests.below(prefix).map(|id| (manifests.get(id).folder.as_str(), id));
    let all = own.chain(manifests.linked_below(prefix));
    Ok(all.filter(|(folder, _)| matcher.is_match(folder)).map(|(_, id)| id).collect())
}

/// What stands before the first wildcard.
fn literal_part(pattern: &str) -> &str {
    pattern.split(WILDCARDS).next().unwrap_or_default()
}

/// The packages of a workspace: its root, what it lists, and what they depend on by path below it.
fn members(
    root: ManifestId,
    listed: Vec<ManifestId>,
    packages: &[Package],
    manifests: &Manifests,
    workspaces: &Workspaces,
) -> Vec<PackageId> {
    let is_governed = |id: PackageId| workspaces.root_of(manifests.of_package(id)) == Some(root);
    let mut seen = FxHashSet::default();
    let mut members = Vec::new();
    let mut todo: Vec<PackageId> = listed
        .into_iter()
        .chain([root])
        .filter_map(|id| manifests.package_of(id))
        .collect();
    while let Some(id) = todo.pop() {
        if !is_governed(id) || !seen.insert(id) {
            continue;
        }
        members.push(id);
        let package = &packages[id.0 as usize];
        let tables = [&package.dependencies, &package.build_dependencies, &package.dev_dependencies];
        todo.extend(tables.into_iter().flatten().filter_map(|dependency| dependency.member));
    }
    members.sort_unstable();
    members
}

fn tell_shared_names(members: &[PackageId], packages: &[Package], manifests: &Manifests, problems: &mut ManifestProblems) {
    let mut first = BTreeMap::new();
    for &id in members {
        let name = packages[id.0 as usize].name.as_str();
        let manifest = manifests.get(manifests.of_package(id));
        let earlier = *first.entry(name).or_insert(manifest);
        if std::ptr::eq(earlier, manifest) {
            continue;
        }
        let at = manifest.package.as_ref().map_or(0..0, |package| package.name.span());
        let message = format!("another package of this workspace is named `{name}` too");
        let help = format!("rename one of them; the other is `{}`", earlier.source.file);
        problems.at(&manifest.source, at, message, Some(help));
    }
}

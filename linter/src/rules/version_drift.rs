//! One external package, one version requirement. See `version_drift.md`.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use semver::{Comparator, Op, VersionReq};
use serde::Deserialize;

use super::{Audit, Draft, Judgement, Kind, Probe, ProbeText, Reads, Rule};
use crate::discover::{Dependency, Layout, Package, Requirement};
use crate::finding::{Class, FilePath, Severity};

pub(super) const KIND: Kind = Kind::new::<VersionDrift>("version_drift", include_str!("version_drift.md"));

/// Looks at the dependencies of the members of each workspace.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct VersionDrift {
    /// Also report equal requirements that several members write, each for itself.
    inherit: bool,
}

/// A requirement of one member.
struct Required<'a> {
    member: &'a Package,
    dependency: &'a Dependency,
    requirement: &'a Requirement,
    /// As it compares with others.
    normal: String,
}

/// The requirements of a package in a workspace. If one member uses several versions of it on purpose, by keys of their own, then
/// those of one key.
type Packages<'a> = BTreeMap<(&'a str, &'a str, &'a str), Vec<Required<'a>>>;

impl Rule for VersionDrift {
    fn reads(&self) -> Reads {
        Reads::Declarations
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let mut members = audit.layout.packages.iter().filter(|package| package.workspace.is_some());
        let (Some(one), Some(other)) = (members.next(), members.next()) else {
            return Vec::new();
        };
        let require = |member: &Package, version: &str| {
            Some(ProbeText {
                file: FilePath::join(&member.folder, "Cargo.toml")?,
                before: None,
                text: format!("[target.'cfg(ssot)'.dependencies]\nssot-probe = \"{version}\"\n"),
            })
        };
        let manifests = require(one, "1").into_iter().chain(require(other, "2")).collect();
        vec![Probe::in_files("a second version", manifests)]
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        for ((_, package, _), required) in packages(audit.layout) {
            let members: BTreeSet<&str> = required.iter().map(|it| it.member.folder.as_str()).collect();
            if members.len() < 2 {
                continue;
            }
            let mut by_requirement: BTreeMap<&str, Vec<&Required<'_>>> = BTreeMap::new();
            for it in &required {
                by_requirement.entry(&it.normal).or_default().push(it);
            }
            let own: Vec<&Required<'_>> = required.iter().filter(|it| !it.dependency.inherited).collect();
            if by_requirement.len() > 1 {
                report_drift(package, by_requirement, judgement);
            } else if self.inherit && own.len() > 1 {
                report_copies(package, &own, judgement);
            } else if let Some(first) = required.first() {
                judgement.conforming(None, Class::Production, &first.requirement.place.file);
            }
        }
    }
}

fn packages(layout: &Layout) -> Packages<'_> {
    let mut keys: BTreeMap<(&str, &str, &str), BTreeSet<&str>> = BTreeMap::new();
    for (workspace, member, dependency) in external(layout) {
        let of_member = keys.entry((workspace, &member.folder, &dependency.package)).or_default();
        of_member.insert(&dependency.key);
    }
    let several = keys.into_iter().filter(|(_, keys)| keys.len() > 1);
    let on_purpose: BTreeSet<(&str, &str)> = several.map(|((workspace, _, package), _)| (workspace, package)).collect();
    let mut packages = Packages::new();
    for (workspace, member, dependency) in external(layout) {
        let Some(requirement) = &dependency.requirement else {
            continue;
        };
        let package = dependency.package.as_str();
        let is_on_purpose = on_purpose.contains(&(workspace, package));
        let key = if is_on_purpose { dependency.key.as_str() } else { "" };
        packages.entry((workspace, package, key)).or_default().push(Required {
            member,
            dependency,
            requirement,
            normal: normal(&requirement.text),
        });
    }
    packages
}

/// The dependencies on packages outside the snapshot, each with the folder of the workspace and the member.
fn external(layout: &Layout) -> impl Iterator<Item = (&str, &Package, &Dependency)> {
    let members = layout
        .packages
        .iter()
        .filter_map(|member| Some((member.workspace.as_deref()?, member)));
    members.flat_map(|(workspace, member)| {
        let lists = [&member.dependencies, &member.build_dependencies, &member.dev_dependencies];
        let dependencies = lists.into_iter().flatten().filter(|dependency| dependency.member.is_none());
        dependencies.map(move |dependency| (workspace, member, dependency))
    })
}

fn report_drift(package: &str, by_requirement: BTreeMap<&str, Vec<&Required<'_>>>, judgement: &mut Judgement) {
    let mut groups: Vec<Vec<&Required<'_>>> = by_requirement.into_values().collect();
    // The rarest first; of equally rare ones, one that a member writes for itself.
    groups.sort_by_key(|group| (group.len(), group.iter().any(|it| it.dependency.inherited)));
    let (Some(rarest), Some(usual)) = (groups.first(), groups.last()) else {
        return;
    };
    let (Some(first), Some(most_used)) = (rarest.first(), usual.first()) else {
        return;
    };
    let texts: Vec<String> = groups
        .iter()
        .map(|group| format!("`{}`", group[0].requirement.text))
        .collect();
    let message = format!("`{package}` is required in {} versions: {}", texts.len(), texts.join(", "));
    let lines: BTreeSet<VersionLine> = groups.iter().filter_map(|group| line(&group[0].normal)).collect();
    let draft = report_at(first, package, message, judgement);
    draft.help(format!(
        "declare `{package}` once in `[workspace.dependencies]`, and write `{package}.workspace = true` in the members"
    ));
    // Then cargo takes one version for all of them.
    draft.severity(is_one_line(&lines).then_some(Severity::Low));
    let words = |it: &Required<'_>, count: usize| match count {
        0 => format!("`{}`, required by `{}`", it.requirement.text, it.member.name),
        others => format!(
            "`{}`, required by `{}` and {others} more",
            it.requirement.text, it.member.name
        ),
    };
    draft.see(most_used.requirement.place.clone(), words(most_used, usual.len() - 1));
    for group in &groups[1..groups.len() - 1] {
        draft.also(group[0].requirement.place.clone(), words(group[0], group.len() - 1));
    }
}

/// Reports a package at one of its requirements.
fn report_at<'j>(at: &Required<'_>, package: &str, message: String, judgement: &'j mut Judgement) -> &'j mut Draft {
    let (place, member) = (at.requirement.place.clone(), at.member.name.clone());
    judgement.violation(None, Class::Production, place, member, package.to_owned(), message)
}

fn report_copies(package: &str, own: &[&Required<'_>], judgement: &mut Judgement) {
    let [first, others @ ..] = own else { return };
    let message = format!("`{package}` is declared {} times: `{}`", own.len(), first.requirement.text);
    let draft = report_at(first, package, message, judgement);
    draft.help(format!("declare `{package}` once in `[workspace.dependencies]`"));
    draft.severity(Some(Severity::Low));
    for other in others {
        draft.also(
            other.requirement.place.clone(),
            format!("declared by `{}`", other.member.name),
        );
    }
}

/// A requirement in the form in which equal ones have the same text: `^1.2`, `1.2` and `1.2.0` allow the same versions.
fn normal(text: &str) -> String {
    let Ok(mut parsed) = VersionReq::parse(text) else {
        return text.trim().to_owned();
    };
    for comparator in &mut parsed.comparators {
        fill(comparator);
    }
    parsed.to_string()
}

/// Writes out the numbers that a caret adds. Before 1.0, `^0` and `^0.0` allow more than `^0.0.0`.
fn fill(comparator: &mut Comparator) {
    if comparator.op != Op::Caret {
        return;
    }
    if comparator.major > 0 {
        comparator.minor.get_or_insert(0);
    }
    if comparator.major > 0 || comparator.minor > Some(0) {
        comparator.patch.get_or_insert(0);
    }
}

/// The versions that cargo takes one of: those that agree in the first number that is not zero.
type VersionLine = (u64, Option<u64>);

/// Whether cargo can take one version for all of these. `0` allows any version before 1.0, so it goes with each line of them.
fn is_one_line(lines: &BTreeSet<VersionLine>) -> bool {
    let has_narrower = lines.iter().any(|(major, minor)| *major == 0 && minor.is_some());
    let narrow = lines.iter().filter(|line| !(has_narrower && **line == (0, None)));
    narrow.count() < 2
}

/// `None` if the requirement has no upper bound of that kind.
fn line(normal: &str) -> Option<VersionLine> {
    let parsed = VersionReq::parse(normal).ok()?;
    let [only] = parsed.comparators.as_slice() else { return None };
    let is_bounded = matches!(only.op, Op::Caret | Op::Tilde | Op::Exact);
    is_bounded.then(|| (only.major, only.minor.filter(|_| only.major == 0)))
}

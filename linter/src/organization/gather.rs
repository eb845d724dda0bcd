//! Reads the tables of all shards, and keeps what the report needs. Items come first: they say which paths are deprecated.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::config::{OrganizationConcept, OrganizationConfig};
use super::{
    CopiesAcross, CopyAcross, DeprecatedUses, FEWEST_TOKENS, JoinedRepository, OrganizationReport, OwnerScore, RivalItem,
    SharedVersions, VERSION,
};
use crate::discover::UNOWNED;
use crate::finding::{Class, Severity};
use crate::score::{CategorySites, INPUT, overall_of};
use crate::tables::{self, Shard, ShardError};

/// What the tables say.
#[derive(Default)]
pub(super) struct Gathered {
    repositories: BTreeMap<String, RepositorySums>,
    /// The packages that the organization itself has.
    packages: BTreeSet<String>,
    /// The packages that depend on each package.
    dependants: BTreeMap<String, BTreeSet<(String, String)>>,
    /// The versions of each dependency, with the repositories that use it.
    versions: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
    /// The deprecated paths, and what to do instead.
    deprecated: BTreeMap<String, String>,
    rivals: BTreeSet<RivalItem>,
    copies: FxHashMap<String, (u64, BTreeSet<CopyAcross>)>,
    /// The uses of deprecated paths: by path, repository and package.
    uses: BTreeMap<(String, String, Option<String>), PathUses>,
    owners: BTreeMap<String, Sums>,
    unresolved: u64,
}

/// The uses of a deprecated path in a package.
struct PathUses {
    instead: String,
    count: u64,
    /// The file and line of the first.
    first: (String, u64),
}

#[derive(Default)]
struct RepositorySums {
    revision: Option<String>,
    weights: BTreeMap<String, f64>,
    files: u64,
    lines: u64,
    sums: Sums,
}

/// What a score is made of.
#[derive(Default)]
struct Sums {
    findings: u64,
    categories: BTreeMap<String, CategorySites>,
}

#[derive(Deserialize)]
struct FileRead {
    package: Option<String>,
    lines: u64,
}

#[derive(Deserialize)]
struct DependencyRead {
    package: Option<String>,
    dependency: String,
    requirement: Option<String>,
    locked: Option<String>,
    member: bool,
}

#[derive(Deserialize)]
struct ItemRead {
    path: String,
    #[serde(default)]
    public_paths: Vec<String>,
    deprecated: Option<String>,
    file: String,
    line: u64,
    class: Class,
}

#[derive(Deserialize)]
struct PathRead {
    package: Option<String>,
    file: String,
    line: u64,
    path: String,
    resolved: bool,
}

#[derive(Deserialize)]
struct BodyRead {
    package: Option<String>,
    file: String,
    line: u64,
    #[serde(default)]
    owners: Vec<String>,
    item: String,
    tokens: u64,
    form: String,
    class: Class,
}

#[derive(Deserialize)]
struct FindingRead {
    category: String,
    severity: Severity,
    #[serde(default)]
    owners: Vec<String>,
    sites: u64,
}

#[derive(Deserialize)]
struct SiteRead {
    category: String,
    #[serde(default)]
    owners: Vec<String>,
    sites: u64,
}

impl Gathered {
    pub(super) fn new<'s>(
        shards: impl Iterator<Item = &'s Shard> + Clone,
        config: &OrganizationConfig,
    ) -> Result<Self, ShardError> {
        let mut gathered = Self::default();
        for shard in shards.clone() {
            gathered.add_declarations(shard, config)?;
        }
        for shard in shards {
            gathered.add_uses(shard, config)?;
        }
        Ok(gathered)
    }

    fn add_declarations(&mut self, shard: &Shard, config: &OrganizationConfig) -> Result<(), ShardError> {
        let name = &shard.manifest.repository;
        let repository = self.repositories.entry(name.clone()).or_default();
        repository.revision.clone_from(&shard.manifest.revision);
        repository.weights.clone_from(&shard.manifest.weights);
        shard.rows(&tables::FILES, &["package", "lines"], |row: FileRead| {
            repository.files += 1;
            repository.lines += row.lines;
            self.packages.extend(row.package);
        })?;
        let columns = ["package", "dependency", "requirement", "locked", "member"];
        shard.rows(&tables::DEPENDENCIES, &columns, |row: DependencyRead| {
            let dependant = (name.clone(), row.package.unwrap_or_default());
            self.dependants.entry(row.dependency.clone()).or_default().insert(dependant);
            if let Some(version) = row.locked.or(row.requirement).filter(|_| !row.member) {
                let versions = self.versions.entry(row.dependency).or_default();
                versions.entry(version).or_default().insert(name.clone());
            }
        })?;
        let columns = ["path", "public_paths", "deprecated", "file", "line", "class"];
        shard.rows(&tables::ITEMS, &columns, |row: ItemRead| {
            if let Some(note) = row.deprecated {
                let paths = std::iter::once(row.path.clone()).chain(row.public_paths);
                self.deprecated.extend(paths.map(|path| (path, note.clone())));
            }
            if row.class != Class::Production {
                return;
            }
            let last = row.path.rsplit("::").next().unwrap_or(&row.path);
            let is_within = |canonical: &str| {
                row.path
                    .strip_prefix(canonical)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            };
            let concepts = config.concepts.iter().filter(|concept| !is_within(&concept.canonical));
            let rivals = concepts.filter(|concept| concept.rivals.iter().any(|rival| rival.matches(last)));
            self.rivals.extend(rivals.map(|concept| RivalItem {
                concept: concept.name.clone(),
                canonical: concept.canonical.clone(),
                repository: name.clone(),
                path: row.path.clone(),
                at: format!("{}:{}", row.file, row.line),
            }));
        })
    }

    fn add_uses(&mut self, shard: &Shard, config: &OrganizationConfig) -> Result<(), ShardError> {
        let name = &shard.manifest.repository;
        // A path recurs many times, and whether it is deprecated does not change.
        let mut known: FxHashMap<String, Option<String>> = FxHashMap::default();
        for table in [&tables::REFERENCES, &tables::IMPORTS] {
            shard.rows(table, &["package", "file", "line", "path", "resolved"], |row: PathRead| {
                if !row.resolved {
                    self.unresolved += 1;
                    return;
                }
                let found = known.get(&row.path).cloned();
                let instead = found.unwrap_or_else(|| {
                    let instead = self
                        .deprecated
                        .get(&row.path)
                        .cloned()
                        .or_else(|| instead_of(&row.path, config));
                    known.insert(row.path.clone(), instead.clone());
                    instead
                });
                let Some(instead) = instead else { return };
                let first = (row.file, row.line);
                let uses = self.uses.entry((row.path, name.clone(), row.package));
                let uses = uses.or_insert_with(|| PathUses {
                    instead,
                    count: 0,
                    first: first.clone(),
                });
                uses.count += 1;
                if first < uses.first {
                    uses.first = first;
                }
            })?;
        }
        let columns = ["package", "file", "line", "owners", "item", "tokens", "form", "class"];
        shard.rows(&tables::BODIES, &columns, |row: BodyRead| {
            if row.tokens >= FEWEST_TOKENS && row.class == Class::Production {
                let (_, copies) = self.copies.entry(row.form).or_insert_with(|| (row.tokens, BTreeSet::new()));
                copies.insert(CopyAcross {
                    repository: name.clone(),
                    package: row.package,
                    item: row.item,
                    at: format!("{}:{}", row.file, row.line),
                    owners: row.owners,
                });
            }
        })?;
        let repository = self.repositories.entry(name.clone()).or_default();
        let mut add = |owners: Vec<String>, category: &str, add: &dyn Fn(&mut Sums, &str)| {
            add(&mut repository.sums, category);
            let owners = if owners.is_empty() { vec![UNOWNED.to_owned()] } else { owners };
            for owner in owners {
                add(self.owners.entry(owner).or_default(), category);
            }
        };
        shard.rows(
            &tables::FINDINGS,
            &["category", "severity", "owners", "sites"],
            |row: FindingRead| {
                let weighted = row.sites * u64::from(row.severity.weight());
                add(row.owners, &row.category, &|sums, category| {
                    sums.findings += 1;
                    if category != INPUT {
                        sums.categories.entry(category.to_owned()).or_default().weighted += weighted;
                    }
                });
            },
        )?;
        shard.rows(&tables::SITES, &["category", "owners", "sites"], |row: SiteRead| {
            add(row.owners, &row.category, &|sums, category| {
                sums.categories.entry(category.to_owned()).or_default().conforming += row.sites;
            });
        })
    }

    pub(super) fn report(self, missing: Vec<String>) -> OrganizationReport {
        let repositories = self.repositories.into_iter().map(|(name, sums)| JoinedRepository {
            name,
            revision: sums.revision,
            files: sums.files,
            lines: sums.lines,
            findings: sums.sums.findings,
            score: overall_of(&sums.sums.categories, &sums.weights),
        });
        let owners = self.owners.into_iter().map(|(owner, sums)| OwnerScore {
            owner,
            findings: sums.findings,
            score: overall_of(&sums.categories, &BTreeMap::new()),
        });
        let drift = self.versions.into_iter().filter(|(package, versions)| {
            let is_own = self.packages.contains(package);
            is_own && versions.len() > 1
        });
        let dependants = &self.dependants;
        let dependants_of = |copy: &CopyAcross| {
            let package = copy.package.as_ref().and_then(|package| dependants.get(package));
            package.map_or(0, BTreeSet::len)
        };
        let copies = self.copies.into_iter().filter_map(|(form, (tokens, copies))| {
            let repositories: BTreeSet<&str> = copies.iter().map(|copy| &*copy.repository).collect();
            // Of several equal ones, `max_by_key` takes the last.
            let keep = copies
                .iter()
                .rev()
                .max_by_key(|copy| dependants_of(copy))
                .filter(|_| repositories.len() > 1)?;
            Some(CopiesAcross {
                form,
                tokens,
                keep: format!("{}//{}", keep.repository, keep.item),
                copies: copies.iter().cloned().collect(),
            })
        });
        let mut copies: Vec<CopiesAcross> = copies.collect();
        copies.sort_by_cached_key(|class| {
            (
                std::cmp::Reverse(class.tokens * (class.copies.len() as u64 - 1)),
                class.form.clone(),
            )
        });
        let deprecated = self
            .uses
            .into_iter()
            .map(|((path, repository, package), uses)| DeprecatedUses {
                path,
                instead: uses.instead,
                repository,
                package,
                uses: uses.count,
                first: format!("{}:{}", uses.first.0, uses.first.1),
            });
        OrganizationReport {
            version: VERSION,
            repositories: repositories.collect(),
            missing,
            deprecated: deprecated.collect(),
            rivals: self.rivals.into_iter().collect(),
            copies,
            drift: drift
                .map(|(package, versions)| SharedVersions { package, versions })
                .collect(),
            owners: owners.collect(),
            unresolved: self.unresolved,
        }
    }
}

/// The canonical path of the concept that declares a path deprecated.
fn instead_of(path: &str, config: &OrganizationConfig) -> Option<String> {
    let segments: Vec<&str> = path.split("::").collect();
    let is_deprecated = |concept: &&OrganizationConcept| concept.deprecated.iter().any(|pattern| pattern.covers(&segments, true));
    config
        .concepts
        .iter()
        .find(is_deprecated)
        .map(|concept| concept.canonical.clone())
}

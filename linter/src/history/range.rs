//! The range of commits that an audit looks back on: reads its first and its last state, and asks for the fates of the items between.

use std::path::Path;
use std::sync::Arc;

use super::fates::{FateReport, FateSources, fates};
use super::inventory::KnownItems;
use super::remains::open_migrations;
use super::summary::StateSummary;
use super::timeline::Timeline;
use super::wanted::{PlainText, is_plain_text};
use crate::cache::Cache;
use crate::check::input::FactsProvider;
use crate::check::linked::LinkedInput;
use crate::check::memory::Memory;
use crate::config::{Config, LastNames};
use crate::discover::{CodeOwners, Memberships};
use crate::facts::Grammar;
use crate::finding::FilePath;
use crate::git::{CommitId, Git, GitError, GitSource, RevisionRange};
use crate::link::AskedNames;
use crate::snapshot::Snapshot;

/// Maximum size of a document that is searched for names, in bytes. Larger ones are written by programs.
const LARGEST_TEXT: u64 = 1 << 20;

/// The fates of the items that the commits of a range took from the workspace in a folder.
pub fn audit(folder: &Path, range: &RevisionRange, cache: Option<Arc<Cache>>) -> Result<FateReport, GitError> {
    let git = Git::at(folder);
    let revisions = git.revisions(range)?;
    let (Some(base), Some(end)) = (revisions.first(), revisions.last()) else {
        return Ok(FateReport::default());
    };
    let memory = Memory::new(cache);
    let timeline = Timeline::read(&git, &revisions, &|text| memory.extract(Grammar::Items, text))?;
    memory.forget(Grammar::Items, timeline.passing_texts());
    let end_commit = end.id.clone();
    let snapshot = Snapshot::revision(folder, &end_commit)?;
    let owners = CodeOwners::from_snapshot(&snapshot);
    let config = Config::from_snapshot(&snapshot);
    let submodules = snapshot.submodules().to_vec();
    // Nothing else is asked about.
    let asked = asked_names(timeline.names(), &config);
    // The texts are not kept.
    let linked = |snapshot: Snapshot| {
        let linked = LinkedInput::new(&snapshot, &config, &asked, &memory, None);
        (linked.workspace, linked.layout.package_names())
    };
    let mut known = KnownItems::default();
    let (end, packages_at_end) = linked(snapshot);
    let mut after = StateSummary::new(&end, &timeline, &mut known);
    after.migrations.extend(open_migrations(&end, &config));
    drop(end);
    memory.forget(Grammar::Items, timeline.end_texts());
    known.forget_unused();
    let (base, mut packages) = linked(Snapshot::revision(folder, &base.id)?);
    let before = StateSummary::new(&base, &timeline, &mut known);
    packages.extend(packages_at_end);
    memory.flush();
    let texts = plain_texts(&git, &end_commit)?;
    let successor = |path: &str| successor(&config, path);
    let sources = FateSources {
        timeline: &timeline,
        base: &base,
        before: &before,
        after: &after,
        submodules: &submodules,
        texts: &texts,
        successor: &successor,
    };
    let mut report = fates(&sources);
    report.assign(&Memberships::new(packages, owners));
    Ok(FateReport { revisions, ..report })
}

/// The names that an audit asks about: those of the items, and those of the former paths of concepts with their successors.
fn asked_names(mut names: Vec<String>, config: &Config) -> AskedNames {
    for concept in &config.concepts {
        for former in &concept.deprecated {
            match former.path.last_names() {
                LastNames::Any => return AskedNames::All,
                LastNames::Exact(last) => names.extend(last.into_iter().map(|name| name.trim_end_matches('!').to_owned())),
            }
        }
        names.extend(concept.canonical.iter().flat_map(|canonical| canonical.value.last().cloned()));
    }
    AskedNames::These(names)
}

/// The canonical path of the concept of which a path is a former one, a bypass or a rival.
fn successor(config: &Config, path: &str) -> Option<String> {
    let segments: Vec<&str> = path.split("::").collect();
    let concepts = config.concepts.iter().filter(|concept| {
        let former = concept.deprecated.iter().any(|former| former.path.matches(&segments, true));
        former || concept.bypasses.iter().any(|bypass| bypass.pattern.matches(&segments, true))
    });
    let canonical = concepts.filter_map(|concept| concept.canonical.as_ref());
    canonical
        .map(|canonical| canonical.value.join("::"))
        .find(|canonical| canonical != path)
}

/// The documents and the files of configuration of a commit.
fn plain_texts(git: &Git, commit: &CommitId) -> Result<Vec<PlainText>, GitError> {
    let entries = git.entries(GitSource::Commit(commit))?.into_iter();
    let files = entries.filter(|entry| !entry.is_link() && !entry.is_submodule());
    let files = files.filter_map(|entry| Some((entry.file()?, entry.id)));
    let files: Vec<(FilePath, String)> = files.filter(|(file, _)| is_plain_text(file)).collect();
    let sizes = git.sizes(files.iter().map(|(_, id)| &**id))?;
    let read = files.iter().zip(sizes);
    let read = read.filter(|(_, size)| size.is_none_or(|size| size <= LARGEST_TEXT));
    let read: Vec<(&FilePath, &str)> = read.map(|((file, id), _)| (file, &**id)).collect();
    let texts = git.read_all(&read, &|bytes| String::from_utf8(bytes.to_vec()).ok())?;
    let texts = read.into_iter().zip(texts);
    let texts = texts.filter_map(|((file, _), text)| {
        let file = file.clone();
        Some(PlainText { file, text: text? })
    });
    Ok(texts.collect())
}

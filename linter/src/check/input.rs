//! Reads all files, and reports problems of the input itself as findings.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::cache::Bundle;
use crate::check::exemptions::ExemptionProblem;
use crate::check::previous::PreviousCheck;
use crate::config::{Config, ConfigProblem, FileGlob, RatchetScope};
use crate::discover::{ClassGlobs, Layout, PackageId};
use crate::facts::{Expansion, FileFacts, Grammar};
use crate::finding::{Class, FilePath, Finding, Place, Severity};
use crate::link::{
    AskedNames, Declarations, DefMap, ExpansionSource, Expansions, File, LinkRecord, MissingFile, Modules, SourceFile, Workspace,
    standard_library,
};
use crate::rules::EditedFiles;
use crate::rules::input::{
    BROKEN_MANIFEST, CONFIG_MISTAKE, INPUT_RULES, MISSING_MODULE, UNPARSED_CODE, UNREADABLE_FILE, USELESS_EXEMPTION,
};
use crate::rules::run::{content, input_fingerprint};
use crate::score::INPUT;
use crate::snapshot::{LeftOut, Snapshot};

/// The files that were read, and the files that could not be read.
pub(crate) struct ReadInput {
    /// The snapshot including the files that only sources name.
    pub(crate) snapshot: Snapshot,
    /// The layout including the same files.
    pub(crate) layout: Layout,
    /// The facts of the files of `layout`, in the same order.
    pub(super) facts: Vec<Arc<FileFacts>>,
    /// Files that the sources name, but that are excluded or do not exist.
    pub(super) not_found: BTreeSet<(FilePath, Grammar)>,
    /// Files that could not be read, with the reason.
    pub(crate) problems: Vec<(FilePath, String)>,
    /// The files that were edited since the previous check, if what that knows of the other files still holds.
    pub(crate) edited: Option<EditedFiles>,
    /// The macro calls with their expansions; `None` if the workspace is that of the previous check with other facts.
    pub(crate) expansions: Option<Expansions>,
}

/// A source of facts: the extractor, a cache or the memory of the server.
pub(crate) trait FactsProvider: Sync {
    /// The facts of the text with this hash, if they are already known.
    fn known(&self, grammar: Grammar, hash: u128) -> Option<Arc<FileFacts>>;

    /// The facts of a text.
    fn extract(&self, grammar: Grammar, text: &str) -> Arc<FileFacts>;

    /// Whether several machines share facts.
    fn is_shared(&self) -> bool {
        false
    }

    /// Takes facts that other machines share. `text` returns the text of a file.
    fn fetch(&self, _bundles: &[Bundle], _text: &(dyn Fn(&FilePath) -> Option<String> + Sync)) {}

    /// Shares facts with other machines.
    fn share(&self, _bundles: &[Bundle]) {}

    /// The expansions of some calls under a key, if they are already known.
    fn known_expansions(&self, key: u128) -> Option<Expanded>;

    /// The expansions of some calls under a key: the known ones, or the result of `expand`.
    fn expansions(&self, key: u128, expand: &dyn Fn() -> Vec<Option<Expansion>>) -> Expanded;
}

/// The expansions of some calls; `None` for a call that cannot be expanded.
pub(crate) type Expanded = Vec<Option<Arc<Expansion>>>;

/// The maximum length of a chain of files that name one another. It is rustc's default recursion limit for macros, which also
/// limits such chains.
const MOST_ROUNDS: usize = 128;

/// Reads the files of a snapshot and gets their facts.
pub(crate) struct InputReader<'a> {
    pub(crate) facts: &'a dyn FactsProvider,
    pub(crate) classes: &'a ClassGlobs,
    pub(crate) is_excluded: &'a dyn Fn(&FilePath) -> bool,
    pub(crate) test_features: &'a [String],
    pub(crate) asked: &'a AskedNames,
    /// The names in the paths of the configuration.
    pub(crate) configured: &'a [String],
    pub(crate) progress: Option<fn(usize, usize)>,
    pub(crate) previous: Option<&'a PreviousCheck>,
}

impl InputReader<'_> {
    /// Reads every file of a snapshot, then the other files that the sources name: the targets of `include!` and `#[path]` with
    /// any extension, and modules that an ignore file excludes. The files that these files name are read in the next round.
    pub(crate) fn read(&self, snapshot: Snapshot) -> (ReadInput, Workspace) {
        let layout = Layout::new(&snapshot, self.classes);
        let files: Vec<(FilePath, Grammar)> = layout.files.iter().map(|file| (file.path.clone(), Grammar::Items)).collect();
        let bundles = if self.facts.is_shared() {
            bundles(&layout, &snapshot)
        } else {
            Vec::new()
        };
        self.facts.fetch(&bundles, &|file| snapshot.text(file).ok());
        let (facts, problems) = self.facts_of(&snapshot, &files, self.progress);
        self.facts.share(&bundles);
        standard_library(|text| self.facts.extract(Grammar::Items, text));
        let mut read = ReadInput {
            snapshot,
            layout,
            facts,
            problems,
            not_found: BTreeSet::new(),
            edited: None,
            expansions: None,
        };
        let mut asked = BTreeSet::new();
        for _ in 0..MOST_ROUNDS {
            let modules = self.modules(&read, &read.facts, &Expansions::default());
            if !self.read_wanted(&mut read, modules.wanted, &mut asked) {
                break;
            }
        }
        if let Some(workspace) = self.linked_as_before(&mut read, &asked) {
            return (read, workspace);
        }
        let (mut unused, mut defs) = self.linked(&mut read);
        // Expansions may name further files.
        for _ in 0..MOST_ROUNDS {
            let wanted = read.not_found.clone();
            if !self.read_wanted(&mut read, wanted, &mut asked) {
                break;
            }
            (unused, defs) = self.linked(&mut read);
        }
        if read.leave_out_unused(&unused) {
            defs = self.linked(&mut read).1;
        }
        (read, Workspace::new(defs))
    }

    /// Links the files with what the previous check found out. `None` if that may not hold any more.
    fn linked_as_before(&self, read: &mut ReadInput, asked: &BTreeSet<(FilePath, Grammar)>) -> Option<Workspace> {
        let previous = self.previous?;
        let edited = previous.edited_files(read, self.facts)?;
        // Whether a file exists that only an expansion names is not known.
        let are_asked = |wanted: &BTreeSet<(FilePath, Grammar)>| wanted.is_subset(asked);
        if let Some((workspace, not_found)) = previous
            .workspace_after(&edited, read)
            .filter(|(_, wanted)| are_asked(wanted))
        {
            read.not_found = not_found;
            read.edited = Some(edited);
            return Some(workspace);
        }
        let defs = self.names_as_before(read, &previous.link, &edited);
        let defs = defs.filter(|_| are_asked(&read.not_found));
        if defs.is_some() {
            read.edited = Some(edited);
        } else {
            // Facts about calls may be removed that have to be expanded again.
            let files: Vec<(FilePath, Grammar)> = read.files().collect();
            read.facts = self.facts_of(&read.snapshot, &files, None).0;
        }
        defs.map(Workspace::new)
    }

    fn modules(&self, read: &ReadInput, facts: &[Arc<FileFacts>], expansions: &Expansions) -> Modules {
        Modules::new(&read.layout, facts, expansions, self.test_features)
    }

    /// The names of all scopes, with the imports and macro calls of a record. `None` if that may not hold any more.
    fn names_as_before(&self, read: &mut ReadInput, record: &LinkRecord, edited: &EditedFiles) -> Option<DefMap> {
        let known = |key| self.facts.known_expansions(key).unwrap_or_default();
        let expansions = record.expansions(read.facts.len(), known, &edited.calls)?;
        let facts = expansions.replaced(&mut read.facts);
        let modules = self.modules(read, &facts, &expansions);
        let wanted = modules.wanted.clone();
        let declarations = Declarations::of_modules((&read.layout, self.configured), facts, modules, &expansions);
        let defs = record.def_map(declarations)?;
        read.not_found = wanted;
        read.expansions = Some(expansions);
        Some(defs)
    }

    /// Links the files that were read, and expands the macro calls in them. Returns the names, and for each file whether it is
    /// part of no tree.
    fn linked(&self, read: &mut ReadInput) -> (Vec<bool>, DefMap) {
        let mut expansions = Expansions::new(read.facts.len());
        let text = |file: File| {
            read.snapshot
                .text(&read.layout.files[file.0 as usize].path)
                .ok()
                .map(Arc::from)
        };
        let source = ExpansionSource {
            text: &text,
            asked: self.asked,
            expansions: &|key, expand| self.facts.expansions(key, expand),
        };
        loop {
            let facts = expansions.replaced(&mut read.facts);
            let modules = self.modules(read, &facts, &expansions);
            let wanted = modules.wanted.clone();
            let unused = (0..read.facts.len()).map(|at| modules.is_unused(at)).collect();
            let declarations = Declarations::of_modules((&read.layout, self.configured), facts, modules, &expansions);
            if let Some(defs) = expansions.grow(declarations, &source) {
                read.not_found = wanted;
                read.expansions = Some(expansions);
                return (unused, defs);
            }
        }
    }

    /// Reads the wanted files that were not looked up before. Returns whether any exists.
    fn read_wanted(
        &self,
        read: &mut ReadInput,
        wanted: BTreeSet<(FilePath, Grammar)>,
        asked: &mut BTreeSet<(FilePath, Grammar)>,
    ) -> bool {
        let new = wanted.difference(asked).cloned().collect();
        asked.extend(wanted);
        self.read_named(read, new)
    }

    /// Reads the wanted files that exist. Returns whether any exists.
    fn read_named(&self, read: &mut ReadInput, mut wanted: Vec<(FilePath, Grammar)>) -> bool {
        wanted.retain(|(file, _)| !(self.is_excluded)(file));
        let mut there = BTreeSet::new();
        let mut unread = Vec::new();
        for (file, grammar) in wanted {
            match read.snapshot.admit(&file) {
                Ok(end) => there.extend(end.map(|end| (end, grammar))),
                Err(error) => unread.push((file, grammar, error.to_string())),
            }
        }
        let is_any = !there.is_empty() || !unread.is_empty();
        for known in read.files() {
            there.remove(&known);
        }
        let there: Vec<(FilePath, Grammar)> = there.into_iter().filter(|(file, _)| !(self.is_excluded)(file)).collect();
        let (facts, problems) = self.facts_of(&read.snapshot, &there, None);
        there.iter().for_each(|(file, _)| read.layout.add_named(file, self.classes));
        read.layout.links = read.snapshot.links().clone();
        read.facts.extend(facts);
        read.problems.extend(problems);
        for (file, grammar, why) in unread {
            read.layout.add_named(&file, self.classes);
            read.facts.push(FileFacts::unread(grammar).into());
            read.problems.push((file, why));
        }
        is_any
    }

    /// Reads every file and extracts its facts, unless they are already known. Files are processed in parallel; each thread drops
    /// the syntax tree of a file before it parses the next.
    fn facts_of(
        &self,
        snapshot: &Snapshot,
        files: &[(FilePath, Grammar)],
        progress: Option<fn(usize, usize)>,
    ) -> (Vec<Arc<FileFacts>>, Vec<(FilePath, String)>) {
        let done = AtomicUsize::new(0);
        let read = |(file, grammar): &(FilePath, Grammar)| {
            let known = || self.facts.known(*grammar, snapshot.hash(file)?);
            let result = match known() {
                Some(known) => (known, None),
                None => match snapshot.text(file) {
                    Ok(text) => (self.facts.extract(*grammar, &text), None),
                    Err(error) => (FileFacts::unread(*grammar).into(), Some((file.clone(), error.to_string()))),
                },
            };
            if let Some(progress) = progress {
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
            }
            result
        };
        let (facts, problems): (Vec<_>, Vec<_>) = files.par_iter().map(read).unzip();
        (facts, problems.into_iter().flatten().collect())
    }
}

/// The files of each package, as their facts are shared.
fn bundles(layout: &Layout, snapshot: &Snapshot) -> Vec<Bundle> {
    let hash = |file: &FilePath| {
        snapshot.read(file).ok()?;
        snapshot.hash(file)
    };
    let hashes: Vec<Option<u128>> = layout.files.par_iter().map(|file| hash(&file.path)).collect();
    let mut bundles: FxHashMap<Option<PackageId>, Bundle> = FxHashMap::default();
    for (file, hash) in layout.files.iter().zip(hashes) {
        let files = &mut bundles.entry(file.package).or_default().files;
        files.extend(hash.map(|hash| (Grammar::Items, hash, file.path.clone())));
    }
    bundles.into_values().collect()
}

impl ReadInput {
    /// Every file that was read, with its grammar.
    fn files(&self) -> impl Iterator<Item = (FilePath, Grammar)> {
        let files = self.layout.files.iter().zip(&self.facts);
        files.map(|(file, facts)| (file.path.clone(), facts.grammar))
    }

    /// The files that the sources name, but that are excluded or do not exist.
    fn not_found(&self) -> impl Iterator<Item = &FilePath> {
        self.not_found.iter().map(|(file, _)| file)
    }

    /// Removes the files that belong to no module tree: a file that was read as items but is only included as an expression, and
    /// files that only such a file names. Returns whether any was removed.
    fn leave_out_unused(&mut self, unused: &[bool]) -> bool {
        let is_unused = |at: usize| unused[at];
        let files = self.layout.files.iter().zip(&self.facts).enumerate();
        let expressions = files.filter(|(at, (_, facts))| facts.grammar == Grammar::Expression && !is_unused(*at));
        let expressions: FxHashMap<FilePath, usize> = expressions.map(|(at, (file, _))| (file.path.clone(), at)).collect();
        let mut leaves = vec![false; self.facts.len()];
        for at in (0..self.facts.len()).filter(|at| is_unused(*at)) {
            let file = &self.layout.files[at];
            match expressions.get(&file.path) {
                // A file of the snapshot keeps its index.
                Some(&expression) if !file.only_named => {
                    self.facts.swap(at, expression);
                    leaves[expression] = true;
                }
                _ => leaves[at] = file.only_named,
            }
        }
        let mut leaves_facts = leaves.iter();
        self.facts.retain(|_| leaves_facts.next() == Some(&false));
        let mut leaves_files = leaves.iter();
        self.layout.files.retain(|_| leaves_files.next() == Some(&false));
        leaves.contains(&true)
    }
}

/// The user's file classes, and the mistakes in their globs.
pub(crate) fn class_globs(config: &Config) -> (ClassGlobs, Vec<ConfigProblem>) {
    let mut good: Vec<(Class, &str)> = Vec::new();
    let mut problems = Vec::new();
    for (class, glob, place) in &config.classes {
        good.push((*class, glob));
        if let Err((_, message)) = ClassGlobs::new(good.iter().copied()) {
            good.pop();
            problems.push(ConfigProblem::new(place.clone(), message));
        }
    }
    (ClassGlobs::new(good).unwrap_or_default(), problems)
}

/// The globs of excluded files, and the mistakes in invalid ones.
pub(crate) fn excluded(config: &Config) -> (Vec<FileGlob>, Vec<ConfigProblem>) {
    let mut globs = Vec::new();
    let mut problems = Vec::new();
    for written in &config.exclude {
        match FileGlob::parse(&written.value) {
            Ok(glob) => globs.push(glob),
            Err(error) => problems.push(ConfigProblem::new(written.place.clone(), error.message)),
        }
    }
    (globs, problems)
}

/// Reports globs of `[files]` that match no file. `snapshot` still contains the excluded files; `read` has the files that sources
/// name.
pub(crate) fn globs_of_nothing(config: &Config, snapshot: &Snapshot, read: &ReadInput) -> Vec<ConfigProblem> {
    let excluded = config.exclude.iter().map(|glob| (glob.value.as_str(), &glob.place));
    let classes = config.classes.iter().map(|(_, glob, place)| (glob.as_str(), place));
    let dead = excluded.chain(classes).filter(|(glob, _)| {
        let parsed = FileGlob::parse(glob);
        let mut files = snapshot.files().chain(read.snapshot.files()).chain(read.not_found());
        parsed.is_ok_and(|glob| !files.any(|file| glob.matches(file)))
    });
    let of_ratchets = config.gate.ratchets.iter().filter_map(|ratchet| match &ratchet.scope {
        RatchetScope::Path(path) => Some((path.value.as_str(), &path.place)),
        RatchetScope::Workspace | RatchetScope::Category(_) => None,
    });
    let dead = dead.chain(of_ratchets.filter(|(path, _)| {
        let mut files = snapshot.files().chain(read.snapshot.files());
        !files.any(|file| file.is_within(&FilePath::new(path)))
    }));
    let problem = |(glob, place): (&str, &Place)| {
        let message = format!("no Rust or TOML file matches `{glob}`");
        ConfigProblem::new(place.clone(), message)
            .low()
            .help("correct it, or remove it")
    };
    dead.map(problem).collect()
}

/// Findings about the input: everything that makes the result of the check incomplete.
pub(crate) fn findings<'a>(
    snapshot: &Snapshot,
    layout: &Layout,
    workspace: &Workspace,
    unreadable: &[(FilePath, String)],
    config: impl Iterator<Item = &'a ConfigProblem>,
    exemptions: Vec<ExemptionProblem>,
) -> Vec<Finding> {
    let classes: FxHashMap<&FilePath, Class> = workspace.files().iter().map(|file| (&file.path, file.class)).collect();
    let class = |place: &Place| classes.get(&place.file).copied().unwrap_or(Class::Production);
    let mut found = Vec::new();
    for (path, message) in snapshot.problems().iter().chain(unreadable) {
        let place = Place::file(path.clone());
        found.push(finding(UNREADABLE_FILE, place, message.clone(), None));
    }
    for problem in &layout.problems {
        found.push(finding(
            BROKEN_MANIFEST,
            problem.place.clone(),
            problem.message.clone(),
            problem.help.clone(),
        ));
    }
    for file in workspace.files() {
        found.extend(unparsed(file, &file.facts));
    }
    for problem in workspace.problems() {
        found.push(finding(
            MISSING_MODULE,
            problem.place.clone(),
            problem.message.clone(),
            problem.help.clone(),
        ));
    }
    for problem in config {
        let mut mistake = finding(
            CONFIG_MISTAKE,
            problem.place.clone(),
            problem.message.clone(),
            problem.help.clone(),
        );
        mistake.severity = problem.severity;
        found.push(mistake);
    }
    for problem in exemptions {
        let mut useless = finding(USELESS_EXEMPTION, problem.place, problem.message, Some(problem.help));
        useless.fix = problem.fix;
        found.push(useless);
    }
    for finding in &mut found {
        finding.class = class(&finding.place);
    }
    found.sort_by(Finding::order);
    found.dedup_by(|one, other| one.order(other).is_eq());
    found
}

/// Rewords the findings about modules and `include!` whose file exists but is not checked. They keep their fingerprints, which
/// must not depend on the files of one machine.
pub(crate) fn explain_missing(findings: &mut [Finding], missing: &[MissingFile], snapshot: &Snapshot) {
    let missing: FxHashMap<&Place, &MissingFile> = missing.iter().map(|missing| (&missing.place, missing)).collect();
    for finding in findings.iter_mut().filter(|finding| *finding.rule == *MISSING_MODULE) {
        let Some(missing) = missing.get(&finding.place) else {
            continue;
        };
        let mut reasons = missing.looked_for.iter().filter_map(|file| why_left_out(snapshot, file));
        if let Some((why, help)) = reasons.next() {
            finding.message = format!("{} is not read: {why}", missing.what);
            finding.help = Some(help);
        }
    }
}

/// Why an existing file is not checked, and what to do about it.
fn why_left_out(snapshot: &Snapshot, file: &FilePath) -> Option<(String, String)> {
    let excluded = || LeftOut::Excluded;
    let left_out = snapshot.contains(file).then(excluded).or_else(|| snapshot.left_out(file))?;
    Some(match left_out {
        LeftOut::Excluded => (
            format!("`exclude` of [files] leaves out `{file}`"),
            "remove it from `exclude` to check it".into(),
        ),
        LeftOut::BehindLink(link) => (
            format!("`{link}` is a link that leads out of the folder and is not followed"),
            "to check it, give the folder that contains both as PATH".into(),
        ),
    })
}

/// Findings about the parts of a file that do not parse. A file that no target reaches may be data, such as a sample for a
/// syntax highlighter, so only its first error is reported.
pub(crate) fn unparsed(file: &SourceFile, facts: &FileFacts) -> Vec<Finding> {
    let shown = if file.is_stray { 1 } else { facts.problems.len() };
    let ships = matches!(file.class, Class::Production | Class::Generated);
    let found = facts.problems.iter().take(shown).map(|problem| {
        let place = Place {
            file: file.path.clone(),
            span: problem.span,
        };
        let mut found = match file.is_stray {
            true => finding(UNPARSED_CODE, place, NO_CODE.to_owned(), Some(NO_CODE_HELP.to_owned())),
            false => finding(UNPARSED_CODE, place, problem.message.clone(), None),
        };
        found.class = file.class;
        if file.is_stray || !ships {
            found.severity = Severity::Low;
        }
        found
    });
    found.collect()
}

const NO_CODE: &str = "no target reaches this file, and it is not Rust";
const NO_CODE_HELP: &str = "if it is not meant to compile, add it to `exclude` in [files]";

fn finding(rule: &'static str, place: Place, message: String, help: Option<String>) -> Finding {
    let known = INPUT_RULES.iter().find(|known| known.id == rule);
    let severity = known.map_or(Severity::Medium, |known| known.severity);
    let fingerprint = input_fingerprint(rule, &place.file, &message);
    let content = content(rule, None, &message);
    Finding {
        rule: rule.into(),
        category: INPUT.into(),
        concept: None,
        severity,
        class: Class::Production,
        place,
        item: String::new(),
        message,
        help,
        related: Vec::new(),
        fix: None,
        fingerprint,
        content,
    }
}

//! `[[bin]]` and its kin: what is declared, and what is found in the folders that cargo looks into.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::tree::{FolderEntry, TargetRoot};
use super::{PackageTargets, TargetFile};
use crate::discover::declared::{DeclaredSection, DeclaredTarget, Section};
use crate::discover::{Edition, TargetKind};
use crate::finding::FilePath;

/// Files found by convention, by the names of the targets that they would be. More than one where a name is
/// both a file and a folder.
type RootsByName = BTreeMap<String, Vec<TargetRoot>>;

impl PackageTargets<'_> {
    pub(super) fn section(&mut self, section: &Section, declared: &DeclaredSection) {
        let found = self.by_convention(section);
        let mut targets = Vec::new();
        let mut taken = ClaimedTargets::default();
        for target in declared.targets.iter().flatten() {
            targets.extend(self.declared_target(section, target, &found, &mut taken));
        }
        // In the 2015 edition to declare one was to declare all.
        let by_default = declared.targets.is_none() || self.package.edition != Edition::E2015;
        if declared.auto.unwrap_or(by_default) {
            let free = found.into_iter().filter(|(name, _)| !taken.names.contains(name));
            let files = free.flat_map(|(name, roots)| roots.into_iter().map(move |root| (name.clone(), root)));
            let free = files.filter(|(_, root)| !taken.roots.contains(root));
            targets.extend(free.map(|(name, root)| TargetFile {
                name,
                kind: section.kind,
                root,
                edition: None,
            }));
        }
        self.add(targets, section.key);
    }

    fn by_convention(&self, section: &Section) -> RootsByName {
        let mut found = RootsByName::new();
        let main = (section.kind == TargetKind::Binary)
            .then(|| self.in_package("src/main.rs"))
            .flatten();
        if let Some(main) = main {
            found.entry(self.package.name.clone()).or_default().push(main);
        }
        let Some(folder) = FilePath::join(&self.package.folder, section.folder) else {
            return found;
        };
        for entry in self.tree.entries(folder.as_str()) {
            let (name, path) = match entry {
                FolderEntry::File(name) => (name.strip_suffix(".rs").unwrap_or(name), format!("{folder}/{name}")),
                FolderEntry::Folder(name) => (name, format!("{folder}/{name}/main.rs")),
            };
            if let Some(root) = self.tree.file(&path).filter(|_| !name.starts_with('.')) {
                found.entry(name.to_owned()).or_default().push(root);
            }
        }
        found
    }

    fn declared_target(
        &mut self,
        section: &Section,
        target: &DeclaredTarget,
        found: &RootsByName,
        taken: &mut ClaimedTargets,
    ) -> Option<TargetFile> {
        let Some(name) = &target.name else {
            let message = format!("target [[{}]] has no name", section.key);
            self.problem(target.at.clone(), message, Some("add `name = \"...\"`".to_owned()));
            return None;
        };
        let name = name.get_ref().clone();
        taken.names.insert(name.clone());
        let root = match &target.path {
            Some(path) => self.declared_file(path),
            None => self.default_file(section, target, &name, found),
        }?;
        taken.roots.insert(root.clone());
        Some(TargetFile {
            name,
            kind: section.kind,
            root,
            edition: target.edition,
        })
    }

    fn default_file(&mut self, section: &Section, target: &DeclaredTarget, name: &str, found: &RootsByName) -> Option<TargetRoot> {
        let candidates = found.get(name).map_or(&[][..], Vec::as_slice);
        if let [root] = candidates {
            return Some(root.clone());
        }
        if let Some(root) = self.file_of_2015(section, name) {
            return Some(root);
        }
        let key = section.key;
        let (message, help) = match candidates {
            [] => (
                format!("target [[{key}]] `{name}` has no file"),
                format!("create `{}/{name}.rs`, or give its `path`", section.folder),
            ),
            _ => (
                format!("target [[{key}]] `{name}` could be several files"),
                "give its `path`".to_owned(),
            ),
        };
        let at = target.name.as_ref().map_or(target.at.clone(), |name| name.span());
        self.problem(at, message, Some(help));
        candidates.first().cloned()
    }

    /// The file that the 2015 edition tries last.
    fn file_of_2015(&self, section: &Section, name: &str) -> Option<TargetRoot> {
        if self.package.edition != Edition::E2015 {
            return None;
        }
        let has_library = self.found.iter().any(|target| target.kind <= TargetKind::ProcMacro);
        match section.kind {
            TargetKind::Binary => {
                let own = (!has_library).then(|| self.in_package(&format!("src/{name}.rs"))).flatten();
                own.or_else(|| self.in_package("src/main.rs"))
                    .or_else(|| self.in_package("src/bin/main.rs"))
            }
            TargetKind::Bench if name == "bench" => self.in_package("src/bench.rs"),
            _ => None,
        }
    }
}

/// The names and root files of declared targets, which conventional ones must not use.
#[derive(Default)]
struct ClaimedTargets {
    names: FxHashSet<String>,
    roots: FxHashSet<TargetRoot>,
}

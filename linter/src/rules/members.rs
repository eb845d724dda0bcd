//! The members of a rule about modules: the crates and modules that patterns in its options match.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Judgement;
use super::contract::is_within;
use crate::config::{ConfigProblem, Located, PathPattern};
use crate::facts::Context;
use crate::link::{Def, Import, Use, Workspace};

/// The crates and modules that patterns match.
#[derive(Debug)]
pub(super) struct Members {
    /// Their paths, each with the index of its group of patterns.
    by_path: FxHashMap<String, usize>,
}

/// A use of something in a member.
#[derive(Debug)]
pub(super) struct MemberUse<'m> {
    /// The use.
    pub(super) usage: Use,
    /// The path of the member.
    pub(super) member: &'m str,
    /// The path of what is used.
    pub(super) path: String,
    /// Whether the path that is written leads through the member itself, and not through a re-export elsewhere.
    pub(super) is_direct: bool,
}

impl Members {
    /// The members that groups of patterns match. A pattern that matches none is a problem.
    pub(super) fn new<'p>(
        groups: impl Iterator<Item = &'p [Located<PathPattern>]>,
        workspace: &Workspace,
        judgement: &mut Judgement,
    ) -> Self {
        let paths: Vec<String> = workspace.modules().map(|module| workspace.path(&module)).collect();
        let mut by_path = FxHashMap::default();
        for (group, patterns) in groups.enumerate() {
            for pattern in patterns {
                let is_match = |path: &&String| pattern.matches_own(path);
                let before = by_path.len();
                by_path.extend(paths.iter().filter(is_match).map(|path| (path.clone(), group)));
                if by_path.len() == before {
                    let message = format!("no crate or module has the path `{}`", pattern.value);
                    judgement.problem(ConfigProblem::new(pattern.place.clone(), message).help("correct it, or remove it"));
                }
            }
        }
        Self { by_path }
    }

    /// The innermost member that a path is or lies in, with the index of its group.
    pub(super) fn around(&self, path: &str) -> Option<(&str, usize)> {
        let mut path = path;
        loop {
            if let Some((member, group)) = self.by_path.get_key_value(path) {
                return Some((member, *group));
            }
            path = path.rsplit_once("::")?.0;
        }
    }

    /// The uses of what is in a member, by code outside of that member. A path that begins with a name that a private import brings is
    /// left out: the import is the use.
    pub(super) fn uses(&self, workspace: &Workspace, judgement: &mut Judgement) -> Vec<MemberUse<'_>> {
        let names = self.by_path.keys().filter_map(|path| path.rsplit("::").next());
        let interest = workspace.interest(names);
        let wanted = |usage: Use| {
            let first = usage.steps.first().into_iter().flatten();
            let mut imports = first.filter_map(|binding| binding.import);
            let is_by_import = usage.import.is_none() && imports.any(|import| !workspace.is_re_export(import));
            if matches!(usage.context, Context::Method | Context::Field) || is_by_import {
                return None;
            }
            let (member, path) = self.named(&usage, workspace)?;
            let around = workspace.module_path(usage.scope);
            let mut steps = usage.steps.iter().flatten();
            let is_direct = steps.any(|binding| workspace.path(&binding.def) == member);
            (!is_within(&around, member)).then_some(MemberUse {
                usage,
                member,
                path,
                is_direct,
            })
        };
        let mut uses = judgement.uses(workspace, &interest, wanted);
        let known: FxHashSet<Import> = uses.iter().filter_map(|used| used.usage.import).collect();
        uses.extend(self.imports_by_re_exports(workspace, &known));
        uses
    }

    /// The imports of what is in a member, by paths that lead through re-exports of other modules.
    fn imports_by_re_exports(&self, workspace: &Workspace, known: &FxHashSet<Import>) -> Vec<MemberUse<'_>> {
        let found = workspace.item_imports(|import| {
            let path = workspace.path(&Def::Item(import.item));
            let (member, _) = self.around(&path).filter(|_| !known.contains(&import.import))?;
            let is_outside = !is_within(&workspace.module_path(import.scope), member);
            is_outside.then(|| (workspace.import_use(import.import), member, path))
        });
        let uses = found.into_iter().map(|(usage, member, path)| MemberUse {
            usage,
            member,
            path,
            is_direct: false,
        });
        uses.collect()
    }

    /// The innermost member that a path names or leads into, with the path of what is used.
    fn named(&self, usage: &Use, workspace: &Workspace) -> Option<(&str, String)> {
        let steps = usage.steps.iter().rev().flatten();
        let own = steps.filter(|binding| workspace.is_own(&binding.def));
        let mut found = own.filter_map(|binding| {
            let path = workspace.path(&binding.def);
            Some((self.around(&path)?.0, path))
        });
        found.next()
    }

    /// The members that a group of patterns matches, in order.
    pub(super) fn of_group(&self, group: usize) -> Vec<&str> {
        let members = self.by_path.iter().filter(|(_, of)| **of == group);
        let mut paths: Vec<&str> = members.map(|(path, _)| path.as_str()).collect();
        paths.sort_unstable();
        paths
    }

    /// Whether no pattern matches anything.
    pub(super) fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }
}

/// The names that a path into what patterns match contains.
pub(super) fn names<'p>(patterns: impl Iterator<Item = &'p Located<PathPattern>>) -> Vec<String> {
    let beginnings = patterns.flat_map(|pattern| pattern.plain_beginnings());
    beginnings
        .filter_map(|beginning| beginning.last().map(|&name| name.to_owned()))
        .collect()
}

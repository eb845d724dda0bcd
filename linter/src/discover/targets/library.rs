//! `[lib]`, or `src/lib.rs`.

use super::tree::TargetRoot;
use super::{PackageTargets, TargetFile};
use crate::discover::declared::DeclaredTarget;
use crate::discover::externs::in_code;
use crate::discover::{Edition, TargetKind};

impl PackageTargets<'_> {
    pub(super) fn library(&mut self) {
        let declared = self.manifest.library.as_ref();
        if declared.is_none() && !self.declared.finds_library {
            return;
        }
        let name = declared.and_then(|library| library.name.as_ref());
        let name = name.map_or_else(|| in_code(&self.package.name), |name| name.get_ref().clone());
        let Some(root) = self.library_root(declared, &name) else {
            return;
        };
        let is_proc_macro = declared.is_some_and(|library| library.is_proc_macro);
        let kind = if is_proc_macro {
            TargetKind::ProcMacro
        } else {
            TargetKind::Library
        };
        self.found.push(TargetFile {
            name,
            kind,
            root,
            edition: declared.and_then(|library| library.edition),
        });
    }

    fn library_root(&mut self, declared: Option<&DeclaredTarget>, name: &str) -> Option<TargetRoot> {
        if let Some(path) = declared.and_then(|library| library.path.as_ref()) {
            return self.declared_file(path);
        }
        let by_convention = self.in_package("src/lib.rs");
        let library = match (by_convention, declared) {
            (Some(root), _) => return Some(root),
            (None, None) => return None,
            (None, Some(library)) => library,
        };
        if let Some(root) = self
            .in_package(&format!("src/{name}.rs"))
            .filter(|_| self.package.edition == Edition::E2015)
        {
            return Some(root);
        }
        let help = "create `src/lib.rs`, or give its `path`".to_owned();
        self.problem(library.at.clone(), format!("library `{name}` has no file"), Some(help));
        None
    }
}

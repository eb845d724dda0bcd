//! Paths into crates outside the workspace. Such crates are opaque, so a path into one is its own identity. This module does not
//! know the items of the workspace.

use smallvec::{SmallVec, smallvec};

use super::program::symbols::Symbol;

/// A path into a crate outside the workspace, beginning with the crate's name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExternalPath {
    pub(super) segments: SmallVec<[Symbol; 4]>,
    /// Whether it names a macro.
    pub(super) called: bool,
}

impl ExternalPath {
    pub(super) fn krate(name: Symbol) -> Self {
        Self {
            segments: smallvec![name],
            called: false,
        }
    }

    pub(super) fn child(&self, name: Symbol) -> Self {
        let mut segments = self.segments.clone();
        segments.push(name);
        Self { segments, called: false }
    }
}

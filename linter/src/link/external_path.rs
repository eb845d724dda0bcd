//! Crates outside of the workspace: opaque, so a path into one is its own name. Knows nothing of the workspace's own
//! items.

use smallvec::{SmallVec, smallvec};

use super::program::symbols::Symbol;

/// A path into a crate outside of the workspace, from the crate's name on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExternalPath {
    pub(super) segments: SmallVec<[Symbol; 4]>,
    /// It names a macro.
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

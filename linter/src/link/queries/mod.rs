//! What others ask of a linked workspace: what a use names, where something is used, what a path means and how one is written.

pub(in crate::link) mod call_candidates;
pub(in crate::link) mod counts;
pub(in crate::link) mod dump;
mod find;
mod items;
pub(in crate::link) mod paths;
pub(in crate::link) mod references;
pub(in crate::link) mod spellings;
pub(in crate::link) mod uses;
pub(in crate::link) mod visible_path;

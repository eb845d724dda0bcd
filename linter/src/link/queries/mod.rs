//! Queries on a linked workspace: what a use refers to, where an item is used, what a path means, and how to write one.

pub(in crate::link) mod call_candidates;
pub(in crate::link) mod counts;
pub(in crate::link) mod dump;
mod find;
pub(in crate::link) mod interest;
mod items;
pub(in crate::link) mod paths;
pub(in crate::link) mod references;
pub(in crate::link) mod remarks;
pub(in crate::link) mod spellings;
pub(in crate::link) mod typed_names;
pub(in crate::link) mod uses;
pub(in crate::link) mod visible_path;

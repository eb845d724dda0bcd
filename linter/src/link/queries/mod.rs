//! Queries on a linked workspace: the definition of a use, the uses of an item, the definitions of a path, and the path to write
//! for a definition.

pub(in crate::link) mod call_candidates;
pub(in crate::link) mod counts;
pub(in crate::link) mod documentation;
pub(in crate::link) mod dump;
mod find;
mod held_types;
pub(in crate::link) mod interest;
mod items;
pub(in crate::link) mod literals;
pub(in crate::link) mod paths;
mod public_paths;
pub(in crate::link) mod references;
pub(in crate::link) mod remarks;
pub(in crate::link) mod spellings;
pub(in crate::link) mod typed_names;
pub(in crate::link) mod uses;
pub(in crate::link) mod visible_path;

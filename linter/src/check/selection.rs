//! The part of a workspace that a report is about: files by their paths, crates and owners, and categories of findings.

use crate::discover::Membership;
use crate::finding::FilePath;
use crate::score::INPUT;

/// The part of a workspace that a report is about. Of each list one entry has to match; an empty list matches all.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Files, and folders with all that is in them.
    pub only: Vec<FilePath>,
    /// Packages, by name.
    pub crates: Vec<String>,
    /// Owners, as CODEOWNERS names them; [`UNOWNED`](crate::discover::UNOWNED) for files without one.
    pub owners: Vec<String>,
    /// Categories of findings.
    pub categories: Vec<String>,
}

impl Selection {
    /// Whether a file is part of it.
    pub fn has_file(&self, file: &FilePath, membership: &Membership) -> bool {
        let has_crate = || self.crates.iter().any(|name| *name == *membership.package_name());
        let is_owned_by = |owner: &String| membership.owner_names().any(|known| known.eq_ignore_ascii_case(owner));
        let is_within = |folder| file.is_within(folder);
        (self.only.is_empty() || self.only.iter().any(is_within))
            && (self.crates.is_empty() || has_crate())
            && (self.owners.is_empty() || self.owners.iter().any(is_owned_by))
    }

    /// Whether a category is part of it. What is wrong with the input always is: what cannot be read is in no category.
    pub fn has_category(&self, category: &str) -> bool {
        self.categories.is_empty() || category == INPUT || self.categories.iter().any(|selected| selected == category)
    }
}

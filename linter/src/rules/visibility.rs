//! A module is used by those alone that it is meant for. See `visibility.md`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::members::{self, MemberUse, Members};
use super::path_options::is_allowed;
use super::{Audit, Judgement, Kind, Probe, Rule};
use crate::config::{AllowIn, Located, PathPattern, filled};
use crate::link::Workspace;

pub(super) const KIND: Kind = Kind::new::<ModuleVisibility>("visibility", include_str!("visibility.md"));

/// Modules that only some code may use.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
struct ModuleVisibility {
    /// The modules and crates that are protected.
    #[serde(deserialize_with = "filled")]
    modules: Vec<Located<PathPattern>>,
    /// The files, modules and items that may use them, besides the modules themselves.
    #[serde(default)]
    allow_in: Vec<Located<AllowIn>>,
    /// What all others use.
    #[serde(default)]
    instead: Option<String>,
}

impl Rule for ModuleVisibility {
    fn names(&self) -> Vec<String> {
        members::names(self.modules.iter())
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        Probe::using_each(&self.modules, audit.workspace)
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let members = Members::new(std::iter::once(self.modules.as_slice()), audit.workspace, judgement);
        for used in members.uses(audit.workspace, judgement) {
            if used.is_direct {
                self.judge(&used, audit.workspace, judgement);
            }
        }
    }
}

impl ModuleVisibility {
    fn judge(&self, used: &MemberUse<'_>, workspace: &Workspace, judgement: &mut Judgement) {
        let MemberUse { usage, member, path, .. } = used;
        let around = workspace.path_around(usage.scope);
        if is_allowed(&self.allow_in, &workspace.file(usage.file).path, &around) {
            judgement.conforming_use(None, usage, workspace);
            return;
        }
        let message = format!("`{path}` is used here, but `{member}` is private to {}", self.friends());
        let help = match &self.instead {
            Some(instead) => format!("use `{instead}`"),
            None => "use what these modules offer, or add this one to `allow-in` of the rule".to_owned(),
        };
        let place = workspace.place_of(usage);
        judgement
            .violation(None, usage.class, place, around, path.clone(), message)
            .help(help);
    }

    fn friends(&self) -> String {
        let names: Vec<String> = self.allow_in.iter().map(|allowed| format!("`{}`", allowed.value)).collect();
        match names.as_slice() {
            [] => "itself".to_owned(),
            names => names.join(", "),
        }
    }
}

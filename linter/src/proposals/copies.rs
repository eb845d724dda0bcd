//! Functions that were written more than once.

use super::{Proposal, concept_name, listed};
use crate::clones::{CloneKind, Code, FragmentKind, Likeness};
use crate::finding::Class;
use crate::link::Workspace;
use crate::rules::Keepers;

/// The free functions whose copies are most worth fixing, each by the copy to keep.
pub(super) fn proposals(workspace: &Workspace) -> Vec<Proposal> {
    let likeness = Likeness {
        min_tokens: 50,
        similarity: 0.9,
        shown: &[],
    };
    let code = Code::new(workspace, |item| workspace.class(item) == Class::Production);
    let mut classes = code.clones(likeness);
    classes.retain(|class| class.noise.is_none() && matches!(class.kind, CloneKind::Exact | CloneKind::Renamed));
    classes.sort_by(|one, other| other.worth(workspace).total_cmp(&one.worth(workspace)));
    let keepers = Keepers::among(&classes, &[], workspace);
    let proposals = classes.iter().filter_map(|class| {
        let keep = keepers.canonical(class, |_| 0);
        let is_free = keep.kind == FragmentKind::Function && workspace.is_free_function(keep.item);
        let others = class.members.iter().filter(|copy| *copy != keep);
        let others: Vec<String> = others.map(|copy| copy.name.clone()).collect();
        let name = workspace.text(workspace.name_of(keep.item));
        // Each program has one.
        (is_free && name != "main").then(|| Proposal {
            name: concept_name(name),
            summary: format!("{name} is written once"),
            canonical: keep.name.clone(),
            evidence: vec![format!("The body of `{}` is there again: {}.", keep.name, listed(&others))],
            ..Proposal::default()
        })
    });
    proposals.collect()
}

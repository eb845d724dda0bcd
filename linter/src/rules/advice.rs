//! What is wrong with the paths that contracts write down: advice that another contract forbids, names of nothing. That a
//! canonical path or a factory is missing is a rule of its own.

use crate::config::{AllowIn, Config, ConfigProblem};
use crate::finding::Place;
use crate::link::Workspace;

/// What one concept advises, another must not forbid.
pub(super) fn forbidden(config: &Config) -> Vec<ConfigProblem> {
    let of_bypasses = config
        .concepts
        .iter()
        .flat_map(|concept| &concept.bypasses)
        .map(|bypass| (&bypass.instead, &bypass.place));
    let of_deprecated = config
        .concepts
        .iter()
        .flat_map(|concept| &concept.deprecated)
        .map(|path| (&path.instead, &path.place));
    let advice = of_bypasses
        .chain(of_deprecated)
        .filter_map(|(instead, place)| Some((instead.as_ref()?, place)));
    let forbidden = advice.filter_map(|(instead, place)| {
        let segments: Vec<&str> = instead.split("::").collect();
        let deprecated = config.concepts.iter().flat_map(|concept| &concept.deprecated);
        let deprecated = deprecated.map(|path| &path.path).any(|path| path.covers(&segments, true));
        let bypassing = config.concepts.iter().flat_map(|concept| &concept.bypasses);
        let bypassing = bypassing
            .map(|bypass| &bypass.pattern)
            .any(|path| path.covers(&segments, false));
        let what = if deprecated { "deprecated" } else { "a bypass" };
        let message = format!("`{instead}` is advised here and {what} elsewhere in this file");
        (deprecated || bypassing).then(|| ConfigProblem::new(place.clone(), message).help("advise the canonical path"))
    });
    forbidden.collect()
}

/// What a contract forbids, advises or allows by a path that is a slip of the pen holds for nothing, and nobody would notice.
/// A deprecated path may be gone: that is its purpose.
pub(super) fn names_of_nothing(config: &Config, workspace: &Workspace) -> Vec<ConfigProblem> {
    let mut found = Vec::new();
    let mut look = |path: &[&str], place: &Place| {
        if workspace.leads_nowhere(path) {
            let problem = ConfigProblem::new(place.clone(), format!("`{}` names nothing", path.join("::")));
            found.push(problem.low().help("correct it, or remove it"));
        }
    };
    for concept in &config.concepts {
        for bypass in &concept.bypasses {
            bypass.pattern.plain_paths().for_each(|path| look(&path, &bypass.place));
        }
        let of_bypasses = concept.bypasses.iter().map(|bypass| (&bypass.instead, &bypass.place));
        let of_deprecated = concept.deprecated.iter().map(|path| (&path.instead, &path.place));
        for (instead, place) in of_bypasses.chain(of_deprecated) {
            let path: Vec<&str> = instead.iter().flat_map(|path| path.split("::")).collect();
            look(&path, place);
        }
        for allowed in &concept.allow_in {
            if let AllowIn::Path(pattern) = &allowed.value {
                pattern.plain_paths().for_each(|path| look(&path, &allowed.place));
            }
        }
    }
    found
}

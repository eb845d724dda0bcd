//! What a report says about the configuration: concepts with their facets, and layers.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Concept, Config, FormerPath, RuleLevel};
use crate::finding::Place;
use crate::report::{ConceptInfo, LayersInfo};
use crate::rules;

/// The concepts, by name. `homes` are the places of their canonical modules and items.
pub(super) fn concepts(config: &Config, homes: &BTreeMap<Arc<str>, Place>) -> Vec<ConceptInfo> {
    let concepts = config.concepts.iter();
    concepts
        .map(|concept| info(concept, homes.get(&concept.name).cloned()))
        .collect()
}

fn info(concept: &Concept, home: Option<Place>) -> ConceptInfo {
    let canonical = concept.canonical.as_ref();
    ConceptInfo {
        name: concept.name.clone(),
        summary: concept.summary.clone(),
        category: concept.category.clone(),
        canonical: canonical.map(|path| path.value.join("::")),
        home,
        factory: concept.factory.iter().map(|path| path.value.to_string()).collect(),
        bypasses: concept.bypasses.iter().map(|bypass| bypass.pattern.to_string()).collect(),
        rivals: concept.rivals.iter().map(|name| name.value.to_string()).collect(),
        deprecated: concept.deprecated.iter().map(former).collect(),
        allow_in: concept.allow_in.iter().map(|place| place.value.to_string()).collect(),
        place: concept.place.clone(),
    }
}

/// A former path with its dates.
fn former(former: &FormerPath) -> String {
    let since = former.since.as_ref().map(|date| format!(" since {date}"));
    let until = former
        .remove_after
        .as_ref()
        .map(|date| format!(", to be removed after {date}"));
    format!("{}{}{}", former.path, since.unwrap_or_default(), until.unwrap_or_default())
}

/// The layers of each rule about layers that is on.
pub(super) fn layers(config: &Config) -> Vec<LayersInfo> {
    let on = config.rules.iter().filter(|rule| rule.level != RuleLevel::Off);
    let layers = on.filter_map(|rule| {
        Some(LayersInfo {
            rule: rule.id.clone(),
            layers: rules::layers_of(rule)?,
        })
    });
    layers.collect()
}

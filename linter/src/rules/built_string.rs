//! A text of a certain form is put together in one place only. See `built_string.md`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::literals::{match_text, shown};
use super::{Audit, Contract, Judgement, Kind, Probe, Rule, concept_words, probe};
use crate::config::{Located, TextPattern, filled};
use crate::facts::LiteralRole;
use crate::finding::{Class, Place};
use crate::link::{StringLiteral, Workspace};

pub(super) const KIND: Kind = Kind::new::<BuiltString>("built_string", include_str!("built_string.md"));

/// Looks at format strings and operands of `+`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
struct BuiltString {
    /// The texts, in which `{}` is what is filled in and `*` stands for any part.
    #[serde(deserialize_with = "filled")]
    patterns: Vec<TextPattern>,
    /// The concept whose canonical module may put such texts together.
    #[serde(default)]
    concept: Option<Located<String>>,
    /// What to do instead.
    #[serde(default)]
    instead: Option<String>,
}

/// A text that is put together.
struct BuiltText {
    text: String,
    is_allowed: bool,
    class: Class,
    place: Place,
    item: String,
}

impl Rule for BuiltString {
    fn concept(&self) -> Option<&Located<String>> {
        self.concept.as_ref()
    }

    fn probes(&self, _: &Audit<'_>) -> Vec<Probe> {
        let code = |pattern: &TextPattern| format!("fn probe() -> String {{ format!({}, 1) }}", probe::literal(pattern));
        let probes = self.patterns.iter().map(|pattern| Probe::new(pattern, code(pattern)));
        probes.collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let contract = audit.contract_of(self.concept.as_ref());
        let built = |literal: StringLiteral<'_>| {
            let text = built_texts(&literal)
                .into_iter()
                .find(|text| match_text(&self.patterns, text))?;
            Some(BuiltText {
                text,
                is_allowed: contract.is_some_and(|contract| contract.permits_in(audit.workspace, literal.file, literal.scope)),
                class: literal.class,
                place: audit.workspace.place_of_literal(&literal),
                item: audit.workspace.path_around(literal.scope),
            })
        };
        for built in audit.workspace.literals(built) {
            self.judge(built, contract, audit.workspace, judgement);
        }
    }
}

impl BuiltString {
    fn judge(&self, built: BuiltText, contract: Option<&Contract<'_>>, workspace: &Workspace, judgement: &mut Judgement) {
        let concept = contract.map(|contract| &contract.concept.name);
        if built.is_allowed {
            judgement.conforming(concept, built.class, &built.place.file);
            return;
        }
        let home = contract.and_then(|contract| Some((contract, contract.written()?)));
        let (outside, help) = match home {
            Some((contract, home)) => (
                format!(" outside `{home}`, the source of {}", concept_words(contract.concept)),
                format!("ask `{home}` for it"),
            ),
            None => (
                String::new(),
                "keep the parts apart, and let one place put them together".to_owned(),
            ),
        };
        let message = format!("`{}` is put together{outside}", shown(&built.text));
        let draft = judgement.violation(concept, built.class, built.place, built.item, built.text, message);
        draft.help(self.instead.clone().unwrap_or(help));
        if let Some(place) = contract.and_then(|contract| contract.place(workspace)) {
            draft.see(place, "the canonical source");
        }
    }
}

/// The texts that a literal may be a part of, with `{}` for what is filled in; none if nothing is.
fn built_texts(literal: &StringLiteral<'_>) -> Vec<String> {
    let value = literal.value;
    match literal.role {
        LiteralRole::Format if value.contains("{}") => vec![value.to_owned()],
        LiteralRole::Part => vec![format!("{value}{{}}"), format!("{{}}{value}")],
        _ => Vec::new(),
    }
}

//! Unfinished work that ships names the issue that tracks it. See `marker.md`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audit, Draft, Judgement, Kind, Probe, Rule};
use crate::config::TextPattern;
use crate::facts::MarkerWord;
use crate::finding::{Class, Place};
use crate::link::{Scope, Use};

pub(super) const KIND: Kind = Kind::new::<UnfinishedWork>("marker", include_str!("marker.md"));

/// The macros of the standard library that stand for code that is missing.
const MACROS: [&str; 2] = ["todo", "unimplemented"];

/// Looks at the comments, and at the calls of `todo!` and `unimplemented!`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct UnfinishedWork {
    /// The words that mark unfinished work in a comment.
    words: Vec<MarkerWord>,
    /// The forms of a reference to an issue. A `*` stands for any characters.
    issue: Option<Vec<TextPattern>>,
    /// Also look at the calls of `todo!` and `unimplemented!`.
    macros: bool,
}

impl Default for UnfinishedWork {
    fn default() -> Self {
        Self {
            words: vec![MarkerWord::Fixme, MarkerWord::Hack, MarkerWord::Todo, MarkerWord::Xxx],
            issue: None,
            macros: true,
        }
    }
}

impl Rule for UnfinishedWork {
    fn names(&self) -> Vec<String> {
        let names = MACROS.iter().filter(|_| self.macros);
        names.map(|name| (*name).to_owned()).collect()
    }

    fn probes(&self, _: &Audit<'_>) -> Vec<Probe> {
        let words = self.words.iter().map(|word| word.text());
        let of_words = words.map(|word| Probe::new(word, format!("fn probe() {{}} // {word}: probe")));
        let macros = MACROS.iter().filter(|_| self.macros);
        let of_macros = macros.map(|name| Probe::new(format!("{name}!"), format!("fn probe() {{ {name}!() }}")));
        of_words.chain(of_macros).collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        for marker in workspace.markers().filter(|marker| self.words.contains(&marker.fact.word)) {
            let place = workspace.place_in(marker.file, marker.fact.span);
            let (word, text) = (marker.fact.word.text(), &*marker.fact.text);
            self.judge(word, text, (marker.class, place, marker.scope), audit, judgement);
        }
        if self.macros {
            self.judge_macros(audit, judgement);
        }
    }
}

impl UnfinishedWork {
    fn judge_macros(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        let called = |usage: Use| {
            let paths = usage.target().iter().map(|binding| workspace.path(&binding.def));
            let is_called = |path: &String| MACROS.iter().any(|name| *path == format!("std::{name}!"));
            let path = paths.into_iter().find(is_called)?;
            usage.import.is_none().then_some((usage, path))
        };
        for (usage, path) in judgement.uses(workspace, &workspace.interest(MACROS), called) {
            let name = path.trim_start_matches("std::");
            let text = usage.argument.map(|argument| workspace.text(argument)).unwrap_or_default();
            let site = (usage.class, workspace.place_of(&usage), usage.scope);
            if let Some(draft) = self.judge(name, text, site, audit, judgement) {
                draft.help("write what is missing, return an error, or name the issue in the message");
            }
        }
    }

    fn judge<'j>(
        &self,
        word: &str,
        text: &str,
        (class, place, scope): (Class, Place, Scope),
        audit: &Audit<'_>,
        judgement: &'j mut Judgement,
    ) -> Option<&'j mut Draft> {
        if self.names_issue(text) {
            judgement.conforming(None, class, &place.file);
            return None;
        }
        let item = audit.workspace.path_around(scope);
        let message = format!("`{word}` without an issue{}", excerpt(text));
        let draft = judgement.violation(None, class, place, item, format!("{word} {text}"), message);
        draft.help("do it now, or open an issue and name it here: `TODO(#123): …`");
        Some(draft)
    }

    fn names_issue(&self, text: &str) -> bool {
        let is_end =
            |it: char| it.is_whitespace() || matches!(it, '(' | ')' | '[' | ']' | '<' | '>' | '{' | '}' | ',' | ';' | '"' | '`');
        let mut words = text.split(is_end).map(|word| word.trim_matches([':', '.', '!', '?', '\'']));
        words.any(|word| match &self.issue {
            Some(patterns) => patterns.iter().any(|pattern| pattern.matches(word)),
            None => is_issue(word),
        })
    }
}

/// `#123`, `owner/name#123`, `ABC-123`, or an address.
fn is_issue(word: &str) -> bool {
    let is_number = |text: &str| text.starts_with(|it: char| it.is_ascii_digit());
    let is_key = |text: &str| {
        let is_of_key = |it| matches!(it, b'A'..=b'Z' | b'0'..=b'9');
        text.len() > 1 && !is_number(text) && text.bytes().all(is_of_key)
    };
    word.contains("://")
        || word.split_once('#').is_some_and(|(_, number)| is_number(number))
        || word
            .split_once('-')
            .is_some_and(|(key, number)| is_key(key) && is_number(number))
}

/// The beginning of a text, as the end of a message.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    // Who wrote it is no part of what is to be done.
    let text = match text.strip_prefix('(').and_then(|text| text.split_once(')')) {
        Some((_, rest)) => rest,
        None => text,
    };
    let text = text.trim_start_matches([':', ' ', '-']).trim_end_matches('.');
    let mut beginning: String = text.chars().take(LONGEST).collect();
    if beginning.is_empty() {
        return beginning;
    }
    if beginning.len() < text.len() {
        let words = beginning.rfind(' ').unwrap_or(beginning.len());
        beginning.truncate(words);
        beginning.push('…');
    }
    format!(": {beginning}")
}

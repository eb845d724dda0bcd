//! Characters that mislead a reader: those without width, those that change the order of the text, and identifiers that look like
//! others. What looks alike is said by the tables of Unicode.

use rustc_hash::FxHashMap;
use unicode_security::MixedScript;
use unicode_security::confusable_detection::skeleton;

use super::places::Places;
use super::source::Source;
use super::surroundings::Surroundings;
use super::tokens::TokenKind;
use crate::facts::model::{Misleading, MisleadingKind};
use crate::finding::Span;

/// All that is misleading in a text, which is not ASCII. `surroundings` is called if there is anything.
pub(super) fn extract(
    original: &str,
    source: &Source,
    places: &Places<'_>,
    surroundings: impl FnOnce() -> Surroundings,
) -> Vec<Misleading> {
    let mut found = characters(original, places);
    found.extend(identifiers(source, places));
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by_key(|(span, _)| span.start);
    let surroundings = surroundings();
    let found = found.into_iter().map(|(span, kind)| {
        let (scope, test) = surroundings.at(span.start);
        Misleading { kind, span, scope, test }
    });
    found.collect()
}

fn characters(text: &str, places: &Places<'_>) -> Vec<(Span, MisleadingKind)> {
    let mut found: Vec<(Span, MisleadingKind)> = Vec::new();
    let mut before = '\n';
    for (at, character) in text.char_indices() {
        let kind = match character {
            '\u{feff}' if at == 0 => Some(MisleadingKind::ByteOrderMark),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(MisleadingKind::Bidirectional(character)),
            _ if is_invisible(character) && !belongs_to(character, before) => Some(MisleadingKind::Invisible(character)),
            _ => None,
        };
        let length = character.len_utf8() as u32;
        if let (Some(kind), Some((span, known))) = (&kind, found.last_mut())
            && is_run(span, known, kind, at as u32)
        {
            *span = Span {
                end: at as u32 + length,
                ..*span
            };
            before = character;
            continue;
        }
        found.extend(kind.map(|kind| {
            let span = match kind {
                MisleadingKind::ByteOrderMark => Span {
                    end: length,
                    ..Span::FILE
                },
                _ => places.span(at as u32, at as u32 + length),
            };
            (span, kind)
        }));
        before = character;
    }
    found
}

/// Whether a character is one more of those before it: several that are the same, and without width, are one finding.
fn is_run(span: &Span, known: &MisleadingKind, kind: &MisleadingKind, at: u32) -> bool {
    matches!(kind, MisleadingKind::Invisible(_)) && known == kind && span.end == at
}

/// Characters without width: spaces, joiners, marks, fillers and tags.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether a character is part of how the one before it is written: joiners and marks in emoji and in scripts that need them, and
/// the tags of flags.
fn belongs_to(character: char, before: char) -> bool {
    match character {
        '\u{200c}'..='\u{200f}' | '\u{61c}' => !before.is_ascii() && !is_invisible(before),
        '\u{e0020}'..='\u{e007f}' => matches!(before, '\u{1f3f4}' | '\u{e0020}'..='\u{e007e}'),
        _ => false,
    }
}

fn identifiers(source: &Source, places: &Places<'_>) -> Vec<(Span, MisleadingKind)> {
    let names = || {
        let words = source.tokens.iter().filter(|token| token.kind == TokenKind::Ident);
        words.map(|token| (token, token.text(&source.text)))
    };
    let mut looks: FxHashMap<String, &str> = FxHashMap::default();
    for (_, name) in names().filter(|(_, name)| !name.is_ascii()) {
        looks.entry(skeleton(name).collect()).or_insert(name);
    }
    if looks.is_empty() {
        return Vec::new();
    }
    // An identifier in ASCII is the one that others look like.
    for (_, name) in names().filter(|(_, name)| name.is_ascii()) {
        if let Some(first) = looks.get_mut(&skeleton(name).collect::<String>()) {
            *first = name;
        }
    }
    let found = names().filter(|(_, name)| !name.is_ascii()).filter_map(|(token, name)| {
        let look: String = skeleton(name).collect();
        let other = looks.get(&look).copied().filter(|other| *other != name);
        let mixes = name.split('_').any(|word| !word.is_single_script()) && look.is_ascii();
        let (name, span) = (name.into(), places.span(token.start, token.end));
        match other {
            _ if mixes => Some((span, MisleadingKind::MixedScripts { name, like: look.into() })),
            Some(other) => Some((
                span,
                MisleadingKind::Confusable {
                    name,
                    like: other.into(),
                },
            )),
            None => None,
        }
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use crate::facts::FileFacts;

    fn found(text: &str) -> Vec<String> {
        let facts = FileFacts::parse(text);
        let misleading = facts.misleading.iter();
        misleading
            .map(|it| format!("{}:{} {:?}", it.span.line, it.span.column, it.kind))
            .collect()
    }

    #[test]
    fn a_byte_order_mark_is_one_at_the_beginning_only() {
        assert_eq!(
            found("\u{feff}fn f() {}\n// \u{feff}\n"),
            ["1:1 ByteOrderMark", "2:4 Invisible('\\u{feff}')"]
        );
    }

    #[test]
    fn characters_without_width_are_found_unless_a_script_needs_them() {
        assert_eq!(
            found("const A: &str = \"a\u{200b}b\u{202e}c\";\n// a\u{200d}b\n"),
            [
                "1:19 Invisible('\\u{200b}')",
                "1:21 Bidirectional('\\u{202e}')",
                "2:5 Invisible('\\u{200d}')"
            ]
        );
        assert_eq!(
            found("// a\u{200b}\u{200b}\u{200b}b\u{200b}\u{feff}"),
            [
                "1:5 Invisible('\\u{200b}')",
                "1:9 Invisible('\\u{200b}')",
                "1:10 Invisible('\\u{feff}')"
            ]
        );
        let fine = "// \u{1f468}\u{200d}\u{1f469} \u{915}\u{94d}\u{200d} \u{1f3f4}\u{e0067}\u{e0062}\u{e007f} \u{e9}\n";
        assert_eq!(found(fine), Vec::<String>::new());
        assert_eq!(found("const A: &str = \"\\u{200b}\u{e9}\";"), Vec::<String>::new());
    }

    #[test]
    fn identifiers_that_look_like_others_are_found() {
        assert_eq!(
            found("fn p\u{430}y() {}"),
            ["1:4 MixedScripts { name: \"p\u{430}y\", like: \"pay\" }"]
        );
        assert_eq!(
            found("fn \u{441}() {} fn c() {}"),
            ["1:4 Confusable { name: \"\u{441}\", like: \"c\" }"]
        );
        let fine = "fn f(\u{394}t: f64, \u{3c3}_x: f64, \u{441}: A) { let gr\u{f6}\u{df}e = 1; }";
        assert_eq!(found(fine), Vec::<String>::new());
    }
}

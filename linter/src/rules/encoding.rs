//! The text of a source is what a reader sees. See `encoding.md`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audit, Judgement, Kind, Probe, Reads, Rule};
use crate::facts::MisleadingKind;
use crate::finding::Severity;

pub(super) const KIND: Kind = Kind::new::<ReadableText>("encoding", include_str!("encoding.md"));

/// Looks at the sources with characters beyond ASCII.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct ReadableText {
    /// Report a byte order mark at the beginning of a file.
    byte_order_mark: bool,
    /// Report control characters that change the order in which text is displayed.
    bidirectional: bool,
    /// Report characters without width.
    invisible: bool,
    /// Report identifiers that look like others.
    identifiers: bool,
}

impl Default for ReadableText {
    fn default() -> Self {
        Self {
            byte_order_mark: true,
            bidirectional: true,
            invisible: true,
            identifiers: true,
        }
    }
}

impl Rule for ReadableText {
    fn reads(&self) -> Reads {
        Reads::CodeOfFile
    }

    fn probes(&self, _: &Audit<'_>) -> Vec<Probe> {
        let text = |character: char| format!("const PROBE: &str = \"{character}\";");
        let bidirectional = self.bidirectional.then(|| Probe::new("bidirectional", text('\u{202e}')));
        let invisible = self.invisible.then(|| Probe::new("invisible", text('\u{200b}')));
        // The third letter is Cyrillic.
        let identifier = || Probe::new("identifiers", "fn pr\u{43e}be() {}");
        let identifiers = self.identifiers.then(identifier);
        bidirectional.into_iter().chain(invisible).chain(identifiers).collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        for (file, class) in workspace.readable_beyond_ascii() {
            judgement.conforming(None, class, &file.path);
        }
        for misleading in workspace
            .misleading()
            .filter(|misleading| self.reports(&misleading.fact.kind))
        {
            let Words { message, help, severity } = words(&misleading.fact.kind);
            let place = workspace.place_in(misleading.file, misleading.fact.span);
            let item = workspace.path_around(misleading.scope);
            let draft = judgement.violation(None, misleading.class, place, item, message.clone(), message);
            draft.help(help).severity(severity);
        }
    }
}

impl ReadableText {
    fn reports(&self, kind: &MisleadingKind) -> bool {
        match kind {
            MisleadingKind::ByteOrderMark => self.byte_order_mark,
            MisleadingKind::Bidirectional(_) => self.bidirectional,
            MisleadingKind::Invisible(_) => self.invisible,
            MisleadingKind::MixedScripts { .. } | MisleadingKind::Confusable { .. } => self.identifiers,
        }
    }
}

struct Words {
    message: String,
    help: String,
    severity: Option<Severity>,
}

fn words(kind: &MisleadingKind) -> Words {
    let escape = |character: char| {
        format!(
            "remove it; if a string needs it, write the escape `{}`",
            character.escape_unicode()
        )
    };
    let code = |character: char| format!("U+{:04X}", u32::from(character));
    match kind {
        MisleadingKind::ByteOrderMark => Words {
            message: "the file begins with a byte order mark".to_owned(),
            help: "save the file as UTF-8 without a byte order mark".to_owned(),
            severity: Some(Severity::Low),
        },
        MisleadingKind::Bidirectional(character) => Words {
            message: format!(
                "the character {} changes the order in which the line is displayed",
                code(*character)
            ),
            help: escape(*character),
            severity: Some(Severity::High),
        },
        MisleadingKind::Invisible(character) => Words {
            message: format!("the character {} has no width, so a reader does not see it", code(*character)),
            help: escape(*character),
            severity: None,
        },
        MisleadingKind::MixedScripts { name, like } => Words {
            message: format!("`{name}` looks like `{like}` but has letters of another script"),
            help: format!("write it in one script: `{like}`"),
            severity: None,
        },
        MisleadingKind::Confusable { name, like } => Words {
            message: format!("`{name}` looks like `{like}`, another identifier of the file"),
            help: "give one of the two a name that looks different".to_owned(),
            severity: None,
        },
    }
}

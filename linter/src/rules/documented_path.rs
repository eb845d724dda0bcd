//! Documentation names what there is, by the path that the code uses today. See `documented_path.md`.

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audit, Contract, Facet, Judgement, Kind, Probe, ProbeText, Reads, Rule};
use crate::config::{FileGlob, FormerPath};
use crate::discover::TargetKind;
use crate::facts::{Documentation, DocumentedCode, DocumentedPath};
use crate::finding::{Class, FilePath, Place};
use crate::link::{Binding, Def, DocumentedTarget, File, Resolution, Use, Workspace};

pub(super) const KIND: Kind = Kind::new::<DocumentedPaths>("documented_path", include_str!("documented_path.md"));

/// The files that tell what used to be.
const HISTORY: [&str; 5] = ["CHANGELOG*", "changelog*", "CHANGES*", "HISTORY*", "RELEASES*"];

/// The words that introduce code that is no longer right.
const FORMER: [&str; 14] = [
    "before",
    "bad",
    "deprecated",
    "former",
    "formerly",
    "incorrect",
    "instead",
    "legacy",
    "old",
    "older",
    "previous",
    "previously",
    "removed",
    "wrong",
];

/// Looks at the Rust code in Markdown files and doc comments, and at the links of doc comments.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct DocumentedPaths {
    /// Markdown files that are not looked at: by default those with the history of releases.
    except: Option<Vec<FileGlob>>,
    /// The words that introduce code as it used to be, in the heading, the paragraph or the comment before it.
    former: Option<Vec<String>>,
    /// Also look at the links of doc comments.
    links: bool,
}

impl Default for DocumentedPaths {
    fn default() -> Self {
        Self {
            except: None,
            former: None,
            links: true,
        }
    }
}

/// A path in documentation.
struct Mention {
    place: Place,
    class: Class,
    /// The path of the item around it; empty in a Markdown file.
    item: String,
    /// The path as written, with the name of the crate for `crate`.
    path: Vec<String>,
    target: DocumentedTarget,
    /// Whether it goes up from a document, which is in no module.
    is_relative: bool,
    /// Whether its example allows what is marked `#[deprecated]`.
    allows_deprecated: bool,
}

/// What is wrong with a path.
struct Stale {
    message: String,
    help: Option<String>,
    see: Option<(Place, &'static str)>,
}

impl Rule for DocumentedPaths {
    fn facet(&self) -> Option<Facet> {
        Some(Facet::Deprecated)
    }

    fn reads_documents(&self) -> bool {
        true
    }

    fn reads(&self) -> Reads {
        Reads::CodeOfFile
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let relative = "```rust\nuse super::probe;\n```\n".to_owned();
        let document = ProbeText {
            file: FilePath::new("SSOT-PROBE.md"),
            before: None,
            text: relative,
        };
        let in_document = Probe::in_files("a relative path in a document", vec![document]);
        let absent = Probe::new("a link to nothing", "mod probe {} /// [`self::probe::Absent`]\nfn link() {}");
        let entries = audit.contracts.iter().flat_map(|contract| {
            let name = &contract.concept.name;
            contract.concept.deprecated.iter().map(move |former| (name, former))
        });
        let of_concepts = entries.filter(|_| self.links).map(|(name, former)| {
            let path = former
                .path
                .filled(super::probe::FILLER)
                .into_iter()
                .next()
                .unwrap_or_default();
            let code = format!("/// [`{}`]\nfn link() {{}}", path.join("::"));
            Probe::new(&former.path, code).of(name).at(&former.place)
        });
        let of_links = std::iter::once(absent).filter(|_| self.links);
        std::iter::once(in_document).chain(of_links).chain(of_concepts).collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let libraries = libraries(audit);
        let is_history = |file: &&FilePath| match &self.except {
            Some(globs) => globs.iter().any(|glob| glob.matches(file)),
            None => is_history(file),
        };
        let documents: Vec<&FilePath> = audit.documents.iter().filter(|file| !is_history(file)).collect();
        let of_documents = documents.par_iter().map(|file| self.in_document(file, &libraries, audit));
        let sources = audit.workspace.visited_files();
        let of_sources = sources.par_iter().map(|file| self.in_source(*file, &libraries, audit));
        let mut mentions: Vec<Mention> = of_documents.chain(of_sources).flatten().collect();
        if self.links {
            mentions.extend(self.in_links(audit));
        }
        for mention in mentions {
            judge(&mention, audit, judgement);
        }
    }
}

fn judge(mention: &Mention, audit: &Audit<'_>, judgement: &mut Judgement) {
    let of_concept = audit.contracts.iter().find_map(|contract| {
        let former = former_path(mention, contract, audit.workspace)?;
        Some((contract, of_former(former, contract, mention, audit.workspace)))
    });
    let (contract, stale) = match of_concept {
        Some((contract, stale)) => (Some(contract), Some(stale)),
        None => (None, stale(mention, audit.workspace)),
    };
    let Some(Stale { message, help, see }) = stale else {
        if matches!(mention.target, DocumentedTarget::Found(_)) {
            judgement.conforming(None, mention.class, &mention.place.file);
        }
        return;
    };
    let concept = contract.map(|contract| &contract.concept.name);
    let content = mention.path.join("::");
    let draft = judgement.violation(
        concept,
        mention.class,
        mention.place.clone(),
        mention.item.clone(),
        content,
        message,
    );
    if let Some(help) = help {
        draft.help(help);
    }
    if let Some((place, label)) = see {
        draft.see(place, label);
    }
}

/// The names of the libraries of the workspace: only these can be used by other crates.
fn libraries<'a>(audit: &Audit<'a>) -> FxHashSet<&'a str> {
    let libraries = audit.layout.crates.iter();
    let libraries = libraries.filter(|target| matches!(target.kind, TargetKind::Library | TargetKind::ProcMacro));
    libraries.map(|target| &*target.name).collect()
}

fn is_history(file: &FilePath) -> bool {
    HISTORY.iter().any(|name| file.name().starts_with(name.trim_end_matches('*')))
}

impl DocumentedPaths {
    fn in_document(&self, file: &FilePath, libraries: &FxHashSet<&str>, audit: &Audit<'_>) -> Vec<Mention> {
        let Some(text) = (audit.texts)(file) else { return Vec::new() };
        let is_wanted = |word: &str| word == "super" || libraries.contains(word);
        let documented = Documentation::of_markdown(&text).paths(&text, is_wanted);
        let paths = documented.paths.iter();
        let paths = paths.filter(|path| path.leaves_block || libraries.contains(path.segments[0].as_str()));
        let paths = paths.filter(|path| !self.is_former(path, &documented));
        let mention = |path: &DocumentedPath| Mention {
            place: Place {
                file: file.clone(),
                span: path.span,
            },
            class: Class::Production,
            item: String::new(),
            target: target(path, audit.workspace),
            is_relative: path.leaves_block,
            allows_deprecated: documented.block(path).allows_deprecated,
            path: path.segments.clone(),
        };
        paths.map(mention).collect()
    }

    fn in_source(&self, file: File, libraries: &FxHashSet<&str>, audit: &Audit<'_>) -> Vec<Mention> {
        let workspace = audit.workspace;
        let source = workspace.file(file);
        let documented = source.facts.documented();
        let paths = documented.paths.iter();
        let paths = paths.filter(|path| libraries.contains(path.segments[0].as_str()));
        let paths = paths.filter(|path| !self.is_former(path, &documented));
        let mention = |path: &DocumentedPath| {
            let (class, item) = workspace.around(file, path.span.start);
            Mention {
                place: Place {
                    file: source.path.clone(),
                    span: path.span,
                },
                class,
                item,
                target: target(path, workspace),
                is_relative: false,
                allows_deprecated: documented.block(path).allows_deprecated,
                path: path.segments.clone(),
            }
        };
        paths.map(mention).collect()
    }

    fn in_links(&self, audit: &Audit<'_>) -> Vec<Mention> {
        let workspace = audit.workspace;
        let links = workspace.doc_links(2).into_iter().filter(|link| !link.is_expanded);
        let mentions = links.filter_map(|link| {
            let target = workspace.link_target(&link);
            let place = workspace.place_of(&link);
            let written: Vec<String> = link
                .written
                .iter()
                .map(|segment| workspace.text(*segment).to_owned())
                .collect();
            Some(Mention {
                allows_deprecated: false,
                class: link.class,
                item: workspace.path_around(link.scope),
                path: from_crate(&written, workspace.crate_name(link.scope)),
                is_relative: false,
                target: seen_from(target, &link, workspace)?,
                place,
            })
        });
        let mut mentions: Vec<Mention> = mentions.collect();
        self.keep_current(&mut mentions, audit);
        mentions
    }

    /// Removes the suspicious links that are code, or that tell what used to be.
    fn keep_current(&self, links: &mut Vec<Mention>, audit: &Audit<'_>) {
        links.sort_by(|one, other| one.place.cmp(&other.place));
        let mut last: Option<(FilePath, Option<(String, Documentation)>)> = None;
        links.retain(|link| {
            if is_current(link, audit) {
                return true;
            }
            let file = &link.place.file;
            if last.as_ref().is_none_or(|(known, _)| known != file) {
                let text = (audit.texts)(file);
                let read = text.map(|text| {
                    let documentation = Documentation::of_doc_comments(&text);
                    (text, documentation)
                });
                last = Some((file.clone(), read));
            }
            let Some((_, Some((text, documentation)))) = &last else {
                return false;
            };
            let is_code = documentation.code().contain(link.place.span.start);
            !is_code && !self.says_former(&paragraph(text, link.place.span.start as usize))
        });
    }

    /// Whether the code of a path is introduced as that of the past.
    fn is_former(&self, path: &DocumentedPath, documented: &DocumentedCode) -> bool {
        self.says_former(&path.comment) || self.says_former(&documented.block(path).introduction)
    }

    fn says_former(&self, text: &str) -> bool {
        let is_former = |word: &str| match &self.former {
            Some(words) => words.iter().any(|former| former.eq_ignore_ascii_case(word)),
            None => FORMER.iter().any(|former| former.eq_ignore_ascii_case(word)),
        };
        text.split(|it: char| !it.is_alphanumeric()).any(is_former)
    }
}

/// Whether a link leads somewhere by a path that nothing speaks against.
fn is_current(link: &Mention, audit: &Audit<'_>) -> bool {
    let is_former = |contract: &Contract<'_>| former_path(link, contract, audit.workspace).is_some();
    stale(link, audit.workspace).is_none() && !audit.contracts.iter().any(is_former)
}

/// The paragraph of a doc comment around a byte: the lines above and below it that are comments and not empty.
fn paragraph(text: &str, byte: usize) -> String {
    let contents = |line: &'_ str| line.trim_start_matches(['/', '*', '!', ' ', '\t']).trim().to_owned();
    let is_comment = |line: &&str| line.trim_start().starts_with(['/', '*']);
    let start = text[..byte.min(text.len())].rfind('\n').map_or(0, |at| at + 1);
    let (before, after) = text.split_at(start);
    let above = before.lines().rev().take_while(is_comment).map(contents);
    let below = after.lines().take_while(is_comment).map(contents);
    let of_paragraph = |line: &String| !line.is_empty();
    above
        .take_while(of_paragraph)
        .chain(below.take_while(of_paragraph))
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a path in a block leads to. A macro that is not known may be one that another macro defines.
fn target(path: &DocumentedPath, workspace: &Workspace) -> DocumentedTarget {
    let segments: Vec<&str> = path.segments.iter().map(String::as_str).collect();
    match workspace.documented_target(&segments) {
        DocumentedTarget::Absent(_) if path.is_macro => DocumentedTarget::Unknown,
        target => target,
    }
}

/// A path with the name of the crate in place of `crate`. `around` is a path in that crate.
fn from_crate(written: &[String], around: &str) -> Vec<String> {
    let mut path = written.to_vec();
    if let (Some(first), Some(krate)) = (path.first_mut().filter(|first| *first == "crate"), around.split("::").next()) {
        *first = krate.to_owned();
    }
    path
}

/// The target of a link; `None` if it is in the module that offers the path, whose documentation may speak of it.
fn seen_from(target: DocumentedTarget, link: &Use, workspace: &Workspace) -> Option<DocumentedTarget> {
    let DocumentedTarget::Found(bindings) = &target else {
        return Some(target);
    };
    let module = workspace.module(link.scope);
    let is_offered_here =
        |binding: &Binding| binding.import.is_some() && binding.declared.is_some_and(|(scope, _)| scope == module);
    (!bindings.iter().flatten().flatten().any(is_offered_here)).then_some(target)
}

/// The deprecated path of a concept that a mention goes through.
fn former_path<'c>(mention: &Mention, contract: &'c Contract<'_>, workspace: &Workspace) -> Option<&'c FormerPath> {
    if contract.concept.deprecated.is_empty() {
        return None;
    }
    let is_among = |path: &[&str], former: &FormerPath, own: bool| former.path.matches(path, own);
    let written: Vec<&str> = mention.path.iter().map(String::as_str).collect();
    let is_written = |former: &&FormerPath| is_among(&written, former, true);
    let goes_through = |former: &&FormerPath| {
        let DocumentedTarget::Found(found) = &mention.target else {
            return false;
        };
        found.iter().flatten().flatten().any(|binding| {
            let path = workspace.binding_path(binding);
            let own = binding.declared.is_some() || workspace.is_own(&binding.def);
            is_among(&path.split("::").collect::<Vec<_>>(), former, own)
        })
    };
    let mut formers = contract.concept.deprecated.iter();
    formers.find(|former| is_written(former) || goes_through(former))
}

fn of_former(former: &FormerPath, contract: &Contract<'_>, mention: &Mention, workspace: &Workspace) -> Stale {
    let instead = former.instead.clone().or_else(|| contract.written());
    Stale {
        message: format!("`{}` is documented, but deprecated", mention.path.join("::")),
        help: instead.map(|instead| format!("document `{instead}`")),
        see: contract.place(workspace).map(|place| (place, "the canonical definition")),
    }
}

/// What is wrong with a path apart from concepts.
fn stale(mention: &Mention, workspace: &Workspace) -> Option<Stale> {
    let written = mention.path.join("::");
    if mention.is_relative {
        return Some(Stale {
            message: format!("`{written}` is relative, but a document is in no module"),
            help: Some("write the path from the crate".to_owned()),
            see: None,
        });
    }
    match &mention.target {
        DocumentedTarget::Absent(known) => Some(absent(&mention.path, *known, workspace)),
        DocumentedTarget::Found(found) if !mention.allows_deprecated => {
            let marked = |steps: &Resolution| {
                steps
                    .iter()
                    .flatten()
                    .find_map(|binding| marked(binding, &written, workspace))
            };
            // A trait may be marked, and a derive of the same name not.
            let all: Option<Vec<Stale>> = found.iter().map(marked).collect();
            let stale = all?.into_iter().next()?;
            let is_its_own = workspace.documents_deprecated(&mention.place.file, mention.place.span.start);
            (!is_its_own).then_some(stale)
        }
        DocumentedTarget::Found(_) | DocumentedTarget::Unknown => None,
    }
}

fn absent(path: &[String], known: usize, workspace: &Workspace) -> Stale {
    let (above, below) = path.split_at(known.min(path.len() - 1));
    let missing = below.first().map(String::as_str).unwrap_or_default();
    let krate = &path[0];
    let last = path.last().map(String::as_str).unwrap_or_default();
    let elsewhere = workspace.of_name(last);
    let in_crate = |path: &&String| path.split("::").next() == Some(krate.as_str());
    let near = elsewhere.iter().find(in_crate).or(elsewhere.first());
    Stale {
        message: format!(
            "`{}` does not exist: `{}` has no `{missing}`",
            path.join("::"),
            above.join("::")
        ),
        help: Some(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "correct the path, or remove it".to_owned(),
        }),
        see: None,
    }
}

/// A binding to an item or a re-export that is marked `#[deprecated]`.
fn marked(binding: &Binding, written: &str, workspace: &Workspace) -> Option<Stale> {
    let of_import = binding.import.and_then(|import| workspace.deprecated_import(import));
    let of_item = || match &binding.def {
        Def::Item(item) => workspace
            .item(*item)
            .deprecated
            .as_ref()
            .map(|deprecation| (deprecation, workspace.place(*item))),
        _ => None,
    };
    let (deprecation, place) = of_import.or_else(of_item)?;
    Some(Stale {
        message: format!("`{written}` is documented, but marked `#[deprecated]`"),
        help: deprecation.note.as_deref().map(str::to_owned),
        see: Some((place, "marked here")),
    })
}

//! Requests of the client. Each is answered after the texts that it refers to are checked.

use lsp_server::{ErrorCode, Request, RequestId};
use lsp_types::request::{CodeActionRequest, HoverRequest, Request as _, Shutdown};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Diagnostic, DocumentChanges, Hover, HoverContents,
    MarkupContent, MarkupKind, OneOf, OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, Uri, WorkspaceEdit,
};
use serde_json::Value;

use super::actions::Action;
use super::diagnostics::DiagnosticBuilder;
use super::documents::Document;
use super::positions::LineIndex;
use super::session::CheckedState;
use super::{FileRequest, PendingRequest, Server, actions, hover};
use crate::finding::{FilePath, Finding};

impl Server {
    pub(super) fn take_request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        if self.is_shut_down {
            self.client.refuse(id, ErrorCode::InvalidRequest, "the server is shut down");
            return;
        }
        let question = match method.as_str() {
            Shutdown::METHOD => {
                self.is_shut_down = true;
                self.client.answer(id, ());
                return;
            }
            HoverRequest::METHOD => params_of::<HoverRequest>(params).map(|params| {
                let at = params.text_document_position_params;
                (at.text_document.uri, FileRequest::Hover(at.position))
            }),
            CodeActionRequest::METHOD => params_of::<CodeActionRequest>(params).map(|params: CodeActionParams| {
                let question = FileRequest::Actions(params.range, params.context.only);
                (params.text_document.uri, question)
            }),
            _ => {
                let why = format!("this server does not support `{method}`");
                self.client.refuse(id, ErrorCode::MethodNotFound, why);
                return;
            }
        };
        match question {
            Ok((uri, question)) => self.ask(id, &uri, question),
            Err(error) => self.client.refuse(id, ErrorCode::InvalidParams, error.to_string()),
        }
    }

    /// Answers a request now, or when the check of the present texts is done.
    fn ask(&mut self, id: RequestId, uri: &Uri, question: FileRequest) {
        let Some(file) = self.folder.file(uri).filter(|file| self.documents.get(file).is_some()) else {
            self.client.answer(id, ());
            return;
        };
        let waiting = PendingRequest { id, file, question };
        if self.known_revision() == Some(self.revision) {
            self.answer(waiting);
        } else {
            self.waiting.push(waiting);
        }
    }

    pub(super) fn answer(&self, waiting: PendingRequest) {
        let PendingRequest { id, file, question } = waiting;
        if let Some((_, why)) = self.trouble.as_ref().filter(|(revision, _)| *revision == self.revision) {
            self.client.refuse(id, ErrorCode::RequestFailed, why.clone());
            return;
        }
        let (Some(checked), Some(document)) = (&self.checked, self.documents.get(&file)) else {
            self.client.answer(id, ());
            return;
        };
        let lines = LineIndex::new(&document.text, self.encoding);
        match question {
            FileRequest::Hover(position) => {
                let markdown_text = hover::text(checked, &file, &document.text, lines.offset(position));
                self.client.answer(id, markdown_text.map(markdown));
            }
            FileRequest::Actions(range, only) => {
                let actions = self.actions(checked, &file, document, &lines, range, only.as_deref());
                self.client.answer(id, actions);
            }
        }
    }

    fn actions(
        &self,
        checked: &CheckedState,
        file: &FilePath,
        document: &Document,
        lines: &LineIndex<'_>,
        range: Range,
        only: Option<&[CodeActionKind]>,
    ) -> Vec<CodeActionOrCommand> {
        let of_file = || checked.report.findings.iter().filter(|finding| finding.place.file == *file);
        let asked = lines.bytes(range);
        let is_there = |finding: &&Finding| {
            let span = finding.place.span;
            span.start as usize <= asked.end && asked.start <= span.end as usize
        };
        let mut offered = Vec::new();
        if actions::is_wanted(only, &CodeActionKind::QUICKFIX) {
            let teller = DiagnosticBuilder::new(&checked.report, self.encoding, self.client.has_related_places());
            for finding in of_file().filter(is_there) {
                let diagnostic = teller.diagnostic(finding, |file| self.uri(file, checked));
                let fix = finding.fix.as_ref().map(|fix| actions::fix(fix, lines));
                let exemption = actions::exemption(finding, &document.text, lines);
                let possible = fix.into_iter().chain(exemption);
                offered.extend(possible.map(|action| self.action(action, CodeActionKind::QUICKFIX, Some(&diagnostic), document)));
            }
        }
        // Only on explicit request, because the action is not about the code under the cursor.
        if only.is_some() && actions::is_wanted(only, &actions::FIX_ALL) {
            let all = actions::fix_all(file, &document.text, of_file(), lines);
            offered.extend(all.map(|action| self.action(action, actions::FIX_ALL, None, document)));
        }
        offered
    }

    fn action(
        &self,
        action: Action,
        kind: CodeActionKind,
        diagnostic: Option<&Diagnostic>,
        document: &Document,
    ) -> CodeActionOrCommand {
        let edit = if self.client.has_versioned_edits() {
            let edit = TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier {
                    uri: document.uri.clone(),
                    version: Some(document.version),
                },
                edits: action.edits.into_iter().map(OneOf::Left).collect(),
            };
            WorkspaceEdit {
                document_changes: Some(DocumentChanges::Edits(vec![edit])),
                ..WorkspaceEdit::default()
            }
        } else {
            WorkspaceEdit::new([(document.uri.clone(), action.edits)].into())
        };
        CodeActionOrCommand::CodeAction(CodeAction {
            title: action.title,
            kind: Some(kind),
            diagnostics: diagnostic.map(|diagnostic| vec![diagnostic.clone()]),
            edit: Some(edit),
            is_preferred: action.is_preferred.then_some(true),
            ..CodeAction::default()
        })
    }
}

fn markdown(value: String) -> Hover {
    let contents = MarkupContent {
        kind: MarkupKind::Markdown,
        value,
    };
    Hover {
        contents: HoverContents::Markup(contents),
        range: None,
    }
}

/// The parameters of a request.
fn params_of<R: lsp_types::request::Request>(params: Value) -> Result<R::Params, serde_json::Error> {
    serde_json::from_value(params)
}

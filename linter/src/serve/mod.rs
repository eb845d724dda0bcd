//! The same pipeline, kept warm: a language server.
//!
//! One loop owns all state and takes what the client says in the order in which it was said. A check runs on a thread of its
//! own, on texts that nobody changes any more; what it finds is told if nothing has changed in the meantime, and thrown away
//! otherwise, since the places would be those of other texts. Then the next check begins, on the texts of that moment: a burst of
//! edits costs two checks at most, and the last edit always gets its own.
//!
//! Knows the protocol; what is right and wrong, and what the disk holds, it asks of the stages before it.

use std::collections::BTreeMap;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId};
use lsp_types::notification::{
    Cancel, DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument, Exit,
    Initialized, Notification as _,
};
use lsp_types::request::{CodeActionRequest, HoverRequest, Request as _, Shutdown};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams, CodeActionProviderCapability, Diagnostic,
    DocumentChanges, FileChangeType, Hover, HoverContents, HoverProviderCapability, InitializeParams, InitializeResult,
    MarkupContent, MarkupKind, NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, Position, PositionEncodingKind,
    PublishDiagnosticsParams, Range, SaveOptions, ServerCapabilities, ServerInfo, TextDocumentEdit, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Uri, WorkspaceEdit,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

mod actions;
mod carry;
mod client;
mod diagnostics;
mod documents;
mod folder;
mod hover;
mod memory;
mod positions;
mod session;

pub use folder::{Folder, path};

use crate::cache::Cache;
use crate::finding::{FilePath, Finding};
use actions::Action;
use client::Client;
use diagnostics::Teller;
use documents::{Document, Documents};
use positions::{Encoding, Lines};
use session::{Checked, Job, Session, Touched};

/// What a server is started with.
#[derive(Debug)]
pub struct Start {
    /// The workspace.
    pub folder: Folder,
    /// Where facts of texts seen before are kept.
    pub cache: Option<Arc<Cache>>,
    /// The date, by which allowances end.
    pub today: fn() -> Option<String>,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The client asked for it, as the protocol says.
    Proper,
    /// The client left.
    Abrupt,
}

/// Serves a client that has asked to begin, until it leaves.
pub fn run(connection: Connection, id: RequestId, params: InitializeParams, start: Start) -> End {
    let client = Client::new(connection, params.capabilities);
    client.answer(id, introduction(client.encoding()));
    let (events, received) = channel();
    let messages = client.listen();
    let from_client = events.clone();
    thread::spawn(move || {
        for message in messages {
            if from_client.send(Event::Said(message)).is_err() {
                return;
            }
        }
        let _ = from_client.send(Event::Left);
    });
    let (jobs, work) = channel();
    let session = Session::new(start.folder.clone(), start.cache, start.today);
    thread::spawn(move || check(session, &work, &events));
    Server::new(client, start.folder, jobs).serve(&received)
}

/// What this server can do.
fn introduction(encoding: Encoding) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
            include_text: Some(false),
        })),
        ..TextDocumentSyncOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, actions::FIX_ALL]),
        ..CodeActionOptions::default()
    };
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(match encoding {
                Encoding::Utf8 => PositionEncodingKind::UTF8,
                Encoding::Utf16 => PositionEncodingKind::UTF16,
            }),
            text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            code_action_provider: Some(CodeActionProviderCapability::Options(actions)),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "ssot".into(),
            version: Some(env!("CARGO_PKG_VERSION").into()),
        }),
    }
}

/// What the loop waits for.
enum Event {
    Said(Message),
    Checked(Box<Result<Checked, String>>),
    Left,
}

/// Does one job after the other.
fn check(mut session: Session, jobs: &Receiver<Job>, events: &Sender<Event>) {
    while let Ok(job) = jobs.recv() {
        let checked = catch_unwind(AssertUnwindSafe(|| session.check(job)));
        let checked = checked.unwrap_or_else(|_| Err("the check was ended by a mistake in ssot itself: please report it".into()));
        if events.send(Event::Checked(Box::new(checked))).is_err() {
            return;
        }
    }
}

/// A request that waits for the check of the texts that it speaks of.
struct Waiting {
    id: RequestId,
    file: FilePath,
    question: Question,
}

/// What a client may want to know of a file.
enum Question {
    Hover(Position),
    Actions(Range, Option<Vec<CodeActionKind>>),
}

/// All state of the loop.
struct Server {
    client: Client,
    folder: Folder,
    encoding: Encoding,
    documents: Documents,
    /// Grows with everything that may change what is found.
    revision: u64,
    touched: Touched,
    jobs: Sender<Job>,
    /// The revision of the job that is being done.
    at_work: Option<u64>,
    checked: Option<Checked>,
    /// Why the check of this revision could not be done.
    trouble: Option<(u64, String)>,
    waiting: Vec<Waiting>,
    published: BTreeMap<FilePath, PublishDiagnosticsParams>,
    notes: Vec<String>,
    is_shut_down: bool,
}

impl Server {
    fn new(client: Client, folder: Folder, jobs: Sender<Job>) -> Self {
        Self {
            encoding: client.encoding(),
            client,
            folder,
            documents: Documents::default(),
            revision: 1,
            touched: Touched::default(),
            jobs,
            at_work: None,
            checked: None,
            trouble: None,
            waiting: Vec::new(),
            published: BTreeMap::new(),
            notes: Vec::new(),
            is_shut_down: false,
        }
    }

    fn serve(mut self, events: &Receiver<Event>) -> End {
        while let Ok(event) = events.recv() {
            // What has come by now goes into one check.
            for event in std::iter::once(event).chain(events.try_iter()) {
                if let Some(end) = self.take(event) {
                    return end;
                }
            }
            self.begin_check();
        }
        End::Abrupt
    }

    fn take(&mut self, event: Event) -> Option<End> {
        match event {
            Event::Left => return Some(End::Abrupt),
            Event::Checked(checked) => self.take_checked(*checked),
            Event::Said(Message::Request(request)) => self.take_request(request),
            Event::Said(Message::Notification(told)) if told.method == Exit::METHOD => {
                return Some(if self.is_shut_down { End::Proper } else { End::Abrupt });
            }
            Event::Said(Message::Notification(told)) => self.take_notification(told),
            // To being asked to watch; one that cannot does without.
            Event::Said(Message::Response(_)) => {}
        }
        None
    }

    /// Hands the worker the state of now, if it is idle and does not know that yet.
    fn begin_check(&mut self) {
        let is_known = self.known_revision() == Some(self.revision);
        if self.at_work.is_some() || is_known || self.is_shut_down {
            return;
        }
        let job = Job {
            revision: self.revision,
            open: self.documents.texts(),
            touched: mem::take(&mut self.touched),
        };
        if self.jobs.send(job).is_ok() {
            self.at_work = Some(self.revision);
        }
    }

    /// The newest revision of which it is known what is found, or why that cannot be known.
    fn known_revision(&self) -> Option<u64> {
        let failed = self.trouble.as_ref().map(|(revision, _)| *revision);
        self.checked.as_ref().map(|checked| checked.revision).max(failed)
    }

    fn take_checked(&mut self, checked: Result<Checked, String>) {
        let revision = self.at_work.take();
        if revision != Some(self.revision) {
            return;
        }
        match checked {
            Ok(checked) => {
                self.publish(&checked);
                self.checked = Some(checked);
                self.trouble = None;
            }
            Err(why) => {
                // Once, and not with every letter that is typed until it is mended.
                if self.trouble.as_ref().is_none_or(|(_, known)| *known != why) {
                    self.client.alarm(format!("ssot cannot look at the workspace: {why}"));
                }
                self.trouble = Some((self.revision, why));
            }
        }
        for waiting in mem::take(&mut self.waiting) {
            self.answer(waiting);
        }
    }

    /// Tells what is found in each file, and of those where nothing is found any more, that; but nothing twice.
    fn publish(&mut self, checked: &Checked) {
        let teller = Teller::of(&checked.report, self.encoding, self.client.has_related_places());
        let mut found: BTreeMap<&FilePath, Vec<Diagnostic>> = self.documents.files().map(|file| (file, Vec::new())).collect();
        let known: Vec<FilePath> = self.published.keys().cloned().collect();
        found.extend(
            known
                .iter()
                .filter(|file| self.documents.get(file).is_none())
                .map(|file| (file, Vec::new())),
        );
        let mut notes = checked.report.notes.clone();
        for finding in &checked.report.findings {
            let file = &finding.place.file;
            if checked.files.contains(file) {
                let diagnostic = teller.diagnostic(finding, |file| self.uri(file, checked));
                found.entry(file).or_default().push(diagnostic);
            } else {
                notes.push(format!("{}: {}", crate::report::text::place(&finding.place), finding.message));
            }
        }
        let mut news = Vec::new();
        for (file, diagnostics) in found {
            let document = self.documents.get(file);
            let Some(uri) = document
                .map(|document| document.uri.clone())
                .or_else(|| self.folder.uri(file))
            else {
                continue;
            };
            let version = document.map(|document| document.version);
            news.push((
                file.clone(),
                PublishDiagnosticsParams {
                    uri,
                    diagnostics,
                    version,
                },
            ));
        }
        for (file, params) in news {
            if self.published.get(&file) == Some(&params) {
                continue;
            }
            self.client.publish(params.clone());
            if params.diagnostics.is_empty() && params.version.is_none() {
                self.published.remove(&file);
            } else {
                self.published.insert(file, params);
            }
        }
        for note in notes.iter().filter(|note| !self.notes.contains(note)) {
            self.client.log(note.clone());
        }
        self.notes = notes;
    }

    /// What the client calls a file that it can open.
    fn uri(&self, file: &FilePath, checked: &Checked) -> Option<Uri> {
        match self.documents.get(file) {
            Some(document) => Some(document.uri.clone()),
            None => checked.files.contains(file).then(|| self.folder.uri(file)).flatten(),
        }
    }

    fn take_notification(&mut self, told: Notification) {
        let Notification { method, params } = told;
        let taken = match method.as_str() {
            Initialized::METHOD => {
                self.client.watch();
                Ok(())
            }
            DidOpenTextDocument::METHOD => self.open(params),
            DidChangeTextDocument::METHOD => self.change(params),
            DidCloseTextDocument::METHOD => self.close(params),
            DidSaveTextDocument::METHOD => self.saved(params),
            DidChangeWatchedFiles::METHOD => self.changed_on_disk(params),
            Cancel::METHOD => self.cancel(params),
            // What is unknown and asks for no answer is not for us.
            _ => Ok(()),
        };
        if let Err(error) = taken {
            self.client.log(format!("`{method}` is not understood: {error}"));
        }
    }

    fn open(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let document = read::<DidOpenTextDocument>(params)?.text_document;
        if let Some(file) = self.folder.file(&document.uri) {
            self.is_another(&file);
            let document = Document {
                uri: document.uri,
                version: document.version,
                text: document.text.into(),
            };
            self.documents.open(file, document);
        }
        Ok(())
    }

    fn change(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let params = read::<DidChangeTextDocument>(params)?;
        let document = params.text_document;
        if let Some(file) = self.folder.file(&document.uri)
            && self
                .documents
                .change(&file, document.version, params.content_changes, self.encoding)
        {
            self.is_another(&file);
        }
        Ok(())
    }

    fn close(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let document = read::<DidCloseTextDocument>(params)?.text_document;
        if let Some(file) = self.folder.file(&document.uri)
            && self.documents.close(&file)
        {
            self.is_another(&file);
            self.touched.files.insert(file);
        }
        Ok(())
    }

    fn saved(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let document = read::<DidSaveTextDocument>(params)?.text_document;
        if let Some(file) = self.folder.file(&document.uri) {
            self.revision += 1;
            self.touched.files.insert(file);
            // Nobody else says what has changed meanwhile.
            self.touched.tree |= !self.client.can_watch();
        }
        Ok(())
    }

    fn changed_on_disk(&mut self, params: Value) -> Result<(), serde_json::Error> {
        for change in read::<DidChangeWatchedFiles>(params)?.changes {
            if let Some(file) = self.folder.file(&change.uri) {
                self.revision += 1;
                if change.typ == FileChangeType::CHANGED && file.as_str().ends_with(".rs") {
                    self.touched.files.insert(file);
                } else {
                    self.touched.tree = true;
                }
            }
        }
        Ok(())
    }

    /// The text of a file is another now: questions about the one before have no answer any more.
    fn is_another(&mut self, file: &FilePath) {
        self.revision += 1;
        let (outdated, waiting) = mem::take(&mut self.waiting)
            .into_iter()
            .partition(|waiting| waiting.file == *file);
        self.waiting = waiting;
        let outdated: Vec<Waiting> = outdated;
        for waiting in outdated {
            self.client
                .refuse(waiting.id, ErrorCode::ContentModified, "the document has been changed since");
        }
    }

    fn cancel(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let id = match read::<Cancel>(params)?.id {
            NumberOrString::Number(id) => RequestId::from(id),
            NumberOrString::String(id) => RequestId::from(id),
        };
        if let Some(at) = self.waiting.iter().position(|waiting| waiting.id == id) {
            self.waiting.remove(at);
            self.client.refuse(id, ErrorCode::RequestCanceled, "cancelled by the client");
        }
        Ok(())
    }

    fn take_request(&mut self, request: Request) {
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
                (at.text_document.uri, Question::Hover(at.position))
            }),
            CodeActionRequest::METHOD => params_of::<CodeActionRequest>(params).map(|params: CodeActionParams| {
                let question = Question::Actions(params.range, params.context.only);
                (params.text_document.uri, question)
            }),
            _ => {
                let why = format!("`{method}` is nothing that this server does");
                self.client.refuse(id, ErrorCode::MethodNotFound, why);
                return;
            }
        };
        match question {
            Ok((uri, question)) => self.ask(id, &uri, question),
            Err(error) => self.client.refuse(id, ErrorCode::InvalidParams, error.to_string()),
        }
    }

    /// Answers a question now, or when the check of the texts of now is done.
    fn ask(&mut self, id: RequestId, uri: &Uri, question: Question) {
        let Some(file) = self.folder.file(uri).filter(|file| self.documents.get(file).is_some()) else {
            self.client.answer(id, ());
            return;
        };
        let waiting = Waiting { id, file, question };
        if self.known_revision() == Some(self.revision) {
            self.answer(waiting);
        } else {
            self.waiting.push(waiting);
        }
    }

    fn answer(&self, waiting: Waiting) {
        let Waiting { id, file, question } = waiting;
        if let Some((_, why)) = self.trouble.as_ref().filter(|(revision, _)| *revision == self.revision) {
            self.client.refuse(id, ErrorCode::RequestFailed, why.clone());
            return;
        }
        let (Some(checked), Some(document)) = (&self.checked, self.documents.get(&file)) else {
            self.client.answer(id, ());
            return;
        };
        let lines = Lines::of(&document.text, self.encoding);
        match question {
            Question::Hover(position) => {
                let told = hover::of(checked, &file, &document.text, lines.offset(position));
                self.client.answer(id, told.map(markdown));
            }
            Question::Actions(range, only) => {
                let actions = self.actions(checked, &file, document, &lines, range, only.as_deref());
                self.client.answer(id, actions);
            }
        }
    }

    fn actions(
        &self,
        checked: &Checked,
        file: &FilePath,
        document: &Document,
        lines: &Lines<'_>,
        range: Range,
        only: Option<&[CodeActionKind]>,
    ) -> Vec<CodeActionOrCommand> {
        let of_file = || checked.report.findings.iter().filter(|finding| finding.place.file == *file);
        let asked = lines.bytes(range);
        let is_there = |finding: &&Finding| {
            let span = finding.place.span;
            span.start as usize <= asked.end && asked.start <= span.end as usize
        };
        let mut told = Vec::new();
        if actions::is_wanted(only, &CodeActionKind::QUICKFIX) {
            let teller = Teller::of(&checked.report, self.encoding, self.client.has_related_places());
            for finding in of_file().filter(is_there) {
                let diagnostic = teller.diagnostic(finding, |file| self.uri(file, checked));
                let fix = finding.fix.as_ref().map(|fix| actions::fix(fix, lines));
                let allowance = actions::allowance(finding, &document.text, lines);
                let possible = fix.into_iter().chain(allowance);
                told.extend(possible.map(|action| self.action(action, CodeActionKind::QUICKFIX, Some(&diagnostic), document)));
            }
        }
        // Only for who asks: it is no answer to what is under the cursor.
        if only.is_some() && actions::is_wanted(only, &actions::FIX_ALL) {
            let all = actions::fix_all(file, &document.text, of_file(), lines);
            told.extend(all.map(|action| self.action(action, actions::FIX_ALL, None, document)));
        }
        told
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

/// The parameters of a notification.
fn read<N: lsp_types::notification::Notification>(params: Value) -> Result<N::Params, serde_json::Error>
where
    N::Params: DeserializeOwned,
{
    serde_json::from_value(params)
}

/// The parameters of a request.
fn params_of<R: lsp_types::request::Request>(params: Value) -> Result<R::Params, serde_json::Error> {
    serde_json::from_value(params)
}

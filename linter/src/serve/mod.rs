//! The language server: runs the same pipeline, and keeps its data in memory between checks.
//!
//! One loop owns all state and handles the client's messages in order. A check runs on a thread of its own, on a copy of the
//! texts. Its findings are published if nothing has changed in the meantime, and dropped otherwise, because their places would be
//! wrong. Then the next check begins with the present texts: a burst of edits costs at most two checks, and the last edit is
//! always checked.
//!
//! This module contains only the protocol; other modules read and check the files.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::{mem, thread};

use lsp_server::{Connection, Message, RequestId};
use lsp_types::notification::{Exit, Notification as _};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, Diagnostic, HoverProviderCapability, InitializeParams,
    InitializeResult, Position, PositionEncodingKind, PublishDiagnosticsParams, Range, SaveOptions, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Uri,
};

mod actions;
mod carry;
mod client;
mod diagnostics;
mod documents;
mod folder;
mod framing;
mod hover;
mod notifications;
mod positions;
mod requests;
mod session;

pub use folder::{Folder, path};
pub use framing::{IoThreads, connect};

use crate::cache::Cache;
use crate::finding::FilePath;
use client::Client;
use diagnostics::{DiagnosticBuilder, MOST_DIAGNOSTICS};
use documents::Documents;
use positions::Encoding;
use session::{ChangedFiles, CheckedState, Job, Session};

/// The options of a server.
#[derive(Debug)]
pub struct ServerOptions {
    /// The workspace.
    pub folder: Folder,
    /// The cache of facts.
    pub cache: Option<Arc<Cache>>,
    /// The date that decides whether an exemption has ended.
    pub today: fn() -> Option<String>,
}

/// The way in which the server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerExit {
    /// The client requested it by `shutdown` and `exit`.
    Proper,
    /// The client disconnected, or sent `exit` without `shutdown`.
    Abrupt,
}

/// Serves a client that has sent `initialize`, until it disconnects.
pub fn run(connection: Connection, id: RequestId, params: InitializeParams, start: ServerOptions) -> ServerExit {
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

/// The capabilities of this server.
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

/// An event that the loop handles.
enum Event {
    Said(Message),
    Checked(Box<Result<CheckedState, String>>),
    Left,
}

/// Runs the checks, one job after the other.
fn check(mut session: Session, jobs: &Receiver<Job>, events: &Sender<Event>) {
    while let Ok(job) = jobs.recv() {
        let checked = catch_unwind(AssertUnwindSafe(|| session.check(job)));
        let checked = checked.unwrap_or_else(|_| Err("the check stopped because of a bug in ssot: please report it".into()));
        if events.send(Event::Checked(Box::new(checked))).is_err() {
            return;
        }
    }
}

/// A request that waits until the texts that it refers to are checked.
struct PendingRequest {
    id: RequestId,
    file: FilePath,
    question: FileRequest,
}

/// A request about a file.
enum FileRequest {
    Hover(Position),
    Actions(Range, Option<Vec<CodeActionKind>>),
}

/// All state of the loop.
struct Server {
    client: Client,
    folder: Folder,
    encoding: Encoding,
    documents: Documents,
    /// Incremented by everything that may change the findings.
    revision: u64,
    changed: ChangedFiles,
    jobs: Sender<Job>,
    /// The revision of the running job.
    at_work: Option<u64>,
    checked: Option<CheckedState>,
    /// The revision whose check failed, and the reason.
    trouble: Option<(u64, String)>,
    waiting: Vec<PendingRequest>,
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
            changed: ChangedFiles::default(),
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

    fn serve(mut self, events: &Receiver<Event>) -> ServerExit {
        while let Ok(event) = events.recv() {
            // Handle all events that have arrived before the next check begins.
            for event in std::iter::once(event).chain(events.try_iter()) {
                if let Some(end) = self.take(event) {
                    return end;
                }
            }
            self.begin_check();
        }
        ServerExit::Abrupt
    }

    fn take(&mut self, event: Event) -> Option<ServerExit> {
        match event {
            Event::Left => return Some(ServerExit::Abrupt),
            Event::Checked(checked) => self.take_checked(*checked),
            Event::Said(Message::Request(request)) => self.take_request(request),
            Event::Said(Message::Notification(notification)) if notification.method == Exit::METHOD => {
                return Some(if self.is_shut_down {
                    ServerExit::Proper
                } else {
                    ServerExit::Abrupt
                });
            }
            Event::Said(Message::Notification(notification)) => self.take_notification(notification),
            // The response to the request to watch files, which is optional.
            Event::Said(Message::Response(_)) => {}
        }
        None
    }

    /// Starts a check of the present state, if none is running and that state has not been checked.
    fn begin_check(&mut self) {
        let is_known = self.known_revision() == Some(self.revision);
        if self.at_work.is_some() || is_known || self.is_shut_down {
            return;
        }
        let job = Job {
            revision: self.revision,
            open: self.documents.texts(),
            changed: mem::take(&mut self.changed),
        };
        if self.jobs.send(job).is_ok() {
            self.at_work = Some(self.revision);
        }
    }

    /// The newest revision whose check is finished or has failed.
    fn known_revision(&self) -> Option<u64> {
        let failed = self.trouble.as_ref().map(|(revision, _)| *revision);
        self.checked.as_ref().map(|checked| checked.revision).max(failed)
    }

    fn take_checked(&mut self, checked: Result<CheckedState, String>) {
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
                // Show the message once, not after every edit until the problem is fixed.
                if self.trouble.as_ref().is_none_or(|(_, known)| *known != why) {
                    self.client.alarm(format!("ssot cannot read the workspace: {why}"));
                }
                self.trouble = Some((self.revision, why));
            }
        }
        for waiting in mem::take(&mut self.waiting) {
            self.answer(waiting);
        }
    }

    /// Publishes the diagnostics of each file, an empty list for files without any, and skips unchanged ones.
    fn publish(&mut self, checked: &CheckedState) {
        let builder = DiagnosticBuilder::new(&checked.report, self.encoding, self.client.has_related_places());
        let mut found: BTreeMap<&FilePath, Vec<Diagnostic>> = self.documents.files().map(|file| (file, Vec::new())).collect();
        let known: Vec<FilePath> = self.published.keys().cloned().collect();
        found.extend(
            known
                .iter()
                .filter(|file| self.documents.get(file).is_none())
                .map(|file| (file, Vec::new())),
        );
        let mut untold: BTreeMap<&FilePath, u64> = BTreeMap::new();
        let mut notes = checked.report.notes.clone();
        for finding in &checked.report.findings {
            let file = &finding.place.file;
            if checked.files.contains(file) {
                let published = found.entry(file).or_default();
                if published.len() < MOST_DIAGNOSTICS {
                    published.push(builder.diagnostic(finding, |file| self.uri(file, checked)));
                } else {
                    *untold.entry(file).or_default() += 1;
                }
            } else {
                notes.push(format!("{}: {}", crate::report::text::place(&finding.place), finding.message));
            }
        }
        for (file, count) in untold {
            found.entry(file).or_default().push(diagnostics::more(count));
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

    /// The URI of a file that the client can open.
    fn uri(&self, file: &FilePath, checked: &CheckedState) -> Option<Uri> {
        match self.documents.get(file) {
            Some(document) => Some(document.uri.clone()),
            None => checked.files.contains(file).then(|| self.folder.uri(file)).flatten(),
        }
    }
}

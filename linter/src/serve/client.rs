//! The client: its capabilities, and the messages sent to it. The reader of the connection notices a disconnect.

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{self, LogMessage, PublishDiagnostics, ShowMessage};
use lsp_types::request::{self, RegisterCapability};
use lsp_types::{
    ClientCapabilities, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, LogMessageParams, MessageType,
    PositionEncodingKind, PublishDiagnosticsParams, Registration, RegistrationParams, ShowMessageParams,
};
use serde::Serialize;

use super::positions::Encoding;

/// The files that a check depends on.
const WATCHED: [&str; 4] = ["**/*.{rs,toml,md}", "**/ssot-baseline.txt", "**/.gitignore", "**/.ignore"];

/// A client.
pub(super) struct Client {
    connection: Connection,
    capabilities: ClientCapabilities,
    asked: i32,
}

impl Client {
    pub(super) fn new(connection: Connection, capabilities: ClientCapabilities) -> Self {
        Self {
            connection,
            capabilities,
            asked: 0,
        }
    }

    /// The messages of the client, until it disconnects.
    pub(super) fn listen(&self) -> impl Iterator<Item = Message> + Send + 'static {
        let receiver = self.connection.receiver.clone();
        std::iter::from_fn(move || receiver.recv().ok())
    }

    /// The position encoding: UTF-8 if the client offers it, because the linter counts bytes; otherwise UTF-16, the default of
    /// LSP.
    pub(super) fn encoding(&self) -> Encoding {
        let general = self.capabilities.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_deref());
        match offered.is_some_and(|offered| offered.contains(&PositionEncodingKind::UTF8)) {
            true => Encoding::Utf8,
            false => Encoding::Utf16,
        }
    }

    pub(super) fn has_related_places(&self) -> bool {
        let document = self.capabilities.text_document.as_ref();
        let publish = document.and_then(|document| document.publish_diagnostics.as_ref());
        publish.and_then(|publish| publish.related_information).unwrap_or(false)
    }

    /// Whether it supports edits for a specific version of a document.
    pub(super) fn has_versioned_edits(&self) -> bool {
        let workspace = self.capabilities.workspace.as_ref();
        let edit = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        edit.and_then(|edit| edit.document_changes).unwrap_or(false)
    }

    /// Whether it can report changes on disk.
    pub(super) fn can_watch(&self) -> bool {
        let workspace = self.capabilities.workspace.as_ref();
        let watching = workspace.and_then(|workspace| workspace.did_change_watched_files);
        watching.and_then(|watching| watching.dynamic_registration).unwrap_or(false)
    }

    /// Asks the client to report changes on disk, if it can.
    pub(super) fn watch(&mut self) {
        if !self.can_watch() {
            return;
        }
        let watchers = WATCHED.map(|glob| FileSystemWatcher {
            glob_pattern: GlobPattern::String(glob.into()),
            kind: None,
        });
        let options = DidChangeWatchedFilesRegistrationOptions {
            watchers: watchers.into(),
        };
        let registration = Registration {
            id: "watched-files".into(),
            method: <notification::DidChangeWatchedFiles as notification::Notification>::METHOD.into(),
            register_options: serde_json::to_value(options).ok(),
        };
        self.ask::<RegisterCapability>(RegistrationParams {
            registrations: vec![registration],
        });
    }

    fn ask<R: request::Request>(&mut self, params: R::Params) {
        self.asked += 1;
        self.send(Request::new(self.asked.into(), R::METHOD.into(), params));
    }

    pub(super) fn answer(&self, id: RequestId, result: impl Serialize) {
        self.send(Response::new_ok(id, result));
    }

    pub(super) fn refuse(&self, id: RequestId, code: ErrorCode, why: impl Into<String>) {
        self.send(Response::new_err(id, code as i32, why.into()));
    }

    pub(super) fn publish(&self, params: PublishDiagnosticsParams) {
        self.notify::<PublishDiagnostics>(params);
    }

    /// Shows a message to the user.
    pub(super) fn alarm(&self, message: String) {
        self.notify::<ShowMessage>(ShowMessageParams {
            typ: MessageType::ERROR,
            message,
        });
    }

    /// Writes a message to the log of the client.
    pub(super) fn log(&self, message: String) {
        self.notify::<LogMessage>(LogMessageParams {
            typ: MessageType::INFO,
            message,
        });
    }

    fn notify<N: notification::Notification>(&self, params: N::Params) {
        self.send(Notification::new(N::METHOD.into(), params));
    }

    fn send(&self, message: impl Into<Message>) {
        // A send fails only if the client has disconnected.
        let _ = self.connection.sender.send(message.into());
    }
}

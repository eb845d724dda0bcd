//! Notifications of the client: opened, changed and closed documents, changes on disk, cancelled requests.

use std::mem;

use lsp_server::{ErrorCode, Notification, RequestId};
use lsp_types::notification::{
    Cancel, DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument,
    Initialized, Notification as _,
};
use lsp_types::{FileChangeType, NumberOrString};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::documents::Document;
use super::{PendingRequest, Server};
use crate::finding::FilePath;

impl Server {
    pub(super) fn take_notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
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
            // Unknown notifications are ignored.
            _ => Ok(()),
        };
        if let Err(error) = taken {
            self.client.log(format!("`{method}` is not understood: {error}"));
        }
    }

    fn open(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let document = read::<DidOpenTextDocument>(params)?.text_document;
        if let Some(file) = self.folder.file(&document.uri) {
            self.text_changed(&file);
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
            self.text_changed(&file);
        }
        Ok(())
    }

    fn close(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let document = read::<DidCloseTextDocument>(params)?.text_document;
        if let Some(file) = self.folder.file(&document.uri)
            && self.documents.close(&file)
        {
            self.text_changed(&file);
            self.changed.files.insert(file);
        }
        Ok(())
    }

    fn saved(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let document = read::<DidSaveTextDocument>(params)?.text_document;
        if let Some(file) = self.folder.file(&document.uri) {
            self.revision += 1;
            self.changed.files.insert(file);
            // Without watched files, a save is the only hint that other files may have changed.
            self.changed.tree |= !self.client.can_watch();
        }
        Ok(())
    }

    fn changed_on_disk(&mut self, params: Value) -> Result<(), serde_json::Error> {
        for change in read::<DidChangeWatchedFiles>(params)?.changes {
            if let Some(file) = self.folder.file(&change.uri) {
                self.revision += 1;
                if change.typ == FileChangeType::CHANGED && file.as_str().ends_with(".rs") {
                    self.changed.files.insert(file);
                } else {
                    self.changed.tree = true;
                }
            }
        }
        Ok(())
    }

    /// Counts a new revision and cancels pending requests about the old text (`ContentModified`).
    fn text_changed(&mut self, file: &FilePath) {
        self.revision += 1;
        let (outdated, waiting) = mem::take(&mut self.waiting)
            .into_iter()
            .partition(|waiting| waiting.file == *file);
        self.waiting = waiting;
        let outdated: Vec<PendingRequest> = outdated;
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
}

/// The parameters of a notification.
fn read<N: lsp_types::notification::Notification>(params: Value) -> Result<N::Params, serde_json::Error>
where
    N::Params: DeserializeOwned,
{
    serde_json::from_value(params)
}

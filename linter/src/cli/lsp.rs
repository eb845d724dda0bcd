//! `ssot lsp`: the language server, over stdin and stdout.

use std::io::{self, BufReader};
use std::path::PathBuf;

use clap::Args;
use lsp_server::{Connection, ErrorCode, ProtocolError, Response};
use lsp_types::InitializeParams;
use serde_json::Value;

use super::Outcome;
use super::cache::{self, CacheArguments};
use super::failure::Failure;
use super::root::WorkspaceRoot;
use super::today::today;
use crate::serve::{self, Folder, IoThreads, ServerExit, ServerOptions};

/// Arguments of `lsp`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// Accepted because many clients pass it; the server always uses stdin and stdout
    #[arg(long, hide = true)]
    stdio: bool,
    #[command(flatten)]
    cache: CacheArguments,
}

/// Serves one client until it leaves.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let (connection, carriers) = serve::connect(BufReader::new(io::stdin()), io::stdout());
    let end = serve(arguments, connection)?;
    close(carriers)?;
    Ok(match end {
        ServerExit::Proper => Outcome::Clean,
        ServerExit::Abrupt => Outcome::Failed,
    })
}

/// A client whose `initialize` request is refused may send another.
fn serve(arguments: &Arguments, connection: Connection) -> Result<ServerExit, Failure> {
    loop {
        let (id, params) = connection.initialize_start().map_err(no_client)?;
        match begun(params) {
            Ok((folder, params)) => {
                let cache = arguments.cache.open();
                let start = ServerOptions {
                    folder,
                    cache: cache.clone(),
                    today,
                };
                let end = serve::run(connection, id, params, start);
                cache::close(cache.as_deref());
                return Ok(end);
            }
            Err(why) => {
                let refusal = Response::new_err(id, ErrorCode::InvalidParams as i32, why);
                let _ = connection.sender.send(refusal.into());
            }
        }
    }
}

fn begun(params: Value) -> Result<(Folder, InitializeParams), String> {
    let params = serde_json::from_value(params).map_err(|error| error.to_string())?;
    let folder = folder(&params).map_err(|failure| format!("{}: {}", failure.title, failure.cause))?;
    Ok((folder, params))
}

/// The workspace around the first folder that the client has open; without one, around the current folder.
fn folder(params: &InitializeParams) -> Result<Folder, Failure> {
    let folders = params.workspace_folders.iter().flatten().map(|folder| &folder.uri);
    #[expect(deprecated, reason = "all that older clients send")]
    let named = folders.chain(&params.root_uri).next();
    let opened = named.and_then(serve::path);
    let opened = opened.unwrap_or_else(|| std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")));
    let (root, really_opened) = WorkspaceRoot::around(&opened)?;
    Ok(Folder::new(root, &opened, &really_opened))
}

fn no_client(error: ProtocolError) -> Failure {
    Failure::new(
        "no client sent `initialize`",
        error.to_string(),
        "let an editor start `ssot lsp`; in a terminal, use `ssot check`",
    )
}

fn close(carriers: IoThreads) -> Result<(), Failure> {
    carriers.join().map_err(|error| {
        Failure::new(
            "the connection to the client broke",
            error.to_string(),
            "see the last message in the editor's log",
        )
    })
}

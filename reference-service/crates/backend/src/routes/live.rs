//! Live connections. Who may not have one is told so before the protocol changes.

use crate::Backend;
use crate::caller::LiveCaller;
use crate::conversations;
use crate::desk::LiveDesk;
use crate::paging::Number;
use crate::socket::Socket;
use axum::extract::{State, WebSocketUpgrade};
use axum::response::Response;
use foundation::errors::AppError;
use foundation::identity::Permission;
use foundation::ids::{ConnectionId, ThreadId};
use foundation::names::{routes, tokens};
use serde::Deserialize;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use utoipa::IntoParams;
use web::{Failure, MAX_BODY, Params};
use websocket::{IsolationKey, Resume, Visitor, converse};

/// So much is read at a time, in bytes: about the longest message. Each connection has room for it set aside, whether it
/// says anything or not.
const READ_AT_A_TIME: usize = 8 * 1024;

/// To what the connection is to belong, and what the last one heard. Never a token: it would stand in logs on the way.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// The thread; a new one if none is named.
    #[param(value_type = Option<String>)]
    thread_id: Option<ThreadId>,
    /// The connection that broke.
    #[param(value_type = Option<String>)]
    connection_id: Option<ConnectionId>,
    /// The last event that was heard.
    #[param(value_type = Option<u64>)]
    last_sequence: Option<Number>,
}

/// Opens a live connection.
#[utoipa::path(get, path = routes::WEBSOCKET, tag = "live", params(Asked), responses(
    (status = 101), (status = 400), (status = 401), (status = 403), (status = 404), (status = 429)))]
pub(crate) async fn connect(
    State(backend): State<Arc<Backend>>,
    LiveCaller(caller): LiveCaller,
    Params(asked): Params<Asked>,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Failure> {
    for permission in [Permission::Chat, Permission::Write] {
        caller.demand(permission)?;
    }
    let fresh = match &asked.thread_id {
        Some(thread) => {
            let mut scope = caller.reads(&backend).await?;
            conversations::thread_of(&mut scope, caller.id(), thread).await?;
            None
        }
        None => Some(ThreadId::generate(&backend.ids).map_err(AppError::internal)?),
    };
    let thread = asked.thread_id.or_else(|| fresh.clone());
    let thread = thread.ok_or_else(|| AppError::internal("neither an old thread nor a new one"))?;
    let key = IsolationKey {
        user: caller.id().clone(),
        thread,
    };
    let resume = Resume {
        connection: asked.connection_id,
        last_sequence: asked.last_sequence.map(|it| it.0),
    };
    let place = backend
        .managers
        .connect(&key, &resume)
        .map_err(AppError::from)?;
    let visitor = Visitor {
        request: caller.request.clone(),
        expires: caller.user.expires,
    };
    // Longer messages than a connection may send are read up to this size, so that they get an answer. For each piece of one
    // room is set aside as soon as its length is told.
    let upgrade = upgrade
        .protocols([tokens::JWT_SUBPROTOCOL])
        .max_message_size(MAX_BODY)
        .max_frame_size(MAX_BODY)
        .read_buffer_size(READ_AT_A_TIME);
    Ok(upgrade.on_upgrade(async move |socket| {
        let managers = backend.managers();
        let permissions = caller.user.permissions;
        let desk = LiveDesk {
            backend,
            permissions,
            fresh,
            begun: AtomicBool::new(false),
        };
        let farewell = converse(&managers, &desk, place, visitor, Socket(socket)).await;
        tracing::info!(?farewell, user_id = %key.user, "a live connection ended");
    }))
}

use crate::connections::{BodyLimit, Connections, Counted};
use crate::line::{Answering, Line, Stage, Stages};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use foundation::retry::{pause, within};
use foundation::tasks;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::future::pending;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use telemetry::metrics::Slowness;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// How long requests that are under way may take to finish once the service is asked to stop.
pub const GRACE: Duration = Duration::from_secs(10);

/// So much of a request's head is read, and so much of an answer waits for its client.
const BUFFER: usize = 64 * 1024;

/// For how long nobody is let in when there is no room for one more, for instance no file descriptor.
const EXHAUSTED: Duration = Duration::from_secs(1);

/// How the service came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All requests that were under way have been answered.
    Complete,
    /// Some were not, within [`GRACE`].
    CutShort,
}

/// Answers requests until `stop` is ready, then takes no more and lets those under way finish. Connections on which
/// nothing is under way end at once.
///
/// `axum::serve` has no limit on anything that a client does before its request has arrived.
pub async fn serve(
    listener: TcpListener,
    routes: Router,
    connections: Arc<Connections>,
    stop: impl Future<Output = ()>,
) -> Ending {
    // Said to all connections, each of which holds a receiver until its end.
    let (stopping, told) = watch::channel(false);
    let mut stop = pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = accept(&listener) => accepted,
            () = &mut stop => break,
        };
        // Dropped, which closes it: an answer would be the beginning of a conversation.
        let Some(counted) = connections.take(peer.ip()) else {
            continue;
        };
        let visit = Visit {
            routes: TowerToHyperService::new(routes.clone()),
            connections: connections.clone(),
            peer,
        };
        let told = told.clone();
        tasks::spawn(async move { visit.answer(stream, counted, told).await });
    }
    drop((listener, told));
    stopping.send_replace(true);
    match within(GRACE, stopping.closed()).await {
        Ok(()) => Ending::Complete,
        Err(_) => Ending::CutShort,
    }
}

/// The next connection, as soon as there is one.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if is_of_the_client(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                pause(EXHAUSTED).await;
            }
        }
    }
}

/// Whether the client left before it was let in.
fn is_of_the_client(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
    )
}

/// A client, as long as its connection speaks HTTP.
struct Visit {
    routes: TowerToHyperService<Router>,
    connections: Arc<Connections>,
    peer: SocketAddr,
}

impl Visit {
    async fn answer(self, stream: TcpStream, counted: Counted, mut told: watch::Receiver<bool>) {
        // Events are small and follow each other: none may wait until the client has acknowledged the one before.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a line that gathers what it sends");
        }
        let (stages, mut stage) = Stages::new();
        let line = Line::new(stream, stages.clone(), self.connections.clone(), counted);
        let line = TokioIo::new(line);
        let asked = service_fn(|request| self.asked(&stages, request));
        let mut connection = pin!(
            http1::Builder::new()
                .max_buf_size(BUFFER)
                .serve_connection(line, asked)
                .with_upgrades()
        );
        let mut stopped = pin!(async { told.wait_for(|stopping| *stopping).await.is_ok() });
        let mut stopping = false;
        loop {
            let now = *stage.borrow_and_update();
            if stopping && now == Stage::New {
                return;
            }
            tokio::select! {
                ended = &mut connection => {
                    return ended.unwrap_or_else(|error| tracing::debug!(%error, "a connection broke"));
                }
                _ = stage.changed() => {}
                what = self.patience(now) => return self.connections.cut(what),
                _ = &mut stopped, if !stopping => {
                    stopping = true;
                    connection.as_mut().graceful_shutdown();
                }
            }
        }
    }

    /// Ready when the client took too long for what it is at.
    async fn patience(&self, stage: Stage) -> Slowness {
        let limits = &self.connections.limits;
        let (limit, what) = match stage {
            Stage::New | Stage::Head => (limits.head, Slowness::Head),
            Stage::Idle => (limits.idle, Slowness::Idle),
            Stage::Asking => return pending().await,
        };
        pause(limit).await;
        what
    }

    async fn asked(
        &self,
        stages: &Stages,
        request: hyper::Request<Incoming>,
    ) -> Result<Response<Answering>, Infallible> {
        let under_way = stages.ask();
        let mut request: Request = request.map(Body::new);
        let extensions = request.extensions_mut();
        extensions.insert(ConnectInfo(self.peer));
        extensions.insert(BodyLimit(self.connections.limits.body));
        let answer = self.routes.call(request).await?;
        Ok(answer.map(|body| Answering::new(body, under_way)))
    }
}

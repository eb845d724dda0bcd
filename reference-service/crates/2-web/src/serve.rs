use axum::Router;
use axum::serve::ListenerExt;
use foundation::retry::within;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// How long requests that are under way may take to finish once the service is asked to stop.
pub const GRACE: Duration = Duration::from_secs(10);

/// How the service came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All requests that were under way have been answered.
    Complete,
    /// Some were not, within [`GRACE`].
    CutShort,
}

/// Answers requests until `stop` is ready, then takes no more and lets those under way finish.
///
/// # Errors
/// When the listener fails for good.
pub async fn serve(
    listener: TcpListener,
    routes: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<Ending> {
    // Events are small and follow each other: none may wait until the client has acknowledged the one before.
    let listener = listener.tap_io(|line| {
        if let Err(error) = line.set_nodelay(true) {
            tracing::debug!(%error, "a line that gathers what it sends");
        }
    });
    let (stopping, stopped) = oneshot::channel::<()>();
    let stop = async move {
        stop.await;
        drop(stopping);
    };
    let mut server = pin!(
        axum::serve(
            listener,
            routes.into_make_service_with_connect_info::<SocketAddr>()
        )
        .with_graceful_shutdown(stop)
        .into_future()
    );

    tokio::select! {
        outcome = &mut server => return outcome.map(|()| Ending::Complete),
        // The sender is dropped, never used: this is ready as soon as `stop` is.
        _ = stopped => {}
    }
    match within(GRACE, server).await {
        Ok(outcome) => outcome.map(|()| Ending::Complete),
        Err(_) => Ok(Ending::CutShort),
    }
}

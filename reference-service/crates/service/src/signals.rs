//! What the operating system says when the process is to end.

use std::io;

/// Ready once the process is asked to stop: by ctrl-c, or by SIGTERM where there is one.
///
/// From the call on, and not only from the first poll, these signals no longer kill the process.
///
/// # Errors
/// When the operating system does not let us listen to signals.
#[cfg(unix)]
pub(crate) fn stop() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ready once the process is asked to stop by ctrl-c.
///
/// # Errors
/// When the operating system does not let us listen to it.
#[cfg(windows)]
pub(crate) fn stop() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

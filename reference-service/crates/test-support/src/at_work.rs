use axum::Router;
use foundation::tasks;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use web::{Connections, Ending, serve};

/// A service that answers within the test. Dropping it asks it to stop.
#[derive(Debug)]
pub struct AtWork {
    /// Where it listens.
    pub address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<Ending>,
}

impl AtWork {
    /// On this machine, at a port that the system chooses.
    pub const ANYWHERE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

    /// Answers by these routes; `closing` is done when it is asked to stop.
    ///
    /// # Errors
    /// When the address cannot be had.
    pub async fn start(
        address: SocketAddr,
        routes: Router,
        connections: Arc<Connections>,
        closing: impl FnOnce() + Send + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async move {
            // A test that fails drops the sender, which stops the service as well.
            stopped.await.unwrap_or_default();
            closing();
        };
        let task = tasks::spawn(serve(listener, routes, connections, stopped));
        Ok(Self {
            address,
            stop,
            task,
        })
    }

    /// Asks the service to stop and waits until it has.
    ///
    /// # Errors
    /// When it broke.
    pub async fn stop(self) -> io::Result<Ending> {
        drop(self.stop);
        Ok(self.task.await?)
    }
}

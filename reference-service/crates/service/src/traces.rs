//! How spans get to the collector: by the one client for questions to others.

use async_trait::async_trait;
use http::{Request, Response};
use opentelemetry_http::{Bytes, HttpClient, HttpError};
use outbound::ClientLimits;
use std::time::Duration;
use telemetry::traces::Traces;
use tokio::runtime::Handle;
use url::Url;

/// A collector that takes longer has to do without.
const LIMITS: ClientLimits = ClientLimits {
    connect: Duration::from_secs(2),
    total: Duration::from_secs(5),
    answer: 64 * 1024,
    idle_connections: 1,
};

/// Sends from a thread of the exporter, which belongs to no runtime.
#[derive(Debug)]
struct Sender {
    client: outbound::HttpClient,
    runtime: Handle,
}

/// Sends the spans of a service to the collector from now on.
pub(crate) fn start(
    service: &'static str,
    version: &'static str,
    collector: &Url,
) -> Result<Traces, Box<dyn std::error::Error>> {
    let sender = Sender {
        client: outbound::HttpClient::new(LIMITS),
        runtime: Handle::current(),
    };
    Ok(Traces::new(service, version, collector, sender)?)
}

#[async_trait]
impl HttpClient for Sender {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let client = self.client.clone();
        let request = request.map(|body| body.to_vec());
        let answer = self.runtime.spawn(async move { client.ask(request).await });
        let answer = answer.await??;
        let response = Response::builder().status(answer.status);
        Ok(response.body(answer.body)?)
    }
}

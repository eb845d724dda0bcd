use crate::Envelope;
use std::sync::Arc;

/// An envelope as it leaves the service. Cheap to clone: all connections send the same bytes.
///
/// The JSON is a single line, which is what server-sent events need and WebSockets do not mind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    json: Arc<str>,
    name: &'static str,
    kept: bool,
    sequence: Option<u64>,
}

/// An event holds what JSON cannot say.
#[derive(Debug, thiserror::Error)]
#[error("the event cannot be written as JSON")]
pub struct EncodeError(#[from] serde_json::Error);

impl Encoded {
    /// Writes the envelope down, once for every line.
    ///
    /// # Errors
    /// When JSON cannot say what it holds.
    pub fn of(envelope: &Envelope) -> Result<Self, EncodeError> {
        Ok(Self {
            json: serde_json::to_string(envelope)?.into(),
            name: envelope.event.name(),
            kept: envelope.event.is_kept(),
            sequence: envelope.sequence,
        })
    }

    /// The text of a WebSocket message, which is the data of a server-sent event as well.
    #[must_use]
    pub fn json(&self) -> &str {
        &self.json
    }

    /// Under which name clients know the event.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether it is kept for a client that is away.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.kept
    }

    /// Its place among the events of the service.
    #[must_use]
    pub fn sequence(&self) -> Option<u64> {
        self.sequence
    }

    /// The same as a server-sent event, with its name and, if it has one, its place as id.
    #[must_use]
    pub fn server_sent(&self) -> String {
        let id = self.sequence.map(|sequence| format!("id: {sequence}\n"));
        let (id, name, json) = (id.unwrap_or_default(), self.name, &self.json);
        format!("{id}event: {name}\ndata: {json}\n\n")
    }
}

use crate::Outcome;
use events::{Envelope, Frame};
use foundation::clock::Clock;
use foundation::text;
use http::{HeaderMap, StatusCode};
use outbound::HttpStream;
use std::sync::Arc;
use std::time::Duration;

/// Server-sent events, as they arrive. Dropping it hangs up.
#[derive(Debug)]
pub struct Streamed {
    stream: HttpStream,
    clock: Arc<dyn Clock>,
    begun: Duration,
    unread: Vec<u8>,
}

/// One event, and when it arrived, counted from the question.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// What was said.
    pub envelope: Envelope,
    /// After how long.
    pub after: Duration,
}

impl Streamed {
    pub(crate) fn new(stream: HttpStream, clock: Arc<dyn Clock>, begun: Duration) -> Self {
        Self {
            stream,
            clock,
            begun,
            unread: Vec::new(),
        }
    }

    /// The same, if it is a stream of events.
    pub(crate) fn begun(self) -> Outcome<Self> {
        let content_type = self.headers().get("content-type");
        let content_type = content_type.and_then(|it| it.to_str().ok());
        let status = self.stream.status();
        if status != StatusCode::OK || content_type != Some("text/event-stream") {
            return Err(format!("no stream, but {status}, {content_type:?}").into());
        }
        Ok(self)
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.stream.headers()
    }

    /// The next event, or `None` after the last.
    ///
    /// # Errors
    /// When it breaks off, or what arrives is not in the form that events have: `id`, if the event has a place, `event`,
    /// `data`, all of them saying the same.
    pub async fn next(&mut self) -> Outcome<Option<Arrived>> {
        loop {
            if let Some(end) = Frame::end(&self.unread) {
                let block: Vec<u8> = self.unread.drain(..end).collect();
                let after = self.clock.running_for().saturating_sub(self.begun);
                let envelope = read(text::decode(&block)?)?;
                return Ok(Some(Arrived { envelope, after }));
            }
            match self.stream.piece().await? {
                Some(bytes) => self.unread.extend(bytes),
                None if self.unread.is_empty() => return Ok(None),
                None => return Err("the stream ended within an event".into()),
            }
        }
    }

    /// All events up to the end.
    ///
    /// # Errors
    /// As [`Streamed::next`].
    pub async fn all(mut self) -> Outcome<Vec<Arrived>> {
        let mut events = Vec::new();
        while let Some(event) = self.next().await? {
            events.push(event);
        }
        Ok(events)
    }
}

fn read(block: &str) -> Outcome<Envelope> {
    let frame = Frame::read(block).ok_or("an event without name or data")?;
    let envelope: Envelope = serde_json::from_str(frame.data)?;
    let sequence = envelope.sequence.map(|it| it.to_string());
    if frame.name != envelope.event.name() || frame.id != sequence.as_deref() {
        return Err(format!("name or id contradict the data: {block}").into());
    }
    Ok(envelope)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PONG: &str = r#"{"type":"pong","data":{"server_time":1},"timestamp":1,"critical":false,"user_id":"user_1_2_0000000a","request_id":null,"sequence":7}"#;

    #[test]
    fn an_event_says_the_same_in_all_its_lines() {
        for (before, is_read) in [
            ("id: 7\nevent: pong\n", true),
            ("id: 8\nevent: pong\n", false),
            ("event: pong\n", false),
            ("id: 7\nevent: ping\n", false),
        ] {
            let block = format!("{before}data: {PONG}\n\n");
            assert_eq!(read(&block).is_ok(), is_read, "{before}");
        }
    }
}

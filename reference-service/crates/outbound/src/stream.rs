use crate::AskError;
use foundation::retry::within;
use http::response::Parts;
use http::{HeaderMap, StatusCode};
use http_body_util::BodyExt;
use hyper::body::{Bytes, Incoming};
use std::time::Duration;

/// An answer that arrives piece by piece. Dropping it hangs up.
#[derive(Debug)]
pub struct HttpStream {
    head: Parts,
    body: Incoming,
    patience: Duration,
    limit: usize,
    left: usize,
}

impl HttpStream {
    pub(crate) fn new(head: Parts, body: Incoming, patience: Duration, limit: usize) -> Self {
        let left = limit;
        Self {
            head,
            body,
            patience,
            limit,
            left,
        }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The next bytes, or `None` after the last ones.
    ///
    /// # Errors
    /// When nothing comes for as long as a whole answer may take, when all pieces together are too long, or when the
    /// other side hangs up in the middle.
    pub async fn piece(&mut self) -> Result<Option<Bytes>, AskError> {
        loop {
            let frame = within(self.patience, self.body.frame()).await?;
            let Some(frame) = frame else { return Ok(None) };
            let frame = frame.map_err(|error| AskError::Connection(Box::new(error)))?;
            // What is not data are trailers, which say nothing that is asked for here.
            if let Ok(data) = frame.into_data() {
                let left = self.left.checked_sub(data.len());
                self.left = left.ok_or(AskError::TooLong(self.limit))?;
                return Ok(Some(data));
            }
        }
    }
}

use crate::Outcome;
use foundation::errors::{ErrorBody, ErrorCode};
use foundation::names::headers;
use http::StatusCode;
use outbound::HttpAnswer;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::time::Duration;

/// What a service answered, to what and after how long.
#[derive(Debug, Clone)]
pub struct Answer {
    pub(crate) asked: String,
    pub(crate) took: Duration,
    pub(crate) http: HttpAnswer,
}

impl Answer {
    /// The body, if the status is the one that has to be.
    ///
    /// # Errors
    /// When it is another, or the body of another form.
    pub fn read<T: DeserializeOwned>(&self, status: StatusCode) -> Outcome<T> {
        self.expect(status)?;
        let unread = |error| format!("{}: {error}", self.asked);
        Ok(self.http.json().map_err(unread)?)
    }

    /// The body as whatever JSON it is, if the status is 200.
    ///
    /// # Errors
    /// When it is another, or the body no JSON.
    pub fn json(&self) -> Outcome<Value> {
        self.read(StatusCode::OK)
    }

    /// Demands this status.
    ///
    /// # Errors
    /// When it is another; an error of the service is told with its code.
    pub fn expect(&self, status: StatusCode) -> Outcome {
        if self.http.status == status {
            return Ok(());
        }
        let code = self.http.json::<ErrorBody>().map(|error| error.code);
        let code = code.map(|code| format!(" ({code:?})")).unwrap_or_default();
        let (asked, seen) = (&self.asked, self.http.status.as_u16());
        Err(format!("{asked}: {seen}{code} instead of {}", status.as_u16()).into())
    }

    /// Demands an error of this code in the one shape: status, media type and the id in the header agree with the body.
    ///
    /// # Errors
    /// When it is another, or none.
    pub fn refusal(&self, code: ErrorCode) -> Outcome<ErrorBody> {
        self.expect(code.status())?;
        let told = |what: String| format!("{}: {what}", self.asked);
        let body: ErrorBody = self.http.json().map_err(|error| told(error.to_string()))?;
        if body.code != code {
            return Err(told(format!("{:?} instead of {code:?}", body.code)).into());
        }
        if self.header("content-type")? != "application/json" {
            return Err(told("an error that is not JSON".to_owned()).into());
        }
        let id = body.request_id.as_ref().map(ToString::to_string);
        if id.as_deref() != Some(self.header(headers::REQUEST_ID)?) {
            return Err(told("body and header name different requests".to_owned()).into());
        }
        Ok(body)
    }

    /// A header that has to be there.
    ///
    /// # Errors
    /// When it is not, or is no text.
    pub fn header(&self, name: &str) -> Outcome<&str> {
        let value = self.http.headers.get(name);
        let value = value.ok_or_else(|| format!("{}: no header `{name}`", self.asked))?;
        Ok(value.to_str()?)
    }
}

//! What a record looks like, and what never stands in one.

use foundation::identity::Email;
use foundation::secret::{MASK, SecretToken};
use serde_json::Value;
use std::error::Error;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use telemetry::logging::{Form, Logging};
use tracing::dispatcher::with_default;
use tracing::level_filters::LevelFilter;

type Outcome = Result<(), Box<dyn Error>>;

/// A writer that keeps what was written.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn records(form: Form, write: impl FnOnce()) -> Result<String, Box<dyn Error>> {
    let kept = Kept::default();
    let logging = Logging {
        level: LevelFilter::INFO,
        form,
    };
    let writer = kept.clone();
    with_default(&logging.into_dispatch(move || writer.clone(), None), write);
    let kept = kept.0.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(foundation::text::decode(&kept)?.to_owned())
}

#[test]
fn a_record_carries_the_fields_of_its_request() -> Outcome {
    let written = records(Form::Json, || {
        let span = tracing::info_span!(target: "web", "request", request_id = "req_1");
        span.in_scope(|| tracing::info!(target: "auth", user_id = "user_1", "logged in"));
    })?;
    let record: Value = serde_json::from_str(&written)?;
    assert_eq!(record["message"], "logged in");
    assert_eq!(record["level"], "INFO");
    assert_eq!(record["user_id"], "user_1");
    assert_eq!(record["span"]["request_id"], "req_1");
    Ok(())
}

#[test]
fn a_secret_is_masked_and_an_address_shortened_in_either_form() -> Outcome {
    let token = SecretToken::try_from("hunter2")?;
    let email = Email::try_from("ada@example.org")?;
    for form in [Form::Json, Form::Text] {
        let written = records(form, || {
            tracing::info!(target: "auth", %token, other = ?token, ?email, "token {token}");
        })?;
        assert!(written.contains(MASK), "{written}");
        assert!(
            !written.contains("hunter2") && !written.contains("ada@"),
            "{written}"
        );
    }
    Ok(())
}

#[test]
fn libraries_are_heard_from_warnings_on_and_debug_is_not() -> Outcome {
    let written = records(Form::Text, || {
        tracing::info!(target: "sqlx", "a statement");
        tracing::warn!(target: "sqlx", "a slow statement");
        tracing::debug!(target: "auth", "a detail");
    })?;
    assert_eq!(written.lines().count(), 1);
    assert!(written.contains("a slow statement"), "{written}");
    Ok(())
}

use std::error::Error;

/// An error with all that caused it, for our own records and consoles: never for an answer.
#[must_use]
pub fn with_sources(error: &(dyn Error + 'static)) -> String {
    let mut told = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        told.push_str(": ");
        told.push_str(&source.to_string());
        next = source.source();
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::AppError;

    #[test]
    fn every_cause_is_told_in_order() {
        let cause = AppError::Unavailable("the cable is out".into());
        let error = AppError::internal(cause);
        assert_eq!(
            with_sources(&error),
            "the service failed to answer: the service is not available at present, try again later: the cable is out"
        );
    }
}

use super::ErrorCode;
use crate::ids::RequestId;
use serde::{Deserialize, Serialize};

/// The body of every answer that is an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// What went wrong, for programs.
    pub code: ErrorCode,
    /// What went wrong, for people. Not a contract: the wording may change.
    pub message: String,
    /// Under which id the services remember the request; `null` if it failed before it got one.
    pub request_id: Option<RequestId>,
}

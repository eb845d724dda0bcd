//! What the spans of a request are called where those who make them and those who send them have to agree.

/// The target of spans that are steps of a request: records belong to the request and not to a step of it.
pub const STEPS: &str = "steps";

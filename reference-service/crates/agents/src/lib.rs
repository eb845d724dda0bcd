//! Agents that answer a user's question from the user's own data.
//!
//! A front - a route, a socket - asks the [`SupervisorFactory`] for a [`Supervisor`] and lets it run. The supervisor leads
//! the question through the agents in their order: triage finds out what is asked, data gathers rows, optimization
//! computes what could be saved, report puts it into words. Every run goes through the [`ExecutionEngine`], which keeps
//! time; what a client hears comes from the work itself, through [`Progress`].

mod engine;
mod progress;
mod supervisor;
mod work;

pub use engine::{EngineLimits, ExecutionEngine, Extension, Hold, RunError, RunRecords};
pub use progress::{ModelUse, Progress, Step};
pub use supervisor::{
    CreateError, RunAnswer, RunRequest, Supervisor, SupervisorFactory, WhatIsMissing,
};
pub use work::{
    Agent, Aim, DataItem, DataRequest, Findings, Gap, MOST_CHARACTERS, Proposal, Savings, Triage,
};

//! Both services as their clients see them.
//!
//! A [`Platform`] is reached by its addresses alone, be it within a test or deployed somewhere; a [`Person`] is one of its
//! users, made when needed. [`Scenario`]s are what has to hold, in two tables: [`priority::TABLE`], the suite of 25, and
//! [`critical::TABLE`], that of events. [`run`] tries them and gives a [`Report`]. [`load`] and [`idle`] measure.
//!
//! Nothing here knows how the services are built. What only who runs them can do, such as a restart, a [`Stack`] does.

mod answer;
mod books;
pub mod cli;
pub mod critical;
mod evidence;
mod figures;
mod gauges;
pub mod idle;
mod live;
pub mod load;
mod person;
mod platform;
pub mod priority;
mod question;
mod report;
mod run_events;
mod scenario;
mod shown;
mod stack;
mod streamed;
mod suite;

pub use answer::Answer;
pub use evidence::Outcome;
pub use live::{Live, Refused};
pub use person::Person;
pub use platform::{Pace, Platform};
pub use question::{Question, filled};
pub use report::{Report, SuiteReport, Tried};
pub use scenario::{Placement, Scenario, Verdict};
pub use stack::{Deployment, Limited, Restarted, Stack};
pub use streamed::{Arrived, Streamed};
pub use suite::{TimeLimits, run};

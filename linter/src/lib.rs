//! `ssot`, the single-source-of-truth linter for Rust workspaces.
//!
//! A team writes down which concept lives where; `ssot` shows every place that goes around it. The modules below stand
//! in the order of the data: a [`snapshot::Snapshot`] gives texts, [`discover`] the crates and files among them,
//! [`facts`] what each file says by itself, [`link`] what its names mean across files,
//! [`clones`] which of it does the same, [`rules`] what of that is wrong,
//! [`score`] computes the score, and [`report`] writes the formats. [`check`] is the whole way on one page. [`tables`] and
//! [`organization`] go on from there across repositories.

pub mod finding;

pub mod config;

pub mod git;

pub mod snapshot;

pub mod cache;

pub mod history;

pub mod discover;

pub mod facts;

pub mod link;

pub mod clones;

pub mod rules;

pub mod uses;

pub mod index;

pub mod near_miss;

pub mod proposals;

pub mod score;

pub mod check;

pub mod fix;

pub mod doctor;

pub mod examples;

pub mod report;

pub mod serve;

pub mod tables;

pub mod organization;

pub mod cli;

mod interned;
mod ranges;
mod steps;

pub mod finding;

pub mod snapshot;

pub mod config;

pub mod discover;

pub mod facts;

pub mod link;

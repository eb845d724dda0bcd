//! The proof: one integration binary over the library and the programs as users have them.

mod baseline;
mod cache;
mod cli;
mod client;
mod conventions;
mod defects;
mod editor;
mod examples;
mod fix;
mod fixtures;
mod formats;
mod harness;
mod hostile;
mod lsp;
mod pages;
mod properties;
mod reference_service;
mod self_lint;
mod staged;
mod threads;

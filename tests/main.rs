//! The proof: one integration binary over the library and the programs as users have them.

mod baseline;
mod cache;
mod cli;
mod client;
mod conventions;
mod defects;
mod duplicates;
mod editor;
mod examples;
mod fix;
mod fixtures;
mod formats;
mod harness;
mod hostile;
mod init;
mod legacy_service;
mod lsp;
mod pages;
mod properties;
mod reference_service;
mod schema;
mod self_lint;
mod staged;
mod terminals;
mod threads;
mod untrusted;

//! The proof: one integration binary over the library and the programs as users have them.

mod conventions;
mod examples;
mod fixtures;
mod harness;
mod pages;

//! The proof: one integration binary over the library and the programs as users have them.

mod conventions;
mod defects;
mod examples;
mod fixtures;
mod harness;
mod hostile;
mod pages;

//! The program `cargo ssot`.

fn main() {}

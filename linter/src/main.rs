//! The program `ssot`.

fn main() {}

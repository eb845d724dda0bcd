//! What nobody who reads Rust can do without: the two limits that `compare.py` measures `ssot` against. Walks like `ssot`, with
//! its allocator and its threads, and does nothing else.
//!
//!     limits hash DIR     read and hash every file
//!     limits syn DIR      parse every file, the tree gone before the next

use std::io::Write;
use std::path::PathBuf;

use rayon::prelude::*;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (Some(limit), Some(folder)) = (arguments.next(), arguments.next()) else {
        return;
    };
    let walk = ignore::WalkBuilder::new(folder).build().flatten();
    let files: Vec<PathBuf> = walk
        .map(ignore::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    let (lines, parsed) = files
        .par_iter()
        .filter_map(|file| std::fs::read_to_string(file).ok())
        .map(|text| (text.lines().count(), of(&limit, &text)))
        .reduce(|| (0, 0), |one, other| (one.0 + other.0, one.1.wrapping_add(other.1)));
    let told = format!("{} {lines} {parsed}\n", files.len());
    std::io::stdout().write_all(told.as_bytes()).expect("who asks listens");
}

fn of(limit: &str, text: &str) -> u64 {
    if limit == "hash" {
        return xxhash_rust::xxh3::xxh3_128(text.as_bytes()) as u64;
    }
    let parsed = syn::parse_file(text).is_ok();
    proc_macro2::extra::invalidate_current_thread_spans();
    u64::from(parsed)
}

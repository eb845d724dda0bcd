//! Tells the cache which version of `facts` and of itself, and of the linter as a whole, its entries are of: a hash of the source
//! and of what it is built with, so that nobody has to remember to raise a number.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

fn main() {
    // The parser may change without the sources: the lock file names its version, where there is one.
    let facts = [
        "src/cache",
        "src/cache.rs",
        "src/facts",
        "src/steps.rs",
        "src/finding.rs",
        "src/interned.rs",
        "src/ranges.rs",
        "Cargo.lock",
        "../Cargo.lock",
    ];
    println!("cargo::rustc-env=SSOT_FACTS_VERSION={}", version(&facts));
    // The shipped rules are a crate beside this one in the repository, and a version in the lock file elsewhere.
    let all = ["src", "std", "build.rs", "../lint-rules", "Cargo.lock", "../Cargo.lock"];
    println!("cargo::rustc-env=SSOT_VERSION={}", version(&all));
}

/// A hash of files, those in folders included.
fn version(paths: &[&str]) -> String {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = BTreeMap::new();
    for path in paths.iter().filter(|path| package.join(path).exists()) {
        println!("cargo::rerun-if-changed={path}");
        collect(&package.join(path), &mut sources);
    }
    let mut hasher = DefaultHasher::new();
    sources.values().for_each(|text| text.hash(&mut hasher));
    format!("{:016x}", hasher.finish())
}

fn collect(path: &Path, sources: &mut BTreeMap<String, Vec<u8>>) {
    if let Ok(entries) = fs::read_dir(path) {
        for entry in entries.flatten() {
            collect(&entry.path(), sources);
        }
    } else if let Ok(text) = fs::read(path) {
        sources.insert(path.display().to_string(), text);
    }
}

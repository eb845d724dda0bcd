//! Tells the cache which version of `facts` it keeps: a hash of its source and of what it is built with, so that nobody has
//! to remember to raise a number.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

fn main() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = BTreeMap::new();
    for source in ["src/facts", "src/finding.rs"] {
        println!("cargo::rerun-if-changed={source}");
        collect(&package.join(source), &mut sources);
    }
    // The parser may change without the sources: the lock file names its version, where there is one.
    for lock in ["Cargo.lock", "../Cargo.lock"] {
        if package.join(lock).exists() {
            println!("cargo::rerun-if-changed={lock}");
            collect(&package.join(lock), &mut sources);
        }
    }
    let mut hasher = DefaultHasher::new();
    sources.values().for_each(|text| text.hash(&mut hasher));
    println!("cargo::rustc-env=SSOT_FACTS_VERSION={:016x}", hasher.finish());
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

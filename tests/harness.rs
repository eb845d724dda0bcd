//! What the tests share: reports on texts held in memory, and the folders of the repository. Marks in texts are those of
//! [`ssot::examples`].

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ssot::check::Request;
use ssot::config::Config;
use ssot::examples;
use ssot::report::Report;
use ssot::snapshot::Snapshot;

pub(crate) use ssot::examples::{Files, report, with_manifest};

/// The report of `ssot check` on a snapshot.
pub(crate) fn report_on(snapshot: &Snapshot) -> Report {
    report_as_asked(snapshot, &Request::default())
}

/// The same, with options.
pub(crate) fn report_as_asked(snapshot: &Snapshot, request: &Request) -> Report {
    examples::report_on(snapshot, request)
}

/// What is wrong with the marks of these files; `None` when each is met and nothing else is found.
pub(crate) fn unmet(files: &Files) -> Option<String> {
    examples::unmet(files, &report(files).findings)
}

/// The same for a snapshot whose texts are `files`.
pub(crate) fn unmet_in(snapshot: &Snapshot, files: &Files) -> Option<String> {
    examples::unmet(files, &report_on(snapshot).findings)
}

/// The folder of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The names of the folders in a folder of the repository.
pub(crate) fn folders_in(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(folder)).expect("the folder is part of the repository");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let names = paths.filter(|path| path.is_dir());
    names
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect()
}

/// The packs that are shipped.
pub(crate) fn shipped_packs() -> BTreeSet<String> {
    let mut packs = folders_in("lint-rules");
    packs.remove("src");
    packs
}

/// The configuration with all packs that are shipped.
pub(crate) fn all_packs() -> Config {
    let text = format!("packs = {:?}\n", Vec::from_iter(shipped_packs()));
    Config::from_snapshot(&Snapshot::from_texts([("ssot.toml", text.as_str())]))
}

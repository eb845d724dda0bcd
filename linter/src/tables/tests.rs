use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{FactsTable, Repository, SITES, Shard, ShardError, TABLES, TablesOfRepository, page};
use crate::check::Request;
use crate::check::gate::QualityGate;
use crate::config::Config;
use crate::snapshot::Snapshot;

const CLIENT: &str = "pub mod http {\n    /// Sends.\n    pub struct Client;\n    impl Client {\n        pub fn get(&self, path: &str) -> Option<String> {\n            \
                      std::env::var(\"PROXY\").ok().map(|proxy| format!(\"{proxy}{path}\"))\n        }\n    }\n}\npub use http::Client;\n\
                      #[deprecated(note = \"use Client\")]\npub fn fetch() {}\n";
const SERVICE: &str = "use std::fmt::Debug;\nuse shared_client::Client;\nfn run(client: &Client) -> impl Debug + use<> {\n    missing::call();\n    \
                       client.get(\"a\")\n}\nmacro_rules! twice { ($e:expr) => { ($e, $e) } }\nfn two() { twice!(run(&Client)); }\n";

fn files(version: &str) -> Vec<(&'static str, String)> {
    let manifest =
        |name: &str, more: &str| format!("[package]\nname = \"{name}\"\nversion.workspace = true\nedition = \"2024\"\n{more}");
    vec![
        (
            "Cargo.toml",
            format!("[workspace]\nmembers = [\"client\", \"service\"]\n[workspace.package]\nversion = \"{version}\"\n"),
        ),
        ("client/Cargo.toml", manifest("shared-client", "")),
        ("client/src/lib.rs", CLIENT.to_owned()),
        (
            "service/Cargo.toml",
            manifest(
                "service",
                "[dependencies]\nshared-client = { path = \"../client\" }\nmissing = \"1.2\"\n",
            ),
        ),
        ("service/src/lib.rs", SERVICE.to_owned()),
        ("CODEOWNERS", "/client/ @platform\n".to_owned()),
        (
            "ssot.toml",
            "[concept.environment]\ncanonical = \"shared_client::config\"\n".to_owned(),
        ),
    ]
}

fn written(folder: &Path, version: &str) -> Shard {
    let files = files(version);
    let snapshot = Snapshot::from_texts(files.iter().map(|(file, text)| (*file, text.as_str())));
    let config = Config::from_snapshot(&snapshot);
    let gate = QualityGate::from_config(&config);
    let (report, linked) = crate::check::check_and_link(&snapshot, &config, &gate, &Request::default());
    let tables = TablesOfRepository {
        repository: &Repository {
            name: "team/a repository".to_owned(),
            revision: Some("0123456789abcdef0123456789abcdef01234567".to_owned()),
        },
        report: &report,
        workspace: &linked.workspace,
        layout: &linked.layout,
        snapshot: &linked.snapshot,
        config: &config,
    };
    tables.write(folder).expect("the folder can be written")
}

/// The rows of a table, one on a line.
fn rows(shard: &Shard, table: &FactsTable) -> String {
    let columns: Vec<&str> = table.columns().map(|column| column.name).collect();
    let mut text = String::new();
    let each = |row: Value| text += &format!("{row}\n");
    shard.rows(table, &columns, each).expect("the table can be read");
    text
}

#[test]
fn tables_have_what_the_code_says() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let shard = written(folder.path(), "1.0.0");
    for table in TABLES {
        let rows = rows(&shard, table).replace("\"repository\":\"team/a repository\",", "");
        let rows = rows.replace("\"revision\":\"0123456789abcdef0123456789abcdef01234567\",", "");
        insta::assert_snapshot!(table.name, rows);
    }
}

#[test]
fn the_same_tables_are_one_shard_and_new_ones_take_its_place() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let shard = written(folder.path(), "1.0.0");
    assert_eq!(written(folder.path(), "1.0.0"), shard);
    let next = written(folder.path(), "1.0.1");
    assert_ne!(next.path, shard.path);
    assert_eq!(Shard::all_in(folder.path()).expect("they are whole"), [next]);
    let left = fs::read_dir(folder.path()).expect("the folder can be read").count();
    assert_eq!(left, 1, "nothing unfinished is left");
}

#[test]
fn what_is_not_the_shard_that_was_written_is_refused() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let shard = written(folder.path(), "1.0.0");
    let manifest = shard.path.join("manifest.json");
    let text = fs::read_to_string(&manifest).expect("it can be read");
    let refused = |what: &str| {
        let error = Shard::read(&shard.path).expect_err(what);
        fs::write(&manifest, &text).expect("it can be written");
        error
    };
    fs::write(&manifest, text.replace("\"version\": 1", "\"version\": 2")).expect("it can be written");
    assert!(matches!(refused("version"), ShardError::OtherVersion { found: 2, .. }));
    fs::write(&manifest, text.replace("a repository", "another")).expect("it can be written");
    assert!(matches!(refused("name"), ShardError::Damaged { path } if path == shard.path));
    for broken in ["", "{", "[]", "{\"version\": 1}"] {
        fs::write(&manifest, broken).expect("it can be written");
        assert!(matches!(refused(broken), ShardError::Manifest { .. }), "{broken}");
    }
    for table in TABLES {
        let file = shard.file(table);
        let whole = fs::read(&file).expect("it can be read");
        fs::write(&file, &whole[..whole.len() - 1]).expect("it can be written");
        assert!(matches!(refused(table.name), ShardError::Damaged { path } if path == file));
        fs::remove_file(&file).expect("it can be removed");
        assert!(matches!(refused(table.name), ShardError::Io { .. }));
        fs::write(&file, &whole).expect("it can be written");
    }
    assert_eq!(Shard::read(&shard.path).expect("it is whole again"), shard);
}

/// Hashes protect from accidents. A table with hostile bytes may be refused or have other rows, but nothing worse.
#[test]
fn hostile_tables_are_refused() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let shard = written(folder.path(), "1.0.0");
    let table = &SITES;
    let file = shard.file(table);
    let whole = fs::read(&file).expect("it can be read");
    let columns: Vec<&str> = table.columns().map(|column| column.name).collect();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        fs::write(&file, bytes).expect("it can be written");
        let _ = shard.rows(table, &columns, |_: Value| ());
    }
}

#[test]
fn the_page_lists_all_columns() {
    let page = page();
    for column in TABLES.iter().flat_map(FactsTable::columns) {
        assert!(page.contains(&format!("| `{}` |", column.name)), "{}", column.name);
    }
    let published = include_str!("../../docs/tables.md");
    assert!(
        published.contains(&page),
        "`ssot facts --columns` prints what docs/tables.md should end with"
    );
}

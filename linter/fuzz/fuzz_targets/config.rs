//! Whatever `ssot.toml` says: what is wrong with it is told, and the rest holds.

#![no_main]

use libfuzzer_sys::fuzz_target;
use ssot::config::{Config, FILE};
use ssot::check::gate::QualityGate;
use ssot::snapshot::Snapshot;
use ssot::check::{Request, check};

const CODE: &str = "mod config { pub fn port() { std::env::var(\"PORT\").ok(); } }\nfn f() { std::env::var(\"X\").ok(); }\n";

fuzz_target!(|text: &str| {
    let snapshot = Snapshot::from_texts([(FILE, text), ("main.rs", CODE)]);
    let config = Config::from_snapshot(&snapshot);
    let _ = config.show();
    let gate = QualityGate::from_config(&config);
    check(&snapshot, &config, &gate, &Request::default());
});

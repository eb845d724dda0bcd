//! Whatever files there are, and whatever is in them: the check comes to its end, and says the same again.
//!
//! A file begins with a line `//- path`; what stands before the first is `main.rs`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use ssot::config::Config;
use ssot::check::gate::QualityGate;
use ssot::snapshot::Snapshot;
use ssot::check::{Request, check};

fuzz_target!(|text: &str| {
    let (main, others) = text.split_once("//- ").unwrap_or((text, ""));
    let others = others.split("\n//- ").map(|file| file.split_once('\n').unwrap_or((file, "")));
    let snapshot = Snapshot::from_texts(others.chain([("main.rs", main)]));
    let config = Config::from_snapshot(&snapshot);
    let gate = QualityGate::from_config(&config);
    let look = || check(&snapshot, &config, &gate, &Request::default());
    let (once, again) = (look().findings, look().findings);
    assert_eq!(once, again);
});

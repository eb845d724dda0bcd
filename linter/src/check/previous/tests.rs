//! After any sequence of edits, a check with the memory of the one before says exactly what a fresh one says.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::super::analysis::Analysis;
use super::super::linked::LinkedInput;
use super::super::memory::Memory;
use super::super::{Request, analyzed, asked_names};
use super::PreviousCheck;
use crate::cache::Cache;
use crate::config::Config;
use crate::rules::run::snapshot_for;
use crate::snapshot::Snapshot;

/// The number of edits, if `SSOT_EDITS` does not say another.
const EDITS: usize = 60;
/// The crates of the reference service that are edited: those that the others stand on.
const CRATES: [&str; 6] = ["foundation", "telemetry", "events", "outbound", "llm", "tools"];

#[test]
fn a_check_after_a_random_edit_says_what_a_fresh_check_says() {
    let edits = std::env::var("SSOT_EDITS")
        .ok()
        .and_then(|edits| edits.parse().ok())
        .unwrap_or(EDITS);
    let mut random = Random(0x5507_5507_5507_5507);
    let originals = service();
    let mut texts = originals.clone();
    let mut checks = Checks::new();
    checks.compare(&texts, "none");
    for step in 1..=edits {
        let edit = edit(&mut texts, &originals, &mut random);
        checks.compare(&texts, &format!("step {step}, {edit}"));
    }
    // Otherwise it is shown of nothing but fresh checks.
    assert!(
        checks.reused * 4 > edits,
        "{} of {edits} edits left the declarations as they were",
        checks.reused
    );
}

/// Files, and edits of them one after the other: the file, and what replaces what in it.
type Edits<'a> = (&'a [(&'a str, &'a str)], &'a [(&'a str, &'a str, &'a str)]);

#[test]
fn what_an_edit_may_change_in_other_files_is_found_out_again() {
    let environment = "[concept.environment]\ncanonical = \"a::config\"\n";
    let instead = "[concept.time]\nbypasses = [{ path = \"std::time::Instant::now\", instead = \"helper::fetch_now\" }]\n";
    let body = ("other.rs", "let _x = 1;", "let _x = 2;");
    let other = ("other.rs", "pub fn g() { let _x = 1; }\n");
    let config = ("config.rs", "");
    let made = "macro_rules! m { () => { pub fn made() { std::env::var(\"MADE\").ok(); } } }\n";
    let situations: &[(&str, Edits<'_>)] = &[
        // The number of a call that is expanded changes, and later a file without calls.
        (
            environment,
            (
                &[
                    ("lib.rs", "#[macro_use] mod mac; mod user; mod other; mod config;"),
                    ("mac.rs", "macro_rules! m { ($e:expr) => { $e.ok() }; }"),
                    (
                        "user.rs",
                        "pub fn f() { let _ = (info!(1), info!(2)); let _ = m!(std::env::var(\"A\")); }",
                    ),
                    other,
                    config,
                ],
                &[
                    ("user.rs", "let _ = (info!(1), info!(2));", ""),
                    body,
                    ("mac.rs", "macro_rules", "// moved\nmacro_rules"),
                ],
            ),
        ),
        // A call that is expanded goes, and comes back.
        (
            environment,
            (
                &[
                    ("lib.rs", "#[macro_use] mod mac; mod user; mod other; mod config;"),
                    ("mac.rs", "macro_rules! m { ($e:expr) => { std::env::var($e) }; }"),
                    ("user.rs", "pub fn f() { let _ = m!(\"A\"); }"),
                    other,
                    config,
                ],
                &[
                    ("user.rs", "let _ = m!(\"A\");", ""),
                    body,
                    ("user.rs", "{ }", "{ let _ = m!(\"A\"); }"),
                    body,
                    ("mac.rs", "macro_rules", "// moved\nmacro_rules"),
                ],
            ),
        ),
        // The code of a macro in an expansion that another macro makes of it.
        (
            environment,
            (
                &[
                    ("lib.rs", "#[macro_use] mod c; #[macro_use] mod b; mod user; mod config;"),
                    ("c.rs", "macro_rules! n { ($e:expr) => { { let r = $e; r } }; }"),
                    ("b.rs", "macro_rules! m { () => { n!(std::env::var(\"X\")) }; }"),
                    ("user.rs", "pub fn f() { let _ = m!(); }"),
                    config,
                ],
                &[
                    ("b.rs", "macro_rules", "// moved\nmacro_rules"),
                    ("c.rs", "macro_rules", "// moved\nmacro_rules"),
                    ("user.rs", "let _", "let _y"),
                ],
            ),
        ),
        // A call is moved to where another macro has its name.
        (
            environment,
            (
                &[
                    ("lib.rs", "#[macro_use] mod b; m! {} #[macro_use] mod c; mod config;"),
                    ("b.rs", made),
                    ("c.rs", "macro_rules! m { () => {} }"),
                    config,
                ],
                &[("lib.rs", "m! {} #[macro_use] mod c;", "#[macro_use] mod c; m! {}")],
            ),
        ),
        // A module may declare more than is known of it: by a macro, or by an attribute.
        (
            environment,
            (
                &[
                    ("lib.rs", "mod b; mod user; mod config;"),
                    ("b.rs", ""),
                    ("user.rs", "/// See [`crate::b::Missing`].\npub fn f() {}"),
                    config,
                ],
                &[
                    ("b.rs", "", "ext_macro!();"),
                    ("b.rs", "ext_macro!();", ""),
                    ("lib.rs", "mod b;", "#[some_attr] mod b;"),
                ],
            ),
        ),
        // A name that the advice needs is written somewhere.
        (
            instead,
            (
                &[
                    ("lib.rs", "mod user; mod other;"),
                    ("user.rs", "pub fn f() { helper::x(); std::time::Instant::now(); }"),
                    other,
                ],
                &[("other.rs", "let _x = 1;", "let fetch_now = 1;")],
            ),
        ),
        // An expansion declares the macro that the next one calls, down to the limit of recursion.
        (
            environment,
            (
                &[
                    (
                        "lib.rs",
                        "macro_rules! a { () => { macro_rules! b { () => { a! {} } } b! {} } } a! {} mod other; mod config;",
                    ),
                    other,
                    config,
                ],
                &[body, ("lib.rs", "macro_rules! a", "// moved\nmacro_rules! a")],
            ),
        ),
        // A module without a file moves.
        (
            environment,
            (
                &[("lib.rs", "mod config;\nfn f() {}\nmod missing;\n"), config],
                &[("lib.rs", "{}", "{\n}")],
            ),
        ),
        // The only mention of a dependency goes.
        (
            environment,
            (
                &[
                    ("lib.rs", "mod user; mod other; mod config;"),
                    ("user.rs", "pub fn f() { unknown_thing::var(\"A\"); env::var(\"X\"); }"),
                    other,
                    config,
                ],
                &[
                    ("other.rs", "let _x = 1;", "helper::x();"),
                    ("other.rs", "helper::x();", "helper::x(); extra::x();"),
                    ("other.rs", "helper::x(); ", ""),
                ],
            ),
        ),
    ];
    let manifest = "[package]\nname = \"a\"\n[lib]\npath = \"lib.rs\"\n[dependencies]\nhelper = \"1\"\nextra = \"1\"\n";
    for (number, (concept, (files, edits))) in situations.iter().enumerate() {
        let mut texts: BTreeMap<String, String> = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        texts.insert("Cargo.toml".to_owned(), manifest.to_owned());
        texts.insert("ssot.toml".to_owned(), format!("packs = [\"core\"]\n{concept}"));
        let mut checks = Checks::new();
        checks.compare(&texts, "none");
        for (step, (file, from, to)) in edits.iter().enumerate() {
            let text = texts.get_mut(*file).expect("it is one of the files");
            *text = if from.is_empty() {
                format!("{to}{text}")
            } else {
                text.replacen(from, to, 1)
            };
            checks.compare(&texts, &format!("situation {number}, step {step}"));
        }
    }
}

/// Checks of the states of a workspace, one after the other: with a cache, and with what the one before left in memory.
struct Checks {
    request: Request,
    memory: Memory,
    before: Option<PreviousCheck>,
    /// The number of edits after which something was taken over.
    reused: usize,
    _folder: tempfile::TempDir,
}

impl Checks {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the cache");
        Self {
            request: Request {
                cache: Some(Arc::new(Cache::at(folder.path(), SystemTime::now()))),
                ..Request::default()
            },
            memory: Memory::new(None),
            before: None,
            reused: 0,
            _folder: folder,
        }
    }

    /// Compares both with a fresh check.
    fn compare(&mut self, texts: &BTreeMap<String, String>, edit: &str) {
        let snapshot = Snapshot::from_texts(texts.iter().map(|(name, text)| (name, text.as_str())));
        let config = Config::from_snapshot(&snapshot);
        let documented = snapshot_for(&config, &snapshot);
        let (memory, asked, request) = (&mut self.memory, asked_names(&config), &Request::default());
        memory.begin(false);
        let linked = LinkedInput::new(&documented, &config, &asked, memory, None);
        let fresh = Analysis::new(&linked, &config, request);
        let key = PreviousCheck::key(&documented, &config, request);
        let mut before = self.before.take().filter(|before| before.is_about(key));
        let linked = LinkedInput::after(before.as_ref(), (&documented, &config), &asked, memory, None);
        self.reused += usize::from(linked.edited.is_some());
        let (with_memory, judgements) = Analysis::after(before.as_mut(), &linked, &config, request);
        self.before = Some(PreviousCheck::new(key, before, &linked, judgements));
        let with_cache = analyzed(&documented, &config, &self.request);
        for (way, after_edit) in [("memory", with_memory), ("cache", with_cache)] {
            if after_edit != fresh {
                let [one, other] = [&fresh, &after_edit].map(|analysis| format!("{analysis:#?}"));
                let difference = similar::TextDiff::from_lines(&one, &other);
                panic!("{edit}, with {way}:\n{}", difference.unified_diff().context_radius(12));
            }
        }
    }
}

/// The texts of the crates, of the workspace around them and of its configuration.
fn service() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference-service");
    let mut texts = BTreeMap::new();
    let mut add = |path: PathBuf| {
        let name = path
            .strip_prefix(&root)
            .expect("it is below the root")
            .to_string_lossy()
            .replace('\\', "/");
        texts.insert(name, fs::read_to_string(&path).expect("it is a text"));
    };
    for name in ["Cargo.toml", "ssot.toml"] {
        add(root.join(name));
    }
    let mut waiting: Vec<PathBuf> = CRATES.iter().map(|name| root.join("crates").join(name)).collect();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("it is a folder");
            waiting.extend(entries.map(|entry| entry.expect("it can be read").path()));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "rs" || extension == "toml" || extension == "md")
        {
            add(path);
        }
    }
    texts
}

/// A generator of numbers without state outside: xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    fn one<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.below(of.len())]
    }
}

/// Statements that rules are about, and some that they are not about.
const STATEMENTS: [&str; 14] = [
    "let _ = std::env::var(\"HOME\");",
    "let _ = std::env::var_os(\"SSOT_PROBE\").is_some();",
    "let _ = std::time::Instant::now();",
    "let _ = std::time::SystemTime::now();",
    "let mut bytes = [0_u8; 4]; getrandom::fill(&mut bytes).ok();",
    "let _ = foundation::ids::IdGenerator::new();",
    "use super::super::super::Probe as _;",
    "fn inner_probe() -> u32 { 7 }",
    "struct ProbeClock;",
    "let probe = 40 + 2; let _ = probe * probe;",
    "for probe in 0..3 { if probe > 1 { continue; } }",
    "println!(\"{}\", stringify!(probe));",
    "probe_macro!(1, 2);",
    "// a comment, \u{200b} with a character that is not seen",
];

/// Lines among the items of a file.
const ITEMS: [&str; 10] = [
    "pub struct ProbeId(u64);",
    "use std::env::var as probe_variable;",
    "pub use std::collections::BTreeMap as ProbeMap;",
    "/// See [`crate::probe::Missing`].\npub fn documented_probe() {}",
    "#[deprecated(note = \"old\")]\npub fn deprecated_probe() {}",
    "macro_rules! probe_macro { ($a:expr, $b:expr) => { std::env::var(stringify!($a)).ok() }; }",
    "// ssot: allow(direct-env-access) reason=\"a probe\"",
    "mod inner { pub fn probe() { super::super::probe(); } }",
    "impl Drop for Probe { fn drop(&mut self) { let _ = std::env::vars(); } }",
    "",
];

/// Makes one random edit, and says which.
fn edit(texts: &mut BTreeMap<String, String>, originals: &BTreeMap<String, String>, random: &mut Random) -> String {
    let names: Vec<String> = texts.keys().filter(|name| name.ends_with(".rs")).cloned().collect();
    let name = names[random.below(names.len())].clone();
    let text = texts[&name].clone();
    let lines: Vec<&str> = text.lines().collect();
    let at = random.below(lines.len() + 1);
    let with = |at: usize, line: &str| {
        let (before, after) = lines.split_at(at);
        [before, &[line], after].concat().join("\n") + "\n"
    };
    let ends_with = |end: &'static str| {
        let found = lines.iter().enumerate().filter(move |(_, line)| line.ends_with(end));
        found.map(|(at, _)| at + 1).collect::<Vec<usize>>()
    };
    let (what, edited) = match random.below(14) {
        0..=4 => {
            let statement = random.one(&STATEMENTS);
            let bodies: Vec<usize> = ends_with("{");
            let bodies = bodies.into_iter().filter(|at| lines[at - 1].contains("fn "));
            let bodies: Vec<usize> = bodies.collect();
            let at = bodies.get(random.below(bodies.len())).copied().unwrap_or(at);
            (format!("statement {statement:?} at line {at}"), with(at, statement))
        }
        5 => {
            let item = random.one(&ITEMS);
            let ends: Vec<usize> = (1..=lines.len()).filter(|at| lines[at - 1] == "}").collect();
            let at = ends.get(random.below(ends.len())).copied().unwrap_or(at);
            (format!("item {item:?} at line {at}"), with(at, item))
        }
        6 => (format!("blank line at {at}"), with(at, "")),
        7 | 8 if !lines.is_empty() => {
            let at = at.min(lines.len() - 1);
            (
                format!("without line {at}: {}", lines[at]),
                [&lines[..at], &lines[at + 1..]].concat().join("\n") + "\n",
            )
        }
        9 => {
            let words = ["self", "Some", "crate", "pub", "std", "String", "fn"];
            let (word, other) = (random.one(&words), random.one(&words));
            (format!("{word} -> {other}"), text.replacen(word, other, 1 + random.below(3)))
        }
        10 => {
            let other = format!("{}_{}.rs", name.trim_end_matches(".rs"), random.below(100));
            match random.below(4) {
                0 => {
                    let number = random.below(3);
                    let text = format!("# A page\n\nUse `probe`:\n\n```rust\nuse foundation::probe{number};\nuse super::x;\n```\n");
                    texts.insert("crates/foundation/README.md".to_owned(), text);
                    return "a page".to_owned();
                }
                1 => {
                    texts.remove(&name);
                    return format!("{name}: deleted");
                }
                2 => {
                    texts.remove(&name);
                    texts.insert(other, text);
                    return format!("{name}: renamed");
                }
                _ => {
                    texts.insert(other, text);
                    return format!("{name}: copied");
                }
            }
        }
        _ => match originals.get(&name) {
            Some(original) => ("as it was".to_owned(), original.clone()),
            None => {
                texts.remove(&name);
                return format!("{name}: deleted");
            }
        },
    };
    texts.insert(name.clone(), edited);
    format!("{name}: {what}")
}

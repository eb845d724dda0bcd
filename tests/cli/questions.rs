//! The commands that answer questions: about rules, scores, the configuration, and names.

use ssot::config::Config;
use ssot::rules::KINDS;
use ssot::rules::input::INPUT_RULES;
use ssot::snapshot::Snapshot;

use super::{CONTRACT, KEEPS, MANIFEST, OWNER, ROOT, SCATTERS, Workspace};

#[test]
fn a_rule_is_explained() {
    let run = Workspace::clean().run(&["explain", "direct-env-access"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    for part in [
        "direct-env-access\n",
        "severity  high, on",
        "category  configuration",
        "Why\n",
        "What to do\n",
        "Reported\n",
        "Kept\n",
        "The kind of the rule: direct_access\n",
    ] {
        assert!(run.out.contains(part), "`{part}` is missing: {}", run.out);
    }
}

#[test]
fn every_kind_and_rule_can_be_explained() {
    let workspace = Workspace::clean();
    let rules = shipped();
    let input = INPUT_RULES.iter().map(|rule| rule.id);
    let kinds = KINDS.iter().map(|kind| kind.name);
    for name in rules.iter().map(String::as_str).chain(input).chain(kinds) {
        let run = workspace.run(&["explain", name]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}");
        assert!(run.out.contains(name) && run.out.contains("Why"), "{name}: {}", run.out);
    }
}

#[test]
fn unknown_names_cannot_be_explained() {
    let workspace = Workspace::clean();
    let run = workspace.run(&["explain", "direct-env-acces"]);
    run.is_refused_with(&["there is no rule `direct-env-acces`", "did you mean `direct-env-access`?"]);
    workspace
        .run(&["explain", "xyzzy"])
        .is_refused_with(&["`ssot rules` lists them"]);
}

#[test]
fn a_place_is_explained() {
    let config = (
        "ssot.toml",
        "[concept.environment]\ncanonical = \"app::config\"\n[concept.clock]\ncanonical = \"app::clock\"\n\
         allow-in = [\"src/lib.rs\"]\n[rule.rival-definition]\nlevel = \"off\"\n",
    );
    let code = (
        "src/lib.rs",
        "pub mod config { pub fn port() {} }\npub mod clock {}\nfn boot() {\n    std::env::var(\"A\").ok();\n}\n\
         // ssot: allow(direct-env-access) reason=\"here\"\nfn early() { std::env::var(\"B\").ok(); }\n",
    );
    let workspace = Workspace::of(&[MANIFEST, config, code]);
    let explained = |place: &str| {
        let run = workspace.run(&["explain", place]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
        run.out
    };
    let boot = explained("src/lib.rs:4");
    for line in [
        "  class     production",
        "  item      app::boot",
        "  environment                    `app::config`: process configuration is read in one place",
        "  clock                          `allow-in` names `src/lib.rs`",
        "  rival-definition               off",
        "  4: high[direct-env-access] `std::env::var` is used outside `app::config`, the source of `environment`",
    ] {
        assert!(boot.lines().any(|known| known == line), "`{line}` is missing: {boot}");
    }
    let home = explained("src/lib.rs:1");
    assert!(
        home.contains("  environment                    this is its owner\n"),
        "{home}"
    );
    let exempt = explained("src/lib.rs:7:1");
    assert!(
        exempt.contains("  direct-env-access              an exemption covers this\n"),
        "{exempt}"
    );
    workspace
        .run(&["explain", "src/boot.rs:4"])
        .is_refused_with(&["there is no such file"]);
}

#[test]
fn environment_variables_are_listed() {
    let config = (
        "ssot.toml",
        "[[rule.variables.variables]]\nname = \"KEY\"\ndefault = \"s3cret\"\nsecret = true\nowner = \"auth\"\n\
         [[rule.variables.variables]]\nname = \"PORT\"\ntype = \"number\"\ndefault = \"80 80\"\nsummary = \"where it listens\"\n\
         [[rule.variables.variables]]\nname = \"BACKUP\"\nread-elsewhere = \"backup.sh\"\n\
         [[rule.variables.variables]]\nname = \"LEVEL\"\n[[rule.variables.variables]]\nname = \"MODE\"\n\
         [rule.variables]\nkind = \"environment_registry\"\n",
    );
    let code = (
        "src/lib.rs",
        "use std::env::var as v;\nfn f() { v(\"PORT\").ok(); v(\"HOME\").ok(); }\nconst LEVEL: &str = \"LEVEL\";\n\
         fn g(n: &str) { v(LEVEL).unwrap_or_else(|_| level()); v(\"MODE\").unwrap_or(\"fast\".into()); v(n).ok(); }\n#[test]\nfn t() { v(\"ONLY_IN_TESTS\").ok(); }\n",
    );
    let workspace = Workspace::of(&[MANIFEST, config, code]);
    let table = workspace.run(&["env"]);
    assert_eq!(table.code, 0, "{table:?}");
    for line in [
        "  BACKUP    -       -           -      0      read by backup.sh",
        "  HOME      -       -           -      1      not declared",
        "  KEY       -       (secret)    auth   0",
        "  LEVEL     -       (computed)  -      1",
        "  MODE      -       fast        -      1",
        "  PORT      number  80 80       -      1      where it listens",
    ] {
        assert!(
            table.out.lines().any(|known| known == line),
            "`{line}` is missing: {}",
            table.out
        );
    }
    assert!(!table.out.contains("ONLY_IN_TESTS"), "{table:?}");
    let example = workspace.run(&["env", "--format", "dotenv"]);
    let expected =
        "BACKUP=\n\n# not declared\n# HOME=\n\n# auth\nKEY=\n\nLEVEL=\n\nMODE=\n\n# where it listens; number\nPORT=\"80 80\"\n";
    assert_eq!(example.out, expected);
    let json: serde_json::Value = serde_json::from_str(&workspace.run(&["env", "--format", "json"]).out).expect("it is JSON");
    assert_eq!(json["variables"][1]["reads"][0], "src/lib.rs:2:26");
    assert_eq!(json["variables"][3]["defaults"][0]["code"], "level()");
    assert!(
        table
            .err
            .contains("1 read of a variable whose name only the running program knows, the first at src/lib.rs:4:"),
        "{table:?}"
    );
}

#[test]
fn a_pack_is_tested() {
    let rule = "id = \"no-unwrap\"\nkind = \"pattern\"\nsummary = \"an unwrap\"\n[options]\npatterns = [\"$x.unwrap()\"]\n\
                [[invalid]]\ncode = \"fn f(x: Option<u8>) { x.unwrap(); } //~ no-unwrap\"\n";
    let valid = "[[valid]]\ncode = \"fn f(x: Option<u8>) -> Option<u8> { x }\"\n";
    let wrong = "[[valid]]\ncode = \"fn f(x: Option<u8>) { x.unwrap(); }\"\n";
    for (examples, code, words) in [
        (valid, 0, "no-unwrap ... ok\n"),
        ("", 1, "  no example shows code that keeps it\n"),
        (wrong, 1, "  unexpected src/lib.rs:1:23 no-unwrap:"),
    ] {
        let text = format!("{rule}{examples}");
        let workspace = Workspace::of(&[("rules/errors/no-unwrap.toml", &text)]);
        let folder = workspace.folder().join("rules");
        let run = workspace.run(&["rules", "test", &folder.display().to_string()]);
        assert!(run.code == code && run.out.contains(words), "{run:?}");
    }
    let nothing = Workspace::clean();
    nothing
        .run(&["rules", "test", "."])
        .is_refused_with(&["has no rules", "ssot rules new"]);
}

#[test]
fn the_beginning_of_a_rule_is_one_for_every_kind() {
    for kind in KINDS {
        let workspace = Workspace::clean();
        let new = workspace.run(&["rules", "new", kind.name, "--id", "a-rule", "--category", "own"]);
        assert_eq!((new.code, new.err.as_str()), (0, ""), "{new:?}");
        workspace.write("rules/own/a-rule.toml", &new.out);
        let explained = workspace.run(&["rules", "test", "rules"]);
        assert!(!explained.out.contains("unknown key"), "{explained:?}");
    }
    let run = Workspace::clean().run(&["rules", "new", "patern"]);
    run.is_refused_with(&["there is no kind `patern`", "did you mean `pattern`?"]);
}

#[test]
fn every_rule_is_listed() {
    let off = ("ssot.toml", "[rule.rival-definition]\nlevel = \"off\"\n");
    let run = Workspace::of(&[MANIFEST, off, ROOT, OWNER, KEEPS]).run(&["rules"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    let listed: Vec<&str> = run
        .out
        .lines()
        .skip(1)
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let known: Vec<String> = shipped()
        .into_iter()
        .chain(INPUT_RULES.iter().map(|rule| rule.id.to_owned()))
        .collect();
    assert_eq!(listed, known);
    let line = run
        .out
        .lines()
        .find(|line| line.contains("rival-definition"))
        .expect("it is listed");
    assert!(line.ends_with("off"), "{line}");
}

/// The ids of the rules that a workspace without `ssot.toml` has.
fn shipped() -> Vec<String> {
    let nothing: [(&str, &str); 0] = [];
    let config = Config::from_snapshot(&Snapshot::from_texts(nothing));
    config.rules.iter().map(|rule| rule.id.to_string()).collect()
}

#[test]
fn deductions_and_score_add_up_to_100() {
    let breaks = "fn f() { std::env::var(\"A\").ok(); std::env::var(\"B\").ok(); }\n";
    let workspace = Workspace::of(&[MANIFEST, CONTRACT, SCATTERS, OWNER, ("src/boot.rs", breaks)]);
    let run = workspace.run(&["score", "--why"]);
    assert_eq!(run.code, 0, "to ask for the score is not to be judged: {run:?}");
    let billionths = |line: &str| {
        let number = line.split_whitespace().next().filter(|word| word.contains('.'))?;
        number.replace('.', "").parse::<u64>().ok()
    };
    let (_, why) = run.out.split_once("points off").expect("the deductions are listed");
    let sum_line = why
        .lines()
        .find(|line| line.contains("sum of 3 deductions"))
        .expect("there are three");
    let score_line = why
        .lines()
        .find(|line| line.contains("100 less the sum"))
        .expect("the score is told");
    let deductions = why.lines().filter(|line| line.contains(".rs:"));
    let added: u64 = deductions.filter_map(billionths).sum();
    let (sum, score) = (
        billionths(sum_line).expect("a number"),
        billionths(score_line).expect("a number"),
    );
    assert_eq!(added, sum, "{why}");
    assert_eq!(sum + score, 100_000_000_000, "{why}");

    let json = workspace.run(&["check", "--format", "json"]).out;
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let overall = report["score"]["overall"].as_f64().expect("a number");
    assert_eq!((overall * 1e9).round() as u64, score, "every format tells the same score");
}

#[test]
fn a_score_without_deductions_is_100() {
    let run = Workspace::clean().run(&["score", "--why"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("100.000000000  100 less the sum"), "{}", run.out);
}

#[test]
fn the_configuration_is_shown_with_its_origins() {
    let run = Workspace::clean().run(&["config", "--show"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    for line in [
        "concept.environment.canonical = \"app::config\"  # ssot.toml:2",
        "gate.fail-on = \"high\"  # default",
        "packs = [\"core\"]  # default",
    ] {
        assert!(run.out.lines().any(|shown| shown == line), "`{line}` is missing: {}", run.out);
    }
}

const SPELLS: (&str, &str) = (
    "src/boot.rs",
    "use std::collections::HashMap as Map;
use crate::config as c;
#[deprecated] pub fn old() {}
fn port(paths: &[std::path::PathBuf]) {
    let map: Map<u8, u8> = Map::new();
    std::collections::hash_map::HashMap::<u8, u8>::new();
    c::port();
    old();
    println!(\"{}\", paths[0].exists());
    nowhere::to_be_found(map).seen();
}
",
);

#[test]
fn uses_are_found_under_any_alias() {
    let workspace = Workspace::of(&[MANIFEST, ROOT, OWNER, SPELLS]);
    let uses = |words: &[&str]| {
        let run = workspace.run(&[&["uses"], words].concat());
        assert_eq!(run.code, 0, "{run:?}");
        run.out
    };
    assert_eq!(
        uses(&["std::collections::HashMap::new"]),
        "src/boot.rs:5:28: call std::collections::HashMap::new
src/boot.rs:6:5: call std::collections::HashMap::new
"
    );
    assert_eq!(
        uses(&["core::collections::hash_map::HashMap", "--context", "import,type"]),
        "src/boot.rs:1:23: import std::collections::HashMap
src/boot.rs:5:14: type std::collections::HashMap
src/boot.rs:5:28: type std::collections::HashMap
src/boot.rs:6:5: type std::collections::HashMap
"
    );
    assert_eq!(
        uses(&["app::config::**", "--context", "call"]),
        "src/boot.rs:7:5: call app::config::port\n"
    );
    assert_eq!(
        uses(&["std::path::Path::exists"]),
        "src/boot.rs:9:29: method std::path::Path::exists\n"
    );
    assert_eq!(uses(&["std::println!"]), "src/boot.rs:9:5: macro std::println!\n");
    assert_eq!(uses(&["--deprecated", "crate::**"]), "src/boot.rs:8:5: call app::boot::old\n");
    assert_eq!(
        uses(&["--unknown"]),
        "src/boot.rs:10:5: call nowhere::to_be_found\nsrc/boot.rs:10:31: method seen\n"
    );
    assert_eq!(
        uses(&["crate::boot::old", "--format", "jsonl", "--", "."]),
        "{\"file\":\"src/boot.rs\",\"line\":8,\"column\":5,\"path\":\"app::boot::old\",\"context\":\"call\",\"in_macro\":false,\"deprecated\":true}\n"
    );
}

/// Code that writes out texts of several sorts.
const WRITES: (&str, &str) = (
    "src/boot.rs",
    "pub const STARTED: &str = \"agent_started\";
fn f(to: u8) -> String {
    send(\"agent_started\", \"agent_startd\", \"%\");
    format!(\"cannot send {to}\")
}
#[cfg(test)]
mod tests { const URL: &str = \"http://test\"; }
",
);

#[test]
fn literals_are_listed_by_category() {
    let workspace = Workspace::of(&[MANIFEST, ("src/lib.rs", "mod boot;\n"), WRITES]);
    let index = |words: &[&str]| {
        let run = workspace.run(&[&["index"], words].concat());
        assert_eq!(run.code, 0, "{run:?}");
        run.out
    };
    assert_eq!(
        index(&[]),
        "events            2  \"agent_started\"  (src/boot.rs:1:27)
identifiers       1  \"agent_startd\"  (src/boot.rs:3:27)
messages          1  \"cannot send {}\"  (src/boot.rs:4:13)
test_literals     1  \"http://test\"  (src/boot.rs:7:31)
"
    );
    assert_eq!(
        index(&["--category", "messages", "--format", "jsonl", "--", "."]),
        "{\"category\":\"messages\",\"value\":\"cannot send {}\",\"places\":[{\"file\":\"src/boot.rs\",\"line\":4,\"column\":13,\"item\":\"app::boot::f\",\"role\":\"format\",\"class\":\"production\"}]}\n"
    );
    assert_eq!(index(&["--format", "json"]), index(&["--format", "json", "--no-cache"]));
}

#[test]
fn the_places_of_a_literal_and_its_near_misses_are_found() {
    let workspace = Workspace::of(&[MANIFEST, ("src/lib.rs", "mod boot;\n"), WRITES]);
    let run = workspace.run(&["index", "agent_started"]);
    assert_eq!(
        run.out,
        "src/boot.rs:1:27: events \"agent_started\" in app::boot::STARTED
src/boot.rs:3:10: events \"agent_started\" in app::boot::f
src/boot.rs:3:27: identifiers \"agent_startd\" in app::boot::f, nearly \"agent_started\"
"
    );
    let none = workspace.run(&["index", "agent"]);
    assert_eq!((none.code, none.out.as_str()), (0, ""));
    workspace
        .run(&["index", "--category", "event"])
        .is_refused_with(&["event", "events"]);
}

#[test]
fn completions_and_manual_page_contain_every_command() {
    let workspace = Workspace::of(&[]);
    let commands = ["check", "duplicates", "find", "cache"];
    for words in [
        &["completions", "bash"][..],
        &["completions", "fish"],
        &["completions", "powershell"],
        &["man"],
    ] {
        let run = workspace.run(words);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{words:?}");
        assert!(
            commands.iter().all(|command| run.out.contains(command)),
            "{words:?}: {}",
            run.out
        );
    }
    workspace.run(&["completions", "cmd"]).is_refused_with(&["cmd", "bash"]);
}

#[test]
fn links_in_documentation_are_listed_on_request() {
    let docs = "//! Starts, see [`crate::config`].
/// Reads the [port](crate::config::port), not [`std::env::var`] or `std::env::vars`, nor [a list][1].
/// [`Größe`]: super::config
fn port() { crate::config::port(); }
";
    let workspace = Workspace::of(&[MANIFEST, ROOT, OWNER, ("src/boot.rs", docs)]);
    let run = workspace.run(&["uses", "crate::config::**", "std::env::*", "--context", "doc"]);
    assert_eq!(
        run.out,
        "src/boot.rs:1:19: doc app::config
src/boot.rs:2:22: doc app::config::port
src/boot.rs:2:50: doc std::env::var
src/boot.rs:3:16: doc app::config
"
    );
    let run = workspace.run(&["uses", "crate::config::port"]);
    assert_eq!(run.out, "src/boot.rs:4:13: call app::config::port\n");
}

#[test]
fn uses_of_nothing_are_refused() {
    let workspace = Workspace::clean();
    workspace.run(&["uses"]).is_refused_with(&["PATTERN"]);
    workspace.run(&["uses", "std::{"]).is_refused_with(&["std::{"]);
    workspace
        .run(&["uses", "std::env::var", "--", "nowhere"])
        .is_refused_with(&["nowhere"]);
    workspace
        .run(&["uses", "std::env::var", "--context", "cal"])
        .is_refused_with(&["cal", "call"]);
    let none = workspace.run(&["uses", "std::env::remove_var"]);
    assert_eq!((none.code, none.out.as_str()), (0, ""), "{none:?}");
}

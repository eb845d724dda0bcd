//! `ssot lsp` with a client that speaks the protocol.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::cli::{BREAKS, CONTRACT, KEEPS, MANIFEST, OWNER, ROOT, Workspace};
use crate::client::{Client, position};

const BOOT: &str = "src/boot.rs";
const RULE: &str = "direct-env-access";

/// A client on a workspace with one finding, in `src/boot.rs`, which is open.
fn broken() -> Client {
    let mut client = Client::start(Workspace::broken());
    client.open(BOOT);
    client
}

#[test]
fn diagnostics_are_published_and_removed_after_a_fix() {
    let mut client = broken();
    assert_eq!(client.found(BOOT), [format!("1:13 {RULE}")]);
    let diagnostic = client.diagnostics[BOOT][0].clone();
    assert_eq!(diagnostic["source"], "ssot");
    assert_eq!(diagnostic["severity"], 1);
    assert!(
        diagnostic["message"]
            .as_str()
            .is_some_and(|message| message.contains("\nhelp: "))
    );
    assert!(
        diagnostic["relatedInformation"][0]["location"]["uri"].is_string(),
        "{diagnostic}"
    );
    client.write(BOOT, KEEPS.1);
    assert!(client.found(BOOT).is_empty());
    assert!(client.leave().success());
}

#[test]
fn edits_are_applied_in_utf16_units() {
    let mut client = Client::start(Workspace::clean());
    client.open_as(BOOT, "/* ü𝄞 */ fn port() {}\n");
    let at = client.text(BOOT).find("{}").expect("a body") + 1;
    client.edit(BOOT, at..at, " std::env::var(\"PORT\").ok(); ");
    // Sixteen characters before, one of two units.
    let found = client.found(BOOT);
    let column = client.text(BOOT)[..at + 1].encode_utf16().count() + 1;
    assert_eq!(found, [format!("1:{column} {RULE}")]);
    client.edit(BOOT, at..client.text(BOOT).len() - 2, "");
    assert!(client.found(BOOT).is_empty());
    assert_eq!(client.text(BOOT), "/* ü𝄞 */ fn port() {}\n");
}

#[test]
fn columns_are_bytes_if_the_client_offers_utf8() {
    let capabilities = json!({"general": {"positionEncodings": ["utf-16", "utf-8"]}});
    let mut client = Client::start_with(Workspace::clean(), capabilities);
    client.open_as(BOOT, "/* ü𝄞 */ fn port() { std::env::var(\"PORT\").ok(); }\n");
    let column = client.text(BOOT).find("std").expect("a use") + 1;
    assert_eq!(client.found(BOOT), [format!("1:{column} {RULE}")]);
    // No related places for who shows none.
    assert!(client.diagnostics[BOOT][0].get("relatedInformation").is_none());
}

#[test]
fn an_edit_in_one_file_changes_findings_in_another() {
    let facade = ("src/facade.rs", "pub use std::env::var;\n");
    let uses = (BOOT, "fn port() { crate::facade::var(\"PORT\").ok(); }\n");
    let root = ("src/lib.rs", "mod boot;\nmod config;\nmod facade;\n");
    let mut client = Client::start(Workspace::of(&[MANIFEST, CONTRACT, root, OWNER, facade, uses]));
    client.open(BOOT);
    client.open(facade.0);
    assert_eq!(client.found(BOOT), [format!("1:13 {RULE}")]);
    client.write(facade.0, "pub fn var(_: &str) -> Option<()> { None }\n");
    assert!(client.found(BOOT).is_empty());
    client.write(facade.0, facade.1);
    assert_eq!(client.found(BOOT), [format!("1:13 {RULE}")]);
    // Closed without being saved: what counts is the disk again.
    client.write(facade.0, "pub fn var(_: &str) -> Option<()> { None }\n");
    client.close(facade.0);
    assert_eq!(client.found(BOOT), [format!("1:13 {RULE}")]);
}

#[test]
fn diagnostics_of_closed_files_are_published() {
    let mut client = Client::start(Workspace::broken());
    client.open("src/lib.rs");
    assert_eq!(client.found(BOOT), [format!("1:13 {RULE}")]);
    client.workspace.write(BOOT, KEEPS.1);
    client.tell_changed(BOOT, 2);
    assert!(client.found(BOOT).is_empty());
    std::fs::remove_file(client.workspace.folder().join(BOOT)).expect("the file is there");
    client.tell_changed(BOOT, 3);
    assert_eq!(client.found("src/lib.rs"), ["1:5 missing-module"]);
    client.workspace.write(BOOT, BREAKS.1);
    client.tell_changed(BOOT, 1);
    assert_eq!(client.found(BOOT), [format!("1:13 {RULE}")]);
    assert!(client.found("src/lib.rs").is_empty());
}

#[test]
fn a_save_reads_the_disk_again_if_the_client_cannot_watch_files() {
    let mut client = Client::start_with(Workspace::broken(), json!({}));
    client.open("src/lib.rs");
    assert_eq!(client.found(BOOT), [format!("1:13 {RULE}")]);
    client.workspace.write(BOOT, KEEPS.1);
    let document = json!({"uri": client.uri("src/lib.rs")});
    client.tell("textDocument/didSave", json!({"textDocument": document}));
    assert!(client.found(BOOT).is_empty());
}

#[test]
fn the_client_is_asked_to_watch_files() {
    let mut client = broken();
    client.settle();
    let asked = client
        .heard
        .iter()
        .find(|heard| heard["method"] == "client/registerCapability");
    let registration = &asked.expect("the server asks")["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let mut client = Client::start_with(Workspace::broken(), json!({}));
    client.open(BOOT);
    client.settle();
    assert!(
        client
            .heard
            .iter()
            .all(|heard| heard["method"] != "client/registerCapability")
    );
}

#[test]
fn a_new_file_is_checked_before_it_is_saved() {
    let mut client = Client::start(Workspace::clean());
    client.open("src/lib.rs");
    client.write("src/lib.rs", "mod boot;\nmod config;\nmod late;\n");
    assert_eq!(client.found("src/lib.rs"), ["3:5 missing-module"]);
    client.open_as("src/late.rs", BREAKS.1);
    assert!(client.found("src/lib.rs").is_empty());
    assert_eq!(client.found("src/late.rs"), [format!("1:13 {RULE}")]);
}

#[test]
fn included_files_are_checked_with_their_unsaved_text() {
    let root = "mod config;\nmod made;\ninclude!(\"body.rs.in\");\npub fn t() { include!(\"value.rs\") }\n";
    let (body, made, value) = ("src/body.rs.in", "src/made.rs", "src/value.rs");
    let mut client = Client::start(Workspace::of(&[
        MANIFEST,
        CONTRACT,
        (".gitignore", "made.rs\n"),
        ("src/lib.rs", root),
        OWNER,
        (body, ""),
        (made, ""),
        (value, "()"),
    ]));
    client.open("src/lib.rs");
    for file in [body, made, value] {
        client.open(file);
        assert!(client.found(file).is_empty(), "{:?}", client.found(file));
    }
    client.write(body, BREAKS.1);
    client.write(made, BREAKS.1);
    client.write(value, "{ std::env::var(\"A\").ok(); }");
    assert_eq!(client.found(body), [format!("1:13 {RULE}")]);
    assert_eq!(client.found(made), [format!("1:13 {RULE}")]);
    assert_eq!(client.found(value), [format!("1:3 {RULE}")]);
    // Half a line: what was found stays.
    client.write(value, "{ std::env::var(\"A\").ok(); let a = ");
    assert!(
        client.found(value).contains(&format!("1:3 {RULE}")),
        "{:?}",
        client.found(value)
    );
    // Closed without being saved: what counts is the disk again, as it is now.
    for file in [body, made, value] {
        client.close(file);
    }
    assert!(client.found(body).is_empty());
    client.workspace.write(body, BREAKS.1);
    client.write("src/lib.rs", &format!("{root}\n"));
    assert_eq!(client.found(body), [format!("1:13 {RULE}")]);
}

#[test]
fn files_that_are_ignored_or_outside_the_workspace_are_not_checked() {
    let mut client = Client::start(Workspace::clean());
    client.workspace.write(".gitignore", "made/\n");
    client.workspace.write("made/code.rs", BREAKS.1);
    client.open(BOOT);
    client.open("made/code.rs");
    assert!(client.found("made/code.rs").is_empty());
    for uri in ["file:///elsewhere/lib.rs", "untitled:Untitled-1", "git:/x?y"] {
        let document = json!({"uri": uri, "languageId": "rust", "version": 1, "text": BREAKS.1});
        client.tell("textDocument/didOpen", json!({"textDocument": document}));
        let params = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}});
        assert_eq!(client.ask("textDocument/hover", params), Ok(Value::Null));
    }
    assert!(client.found(BOOT).is_empty());
}

#[test]
fn the_contract_is_read_again_when_it_changes() {
    let mut client = broken();
    assert_eq!(client.found(BOOT), [format!("1:13 {RULE}")]);
    // In the editor, without being saved.
    client.open("ssot.toml");
    client.write("ssot.toml", &format!("{}allow-in = [\"src/boot.rs\"]\n", CONTRACT.1));
    assert!(client.found(BOOT).is_empty());
    // A mistake in it is told in it, and what is right in it still holds.
    client.write("ssot.toml", "[concept.environment]\ncanonical = \"app::confg\"\n");
    assert!(client.found("ssot.toml")[0].starts_with("2:13 "), "{:?}", client.diagnostics);
    client.write("ssot.toml", "[concept.environment\ncanonical = 7\n");
    assert!(
        client
            .found("ssot.toml")
            .iter()
            .any(|found| found.ends_with("config-mistake"))
    );
    // On disk.
    client.close("ssot.toml");
    assert_eq!(client.found(BOOT), [format!("1:13 {RULE}")]);
    assert!(client.found("ssot.toml").is_empty());
    client
        .workspace
        .write("ssot.toml", "[rule.direct-env-access]\nlevel = \"off\"\n");
    client.tell_changed("ssot.toml", 2);
    assert!(client.found(BOOT).is_empty());
}

#[test]
fn a_half_written_line_keeps_findings_and_adds_none_elsewhere() {
    let other = (
        "src/other.rs",
        "fn level() { crate::config::port(); std::env::var(\"LEVEL\").ok(); }\n",
    );
    let root = ("src/lib.rs", "mod boot;\nmod config;\nmod other;\n");
    let mut client = Client::start(Workspace::of(&[MANIFEST, CONTRACT, root, OWNER, BREAKS, other]));
    client.open(BOOT);
    client.open(OWNER.0);
    client.open(other.0);
    let before = client.found(other.0);
    assert_eq!(before.len(), 1);
    // The owner of the concept falls apart: nothing about it changes elsewhere.
    client.write(OWNER.0, "pub fn port( -> Option<String> { std::env::var(\"PORT\").ok() }\n");
    assert_eq!(client.found(OWNER.0), ["1:12 unparsed-code"]);
    assert_eq!(client.found(other.0), before);
    assert!(client.found("ssot.toml").is_empty());
    // What is found in the file itself stays where its text has not changed, at its new place.
    client.edit(BOOT, 0..0, "fn é( {\n");
    let found = client.found(BOOT);
    assert!(found.iter().any(|found| found.ends_with("unparsed-code")), "{found:?}");
    assert!(found.contains(&format!("2:13 {RULE}")), "{found:?}");
    client.edit(BOOT, 0.."fn é( {\n".len(), "");
    assert_eq!(client.found(BOOT), [format!("1:13 {RULE}")]);
    client.write(OWNER.0, OWNER.1);
    assert!(client.found(OWNER.0).is_empty());
}

#[test]
fn an_offered_exemption_counts_only_with_a_reason() {
    let text = "fn port() {\n    let _port =\n        std::env::var(\"PORT\").ok();\n}\n";
    let mut client = Client::start(Workspace::broken());
    client.open_as(BOOT, text);
    client.settle();
    let at = text.find("std").expect("a use");
    let actions = client.actions(BOOT, at, None);
    assert_eq!(actions[0]["title"], format!("allow `{RULE}` here, with a reason"));
    assert_eq!(actions[0]["kind"], "quickfix");
    assert_eq!(actions[0]["diagnostics"][0], client.diagnostics[BOOT][0]);
    let allowed = client.applied(BOOT, &actions[0]);
    let comment = format!("        // ssot: allow({RULE}) reason=\"\"\n");
    assert_eq!(allowed, text.replace("        std", &format!("{comment}        std")));
    client.write(BOOT, &allowed);
    assert_eq!(
        client.found(BOOT),
        ["3:9 useless-exemption".to_owned(), format!("4:9 {RULE}")]
    );
    client.write(BOOT, &allowed.replace("reason=\"\"", "reason=\"before config exists\""));
    assert!(client.found(BOOT).is_empty());
    assert!(client.actions(BOOT, 0, None).is_empty());
    assert!(client.actions(BOOT, at, Some("refactor")).is_empty());
}

#[test]
fn fixes_are_offered_one_by_one_and_all_at_once() {
    let contract = (
        "ssot.toml",
        "[concept.environment]\ncanonical = \"app::config\"\n\
         bypasses = [{ path = \"std::env::var\", instead = \"app::config::variable\", drop-in = true }]\n",
    );
    let config = (
        "src/config.rs",
        "pub fn variable(name: &str) -> Result<String, std::env::VarError> { std::env::var(name) }\n",
    );
    let text = "fn größe() { std::env::var(\"SIZE\").ok(); }\r\nfn port() { std::env::var(\"PORT\").ok(); }\r\n";
    let mut client = Client::start(Workspace::of(&[MANIFEST, contract, ROOT, config, BREAKS]));
    client.open_as(BOOT, text);
    assert_eq!(client.found(BOOT).len(), 2);
    let actions = client.actions(BOOT, text.find("std").expect("a use"), Some("quickfix"));
    let titles: Vec<&str> = actions.iter().filter_map(|action| action["title"].as_str()).collect();
    assert_eq!(
        titles,
        [
            "use `crate::config::variable`",
            "allow `direct-env-access` here, with a reason"
        ]
    );
    assert_eq!(
        (&actions[0]["isPreferred"], &actions[1]["isPreferred"]),
        (&json!(true), &Value::Null)
    );
    assert_eq!(
        client.applied(BOOT, &actions[0]),
        text.replacen("std::env::var", "crate::config::variable", 1)
    );
    let allowed = client.applied(BOOT, &actions[1]);
    assert!(
        allowed.starts_with("// ssot: allow(direct-env-access) reason=\"\"\r\nfn größe"),
        "{allowed}"
    );
    let all = client.actions(BOOT, 0, Some("source.fixAll"));
    assert_eq!((all.len(), &all[0]["kind"]), (1, &json!("source.fixAll.ssot")));
    let fixed_text = client.applied(BOOT, &all[0]);
    assert_eq!(fixed_text, text.replace("std::env::var", "crate::config::variable"));
    client.write(BOOT, &fixed_text);
    assert!(client.found(BOOT).is_empty());
    assert!(client.actions(BOOT, 0, Some("source")).is_empty());
}

#[test]
fn hover_shows_the_finding_and_the_concept() {
    let contract = (
        "ssot.toml",
        "[concept.environment]\nsummary = \"configuration is read once\"\ncanonical = \"app::config\"\n",
    );
    let uses = (
        BOOT,
        "fn port() { std::env::var(\"PORT\").ok(); crate::config::port(); local(); }\nfn local() {}\n",
    );
    let mut client = Client::start(Workspace::of(&[MANIFEST, contract, ROOT, OWNER, uses]));
    client.open(BOOT);
    let told = client.hover(BOOT, uses.1.find("var").expect("a use")).expect("a finding");
    for words in [
        RULE,
        "concept **`environment`**",
        "configuration is read once",
        "`app::config`",
        "`std::env::var` goes around it",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let told = client.hover(BOOT, uses.1.find("port();").expect("a use")).expect("a concept");
    assert!(
        told.contains("`app::config::port` is part of it") && !told.contains(RULE),
        "{told}"
    );
    assert_eq!(client.hover(BOOT, uses.1.find("local").expect("a use")), None);
    client.open(OWNER.0);
    let told = client
        .hover(OWNER.0, OWNER.1.find("port").expect("a definition"))
        .expect("a concept");
    assert!(told.contains("is part of it"), "{told}");
}

#[test]
fn requests_wait_for_their_check_and_can_be_cancelled() {
    let mut client = broken();
    // The check that this begins cannot be done before the next three messages are there, or it can: either is right.
    let params = json!({"textDocument": {"uri": client.uri(BOOT)}, "position": {"line": 0, "character": 0}});
    let id = client.put("textDocument/hover", params);
    client.tell("$/cancelRequest", json!({"id": id}));
    let answer = client.answer(id);
    assert!(answer == Ok(Value::Null) || answer.is_err_and(|(code, _)| code == -32800));
    client.tell("$/cancelRequest", json!({"id": 999}));
    client.tell("$/cancelRequest", json!({"id": "unknown"}));
    assert_eq!(client.found(BOOT).len(), 1);
}

#[test]
fn every_request_gets_a_response() {
    let mut client = broken();
    let hover = |line: u64| json!({"textDocument": {"uri": "file:///x"}, "position": {"line": line, "character": 0}});
    let cases = [
        ("nobody/knows", json!({}), -32601),
        ("textDocument/hover", json!({"textDocument": 7}), -32602),
        ("textDocument/hover", Value::Null, -32602),
        ("textDocument/hover", hover(u64::MAX), -32602),
        ("textDocument/codeAction", json!([]), -32602),
    ];
    for (method, params, code) in cases {
        let answer = client.ask(method, params);
        assert!(
            answer.as_ref().is_err_and(|(found, _)| *found == code),
            "{method}: {answer:?}"
        );
    }
    let uri = client.uri(BOOT);
    let edits = [
        ("textDocument/didChange", json!({"textDocument": {"uri": uri, "version": 2}})),
        ("textDocument/didOpen", json!(null)),
        (
            "textDocument/didChange",
            json!({"textDocument": {"uri": client.uri("src/lib.rs"), "version": 9}, "contentChanges": [{"text": "x"}]}),
        ),
        (
            "textDocument/didClose",
            json!({"textDocument": {"uri": client.uri("src/lib.rs")}}),
        ),
        (
            "textDocument/didSave",
            json!({"textDocument": {"uri": client.uri("src/none.rs")}}),
        ),
        (
            "workspace/didChangeWatchedFiles",
            json!({"changes": [{"uri": client.uri("src/none.rs"), "type": 9}]}),
        ),
        ("nobody/knows", json!({"a": [1]})),
    ];
    for (method, params) in edits {
        client.tell(method, params);
    }
    let far = json!({"start": {"line": 9, "character": 9}, "end": {"line": 4_000_000_000u32, "character": 0}});
    client.change(BOOT, json!([{"range": far, "text": "// é\n"}]));
    let params = json!({"textDocument": {"uri": uri}, "position": {"line": 4_000_000_000u32, "character": 7}});
    assert_eq!(client.ask("textDocument/hover", params), Ok(Value::Null));
    assert_eq!(client.published[BOOT], 2);
    assert_eq!(client.ask("shutdown", Value::Null), Ok(Value::Null));
    assert!(
        client
            .ask("textDocument/hover", hover(0))
            .is_err_and(|(code, _)| code == -32600)
    );
}

#[test]
fn a_client_that_vanishes_ends_the_server() {
    assert_eq!(broken().vanish().code(), Some(1));
    assert_eq!(Client::connect(Workspace::clean()).vanish().code(), Some(2));
    let mut client = Client::connect(Workspace::clean());
    assert!(
        client
            .ask("textDocument/hover", json!({}))
            .is_err_and(|(code, _)| code == -32002)
    );
    assert!(
        client
            .ask("initialize", json!({"capabilities": 7}))
            .is_err_and(|(code, _)| code == -32602)
    );
    let mut client = Client::connect(Workspace::clean());
    let nowhere = json!({"capabilities": {}, "rootUri": "file:///there/is/no/such/folder"});
    assert!(client.ask("initialize", nowhere).is_err_and(|(code, _)| code == -32602));
}

#[test]
fn input_without_a_frame_ends_the_server() {
    for (bytes, code) in [
        ("hello\r\n\r\n", 2),
        ("Content-Length: many\r\n\r\n{}", 2),
        // The client leaves in the middle of a word.
        ("Content-Length: 9\r\n\r\n{", 1),
    ] {
        assert_eq!(broken().babble(bytes.as_bytes()).code(), Some(code), "{bytes:?}");
    }
}

#[test]
fn the_workspace_is_found_above_the_opened_folder() {
    let mut client = Client::connect(Workspace::broken());
    let params = json!({"capabilities": {}, "rootUri": client.uri("src")});
    client.ask("initialize", params).expect("the server begins");
    client.tell("initialized", json!({}));
    client.open(BOOT);
    assert_eq!(client.found(BOOT), [format!("1:13 {RULE}")]);
}

#[test]
fn without_an_opened_folder_the_current_folder_is_used() {
    let mut client = Client::connect(Workspace::broken());
    client
        .ask("initialize", json!({"capabilities": {}}))
        .expect("the server begins");
    client.open("src/lib.rs");
    assert_eq!(client.found(BOOT), [format!("1:13 {RULE}")]);
}

#[test]
fn an_unreadable_workspace_is_reported_once() {
    let mut client = broken();
    client.workspace.write("ssot-baseline.txt", "no baseline\n");
    client.tell_changed("ssot-baseline.txt", 1);
    let params = json!({"textDocument": {"uri": client.uri(BOOT)}, "position": {"line": 0, "character": 0}});
    for _ in 0..3 {
        client.write(BOOT, BREAKS.1);
        assert!(
            client
                .ask("textDocument/hover", params.clone())
                .is_err_and(|(code, _)| code == -32803)
        );
    }
    let alarms = client.heard.iter().filter(|heard| heard["method"] == "window/showMessage");
    assert_eq!(alarms.count(), 1);
    std::fs::remove_file(client.workspace.folder().join("ssot-baseline.txt")).expect("the file is there");
    client.tell_changed("ssot-baseline.txt", 3);
    assert_eq!(client.found(BOOT), [format!("1:13 {RULE}")]);
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).expect("a side")
    }
}

/// Lines that can stand anywhere between items, in any number.
const LINES: [&str; 6] = [
    "const _: fn() = || { std::env::var(\"ü𝄞\").ok(); };\n",
    "const _: fn() = || { /* 𝄞 */ crate::facade::var(\"PORT\").ok(); };\n",
    "const _: fn() = || { crate::config::port(); };\n",
    "// ssot: allow(direct-env-access) reason=\"an edit\"\n",
    "#[cfg(test)] mod tests { use std::env; fn f() { env::remove_var(\"X\"); } }\n",
    "\n",
];

#[test]
fn after_a_thousand_edits_the_diagnostics_equal_a_fresh_check() {
    let facade = ("src/facade.rs", "pub use std::env::var;\n");
    let root = ("src/lib.rs", "mod boot;\nmod config;\nmod facade;\n");
    let files = [MANIFEST, CONTRACT, root, OWNER, BREAKS, facade];
    let mut client = Client::start(Workspace::of(&files));
    let open = ["src/lib.rs", OWNER.0, BOOT, facade.0];
    open.iter().for_each(|file| client.open(file));
    let mut dice = Dice(0x5EED);
    let mut wounds: BTreeMap<&str, std::ops::Range<usize>> = BTreeMap::new();
    for edit in 0..1_000 {
        let file = open[dice.throw(open.len())];
        if let Some(wound) = wounds.remove(file) {
            client.edit(file, wound, "");
            continue;
        }
        let text = client.text(file);
        let starts: Vec<usize> = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let at = starts[dice.throw(starts.len())];
        let line = at..text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        match dice.throw(8) {
            0 => {
                let wound = "fn é𝄞( {\n";
                client.edit(file, at..at, wound);
                wounds.insert(file, at..at + wound.len());
            }
            1..4 if LINES.contains(&&text[line.clone()]) => client.edit(file, line, ""),
            _ => client.edit(file, at..at, LINES[dice.throw(LINES.len())]),
        }
        // Now and then somebody looks.
        if edit % 100 == 50 {
            client.settle();
        }
    }
    for (file, wound) in wounds {
        client.edit(file, wound, "");
    }
    client.settle();
    let last: Vec<(&str, String)> = open.iter().map(|file| (*file, client.text(file).to_owned())).collect();
    let fresh = Workspace::of(&[MANIFEST, CONTRACT]);
    last.iter().for_each(|(file, text)| fresh.write(file, text));
    assert!(
        checked(&fresh).values().map(Vec::len).sum::<usize>() > 20,
        "there is something to compare"
    );
    let told: BTreeMap<String, Vec<Value>> = client
        .diagnostics
        .iter()
        .map(|(file, found)| (file.clone(), in_brief(found)))
        .collect();
    assert_eq!(
        told.into_iter()
            .filter(|(_, found)| !found.is_empty())
            .collect::<BTreeMap<_, _>>(),
        checked(&fresh)
    );
    // What was told on the way was told of the text of that moment.
    let paths = ["std::env::var", "crate::facade::var", "env::remove_var", "var"];
    let of_rule = client.underlined.iter().filter(|(_, rule, _)| rule == RULE);
    let (right, wrong): (Vec<_>, Vec<_>) = of_rule.partition(|(_, _, text)| paths.contains(&text.as_str()));
    assert!(right.len() > 100 && wrong.is_empty(), "{}, {wrong:?}", right.len());
    assert!(client.leave().success());
}

fn in_brief(diagnostics: &[Value]) -> Vec<Value> {
    diagnostics
        .iter()
        .map(|found| json!([found["range"], found["code"], found["message"]]))
        .collect()
}

/// What `ssot check` finds, in the words of the protocol.
fn checked(workspace: &Workspace) -> BTreeMap<String, Vec<Value>> {
    let run = workspace.run(&["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.out).expect("a report");
    let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for finding in report["findings"].as_array().expect("findings") {
        let file = finding["file"].as_str().expect("a file");
        let text = std::fs::read_to_string(workspace.folder().join(file)).expect("the file is there");
        let at = |name: &str| {
            position(
                &text,
                usize::try_from(finding[name].as_u64().expect("a byte")).expect("a byte"),
            )
        };
        let mut message = finding["message"].as_str().expect("a message").to_owned();
        if let Some(help) = finding["help"].as_str() {
            message += &format!("\nhelp: {help}");
        }
        let range = json!({"start": at("start"), "end": at("end")});
        found
            .entry(file.into())
            .or_default()
            .push(json!([range, finding["rule"], message]));
    }
    found
}

/// What is said beside the protocol is answered with the errors of JSON-RPC, and what follows is served.
#[test]
fn invalid_messages_are_refused_and_the_next_one_is_served() {
    let workspace = Workspace::clean();
    let framed = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
    let said = [
        framed("{\"jsonrpc\": "),
        framed("[1]"),
        framed(&json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}).to_string()),
        framed("nonsense"),
        framed(&json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}).to_string()),
        framed(&json!({"jsonrpc": "2.0", "method": "exit"}).to_string()),
    ];
    let run = workspace.run_on(&said.concat(), &["lsp"]);
    assert_eq!(run.code, 0, "{run:?}");
    for answer in ["\"code\":-32700", "\"code\":-32600", "\"id\":1,", "\"id\":2,"] {
        assert!(run.out.contains(answer), "{answer}: {run:?}");
    }
    assert_eq!(run.out.matches("-32700").count(), 2, "{run:?}");
}

/// As many bytes as are announced are set aside when they come, and not before.
#[test]
fn an_announced_length_allocates_no_memory() {
    let workspace = Workspace::clean();
    for length in ["60000000000", "1000000000000000000", "18446744073709551615"] {
        let run = workspace.run_on(&format!("Content-Length: {length}\r\n\r\n{{}}"), &["lsp"]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.out.contains("is too long"), "{run:?}");
        assert!(run.err.contains("no client sent `initialize`"), "{run:?}");
    }
    let run = workspace.run_on("Content-Length: 99999999999999999999\r\n\r\n{}", &["lsp"]);
    assert_eq!(run.code, 2, "{run:?}");
}

#[test]
fn at_most_a_thousand_diagnostics_of_a_file_are_published() {
    let mut client = Client::start(Workspace::broken());
    let text = BREAKS.1.repeat(1500);
    client.open_as(BOOT, &text);
    client.settle();
    let told = &client.diagnostics[BOOT];
    assert_eq!(told.len(), 1001);
    let last = told[1000]["message"].as_str().expect("words");
    assert!(last.contains("more findings not shown"), "{last}");
}

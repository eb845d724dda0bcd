//! `ssot report`: one page with everything, in a file or served.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use crate::cli::{BREAKS, CONTRACT, KEEPS, MANIFEST, OWNER, ROOT, SSOT, Workspace, commit};

fn page(workspace: &Workspace, words: &[&str]) -> String {
    let run = workspace.run(&[&["report"], words].concat());
    assert_eq!((run.code, &*run.out), (0, ""), "{run:?}");
    assert!(run.err.contains("wrote the report to `ssot-report.html`"), "{run:?}");
    fs::read_to_string(workspace.folder().join("ssot-report.html")).expect("the page is written")
}

/// A workspace with three commits, the last of which takes away a function that another file used.
fn with_history() -> Option<Workspace> {
    let workspace = Workspace::of(&[MANIFEST, CONTRACT, ROOT, OWNER, BREAKS]);
    let mut is_committed = commit(&workspace, 1, "first <b>commit</b>");
    workspace.write(KEEPS.0, KEEPS.1);
    is_committed &= commit(&workspace, 2, "second");
    workspace.write("src/boot.rs", "fn port() { }\n");
    workspace.write(
        "src/config.rs",
        "pub fn level() -> Option<String> { std::env::var(\"LEVEL\").ok() }\n",
    );
    is_committed &= commit(&workspace, 3, "third: `port` is gone");
    is_committed.then_some(workspace)
}

#[test]
fn a_page_has_the_trend_and_the_look_back() {
    let Some(workspace) = with_history() else { return };
    let page = page(&workspace, &[]);
    for text in [
        "<h2 id=\"trend-title\">Trend</h2>",
        "first &#60;b&#62;commit&#60;/b&#62;",
        "app::config::port",
        "third: `port` is gone",
    ] {
        assert!(page.contains(text), "{text} is missing");
    }
    assert!(!page.contains("<b>commit"));
}

#[test]
fn without_git_the_page_says_what_it_leaves_out() {
    let workspace = Workspace::broken();
    let page = page(&workspace, &[]);
    assert!(page.contains("the folder is not under git"), "it says so");
    assert!(!page.contains("id=\"trend\""));
}

#[test]
fn the_same_page_comes_from_a_check() {
    let workspace = Workspace::broken();
    let run = workspace.run(&["check", "--format", "full", "--format", "html=page.html"]);
    assert_eq!(run.code, 1, "{run:?}");
    let page = fs::read_to_string(workspace.folder().join("page.html")).expect("the page is written");
    assert!(page.contains("direct-env-access") && page.contains("<p class=\"verdict bad\">failed</p>"));
}

#[test]
fn findings_have_links_to_the_lines_of_a_revision() {
    let Some(workspace) = with_history() else { return };
    workspace.write(BREAKS.0, BREAKS.1);
    let template = "https://example.org/{rev}/{file}#L{line}";
    let page = page(&workspace, &["--last", "0", "--link", template]);
    let head = std::process::Command::new("git")
        .arg("-C")
        .arg(workspace.folder())
        .args(["rev-parse", "HEAD"])
        .output()
        .expect("git is there");
    let head = String::from_utf8(head.stdout).expect("a hash is text");
    assert!(page.contains(&format!("href=\"https://example.org/{}/src/boot.rs#L1\"", head.trim())));
    let refused = workspace.run(&["report", "--link", "javascript:alert(1)//{file}"]);
    refused.is_refused_with(&["--link"]);
}

#[test]
fn the_baseline_and_exemptions_are_in_the_page() {
    let workspace = Workspace::broken();
    assert_eq!(workspace.run(&["baseline", "create"]).code, 0);
    workspace.write("src/lib.rs", "mod boot;\nmod config;\n// ssot: allow(direct-env-access) reason=\"the <first> thing\" until=\"2999-01-31\"\nfn early() { std::env::var(\"A\").ok(); }\n");
    let page = page(&workspace, &[]);
    for text in [
        "the &#60;first&#62; thing",
        "2999-01-31",
        "<span class=\"state\">known</span>",
        "<span class=\"state\">exempted</span>",
    ] {
        assert!(page.contains(text), "{text} is missing");
    }
}

/// A program that serves, and ends with this value.
pub(crate) struct Served {
    program: Child,
    pub(crate) port: u16,
}

impl Served {
    pub(crate) fn start(workspace: &Workspace) -> Self {
        let mut command = workspace.command(SSOT, &["report", "--serve", "--last", "0"]);
        let mut program = command.stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut told = BufReader::new(program.stderr.take().expect("it has a stderr")).lines();
        let port = told.find_map(|line| {
            let line = line.expect("stderr is text");
            let (_, rest) = line.split_once("http://127.0.0.1:")?;
            rest.split('/').next()?.parse().ok()
        });
        let port = port.expect("it tells its address");
        Self { program, port }
    }

    /// Status and body of an answer.
    fn ask(&self, method: &str, path: &str, host: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers in text");
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer has a head");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        (status.expect("it has a status"), body.to_owned())
    }

    fn get(&self, path: &str) -> (u16, String) {
        self.ask("GET", path, &format!("127.0.0.1:{}", self.port))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn a_served_page_follows_the_files() {
    let workspace = Workspace::broken();
    let served = Served::start(&workspace);
    let (status, page) = served.get("/");
    assert_eq!(status, 200);
    assert!(page.contains("data-state=\"1\""), "{page}");
    assert!(page.contains("connect-src 'self'"), "{page}");
    assert_eq!(served.get("/state"), (200, "1".to_owned()));
    workspace.write(KEEPS.0, KEEPS.1);
    assert_eq!(served.get("/state"), (200, "2".to_owned()));
    assert!(served.get("/").1.contains("<p class=\"verdict good\">passed</p>"));
    assert_eq!(served.get("/state"), (200, "2".to_owned()), "nothing has changed since");
}

#[cfg(unix)]
#[test]
fn a_link_that_nobody_named_is_not_followed() {
    let workspace = Workspace::broken();
    let elsewhere = Workspace::of(&[("notes", "kept\n")]);
    let notes = elsewhere.folder().join("notes");
    std::os::unix::fs::symlink(&notes, workspace.folder().join("ssot-report.html")).expect("links can be made");
    workspace
        .run(&["report", "--last", "0"])
        .is_refused_with(&["`ssot-report.html` is a link", "--output"]);
    assert_eq!(std::fs::read_to_string(notes).expect("it is there"), "kept\n");
}

#[test]
fn only_this_machine_reads_a_served_page() {
    let workspace = Workspace::broken();
    let served = Served::start(&workspace);
    assert_eq!(served.ask("GET", "/", "evil.example").0, 403);
    assert_eq!(served.ask("GET", "/", &format!("evil.example:{}", served.port)).0, 403);
    assert_eq!(served.ask("GET", "/", &format!("localhost:{}", served.port)).0, 200);
    assert_eq!(served.ask("POST", "/", &format!("127.0.0.1:{}", served.port)).0, 405);
    assert_eq!(served.get("/etc/passwd").0, 404);
}

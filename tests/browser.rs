//! The page of `ssot report` in a real browser. These tests need `chromedriver` with Chromium, and axe-core in the file that
//! `AXE_CORE` names, so they run on request only: `.ci/run` asks for them, and they fail if there is no browser.

mod shop;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use ssot::finding::{FilePath, Finding, Place, Span};
use ssot::report::{Format, Report, Style};
use tempfile::TempDir;

use crate::cli::{OWNER, Workspace};
use crate::harness::{report, root};
use crate::report_page::Served;
use crate::web_driver::Browser;

/// The screens of a phone, a desk and a wall, in pixels.
const SCREENS: [(u32, u32); 3] = [(360, 740), (1280, 900), (2560, 1440)];

/// Where pictures of the page are put, if somebody wants to look at them.
fn pictures() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("PICTURES")?);
    fs::create_dir_all(&folder).expect("the folder can be made");
    Some(folder)
}

fn picture(browser: &Browser, name: &str, is_whole: bool) {
    if let Some(folder) = pictures() {
        fs::write(folder.join(name), browser.picture(is_whole)).expect("the folder can be written");
    }
}

/// Waits until the script has drawn the findings.
fn ready(browser: &Browser) {
    browser.promised("new Promise((done) => { const look = () => document.getElementById('filters').hidden ? setTimeout(look, 10) : done(); look(); })");
}

fn status(browser: &Browser) -> String {
    let told = browser.value("return document.getElementById('status').textContent");
    told.as_str().unwrap_or_default().to_owned()
}

/// The page of the shop.
fn shop_page() -> (Workspace, PathBuf) {
    let workspace = shop::shop().expect("git is installed");
    let run = workspace.run(&[
        "report",
        "shop",
        "--link",
        "https://example.org/shop/blob/{rev}/{file}#L{line}",
        "--output",
        "page.html",
    ]);
    assert_eq!(run.code, 0, "{run:?}");
    let page = workspace.folder().join("page.html");
    (workspace, page)
}

#[test]
#[ignore = "needs chromedriver"]
fn somebody_looks_filters_and_searches() {
    let (_workspace, page) = shop_page();
    let browser = Browser::start();
    browser.screen(SCREENS[1], "light");
    browser.open(&page);
    ready(&browser);
    let all = browser.value("return all.length").as_u64().expect("a number");
    assert!(all > 8, "{all}");
    assert_eq!(status(&browser), format!("{all} findings"));

    // By typing, and by the keyboard alone.
    browser.write("#search", "rows.rs env");
    assert_eq!(status(&browser), format!("1 finding of {all}"));
    browser.click("#reset");
    browser.write("select[data-choice=severity]", "high");
    let high = browser.value("return all.filter((finding) => finding.severity === 'high').length");
    assert_eq!(status(&browser), format!("{high} findings of {all}"));
    browser.click("#reset");
    browser.write("select[data-choice=owner]", "@shop/money");
    let owned = browser.value("return all.filter((finding) => finding.owners.includes('@shop/money')).length");
    assert!(owned.as_u64() > Some(0), "{owned}");
    assert_eq!(status(&browser), format!("{owned} findings of {all}"));
    browser.click("#reset");

    // A drawing leads to its findings.
    browser.value("document.querySelector('.treemap a[data-filter=crate][data-value=billing]').dispatchEvent(new MouseEvent('click', { bubbles: true }))");
    let of_billing = browser.value("return all.filter((finding) => finding.crate === 'billing').length");
    assert_eq!(status(&browser), format!("{of_billing} findings of {all}"));
    browser.click("#reset");

    // The arrow keys lead through the revisions of the trend.
    const LEFT: &str = "\u{E012}";
    browser.write(".plot", LEFT);
    let told = browser.value("return document.getElementById('readout').textContent");
    assert!(
        told.as_str().is_some_and(|told| told.contains("web: sessions use the clock")),
        "{told}"
    );

    // Details: an excerpt, copies side by side, a link, an exemption.
    browser.value("document.querySelectorAll('#list details').forEach((details) => { details.open = true; })");
    browser.promised("new Promise((done) => setTimeout(done))");
    let has = |css: &str| {
        browser
            .value(&format!("return document.querySelectorAll({css:?}).length"))
            .as_u64()
            > Some(0)
    };
    for css in [
        "#list .code .hit",
        "#list .code mark",
        "#list .code .added",
        "#list .diff .changed",
        "#list a[href^='https://example.org/shop/blob/']",
    ] {
        assert!(has(css), "{css}");
    }
    let text = browser.value("return document.getElementById('list').textContent");
    assert!(
        text.as_str()
            .is_some_and(|text| text.contains("Exempted until 2999-06-30: the address is read before there are settings"))
    );
    assert_eq!(browser.console(), Vec::<Value>::new());
}

#[test]
#[ignore = "needs chromedriver and axe-core"]
fn everybody_can_read_it() {
    let axe = std::env::var_os("AXE_CORE").expect("`AXE_CORE` names the file `axe.min.js`: `npm pack axe-core` brings it");
    let axe = fs::read_to_string(axe).expect("`AXE_CORE` can be read");
    let (_workspace, page) = shop_page();
    let browser = Browser::start();
    for scheme in ["light", "dark"] {
        for screen in SCREENS {
            browser.screen(screen, scheme);
            browser.open(&page);
            ready(&browser);
            let name = format!("{}-{scheme}.png", screen.0);
            picture(&browser, &name, false);
            picture(&browser, &format!("whole-{name}"), true);
            let overflow = browser.value("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assert_eq!(overflow, 0, "{name}: the page is wider than the screen");
            browser.value("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
            browser.promised("new Promise((done) => setTimeout(done))");
            picture(&browser, &format!("open-{name}"), true);
            browser.value(&axe);
            let found = browser.promised("axe.run().then((result) => result.violations.map((it) => [it.impact, it.id, it.nodes.slice(0, 3).map((node) => node.html)]))");
            assert_eq!(found, Value::Array(Vec::new()), "{name}");
        }
    }
    assert_eq!(browser.console(), Vec::<Value>::new());
    if std::env::var_os("BLESS").is_some() {
        browser.screen((1440, 1260), "light");
        browser.open(&page);
        ready(&browser);
        fs::write(root().join("linter/docs/report.png"), browser.picture(false)).expect("the folder can be written");
    }
}

#[test]
#[ignore = "needs chromedriver"]
fn on_paper_everything_is_open_and_nothing_is_cut() {
    let (_workspace, page) = shop_page();
    let browser = Browser::start();
    browser.screen((794, 1123), "light");
    browser.open(&page);
    ready(&browser);
    browser.paper();
    browser.value("dispatchEvent(new Event('beforeprint'))");
    picture(&browser, "paper.png", true);
    assert_eq!(
        browser
            .value("return [...document.querySelectorAll('main details:not([open])')].filter((it) => !it.closest('#list')).length"),
        0
    );
    let hidden =
        browser.value("return [...document.querySelectorAll('nav, form')].every((it) => getComputedStyle(it).display === 'none')");
    assert_eq!(hidden, true);
    browser.value("dispatchEvent(new Event('afterprint'))");
    assert!(
        browser
            .value("return document.querySelectorAll('main details:not([open])').length")
            .as_u64()
            > Some(3)
    );
}

#[test]
#[ignore = "needs chromedriver"]
fn a_served_page_loads_itself_again_and_keeps_its_filters() {
    let workspace = Workspace::broken();
    let served = Served::start(&workspace);
    let browser = Browser::start();
    browser.go(&format!("http://127.0.0.1:{}/", served.port));
    ready(&browser);
    browser.write("#search", "boot");
    assert_eq!(status(&browser), "1 finding");
    workspace.write(OWNER.0, &format!("{}// one line more\n", OWNER.1));
    // Each question is a round trip, and the page asks every second: that it never asks ends the test, too.
    let is_new = || browser.value("return document.documentElement.dataset.state") == "2";
    assert!((0..20_000).any(|_| is_new()), "the page is still the old one");
    ready(&browser);
    assert_eq!(browser.value("return search.value"), "boot");
    assert_eq!(browser.console(), Vec::<Value>::new());
}

/// A page in a folder that is gone afterwards.
fn written(report: &Report) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let page = folder.path().join("page.html");
    let mut bytes = Vec::new();
    let format = Format::named("html").expect("the format exists");
    format
        .write(report, &Style::PLAIN, &mut bytes)
        .expect("memory takes everything");
    fs::write(&page, bytes).expect("the folder can be written");
    (folder, page)
}

fn clean() -> Report {
    report(&[("src/lib.rs".to_owned(), "fn f() {}\n".to_owned())].into())
}

/// Findings in a thousand files, each with lines and a message of its own.
fn many(count: u32) -> Report {
    let files = [("src/lib.rs".to_owned(), "fn f() { std::env::var(\"A\").ok(); }\n".to_owned())];
    let config = (
        "ssot.toml".to_owned(),
        "[concept.environment]\ncanonical = \"app::config\"\n".to_owned(),
    );
    let manifest = ("Cargo.toml".to_owned(), "[package]\nname = \"app\"\n".to_owned());
    let mut report = report(&files.into_iter().chain([config, manifest]).collect());
    let first = report.findings.pop().expect("there is a finding");
    for file in 0..count / 20 {
        let path = FilePath::new(format!("crates/part-{}/src/module_{file}.rs", file % 40));
        let lines: Vec<String> = (0..20)
            .map(|line| {
                format!(
                    "    let value_{file}_{line} = std::env::var(\"SETTING_{}\").unwrap_or_default();\n",
                    file * 20 + line
                )
            })
            .collect();
        let text = lines.concat();
        for (line, start) in (1..).zip(text.match_indices("std::env").map(|(start, _)| start as u32)) {
            let span = Span {
                start,
                end: start + 13,
                line,
                column: 20,
            };
            report.findings.push(Finding {
                place: Place {
                    file: path.clone(),
                    span,
                },
                message: format!("`std::env::var` is used for `SETTING_{}`", file * 20 + line),
                ..first.clone()
            });
        }
        report.sources.insert(path, text.into());
    }
    report
}

/// Milliseconds until something is painted, the least of five.
fn first_paint(browser: &Browser, page: &Path) -> f64 {
    let paint = |_| {
        browser.open(page);
        let paint = "new Promise((done) => { const look = () => { const it = performance.getEntriesByName('first-contentful-paint')[0]; it ? done(it.startTime) : setTimeout(look, 5); }; look(); })";
        browser.promised(paint).as_f64().expect("a time is a number")
    };
    (0..5).map(paint).fold(f64::INFINITY, f64::min)
}

/// A machine may be slow, so times are compared with those of a page without findings on the same machine.
#[test]
#[ignore = "needs chromedriver"]
fn twenty_thousand_findings_stay_usable() {
    let (_folder, empty) = written(&clean());
    let (_other, full) = written(&many(20_000));
    let size = fs::metadata(&full).expect("the page is there").len();
    assert!(size < 2_000_000, "{size}");
    let browser = Browser::start();
    browser.screen(SCREENS[1], "light");
    let (base, paint) = (first_paint(&browser, &empty), first_paint(&browser, &full));
    ready(&browser);
    assert_eq!(browser.value("return all.length"), 20_000);
    let filter = "const times = ['setting_1', 'module_7 env', 'nothing', ''].map((words) => { search.value = words; const start = performance.now(); \
        filter(); document.body.offsetHeight; return performance.now() - start; }); return Math.max(...times)";
    let filter = browser.value(filter).as_f64().expect("a time is a number");
    browser.write("#search", "setting_19999");
    assert_eq!(status(&browser), "1 finding of 20,000");
    let drawn = browser
        .value("return document.querySelectorAll('*').length")
        .as_u64()
        .expect("a number");
    let told = format!(
        "{size} bytes; first paint {paint:.0} ms, of an empty page {base:.0} ms; the slowest filter {filter:.0} ms; {drawn} elements"
    );
    if let Some(folder) = pictures() {
        fs::write(folder.join("times.txt"), &told).expect("the folder can be written");
    }
    assert!(drawn < 5_000 && paint < base * 8.0 && filter < base * 2.0, "{told}");
    assert_eq!(browser.console(), Vec::<Value>::new());
}

//! The chat page, as a person uses it. Without a browser the test says what it skips.

mod stack;

use e2e::Outcome;
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use foundation::names::events as names;
use http::Method;
use serde_json::{Value, json};
use stack::{InProcess, Store};
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use url::{ParseError, Url};

/// The program that leads Chromium.
const DRIVER: &str = "chromedriver";

/// A browser and the program that leads it. Both end with this value.
struct Browser {
    client: Client,
    _driver: Child,
}

/// Asks for what the browser has written into its console; not of the standard, but of the driver.
#[derive(Debug)]
struct Console;

impl WebDriverCompatibleCommand for Console {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({"type": "browser"}).to_string()))
    }
}

impl Browser {
    /// A browser without a window; `None` where there is none to start.
    #[expect(
        clippy::print_stderr,
        reason = "who runs the test has to know what it left out"
    )]
    async fn start() -> Outcome<Option<Self>> {
        let mut command = Command::new(DRIVER);
        let command = command
            .arg("--port=0")
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        let Ok(mut driver) = command.spawn() else {
            eprintln!("the page was not tried: there is no `{DRIVER}`");
            return Ok(None);
        };
        let told = driver.stdout.take().ok_or("the driver tells nothing")?;
        let mut lines = BufReader::new(told).lines();
        let port = loop {
            let line = lines.next_line().await?.ok_or("the driver tells no port")?;
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                break port.trim_end_matches('.').parse::<u16>()?;
            }
        };
        let wanted = json!({
            "goog:chromeOptions": {"args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ]},
            "goog:loggingPrefs": {"browser": "ALL"},
        });
        let Value::Object(wanted) = wanted else {
            return Err("no object".into());
        };
        let connected =
            ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
                .capabilities(wanted)
                .connect(&format!("http://127.0.0.1:{port}"))
                .await?;
        Ok(Some(Self {
            client: connected,
            _driver: driver,
        }))
    }

    async fn element(&self, css: &str) -> Outcome<Element> {
        Ok(self.client.wait().for_element(Locator::Css(css)).await?)
    }

    async fn write(&self, css: &str, text: &str) -> Outcome {
        Ok(self.element(css).await?.send_keys(text).await?)
    }

    async fn click(&self, css: &str) -> Outcome {
        Ok(self.element(css).await?.click().await?)
    }

    /// The texts of all that match, or an attribute of them.
    async fn all(&self, css: &str, of: &str) -> Outcome<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((it) => it.dataset[arguments[1]] ?? it.textContent)";
        let found = self
            .client
            .execute(script, vec![json!(css), json!(of)])
            .await?;
        Ok(serde_json::from_value(found)?)
    }
}

#[tokio::test]
async fn somebody_registers_asks_and_sees_what_happens() -> Outcome {
    let Some(browser) = Browser::start().await? else {
        return Ok(());
    };
    let stack = InProcess::start(Store::Sqlite)
        .await?
        .ok_or("SQLite is there")?;
    let walked = walk(&browser, &stack).await;
    // It would outlive the test.
    browser.client.clone().close().await?;
    walked
}

async fn walk(browser: &Browser, stack: &InProcess) -> Outcome {
    browser.client.goto(&stack.page()).await?;
    browser.write("#email", "ada@example.org").await?;
    browser.write("#password", "correct horse").await?;
    browser.click("#login").await?;
    browser.element("#status.wrong").await?;
    browser.click("#register").await?;
    browser.element("#room:not([hidden])").await?;

    // A place for rows that the page itself would load by its example.
    browser.click("nav summary").await?;
    browser.click("#example").await?;
    browser.click("#load").await?;
    browser
        .element("#status[data-told*='60 calls and 2 prices']")
        .await?;

    browser
        .write("#message", "Where could I save money on models?")
        .await?;
    browser.click("#send").await?;
    browser.element("#events [data-type=stream_end]").await?;
    let told = browser.all("#events li", "type").await?;
    let seen = |name: &str| told.iter().position(|it| it == name);
    let critical = [
        names::AGENT_STARTED,
        names::AGENT_THINKING,
        names::TOOL_EXECUTING,
        names::TOOL_COMPLETED,
        names::AGENT_COMPLETED,
    ];
    let places: Option<Vec<usize>> = critical.into_iter().map(seen).collect();
    assert!(places.is_some_and(|it| it.is_sorted()), "{told:?}");
    let said = browser.all("#history li", "text").await?;
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[1].contains("small-model"), "{said:?}");
    assert_eq!(browser.all("#answer", "text").await?, [""]);

    // The session and the thread are there when the page comes again.
    browser.client.refresh().await?;
    browser.click("#threads button").await?;
    browser.element("#history li[data-author=agent]").await?;
    assert_eq!(browser.all("#history li", "text").await?, said);
    assert_eq!(
        browser.all("#threads button", "text").await?,
        ["Where could I save money on models?"]
    );

    browser.click("#logout").await?;
    browser.element("#door:not([hidden])").await?;
    browser.element("#status[data-told='logged out']").await?;
    for left in ["#history li", "#threads li", "#events li"] {
        assert!(browser.all(left, "text").await?.is_empty(), "{left}");
    }
    let console = browser.client.issue_cmd(Console).await?;
    let console = console.as_array().ok_or("no console")?;
    // That the first login was refused is told there, too.
    let wrong = console.iter().filter(|entry| entry["source"] != "network");
    assert_eq!(wrong.count(), 0, "{console:?}");
    Ok(())
}

//! A browser for tests: chromedriver, which is led by JSON over HTTP (<https://www.w3.org/TR/webdriver2/>).

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// A browser without a window, and the program that leads it. Both end with this value.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    /// Starts a browser. That there is none fails the test: who runs it wants one.
    pub(crate) fn start() -> Self {
        let mut command = Command::new("chromedriver");
        let command = command.arg("--port=0").stdout(Stdio::piped());
        let mut driver = command.spawn().expect("`chromedriver` is installed, with Chromium");
        let told = BufReader::new(driver.stdout.take().expect("it has a stdout")).lines();
        let port = told.map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        let mut browser = Self {
            driver,
            port: port.expect("the driver tells its port"),
            session: String::new(),
        };
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ]},
            "goog:loggingPrefs": {"browser": "ALL"},
        }}});
        let session = browser.ask("POST", "/session", &wanted);
        browser.session = session["sessionId"].as_str().expect("it has a session").to_owned();
        browser
    }

    /// Opens a file.
    pub(crate) fn open(&self, file: &Path) {
        self.go(&format!("file://{}", file.display()));
    }

    /// Opens an address.
    pub(crate) fn go(&self, address: &str) {
        self.command("url", &json!({"url": address}));
    }

    /// The page as it is printed.
    pub(crate) fn paper(&self) {
        self.develop("Emulation.setEmulatedMedia", &json!({"media": "print", "features": []}));
    }

    /// The value of a script, which is the body of a function.
    pub(crate) fn value(&self, script: &str) -> Value {
        self.command("execute/sync", &json!({"script": script, "args": []}))
    }

    /// The value that a promise comes to.
    pub(crate) fn promised(&self, promise: &str) -> Value {
        let script = format!("const done = arguments[0]; ({promise}).then(done, (error) => done(String(error)));");
        self.command("execute/async", &json!({"script": script, "args": []}))
    }

    /// Types into the element that a selector finds.
    pub(crate) fn write(&self, css: &str, text: &str) {
        let element = self.element(css);
        self.command(&format!("element/{element}/value"), &json!({"text": text}));
    }

    /// Clicks the element that a selector finds.
    pub(crate) fn click(&self, css: &str) {
        let element = self.element(css);
        self.command(&format!("element/{element}/click"), &json!({}));
    }

    fn element(&self, css: &str) -> String {
        let found = self.command("element", &json!({"using": "css selector", "value": css}));
        let ids = found.as_object().expect("an element has an id");
        ids.values().next().and_then(Value::as_str).expect("an id is text").to_owned()
    }

    /// A screen of another size, and light or dark.
    pub(crate) fn screen(&self, (width, height): (u32, u32), scheme: &str) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.develop("Emulation.setDeviceMetricsOverride", &metrics);
        // What moves by itself is not where it was when a click arrives.
        let features = json!({"features": [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]});
        self.develop("Emulation.setEmulatedMedia", &features);
    }

    /// A picture of what is to be seen, or of the whole page, as PNG.
    pub(crate) fn picture(&self, is_whole: bool) -> Vec<u8> {
        let told = self.develop("Page.captureScreenshot", &json!({"captureBeyondViewport": is_whole}));
        STANDARD
            .decode(told["data"].as_str().expect("a picture is text"))
            .expect("it is base64")
    }

    /// What the page has written into its console, with the complaints of the browser.
    pub(crate) fn console(&self) -> Vec<Value> {
        let told = self.command("se/log", &json!({"type": "browser"}));
        told.as_array().cloned().unwrap_or_default()
    }

    fn develop(&self, command: &str, parameters: &Value) -> Value {
        self.command("goog/cdp/execute", &json!({"cmd": command, "params": parameters}))
    }

    fn command(&self, name: &str, body: &Value) -> Value {
        self.ask("POST", &format!("/session/{}/{name}", self.session), body)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = body.to_string();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the driver listens");
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .expect("the driver reads");
        let mut answer = BufReader::new(stream);
        let mut length = 0;
        let mut line = String::new();
        while answer.read_line(&mut line).expect("the driver answers") > 2 {
            if let Some(told) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = told.trim().parse().expect("a length is a number");
            }
            line.clear();
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body).expect("the answer is whole");
        let mut answer: Value = serde_json::from_slice(&body).expect("the driver answers in JSON");
        assert!(answer["value"]["error"].is_null(), "{path}: {answer}");
        answer["value"].take()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser would outlive its driver. A test that fails need not fail again here.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let _ = write!(stream, "DELETE /session/{} HTTP/1.1\r\nHost: localhost\r\n\r\n", self.session);
            let _ = stream.read(&mut [0]);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

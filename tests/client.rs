//! An editor for tests: speaks the protocol with the real program over stdin and stdout, and keeps what it is told.
//!
//! Nothing here waits for time to pass: a question about a file is answered after the check of all that was said before it, and
//! what that has found is told before the answer.

use std::collections::BTreeMap;
use std::io::{BufReader, Write};
use std::process::{Child, ChildStdin, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use lsp_server::{Message, Notification, Request, Response};
use serde_json::{Value, json};

use crate::cli::{SSOT, Workspace};

/// A client and the server that it talks to.
pub(crate) struct Client {
    pub(crate) workspace: Workspace,
    server: Child,
    stdin: Option<ChildStdin>,
    said: Receiver<Message>,
    asked: i32,
    versions: BTreeMap<String, i64>,
    texts: BTreeMap<String, String>,
    /// Every text that a file has had, by its version.
    history: BTreeMap<(String, i64), String>,
    /// The texts under the diagnostics of open files, all that ever were told: file, rule, text.
    pub(crate) underlined: Vec<(String, String, String)>,
    /// Diagnostics by file, as they were published last.
    pub(crate) diagnostics: BTreeMap<String, Vec<Value>>,
    /// The version that each file had when diagnostics were published last.
    pub(crate) published: BTreeMap<String, i64>,
    /// Every other notification, and every request of the server.
    pub(crate) heard: Vec<Value>,
}

impl Client {
    /// A client that counts columns in UTF-16 and can do all that the server asks for.
    pub(crate) fn start(workspace: Workspace) -> Self {
        Self::start_with(
            workspace,
            json!({
                "textDocument": {"publishDiagnostics": {"relatedInformation": true}},
                "workspace": {
                    "workspaceEdit": {"documentChanges": true},
                    "didChangeWatchedFiles": {"dynamicRegistration": true},
                },
            }),
        )
    }

    pub(crate) fn start_with(workspace: Workspace, capabilities: Value) -> Self {
        let mut client = Self::connect(workspace);
        let folder = client.uri("");
        let params = json!({"processId": null, "capabilities": capabilities, "workspaceFolders": [{"uri": folder, "name": "app"}]});
        let answer = client.ask("initialize", params).expect("the server begins");
        assert_eq!(answer["serverInfo"]["name"], "ssot");
        client.tell("initialized", json!({}));
        client
    }

    /// A client that has said nothing yet.
    pub(crate) fn connect(workspace: Workspace) -> Self {
        let mut command = workspace.command(SSOT, &["lsp"]);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = command.spawn().expect("the server starts");
        let stdin = server.stdin.take();
        let mut stdout = BufReader::new(server.stdout.take().expect("stdout is a pipe"));
        let (say, said) = channel();
        thread::spawn(move || {
            while let Ok(Some(message)) = Message::read(&mut stdout) {
                if say.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            workspace,
            server,
            stdin,
            said,
            asked: 0,
            versions: BTreeMap::new(),
            texts: BTreeMap::new(),
            history: BTreeMap::new(),
            underlined: Vec::new(),
            diagnostics: BTreeMap::new(),
            published: BTreeMap::new(),
            heard: Vec::new(),
        }
    }

    pub(crate) fn uri(&self, file: &str) -> String {
        let folder = self.workspace.folder().display();
        if file.is_empty() {
            format!("file://{folder}")
        } else {
            format!("file://{folder}/{file}")
        }
    }

    pub(crate) fn text(&self, file: &str) -> &str {
        &self.texts[file]
    }

    /// Opens a file with the text that it has on disk.
    pub(crate) fn open(&mut self, file: &str) {
        let text = std::fs::read_to_string(self.workspace.folder().join(file)).expect("the file is there");
        self.open_as(file, &text);
    }

    pub(crate) fn open_as(&mut self, file: &str, text: &str) {
        self.versions.insert(file.into(), 1);
        self.texts.insert(file.into(), text.into());
        self.history.insert((file.into(), 1), text.into());
        let document = json!({"uri": self.uri(file), "languageId": "rust", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Gives a file another text as a whole.
    pub(crate) fn write(&mut self, file: &str, text: &str) {
        self.texts.insert(file.into(), text.into());
        self.change(file, json!([{"text": text}]));
    }

    /// Replaces bytes of a file, told as an edit in lines and columns of UTF-16.
    pub(crate) fn edit(&mut self, file: &str, bytes: std::ops::Range<usize>, text: &str) {
        let before = self.texts.get_mut(file).expect("the file is open");
        let range = json!({"start": position(before, bytes.start), "end": position(before, bytes.end)});
        before.replace_range(bytes, text);
        self.change(file, json!([{"range": range, "text": text}]));
    }

    pub(crate) fn change(&mut self, file: &str, changes: Value) {
        let version = self.versions.get_mut(file).expect("the file is open");
        *version += 1;
        let version = *version;
        self.history.insert((file.into(), version), self.texts[file].clone());
        let document = json!({"uri": self.uri(file), "version": version});
        self.tell(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": changes}),
        );
    }

    pub(crate) fn close(&mut self, file: &str) {
        self.versions.remove(file);
        self.published.remove(file);
        let document = json!({"uri": self.uri(file)});
        self.tell("textDocument/didClose", json!({"textDocument": document}));
    }

    /// Writes a file to disk and tells so, as a client does that watches files; `kind` is 1 for created, 2 for changed, 3 for deleted.
    pub(crate) fn tell_changed(&mut self, file: &str, kind: u8) {
        let change = json!({"uri": self.uri(file), "type": kind});
        self.tell("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    }

    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        self.send(Notification::new(method.into(), params).into());
    }

    /// Asks, and gives the number under which the answer will come.
    pub(crate) fn put(&mut self, method: &str, params: Value) -> i32 {
        self.asked += 1;
        self.send(Request::new(self.asked.into(), method.into(), params).into());
        self.asked
    }

    pub(crate) fn send(&mut self, message: Message) {
        let stdin = self.stdin.as_mut().expect("the connection is open");
        message.write(stdin).expect("the server listens");
    }

    /// Asks, and waits for the answer; an error is its code and its words.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Result<Value, (i32, String)> {
        let id = self.put(method, params);
        self.answer(id)
    }

    /// Waits for the answer to a question, and takes note of all that comes before it.
    pub(crate) fn answer(&mut self, id: i32) -> Result<Value, (i32, String)> {
        loop {
            match self.said.recv().expect("the server answers") {
                Message::Response(Response {
                    id: other,
                    response_result,
                }) => {
                    assert_eq!(other, id.into(), "answers come in the order of the questions");
                    return response_result.map_err(|error| (error.code, error.message));
                }
                Message::Notification(told) if told.method == "textDocument/publishDiagnostics" => self.take(&told.params),
                Message::Notification(told) => self.heard.push(json!({"method": told.method, "params": told.params})),
                Message::Request(asked) => {
                    self.heard.push(json!({"method": asked.method, "params": asked.params}));
                    self.send(Response::new_ok(asked.id, Value::Null).into());
                }
            }
        }
    }

    fn take(&mut self, params: &Value) {
        let folder = self.uri("") + "/";
        let uri = params["uri"].as_str().expect("a URI");
        let file = uri.strip_prefix(&folder).expect("a file of the workspace").to_owned();
        let diagnostics = params["diagnostics"].as_array().expect("a list").clone();
        if let Some(version) = params["version"].as_i64() {
            let last = self.published.insert(file.clone(), version).unwrap_or_default();
            let newest = self.versions.get(&file).copied().unwrap_or(version);
            assert!(last <= version && version <= newest, "{file}: {last}, {version}, {newest}");
            let text = &self.history[&(file.clone(), version)];
            self.underlined.extend(diagnostics.iter().map(|diagnostic| {
                let at = |end: &str| offset(text, &diagnostic["range"][end]);
                let rule = diagnostic["code"].as_str().expect("a rule").to_owned();
                (file.clone(), rule, text[at("start")..at("end")].to_owned())
            }));
        }
        self.diagnostics.insert(file, diagnostics);
    }

    /// Waits until all that was said is checked, and gives what is found in a file, as `line:column rule`, counted from 1.
    pub(crate) fn found(&mut self, file: &str) -> Vec<String> {
        self.settle();
        let diagnostics = self.diagnostics.get(file).into_iter().flatten();
        diagnostics.map(brief).collect()
    }

    /// Waits until all that was said is checked.
    pub(crate) fn settle(&mut self) {
        let file = self.versions.keys().next().expect("a file is open").clone();
        self.hover(&file, 0);
        for (file, version) in &self.versions {
            assert_eq!(self.published.get(file), Some(version), "{file}");
        }
    }

    pub(crate) fn hover(&mut self, file: &str, at: usize) -> Option<String> {
        let params = json!({"textDocument": {"uri": self.uri(file)}, "position": position(&self.texts[file], at)});
        let hover = self.ask("textDocument/hover", params).expect("hover is answered");
        hover["contents"]["value"].as_str().map(str::to_owned)
    }

    /// The actions at a byte of a file.
    pub(crate) fn actions(&mut self, file: &str, at: usize, only: Option<&str>) -> Vec<Value> {
        let position = position(&self.texts[file], at);
        let mut context = json!({"diagnostics": []});
        if let Some(kind) = only {
            context["only"] = json!([kind]);
        }
        let range = json!({"start": position, "end": position});
        let params = json!({"textDocument": {"uri": self.uri(file)}, "range": range, "context": context});
        let actions = self.ask("textDocument/codeAction", params).expect("actions are answered");
        actions.as_array().cloned().unwrap_or_default()
    }

    /// What an action makes of an open file.
    pub(crate) fn applied(&self, file: &str, action: &Value) -> String {
        let change = &action["edit"]["documentChanges"][0];
        assert_eq!(change["textDocument"]["uri"], self.uri(file));
        assert_eq!(change["textDocument"]["version"], self.versions[file]);
        let mut text = self.texts[file].clone();
        let edits = change["edits"].as_array().expect("edits");
        for edit in edits.iter().rev() {
            let bytes = offset(&text, &edit["range"]["start"])..offset(&text, &edit["range"]["end"]);
            text.replace_range(bytes, edit["newText"].as_str().expect("a text"));
        }
        text
    }

    /// Says goodbye as the protocol wants it.
    pub(crate) fn leave(mut self) -> ExitStatus {
        self.ask("shutdown", Value::Null).expect("the server shuts down");
        self.tell("exit", Value::Null);
        self.server.wait().expect("the server ends")
    }

    /// Says something that is no message, and goes.
    pub(crate) fn babble(mut self, bytes: &[u8]) -> ExitStatus {
        let mut stdin = self.stdin.take().expect("the connection is open");
        stdin.write_all(bytes).expect("the server listens");
        drop(stdin);
        self.server.wait().expect("the server ends")
    }

    /// Goes without a word.
    pub(crate) fn vanish(mut self) -> ExitStatus {
        self.stdin = None;
        self.server.wait().expect("the server ends")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A test that has failed leaves no server behind; of one that has ended there is nothing to kill.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// `line:column rule`, counted from 1.
fn brief(diagnostic: &Value) -> String {
    let start = &diagnostic["range"]["start"];
    let number = |value: &Value| value.as_u64().expect("a number") + 1;
    let rule = diagnostic["code"].as_str().expect("a rule");
    format!("{}:{} {rule}", number(&start["line"]), number(&start["character"]))
}

/// A byte of a text that has `\n` at the end of each line, in lines and units of UTF-16.
pub(crate) fn position(text: &str, at: usize) -> Value {
    let before = &text[..at];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().map_or(0, |line| line.encode_utf16().count());
    json!({"line": line, "character": column})
}

fn offset(text: &str, position: &Value) -> usize {
    let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("a small number");
    let start: usize = text.split_inclusive('\n').take(number(&position["line"])).map(str::len).sum();
    let units: Vec<u16> = text[start..].encode_utf16().take(number(&position["character"])).collect();
    start + String::from_utf16(&units).expect("between characters").len()
}

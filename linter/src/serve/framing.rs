//! Reads and writes the messages of the protocol, in the types of `lsp-server`.
//!
//! The reader of `lsp-server` allocates as many bytes as the header announces, and stops at the first invalid message. This
//! reader allocates only for received bytes, skips messages beyond a limit, and answers an invalid message with the error
//! of JSON-RPC. Only a broken header stops it, because the start of the next message is then unknown.

use std::io::{self, BufRead, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use lsp_server::{Connection, ErrorCode, Message};
use serde_json::json;

/// The maximum length of a message in bytes: four times the maximum size of a source file, because JSON escapes characters.
const LONGEST: u64 = 256 << 20;

/// The maximum length of a header line in bytes.
const LONGEST_LINE: u64 = 4096;

/// The threads that carry messages from and to the client.
#[derive(Debug)]
pub struct IoThreads {
    reader: JoinHandle<io::Result<()>>,
    writer: JoinHandle<io::Result<()>>,
}

/// A message, or an invalid or too long one.
#[derive(Debug)]
enum Incoming {
    Message(Message),
    NoMessage(ErrorCode, String),
    End,
}

/// A connection that reads messages from `from` and writes messages to `to`.
pub fn connect(from: impl BufRead + Send + 'static, to: impl Write + Send + 'static) -> (Connection, IoThreads) {
    let (ours, theirs) = Connection::memory();
    let to = Arc::new(Mutex::new(to));
    let (answers, sender, receiver) = (Arc::clone(&to), theirs.sender, theirs.receiver);
    let reader = thread::spawn(move || {
        let mut from = from;
        loop {
            match next(&mut from, LONGEST)? {
                Incoming::End => return Ok(()),
                Incoming::NoMessage(code, why) => refuse(&mut *answers.lock().unwrap_or_else(PoisonError::into_inner), code, &why)?,
                Incoming::Message(message) => {
                    let is_last = matches!(&message, Message::Notification(received) if received.method == "exit");
                    if sender.send(message).is_err() || is_last {
                        return Ok(());
                    }
                }
            }
        }
    });
    let writer = thread::spawn(move || {
        let mut messages = receiver.into_iter();
        messages.try_for_each(|message| message.write(&mut *to.lock().unwrap_or_else(PoisonError::into_inner)))
    });
    (ours, IoThreads { reader, writer })
}

impl IoThreads {
    /// Waits until all sent messages are written and the client has disconnected.
    pub fn join(self) -> io::Result<()> {
        let panicked = |_| io::Error::other("a thread of the connection stopped because of a bug in ssot");
        self.writer.join().map_err(panicked)??;
        self.reader.join().map_err(panicked)?
    }
}

fn next(from: &mut impl BufRead, longest: u64) -> io::Result<Incoming> {
    let Some(length) = length(from)? else {
        return Ok(Incoming::End);
    };
    if length > longest {
        io::copy(&mut from.take(length), &mut io::sink())?;
        let why = format!("a message of {length} bytes is too long: {longest} are the most");
        return Ok(Incoming::NoMessage(ErrorCode::InvalidRequest, why));
    }
    let mut body = Vec::new();
    from.take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Ok(Incoming::End);
    }
    let value = match serde_json::from_slice::<serde_json::Value>(&body) {
        Ok(value) => value,
        Err(error) => return Ok(Incoming::NoMessage(ErrorCode::ParseError, error.to_string())),
    };
    drop(body);
    Ok(match serde_json::from_value(value) {
        Ok(message) => Incoming::Message(message),
        Err(error) => Incoming::NoMessage(ErrorCode::InvalidRequest, error.to_string()),
    })
}

/// The length in the header; `None` at the end of the input.
fn length(from: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    let mut is_first = true;
    loop {
        let mut line = Vec::new();
        let read = from.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        let line = String::from_utf8_lossy(&line);
        let broken = |why: &str| {
            io::Error::new(
                io::ErrorKind::InvalidData,
                format!("{why}: `{}`", line.trim_end().escape_debug()),
            )
        };
        match line.trim_end() {
            "" if read == 0 && is_first => return Ok(None),
            "" if read > 0 => return length.map(Some).ok_or_else(|| broken("a header names no length")),
            header if line.ends_with('\n') => {
                let (name, value) = header.split_once(':').ok_or_else(|| broken("a line is no header"))?;
                if name.eq_ignore_ascii_case("Content-Length") {
                    length = Some(value.trim().parse().map_err(|_| broken("a length is no number"))?);
                }
            }
            _ => return Err(broken("a header does not end")),
        }
        is_first = false;
    }
}

/// Sends a JSON-RPC error in response to an invalid message, without an id because none is known.
fn refuse(to: &mut impl Write, code: ErrorCode, why: &str) -> io::Result<()> {
    let error = json!({ "jsonrpc": "2.0", "id": null, "error": { "code": code as i32, "message": why } }).to_string();
    write!(to, "Content-Length: {}\r\n\r\n{error}", error.len())?;
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXIT: &str = "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}";

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    fn came(text: &str) -> String {
        let mut from = text.as_bytes();
        let mut received = Vec::new();
        loop {
            match next(&mut from, 100) {
                Ok(Incoming::Message(Message::Notification(message))) => received.push(message.method),
                Ok(Incoming::Message(message)) => received.push(format!("{message:?}")),
                Ok(Incoming::NoMessage(code, _)) => received.push(format!("{}", code as i32)),
                Ok(Incoming::End) => return received.join(" "),
                Err(error) => return format!("{} {error}", received.join(" ")),
            }
        }
    }

    #[test]
    fn invalid_messages_are_skipped() {
        let exit = framed(EXIT);
        assert_eq!(came(&format!("{}{exit}", framed("{\"jsonrpc\":"))), "-32700 exit");
        assert_eq!(came(&format!("{}{exit}", framed("[1, 2]"))), "-32600 exit");
        assert_eq!(came(&format!("{}{exit}", framed("\u{0}"))), "-32700 exit");
        assert_eq!(came(&format!("{}{exit}", framed(""))), "-32700 exit");
        assert_eq!(came(&format!("{}{exit}", framed(&" ".repeat(101)))), "-32600 exit");
        let typed = format!("Content-Type: x\r\ncontent-length:{}\r\n\r\n{EXIT}", EXIT.len());
        assert_eq!(came(&typed), "exit");
    }

    #[test]
    fn no_memory_is_allocated_for_announced_lengths() {
        assert_eq!(came("Content-Length: 1000000000000000000\r\n\r\n{}"), "-32600");
        assert_eq!(came("Content-Length: 99\r\n\r\n{}"), "");
    }

    #[test]
    fn input_without_a_frame_ends_the_reading() {
        for header in [
            "Content-Length: many\r\n\r\n",
            "Content-Type: x\r\n\r\n",
            "nothing\r\n\r\n",
            "Content-Length: 1",
        ] {
            assert!(came(header).contains(": `"), "{header}: {}", came(header));
        }
        assert!(came(&"x".repeat(10_000)).contains("does not end"));
    }
}

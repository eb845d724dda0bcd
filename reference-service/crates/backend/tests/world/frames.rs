//! A stream of events over HTTP, as a client reads it.

use super::{PATIENCE, Person, World};
use foundation::names::{events as names, routes};
use foundation::retry::within;
use serde_json::{Value, json};
use test_support::{Outcome, Question};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One event of a stream.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Frame {
    pub(crate) id: Option<u64>,
    pub(crate) event: String,
    pub(crate) data: Value,
}

/// The events of a stream, in their order. What is cut off at its end is left out.
pub(crate) fn frames(mut stream: &[u8]) -> Outcome<Vec<Frame>> {
    let mut frames = Vec::new();
    while let Some(end) = events::Frame::end(stream) {
        let (first, rest) = stream.split_at(end);
        let frame = events::Frame::read(foundation::text::decode(first)?);
        let frame = frame.ok_or("an event without name or data")?;
        frames.push(Frame {
            id: frame.id.map(str::parse).transpose()?,
            event: frame.name.to_owned(),
            data: serde_json::from_str(frame.data)?,
        });
        stream = rest;
    }
    Ok(frames)
}

/// The types of events, in their order.
pub(crate) fn types(frames: &[Frame]) -> Vec<&str> {
    frames.iter().map(|frame| frame.event.as_str()).collect()
}

impl World {
    /// All events of the answer to a question.
    pub(crate) async fn chat(&self, person: &Person, body: &Value) -> Outcome<Vec<Frame>> {
        let answer = self.post(person, routes::CHAT_STREAM, body);
        let answer = within(PATIENCE, answer).await??;
        assert_eq!(answer.status, 200, "{:?}", answer.body);
        assert_eq!(answer.headers["content-type"], "text/event-stream");
        frames(&answer.body)
    }
}

/// A stream that is read while it goes on.
pub(crate) struct Reading {
    socket: TcpStream,
    read: Vec<u8>,
}

impl Reading {
    /// Asks for a stream.
    pub(crate) async fn ask(world: &World, person: &Person, question: Question) -> Outcome<Self> {
        let mut socket = TcpStream::connect(world.backend.address).await?;
        let body = question.body.unwrap_or_default();
        let (method, path, length) = (question.method, question.path, body.len());
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: backend\r\nauthorization: Bearer {}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n",
            person.token
        );
        socket.write_all(head.as_bytes()).await?;
        socket.write_all(&body).await?;
        let read = Vec::new();
        Ok(Self { socket, read })
    }

    /// Asks for the events of all threads of a user. What happens from here on is among them: the first heartbeat is here,
    /// so the server listens for the user. A question that was only sent may still be on its way when the next one is done.
    pub(crate) async fn events(world: &World, person: &Person) -> Outcome<Self> {
        let mut reading = Self::ask(world, person, Question::get(routes::EVENTS_STREAM)).await?;
        reading.until(names::HEARTBEAT).await?;
        Ok(reading)
    }

    /// Asks the agents.
    pub(crate) async fn chat(world: &World, person: &Person, message: &str) -> Outcome<Self> {
        let question = Question::post(routes::CHAT_STREAM, &json!({"message": message}));
        Self::ask(world, person, question).await
    }

    /// Reads until there is an event of this type; the last of them. Nothing is forgotten.
    pub(crate) async fn until(&mut self, event: &str) -> Outcome<Value> {
        loop {
            let heard = frames(&self.read)?.into_iter();
            if let Some(frame) = heard.rev().find(|frame| frame.event == event) {
                return Ok(frame.data);
            }
            self.more()
                .await?
                .then_some(())
                .ok_or("the stream is over")?;
        }
    }

    /// Reads up to the next event of this type: what came before it is forgotten, what came after it is not.
    pub(crate) async fn next(&mut self, event: &str) -> Outcome<Value> {
        loop {
            while let Some(end) = events::Frame::end(&self.read) {
                let first: Vec<u8> = self.read.drain(..end).collect();
                let first = frames(&first)?.pop().ok_or("no event")?;
                if first.event == event {
                    return Ok(first.data);
                }
            }
            self.more()
                .await?
                .then_some(())
                .ok_or("the stream is over")?;
        }
    }

    /// Reads to the end; everything that was read.
    pub(crate) async fn rest(mut self) -> Outcome<String> {
        while self.more().await? {}
        Ok(foundation::text::decode(&self.read)?.to_owned())
    }

    async fn more(&mut self) -> Outcome<bool> {
        let count = within(PATIENCE, self.socket.read_buf(&mut self.read)).await??;
        Ok(count > 0)
    }
}

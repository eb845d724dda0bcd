use super::{MOST_BYTES, Transport};
use crate::{McpError, wire};
use foundation::secret::SecretToken;
use futures_util::future::BoxFuture;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::process::Stdio;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::Mutex;

/// A message to a line: the standard streams of a process, or a pipe within this one.
///
/// One question at a time is on its way. An answer that nobody waited for is passed over by the next question.
pub struct LineTransport {
    line: Mutex<Line>,
    /// Ends with the transport.
    _process: Option<Child>,
}

/// A program to be started.
#[derive(Debug, Clone)]
pub struct Program {
    /// Its file, or its name where `PATH` says.
    pub command: String,
    /// What it is told at its start.
    pub arguments: Vec<String>,
    /// All of our environment that it sees.
    pub variables: BTreeMap<String, SecretToken>,
}

struct Line {
    reader: Box<dyn AsyncBufRead + Send + Unpin>,
    writer: Box<dyn AsyncWrite + Send + Unpin>,
    read: Vec<u8>,
    /// A sentence was begun and not ended: whatever follows would be taken for its end.
    is_broken: bool,
}

impl LineTransport {
    /// Over any two streams.
    #[must_use]
    pub fn over(
        reader: impl AsyncRead + Send + Unpin + 'static,
        writer: impl AsyncWrite + Send + Unpin + 'static,
    ) -> Self {
        let line = Line {
            reader: Box::new(BufReader::new(reader)),
            writer: Box::new(writer),
            read: Vec::new(),
            is_broken: false,
        };
        Self {
            line: Mutex::new(line),
            _process: None,
        }
    }

    /// Over the standard streams of a new process, which is killed with the transport.
    ///
    /// # Errors
    /// When the process does not start.
    pub fn of_process(program: &Program) -> Result<Self, McpError> {
        let variables = program.variables.iter();
        let mut process = Command::new(&program.command)
            .args(&program.arguments)
            .env_clear()
            .envs(variables.map(|(name, value)| (name, value.expose())))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let reader = process.stdout.take().ok_or(McpError::Closed)?;
        let writer = process.stdin.take().ok_or(McpError::Closed)?;
        Ok(Self {
            _process: Some(process),
            ..Self::over(reader, writer)
        })
    }
}

impl Transport for LineTransport {
    fn ask(&self, id: u64, question: Value) -> BoxFuture<'_, Result<Value, McpError>> {
        Box::pin(async move {
            let mut line = self.line.lock().await;
            line.write(&question).await?;
            loop {
                let message = next_line(&mut line).await?.ok_or(McpError::Closed)?;
                if let Some(answer) = wire::answer_to(id, &message)? {
                    return Ok(answer);
                }
            }
        })
    }

    fn tell(&self, notification: Value) -> BoxFuture<'_, Result<(), McpError>> {
        Box::pin(async move { self.line.lock().await.write(&notification).await })
    }
}

impl Line {
    async fn write(&mut self, message: &Value) -> Result<(), McpError> {
        if self.is_broken {
            return Err(McpError::Closed);
        }
        // Stays so if what follows fails or is dropped half way.
        self.is_broken = true;
        write_line(&mut self.writer, message).await?;
        self.is_broken = false;
        Ok(())
    }
}

/// What was read stays in `line.read`, so that a wait that is dropped loses nothing.
async fn next_line(line: &mut Line) -> Result<Option<Vec<u8>>, McpError> {
    read_line(&mut line.reader, &mut line.read).await
}

/// The next line, without its end; `None` at the end of all. What has come of it is kept in `read` meanwhile.
pub(crate) async fn read_line(
    reader: &mut (impl AsyncBufRead + Unpin + ?Sized),
    read: &mut Vec<u8>,
) -> Result<Option<Vec<u8>>, McpError> {
    loop {
        let here = reader.fill_buf().await?;
        if here.is_empty() {
            return Ok(None);
        }
        let end = here.iter().position(|byte| *byte == b'\n');
        let taken = end.map_or(here.len(), |end| end + 1);
        read.extend_from_slice(&here[..end.unwrap_or(taken)]);
        reader.consume(taken);
        if read.len() > MOST_BYTES {
            return Err(McpError::TooLong(MOST_BYTES));
        }
        if end.is_some() {
            return Ok(Some(std::mem::take(read)));
        }
    }
}

pub(crate) async fn write_line(
    writer: &mut (impl AsyncWrite + Unpin + ?Sized),
    message: &Value,
) -> Result<(), McpError> {
    let text = format!("{message}\n");
    writer.write_all(text.as_bytes()).await?;
    Ok(writer.flush().await?)
}

impl fmt::Debug for LineTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LineTransport").finish_non_exhaustive()
    }
}

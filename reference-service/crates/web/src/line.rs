//! One connection: what is known of how far its client has come.

use crate::connections::{Connections, Counted};
use axum::body::{Body, Bytes, HttpBody};
use foundation::retry::pause;
use hyper::body::{Frame, SizeHint};
use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use telemetry::metrics::Slowness;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::watch;

/// How far the client has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nothing was asked yet, or not to the end of the head.
    New,
    /// A request is under way.
    Asking,
    /// All that was asked is answered.
    Idle,
    /// The next request began.
    Head,
}

/// Where the stage of a connection stands, for all that move it on.
#[derive(Debug, Clone)]
pub(crate) struct Stages(Arc<watch::Sender<Stage>>);

impl Stages {
    pub(crate) fn new() -> (Self, watch::Receiver<Stage>) {
        let (stages, seen) = watch::channel(Stage::New);
        (Self(Arc::new(stages)), seen)
    }

    /// A request is under way as long as what is returned lives.
    pub(crate) fn ask(&self) -> UnderWay {
        self.0.send_replace(Stage::Asking);
        UnderWay(self.clone())
    }

    fn heard(&self) {
        self.0.send_if_modified(|stage| {
            let begins = *stage == Stage::Idle;
            if begins {
                *stage = Stage::Head;
            }
            begins
        });
    }
}

/// A request that is under way until this is dropped.
#[derive(Debug)]
pub(crate) struct UnderWay(Stages);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.0.send_replace(Stage::Idle);
    }
}

/// The body of an answer, with which the request ends.
pub(crate) struct Answering {
    body: Body,
    _until_then: UnderWay,
}

impl Answering {
    pub(crate) fn new(body: Body, until_then: UnderWay) -> Self {
        Self {
            body,
            _until_then: until_then,
        }
    }
}

impl HttpBody for Answering {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The bytes of a connection, whatever protocol it changes to. It is counted as long as they can be had, and breaks when its
/// client takes none of them for too long.
pub(crate) struct Line {
    stream: TcpStream,
    stages: Stages,
    connections: Arc<Connections>,
    /// Ready when the client has taken nothing for too long; there as long as something waits for it.
    too_late: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
    _counted: Counted,
}

impl Line {
    pub(crate) fn new(
        stream: TcpStream,
        stages: Stages,
        connections: Arc<Connections>,
        counted: Counted,
    ) -> Self {
        Self {
            stream,
            stages,
            connections,
            too_late: None,
            _counted: counted,
        }
    }

    /// What became of an attempt to write, which may not stand still for too long.
    fn in_time(
        &mut self,
        written: Poll<io::Result<usize>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.too_late = None;
            return written;
        }
        let limit = self.connections.limits.write;
        let too_late = self.too_late.get_or_insert_with(|| Box::pin(pause(limit)));
        ready!(too_late.as_mut().poll(context));
        self.connections.cut(Slowness::Write);
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if buffer.filled().len() > before {
            self.stages.heard();
        }
        read
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.in_time(written, context)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.in_time(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

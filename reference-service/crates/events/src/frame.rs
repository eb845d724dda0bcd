/// A server-sent event as it arrives: what [`crate::Encoded::server_sent`] writes, read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Its place among the events of the service, if it has one.
    pub id: Option<&'a str>,
    /// Under which name clients know it.
    pub name: &'a str,
    /// The envelope, as JSON.
    pub data: &'a str,
}

impl<'a> Frame<'a> {
    /// How many bytes of a stream are its first frame, the empty line after it included; `None` as long as it has not
    /// come whole.
    #[must_use]
    pub fn end(stream: &[u8]) -> Option<usize> {
        let end = stream.windows(2).position(|two| two == b"\n\n");
        end.map(|end| end + 2)
    }

    /// Reads one frame; `None` if it has no name or no data.
    #[must_use]
    pub fn read(text: &'a str) -> Option<Self> {
        let field = |name: &str| text.lines().find_map(|line| line.strip_prefix(name));
        Some(Self {
            id: field("id: "),
            name: field("event: ")?,
            data: field("data: ")?,
        })
    }
}

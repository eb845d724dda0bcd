//! `--wrap`: runs another checker first, for editors that run a single command.

use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::process::{Child, Command, Stdio};

use super::Outcome;
use super::failure::Failure;

/// Runs a command and passes its output on unchanged, stdout line by line as it arrives.
pub(super) fn run(command: &str) -> Result<Outcome, Failure> {
    let words = shell_words::split(command).map_err(|error| {
        let next = "close every quote, as for a shell";
        Failure::new(format!("`{command}` is not a command"), error.to_string(), next)
    })?;
    let Some((program, arguments)) = words.split_first() else {
        let next = "name one, as in `--wrap \"cargo check --message-format=json\"`";
        return Err(Failure::new("there is no command to wrap", "it is empty", next));
    };
    let mut started = Command::new(program);
    started.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped());
    let failure = |error: io::Error| {
        let next = "check that it runs by itself in this folder";
        Failure::new(format!("`{program}` could not be run"), error.to_string(), next)
    };
    let mut child = started.spawn().map_err(failure)?;
    pass_on(&mut child).map_err(failure)?;
    let status = child.wait().map_err(failure)?;
    Ok(if status.success() { Outcome::Clean } else { Outcome::Failed })
}

fn pass_on(child: &mut Child) -> io::Result<()> {
    let Some(said) = child.stdout.take() else { return Ok(()) };
    let (mut said, mut line) = (BufReader::new(said), Vec::new());
    let mut out = io::stdout().lock();
    while said.read_until(b'\n', &mut line)? > 0 {
        match out.write_all(&line).and_then(|()| out.flush()) {
            // A reader that has left has all that it wants; the command will notice, too.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
            written => written?,
        }
        line.clear();
    }
    Ok(())
}

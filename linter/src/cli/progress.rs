//! How far reading has come, for those who wait: a bar on stderr when it is a terminal and the work takes long.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::stderr_is_terminal;

/// Work that is done by then shows no bar: it would only flicker.
const PATIENCE: Duration = Duration::from_millis(500);

static STARTED: OnceLock<Instant> = OnceLock::new();
static BAR: OnceLock<ProgressBar> = OnceLock::new();

/// What to call with the number of files read; `None` where nobody would see it.
pub(super) fn callback() -> Option<fn(usize, usize)> {
    STARTED.get_or_init(Instant::now);
    stderr_is_terminal().then_some(advance as fn(usize, usize))
}

/// CallCandidates from many threads, for every file.
fn advance(done: usize, all: usize) {
    if STARTED.get().is_none_or(|started| started.elapsed() < PATIENCE) {
        return;
    }
    let bar = BAR.get_or_init(|| bar(all));
    bar.set_position(done as u64);
    if done == all {
        bar.set_message("checking");
        bar.force_draw(); // nothing moves it from here on
    }
}

fn bar(all: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len} files").expect("the template is well-formed");
    bar.with_style(style.progress_chars("━╸ ")).with_message("reading ")
}

/// Takes the bar away, before results are written.
pub(super) fn finish() {
    if let Some(bar) = BAR.get() {
        bar.finish_and_clear();
    }
}

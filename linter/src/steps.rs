//! Step counts: tests assert step counts instead of durations. Outside of tests nothing is counted.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts one step.
pub(crate) fn step() {
    #[cfg(test)]
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

/// The number of steps that `work` takes, on a single thread.
#[cfg(test)]
pub(crate) fn steps_of(work: impl FnOnce() + Send) -> u64 {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    alone.expect("a thread can be started").install(|| {
        work();
        STEPS.with(std::cell::Cell::take)
    })
}

//! How much work was done, counted by tests: growth is a number of steps, and never a time. Outside tests nothing is counted.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// One step of what a test counts.
pub(crate) fn step() {
    #[cfg(test)]
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

/// How many steps some work takes, all on one thread.
#[cfg(test)]
pub(crate) fn steps_of(work: impl FnOnce() + Send) -> u64 {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    alone.expect("a thread can be started").install(|| {
        work();
        STEPS.with(std::cell::Cell::take)
    })
}

use super::{IdKind, StructuredId};
use crate::clock::Clock;
use crate::entropy::{Entropy, EntropyFailure};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Makes ids. A process has one, made when it starts and handed to whoever needs ids.
///
/// The count belongs to the generator and runs through all kinds, so no two ids of one process are equal; across
/// processes and restarts, time and random part keep them apart. It is not `Clone`: a copy would count the same
/// numbers again.
#[derive(Debug)]
pub struct IdGenerator {
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    next_count: AtomicU64,
}

impl IdGenerator {
    /// A generator that counts from 0.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self {
            clock,
            entropy,
            next_count: AtomicU64::new(0),
        }
    }

    /// A new id, unlike every other.
    ///
    /// # Errors
    /// When there are no random bytes to be had.
    pub fn generate(&self, kind: IdKind) -> Result<StructuredId, EntropyFailure> {
        let mut random = [0; 4];
        self.entropy.fill(&mut random)?;
        // Uniqueness needs nothing but the increment; no other memory is published with it.
        let count = self.next_count.fetch_add(1, Ordering::Relaxed);
        Ok(StructuredId::new(
            kind,
            self.clock.now(),
            count,
            u32::from_be_bytes(random),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{EpochMillis, ManualClock, SystemClock};
    use crate::entropy::SystemEntropy;
    use std::collections::HashSet;
    use std::thread;

    /// Always the same bytes, so that only the count can tell ids apart.
    #[derive(Debug)]
    struct SameBytes;

    impl Entropy for SameBytes {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), EntropyFailure> {
            bytes.fill(0xab);
            Ok(())
        }
    }

    #[derive(Debug)]
    struct NoBytes;

    impl Entropy for NoBytes {
        fn fill(&self, _: &mut [u8]) -> Result<(), EntropyFailure> {
            Err(EntropyFailure)
        }
    }

    fn stopped_clock() -> Arc<ManualClock> {
        Arc::new(ManualClock::at(EpochMillis(1_757_364_000_000)))
    }

    #[test]
    fn an_id_is_made_of_what_was_handed_in() {
        let generator = IdGenerator::new(stopped_clock(), Arc::new(SameBytes));
        assert_eq!(
            generator.generate(IdKind::Request).unwrap().to_string(),
            "req_1757364000000_0_abababab"
        );
        assert_eq!(
            generator.generate(IdKind::Session).unwrap().to_string(),
            "session_1757364000000_1_abababab"
        );
    }

    #[test]
    fn eight_threads_never_make_the_same_id() {
        const THREADS: usize = 8;
        const IDS: usize = 10_000;
        let generator = IdGenerator::new(stopped_clock(), Arc::new(SameBytes));

        let ids: HashSet<String> = thread::scope(|scope| {
            let workers: Vec<_> = (0..THREADS)
                .map(|_| {
                    scope.spawn(|| {
                        (0..IDS)
                            .map(|_| generator.generate(IdKind::Run).unwrap().to_string())
                            .collect::<Vec<_>>()
                    })
                })
                .collect();
            workers
                .into_iter()
                .flat_map(|worker| worker.join().unwrap())
                .collect()
        });

        assert_eq!(ids.len(), THREADS * IDS);
    }

    #[test]
    fn ids_of_the_real_sources_parse_and_are_valid() {
        let clock = Arc::new(SystemClock::start());
        let generator = IdGenerator::new(clock.clone(), Arc::new(SystemEntropy));
        for kind in IdKind::ALL {
            let id = generator.generate(kind).unwrap();
            assert_eq!(id.to_string().parse(), Ok(id));
            assert_eq!(id.validate(kind, clock.now()), Ok(()));
        }
    }

    #[test]
    fn without_randomness_there_is_no_id() {
        let generator = IdGenerator::new(stopped_clock(), Arc::new(NoBytes));
        assert_eq!(generator.generate(IdKind::User), Err(EntropyFailure));
    }
}

use super::{IdGenerator, RequestId, RunId, ThreadId};
use crate::entropy::EntropyFailure;

/// The three ids that accompany a piece of work: in which conversation, for which answer, by which request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextIds {
    /// The conversation.
    pub thread: ThreadId,
    /// The answer that is being worked on.
    pub run: RunId,
    /// The request that asked for it.
    pub request: RequestId,
}

impl ContextIds {
    /// Three new ids, in the same format as all others.
    ///
    /// # Errors
    /// When the generator has no random bytes.
    pub fn generate(generator: &IdGenerator) -> Result<Self, EntropyFailure> {
        Ok(Self {
            thread: ThreadId::generate(generator)?,
            run: RunId::generate(generator)?,
            request: RequestId::generate(generator)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{Clock, EpochMillis, ManualClock};
    use crate::entropy::SystemEntropy;
    use crate::ids::{IdKind, StructuredId};
    use std::sync::Arc;

    #[test]
    fn the_ids_of_a_context_all_parse_and_are_valid() {
        let clock = Arc::new(ManualClock::at(EpochMillis(1_757_364_000_000)));
        let ids = ContextIds::generate(&IdGenerator::new(clock.clone(), Arc::new(SystemEntropy)))
            .unwrap();

        let parts = [
            (ids.thread.as_str(), IdKind::Thread),
            (ids.run.as_str(), IdKind::Run),
            (ids.request.as_str(), IdKind::Request),
        ];
        for (text, kind) in parts {
            let id: StructuredId = text.parse().unwrap();
            assert_eq!(id.validate(kind, clock.now()), Ok(()), "{text}");
        }
    }
}

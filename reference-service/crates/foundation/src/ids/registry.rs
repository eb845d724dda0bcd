use super::{IdGenerator, IdKind, StructuredId};
use crate::entropy::EntropyFailure;
use std::collections::{BTreeMap, BTreeSet};

/// Which ids are in use. It makes none: it asks the generator, or is told of ids made earlier.
///
/// What was released is forgotten at once, so there is nothing to clean up later.
#[derive(Debug, Default)]
pub struct IdRegistry {
    active: BTreeMap<IdKind, BTreeSet<StructuredId>>,
}

/// The id is in use already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is in use already")]
pub struct AlreadyActive(pub StructuredId);

/// The id is not in use: never registered, or released before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not in use")]
pub struct NotActive(pub StructuredId);

impl IdRegistry {
    /// A new id of the `generator`, in use from now on.
    ///
    /// # Errors
    /// When the generator has no random bytes.
    pub fn issue(
        &mut self,
        kind: IdKind,
        generator: &IdGenerator,
    ) -> Result<StructuredId, EntropyFailure> {
        let id = generator.generate(kind)?;
        self.active.entry(kind).or_default().insert(id);
        Ok(id)
    }

    /// Takes up an id that was made earlier, for instance before a restart.
    ///
    /// # Errors
    /// When it is in use already.
    pub fn register(&mut self, id: StructuredId) -> Result<(), AlreadyActive> {
        let is_new = self.active.entry(id.kind()).or_default().insert(id);
        if is_new {
            Ok(())
        } else {
            Err(AlreadyActive(id))
        }
    }

    /// Ends the use of an id.
    ///
    /// # Errors
    /// When it is not in use; releasing twice is a mistake of the caller that should not pass unseen.
    pub fn release(&mut self, id: &StructuredId) -> Result<(), NotActive> {
        let was_active = self
            .active
            .get_mut(&id.kind())
            .is_some_and(|ids| ids.remove(id));
        if was_active {
            Ok(())
        } else {
            Err(NotActive(*id))
        }
    }

    /// Whether the id is in use.
    #[must_use]
    pub fn is_active(&self, id: &StructuredId) -> bool {
        self.active
            .get(&id.kind())
            .is_some_and(|ids| ids.contains(id))
    }

    /// How many ids of the kind are in use.
    #[must_use]
    pub fn active_count(&self, kind: IdKind) -> usize {
        self.active.get(&kind).map_or(0, BTreeSet::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{EpochMillis, ManualClock};
    use crate::entropy::SystemEntropy;
    use std::sync::Arc;

    fn generator() -> IdGenerator {
        IdGenerator::new(
            Arc::new(ManualClock::at(EpochMillis(1))),
            Arc::new(SystemEntropy),
        )
    }

    #[test]
    fn issued_ids_count_for_their_kind_until_released() {
        let (generator, mut registry) = (generator(), IdRegistry::default());
        let agent = registry.issue(IdKind::Agent, &generator).unwrap();
        registry.issue(IdKind::Agent, &generator).unwrap();
        registry.issue(IdKind::Tool, &generator).unwrap();
        assert_eq!(
            [IdKind::Agent, IdKind::Tool, IdKind::User].map(|kind| registry.active_count(kind)),
            [2, 1, 0]
        );

        registry.release(&agent).unwrap();
        assert_eq!(registry.active_count(IdKind::Agent), 1);
        assert!(!registry.is_active(&agent));
    }

    #[test]
    fn an_id_made_earlier_is_taken_up_once() {
        let mut registry = IdRegistry::default();
        let earlier = generator().generate(IdKind::Session).unwrap();
        assert_eq!(registry.register(earlier), Ok(()));
        assert_eq!(registry.register(earlier), Err(AlreadyActive(earlier)));
        assert_eq!(registry.active_count(IdKind::Session), 1);
    }

    #[test]
    fn releasing_twice_or_a_stranger_is_refused() {
        let mut registry = IdRegistry::default();
        let id = generator().generate(IdKind::Trace).unwrap();
        assert_eq!(registry.release(&id), Err(NotActive(id)));
        registry.register(id).unwrap();
        registry.release(&id).unwrap();
        assert_eq!(registry.release(&id), Err(NotActive(id)));
    }
}

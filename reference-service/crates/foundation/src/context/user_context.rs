use super::{Metadata, Placeholder, refuse_placeholder};
use crate::clock::EpochMillis;
use crate::entropy::EntropyFailure;
use crate::environment::EnvironmentName;
use crate::ids::{
    ContextIds, IdError, IdGenerator, RequestId, RunId, ThreadId, UserId, WebSocketClientId,
};

/// How many steps from the first context a child may be.
pub const MAX_DEPTH: u32 = 10;

/// Whose work it is and which work: handed along from the request down to every tool, never changed.
///
/// Fields are private, so that nobody makes one around the constructors, which refuse placeholders.
#[derive(Debug, Clone, PartialEq)]
pub struct UserContext {
    user: UserId,
    ids: ContextIds,
    created: EpochMillis,
    depth: u32,
    parent: Option<RequestId>,
    client: Option<WebSocketClientId>,
    metadata: Metadata,
}

/// The four ids as somebody outside wrote them.
#[derive(Debug, Clone, Copy)]
pub struct ContextTexts<'a> {
    /// The user.
    pub user: &'a str,
    /// The conversation.
    pub thread: &'a str,
    /// The answer that is being worked on.
    pub run: &'a str,
    /// The request that asked for it.
    pub request: &'a str,
}

/// Why texts make no context.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContextError {
    /// One was never filled in.
    #[error(transparent)]
    Placeholder(#[from] Placeholder),
    /// One is no id of its kind.
    #[error(transparent)]
    Id(#[from] IdError),
}

/// Why a context gets no child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChildError {
    /// Work that begets work that begets work is a loop sooner or later.
    #[error("a context has no children below depth {MAX_DEPTH}")]
    TooDeep,
    /// There is no id for it.
    #[error(transparent)]
    Entropy(#[from] EntropyFailure),
}

impl UserContext {
    /// A context for new work of `user`.
    #[must_use]
    pub fn new(user: UserId, ids: ContextIds, now: EpochMillis) -> Self {
        Self {
            user,
            ids,
            created: now,
            depth: 0,
            parent: None,
            client: None,
            metadata: Metadata::default(),
        }
    }

    /// A context from texts that came from outside. A placeholder is told as such, before anything else is looked at.
    ///
    /// # Errors
    /// When a text is a placeholder in this `environment` or no id of its kind.
    pub fn from_texts(
        texts: ContextTexts<'_>,
        environment: EnvironmentName,
        now: EpochMillis,
    ) -> Result<Self, ContextError> {
        for text in [texts.user, texts.thread, texts.run, texts.request] {
            refuse_placeholder(text, environment)?;
        }
        let ids = ContextIds {
            thread: ThreadId::try_from(texts.thread)?,
            run: RunId::try_from(texts.run)?,
            request: RequestId::try_from(texts.request)?,
        };
        Ok(Self::new(UserId::try_from(texts.user)?, ids, now))
    }

    /// The same, with the client at the other end of a WebSocket.
    #[must_use]
    pub fn with_client(self, client: WebSocketClientId) -> Self {
        Self {
            client: Some(client),
            ..self
        }
    }

    /// The same, with these notes.
    #[must_use]
    pub fn with_metadata(self, metadata: Metadata) -> Self {
        Self { metadata, ..self }
    }

    /// A context for a part of the work: same user, thread and run, a request id of its own.
    ///
    /// # Errors
    /// When this one is [`MAX_DEPTH`] deep already, or the generator has no random bytes.
    pub fn child(&self, generator: &IdGenerator, now: EpochMillis) -> Result<Self, ChildError> {
        if self.depth >= MAX_DEPTH {
            return Err(ChildError::TooDeep);
        }
        let request = RequestId::generate(generator)?;
        let ids = ContextIds {
            request,
            ..self.ids.clone()
        };
        Ok(Self {
            ids,
            created: now,
            depth: self.depth + 1,
            parent: Some(self.ids.request.clone()),
            ..self.clone()
        })
    }

    /// Whose work it is.
    #[must_use]
    pub fn user(&self) -> &UserId {
        &self.user
    }

    /// Thread, run and request.
    #[must_use]
    pub fn ids(&self) -> &ContextIds {
        &self.ids
    }

    /// When it was made.
    #[must_use]
    pub fn created(&self) -> EpochMillis {
        self.created
    }

    /// How many steps it is from the first context.
    #[must_use]
    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// The request of the context that this one is a part of.
    #[must_use]
    pub fn parent(&self) -> Option<&RequestId> {
        self.parent.as_ref()
    }

    /// The client at the other end of a WebSocket, if one asked.
    #[must_use]
    pub fn client(&self) -> Option<&WebSocketClientId> {
        self.client.as_ref()
    }

    /// What is noted beside it.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;
    use crate::entropy::SystemEntropy;
    use std::sync::Arc;

    const NOW: EpochMillis = EpochMillis(1_000);
    const TEXTS: ContextTexts<'_> = ContextTexts {
        user: "user_1_2_0000000a",
        thread: "thread_1_2_0000000a",
        run: "run_1_2_0000000a",
        request: "req_1_2_0000000a",
    };

    fn generator() -> IdGenerator {
        IdGenerator::new(Arc::new(ManualClock::at(NOW)), Arc::new(SystemEntropy))
    }

    fn context() -> UserContext {
        UserContext::from_texts(TEXTS, EnvironmentName::Production, NOW).unwrap()
    }

    #[test]
    fn a_placeholder_is_told_in_each_of_the_four_places() {
        let none = "none";
        let table = [
            ContextTexts {
                user: none,
                ..TEXTS
            },
            ContextTexts {
                thread: none,
                ..TEXTS
            },
            ContextTexts { run: none, ..TEXTS },
            ContextTexts {
                request: none,
                ..TEXTS
            },
        ];
        for texts in table {
            assert_eq!(
                UserContext::from_texts(texts, EnvironmentName::Test, NOW),
                Err(Placeholder(none.to_owned()).into()),
                "{texts:?}"
            );
        }
    }

    #[test]
    fn an_id_of_another_kind_is_refused() {
        let texts = ContextTexts {
            user: TEXTS.thread,
            ..TEXTS
        };
        let error = UserContext::from_texts(texts, EnvironmentName::Test, NOW).unwrap_err();
        assert!(matches!(error, ContextError::Id(IdError::WrongKind(_))));
    }

    #[test]
    fn a_child_has_a_request_of_its_own_and_remembers_its_parent() {
        let parent = context().with_metadata(Metadata::default().with("tool", "search").unwrap());
        let child = parent.child(&generator(), EpochMillis(2_000)).unwrap();

        assert_eq!(child.parent(), Some(&parent.ids().request));
        assert_ne!(child.ids().request, parent.ids().request);
        assert_eq!(child.ids().thread, parent.ids().thread);
        assert_eq!(
            (child.user(), child.depth(), child.created()),
            (parent.user(), 1, EpochMillis(2_000))
        );
        assert_eq!(child.metadata(), parent.metadata());
    }

    #[test]
    fn the_tenth_step_is_the_last() {
        let generator = generator();
        let mut context = context();
        for _ in 0..MAX_DEPTH {
            context = context.child(&generator, NOW).unwrap();
        }
        assert_eq!(context.depth(), 10);
        assert_eq!(context.child(&generator, NOW), Err(ChildError::TooDeep));
    }
}

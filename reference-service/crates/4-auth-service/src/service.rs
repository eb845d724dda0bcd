use foundation::clock::Clock;
use foundation::entropy::Entropy;
use foundation::environment::EnvironmentName;
use foundation::ids::IdGenerator;
use std::sync::Arc;

/// What the handlers of requests share.
#[derive(Debug)]
pub struct AuthService {
    pub(crate) environment: EnvironmentName,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: IdGenerator,
}

impl AuthService {
    /// A service with the one id generator of the process.
    #[must_use]
    pub fn new(
        environment: EnvironmentName,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        Self {
            environment,
            ids: IdGenerator::new(clock.clone(), entropy),
            clock,
        }
    }
}

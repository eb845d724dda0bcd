//! A dispatcher for a test, and what it was told to tell.

use foundation::clock::Clock;
use foundation::entropy::SystemEntropy;
use foundation::errors::AppError;
use foundation::identity::{Permission, Permissions};
use foundation::ids::IdGenerator;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::future::pending;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use storage::Access;
use test_support::{Books, Outcome, World};
use tools::{
    OwnData, ToolDispatcher, ToolDispatchers, ToolRegistry, ToolStep, ToolUser, ToolWatcher,
    TypedTool, typed, usage,
};

/// Remembers each step.
#[derive(Debug, Default)]
pub(crate) struct Heard(Mutex<Vec<ToolStep>>);

impl ToolWatcher for Heard {
    fn tool(&self, step: ToolStep) {
        self.steps().push(step);
    }
}

impl Heard {
    pub(crate) fn steps(&self) -> std::sync::MutexGuard<'_, Vec<ToolStep>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does what it is told: doubles a number, fails, or never ends.
#[derive(Debug)]
pub(crate) struct Obedient;

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Order {
    Double(u32),
    Fail,
    NeverEnd,
}

impl TypedTool for Obedient {
    const NAME: &'static str = "obedient";
    const PURPOSE: &'static str = "does what it is told";
    const NEEDS: Permission = Permission::Chat;
    const LIMIT: Duration = Duration::from_secs(3);
    type Arguments = Order;
    type Answer = u32;

    async fn work(&self, _: &OwnData, order: Order) -> Result<u32, AppError> {
        match order {
            Order::Double(number) => Ok(2 * number),
            Order::Fail => Err(AppError::Conflict("as told".to_owned())),
            Order::NeverEnd => pending().await,
        }
    }
}

pub(crate) fn dispatchers(world: &World) -> Outcome<Arc<ToolDispatchers>> {
    let clock: Arc<dyn Clock> = world.clock.clone();
    let ids = Arc::new(IdGenerator::new(clock.clone(), Arc::new(SystemEntropy)));
    let registry = usage::registered(ToolRegistry::default(), &clock)?.with(typed(Obedient))?;
    Ok(Arc::new(ToolDispatchers::new(registry, ids, clock)))
}

/// A dispatcher for the user of these books, with what it tells.
pub(crate) async fn open(
    dispatchers: &Arc<ToolDispatchers>,
    books: &Books,
    permissions: &Permissions,
) -> Outcome<(ToolDispatcher, Arc<Heard>)> {
    let user = ToolUser {
        context: books.context.clone(),
        permissions: permissions.clone(),
    };
    let heard = Arc::new(Heard::default());
    let data = OwnData::new(&books.context, books.scope(Access::Read).await?)?;
    Ok((dispatchers.open(user, data, heard.clone())?, heard))
}

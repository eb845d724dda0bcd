//! A platform for a test: one factory, a user's books, and what was told.

use agents::{ExecutionEngine, ModelUse, Progress, RunRequest, Step, SupervisorFactory};
use foundation::clock::Clock;
use foundation::entropy::SystemEntropy;
use foundation::identity::Permissions;
use foundation::ids::IdGenerator;
use futures_util::future::{BoxFuture, pending, ready};
use llm::{AnswerStream, LanguageModel, LlmError, Prompt};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use test_support::{Books, Outcome, World};
use tokio::sync::Notify;
use tools::{ToolDispatchers, ToolRegistry, usage};

/// Remembers what it was told.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    steps: Mutex<Vec<Step>>,
    pieces: Mutex<Vec<String>>,
}

impl Progress for Heard {
    fn step(&self, step: Step) {
        held(&self.steps).push(step);
    }

    fn called(&self, _: ModelUse) {}

    fn piece(&self, text: String) -> BoxFuture<'_, ()> {
        held(&self.pieces).push(text);
        Box::pin(ready(()))
    }
}

impl Heard {
    pub(crate) fn steps(&self) -> Vec<Step> {
        held(&self.steps).clone()
    }

    pub(crate) fn names(&self) -> Vec<&'static str> {
        held(&self.steps).iter().map(Step::name).collect()
    }

    pub(crate) fn pieces(&self) -> Vec<String> {
        held(&self.pieces).clone()
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A model that says when it is asked and never answers.
#[derive(Debug, Default)]
pub(crate) struct Silent {
    pub(crate) asked: Notify,
}

impl LanguageModel for Silent {
    fn name(&self) -> &'static str {
        "silent"
    }

    fn answer<'a>(&'a self, _: &'a Prompt) -> BoxFuture<'a, Result<AnswerStream, LlmError>> {
        self.asked.notify_one();
        Box::pin(pending())
    }
}

pub(crate) fn factory(world: &World, model: Arc<dyn LanguageModel>) -> Outcome<SupervisorFactory> {
    let clock: Arc<dyn Clock> = world.clock.clone();
    let registry = usage::registered(ToolRegistry::default(), &clock)?;
    Ok(factory_with(world, registry, model))
}

pub(crate) fn factory_with(
    world: &World,
    registry: ToolRegistry,
    model: Arc<dyn LanguageModel>,
) -> SupervisorFactory {
    let clock: Arc<dyn Clock> = world.clock.clone();
    let ids = Arc::new(IdGenerator::new(clock.clone(), Arc::new(SystemEntropy)));
    let limits = agents::EngineLimits::default();
    let engine = ExecutionEngine::new(limits, Vec::new(), clock.clone());
    let tools = ToolDispatchers::new(registry, ids, clock);
    SupervisorFactory::new(Arc::new(engine), Arc::new(tools), model)
}

/// The request of the user of these books, and what it is told.
pub(crate) fn request(books: &Books) -> (RunRequest, Arc<Heard>) {
    let heard = Arc::new(Heard::default());
    let request = RunRequest {
        context: books.context.clone(),
        permissions: Permissions::of_a_user(),
        earlier: Vec::new(),
        progress: Some(heard.clone()),
    };
    (request, heard)
}

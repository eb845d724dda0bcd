use crate::{Tool, ToolDescription};
use foundation::errors::AppError;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Which tools there are. Tools hold nothing of any user.
#[derive(Debug, Clone, Default)]
pub struct ToolRegistry(BTreeMap<String, Arc<dyn Tool>>);

/// There is a tool of this name already.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is a tool `{0}` already")]
pub struct NameTaken(pub String);

impl From<NameTaken> for AppError {
    fn from(error: NameTaken) -> Self {
        Self::internal(error)
    }
}

impl ToolRegistry {
    /// With one more tool.
    ///
    /// # Errors
    /// When its name is taken: which of two tools is called must not depend on their order.
    pub fn with(mut self, tool: Arc<dyn Tool>) -> Result<Self, NameTaken> {
        let name = tool.description().name.clone();
        if self.0.contains_key(&name) {
            return Err(NameTaken(name));
        }
        self.0.insert(name, tool);
        Ok(self)
    }

    /// The tool of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arc<dyn Tool>> {
        self.0.get(name)
    }

    /// All tools, by name in the order of the alphabet.
    pub fn descriptions(&self) -> impl Iterator<Item = &ToolDescription> {
        self.0.values().map(|tool| tool.description())
    }
}

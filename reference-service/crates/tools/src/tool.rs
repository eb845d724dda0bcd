use crate::OwnData;
use foundation::errors::AppError;
use foundation::identity::Permission;
use futures_util::future::BoxFuture;
use schemars::{JsonSchema, schema_for};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

/// Does one thing for a user.
pub trait Tool: Debug + Send + Sync {
    /// What it is, for those who choose among tools.
    fn description(&self) -> &ToolDescription;

    /// Does it.
    ///
    /// # Errors
    /// When the arguments are not of the form that the description tells, or it cannot be done.
    fn call<'a>(
        &'a self,
        data: &'a OwnData,
        arguments: Value,
    ) -> BoxFuture<'a, Result<Value, AppError>>;
}

/// What a tool is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ToolDescription {
    /// Under which name it is called.
    pub name: String,
    /// What it does, for people and models.
    pub purpose: String,
    /// What a user must be allowed to do to call it.
    pub needs: Permission,
    /// How long a call may take.
    #[serde(skip)]
    pub limit: Duration,
    /// The form of its arguments, as JSON Schema.
    pub arguments: Value,
}

/// A tool whose arguments and answer have types. [`typed`] makes a [`Tool`] of it.
pub trait TypedTool: Debug + Send + Sync + 'static {
    /// Under which name it is called.
    const NAME: &'static str;
    /// What it does, for people and models.
    const PURPOSE: &'static str;
    /// What a user must be allowed to do to call it.
    const NEEDS: Permission;
    /// How long a call may take.
    const LIMIT: Duration;
    /// What it is told.
    type Arguments: Serialize + DeserializeOwned + JsonSchema + Send;
    /// What it answers.
    type Answer: Serialize + DeserializeOwned;

    /// Does it.
    fn work<'a>(
        &'a self,
        data: &'a OwnData,
        arguments: Self::Arguments,
    ) -> impl Future<Output = Result<Self::Answer, AppError>> + Send + 'a;
}

/// The tool as those see it who know it by name alone: JSON in, JSON out.
#[must_use]
pub fn typed<T: TypedTool>(tool: T) -> Arc<dyn Tool> {
    let description = ToolDescription {
        name: T::NAME.to_owned(),
        purpose: T::PURPOSE.to_owned(),
        needs: T::NEEDS,
        limit: T::LIMIT,
        arguments: schema_for!(T::Arguments).into(),
    };
    Arc::new(Typed { tool, description })
}

#[derive(Debug)]
struct Typed<T> {
    tool: T,
    description: ToolDescription,
}

impl<T: TypedTool> Tool for Typed<T> {
    fn description(&self) -> &ToolDescription {
        &self.description
    }

    fn call<'a>(
        &'a self,
        data: &'a OwnData,
        arguments: Value,
    ) -> BoxFuture<'a, Result<Value, AppError>> {
        Box::pin(async move {
            // What does not fit is told by its place and type; that much of the message is safe to repeat.
            let arguments = serde_json::from_value(arguments).map_err(|error| {
                AppError::InvalidInput(format!("arguments of `{}`: {error}", T::NAME))
            })?;
            let answer = self.tool.work(data, arguments).await?;
            serde_json::to_value(answer).map_err(AppError::internal)
        })
    }
}

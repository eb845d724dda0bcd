//! What goes over the line to a model and back, as far as it is used.

use crate::{LlmError, Prompt, Side, TokenCount};
use serde::{Deserialize, Serialize};

/// What ends a stream.
const OVER: &str = "[DONE]";

#[derive(Debug, Serialize)]
pub(super) struct ChatQuestion<'a> {
    model: &'a str,
    messages: Vec<ChatMessage>,
    stream: bool,
    stream_options: StreamOptions,
    /// As much the same answer to the same question as the model can.
    temperature: u8,
}

/// Without it a server does not count what it streams.
#[derive(Debug, Serialize)]
struct StreamOptions {
    include_usage: bool,
}

#[derive(Debug, Serialize)]
struct ChatMessage {
    role: &'static str,
    content: String,
}

#[derive(Debug, Deserialize)]
struct ChatChunk {
    choices: Vec<Choice>,
    usage: Option<ChatUsage>,
}

/// Servers differ in what they tell here; what is missing counts as nothing.
#[derive(Debug, Deserialize)]
struct ChatUsage {
    #[serde(default)]
    prompt_tokens: u32,
    #[serde(default)]
    completion_tokens: u32,
}

#[derive(Debug, Deserialize)]
struct Choice {
    delta: Delta,
}

#[derive(Debug, Deserialize)]
struct Delta {
    content: Option<String>,
}

/// What one event says.
#[derive(Debug)]
pub(super) enum Told {
    Piece(String, Option<TokenCount>),
    Over,
}

impl<'a> ChatQuestion<'a> {
    /// Facts go with the instruction, so that what a user writes cannot pass for one. What was said before stands between
    /// that and the question.
    pub(super) fn of(prompt: &Prompt, model: &'a str) -> Self {
        let mut instruction = prompt.instruction().to_owned();
        instruction.push_str("\nFacts:\n");
        for fact in prompt.facts() {
            instruction.push_str(&format!("- {}\n", fact.trim()));
        }
        let message = |role, content| ChatMessage { role, content };
        let earlier = prompt.earlier().iter().map(|turn| {
            let role = match turn.by {
                Side::User => "user",
                Side::Model => "assistant",
            };
            message(role, turn.text.clone())
        });
        let mut messages = vec![message("system", instruction)];
        messages.extend(earlier);
        messages.push(message("user", prompt.question().to_owned()));
        Self {
            model,
            messages,
            stream: true,
            stream_options: StreamOptions {
                include_usage: true,
            },
            temperature: 0,
        }
    }
}

/// Reads the data of an event. Events without a text, as those that tell the role or the usage, are empty pieces.
pub(super) fn told(data: &str) -> Result<Told, LlmError> {
    if data == OVER {
        return Ok(Told::Over);
    }
    let event: ChatChunk = serde_json::from_str(data).map_err(|_| LlmError::Form)?;
    let contents = event
        .choices
        .into_iter()
        .filter_map(|one| one.delta.content);
    let count = event.usage.map(|usage| TokenCount {
        input: usage.prompt_tokens,
        output: usage.completion_tokens,
    });
    Ok(Told::Piece(contents.collect(), count))
}

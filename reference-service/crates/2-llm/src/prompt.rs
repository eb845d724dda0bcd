use crate::LlmError;

/// What a model is asked: a question, the facts that the answer may rest on, and how to go about it.
///
/// Facts stand apart from the question because they come from us and the question from a user: a model is told which is
/// which, and the local one answers from facts alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    instruction: String,
    question: String,
    facts: Vec<String>,
}

impl Prompt {
    /// A prompt. Blank facts are dropped.
    ///
    /// # Errors
    /// When the question is blank, or no fact is left: whatever a model then said would be made up.
    pub fn new(
        instruction: &str,
        question: &str,
        facts: impl IntoIterator<Item = String>,
    ) -> Result<Self, LlmError> {
        let facts: Vec<String> = facts
            .into_iter()
            .filter(|fact| !fact.trim().is_empty())
            .collect();
        if question.trim().is_empty() {
            return Err(LlmError::NoQuestion);
        }
        if facts.is_empty() {
            return Err(LlmError::NoFacts);
        }
        Ok(Self {
            instruction: instruction.trim().to_owned(),
            question: question.trim().to_owned(),
            facts,
        })
    }

    /// How to go about it.
    #[must_use]
    pub fn instruction(&self) -> &str {
        &self.instruction
    }

    /// What is asked.
    #[must_use]
    pub fn question(&self) -> &str {
        &self.question
    }

    /// What the answer may rest on, at least one.
    #[must_use]
    pub fn facts(&self) -> &[String] {
        &self.facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_asked_and_nothing_known_are_refused() {
        let fact = || ["It costs 3 USD.".to_owned()];
        assert_eq!(Prompt::new("", " ", fact()), Err(LlmError::NoQuestion));
        assert_eq!(Prompt::new("", "why?", []), Err(LlmError::NoFacts));
        let blank = [" \n".to_owned()];
        assert_eq!(Prompt::new("", "why?", blank), Err(LlmError::NoFacts));
        assert_eq!(
            Prompt::new("", " why? ", fact()).unwrap().question(),
            "why?"
        );
    }
}

use crate::LlmError;

/// What a model is asked: a question, the facts that the answer may rest on, and how to go about it.
///
/// Facts stand apart from the question because they come from us and the question from a user: a model is told which is
/// which, and the local one answers from facts alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    instruction: String,
    earlier: Vec<Turn>,
    question: String,
    facts: Vec<String>,
}

/// Something that was said before the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Who said it.
    pub by: Side,
    /// What was said.
    pub text: String,
}

/// Who speaks in a conversation with a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The user, who asks.
    User,
    /// The model, which answers.
    Model,
}

/// So many turns go with a question at most.
pub const MOST_TURNS: usize = 12;

/// So long they are at most, in characters and all together.
pub const MOST_EARLIER: usize = 12_000;

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
            earlier: Vec::new(),
            question: question.trim().to_owned(),
            facts,
        })
    }

    /// The same after these turns, the oldest first: of them the newest that there is room for. None is cut, for half of
    /// what was said may be the opposite of it.
    #[must_use]
    pub fn after(mut self, turns: &[Turn]) -> Self {
        let mut room = MOST_EARLIER;
        let fitting = turns.iter().rev().take(MOST_TURNS).map_while(|turn| {
            room = room.checked_sub(turn.text.chars().count())?;
            Some(turn.clone())
        });
        self.earlier = fitting.collect();
        self.earlier.reverse();
        self
    }

    /// What was said before, the oldest first.
    #[must_use]
    pub fn earlier(&self) -> &[Turn] {
        &self.earlier
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

    fn turn(text: &str) -> Turn {
        let (by, text) = (Side::User, text.to_owned());
        Turn { by, text }
    }

    #[test]
    fn the_newest_turns_that_there_is_room_for_are_kept_in_order() {
        let prompt = || Prompt::new("", "why?", ["It costs 3 USD.".to_owned()]).unwrap();
        let kept = |turns: &[Turn]| {
            let prompt = prompt().after(turns);
            let texts: Vec<String> = prompt.earlier().iter().map(|it| it.text.clone()).collect();
            texts
        };
        assert_eq!(kept(&[turn("a"), turn("b")]), ["a", "b"]);
        let many: Vec<Turn> = (0..MOST_TURNS + 3)
            .map(|it| turn(&it.to_string()))
            .collect();
        assert_eq!(
            (kept(&many).len(), kept(&many)[0].as_str()),
            (MOST_TURNS, "3")
        );
        let long = turn(&"ü".repeat(MOST_EARLIER));
        assert_eq!(
            kept(&[turn("b"), long.clone()]),
            std::slice::from_ref(&long.text)
        );
        // What comes before a turn that is left out would have no connection with the rest.
        assert_eq!(kept(&[turn("a"), long, turn("b")]), ["b"]);
    }

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

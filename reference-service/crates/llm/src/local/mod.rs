//! A model that needs nothing but its prompt.

mod ranking;

use crate::{AnswerStream, LanguageModel, LlmError, Prompt, Spoken};
use foundation::retry::pause;
use futures_util::future::{self, BoxFuture};
use futures_util::stream::{self, StreamExt};
use ranking::most_relevant;
use std::time::Duration;

/// Composes an answer from those facts of the prompt that have most to do with the question.
///
/// A pure function of the prompt: the same question with the same facts has the same answer, word for word. It has no
/// knowledge, makes nothing up, and says of itself what it is. With no server to ask, that is a better answer than a
/// sentence that was written beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct LocalModel {
    pace: Duration,
}

impl LocalModel {
    /// One that takes so long for each piece of its answer, as a model on a server does. By default it takes no time.
    #[must_use]
    pub const fn with_pace(pace: Duration) -> Self {
        Self { pace }
    }
}

/// How many facts an answer rests on at most.
const MOST_FACTS: usize = 8;

/// How many words are told at a time.
const WORDS_PER_PIECE: usize = 4;

impl LanguageModel for LocalModel {
    fn name(&self) -> &'static str {
        "local extractive composer"
    }

    fn is_counted(&self) -> bool {
        false
    }

    fn answer<'a>(&'a self, prompt: &'a Prompt) -> BoxFuture<'a, Result<AnswerStream, LlmError>> {
        let pieces = pieces(&composed(prompt, self.name()));
        let pace = self.pace;
        let answer = stream::iter(pieces).then(move |piece| async move {
            if !pace.is_zero() {
                pause(pace).await;
            }
            Ok(Spoken::Piece(piece))
        });
        Box::pin(future::ok(answer.boxed()))
    }
}

fn composed(prompt: &Prompt, by: &str) -> String {
    let all = prompt.facts().len();
    let chosen = most_relevant(prompt.question(), prompt.facts(), MOST_FACTS);
    let mut text = format!("On the question “{}”:\n", prompt.question());
    for fact in &chosen {
        text.push_str("- ");
        text.push_str(fact.trim());
        text.push('\n');
    }
    let number = chosen.len();
    text + &format!(
        "(Put together from {number} of {all} facts by the {by}, not by a language model.)"
    )
}

/// The text cut after every few words; put together again it is the same text.
fn pieces(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    words.chunks(WORDS_PER_PIECE).map(<[_]>::concat).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::whole;
    use proptest::prelude::*;

    fn prompt(question: &str, facts: &[&str]) -> Prompt {
        let facts = facts.iter().map(|fact| (*fact).to_owned());
        Prompt::new("Answer.", question, facts).unwrap()
    }

    async fn answered(prompt: &Prompt) -> String {
        let answer = LocalModel::default().answer(prompt).await.unwrap();
        whole(answer, |_| future::ready(())).await.unwrap().text
    }

    #[tokio::test]
    async fn the_answer_holds_the_facts_and_says_what_it_is() {
        let facts = ["Model large cost 12 USD.", "Model small cost 1 USD."];
        let answer = answered(&prompt("What did the models cost?", &facts)).await;
        assert!(facts.iter().all(|fact| answer.contains(fact)), "{answer}");
        assert!(answer.contains("from 2 of 2 facts"), "{answer}");
        assert!(answer.contains("not by a language model"), "{answer}");
    }

    #[tokio::test]
    async fn other_facts_make_another_answer_and_the_same_ones_the_same() {
        let question = "What did it cost?";
        let (three, four) = (prompt(question, &["3 USD"]), prompt(question, &["4 USD"]));
        assert_ne!(answered(&three).await, answered(&four).await);
        assert_eq!(answered(&three).await, answered(&three).await);
    }

    #[tokio::test]
    async fn it_arrives_in_more_than_one_piece() {
        let prompt = prompt("How much?", &["The bill of May is 3 USD."]);
        let mut pieces = Vec::new();
        let answer = LocalModel::default().answer(&prompt).await.unwrap();
        let told = |piece| {
            pieces.push(piece);
            future::ready(())
        };
        let text = whole(answer, told).await.map(|it| it.text);
        assert!(pieces.len() > 3, "{pieces:?}");
        assert_eq!(pieces.concat(), text.unwrap());
    }

    proptest! {
        #[test]
        fn pieces_put_together_are_the_text(text in "(\\PC|\\s){0,60}") {
            prop_assert_eq!(pieces(&text).concat(), text);
        }
    }
}

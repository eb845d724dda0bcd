//! Putting the answer into words.

use super::money::dollars;
use super::{Aim, Findings, Gap, Proposal, Savings, Triage};
use crate::{ModelUse, Progress};
use foundation::clock::Clock;
use foundation::errors::AppError;
use llm::{LanguageModel, Prompt, TokenCount, Turn, whole};
use std::time::Duration;

const INSTRUCTION: &str = "Answer the question of the user from the facts alone. \
    Repeat numbers exactly. If the facts do not answer it, say so. What was said before \
    tells what the question refers to; it is no fact.";

/// Has a model answer the question from what was found, and passes its words on as they come.
pub(crate) async fn report(
    model: &dyn LanguageModel,
    clock: &dyn Clock,
    triage: &Triage,
    (earlier, facts): (&[Turn], Vec<String>),
    progress: &dyn Progress,
) -> Result<String, AppError> {
    let prompt = Prompt::new(INSTRUCTION, &triage.question, facts)?.after(earlier);
    let call = CallOfModel::begin(model, clock, progress);
    let answer = model.answer(&prompt).await?;
    let answered = whole(answer, |piece| progress.piece(piece)).await?;
    call.end(answered.count);
    Ok(answered.text)
}

/// A call of a model, which is told however it ends: one that is given up is charged for as well.
struct CallOfModel<'a> {
    model: &'a dyn LanguageModel,
    clock: &'a dyn Clock,
    progress: &'a dyn Progress,
    begun: Duration,
    ended: Option<Option<TokenCount>>,
}

impl<'a> CallOfModel<'a> {
    fn begin(
        model: &'a dyn LanguageModel,
        clock: &'a dyn Clock,
        progress: &'a dyn Progress,
    ) -> Self {
        Self {
            model,
            clock,
            progress,
            begun: clock.running_for(),
            ended: None,
        }
    }

    fn end(mut self, count: Option<TokenCount>) {
        self.ended = Some(count);
    }
}

impl Drop for CallOfModel<'_> {
    fn drop(&mut self) {
        if self.model.is_counted() {
            self.progress.called(ModelUse {
                model: self.model.name().to_owned(),
                count: self.ended.flatten(),
                took: self.clock.running_for().saturating_sub(self.begun),
                failed: self.ended.is_none(),
            });
        }
    }
}

/// What was found, one fact to a sentence, what the question is about first.
pub(crate) fn facts(
    triage: &Triage,
    findings: &Findings,
    savings: Option<&Savings>,
) -> Vec<String> {
    let mut parts = [
        (Aim::Savings, savings.map_or_else(Vec::new, of_savings)),
        (Aim::Costs, of_costs(findings)),
        (Aim::Reliability, of_reliability(findings)),
        (Aim::Usage, of_usage(findings)),
    ];
    // The sort keeps the order of the others.
    parts.sort_by_key(|(aim, _)| *aim != triage.aim);
    let gaps = findings.gaps().into_iter().map(|gap| match gap {
        Gap::NoPrice { model } => format!("The cost of {model} is not known: it has no price."),
        Gap::NoUsage { time } => format!("No call is known that was made {time}."),
    });
    parts
        .into_iter()
        .flat_map(|(_, facts)| facts)
        .chain(gaps)
        .collect()
}

fn of_savings(savings: &Savings) -> Vec<String> {
    if savings.proposals.is_empty() {
        let cost = dollars(savings.cost);
        return vec![format!(
            "Of {cost} nothing could have been saved with the known prices."
        )];
    }
    let (saves, cost) = (dollars(savings.saves), dollars(savings.cost));
    let all = format!("Of {cost}, {saves} could have been saved.");
    let each = savings.proposals.iter().map(|proposal| match proposal {
        Proposal::Switch {
            model,
            feature,
            to,
            cost,
            saves,
        } => {
            let (cost, saves) = (dollars(*cost), dollars(*saves));
            format!("Switching {feature} from {model} ({cost}) to {to} would have saved {saves}.")
        }
        Proposal::AvoidFailures {
            model,
            feature,
            calls,
            saves,
        } => {
            let saves = dollars(*saves);
            format!(
                "Avoiding {calls} failed calls of {model} for {feature} would have saved {saves}."
            )
        }
    });
    [all].into_iter().chain(each).collect()
}

fn of_costs(findings: &Findings) -> Vec<String> {
    let (time, total) = (&findings.time, dollars(findings.total_cost()));
    let all = format!("The models cost {total} {time}.");
    let each = findings.costs.iter().filter_map(|line| {
        let (model, feature, cost) = (&line.model, &line.feature, dollars(line.cost?));
        Some(format!("{model} cost {cost} for {feature}."))
    });
    [all].into_iter().chain(each).collect()
}

fn of_reliability(findings: &Findings) -> Vec<String> {
    let told = findings.reliability.iter().map(|it| {
        let (model, calls, good) = (&it.model, it.calls, it.good_per_thousand);
        let latency = it.mean_latency_ms;
        format!("{model} was of use in {good} of 1000 cases over {calls} calls and took {latency} ms on average.")
    });
    told.collect()
}

fn of_usage(findings: &Findings) -> Vec<String> {
    let told = findings.costs.iter().map(|line| {
        let (model, feature, calls) = (&line.model, &line.feature, line.calls);
        let tokens = line.input_tokens.saturating_add(line.output_tokens);
        format!("{model} was called {calls} times for {feature}, with {tokens} tokens.")
    });
    told.collect()
}

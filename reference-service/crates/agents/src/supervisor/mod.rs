//! Leading a question through the agents.

mod factory;

pub use factory::{CreateError, RunRequest, SupervisorFactory, WhatIsMissing};

use crate::progress::ToolSteps;
use crate::work::{facts, gather, report, savings, triage};
use crate::{
    Agent, DataRequest, ExecutionEngine, Findings, Progress, RunError, Savings, Step, Triage,
};
use foundation::errors::AppError;
use foundation::ids::RunId;
use llm::{LanguageModel, Turn};
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;
use storage::RequestScope;
use tools::{OwnData, ToolDispatcher, ToolDispatchers, ToolUser};

/// Leads one question of one user through the agents.
#[derive(Debug)]
pub struct Supervisor {
    engine: Arc<ExecutionEngine>,
    model: Arc<dyn LanguageModel>,
    tools: Arc<ToolDispatchers>,
    progress: Arc<dyn Progress>,
    earlier: Vec<Turn>,
    user: ToolUser,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunAnswer {
    /// Which run.
    pub run: RunId,
    /// What was asked.
    pub triage: Triage,
    /// What was found, if the data agent had its turn.
    pub findings: Option<Findings>,
    /// What could be saved, if there were enough data to say so.
    pub savings: Option<Savings>,
    /// What is needed, if there were not.
    pub request: Option<DataRequest>,
    /// The answer in words.
    pub answer: String,
}

impl Supervisor {
    /// Answers a question, by the agents up to and with `last`; tells after how long.
    ///
    /// The session with the database is opened when the run has its turn, and is gone when the run has ended or is
    /// dropped.
    ///
    /// # Errors
    /// When the message is not one, when the session is not the user's, when an agent or a tool fails, when time is up or
    /// the run is cancelled. Then the run was never told to be complete.
    pub async fn run(
        self,
        session: impl Future<Output = Result<RequestScope, AppError>>,
        message: &str,
        last: Agent,
    ) -> Result<(RunAnswer, Duration), RunError> {
        let work = async {
            let data = OwnData::new(&self.user.context, session.await?)?;
            let steps = Arc::new(ToolSteps(self.progress.clone()));
            let tools = self.tools.open(self.user.clone(), data, steps)?;
            // Room for the work is taken when its turn has come: hundreds may wait for theirs.
            Box::pin(self.work(&tools, message, last)).await
        };
        let (answer, took) = self.engine.execute(&self.user.context, work).await?;
        self.progress.step(Step::Completed {
            run: answer.run.clone(),
            answer: answer.answer.clone(),
            took,
        });
        Ok((answer, took))
    }

    async fn work(
        &self,
        tools: &ToolDispatcher,
        message: &str,
        last: Agent,
    ) -> Result<RunAnswer, AppError> {
        let run = self.user.context.ids().run.clone();
        self.progress.step(Step::Started { run: run.clone() });
        let triage = triage(message, &self.earlier, self.engine.now())?;
        let (aim, time) = (triage.aim, &triage.time);
        let refusal = aim.refusal();
        let asked = match &refusal {
            None => format!("The question is about {}, {time}.", aim.as_str()),
            Some(_) => format!("The question is about {}.", aim.as_str()),
        };
        self.think(Agent::Triage, asked.clone());
        let mut answer = RunAnswer {
            run,
            triage,
            findings: None,
            savings: None,
            request: None,
            answer: asked,
        };
        if let Some(refusal) = refusal {
            self.progress.piece(refusal.clone()).await;
            answer.answer = refusal;
        } else if last >= Agent::Data {
            self.answer_from_data(tools, &mut answer, last).await?;
        } else {
            self.progress.piece(answer.answer.clone()).await;
        }
        Ok(answer)
    }

    /// The part that needs the user's rows.
    async fn answer_from_data(
        &self,
        tools: &ToolDispatcher,
        answer: &mut RunAnswer,
        last: Agent,
    ) -> Result<(), AppError> {
        let triage = &answer.triage;
        let findings = gather(tools, triage).await?;
        let (lines, priced) = (findings.costs.len(), findings.prices.len());
        let thought = format!("There are {lines} uses of models and {priced} prices to look at.");
        self.think(Agent::Data, thought);
        if !findings.suffice() {
            let request = DataRequest::filling(&findings.gaps(), &triage.question);
            self.progress.piece(request.instructions.clone()).await;
            answer.answer = request.instructions.clone();
            answer.request = Some(request);
            answer.findings = Some(findings);
            return Ok(());
        }
        if last >= Agent::Optimization {
            let savings = savings(&findings);
            let proposals = savings.proposals.len();
            self.think(
                Agent::Optimization,
                format!("There are {proposals} ways to save."),
            );
            answer.savings = Some(savings);
        }
        let facts = facts(triage, &findings, answer.savings.as_ref());
        if last == Agent::Report {
            let number = facts.len();
            self.think(
                Agent::Report,
                format!("The answer is written from {number} facts."),
            );
            answer.answer = report(
                &*self.model,
                self.engine.clock(),
                triage,
                (&self.earlier, facts),
                &*self.progress,
            )
            .await?;
        } else {
            answer.answer = facts.join("\n");
            self.progress.piece(answer.answer.clone()).await;
        }
        answer.findings = Some(findings);
        Ok(())
    }

    fn think(&self, agent: Agent, thought: String) {
        self.progress.step(Step::Thinking { agent, thought });
    }
}

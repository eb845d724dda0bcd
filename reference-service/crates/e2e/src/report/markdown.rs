use crate::{Report, Tried};

impl Report {
    /// The report as a page.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut lines = vec![
            "# P1 report".to_owned(),
            String::new(),
            format!("Backend {}, auth service {}.", self.base_url, self.auth_url),
        ];
        for suite in &self.suites {
            lines.extend([
                String::new(),
                format!("## {}", suite.summary()),
                String::new(),
                "| test | name | outcome | ms | evidence |".to_owned(),
                "|---|---|---|---:|---|".to_owned(),
            ]);
            lines.extend(suite.scenarios.iter().map(row));
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

fn row(tried: &Tried) -> String {
    let (outcome, seen) = tried.told();
    let outcome = if outcome == "FAILED" {
        "**FAILED**"
    } else {
        outcome
    };
    let (id, name, took) = (tried.id, tried.name, tried.duration_ms);
    // What would end a cell or a line.
    let seen = seen.replace('|', "\\|").replace('\n', " ");
    format!("| {id} | {name} | {outcome} | {took} | {seen} |")
}

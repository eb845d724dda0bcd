//! Computing what could be saved.

use super::Findings;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashMap;
use storage::prices::ModelPrice;
use tools::usage::CostLine;

/// What could be saved, in millionths of a dollar over the time that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Savings {
    /// What everything cost.
    pub cost: u64,
    /// How much less it could have cost. No cent is counted twice.
    pub saves: u64,
    /// How, what saves most first.
    pub proposals: Vec<Proposal>,
}

/// One thing that would have saved money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Proposal {
    /// A model that the user takes to be as capable costs less for the same tokens, and was as reliable where it was used.
    Switch {
        /// Which model was used.
        model: String,
        /// What for.
        feature: String,
        /// Which one could take its place.
        to: String,
        /// What it cost.
        cost: u64,
        /// How much less the other one would have cost.
        saves: u64,
    },
    /// Calls that failed were paid for.
    AvoidFailures {
        /// Which model was used.
        model: String,
        /// What for.
        feature: String,
        /// How many calls failed.
        calls: u64,
        /// What they cost, or would have cost after a switch that is proposed as well.
        saves: u64,
    },
}

impl Proposal {
    /// How much it would have saved.
    #[must_use]
    pub fn saves(&self) -> u64 {
        match self {
            Self::Switch { saves, .. } | Self::AvoidFailures { saves, .. } => *saves,
        }
    }
}

/// The models that there is a price of, looked up once: each line is compared with all of them.
struct Market<'a>(HashMap<&'a str, Offer<'a>>);

/// A model that could be used.
#[derive(Clone, Copy)]
struct Offer<'a> {
    price: &'a ModelPrice,
    /// `None` if it was never used.
    good_per_thousand: Option<u64>,
}

/// What the findings say about savings.
pub(crate) fn savings(findings: &Findings) -> Savings {
    let (lines, market) = (findings.costs.iter(), Market::of(findings));
    let mut proposals: Vec<Proposal> = lines.flat_map(|line| of_line(line, &market)).collect();
    proposals.sort_by_key(|proposal| Reverse(proposal.saves()));
    Savings {
        cost: findings.total_cost(),
        saves: proposals.iter().map(Proposal::saves).sum(),
        proposals,
    }
}

fn of_line(line: &CostLine, market: &Market<'_>) -> Vec<Proposal> {
    let Some(cost) = line.cost else {
        return Vec::new();
    };
    let mut proposals = Vec::new();
    let mut left = cost;
    if let Some((to, would_cost)) = market.cheaper(line, cost) {
        left = would_cost;
        proposals.push(Proposal::Switch {
            model: line.model.clone(),
            feature: line.feature.clone(),
            to: to.model.clone(),
            cost,
            saves: cost - would_cost,
        });
    }
    // The failed part of the cost as it is after the switch, so that nothing is saved twice.
    let failed = u128::from(line.failed_cost.unwrap_or_default()) * u128::from(left);
    let failed = failed.checked_div(cost.into()).unwrap_or_default();
    let saves = u64::try_from(failed).unwrap_or(left);
    if saves > 0 {
        proposals.push(Proposal::AvoidFailures {
            model: line.model.clone(),
            feature: line.feature.clone(),
            calls: line.failed_calls,
            saves,
        });
    }
    proposals
}

impl<'a> Market<'a> {
    fn of(findings: &'a Findings) -> Self {
        let reliability = findings.reliability.iter();
        let reliability: HashMap<&str, u64> = reliability
            .map(|it| (it.model.as_str(), it.good_per_thousand))
            .collect();
        let offer = |price: &'a ModelPrice| {
            let model = price.model.as_str();
            let good_per_thousand = reliability.get(model).copied();
            let offer = Offer {
                price,
                good_per_thousand,
            };
            (model, offer)
        };
        Self(findings.prices.iter().map(offer).collect())
    }

    /// The model that would have cost least, if less than `cost`; of equals the first in the alphabet.
    fn cheaper(&self, line: &CostLine, cost: u64) -> Option<(&'a ModelPrice, u64)> {
        let used = self.0.get(line.model.as_str())?;
        let others = self.0.values().filter(|it| it.is_as_good_as(used));
        others
            .map(|it| {
                let would_cost = it.price.cost(line.input_tokens, line.output_tokens);
                (it.price, would_cost)
            })
            .filter(|(_, would_cost)| *would_cost < cost)
            .min_by_key(|(price, would_cost)| (*would_cost, price.model.as_str()))
    }
}

impl Offer<'_> {
    fn is_as_good_as(&self, used: &Self) -> bool {
        // What was never used has not failed; whether it will, the user tries out.
        let is_reliable =
            self.good_per_thousand.is_none() || self.good_per_thousand >= used.good_per_thousand;
        self.price.model != used.price.model && self.price.tier >= used.price.tier && is_reliable
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tools::usage::{ModelReliability, Period};

    fn price(model: &str, price: u32, tier: u32) -> ModelPrice {
        ModelPrice {
            model: model.to_owned(),
            input_price: price,
            output_price: price,
            tier,
        }
    }

    /// A million tokens of a model that costs ten dollars, a tenth of them for calls that failed.
    fn findings(others: &[ModelPrice], reliable: &[(&str, u64)]) -> Findings {
        let mut prices = vec![price("used", 10_000_000, 2)];
        prices.extend_from_slice(others);
        let reliability = reliable.iter().map(|(model, good)| ModelReliability {
            model: (*model).to_owned(),
            calls: 10,
            good_per_thousand: *good,
            mean_latency_ms: 1,
        });
        Findings {
            period: Period::days(7),
            time: "in the last 7 days".to_owned(),
            costs: vec![CostLine {
                model: "used".to_owned(),
                feature: "search".to_owned(),
                calls: 10,
                failed_calls: 1,
                input_tokens: 500_000,
                output_tokens: 500_000,
                mean_latency_ms: 1,
                cost: Some(10_000_000),
                failed_cost: Some(1_000_000),
            }],
            prices,
            reliability: reliability.collect(),
        }
    }

    #[test]
    fn the_cheapest_that_is_as_capable_is_proposed_and_nothing_counted_twice() {
        let others = [
            price("weak", 1_000_000, 1),
            price("good", 4_000_000, 2),
            price("better", 3_000_000, 3),
            price("dear", 11_000_000, 3),
        ];
        let found = savings(&findings(&others, &[("used", 900)]));
        assert_eq!((found.cost, found.saves), (10_000_000, 7_300_000));
        let [
            Proposal::Switch { to, saves, .. },
            Proposal::AvoidFailures {
                calls, saves: rest, ..
            },
        ] = found.proposals.as_slice()
        else {
            panic!("{found:?}");
        };
        assert_eq!((to.as_str(), *saves), ("better", 7_000_000));
        assert_eq!(
            (*calls, *rest),
            (1, 300_000),
            "at the price after the switch"
        );
    }

    #[test]
    fn what_was_less_reliable_is_not_proposed() {
        let other = [price("other", 1_000_000, 2)];
        for (good, is_proposed) in [(899, false), (900, true)] {
            let found = savings(&findings(&other, &[("used", 900), ("other", good)]));
            assert_eq!(found.proposals.len() == 2, is_proposed, "{good}");
        }
    }

    #[test]
    fn of_two_that_cost_the_same_the_first_in_the_alphabet_is_proposed() {
        let others = ["d", "b", "e", "c"].map(|model| price(model, 1_000_000, 2));
        let found = savings(&findings(&others, &[]));
        assert!(matches!(&found.proposals[0], Proposal::Switch { to, .. } if to == "b"));
    }

    #[test]
    fn where_nothing_is_cheaper_failures_remain() {
        let found = savings(&findings(&[price("same", 10_000_000, 2)], &[]));
        assert_eq!((found.proposals.len(), found.saves), (1, 1_000_000));
    }
}

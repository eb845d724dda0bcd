use crate::Outcome;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

/// Things that are random but the same in every run, so that a failure can be looked at.
#[derive(Debug)]
pub struct Random(TestRunner);

impl Default for Random {
    fn default() -> Self {
        let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &[42; 32]);
        Self(TestRunner::new_with_rng(Config::default(), seed))
    }
}

impl Random {
    /// The next thing of this kind.
    ///
    /// # Errors
    /// When there is none.
    pub fn next<S: Strategy>(&mut self, kind: &S) -> Outcome<S::Value> {
        let tree = kind.new_tree(&mut self.0);
        Ok(tree.map_err(|reason| reason.to_string())?.current())
    }
}

/// JSON of any form, with leaves among it that the routes of a service look for.
pub fn any_json(looked_for: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        6 => prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "\\PC{0,20}".prop_map(Value::from),
            "[\u{0}-\u{ff}]{0,8}".prop_map(Value::from),
        ],
        4 => looked_for,
    ];
    let nested = leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("\\PC{0,6}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    });
    nested.boxed()
}

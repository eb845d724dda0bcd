//! Options whose values are the names of a fixed list.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Parses a name into the value of `all` that has it. The help and the error for another name list the names.
pub(super) fn named_values<T, const COUNT: usize>(all: [T; COUNT], name: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.map(name)).try_map(move |given| {
        all.into_iter()
            .find(|value| name(*value) == given)
            .ok_or("there is no such value")
    })
}

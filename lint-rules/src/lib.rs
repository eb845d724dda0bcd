//! The rules that `ssot` ships: data, no logic.
//!
//! A rule is a file `<category>/<rule-id>.toml` beside `src`, and a line in [`SHIPPED`].

/// Every shipped file by its path in this pack: rules, and `concepts.toml` with the concepts that they bring.
/// Kept by hand, sorted, one line a file.
pub const SHIPPED: &[(&str, &str)] = &[
    ("access/direct-access.toml", include_str!("../access/direct-access.toml")),
    ("concepts.toml", include_str!("../concepts.toml")),
    (
        "configuration/direct-env-access.toml",
        include_str!("../configuration/direct-env-access.toml"),
    ),
    (
        "construction/non-factory-construction.toml",
        include_str!("../construction/non-factory-construction.toml"),
    ),
    (
        "definitions/missing-canonical.toml",
        include_str!("../definitions/missing-canonical.toml"),
    ),
    (
        "definitions/rival-definition.toml",
        include_str!("../definitions/rival-definition.toml"),
    ),
    (
        "duplication/duplicate-implementation.toml",
        include_str!("../duplication/duplicate-implementation.toml"),
    ),
    (
        "imports/deprecated-import-path.toml",
        include_str!("../imports/deprecated-import-path.toml"),
    ),
    (
        "imports/scattered-import-paths.toml",
        include_str!("../imports/scattered-import-paths.toml"),
    ),
];

//! The rules that `ssot` ships: data, no logic.
//!
//! A pack is a folder beside `src`. A rule of it is a file `<pack>/<category>/<rule-id>.toml`, and a line in [`SHIPPED`].

/// Every shipped file by its path: the rules of each pack, and its `concepts.toml` with the concepts that they bring.
/// Kept by hand, sorted, one line a file.
pub const SHIPPED: &[(&str, &str)] = &[
    (
        "core/access/direct-access.toml",
        include_str!("../core/access/direct-access.toml"),
    ),
    ("core/concepts.toml", include_str!("../core/concepts.toml")),
    (
        "core/configuration/direct-env-access.toml",
        include_str!("../core/configuration/direct-env-access.toml"),
    ),
    (
        "core/construction/non-factory-construction.toml",
        include_str!("../core/construction/non-factory-construction.toml"),
    ),
    (
        "core/definitions/missing-canonical.toml",
        include_str!("../core/definitions/missing-canonical.toml"),
    ),
    (
        "core/definitions/rival-definition.toml",
        include_str!("../core/definitions/rival-definition.toml"),
    ),
    (
        "core/duplication/duplicate-implementation.toml",
        include_str!("../core/duplication/duplicate-implementation.toml"),
    ),
    (
        "core/imports/deprecated-import-path.toml",
        include_str!("../core/imports/deprecated-import-path.toml"),
    ),
    (
        "core/imports/scattered-import-paths.toml",
        include_str!("../core/imports/scattered-import-paths.toml"),
    ),
    (
        "core/named-values/stray-literal.toml",
        include_str!("../core/named-values/stray-literal.toml"),
    ),
    ("service/concepts.toml", include_str!("../service/concepts.toml")),
    (
        "service/configuration/hosts-and-ports.toml",
        include_str!("../service/configuration/hosts-and-ports.toml"),
    ),
    (
        "service/database/sql-built-by-hand.toml",
        include_str!("../service/database/sql-built-by-hand.toml"),
    ),
    (
        "service/database/sql-outside-repositories.toml",
        include_str!("../service/database/sql-outside-repositories.toml"),
    ),
    (
        "service/database/url-built-by-hand.toml",
        include_str!("../service/database/url-built-by-hand.toml"),
    ),
];

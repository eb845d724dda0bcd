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
        "service/async/detached-task.toml",
        include_str!("../service/async/detached-task.toml"),
    ),
    (
        "service/async/waiting-by-hand.toml",
        include_str!("../service/async/waiting-by-hand.toml"),
    ),
    (
        "service/authentication/token-outside-its-module.toml",
        include_str!("../service/authentication/token-outside-its-module.toml"),
    ),
    ("service/concepts.toml", include_str!("../service/concepts.toml")),
    (
        "service/database/pool-outside-its-module.toml",
        include_str!("../service/database/pool-outside-its-module.toml"),
    ),
    (
        "service/encoding/unchecked-text.toml",
        include_str!("../service/encoding/unchecked-text.toml"),
    ),
    (
        "service/errors-logging/console-output.toml",
        include_str!("../service/errors-logging/console-output.toml"),
    ),
    (
        "service/errors-logging/subscriber-outside-its-module.toml",
        include_str!("../service/errors-logging/subscriber-outside-its-module.toml"),
    ),
    (
        "service/http/client-outside-its-module.toml",
        include_str!("../service/http/client-outside-its-module.toml"),
    ),
    (
        "service/ids/id-outside-its-generator.toml",
        include_str!("../service/ids/id-outside-its-generator.toml"),
    ),
];

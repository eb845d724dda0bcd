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
        "core/dependencies/dependency-version-drift.toml",
        include_str!("../core/dependencies/dependency-version-drift.toml"),
    ),
    (
        "core/duplication/duplicate-implementation.toml",
        include_str!("../core/duplication/duplicate-implementation.toml"),
    ),
    (
        "core/encoding/misleading-characters.toml",
        include_str!("../core/encoding/misleading-characters.toml"),
    ),
    (
        "core/imports/deep-relative-path.toml",
        include_str!("../core/imports/deep-relative-path.toml"),
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
        "service/maintenance/todo-without-issue.toml",
        include_str!("../service/maintenance/todo-without-issue.toml"),
    ),
    (
        "service/type-safety/open-newtype.toml",
        include_str!("../service/type-safety/open-newtype.toml"),
    ),
    (
        "service/type-safety/raw-id.toml",
        include_str!("../service/type-safety/raw-id.toml"),
    ),
];

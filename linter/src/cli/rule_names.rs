//! The names of rules that the user may write, and suggestions for unknown ones.

use super::failure::Failure;
use crate::config::{Config, RuleLevel, suggestion};
use crate::rules::input::INPUT_RULES;

/// The ids of all rules: configured ones, and those about the input.
pub(super) fn known(config: &Config) -> impl Iterator<Item = &str> {
    let configured = config.rules.iter().map(|rule| &*rule.id);
    configured.chain(INPUT_RULES.iter().map(|rule| rule.id))
}

/// The first of `allow` and `deny` that cannot be meant: no rule, both at once, or denied and switched off.
pub(super) fn check(config: &Config, allow: &[String], deny: &[String]) -> Result<(), Failure> {
    let named = allow
        .iter()
        .map(|name| (name, "--allow"))
        .chain(deny.iter().map(|name| (name, "--deny")));
    for (name, flag) in named {
        if !known(config).any(|known| known == name) {
            return Err(unknown(
                config,
                name,
                &format!("`{flag}` names it, but neither a pack nor `ssot.toml` defines it"),
            ));
        }
    }
    for name in deny {
        if allow.contains(name) {
            let title = format!("the rule `{name}` is both allowed and denied");
            return Err(Failure::new(
                title,
                "a rule that is allowed finds nothing",
                "leave out one of the two flags",
            ));
        }
        if config
            .rules
            .iter()
            .any(|rule| *rule.id == **name && rule.level == RuleLevel::Off)
        {
            let title = format!("the rule `{name}` is denied and switched off");
            let next = format!("set `level = \"on\"` under `[rule.{name}]` in `ssot.toml`, or leave out `--deny`");
            return Err(Failure::new(title, "a rule that is off finds nothing", next));
        }
    }
    Ok(())
}

/// There is no rule of that name.
pub(super) fn unknown(config: &Config, name: &str, cause: &str) -> Failure {
    let near = suggestion(name, known(config)).filter(|help| help.starts_with("did you mean"));
    Failure::new(
        format!("there is no rule `{name}`"),
        cause,
        near.unwrap_or_else(|| "`ssot rules` lists them".to_owned()),
    )
}

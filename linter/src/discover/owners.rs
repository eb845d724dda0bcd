//! The owners of files, as CODEOWNERS declares them for GitHub or GitLab.
//!
//! Knows nothing of who the owners are: whether a team exists is for the forge to say.

use std::collections::BTreeSet;
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::finding::FilePath;
use crate::snapshot::Snapshot;

/// Where the forges look for the file, from the top of the repository. The first one counts.
const PLACES: [&str; 4] = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

/// Maximum number of lines with a pattern. A hostile file may have millions, and each costs time for each file.
const MOST_RULES: usize = 20_000;

/// Maximum length of a pattern, in bytes.
const LONGEST_PATTERN: usize = 1024;

/// The owners of the files of a workspace.
#[derive(Clone, Debug, Default)]
pub struct CodeOwners {
    /// The path of CODEOWNERS from the top of the repository; `None` if there is none.
    pub file: Option<&'static str>,
    /// The lines that have no meaning, counted from 1.
    pub problems: Vec<u32>,
    /// The path of the workspace from the top of the repository: empty, or with a `/` at its end.
    below: String,
    sections: Vec<OwnerSection>,
}

/// The rules of a section, of which the last that matches counts. A file without headings has one section.
#[derive(Clone, Debug)]
struct OwnerSection {
    globs: GlobSet,
    /// For each glob the index of its rule.
    rule_of_glob: Vec<usize>,
    rules: Vec<OwnerRule>,
}

/// A line of the file.
#[derive(Clone, Debug)]
struct OwnerRule {
    pattern: String,
    /// Nobody, if the line names nobody.
    owners: Vec<Arc<str>>,
    /// The section does not apply to the files that match, whatever later lines say.
    excludes: bool,
}

impl CodeOwners {
    /// Reads CODEOWNERS of the repository around a snapshot.
    pub fn from_snapshot(snapshot: &Snapshot) -> Self {
        let found = PLACES
            .into_iter()
            .find_map(|place| Some((place, snapshot.repository_text(place)?)));
        let Some((place, text)) = found else { return Self::default() };
        Self {
            file: Some(place),
            below: snapshot.path_in_repository(),
            ..Self::parse(&text)
        }
    }

    fn parse(text: &str) -> Self {
        let mut owners = Self::default();
        let (mut rules, mut default, mut count) = (Vec::new(), Vec::new(), 0);
        for (line, number) in text.lines().zip(1..) {
            let words = words(line);
            let Some((first, rest)) = words.split_first() else { continue };
            if let Some(named) = heading(line) {
                owners.close(&mut rules);
                default = named;
                continue;
            }
            let (excludes, pattern) = first.strip_prefix('!').map_or((false, &**first), |pattern| (true, pattern));
            let mut named: Vec<Arc<str>> = rest.iter().map(|owner| Arc::from(&**owner)).collect();
            let is_owner = |owner: &Arc<str>| owner.contains('@');
            count += 1;
            if globs(pattern).is_none() || !named.iter().all(is_owner) || count > MOST_RULES {
                owners.problems.push(number);
                continue;
            }
            if named.is_empty() {
                named.clone_from(&default);
            }
            rules.push(OwnerRule {
                pattern: pattern.to_owned(),
                owners: named,
                excludes,
            });
        }
        owners.close(&mut rules);
        owners
    }

    /// Makes a section of the rules so far.
    fn close(&mut self, rules: &mut Vec<OwnerRule>) {
        let rules = std::mem::take(rules);
        let (mut builder, mut rule_of_glob) = (GlobSetBuilder::new(), Vec::new());
        for (at, rule) in rules.iter().enumerate() {
            for glob in globs(&rule.pattern).into_iter().flatten() {
                builder.add(glob);
                rule_of_glob.push(at);
            }
        }
        if let (false, Ok(globs)) = (rules.is_empty(), builder.build()) {
            self.sections.push(OwnerSection {
                globs,
                rule_of_glob,
                rules,
            });
        }
    }

    /// The owners of a file, in the order of the file; none if it has none.
    pub fn of(&self, file: &FilePath) -> Vec<Arc<str>> {
        let path = format!("{}{file}", self.below);
        let mut owners: Vec<Arc<str>> = Vec::new();
        for owner in self.sections.iter().flat_map(|section| section.owners(&path)) {
            if !owners.contains(owner) {
                owners.push(Arc::clone(owner));
            }
        }
        owners
    }

    /// Every owner that a line names.
    pub fn all(&self) -> BTreeSet<&str> {
        let rules = self.sections.iter().flat_map(|section| &section.rules);
        rules.flat_map(|rule| &rule.owners).map(|owner| &**owner).collect()
    }
}

impl OwnerSection {
    fn owners(&self, path: &str) -> &[Arc<str>] {
        let matching = self.globs.matches(path).into_iter();
        let rules: Vec<&OwnerRule> = matching.map(|glob| &self.rules[self.rule_of_glob[glob]]).collect();
        match rules.last() {
            Some(last) if !rules.iter().any(|rule| rule.excludes) => &last.owners,
            _ => &[],
        }
    }
}

/// The words of a line before its comment. A backslash takes the meaning from the next character.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), String::new());
    let mut chars = line.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => word.extend(chars.next()),
            '#' if word.is_empty() => break,
            char if char.is_whitespace() => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            char => word.push(char),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The default owners of a section, if the line is the heading of one: `[Name]`, `^[Name][2] @owner`.
fn heading(line: &str) -> Option<Vec<Arc<str>>> {
    let line = line.trim();
    let rest = line.strip_prefix('^').unwrap_or(line).strip_prefix('[')?;
    let (_, mut rest) = rest.split_once(']')?;
    if let Some(count) = rest.strip_prefix('[') {
        rest = count.split_once(']')?.1;
    }
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    Some(words(rest).into_iter().map(Arc::from).collect())
}

/// The globs of a pattern, by the rules of gitignore; `None` if it is no pattern. One that begins with `/` or has one inside is a path
/// from the top; any other is a name in every folder. A folder stands for all that is in it, unless the last name has a wildcard.
fn globs(pattern: &str) -> Option<Vec<globset::Glob>> {
    if pattern.len() > LONGEST_PATTERN {
        return None;
    }
    let path = pattern.trim_matches('/');
    let escaped: String = path.chars().flat_map(escape).collect();
    let is_from_top = pattern.trim_end_matches('/').contains('/');
    let start = if is_from_top { "" } else { "**/" };
    let last = path.rsplit('/').next().unwrap_or_default();
    let ends: &[&str] = match (path, pattern.ends_with('/'), last.contains('*')) {
        ("" | "*" | "**", ..) => return Some(vec![glob("**")?]),
        (_, true, _) => &["/**"],
        (_, false, true) => &[""],
        (_, false, false) => &["", "/**"],
    };
    ends.iter().map(|end| glob(&format!("{start}{escaped}{end}"))).collect()
}

/// Only `*` and `?` have a meaning.
fn escape(char: char) -> impl Iterator<Item = char> {
    let before = matches!(char, '[' | ']' | '{' | '}' | '\\').then_some('\\');
    before.into_iter().chain([char])
}

fn glob(text: &str) -> Option<globset::Glob> {
    GlobBuilder::new(text)
        .literal_separator(true)
        .backslash_escape(true)
        .build()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let owners = CodeOwners::parse(text);
        for (file, of) in expected {
            assert_eq!(owners.of(&FilePath::new(file)).join(" "), *of, "{file} in {text}");
        }
    }

    #[test]
    fn the_last_line_that_matches_counts() {
        check(
            "*  @all # everything\n*.rs @rust me@example.com\n/src/ @src\nsrc/legacy\n",
            &[
                ("README.md", "@all"),
                ("a/b.rs", "@rust me@example.com"),
                ("src/a.rs", "@src"),
                ("a/src/a.rs", "@rust me@example.com"),
                ("src/legacy/a.rs", ""),
            ],
        );
    }

    #[test]
    fn patterns_are_those_of_gitignore() {
        check(
            "docs/* @flat\napps/ @apps\n/build/logs/ @logs\n**/deep @deep\nwith\\ space/ @space\n[ab].rs @set\n",
            &[
                ("docs/a.md", "@flat"),
                ("docs/a/b.md", ""),
                ("x/apps/y/z.rs", "@apps"),
                ("build/logs/a/b", "@logs"),
                ("x/build/logs/a", ""),
                ("x/y/deep/z", "@deep"),
                ("with space/a", "@space"),
                ("a.rs", ""),
            ],
        );
    }

    #[test]
    fn sections_of_gitlab_apply_side_by_side() {
        check(
            "[Code] @code\n*.rs\n!gen.rs\ngen.rs @never\n^[Docs][2] @docs\n*.md\n/src/ @extra\n",
            &[
                ("a.rs", "@code"),
                ("gen.rs", ""),
                ("a.md", "@docs"),
                ("src/a.rs", "@code @extra"),
            ],
        );
    }

    #[test]
    fn lines_without_a_meaning_are_told() {
        let long = "a".repeat(2000);
        let owners = CodeOwners::parse(&format!("* @a\nsrc team\n{long} @b\n{} @c\n", "{".repeat(900)));
        assert_eq!(owners.problems, [2, 3]);
        assert_eq!(owners.all(), BTreeSet::from(["@a", "@c"]));
    }
}

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

/// Maximum number of sections.
const MOST_SECTIONS: usize = 200;

/// Maximum number of owners of a line, and of a file.
const MOST_OWNERS: usize = 50;

/// Number of lines whose globs are compiled together: all at once may be too large for one automaton.
const COMPILED_TOGETHER: usize = 200;

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
#[derive(Clone, Debug, Default)]
struct OwnerSection {
    /// In lower case; empty before the first heading.
    name: String,
    rules: Vec<OwnerRule>,
    chunks: Vec<CompiledRules>,
}

/// Compiled rules that follow one another.
#[derive(Clone, Debug)]
struct CompiledRules {
    globs: GlobSet,
    /// For each glob the index of its rule.
    rule_of_glob: Vec<usize>,
}

/// A line of the file.
#[derive(Clone, Debug)]
struct OwnerRule {
    line: u32,
    pattern: String,
    /// Nobody, if the line names nobody.
    owners: Vec<Arc<str>>,
    /// The section does not apply to the files that match, whatever later lines say.
    excludes: bool,
}

/// The path and the text of CODEOWNERS of the repository around a snapshot.
pub fn codeowners(snapshot: &Snapshot) -> Option<(&'static str, String)> {
    let mut places = PLACES.into_iter();
    places.find_map(|place| Some((place, snapshot.repository_text(place)?)))
}

impl CodeOwners {
    /// Reads CODEOWNERS of the repository around a snapshot.
    pub fn from_snapshot(snapshot: &Snapshot) -> Self {
        let Some((place, text)) = codeowners(snapshot) else {
            return Self::default();
        };
        Self {
            file: Some(place),
            below: snapshot.path_in_repository(),
            ..Self::parse(&text)
        }
    }

    fn parse(text: &str) -> Self {
        let mut owners = Self::default();
        let mut sections = vec![OwnerSection::default()];
        let (mut current, mut default, mut count) = (0, Vec::new(), 0);
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        for (line, number) in text.lines().zip(1..) {
            if let Some((name, named)) = heading(line) {
                let known = sections.iter().position(|section| section.name == name);
                if !named.iter().all(is_owner) || known.is_none() && sections.len() == MOST_SECTIONS {
                    owners.problems.push(number);
                }
                default = named;
                if known.is_none() && sections.len() < MOST_SECTIONS {
                    sections.push(OwnerSection {
                        name,
                        ..OwnerSection::default()
                    });
                }
                current = known.unwrap_or(sections.len() - 1);
                continue;
            }
            let Some(mut rule) = OwnerRule::parse(line, number) else {
                continue;
            };
            count += 1;
            if !rule.is_valid() || count > MOST_RULES {
                owners.problems.push(number);
                continue;
            }
            if rule.owners.is_empty() {
                rule.owners.clone_from(&default);
            }
            sections[current].rules.push(rule);
        }
        for section in &mut sections {
            owners.problems.extend(section.compile());
        }
        owners.problems.sort_unstable();
        owners.sections = sections;
        owners
    }

    /// The owners of a file, in the order of the file; none if it has none.
    pub fn of(&self, file: &FilePath) -> Vec<Arc<str>> {
        let path = format!("{}{file}", self.below);
        let mut owners: Vec<Arc<str>> = Vec::new();
        for owner in self.sections.iter().flat_map(|section| section.owners(&path)) {
            if owners.len() < MOST_OWNERS && !owners.contains(owner) {
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

impl OwnerRule {
    /// The rule of a line; `None` if the line is empty or a comment.
    fn parse(line: &str, number: u32) -> Option<Self> {
        let words = words(line);
        let (first, named) = words.split_first()?;
        let exclusion = first.strip_prefix('!');
        Some(Self {
            line: number,
            pattern: exclusion.unwrap_or(first).to_owned(),
            owners: named.iter().map(|owner| Arc::from(&**owner)).collect(),
            excludes: exclusion.is_some(),
        })
    }

    fn is_valid(&self) -> bool {
        globs(&self.pattern).is_some() && self.owners.len() <= MOST_OWNERS && self.owners.iter().all(is_owner)
    }
}

/// Whether a word names somebody: `@user`, `@org/team`, `user@example.com`.
fn is_owner(word: &Arc<str>) -> bool {
    word.contains('@')
}

impl OwnerSection {
    /// Compiles the rules; gives the lines of those that are too large.
    fn compile(&mut self) -> Vec<u32> {
        let mut too_large = Vec::new();
        let mut first = 0;
        for rules in self.rules.chunks(COMPILED_TOGETHER) {
            match CompiledRules::new(rules, first) {
                Some(compiled) => self.chunks.push(compiled),
                None => too_large.extend(rules.iter().map(|rule| rule.line)),
            }
            first += rules.len();
        }
        too_large
    }

    fn owners(&self, path: &str) -> &[Arc<str>] {
        let matching = self.chunks.iter().flat_map(|chunk| chunk.matching(path));
        let rules: Vec<&OwnerRule> = matching.map(|rule| &self.rules[rule]).collect();
        match rules.last() {
            Some(last) if !rules.iter().any(|rule| rule.excludes) => &last.owners,
            _ => &[],
        }
    }
}

impl CompiledRules {
    /// Compiles rules, the first of which has this index. `None` if they are too large.
    fn new(rules: &[OwnerRule], first: usize) -> Option<Self> {
        let (mut builder, mut rule_of_glob) = (GlobSetBuilder::new(), Vec::new());
        for (at, rule) in (first..).zip(rules) {
            for glob in globs(&rule.pattern)? {
                builder.add(glob);
                rule_of_glob.push(at);
            }
        }
        let globs = builder.build().ok()?;
        Some(Self { globs, rule_of_glob })
    }

    /// The indices of the rules that match a path, in their order.
    fn matching(&self, path: &str) -> impl Iterator<Item = usize> {
        let globs = self.globs.matches(path).into_iter();
        globs.map(|glob| self.rule_of_glob[glob])
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

/// The name and the default owners of a section, if the line is the heading of one: `[Name]`, `^[Name][2] @owner`.
fn heading(line: &str) -> Option<(String, Vec<Arc<str>>)> {
    let line = line.trim();
    let rest = line.strip_prefix('^').unwrap_or(line).strip_prefix('[')?;
    let (name, mut rest) = rest.split_once(']')?;
    if let Some(count) = rest.strip_prefix('[') {
        rest = count.split_once(']')?.1;
    }
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    Some((name.to_lowercase(), words(rest).into_iter().map(Arc::from).collect()))
}

/// The globs of a pattern, by the rules of gitignore; `None` if it is no pattern. One that begins with `/` or has one inside is a path
/// from the top; any other is a name in every folder. A folder stands for all that is in it, unless the last name has a wildcard.
fn globs(pattern: &str) -> Option<Vec<globset::Glob>> {
    if pattern.len() > LONGEST_PATTERN {
        return None;
    }
    let path = pattern.trim_matches('/');
    let escaped: String = path.chars().flat_map(escape).collect();
    let is_from_top = pattern.trim_end_matches('/').contains('/') || pattern.starts_with('/');
    let start = if is_from_top { "" } else { "**/" };
    let last = path.rsplit('/').next().unwrap_or_default();
    let ends: &[&str] = match (pattern, pattern.ends_with('/'), last.contains('*')) {
        ("*" | "**" | "/**" | "/", ..) => return Some(vec![glob("**")?]),
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
        check("* @all\n/* @top\n", &[("Cargo.toml", "@top"), ("a/b.rs", "@all")]);
    }

    #[test]
    fn sections_of_gitlab_apply_side_by_side() {
        check(
            "\u{FEFF}[Code] @code\n*.rs\n!gen.rs\ngen.rs @never\n^[Docs][2] @docs\n*.md\n/src/ @extra\n[code]\nlate.rs @late\n",
            &[
                ("a.rs", "@code"),
                ("gen.rs", ""),
                ("late.rs", "@late"),
                ("a.md", "@docs"),
                ("src/a.rs", "@code @extra"),
            ],
        );
    }

    #[test]
    fn lines_without_a_meaning_are_told() {
        let long = "a".repeat(2000);
        let many = "@x ".repeat(MOST_OWNERS + 1);
        let text = format!("* @a\nsrc team\n{long} @b\n{} @c\n* {many}\n[Code] team\n", "{".repeat(900));
        let owners = CodeOwners::parse(&text);
        assert_eq!(owners.problems, [2, 3, 5, 6]);
        assert_eq!(owners.all(), BTreeSet::from(["@a", "@c"]));
    }

    #[test]
    fn thousands_of_long_patterns_are_compiled() {
        let lines = (0..3_000).map(|number| format!("{}{number}/ @team{number}\n", "folder-".repeat(20)));
        let owners = CodeOwners::parse(&lines.collect::<String>());
        assert_eq!(owners.problems, [0; 0]);
        let file = FilePath::new(format!("a/{}2999/b.rs", "folder-".repeat(20)));
        assert_eq!(owners.of(&file).join(" "), "@team2999");
    }
}

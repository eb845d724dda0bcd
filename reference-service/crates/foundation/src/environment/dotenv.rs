//! The text of a `.env` file.
//!
//! ```text
//! # a comment
//! NAME=value            # up to white space and a hash
//! export NAME=value     # as shells write it
//! NAME='as it is'       # nothing has a meaning between single quotes
//! NAME="line\nline"     # \n, \t, \" and \\ have one between double quotes
//! ```
//!
//! Nothing is expanded, a value never spans lines, and a name that stands twice is a mistake.

use std::collections::BTreeSet;

/// What is wrong with the text, and in which line. The line itself is not repeated, for it may hold a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(".env, line {line}: {what}")]
pub struct DotenvError {
    /// Counted from 1.
    pub line: usize,
    /// A phrase for people.
    pub what: &'static str,
}

pub(super) fn parse(text: &str) -> Result<Vec<(String, String)>, DotenvError> {
    let without_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut variables, mut names) = (Vec::new(), BTreeSet::new());
    for (index, line) in without_mark.lines().enumerate() {
        let at_line = |what| DotenvError {
            line: index + 1,
            what,
        };
        let Some((name, value)) = variable(line.trim()).map_err(at_line)? else {
            continue;
        };
        if !names.insert(name) {
            return Err(at_line("the name stands in an earlier line already"));
        }
        variables.push((name.to_owned(), value));
    }
    Ok(variables)
}

fn variable(line: &str) -> Result<Option<(&str, String)>, &'static str> {
    if line.is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let (name, value) = line.split_once('=').ok_or("expected `NAME=value`")?;
    let name = name.strip_prefix("export ").unwrap_or(name).trim();
    if !is_name(name) {
        return Err("a name consists of letters, digits and `_`, and does not begin with a digit");
    }
    Ok(Some((name, self::value(value.trim_start())?)))
}

fn is_name(text: &str) -> bool {
    !text.starts_with(|first: char| first.is_ascii_digit())
        && !text.is_empty()
        && text
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

fn value(text: &str) -> Result<String, &'static str> {
    if let Some(rest) = text.strip_prefix('\'') {
        let (value, rest) = rest
            .split_once('\'')
            .ok_or("the single quote is not closed")?;
        return only_comment(rest).map(|()| value.to_owned());
    }
    if let Some(rest) = text.strip_prefix('"') {
        let (value, rest) = double_quoted(rest)?;
        return only_comment(rest).map(|()| value);
    }
    Ok(without_comment(text).trim_end().to_owned())
}

/// The value up to the closing quote, and what follows it.
fn double_quoted(text: &str) -> Result<(String, &str), &'static str> {
    let (mut value, mut letters) = (String::new(), text.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return Ok((value, letters.as_str())),
            '\\' => value.push(escaped(letters.next())?),
            other => value.push(other),
        }
    }
    Err("the double quote is not closed")
}

fn escaped(letter: Option<char>) -> Result<char, &'static str> {
    match letter {
        Some('n') => Ok('\n'),
        Some('t') => Ok('\t'),
        Some(same @ ('"' | '\\')) => Ok(same),
        _ => Err(r#"after a backslash between double quotes: n, t, " or another backslash"#),
    }
}

fn only_comment(rest: &str) -> Result<(), &'static str> {
    if without_comment(rest).trim().is_empty() {
        Ok(())
    } else {
        Err("something follows the closing quote")
    }
}

/// A hash begins a comment only at the start or after white space: `A=b#c` is a value.
fn without_comment(text: &str) -> &str {
    let begins_comment = |(at, _): &(usize, &str)| {
        text[..*at]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace)
    };
    let comment = text.match_indices('#').find(begins_comment);
    comment.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_form_of_a_line_is_read() {
        let table = [
            ("A=b", "b"),
            ("  export A = b  ", "b"),
            ("A=", ""),
            ("A=b # comment", "b"),
            ("A=# comment", ""),
            ("A=b#c", "b#c"),
            ("A=b=c", "b=c"),
            ("A='b # $c \\n'", "b # $c \\n"),
            ("A='b' # comment", "b"),
            (r#"A="b\n\t\"\\ # $(c)" # comment"#, "b\n\t\"\\ # $(c)"),
            ("\u{feff}A=grüße", "grüße"),
            ("# comment\r\n\r\nA=b\r\n", "b"),
        ];
        for (text, value) in table {
            assert_eq!(
                parse(text),
                Ok(vec![("A".to_owned(), value.to_owned())]),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let table = [
            ("A=b\nC", 2),
            ("=b", 1),
            ("1A=b", 1),
            ("A B=c", 1),
            ("A-B=c", 1),
            ("A='b", 1),
            ("A=\"b", 1),
            ("A=\"b\\", 1),
            ("A=\"b\\x\"", 1),
            ("A='b'c", 1),
            ("A=b\n\nA=c", 3),
        ];
        for (text, line) in table {
            assert_eq!(
                parse(text).map_err(|error| error.line),
                Err(line),
                "{text:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_ends_in_variables_or_in_a_mistake_with_its_line(text in "(.|\n){0,80}|([A-C =#'\"\\\\n]|\n){0,30}") {
            if let Err(mistake) = parse(&text) {
                prop_assert!((1..=text.lines().count()).contains(&mistake.line));
            }
        }

        #[test]
        fn a_value_between_single_quotes_is_taken_as_it_is(value in "[^'\r\n]{0,40}") {
            prop_assert_eq!(parse(&format!("A='{value}'")), Ok(vec![("A".to_owned(), value)]));
        }
    }
}

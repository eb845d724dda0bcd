//! Every format over reports made by hand, as files to look at: `snapshots/`.

use super::*;

fn told(format: &str, report: &Report, style: &Style) -> String {
    let mut bytes = Vec::new();
    Format::named(format)
        .expect("the format exists")
        .write(report, style, &mut bytes)
        .expect("a vector takes everything");
    String::from_utf8(bytes).expect("formats write UTF-8")
}

#[test]
fn full_of_a_small_report() {
    insta::assert_snapshot!(told("full", &sample::small(), &Style::PLAIN));
}

#[test]
fn full_of_what_is_hard_to_draw() {
    insta::assert_snapshot!(told("full", &sample::hard(), &Style::PLAIN));
}

#[test]
fn full_of_nothing() {
    insta::assert_snapshot!(told("full", &sample::clean(), &Style::PLAIN));
}

#[test]
fn concise_is_a_line_each() {
    insta::assert_snapshot!(told("concise", &sample::hard(), &Style::PLAIN));
    insta::assert_snapshot!(told("concise", &sample::clean(), &Style::PLAIN));
}

#[test]
fn json_has_the_documented_form() {
    insta::assert_snapshot!(told("json", &sample::small(), &Style::PLAIN));
}

#[test]
fn jsonl_is_a_line_each() {
    insta::assert_snapshot!(told("jsonl", &sample::small(), &Style::PLAIN));
}

#[test]
fn the_ledger_adds_up() {
    let score = sample::hard().score;
    let mut bytes = Vec::new();
    ledger::write_score(&score, &Style::PLAIN, &mut bytes).expect("a vector takes everything");
    ledger::write_why(&score, &Style::PLAIN, &mut bytes).expect("a vector takes everything");
    insta::assert_snapshot!(String::from_utf8(bytes).expect("UTF-8"));
}

#[test]
fn quiet_leaves_out_the_summary_and_nothing_else() {
    let quiet = Style {
        summary: false,
        ..Style::PLAIN
    };
    for format in ["full", "concise"] {
        let (all, findings) = (
            told(format, &sample::hard(), &Style::PLAIN),
            told(format, &sample::hard(), &quiet),
        );
        assert!(all.starts_with(&findings) && findings.len() < all.len());
        assert_eq!(told(format, &sample::clean(), &quiet), "");
    }
    assert_eq!(
        told("json", &sample::hard(), &quiet),
        told("json", &sample::hard(), &Style::PLAIN)
    );
}

#[test]
fn colours_change_nothing_but_colours() {
    let color = Style {
        color: true,
        ..Style::PLAIN
    };
    for format in FORMATS {
        let painted = told(format.name, &sample::hard(), &color);
        let lines: Vec<String> = strip(&painted).lines().map(|line| line.trim_end().to_owned()).collect();
        assert_eq!(
            lines.join("\n") + "\n",
            told(format.name, &sample::hard(), &Style::PLAIN),
            "{}",
            format.name
        );
    }
}

#[test]
fn only_our_own_escapes_are_written() {
    for format in FORMATS {
        assert!(
            !told(format.name, &sample::hard(), &Style::PLAIN).contains('\x1b'),
            "{}",
            format.name
        );
    }
}

#[test]
fn drawings_stay_within_the_width() {
    for line in told("full", &sample::hard(), &Style::PLAIN).lines() {
        assert!(text::width(line) <= 80, "{line}");
    }
}

#[test]
fn names_and_aliases_are_taken_once() {
    let mut names: Vec<&str> = FORMATS
        .iter()
        .flat_map(|format| std::iter::once(format.name).chain(format.alias))
        .collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

fn strip(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

//! Every format over reports made by hand, as files to look at: `snapshots/`.

use super::*;

fn rendered(format: &str, report: &Report, style: &Style) -> String {
    let mut bytes = Vec::new();
    Format::named(format)
        .expect("the format exists")
        .write(report, style, &mut bytes)
        .expect("a vector takes everything");
    String::from_utf8(bytes).expect("formats write UTF-8")
}

#[test]
fn full_format_of_a_small_report() {
    insta::assert_snapshot!(rendered("full", &sample::small(), &Style::PLAIN));
}

#[test]
fn full_format_of_excerpts_that_are_hard_to_draw() {
    insta::assert_snapshot!(rendered("full", &sample::hard(), &Style::PLAIN));
}

#[test]
fn full_format_of_a_clean_report() {
    insta::assert_snapshot!(rendered("full", &sample::clean(), &Style::PLAIN));
}

#[test]
fn concise_has_a_line_for_each_finding() {
    insta::assert_snapshot!(rendered("concise", &sample::hard(), &Style::PLAIN));
    insta::assert_snapshot!(rendered("concise", &sample::clean(), &Style::PLAIN));
}

#[test]
fn json_has_the_documented_form() {
    insta::assert_snapshot!(rendered("json", &sample::small(), &Style::PLAIN));
}

#[test]
fn jsonl_has_a_line_for_each_finding() {
    insta::assert_snapshot!(rendered("jsonl", &sample::small(), &Style::PLAIN));
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
            rendered(format, &sample::hard(), &Style::PLAIN),
            rendered(format, &sample::hard(), &quiet),
        );
        assert!(all.starts_with(&findings) && findings.len() < all.len());
        assert_eq!(rendered(format, &sample::clean(), &quiet), "");
    }
    assert_eq!(
        rendered("json", &sample::hard(), &quiet),
        rendered("json", &sample::hard(), &Style::PLAIN)
    );
}

#[test]
fn colour_changes_nothing_else() {
    let color = Style {
        color: true,
        ..Style::PLAIN
    };
    for format in FORMATS {
        let painted = rendered(format.name, &sample::hard(), &color);
        let lines: Vec<String> = strip(&painted).lines().map(|line| line.trim_end().to_owned()).collect();
        assert_eq!(
            lines.join("\n") + "\n",
            rendered(format.name, &sample::hard(), &Style::PLAIN),
            "{}",
            format.name
        );
    }
}

#[test]
fn without_colour_no_escapes_are_written() {
    for format in FORMATS {
        assert!(
            !rendered(format.name, &sample::hard(), &Style::PLAIN).contains('\x1b'),
            "{}",
            format.name
        );
    }
}

#[test]
fn excerpts_stay_within_the_width() {
    for line in rendered("full", &sample::hard(), &Style::PLAIN).lines() {
        assert!(text::width(line) <= 80, "{line}");
    }
}

/// A document in XML as lines: the names of open elements, then attributes or text, unescaped.
fn read_xml(text: &str) -> Vec<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut read, mut texts) = (Vec::new(), String::new());
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error}: {text}"));
        match event {
            Event::Eof => break,
            Event::Start(element) | Event::Empty(element) => {
                for attribute in element.attributes() {
                    let attribute = attribute.expect("attributes are well-formed");
                    let value = attribute
                        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                        .expect("its escapes are known");
                    read.push(format!("{:?}={value}", attribute.key));
                }
            }
            Event::Text(part) => texts += &part,
            Event::GeneralRef(name) => texts += &format!("&{};", &*name),
            _ => {}
        }
    }
    read.push(
        quick_xml::escape::unescape(&texts)
            .expect("its escapes are known")
            .into_owned(),
    );
    read
}

#[test]
fn hostile_text_survives_in_xml() {
    let report = sample::hostile();
    let meant = text::clean(sample::HOSTILE).replace('\u{FFFE}', "\u{FFFD}");
    for format in ["junit", "checkstyle"] {
        let rendered = rendered(format, &report, &Style::PLAIN);
        let read = read_xml(&rendered).join("\n");
        assert!(read.contains(&meant), "{format}: {read}");
        assert!(read.contains(report.findings[0].place.file.as_str()), "{format}: {read}");
        assert!(!rendered.contains(['\u{FFFE}', '\0', '\r']), "{format}: {rendered}");
    }
}

#[test]
fn hostile_text_survives_in_json() {
    let report = sample::hostile();
    for format in ["json", "sarif", "gitlab", "rdjson"] {
        let rendered = rendered(format, &report, &Style::PLAIN);
        let read: serde_json::Value =
            serde_json::from_str(&rendered).unwrap_or_else(|error| panic!("{format}: {error}: {rendered}"));
        assert!(read.to_string().contains("100%0A"), "{format}: {rendered}");
    }
    for format in ["jsonl", "rustc"] {
        for line in rendered(format, &report, &Style::PLAIN).lines() {
            let read = serde_json::from_str::<serde_json::Value>(line);
            assert!(read.is_ok(), "{format}: {line}");
        }
    }
}

#[test]
fn a_hostile_text_stays_on_its_line() {
    let report = sample::hostile();
    for (format, lines) in [("concise", 2), ("agent", 2), ("github", 1), ("rustc", 2), ("jsonl", 2)] {
        let rendered = rendered(format, &report, &Style::PLAIN);
        assert_eq!(rendered.lines().count(), lines, "{format}: {rendered}");
    }
}

#[test]
fn hostile_text_adds_no_properties_to_an_annotation() {
    let rendered = rendered("github", &sample::hostile(), &Style::PLAIN);
    let (properties, message) = rendered[2..].split_once("::").expect("a message follows");
    let properties = properties.strip_prefix("error ").expect("the level is first");
    let names: Vec<_> = properties.split(',').map(|property| property.split('=').next()).collect();
    let wanted = ["file", "line", "endLine", "col", "endColumn", "title"];
    assert_eq!(names, wanted.map(Some), "{rendered}");
    assert!(properties.contains("file=src/größe 100%25%2Ca%3Ab\"'<&>`|.rs,"), "{rendered}");
    assert!(message.starts_with("100%250A"), "{rendered}");
}

#[test]
fn hostile_text_adds_no_markup_to_markdown() {
    let rendered = rendered("markdown", &sample::hostile(), &Style::PLAIN);
    insta::assert_snapshot!(rendered);
    assert!(!rendered.contains("![p](q)") && !rendered.contains("@all"), "{rendered}");
    assert!(!rendered.contains("<b>"), "{rendered}");
}

#[test]
fn every_format_writes_difficult_reports_deterministically() {
    for format in FORMATS {
        let mut without_sources = sample::hard();
        without_sources.sources.clear();
        for report in [sample::hard(), sample::hostile(), sample::clean(), without_sources] {
            let (one, other) = (
                rendered(format.name, &report, &Style::PLAIN),
                rendered(format.name, &report, &Style::PLAIN),
            );
            assert_eq!(one, other, "{}", format.name);
            assert!(
                one.is_empty() || one.ends_with('\n') && !one.ends_with("\n\n"),
                "{}: {one}",
                format.name
            );
        }
    }
}

#[test]
fn formats_depend_on_source_texts_only_if_they_say_so() {
    let mut without_sources = sample::hard();
    without_sources.sources.clear();
    for format in FORMATS {
        let of = |report| rendered(format.name, report, &Style::PLAIN);
        let is_same = of(&sample::hard()) == of(&without_sources);
        assert_eq!(is_same, format.sources == SourceTexts::Unread, "{}", format.name);
    }
}

#[test]
fn names_and_aliases_are_unique() {
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

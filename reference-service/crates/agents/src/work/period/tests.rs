use super::*;

/// Sunday, 2026-11-29T12:30:00Z.
const NOW: u64 = 1_795_955_400_000;
const HOUR: u64 = 3_600_000;

fn at(text: &str) -> u64 {
    let numbers: Vec<u16> = text.split('-').map(|it| it.parse().unwrap()).collect();
    let month = Month::try_from(numbers[1] as u8).unwrap();
    let day = Date::from_calendar_date(numbers[0].into(), month, numbers[2] as u8).unwrap();
    midnight(day).unwrap().0
}

fn named_in(message: &str) -> Option<Span> {
    let words: Vec<&str> = message
        .split([' ', '-', '?'])
        .filter(|it| !it.is_empty())
        .collect();
    named(&words, EpochMillis(NOW))
}

#[test]
fn times_of_the_calendar() {
    let now = NOW + 1;
    for (message, from, until, words) in [
        ("today", at("2026-11-29"), now, "today (2026-11-29)"),
        (
            "costs yesterday?",
            at("2026-11-28"),
            at("2026-11-29"),
            "yesterday (2026-11-28)",
        ),
        (
            "this week",
            at("2026-11-23"),
            now,
            "this week (2026-11-23 to 2026-11-29)",
        ),
        (
            "last week",
            at("2026-11-16"),
            at("2026-11-23"),
            "last week (2026-11-16 to 2026-11-22)",
        ),
        (
            "this month",
            at("2026-11-01"),
            now,
            "this month (2026-11-01 to 2026-11-29)",
        ),
        (
            "the previous month",
            at("2026-10-01"),
            at("2026-11-01"),
            "last month (2026-10-01 to 2026-10-31)",
        ),
        (
            "last quarter",
            at("2026-07-01"),
            at("2026-10-01"),
            "last quarter (2026-07-01 to 2026-09-30)",
        ),
        (
            "this year",
            at("2026-01-01"),
            now,
            "this year (2026-01-01 to 2026-11-29)",
        ),
        (
            "last year",
            at("2025-01-01"),
            at("2026-01-01"),
            "last year (2025-01-01 to 2025-12-31)",
        ),
        ("last 3 hours", NOW - 3 * HOUR, now, "in the last 3 hours"),
        ("in the past hour", NOW - HOUR, now, "in the last hour"),
        (
            "since 2026-11-03",
            at("2026-11-03"),
            now,
            "since 2026-11-03",
        ),
        (
            "since november 3rd",
            at("2026-11-03"),
            now,
            "since 2026-11-03",
        ),
        (
            "since 3 december 2025",
            at("2025-12-03"),
            now,
            "since 2025-12-03",
        ),
        ("since friday", at("2026-11-27"), now, "since 2026-11-27"),
        (
            "since last sunday",
            at("2026-11-29"),
            now,
            "since 2026-11-29",
        ),
        (
            "since last month",
            at("2026-10-01"),
            now,
            "since 2026-10-01",
        ),
        ("since yesterday", at("2026-11-28"), now, "since 2026-11-28"),
        ("since october", at("2026-10-01"), now, "since 2026-10-01"),
        (
            "since 2019-01-01",
            at("2025-11-29"),
            now,
            "since 2025-11-29",
        ),
        (
            "since 2030-01-01",
            at("2026-11-29"),
            now,
            "since 2026-11-29",
        ),
        (
            "on 2026-11-05",
            at("2026-11-05"),
            at("2026-11-06"),
            "on that day (2026-11-05)",
        ),
        (
            "between 2026-11-01 and 2026-11-05",
            at("2026-11-01"),
            at("2026-11-06"),
            "at that time (2026-11-01 to 2026-11-05)",
        ),
        (
            "in december",
            at("2025-12-01"),
            at("2026-01-01"),
            "in December (2025-12-01 to 2025-12-31)",
        ),
    ] {
        let span = named_in(message).unwrap();
        assert_eq!(span.words, words, "{message}");
        let period = Period::between(EpochMillis(from), EpochMillis(until));
        assert_eq!(span.period, period, "{message}");
    }
}

#[test]
fn so_many_days_up_to_now() {
    for (message, days) in [
        ("the last 7 days", 7),
        ("last seven days", 7),
        ("past week", 7),
        ("the past 2 months", 60),
        ("7 days", 7),
        ("0 days", 1),
        ("99999999999 years", 366),
        ("9999 years", 366),
        ("7 models in a year", 365),
        ("a week", 7),
    ] {
        assert_eq!(named_in(message), Some(last_days(days)), "{message}");
    }
}

#[test]
fn what_names_no_time() {
    for message in [
        "costs",
        "costs per day",
        "every month",
        "since 2026-13-01",
        "since when",
        "since",
        "last",
        "this model",
        "may i ask",
        "from large to small",
        "",
    ] {
        assert_eq!(named_in(message), None, "{message}");
    }
}

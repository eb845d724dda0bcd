//! Finding out over which time a question asks. Days, weeks and months are those of UTC, and a week begins on Monday.

use foundation::clock::EpochMillis;
use time::{Date, Duration, Month, OffsetDateTime, Time, Weekday};
use tools::usage::{MOST_DAYS, Period};

/// A time, and how it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) period: Period,
    /// As it stands at the end of a sentence: `last week (2026-11-16 to 2026-11-22)`.
    pub(super) words: String,
}

/// A unit of time that questions name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

const UNITS: [(&str, Unit); 6] = [
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("year", Unit::Year),
];

const NUMBERS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Before a unit, these make a rate of it: `costs per day` names no time.
const RATES: [&str; 4] = ["per", "each", "every", "by"];

/// The first time that the words name, in lower case, at this moment.
pub(super) fn named(words: &[&str], now: EpochMillis) -> Option<Span> {
    let now = Calendar::at(now)?;
    let places = 0..words.len();
    let found = places.clone().find_map(|at| now.named(&words[at..]));
    found.or_else(|| {
        places
            .filter(|at| *at == 0 || !RATES.contains(&words[at - 1]))
            .find_map(|at| now.rolling("1", unit(words[at])?))
    })
}

/// So many days up to now.
pub(super) fn last_days(days: u32) -> Span {
    let words = if days == 1 {
        "in the last 24 hours".to_owned()
    } else {
        format!("in the last {days} days")
    };
    Span {
        period: Period::days(days),
        words,
    }
}

/// The present, from which times are counted.
#[derive(Debug, Clone, Copy)]
struct Calendar {
    now: OffsetDateTime,
    today: Date,
}

impl Calendar {
    fn at(now: EpochMillis) -> Option<Self> {
        let nanos = i128::from(now.0) * 1_000_000;
        let now = OffsetDateTime::from_unix_timestamp_nanos(nanos).ok()?;
        Some(Self {
            now,
            today: now.date(),
        })
    }

    /// The time that is named by the first of these words and those after it.
    fn named(&self, words: &[&str]) -> Option<Span> {
        match *words {
            ["today", ..] => Some(self.until_now(self.today, "today")),
            ["yesterday", ..] => {
                let day = self.today.previous_day()?;
                Some(whole(day, self.today, "yesterday"))
            }
            ["this", word, ..] => {
                let unit = unit(word)?;
                let begin = self.begin_of(unit, self.today)?;
                Some(self.until_now(begin, &format!("this {word}")))
            }
            ["last" | "past" | "previous", number, word, ..] if self.is_rolling(number, word) => {
                self.rolling(number, unit(word)?)
            }
            ["past", word, ..] => self.rolling("1", unit(word)?),
            ["last" | "previous", word, ..] => match unit(word)? {
                unit @ (Unit::Hour | Unit::Day) => self.rolling("1", unit),
                unit => {
                    let end = self.begin_of(unit, self.today)?;
                    let begin = self.begin_of(unit, end.previous_day()?)?;
                    Some(whole(begin, end, &format!("last {word}")))
                }
            },
            ["since", ref rest @ ..] => self.since(rest),
            ["from" | "between", ref rest @ ..] => self.from(rest),
            ["on", ref rest @ ..] => {
                let (day, _) = self.date(rest)?;
                Some(whole(day, day.next_day()?, "on that day"))
            }
            ["in" | "during" | "for" | "of", word, ..] => {
                let begin = self.latest_of(month(word)?, 1)?;
                let end = begin.checked_add(Duration::days(i64::from(
                    begin.month().length(begin.year()),
                )))?;
                Some(whole(begin, end, &format!("in {}", begin.month())))
            }
            [number, word, ..] if self.is_rolling(number, word) => {
                self.rolling(number, unit(word)?)
            }
            _ => None,
        }
    }

    fn is_rolling(&self, number: &str, word: &str) -> bool {
        count(number).is_some() && unit(word).is_some()
    }

    /// So much of a unit up to now.
    fn rolling(&self, number: &str, unit: Unit) -> Option<Span> {
        let count = count(number)?;
        let days = match unit {
            Unit::Hour => {
                let hours = count.clamp(1, MOST_DAYS * 24);
                let begin = self.now.checked_sub(Duration::hours(hours.into()))?;
                let words = if hours == 1 {
                    "in the last hour".to_owned()
                } else {
                    format!("in the last {hours} hours")
                };
                let period = Period::between(millis(begin)?, after(self.now)?);
                return Some(Span { period, words });
            }
            Unit::Day => 1,
            Unit::Week => 7,
            Unit::Month => 30,
            Unit::Quarter => 91,
            Unit::Year => 365,
        };
        Some(last_days(count.saturating_mul(days).clamp(1, MOST_DAYS)))
    }

    /// From a day until now.
    fn since(&self, words: &[&str]) -> Option<Span> {
        let (begin, _) = match *words {
            ["last" | "previous", word, ..] if unit(word).is_some() => {
                let begin = self.begin_of(unit(word)?, self.today)?;
                (self.begin_of(unit(word)?, begin.previous_day()?)?, 2)
            }
            ["last", ref rest @ ..] => self.date(rest)?,
            _ => self.date(words)?,
        };
        let earliest = self
            .today
            .checked_sub(Duration::days(i64::from(MOST_DAYS) - 1))?;
        let begin = begin.clamp(earliest, self.today);
        let period = Period::between(midnight(begin)?, after(self.now)?);
        Some(Span {
            period,
            words: format!("since {begin}"),
        })
    }

    /// From one day to another, both of them whole.
    fn from(&self, words: &[&str]) -> Option<Span> {
        let (begin, taken) = self.date(words)?;
        let rest = words.get(taken..)?;
        let (word, rest) = rest.split_first()?;
        if !["to", "until", "till", "and", "through"].contains(word) {
            return None;
        }
        let (end, _) = self.date(rest)?;
        let (begin, last) = (begin.min(end), begin.max(end));
        let earliest = last.checked_sub(Duration::days(i64::from(MOST_DAYS) - 1))?;
        Some(whole(begin.max(earliest), last.next_day()?, "at that time"))
    }

    /// The day that the words begin with, and how many words it takes.
    fn date(&self, words: &[&str]) -> Option<(Date, usize)> {
        match *words {
            ["today", ..] => Some((self.today, 1)),
            ["yesterday", ..] => Some((self.today.previous_day()?, 1)),
            ["the", ref rest @ ..] => {
                let (day, taken) = self.date(rest)?;
                Some((day, taken + 1))
            }
            [year, month, day, ..] if year.len() == 4 && year.parse::<u16>().is_ok() => {
                let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
                let day = Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?);
                Some((day.ok()?, 3))
            }
            [first, second, ref rest @ ..] if month(first).or(month(second)).is_some() => {
                let (name, number) = match month(first) {
                    Some(name) => (name, second),
                    None => (month(second)?, first),
                };
                let number = number.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
                let number = number.parse().ok()?;
                let year = rest.first().filter(|it| it.len() == 4);
                match year.and_then(|it| it.parse().ok()) {
                    Some(year) => Some((Date::from_calendar_date(year, name, number).ok()?, 3)),
                    None => Some((self.latest_of(name, number)?, 2)),
                }
            }
            [word, ..] => {
                let place = WEEKDAYS.iter().position(|it| it == &word);
                let Some(place) = place else {
                    return Some((self.latest_of(month(word)?, 1)?, 1));
                };
                let wanted = Weekday::Monday.nth_next(u8::try_from(place).ok()?);
                let mut day = self.today;
                while day.weekday() != wanted {
                    day = day.previous_day()?;
                }
                Some((day, 1))
            }
            [] => None,
        }
    }

    /// The latest such day that is not to come.
    fn latest_of(&self, month: Month, day: u8) -> Option<Date> {
        // A leap day may be eight years ago.
        (0..=8).find_map(|ago| {
            let year = self.today.year() - ago;
            let day = Date::from_calendar_date(year, month, day).ok()?;
            (day <= self.today).then_some(day)
        })
    }

    /// The first day of the unit that a day is in.
    fn begin_of(&self, unit: Unit, day: Date) -> Option<Date> {
        let first = day.replace_day(1).ok()?;
        match unit {
            Unit::Hour | Unit::Day => Some(day),
            Unit::Week => {
                let since_monday = day.weekday().number_days_from_monday();
                day.checked_sub(Duration::days(since_monday.into()))
            }
            Unit::Month => Some(first),
            Unit::Quarter => {
                let number = (u8::from(first.month()) - 1) / 3 * 3 + 1;
                first.replace_month(Month::try_from(number).ok()?).ok()
            }
            Unit::Year => first.replace_month(Month::January).ok(),
        }
    }

    fn until_now(&self, begin: Date, words: &str) -> Span {
        let ends = midnight(begin).zip(after(self.now));
        let period = ends.map(|(from, until)| Period::between(from, until));
        let words = if begin == self.today {
            format!("{words} ({begin})")
        } else {
            format!("{words} ({begin} to {})", self.today)
        };
        Span {
            period: period.unwrap_or(Period::days(1)),
            words,
        }
    }
}

/// Whole days, the day `end` left out.
fn whole(begin: Date, end: Date, words: &str) -> Span {
    let ends = midnight(begin).zip(midnight(end));
    let period = ends.map(|(from, until)| Period::between(from, until));
    let last = end.previous_day().unwrap_or(end);
    let words = if begin == last {
        format!("{words} ({begin})")
    } else {
        format!("{words} ({begin} to {last})")
    };
    Span {
        period: period.unwrap_or(Period::days(1)),
        words,
    }
}

fn unit(word: &str) -> Option<Unit> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    let found = UNITS.iter().find(|(name, _)| *name == singular);
    found.map(|(_, unit)| *unit)
}

fn month(word: &str) -> Option<Month> {
    let is_it = |name: &&str| *name == word || (word.len() == 3 && name.starts_with(word));
    let place = MONTHS.iter().position(is_it)?;
    Month::try_from(u8::try_from(place + 1).ok()?).ok()
}

/// A number in digits, however great, or in letters.
fn count(word: &str) -> Option<u32> {
    if !word.is_empty() && word.bytes().all(|it| it.is_ascii_digit()) {
        return Some(word.parse().unwrap_or(u32::MAX));
    }
    let place = NUMBERS.iter().position(|it| *it == word)?;
    u32::try_from(place).ok()
}

fn midnight(day: Date) -> Option<EpochMillis> {
    millis(day.with_time(Time::MIDNIGHT).assume_utc())
}

fn millis(moment: OffsetDateTime) -> Option<EpochMillis> {
    let millis = moment.unix_timestamp_nanos() / 1_000_000;
    u64::try_from(millis).ok().map(EpochMillis)
}

/// The end is left out of a period, and what is used now counts.
fn after(moment: OffsetDateTime) -> Option<EpochMillis> {
    millis(moment).map(|EpochMillis(it)| EpochMillis(it + 1))
}

#[cfg(test)]
mod tests;

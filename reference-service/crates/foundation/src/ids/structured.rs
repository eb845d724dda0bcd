use super::IdKind;
use crate::clock::EpochMillis;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// An id older than this is no longer valid: 365 days.
pub const MAX_AGE: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// How far the clock of the machine that made an id may be ahead of ours: one hour.
pub const MAX_LEAD: Duration = Duration::from_secs(60 * 60);

/// An id, taken apart.
///
/// `Display` and `FromStr` are each other's inverse: a text that parses is the text that the parts would print, so
/// one id never has two spellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StructuredId {
    kind: IdKind,
    created: EpochMillis,
    count: u64,
    random: u32,
}

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseIdError {
    /// Fewer than four parts.
    #[error("an id has the form `kind_milliseconds_count_random`")]
    Parts,
    /// The part before the numbers names no kind.
    #[error("`{0}` is no kind of id")]
    Kind(String),
    /// The milliseconds or the count are not a decimal number as the generator writes it.
    #[error("`{0}` is not a number from 0 to 18446744073709551615 without leading zeros")]
    Number(String),
    /// The last part is not what the generator writes.
    #[error("`{0}` is not eight hexadecimal digits in lower case")]
    Random(String),
}

/// An id names something else than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an id that begins with `{}_`, found one that begins with `{}_`", expected.prefix(), found.prefix())]
pub struct WrongKind {
    /// What was asked for.
    pub expected: IdKind,
    /// What the id names.
    pub found: IdKind,
}

/// Why a well-formed id is not to be accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidId {
    /// It names something else.
    #[error(transparent)]
    WrongKind(#[from] WrongKind),
    /// It is older than [`MAX_AGE`].
    #[error("the id is older than a year")]
    TooOld,
    /// It is more than [`MAX_LEAD`] ahead of `now`.
    #[error("the id is more than an hour ahead of the clock")]
    FromTheFuture,
}

impl StructuredId {
    pub(super) const fn new(kind: IdKind, created: EpochMillis, count: u64, random: u32) -> Self {
        Self {
            kind,
            created,
            count,
            random,
        }
    }

    /// What the id names.
    #[must_use]
    pub const fn kind(&self) -> IdKind {
        self.kind
    }

    /// When the id was made, by the clock of its generator.
    #[must_use]
    pub const fn created(&self) -> EpochMillis {
        self.created
    }

    /// The how-manyth id of its generator this is, from 0.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// The random part.
    #[must_use]
    pub const fn random(&self) -> u32 {
        self.random
    }

    /// How old the id is at `now`; zero for an id from the future.
    #[must_use]
    pub const fn age(&self, now: EpochMillis) -> Duration {
        Duration::from_millis(now.0.saturating_sub(self.created.0))
    }

    /// Accepts an id of the `expected` kind, however old.
    ///
    /// # Errors
    /// When it is of another kind.
    pub fn demand(&self, expected: IdKind) -> Result<(), WrongKind> {
        if self.kind == expected {
            Ok(())
        } else {
            Err(WrongKind {
                expected,
                found: self.kind,
            })
        }
    }

    /// Accepts an id of the `expected` kind that is at `now` neither too old nor from the future.
    ///
    /// # Errors
    /// The first of [`InvalidId`]'s reasons that applies.
    pub fn validate(&self, expected: IdKind, now: EpochMillis) -> Result<(), InvalidId> {
        self.demand(expected)?;
        if self.age(now) > MAX_AGE {
            return Err(InvalidId::TooOld);
        }
        let lead = Duration::from_millis(self.created.0.saturating_sub(now.0));
        if lead > MAX_LEAD {
            return Err(InvalidId::FromTheFuture);
        }
        Ok(())
    }
}

impl fmt::Display for StructuredId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kind,
            created,
            count,
            random,
        } = self;
        write!(f, "{}_{}_{count}_{random:08x}", kind.prefix(), created.0)
    }
}

impl FromStr for StructuredId {
    type Err = ParseIdError;

    /// Reads from the right, since a prefix may contain the separator (`ws_conn`).
    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        let mut parts = text.rsplitn(4, '_');
        let (Some(random), Some(count), Some(created), Some(prefix)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(ParseIdError::Parts);
        };
        let kind =
            IdKind::of_prefix(prefix).ok_or_else(|| ParseIdError::Kind(prefix.to_owned()))?;
        Ok(Self {
            kind,
            created: EpochMillis(number(created)?),
            count: number(count)?,
            random: hexadecimal(random)?,
        })
    }
}

/// A decimal number in its only spelling: `u64::from_str` alone would also take `+7` and `007`.
fn number(text: &str) -> Result<u64, ParseIdError> {
    let error = || ParseIdError::Number(text.to_owned());
    let number: u64 = text.parse().map_err(|_| error())?;
    let only_spelling =
        text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if only_spelling {
        Ok(number)
    } else {
        Err(error())
    }
}

fn hexadecimal(text: &str) -> Result<u32, ParseIdError> {
    let error = || ParseIdError::Random(text.to_owned());
    let only_spelling = text.len() == 8
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if !only_spelling {
        return Err(error());
    }
    u32::from_str_radix(text, 16).map_err(|_| error())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: EpochMillis = EpochMillis(1_757_364_000_000);

    fn any_id() -> impl Strategy<Value = StructuredId> {
        (
            proptest::sample::select(IdKind::ALL.to_vec()),
            any::<u64>(),
            any::<u64>(),
            any::<u32>(),
        )
            .prop_map(|(kind, created, count, random)| {
                StructuredId::new(kind, EpochMillis(created), count, random)
            })
    }

    fn created_at(created: u64) -> StructuredId {
        StructuredId::new(IdKind::Thread, EpochMillis(created), 42, 0x9f3a_61c0)
    }

    fn millis(duration: Duration) -> u64 {
        u64::try_from(duration.as_millis()).unwrap()
    }

    proptest! {
        #[test]
        fn every_id_parses_back(id in any_id()) {
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }

        #[test]
        fn any_text_ends_in_a_verdict_and_an_id_has_one_spelling(text in ".*") {
            if let Ok(id) = text.parse::<StructuredId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }

        #[test]
        fn near_misses_keep_the_one_spelling(text in "(user|ws_conn|thread)_[+0]{0,2}[0-9]{1,21}_[0-9]{1,3}_[0-9a-fA-F]{7,9}") {
            if let Ok(id) = text.parse::<StructuredId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }

    #[test]
    fn an_id_reads_as_its_parts() {
        let id = created_at(NOW.0);
        assert_eq!(id.to_string(), "thread_1757364000000_42_9f3a61c0");
        assert_eq!(
            (id.kind(), id.created(), id.count(), id.random()),
            (IdKind::Thread, NOW, 42, 0x9f3a_61c0)
        );
    }

    #[test]
    fn a_prefix_with_a_separator_parses() {
        let id: StructuredId = "ws_conn_1_2_0000000a".parse().unwrap();
        assert_eq!((id.kind(), id.random()), (IdKind::Connection, 10));
    }

    #[test]
    fn malformed_ids_say_what_is_wrong() {
        let number = |text: &str| ParseIdError::Number(text.to_owned());
        let random = |text: &str| ParseIdError::Random(text.to_owned());
        let table = [
            ("", ParseIdError::Parts),
            ("thread_1_2", ParseIdError::Parts),
            ("robot_1_2_00000000", ParseIdError::Kind("robot".to_owned())),
            ("_1_2_00000000", ParseIdError::Kind(String::new())),
            ("thread__2_00000000", number("")),
            ("thread_+1_2_00000000", number("+1")),
            ("thread_01_2_00000000", number("01")),
            (
                "thread_18446744073709551616_2_00000000",
                number("18446744073709551616"),
            ),
            ("thread_1_-2_00000000", number("-2")),
            ("thread_1_2_0000000", random("0000000")),
            ("thread_1_2_0000000A", random("0000000A")),
            ("thread_1_2_+0000000", random("+0000000")),
            ("thread_1_2_ééééÃÃÃÃ", random("ééééÃÃÃÃ")),
        ];
        for (text, error) in table {
            assert_eq!(text.parse::<StructuredId>(), Err(error), "{text:?}");
        }
    }

    #[test]
    fn validity_ends_after_a_year_and_begins_an_hour_ahead() {
        let table = [
            (NOW.0, Ok(())),
            (NOW.0 - millis(MAX_AGE), Ok(())),
            (NOW.0 - millis(MAX_AGE) - 1, Err(InvalidId::TooOld)),
            (NOW.0 + millis(MAX_LEAD), Ok(())),
            (NOW.0 + millis(MAX_LEAD) + 1, Err(InvalidId::FromTheFuture)),
            (0, Err(InvalidId::TooOld)),
            (u64::MAX, Err(InvalidId::FromTheFuture)),
        ];
        for (created, verdict) in table {
            assert_eq!(
                created_at(created).validate(IdKind::Thread, NOW),
                verdict,
                "{created}"
            );
        }
    }

    #[test]
    fn an_id_of_another_kind_is_invalid() {
        let verdict = created_at(NOW.0).validate(IdKind::Run, NOW);
        assert_eq!(
            verdict,
            Err(InvalidId::WrongKind(WrongKind {
                expected: IdKind::Run,
                found: IdKind::Thread
            }))
        );
    }

    #[test]
    fn an_id_from_the_future_has_no_age() {
        assert_eq!(
            created_at(NOW.0 - 1_500).age(NOW),
            Duration::from_millis(1_500)
        );
        assert_eq!(created_at(NOW.0 + 1_500).age(NOW), Duration::ZERO);
    }
}

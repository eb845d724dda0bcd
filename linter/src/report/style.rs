//! How a format for people may look: colours, width, and how much of it. Knows no format and no terminal; the caller has
//! looked at both.

use std::fmt;

use crate::finding::Severity;
use crate::score::{Label, Points};

/// What the output device can show. Formats for machines ignore it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Escape sequences for colour may be written.
    pub color: bool,
    /// Columns to fill. Source lines are cut to it; words that cannot be broken may pass it.
    pub width: usize,
    /// The summary follows the findings.
    pub summary: bool,
}

impl Style {
    /// No colour, 80 columns: what a pipe gets, and a test compares.
    pub const PLAIN: Self = Self {
        color: false,
        width: 80,
        summary: true,
    };

    /// `text` in a paint, where colour may be written.
    pub fn paint(&self, paint: Paint, text: impl fmt::Display) -> String {
        if self.color {
            format!("\x1b[{}m{text}\x1b[0m", paint.code())
        } else {
            text.to_string()
        }
    }
}

impl Default for Style {
    fn default() -> Self {
        Self::PLAIN
    }
}

/// The meaning of a colour. Only the sixteen colours of a terminal are used, because the user has chosen their look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// A title.
    Strong,
    /// Less important text.
    Faint,
    /// Worst.
    Alarm,
    /// Bad.
    Bad,
    /// Not well.
    Warn,
    /// To know.
    Note,
    /// Well.
    Good,
}

impl Paint {
    fn code(self) -> &'static str {
        match self {
            Self::Strong => "1",
            Self::Faint => "2",
            Self::Alarm => "1;31",
            Self::Bad => "31",
            Self::Warn => "33",
            Self::Note => "36",
            Self::Good => "32",
        }
    }
}

impl From<Severity> for Paint {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Critical => Self::Alarm,
            Severity::High => Self::Bad,
            Severity::Medium => Self::Warn,
            Severity::Low => Self::Note,
        }
    }
}

impl From<Label> for Paint {
    fn from(label: Label) -> Self {
        match label {
            Label::Excellent | Label::VeryGood => Self::Good,
            Label::Good => Self::Warn,
            Label::NeedsWork | Label::Failing => Self::Bad,
            Label::NotApplicable => Self::Faint,
        }
    }
}

/// A figure by itself, with the limits of the labels; without sites there is none.
impl From<Option<Points>> for Paint {
    fn from(points: Option<Points>) -> Self {
        match points.map(Points::as_f64) {
            None => Self::Faint,
            Some(80.0..) => Self::Good,
            Some(70.0..) => Self::Warn,
            Some(_) => Self::Bad,
        }
    }
}

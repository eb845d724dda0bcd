//! Points as whole numbers, so that deductions add up to the last digit.

use std::fmt;

use serde::Serialize;

/// A number of points, in units of a billionth. 100 points are a perfect score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(pub u64);

impl Points {
    const ONE: u64 = 1_000_000_000;
    /// A perfect score.
    pub const FULL: Self = Self(100 * Self::ONE);

    /// 100 × part / whole; `whole` is not 0.
    pub fn share(part: u64, whole: u64) -> Self {
        Self((u128::from(part) * u128::from(Self::FULL.0) / u128::from(whole)) as u64)
    }

    /// Points as a number.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / Self::ONE as f64
    }

    /// Splits the points over parts of the given weights; what they get adds up to the whole exactly.
    pub fn split(self, weights: &[u64]) -> Vec<Self> {
        let total: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
        let mut before = 0u128;
        let mut given = 0u64;
        let parts = weights.iter().map(|&weight| {
            before += u128::from(weight);
            let due = (u128::from(self.0) * before).checked_div(total).unwrap_or(0) as u64;
            let part = due - given;
            given = due;
            Self(part)
        });
        parts.collect()
    }
}

/// One decimal; only a perfect score is written as 100.0.
impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenth = Self::ONE / 10;
        let tenths = (self.0 + tenth / 2) / tenth;
        let tenths = if self.0 < Self::FULL.0 { tenths.min(999) } else { tenths };
        f.pad(&format!("{}.{}", tenths / 10, tenths % 10))
    }
}

impl Serialize for Points {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.as_f64())
    }
}

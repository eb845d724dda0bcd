//! Lists come in pages.

use foundation::errors::AppError;
use serde::{Deserialize, Serialize};
use storage::Page;
use utoipa::{IntoParams, ToSchema};

const DEFAULT_LIMIT: u32 = 50;
const GREATEST_LIMIT: u32 = 100;

/// Which part of a list is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// How many on a page: 1 to 100, 50 unless told.
    #[param(value_type = Option<u32>)]
    limit: Option<Number>,
    /// Which page, counted from 1.
    #[param(value_type = Option<u64>)]
    page: Option<Number>,
    /// How many before the page, instead of its number.
    #[param(value_type = Option<u64>)]
    offset: Option<Number>,
}

/// A whole number in a query, where everything is a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Number(pub(crate) u64);

impl TryFrom<String> for Number {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

/// Which part of a list this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Paging {
    /// How many there are in all.
    total: u64,
    /// How many on a page.
    limit: u32,
    /// How many before this page.
    offset: u64,
    /// How many pages there are.
    pages: u64,
    /// Whether there is a page after this one.
    has_more: bool,
}

impl Asked {
    pub(crate) fn page(&self) -> Result<Page, AppError> {
        let refused = |reason: &str| AppError::InvalidInput(reason.to_owned());
        let limit = match self.limit {
            None => DEFAULT_LIMIT,
            Some(Number(limit)) => u32::try_from(limit)
                .ok()
                .filter(|limit| (1..=GREATEST_LIMIT).contains(limit))
                .ok_or_else(|| refused("`limit` has to be 1 to 100"))?,
        };
        let offset = match (self.page, self.offset) {
            (None, None) => 0,
            (None, Some(Number(offset))) => offset,
            (Some(Number(page)), None) => {
                let before = page.checked_sub(1);
                let before = before.ok_or_else(|| refused("`page` counts from 1"))?;
                before.saturating_mul(limit.into())
            }
            (Some(_), Some(_)) => return Err(refused("`page` and `offset` say the same")),
        };
        Ok(Page { limit, offset })
    }
}

impl Paging {
    pub(crate) fn of(page: Page, total: u64) -> Self {
        let Page { limit, offset } = page;
        Self {
            total,
            limit,
            offset,
            pages: total.div_ceil(limit.max(1).into()),
            has_more: offset.saturating_add(limit.into()) < total,
        }
    }
}

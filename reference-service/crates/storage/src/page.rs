use crate::sql::Value;

/// Which part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// How many at most.
    pub limit: u32,
    /// How many before them.
    pub offset: u64,
}

impl Page {
    /// The whole list, for lists that are known to be short.
    pub const ALL: Self = Self {
        limit: u32::MAX,
        offset: 0,
    };

    /// Limit and offset as placeholders take them. No list is longer than the greatest offset.
    pub(crate) fn values(self) -> [Value<'static>; 2] {
        let offset = i64::try_from(self.offset).unwrap_or(i64::MAX);
        [Value::Integer(self.limit.into()), Value::Integer(offset)]
    }
}

//! Typed reading of one TOML table: takes the values and reports those of the wrong type.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problems::{ManifestProblems, ManifestSource};

/// Reads values of one manifest.
pub(super) struct Fields<'a> {
    pub(super) source: &'a ManifestSource,
    pub(super) problems: &'a mut ManifestProblems,
}

impl Fields<'_> {
    pub(super) fn problem(&mut self, at: Range<usize>, message: String, help: Option<String>) {
        self.problems.at(self.source, at, message, help);
    }

    pub(super) fn string(&mut self, table: &DeTable<'_>, key: &str) -> Option<Spanned<String>> {
        self.typed(table, key, "a string", |value| value.as_str().map(str::to_owned))
    }

    pub(super) fn boolean(&mut self, table: &DeTable<'_>, key: &str) -> Option<bool> {
        self.typed(table, key, "true or false", DeValue::as_bool)
            .map(Spanned::into_inner)
    }

    pub(super) fn table<'t, 'i>(&mut self, table: &'t DeTable<'i>, key: &str) -> Option<&'t DeTable<'i>> {
        self.typed(table, key, "a table", DeValue::as_table).map(Spanned::into_inner)
    }

    /// The tables below `key`, such as one for each platform below `target`.
    pub(super) fn tables<'t, 'i>(&mut self, table: &'t DeTable<'i>, key: &str) -> Vec<(&'t str, &'t DeTable<'i>)> {
        let Some(outer) = self.table(table, key) else {
            return Vec::new();
        };
        let names = outer.keys().map(|key| key.get_ref().as_ref());
        names
            .filter_map(|name: &str| Some((name, self.table(outer, name)?)))
            .collect()
    }

    /// The tables of an array such as `[[bin]]`, each with its place; `None` where the key is missing.
    pub(super) fn array_of_tables<'t, 'i>(&mut self, table: &'t DeTable<'i>, key: &str) -> Option<Vec<Spanned<&'t DeTable<'i>>>> {
        let array = self.typed(table, key, "an array of tables", DeValue::as_array)?.into_inner();
        Some(
            array
                .iter()
                .filter_map(|value| self.element(key, value, "tables", DeValue::as_table))
                .collect(),
        )
    }

    /// The strings of an array; `None` where the key is missing.
    pub(super) fn strings(&mut self, table: &DeTable<'_>, key: &str) -> Option<Vec<Spanned<String>>> {
        let array = self.typed(table, key, "an array of strings", DeValue::as_array)?.into_inner();
        let string = |value: &DeValue<'_>| value.as_str().map(str::to_owned);
        Some(
            array
                .iter()
                .filter_map(|value| self.element(key, value, "strings", string))
                .collect(),
        )
    }

    pub(super) fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = value.get_ref().type_str();
        self.problem(
            value.span(),
            format!("`{key}` is of type {found} and should be {wanted}"),
            None,
        );
    }

    fn typed<'t, 'i, T>(
        &mut self,
        table: &'t DeTable<'i>,
        key: &str,
        wanted: &str,
        take: impl FnOnce(&'t DeValue<'i>) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let value = table.get(key)?;
        let Some(taken) = take(value.get_ref()) else {
            self.wrong_type(key, value, wanted);
            return None;
        };
        Some(Spanned::new(value.span(), taken))
    }

    fn element<'t, 'i, T>(
        &mut self,
        key: &str,
        value: &'t Spanned<DeValue<'i>>,
        wanted: &str,
        take: impl FnOnce(&'t DeValue<'i>) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let Some(taken) = take(value.get_ref()) else {
            let found = value.get_ref().type_str();
            self.problem(
                value.span(),
                format!("`{key}` should hold only {wanted}, and this is of type {found}"),
                None,
            );
            return None;
        };
        Some(Spanned::new(value.span(), taken))
    }
}

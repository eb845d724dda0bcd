//! The JSON schema of `ssot.toml`, from the types that it is read into.
//!
//! Knows nothing of kinds but what it is handed: the options of each.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use super::TextPattern;
use super::concept::{AllowIn, CanonicalPath};
use super::file_glob::FileGlob;
use super::located::Located;
use super::pattern::{NamePattern, PathPattern};
use super::raw::{RawFile, RawRule};
use super::shapes::{AnyTable, Date, OrPath, OrValue};
use crate::snapshot::Snapshot;

/// The schema of the options of a kind.
type OptionsSchema = fn(&mut SchemaGenerator) -> Schema;

/// The schema, with a table for each shipped rule, and one for rules of one's own that takes the options of every kind.
pub(crate) fn schema<'k>(kinds: impl Iterator<Item = (&'k str, OptionsSchema)>) -> Value {
    let mut generator = SchemaGenerator::default();
    let kinds: Vec<(&str, Schema)> = kinds.map(|(name, options)| (name, options(&mut generator))).collect();
    let rule = RawRule::json_schema(&mut generator);
    let with_options = |of: &dyn Fn(&str) -> bool| {
        let mut rule = rule.clone().to_value();
        let options = kinds
            .iter()
            .filter(|(kind, _)| of(kind))
            .filter_map(|(_, options)| properties(options));
        let options: Map<String, Value> = options.flatten().map(|(key, value)| (key.clone(), value.clone())).collect();
        if let Some(Value::Object(known)) = rule.get_mut("properties") {
            known.extend(options);
        }
        rule
    };
    let shipped = shipped_rules()
        .into_iter()
        .map(|(id, kind)| (id, with_options(&|name| name == kind)));
    let rules = json_schema!({
        "type": "object",
        "description": "Changes to the rules of the packs, and rules of one's own, by id.",
        "properties": shipped.collect::<Map<String, Value>>(),
        "additionalProperties": with_options(&|_| true),
    });
    let mut schema = generator.into_root_schema_for::<RawFile>().to_value();
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        properties.insert("rule".into(), rules.to_value());
    }
    schema["title"] = "ssot.toml".into();
    schema
}

fn properties(schema: &Schema) -> Option<&Map<String, Value>> {
    schema.get("properties").and_then(Value::as_object)
}

/// The ids of the rules that come with the program, each with its kind.
fn shipped_rules() -> Vec<(String, String)> {
    let config = super::Config::from_snapshot(&Snapshot::from_texts::<&str, &str>([]));
    let rules = config.rules.iter().map(|rule| (rule.id.to_string(), rule.kind.value.clone()));
    rules.collect()
}

/// A value that knows its place is written like any other.
impl<T: JsonSchema> JsonSchema for Located<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A table, or the path alone.
impl<T: JsonSchema> JsonSchema for OrPath<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}OrPath", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, generator.subschema_for::<T>()] })
    }
}

/// A table, or the value alone.
impl<T: JsonSchema> JsonSchema for OrValue<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}OrValue", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, generator.subschema_for::<T>()] })
    }
}

/// What is a text to whoever writes it.
macro_rules! texts {
    ($($text:ty: $name:literal, $description:literal;)*) => {$(
        impl JsonSchema for $text {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": $description })
            }
        }
    )*};
}

texts! {
    PathPattern: "PathPattern", "A path from a crate's name on: `std::env::{var, var_os}`, `my_crate::legacy::**`, `std::println!`.";
    NamePattern: "NamePattern", "A name, in which `*` stands for any part of it: `*Retry*`.";
    TextPattern: "TextPattern", "A text, in which `*` stands for any part of it.";
    FileGlob: "FileGlob", "Files relative to the workspace: `crates/legacy/**`, `**/build.rs`, `fixtures/`.";
    AllowIn: "AllowIn", "Files by a glob with `/` or `.rs`, else a module or item by its path.";
    CanonicalPath: "CanonicalPath", "The path of one module or item, from a crate's name on.";
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "description": "A day: 2026-12-31." })
    }
}

impl JsonSchema for AnyTable {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "AnyTable".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object" })
    }
}

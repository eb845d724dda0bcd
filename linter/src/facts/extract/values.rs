//! Values, as the walk puts them together.

use super::walk::Walk;
use crate::facts::model::{TypeId, Value, ValueId, ValueList};

impl Walk<'_> {
    pub(super) fn value(&mut self, value: Value) -> ValueId {
        self.mentions.values.push(value);
        ValueId(self.mentions.values.len() as u32 - 1)
    }

    /// A place for a value that is known once its parts are: a closure among the arguments refers to the call.
    pub(super) fn promised(&mut self) -> ValueId {
        self.value(Value::Unknown)
    }

    pub(super) fn keep_promise(&mut self, id: ValueId, value: Value) -> ValueId {
        self.mentions.values[id.0 as usize] = value;
        id
    }

    pub(super) fn list(&mut self, values: &[ValueId]) -> ValueList {
        let first = self.mentions.value_lists.len() as u32;
        self.mentions.value_lists.extend_from_slice(values);
        ValueList {
            first,
            count: values.len() as u32,
        }
    }

    /// What is made of a known value; of an unknown one nothing is known.
    pub(super) fn derived(&mut self, of: ValueId, value: impl FnOnce(ValueId) -> Value) -> ValueId {
        if of == ValueId::UNKNOWN {
            return of;
        }
        self.value(value(of))
    }

    pub(super) fn typed(&mut self, ty: TypeId) -> ValueId {
        if ty == TypeId::UNKNOWN {
            return ValueId::UNKNOWN;
        }
        self.value(Value::Typed(ty, self.scope))
    }
}

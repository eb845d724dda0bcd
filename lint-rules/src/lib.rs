//! The rules that `ssot` ships: data, no logic.

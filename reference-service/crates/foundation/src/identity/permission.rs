use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// What a user may do. A user who may not read or write may not even do so with what is their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// See what is one's own.
    Read,
    /// Change what is one's own.
    Write,
    /// Talk to agents.
    Chat,
    /// Look after the service.
    Admin,
}

/// A text that names no permission.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no permission")]
pub struct UnknownPermission(pub String);

impl Permission {
    /// Every permission, in the order of the definition.
    pub const ALL: [Self; 4] = [Self::Read, Self::Write, Self::Chat, Self::Admin];

    /// The name in lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Chat => "chat",
            Self::Admin => "admin",
        }
    }
}

impl FromStr for Permission {
    type Err = UnknownPermission;

    fn from_str(text: &str) -> Result<Self, UnknownPermission> {
        let found = Self::ALL.into_iter().find(|one| one.as_str() == text);
        found.ok_or_else(|| UnknownPermission(text.to_owned()))
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// All permissions of one user.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Permissions(BTreeSet<Permission>);

impl Permissions {
    /// What everybody with an account may do.
    #[must_use]
    pub fn of_a_user() -> Self {
        Self::from_iter([Permission::Read, Permission::Write, Permission::Chat])
    }

    /// Whether `wanted` is among them. To look after the service is not to do everything.
    #[must_use]
    pub fn allow(&self, wanted: Permission) -> bool {
        self.0.contains(&wanted)
    }

    /// Those that are among `others` as well.
    #[must_use]
    pub fn within(&self, others: &Self) -> Self {
        Self(self.0.intersection(&others.0).copied().collect())
    }

    /// Each of them, in the order of the definition.
    pub fn iter(&self) -> impl Iterator<Item = Permission> {
        self.0.iter().copied()
    }
}

impl FromIterator<Permission> for Permissions {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        Self(permissions.into_iter().collect())
    }
}

/// Names with spaces between them, as OAuth writes scopes and as the database keeps them.
impl fmt::Display for Permissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.iter().map(Permission::as_str).collect();
        f.write_str(&names.join(" "))
    }
}

impl FromStr for Permissions {
    type Err = UnknownPermission;

    fn from_str(text: &str) -> Result<Self, UnknownPermission> {
        text.split_ascii_whitespace().map(str::parse).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_json_are_read_back() {
        for permission in Permission::ALL {
            assert_eq!(permission.to_string().parse(), Ok(permission));
            assert_eq!(
                serde_json::to_string(&permission).unwrap(),
                format!("\"{permission}\"")
            );
        }
        let all = Permissions::from_iter(Permission::ALL);
        assert_eq!(all.to_string(), "read write chat admin");
        assert_eq!(all.to_string().parse(), Ok(all));
        assert_eq!("".parse(), Ok(Permissions::default()));
    }

    #[test]
    fn an_unknown_name_is_refused() {
        for text in ["root", "Admin", "read,write"] {
            assert_eq!(
                text.parse::<Permissions>(),
                Err(UnknownPermission(text.to_owned()))
            );
        }
    }

    #[test]
    fn a_user_may_not_look_after_the_service() {
        let user = Permissions::of_a_user();
        let allowed = Permission::ALL.map(|permission| user.allow(permission));
        assert_eq!(allowed, [true, true, true, false]);
        let some = Permissions::from_iter([Permission::Read, Permission::Admin]);
        let read = Permissions::from_iter([Permission::Read]);
        assert_eq!(some.within(&user), read);
        assert_eq!(user.within(&some), read);
    }
}

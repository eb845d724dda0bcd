//! What tokens say, for how long, and which are refused.

use auth::tokens::{Claims, Subject, TokenError, TokenKind, TokenMint, WeakKey};
use foundation::entropy::SystemEntropy;
use foundation::environment::EnvironmentName;
use foundation::identity::{Email, Permissions};
use foundation::ids::{SessionId, UserId};
use foundation::names::{services, tokens};
use foundation::secret::SecretToken;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use test_support::{NOW, Outcome, World};

const KEY: &str = "0123456789abcdef0123456789abcdef";
const NOW_SECONDS: u64 = NOW.0 / 1_000;

fn mint(world: &World, environment: EnvironmentName) -> Outcome<TokenMint> {
    let key = SecretToken::try_from(KEY)?;
    let clock = world.clock.clone();
    Ok(TokenMint::new(
        &key,
        environment,
        "one".to_owned(),
        clock,
        Arc::new(SystemEntropy),
    )?)
}

struct Ada {
    id: UserId,
    email: Email,
    permissions: Permissions,
    session: SessionId,
}

impl Ada {
    fn new(world: &World) -> Outcome<Self> {
        Ok(Self {
            id: UserId::generate(&world.ids)?,
            email: Email::try_from("ada@example.org")?,
            permissions: Permissions::of_a_user(),
            session: SessionId::generate(&world.ids)?,
        })
    }

    fn subject(&self) -> Subject<'_> {
        Subject::User {
            id: &self.id,
            email: &self.email,
            permissions: &self.permissions,
            session: Some(&self.session),
        }
    }
}

/// A token of ours with other claims, signed with our key unless another is given.
fn forged(
    claims: &Claims,
    change: &Value,
    algorithm: Algorithm,
    key: &[u8],
) -> Outcome<SecretToken> {
    let mut claims = serde_json::to_value(claims)?;
    if let (Some(claims), Some(change)) = (claims.as_object_mut(), change.as_object()) {
        claims.extend(change.clone());
        claims.retain(|_, value| !value.is_null());
    }
    let token = encode(
        &Header::new(algorithm),
        &claims,
        &EncodingKey::from_secret(key),
    )?;
    Ok(SecretToken::try_from(token)?)
}

#[test]
fn each_environment_and_kind_has_its_lifetime() -> Outcome {
    use EnvironmentName::{Development, Production, Staging, Test};
    let world = World::new();
    let ada = Ada::new(&world)?;
    let (minute, day) = (60, 24 * 60 * 60);
    for (environment, access, refresh) in [
        (Production, 15 * minute, 7 * day),
        (Staging, 30 * minute, 14 * day),
        (Development, 120 * minute, 30 * day),
        (Test, 5 * minute, day),
    ] {
        let mint = mint(&world, environment)?;
        for (kind, life) in [
            (TokenKind::Access, access),
            (TokenKind::Refresh, refresh),
            (TokenKind::Service, access),
        ] {
            let claims = mint.issue(kind, &ada.subject())?.claims;
            assert_eq!(claims.iat, NOW_SECONDS);
            assert_eq!(claims.exp - claims.iat, life, "{environment} {kind:?}");
        }
    }
    Ok(())
}

#[test]
fn a_token_says_who_for_whom_where_and_by_whom() -> Outcome {
    let world = World::new();
    let ada = Ada::new(&world)?;
    let mint = mint(&world, EnvironmentName::Test)?;
    let issued = mint.issue(TokenKind::Access, &ada.subject())?;
    let read = mint.read(TokenKind::Access, &issued.token)?;
    assert_eq!(read, issued.claims);
    let mut said = serde_json::to_value(&read)?;
    assert_eq!(said["jti"].take().as_str().map(str::len), Some(43));
    assert_eq!(
        said,
        json!({
            "sub": ada.id, "iat": NOW_SECONDS, "exp": NOW_SECONDS + 300,
            "iss": services::AUTH, "aud": tokens::ACCESS_AUDIENCE, "jti": null,
            "token_type": "access", "env": "test", "instance": "one", "sid": ada.session,
            "email": "ada@example.org", "permissions": ["read", "write", "chat"],
        })
    );

    let other = mint.issue(TokenKind::Access, &ada.subject())?;
    assert_ne!(other.claims.jti, issued.claims.jti);
    Ok(())
}

#[test]
fn a_token_counts_to_the_last_second() -> Outcome {
    let world = World::new();
    let mint = mint(&world, EnvironmentName::Test)?;
    let token = mint
        .issue(TokenKind::Service, &Subject::Service(services::BACKEND))?
        .token;
    world.clock.advance(Duration::from_millis(299_999));
    assert!(mint.read(TokenKind::Service, &token).is_ok());
    world.clock.advance(Duration::from_millis(1));
    assert_eq!(mint.read(TokenKind::Service, &token), Err(TokenError::Time));
    Ok(())
}

#[test]
fn a_token_of_one_kind_is_not_taken_for_another() -> Outcome {
    let world = World::new();
    let ada = Ada::new(&world)?;
    let mint = mint(&world, EnvironmentName::Test)?;
    let kinds = [TokenKind::Access, TokenKind::Refresh, TokenKind::Service];
    for issued in kinds {
        let token = mint.issue(issued, &ada.subject())?.token;
        for asked in kinds {
            let read = mint.read(asked, &token).map(|claims| claims.token_type);
            let expected = if asked == issued {
                Ok(issued)
            } else {
                Err(TokenError::Purpose)
            };
            assert_eq!(read, expected);
        }
    }
    Ok(())
}

#[test]
fn forged_tokens_are_refused_each_for_its_reason() -> Outcome {
    let world = World::new();
    let ada = Ada::new(&world)?;
    let mint = mint(&world, EnvironmentName::Test)?;
    let claims = mint.issue(TokenKind::Access, &ada.subject())?.claims;
    let ours = KEY.as_bytes();
    let other = b"another key of the same length..";
    let (same, hs256) = (json!({}), Algorithm::HS256);
    assert!(
        mint.read(TokenKind::Access, &forged(&claims, &same, hs256, ours)?)
            .is_ok()
    );

    let future = NOW_SECONDS + 31;
    let table = [
        (same.clone(), hs256, &other[..], TokenError::Signature),
        (same.clone(), Algorithm::HS384, ours, TokenError::Signature),
        (same, Algorithm::HS512, ours, TokenError::Signature),
        (
            json!({"env": "production"}),
            hs256,
            ours,
            TokenError::Purpose,
        ),
        (
            json!({"iss": "elsewhere"}),
            hs256,
            ours,
            TokenError::Purpose,
        ),
        (
            json!({"aud": tokens::REFRESH_AUDIENCE}),
            hs256,
            ours,
            TokenError::Purpose,
        ),
        (
            json!({"token_type": "refresh"}),
            hs256,
            ours,
            TokenError::Purpose,
        ),
        (json!({"exp": NOW_SECONDS}), hs256, ours, TokenError::Time),
        (json!({"iat": future}), hs256, ours, TokenError::Time),
        (json!({"exp": null}), hs256, ours, TokenError::Malformed),
        (json!({"jti": null}), hs256, ours, TokenError::Malformed),
        (json!({"sub": null}), hs256, ours, TokenError::Malformed),
        (
            json!({"permissions": ["root"]}),
            hs256,
            ours,
            TokenError::Malformed,
        ),
        (json!({"more": 1}), hs256, ours, TokenError::Malformed),
    ];
    for (change, algorithm, key, error) in table {
        let token = forged(&claims, &change, algorithm, key)?;
        let read = mint.read(TokenKind::Access, &token);
        assert_eq!(read, Err(error), "{change} {algorithm:?}");
    }
    Ok(())
}

#[test]
fn the_algorithm_that_a_token_names_is_not_believed() -> Outcome {
    use base64::Engine as _;
    let base64 = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let world = World::new();
    let ada = Ada::new(&world)?;
    let mint = mint(&world, EnvironmentName::Test)?;
    let token = mint.issue(TokenKind::Access, &ada.subject())?.token;
    let (_, rest) = token.expose().split_once('.').ok_or("no dot")?;
    let (payload, signature) = rest.split_once('.').ok_or("no second dot")?;
    for algorithm in ["none", "None", "RS256", "ES256", "HS384", "hs256", ""] {
        let header = base64.encode(json!({"typ": "JWT", "alg": algorithm}).to_string());
        for signature in [signature, ""] {
            let forged = SecretToken::try_from(format!("{header}.{payload}.{signature}"))?;
            let error = mint.read(TokenKind::Access, &forged).err();
            let expected = [TokenError::Signature, TokenError::Malformed];
            assert!(
                error.is_some_and(|error| expected.contains(&error)),
                "{algorithm}"
            );
        }
    }
    Ok(())
}

#[test]
fn a_token_with_one_other_letter_is_refused_wherever_it_is() -> Outcome {
    let world = World::new();
    let ada = Ada::new(&world)?;
    let mint = mint(&world, EnvironmentName::Test)?;
    let token = mint.issue(TokenKind::Access, &ada.subject())?.token;
    for at in 0..token.expose().len() {
        for letter in ["A", "B", ".", "="] {
            let mut other = token.expose().to_owned();
            other.replace_range(at..=at, letter);
            if other != token.expose() {
                let other = SecretToken::try_from(other)?;
                assert!(mint.read_any(&other).is_err(), "{letter} at {at}");
            }
        }
    }
    Ok(())
}

#[test]
fn a_text_that_is_no_token_is_malformed() -> Outcome {
    let mint = mint(&World::new(), EnvironmentName::Test)?;
    let long = format!("{}.a.b", "x".repeat(9_000));
    for text in [
        "x",
        "a.b",
        "a.b.c",
        "a.b.c.d",
        "...",
        "a..c",
        "🦀.🦀.🦀",
        &long,
    ] {
        let token = SecretToken::try_from(text)?;
        assert_eq!(mint.read_any(&token), Err(TokenError::Malformed), "{text}");
    }
    Ok(())
}

#[test]
fn a_short_key_makes_no_mint_and_no_key_is_shown() -> Outcome {
    let world = World::new();
    let short = SecretToken::try_from("0123456789abcdef0123456789abcde")?;
    let entropy = Arc::new(SystemEntropy);
    let refused = TokenMint::new(
        &short,
        EnvironmentName::Test,
        "one".to_owned(),
        world.clock.clone(),
        entropy,
    );
    assert_eq!(refused.err(), Some(WeakKey));
    let shown = format!("{:?}", mint(&world, EnvironmentName::Test)?);
    assert!(!shown.contains(KEY), "{shown}");
    Ok(())
}

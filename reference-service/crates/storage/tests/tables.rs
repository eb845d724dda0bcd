//! What the tables remember, on each kind of database.

use foundation::clock::EpochMillis;
use foundation::identity::{Email, Permission, Permissions};
use foundation::ids::{SessionId, UserId};
use foundation::secret::SecretToken;
use storage::api_keys::ApiKey;
use storage::oauth_states::{self, Awaited};
use storage::sessions::{self, Session};
use storage::users::{self, User};
use storage::{
    Access, RequestScope, StorageError, api_keys, oauth_identities, password_resets, revocations,
};
use test_support::{NOW, Outcome, Sandbox, World};

const LATER: EpochMillis = EpochMillis(NOW.0 + 1_000);

/// A database of each kind with the account of Ada.
async fn with_ada(world: &World) -> Outcome<Vec<(Sandbox, User)>> {
    let mut tests = Vec::new();
    for test in Sandbox::each().await? {
        test.database.migrate(NOW).await?;
        let ada = user(world, "ada@example.org")?;
        let mut scope = write(&test, world).await?;
        let hash = SecretToken::try_from("$argon2id$x")?;
        users::insert(&mut scope, &ada, Some(&hash)).await?;
        scope.commit().await?;
        tests.push((test, ada));
    }
    Ok(tests)
}

fn user(world: &World, address: &str) -> Outcome<User> {
    Ok(User {
        id: UserId::generate(&world.ids)?,
        email: Email::try_from(address)?,
        display_name: "Ada".to_owned(),
        permissions: Permissions::of_a_user(),
        created: NOW,
        disabled: false,
    })
}

async fn write(test: &Sandbox, world: &World) -> Outcome<RequestScope> {
    Ok(test.database.scope(world.tag()?, Access::Write).await?)
}

#[tokio::test]
async fn an_account_is_found_changed_and_unique() -> Outcome {
    let world = World::new();
    for (test, ada) in with_ada(&world).await? {
        let mut scope = write(&test, &world).await?;
        assert_eq!(
            users::by_id(&mut scope, &ada.id).await?.as_ref(),
            Some(&ada)
        );
        let hash = users::password_hash(&mut scope, &ada.id).await?;
        assert_eq!(hash.ok_or("no hash")?.expose(), "$argon2id$x");
        let other = SecretToken::try_from("$argon2id$y")?;
        assert!(users::set_password_hash(&mut scope, &ada.id, &other).await?);
        let hash = users::password_hash(&mut scope, &ada.id).await?;
        assert_eq!(hash.ok_or("no hash")?.expose(), "$argon2id$y");

        let admin = Permissions::from_iter([Permission::Admin]);
        assert!(users::set_permissions(&mut scope, &ada.id, &admin).await?);
        assert!(users::set_disabled(&mut scope, &ada.id, true).await?);
        let changed = users::by_email(&mut scope, &ada.email)
            .await?
            .ok_or("gone")?;
        assert_eq!((changed.permissions, changed.disabled), (admin, true));

        let nobody = UserId::generate(&world.ids)?;
        assert!(!users::set_disabled(&mut scope, &nobody, true).await?);
        assert!(users::password_hash(&mut scope, &nobody).await?.is_none());

        let twin = user(&world, "ada@example.org")?;
        let refused = users::insert(&mut scope, &twin, None).await;
        assert!(
            matches!(refused, Err(StorageError::Conflict)),
            "{}",
            test.kind
        );
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_session_belongs_to_its_user_alone() -> Outcome {
    let world = World::new();
    for (test, ada) in with_ada(&world).await? {
        let session = Session {
            id: SessionId::generate(&world.ids)?,
            user: ada.id.clone(),
            begun: NOW,
            last_seen: NOW,
            expires: LATER,
            ended: None,
        };
        let mut scope = write(&test, &world).await?;
        sessions::begin(&mut scope, &session).await?;
        scope.commit().await?;

        let mut scope = write(&test, &world).await?;
        let (id, other) = (&session.id, UserId::generate(&world.ids)?);
        assert_eq!(sessions::of_user(&mut scope, &other, id).await?, None);
        assert!(!sessions::prolong(&mut scope, &other, id, NOW, LATER).await?);
        assert!(!sessions::end(&mut scope, &other, id, NOW).await?);

        let found = sessions::of_user(&mut scope, &ada.id, id).await?;
        assert_eq!(found.as_ref(), Some(&session));
        assert!(session.is_alive(NOW) && !session.is_alive(LATER));

        let end = EpochMillis(LATER.0 + 1);
        assert!(sessions::prolong(&mut scope, &ada.id, id, NOW, end).await?);
        assert!(
            !sessions::prolong(&mut scope, &ada.id, id, end, end).await?,
            "too late"
        );
        assert!(sessions::end(&mut scope, &ada.id, id, LATER).await?);
        assert!(
            !sessions::end(&mut scope, &ada.id, id, LATER).await?,
            "ended before"
        );
        assert!(!sessions::prolong(&mut scope, &ada.id, id, NOW, end).await?);
        let found = sessions::of_user(&mut scope, &ada.id, id)
            .await?
            .ok_or("gone")?;
        assert_eq!((found.ended, found.is_alive(NOW)), (Some(LATER), false));
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_revoked_token_is_remembered_until_it_would_have_expired() -> Outcome {
    let world = World::new();
    for (test, ada) in with_ada(&world).await? {
        let mut scope = write(&test, &world).await?;
        revocations::revoke_token(&mut scope, "first", LATER, NOW).await?;
        revocations::revoke_token(&mut scope, "first", LATER, NOW).await?;
        assert!(revocations::is_token_revoked(&mut scope, "first").await?);
        assert!(!revocations::is_token_revoked(&mut scope, "second").await?);
        let far = EpochMillis(u64::MAX);
        revocations::revoke_token(&mut scope, "second", far, LATER).await?;
        assert!(!revocations::is_token_revoked(&mut scope, "first").await?);
        assert!(revocations::is_token_revoked(&mut scope, "second").await?);

        revocations::revoke_user(&mut scope, &ada.id, NOW).await?;
        assert!(revocations::is_user_revoked(&mut scope, &ada.id, NOW).await?);
        assert!(!revocations::is_user_revoked(&mut scope, &ada.id, LATER).await?);
        revocations::revoke_user(&mut scope, &ada.id, LATER).await?;
        assert!(revocations::is_user_revoked(&mut scope, &ada.id, LATER).await?);
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_token_is_used_once_even_by_two_at_the_same_time() -> Outcome {
    let world = World::new();
    for (test, _) in with_ada(&world).await? {
        let attempt = async |scope: Outcome<RequestScope>| -> Outcome<bool> {
            let mut scope = scope?;
            let first = revocations::revoke_token(&mut scope, "once", LATER, NOW).await?;
            scope.commit().await?;
            Ok(first)
        };
        let (one, other) =
            tokio::join!(async { attempt(write(&test, &world).await).await }, async {
                attempt(write(&test, &world).await).await
            });
        assert_ne!(one?, other?, "{}", test.kind);

        let mut scope = write(&test, &world).await?;
        assert!(!revocations::revoke_token(&mut scope, "once", LATER, NOW).await?);
        assert!(revocations::revoke_token(&mut scope, "other", LATER, LATER).await?);
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_oauth_state_is_taken_once_and_in_time() -> Outcome {
    let world = World::new();
    let state = Awaited {
        provider: "local".to_owned(),
        nonce: SecretToken::try_from("nonce")?,
        verifier: SecretToken::try_from("verifier")?,
        expires: LATER,
    };
    for (test, _) in with_ada(&world).await? {
        let mut scope = write(&test, &world).await?;
        for hash in ["first", "second"] {
            oauth_states::remember(&mut scope, hash, &state, NOW).await?;
        }
        let taken = oauth_states::take(&mut scope, "first", NOW)
            .await?
            .ok_or("gone")?;
        assert_eq!(
            (
                taken.provider.as_str(),
                taken.nonce.expose(),
                taken.verifier.expose()
            ),
            ("local", "nonce", "verifier")
        );
        assert!(
            oauth_states::take(&mut scope, "first", NOW)
                .await?
                .is_none()
        );
        assert!(
            oauth_states::take(&mut scope, "second", LATER)
                .await?
                .is_none(),
            "too late"
        );
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_provider_knows_one_account_under_a_name() -> Outcome {
    let world = World::new();
    for (test, ada) in with_ada(&world).await? {
        let mut scope = write(&test, &world).await?;
        oauth_identities::link(&mut scope, &ada.id, "local", "1", NOW).await?;
        let owner = oauth_identities::owner(&mut scope, "local", "1").await?;
        assert_eq!(owner, Some(ada.id.clone()));
        assert_eq!(
            oauth_identities::owner(&mut scope, "other", "1").await?,
            None
        );
        let again = oauth_identities::link(&mut scope, &ada.id, "local", "1", NOW).await;
        assert!(
            matches!(again, Err(StorageError::Conflict)),
            "{}",
            test.kind
        );
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn all_sessions_of_a_user_end_but_the_one_that_is_named() -> Outcome {
    let world = World::new();
    for (test, ada) in with_ada(&world).await? {
        let bob = user(&world, "bob@example.org")?;
        let mut scope = write(&test, &world).await?;
        users::insert(&mut scope, &bob, None).await?;
        let mut begun = Vec::new();
        for owner in [&ada, &ada, &bob] {
            let session = Session {
                id: SessionId::generate(&world.ids)?,
                user: owner.id.clone(),
                begun: NOW,
                last_seen: NOW,
                expires: LATER,
                ended: None,
            };
            sessions::begin(&mut scope, &session).await?;
            begun.push(session);
        }
        for (but, alive) in [
            (Some(&begun[1].id), [false, true, true]),
            (None, [false, false, true]),
        ] {
            sessions::end_all(&mut scope, &ada.id, but, NOW).await?;
            let mut found = Vec::new();
            for session in &begun {
                let kept = sessions::of_user(&mut scope, &session.user, &session.id).await?;
                found.push(kept.ok_or("gone")?.is_alive(NOW));
            }
            assert_eq!(found, alive, "{}", test.kind);
        }
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_token_for_a_password_counts_once_in_time_and_until_the_next_one() -> Outcome {
    let world = World::new();
    for (test, ada) in with_ada(&world).await? {
        let mut scope = write(&test, &world).await?;
        for hash in ["first", "second"] {
            password_resets::remember(&mut scope, &ada.id, hash, LATER).await?;
        }
        assert_eq!(
            password_resets::owner(&mut scope, "first", NOW).await?,
            None
        );
        let owner = password_resets::owner(&mut scope, "second", NOW).await?;
        assert_eq!(owner, Some(ada.id.clone()), "{}", test.kind);
        let late = password_resets::owner(&mut scope, "second", LATER).await?;
        assert_eq!(late, None, "too late");

        assert!(!password_resets::take(&mut scope, "first").await?);
        assert!(password_resets::take(&mut scope, "second").await?);
        assert!(!password_resets::take(&mut scope, "second").await?);

        password_resets::remember(&mut scope, &ada.id, "third", LATER).await?;
        password_resets::forget(&mut scope, &ada.id).await?;
        assert!(!password_resets::take(&mut scope, "third").await?);
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_removed_account_leaves_nothing_and_frees_its_address() -> Outcome {
    let world = World::new();
    for (test, ada) in with_ada(&world).await? {
        let mut scope = write(&test, &world).await?;
        let session = Session {
            id: SessionId::generate(&world.ids)?,
            user: ada.id.clone(),
            begun: NOW,
            last_seen: NOW,
            expires: LATER,
            ended: None,
        };
        sessions::begin(&mut scope, &session).await?;
        revocations::revoke_user(&mut scope, &ada.id, NOW).await?;
        oauth_identities::link(&mut scope, &ada.id, "local", "1", NOW).await?;
        password_resets::remember(&mut scope, &ada.id, "first", LATER).await?;
        api_keys::insert(&mut scope, &key(&ada, "rsk_1"), "first").await?;

        assert!(users::remove(&mut scope, &ada.id).await?, "{}", test.kind);
        assert!(!users::remove(&mut scope, &ada.id).await?);
        let linked = oauth_identities::owner(&mut scope, "local", "1").await?;
        assert_eq!(linked, None);
        let twin = user(&world, "ada@example.org")?;
        users::insert(&mut scope, &twin, None).await?;
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

fn key(user: &User, prefix: &str) -> ApiKey {
    ApiKey {
        user: user.id.clone(),
        prefix: prefix.to_owned(),
        name: "nightly build".to_owned(),
        permissions: Permissions::from_iter([Permission::Read]),
        created: NOW,
        last_used: None,
    }
}

#[tokio::test]
async fn a_key_is_its_users_alone_until_it_is_taken_back() -> Outcome {
    let world = World::new();
    for (test, ada) in with_ada(&world).await? {
        let bob = user(&world, "bob@example.org")?;
        let mut scope = write(&test, &world).await?;
        users::insert(&mut scope, &bob, None).await?;
        let (of_ada, of_bob) = (key(&ada, "rsk_1"), key(&bob, "rsk_1"));
        for (key, hash) in [(&of_ada, "first"), (&of_bob, "second")] {
            api_keys::insert(&mut scope, key, hash).await?;
        }
        let found = api_keys::by_hash(&mut scope, "first").await?;
        assert_eq!(found.as_ref(), Some(&of_ada), "{}", test.kind);
        assert_eq!(api_keys::by_hash(&mut scope, "rsk_1").await?, None);

        api_keys::touch(&mut scope, &ada.id, "rsk_1", LATER).await?;
        let used = ApiKey {
            last_used: Some(LATER),
            ..of_ada
        };
        assert_eq!(api_keys::of_user(&mut scope, &ada.id).await?, [used]);
        assert!(!api_keys::remove(&mut scope, &ada.id, "rsk_2").await?);
        assert!(api_keys::remove(&mut scope, &ada.id, "rsk_1").await?);
        assert_eq!(api_keys::of_user(&mut scope, &ada.id).await?, []);
        assert_eq!(api_keys::of_user(&mut scope, &bob.id).await?, [of_bob]);
        api_keys::remove_all(&mut scope, &bob.id).await?;
        assert_eq!(api_keys::by_hash(&mut scope, "second").await?, None);
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

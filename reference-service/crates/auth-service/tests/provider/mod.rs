//! An OpenID provider: it checks what a provider checks, and tells lies when it is asked to.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use foundation::names::routes;
use foundation::secret::SecretToken;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use p256::ecdsa::SigningKey;
use p256::pkcs8::EncodePrivateKey;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use test_support::{NOW, Outcome};
use tokio::net::TcpListener;
use url::Url;

pub(crate) const CLIENT_ID: &str = "platform";
pub(crate) const CLIENT_SECRET: &str = "the secret of the client";
pub(crate) const REDIRECT: &str = "http://127.0.0.1:8081/auth/callback";

const KEY_ID: &str = "first";
const NOW_SECONDS: u64 = NOW.0 / 1_000;

/// In which way the provider lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Twist {
    None,
    OtherKey,
    Unsigned,
    /// Signed with what everybody knows: the public key as a shared secret.
    PublicKeyAsSecret,
    OtherAudience,
    OtherTokenIssuer,
    OtherNonce,
    NoNonce,
    Expired,
    FromTheFuture,
    UncheckedAddress,
    UnknownKeyId,
    Down,
    OtherIssuer,
}

impl Twist {
    /// Every lie about a user.
    pub(crate) const ALL: [Self; 11] = [
        Self::OtherKey,
        Self::Unsigned,
        Self::PublicKeyAsSecret,
        Self::OtherAudience,
        Self::OtherTokenIssuer,
        Self::OtherNonce,
        Self::NoNonce,
        Self::Expired,
        Self::FromTheFuture,
        Self::UncheckedAddress,
        Self::UnknownKeyId,
    ];
}

pub(crate) struct Provider {
    pub(crate) issuer: String,
    shared: Arc<Shared>,
}

struct Shared {
    issuer: String,
    key: SigningKey,
    other_key: SigningKey,
    state: Mutex<Inner>,
}

struct Inner {
    twist: Twist,
    /// What was asked for with each code that was not used yet.
    codes: HashMap<String, HashMap<String, String>>,
}

impl Provider {
    pub(crate) async fn start() -> Outcome<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let issuer = format!("http://{}", listener.local_addr()?);
        let shared = Arc::new(Shared {
            issuer: issuer.clone(),
            key: SigningKey::from_slice(&[7; 32])?,
            other_key: SigningKey::from_slice(&[9; 32])?,
            state: Mutex::new(Inner {
                twist: Twist::None,
                codes: HashMap::new(),
            }),
        });
        let app = Router::new()
            .route(routes::OPENID_CONFIGURATION, get(describe))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(shared.clone());
        tokio::spawn(async { axum::serve(listener, app).await });
        Ok(Self { issuer, shared })
    }

    pub(crate) fn twist(&self, twist: Twist) {
        self.shared.inner().twist = twist;
    }

    /// The user says yes on the provider's page; the code that their browser carries back.
    pub(crate) fn consent(&self, location: &Url) -> Outcome<String> {
        let asked: HashMap<String, String> = location.query_pairs().into_owned().collect();
        if !location.as_str().starts_with(&self.issuer) || asked["client_id"] != CLIENT_ID {
            return Err("somebody else's page".into());
        }
        let mut inner = self.shared.inner();
        let code = format!("code-{}", asked["state"]);
        inner.codes.insert(code.clone(), asked);
        Ok(code)
    }
}

impl Shared {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn public(&self) -> Vec<u8> {
        self.key
            .verifying_key()
            .to_encoded_point(false)
            .as_bytes()
            .to_vec()
    }

    /// The ID token, with the lie in it.
    fn id_token(&self, twist: Twist, nonce: &str) -> Outcome<String> {
        let mut claims = json!({
            "iss": self.issuer, "aud": CLIENT_ID, "sub": "1815", "nonce": nonce,
            "iat": NOW_SECONDS, "exp": NOW_SECONDS + 3_600,
            "email": "Ada@example.org", "email_verified": true, "name": "Ada Łovelace",
        });
        match twist {
            Twist::OtherAudience => claims["aud"] = json!("another client"),
            Twist::OtherTokenIssuer => claims["iss"] = json!("https://elsewhere.example.org"),
            Twist::OtherNonce => claims["nonce"] = json!("another"),
            Twist::NoNonce => claims["nonce"] = Value::Null,
            Twist::Expired => claims["exp"] = json!(NOW_SECONDS),
            Twist::FromTheFuture => claims["iat"] = json!(NOW_SECONDS + 61),
            Twist::UncheckedAddress => claims["email_verified"] = json!(false),
            _ => {}
        }
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(KEY_ID.to_owned());
        match twist {
            Twist::Unsigned => {
                let header = json!({"alg": "none", "typ": "JWT", "kid": KEY_ID});
                let [header, claims] =
                    [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
                return Ok(format!("{header}.{claims}."));
            }
            Twist::PublicKeyAsSecret => {
                header.alg = Algorithm::HS256;
                let key = EncodingKey::from_secret(&self.public());
                return Ok(encode(&header, &claims, &key)?);
            }
            Twist::UnknownKeyId => header.kid = Some("second".to_owned()),
            _ => {}
        }
        let key = if twist == Twist::OtherKey {
            &self.other_key
        } else {
            &self.key
        };
        let key = EncodingKey::from_ec_der(key.to_pkcs8_der()?.as_bytes());
        Ok(encode(&header, &claims, &key)?)
    }
}

async fn describe(State(shared): State<Arc<Shared>>) -> (StatusCode, Json<Value>) {
    let twist = shared.inner().twist;
    let issuer = &shared.issuer;
    let told = if twist == Twist::OtherIssuer {
        "https://elsewhere.example.org"
    } else {
        issuer
    };
    let status = if twist == Twist::Down {
        StatusCode::BAD_GATEWAY
    } else {
        StatusCode::OK
    };
    let description = json!({
        "issuer": told,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
    });
    let body = if twist == Twist::Down {
        json!("bad gateway")
    } else {
        description
    };
    (status, Json(body))
}

async fn keys(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let public = shared.public();
    let [x, y] = [&public[1..33], &public[33..]].map(|half| URL_SAFE_NO_PAD.encode(half));
    let key = json!({"kty": "EC", "crv": "P-256", "use": "sig", "kid": KEY_ID, "x": x, "y": y});
    Json(json!({"keys": [key]}))
}

/// Gives the token for a code, once, to who shows what the standard asks for.
async fn token(
    State(shared): State<Arc<Shared>>,
    Form(asked): Form<HashMap<String, String>>,
) -> Result<Json<Value>, StatusCode> {
    let (twist, remembered) = {
        let mut inner = shared.inner();
        let code = asked.get("code").ok_or(StatusCode::BAD_REQUEST)?;
        (
            inner.twist,
            inner.codes.remove(code).ok_or(StatusCode::BAD_REQUEST)?,
        )
    };
    let verifier = asked.get("code_verifier").ok_or(StatusCode::BAD_REQUEST)?;
    let verifier = SecretToken::try_from(verifier.as_str()).map_err(|_| StatusCode::BAD_REQUEST)?;
    let is_right = asked.get("client_id").is_some_and(|it| it == CLIENT_ID)
        && asked
            .get("client_secret")
            .is_some_and(|it| it == CLIENT_SECRET)
        && asked
            .get("grant_type")
            .is_some_and(|it| it == "authorization_code")
        && asked.get("redirect_uri") == remembered.get("redirect_uri")
        && remembered.get("code_challenge") == Some(&auth::random::fingerprint(&verifier));
    if !is_right {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let token = shared
        .id_token(twist, &remembered["nonce"])
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(Json(
        json!({"id_token": token, "access_token": "x", "token_type": "Bearer"}),
    ))
}

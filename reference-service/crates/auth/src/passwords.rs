//! Passwords: which are taken, how they are kept, how they are compared.

use argon2::password_hash::Error;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use foundation::entropy::Entropy;
use foundation::environment::EnvironmentName;
use foundation::errors::AppError;
use foundation::identity::Email;
use foundation::secret::SecretToken;
use foundation::tasks::spawn_blocking;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// The shortest password, in characters.
pub const SHORTEST: usize = 8;

/// The longest password, in bytes: hashing takes longer for a longer one.
pub const LONGEST: usize = 128;

/// The passwords that are tried first, of those that are long enough, in small letters.
const COMMON: &str = include_str!("common_passwords.txt");

/// So many passwords are hashed at a time. Each takes a core and 19 MiB for a while.
const AT_A_TIME: usize = 4;

/// Hashes and compares passwords, a few at a time and off the threads that answer requests.
#[derive(Debug)]
pub struct Passwords {
    entropy: Arc<dyn Entropy>,
    cost: Params,
    turns: Arc<Semaphore>,
    memory: Arc<Memory>,
}

/// What is filled while a password is hashed. It is kept for the next one: no allocator gives pieces of this size back to
/// the system in time, and a hundred logins held a gigabyte.
#[derive(Debug, Default)]
struct Memory(Mutex<Vec<Vec<Block>>>);

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Quick to guess.
    #[error("a password has at least {SHORTEST} characters")]
    TooShort,
    /// The first that anybody would guess.
    #[error("this password is among those that are tried first")]
    Common,
    /// The first that somebody would guess who knows the address.
    #[error("a password is not the address or a part of it")]
    OwnName,
    /// Slow to hash.
    #[error("a password has at most {LONGEST} bytes")]
    TooLong,
}

impl Passwords {
    /// With the cost that suits the environment: what OWASP recommends, and next to nothing in tests.
    #[must_use]
    pub fn new(environment: EnvironmentName, entropy: Arc<dyn Entropy>) -> Self {
        let cost = if environment.is_test() {
            Params::new(
                Params::MIN_M_COST,
                Params::MIN_T_COST,
                Params::MIN_P_COST,
                None,
            )
        } else {
            Ok(Params::DEFAULT)
        };
        Self {
            entropy,
            cost: cost.unwrap_or(Params::DEFAULT),
            turns: Arc::new(Semaphore::new(AT_A_TIME)),
            memory: Arc::default(),
        }
    }

    /// Whether the password may be used.
    ///
    /// # Errors
    /// When it is too short, too long or too common.
    pub fn accept(password: &SecretToken) -> Result<(), WeakPassword> {
        let text = password.expose();
        if text.chars().count() < SHORTEST {
            return Err(WeakPassword::TooShort);
        }
        if text.len() > LONGEST {
            return Err(WeakPassword::TooLong);
        }
        let text = text.to_lowercase();
        if COMMON.lines().any(|common| common == text) {
            return Err(WeakPassword::Common);
        }
        Ok(())
    }

    /// Whether the password may be used for the account of this address.
    ///
    /// # Errors
    /// When it is weak, or is said by the address.
    pub fn accept_for(password: &SecretToken, email: &Email) -> Result<(), WeakPassword> {
        Self::accept(password)?;
        // Figures and signs around a name are tried as well.
        let core = |text: &str| {
            let text = text.to_lowercase();
            text.trim_matches(|it: char| !it.is_alphabetic()).to_owned()
        };
        let password = core(password.expose());
        let said = [email.as_str(), email.local_part()].map(core);
        if said.contains(&password) && !password.is_empty() {
            return Err(WeakPassword::OwnName);
        }
        Ok(())
    }

    /// What is kept of the password.
    ///
    /// # Errors
    /// When it is weak, or there are no random bytes.
    pub async fn hash(&self, password: &SecretToken) -> Result<SecretToken, AppError> {
        Self::accept(password)?;
        let mut salt = [0; 16];
        self.entropy.fill(&mut salt).map_err(AppError::internal)?;
        let (cost, password) = (self.cost.clone(), password.clone());
        let hash = self.in_turn(move |memory| {
            hashed(cost, password.expose().as_bytes(), &salt, memory).map(|hash| hash.to_string())
        });
        let hash = hash
            .await?
            .map_err(|error| AppError::internal(error.to_string()))?;
        SecretToken::try_from(hash).map_err(AppError::internal)
    }

    /// Whether the hash was made of the password. Without a hash it takes as long, so that nobody can tell by the time
    /// which accounts there are.
    ///
    /// # Errors
    /// When the hash is none, or there is no thread to compare on.
    pub async fn matches(
        &self,
        password: &SecretToken,
        hash: Option<&SecretToken>,
    ) -> Result<bool, AppError> {
        if password.expose().len() > LONGEST {
            return Ok(false);
        }
        if let Some(hash) = hash {
            demand_usual_cost(hash)?;
        }
        let (cost, password) = (self.cost.clone(), password.clone());
        let hash = hash.cloned();
        let compared = self.in_turn(move |memory| {
            let password = password.expose().as_bytes();
            match hash {
                Some(hash) => is_of(hash.expose(), password, memory),
                None => hashed(cost, password, &[0; 16], memory).map(|_| false),
            }
        });
        let is_of = compared.await?;
        is_of.map_err(|error| AppError::InvalidInput(format!("no hash of a password: {error}")))
    }

    /// Does the work once it is its turn, with memory to fill.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Vec<Block>) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let turn = self.turns.clone().acquire_owned().await;
        let turn = turn.map_err(AppError::internal)?;
        let memory = self.memory.clone();
        let done = spawn_blocking(move || {
            // Kept until the work is done, which goes on when nobody waits for it any more.
            let _turn = turn;
            memory.with(work)
        });
        done.await.map_err(AppError::internal)
    }
}

impl Memory {
    fn with<T>(&self, work: impl FnOnce(&mut Vec<Block>) -> T) -> T {
        // The lock is held for a moment, never while something is hashed.
        let spare = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut blocks = spare().pop().unwrap_or_default();
        let done = work(&mut blocks);
        spare().push(blocks);
        done
    }
}

/// What is kept of a password.
fn hashed(
    cost: Params,
    password: &[u8],
    salt: &[u8],
    memory: &mut Vec<Block>,
) -> Result<PasswordHash, Error> {
    let (algorithm, version) = (Algorithm::Argon2id, Version::V0x13);
    let params = ParamsString::try_from(&cost)?;
    let argon2 = Argon2::new(algorithm, version, cost);
    let output = output(&argon2, Params::DEFAULT_OUTPUT_LEN, password, salt, memory)?;
    Ok(PasswordHash {
        algorithm: algorithm.ident(),
        version: Some(version.into()),
        params,
        salt: Some(Salt::new(salt)?),
        hash: Some(output),
    })
}

/// Whether a hash was made of the password. The comparison takes the same time whatever differs.
fn is_of(hash: &str, password: &[u8], memory: &mut Vec<Block>) -> Result<bool, Error> {
    let hash = PasswordHash::new(hash)?;
    let (Some(salt), Some(expected)) = (&hash.salt, &hash.hash) else {
        return Err(Error::EncodingInvalid);
    };
    let algorithm = Algorithm::try_from(hash.algorithm.as_str())?;
    let version = hash.version.map(Version::try_from).transpose()?;
    let argon2 = Argon2::new(
        algorithm,
        version.unwrap_or_default(),
        Params::try_from(&hash)?,
    );
    let output = output(&argon2, expected.len(), password, salt, memory)?;
    Ok(output == *expected)
}

fn output(
    argon2: &Argon2<'_>,
    length: usize,
    password: &[u8],
    salt: &[u8],
    memory: &mut Vec<Block>,
) -> Result<Output, Error> {
    let needed = argon2.params().block_count();
    if memory.len() < needed {
        memory.resize(needed, Block::new());
    }
    let mut output = vec![0; length];
    argon2.hash_password_into_with_memory(password, salt, &mut output, memory)?;
    Ok(Output::new(&output)?)
}

/// Lets a hash pass that costs no more than ours: it says itself how much memory is to be filled.
fn demand_usual_cost(hash: &SecretToken) -> Result<(), AppError> {
    let no_hash = |reason: &dyn std::fmt::Display| {
        AppError::InvalidInput(format!("no hash of a password: {reason}"))
    };
    let parsed = PasswordHash::new(hash.expose()).map_err(|error| no_hash(&error))?;
    let cost = Params::try_from(&parsed).map_err(|error| no_hash(&error))?;
    let usual = Params::DEFAULT;
    let is_usual = cost.m_cost() <= usual.m_cost()
        && cost.t_cost() <= usual.t_cost()
        && cost.p_cost() <= usual.p_cost();
    if is_usual {
        Ok(())
    } else {
        Err(no_hash(&"it costs too much to compare"))
    }
}

impl From<WeakPassword> for AppError {
    fn from(weak: WeakPassword) -> Self {
        Self::InvalidInput(weak.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foundation::entropy::SystemEntropy;
    use futures_util::FutureExt;

    fn passwords(environment: EnvironmentName) -> Passwords {
        Passwords::new(environment, Arc::new(SystemEntropy))
    }

    fn secret(text: &str) -> SecretToken {
        SecretToken::try_from(text).unwrap()
    }

    #[tokio::test]
    async fn a_password_matches_its_own_hash_alone() {
        let passwords = passwords(EnvironmentName::Test);
        let password = secret("correct horse 🐎");
        let [hash, again] = [
            passwords.hash(&password).await.unwrap(),
            passwords.hash(&password).await.unwrap(),
        ];
        assert_ne!(hash.expose(), again.expose(), "salted");
        assert!(passwords.matches(&password, Some(&hash)).await.unwrap());
        assert!(passwords.matches(&password, Some(&again)).await.unwrap());
        let other = secret("correct horse 🐴");
        assert!(!passwords.matches(&other, Some(&hash)).await.unwrap());
        assert!(!passwords.matches(&password, None).await.unwrap());
    }

    #[tokio::test]
    async fn outside_tests_the_cost_is_the_recommended_one() {
        for name in [EnvironmentName::Development, EnvironmentName::Production] {
            let hash = passwords(name)
                .hash(&secret("correct horse"))
                .await
                .unwrap();
            let cost = "$argon2id$v=19$m=19456,t=2,p=1$";
            assert!(hash.expose().starts_with(cost), "{name}");
        }
    }

    #[tokio::test]
    async fn who_does_not_wait_gives_nobody_their_turn() {
        let passwords = passwords(EnvironmentName::Test);
        let (done, wait) = std::sync::mpsc::channel::<()>();
        let wait = Arc::new(Mutex::new(wait));
        for _ in 0..AT_A_TIME {
            let wait = wait.clone();
            let work = passwords.in_turn(move |_| drop(wait.lock().map(|wait| wait.recv())));
            assert!(work.now_or_never().is_none());
        }
        let next = passwords.in_turn(|_| ());
        let mut next = std::pin::pin!(next);
        assert!(next.as_mut().now_or_never().is_none());
        assert_eq!(
            passwords.turns.available_permits(),
            0,
            "left, and still at work"
        );
        drop(done);
        next.await.unwrap();
        assert!(passwords.memory.0.lock().unwrap().len() <= AT_A_TIME);
    }

    #[tokio::test]
    async fn what_is_no_hash_is_told() {
        for text in [
            "hunter2",
            "$argon2id$",
            "$argon2id$v=19$m=9999999999,t=2,p=1$c2FsdHNhbHQ$aGFzaA",
            "$argon2id$v=19$m=4194304,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNo",
        ] {
            let passwords = passwords(EnvironmentName::Test);
            let (password, hash) = (secret("correct horse"), secret(text));
            let compared = passwords.matches(&password, Some(&hash));
            assert!(
                matches!(compared.await, Err(AppError::InvalidInput(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn passwords_of_7_characters_and_of_129_bytes_are_refused() {
        let table = [
            ("1234567".to_owned(), Err(WeakPassword::TooShort)),
            ("äöüäöüä".to_owned(), Err(WeakPassword::TooShort)),
            ("12345678".to_owned(), Err(WeakPassword::Common)),
            ("PassWord123".to_owned(), Err(WeakPassword::Common)),
            ("12345687".to_owned(), Ok(())),
            ("x".repeat(128), Ok(())),
            ("x".repeat(129), Err(WeakPassword::TooLong)),
        ];
        for (text, expected) in table {
            assert_eq!(Passwords::accept(&secret(&text)), expected, "{text}");
        }
    }

    #[test]
    fn what_the_address_says_is_no_password() {
        let email = Email::try_from("ada.lovelace@example.org").unwrap();
        for text in [
            "ada.lovelace",
            "Ada.Lovelace1815!",
            "ada.lovelace@example.org",
        ] {
            let weak = Passwords::accept_for(&secret(text), &email);
            assert_eq!(weak, Err(WeakPassword::OwnName), "{text}");
        }
        for text in ["ada.lovelace likes numbers", "1815-1852"] {
            assert_eq!(
                Passwords::accept_for(&secret(text), &email),
                Ok(()),
                "{text}"
            );
        }
    }
}

//! Argon2id, a few at a time.

use std::fmt;
use std::sync::Arc;

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::password::Password;

/// 19 MiB, 2 passes, 1 lane: the OWASP Password Storage Cheat Sheet's recommendation for Argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// So many at once: a flood of sign-ins then takes at most twice the memory above, and waits.
const AT_ONCE: usize = 2;

/// A password could not be hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a password could not be hashed")]
pub struct HashingFailed;

/// A stored hash in the PHC string format.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

/// Hashes and compares passwords away from the threads that answer requests.
#[derive(Clone)]
pub struct Hasher {
    argon2: Argon2<'static>,
    places: Arc<Semaphore>,
    /// Compared with where there is no account, so that the time says nothing about which accounts exist.
    nobody: PasswordHash,
}

impl PasswordHash {
    /// From a column of the store.
    #[must_use]
    pub fn from_store(phc: String) -> Self {
        Self(phc)
    }

    /// For a column of the store.
    #[must_use]
    pub fn for_store(&self) -> &str {
        &self.0
    }
}

impl Hasher {
    /// With the recommended cost.
    ///
    /// # Errors
    ///
    /// When hashing does not work on this machine at all.
    pub fn new() -> Result<Self, HashingFailed> {
        Self::with_cost(MEMORY_KIB, PASSES)
    }

    fn with_cost(memory_kib: u32, passes: u32) -> Result<Self, HashingFailed> {
        let params = Params::new(memory_kib, passes, LANES, None).map_err(|_| HashingFailed)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&argon2, "")?;
        Ok(Self { argon2, places: Arc::new(Semaphore::new(AT_ONCE)), nobody })
    }

    /// The hash to store for a new password.
    ///
    /// # Errors
    ///
    /// When hashing fails, as it does without memory or random numbers.
    pub async fn hash(&self, password: Password) -> Result<PasswordHash, HashingFailed> {
        self.run(move |argon2| hash(argon2, password.reveal())).await?
    }

    /// Whether it is the password of that hash. `None` stands for an account that does not exist or has no password
    /// yet: it takes as long, and is never right.
    ///
    /// # Errors
    ///
    /// When hashing fails, or when the stored hash cannot be read.
    pub async fn verify(&self, password: Password, stored: Option<PasswordHash>) -> Result<bool, HashingFailed> {
        let somebody = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.nobody.clone());
        let fits = self.run(move |argon2| verify(argon2, password.reveal(), &stored)).await??;
        Ok(somebody && fits)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Argon2<'static>) -> T + Send + 'static,
    ) -> Result<T, HashingFailed> {
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_| HashingFailed)?;
        let argon2 = self.argon2.clone();
        // The place goes along: a request that is given up must not make room while its work still runs.
        let work = move || {
            let done = work(&argon2);
            drop(place);
            done
        };
        spawn_blocking(work).await.map_err(|_| HashingFailed)
    }
}

fn hash(argon2: &Argon2<'_>, password: &str) -> Result<PasswordHash, HashingFailed> {
    let hash = argon2.hash_password(password.as_bytes()).map_err(|_| HashingFailed)?;
    Ok(PasswordHash(hash.to_string()))
}

/// The comparison inside takes constant time (crate `password-hash`, `Output`).
fn verify(argon2: &Argon2<'_>, password: &str, stored: &PasswordHash) -> Result<bool, HashingFailed> {
    match argon2.verify_password(password.as_bytes(), stored.for_store()) {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
        Err(_) => Err(HashingFailed),
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hasher").field("free", &self.places.available_permits()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[tokio::test]
    async fn a_password_is_recognised_and_another_is_not() {
        let hasher = Hasher::with_cost(64, 1).expect("a hasher");
        let stored = hasher.hash(Password::new("每天早上七点开门")).await.expect("a hash");
        assert_eq!(hasher.verify(Password::new("每天早上七点开门"), Some(stored.clone())).await, Ok(true));
        assert_eq!(hasher.verify(Password::new("每天早上八点开门"), Some(stored)).await, Ok(false));
    }

    #[tokio::test]
    async fn nobody_has_no_password_not_even_the_empty_one() {
        let hasher = Hasher::with_cost(64, 1).expect("a hasher");
        assert_eq!(hasher.verify(Password::new(""), None).await, Ok(false));
    }

    #[tokio::test]
    async fn what_is_stored_names_the_recommended_cost() {
        let hasher = Hasher::new().expect("a hasher");
        let stored = hasher.hash(Password::new("a sentence to keep")).await.expect("a hash");
        assert!(stored.for_store().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "a PHC string with its parameters");
        assert_eq!(format!("{stored:?}"), "PasswordHash(…)");
    }

    #[tokio::test]
    async fn an_unknown_account_takes_as_long_as_a_wrong_password() {
        let hasher = Hasher::new().expect("a hasher");
        let stored = hasher.hash(Password::new("a sentence to keep")).await.expect("a hash");
        let fastest = |times: Vec<Duration>| times.into_iter().min().unwrap_or_default();
        let mut unknown = Vec::new();
        let mut wrong = Vec::new();
        for _ in 0..5 {
            let start = Instant::now();
            hasher.verify(Password::new("something else"), None).await.expect("an answer");
            unknown.push(start.elapsed());
            let start = Instant::now();
            hasher.verify(Password::new("something else"), Some(stored.clone())).await.expect("an answer");
            wrong.push(start.elapsed());
        }
        let (unknown, wrong) = (fastest(unknown), fastest(wrong));
        assert!(unknown < wrong * 3 && wrong < unknown * 3, "{unknown:?} for nobody, {wrong:?} for somebody");
    }
}

//! Where the database is, and what each connection to it is told.

use std::fmt;
use std::str::FromStr;

use domain::ids::PointId;
use sqlx::postgres::PgConnectOptions;

/// How long a statement waits for a lock before the device is asked to come again, in milliseconds.
const LOCK_MS: u64 = 5_000;
/// How long a statement may take: counting a million cases takes a minute, and nothing of ours takes longer.
const STATEMENT_MS: &str = "300000";
/// How long a transaction may wait for its server, which holds a contact point's lock meanwhile.
const IDLE_MS: &str = "60000";

/// What the schema calls all contact points.
const EVERY: &str = "every";

/// `postgres://USER@HOST/DATABASE`, as `libpq` reads it. Neither `Debug` nor `Display` shows a password.
#[derive(Clone)]
pub struct PostgresUrl {
    options: PgConnectOptions,
    has_password: bool,
    lock_ms: u64,
    /// None: every contact point.
    served: Option<PointId>,
}

/// Why it is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a PostgreSQL database is written postgres://USER@HOST/DATABASE, or postgres:///DATABASE?host=/run/postgresql")]
pub struct NotAPostgresUrl;

impl PostgresUrl {
    /// Whether a password stands in it.
    #[must_use]
    pub const fn has_password(&self) -> bool {
        self.has_password
    }

    /// With that password in place of what stands in it.
    #[must_use]
    pub fn with_password(self, password: &str) -> Self {
        Self { options: self.options.password(password), ..self }
    }

    /// Another database of the same server.
    #[must_use]
    pub fn with_database(self, name: &str) -> Self {
        Self { options: self.options.database(name), ..self }
    }

    /// Of this contact point, and no row of another (row security).
    #[must_use]
    pub fn serving(self, point: PointId) -> Self {
        Self { served: Some(point), ..self }
    }

    /// Of every contact point: for copies of everything.
    #[must_use]
    pub fn serving_every(self) -> Self {
        Self { served: None, ..self }
    }

    /// With another time to wait for a lock.
    #[must_use]
    pub fn waiting(self, lock_ms: u64) -> Self {
        Self { lock_ms, ..self }
    }

    pub(super) fn connect(&self) -> PgConnectOptions {
        let lock_ms = self.lock_ms.to_string();
        let served = self.served.map_or_else(|| EVERY.to_owned(), |point| point.0.to_string());
        let told = [
            ("lock_timeout", lock_ms.as_str()),
            ("statement_timeout", STATEMENT_MS),
            ("idle_in_transaction_session_timeout", IDLE_MS),
            ("contact_point.served", served.as_str()),
        ];
        self.options.clone().application_name("contact-point").options(told)
    }
}

impl FromStr for PostgresUrl {
    type Err = NotAPostgresUrl;

    fn from_str(text: &str) -> Result<Self, NotAPostgresUrl> {
        let rest = text.strip_prefix("postgres://").or_else(|| text.strip_prefix("postgresql://"));
        let rest = rest.ok_or(NotAPostgresUrl)?;
        // What the library says of a text that it cannot read may repeat it.
        let options: PgConnectOptions = text.parse().map_err(|_| NotAPostgresUrl)?;
        if options.get_database().is_none_or(str::is_empty) {
            return Err(NotAPostgresUrl);
        }
        let before_host = rest.split('/').next().unwrap_or_default();
        let user = before_host.rsplit_once('@').map(|(user, _)| user).unwrap_or_default();
        let has_password = user.contains(':') || rest.split(['?', '&']).any(|part| part.starts_with("password="));
        Ok(Self { options, has_password, lock_ms: LOCK_MS, served: None })
    }
}

impl fmt::Display for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = match self.options.get_socket() {
            Some(socket) => socket.display().to_string(),
            None => self.options.get_host().to_owned(),
        };
        let (user, database) = (self.options.get_username(), self.options.get_database().unwrap_or_default());
        write!(f, "PostgreSQL {database} ({user}@{host}:{})", self.options.get_port())
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_noticed_and_never_shown() {
        for text in ["postgres://u:word@h/d", "postgresql://h/d?user=u&password=word"] {
            let url: PostgresUrl = text.parse().expect("a database");
            assert!(url.has_password(), "{text}");
            assert!(!format!("{url} {url:?}").contains("word"), "{url}");
        }
        let url: PostgresUrl = "postgres:///d?host=/run/postgresql".parse().expect("a database");
        assert!(!url.has_password() && url.to_string().contains("/run/postgresql"), "{url}");
        for wrong in ["sqlite:a", "postgres:d", "postgres://h", "postgres://h:word/d"] {
            let why = wrong.parse::<PostgresUrl>().expect_err(wrong).to_string();
            assert!(!why.contains("word"), "{why}");
        }
    }
}

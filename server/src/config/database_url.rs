//! Where everything is kept: a SQLite file, or a PostgreSQL database.

use std::path::PathBuf;
use std::str::FromStr;

use crate::store::postgres::{NotAPostgresUrl, PostgresUrl};

/// `sqlite:PATH` or `postgres://USER@HOST/DATABASE`.
#[derive(Clone, Debug)]
pub enum DatabaseUrl {
    /// A file.
    Sqlite(PathBuf),
    /// A database that another program keeps.
    Postgres(Box<PostgresUrl>),
}

/// Why it is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotADatabaseUrl {
    /// Of no engine that is known.
    #[error("a database is written sqlite:PATH or postgres://USER@HOST/DATABASE")]
    Unknown,
    /// Not a file.
    #[error("a database is written sqlite:PATH, with the path of a file")]
    NoFile,
    /// Not as PostgreSQL's are written.
    #[error(transparent)]
    Postgres(#[from] NotAPostgresUrl),
}

impl DatabaseUrl {
    /// Whether a password stands in it.
    #[must_use]
    pub fn has_password(&self) -> bool {
        match self {
            Self::Sqlite(_) => false,
            Self::Postgres(url) => url.has_password(),
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = NotADatabaseUrl;

    /// `sqlite:PATH` also with slashes as URLs have them.
    fn from_str(url: &str) -> Result<Self, NotADatabaseUrl> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            return Ok(Self::Postgres(Box::new(url.parse()?)));
        }
        let path = url.strip_prefix("sqlite:").ok_or(NotADatabaseUrl::Unknown)?;
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() || path.contains('?') || path == ":memory:" {
            return Err(NotADatabaseUrl::NoFile);
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_file_is_named_by_its_path_and_what_is_neither_is_refused_without_its_password() {
        let file = |text: &str| match text.parse() {
            Ok(DatabaseUrl::Sqlite(path)) => path,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(file("sqlite:data/a.db"), Path::new("data/a.db"));
        assert_eq!(file("sqlite:///var/lib/a.db"), Path::new("/var/lib/a.db"));
        for wrong in ["", "data/a.db", "sqlite:", "sqlite::memory:", "mysql://x", "sqlite:a.db?mode=ro", "postgres:x"] {
            assert!(wrong.parse::<DatabaseUrl>().is_err(), "{wrong}");
        }
        let refused = "mysql://user:word@host/db".parse::<DatabaseUrl>().expect_err("unknown").to_string();
        assert!(!refused.contains("word"), "a password in an address is not repeated");
        assert!(matches!("postgres://u@h/d".parse(), Ok(DatabaseUrl::Postgres(_))));
    }
}

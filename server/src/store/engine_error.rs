//! From an engine's codes to ours: SQLite's result codes (<https://www.sqlite.org/rescode.html>) and PostgreSQL's SQLSTATE
//! (<https://www.postgresql.org/docs/15/errcodes-appendix.html>).

use sqlx::error::{DatabaseError, Error};
use sqlx::migrate::MigrateError;
use sqlx::postgres::PgDatabaseError;

use super::StoreError;

mod sqlite {
    pub(super) const BUSY: i32 = 5;
    pub(super) const LOCKED: i32 = 6;
    pub(super) const READ_ONLY: i32 = 8;
    pub(super) const IO: i32 = 10;
    pub(super) const FULL: i32 = 13;
    pub(super) const CANNOT_OPEN: i32 = 14;
    pub(super) const CONSTRAINT: i32 = 19;
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match &error {
            Error::Database(database) => of_database(&**database),
            Error::PoolTimedOut => Self::Busy,
            // It went away, or is not there: it may come back.
            Error::Io(_) | Error::Tls(_) | Error::WorkerCrashed | Error::BeginFailed => {
                Self::Unavailable(error.to_string())
            }
            Error::ColumnDecode { .. } | Error::Decode(_) => Self::Unreadable(error.to_string()),
            _ => Self::Failed(error.to_string()),
        }
    }
}

fn of_database(error: &dyn DatabaseError) -> StoreError {
    let (code, says) = (error.code().unwrap_or_default(), error.message().to_owned());
    if error.try_downcast_ref::<PgDatabaseError>().is_some() {
        return of_sqlstate(&code, says);
    }
    // An extended code carries the plain one in its lowest byte.
    match code.parse::<i32>().map(|code| code & 0xff) {
        Ok(sqlite::BUSY | sqlite::LOCKED) => StoreError::Busy,
        Ok(sqlite::READ_ONLY) => StoreError::ReadOnly,
        Ok(sqlite::FULL) => StoreError::Full,
        Ok(sqlite::IO | sqlite::CANNOT_OPEN) => StoreError::Unavailable(says),
        Ok(sqlite::CONSTRAINT) => StoreError::Constraint(says),
        _ => StoreError::Failed(says),
    }
}

fn of_sqlstate(code: &str, says: String) -> StoreError {
    match code {
        // Somebody else was first, or holds what we wait for, or took too long.
        "40001" | "40P01" | "55P03" | "57014" => StoreError::Busy,
        "25006" => StoreError::ReadOnly,
        "53100" => StoreError::Full,
        // No memory, no connection left; the disk; shut down, crashed, or not up yet.
        "53200" | "53300" | "58030" | "57P01" | "57P02" | "57P03" | "25P03" => StoreError::Unavailable(says),
        _ if code.starts_with("08") => StoreError::Unavailable(says),
        // Also what no column takes: such an operation must not take those down that share its transaction.
        _ if code.starts_with("23") || code.starts_with("22") => StoreError::Constraint(says),
        _ => StoreError::Failed(format!("{says} ({code})")),
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(error) => error.into(),
            error => Self::Migration(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use sync::protocol::Code;

    use super::*;

    #[test]
    fn what_postgresql_says_is_told_to_a_device_as_sqlite_says_it() {
        let told = |code| of_sqlstate(code, String::new()).code();
        assert_eq!(["40001", "40P01", "55P03", "57014"].map(told), [Code::StoreBusy; 4]);
        assert_eq!(["25006", "53100"].map(told), [Code::StoreReadOnly, Code::StoreFull]);
        assert_eq!(["08006", "08P01", "57P01", "57P03", "53300"].map(told), [Code::StoreUnavailable; 5]);
        assert_eq!(["23505", "42P01", "22021"].map(told), [Code::Internal; 3]);
    }
}

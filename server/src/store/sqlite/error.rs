//! From SQLite's result codes (<https://www.sqlite.org/rescode.html>) to ours.

use sqlx::error::{DatabaseError, Error};
use sqlx::migrate::MigrateError;

use crate::store::StoreError;

const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const READ_ONLY: i32 = 8;
const IO: i32 = 10;
const FULL: i32 = 13;
const CANNOT_OPEN: i32 = 14;
const CONSTRAINT: i32 = 19;

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        let code = error.as_database_error().and_then(DatabaseError::code).and_then(|code| code.parse::<i32>().ok());
        // An extended code carries the plain one in its lowest byte.
        match code.map(|code| code & 0xff) {
            Some(BUSY | LOCKED) => Self::Busy,
            Some(READ_ONLY) => Self::ReadOnly,
            Some(FULL) => Self::Full,
            Some(IO | CANNOT_OPEN) => Self::Unavailable(error.to_string()),
            Some(CONSTRAINT) => Self::Constraint(error.to_string()),
            Some(_) => Self::Failed(error.to_string()),
            None => match error {
                Error::PoolTimedOut => Self::Busy,
                Error::Io(_) => Self::Unavailable(error.to_string()),
                Error::ColumnDecode { .. } | Error::Decode(_) => Self::Unreadable(error.to_string()),
                _ => Self::Failed(error.to_string()),
            },
        }
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

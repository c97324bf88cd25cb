//! Which program this is.

/// Its version, and the commit from which it was built.
pub const VERSION: &str = env!("SERVER_VERSION");

/// The version alone.
pub const NUMBER: &str = env!("CARGO_PKG_VERSION");

/// The commit alone; `-dirty` behind it where files were changed since, `unknown` where there was no history to ask.
pub const COMMIT: &str = env!("SERVER_COMMIT");

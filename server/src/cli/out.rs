//! Words for the person at the terminal.

use std::io::{self, Write};

/// To standard output. Where that is closed there is nobody to tell.
pub(super) fn say(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{}", text.trim_end());
}

/// To standard error.
pub(super) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
}

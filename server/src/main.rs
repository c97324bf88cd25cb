//! Starts the server, or does what else the command line says.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::run()
}

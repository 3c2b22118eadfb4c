//! The `palint` binary.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    // A panic inside a rule becomes a diagnostic; its message belongs to no report.
    std::panic::set_hook(Box::new(|_| {}));
    std::panic::catch_unwind(palint::cli::main).unwrap_or_else(|_| palint::cli::crashed())
}

//! `palint lsp`.

use super::{Failure, Outcome};
use crate::lsp::{self, Ending};

pub(super) fn run() -> Result<Outcome, Failure> {
    match lsp::serve() {
        Ok(Ending::Orderly) => Ok(Outcome::Clean),
        Ok(Ending::Abrupt) => Ok(Outcome::Found),
        Err(error) => Err(format!("a thread cannot be started: {error}")),
    }
}

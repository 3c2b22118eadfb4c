//! `palint graph`.

use super::arguments::GraphOptions;
use super::{Failure, Outcome};

pub(super) fn run(_options: &GraphOptions) -> Result<Outcome, Failure> {
    Err("not yet".into())
}

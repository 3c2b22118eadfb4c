//! `palint completions`.

use clap::CommandFactory;

use super::arguments::{Arguments, CompletionsOptions};
use super::{Failure, Outcome, print};

pub(super) fn run(options: &CompletionsOptions) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "palint", &mut script);
    print(&script)?;
    Ok(Outcome::Clean)
}

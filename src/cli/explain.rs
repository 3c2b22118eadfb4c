//! `palint explain`.

use super::arguments::ExplainOptions;
use super::{Failure, Outcome, print};
use crate::rules;
use crate::settings::Selector;

pub(super) fn run(options: &ExplainOptions) -> Result<Outcome, Failure> {
    let Some(rule) = rules::find(&options.rule) else {
        return Err(match Selector::parse(&options.rule) {
            Ok(_) => format!("`{}` is a group; `palint rules` lists its rules", options.rule),
            Err(message) => message,
        });
    };
    print(rule.page.as_bytes())?;
    Ok(Outcome::Clean)
}

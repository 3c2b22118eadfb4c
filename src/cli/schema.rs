//! `palint schema`.

use super::arguments::SchemaOptions;
use super::{Failure, Outcome, print};
use crate::model::schemas::SCHEMAS;

pub(super) fn run(options: &SchemaOptions) -> Result<Outcome, Failure> {
    let schema = SCHEMAS.iter().find(|schema| schema.name == options.name).ok_or_else(|| {
        let names: Vec<_> = SCHEMAS.iter().map(|schema| schema.name).collect();
        format!("there is no schema `{}`; there are {}", options.name, names.join(", "))
    })?;
    print(schema.alone().as_bytes())?;
    Ok(Outcome::Clean)
}

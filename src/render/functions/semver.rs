//! Versions, read as loosely as the Go library reads them.

use std::rc::Rc;

use super::super::failure::{Failure, Outcome};
use super::super::value::{Data, Object, Value};
use super::arguments::text;
use super::{Function, Type, fixed};
use crate::model::version::{Range, Version};

pub(super) static FUNCTIONS: &[Function] = &[
    fixed("semver", &[Type::String], |_, a| version_value(text(a, 0))),
    fixed("semverCompare", &[Type::String, Type::String], |_, a| {
        let range = if text(a, 0).trim().is_empty() { "*" } else { text(a, 0) };
        let range = Range::parse(range)
            .map_err(|_| Failure::new(format!("improper constraint: {}", text(a, 0))))?;
        Ok(range.matches(&read(text(a, 1))?).into())
    }),
];

fn read(text: &str) -> Outcome<Version> {
    Version::lenient(text).ok_or_else(|| Failure::new("invalid semantic version"))
}

fn version_value(text: &str) -> Outcome<Value> {
    Ok(Value::new(Data::Object(Rc::new(Object::Version(read(text)?)))))
}

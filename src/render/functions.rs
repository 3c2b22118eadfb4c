//! The functions that templates call: Go's own, those of sprig, and those of Helm.
//!
//! Each says which types it takes, so that counts and types are checked in one place and with Go's
//! words.

pub(super) mod arguments;
mod builtin;
mod crypto;
pub(super) mod dates;
mod dicts;
pub(super) mod encoding;
mod flow;
mod lists;
mod math;
pub(super) mod paths;
mod reflect;
mod regex;
mod semver;
mod strings;
mod url;

pub use regex::Program;

use std::sync::OnceLock;

use super::evaluate::Engine;
use super::failure::Outcome;
use super::value::Value;
use crate::syntax::template::{FUNCTIONS, FunctionId};

/// A type of parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// `interface {}`: anything, `nil` included.
    Any,
    /// `reflect.Value`: anything, and a constant keeps its own type.
    Reflect,
    /// `string`
    String,
    /// `int`
    Int,
    /// `float64`
    Float,
    /// `bool`
    Bool,
    /// `map[string]interface {}`
    Map,
    /// `time.Time`
    Time,
}

/// What a function does with its arguments, which have been checked.
pub type Call = fn(&mut Engine<'_>, &[Value]) -> Outcome<Value>;

/// A function.
#[derive(Debug, Clone, Copy)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// The types of its parameters.
    pub params: &'static [Type],
    /// The type of any number of further arguments.
    pub rest: Option<Type>,
    /// What it does.
    pub call: Call,
}

/// A function with a fixed number of parameters.
pub(super) const fn fixed(name: &'static str, params: &'static [Type], call: Call) -> Function {
    Function { name, params, rest: None, call }
}

/// A function that takes any number of further arguments.
pub(super) const fn variadic(
    name: &'static str,
    params: &'static [Type],
    rest: Type,
    call: Call,
) -> Function {
    Function { name, params, rest: Some(rest), call }
}

/// The families, each in its own file.
static FAMILIES: &[&[Function]] = &[
    builtin::FUNCTIONS,
    crypto::FUNCTIONS,
    dates::FUNCTIONS,
    dicts::FUNCTIONS,
    encoding::FUNCTIONS,
    flow::FUNCTIONS,
    lists::FUNCTIONS,
    math::FUNCTIONS,
    paths::FUNCTIONS,
    reflect::FUNCTIONS,
    regex::FUNCTIONS,
    semver::FUNCTIONS,
    strings::FUNCTIONS,
    url::FUNCTIONS,
];

/// What a function is; `None` for the few that are newer than the Helm that this one follows.
pub fn get(id: FunctionId) -> Option<&'static Function> {
    let table = TABLE.get_or_init(|| {
        let mut table = vec![None; FUNCTIONS.len()];
        for function in FAMILIES.iter().copied().flatten() {
            if let Some(id) = FunctionId::of(function.name) {
                table[id.index()] = Some(function);
            }
        }
        table
    });
    table.get(id.index()).copied().flatten()
}

/// In the order of [`FUNCTIONS`].
static TABLE: OnceLock<Vec<Option<&'static Function>>> = OnceLock::new();

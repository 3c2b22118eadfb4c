//! One variable of a profile.

use super::field::{Field, text};
use crate::source::Span;

/// One variable.
#[derive(Debug)]
pub struct Variable {
    /// Its place in the list, from 0.
    pub index: usize,
    /// Where it begins.
    pub opening: Span,
    /// `name`
    pub name: Option<Field>,
    /// `displayName`
    pub display_name: Option<Field>,
    /// `description`
    pub description: Option<Field>,
    /// `defaultValue`
    pub default_value: Option<Field>,
    /// `format`
    pub format: Option<Field>,
    /// `regex`
    pub regex: Option<Field>,
    /// `required`
    pub required: Option<Field>,
    /// `immutable`
    pub immutable: Option<Field>,
    /// `hidden`
    pub hidden: Option<Field>,
    /// `isSensitive`
    pub is_sensitive: Option<Field>,
    /// `inputType`
    pub input_type: Option<Field>,
    /// `options`; those that are no mappings are left out.
    pub options: Vec<VariableOption>,
    /// False where an expression may add options, or where the list could not be read.
    pub has_all_options: bool,
}

/// One choice of a variable.
#[derive(Debug)]
pub struct VariableOption {
    /// Where it begins.
    pub opening: Span,
    /// `value`
    pub value: Option<Field>,
    /// `label`
    pub label: Option<Field>,
    /// `description`
    pub description: Option<Field>,
    /// `default`
    pub default: Option<Field>,
}

impl Variable {
    /// The name, if it is written out and not empty.
    pub fn name_text(&self) -> Option<&str> {
        text(self.name.as_ref())
    }

    /// Where to point for something that the variable lacks.
    pub fn anchor(&self) -> Span {
        self.name.as_ref().map_or(&self.opening, |name| &name.place).clone()
    }
}

//! One variable of a profile.

mod format;

use super::field::{Field, text};
use crate::model::literal::has_macro;
use crate::source::Span;

pub use format::VariableFormat;

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

    /// The variable in a message: by its name, else by its place in the list, from 1.
    pub fn label(&self) -> String {
        match self.name_text() {
            Some(name) => format!("`{name}`"),
            None => format!("variable {}", self.index + 1),
        }
    }

    /// The name of the format, `string` where it is left out; `None` where it is not known.
    pub fn format_text(&self) -> Option<&str> {
        word(self.format.as_ref(), "string")
    }

    /// The format; `None` where it is not known.
    pub fn known_format(&self) -> Option<VariableFormat> {
        VariableFormat::named(self.format_text()?)
    }

    /// The input type, `text` where it is left out; `None` where it is not known.
    pub fn input_type_text(&self) -> Option<&str> {
        word(self.input_type.as_ref(), "text")
    }

    /// True for a variable whose value is chosen from its options.
    pub fn is_dropdown(&self) -> bool {
        self.input_type_text() == Some("dropdown")
    }

    /// True where a default is certainly missing: left out, null or empty.
    pub fn lacks_default(&self) -> bool {
        self.default_value.as_ref().is_none_or(Field::is_empty)
    }

    /// The default where it is written out, and says what the value is: no macro, and not the
    /// asterisks that stand for a value that was masked.
    pub fn plain_default(&self) -> Option<(&Field, &str)> {
        let field = self.default_value.as_ref()?;
        let text = field.filled()?;
        (!has_macro(text) && self.masked_default().is_none()).then_some((field, text))
    }

    /// The default where it is nothing but asterisks. A few of them may be meant, as in a list of
    /// hosts.
    pub fn masked_default(&self) -> Option<&Field> {
        let field = self.default_value.as_ref()?;
        let text = field.filled()?.trim();
        let least = if is_set(self.is_sensitive.as_ref()) { 1 } else { 4 };
        (text.len() >= least && text.bytes().all(|byte| byte == b'*')).then_some(field)
    }

    /// True where the values of all options are known.
    pub fn has_known_options(&self) -> bool {
        let is_known = |option: &VariableOption| {
            option.value.as_ref().is_some_and(|value| value.text().is_some())
        };
        self.has_all_options && self.options.iter().all(is_known)
    }
}

/// The format of a variable, for a comparison with that in another profile.
#[derive(Debug, Clone)]
pub struct KnownFormat {
    /// The name of the variable.
    pub variable: String,
    /// The name of the format.
    pub format: String,
    /// Where it stands: the variable where the format is left out.
    pub place: Span,
}

impl KnownFormat {
    /// That of a variable with a name.
    pub(super) fn of(variable: &Variable) -> Option<Self> {
        let place = variable.format.as_ref().map_or_else(|| variable.anchor(), |f| f.place.clone());
        let format = variable.format_text()?.to_owned();
        Some(Self { variable: variable.name_text()?.to_owned(), format, place })
    }
}

/// The names behind `.var.` in a text.
pub(super) fn mentioned(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'));
    text.match_indices(PREFIX).map(move |(at, _)| {
        let name = &text[at + PREFIX.len()..];
        name.find(ends).map_or(name, |end| &name[..end])
    })
}

/// What stands before the name of a variable, however the rest of the macro is spelt.
const PREFIX: &str = ".var.";

/// True for a flag that is written out as `true`.
pub fn is_set(flag: Option<&Field>) -> bool {
    flag.and_then(Field::as_bool) == Some(true)
}

fn word<'f>(field: Option<&'f Field>, default: &'f str) -> Option<&'f str> {
    match field {
        None => Some(default),
        Some(field) if field.is_empty() => Some(default),
        Some(field) => field.text(),
    }
}

//! The words of schema.yaml, whose templates no JSON Schema can describe.

/// What each directive means.
const DIRECTIVES: [(&str, &str); 4] = [
    ("required", "The parameter needs a value before a profile or a cluster is created."),
    ("readonly", "Whoever uses the pack cannot change the value."),
    (
        "format",
        "The value has this form: text that stands in every value, and placeholders such as \
         `${number:[1-10]}` for what varies.",
    ),
    ("hints", "Texts that the console shows beside the parameter."),
];

/// What each type of a placeholder stands for.
const TYPES: [(&str, &str); 7] = [
    ("string", "A text; `${string:/pattern/}` narrows it by a regular expression of RE2."),
    ("number", "A number; `${number:[1-10]}` gives bounds, `${number:/pattern/}` a pattern."),
    ("boolean", "`true` or `false`."),
    ("password", "A text that the console masks; a pattern may narrow it."),
    ("list", "One of some words: `${list:[a,b]}`."),
    ("ipv4", "An IPv4 address."),
    ("version", "A semantic version."),
];

fn of<'t>(table: &'t [(&str, &'t str)], word: &str) -> Option<&'t str> {
    table.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning)
}

/// The meaning of a key in an entry of schema.yaml.
pub(in crate::lsp) fn of_key(key: &str) -> Option<&'static str> {
    let meaning = "What the value of the parameter has to be: a template in double braces of \
                   `required`, `readonly`, `format` and `hints`, with `|` between them.";
    (key == crate::model::schema::SCHEMA_KEY).then_some(meaning)
}

/// The meaning of a directive.
pub(in crate::lsp) fn of_directive(name: &str) -> Option<&'static str> {
    of(&DIRECTIVES, name)
}

/// The meaning of a type.
pub(in crate::lsp) fn of_type(name: &str) -> Option<&'static str> {
    of(&TYPES, name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema::template;

    #[test]
    fn every_word_has_a_meaning() {
        assert!(template::DIRECTIVES.iter().all(|name| of_directive(name).is_some()));
        assert!(template::TYPES.iter().all(|(name, _)| of_type(name).is_some()));
    }
}

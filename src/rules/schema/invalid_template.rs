//! A template that does not have the shape of one, or an entry without a template.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::schema::{self, SCHEMA_KEY};
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, Kind};

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/invalid-template",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/schema/invalid-template.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let without = schema::entries(pack).filter_map(without_template);
    let constraints = pack.constraints().iter();
    let mistakes = constraints.flat_map(|constraint| {
        constraint.template.mistakes.iter().map(|mistake| {
            Finding::new(constraint.place(mistake.range), mistake.message.clone())
                .maybe_help(mistake.help)
        })
    });
    without.chain(mistakes).collect()
}

fn without_template(entry: Entry<'_>) -> Option<Finding> {
    let path = entry.name();
    let kind = entry.value.kind();
    if kind != Kind::Mapping {
        let at = if kind == Kind::Null { entry.key.span() } else { entry.value.span() };
        let message =
            format!("`{path}` is {}, not a mapping with the key `{SCHEMA_KEY}`", kind.described());
        return Some(
            Finding::new(at, message).help("put the template below it: `schema: '{{ ... }}'`"),
        );
    }
    let Some(text) = entry.value.get(SCHEMA_KEY) else {
        let misspelt = entry.value.entries().any(|e| nearest(&e.name(), [SCHEMA_KEY]).is_some());
        let message = format!("`{path}` has no key `{SCHEMA_KEY}`");
        let help = "write the whole path of the parameter as one key, and `schema` below it";
        // A misspelt key is told as such.
        return (!misspelt).then(|| Finding::new(entry.key.span(), message).help(help));
    };
    let kind = text.kind();
    let message = format!("the template of `{path}` is {}, not a string", kind.described());
    let help = "put the template in single quotes: `'{{ required }}'`";
    (kind != Kind::String).then(|| Finding::new(text.span(), message).help(help))
}

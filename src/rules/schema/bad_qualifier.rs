//! A qualifier that its type does not take, or a list without options.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::schema::template::{Placeholder, Qualifier, Type};
use crate::model::schema::verdict::shortened;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/bad-qualifier",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/schema/bad-qualifier.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let constraints = pack.constraints().iter();
    let findings = constraints.flat_map(|constraint| {
        constraint.template.placeholders().filter_map(|placeholder| {
            let (range, message, help) = objection(placeholder)?;
            Some(Finding::new(constraint.place(range), message).help(help))
        })
    });
    findings.collect()
}

fn objection(placeholder: &Placeholder) -> Option<(TextRange, String, &'static str)> {
    let kind = placeholder.kind()?;
    let name = &placeholder.name.text;
    let Some(qualifier) = &placeholder.qualifier else {
        let message = "`list` has no options".to_owned();
        let help = "name them in brackets: `${list:[a,b]}`";
        return (kind == Type::List).then_some((placeholder.range, message, help));
    };
    let written = qualifier.word();
    let range = if written.range.is_empty() { placeholder.range } else { written.range };
    let shown = shortened(&written.text);
    let refused = |help| Some((range, format!("`{name}` does not take `{shown}`"), help));
    match (kind, qualifier) {
        (Type::Number, Qualifier::Brackets(_)) if placeholder.bounds().is_none() => {
            let message = format!("`{shown}` is not a range of two numbers");
            Some((range, message, "write it as `${number:[1-10]}`"))
        }
        (Type::String | Type::Password | Type::Number, Qualifier::Regex(_))
        | (Type::Number | Type::List, Qualifier::Brackets(_)) => None,
        (Type::String | Type::Password, _) => {
            refused("a string takes a regular expression between slashes: `${string:/^[a-z]+$/}`")
        }
        (Type::Number, _) => {
            refused("a number takes a range, `${number:[1-10]}`, or a regular expression")
        }
        (Type::List, _) => refused("a list takes its options in brackets: `${list:[a,b]}`"),
        (Type::Boolean | Type::Ipv4 | Type::Version, _) => {
            refused("remove the colon and what follows it")
        }
    }
}

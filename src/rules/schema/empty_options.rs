//! A list with an option that is empty.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::schema::template::Type;
use crate::model::schema::verdict::shortened;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/empty-options",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/schema/empty-options.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let constraints = pack.constraints().iter();
    let findings = constraints.flat_map(|constraint| {
        constraint.template.placeholders().filter_map(|list| {
            let brackets = list.brackets().filter(|_| list.kind() == Some(Type::List))?;
            let options = list.options();
            let empty = options.iter().any(|option| option.text.is_empty());
            let range = TextRange::new(brackets.range.start - 1, brackets.range.end + 1);
            let message = match options.len() {
                1 => "this list has no options".to_owned(),
                _ => format!("`[{}]` has an empty option", shortened(&brackets.text)),
            };
            let finding = Finding::new(constraint.place(range), message);
            empty.then(|| finding.help("name each value that is allowed, with one comma between"))
        })
    });
    findings.collect()
}

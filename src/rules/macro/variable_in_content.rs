//! Profile variables in `pack.content`, where Palette does not fill them in.

use crate::finding::Finding;
use crate::model::macros::Macro;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "macro/variable-in-content",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/macro/variable-in-content.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let variables = pack.macros().iter().filter(|found| found.is_of("var"));
    variables.filter(|found| found.is_in_content()).map(finding).collect()
}

fn finding(found: &Macro) -> Finding {
    let message = format!("the variable `{}` stands in `pack.content`", found.key.text);
    let help = "write what is to be bundled; no variable is filled in there";
    Finding::new(found.whole.span.clone(), message).help(help)
}

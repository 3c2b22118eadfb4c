//! A key beside `schema`, which Palette does not read.

use crate::finding::{Edit, Finding, Fix};
use crate::model::pack::Pack;
use crate::model::schema::{self, SCHEMA_KEY};
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::Entry;

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/unknown-key",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/schema/unknown-key.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    schema::entries(pack).flat_map(unknown).collect()
}

fn unknown(entry: Entry<'_>) -> Vec<Finding> {
    let has_schema = entry.value.entry(SCHEMA_KEY).is_some();
    let keys = entry.value.entries().filter(|key| !key.is_merge() && key.name() != SCHEMA_KEY);
    let findings = keys.filter_map(|key| {
        let misspelt = nearest(&key.name(), [SCHEMA_KEY]).is_some() && !has_schema;
        let message = format!("Palette does not read `{}`, only `{SCHEMA_KEY}`", key.name());
        let finding = Finding::new(key.key.span(), message);
        if misspelt {
            let fix = Edit::replace(key.key.span(), SCHEMA_KEY);
            let fix = Fix::needs_a_look(format!("rename it to `{SCHEMA_KEY}`"), fix);
            return Some(finding.help(format!("did you mean `{SCHEMA_KEY}`?")).fix(fix));
        }
        // Without any template, the entry as a whole is told as invalid.
        has_schema.then(|| finding.help("remove it, or make it a comment"))
    });
    findings.collect()
}

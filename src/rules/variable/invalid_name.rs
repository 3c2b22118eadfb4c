//! Names that no macro can spell, or that nobody has tried.

use crate::finding::Finding;
use crate::model::profile::{Field, Profile};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/invalid-name",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/variable/invalid-name.md"),
    check: Check::Profile(check),
};

const PREFIX: &str = ".spectro.var.";

fn check(profile: &Profile) -> Vec<Finding> {
    let names = profile.variables.iter().filter_map(|variable| variable.name.as_ref());
    names.filter_map(finding).collect()
}

fn finding(field: &Field) -> Option<Finding> {
    let place = field.place.clone();
    let name = field.text()?;
    if name.trim().is_empty() {
        return Some(Finding::new(place, "the name of a variable is empty").help("fill it in"));
    }
    if name.contains(PREFIX) {
        let message = format!("the name `{name}` holds the path of a macro");
        return Some(Finding::new(place, message).help("leave out the braces and `.spectro.var.`"));
    }
    let breaks = |c: &char| c.is_whitespace() || c.is_control() || "{}.|\"'`()".contains(*c);
    if let Some(bad) = name.chars().find(breaks) {
        let message = format!("no macro can name `{name}`: {} ends the name", described(bad));
        return Some(Finding::new(place, message).help("use letters, digits and `_`"));
    }
    let odd = name.chars().find(|c| !(c.is_ascii_alphanumeric() || *c == '_'))?;
    let message = format!("the name `{name}` holds {}", described(odd));
    let finding = Finding::new(place, message).severity(Severity::Warning);
    Some(finding.help("use letters, digits and `_`, the only characters in the documentation"))
}

fn described(c: char) -> String {
    match c {
        '.' => "the dot".to_owned(),
        c if c.is_whitespace() || c.is_control() => "a blank".to_owned(),
        c => format!("`{c}`"),
    }
}

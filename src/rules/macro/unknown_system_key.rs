//! System macros that Palette does not fill in.

use crate::finding::{Edit, Finding, Fix};
use crate::model::macros::{LEGACY_KEYS, Macro, SYSTEM_KEYS};
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "macro/unknown-system-key",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/macro/unknown-system-key.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    findings(pack.macros().iter())
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    findings(file.macros())
}

fn findings<'m>(macros: impl Iterator<Item = &'m Macro>) -> Vec<Finding> {
    macros.filter(|found| found.is_of("system")).filter_map(finding).collect()
}

fn finding(found: &Macro) -> Option<Finding> {
    let key = &found.key;
    let legacy = || LEGACY_KEYS.iter().any(|(legacy, _)| *legacy == key.text);
    if SYSTEM_KEYS.contains(&key.text.as_str()) || legacy() {
        return None;
    }
    if key.text.is_empty() {
        let message = format!("`{}` names nothing", found.name());
        return Some(Finding::new(found.whole.span.clone(), message));
    }
    let message = format!("there is no system macro `{}`", key.text);
    let finding = Finding::new(key.span.clone(), message);
    let below: Vec<_> = SYSTEM_KEYS.iter().filter(|known| is_below(known, &key.text)).collect();
    if !below.is_empty() {
        let below: Vec<_> = below.iter().map(|known| format!("`{known}`")).collect();
        return Some(finding.help(format!("there are {}", below.join(", "))));
    }
    let Some(meant) = nearest(&key.text, SYSTEM_KEYS.iter().copied()) else { return Some(finding) };
    let edit = || Edit::replace(key.span.clone(), meant);
    let title = format!("write `{meant}`");
    let fix = key.is_verbatim().then(|| Fix::needs_a_look(title.clone(), edit()));
    Some(finding.help(title).maybe_fix(fix))
}

fn is_below(known: &str, key: &str) -> bool {
    known.strip_prefix(key).is_some_and(|rest| rest.starts_with('.'))
}

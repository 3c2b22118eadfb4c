//! Macros of a family that Palette does not know, and what is spelt almost like a macro.

use crate::finding::{Edit, Finding, Fix};
use crate::model::macros::{FAMILIES, Form, Host, Macro};
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "macro/unknown-family",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/macro/unknown-family.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    findings(pack.macros().iter())
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    findings(file.macros())
}

fn findings<'m>(macros: impl Iterator<Item = &'m Macro>) -> Vec<Finding> {
    macros.filter_map(finding).collect()
}

fn finding(found: &Macro) -> Option<Finding> {
    let (family, head) = (&found.family, &found.head);
    let known = FAMILIES.contains(&family.text.as_str());
    match found.form {
        Form::Unclosed => None,
        Form::Macro if known => None,
        Form::Macro => Some(unknown(found)),
        Form::SplitBraces => {
            let message = format!("a blank between the braces keeps `{}` a text", found.name());
            let finding = Finding::new(found.whole.span.clone(), message);
            Some(finding.help("write `{{` and `}}`").maybe_fix(joined(found).filter(|_| known)))
        }
        // Older manifests read an object `.Spectro`, whose members are no macros.
        Form::Capital if !known && matches!(found.host, Host::Manifest) => None,
        Form::NoDot | Form::Capital => {
            let message = format!("`{}` is no macro: they begin with `.spectro`", found.name());
            let edit = || Edit::replace(head.span.clone(), ".spectro");
            let fix = (known && head.is_verbatim())
                .then(|| Fix::needs_a_look("write `.spectro`", edit()));
            Some(Finding::new(head.span.clone(), message).help("write `.spectro`").maybe_fix(fix))
        }
    }
}

fn unknown(found: &Macro) -> Finding {
    let family = &found.family;
    if family.text.is_empty() {
        let message = format!("`{}` names nothing", found.name());
        return Finding::new(found.whole.span.clone(), message).help(families());
    }
    let message = format!("there are no macros `.spectro.{}`", family.text);
    let finding = Finding::new(family.span.clone(), message);
    let Some(meant) = meant(&family.text) else { return finding.help(families()) };
    let edit = || Edit::replace(family.span.clone(), meant);
    let title = format!("write `.spectro.{meant}`");
    let fix = family.is_verbatim().then(|| Fix::needs_a_look(title.clone(), edit()));
    finding.help(title).maybe_fix(fix)
}

fn families() -> String {
    format!("the families are {}", FAMILIES.map(|family| format!("`{family}`")).join(", "))
}

/// What is used for a family in other products, or in the plural.
fn meant(family: &str) -> Option<&'static str> {
    match family {
        "variable" | "variables" | "vars" => Some("var"),
        "macros" => Some("macro"),
        "packs" => Some("pack"),
        "apps" => Some("app"),
        "sys" => Some("system"),
        _ => nearest(family, FAMILIES),
    }
}

fn joined(found: &Macro) -> Option<Fix> {
    let text = &found.whole.text;
    let inside = text.strip_prefix('{')?.trim_start().strip_prefix('{')?;
    let inside = inside.strip_suffix('}')?.trim_end().strip_suffix('}')?;
    let edit = || Edit::replace(found.whole.span.clone(), format!("{{{{{inside}}}}}"));
    found.whole.is_verbatim().then(|| Fix::needs_a_look("join the braces", edit()))
}

//! Variables whose format cannot satisfy the format that schema.yaml of a pack asks for.

use crate::finding::Finding;
use crate::model::profile::{Field, Profile, Resolved, Variable};
use crate::model::schema::Constraint;
use crate::model::schema::locate::Locator;
use crate::model::schema::template::Type;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/format-conflict",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/variable/format-conflict.md"),
    check: Check::Resolved(check),
};

fn check(resolved: &Resolved<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (layer, pack) in resolved.packs() {
        let Some(root) = layer.layer.values_root() else { continue };
        let locator = Locator::new(pack);
        for constraint in pack.constraints() {
            let values = locator.below(root, &constraint.path);
            findings.extend(
                values.into_iter().filter_map(|v| finding(resolved.profile, constraint, v)),
            );
        }
    }
    findings
}

fn finding(profile: &Profile, constraint: &Constraint, value: NodeRef<'_>) -> Option<Finding> {
    let format = constraint.template.formats().next()?;
    let placeholder = format.single()?;
    let wanted = match placeholder.kind()? {
        Type::Number => "number",
        Type::Boolean => "boolean",
        Type::Ipv4 => "ipv4",
        _ => return None,
    };
    let name = variable_of(value.text()?)?;
    let variable = profile.variables.iter().find(|v| v.name_text() == Some(name))?;
    let own = declared(variable)?;
    if own == wanted {
        return None;
    }
    let written = &placeholder.name.text;
    let message = format!(
        "the variable `{name}` has the format `{own}`, and the pack wants `${{{written}}}`"
    );
    let place = variable.format.as_ref().map_or_else(|| variable.anchor(), |f| f.place.clone());
    Some(
        Finding::new(value.span(), message)
            .label(place, "the format of the variable")
            .label(constraint.place(format.range), "the format that schema.yaml demands")
            .help(format!("give the variable the format `{wanted}`")),
    )
}

/// The variable that is the whole of a text.
fn variable_of(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix("{{")?.strip_suffix("}}")?.trim();
    let name = inside.strip_prefix(".spectro.var.")?;
    (!name.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | '|'))).then_some(name)
}

/// The format; `None` where it is not known, or where a pattern or choices narrow it further.
fn declared(variable: &Variable) -> Option<&str> {
    let set = |field: &Option<Field>| field.as_ref().is_some_and(|field| !field.is_empty());
    let narrowed =
        set(&variable.regex) || !variable.options.is_empty() || !variable.has_all_options;
    let format = variable.format.as_ref().filter(|field| !field.is_empty());
    let format = format.map_or(Some("string"), |field| field.filled());
    format.filter(|_| !narrowed)
}

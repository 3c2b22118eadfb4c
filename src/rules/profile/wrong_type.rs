//! Values of another type than their field has.

use super::violation::{described, opening, violations};
use crate::finding::{Edit, Finding, Fix};
use crate::model::conformance::{Violation, ViolationKind};
use crate::model::literal::has_macro;
use crate::model::profile::{Layer, ProfileFile};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/wrong-type",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/profile/wrong-type.md"),
    check: Check::ProfileFile(check),
};

fn check(file: &ProfileFile) -> Vec<Finding> {
    let wrong = violations(file).filter_map(|(violation, node)| match &violation.kind {
        ViolationKind::Type(types) => Some(finding(violation, node, types)),
        _ => None,
    });
    wrong.chain(file.layers().flat_map(of_image)).collect()
}

fn finding(violation: &Violation, node: NodeRef<'_>, types: &[&str]) -> Finding {
    let field = violation.path().last().copied().unwrap_or_default().to_owned();
    let wanted = types.iter().copied().find(|kind| *kind != "null").unwrap_or("null");
    let item = field.bytes().all(|byte| byte.is_ascii_digit());
    let what = if item { "an item of this list".to_owned() } else { format!("`{field}`") };
    let message = format!("{what} must be {wanted}, not {}", described(node));
    let finding = Finding::new(opening(node), message);
    if matches!(field.as_str(), "values" | "content") && node.kind() == Kind::Mapping {
        return finding.help(format!("write the YAML as one text: `{field}: |`"));
    }
    let quoted = node.text().filter(|_| wanted == "a string" && !node.is_null());
    let how = "put the value in double quotes";
    let quote = |text: &str| Fix::safe(how, Edit::replace(node.span(), format!("\"{text}\"")));
    let help = quoted.map(|_| how);
    // Between quotes, `1.2` would be no version of a profile either.
    let is_version = violation.path() == ["spec", "version"];
    let certain = quoted.filter(|_| !node.is_alias() && !is_version);
    finding.maybe_help(help).maybe_fix(certain.map(quote))
}

/// The settings of a `generic-byoi` layer, which Palette reads as strings.
const OF_IMAGE: [&str; 3] = ["osImageOverride", "osName", "osVersion"];

fn of_image(layer: &Layer) -> Vec<Finding> {
    let section = layer.pack_section().filter(|_| layer.layer_text() == Some("os"));
    let settings = OF_IMAGE.iter().filter_map(|name| Some((*name, section?.node.get(name)?)));
    let wrong = settings.filter(|(_, node)| {
        let is_text = matches!(node.kind(), Kind::String | Kind::Null);
        !is_text && !node.text().is_some_and(has_macro)
    });
    let finding = |(name, node): (&str, NodeRef<'_>)| {
        let message = format!("`{name}` must be a string, not {}", node.kind().described());
        Finding::new(opening(node), message).severity(Severity::Warning).help("put it in quotes")
    };
    wrong.map(finding).collect()
}

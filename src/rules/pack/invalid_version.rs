//! Versions that cannot be a tag, or that dependencies cannot compare.

use crate::finding::{Edit, Finding, Fix};
use crate::model::pack::Pack;
use crate::model::version::{Deviation, Version};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/invalid-version",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/pack/invalid-version.md"),
    check: Check::Pack(check),
};

/// Longest tag of an OCI artifact, in bytes.
const TAG_LENGTH: usize = 128;

fn check(pack: &Pack) -> Vec<Finding> {
    let version = pack.field("version");
    version.and_then(|node| finding(node, node.as_str()?)).into_iter().collect()
}

/// The gravest mistake alone: its cure changes the whole text.
fn finding(node: NodeRef<'_>, version: &str) -> Option<Finding> {
    no_tag(node, version)
        .or_else(|| build_part(node, version))
        .or_else(|| leading_v(node, version))
        .or_else(|| unusual(node, version))
}

fn no_tag(node: NodeRef<'_>, version: &str) -> Option<Finding> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '+');
    let reason = match version.chars().find(|c| !allowed(*c)) {
        Some(c) if c.is_whitespace() => "it holds a blank".to_owned(),
        Some(c) if c.is_control() => "it holds a control character".to_owned(),
        Some(c) => format!("it holds the character `{c}`"),
        None if version.len() > TAG_LENGTH => format!("it is longer than {TAG_LENGTH} characters"),
        None if version.starts_with(['.', '-', '+']) => {
            "it does not begin with a letter or digit".to_owned()
        }
        None => return None,
    };
    let finding = Finding::new(node.span(), format!("`version` cannot be an OCI tag: {reason}"));
    Some(finding.severity(Severity::Error).help("write the version as in `1.2.3`"))
}

fn build_part(node: NodeRef<'_>, version: &str) -> Option<Finding> {
    let (before, build) = version.split_once('+')?;
    let message = format!("the build part `+{build}` of the version cannot be in an OCI tag");
    let help = format!("use `{before}`, or a pre-release such as `{before}-{build}`");
    Some(Finding::new(node.span(), message).help(help))
}

fn leading_v(node: NodeRef<'_>, version: &str) -> Option<Finding> {
    let rest = version.strip_prefix('v').filter(|v| v.starts_with(|c: char| c.is_ascii_digit()))?;
    let finding = Finding::new(node.span(), format!("the version `{version}` begins with a `v`"));
    // The version names the pack: profiles may refer to it as it is.
    let fix =
        Fix::needs_a_look("remove the `v`", Edit::replace(node.span(), format!("\"{rest}\"")));
    Some(finding.help("remove the `v`").fix(fix))
}

fn unusual(node: NodeRef<'_>, version: &str) -> Option<Finding> {
    let parsed = Version::lenient(version);
    let reason = match &parsed {
        Some(parsed) => match parsed.deviations().first()? {
            Deviation::LeadingZeros => "a number in it begins with a zero",
            Deviation::MissingParts => "it has fewer than three numbers",
            Deviation::LeadingV => "it begins with a `v`",
        },
        None if is_numeric(version) => "it is not made of three numbers",
        None => "it is not of the form `1.2.3`",
    };
    let sorts = parsed.is_some() || is_numeric(version);
    let severity = if sorts { Severity::Info } else { Severity::Warning };
    let form = parsed.map_or_else(|| "1.2.3".to_owned(), |parsed| parsed.to_string());
    let message = format!("the version `{version}` is not a semantic version: {reason}");
    let help = format!("give the next release a version of the form `{form}`");
    Some(Finding::new(node.span(), message).severity(severity).help(help))
}

/// Numbers and dots, however many: they sort as they look.
fn is_numeric(version: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    version.split('.').all(digits)
}

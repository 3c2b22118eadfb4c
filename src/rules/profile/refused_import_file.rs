//! An import whose file the provider refuses to open.

use crate::finding::Finding;
use crate::model::profile::ProfileFile;
use crate::model::profile::terraform::{Resource, ResourceKind};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/refused-import-file",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/refused-import-file.md"),
    check: Check::ProfileFile(check),
};

fn check(file: &ProfileFile) -> Vec<Finding> {
    let imports = file.resources().filter(|r| r.kind == ResourceKind::Import);
    imports.filter_map(|resource| finding(&resource)).collect()
}

fn finding(resource: &Resource<'_>) -> Option<Finding> {
    let value = &resource.set(resource.block, "import_file")?.value;
    let written = resource.written(value);
    let path = written.strip_prefix('"')?.strip_suffix('"')?;
    let refused = ["..", "//"].into_iter().find(|part| literal_parts(path).contains(part))?;
    let message = format!("the provider opens no file with `{refused}` in its path");
    let help = "put the file below the directory where terraform runs";
    Some(Finding::new(resource.span(value.range), message).help(help))
}

/// The path with every `${...}` as one character: what is inserted is not known.
fn literal_parts(path: &str) -> String {
    let mut parts = String::new();
    let mut rest = path;
    while let Some((before, inserted)) = rest.split_once("${") {
        parts.push_str(before);
        parts.push('?');
        rest = inserted.split_once('}').map_or("", |(_, after)| after);
    }
    parts.push_str(rest);
    parts
}

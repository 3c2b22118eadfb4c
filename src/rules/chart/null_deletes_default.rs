//! A key that was left empty, with what belongs below it beside it: the chart's default is deleted.

use std::cell::LazyCell;

use super::readable;
use crate::finding::Finding;
use crate::model::chart::Chart;
use crate::model::install::Installation;
use crate::model::pack::Pack;
use crate::model::rendered::KUBE_VERSION;
use crate::model::values::misplaced::{self, Dedented};
use crate::render::KubeVersion;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/null-deletes-default",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/chart/null-deletes-default.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (listed, chart) in readable(pack) {
        let installed = LazyCell::new(|| texts(&Installation::new(pack, &[]), chart));
        for dedented in misplaced::dedented(pack, listed) {
            let is_idle = changes_nothing(pack, (chart, &installed), &dedented);
            let finding = finding(&dedented);
            findings.push(if is_idle { finding.severity(Severity::Warning) } else { finding });
        }
    }
    findings
}

/// True where the chart does not look at the value as it is `installed`.
fn changes_nothing(
    pack: &Pack,
    (chart, installed): (&Chart, &Option<Vec<String>>),
    dedented: &Dedented<'_>,
) -> bool {
    let Some((path, _)) = dedented.first.path.rsplit_once('.') else { return false };
    installed.is_some() && texts(&Installation::new(pack, &[]).without(path), chart) == *installed
}

/// What the chart renders.
fn texts(installation: &Installation<'_>, chart: &Chart) -> Option<Vec<String>> {
    let rendered = installation.render(chart, KubeVersion::parse(KUBE_VERSION)?);
    Some(rendered.files.iter().map(|file| file.text.clone()).collect())
}

fn finding(dedented: &Dedented<'_>) -> Finding {
    let name = dedented.first.entry.name();
    let empty = dedented.empty.name();
    let message = format!(
        "`{empty}` is empty and deletes the chart's own: `{name}` beside it belongs to `{}`",
        dedented.first.path
    );
    let more = match dedented.keys.len().saturating_sub(1) {
        0 => String::new(),
        more => format!(", and so do {more} more"),
    };
    Finding::new(dedented.empty.key.span(), message)
        .label(dedented.first.entry.key.span(), format!("this belongs below `{empty}`{more}"))
        .help(format!("indent the values of `{empty}`"))
}

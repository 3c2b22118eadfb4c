//! What can be done about findings: the fix of each, a comment that ignores it, all safe fixes at
//! once. Every edit names the version of the text that it was made for, where the client knows how.

use gen_lsp_types::{
    Code, CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Diagnostic, Range,
};

use super::diagnostics::Board;
use super::questions::Asked;
use crate::engine;
use crate::finding::{Edit, Fix, Safety};
use crate::source::TextRange;
use crate::suppress;

mod edits;
mod excuse;
mod ignore;

use edits::workspace_edit;

/// The kind of the action that applies all safe fixes.
pub(super) const FIX_ALL: &str = "source.fixAll.palint";

/// What stands in the place of a reason until somebody writes one.
const REASON: &str = "explain why";

/// The answer.
pub(super) fn actions(asked: &Asked<'_>, params: &CodeActionParams) -> Vec<CodeActionResponse> {
    let report = asked.report();
    let board = Board::new(asked.analyst, asked.snapshot, &asked.subject);
    let is_wanted = |kind: &str| {
        params.context.only.as_ref().is_none_or(|only| {
            only.iter().any(|wanted| is_below(kind, &String::from(wanted.clone())))
        })
    };
    let mut actions = Vec::new();
    if is_wanted("quickfix") {
        for diagnostic in &report.diagnostics {
            let shown = board.shown(&diagnostic.finding.at);
            if shown.path == asked.path && touch(shown.range, params.range) {
                let about = same(&params.context.diagnostics, diagnostic, shown.range);
                actions.extend(fix(asked, diagnostic, &about));
                actions.extend(ignore(asked, diagnostic, &about));
            }
        }
    }
    if is_wanted(FIX_ALL) {
        actions.extend(fix_all(asked, &report.diagnostics, &board));
    }
    actions.into_iter().map(CodeActionResponse::CodeAction).collect()
}

/// Kinds are paths: `source.fixAll` asks for `source.fixAll.palint` too.
fn is_below(kind: &str, wanted: &str) -> bool {
    kind.strip_prefix(wanted)
        .is_some_and(|rest| wanted.is_empty() || rest.is_empty() || rest.starts_with('.'))
}

fn touch(one: Range, other: Range) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// The client's own words for a diagnostic, so that it can say what an action is for.
fn same(known: &[Diagnostic], diagnostic: &engine::Diagnostic, range: Range) -> Vec<Diagnostic> {
    let code = Code::String(diagnostic.rule.id.to_owned());
    let same = |known: &&Diagnostic| known.code.as_ref() == Some(&code) && known.range == range;
    known.iter().filter(same).cloned().collect()
}

fn action(title: String, about: &[Diagnostic]) -> CodeAction {
    CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(about.to_vec()).filter(|about| !about.is_empty()),
        ..CodeAction::default()
    }
}

fn fix(
    asked: &Asked<'_>,
    diagnostic: &engine::Diagnostic,
    about: &[Diagnostic],
) -> Option<CodeAction> {
    let fix = diagnostic.finding.fix.as_ref().filter(|fix| is_applicable(fix))?;
    Some(CodeAction {
        is_preferred: Some(fix.safety == Safety::Safe),
        edit: Some(workspace_edit(asked.snapshot, &fix.edits)),
        ..action(fix.title.clone(), about)
    })
}

/// Nothing is ever changed inside an archive.
fn is_applicable(fix: &Fix) -> bool {
    !fix.edits.is_empty() && fix.edits.iter().all(|edit| edit.at.file().path().inside().is_none())
}

fn ignore(
    asked: &Asked<'_>,
    diagnostic: &engine::Diagnostic,
    about: &[Diagnostic],
) -> Option<CodeAction> {
    let id = diagnostic.rule.id;
    if diagnostic.rule.group() == suppress::GROUP {
        return None;
    }
    let place = &diagnostic.finding.at;
    if ignore::takes_comments(place) {
        let edit = ignore::comment(asked.snapshot, place, id)?;
        let edit = Some(workspace_edit(asked.snapshot, &[edit]));
        return Some(CodeAction {
            edit,
            ..action(format!("ignore `{id}` here, with a reason"), about)
        });
    }
    let edit = Some(excuse::edit(asked, diagnostic)?);
    Some(CodeAction { edit, ..action(format!("ignore `{id}` here, in palint.yaml"), about) })
}

/// Every safe fix of this text that overlaps no earlier one.
fn fix_all(
    asked: &Asked<'_>,
    diagnostics: &[engine::Diagnostic],
    board: &Board<'_>,
) -> Option<CodeAction> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut taken: Vec<TextRange> = Vec::new();
    for diagnostic in diagnostics {
        let is_here = |edit: &Edit| asked.is_here(edit.at.file().path());
        let safe = |fix: &&Fix| fix.safety == Safety::Safe && is_applicable(fix);
        let fix = diagnostic.finding.fix.as_ref().filter(safe);
        let Some(fix) = fix.filter(|fix| fix.edits.iter().all(is_here)) else { continue };
        if board.shown(&diagnostic.finding.at).path != asked.path {
            continue;
        }
        let ranges: Vec<_> = fix.edits.iter().map(|edit| edit.at.range()).collect();
        let overlaps = |a: &TextRange, b: &TextRange| a.start <= b.end && b.start <= a.end;
        if ranges.iter().all(|range| taken.iter().all(|taken| !overlaps(taken, range))) {
            taken.extend(ranges);
            edits.extend(fix.edits.iter().cloned());
        }
    }
    (!edits.is_empty()).then(|| CodeAction {
        title: "apply all safe fixes of palint".to_owned(),
        kind: Some(CodeActionKind::new(FIX_ALL)),
        edit: Some(workspace_edit(asked.snapshot, &edits)),
        ..CodeAction::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_paths() {
        for wanted in ["", "source", "source.fixAll", FIX_ALL] {
            assert!(is_below(FIX_ALL, wanted), "{wanted}");
        }
        for wanted in ["quickfix", "source.fix", "source.fixAll.palint.x", "source.organizeImports"]
        {
            assert!(!is_below(FIX_ALL, wanted), "{wanted}");
        }
    }
}

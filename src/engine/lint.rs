//! One pack, or one file of profiles, under every rule that reads such a thing.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::judge::{Linted, concerned};
use super::{Diagnostic, diagnostics};
use crate::discover::Target;
use crate::finding::{Finding, Fix, Place};
use crate::limits;
use crate::model::pack::Pack;
use crate::model::profile::{Profile, ProfileFile, Resolution, Resolved};
use crate::model::registry::Member;
use crate::rules::structure::{bad_archive, unsafe_archive};
use crate::rules::syntax::{internal_error, too_large};
use crate::rules::{Check, Rule};
use crate::settings::{Settings, Terms};
use crate::suppress::Comments;
use crate::syntax::allowance::Allowance;
use crate::syntax::tree::Document;

/// What is linted on its own.
#[derive(Clone, Copy)]
enum Subject<'s> {
    Pack(&'s Pack),
    Profiles(&'s ProfileFile, &'s [Resolved<'s>]),
    /// What cannot be opened.
    Closed,
}

pub(super) fn lint(target: &Target, rules: &[&'static Rule], settings: &Settings) -> Linted {
    let terms = Terms { settings, scope: target.scope() };
    if target.is_profiles() {
        return read_profiles(target, rules, terms);
    }
    let allowance = Allowance::new();
    let opened = catch_unwind(AssertUnwindSafe(|| target.pack()));
    let pack = match opened {
        Ok(Ok(pack)) => pack,
        Ok(Err(error)) => {
            let finding = bad_archive::finding(target.root(), error);
            return unopened(target, Some((&bad_archive::RULE, finding)), terms);
        }
        Err(_) => {
            let finding = internal_error::finding(target.root(), "opening the pack");
            return unopened(target, Some((&internal_error::RULE, finding)), terms);
        }
    };
    let rules: Vec<_> = rules.iter().copied().filter(|rule| terms.runs(rule)).collect();
    let mut linted = lint_pack(&pack, &rules, terms);
    let hazards = unsafe_archive::findings(target.root(), target.hazards());
    linted.diagnostics.extend(stamp(&unsafe_archive::RULE, hazards, Subject::Pack(&pack), terms));
    if allowance.is_spent() {
        let spent = vec![too_large::spent(&pack)];
        linted.diagnostics.extend(stamp(&too_large::RULE, spent, Subject::Pack(&pack), terms));
    }
    if rules.iter().any(|rule| matches!(rule.check, Check::Registry(_))) {
        linted.member = catch_unwind(AssertUnwindSafe(|| Member::of(pack))).ok().flatten();
    }
    linted
}

/// What can be read again is parsed here, so that no more of these trees are held than are linted.
fn read_profiles(target: &Target, rules: &[&'static Rule], terms: Terms<'_>) -> Linted {
    let rules: Vec<_> = rules.iter().copied().filter(|rule| terms.runs(rule)).collect();
    match catch_unwind(AssertUnwindSafe(|| target.profiles())) {
        Ok(Some(file)) => {
            let _allowance = Allowance::new();
            lint_profiles(&file, &rules, terms)
        }
        // It was removed or rewritten a moment ago: there are no profiles to speak of.
        Ok(None) => Linted { profiles: Some(0), files: 0, ..unopened(target, None, terms) },
        Err(_) => {
            let finding = internal_error::finding(target.root(), "reading the profiles");
            let told = Some((&internal_error::RULE, finding));
            Linted { profiles: Some(1), ..unopened(target, told, terms) }
        }
    }
}

/// A pack, or a file of profiles, of which nothing can be said but why.
fn unopened(target: &Target, told: Option<(&'static Rule, Finding)>, terms: Terms<'_>) -> Linted {
    let told = told.into_iter();
    Linted {
        root: target.root().clone(),
        profiles: None,
        unresolved: 0,
        is_resolved: false,
        files: 1,
        diagnostics: told
            .flat_map(|(rule, finding)| stamp(rule, vec![finding], Subject::Closed, terms))
            .collect(),
        member: None,
        identities: Vec::new(),
        comments: Comments::default(),
        is_understood: false,
        label: None,
        scope: terms.scope.cloned(),
        concerned: BTreeSet::new(),
    }
}

fn lint_pack(pack: &Pack, rules: &[&'static Rule], terms: Terms<'_>) -> Linted {
    let comments = catch_unwind(AssertUnwindSafe(|| Comments::new(pack.ignores())));
    let files = pack.files();
    let subject = Subject::Pack(pack);
    let paths = || files.paths().map(|path| files.virtual_path(path));
    Linted {
        root: files.root().clone(),
        profiles: None,
        unresolved: 0,
        is_resolved: false,
        files: files.paths().count(),
        diagnostics: rules.iter().flat_map(|rule| apply(rule, subject, terms)).collect(),
        member: None,
        identities: Vec::new(),
        comments: comments.unwrap_or_default(),
        is_understood: !pack.documents().any(Document::is_broken),
        label: label(subject),
        scope: terms.scope.cloned(),
        concerned: terms.scope.map(|scope| concerned(scope, paths())).unwrap_or_default(),
    }
}

fn lint_profiles(file: &ProfileFile, rules: &[&'static Rule], terms: Terms<'_>) -> Linted {
    let comments = catch_unwind(AssertUnwindSafe(|| Comments::new(file.ignores())));
    let root = file.file().path().clone();
    let catalog = terms.settings.catalogs.of(terms.scope);
    let resolve = |profile| catalog.map(|catalog| Resolved::new(profile, catalog));
    let resolved: Vec<Resolved<'_>> = file.profiles().iter().filter_map(resolve).collect();
    let subject = Subject::Profiles(file, &resolved);
    let own = std::iter::once(root.clone());
    Linted {
        profiles: Some(file.profiles().len().max(1)),
        unresolved: unresolved(file, &resolved),
        is_resolved: catalog.is_some(),
        files: 1,
        diagnostics: rules.iter().flat_map(|rule| apply(rule, subject, terms)).collect(),
        member: None,
        identities: file.profiles().iter().filter_map(Profile::identity).collect(),
        comments: comments.unwrap_or_default(),
        is_understood: !file.documents().any(Document::is_broken),
        label: None,
        scope: terms.scope.cloned(),
        concerned: terms.scope.map(|scope| concerned(scope, own)).unwrap_or_default(),
        root,
    }
}

/// The layers whose packs are not at hand: all of them without a registry.
fn unresolved(file: &ProfileFile, resolved: &[Resolved<'_>]) -> usize {
    let found = |resolution| matches!(resolution, Resolution::Found(_));
    let layers = resolved.iter().flat_map(|profile| &profile.layers);
    let found = layers.filter(|layer| found(layer.resolution)).count();
    file.layers().filter(|layer| layer.is_pack()).count().saturating_sub(found)
}

fn apply(rule: &'static Rule, subject: Subject<'_>, terms: Terms<'_>) -> Vec<Diagnostic> {
    match catch_unwind(AssertUnwindSafe(|| check(rule, subject, terms))) {
        Ok(findings) => stamp(rule, findings, subject, terms),
        Err(_) => {
            let root = match subject {
                Subject::Pack(pack) => pack.files().root(),
                Subject::Profiles(file, _) => file.file().path(),
                Subject::Closed => return Vec::new(),
            };
            let findings = vec![internal_error::finding(root, rule.id)];
            stamp(&internal_error::RULE, findings, subject, terms)
        }
    }
}

fn check(rule: &Rule, subject: Subject<'_>, terms: Terms<'_>) -> Vec<Finding> {
    match (rule.check, subject) {
        (Check::Pack(check) | Check::PackAndProfiles(check, _), Subject::Pack(pack)) => check(pack),
        (Check::PackInContext(check), Subject::Pack(pack)) => check(pack, &terms.settings.context),
        (Check::Profile(check), Subject::Profiles(file, _)) => {
            tenable(file.profiles().iter().flat_map(check), file)
        }
        (Check::Resolved(check), Subject::Profiles(file, resolved)) => {
            tenable(resolved.iter().flat_map(check), file)
        }
        (
            Check::ProfileFile(check) | Check::PackAndProfiles(_, check),
            Subject::Profiles(file, _),
        ) => tenable(check(file), file),
        _ => Vec::new(),
    }
}

/// The findings, without fixes that would break the text around them.
fn tenable(findings: impl IntoIterator<Item = Finding>, file: &ProfileFile) -> Vec<Finding> {
    let tenable = |fix: &Fix| fix.edits.iter().all(|edit| file.can_take(edit));
    let kept = |finding: Finding| Finding { fix: finding.fix.filter(tenable), ..finding };
    findings.into_iter().map(kept).collect()
}

fn stamp(
    rule: &'static Rule,
    mut findings: Vec<Finding>,
    subject: Subject<'_>,
    terms: Terms<'_>,
) -> Vec<Diagnostic> {
    if findings.is_empty() {
        return Vec::new();
    }
    cut(&mut findings, subject);
    let label = label(subject);
    diagnostics(rule, findings, &|_| label.clone(), terms)
}

/// Keeps the first of very many, and says that there are more.
fn cut(findings: &mut Vec<Finding>, subject: Subject<'_>) {
    let limit = limits::FINDINGS;
    if findings.len() <= limit {
        return;
    }
    findings.sort_by(|a, b| {
        let key = |finding: &Finding| finding.at.range().map(|range| range.start);
        (a.at.path(), key(a)).cmp(&(b.at.path(), key(b)))
    });
    findings.truncate(limit);
    let place = match subject {
        Subject::Pack(pack) => pack.anchor(),
        Subject::Profiles(file, _) => Place::File(file.file().path().clone()),
        Subject::Closed => return,
    };
    let message = format!("there are more than {limit} of these, and only the first are told");
    findings.push(Finding::new(place, message));
}

fn label(subject: Subject<'_>) -> Option<Arc<str>> {
    let Subject::Pack(pack) = subject else { return None };
    // The label reads pack.json, which is what may have panicked.
    catch_unwind(AssertUnwindSafe(|| pack.label())).ok().map(Arc::from)
}

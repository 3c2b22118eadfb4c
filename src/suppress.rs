//! Which findings the comments of a pack or a profile silence, and which comments silence nothing.
//!
//! Only the place of a finding decides, never its labels: a comment is about what stands below it.

use std::collections::{BTreeSet, HashMap};

use crate::engine::Diagnostic;
use crate::finding::{Finding, Place};
use crate::model::ignores::{Directive, Ignore, Reach};
use crate::rules::suppression::unused;
use crate::rules::{self, Rule};
use crate::source::{Span, VirtualPath};

/// The comments of one pack or one file of profiles.
#[derive(Debug, Default)]
pub struct Comments {
    comments: Vec<(Span, Ignore)>,
}

/// What silenced something: the index of the comment, and of the name in it.
pub type Used = BTreeSet<(usize, usize)>;

impl Comments {
    /// The comments that say what to ignore; the others are told by `suppression/malformed`.
    pub fn new(directives: &[Directive]) -> Self {
        let understood = directives.iter().filter_map(|directive| {
            Some((directive.comment.clone(), directive.ignore.as_ref().ok()?.clone()))
        });
        Self { comments: understood.collect() }
    }

    /// Every place that is remembered.
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        self.comments
            .iter_mut()
            .flat_map(|(comment, ignore)| std::iter::once(comment).chain(&mut ignore.names))
    }

    /// Removes the diagnostics that a comment silences, and notes in `used` which comments did.
    pub fn silence(&self, diagnostics: &mut Vec<Diagnostic>, used: &mut Used) {
        let mut by_file: HashMap<&VirtualPath, Vec<usize>> = HashMap::new();
        for (index, (comment, _)) in self.comments.iter().enumerate() {
            by_file.entry(comment.file().path()).or_default().push(index);
        }
        diagnostics.retain(|diagnostic| {
            let near = by_file.get(diagnostic.finding.at.path());
            let indices = near.into_iter().flatten().copied();
            let covering: Vec<_> = indices.flat_map(|at| self.covering(at, diagnostic)).collect();
            used.extend(&covering);
            covering.is_empty()
        });
    }

    fn covering(&self, index: usize, diagnostic: &Diagnostic) -> Vec<(usize, usize)> {
        let (comment, ignore) = &self.comments[index];
        let at = &diagnostic.finding.at;
        // What is wrong with a comment cannot be silenced by that comment.
        let itself = at.range().is_some_and(|range| comment.range().contains(range));
        if !ignore.reaches(at) || itself && diagnostic.rule.group() == GROUP {
            return Vec::new();
        }
        let names = ignore.names.iter().enumerate();
        names
            .filter(|(_, name)| covers(name.text(), diagnostic.rule))
            .map(|(nth, _)| (index, nth))
            .collect()
    }

    /// A finding for each comment with names that silenced nothing, although their rules ran.
    pub fn unused(&self, used: &Used, ran: &dyn Fn(&Rule) -> bool) -> Vec<Finding> {
        let judge = |(index, (comment, ignore)): (usize, &(Span, Ignore))| {
            let names = ignore.names.iter().enumerate();
            let idle = names.filter(|(nth, name)| {
                !used.contains(&(index, *nth)) && is_judged(name.text(), ran)
            });
            let idle: Vec<&Span> = idle.map(|(_, name)| name).collect();
            (!idle.is_empty()).then(|| unused::finding(comment, ignore, &idle))
        };
        self.comments.iter().enumerate().filter_map(judge).collect()
    }
}

/// The group of the findings about what silences findings.
pub const GROUP: &str = "suppression";

impl Ignore {
    fn reaches(&self, place: &Place) -> bool {
        match self.reach {
            Reach::File => true,
            Reach::Lines(lines) => place
                .range()
                .is_some_and(|range| lines.start <= range.start && range.start <= lines.end),
        }
    }
}

/// True when `name` is the rule, or its group.
pub fn covers(name: &str, rule: &Rule) -> bool {
    name == rule.id || name == rule.group()
}

/// True when all rules of that name have seen the file: `ran` says it of each. What compares files
/// sees only those of this run, and may have found something in a larger one.
pub fn is_judged(name: &str, ran: &dyn Fn(&Rule) -> bool) -> bool {
    let mut named = rules::all().filter(|rule| covers(name, rule)).peekable();
    named.peek().is_some() && named.all(|rule| ran(rule) && rule.group() != GROUP)
}

//! Runs template trees as Go's `text/template` does, with `missingkey=zero` as Helm sets it.
//!
//! The order of checks and the words of errors are Go's. Beyond Go there is a budget: a template
//! that would run for ever, or fill the memory, ends with an error that names the limit.

mod argument;
mod budget;
mod call;
mod context;
mod field;
mod include;
mod output;
mod pipeline;
mod source;
#[cfg(test)]
mod tests;
mod walk;

use std::rc::Rc;

use foldhash::{HashMap, HashMapExt};

pub use budget::Budget;
pub use output::Output;
use source::{Definition, Source};

use super::failure::Outcome;
use super::value::{List, Value};
use crate::syntax::template::{Template, slice};

/// What is shared by all templates of one release.
pub struct Engine<'c> {
    pub(super) budget: Budget,
    sources: Vec<Rc<Source<'c>>>,
    definitions: HashMap<String, Definition>,
    /// What the texts given to `tpl` define, the innermost last.
    overlays: Vec<HashMap<String, Definition>>,
    /// How often each name is being included right now.
    included: HashMap<String, usize>,
    /// Texts given to `tpl` that were parsed already.
    parsed: HashMap<Rc<str>, u32>,
    pub(super) regexes: HashMap<String, super::functions::Program>,
    pub(super) api_versions: List,
    random: u64,
}

/// One execution of one template.
struct State<'s> {
    source: &'s Source<'s>,
    /// The index of the source.
    id: u32,
    /// The name under which the template is executed.
    name: &'s str,
    variables: Vec<(&'s str, Value)>,
}

impl<'c> Engine<'c> {
    /// An evaluator without templates.
    pub fn new(api_versions: List) -> Self {
        Self {
            budget: Budget::default(),
            // The first place is taken so that 0 can stand for no template.
            sources: vec![Rc::new(Source::nowhere())],
            definitions: HashMap::new(),
            overlays: Vec::new(),
            included: HashMap::new(),
            parsed: HashMap::new(),
            regexes: HashMap::new(),
            api_versions,
            random: 0,
        }
    }

    /// Adds the templates of a file: what it outputs, by its name, and what it defines.
    pub fn add_file(&mut self, name: &str, text: &'c str, template: &'c Template) {
        let id = self.add_source(Source::file(name, text, template));
        let source = Rc::clone(&self.sources[id as usize]);
        source.define_into(&mut self.definitions, id, Some(name));
    }

    /// Executes the template `name` with `dot`.
    pub fn execute(&mut self, name: &str, dot: Value) -> Outcome<Output> {
        let mut output = Output::default();
        self.execute_into(name, dot, &mut output)?;
        Ok(output)
    }

    /// Executes the template of a file, on a stack of its own.
    pub fn execute_file(&mut self, name: &str, dot: Value) -> Outcome<Output> {
        // What failed before may have left levels and names behind.
        self.budget.restart_depth();
        self.overlays.clear();
        self.included.clear();
        let length = self.definition(name).map_or(0, |known| self.source_length(known));
        let (text, pieces) = (String::with_capacity(length), Vec::with_capacity(length / 64));
        let mut output = Output { text, pieces };
        self.execute_into(name, dot, &mut output)?;
        Ok(output)
    }

    /// The bytes of the text that defines a template.
    fn source_length(&self, known: Definition) -> usize {
        self.sources.get(known.source as usize).map_or(0, |source| source.text().len())
    }

    fn add_source(&mut self, source: Source<'c>) -> u32 {
        self.sources.push(Rc::new(source));
        u32::try_from(self.sources.len() - 1).unwrap_or(0)
    }

    /// A number that is the same in every run: what depends on chance must not change a report.
    pub(super) fn next_random(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.random;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }
}

impl<'s> State<'s> {
    fn text(&self, range: crate::source::TextRange) -> &'s str {
        slice(self.source.text(), range)
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        self.variables.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    fn set_variable(&mut self, name: &str, value: Value) {
        let known = self.variables.iter_mut().rev().find(|(known, _)| *known == name);
        if let Some((_, place)) = known {
            *place = value;
        }
    }

    /// Sets the n-th variable from the top, counted from 1.
    fn set_top(&mut self, n: usize, value: Value) {
        let at = self.variables.len().checked_sub(n);
        if let Some((_, place)) = at.and_then(|at| self.variables.get_mut(at)) {
            *place = value;
        }
    }
}

//! Executes named templates, and texts as templates.

use std::rc::Rc;

use super::super::failure::{Failure, Outcome};
use super::super::value::{Text, Value};
use super::source::{ANONYMOUS, Definition, Source};
use super::{Engine, Output, State};

/// How often Helm lets a name be included within itself.
const RECURSION: usize = 1000;

impl Engine<'_> {
    pub(super) fn definition(&self, name: &str) -> Option<Definition> {
        let overlays = self.overlays.iter().rev();
        overlays.chain([&self.definitions]).find_map(|known| known.get(name).copied())
    }

    pub(super) fn execute_into(&mut self, name: &str, dot: Value, out: &mut Output) -> Outcome<()> {
        let Some(definition) = self.definition(name) else {
            let message = format!(
                "template: no template \"{name}\" associated with template \"{ANONYMOUS}\""
            );
            return Err(Failure::new(message));
        };
        let source = Rc::clone(&self.sources[definition.source as usize]);
        let Some(list) = source.body(definition.body) else { return Ok(()) };
        let id = definition.source;
        let variables = vec![("$", dot.clone())];
        let mut state = State { source: &source, id, name, variables };
        self.walk(&mut state, &dot, list, out)?;
        Ok(())
    }

    /// `include`
    pub(in crate::render) fn include(&mut self, name: &str, dot: Value) -> Outcome<Text> {
        let count = self.included.entry(name.to_owned()).or_default();
        if *count > RECURSION {
            let message = format!(
                "rendering template has a nested reference name: {name}: unable to execute template"
            );
            return Err(Failure::new(message));
        }
        *count += 1;
        let output = self.execute(name, dot);
        if let Some(count) = self.included.get_mut(name) {
            *count -= 1;
        }
        Ok(output?.into_text())
    }

    /// `tpl`
    pub(in crate::render) fn tpl(&mut self, text: &Text, dot: Value) -> Outcome<Text> {
        if !text.as_str().contains("{{") {
            return Ok(text.clone());
        }
        self.budget.bytes(text.as_str().len().saturating_mul(4))?;
        let id = match self.parsed.get(text.as_str()) {
            Some(id) => *id,
            None => {
                let id = self.add_source(Source::made(text.as_str().to_owned()));
                self.parsed.insert(text.as_str().into(), id);
                id
            }
        };
        let source = Rc::clone(&self.sources[id as usize]);
        if let Some(error) = source.template().errors.first() {
            let (line, _) = source.position(error.range);
            let message = format!(
                "cannot parse template {}: template: {ANONYMOUS}:{line}: {}",
                super::super::print::quoted(text.as_str()),
                error.message
            );
            return Err(Failure::new(message));
        }
        let mut overlay = foldhash::HashMap::default();
        source.define_into(&mut overlay, id, Some(ANONYMOUS));
        self.overlays.push(overlay);
        let output = self.execute(ANONYMOUS, dot);
        self.overlays.pop();
        Ok(output?.without_no_value().into_text())
    }
}

//! Executes the parts of a list.

use super::super::failure::Outcome;
use super::super::print;
use super::super::value::{Data, Text, Value, Where};
use super::{Engine, Output, State};
use crate::syntax::template::{Action, Branch, List, Node, TemplateCall};

/// What follows a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// The next part.
    Next,
    /// The end of the loop.
    Break,
    /// The next round of the loop.
    Continue,
}

impl Engine<'_> {
    pub(super) fn walk<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        list: &'s List,
        out: &mut Output,
    ) -> Outcome<Flow> {
        self.budget.enter()?;
        for node in state.source.template().nodes(list) {
            let flow = self.walk_node(state, dot, node, out)?;
            if flow != Flow::Next {
                self.budget.leave();
                return Ok(flow);
            }
        }
        self.budget.leave();
        Ok(Flow::Next)
    }

    fn walk_node<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        node: &'s Node,
        out: &mut Output,
    ) -> Outcome<Flow> {
        self.budget.steps(1)?;
        let template = state.source.template();
        match node {
            Node::Text(text) => {
                let place = Where { source: state.id, range: text.output };
                let text = state.text(text.output);
                self.budget.bytes(text.len())?;
                out.push(text, place, super::super::value::Origin::NONE);
            }
            Node::Action(action) => self.action(state, dot, action, out)?,
            Node::If(id) => {
                return self.condition(state, dot, (template.branch(*id), false), out);
            }
            Node::With(id) => {
                return self.condition(state, dot, (template.branch(*id), true), out);
            }
            Node::Range(id) => return self.range(state, dot, template.branch(*id), out),
            Node::Template(id) => self.template(state, dot, template.call(*id), out)?,
            Node::Break(_) => return Ok(Flow::Break),
            Node::Continue(_) => return Ok(Flow::Continue),
            Node::Comment(_) => {}
        }
        Ok(Flow::Next)
    }

    fn action<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        action: &'s Action,
        out: &mut Output,
    ) -> Outcome<()> {
        let value = self.pipeline(state, dot, action.pipe)?;
        if action.pipe.declares() {
            return Ok(());
        }
        let place = Where { source: state.id, range: action.range };
        if let Data::Text(text) = &value.data {
            self.budget.bytes(text.as_str().len())?;
            out.push_text(text, place, value.origin);
        } else {
            let text = print::printed(self, &value)?;
            out.push(&text, place, value.origin);
        }
        Ok(())
    }

    fn condition<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        (branch, sets_dot): (&'s Branch, bool),
        out: &mut Output,
    ) -> Outcome<Flow> {
        let mark = state.variables.len();
        let value = self.pipeline(state, dot, branch.pipe)?;
        let flow = match (value.truth(), &branch.else_list) {
            (true, _) if sets_dot => self.walk(state, &value, &branch.list, out),
            (true, _) => self.walk(state, dot, &branch.list, out),
            (false, Some(list)) => self.walk(state, dot, list, out),
            (false, None) => Ok(Flow::Next),
        };
        state.variables.truncate(mark);
        flow
    }

    fn range<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        branch: &'s Branch,
        out: &mut Output,
    ) -> Outcome<Flow> {
        let mark = state.variables.len();
        let value = self.pipeline(state, dot, branch.pipe)?;
        let rounds = self.rounds(state, &value, branch)?;
        let top = state.variables.len();
        if rounds.is_empty() {
            let flow = match &branch.else_list {
                Some(list) => self.walk(state, dot, list, out),
                None => Ok(Flow::Next),
            };
            state.variables.truncate(mark);
            return flow;
        }
        for (key, element) in rounds {
            set_loop_variables(state, branch, key, &element);
            let flow = self.walk(state, &element, &branch.list, out)?;
            state.variables.truncate(top);
            if flow == Flow::Break {
                break;
            }
        }
        state.variables.truncate(mark);
        Ok(Flow::Next)
    }

    /// The keys and elements to go through.
    fn rounds(
        &mut self,
        state: &State<'_>,
        value: &Value,
        branch: &Branch,
    ) -> Outcome<Vec<(Value, Value)>> {
        let indexed = |(at, item): (usize, &Value)| (Value::int(at as i64), item.clone());
        let rounds: Vec<_> = match &value.data {
            Data::List(list) => list.iter().enumerate().map(indexed).collect(),
            Data::Bytes(bytes) => {
                let byte = |(at, byte): (usize, &u8)| {
                    (Value::int(at as i64), Value::new(Data::UInt(u64::from(*byte))))
                };
                bytes.iter().enumerate().map(byte).collect()
            }
            Data::Map(map) => {
                let entries = map.entries().into_iter();
                entries.map(|(key, element)| (Value::from(Text::from(key)), element)).collect()
            }
            Data::Int(kind, count) => {
                if state.source.template().decls(branch.pipe).len() > 1 {
                    let shown = print::printed(self, value)?;
                    let message =
                        format!("can't use {shown} to iterate over more than one variable");
                    return state.fail(branch.opening, message);
                }
                self.budget.steps(usize::try_from(*count).unwrap_or(0))?;
                let round = |n| Value::new(Data::Int(*kind, n));
                (0..*count).map(|n| (round(n), round(n))).collect()
            }
            Data::Invalid | Data::Nil => Vec::new(),
            _ => {
                let shown = print::printed(self, value)?;
                let range = state.source.template().pipe_range(branch.pipe);
                return state.fail(range, format!("range can't iterate over {shown}"));
            }
        };
        self.budget.steps(rounds.len())?;
        Ok(rounds)
    }

    fn template<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        call: &'s TemplateCall,
        out: &mut Output,
    ) -> Outcome<()> {
        let name = call.name.value(state.source.text());
        if self.definition(name).is_none() {
            return state.fail(call.range, format!("template \"{name}\" not defined"));
        }
        let dot = match call.pipe {
            Some(pipe) => self.pipeline(state, dot, pipe)?,
            None => Value::invalid(),
        };
        self.execute_into(name, dot, out)
    }
}

fn set_loop_variables(state: &mut State<'_>, branch: &Branch, key: Value, element: &Value) {
    let decls = state.source.template().decls(branch.pipe);
    if branch.pipe.is_assign {
        let names: Vec<&str> = decls.map(|decl| state.text(decl)).collect();
        match names[..] {
            [only] => state.set_variable(only, element.clone()),
            [first, second, ..] => {
                state.set_variable(first, key);
                state.set_variable(second, element.clone());
            }
            [] => {}
        }
        return;
    }
    let count = decls.len();
    if count > 0 {
        state.set_top(1, element.clone());
    }
    if count > 1 {
        state.set_top(2, key);
    }
}

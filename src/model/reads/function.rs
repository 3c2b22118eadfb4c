//! What functions make of their arguments.

use super::execute::Frame;
use super::operation::Operation;
use super::value::{Ref, Value};

/// Longest text that is put together from known parts.
const TEXT: usize = 256;

impl Frame<'_, '_, '_> {
    /// Calls a function.
    pub(super) fn function(&mut self, operation: Operation, arguments: &[Value]) -> Value {
        use Operation as O;
        let (first, others) = match arguments {
            [] => (&Value::NOTHING, arguments),
            [first, others @ ..] => (first, others),
        };
        match operation {
            O::Convert => arguments.last().cloned().unwrap_or_default(),
            O::Include => {
                self.include(first, others);
                Value::unknown()
            }
            O::Tpl => {
                self.tpl(first, others.first());
                Value::unknown()
            }
            O::Junction | O::Default | O::Coalesce | O::Ternary | O::Required | O::Test => {
                self.choose(operation, arguments)
            }
            O::Descend => others.iter().fold(first.clone(), |at, key| self.at_key(&at, key)),
            O::Dig | O::Pluck | O::HasKey | O::Keys | O::Values | O::Len | O::Pick | O::Omit => {
                self.look_up(operation, arguments)
            }
            O::Dict => self.dict(arguments),
            O::Set => match arguments {
                [mapping, key, value] => {
                    self.set(mapping, key, value);
                    mapping.clone()
                }
                _ => Value::default(),
            },
            O::Unset => first.clone(),
            O::Merge => self.merge(arguments),
            O::List => self.list_of(arguments),
            O::First | O::Last | O::Append | O::Prepend | O::Concat | O::Rearrange => {
                self.of_list(operation, arguments)
            }
            O::Print | O::Printf | O::Join | O::SplitList | O::Textual => {
                self.text(operation, arguments)
            }
            O::Use => {
                arguments.iter().for_each(|argument| self.use_whole(argument));
                Value::unknown()
            }
        }
    }

    /// Functions that ask whether arguments are empty, or of which type.
    fn choose(&mut self, operation: Operation, arguments: &[Value]) -> Value {
        let Some((last, before)) = arguments.split_last() else { return Value::default() };
        let all = || before.iter().fold(last.clone(), |all, one| all.union(one));
        match operation {
            // The last of them is taken as it is.
            Operation::Junction => {
                before.iter().for_each(|argument| self.test(argument));
                all()
            }
            Operation::Default => {
                self.test(last);
                all()
            }
            Operation::Coalesce => {
                arguments.iter().for_each(|argument| self.test(argument));
                all()
            }
            Operation::Ternary => {
                self.test(last);
                before.iter().fold(Value::default(), |all, one| all.union(one))
            }
            Operation::Required => {
                before.iter().for_each(|argument| self.use_whole(argument));
                self.test(last);
                last.clone()
            }
            _ => {
                arguments.iter().for_each(|argument| self.test(argument));
                Value::unknown()
            }
        }
    }

    /// Functions that go into a mapping.
    fn look_up(&mut self, operation: Operation, arguments: &[Value]) -> Value {
        let Some((first, others)) = arguments.split_first() else { return Value::default() };
        match (operation, arguments) {
            (Operation::Dig, [keys @ .., default, mapping]) => {
                let at = keys.iter().fold(mapping.clone(), |at, key| self.at_key(&at, key));
                at.union(default)
            }
            (Operation::Pluck, [key, mappings @ ..]) => {
                let mut items = Value::default();
                for mapping in mappings {
                    items.join(&self.at_key(mapping, key));
                }
                self.list_with(items)
            }
            (Operation::HasKey, [mapping, key]) => {
                let value = self.at_key(mapping, key);
                self.present(&value);
                Value::unknown()
            }
            (Operation::Keys | Operation::Values | Operation::Len, _) => {
                let (mut keys, mut items) = (Value::default(), Value::default());
                for mapping in arguments {
                    let (key, item) = self.iterate(mapping);
                    keys.join(&key);
                    items.join(&item);
                }
                match operation {
                    Operation::Keys => self.list_with(keys),
                    Operation::Values => self.list_with(items),
                    _ => Value::unknown(),
                }
            }
            (Operation::Pick, _) => self.pick(first, others),
            _ => {
                others.iter().for_each(|key| self.use_whole(key));
                first.clone()
            }
        }
    }

    fn of_list(&mut self, operation: Operation, arguments: &[Value]) -> Value {
        let Some((list, others)) = arguments.split_first() else { return self.list_of(&[]) };
        match operation {
            Operation::First => self.at_key(list, &Ref::Int(0).into()),
            Operation::Last => self.any_child(list),
            Operation::Rearrange => {
                others.iter().for_each(|argument| self.use_whole(argument));
                self.moved(list)
            }
            _ => self.lengthen(operation, list, others),
        }
    }

    fn lengthen(&mut self, operation: Operation, list: &Value, others: &[Value]) -> Value {
        let is_concat = operation == Operation::Concat;
        let known = self.items(list).zip(match is_concat {
            true => others.iter().map(|other| self.items(other)).collect::<Option<Vec<_>>>(),
            false => Some(vec![others.to_vec()]),
        });
        if let Some((items, more)) = known {
            let more = more.concat();
            let is_before = operation == Operation::Prepend;
            let (first, second) = if is_before { (more, items) } else { (items, more) };
            return self.list_of(&[first, second].concat());
        }
        let more = others.iter().fold(Value::default(), |all, one| all.union(one));
        let list = self.moved(list);
        let more = if is_concat { self.moved(&more) } else { self.list_with(more) };
        list.union(&more)
    }

    /// Functions whose result holds the texts of their arguments. It is known as far as they are,
    /// since texts name templates and keys; where they are not, it stands for the arguments.
    fn text(&mut self, operation: Operation, arguments: &[Value]) -> Value {
        let joins = matches!(operation, Operation::Print | Operation::Join);
        if joins && self.makes_template(arguments) {
            return self.framed(arguments);
        }
        let known = match operation {
            Operation::Print => self.joined(arguments),
            Operation::Printf => self.formatted(arguments),
            Operation::SplitList => self.split(arguments),
            _ => None,
        };
        if let Some(known) = known {
            return known;
        }
        let heap = &self.run.heap;
        let refs = arguments.iter().flat_map(Value::refs);
        let kept = |one: &Ref| match one {
            Ref::Text(id) if heap.text(*id).contains("{{") => Some(*one),
            Ref::Text(_) | Ref::Int(_) => None,
            Ref::Ending(_) => Some(Ref::Unknown),
            _ => Some(*one),
        };
        let mut kept: Value = refs.filter_map(kept).collect();
        if kept.refs().is_empty() {
            kept.add(Ref::Unknown);
        }
        kept
    }

    fn split(&mut self, arguments: &[Value]) -> Option<Value> {
        let [separator, text] = arguments else { return None };
        let (separator, text) = (self.literal(separator)?, self.literal(text)?);
        if separator.is_empty() || text.len() > TEXT {
            return None;
        }
        let parts = text.split(&separator);
        let parts: Vec<_> =
            parts.map(|part| Ref::Text(self.run.heap.text_id(part)).into()).collect();
        Some(self.list_of(&parts))
    }

    fn makes_template(&self, arguments: &[Value]) -> bool {
        let parts = arguments.iter().filter_map(|argument| self.literal(argument));
        parts.into_iter().any(|part| part.contains("{{"))
    }

    /// A template that is put together around texts which are not known: they may use the value
    /// of `.` at their place, and are rendered on their own besides.
    fn framed(&mut self, arguments: &[Value]) -> Value {
        let part = |one: &Value| self.literal(one).unwrap_or_else(|| "{{ . }}".to_owned());
        let frame = arguments.iter().map(part).collect::<String>();
        let unknown = arguments.iter().filter(|one| self.literal(one).is_none());
        let mut framed = unknown.fold(Value::default(), |all, one| all.union(one));
        framed.add(Ref::Text(self.run.heap.text_id(&frame)));
        framed
    }

    fn joined(&mut self, arguments: &[Value]) -> Option<Value> {
        let mut text = String::new();
        for (index, argument) in arguments.iter().enumerate() {
            let Some(part) = self.literal(argument) else {
                let [Ref::Text(last)] = arguments.get(index + 1..)?.last()?.refs() else {
                    return None;
                };
                let ending = Ref::Ending(*last).into();
                arguments.iter().for_each(|argument| self.use_whole(argument));
                return Some(ending);
            };
            text.push_str(&part);
        }
        self.short(&text)
    }

    fn formatted(&mut self, arguments: &[Value]) -> Option<Value> {
        let (format, values) = arguments.split_first()?;
        let format = self.literal(format)?;
        let mut values = values.iter();
        let (mut text, mut known) = (String::new(), true);
        let mut rest = &*format;
        while let Some((before, after)) = rest.split_once('%') {
            text.push_str(before);
            let verb = after.chars().next()?;
            if !matches!(verb, 's' | 'v' | 'd') {
                return None;
            }
            match values.next().and_then(|value| self.literal(value)) {
                Some(part) => text.push_str(&part),
                None => known = false,
            }
            rest = &after[1..];
        }
        if known {
            return self.short(&(text + rest));
        }
        if rest.is_empty() || format.contains("{{") {
            return None;
        }
        arguments.iter().for_each(|argument| self.use_whole(argument));
        Some(Ref::Ending(self.run.heap.text_id(rest)).into())
    }

    fn short(&mut self, text: &str) -> Option<Value> {
        (text.len() <= TEXT).then(|| Ref::Text(self.run.heap.text_id(text)).into())
    }

    /// The text of a value that can only be one.
    fn literal(&self, value: &Value) -> Option<String> {
        match value.refs() {
            [Ref::Text(id)] => Some(self.run.heap.text(*id).to_string()),
            [Ref::Int(number)] => Some(number.to_string()),
            _ => None,
        }
    }
}

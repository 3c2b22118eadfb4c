//! What each function does with its arguments.
//!
//! A function that is not named here uses them as a whole, and makes something that holds nothing
//! of them that is not used already.

use std::borrow::Cow;

use super::execute::Frame;
use super::value::{Ref, Value};

/// Longest text that is put together from known parts.
const TEXT: usize = 256;

impl Frame<'_, '_, '_> {
    /// Calls a function.
    pub(super) fn function(&mut self, name: &str, arguments: &[Value]) -> Value {
        let last = arguments.last().cloned().unwrap_or_default();
        let (first, others) = arguments.split_first().map_or((&last, arguments), |split| split);
        match &*without_must(name) {
            "toYaml" | "toYamlPretty" | "toJson" | "toPrettyJson" | "toRawJson" | "toToml"
            | "fromYaml" | "fromJson" | "fromYamlArray" | "fromJsonArray" | "fromToml"
            | "deepCopy" => last,
            "include" => {
                self.include(first, others);
                Value::unknown()
            }
            "tpl" => {
                self.tpl(first, others.first());
                Value::unknown()
            }
            "default" | "coalesce" | "and" | "or" | "ternary" | "required" | "not" | "empty"
            | "kindOf" | "kindIs" | "typeOf" | "typeIs" | "typeIsLike" | "any" | "all" => {
                self.choose(name, arguments)
            }
            "index" | "get" => others.iter().fold(first.clone(), |at, key| self.at_key(&at, key)),
            "dig" | "pluck" | "hasKey" | "keys" | "values" | "len" | "pick" | "omit" => {
                self.look_up(name, arguments)
            }
            "dict" => self.dict(arguments),
            "set" | "unset" | "merge" | "mergeOverwrite" => self.write(name, arguments),
            "list" | "tuple" | "first" | "last" | "append" | "push" | "prepend" | "concat"
            | "uniq" | "compact" | "reverse" | "sortAlpha" | "initial" | "rest" | "shuffle"
            | "slice" | "without" => self.of_list(&without_must(name), arguments),
            name if is_textual(name) => self.text(name, arguments),
            _ => {
                arguments.iter().for_each(|argument| self.use_whole(argument));
                Value::unknown()
            }
        }
    }

    /// Functions that ask whether arguments are empty, or of which type.
    fn choose(&mut self, name: &str, arguments: &[Value]) -> Value {
        let Some((last, before)) = arguments.split_last() else { return Value::default() };
        let all = || before.iter().fold(last.clone(), |all, one| all.union(one));
        match name {
            // The last of them is taken as it is.
            "and" | "or" => {
                before.iter().for_each(|argument| self.test(argument));
                all()
            }
            "default" => {
                self.test(last);
                all()
            }
            "coalesce" => {
                arguments.iter().for_each(|argument| self.test(argument));
                all()
            }
            "ternary" => {
                self.test(last);
                before.iter().fold(Value::default(), |all, one| all.union(one))
            }
            "required" => {
                before.iter().for_each(|argument| self.use_whole(argument));
                self.test(last);
                last.clone()
            }
            "any" | "all" => {
                arguments.iter().for_each(|argument| self.use_whole(argument));
                Value::unknown()
            }
            _ => {
                arguments.iter().for_each(|argument| self.test(argument));
                Value::unknown()
            }
        }
    }

    /// Functions that go into a mapping.
    fn look_up(&mut self, name: &str, arguments: &[Value]) -> Value {
        let Some((first, others)) = arguments.split_first() else { return Value::default() };
        match (name, arguments) {
            ("dig", [keys @ .., default, mapping]) => {
                let at = keys.iter().fold(mapping.clone(), |at, key| self.at_key(&at, key));
                at.union(default)
            }
            ("pluck", [key, mappings @ ..]) => {
                let mut items = Value::default();
                for mapping in mappings {
                    items.join(&self.at_key(mapping, key));
                }
                self.list_with(items)
            }
            ("hasKey", [mapping, key]) => {
                let value = self.at_key(mapping, key);
                self.present(&value);
                Value::unknown()
            }
            ("keys" | "values" | "len", _) => {
                let (mut keys, mut items) = (Value::default(), Value::default());
                for mapping in arguments {
                    let (key, item) = self.iterate(mapping);
                    keys.join(&key);
                    items.join(&item);
                }
                match name {
                    "keys" => self.list_with(keys),
                    "values" => self.list_with(items),
                    _ => Value::unknown(),
                }
            }
            ("pick", _) => self.pick(first, others),
            _ => {
                others.iter().for_each(|key| self.use_whole(key));
                first.clone()
            }
        }
    }

    fn write(&mut self, name: &str, arguments: &[Value]) -> Value {
        match (name, arguments) {
            ("set", [mapping, key, value]) => {
                self.set(mapping, key, value);
                mapping.clone()
            }
            ("unset", [mapping, ..]) => mapping.clone(),
            ("set" | "unset", _) => Value::default(),
            _ => self.merge(arguments),
        }
    }

    fn of_list(&mut self, name: &str, arguments: &[Value]) -> Value {
        let Some((list, others)) = arguments.split_first() else { return self.list_of(&[]) };
        match name {
            "list" | "tuple" => self.list_of(arguments),
            "first" => self.at_key(list, &Ref::Int(0).into()),
            "last" => self.any_child(list),
            "append" | "push" | "prepend" | "concat" => self.lengthen(name, list, others),
            _ => {
                others.iter().for_each(|argument| self.use_whole(argument));
                self.moved(list)
            }
        }
    }

    fn lengthen(&mut self, name: &str, list: &Value, others: &[Value]) -> Value {
        let known = self.items(list).zip(match name {
            "concat" => others.iter().map(|other| self.items(other)).collect::<Option<Vec<_>>>(),
            _ => Some(vec![others.to_vec()]),
        });
        if let Some((items, more)) = known {
            let more = more.concat();
            let (first, second) = if name == "prepend" { (more, items) } else { (items, more) };
            return self.list_of(&[first, second].concat());
        }
        let more = others.iter().fold(Value::default(), |all, one| all.union(one));
        let list = self.moved(list);
        let more = if name == "concat" { self.moved(&more) } else { self.list_with(more) };
        list.union(&more)
    }

    /// Functions whose result holds the texts of their arguments. It is known as far as they are,
    /// since texts name templates and keys; where they are not, it stands for the arguments.
    fn text(&mut self, name: &str, arguments: &[Value]) -> Value {
        if matches!(name, "cat" | "print" | "println") && self.makes_template(arguments) {
            return self.framed(arguments);
        }
        let known = match name {
            "print" => self.joined(arguments),
            "printf" => self.formatted(arguments),
            "splitList" => self.split(arguments),
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

/// `mustToYaml` fails where `toYaml` does not, and is the same otherwise.
fn without_must(name: &str) -> Cow<'_, str> {
    match name.strip_prefix("must").and_then(|rest| Some((rest.chars().next()?, rest))) {
        Some((first, rest)) if first.is_ascii_uppercase() => {
            Cow::Owned(format!("{}{}", first.to_ascii_lowercase(), &rest[1..]))
        }
        _ => Cow::Borrowed(name),
    }
}

fn is_textual(name: &str) -> bool {
    matches!(
        name,
        "print"
            | "printf"
            | "println"
            | "quote"
            | "squote"
            | "toString"
            | "toStrings"
            | "cat"
            | "join"
            | "trim"
            | "trimAll"
            | "trimall"
            | "trimPrefix"
            | "trimSuffix"
            | "indent"
            | "nindent"
            | "replace"
            | "lower"
            | "upper"
            | "trunc"
            | "substr"
            | "nospace"
            | "wrap"
            | "splitList"
            | "split"
            | "regexReplaceAll"
            | "regexReplaceAllLiteral"
            | "regexSplit"
    )
}

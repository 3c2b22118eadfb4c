//! What each function does with its arguments.
//!
//! A function that is not named here uses them as a whole, and makes something that holds nothing
//! of them that is not used already.

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
            "append" | "push" | "prepend" => {
                let added = others.iter().fold(Value::default(), |all, one| all.union(one));
                let added = self.list_with(added);
                self.moved(list).union(&added)
            }
            "concat" => {
                let all = arguments.iter().fold(Value::default(), |all, one| all.union(one));
                self.moved(&all)
            }
            _ => {
                others.iter().for_each(|argument| self.use_whole(argument));
                self.moved(list)
            }
        }
    }

    /// Functions whose result holds the texts of their arguments. It is known as far as they are,
    /// since texts name templates and keys.
    fn text(&mut self, name: &str, arguments: &[Value]) -> Value {
        arguments.iter().for_each(|argument| self.use_whole(argument));
        let known = match name {
            "print" => self.joined(arguments),
            "printf" => self.formatted(arguments),
            _ => None,
        };
        if let Some(known) = known {
            return known;
        }
        let heap = &self.run.heap;
        let refs = arguments.iter().flat_map(Value::refs).copied();
        let kept = refs.filter(|one| match one {
            Ref::Text(id) => heap.text(*id).contains("{{"),
            Ref::Int(_) | Ref::Ending(_) => false,
            _ => true,
        });
        let kept: Value = kept.collect();
        let unknown = || arguments.iter().any(|one| matches!(one.refs(), [Ref::Ending(_)]));
        if kept.refs().is_empty() || unknown() { kept.union(&Value::unknown()) } else { kept }
    }

    fn joined(&mut self, arguments: &[Value]) -> Option<Value> {
        let mut text = String::new();
        for (index, argument) in arguments.iter().enumerate() {
            let Some(part) = self.literal(argument) else {
                let [Ref::Text(last)] = arguments.get(index + 1..)?.last()?.refs() else {
                    return None;
                };
                return Some(Ref::Ending(*last).into());
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
        let ending = (!rest.is_empty()).then(|| self.run.heap.text_id(rest));
        ending.map(|ending| Ref::Ending(ending).into())
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
fn without_must(name: &str) -> String {
    match name.strip_prefix("must").and_then(|rest| Some((rest.chars().next()?, rest))) {
        Some((first, rest)) if first.is_ascii_uppercase() => {
            format!("{}{}", first.to_ascii_lowercase(), &rest[1..])
        }
        _ => name.to_owned(),
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

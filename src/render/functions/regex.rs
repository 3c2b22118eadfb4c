//! Regular expressions: Go's syntax, rewritten where Rust's means something else by it.

use std::fmt::Write;

use regex::{Captures, Regex};

use super::super::evaluate::Engine;
use super::super::failure::{Failure, FailureKind, Outcome};
use super::super::print::quoted;
use super::super::value::{Data, List, ListKind, Value};
use super::arguments::{count, int, text};
use super::{Function, Type, fixed};

const S: Type = Type::String;

pub(super) static FUNCTIONS: &[Function] = &[
    fixed("regexMatch", &[S, S], |engine, a| match searching(engine, text(a, 0), text(a, 1)) {
        Err(failure) if failure.kind != FailureKind::Limit => Ok(false.into()),
        found => Ok(found?.is_match(text(a, 1)).into()),
    }),
    fixed("mustRegexMatch", &[S, S], |engine, a| {
        Ok(searching(engine, text(a, 0), text(a, 1))?.is_match(text(a, 1)).into())
    }),
    fixed("regexFind", &[S, S], find),
    fixed("mustRegexFind", &[S, S], find),
    fixed("regexFindAll", &[S, S, Type::Int], find_all),
    fixed("mustRegexFindAll", &[S, S, Type::Int], find_all),
    fixed("regexReplaceAll", &[S, S, S], |engine, a| replace_all(engine, a, false)),
    fixed("mustRegexReplaceAll", &[S, S, S], |engine, a| replace_all(engine, a, false)),
    fixed("regexReplaceAllLiteral", &[S, S, S], |engine, a| replace_all(engine, a, true)),
    fixed("mustRegexReplaceAllLiteral", &[S, S, S], |engine, a| replace_all(engine, a, true)),
    fixed("regexSplit", &[S, S, Type::Int], split),
    fixed("mustRegexSplit", &[S, S, Type::Int], split),
    fixed("regexQuoteMeta", &[S], |_, a| {
        let mut out = String::new();
        for c in text(a, 0).chars() {
            if "\\.+*?()|[]{}^$".contains(c) {
                out.push('\\');
            }
            out.push(c);
        }
        Ok(out.into())
    }),
];

/// The sizes in bytes that the program of an expression may have, and no more than the last.
const SIZES: [usize; 6] = [1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20];

/// The price of reading one byte of an expression, whose tree is a hundred times as large.
const READING: usize = 100;

/// An expression with what it costs to look at a byte.
#[derive(Debug, Clone)]
pub struct Program {
    regex: Regex,
    price: usize,
}

fn compiled(engine: &mut Engine<'_>, pattern: &str) -> Outcome<Program> {
    if let Some(program) = engine.regexes.get(pattern) {
        return Ok(program.clone());
    }
    let reading = READING * pattern.len();
    engine.budget.bytes(10_000 + reading)?;
    let translated = translated(pattern);
    for size in SIZES {
        engine.budget.bytes(size + reading)?;
        if let Ok(regex) = regex::RegexBuilder::new(&translated).size_limit(size).build() {
            // In the worst case every state of the program is looked at for every byte.
            let program = Program { regex, price: size / 128 };
            engine.regexes.insert(pattern.to_owned(), program.clone());
            return Ok(program);
        }
    }
    Err(Failure::new(format!("error parsing regexp: {}", quoted(pattern))))
}

/// The expression, when the search through `text` is paid for.
fn searching(engine: &mut Engine<'_>, pattern: &str, text: &str) -> Outcome<Regex> {
    let program = compiled(engine, pattern)?;
    count(engine, text.len(), program.price)?;
    Ok(program.regex)
}

/// A pattern of Go in Rust's syntax: classes of letters are those of ASCII, and inside of brackets
/// there are no operators and no nested brackets.
fn translated(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut characters = pattern.char_indices().peekable();
    let mut in_class = false;
    let mut class_start = 0;
    let last_name = pattern.rfind(":]").unwrap_or(0);
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => {
                let Some((_, escaped)) = characters.next() else {
                    out.push('\\');
                    break;
                };
                push_escape(&mut out, escaped, &mut characters);
            }
            '[' if !in_class => {
                in_class = true;
                out.push('[');
                if characters.next_if(|(_, c)| *c == '^').is_some() {
                    out.push('^');
                }
                if characters.next_if(|(_, c)| *c == ']').is_some() {
                    out.push_str("\\]");
                }
                class_start = at;
            }
            '[' if pattern[at..].starts_with("[:") && last_name > at => {
                let end = pattern[at..].find(":]").unwrap_or(0) + 2;
                out.push_str(&pattern[at..at + end]);
                while characters.next_if(|(next, _)| *next < at + end).is_some() {}
            }
            '[' => out.push_str("\\["),
            ']' if in_class => {
                in_class = false;
                out.push(']');
            }
            '&' | '~' if in_class => {
                out.push('\\');
                out.push(c);
            }
            '-' if in_class && pattern[at + 1..].starts_with('-') && at > class_start => {
                out.push_str("\\-");
            }
            '{' if !in_class && !is_repetition(&pattern[at..]) => out.push_str("\\{"),
            c => out.push(c),
        }
    }
    out
}

fn push_escape(
    out: &mut String,
    escaped: char,
    rest: &mut std::iter::Peekable<std::str::CharIndices<'_>>,
) {
    match escaped {
        'd' => out.push_str("[0-9]"),
        'w' => out.push_str("[0-9A-Za-z_]"),
        's' => out.push_str("[\\t\\n\\f\\r ]"),
        'D' => out.push_str("[^0-9]"),
        'W' => out.push_str("[^0-9A-Za-z_]"),
        'S' => out.push_str("[^\\t\\n\\f\\r ]"),
        'b' => out.push_str("(?-u:\\b)"),
        'B' => out.push_str("(?-u:\\B)"),
        'Q' => {
            let mut literal = String::new();
            while let Some((_, c)) = rest.next() {
                if c == '\\' && rest.next_if(|(_, c)| *c == 'E').is_some() {
                    break;
                }
                literal.push(c);
            }
            out.push_str(&regex::escape(&literal));
        }
        c if c.is_ascii_alphanumeric() => {
            out.push('\\');
            out.push(c);
        }
        c => out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
    }
}

/// `{2}`, `{2,}` or `{2,3}`.
fn is_repetition(text: &str) -> bool {
    let end = text[1..].find(|c: char| !c.is_ascii_digit() && c != ',').map(|end| end + 1);
    let Some(end) = end.filter(|end| text[*end..].starts_with('}')) else { return false };
    let inside = &text[1..end];
    let (low, high) = inside.split_once(',').unwrap_or((inside, "0"));
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    !low.is_empty() && number(low) && number(high)
}

fn find(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let regex = searching(engine, text(a, 0), text(a, 1))?;
    Ok(regex.find(text(a, 1)).map_or("", |found| found.as_str()).into())
}

/// A `[]string` that was never made.
fn nothing() -> Value {
    Value::new(Data::List(List::new(ListKind::NilStrings, Vec::new())))
}

/// How many matches `n` asks for.
fn limit(n: i64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn find_all(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let regex = searching(engine, text(a, 0), text(a, 1))?;
    engine.budget.steps(text(a, 1).len())?;
    let found = regex.find_iter(text(a, 1)).take(limit(int(a, 2)));
    let found: Vec<&str> = found.map(|found| found.as_str()).collect();
    Ok(if found.is_empty() { nothing() } else { Value::strings(found) })
}

fn split(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let regex = searching(engine, text(a, 0), text(a, 1))?;
    let (whole, limit) = (text(a, 1), limit(int(a, 2)));
    engine.budget.steps(whole.len())?;
    if limit == 0 {
        return Ok(nothing());
    }
    if !text(a, 0).is_empty() && whole.is_empty() {
        return Ok(Value::strings([""]));
    }
    let (mut parts, mut start, mut end) = (Vec::new(), 0, 0);
    for found in regex.find_iter(whole) {
        if parts.len() == limit - 1 {
            break;
        }
        end = found.start();
        if found.end() != 0 {
            parts.push(&whole[start..end]);
        }
        start = found.end();
    }
    if end != whole.len() {
        parts.push(&whole[start..]);
    }
    Ok(Value::strings(parts))
}

fn replace_all(engine: &mut Engine<'_>, a: &[Value], literal: bool) -> Outcome<Value> {
    let regex = searching(engine, text(a, 0), text(a, 1))?;
    let (whole, replacement) = (text(a, 1), text(a, 2));
    count(engine, whole.len() + 1, replacement.len() / 8 + 32)?;
    let replaced = match literal {
        true => regex.replace_all(whole, regex::NoExpand(replacement)),
        false => {
            regex.replace_all(whole, |captures: &Captures<'_>| expanded(replacement, captures))
        }
    };
    engine.budget.bytes(replaced.len())?;
    Ok(replaced.into_owned().into())
}

/// Go's `Expand`: `$1`, `$name` and `${name}`, each name as long as it can be.
fn expanded(template: &str, captures: &Captures<'_>) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('$') {
            out.push('$');
            rest = after;
            continue;
        }
        let braced = rest.strip_prefix('{');
        let inside = braced.unwrap_or(rest);
        let end = inside.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inside.len());
        let name = &inside[..end];
        let closed = braced.is_none() || inside[end..].starts_with('}');
        if name.is_empty() || !closed {
            out.push('$');
            continue;
        }
        rest = &inside[end + usize::from(braced.is_some())..];
        let group = match name.parse::<usize>() {
            Ok(number) => captures.get(number),
            Err(_) => captures.name(name),
        };
        let _ = write!(out, "{}", group.map_or("", |group| group.as_str()));
    }
    out.push_str(rest);
    out
}

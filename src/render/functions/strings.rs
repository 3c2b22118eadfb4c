//! Strings. Those that cut or indent keep track of where the parts come from.

mod case;
mod layout;

use super::super::evaluate::Engine;
use super::super::failure::{Failure, Outcome};
use super::super::print;
use super::super::value::{Map, MapKind, Text, Value};
use super::arguments::{any, count, int, string_of, strings_of, text, whole_text};
use super::{Function, Type, fixed, variadic};

const S: Type = Type::String;

pub(super) static FUNCTIONS: &[Function] = &[
    fixed("abbrev", &[Type::Int, S], |_, a| {
        Ok(layout::abbreviated(text(a, 1), 0, int(a, 0)).into())
    }),
    fixed("abbrevboth", &[Type::Int, Type::Int, S], |_, a| {
        Ok(layout::abbreviated_both(text(a, 2), int(a, 0), int(a, 1)).into())
    }),
    fixed("trunc", &[Type::Int, S], trunc),
    fixed("trim", &[S], |_, a| {
        let whole = whole_text(a, 0);
        Ok(inside(&whole, whole.as_str().trim()).into())
    }),
    fixed("upper", &[S], |_, a| Ok(case::upper_case(text(a, 0)).into())),
    fixed("lower", &[S], |_, a| Ok(case::lower_case(text(a, 0)).into())),
    fixed("title", &[S], |_, a| Ok(case::title(text(a, 0)).into())),
    fixed("untitle", &[S], |_, a| Ok(case::untitle(text(a, 0)).into())),
    fixed("swapcase", &[S], |_, a| Ok(case::swapped(text(a, 0)).into())),
    fixed("snakecase", &[S], |_, a| Ok(case::separated(text(a, 0), '_').into())),
    fixed("kebabcase", &[S], |_, a| Ok(case::separated(text(a, 0), '-').into())),
    fixed("camelcase", &[S], |_, a| Ok(case::pascal(text(a, 0)).into())),
    fixed("initials", &[S], |_, a| Ok(case::initials(text(a, 0)).into())),
    fixed("substr", &[Type::Int, Type::Int, S], substr),
    fixed("repeat", &[Type::Int, S], repeat),
    fixed("trimall", &[S, S], trim_all),
    fixed("trimAll", &[S, S], trim_all),
    fixed("trimSuffix", &[S, S], |_, a| {
        let whole = whole_text(a, 1);
        let rest = whole.as_str().strip_suffix(text(a, 0)).unwrap_or(whole.as_str());
        Ok(inside(&whole, rest).into())
    }),
    fixed("trimPrefix", &[S, S], |_, a| {
        let whole = whole_text(a, 1);
        let rest = whole.as_str().strip_prefix(text(a, 0)).unwrap_or(whole.as_str());
        Ok(inside(&whole, rest).into())
    }),
    fixed("nospace", &[S], |_, a| {
        Ok(text(a, 0).chars().filter(|c| !c.is_whitespace()).collect::<String>().into())
    }),
    fixed("wrap", &[Type::Int, S], |_, a| {
        Ok(layout::wrapped(text(a, 1), int(a, 0), "\n", false).into())
    }),
    fixed("wrapWith", &[Type::Int, S, S], |engine, a| {
        let lines = text(a, 2).len() / usize::try_from(int(a, 0)).unwrap_or(1).max(1) + 1;
        count(engine, lines, text(a, 1).len())?;
        Ok(layout::wrapped(text(a, 2), int(a, 0), text(a, 1), true).into())
    }),
    fixed("contains", &[S, S], |_, a| Ok(text(a, 1).contains(text(a, 0)).into())),
    fixed("hasPrefix", &[S, S], |_, a| Ok(text(a, 1).starts_with(text(a, 0)).into())),
    fixed("hasSuffix", &[S, S], |_, a| Ok(text(a, 1).ends_with(text(a, 0)).into())),
    variadic("quote", &[], Type::Any, quote),
    variadic("squote", &[], Type::Any, squote),
    variadic("cat", &[], Type::Any, cat),
    fixed("indent", &[Type::Int, S], |engine, a| {
        Ok(indent(engine, int(a, 0), &whole_text(a, 1), "")?.into())
    }),
    fixed("nindent", &[Type::Int, S], |engine, a| {
        Ok(indent(engine, int(a, 0), &whole_text(a, 1), "\n")?.into())
    }),
    fixed("replace", &[S, S, S], replace),
    fixed("plural", &[S, S, Type::Int], |_, a| {
        Ok(text(a, if int(a, 2) == 1 { 0 } else { 1 }).into())
    }),
    fixed("toString", &[Type::Any], |engine, a| Ok(string_of(engine, &any(a, 0))?.into())),
    fixed("join", &[S, Type::Any], join),
    fixed("split", &[S, S], |engine, a| {
        Ok(numbered(paid_parts(engine, split(text(a, 1), text(a, 0)))?).into())
    }),
    fixed("splitList", &[S, S], |engine, a| {
        Ok(Value::strings(paid_parts(engine, split(text(a, 1), text(a, 0)))?))
    }),
    fixed("splitn", &[S, Type::Int, S], |engine, a| {
        let parts = splitn(text(a, 2), text(a, 0), int(a, 1));
        Ok(numbered(paid_parts(engine, parts)?).into())
    }),
];

/// A part of a text, with what is known of it.
fn inside(whole: &Text, part: &str) -> Text {
    let start = part.as_ptr() as usize - whole.as_str().as_ptr() as usize;
    whole.slice(start, start + part.len())
}

fn trim_all(_: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let whole = whole_text(a, 1);
    let cut: Vec<char> = text(a, 0).chars().collect();
    let rest = whole.as_str().trim_matches(&cut[..]);
    Ok(inside(&whole, rest).into())
}

fn trunc(_: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let whole = whole_text(a, 1);
    let (count, length) = (int(a, 0), whole.as_bytes().len());
    let size = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX);
    if size >= length {
        return Ok(whole.into());
    }
    Ok(match count < 0 {
        true => whole.slice(length - size, length).into(),
        false => whole.slice(0, size).into(),
    })
}

fn substr(_: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let whole = whole_text(a, 2);
    let length = whole.as_bytes().len();
    let (start, end) = (int(a, 0), int(a, 1));
    let end = match usize::try_from(end) {
        Ok(end) if start < 0 || end <= length => end,
        Err(_) if start < 0 => usize::MAX,
        _ => length,
    };
    let start = usize::try_from(start).unwrap_or(0);
    if start > end || end > length {
        return Err(Failure::new("runtime error: slice bounds out of range"));
    }
    Ok(whole.slice(start, end).into())
}

fn repeat(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let Ok(times) = usize::try_from(int(a, 0)) else {
        return Err(Failure::new("strings: negative Repeat count"));
    };
    count(engine, times, text(a, 1).len())?;
    Ok(text(a, 1).repeat(times).into())
}

fn quote(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    if let [only] = a
        && !only.is_nil()
    {
        let whole = string_of(engine, only)?;
        return Ok(whole
            .moved(print::quoted(whole.as_str()), |at| at + usize::from(at > 0))
            .into());
    }
    let mut parts = Vec::new();
    for value in a.iter().filter(|value| !value.is_nil()) {
        parts.push(print::quoted(string_of(engine, value)?.as_str()));
    }
    Ok(parts.join(" ").into())
}

fn squote(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let mut parts = Vec::new();
    for value in a.iter().filter(|value| !value.is_nil()) {
        parts.push(format!("'{}'", print::shown(&mut engine.budget, value)?));
    }
    Ok(parts.join(" ").into())
}

fn cat(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let mut parts = Vec::new();
    for value in a.iter().filter(|value| !value.is_nil()) {
        parts.push(print::shown(&mut engine.budget, value)?);
    }
    Ok(parts.join(" ").into())
}

fn indent(engine: &mut Engine<'_>, spaces: i64, whole: &Text, before: &str) -> Outcome<Text> {
    let Ok(spaces) = usize::try_from(spaces) else {
        return Err(Failure::new("strings: negative Repeat count"));
    };
    let bytes = whole.as_str().as_bytes();
    let breaks = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    let lines = breaks(bytes) + 1;
    count(engine, lines, spaces)?;
    let pad = " ".repeat(spaces);
    let mut out = String::with_capacity(bytes.len() + lines * spaces + 1);
    out.push_str(before);
    out.push_str(&pad);
    for line in whole.as_str().split_inclusive('\n') {
        out.push_str(line);
        if line.ends_with('\n') {
            out.push_str(&pad);
        }
    }
    let (mut passed, mut from) = (0, 0);
    let moved = whole.moved(out, |at| {
        passed += breaks(bytes.get(from..at.min(bytes.len())).unwrap_or_default());
        from = from.max(at);
        // The first piece takes the padding in front of it, too.
        if at == 0 { 0 } else { at + before.len() + spaces * (passed + 1) }
    });
    Ok(moved)
}

fn replace(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let whole = whole_text(a, 2);
    let (old, new) = (text(a, 0), text(a, 1));
    if !old.is_empty() && !whole.as_str().contains(old) {
        return Ok(whole.into());
    }
    count(engine, whole.as_str().len() / old.len().max(1) + 1, new.len())?;
    if old.is_empty() {
        return Ok(whole.as_str().replace(old, new).into());
    }
    let found: Vec<usize> = whole.as_str().match_indices(old).map(|(at, _)| at).collect();
    let mut passed = 0;
    let moved = whole.moved(whole.as_str().replace(old, new), |at| {
        while found.get(passed).is_some_and(|start| start + old.len() <= at) {
            passed += 1;
        }
        at + passed * new.len() - passed * old.len()
    });
    Ok(moved.into())
}

fn join(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let parts = strings_of(engine, &any(a, 1))?;
    count(engine, parts.len(), text(a, 0).len())?;
    let parts: Vec<&str> = parts.iter().map(Text::as_str).collect();
    let origin = any(a, 1).as_list().and_then(|list| Some(list.first()?.origin));
    Ok(Value::from(parts.join(text(a, 0))).or_from(origin.unwrap_or_default()))
}

/// `strings.Split`: an empty separator splits into characters.
fn split<'t>(text: &'t str, separator: &str) -> Vec<&'t str> {
    if separator.is_empty() {
        return text.char_indices().map(|(at, c)| &text[at..at + c.len_utf8()]).collect();
    }
    text.split(separator).collect()
}

/// Parts by the keys `_0`, `_1` and so on.
fn numbered<S: Into<Text>>(parts: Vec<S>) -> Map {
    let entry = |(at, part): (usize, S)| (format!("_{at}").into(), Value::from(part.into()));
    Map::new(MapKind::Strings, parts.into_iter().enumerate().map(entry).collect())
}

/// Each part becomes a value of its own.
fn paid_parts<'t>(engine: &mut Engine<'_>, parts: Vec<&'t str>) -> Outcome<Vec<&'t str>> {
    engine.budget.steps(parts.len().saturating_mul(2))?;
    Ok(parts)
}

fn splitn<'t>(text: &'t str, separator: &str, count: i64) -> Vec<&'t str> {
    match usize::try_from(count) {
        Ok(count) if separator.is_empty() => {
            let mut parts = split(text, separator);
            if parts.len() > count && count > 0 {
                let head: usize = parts[..count - 1].iter().map(|part| part.len()).sum();
                parts.truncate(count - 1);
                parts.push(&text[head..]);
            }
            parts.truncate(count);
            parts
        }
        Ok(count) => text.splitn(count, separator).collect(),
        Err(_) => split(text, separator),
    }
}

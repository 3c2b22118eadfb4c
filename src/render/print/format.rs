//! `printf`: Go's verbs, flags, widths and complaints.

use super::super::evaluate::Budget;
use super::super::failure::Outcome;
use super::super::value::{Data, Origin, Piece, Text, Value, Where};
use super::scalar::{Flags, float, hexadecimal, integer, padded, shortened, signed, string_quoted};
use super::{quoted, shown, text_of};
use crate::render::number;

/// No output needs more; Go refuses more than a million.
const WIDTH: usize = 1_000_000;

/// Formats as `fmt.Sprintf` does. The parts of the result know which argument they come from.
pub fn format(budget: &mut Budget, layout: &str, arguments: &[Value]) -> Outcome<Text> {
    let (out, pieces) = (String::new(), Vec::new());
    let mut formatter = Formatter { budget, arguments, next: 0, out, pieces };
    let mut rest = layout;
    while let Some(at) = rest.find('%') {
        formatter.out.push_str(&rest[..at]);
        rest = formatter.verb(&rest[at + 1..])?;
    }
    formatter.out.push_str(rest);
    formatter.complain_of_rest()?;
    Ok(Text::with_pieces(formatter.out, formatter.pieces))
}

struct Formatter<'a> {
    budget: &'a mut Budget,
    arguments: &'a [Value],
    next: usize,
    out: String,
    pieces: Vec<Piece>,
}

impl Formatter<'_> {
    /// Formats what follows a `%`; returns what is left.
    fn verb<'l>(&mut self, text: &'l str) -> Outcome<&'l str> {
        let (flags, rest) = self.flags(text);
        let mut characters = rest.chars();
        let Some(verb) = characters.next() else {
            self.out.push_str("%!(NOVERB)");
            return Ok("");
        };
        let rest = characters.as_str();
        if verb == '%' {
            self.out.push('%');
            return Ok(rest);
        }
        let Some(argument) = self.arguments.get(self.next) else {
            self.out.push_str(&std::format!("%!{verb}(MISSING)"));
            return Ok(rest);
        };
        self.next += 1;
        let text = self.formatted(verb, flags, argument)?;
        self.budget.bytes(text.len().max(flags.width.unwrap_or(0)))?;
        let is_number = matches!(argument.data, Data::Int(..) | Data::Float(_) | Data::UInt(_));
        self.push(&padded(text, flags, is_number), argument);
        Ok(rest)
    }

    fn push(&mut self, text: &str, argument: &Value) {
        let position = |out: &String| u32::try_from(out.len()).unwrap_or(u32::MAX);
        let start = position(&self.out);
        self.out.push_str(text);
        let end = position(&self.out);
        let inner = argument.as_text().map(Text::pieces).unwrap_or_default();
        if inner.is_empty() && argument.origin == Origin::NONE {
            return;
        }
        if inner.first().is_none_or(|piece| piece.start > 0) {
            self.pieces.push(Piece { start, place: Where::default(), origin: argument.origin });
        }
        // Quotes and padding shift the parts by a few bytes at most.
        let shifted = inner.iter().map(|p| Piece { start: start.saturating_add(p.start), ..*p });
        self.pieces.extend(shifted.filter(|piece| piece.start < end));
        self.pieces.push(Piece { start: end, place: Where::default(), origin: Origin::NONE });
    }

    fn flags<'l>(&mut self, text: &'l str) -> (Flags, &'l str) {
        let mut flags = Flags::default();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            match c {
                '-' => flags.minus = true,
                '+' => flags.plus = true,
                '#' => flags.sharp = true,
                ' ' => flags.space = true,
                '0' => flags.zero = true,
                _ => break,
            }
            rest = &rest[1..];
        }
        (flags.width, rest) = self.count(rest);
        if let Some(after) = rest.strip_prefix('.') {
            (flags.precision, rest) = self.count(after);
            flags.precision = flags.precision.or(Some(0));
        }
        (flags, rest)
    }

    /// A number, or `*` for the next argument.
    fn count<'l>(&mut self, text: &'l str) -> (Option<usize>, &'l str) {
        if let Some(rest) = text.strip_prefix('*') {
            let argument = self.arguments.get(self.next);
            self.next += 1;
            let count = match argument.map(|argument| &argument.data) {
                Some(Data::Int(_, count)) => usize::try_from(*count).ok(),
                _ => None,
            };
            return (count.filter(|count| *count <= WIDTH), rest);
        }
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        (text[..end].parse().ok().filter(|count| *count <= WIDTH), &text[end..])
    }

    fn formatted(&mut self, verb: char, flags: Flags, value: &Value) -> Outcome<String> {
        match (&value.data, verb) {
            (_, 'T') => Ok(value.type_name().to_owned()),
            (Data::Invalid | Data::Nil, 'v') => Ok("<nil>".to_owned()),
            (_, 'v') if flags.sharp => self.go_syntax(value),
            (Data::Float(number), 'v') => {
                Ok(signed(number::general(*number, flags.precision), flags))
            }
            (Data::Int(..) | Data::UInt(_), 'v') => Ok(signed(shown(self.budget, value)?, flags)),
            (_, 'v') => shown(self.budget, value),
            (Data::List(list), _) => {
                let items: Outcome<Vec<String>> =
                    list.iter().map(|item| self.formatted(verb, flags, item)).collect();
                Ok(std::format!("[{}]", items?.join(" ")))
            }
            (Data::Map(map), _) => {
                let mut parts = Vec::new();
                for (key, item) in map.entries() {
                    let key = self.formatted(verb, flags, &Value::from(&*key))?;
                    parts.push(std::format!("{key}:{}", self.formatted(verb, flags, &item)?));
                }
                Ok(std::format!("map[{}]", parts.join(" ")))
            }
            _ => self.formatted_scalar(verb, flags, value),
        }
    }

    fn formatted_scalar(&mut self, verb: char, flags: Flags, value: &Value) -> Outcome<String> {
        let text = match (&value.data, verb) {
            (Data::Text(_) | Data::Bytes(_), 's') => {
                Some(shortened(text_of(self.budget, value)?, flags.precision))
            }
            (Data::Time(_) | Data::Object(_), 's') => Some(shown(self.budget, value)?),
            (Data::Text(_) | Data::Bytes(_) | Data::Object(_), 'q') => {
                let text = shortened(text_of(self.budget, value)?, flags.precision);
                Some(string_quoted(&text, flags))
            }
            (Data::Text(text), 'x' | 'X') => Some(hexadecimal(text.as_bytes(), verb == 'X')),
            (Data::Bytes(bytes), 'x' | 'X') => Some(hexadecimal(bytes, verb == 'X')),
            (Data::Bool(value), 't') => Some(value.to_string()),
            (Data::Int(_, number), _) => integer(verb, flags, i128::from(*number)),
            (Data::UInt(number), _) => integer(verb, flags, i128::from(*number)),
            (Data::Float(number), _) => float(verb, flags, *number),
            _ => None,
        };
        match (text, &value.data) {
            (Some(text), _) => Ok(text),
            (None, Data::Invalid | Data::Nil) => Ok(std::format!("%!{verb}(<nil>)")),
            (None, _) => {
                let shown = shown(self.budget, value)?;
                Ok(std::format!("%!{verb}({}={shown})", value.type_name()))
            }
        }
    }

    /// `%#v`
    fn go_syntax(&mut self, value: &Value) -> Outcome<String> {
        Ok(match &value.data {
            Data::Text(text) => quoted(text.as_str()),
            Data::List(list) => {
                let items: Outcome<Vec<String>> =
                    list.iter().map(|item| self.go_syntax(item)).collect();
                std::format!("{}{{{}}}", value.type_name(), items?.join(", "))
            }
            Data::Map(map) => {
                let mut parts = Vec::new();
                for (key, item) in map.entries() {
                    parts.push(std::format!("{}:{}", quoted(&key), self.go_syntax(&item)?));
                }
                std::format!("{}{{{}}}", value.type_name(), parts.join(", "))
            }
            _ => shown(self.budget, value)?,
        })
    }

    fn complain_of_rest(&mut self) -> Outcome<()> {
        let rest = self.arguments.get(self.next..).unwrap_or_default();
        if rest.is_empty() {
            return Ok(());
        }
        let mut parts = Vec::new();
        for value in rest {
            parts.push(match &value.data {
                Data::Invalid | Data::Nil => "<nil>".to_owned(),
                _ => std::format!("{}={}", value.type_name(), shown(self.budget, value)?),
            });
        }
        self.out.push_str(&std::format!("%!(EXTRA {})", parts.join(", ")));
        Ok(())
    }
}

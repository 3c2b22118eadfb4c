//! Writes values in block style, byte for byte as libyaml's emitter does through Go.

use super::super::evaluate::Budget;
use super::super::failure::{Failure, Outcome};
use super::super::functions::dates::formatted;
use super::super::functions::encoding::base64;
use super::super::print::too_deep;
use super::super::value::{Data, List, Map, MapKind, Object, Origin, Piece, Text, Value, Where};
use super::super::{number, objects};
use super::keys;
use super::scalar::{self, Style};
use crate::limits;

/// How YAML is laid out.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Layout {
    /// Long lines are not folded, and numbers are written as Go prints them.
    pub(in crate::render) wide: bool,
    /// Lists in maps are indented.
    pub(in crate::render) indented_lists: bool,
}

/// The column after which a line is folded.
const WIDTH: usize = 80;

pub(super) fn emit(budget: &mut Budget, value: &Value, layout: Layout) -> Outcome<Text> {
    let (out, pieces) = (String::new(), Vec::new());
    let mut emitter = Emitter { budget, layout, out, pieces, line: 0 };
    emitter.node(value, Place { indent: -1, depth: 0, in_map: false })?;
    let mut out = emitter.out;
    let pieces = emitter.pieces;
    emitter.budget.bytes(out.len())?;
    if out.ends_with('\n') {
        out.pop();
    }
    Ok(Text::with_pieces(out, pieces))
}

struct Emitter<'b> {
    budget: &'b mut Budget,
    layout: Layout,
    out: String,
    pieces: Vec<Piece>,
    /// Where the last line begins.
    line: usize,
}

/// Where a node stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The indentation of the collection around it, -1 at the top.
    indent: isize,
    depth: usize,
    in_map: bool,
}

impl Emitter<'_> {
    /// Writes a node behind what is on the line already, and ends the line.
    fn node(&mut self, value: &Value, place: Place) -> Outcome<()> {
        self.budget.steps(1)?;
        if place.depth > limits::VALUE_NESTING {
            return Err(too_deep());
        }
        match &value.data {
            Data::List(list) if list.is_nil() => self.word("null", value.origin),
            Data::List(list) if list.is_empty() => self.word("[]", value.origin),
            Data::List(list) => return self.list(list, place),
            Data::Map(map) if map.kind() == MapKind::NilStrings => self.word("null", value.origin),
            Data::Map(map) if map.is_empty() => self.word("{}", value.origin),
            Data::Map(map) => return self.map(map, place),
            Data::Object(object) => return self.object(object, place),
            Data::Text(text) => self.text(text, value.origin, place)?,
            Data::Bytes(bytes) => self.text(&base64(bytes).into(), value.origin, place)?,
            Data::Time(time) => {
                let text = formatted(*time, "2006-01-02T15:04:05.999999999Z07:00");
                self.text(&text.into(), value.origin, place)?;
            }
            Data::Float(float) => {
                let text = self.float(*float)?;
                self.word(&text, value.origin);
            }
            Data::Int(_, int) => self.word(&int.to_string(), value.origin),
            Data::UInt(int) => self.word(&int.to_string(), value.origin),
            Data::Bool(value_) => self.word(if *value_ { "true" } else { "false" }, value.origin),
            Data::Invalid | Data::Nil => self.word("null", value.origin),
        }
        Ok(())
    }

    fn word(&mut self, word: &str, origin: Origin) {
        self.blank();
        self.mark(origin);
        self.out.push_str(word);
        self.end_line();
    }

    /// The blank between an indicator and what follows it.
    fn blank(&mut self) {
        if self.out.len() > self.line && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    fn end_line(&mut self) {
        self.out.push('\n');
        self.line = self.out.len();
    }

    fn position(&self) -> u32 {
        u32::try_from(self.out.len()).unwrap_or(u32::MAX)
    }

    fn mark(&mut self, origin: Origin) {
        let piece = Piece { start: self.position(), place: Where::default(), origin };
        self.pieces.push(piece);
    }

    fn indent(&mut self, indent: isize) {
        if self.out.len() > self.line {
            return;
        }
        self.mark(Origin::NONE);
        let spaces = usize::try_from(indent).unwrap_or(0);
        self.out.extend(std::iter::repeat_n(' ', spaces));
    }

    fn float(&mut self, float: f64) -> Outcome<String> {
        if self.layout.wide {
            return Ok(match float {
                _ if float.is_nan() => ".nan".to_owned(),
                f64::INFINITY => ".inf".to_owned(),
                f64::NEG_INFINITY => "-.inf".to_owned(),
                _ => number::general(float, None),
            });
        }
        let Some(text) = number::json(float) else {
            let shown = number::general(float, None);
            return Err(Failure::new(format!(
                "error marshaling into JSON: json: unsupported value: {shown}"
            )));
        };
        // What looks like an integer in JSON is one for YAML.
        let is_int = text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok();
        Ok(if is_int { text } else { number::general(float, None) })
    }

    fn list(&mut self, list: &List, place: Place) -> Outcome<()> {
        let starts_line = self.starts_item();
        let indentless = place.in_map && !self.layout.indented_lists;
        let indent = match place.indent {
            -1 => 0,
            indent if indentless => indent,
            indent => indent + 2,
        };
        if !starts_line || place.in_map {
            self.end_line_after_key();
        }
        let inner = Place { indent, depth: place.depth + 1, in_map: false };
        for item in list.iter() {
            self.indent(indent);
            self.blank();
            self.out.push('-');
            self.node(item, inner)?;
        }
        Ok(())
    }

    fn map(&mut self, map: &Map, place: Place) -> Outcome<()> {
        let indent = if place.indent < 0 { 0 } else { place.indent + 2 };
        if place.in_map {
            self.end_line_after_key();
        }
        let inner = Place { indent, depth: place.depth + 1, in_map: true };
        let members = map.members();
        let mut entries: Vec<_> = members.iter().collect();
        entries.sort_by(|(a, _), (b, _)| keys::compare(a, b));
        for (key, value) in entries {
            self.indent(indent);
            self.blank();
            self.key(key)?;
            self.node(value, inner)?;
        }
        Ok(())
    }

    /// True when nothing but the dashes of lists is on the line.
    fn starts_item(&self) -> bool {
        self.out[self.line..].bytes().all(|byte| matches!(byte, b'-' | b' '))
    }

    fn end_line_after_key(&mut self) {
        if self.out.len() > self.line {
            self.end_line();
        }
    }

    fn key(&mut self, key: &str) -> Outcome<()> {
        self.budget.bytes(key.len())?;
        match scalar::style(key, true) {
            Style::Plain => self.out.push_str(key),
            Style::Single => self.single(key, None),
            _ => self.double(key, None),
        }
        self.out.push(':');
        Ok(())
    }

    fn object(&mut self, object: &Object, place: Place) -> Outcome<()> {
        match (object, objects::plain(object)) {
            (Object::Version(version), _) => {
                let text = objects::version_shown(version).into();
                self.text(&text, Origin::NONE, place)
            }
            (_, Some(value)) => self.node(&value, place),
            (_, None) => Ok(()),
        }
    }

    fn text(&mut self, text: &Text, origin: Origin, place: Place) -> Outcome<()> {
        let origin = match (origin, text.pieces().first()) {
            (Origin::NONE, Some(piece)) => piece.origin,
            (origin, _) => origin,
        };
        let text = text.as_str();
        self.budget.bytes(text.len())?;
        let indent = if place.indent < 0 { 2 } else { place.indent + 2 };
        let fold = (!self.layout.wide).then_some(usize::try_from(indent).unwrap_or(0));
        let style = scalar::style(text, false);
        self.blank();
        self.mark(origin);
        match style {
            Style::Plain => self.plain(text, fold),
            Style::Single => self.single(text, fold),
            Style::Double => self.double(text, fold),
            Style::Literal => return self.literal(text, indent),
        }
        self.end_line();
        Ok(())
    }

    fn column(&self) -> usize {
        self.out[self.line..].chars().count()
    }

    /// True when a text behind what is on the line may be folded.
    fn may_fold(&self, text: &str) -> bool {
        self.out.len() - self.line + text.len() > WIDTH && text.contains(' ')
    }

    fn is_past_width(&self) -> bool {
        self.out.len() - self.line > WIDTH && self.column() > WIDTH
    }

    fn fold(&mut self, indent: usize) {
        self.end_line();
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    fn plain(&mut self, text: &str, fold: Option<usize>) {
        if fold.is_none() || !self.may_fold(text) {
            return self.out.push_str(text);
        }
        let mut after_space = false;
        for (at, c) in text.char_indices() {
            let foldable = c == ' ' && !after_space && !text[at + 1..].starts_with(' ');
            match fold {
                Some(indent) if foldable && self.is_past_width() => self.fold(indent),
                _ => self.out.push(c),
            }
            after_space = c == ' ';
        }
    }

    fn single(&mut self, text: &str, fold: Option<usize>) {
        self.out.push('\'');
        let mut after_space = false;
        for (at, c) in text.char_indices() {
            let inside = at > 0 && at + 1 < text.len();
            let foldable = c == ' ' && inside && !after_space && !text[at + 1..].starts_with(' ');
            match fold {
                Some(indent) if foldable && self.is_past_width() => self.fold(indent),
                _ if c == '\'' => self.out.push_str("''"),
                _ => self.out.push(c),
            }
            after_space = c == ' ';
        }
        self.out.push('\'');
    }

    fn double(&mut self, text: &str, fold: Option<usize>) {
        self.out.push('"');
        let mut after_space = false;
        for (at, c) in text.char_indices() {
            if let Some(escape) = scalar::escape(c) {
                self.out.push_str(&escape);
                after_space = false;
                continue;
            }
            let foldable = c == ' ' && !after_space && at > 0 && at + 1 < text.len();
            match fold {
                Some(indent) if foldable && self.is_past_width() => {
                    self.fold(indent);
                    if text[at + 1..].starts_with(' ') {
                        self.out.push('\\');
                    }
                }
                _ => self.out.push(c),
            }
            after_space = c == ' ';
        }
        self.out.push('"');
    }

    fn literal(&mut self, text: &str, indent: isize) -> Outcome<()> {
        self.out.push_str(&scalar::hints(text));
        self.end_line();
        let spaces = usize::try_from(indent).unwrap_or(0);
        self.budget.bytes(text.matches('\n').count().saturating_mul(spaces))?;
        for line in text.split_inclusive('\n') {
            if line != "\n" {
                self.out.extend(std::iter::repeat_n(' ', spaces));
            }
            self.out.push_str(line);
        }
        if !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.line = self.out.len();
        Ok(())
    }
}

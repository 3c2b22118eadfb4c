//! Reads tables: what configuration files use, without dates.

use super::super::evaluate::Engine;
use super::super::failure::{Failure, Outcome};
use super::super::value::{Data, Map, Value};
use crate::limits;

/// `fromToml`
pub fn read(engine: &mut Engine<'_>, text: &str) -> Outcome<Value> {
    engine.budget.bytes(text.len().saturating_mul(8))?;
    let mut reader = Reader { text, at: 0, depth: 0 };
    let root = Map::empty();
    let mut table = root.clone();
    while reader.skip_to_statement() {
        if reader.take("[[") {
            let path = reader.path()?;
            reader.expect("]]")?;
            table = Map::empty();
            push_table(&root, &path, &table)?;
        } else if reader.take("[") {
            let path = reader.path()?;
            reader.expect("]")?;
            table = descend(&root, &path)?;
        } else {
            reader.pair(&table)?;
        }
        reader.end_of_line()?;
    }
    Ok(root.into())
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

/// The table at a path, made where it is missing; of a list of tables the last.
fn descend(root: &Map, path: &[String]) -> Outcome<Map> {
    let mut map = root.clone();
    for key in path {
        let next = match map.get(key).map(|value| value.data) {
            Some(Data::Map(next)) => Some(next),
            Some(Data::List(list)) => list.last().and_then(Value::as_map).cloned(),
            Some(_) => None,
            None => {
                let next = Map::empty();
                map.insert(key.as_str(), next.clone().into());
                Some(next)
            }
        };
        map = next.ok_or_else(|| Failure::new(format!("toml: key '{key}' is no table")))?;
    }
    Ok(map)
}

fn push_table(root: &Map, path: &[String], table: &Map) -> Outcome<()> {
    let Some((last, parents)) = path.split_last() else { return Ok(()) };
    let parent = descend(root, parents)?;
    let mut items = match parent.get(last).map(|value| value.data) {
        Some(Data::List(list)) => list.to_vec(),
        _ => Vec::new(),
    };
    items.push(table.clone().into());
    parent.insert(last.as_str(), Value::list(items));
    Ok(())
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        self.at += if found { token.len() } else { 0 };
        found
    }

    fn expect(&mut self, token: &str) -> Outcome<()> {
        self.blanks();
        if self.take(token) { Ok(()) } else { self.fail(&format!("expected `{token}`")) }
    }

    fn fail<T>(&self, what: &str) -> Outcome<T> {
        let line = self.text.get(..self.at).unwrap_or_default().matches('\n').count() + 1;
        Err(Failure::new(format!("toml: line {line}: {what}")))
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    /// Skips blanks, comments and line breaks; false at the end.
    fn skip_to_statement(&mut self) -> bool {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            if !self.rest().starts_with('#') {
                return !self.rest().is_empty();
            }
            self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        }
    }

    fn end_of_line(&mut self) -> Outcome<()> {
        self.blanks();
        match self.rest().chars().next() {
            None | Some('\n' | '\r' | '#') => Ok(()),
            Some(_) => self.fail("expected a line break"),
        }
    }

    fn path(&mut self) -> Outcome<Vec<String>> {
        let mut path = Vec::new();
        loop {
            self.blanks();
            path.push(self.key()?);
            self.blanks();
            if !self.take(".") {
                return Ok(path);
            }
        }
    }

    fn key(&mut self) -> Outcome<String> {
        if self.rest().starts_with(['"', '\'']) {
            return self.string();
        }
        let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let end = self.rest().find(|c| !bare(c)).unwrap_or(self.rest().len());
        let key = self.rest()[..end].to_owned();
        self.at += end;
        if key.is_empty() { self.fail("expected a key") } else { Ok(key) }
    }

    fn pair(&mut self, table: &Map) -> Outcome<()> {
        let path = self.path()?;
        self.expect("=")?;
        self.blanks();
        let value = self.value()?;
        let Some((last, parents)) = path.split_last() else { return Ok(()) };
        descend(table, parents)?.insert(last.as_str(), value);
        Ok(())
    }

    fn value(&mut self) -> Outcome<Value> {
        self.depth += 1;
        if self.depth > limits::NESTING {
            return self.fail("nested too deep");
        }
        let value = match self.rest().chars().next() {
            Some('"' | '\'') => Ok(self.string()?.into()),
            Some('[') => self.list(),
            Some('{') => self.inline_table(),
            _ => self.word(),
        };
        self.depth -= 1;
        value
    }

    fn list(&mut self) -> Outcome<Value> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_to_statement();
            if self.take("]") {
                return Ok(Value::list(items));
            }
            items.push(self.value()?);
            self.skip_to_statement();
            if !self.take(",") && !self.rest().starts_with(']') {
                return self.fail("expected `,` or `]`");
            }
        }
    }

    fn inline_table(&mut self) -> Outcome<Value> {
        self.at += 1;
        let table = Map::empty();
        loop {
            self.skip_to_statement();
            if self.take("}") {
                return Ok(table.into());
            }
            self.pair(&table)?;
            self.skip_to_statement();
            if !self.take(",") && !self.rest().starts_with('}') {
                return self.fail("expected `,` or `}`");
            }
        }
    }

    fn word(&mut self) -> Outcome<Value> {
        let end = |c: char| matches!(c, ',' | ']' | '}' | '#' | '\n' | '\r' | ' ' | '\t');
        let length = self.rest().find(end).unwrap_or(self.rest().len());
        let word = &self.rest()[..length];
        let digits = word.replace('_', "");
        let value = match digits.as_str() {
            "true" => Some(true.into()),
            "false" => Some(false.into()),
            "inf" | "+inf" => Some(f64::INFINITY.into()),
            "-inf" => Some(f64::NEG_INFINITY.into()),
            "nan" | "+nan" | "-nan" => Some(f64::NAN.into()),
            text => integer(text)
                .map(Value::int64)
                .or_else(|| text.parse::<f64>().ok().map(Value::from)),
        };
        match value {
            Some(value) => {
                self.at += length;
                Ok(value)
            }
            None => self.fail(&format!("expected a value, found `{word}`")),
        }
    }

    fn string(&mut self) -> Outcome<String> {
        for quote in ["\"\"\"", "'''"] {
            if self.take(quote) {
                let Some(end) = self.rest().find(quote) else {
                    return self.fail("unterminated string");
                };
                let text = &self.rest()[..end];
                self.at += end + 3;
                let text = text.strip_prefix('\n').unwrap_or(text);
                return if quote == "'''" { Ok(text.to_owned()) } else { self.unescaped(text) };
            }
        }
        let quote = self.rest().chars().next().unwrap_or('"');
        let inside = self.rest().get(1..).unwrap_or_default();
        let mut escaped = false;
        let end = inside.find(|c: char| {
            let found = c == quote && !escaped;
            escaped = quote == '"' && c == '\\' && !escaped;
            found || c == '\n'
        });
        let Some(end) = end.filter(|end| inside[*end..].starts_with(quote)) else {
            return self.fail("unterminated string");
        };
        let text = &inside[..end];
        self.at += end + 2;
        if quote == '\'' { Ok(text.to_owned()) } else { self.unescaped(text) }
    }

    fn unescaped(&self, text: &str) -> Outcome<String> {
        let mut out = String::new();
        let mut characters = text.chars();
        while let Some(c) = characters.next() {
            if c != '\\' {
                out.push(c);
                continue;
            }
            match characters.next() {
                Some('b') => out.push('\u{8}'),
                Some('t') => out.push('\t'),
                Some('n') => out.push('\n'),
                Some('f') => out.push('\u{c}'),
                Some('r') => out.push('\r'),
                Some('e') => out.push('\u{1b}'),
                Some(c @ ('"' | '\\')) => out.push(c),
                Some(c @ ('u' | 'U')) => {
                    let count = if c == 'u' { 4 } else { 8 };
                    let digits: String = characters.by_ref().take(count).collect();
                    let code = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                    match code {
                        Some(c) => out.push(c),
                        None => return self.fail("invalid escape"),
                    }
                }
                // A backslash at the end of a line takes the blanks after it away.
                Some(c) if c.is_whitespace() => {
                    let rest = characters.as_str().trim_start();
                    characters = rest.chars();
                }
                _ => return self.fail("invalid escape"),
            }
        }
        Ok(out)
    }
}

fn integer(text: &str) -> Option<i64> {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            return i64::from_str_radix(digits, radix).ok();
        }
    }
    text.parse().ok()
}

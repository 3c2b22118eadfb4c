//! Character classes in brackets.

use super::escape::perl_class;
use super::{PatternError, Reader};

/// The names of `[[:name:]]`.
const POSIX: [&str; 14] = [
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
    "space", "upper", "word", "xdigit",
];

/// A class as Rust writes it.
#[derive(Default)]
struct Written {
    items: String,
    /// Whether it may hold more than ASCII, so that it needs Rust's Unicode mode.
    wide: bool,
}

impl Reader<'_> {
    pub(super) fn class(&mut self) -> Result<(), PatternError> {
        let open = self.at;
        let mut class = Written::default();
        self.at += 1;
        if self.rest().starts_with('^') {
            self.at += 1;
            class.items.push('^');
            class.wide = true;
        }
        let mut first = true;
        while first || !self.rest().starts_with(']') {
            first = false;
            if self.rest().is_empty() {
                self.at = open + 1;
                return self.error(open, "the class that opens here is never closed");
            }
            self.class_item(&mut class)?;
        }
        let unicode = if class.wide { "u" } else { "" };
        self.token(1, &format!("(?{unicode}:[{}])", class.items));
        Ok(())
    }

    fn class_item(&mut self, class: &mut Written) -> Result<(), PatternError> {
        if self.rest().starts_with("[:") && self.posix(class)? {
            return Ok(());
        }
        if let [b'\\', letter, ..] = self.rest().as_bytes() {
            if matches!(letter, b'p' | b'P') {
                class.items.push_str(&self.unicode_class()?);
                class.wide = true;
                return Ok(());
            }
            if let Some(set) = perl_class(*letter) {
                class.items.push_str(&format!("[{set}]"));
                class.wide |= set.starts_with('^');
                self.at += 2;
                return Ok(());
            }
        }
        self.range(class)
    }

    /// `[:alpha:]`; false where the bracket stands for itself.
    fn posix(&mut self, class: &mut Written) -> Result<bool, PatternError> {
        let start = self.at;
        let Some(end) = self.rest()[2..].find(":]") else { return Ok(false) };
        let name = &self.rest()[2..2 + end];
        let written = &self.rest()[..end + 4];
        self.at += written.len();
        if !POSIX.contains(&name.strip_prefix('^').unwrap_or(name)) {
            return self.error(start, format!("`{written}` is not a class"));
        }
        class.items.push_str(written);
        class.wide |= name.starts_with('^');
        Ok(true)
    }

    /// A character, or two with `-` between them.
    fn range(&mut self, class: &mut Written) -> Result<(), PatternError> {
        let start = self.at;
        let low = self.class_character()?;
        let rest = self.rest();
        let mut high = low;
        if rest.starts_with('-') && rest.len() > 1 && !rest.starts_with("-]") {
            self.at += 1;
            high = self.class_character()?;
        }
        if high < low {
            let written = &self.text[start..self.at];
            return self.error(start, format!("the range `{written}` runs backwards"));
        }
        class.items.push_str(&format!("\\x{{{low:x}}}-\\x{{{high:x}}}"));
        class.wide |= high > 0x7f;
        Ok(())
    }

    fn class_character(&mut self) -> Result<u32, PatternError> {
        match self.rest().chars().next() {
            Some('\\') => self.escaped(),
            Some(character) => {
                self.at += character.len_utf8();
                Ok(u32::from(character))
            }
            None => self.error(self.at, "the class ends within a range"),
        }
    }
}

//! What follows a backslash.

use super::{PatternError, Reader};

/// ASCII, as RE2 has it; Rust's own classes are those of Unicode.
pub(super) fn perl_class(letter: u8) -> Option<&'static str> {
    Some(match letter {
        b'd' => "0-9",
        b'D' => "^0-9",
        b's' => r"\t\n\x0C\r ",
        b'S' => r"^\t\n\x0C\r ",
        b'w' => "0-9A-Z_a-z",
        b'W' => "^0-9A-Z_a-z",
        _ => return None,
    })
}

impl Reader<'_> {
    pub(super) fn escape(&mut self) -> Result<(), PatternError> {
        let letter = self.rest().as_bytes().get(1).copied().unwrap_or_default();
        if let Some(class) = perl_class(letter) {
            let unicode = if class.starts_with('^') { "u" } else { "" };
            self.token(2, &format!("(?{unicode}:[{class}])"));
            return Ok(());
        }
        match letter {
            b'A' => self.edge(2, r"\A"),
            b'z' => self.edge(2, r"\z"),
            b'b' => self.edge(2, r"(?-u:\b)"),
            b'B' => self.edge(2, r"(?-u:\B)"),
            b'Q' => self.quoted(),
            b'p' | b'P' => {
                let class = self.unicode_class()?;
                self.token(0, &class);
            }
            _ => {
                let code = self.escaped()?;
                self.token(0, &format!("\\x{{{code:x}}}"));
            }
        }
        Ok(())
    }

    /// `\Q...\E`: everything up to `\E` for itself.
    fn quoted(&mut self) {
        let rest = &self.rest()[2..];
        let end = rest.find("\\E");
        for character in rest[..end.unwrap_or(rest.len())].chars() {
            self.literal(character);
        }
        self.at += 2 + end.map_or(rest.len(), |end| end + 2);
    }

    /// `\pL`, `\p{Greek}`, `\p{^Greek}`. Which names there are depends on the release of Go, so
    /// none is refused.
    pub(super) fn unicode_class(&mut self) -> Result<String, PatternError> {
        let start = self.at;
        let rest = &self.rest()[2..];
        match rest.chars().next() {
            None => {
                self.at += 2;
                self.error(start, "a class such as `\\p{Greek}` needs a name")
            }
            Some('{') => match rest.find('}') {
                Some(end) => {
                    self.at += 2 + end + 1;
                    Ok(self.text[start..self.at].to_owned())
                }
                None => {
                    self.at += 3;
                    self.error(start, "the name of this class does not end with `}`")
                }
            },
            Some(letter) => {
                self.at += 2 + letter.len_utf8();
                Ok(self.text[start..self.at].to_owned())
            }
        }
    }

    /// The character that an escape stands for; a surrogate is a number like any other to RE2.
    pub(super) fn escaped(&mut self) -> Result<u32, PatternError> {
        let start = self.at;
        self.at += 1;
        let Some(letter) = self.rest().chars().next() else {
            return self.error(start, "a backslash at the end");
        };
        self.at += letter.len_utf8();
        match letter {
            'a' => Ok(0x7),
            'f' => Ok(0xc),
            'n' => Ok(0xa),
            'r' => Ok(0xd),
            't' => Ok(0x9),
            'v' => Ok(0xb),
            'x' => self.hexadecimal(start),
            '0'..='7' => self.octal(start, letter),
            '8' | '9' => self.error(start, "back-references are not supported"),
            _ if letter.is_ascii() && !letter.is_ascii_alphanumeric() => Ok(u32::from(letter)),
            _ => {
                let written = &self.text[start..self.at];
                self.error(start, format!("`{written}` is not an escape"))
            }
        }
    }

    fn octal(&mut self, start: usize, first: char) -> Result<u32, PatternError> {
        let digits = self.rest().bytes().take(2).take_while(|b| (b'0'..=b'7').contains(b)).count();
        if first != '0' && digits == 0 {
            return self.error(start, "back-references are not supported");
        }
        self.at += digits;
        Ok(u32::from_str_radix(&self.text[start + 1..self.at], 8).unwrap_or_default())
    }

    fn hexadecimal(&mut self, start: usize) -> Result<u32, PatternError> {
        let braced = self.rest().strip_prefix('{');
        let digits = match braced {
            Some(inner) => inner.find('}').and_then(|end| inner.get(..end)),
            None => self.rest().get(..2),
        };
        let all_hex = |digits: &&str| {
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        let Some(digits) = digits.filter(all_hex) else {
            return self.error(start, "`\\x` needs two hexadecimal digits, or some in braces");
        };
        self.at += digits.len() + if braced.is_some() { 2 } else { 0 };
        // Zeros in front do not count, however many there are.
        let significant = digits.trim_start_matches('0');
        let code = if significant.is_empty() { "0" } else { significant };
        match u32::from_str_radix(code, 16) {
            Ok(code) if code <= u32::from(char::MAX) => Ok(code),
            _ => self.error(start, "there is no character of this number"),
        }
    }
}

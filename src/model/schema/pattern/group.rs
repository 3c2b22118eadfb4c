//! Groups, flags, and what other dialects write with `(?`.

use super::{Level, PatternError, Reader};

impl Reader<'_> {
    pub(super) fn open(&mut self) -> Result<(), PatternError> {
        let start = self.at;
        if !self.rest().starts_with("(?") {
            self.at += 1;
            self.rust.push('(');
            self.push_level(start);
            return Ok(());
        }
        if self.rest().starts_with("(?P<") || is_short_named(self.rest()) {
            return self.named();
        }
        self.flags()
    }

    fn push_level(&mut self, open: usize) {
        self.levels.push(Level { open, weight: self.weight });
        (self.weight, self.last, self.atom) = (1, 1, false);
    }

    pub(super) fn close(&mut self) -> Result<(), PatternError> {
        let start = self.at;
        self.at += 1;
        let Some(level) = self.levels.pop() else {
            return self.error(start, "this `)` closes no group");
        };
        let weight = self.weight;
        self.weight = level.weight;
        self.rust.push(')');
        self.new_atom(weight);
        Ok(())
    }

    /// `(?P<name>`, and since Go 1.22 `(?<name>`.
    fn named(&mut self) -> Result<(), PatternError> {
        let start = self.at;
        let name_start = self.rest().find('<').map_or(self.at, |at| self.at + at + 1);
        let Some(end) = self.text[name_start..].find('>') else {
            self.at = name_start;
            return self.error(start, "the name of this group does not end with `>`");
        };
        let name = &self.text[name_start..name_start + end];
        self.at = name_start + end + 1;
        let is_word = |c: char| c == '_' || c.is_ascii_alphanumeric();
        if name.is_empty() || !name.chars().all(is_word) {
            let message = "the name of a group is made of letters, digits and underscores";
            return self.error(start, message);
        }
        self.rust.push('(');
        self.push_level(start);
        Ok(())
    }

    /// `(?i)`, `(?i:`, `(?:`, `(?-s:`.
    fn flags(&mut self) -> Result<(), PatternError> {
        let start = self.at;
        let (mut on, mut off) = (Flags::default(), Flags::default());
        let (mut negative, mut seen) = (false, false);
        self.at += 2;
        while let Some(next) = self.rest().chars().next() {
            match next {
                'i' | 'm' | 's' | 'U' => {
                    if negative { &mut off } else { &mut on }.set(next);
                    seen = true;
                }
                '-' if !negative => (negative, seen) = (true, false),
                ':' | ')' if !negative || seen => {
                    self.at += 1;
                    self.write_flags((on, off), next);
                    if next == ':' {
                        self.push_level(start);
                    }
                    return Ok(());
                }
                _ => break,
            }
            self.at += 1;
        }
        let (written, message) = refusal(&self.text[start..]);
        self.at = start + written.len();
        self.error(start, message)
    }

    fn write_flags(&mut self, (on, off): (Flags, Flags), end: char) {
        // Of a flag that is both set and unset the second counts; Rust refuses it.
        let kept: String = NAMES.iter().filter(|c| on.has(**c) && !off.has(**c)).collect();
        let mut dropped: String = NAMES.iter().filter(|c| off.has(**c)).collect();
        if kept.contains('i') {
            // The case of other scripts is not compiled in.
            dropped.push('u');
        }
        if kept.is_empty() && dropped.is_empty() && end == ')' {
            return;
        }
        let dash = if dropped.is_empty() { "" } else { "-" };
        self.rust.push_str(&format!("(?{kept}{dash}{dropped}{end}"));
    }
}

const NAMES: [char; 4] = ['i', 'm', 's', 'U'];

#[derive(Clone, Copy, Default)]
struct Flags([bool; NAMES.len()]);

impl Flags {
    fn set(&mut self, name: char) {
        for (flag, known) in self.0.iter_mut().zip(NAMES) {
            *flag |= known == name;
        }
    }

    fn has(self, name: char) -> bool {
        self.0.iter().zip(NAMES).any(|(flag, known)| *flag && known == name)
    }
}

/// `(?<name>` but not look-behind.
fn is_short_named(text: &str) -> bool {
    text.starts_with("(?<") && !text.starts_with("(?<=") && !text.starts_with("(?<!")
}

/// Why RE2 has no `(?` of this kind.
fn refusal(text: &str) -> (&'static str, &'static str) {
    let known = [
        ("(?=", "look-ahead is not supported"),
        ("(?!", "look-ahead is not supported"),
        ("(?<=", "look-behind is not supported"),
        ("(?<!", "look-behind is not supported"),
        ("(?>", "atomic groups are not supported"),
        ("(?#", "comments are not supported"),
        ("(?(", "conditions are not supported"),
        ("(?|", "branch resets are not supported"),
        ("(?R", "recursion is not supported"),
        ("(?&", "recursion is not supported"),
        ("(?P=", "back-references are not supported"),
        ("(?P>", "recursion is not supported"),
        ("(?x", "the flag `x` is not supported"),
    ];
    let otherwise = "`(?` must be followed by one of the flags `imsU`, by `:` or by `P<name>`";
    known.into_iter().find(|(start, _)| text.starts_with(start)).unwrap_or(("(?", otherwise))
}

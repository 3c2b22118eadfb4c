//! Text to comparators, with the place of the first mistake.

use super::super::{Suffixed, number};
use super::RangeError;
use super::comparator::{Comparator, Operator, Precision};
use crate::source::TextRange;

/// Longest text that is read: the longest real range has 40 characters, and the cost of
/// intersecting one grows with the square of its length.
const LENGTH: usize = 2048;

/// Longer operators come before those that they begin with.
const OPERATORS: [(&str, Operator); 11] = [
    (">=", Operator::GreaterEqual),
    ("=>", Operator::GreaterEqual),
    ("<=", Operator::LessEqual),
    ("=<", Operator::LessEqual),
    ("!=", Operator::NotEqual),
    ("~>", Operator::Tilde),
    ("=", Operator::Equal),
    (">", Operator::Greater),
    ("<", Operator::Less),
    ("~", Operator::Tilde),
    ("^", Operator::Caret),
];

/// What the Go library takes for a blank.
const BLANKS: [char; 5] = [' ', '\t', '\n', '\r', '\u{c}'];

pub(super) fn parse(text: &str) -> Result<Vec<Vec<Comparator>>, RangeError> {
    if text.len() > LENGTH {
        let message = format!("a range has at most {LENGTH} characters");
        return Err(RangeError { range: TextRange::from_usize(0..text.len()), message });
    }
    let mut at = 0;
    let mut alternatives = Vec::new();
    for alternative in text.split("||") {
        alternatives.push(Cursor { text: &text[..at + alternative.len()], at }.alternative()?);
        at += alternative.len() + "||".len();
    }
    Ok(alternatives)
}

/// A place in one alternative, which ends where the text does.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn alternative(mut self) -> Result<Vec<Comparator>, RangeError> {
        let mut comparators = Vec::new();
        let mut comma = true;
        loop {
            self.skip_blanks();
            let start = self.at;
            let hyphen = self.term(&mut comparators)?;
            if hyphen && !comma {
                let length = self.at - start;
                self.at = start;
                return Err(self.error(length, "Helm needs a `,` before a range with a hyphen"));
            }
            let blank = self.skip_blanks();
            if self.rest().is_empty() {
                return Ok(comparators);
            }
            comma = self.take(",");
            if !comma && !blank && !hyphen {
                let next = self.rest().chars().next().map_or(0, char::len_utf8);
                return Err(self.error(next, "expected a blank, `,` or `||`"));
            }
        }
    }

    /// A comparator, or the two of `1.2 - 1.4`, which is when the answer is true.
    fn term(&mut self, comparators: &mut Vec<Comparator>) -> Result<bool, RangeError> {
        let operator = OPERATORS.into_iter().find(|(sign, _)| self.take(sign));
        self.skip_blanks();
        let first = self.version()?;
        let hyphen = operator.is_none() && self.hyphen();
        if hyphen {
            let last = Comparator { operator: Operator::LessEqual, ..self.version()? };
            comparators.push(Comparator { operator: Operator::GreaterEqual, ..first });
            comparators.push(last);
        } else {
            let operator = operator.map_or(Operator::Equal, |(_, operator)| operator);
            comparators.push(Comparator { operator, ..first });
        }
        Ok(hyphen)
    }

    /// Takes ` - `; a hyphen without blanks belongs to a version.
    fn hyphen(&mut self) -> bool {
        let rest = self.rest();
        let hyphen = rest.trim_start_matches(BLANKS);
        let Some(after) = hyphen.strip_prefix('-') else { return false };
        let found = hyphen.len() < rest.len() && after.starts_with(BLANKS);
        if found {
            self.at += rest.len() - after.trim_start_matches(BLANKS).len();
        }
        found
    }

    fn version(&mut self) -> Result<Comparator, RangeError> {
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '*' | '+' | '-');
        let rest = self.rest();
        let token = &rest[..rest.find(|c| !part(c)).unwrap_or(rest.len())];
        if token.is_empty() {
            // Cover what stands in the version's place, up to the next one.
            let wrong = rest.find(|c| part(c) || BLANKS.contains(&c)).unwrap_or(rest.len());
            return Err(self.error(wrong, "expected a version"));
        }
        match partial(token) {
            Some(comparator) => {
                self.at += token.len();
                Ok(comparator)
            }
            None => Err(self.error(token.len(), &format!("`{token}` is not a version"))),
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    fn skip_blanks(&mut self) -> bool {
        let blanks = self.rest().len() - self.rest().trim_start_matches(BLANKS).len();
        self.at += blanks;
        blanks > 0
    }

    fn error(&self, length: usize, message: &str) -> RangeError {
        let range = TextRange::from_usize(self.at..self.at + length);
        RangeError { range, message: message.to_owned() }
    }
}

/// A version in which numbers are missing or wildcards; what follows a wildcard does not count.
fn partial(token: &str) -> Option<Comparator> {
    let suffixed = Suffixed::read(token)?;
    let mut numbers = [0; 3];
    let mut written = 0;
    let mut wildcard = false;
    for (at, part) in suffixed.numbers.split('.').enumerate() {
        let slot = numbers.get_mut(at)?;
        if matches!(part, "x" | "X" | "*") {
            wildcard = true;
            continue;
        }
        let number = number(part)?;
        if !wildcard {
            *slot = number;
            written = at + 1;
        }
    }
    let precision = [Precision::Any, Precision::Major, Precision::Minor, Precision::Patch][written];
    let version = suffixed.with(numbers);
    Some(Comparator { operator: Operator::Equal, version, precision })
}

//! `*`, `+`, `?` and `{n,m}`.

use super::{PatternError, Reader};

/// Larger counts are refused by RE2, products of nested ones too.
const MOST: u64 = 1000;

/// `{min}`, `{min,}` or `{min,max}`.
struct Counts {
    min: u64,
    max: Option<u64>,
    /// Bytes, braces included.
    length: usize,
}

impl Reader<'_> {
    /// `before` is where a repetition directly before this one starts.
    pub(super) fn repetition(&mut self, before: Option<usize>) -> Result<(), PatternError> {
        let start = self.at;
        let counts = counts(self.rest());
        if counts.is_none() && self.rest().starts_with('{') {
            // What is no repetition is a brace for itself.
            self.at += 1;
            self.literal('{');
            return Ok(());
        }
        self.at += counts.as_ref().map_or(1, |counts| counts.length);
        if let Some(counts) = &counts {
            self.bounds(start, counts)?;
        }
        if self.rest().starts_with('?') {
            self.at += 1;
        }
        if let Some(before) = before {
            let message = "two repetitions in a row: possessive ones are not supported";
            return self.error(before, message);
        }
        if !self.atom {
            return self.error(start, "nothing before this to repeat");
        }
        if let Some(counts) = &counts {
            self.weigh(start, counts)?;
        }
        self.rust.push_str(&self.text[start..self.at]);
        self.repeat = Some(start);
        Ok(())
    }

    fn bounds(&self, start: usize, counts: &Counts) -> Result<(), PatternError> {
        if counts.min > MOST || counts.max.is_some_and(|max| max > MOST) {
            return self.error(start, format!("more than {MOST} repetitions are not supported"));
        }
        match counts.max.is_some_and(|max| max < counts.min) {
            true => self.error(start, "the larger count stands before the smaller one"),
            false => Ok(()),
        }
    }

    fn weigh(&mut self, start: usize, counts: &Counts) -> Result<(), PatternError> {
        let weight = match counts.max {
            Some(0) => 1,
            Some(max) => self.last.saturating_mul(max),
            None => self.last.saturating_mul(counts.min.max(1)),
        };
        let large = counts.min >= 2 || counts.max.is_some_and(|max| max >= 2);
        if large && weight > MOST {
            let message = format!("nested repetitions multiply to more than {MOST}");
            return self.error(start, message);
        }
        self.new_atom(weight);
        Ok(())
    }
}

fn counts(text: &str) -> Option<Counts> {
    let (min, rest) = integer(text.strip_prefix('{')?)?;
    let (max, rest) = match rest.strip_prefix(',') {
        None => (Some(min), rest),
        Some(rest) if rest.starts_with('}') => (None, rest),
        Some(rest) => integer(rest).map(|(max, rest)| (Some(max), rest))?,
    };
    let rest = rest.strip_prefix('}')?;
    Some(Counts { min, max, length: text.len() - rest.len() })
}

/// A decimal number without leading zeros, and what follows it.
fn integer(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let padded = digits.len() > 1 && digits.starts_with('0');
    (!digits.is_empty() && !padded).then(|| (digits.parse().unwrap_or(u64::MAX), rest))
}

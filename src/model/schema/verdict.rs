//! Whether a value has the form that a constraint demands.
//!
//! What cannot be decided fits: an empty value waits for the user, a macro is filled in by Palette,
//! and a pattern that is too large is not tried. Quotes do not make a number wrong: environment
//! variables and what a macro leaves behind are strings.

mod split;

use std::net::Ipv4Addr;

use regex::Regex;

use super::pattern::Pattern;
use super::template::{Format, Part, Placeholder, Type};
use crate::limits;
use crate::model::version::Version;
use crate::syntax::scalar::{self, Scalar};
use crate::syntax::tree::NodeRef;

/// What a value is to a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It has the form, or nothing can be said.
    Fits,
    /// It has not, and why: `is not a number`.
    Violates(String),
}

/// A format that is ready to be matched.
pub struct Matcher<'f> {
    parts: Vec<Piece<'f>>,
    format: &'f Format,
}

enum Piece<'f> {
    Literal(&'f str),
    Placeholder(Test<'f>),
}

/// A placeholder with its compiled pattern.
struct Test<'f> {
    placeholder: &'f Placeholder,
    kind: Option<Type>,
    regex: Option<Regex>,
    options: Vec<String>,
    bounds: Option<(f64, f64)>,
}

impl<'f> Matcher<'f> {
    /// Prepares a format.
    pub fn new(format: &'f Format) -> Self {
        let parts = format.parts.iter().map(|part| match part {
            Part::Literal(text) => Piece::Literal(text),
            Part::Placeholder(placeholder) => Piece::Placeholder(Test::new(placeholder)),
        });
        Self { parts: parts.collect(), format }
    }

    /// Judges a value.
    pub fn judge(&self, node: NodeRef<'_>) -> Verdict {
        let Some(text) = node.text() else { return self.collection(node) };
        let waits = node.is_null() || text.trim().is_empty() || text.contains("{{");
        if waits || !self.format.complete || text.len() > limits::MATCHED_BYTES {
            return Verdict::Fits;
        }
        match self.parts.as_slice() {
            [Piece::Placeholder(test)] => test.judge(node, text),
            _ if split::matches(&self.parts, text) => Verdict::Fits,
            _ => Verdict::Violates(format!("does not have the form `{}`", self.written())),
        }
    }

    fn written(&self) -> String {
        let parts = self.format.parts.iter().map(|part| match part {
            Part::Literal(text) => text.clone(),
            Part::Placeholder(placeholder) => format!("${{{}}}", placeholder.name.text),
        });
        parts.collect()
    }

    /// An empty collection is an empty value; which list a `list` means is not documented.
    fn collection(&self, node: NodeRef<'_>) -> Verdict {
        let is_list = self.format.placeholders().any(|p| p.kind() == Some(Type::List));
        let known = self.format.placeholders().all(|p| p.kind().is_some());
        let empty = node.items().len() + node.entries().len() == 0;
        match empty || is_list || !known {
            true => Verdict::Fits,
            false => {
                Verdict::Violates(format!("is {}, not a single value", node.kind().described()))
            }
        }
    }
}

impl<'f> Test<'f> {
    fn new(placeholder: &'f Placeholder) -> Self {
        let kind = placeholder.kind();
        let pattern = placeholder.regex().and_then(|word| Pattern::parse(&word.text).ok());
        let bounds = placeholder.bounds().filter(|_| kind == Some(Type::Number));
        let number = |text: &str| text.parse::<f64>().ok();
        Self {
            placeholder,
            kind,
            regex: pattern.and_then(|pattern| pattern.compile()),
            options: placeholder.options().into_iter().map(|option| option.text).collect(),
            bounds: bounds.and_then(|(low, high)| Some((number(&low.text)?, number(&high.text)?))),
        }
    }

    fn judge(&self, node: NodeRef<'_>, text: &str) -> Verdict {
        match self.objection(text).or_else(|| self.mistyped(node)) {
            Some(reason) => Verdict::Violates(reason),
            None => Verdict::Fits,
        }
    }

    /// `"yes"` in quotes is a word, `yes` without is a boolean.
    fn mistyped(&self, node: NodeRef<'_>) -> Option<String> {
        let word = node.as_str().is_some_and(|text| !matches!(text, "true" | "false"));
        let wrong = self.kind == Some(Type::Boolean) && word;
        wrong.then(|| "is not a boolean".to_owned())
    }

    /// Why a text is not what the placeholder stands for.
    fn objection(&self, text: &str) -> Option<String> {
        let no = |reason: &str| Some(reason.to_owned());
        match self.kind? {
            Type::Number => return self.not_the_number(text).or_else(|| self.unmatched(text)),
            Type::Boolean if !matches!(scalar::resolve(text), Scalar::Bool(_)) => {
                return no("is not a boolean");
            }
            Type::Ipv4 if text.parse::<Ipv4Addr>().is_err() => return no("is not an IPv4 address"),
            Type::Version if Version::lenient(text).is_none() => return no("is not a version"),
            Type::List => return self.not_an_option(text),
            _ => {}
        }
        self.unmatched(text)
    }

    fn unmatched(&self, text: &str) -> Option<String> {
        let pattern = self.placeholder.regex()?;
        let matched = self.regex.as_ref()?.is_match(text);
        (!matched).then(|| format!("does not match `{}`", shortened(&pattern.text)))
    }

    fn not_an_option(&self, text: &str) -> Option<String> {
        // An option that is missing is told by a rule of its own.
        let all_named = self.options.iter().all(|option| !option.is_empty());
        let known = self.options.is_empty() || self.options.iter().any(|option| option == text);
        let named: Vec<String> =
            self.options.iter().take(8).map(|option| format!("`{option}`")).collect();
        let more = if self.options.len() > 8 { ", ..." } else { "" };
        (all_named && !known).then(|| format!("is not one of {}{more}", named.join(", ")))
    }

    fn not_the_number(&self, text: &str) -> Option<String> {
        let value = match scalar::resolve(text) {
            #[expect(clippy::cast_precision_loss, reason = "rounding keeps the order")]
            Scalar::Int(value) => value as f64,
            #[expect(clippy::cast_precision_loss, reason = "rounding keeps the order")]
            Scalar::UInt(value) => value as f64,
            Scalar::Float(value) => value,
            _ => return Some("is not a number".to_owned()),
        };
        let (low, high) = self.bounds?;
        let range = &self.placeholder.brackets()?.text;
        let outside = value < low || value > high;
        // A range that runs backwards is told by a rule of its own.
        (outside && low <= high).then(|| format!("is not within `{}`", shortened(range)))
    }
}

/// The beginning of a text, for messages.
pub fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

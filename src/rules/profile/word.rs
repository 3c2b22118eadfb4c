//! A word that is none of those that Palette has for its field.

use crate::finding::Finding;
use crate::model::profile::Field;
use crate::rules::pack::word::{Meant, meant};

/// A string that is none of the known words.
pub(in crate::rules) struct Unlisted<'p> {
    field: &'p Field,
    pub(in crate::rules) text: &'p str,
    known: Vec<&'p str>,
}

impl<'p> Unlisted<'p> {
    /// The text of a field that is written out and that no word of `known` is.
    pub(in crate::rules) fn of(
        field: &'p Field,
        known: impl Iterator<Item = &'p str>,
    ) -> Option<Self> {
        let text = field.filled()?;
        let known: Vec<&str> = known.collect();
        (!known.contains(&text)).then_some(Self { field, text, known })
    }

    /// The finding, with the word that was most likely meant: by other names for it first.
    pub(in crate::rules) fn finding(&self, message: String, spellings: &[(&str, &str)]) -> Finding {
        let place = self.field.place.clone();
        let finding = Finding::new(place.clone(), message);
        let spelt = spellings.iter().find(|(other, _)| other.eq_ignore_ascii_case(self.text));
        let spelt = spelt.map(|(_, word)| Meant { word, certain: false });
        match spelt.or_else(|| meant(self.text, self.known.iter().copied())) {
            Some(meant) => meant.advise(finding, place),
            None => {
                let known: Vec<_> = self.known.iter().map(|word| format!("`{word}`")).collect();
                finding.help(format!("there are {}", known.join(", ")))
            }
        }
    }
}

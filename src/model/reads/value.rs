//! Abstract values: the set of places that a value may come from.

use std::hash::{Hash, Hasher};
use std::rc::Rc;

use super::tree::NodeId;

/// One place that a value may come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Ref {
    /// A place in the values, or a text made from it.
    Node(NodeId),
    /// What `.` is at the top of the templates of a chart, by instance.
    Scope(u32),
    /// `.Subcharts` of a chart, by instance.
    Subcharts(u32),
    /// `.Files` of a chart, by instance, and what is read through it.
    Files(u32),
    /// A mapping or a list that a template makes.
    Object(u32),
    /// A known text.
    Text(u32),
    /// A text of which only the end is known.
    Ending(u32),
    /// A known number.
    Int(u32),
    /// Anything that holds nothing of the values.
    Unknown,
}

/// A sorted set of places. Most hold one or two, which are kept without an allocation.
#[derive(Debug, Clone, Default)]
pub(super) struct Value(Set);

#[derive(Debug, Clone, Default)]
enum Set {
    #[default]
    Empty,
    One(Ref),
    Two([Ref; 2]),
    Many(Rc<Vec<Ref>>),
}

impl Value {
    /// No value.
    pub(super) const NOTHING: Self = Self(Set::Empty);

    /// A value that nothing needs to be known of.
    pub(super) fn unknown() -> Self {
        Self::from(Ref::Unknown)
    }

    pub(super) fn refs(&self) -> &[Ref] {
        match &self.0 {
            Set::Empty => &[],
            Set::One(one) => std::slice::from_ref(one),
            Set::Two(two) => two,
            Set::Many(refs) => refs,
        }
    }

    /// Adds a place; true if it is new.
    pub(super) fn add(&mut self, one: Ref) -> bool {
        match &mut self.0 {
            Set::Empty => self.0 = Set::One(one),
            Set::One(known) if *known == one => return false,
            Set::One(known) => self.0 = Set::Two([one.min(*known), one.max(*known)]),
            Set::Two(known) if known.contains(&one) => return false,
            Set::Two([less, more]) => {
                let mut refs = vec![*less, *more, one];
                refs.sort_unstable();
                self.0 = Set::Many(Rc::new(refs));
            }
            Set::Many(refs) => match refs.binary_search(&one) {
                Ok(_) => return false,
                Err(at) => Rc::make_mut(refs).insert(at, one),
            },
        }
        true
    }

    /// Adds all places of `other`; true if one is new.
    pub(super) fn join(&mut self, other: &Self) -> bool {
        if self.refs().is_empty() {
            self.0.clone_from(&other.0);
            return !other.refs().is_empty();
        }
        other.refs().iter().fold(false, |grown, one| self.add(*one) | grown)
    }

    /// The places of both.
    pub(super) fn union(mut self, other: &Self) -> Self {
        self.join(other);
        self
    }

    /// The texts that a key may be; `None` if it may be something that is not known.
    pub(super) fn texts(&self) -> Option<Vec<u32>> {
        let text = |one: &Ref| match one {
            Ref::Text(id) => Some(*id),
            _ => None,
        };
        let texts: Vec<_> = self.refs().iter().map(text).collect::<Option<_>>()?;
        (!texts.is_empty()).then_some(texts)
    }
}

impl From<Ref> for Value {
    fn from(one: Ref) -> Self {
        Self(Set::One(one))
    }
}

impl FromIterator<Ref> for Value {
    fn from_iter<I: IntoIterator<Item = Ref>>(refs: I) -> Self {
        let mut value = Self::default();
        refs.into_iter().for_each(|one| {
            value.add(one);
        });
        value
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.refs() == other.refs()
    }
}

impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.refs().hash(state);
    }
}

//! Nodes as JSON values: what two texts must share to mean the same.

use super::{Entry, Kind, NodeRef};
use crate::syntax::scalar::Scalar;

impl<'a> NodeRef<'a> {
    /// The node as JSON: duplicates and merges resolved, infinities and NaN as null.
    pub fn to_json(self) -> serde_json::Value {
        match self.kind() {
            Kind::Sequence => self.items().map(NodeRef::to_json).collect(),
            Kind::Mapping => {
                let entry = |e: Entry<'a>| (e.name().into_owned(), e.value.to_json());
                serde_json::Value::Object(self.members().into_iter().map(entry).collect())
            }
            _ => self.scalar_to_json(),
        }
    }

    /// True where both are the same as JSON.
    pub fn equals(self, other: NodeRef<'_>) -> bool {
        if self.kind() != other.kind() {
            return false;
        }
        match self.kind() {
            Kind::Sequence => {
                let (ours, theirs) = (self.items(), other.items());
                ours.len() == theirs.len() && ours.zip(theirs).all(|(a, b)| a.equals(b))
            }
            Kind::Mapping => {
                let (ours, theirs) = (self.members(), other.members());
                ours.len() == theirs.len() && equal_members(&ours, &theirs)
            }
            Kind::String => self.text() == other.text(),
            _ => self.scalar_to_json() == other.scalar_to_json(),
        }
    }

    fn scalar_to_json(self) -> serde_json::Value {
        match self.scalar() {
            Some(Scalar::Bool(value)) => value.into(),
            Some(Scalar::Int(value)) => value.into(),
            Some(Scalar::UInt(value)) => value.into(),
            Some(Scalar::Float(value)) => value.into(),
            Some(Scalar::String) => self.text().unwrap_or_default().into(),
            Some(Scalar::Null) | None => serde_json::Value::Null,
        }
    }
}

/// Copies mostly keep the order of the keys.
fn equal_members(ours: &[Entry<'_>], theirs: &[Entry<'_>]) -> bool {
    if ours.iter().zip(theirs).all(|(a, b)| a.name() == b.name()) {
        return ours.iter().zip(theirs).all(|(a, b)| a.value.equals(b.value));
    }
    let theirs: foldhash::HashMap<_, _> = theirs.iter().map(|e| (e.name(), e.value)).collect();
    ours.iter().all(|our| theirs.get(&our.name()).is_some_and(|value| our.value.equals(*value)))
}

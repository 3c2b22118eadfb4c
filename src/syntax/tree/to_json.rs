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

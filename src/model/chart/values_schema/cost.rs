//! What checking by a schema may cost: its size with every reference followed.

use serde_json::Value;

use crate::limits;

/// How large a schema is with every reference followed; `None` where that has no end, or nearly none.
pub(super) fn nodes(schema: &Value) -> Option<u64> {
    let mut walk =
        Walk { root: schema, left: limits::SCHEMA_NODES, patterns: limits::SCHEMA_PATTERNS };
    walk.follow(schema, 0).then(|| (limits::SCHEMA_NODES - walk.left) as u64)
}

/// True where a schema of so many nodes checks `instance` in few enough steps.
pub(super) fn is_bearable(nodes: u64, instance: &Value) -> bool {
    nodes.saturating_mul(size(instance)) <= limits::SCHEMA_STEPS
}

struct Walk<'s> {
    root: &'s Value,
    left: usize,
    patterns: usize,
}

impl Walk<'_> {
    /// Visits everything below `schema` as often as a validator could. A schema that refers to
    /// itself never ends, and so runs out of room or of depth.
    fn follow(&mut self, schema: &Value, depth: usize) -> bool {
        if self.left == 0 || depth > limits::NESTING {
            return false;
        }
        self.left -= 1;
        match schema {
            Value::Object(object) => object.iter().all(|(key, value)| match key.as_str() {
                "$ref" => self.reference(value, depth),
                "$dynamicRef" | "$recursiveRef" => false,
                // A schema of another name, against which references would be read.
                "$id" | "id" if depth > 0 && is_name(value) => false,
                "pattern" if value.is_string() => self.patterns(1),
                "patternProperties" => {
                    let patterns = value.as_object().map_or(0, serde_json::Map::len);
                    self.patterns(patterns) && self.follow(value, depth + 1)
                }
                "enum" | "const" | "default" | "examples" => true,
                _ => self.follow(value, depth + 1),
            }),
            Value::Array(items) => items.iter().all(|item| self.follow(item, depth + 1)),
            _ => true,
        }
    }

    /// Each is compiled, to as much as [`limits::PATTERN_PROGRAM`].
    fn patterns(&mut self, count: usize) -> bool {
        let left = self.patterns.checked_sub(count);
        self.patterns = left.unwrap_or(0);
        left.is_some()
    }

    fn reference(&mut self, target: &Value, depth: usize) -> bool {
        let root = self.root;
        match target {
            Value::String(target) => {
                let pointer = target.strip_prefix('#');
                let found = pointer.and_then(|pointer| root.pointer(pointer));
                found.is_some_and(|found| self.follow(found, depth + 1))
            }
            // A property that is called `$ref`.
            other => self.follow(other, depth + 1),
        }
    }
}

/// A mere fragment names a place in the same schema.
fn is_name(id: &Value) -> bool {
    id.as_str().is_some_and(|id| !id.starts_with('#'))
}

fn size(instance: &Value) -> u64 {
    match instance {
        Value::Array(items) => 1 + items.iter().map(size).sum::<u64>(),
        Value::Object(object) => 1 + object.values().map(size).sum::<u64>(),
        _ => 1,
    }
}

//! What stands twice in a list, by whatever it is equal in.

use std::collections::HashMap;
use std::hash::Hash;

/// Each item whose key an earlier one has: the first of that key, the item, the key. Items without a
/// key are equal to nothing.
pub(in crate::rules) fn repeated<T: Clone, K: Hash + Eq + Clone>(
    items: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> Option<K>,
) -> Vec<(T, T, K)> {
    let mut seen: HashMap<K, T> = HashMap::new();
    let mut repeated = Vec::new();
    for item in items {
        let Some(key) = key(&item) else { continue };
        match seen.get(&key) {
            Some(first) => repeated.push((first.clone(), item, key)),
            None => drop(seen.insert(key, item)),
        }
    }
    repeated
}

//! Fields that should be the same in all versions of a pack.

use std::collections::BTreeMap;

use crate::model::registry::{Member, Registry};
use crate::syntax::tree::NodeRef;

/// A version of a pack whose field is not as in the others.
pub(super) struct Drift<'r> {
    pub(super) name: &'r str,
    pub(super) node: NodeRef<'r>,
    pub(super) text: &'r str,
    pub(super) expected: Value<'r>,
    /// Whether more versions have the expected value than any other.
    leads: bool,
}

impl Drift<'_> {
    /// Why the other version is taken for right.
    pub(super) fn reason(&self) -> &'static str {
        if self.leads { "as most versions have it" } else { "as the newest version has it" }
    }
}

/// The field in one version.
#[derive(Clone, Copy)]
pub(super) struct Value<'r> {
    member: &'r Member,
    pub(super) node: NodeRef<'r>,
    pub(super) text: &'r str,
}

impl<'r> Value<'r> {
    fn of(member: &'r Member, field: &str) -> Option<Self> {
        let node = member.field(field)?;
        Some(Self { member, node, text: node.as_str()? })
    }

    /// The version of the pack, as it is written.
    pub(super) fn version(self) -> &'r str {
        self.member.field_text("version").unwrap_or_default()
    }
}

/// The versions whose `field` is not what most versions of the pack have, or, where no value leads,
/// not what the newest has.
pub(super) fn drifts<'r>(registry: &'r Registry, field: &str) -> Vec<Drift<'r>> {
    let packs = registry.by_name().into_iter();
    packs.flat_map(|(name, members)| in_pack(name, &members, field)).collect()
}

fn in_pack<'r>(name: &'r str, members: &[&'r Member], field: &str) -> Vec<Drift<'r>> {
    let values: Vec<_> = members.iter().filter_map(|member| Value::of(member, field)).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    values.iter().for_each(|value| *count.entry(value.text).or_default() += 1);
    let rank = |value: &Value<'r>| (count.get(value.text), value.member.version());
    let Some(expected) = values.iter().copied().max_by_key(rank) else { return Vec::new() };
    let most = count.get(expected.text);
    let leads = count.iter().all(|(text, n)| *text == expected.text || Some(n) < most);
    let other = values.iter().filter(|value| value.text != expected.text);
    other.map(|value| Drift { name, node: value.node, text: value.text, expected, leads }).collect()
}

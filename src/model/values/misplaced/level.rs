//! Values of a chart that stand one level too high or too deep below `charts.<name>`.

use std::collections::BTreeSet;

use super::{Misplaced, has_root_key, members};
use crate::limits;
use crate::model::chart::{Chart, ListedChart};
use crate::model::pack::Pack;
use crate::model::reads::Reads;
use crate::source::TextRange;
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// Keys that have to agree before a whole block counts as shifted: single keys may be chance.
const AGREEING: usize = 3;

/// A block of which all keys stand at another level.
#[derive(Debug, Clone)]
pub struct Shift<'p> {
    /// The key above the block.
    pub key: NodeRef<'p>,
    /// The first key in it that would work elsewhere.
    pub example: Entry<'p>,
    /// The path where that key would be read.
    pub path: String,
    /// All keys like it; of a block that stands too deep the key above them.
    pub keys: Vec<TextRange>,
    /// How many values there are.
    pub count: usize,
    /// True where the values stand too high, false where too deep.
    pub too_high: bool,
}

/// Keys beside an empty one that the chart has as a mapping with just these keys: they were meant
/// to be indented below it.
#[derive(Debug, Clone)]
pub struct Dedented<'p> {
    /// The empty key, which deletes the chart's own values.
    pub empty: Entry<'p>,
    /// The first key that belongs below it.
    pub first: Misplaced<'p>,
    /// All keys that do.
    pub keys: Vec<TextRange>,
}

/// What the chart says of its values, with the values that the pack lays over them.
struct Known<'p> {
    name: &'p str,
    chart: &'p Chart,
    reads: &'p Reads,
    overrides: NodeRef<'p>,
}

impl<'p> Known<'p> {
    fn of(pack: &'p Pack, listed: &'p ListedChart) -> Option<Self> {
        let reads = listed.reads(pack).filter(|reads| reads.everything().is_none())?;
        let chart = listed.chart().filter(|chart| chart.is_complete())?;
        Some(Self { name: listed.name()?, chart, reads, overrides: listed.overrides(pack)? })
    }

    /// True unless neither the chart's values nor its templates know the path.
    fn knows(&self, path: &[&str]) -> bool {
        let own = self.chart.values().and_then(|root| root.at(path));
        own.is_some() || self.reads.may_read(path)
    }

    fn unknown_members(&self) -> Vec<Entry<'p>> {
        let unknown = |entry: &Entry<'p>| {
            !has_root_key(self.chart, &entry.name()) && !self.reads.may_read(&[&entry.name()])
        };
        members(self.overrides).into_iter().filter(unknown).collect()
    }
}

/// Whether the values of a chart stand a level too high or too deep as a whole.
pub fn shifted<'p>(pack: &'p Pack, listed: &'p ListedChart) -> Option<Shift<'p>> {
    let chart = listed.chart()?;
    let overrides = listed.overrides(pack)?;
    let is_known = |entry: &Entry<'_>| {
        has_root_key(chart, &entry.name()) || chart.certain_reads().reads(&[&entry.name()])
    };
    if members(overrides).iter().all(is_known) {
        return None;
    }
    let known = Known::of(pack, listed)?;
    let unknown = known.unknown_members();
    too_high(pack, &known, &unknown).or_else(|| too_deep(&known, &unknown))
}

fn too_high<'p>(pack: &'p Pack, known: &Known<'p>, unknown: &[Entry<'p>]) -> Option<Shift<'p>> {
    if unknown.len() < AGREEING {
        return None;
    }
    let roots = known.chart.values().map(members).unwrap_or_default();
    for root in roots.iter().filter(|root| root.value.kind() == Kind::Mapping) {
        let name = root.name();
        let inside = |entry: &&Entry<'p>| root.value.get(&entry.name()).is_some();
        let fitting: Vec<&Entry<'p>> = unknown.iter().filter(inside).collect();
        if fitting.len() < AGREEING || fitting.len() * 3 < unknown.len() * 2 {
            continue;
        }
        let example = **fitting.first()?;
        let path = format!("charts.{}.{name}.{}", known.name, example.name());
        let key = pack.values()?.get("charts")?.entry(known.name)?.key;
        let keys: Vec<TextRange> = fitting.iter().map(|entry| entry.key.range()).collect();
        return Some(Shift { key, example, path, count: keys.len(), keys, too_high: true });
    }
    None
}

fn too_deep<'p>(known: &Known<'p>, unknown: &[Entry<'p>]) -> Option<Shift<'p>> {
    for block in unknown {
        let inner = members(block.value);
        let fits = |entry: &&Entry<'p>| {
            let name = entry.name();
            has_root_key(known.chart, &name) || known.reads.may_read(&[&name])
        };
        let fitting: Vec<&Entry<'p>> = inner.iter().filter(fits).collect();
        let named = block.name() == known.name || block.name() == "values";
        if fitting.is_empty() || fitting.len() < inner.len() || !(named || inner.len() >= AGREEING)
        {
            continue;
        }
        let example = **fitting.first()?;
        let path = format!("charts.{}.{}", known.name, example.name());
        let (key, keys, count) = (block.key, vec![block.key.range()], fitting.len());
        return Some(Shift { key, example, path, keys, count, too_high: false });
    }
    None
}

/// The keys in the values of a chart that stand at another level than they should.
pub fn at_wrong_level(pack: &Pack, listed: &ListedChart) -> BTreeSet<TextRange> {
    let shifted = shifted(pack, listed).into_iter().flat_map(|shift| shift.keys);
    shifted.chain(dedented(pack, listed).into_iter().flat_map(|dedented| dedented.keys)).collect()
}

/// The empty keys of a chart's values with keys beside them that belong below.
pub fn dedented<'p>(pack: &'p Pack, listed: &'p ListedChart) -> Vec<Dedented<'p>> {
    let (Some(chart), Some(overrides)) = (listed.chart(), listed.overrides(pack)) else {
        return Vec::new();
    };
    let Some(defaults) = chart.values() else { return Vec::new() };
    let mut walk = Walk { pack, listed, known: None, path: Vec::new(), found: Vec::new() };
    walk.mapping(overrides, defaults);
    walk.found
}

struct Walk<'p> {
    pack: &'p Pack,
    listed: &'p ListedChart,
    known: Option<Option<Known<'p>>>,
    path: Vec<String>,
    found: Vec<Dedented<'p>>,
}

impl<'p> Walk<'p> {
    /// Goes down where both have a mapping; the parser limits how deep that can be.
    fn mapping(&mut self, node: NodeRef<'p>, defaults: NodeRef<'p>) {
        let entries = members(node);
        for (nth, entry) in entries.iter().enumerate() {
            let name = entry.name().into_owned();
            let Some(default) = defaults.get(&name) else { continue };
            if default.kind() != Kind::Mapping || self.found.len() >= limits::MISPLACED {
                continue;
            }
            if entry.value.is_null() {
                let after = entries.get(nth + 1..).unwrap_or_default();
                self.below(
                    entry,
                    default,
                    after.iter().filter(|e| defaults.get(&e.name()).is_none()),
                );
            } else if entry.value.kind() == Kind::Mapping {
                self.path.push(name);
                self.mapping(entry.value, default);
                self.path.pop();
            }
        }
    }

    fn below<'e>(
        &mut self,
        empty: &Entry<'p>,
        default: NodeRef<'p>,
        after: impl Iterator<Item = &'e Entry<'p>>,
    ) where
        'p: 'e,
    {
        let mut found: Option<Dedented<'p>> = None;
        for entry in after.filter(|entry| default.get(&entry.name()).is_some()) {
            let known = self.known.get_or_insert_with(|| Known::of(self.pack, self.listed));
            let Some(known) = known else { return };
            let name = entry.name();
            let own: Vec<&str> = self.path.iter().map(String::as_str).collect();
            if known.knows(&[&own[..], &[&name]].concat()) {
                continue;
            }
            if let Some(found) = &mut found {
                found.keys.push(entry.key.range());
                continue;
            }
            let above = [&["charts", known.name], &own[..], &[&empty.name()]].concat().join(".");
            let path = format!("{above}.{name}");
            let first = Misplaced { entry: *entry, chart: Some(known.name), path };
            found = Some(Dedented { empty: *empty, first, keys: vec![entry.key.range()] });
        }
        self.found.extend(found);
    }
}

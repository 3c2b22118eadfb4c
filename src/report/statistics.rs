//! How often each rule spoke.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::engine::Report;

/// Writes a table, the most frequent rule first.
///
/// # Errors
/// When `to` cannot be written.
pub fn write(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    let mut rows: BTreeMap<_, (usize, BTreeSet<_>)> = BTreeMap::new();
    for diagnostic in &report.diagnostics {
        let row = rows.entry((diagnostic.rule.id, diagnostic.severity)).or_default();
        row.0 += 1;
        row.1.extend(diagnostic.pack.as_deref());
    }
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    if !rows.is_empty() {
        writeln!(to, "{:>6}  {:>5}  {:<8} rule", "count", "packs", "severity")?;
    }
    rows.into_iter().try_for_each(|((rule, severity), (count, packs))| {
        writeln!(to, "{count:>6}  {:>5}  {severity:<8} {rule}", packs.len())
    })
}

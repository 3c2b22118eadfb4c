//! `palint rules`.

use serde::Serialize;

use super::arguments::{ListFormat, RulesOptions};
use super::{Failure, Outcome, print};
use crate::rules;

#[derive(Serialize)]
struct Row {
    name: &'static str,
    severity: &'static str,
    enabled: bool,
    fixable: bool,
    summary: String,
}

pub(super) fn run(options: &RulesOptions) -> Result<Outcome, Failure> {
    let rows: Vec<Row> = rules::all()
        .map(|rule| Row {
            name: rule.id,
            severity: rule.severity.as_str(),
            enabled: !rule.is_off_by_default(),
            fixable: rule.fixable,
            summary: rule.summary(),
        })
        .collect();
    let text = match options.format {
        ListFormat::Human => table(&rows),
        ListFormat::Json => {
            let json = serde_json::to_string_pretty(&rows);
            json.map_err(|error| format!("the list cannot be written: {error}"))? + "\n"
        }
    };
    print(text.as_bytes())?;
    Ok(Outcome::Clean)
}

fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    let line = |row: &Row| {
        let fixable = if row.fixable { "fix" } else { "" };
        let Row { name, summary, .. } = row;
        let severity = if row.enabled { row.severity } else { "off" };
        format!("{name:<width$}  {severity:<7}  {fixable:<3}  {summary}\n")
    };
    rows.iter().map(line).collect()
}

//! What the `values.schema.json` of a chart says of the values that it gets: what Helm refuses.
//!
//! A schema comes from strangers: one that refers to itself, to other files, or that could take
//! long is not asked.

mod cost;

use std::cell::{LazyCell, RefCell};
use std::collections::HashSet;
use std::ops::Deref;
use std::sync::Arc;

use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::Value;

use super::merged::{self, Scope, scopes};
use super::{Chart, Member};
use crate::limits;
use crate::model::conformance::{self, Violation, ViolationKind};
use crate::source::SourceFile;
use crate::syntax::recent::{self, Kept, Recent};
use crate::syntax::tree::NodeRef;

thread_local! {
    static SCHEMAS: Kept<Arc<SourceFile>, Option<ValuesSchema>> = const { RefCell::new(None) };
}

/// Lets this thread keep the schemas that it compiles, as long as it lives.
pub fn keep() {
    SCHEMAS.set(Some(Recent::new(limits::RECENT_SCHEMAS)));
}

/// A value that the schema of a chart refuses.
#[derive(Debug)]
pub struct Refusal<'c> {
    /// The chart whose schema it is.
    pub chart: &'c Chart,
    /// The schema.
    pub schema: &'c Member,
    /// Where the value lies in those of the outermost chart.
    pub path: Vec<String>,
    /// What is wrong with it.
    pub kind: ViolationKind,
}

/// What the schemas of the chart and of those in it refuse, with `overrides` laid over the charts'
/// own values, and would not without.
pub fn refusals<'c>(chart: &'c Chart, overrides: NodeRef<'_>) -> Vec<Refusal<'c>> {
    if chart.all().iter().all(|chart| chart.values_schema().is_none()) {
        return Vec::new();
    }
    let (with, without) =
        (merged::values(chart, Some(overrides)), LazyCell::new(|| merged::values(chart, None)));
    let without = LazyCell::new(|| scopes(chart, &without));
    scopes(chart, &with).iter().flat_map(|scope| of_scope(scope, &without)).collect()
}

fn of_scope<'c, 'v>(
    scope: &Scope<'c, '_>,
    without: &impl Deref<Target = Vec<Scope<'c, 'v>>>,
) -> Vec<Refusal<'c>> {
    let Some(schema) = scope.chart.values_schema() else { return Vec::new() };
    let Some(validator) = schema.as_values_schema().and_then(|s| s.judge_of(scope.values)) else {
        return Vec::new();
    };
    let after = conformance::of_instance(scope.values, validator);
    if after.is_empty() {
        return Vec::new();
    }
    let before = without.iter().find(|other| other.path == scope.path);
    let before: HashSet<Violation> = before
        .map(|before| conformance::of_instance(before.values, validator).into_iter().collect())
        .unwrap_or_default();
    let caused = after.into_iter().filter(|violation| !before.contains(violation));
    let refusal = |violation: Violation| {
        let keys = violation.pointer.split('/').skip(1);
        let keys = keys.map(|key| key.replace("~1", "/").replace("~0", "~"));
        let path = scope.path.iter().cloned().chain(keys).collect();
        Refusal { chart: scope.chart, schema, path, kind: violation.kind }
    };
    caused.map(refusal).collect()
}

/// A `values.schema.json`, ready to check by.
#[derive(Debug)]
pub struct ValuesSchema {
    validator: Validator,
    /// Its size with every reference followed.
    nodes: u64,
}

impl ValuesSchema {
    /// `None` within where the text is no schema, or one that is not to be trusted.
    pub(super) fn of(file: &Arc<SourceFile>) -> Arc<Option<Self>> {
        recent::of_text(&SCHEMAS, file, (str::len, || Arc::new(Self::compile(file.text()))))
    }

    fn compile(text: &str) -> Option<Self> {
        let schema: Value = serde_json::from_str(text).ok().filter(Value::is_object)?;
        let nodes = cost::nodes(&schema)?;
        let validator = jsonschema::options()
            .with_draft(draft(&schema))
            .with_pattern_options(PatternOptions::regex().size_limit(limits::PATTERN_PROGRAM))
            .should_validate_formats(false)
            .should_ignore_unknown_formats(true)
            .build(&schema)
            .ok()?;
        Some(Self { validator, nodes })
    }

    /// What checks `instance`; `None` where that could take long.
    pub fn judge_of(&self, instance: &Value) -> Option<&Validator> {
        cost::is_bearable(self.nodes, instance).then_some(&self.validator)
    }
}

/// Helm reads a schema that does not say which draft it is as the newest.
fn draft(schema: &Value) -> Draft {
    match schema.get("$schema").and_then(Value::as_str).unwrap_or_default() {
        uri if uri.contains("draft-04") => Draft::Draft4,
        uri if uri.contains("draft-06") => Draft::Draft6,
        uri if uri.contains("draft-07") => Draft::Draft7,
        uri if uri.contains("2019-09") => Draft::Draft201909,
        _ => Draft::Draft202012,
    }
}

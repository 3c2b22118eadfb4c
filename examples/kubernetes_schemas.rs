//! Writes the table of Kubernetes' object schemas from the source of the crate `k8s-openapi`, which
//! is generated from the OpenAPI specification of Kubernetes: see CONTRIBUTING.md.
//!
//! `cargo run --example kubernetes_schemas -- DIR/src/v1_37 > schemas/kubernetes.txt`
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a tool for developers")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A definition of the specification.
#[derive(Default)]
struct Definition {
    /// `apiVersion` and `kind`, for a kind that can be applied.
    kind: Option<(String, String)>,
    /// The fields of an object: names to types; those that must be there end in `!`.
    fields: BTreeMap<String, String>,
    /// The type of a definition that is no object.
    alias: Option<String>,
}

/// What the specification says in words only: the fields of which the API server takes no other
/// words.
const WORDS: &[(&str, &str, &str)] = &[
    ("core.v1.Container", "imagePullPolicy", "Always|IfNotPresent|Never"),
    ("core.v1.Container", "terminationMessagePolicy", "FallbackToLogsOnError|File"),
    ("core.v1.ContainerPort", "protocol", "SCTP|TCP|UDP"),
    ("core.v1.PodSpec", "restartPolicy", "Always|Never|OnFailure"),
    ("core.v1.PodSpec", "dnsPolicy", "ClusterFirst|ClusterFirstWithHostNet|Default|None"),
    ("core.v1.ServicePort", "protocol", "SCTP|TCP|UDP"),
    ("core.v1.ServiceSpec", "type", "ClusterIP|ExternalName|LoadBalancer|NodePort"),
    ("core.v1.ServiceSpec", "externalTrafficPolicy", "Cluster|Local"),
    ("core.v1.ServiceSpec", "sessionAffinity", "ClientIP|None"),
    ("core.v1.Taint", "effect", "NoExecute|NoSchedule|PreferNoSchedule"),
    ("core.v1.Toleration", "operator", "Equal|Exists|Gt|Lt"),
    ("core.v1.TopologySpreadConstraint", "whenUnsatisfiable", "DoNotSchedule|ScheduleAnyway"),
    ("apps.v1.DaemonSetUpdateStrategy", "type", "OnDelete|RollingUpdate"),
    ("apps.v1.DeploymentStrategy", "type", "Recreate|RollingUpdate"),
    ("apps.v1.StatefulSetSpec", "podManagementPolicy", "OrderedReady|Parallel"),
    ("apps.v1.StatefulSetUpdateStrategy", "type", "OnDelete|RollingUpdate"),
    ("batch.v1.CronJobSpec", "concurrencyPolicy", "Allow|Forbid|Replace"),
    ("networking.v1.HTTPIngressPath", "pathType", "Exact|ImplementationSpecific|Prefix"),
    ("storage.v1.StorageClass", "reclaimPolicy", "Delete|Retain"),
    ("storage.v1.StorageClass", "volumeBindingMode", "Immediate|WaitForFirstConsumer"),
    ("admissionregistration.v1.ValidatingWebhook", "failurePolicy", "Fail|Ignore"),
    ("admissionregistration.v1.MutatingWebhook", "failurePolicy", "Fail|Ignore"),
];

fn main() {
    let directory = std::env::args().nth(1).unwrap();
    let mut definitions = BTreeMap::new();
    read(Path::new(&directory), &mut definitions);
    for (definition, field, words) in WORDS {
        let fields = &mut definitions.get_mut(*definition).unwrap().fields;
        let (name, _) =
            fields.iter().find(|(name, _)| name.trim_end_matches('!') == *field).unwrap();
        fields.insert(name.clone(), format!("s({words})"));
    }
    let version = directory.trim_end_matches('/').rsplit('/').next().unwrap().replace('_', ".");
    println!("# Kubernetes {version}, from k8s-openapi by examples/kubernetes_schemas.rs");
    for name in reached(&definitions) {
        let definition = &definitions[&name];
        let kind = definition.kind.as_ref();
        let kind = kind.map(|(version, kind)| format!(" {version} {kind}")).unwrap_or_default();
        println!("={name}{kind}");
        for (field, kind) in &definition.fields {
            println!("{field} {}", resolved(kind, &definitions));
        }
    }
}

/// The definitions that objects consist of.
fn reached(definitions: &BTreeMap<String, Definition>) -> BTreeSet<String> {
    let kinds = definitions.iter().filter(|(_, definition)| {
        let version = definition.kind.as_ref().map(|(version, _)| version);
        version.is_some_and(|version| !version.contains("alpha"))
    });
    let mut open: Vec<String> = kinds.map(|(name, _)| name.clone()).collect();
    let mut reached = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !reached.insert(name.clone()) {
            continue;
        }
        for kind in definitions[&name].fields.values() {
            let kind = resolved(kind, definitions);
            if let Some((_, name)) = kind.split_once('#') {
                open.push(name.to_owned());
            }
        }
    }
    reached
}

/// A type with the definitions that are no objects written in.
fn resolved(kind: &str, definitions: &BTreeMap<String, Definition>) -> String {
    let Some((outer, name)) = kind.split_once('#') else { return kind.to_owned() };
    let definition = definitions.get(name).unwrap_or_else(|| panic!("{name}"));
    match &definition.alias {
        Some(alias) => format!("{outer}{}", resolved(alias, definitions)),
        None => kind.to_owned(),
    }
}

fn read(directory: &Path, definitions: &mut BTreeMap<String, Definition>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, definitions);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let Some(name) = text.strip_prefix("// Generated from definition ") else { continue };
        let name = short(name.lines().next().unwrap());
        let Some((_, schema)) = text.split_once("json_schema!({\n") else { continue };
        let mut definition = definition(schema);
        let constant = |name: &str| {
            let (_, rest) = text.split_once(&format!("const {name}: &'static str = \""))?;
            Some(rest.split('"').next().unwrap().to_owned())
        };
        definition.kind = constant("API_VERSION").zip(constant("KIND"));
        if let Some((_, kind)) = &definition.kind
            && (kind.ends_with("List") || kind == "Status")
        {
            continue;
        }
        definitions.insert(name, definition);
    }
}

fn short(name: &str) -> String {
    let name = name.strip_prefix("io.k8s.").unwrap_or(name).replace('-', "_");
    let name = name.strip_prefix("api.").unwrap_or(&name);
    name.strip_prefix("apimachinery.pkg.apis.").unwrap_or(name).to_owned()
}

/// The schema is text in the shape in which the crate's generator writes it.
fn definition(schema: &str) -> Definition {
    let body: Vec<&str> = schema.lines().take_while(|line| *line != "        })").collect();
    let mut definition = Definition::default();
    let required: Vec<&str> = (body.iter().position(|line| line.trim() == "\"required\": ["))
        .map(|at| body[at + 1..].iter().map_while(|line| key(line)).collect())
        .unwrap_or_default();
    let Some(from) = body.iter().position(|line| line.trim() == "\"properties\": {") else {
        // What the specification calls an object without fields holds anything: JSON, too.
        let kind = kind(&body, 12);
        definition.alias = Some(if kind == "{*" { "*".to_owned() } else { kind });
        return definition;
    };
    let indent = " ".repeat(16) + "\"";
    let mut at = from + 1;
    while at < body.len() && body[at] != "            }," {
        let name = key(body[at]).unwrap();
        let end = (at + 1..body.len())
            .find(|next| body[*next].starts_with(&indent) || body[*next] == "            },")
            .unwrap();
        let kind = match name {
            // Written by the cluster.
            "status" | "managedFields" => "*".to_owned(),
            _ => kind(&body[at..end], 20),
        };
        // The crate wants metadata where the API does not.
        let mark = if required.contains(&name) && name != "metadata" { "!" } else { "" };
        definition.fields.insert(format!("{name}{mark}"), kind);
        at = end;
    }
    definition
}

/// The text in quotes with which a line begins.
fn key(line: &str) -> Option<&str> {
    line.trim().strip_prefix('"')?.split('"').next()
}

/// The type that lines describe: `s`tring, `i`nteger, `n`umber, `b`oolean, `q`uantity, `x` for
/// integer or string, `[` list of, `{` map of, `#` definition, `*` anything.
fn kind(lines: &[&str], indent: usize) -> String {
    let value = |name: &str| {
        let start = format!("{}\"{name}\": ", " ".repeat(indent));
        lines.iter().find_map(|line| line.strip_prefix(&start))
    };
    let nested = |name: &str| {
        let mark = format!("{}\"{name}\": ", " ".repeat(indent));
        let at = lines.iter().position(|line| line.starts_with(&mark))?;
        Some(kind(&lines[at..], indent + 4))
    };
    let reference = lines.iter().find_map(|line| {
        let (_, rest) = line.split_once("subschema_for::<crate::")?;
        Some(rest.split('>').next().unwrap().replace("::", "."))
    });
    if value("oneOf").is_some() {
        return "*".to_owned();
    }
    if value("x-kubernetes-int-or-string").is_some() {
        return if lines.iter().any(|line| line.contains("fixed-point")) { "q" } else { "x" }
            .into();
    }
    match value("type").map(|text| text.trim_matches([',', '"'])) {
        Some("string") => "s".into(),
        Some("integer") => "i".into(),
        Some("number") => "n".into(),
        Some("boolean") => "b".into(),
        Some("array") => format!("[{}", nested("items").unwrap_or("*".into())),
        Some("object") => format!("{{{}", nested("additionalProperties").unwrap_or("*".into())),
        Some(other) => panic!("{other}"),
        None => reference.map_or("*".into(), |path| format!("#{}", short(&path))),
    }
}

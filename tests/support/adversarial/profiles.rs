//! Files of profiles: exports in JSON and YAML, and Terraform.

/// A hazard by the name of its file, and the text of it.
type Text = (&'static str, fn() -> Vec<u8>);

pub(super) const HAZARDS: &[Text] = &[
    ("layers.json", || {
        let pack = "{\"name\": \"x\", \"tag\": \"1\", \"values\": \"a: [\"},".repeat(20_000);
        json(&format!("[{}]", pack.trim_end_matches(',')))
    }),
    ("deep.json", || {
        let deep = "[".repeat(200) + &"]".repeat(200);
        let inner = "[".repeat(400) + &"]".repeat(400);
        json(&format!("[{{\"name\": {deep}, \"values\": \"{inner}\"}}]"))
    }),
    ("values.json", || {
        let inner = "a: [".to_owned() + &"{},".repeat(1_000_000);
        json(&format!("[{{\"name\": \"x\", \"values\": \"{inner}\"}}]"))
    }),
    ("inner-laughs.json", || {
        let inner = super::texts::laughs("x: ").replace('\n', "\\n");
        json(&format!("[{{\"name\": \"x\", \"values\": \"{inner}\"}}]"))
    }),
    ("large.json", || json(&format!("[{}1]", "{},".repeat(60_000)))),
    ("laughs.yaml", || {
        let profile = "metadata: {name: x}\nspec: {template: {type: add-on, packs: *l9}}\n";
        super::texts::laughs("x: ").into_bytes().into_iter().chain(profile.bytes()).collect()
    }),
    ("documents.yaml", || {
        let one = "---\nmetadata: {name: x}\nspec: {template: {type: wrong, packs: []}}\n";
        one.repeat(20_000).into_bytes()
    }),
    ("deep.tf", || terraform(&format!("  x = {}1{}\n", "[".repeat(50_000), "]".repeat(50_000)))),
    ("braces.tf", || terraform(&"a {".repeat(50_000))),
    ("items.tf", || terraform(&(0..100_000).map(|n| format!("  a{n} = 1\n")).collect::<String>())),
    ("strings.tf", || terraform(&format!("  x = {}\n", "\"${".repeat(50_000)))),
    ("heredoc.tf", || terraform(&format!("  x = <<E\n{}", "line\n".repeat(80_000)))),
    ("operators.tf", || terraform(&format!("  x = {}1\n", "1 + ".repeat(100_000)))),
    ("conditions.tf", || terraform(&format!("  x = {}1\n", "a ? b : ".repeat(100_000)))),
    ("negations.tf", || terraform(&format!("  x = {}1\n", "!".repeat(500_000)))),
    ("blocks.tf", || terraform("").repeat(5_000)),
    ("large.tf", || terraform(&"# x\n".repeat(1_000_000))),
    ("packs.tf", || {
        let pack = "  pack {\n    name = \"x\"\n    values = \"a: [\"\n  }\n";
        terraform(&pack.repeat(8_000))
    }),
];

fn json(packs: &str) -> Vec<u8> {
    let template = format!("{{\"type\": \"add-on\", \"packs\": {packs}}}");
    format!("{{\"metadata\": {{\"name\": \"x\"}}, \"spec\": {{\"template\": {template}}}}}")
        .into_bytes()
}

fn terraform(body: &str) -> Vec<u8> {
    format!("resource \"spectrocloud_cluster_profile\" \"x\" {{\n  name = \"x\"\n  type = \"wrong\"\n{body}\n}}\n").into_bytes()
}

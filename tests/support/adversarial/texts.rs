//! pack.json, values.yaml, presets.yaml and schema.yaml: what nests, repeats, expands, or is no text.

use std::fmt::Write;

use super::super::tree::Tree;
use super::{Hazard, text};

pub(super) const HAZARDS: &[Hazard] = &[
    ("values-laughs", |tree| put(tree, &laughs("charts:\n  x: "))),
    ("values-quadratic", |tree| {
        let long = "x".repeat(1 << 20);
        put(tree, &format!("a: &a {long}\nb: [{}]\n", "*a,".repeat(100_000)));
    }),
    ("values-merge-laughs", |tree| {
        let mut yaml = "a0: &a0 {x: y}\n".to_owned();
        for n in 1..30 {
            let before = n - 1;
            writeln!(yaml, "a{n}: &a{n} {{<<: [*a{before}, *a{before}], k{n}: *a{before}}}")
                .unwrap();
        }
        put(tree, &yaml);
    }),
    ("values-anchors", |tree| {
        let anchors: String = (0..200_000).map(|n| format!("- &a{n} *a{}\n", n + 1)).collect();
        put(tree, &anchors);
    }),
    ("values-self-alias", |tree| put(tree, "a: &a [*a]\n")),
    ("values-deep-flow", |tree| put(tree, &"[".repeat(1_000_000))),
    ("values-deep-closed", |tree| put(tree, &("{a: ".repeat(400) + &"}".repeat(400)))),
    ("values-deep-block", |tree| {
        let lines: String = (0..3000).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
        put(tree, &lines);
    }),
    ("values-deep-sequence", |tree| put(tree, &("- ".repeat(500_000) + "a\n"))),
    ("values-deep-question", |tree| put(tree, &("? ".repeat(5_000) + "a\n"))),
    ("values-one-line", |tree| put(tree, &format!("a: {}\nb: [\n", "x".repeat(5_000_000)))),
    ("values-too-large", |tree| put(tree, &format!("a: {}\n", "x".repeat(60_000_000)))),
    ("values-one-list", |tree| put(tree, &format!("a: [{}]\nb: [\n", "1,".repeat(2_400_000)))),
    ("values-empty-maps", |tree| put(tree, &format!("a: [{}]\nb: [\n", "{},".repeat(1_600_000)))),
    ("values-lines", |tree| put(tree, &("a:\n".repeat(1_600_000)))),
    ("values-documents", |tree| put(tree, &"--- {a: b}\n".repeat(100_000))),
    ("values-broken-documents", |tree| put(tree, &"--- [\n".repeat(100_000))),
    ("values-keys", |tree| {
        let keys: String = (0..100_000).map(|n| format!("same-prefix-{n}: {n}\n")).collect();
        put(tree, &(keys + "charts: {demoo: {}}\n"));
    }),
    ("values-charts", |tree| {
        let keys: String = (0..100_000).map(|n| format!("  dem{n}: {{}}\n")).collect();
        put(tree, &format!("charts:\n{keys}"));
    }),
    ("values-doubles", |tree| put(tree, &format!("a:\n{}", "  b: c\n".repeat(200_000)))),
    ("values-comments", |tree| {
        put(tree, &("# palint: ignore[x/y] x\n".repeat(200_000) + "charts: {x: {}}\n"));
    }),
    ("values-long-key", |tree| put(tree, &format!("? {}\n: b\ncharts: [", "k".repeat(5_000_000)))),
    ("values-under-indented", |tree| {
        put(tree, &"a:\n    b: \"c\n  d\n  e\"\n".repeat(50_000));
    }),
    ("values-invalid-utf8", |tree| {
        tree.put("values.yaml", b"a: \xff\xfe\xed\xa0\x80\n".repeat(50_000))
    }),
    ("values-utf16-little", |tree| tree.put("values.yaml", utf16(u16::to_le_bytes))),
    ("values-utf16-big", |tree| tree.put("values.yaml", utf16(u16::to_be_bytes))),
    ("values-nuls", |tree| tree.put("values.yaml", vec![0; 5_000_000])),
    ("values-nul-inside", |tree| put(tree, "charts:\n  demo: \"a\0b\"\n  \0: x\n")),
    ("values-returns", |tree| {
        put(tree, &"charts:\r  x:\r    y: z\r".replace('x', &"x".repeat(100_000)));
    }),
    ("values-terminal", |tree| put(tree, "charts:\n  \"\\e]0;x\\a\u{202e}\": {}\n\u{1b}[2J: [")),
    ("values-macros", |tree| {
        let macros: String =
            (0..10_000).map(|n| format!("m{n}: \"{{{{ .spectro.var.x{n} \"\n")).collect();
        put(tree, &macros);
    }),
    ("values-nested-macros", |tree| {
        put(tree, &format!("a: \"{}\"\n", "{{ .spectro.".repeat(100_000)))
    }),
    ("values-images", |tree| {
        let images: String = (0..100_000).map(|n| format!("    - image: r/{n}:a:b\n")).collect();
        put(tree, &format!("pack:\n  content:\n    images:\n{images}"));
    }),
    ("values-inner-yaml", |tree| {
        let inner = format!("a: [{}]", "{},".repeat(100_000));
        put(tree, &format!("charts:\n  x:\n    y: |\n      {inner}\n"));
    }),
    ("json-deep", |tree| tree.put("pack.json", "[".repeat(5_000_000))),
    ("json-deep-closed", |tree| {
        tree.put("pack.json", "{\"a\":".repeat(1000) + "1" + &"}".repeat(1000));
    }),
    ("json-long-string", |tree| with_json(tree, &format!("\"{}\"", "x".repeat(5_000_000)))),
    ("json-elements", |tree| with_json(tree, &format!("[{}1]", "[],".repeat(1_600_000)))),
    ("json-doubles", |tree| {
        let keys: String = (0..200_000).map(|_| "\"a\":1,").collect();
        with_json(tree, &format!("{{{keys}\"a\":1}}"));
    }),
    ("json-numbers", |tree| with_json(tree, &format!("[{}1e999999]", "9".repeat(1_000_000)))),
    ("json-errors", |tree| tree.put("pack.json", "{\"a\" 1,}".repeat(100_000))),
    ("json-surrogates", |tree| with_json(tree, &format!("\"{}\"", "\\ud800".repeat(100_000)))),
    ("manifests-nodes", |tree| {
        let nodes = format!("a: [{}]\nb: [\n", "1,".repeat(400_000));
        (0..50).for_each(|n| tree.put(&format!("manifests/m{n}.yaml"), format!("{nodes}# {n}\n")));
        let names: Vec<String> = (0..50).map(|n| format!("\"manifests/m{n}.yaml\"")).collect();
        let lists = format!("{{\"kubeManifests\": [{}],", names.join(","));
        let json = text(tree, "pack.json").replacen('{', &lists, 1);
        tree.put("pack.json", json);
    }),
    ("json-too-large", |tree| tree.put("pack.json", vec![b' '; 65 << 20])),
    ("json-version", |tree| {
        let version = format!("\"{}\"", "1.".repeat(500_000));
        let json = text(tree, "pack.json").replace("\"1.2.3\"", &version);
        tree.put("pack.json", json);
    }),
    ("json-names", |tree| {
        let name = format!("\"{}\"", "-".repeat(1_000_000));
        let json = text(tree, "pack.json").replace("\"json-names\"", &name);
        tree.put("pack.json", json);
    }),
    ("json-lists", |tree| {
        let paths: Vec<String> = (0..50_000).map(|n| format!("charts/dem{n}.tgz")).collect();
        super::list_charts(tree, &paths);
    }),
    ("presets-keys", |tree| {
        let keys: String =
            (0..100_000).map(|n| format!("        same-prefix-{n}: {n}\n")).collect();
        presets(
            tree,
            &format!("  - name: a\n    displayName: A\n    group: g\n    add: |\n{keys}"),
        );
    }),
    ("presets-many", |tree| {
        let one =
            |n| format!("  - name: p{n}\n    group: g\n    remove: [a.b.c.d, e]\n    add: \"\"\n");
        let many: String = (0..10_000).map(one).collect();
        presets(tree, &many);
    }),
    ("presets-dots", |tree| {
        let path = "a.".repeat(20_000);
        presets(tree, &format!("  - name: p\n    remove: [\"{path}\"]\n    add: \"\"\n"));
    }),
    ("schema-regex", |tree| schema(tree, &format!("/{}/", "(a{999}|b{999})".repeat(2000)))),
    ("schema-nested-regex", |tree| schema(tree, "/^((((a{900}){900}){900}){900})$/")),
    ("schema-backtrack", |tree| schema(tree, "/^(a+)+(b*)*(c|c?)*$")),
    ("schema-many", |tree| {
        let line = |n| format!("  same-{n}: '{{{{ required | format \"${{string:/[/}}\" }}}}'\n");
        let lines: String = (0..20_000).map(line).collect();
        tree.put("schema.yaml", format!("charts:\n{lines}"));
    }),
];

fn put(tree: &mut Tree, yaml: &str) {
    tree.put("values.yaml", yaml);
}

/// A value for a key that no pack.json has.
fn with_json(tree: &mut Tree, value: &str) {
    let json = text(tree, "pack.json").replacen('{', &format!("{{\"x\": {value}, \"name\": 1,"), 1);
    tree.put("pack.json", json);
}

fn presets(tree: &mut Tree, list: &str) {
    tree.put("presets.yaml", format!("presets:\n{list}"));
}

fn schema(tree: &mut Tree, format: &str) {
    let constraint = format!("'{{{{ required | format \"${{string:{format}}}\" }}}}'");
    tree.put("schema.yaml", format!("charts:\n  demo:\n    replicaCount: {constraint}\n"));
}

/// Ten to the power of nine, in lines of ten aliases.
pub(super) fn laughs(key: &str) -> String {
    let mut yaml = "l0: &l0 [ha]\n".to_owned();
    for n in 1..10 {
        let aliases = vec![format!("*l{}", n - 1); 10].join(", ");
        writeln!(yaml, "l{n}: &l{n} [{aliases}]").unwrap();
    }
    yaml + key + "*l9\n"
}

fn utf16(bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}charts:\n  x: {}\n".encode_utf16().flat_map(bytes).collect()
}

//! Templates that do not end, grow or nest, schemas that refer to themselves, and manifests.

use super::super::tree::Tree;
use super::texts::laughs;
use super::{Hazard, put_member};

pub(super) const HAZARDS: &[Hazard] = &[
    ("template-range", |tree| put(tree, "{{ range until 2000000000 }}x{{ end }}")),
    ("template-nested-range", |tree| {
        put(tree, &("{{ range until 1000 }}".repeat(9) + "x" + &"{{ end }}".repeat(9)));
    }),
    ("template-include", |tree| {
        put(tree, "{{ define \"a\" }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}")
    }),
    ("template-include-twice", |tree| {
        put(
            tree,
            "{{ define \"a\" }}{{ include \"a\" . }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}",
        );
    }),
    ("template-tpl", |tree| {
        put(
            tree,
            "{{ define \"a\" }}{{ tpl \"{{ include \\\"a\\\" . }}\" . }}{{ end }}{{ include \"a\" . }}",
        );
    }),
    ("template-doubling", |tree| {
        put(
            tree,
            &("{{ $a := \"xx\" }}".to_owned() + &"{{ $a = printf \"%s%s\" $a $a }}".repeat(60)),
        );
    }),
    ("template-repeat", |tree| put(tree, "{{ repeat 2000000000 \"x\" }}")),
    ("template-repeat-twice", |tree| put(tree, "{{ repeat 50000 (repeat 50000 \"x\") }}")),
    ("template-printf", |tree| put(tree, "{{ printf \"%02000000000d\" 1 }}")),
    ("template-until-step", |tree| put(tree, "{{ untilStep 0 9000000000000000000 1 | len }}")),
    ("template-seq", |tree| put(tree, "{{ seq 0 1 9000000000 }}")),
    ("template-random", |tree| put(tree, "{{ randAlphaNum 2000000000 }}")),
    ("template-indent", |tree| put(tree, "{{ indent 2000000000 (repeat 1000 \"\\n\") }}")),
    ("template-regex", |tree| {
        put(tree, "{{ regexMatch \"((((a{900}){900}){900}){900})\" (repeat 1000 \"a\") }}")
    }),
    ("template-backtrack", |tree| {
        put(
            tree,
            "{{ range until 100000000 }}{{ regexMatch \"^(a+)+$\" (repeat 30000 \"a\") }}{{ end }}",
        );
    }),
    ("template-replace", |tree| {
        put(
            tree,
            &("{{ $a := \"x\" }}".to_owned()
                + &"{{ $a = replace \"x\" \"xxxxxxxxxx\" $a }}".repeat(30)),
        );
    }),
    ("template-cycle", |tree| {
        put(tree, "{{ $a := dict }}{{ $_ := set $a \"a\" $a }}{{ toYaml $a }}")
    }),
    ("template-lists", |tree| {
        put(
            tree,
            &("{{ $a := list 1 2 }}".to_owned()
                + &"{{ $a = concat $a $a }}".repeat(60)
                + "{{ len $a }}"),
        );
    }),
    ("template-deep-if", |tree| put(tree, &"{{ if true }}".repeat(200_000))),
    ("template-deep-closed", |tree| {
        put(tree, &("{{ if true }}".repeat(50_000) + &"{{ end }}".repeat(50_000)));
    }),
    ("template-deep-parentheses", |tree| {
        put(tree, &format!("{{{{ {}1{} }}}}", "(".repeat(200_000), ")".repeat(200_000)));
    }),
    ("template-actions", |tree| {
        put(tree, &"{{ .Values.a.b.c }}{{ nofunction }}\n".repeat(200_000))
    }),
    ("template-unclosed", |tree| put(tree, &"{{".repeat(1_000_000))),
    ("template-defines", |tree| {
        let define = |n| {
            format!("{{{{ define \"a{n}\" }}}}{{{{ include \"a{}\" . }}}}{{{{ end }}}}\n", n + 1)
        };
        let defines: String = (0..50_000).map(define).collect();
        put(tree, &(defines + "{{ include \"a0\" . }}"));
    }),
    ("template-pipeline", |tree| {
        put(tree, &format!("{{{{ 1 {} }}}}", "| add 1".repeat(100_000) + "| no"))
    }),
    ("template-output-yaml", |tree| put(tree, "{{ repeat 30000 \"[\" }}")),
    ("template-output-laughs", |tree| put(tree, &(laughs("kind: ConfigMap\nx: ")))),
    ("template-one-line", |tree| {
        put(tree, &("x: ".to_owned() + &"y".repeat(20_000_000) + "{{ end }}"))
    }),
    ("template-numbers", |tree| put(tree, &format!("{{{{ add {} 1 }}}}", "9".repeat(1_000_000)))),
    ("template-unpinned", |tree| {
        (0..2000).for_each(|n| {
            put_member(tree, &format!("templates/t{n}.yaml"), "{{ fail \"x\" }}{{ nofunction }}")
        });
    }),
    ("values-schema-self", |tree| values_schema(tree, "{\"$ref\": \"#\"}")),
    ("values-schema-mutual", |tree| {
        let twice = |to: &str| {
            format!(
                "{{\"allOf\": [{{\"$ref\": \"#/$defs/{to}\"}}, {{\"$ref\": \"#/$defs/{to}\"}}]}}"
            )
        };
        let defs: Vec<String> =
            (0..40).map(|n| format!("\"a{n}\": {}", twice(&format!("a{}", n + 1)))).collect();
        values_schema(
            tree,
            &format!(
                "{{\"$defs\": {{{}, \"a40\": {{\"type\": \"string\"}}}}, \"$ref\": \"#/$defs/a0\"}}",
                defs.join(",")
            ),
        );
    }),
    ("values-schema-pattern", |tree| {
        values_schema(
            tree,
            "{\"patternProperties\": {\"^((((a{900}){900}){900}){900})$\": {}, \"^(a+)+$\": false, \"(\": false}}",
        );
    }),
    ("values-schema-file", |tree| values_schema(tree, "{\"$ref\": \"file:///dev/zero\"}")),
    ("values-schema-http", |tree| values_schema(tree, "{\"$ref\": \"http://127.0.0.1:9/x\"}")),
    ("values-schema-deep", |tree| {
        values_schema(tree, &("{\"not\":".repeat(10_000) + "{}" + &"}".repeat(10_000)));
    }),
    ("values-schema-many", |tree| {
        let properties: Vec<String> =
            (0..50_000).map(|n| format!("\"p{n}\": {{\"pattern\": \"(a|b){{{n}}}\"}}")).collect();
        values_schema(
            tree,
            &format!("{{\"type\": \"array\", \"properties\": {{{}}}}}", properties.join(",")),
        );
    }),
    ("chart-yaml-laughs", |tree| {
        put_member(tree, "Chart.yaml", laughs("name: demo\nversion: 1.2.3\nx: "))
    }),
    ("chart-yaml-dependencies", |tree| {
        let dependencies: String =
            (0..50_000).map(|n| format!("- {{name: d{n}, version: x, repository: y}}\n")).collect();
        put_member(
            tree,
            "Chart.yaml",
            format!("apiVersion: v2\nname: demo\nversion: 1.2.3\ndependencies:\n{dependencies}"),
        );
    }),
    ("chart-values-laughs", |tree| put_member(tree, "values.yaml", laughs("x: "))),
    ("manifest-many", |tree| {
        (0..3000).for_each(|n| {
            tree.put(&format!("manifests/m{n}.yaml"), "kind: Deployment\nspec: {x: [}\n")
        });
    }),
    ("manifest-laughs", |tree| manifest(tree, &laughs("kind: ConfigMap\nx: "))),
    ("manifest-deep", |tree| manifest(tree, &"{a: ".repeat(100_000))),
    ("manifest-documents", |tree| {
        manifest(tree, &"---\napiVersion: v1\nkind: Pod\nspec: {contaners: []}\n".repeat(50_000));
    }),
    ("manifest-object", |tree| {
        let fields: String = (0..20_000).map(|n| format!("  containe{n}: x\n")).collect();
        manifest(
            tree,
            &format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: x}}\nspec:\n{fields}"),
        );
    }),
];

fn put(tree: &mut Tree, template: &str) {
    put_member(tree, "templates/hostile.yaml", template);
}

fn values_schema(tree: &mut Tree, schema: &str) {
    put_member(tree, "values.schema.json", schema);
    tree.put(
        "values.yaml",
        format!("charts:\n  demo:\n    {}: 1\n    replicaCoun: 1\n", "a".repeat(2000)),
    );
}

fn manifest(tree: &mut Tree, yaml: &str) {
    tree.put("manifests/hostile.yaml", yaml);
    let json = super::text(tree, "pack.json");
    tree.put(
        "pack.json",
        json.replacen('{', "{\"kubeManifests\": [\"manifests/hostile.yaml\"],", 1),
    );
}

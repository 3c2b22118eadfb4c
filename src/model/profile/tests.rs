use super::*;
use crate::source::VirtualPath;
use crate::syntax::tree::Kind;

fn read(path: &str, text: &str) -> Option<ProfileFile> {
    ProfileFile::read(&SourceFile::new(VirtualPath::new(path), text))
}

fn shape(text: &str) -> Option<Shape> {
    read("x.yaml", text)?.profiles().first().map(|profile| profile.shape)
}

const JSON: &str = r#"{"metadata": {"name": "größe\t1", "labels": {}}, "spec": {"version": "1.0.0",
"template": {"type": "add-on", "cloudType": "all", "packs": [{"name": "a", "layer": "addon",
"values": "pack:\n  namespace: \"gr\u00f6\u00dfe\"\n  x: \ud83d\ude00 \"y\\z\"\n  drain: ü\n",
"manifests": [{"name": "m", "content": "kind: ConfigMap\nmetadata:\n  name: {{.spectro.var.näme}}\n"}]}]},
"variables": [{"name": "v", "required": true, "defaultValue": 2}]}}"#;

#[test]
fn shapes_tell_profiles_from_everything_else() {
    let packs = "packs: [{name: a, layer: os, values: ''}]";
    let cases = [
        (format!("spec: {{template: {{{packs}}}}}"), Some(Shape::Export)),
        ("spec: {template: {packs: [], type: infra}}".into(), Some(Shape::Export)),
        ("spec: {template: {type: infra, cloudType: aws}}".into(), Some(Shape::Export)),
        (
            "spec: {template: {packs: [{name: a, registryUid: b}]}}".into(),
            Some(Shape::CreateEntity),
        ),
        ("spec: {template: {appTiers: []}}".into(), Some(Shape::AppProfile)),
        (format!("spec: {{published: {{{packs}}}}}"), Some(Shape::FullResource)),
        (format!("spec: {{type: infra, {packs}}}"), Some(Shape::Misplaced)),
        ("spec: {cloudType: aws, profiles: [{uid: a, packs: []}]}".into(), None),
        ("spec: {template: {spec: {containers: []}}}".into(), None),
        ("spec: {type: x, packs: [1, 2]}".into(), None),
        ("packs: []".into(), None),
        ("spec: [packs]".into(), None),
        ("[spec, template, packs]".into(), None),
        ("spec: {template: packs}".into(), None),
        (String::new(), None),
    ];
    for (text, expected) in cases {
        assert_eq!(shape(&text), expected, "{text}");
    }
}

#[test]
fn fields_have_their_text_and_their_place() {
    let file = read("x.json", JSON).expect("a profile");
    let profile = &file.profiles()[0];
    let name = profile.name.as_ref().expect("a name");
    assert_eq!((name.text(), name.place.text()), (Some("größe\t1"), r#""größe\t1""#));
    assert_eq!(name.key.as_ref().map(Span::text), Some(r#""name""#));
    let variable = &profile.variables[0];
    assert_eq!(variable.required.as_ref().and_then(Field::as_bool), Some(true));
    let default = variable.default_value.as_ref().expect("a default");
    assert_eq!((default.text(), default.scalar_text()), (None, Some("2")));
    assert_eq!(default.kind(), Some(Kind::Number));
    assert!(profile.kind_text() == Some("add-on") && !profile.is_infrastructure());
}

#[test]
fn embedded_yaml_lies_in_the_escaped_string() {
    let file = read("x.json", JSON).expect("a profile");
    let layer = &file.profiles()[0].layers[0];
    let pack = layer.pack_section().expect("the section").node;
    let value = |key: &str| pack.get(key).expect("the key").span();
    assert_eq!(value("namespace").text(), r#"\"gr\u00f6\u00dfe\""#);
    assert_eq!(value("x").text(), r#"\ud83d\ude00 \"y\\z\""#);
    assert_eq!(value("drain").text(), "ü");
    let namespace = pack.get("namespace").expect("the key");
    assert_eq!(namespace.part(crate::source::TextRange::new(2, 4)).text(), r"\u00f6");
    let content = layer.manifests[0].content.text().expect("a text");
    assert_eq!(content.objects()[0].kind.text(), Some("ConfigMap"));
    let used = &layer.macros()[0];
    assert_eq!((used.key.text.as_str(), used.key.span.text()), ("näme", "näme"));
}

#[test]
fn embedded_yaml_lies_in_block_scalars() {
    for line_end in ["\n", "\r\n"] {
        for header in ["|", ">-", "|2-"] {
            let text = format!(
                "spec:\n  template:\n    packs:\n    - name: a\n      values: {header}\n        \
                 größe: 1\n        pack:\n          namespace: ünder\n"
            );
            // A folded text is no mapping, but for its more deeply indented lines.
            let text = text.replace('\n', line_end);
            let file = read("x.yaml", &text).expect("a profile");
            let layer = file.layers().next().expect("a layer");
            let Some(pack) = layer.pack_section() else {
                assert_eq!(header, ">-");
                continue;
            };
            assert_eq!(
                pack.namespace().map(|node| node.span().text().to_owned()).as_deref(),
                Some("ünder")
            );
        }
    }
}

#[test]
fn broken_profiles_are_still_profiles() {
    let broken = JSON.replace(r#""type": "add-on","#, r#""type": "add-on""#);
    let file = read("x.json", &broken).expect("a profile");
    assert!(!file.document().expect("a tree").problems().is_empty());
    let yaml = "metadata: {name: a}\nspec:\n  template:\n    cloudType: all\n    packs:\n   - name: a\n     layer: addon\n";
    let file = read("x.yaml", yaml).expect("a profile");
    assert!(file.profiles().is_empty() && !file.document().expect("a tree").problems().is_empty());
    assert!(read("x.yaml", "packs: [\nspec: a").is_none());
    assert!(read("x.json", "{\"spec\": ").is_none());
}

#[test]
fn what_is_no_mapping_is_left_out_and_known_to_be() {
    let text = "spec: {template: {packs: [1, {name: a, values: {x: 1}, manifests: a}]}}";
    let file = read("x.yaml", text).expect("a profile");
    let profile = &file.profiles()[0];
    assert!(!profile.has_all_layers && profile.has_all_variables);
    let layer = &profile.layers[0];
    assert_eq!((layer.index, layer.label().as_str()), (1, "`a`"));
    assert!(!layer.has_known_values() && !layer.has_all_manifests);
}

#[test]
fn unnamed_extensions_are_told_by_the_first_character() {
    assert!(read("export", JSON).is_some_and(|file| file.is_json()));
    assert!(read("export", "spec: {template: {packs: []}}").is_some_and(|file| !file.is_json()));
}

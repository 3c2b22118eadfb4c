use super::*;
use crate::source::{SourceFile, VirtualPath};
use crate::syntax::yaml;

#[test]
fn every_type_of_the_table_is_there_and_has_fields() {
    assert!(INDEX.kinds.len() > 80, "{}", INDEX.kinds.len());
    let lines = INDEX.types.values().flat_map(|kind| kind.lines.lines());
    for line in lines {
        let (_, kind) = line.split_once(' ').expect(line);
        if let Some((_, name)) = kind.split_once('#') {
            assert!(INDEX.types.contains_key(name), "{name}");
        }
    }
}

#[test]
fn fields_of_a_kind_lead_to_types() {
    let Some(Shape::Fields(pod)) = built_in("v1", "Pod").map(Schema::shape) else { panic!() };
    let spec = pod.known.iter().find(|(name, _)| *name == "spec").unwrap().1;
    let Shape::Fields(spec) = spec.shape() else { panic!() };
    assert_eq!(spec.required, ["containers"]);
    let field = |name: &str| spec.known.iter().find(|(known, _)| *known == name).unwrap().1;
    assert!(matches!(field("containers").shape(), Shape::List(_)));
    assert!(matches!(field("nodeSelector").shape(), Shape::Map(_)));
    assert!(matches!(field("overhead").shape(), Shape::Map(_)));
    let Shape::Scalar(Scalar::String, words) = field("restartPolicy").shape() else { panic!() };
    assert!(words.contains(&"OnFailure"));
    assert!(built_in("v1", "Deployment").is_none());
}

#[test]
fn a_cluster_serves_versions_and_kinds() {
    let served = served();
    for entry in ["v1", "apps/v1", "apps/v1/Deployment", "policy/v1/PodDisruptionBudget"] {
        assert!(served.iter().any(|known| known == entry), "{entry}");
    }
    assert!(!served.iter().any(|known| known.starts_with("policy/v1beta1")));
}

fn custom(schema: &str) -> (bool, Vec<String>) {
    let file = SourceFile::new(VirtualPath::new("crd.yaml"), schema);
    let document = yaml::parse(&file);
    match Schema::CustomRoot(document.root().unwrap()).shape() {
        Shape::Fields(fields) => {
            (fields.is_open, fields.known.iter().map(|(name, _)| (*name).to_owned()).collect())
        }
        _ => (true, Vec::new()),
    }
}

#[test]
fn custom_objects_have_what_every_object_has() {
    let (is_open, names) = custom("type: object\nproperties: {spec: {type: object}}");
    assert!(!is_open);
    assert_eq!(names, ["spec", "apiVersion", "kind", "metadata"]);
    let preserving = "type: object\nx-kubernetes-preserve-unknown-fields: true";
    assert!(custom(preserving).0);
}

use crate::model::profile::{Content, ProfileFile, Shape, Syntax};
use crate::source::{SourceFile, TextRange, VirtualPath};
use crate::syntax::tree::Kind;

fn read(text: &str) -> Option<ProfileFile> {
    ProfileFile::read(&SourceFile::new(VirtualPath::new("a/profile.tf"), text))
}

const TWO: &str = r#"
locals { x = 1 }
resource "spectrocloud_cluster_profile" "one" {
  name    = "größe"
  version = var.version
  cloud   = null
  tags    = ["a"]
  pack {
    name         = "nginx"
    tag          = 1.30
    registry_uid = data.spectrocloud_registry.r.id
    values       = <<EOT

  größe: 1
  b: '{{.spectro.var.x}}'

EOT
  }
  pack {
    name   = "k8s"
    type   = "manifest"
    values = data.spectrocloud_pack.k8s.values
    manifest {
      name    = "cm"
      content = "a: \"é\"\n"
    }
    dynamic "manifest" {
      for_each = []
      content {}
    }
  }
  profile_variables {
    variable {
      name          = "x"
      display_name  = "X"
      default_value = 3
      required      = "true"
      hidden        = var.hidden
      options {
        value = "1"
        label = "one"
      }
    }
  }
}
resource "spectrocloud_application_profile" "two" {
  name = "app"
  pack {
    name          = "db"
    type          = "operator-instance"
    install_order = "-2"
    properties = {
      dbRootPassword = base64encode("x")
      "version"      = 5.70
    }
  }
  pack {
    name = "untyped"
  }
  dynamic "pack" {
    for_each = []
    content {}
  }
}
resource "spectrocloud_cluster_profile_import" "three" {
  import_file = "x.json"
}
"#;

#[test]
fn resources_become_profiles() {
    let file = read(TWO).expect("profiles");
    let [one, two] = file.profiles() else { panic!("two profiles") };
    assert_eq!((one.shape, one.syntax), (Shape::Terraform, Syntax::Terraform));
    let name = one.name.as_ref().expect("a name");
    assert_eq!((name.text(), name.place.text()), (Some("größe"), "\"größe\""));
    assert_eq!(name.key_place().text(), "name");
    assert!(one.version.as_ref().is_some_and(|version| version.is_unknown()));
    assert!(one.cloud.is_none(), "null is absent");
    assert!(one.has_all_layers && one.has_all_variables);
    let [nginx, k8s] = one.layers.as_slice() else { panic!("two layers") };
    assert_eq!(nginx.tag.as_ref().and_then(|tag| tag.text()), Some("1.3"));
    assert!(nginx.registry_uid.as_ref().is_some_and(|uid| uid.is_unknown()));
    assert!(matches!(k8s.values, Content::Unknown) && !k8s.has_all_manifests);
    assert_eq!(k8s.opening.text(), "pack");
    assert_eq!(k8s.manifests[0].content.text().map(|c| c.text()), Some("a: \"é\""));
    let variable = &one.variables[0];
    assert_eq!(variable.default_value.as_ref().and_then(|value| value.text()), Some("3"));
    assert_eq!(variable.required.as_ref().and_then(|required| required.as_bool()), Some(true));
    assert!(variable.hidden.as_ref().is_some_and(|hidden| hidden.is_unknown()));
    assert_eq!(variable.options.len(), 1);
    assert!(two.is_app() && two.layers.is_empty());
    let [database, untyped] = two.tiers.as_slice() else { panic!("two tiers") };
    assert_eq!((database.kind_text(), database.order()), (Some("operator-instance"), Some(-2)));
    let properties: Vec<_> = database
        .properties
        .iter()
        .map(|p| p.value.as_ref().and_then(|value| value.text()))
        .collect();
    assert_eq!(properties, [None, Some("5.7")]);
    assert_eq!(untyped.kind_text(), None);
    assert_eq!(file.resources().count(), 3);
}

#[test]
fn only_what_is_applied_together_is_compared() {
    let module = |path: &str, rest: &str| {
        let text = format!("resource \"spectrocloud_cluster_profile\" \"a\" {{\n{rest}}}\n");
        let file = ProfileFile::read(&SourceFile::new(VirtualPath::new(path), text));
        file.and_then(|file| file.profiles()[0].module.clone())
    };
    let here = module("a/x.tf", "");
    assert!(here.is_some());
    assert_eq!(module("a/y.tf", "  context = \"project\"\n"), here);
    assert_ne!(module("b/x.tf", ""), here);
    assert_ne!(module("a/x.tf", "  context = \"tenant\"\n"), here);
}

#[test]
fn values_are_what_the_provider_sends() {
    for line_end in ["\n", "\r\n"] {
        let file = read(&TWO.replace('\n', line_end)).expect("profiles");
        let values = file.profiles()[0].layers[0].values.text().expect("a text");
        // The provider trims the text, and with it the indentation of the first line.
        assert!(values.text().starts_with("größe: 1") && values.text().ends_with("}}'"));
        let at = values.text().find("{{").expect("a macro");
        let part = values.part(TextRange::from_usize(at..at + 18));
        assert_eq!(part.text(), "{{.spectro.var.x}}");
        assert!(!values.document().problems().is_empty(), "its second line is indented now");
    }
    let text = TWO.replace("\n  größe: 1\n  b:", "größe: 1\nb:");
    let file = read(&text).expect("profiles");
    let root = file.profiles()[0].layers[0].values_root().expect("a mapping");
    let value = root.get("größe").expect("the key");
    assert_eq!((value.kind(), value.span().text()), (Kind::Number, "1"));
}

#[test]
fn other_terraform_is_left_alone() {
    let others = [
        "resource \"aws_instance\" \"a\" {}\n",
        "data \"spectrocloud_cluster_profile\" \"a\" {}\n",
        "resource \"aws_instance\" \"a\" {\n",
        "/*\nresource \"spectrocloud_cluster_profile\" \"a\" {\n}\n*/\n",
        "",
    ];
    for text in others {
        assert!(read(text).is_none(), "{text}");
    }
    let broken = read("resource \"spectrocloud_cluster_profile\" \"a\" {\n").expect("a profile");
    assert!(broken.configuration().is_some_and(|tree| tree.problem.is_some()));
    assert!(broken.profiles().is_empty());
}

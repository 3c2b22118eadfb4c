use super::{reads, reads_of};

#[test]
fn the_nearest_path_is_a_sibling_or_the_same_key_elsewhere() {
    let reads = reads("{{ .Values.image.tag }}\n{{ .Values.x.env }}{{ .Values.top }}");
    let near = |path: &[&str]| reads.nearest(path).map(|nearest| nearest.path.join("."));
    assert_eq!(near(&["image", "tga"]).as_deref(), Some("image.tag"));
    assert_eq!(near(&["env"]).as_deref(), Some("x.env"));
    assert_eq!(near(&["wrapper", "image", "tag"]).as_deref(), Some("image.tag"));
    assert_eq!(near(&["a", "top"]), None);
    assert_eq!(near(&["completely", "different"]), None);
    assert_eq!(near(&[]), None);
    let place = reads.nearest(&["env"]).unwrap().place.unwrap();
    assert_eq!(place.text(), ".Values.x.env");
    assert_eq!(place.start().line, 2);
}

#[test]
fn reads_have_a_place() {
    let files = [
        ("templates/a.yaml", "é\r\n{{ with .Values.a }}{{ toYaml .b }}{{ end }}{{ $.Values.c }}"),
        ("values.yaml", "a: {b: 1}"),
    ];
    let reads = reads_of(&files);
    let text = |path: &[&str]| reads.where_read(path).map(|span| span.text().to_owned());
    assert_eq!(text(&["a", "b"]).as_deref(), Some(".b"));
    assert_eq!(text(&["a", "b", "deep"]).as_deref(), Some(".b"));
    assert_eq!(text(&["a"]).as_deref(), Some(".Values.a"));
    assert_eq!(text(&["c"]).as_deref(), Some("$.Values.c"));
    assert_eq!(text(&["d"]), None);
    let place = reads.where_read(&["c"]).unwrap();
    assert_eq!(place.file().path().as_str(), "x.tgz!/x/templates/a.yaml");
    assert_eq!(place.start().line, 2);
}

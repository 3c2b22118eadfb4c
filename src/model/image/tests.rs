//! References that the grammar takes and refuses, each refusal with the bytes it points at.

use super::*;

fn parts(text: &str) -> (Option<&str>, &str, Option<&str>, Option<&str>) {
    let image = ImageRef::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(image.to_string(), text);
    let inside =
        |part: Option<String>| part.map(|part| &text[text.find(&part).unwrap()..][..part.len()]);
    let repository = inside(Some(image.repository)).unwrap();
    (inside(image.registry), repository, inside(image.tag), inside(image.digest))
}

#[test]
fn valid_references() {
    assert_eq!(parts("nginx"), (None, "nginx", None, None));
    assert_eq!(parts("a/b/c:v1_2.3-x"), (None, "a/b/c", Some("v1_2.3-x"), None));
    assert_eq!(parts("quay.io/a/b"), (Some("quay.io"), "a/b", None, None));
    assert_eq!(parts("localhost/a:1"), (Some("localhost"), "a", Some("1"), None));
    assert_eq!(parts("h:5000/a:1"), (Some("h:5000"), "a", Some("1"), None));
    assert_eq!(parts("1.2.3.4:80/a"), (Some("1.2.3.4:80"), "a", None, None));
    assert_eq!(parts("[2001:DB8::1]:5000/a"), (Some("[2001:DB8::1]:5000"), "a", None, None));
    assert_eq!(parts("[::1]/a:1"), (Some("[::1]"), "a", Some("1"), None));
    assert_eq!(parts("My-Host.IO/x__y/z---1"), (Some("My-Host.IO"), "x__y/z---1", None, None));
    assert_eq!(parts("docker.io"), (None, "docker.io", None, None));
    assert_eq!(parts("x:5000"), (None, "x", Some("5000"), None));
    assert_eq!(parts("X.y/a.b_c:_"), (Some("X.y"), "a.b_c", Some("_"), None));
    for (algorithm, length) in ALGORITHMS {
        let digest = format!("{algorithm}:{}", "0f".repeat(length / 2));
        let text = format!("quay.io/a:1@{digest}");
        assert_eq!(parts(&text), (Some("quay.io"), "a", Some("1"), Some(digest.as_str())));
    }
    parts(&format!("a:{}", "t".repeat(128)));
    parts(&format!("a.b/{}", "n".repeat(251)));
    parts(&format!("n{}", "a".repeat(63).replace('a', "g")));
}

#[test]
fn invalid_references_point_at_what_is_wrong() {
    let cases: &[(&str, &str, &str)] = &[
        ("", "", "the image reference is empty"),
        (":tag", "", "the repository name is missing"),
        ("@sha256:00", "", "the repository name is missing"),
        ("quay.io/", "", "the repository name is missing"),
        ("Nginx", "N", "a repository name is lower case"),
        ("Foo/bar", "F", "a repository name is lower case"),
        ("quay.io/a/bC:1", "C", "a repository name is lower case"),
        ("a//b", "", "a path component is empty"),
        ("/a", "", "a path component is empty"),
        ("a/", "", "a path component is empty"),
        (" nginx", " ", "` ` is not allowed in a repository name"),
        ("nginx:1 ", " ", "` ` is not allowed in a tag"),
        ("nginx\r\n", "\r", "`\\r` is not allowed in a repository name"),
        ("quay.io/ä:1", "ä", "`ä` is not allowed in a repository name"),
        ("-a", "-", "a path component begins and ends with a letter or digit"),
        ("a/b_:1", "_", "a path component begins and ends with a letter or digit"),
        ("a.", ".", "a path component begins and ends with a letter or digit"),
        ("...", "...", "a path component begins and ends with a letter or digit"),
        ("a..b", "..", "names are separated by one of `.`, `_`, `__` or dashes"),
        ("a___b", "___", "names are separated by one of `.`, `_`, `__` or dashes"),
        ("a.-b", ".-", "names are separated by one of `.`, `_`, `__` or dashes"),
        ("nginx:", "", "the tag after `:` is missing"),
        ("nginx:-1", "-", "a tag begins with a letter, a digit or `_`"),
        ("nginx:1+2", "+", "`+` is not allowed in a tag"),
        ("nginx:1:2", ":", "`:` is not allowed in a tag"),
        ("h:5000/a:1/b", "/", "`/` is not allowed in a tag"),
        ("h:/a", "h:", "the port after `:` is missing"),
        ("h:80x/a", "x", "`x` is not allowed in a port"),
        ("h_1.io/a", "_", "`_` is not allowed in a registry host"),
        (".io/a", ".io", "each part of a registry host begins and ends with a letter or digit"),
        ("a-.io/a", "a-.io", "each part of a registry host begins and ends with a letter or digit"),
        ("[::1/a", "[::1", "an IPv6 address stands in `[` and `]`"),
        ("[]:5/a", "[]", "an IPv6 address stands in `[` and `]`"),
        ("[::g]/a", "g", "`g` is not allowed in an IPv6 address"),
        ("https://quay.io/a", "https://", "an image reference has no scheme"),
        ("oci://a", "oci://", "an image reference has no scheme"),
        ("{{ .Values.image }}", "{", "`{` is not allowed in a repository name"),
        ("quay.io/a:{{ .tag }}", "{", "`{` is not allowed in a tag"),
        ("$(IMAGE)", "$", "`$` is not allowed in a repository name"),
        ("a@", "", "a digest is an algorithm, `:` and hexadecimal digits"),
        ("a@sha256", "sha256", "a digest is an algorithm, `:` and hexadecimal digits"),
        ("a@md5:0", "md5", "the digest algorithm is not one of `sha256`, `sha384`, `sha512`"),
        ("a@sha256:0F", "F", "`F` is not allowed in a digest, which is lower-case hexadecimal"),
        ("a@sha256:00", "00", "a sha256 digest has 64 digits, not 2"),
    ];
    for (text, wrong, message) in cases {
        let error = ImageRef::parse(text).expect_err(text);
        assert_eq!((&text[error.range.to_usize()], error.message.as_str()), (*wrong, *message));
    }
}

#[test]
fn lengths_have_limits() {
    let message = |text: &str| ImageRef::parse(text).unwrap_err().message;
    assert_eq!(message(&format!("a:{}", "t".repeat(129))), "a tag has at most 128 characters");
    let long = "a name has at most 255 characters";
    assert_eq!(message(&format!("a.b/{}", "n".repeat(252))), long);
    // `docker.io/library/` counts.
    assert!(ImageRef::parse(&"n".repeat(237)).is_ok());
    assert_eq!(message(&"n".repeat(238)), long);
    assert_eq!(message(&"a".repeat(64)), "64 hexadecimal digits are an image id, not a name");
}

#[test]
fn names_are_compared_in_full() {
    let name = |text: &str| ImageRef::parse(text).unwrap().name();
    for text in ["nginx", "library/nginx:1", "docker.io/nginx", "index.docker.io/library/nginx"] {
        assert_eq!(name(text), "docker.io/library/nginx");
    }
    assert_eq!(name("a/b"), "docker.io/a/b");
    assert_eq!(name("quay.io/nginx"), "quay.io/nginx");
    let image = |text: &str| ImageRef::parse(text).unwrap();
    assert!(image("nginx:1").same_repository(&image("docker.io/nginx:2")));
    assert!(!image("nginx").same_repository(&image("quay.io/nginx")));
    assert!(!image("a/nginx").explicit_registry());
    assert!(image("docker.io/nginx").explicit_registry());
}

proptest::proptest! {
    #[test]
    fn any_text_ends(text in "[a-zA-Z0-9/:@.\\-_\\[\\]é ]{0,24}") {
        match ImageRef::parse(&text) {
            Ok(image) => assert_eq!(image.to_string(), text),
            Err(error) => assert!(text.get(error.range.to_usize()).is_some()),
        }
    }
}

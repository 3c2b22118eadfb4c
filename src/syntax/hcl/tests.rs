use proptest::prelude::*;

use super::{Configuration, Literal, Value, mentions_resource, parse};
use crate::limits;
use crate::source::{SourceFile, TextRange, VirtualPath};
use crate::syntax::tree::ProblemKind;

fn read(text: &str) -> Configuration {
    parse(&SourceFile::new(VirtualPath::new("x.tf"), text))
}

fn literal(configuration: &Configuration) -> &Literal {
    match &configuration.body.attribute("a").expect("the attribute `a`").value.value {
        Value::Text(literal) => literal,
        other => panic!("{other:?}"),
    }
}

/// The bytes in the file that `needle` of the value of `a` was decoded from.
fn source<'a>(configuration: &'a Configuration, needle: &str) -> &'a str {
    let literal = literal(configuration);
    let at = literal.text.find(needle).expect("the needle");
    let inner = TextRange::from_usize(at..at + needle.len());
    configuration.file.slice(literal.origin.outer_range(inner))
}

fn problem(text: &str) -> (String, String) {
    let configuration = read(text);
    let problem = configuration.problem.expect("a problem");
    assert!(configuration.body.blocks.is_empty());
    (configuration.file.slice(problem.range).to_owned(), problem.message)
}

#[test]
fn quoted_strings_have_escapes() {
    let text = "# é\na = \"ö\\n\\\"x\\\" \\u00e9\\U0001F600 $${a} %%{b} $ 50% \\\\\"\n";
    let configuration = read(text);
    assert_eq!(&*literal(&configuration).text, "ö\n\"x\" é😀 ${a} %{b} $ 50% \\");
    let pairs = [
        ("ö\n", "ö\\n"),
        ("\"x", "\\\"x"),
        ("é", "\\u00e9"),
        ("😀", "\\U0001F600"),
        ("${a}", "$${a}"),
        ("%{b} $ ", "%%{b} $ "),
        ("0% ", "0% "),
    ];
    for (needle, written) in pairs {
        assert_eq!(source(&configuration, needle), written, "{needle}");
    }
}

#[test]
fn heredocs_keep_their_text() {
    for line_end in ["\n", "\r\n"] {
        let text = "a = <<EOT\n  größe: 1 \\n\n\n  ö: '$${x}'\nEOT\n".replace('\n', line_end);
        let configuration = read(&text);
        let expected = "  größe: 1 \\n\n\n  ö: '${x}'\n".replace('\n', line_end);
        assert_eq!(&*literal(&configuration).text, expected);
        assert_eq!(source(&configuration, "größe"), "größe");
        assert_eq!(source(&configuration, "${x}'"), "$${x}'");
    }
}

#[test]
fn indented_heredocs_lose_what_all_lines_share() {
    for line_end in ["\n", "\r\n"] {
        let text = "a = <<-EOT\n    größe:\n      ö: é\n  \n\n    z: \"$${x}\"\n  EOT\nb = 1\n";
        let configuration = read(&text.replace('\n', line_end));
        // Terraform leaves the line of two blanks as it is.
        let expected = "größe:\n  ö: é\n  \n\nz: \"${x}\"\n".replace('\n', line_end);
        assert_eq!(&*literal(&configuration).text, expected);
        for (needle, written) in [("größe", "größe"), ("  ö: é", "  ö: é"), ("${x}\"", "$${x}\"")]
        {
            assert_eq!(source(&configuration, needle), written);
        }
        assert!(configuration.body.attribute("b").is_some());
    }
    assert_eq!(&*literal(&read("a = <<-EOT\n  EOT\n")).text, "");
    assert_eq!(&*literal(&read("a = <<-EOT\n   \n  EOT\n")).text, "   \n");
}

#[test]
fn what_must_be_evaluated_is_unknown() {
    let unknown = [
        "var.x",
        "data.a.b.values",
        "\"a ${var.x}\"",
        "\"%{ if x }a%{ endif }\"",
        "file(\"x.yaml\")",
        "jsonencode({ a = 1 })",
        "x ? \"a\" : \"b\"",
        "[for x in y : x]",
        "1 + 1",
        "<<-EOT\n  a: ${b}\nEOT",
        "{ (var.x) = 1 }",
    ];
    for text in unknown {
        let configuration = read(&format!("a = {text}\n"));
        let value = &configuration.body.attribute("a").expect(text).value;
        assert!(matches!(value.value, Value::Unknown), "{text}: {value:?}");
        assert_eq!(configuration.file.slice(value.range), text);
    }
}

#[test]
fn blocks_labels_and_literals_have_places() {
    let text = "\u{feff}# é\r\nresource \"kind\" \"näme\" {\r\n  l = [1, true, null]\r\n  o = { k = \"v\", \"q-r\" : (\"w\") }\r\n  inner {}\r\n}\r\n";
    let configuration = read(text);
    let slice = |range| configuration.file.slice(range);
    let block = configuration.body.blocks_of("resource").next().expect("a block");
    assert_eq!(slice(block.kind.range), "resource");
    let labels: Vec<_> = block.labels.iter().map(|l| (l.text.as_str(), slice(l.range))).collect();
    assert_eq!(labels, [("kind", "kind"), ("näme", "näme")]);
    assert!(slice(block.range).starts_with("resource") && slice(block.range).ends_with('}'));
    let list = &block.body.attribute("l").expect("a list").value;
    let Value::List(items) = &list.value else { panic!("{list:?}") };
    assert!(matches!(&items[0].value, Value::Number(text) if &**text == "1"));
    assert!(matches!(items[1].value, Value::Bool(true)));
    assert!(matches!(items[2].value, Value::Null));
    let object = &block.body.attribute("o").expect("an object").value;
    let Value::Object(entries) = &object.value else { panic!("{object:?}") };
    let keys: Vec<_> = entries.iter().map(|entry| slice(entry.name.range)).collect();
    assert_eq!(keys, ["k", "q-r"]);
    assert_eq!(slice(entries[1].value.range), "(\"w\")");
    assert!(matches!(&entries[1].value.value, Value::Text(text) if &*text.text == "w"));
    assert_eq!(slice(block.body.blocks[0].kind.range), "inner");
}

#[test]
fn mistakes_have_their_exact_place() {
    let cases = [
        ("a = \"é\nb = 1\n", "\"é", "this string is not closed on its line"),
        ("b {\n  a = [1, (2]\n}\n", "]", "`]` does not close `(`"),
        ("b {\n  a = 1\n", "{", "this `{` is never closed"),
        ("}\n", "}", "there is nothing that `}` could close"),
        ("a = <<-EOT\n x\n EOTX\n", "<<-EOT", "no line with nothing but `EOT` ends this heredoc"),
        (
            "a = <<-EOT # x\n x\n EOT\n",
            " # x",
            "nothing may follow the marker of a heredoc on its line",
        ),
        (
            "a = <<-EOT\n x\n EOT # y\n",
            "<<-EOT",
            "no line with nothing but `EOT` ends this heredoc",
        ),
        ("a = << EOT\n", " EOT", "nothing may follow the marker of a heredoc on its line"),
        ("a = 1 /* x\n", "/*", "this comment is never closed"),
        ("b {\n  é = 1\n  é = 2\n}\n", "é", "the attribute `é` is set twice"),
        ("a = \n", "\n", "a value is expected here"),
    ];
    for (text, place, message) in cases {
        assert_eq!(problem(text), (place.to_owned(), message.to_owned()), "{text}");
    }
    assert_eq!(problem("b {\n  a 1\n}\n").0, "1");
    assert_eq!(problem("a = 1 b = 2\n").0, "b");
}

// `terraform validate` accepts it.
#[test]
fn a_key_twice_in_an_object_is_no_mistake() {
    let configuration = read("a = { b = 1, b = 2 }\n");
    assert!(configuration.problem.is_none() && configuration.body.attributes.is_empty());
}

#[test]
fn hostile_texts_are_refused_early() {
    let kind = |text: &str| read(text).problem.expect("a problem").kind;
    for open in ["[", "{ a = ", "(", "\"${", "b {\n", "f(", "a ? [", "%{ if"] {
        let text = format!("a = {}", open.repeat(50_000));
        assert!(matches!(kind(&text), ProblemKind::TooDeep | ProblemKind::Invalid), "{open}");
    }
    for chain in ["!", "-", "1 + ", "a ? 1 : ", "f(", "a."] {
        assert!(read(&format!("a = {}1\n", chain.repeat(50_000))).body.attributes.len() < 2);
    }
    assert_eq!(kind(&format!("a = {{\n{}}}\n", "b = 1\n".repeat(10_000))), ProblemKind::TooLarge);
    assert_eq!(kind(&" ".repeat(limits::HCL_BYTES + 1)), ProblemKind::TooLarge);
}

#[test]
fn what_is_accepted_fits_a_small_stack() {
    let deepest = |open: &str, close: &str, levels: usize| {
        format!("a = {}1{}\n", open.repeat(levels), close.repeat(levels))
    };
    let pairs = [("[", "]"), ("(", ")"), ("f(", ")"), ("{ a = ", " }"), ("\"${", "}\"")];
    let texts: Vec<String> = pairs
        .iter()
        .flat_map(|(open, close)| [28, 29, 60, 64].map(|levels| deepest(open, close, levels)))
        .chain([deepest("!", "", 63), deepest("a ? [", "] : 1", 29), deepest("-[", "]", 29)])
        .collect();
    let parse = move || texts.iter().filter(|text| read(text).problem.is_none()).count();
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(parse);
    assert!(thread.expect("a thread").join().expect("no overflow") > 4);
}

#[test]
fn resources_are_found_in_broken_texts() {
    let kinds = ["spectrocloud_cluster_profile"];
    assert!(mentions_resource("x {\n resource \"spectrocloud_cluster_profile\" \"a\" {", &kinds));
    assert!(mentions_resource("\u{feff}resource spectrocloud_cluster_profile a {", &kinds));
    assert!(!mentions_resource("data \"spectrocloud_cluster_profile\" \"a\" {}", &kinds));
    assert!(!mentions_resource(
        "resource \"spectrocloud_cluster_profile_import\" \"a\" {}",
        &kinds
    ));
}

proptest! {
    #[test]
    fn every_offset_of_any_text_lies_in_its_file(
        text in "[ab\"\\\\$%{}é:\\-u0-9\n\r\t =\\[\\(<]{0,60}",
        prefix in prop::sample::select(vec!["a = \"", "a = <<E\n", "a = <<-E\n  ", "b {\n"]),
        suffix in prop::sample::select(vec!["\"\n", "\nE\n", "\n  E\n", "\n}\n", ""]),
    ) {
        let configuration = read(&format!("{prefix}{text}{suffix}"));
        let length = configuration.file.text().len();
        if let Some(problem) = &configuration.problem {
            prop_assert!(configuration.file.text().get(problem.range.to_usize()).is_some());
        }
        for attribute in &configuration.body.attributes {
            let Value::Text(literal) = &attribute.value.value else { continue };
            for (at, _) in literal.text.char_indices().chain([(literal.text.len(), ' ')]) {
                let outer = literal.origin.outer(u32::try_from(at).expect("short")) as usize;
                prop_assert!(outer <= length);
                prop_assert!(configuration.file.text().is_char_boundary(outer));
            }
        }
    }
}

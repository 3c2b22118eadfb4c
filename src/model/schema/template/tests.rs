use proptest::prelude::*;

use super::{DirectiveKind, Part, Template, Type};

fn mistakes(text: &str) -> Vec<(&str, String)> {
    let mistakes = Template::parse(text).mistakes;
    mistakes.into_iter().map(|m| (&text[m.range.to_usize()], m.message)).collect()
}

#[test]
fn every_form_in_use_is_read() {
    let templates = [
        "{{ required }}",
        "{{readonly}}",
        r#"{{ format "${string}" }}"#,
        r#"{{ required | format "${string}/${string}:${version}" | hints "größe" "zwei"}}"#,
        r#"  {{ format "${list:[a, b]}"  | hints "a | b }} c" }}
        "#,
        r#"{{ format "${string:/^a{1,2}[}|]\d \"x\"$/}" }}"#,
        r#"{{ format "${number:[-1.5--0.5]}" }}"#,
        r#"{{ format "${string}, ${string:/size=\d+/}" }}"#,
        r#"{{ required | readonly | hints "" }}"#,
    ];
    for template in templates {
        assert_eq!(mistakes(template), [], "{template}");
    }
}

#[test]
fn parts_keep_their_places() {
    let text = r#"{{ format "é\"${string:/\d{2}/}-${list:[ a ,b]}" | nope }}"#;
    let template = Template::parse(text);
    let format = template.formats().next().expect("a format");
    assert!(matches!(&format.parts[0], Part::Literal(text) if text == "é\""));
    let placeholders: Vec<_> = format.placeholders().collect();
    assert_eq!(&text[placeholders[0].range.to_usize()], r"${string:/\d{2}/}");
    let regex = placeholders[0].regex().expect("a pattern");
    assert_eq!((&text[regex.range.to_usize()], regex.text.as_str()), (r"\d{2}", r"\d{2}"));
    assert_eq!(placeholders[1].kind(), Some(Type::List));
    let options = placeholders[1].options();
    let written: Vec<_> = options.iter().map(|word| &text[word.range.to_usize()]).collect();
    assert_eq!(written, ["a", "b"]);
    assert!(matches!(template.directives[1].kind, DirectiveKind::Unknown));
    assert_eq!(&text[template.directives[1].name.range.to_usize()], "nope");
}

#[test]
fn bounds_may_have_signs_and_fractions() {
    for (text, low, high) in [
        ("[1-2]", "1", "2"),
        ("[-10--5]", "-10", "-5"),
        ("[ +0.5 - 99999999999999999999999 ]", "+0.5", "99999999999999999999999"),
    ] {
        let template = Template::parse(&format!("{{{{ format \"${{number:{text}}}\" }}}}"));
        let (a, b) = template.placeholders().next().and_then(|p| p.bounds()).expect(text);
        assert_eq!((a.text.as_str(), b.text.as_str()), (low, high));
    }
    for text in ["[1]", "[a-b]", "[1-]", "[1-2-3]", "[]", "[1,2]"] {
        let template = Template::parse(&format!("{{{{ format \"${{number:{text}}}\" }}}}"));
        assert!(template.placeholders().next().and_then(|p| p.bounds()).is_none(), "{text}");
    }
}

#[test]
fn mistakes_have_places() {
    let cases = [
        ("required", "required", "a template starts with `{{`"),
        ("{{ required", "{{", "`{{` is never closed"),
        ("{{ required }", "{{", "`{{` is never closed"),
        ("{{ required }} x", "x", "nothing may follow the template's `}}`"),
        ("{{ }}", "}", "a directive is missing here"),
        ("{{ required | }}", "}", "a directive is missing here"),
        ("{{ required | | readonly }}", "|", "a directive is missing here"),
        ("{{ hints \"é }}", "\"", "the quote that opens here is never closed"),
        ("{{ required format }}", "format", "`required` takes no argument"),
        ("{{ format ${string} }}", "${string}", "`format` takes strings in double quotes"),
        ("{{ format }}", "format", "`format` needs a string"),
        ("{{ hints 'x' }}", "'x'", "`hints` takes strings in double quotes"),
        ("{{ \"x\" }}", "x", "expected a directive before this string"),
        ("{{ format \"x\" }}", "x", "this format has no placeholder such as `${string}`"),
        ("{{ format \"é${string\" }}", "${", "this placeholder is never closed"),
        (
            "{{ format \"${string:/a}\" }}",
            "${string:/",
            "this regular expression does not end with `/}`",
        ),
        (
            "{{ format \"${list:[a,b}\" }}",
            "${list:[",
            "this bracket is never closed, or `}` does not follow it",
        ),
        ("{{ required | required }}", "required", "the directive `required` stands twice"),
    ];
    for (text, place, message) in cases {
        let found = mistakes(text);
        assert!(found.contains(&(place, message.to_owned())), "{text}: {found:?}");
    }
}

#[test]
fn huge_templates_end_at_once() {
    for piece in ["${", "{{ format \"", "|", "${string:/a/}", "[", "\\\"", "é "] {
        let text = format!("{{{{ format \"{}", piece.repeat(1_000_000 / piece.len()));
        Template::parse(&text);
        Template::parse(&format!("{text}\" }}}}"));
    }
}

proptest! {
    #[test]
    fn every_range_of_any_template_slices(
        text in r#"(\{\{)?( |\||"|required|format|hints|\$\{string|\$\{list|\$\{number|:|/|\[|\]|\}|é|,|1|-|\\|x){0,24}(\}\})?"#
    ) {
        let template = Template::parse(&text);
        let sliced = |range: crate::source::TextRange| text.get(range.to_usize()).is_some();
        prop_assert!(template.mistakes.iter().all(|mistake| sliced(mistake.range)));
        for placeholder in template.placeholders() {
            prop_assert!(sliced(placeholder.range) && sliced(placeholder.name.range));
            prop_assert!(placeholder.options().iter().all(|option| sliced(option.range)));
            if let Some((low, high)) = placeholder.bounds() {
                prop_assert_eq!(&text[low.range.to_usize()], low.text);
                prop_assert_eq!(&text[high.range.to_usize()], high.text);
            }
        }
    }
}

//! What is a template and what is not.

use super::{ErrorKind, mistake, parse, parsed};

const ACCEPTED: &[&str] = &[
    // text and trimming
    "",
    "plain } text {",
    "a\r\n{{- .x -}}\r\nb",
    "{{- .x}}",
    "{{.x -}}",
    "{{-3}}",
    "{{ -3 }}",
    "{{3 -}}",
    "{{\n.x\n|\r\n\tf\n}}",
    // comments
    "{{/* a */}}",
    "{{- /* a\n}} b */ -}}",
    "{{/**/}}",
    // operands
    "{{.}}",
    "{{.A.B}}",
    "{{$}}",
    "{{$.A}}",
    "{{(f .x).A.B}}",
    "{{f.A}}",
    "{{nil | f}}",
    "{{true}}",
    "{{.é_1}}",
    "{{f (g (h 1)) `raw\n` \"s\" 'x'}}",
    // numbers
    "{{+1}}",
    "{{0x1F}}",
    "{{0o17}}",
    "{{0b11}}",
    "{{1_000}}",
    "{{.5}}",
    "{{1.}}",
    "{{1e-3}}",
    "{{0x1.8p3}}",
    "{{1i}}",
    "{{1+2i}}",
    "{{'\\n'}}",
    "{{'é'}}",
    // variables
    "{{$x := 1}}{{$x}}",
    "{{$x = 1}}",
    "{{$x:= 1}}{{$x = 2}}{{$x.A}}",
    "{{if $x := 1}}{{$x}}{{else}}{{$x}}{{end}}",
    "{{range $i, $e := .}}{{$i}}{{$e}}{{end}}",
    "{{range $e := .}}{{$e}}{{end}}",
    "{{$e := .}}{{range $i, $e}}{{$i}}{{end}}",
    "{{with $x := 1}}{{$x}}{{end}}",
    "{{$x := $x}}",
    // pipelines
    "{{.x | f | g 1}}",
    "{{.x | }}",
    "{{1 | f}}",
    "{{.x | $.f}}",
    "{{.x | (f)}}",
    "{{.x | .f}}",
    // control
    "{{if .a}}1{{else if .b}}2{{else}}3{{end}}",
    "{{with .a}}1{{else with .b}}2{{else}}3{{end}}",
    "{{range .a}}{{break}}{{continue}}{{else}}{{end}}",
    "{{range .}}{{if .}}{{ break }}{{end}}{{end}}",
    "{{if .a}}{{else}}{{if .b}}{{end}}{{end}}",
    // named templates
    "{{define \"a\"}}x{{end}}{{template \"a\"}}{{template `a` .}}",
    "{{block \"b\" .}}x{{end}}",
    "{{if .}}{{block \"b\" .}}x{{end}}{{end}}",
    "{{template \"a\" $y := 1}}{{$y}}",
    "{{define \"a\"}} {{end}}{{define \"a\"}}x{{end}}{{define \"a\"}}{{/* c */}}{{end}}",
];

const REJECTED: &[(&str, &str, &str)] = &[
    // source, place, message
    ("{{-.x}}", "-.x", "bad number syntax: `-.x`"),
    ("{{.x-}}", "-", "bad character `-` after a name"),
    ("{{ /* a */ }}", "/", "unexpected `/` in command"),
    ("{{/* a */ }}", "*/", "the comment must end directly before the closing `}}`"),
    ("{{/* a", "", "unclosed comment"),
    ("{{.x", "", "unclosed action"),
    ("{{f (.x}}", "}}", "unclosed left parenthesis"),
    ("{{f (.x -}}", "-}}", "unclosed left parenthesis"),
    ("{{f .x)}}", ")", "unexpected right parenthesis"),
    ("{{}}", "}}", "missing value for command"),
    ("{{ -}}", "-}}", "missing value for command"),
    ("{{f ()}}", ")", "missing value for parenthesized pipeline"),
    ("{{if}}{{end}}", "}}", "missing value for if"),
    ("{{| f}}", "|", "unexpected `|` in command"),
    ("{{.x || f}}", "|", "unexpected `|` in command"),
    ("{{$x+2}}", "+", "bad character `+` after a name"),
    ("{{f\"a\"}}", "\"", "bad character `\"` after a name"),
    ("{{\"a\"\"b\"}}", "\"b\"", "unexpected `\"b\"` in operand"),
    ("{{(f)(g)}}", "(", "unexpected `(` in operand"),
    ("{{f .a, .b}}", ",", "unexpected `,` in operand"),
    ("{{.a : .b}}", ":", "expected `:=`"),
    ("{{é€}}", "€", "bad character `€` after a name"),
    ("{{€}}", "€", "unrecognized character `€` in action"),
    ("{{.x\u{a0}}}", "\u{a0}", "bad character `U+00A0` after a name"),
    ("{{\0}}", "\0", "unrecognized character `U+0000` in action"),
    ("{{f`\n`}}", "`", "bad character ``` after a name"),
    ("{{1`a\n`}}", "`a\n`", "unexpected ``a` in operand"),
    ("{{\"a\nb\"}}", "\"a", "unterminated quoted string"),
    ("{{\"a\\\nb\"}}", "\"a", "unterminated quoted string"),
    ("{{'a}}", "'a}}", "unterminated character constant"),
    ("{{`a}}", "", "unterminated raw quoted string"),
    ("{{\"é\\q\"}}", "\\q", "bad escape `\\q` in a string"),
    ("{{template \"\\xg0\"}}", "\\x", "bad escape `\\x` in a string"),
    ("{{''}}", "''", "malformed character constant: `''`"),
    ("{{'ab'}}", "'ab'", "malformed character constant: `'ab'`"),
    ("{{1e}}", "1e", "illegal number syntax: `1e`"),
    ("{{0x1.8}}", "0x1.8", "illegal number syntax: `0x1.8`"),
    ("{{1__0}}", "1__0", "illegal number syntax: `1__0`"),
    ("{{3k}}", "3k", "bad number syntax: `3k`"),
    ("{{1+2}}", "1+2", "bad number syntax: `1+2`"),
    ("{{1+i}}", "1+i", "illegal number syntax: `1+i`"),
    ("{{089}}", "089", "integer overflow: `089`"),
    (
        "{{99999999999999999999}}",
        "99999999999999999999",
        "integer overflow: `99999999999999999999`",
    ),
    ("{{1 | 2}}", "2", "non executable command in pipeline stage 2"),
    ("{{.x | f | .}}", ".", "non executable command in pipeline stage 3"),
    ("{{nil.x}}", ".x", "unexpected field after `nil`"),
    ("{{..x}}", ".x", "unexpected field after `.`"),
    ("{{\"s\".x}}", ".x", "unexpected field after `\"s\"`"),
    ("{{f := 1}}", ":=", "unexpected `:=` in operand"),
    ("{{.x = 1}}", "=", "unexpected `=` in operand"),
    ("{{$x.A := 1}}", "$x", "undefined variable `$x`"),
    ("{{$a, $b := f}}", "$b", "too many declarations in command"),
    ("{{range $a, $b, $c := f}}{{end}}", "$c", "too many declarations in range"),
    ("{{range $a, .b := f}}{{end}}", ".b", "`range` can only declare variables"),
    ("{{end}}", "{{end}}", "unexpected `end`"),
    ("a{{- else if .x}}", "{{- else if", "unexpected `else if`"),
    ("{{if .}}", "", "unclosed `if`: its `end` is missing"),
    ("{{if .}}{{else}}{{else}}{{end}}", "{{else}}", "expected `end`, found `else`"),
    ("{{range .}}{{else if .}}{{end}}", "{{else if", "`else if` does not continue `range`"),
    ("{{if .}}{{else with .}}{{end}}", "{{else with", "`else with` does not continue `if`"),
    ("{{if .}}{{else .}}{{end}}", ".", "unexpected `.` in else"),
    ("{{if .}}{{end .}}", ".", "unexpected `.` in end"),
    ("{{break}}", "{{break}}", "`break` outside of a `range`"),
    ("{{range .}}{{else}}{{continue}}{{end}}", "{{continue}}", "`continue` outside of a `range`"),
    (
        "{{range .}}{{block \"a\" .}}{{break}}{{end}}{{end}}",
        "{{break}}",
        "`break` outside of a `range`",
    ),
    ("{{range .}}{{break 1}}{{end}}", "1", "unexpected `1` in break"),
    ("{{f break}}", "break", "unexpected `break` in operand"),
    (
        "{{if .}}{{define \"a\"}}{{end}}{{end}}",
        "define",
        "`define` must stand at the top level of a file",
    ),
    ("{{define a}}{{end}}", "a", "unexpected `a` in define clause"),
    ("{{define \"a\" .}}{{end}}", ".", "unexpected `.` in define clause"),
    ("{{define \"a\"}}{{else}}{{end}}", "{{else}}", "unexpected `else` in `define`"),
    ("{{template .x}}", ".x", "unexpected `.x` in template clause"),
    ("{{block \"a\"}}{{end}}", "}}", "missing value for block clause"),
];

#[test]
fn templates_are_accepted() {
    for text in ACCEPTED {
        assert_eq!(mistake(text), None, "{text}");
    }
}

#[test]
fn mistakes_are_named_where_they_are() {
    for (text, place, message) in REJECTED {
        let error = mistake(text).unwrap_or_else(|| panic!("accepted: {text}"));
        let shown = &text[error.range.to_usize()];
        assert_eq!((shown, &*error.message), (*place, *message), "{text}");
        if place.is_empty() {
            assert_eq!(error.range.start as usize, text.len(), "{text}");
        }
    }
}

#[test]
fn unclosed_things_tell_where_they_open() {
    for (text, opener) in [
        ("é{{ .x\n", "{{"),
        ("{{- /* x", "{{- /*"),
        ("{{ f ((.x) }}", "("),
        ("{{ `x }}", "`"),
        ("a{{ end", "{{"),
        ("a{{- if .x }}b", "{{- if .x }}"),
        ("{{if 1}}{{else if 2}}", "{{if 1}}"),
        ("{{define \"x\" -}} {{range .}}{{end}}", "{{define \"x\" -}}"),
        ("{{define \"x\"}}a{{end}}{{define \"x\"}}b{{end}}", "\"x\""),
    ] {
        let (range, why) = mistake(text).unwrap().related.unwrap();
        assert_eq!(&text[range.to_usize()], opener, "{text}");
        assert_eq!(range.start as usize, text.find(opener).unwrap(), "{text}");
        assert!(!why.is_empty());
    }
}

#[test]
fn variables_live_until_the_end_of_their_list() {
    for text in [
        "{{$y}}",
        "{{if $y := 1}}{{end}}{{$y}}",
        "{{if .}}{{$y := 1}}{{end}}{{$y}}",
        "{{range $y, $e := .}}{{end}}{{$y}}",
        "{{$y := 1}}{{define \"a\"}}{{$y}}{{end}}",
        "{{$y := 1}}{{block \"a\" $y}}{{$y}}{{end}}",
        "{{define \"a\"}}{{$y := 1}}{{end}}{{$y}}",
    ] {
        let error = mistake(text).expect(text);
        assert_eq!(error.kind, ErrorKind::UndefinedVariable, "{text}");
        assert_eq!(error.message, "undefined variable `$y`");
    }
}

#[test]
fn a_name_is_defined_once_unless_blank() {
    let text = "{{define \"é\"}}1{{end}}{{define `é`}}2{{end}}";
    let error = mistake(text).unwrap();
    assert_eq!(error.kind, ErrorKind::DuplicateDefine);
    assert_eq!(&text[error.range.to_usize()], "`é`");
    assert_eq!(parsed(text).defines.len(), 1);
}

#[test]
fn unknown_functions_do_not_stop_the_parse() {
    let text = "{{ toYalm .x | nindent 2 }}{{ env \"A\" }}{{ if }}";
    let errors = parse(text).errors;
    let shown: Vec<_> = errors.iter().map(|error| &text[error.range.to_usize()]).collect();
    assert_eq!(shown, ["toYalm", "env", "}}"]);
    assert_eq!(errors[0].kind, ErrorKind::UnknownFunction("toYalm".into()));
    assert_eq!(errors[0].message, "function `toYalm` is not defined");
    assert_eq!(errors[2].kind, ErrorKind::Syntax);
}

#[test]
fn what_precedes_a_mistake_is_kept() {
    let template = parsed("a{{.b}}{{define \"c\"}}{{end}}{{if .}}{{.d}}{{(}}");
    assert_eq!((template.nodes(&template.main).len(), template.defines.len()), (2, 1));
}

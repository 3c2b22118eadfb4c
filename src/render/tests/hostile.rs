//! Templates that want to run for ever, fill the memory or overflow the stack.

use super::*;

fn refused(template: &str) -> (FailureKind, String) {
    let rendered = rendered(template, "");
    let error = rendered.errors.first().unwrap_or_else(|| panic!("{template}"));
    (error.kind, error.message.clone())
}

#[test]
fn recursion_ends() {
    for template in [
        "{{ include \"a\" . }}{{ define \"a\" }}{{ include \"a\" . }}{{ end }}",
        "{{ include \"a\" . }}{{ define \"a\" }}{{ include \"b\" . }}{{ end }}\
         {{ define \"b\" }}{{ if true }}{{ with (list (include \"a\" .)) }}{{ end }}{{ end }}{{ end }}",
    ] {
        let (_, message) = refused(template);
        assert!(message.starts_with("rendering template has a nested reference name"), "{message}");
    }
    for template in [
        "{{ template \"a\" . }}{{ define \"a\" }}{{ template \"a\" . }}{{ end }}",
        "{{ define \"a\" }}{{ end }}{{ $t := \"{{ tpl .t . }}\" }}{{ tpl $t (dict \"t\" $t) }}",
    ] {
        assert_eq!(refused(template).0, FailureKind::Limit, "{template}");
    }
}

#[test]
fn work_is_bounded() {
    let doubling = "{{ $m := dict }}{{ range until 60 }}{{ $m = dict \"a\" $m \"b\" $m }}{{ end }}";
    for end in [
        "{{ toYaml $m }}",
        "{{ toJson $m }}",
        "{{ $m }}",
        "{{ deepCopy $m | toString }}",
        "{{ toToml $m }}",
        "{{ deepEqual $m (deepCopy $m) }}",
        "{{ quote $m }}",
    ] {
        assert_eq!(refused(&format!("{doubling}{end}")).0, FailureKind::Limit, "{end}");
    }
    for template in [
        "{{ range until 1000000000 }}{{ end }}",
        "{{ range 9000000000000000000 }}{{ end }}",
        "{{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}",
        "{{ repeat 1000000000 \"xxxxxxxxxx\" }}",
        "{{ seq 1 1000000000 }}",
        "{{ $s := \"x\" }}{{ range until 100 }}{{ $s = print $s $s }}{{ end }}",
        "{{ indent 1000000000 \"a\" }}",
        "{{ randAlphaNum 1000000000 }}",
        "{{ $s := repeat 100000 \"a\" }}{{ replace \"\" (repeat 100000 \"b\") $s }}",
        "{{ range until 100000 }}{{ wrapWith 1 (repeat 100000 \"x\") (repeat 1000 \"a\") }}{{ end }}",
    ] {
        assert_eq!(refused(template).0, FailureKind::Limit, "{template}");
    }
}

#[test]
fn values_that_hold_themselves_are_not_followed_for_ever() {
    let cycle = "{{ $m := dict }}{{ $_ := set $m \"self\" $m }}";
    for end in ["{{ toYaml $m }}", "{{ $m }}", "{{ toJson $m }}", "{{ deepCopy $m }}"] {
        assert_eq!(refused(&format!("{cycle}{end}")).0, FailureKind::Limit, "{end}");
    }
    let deep = "{{ $m := dict }}{{ range until 50000 }}{{ $m = dict \"a\" $m }}{{ end }}";
    assert_eq!(refused(&format!("{deep}{{{{ toYaml $m }}}}")).0, FailureKind::Limit);
}

#[test]
fn odd_arguments_are_errors_or_nothing() {
    for template in [
        "{{ substr 2 1 \"abc\" }}",
        "{{ substr 1 99 \"é\" }}",
        "{{ trunc 1 \"é\" }}",
        "{{ trunc -9223372036854775808 \"é\" }}",
        "{{ abbrev 4 \"ééééé\" }}{{ abbrevboth 5 9 \"éééééééééé\" }}",
        "{{ wrap -1 \"é é\" }}{{ wrap 1 \"ééé\" }}",
        "{{ splitn \"\" 2 \"éab\" | toJson }}{{ splitn \",\" 0 \"a\" }}",
        "{{ div -9223372036854775808 -1 }}{{ mod -9223372036854775808 -1 }}",
        "{{ untilStep -9223372036854775808 9223372036854775807 9223372036854775807 }}",
        "{{ seq -9223372036854775808 -9223372036854775807 }}",
        "{{ round 1e308 400 }}{{ round 1.5 -400 }}",
        "{{ date \"2006\" 9223372036854775807 }}{{ date \"2006\" -9223372036854775808 }}",
        "{{ dateModify \"9999999h\" now }}{{ duration 9223372036854775807 }}",
        "{{ toDate \"_2 MST -0700\" \"é\" }}{{ toDate \"2006-01-02 PM\" \"2020-01-02 é\" }}",
        "{{ printf \"%é %*d %[1]d %\" 1 2 }}{{ printf \"%999999999d\" 1 }}",
        "{{ regexFind \"\\\\\" \"a\" }}",
        "{{ regexReplaceAll \"(a{1000}){1000}\" \"a\" \"b\" }}",
        "{{ regexMatch \"[[:é:]\" \"é\" }}{{ regexMatch \"[\" \"\" }}",
        "{{ urlParse \"é://%zz@[::1]:x/%\" }}",
        "{{ fromToml \"a = \\\"\\\\u12\\\"\" }}{{ fromToml \"[[[\" }}{{ fromToml \"é = \\\"\" }}",
        "{{ fromJson \"[[[[\" }}{{ fromYaml \"{{{{\" }}{{ fromYamlArray \"&a [*a]\" }}",
        "{{ b64dec \"é\" }}{{ b32dec \"=\" }}{{ b64dec \"====\" }}",
        "{{ title \"ßé\" }}{{ snakecase \"ÉéÀ1ß\" }}{{ camelcase \"__é--\" }}",
        "{{ chunk 0 (list 1) }}",
        "{{ slice (list 1 2) -1 9 }}",
        "{{ .Files.Glob \"[a-\" | len }}{{ .Files.Glob \"{a,{b,c}}**\" | len }}{{ .Files.Lines \"\" }}",
        "{{ index \"é\" 1 }}{{ call 1 }}",
        "{{ dig }}",
        "{{ semverCompare \"\" \"\" }}",
    ] {
        rendered(template, "");
    }
}

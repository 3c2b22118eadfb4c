//! Every function that looks at much has to pay for it: loops over large strings, lists and maps are
//! refused for the work that they take, whatever they do with it. What is counted is work, not time.

use super::*;

const REFUSED: &str = "rendering takes more work than palint does for one chart";

#[track_caller]
fn refused_for_work(template: &str) {
    let rendered = rendered(template, "");
    let errors: Vec<_> = rendered.errors.iter().map(|e| (e.kind, e.message.as_str())).collect();
    assert_eq!(errors, [(FailureKind::Limit, REFUSED)], "{template}");
}

/// A loop that works on a megabyte: thirty times are more than a chart may.
fn on_a_megabyte(calls: &str) {
    let text = "{{ $s := repeat 1000000 \"a\" }}{{ $t := print $s \"b\" }}{{ range until 30 }}";
    for call in calls.lines().map(str::trim).filter(|call| !call.is_empty()) {
        refused_for_work(&format!("{text}{{{{ $_ := {call} }}}}{{{{ end }}}}"));
    }
}

#[test]
fn searching_and_comparing_is_paid_for() {
    on_a_megabyte(
        r#"contains "ab" $s
        hasPrefix $s $t
        hasSuffix $s $t
        eq $s $t
        lt $s $t
        has $s (list $t)
        deepEqual $s $t
        regexMatch "b" $s
        regexFind "b" $s
        regexFindAll "b" $s -1
        regexReplaceAll "b" $s "c"
        regexReplaceAllLiteral "b" $s "c"
        regexSplit "b" $s -1
        regexQuoteMeta $s
        replace "b" "c" $s
        split "b" $s
        splitList "a" $s
        splitn "a" 2 $s
        uniq (list $s $t)
        without (list $s $t) $s
        sortAlpha (list $s $t)
        $.Files.Get $s
        $.Files.Glob $s
        $.Capabilities.APIVersions.Has $s
        hasKey (dict) $s"#,
    );
}

#[test]
fn hashing_and_writing_is_paid_for() {
    on_a_megabyte(
        r#"sha1sum $s
        sha256sum $s
        sha512sum $s
        adler32sum $s
        b64enc $s
        b64dec $s
        b32enc $s
        buildCustomCert $s $s
        encryptAES "k" $s
        htpasswd "u" $s
        derivePassword 1 "long" $s $s $s
        genCA $s 1
        genPrivateKey $s
        upper $s
        title $s
        swapcase $s
        snakecase $s
        initials $s
        nospace $s
        trimAll "b" $s
        substr 0 999999 $s
        abbrev 999999 $s
        wrap 80 $s
        indent 2 $s
        quote $s
        cat $s $s
        print $s
        printf "%s" $s
        printf "%q" $s
        printf $s 1
        html $s
        urlquery $s
        toJson $s
        toYaml $s
        toToml (dict "a" $s)
        tpl $s $"#,
    );
}

#[test]
fn reading_is_paid_for() {
    on_a_megabyte(
        r#"fromJson $s
        fromYaml $s
        fromYamlArray $s
        fromToml $s
        int $s
        float64 $s
        toDecimal $s
        urlParse $s
        toDate "2006" $s
        date $s now
        dateInZone $s now "UTC"
        duration $s
        dateModify $s now
        clean $s
        ext $s
        set (dict) $s $s
        lookup $s $s $s $s"#,
    );
}

#[test]
fn lists_and_maps_are_paid_for() {
    let list = "{{ $l := until 60000 }}{{ $m := dict }}{{ range $l }}{{ $_ := set $m (toString .) . }}{{ end }}";
    for call in [
        "append $l 1",
        "concat $l $l",
        "reverse $l",
        "rest $l",
        "initial $l",
        "uniq $l",
        "has -1 $l",
        "sortAlpha $l",
        "join \",\" $l",
        "toStrings $l",
        "keys $m",
        "values $m",
        "merge (dict) $m",
        "deepCopy $m",
        "omit $m \"1\"",
        "toJson $m",
        "len (printf \"%v\" $m)",
    ] {
        refused_for_work(&format!(
            "{list}{{{{ range until 5000 }}}}{{{{ $_ := {call} }}}}{{{{ end }}}}"
        ));
    }
}

#[test]
fn blow_ups_are_paid_for() {
    for template in [
        // Searches whose states double with every letter.
        "{{ $s := repeat 300000 \"01\" }}{{ range until 30 }}{{ regexMatch \"[01]*1[01]{400}$\" $s }}{{ end }}",
        "{{ $s := repeat 300000 \"a\" }}{{ range until 30 }}{{ regexMatch \"(a?){300}a{300}b\" $s }}{{ end }}",
        "{{ range $i := until 10000 }}{{ regexMatch (printf \"(x{1000}){5}%d\" $i) \"x\" }}{{ end }}",
        "{{ regexMatch (repeat 400000 \"a\") \"x\" }}",
        "{{ regexMatch (print \"[\" (repeat 200000 \"[:\")) \"x\" }}",
        "{{ regexMatch (repeat 400000 \"{\") \"x\" }}",
        "{{ .Files.Glob (print (repeat 10 \"{a,b}\") (repeat 100000 \"c\")) }}",
        "{{ .Files.Glob (repeat 200000 \"{a,b}\") }}",
        "{{ nindent 100000 (repeat 1000 \"\\n\") }}",
        "{{ range until 1000 }}{{ printf \"%100000d\" 1 }}{{ end }}",
        "{{ range until 100000 }}{{ printf \"%*d\" 100000 1 }}{{ end }}",
        "{{ range untilStep 0 1000000000000 1 }}{{ end }}",
        "{{ range until 1000000 }}{{ genCA \"x\" 365 }}{{ end }}",
        "{{ range until 1000000 }}{{ $_ := genSelfSignedCert \"x\" nil nil 1 }}{{ end }}",
        "{{ define \"a\" }}{{ include \"b\" . }}{{ include \"b\" . }}{{ end }}\
         {{ define \"b\" }}{{ if lt (len .) 60 }}{{ include \"a\" (append . 1) }}{{ end }}{{ end }}{{ include \"a\" (list) }}",
        "{{ $l := list }}{{ range until 100000 }}{{ $l = append $l . }}{{ end }}",
        "{{ $m := dict }}{{ range until 100000 }}{{ $m = merge (dict (toString .) .) $m }}{{ end }}",
    ] {
        refused_for_work(template);
    }
}

#[test]
fn templates_that_call_themselves_through_tpl_end() {
    for template in [
        "{{ define \"a\" }}{{ tpl \"{{ include \\\"a\\\" . }}\" . }}{{ end }}{{ include \"a\" . }}",
        "{{ define \"a\" }}{{ tpl .t . }}{{ end }}{{ include \"a\" (dict \"t\" \"{{ include \\\"a\\\" . }}\" \"Template\" .Template) }}",
        "{{ $t := \"{{ tpl .t . }}{{ tpl .t . }}\" }}{{ tpl $t (dict \"t\" $t \"Template\" .Template) }}",
    ] {
        assert!(!rendered(template, "").errors.is_empty(), "{template}");
    }
}

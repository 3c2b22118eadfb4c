//! What each command says of itself, and what shells and packagers take from it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod scratch;
    pub mod tree;
}

use support::scratch::{Scratch, err, out, status};

/// The names below `Commands:` of the help.
fn commands(scratch: &Scratch) -> Vec<String> {
    let help = out(&scratch.palint(&["--help"]));
    let (_, rest) = help.split_once("Commands:\n").unwrap();
    let lines = rest.lines().take_while(|line| !line.is_empty());
    lines.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn the_help_of_every_command_shows_examples_that_are_understood() {
    let scratch = Scratch::new("commands-help");
    let commands = commands(&scratch);
    assert!(commands.len() > 7 && !commands.contains(&"man".to_owned()), "{commands:?}");
    let known: Vec<_> = commands.iter().map(String::as_str).collect();
    for command in known.iter().filter(|command| **command != "help").chain(&["man"]) {
        let help = out(&scratch.palint(&[command, "--help"]));
        let (_, examples) = help.split_once("\nExamples:\n").unwrap_or_else(|| panic!("{help}"));
        let lines = examples.lines().filter_map(|line| line.strip_prefix("  palint "));
        let lines: Vec<_> = lines.collect();
        assert!(!lines.is_empty() && lines.iter().all(|line| line.starts_with(command)), "{help}");
        for line in lines {
            let words = line.split("  ").next().unwrap().split([' ', '<', '>']);
            let options: Vec<_> = words.filter(|word| word.starts_with("--")).collect();
            assert!(options.iter().all(|option| help.matches(option).count() > 1), "{line}");
        }
    }
}

#[test]
fn shells_complete_commands_and_options() {
    let scratch = Scratch::new("commands-completions");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = out(&scratch.palint(&["completions", shell]));
        for word in ["changed-since", "explain", "palint"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    scratch.write("palint.bash", &out(&scratch.palint(&["completions", "bash"])));
    let complete = |words: &str, index: u8| {
        let script = format!(
            "source ./palint.bash; COMP_WORDS=({words}); COMP_CWORD={index}; \
             _palint palint \"${{COMP_WORDS[$COMP_CWORD]}}\" \"${{COMP_WORDS[$COMP_CWORD-1]}}\"; \
             echo \"${{COMPREPLY[*]}}\""
        );
        let output = scratch.command("bash").args(["-c", &script]).output().unwrap();
        assert_eq!(err(&output), "");
        out(&output).trim().to_owned()
    };
    assert_eq!(complete("palint ex", 1), "explain");
    assert_eq!(complete("palint check --changed", 2), "--changed-since");
    assert_eq!(complete("palint check --color al", 3), "always");
    let wrong = scratch.palint(&["completions", "tcsh"]);
    assert_eq!(status(&wrong), 2);
}

#[test]
fn manual_pages_hold_every_command_and_option() {
    let scratch = Scratch::new("commands-man");
    let page = out(&scratch.palint(&["man"]));
    assert!(page.contains(".TH palint 1"), "{page}");
    for command in commands(&scratch) {
        assert!(page.contains(&format!("palint\\-{command}(1)")), "{command}");
        if command != "help" {
            let page = out(&scratch.palint(&["man", &command]));
            assert!(page.contains(&format!(".TH palint-{command} 1")), "{page}");
        }
    }
    let check = out(&scratch.palint(&["man", "check"]));
    assert!(check.contains(r"\fB\-\-write\-baseline\fR \fI<FILE>\fR"), "{check}");
    let wrong = scratch.palint(&["man", "chekc"]);
    assert_eq!(status(&wrong), 2);
    assert!(err(&wrong).contains("there is no command `chekc`; there are check"));
}

#[test]
fn a_check_of_nothing_says_what_it_looked_for() {
    let scratch = Scratch::new("commands-nothing");
    scratch.write("charts/x/Chart.yaml", "name: x\n");
    let output = scratch.palint(&["check"]);
    assert_eq!((status(&output), out(&output).as_str()), (2, ""));
    let said = err(&output);
    assert!(said.contains("nothing to lint in `.`") && said.contains("pack.json"), "{said}");
    let lenient = scratch.palint(&["check", "--no-error-on-unmatched", "--format", "json"]);
    assert_eq!((status(&lenient), err(&lenient).as_str()), (0, ""));
    assert!(out(&lenient).contains("\"packs\": 0"), "an empty report is a report");
}

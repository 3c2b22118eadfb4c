//! Whether to use colours: the flag first, then the environment, then the terminal.

use std::io::IsTerminal;

use super::arguments::ColourChoice;

pub(super) fn wanted(choice: ColourChoice) -> bool {
    chosen(choice, std::io::stdout().is_terminal())
}

pub(super) fn wanted_on_standard_error(choice: ColourChoice) -> bool {
    chosen(choice, std::io::stderr().is_terminal())
}

fn chosen(choice: ColourChoice, is_terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match choice {
        ColourChoice::Always => true,
        ColourChoice::Never => false,
        ColourChoice::Auto if set("NO_COLOR") => false,
        ColourChoice::Auto if set("FORCE_COLOR") || set("CLICOLOR_FORCE") => true,
        ColourChoice::Auto => {
            let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            !dumb && is_terminal
        }
    }
}

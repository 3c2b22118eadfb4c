//! `palint man`: the manual page of palint, or of one of its commands, for whoever packages it.

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::arguments::{Arguments, ManOptions};
use super::{Failure, Outcome, print};

pub(super) fn run(options: &ManOptions) -> Result<Outcome, Failure> {
    let mut palint = Arguments::command();
    palint.build();
    let command = match &options.command {
        Some(name) => of_command(&palint, name)?,
        None => palint,
    };
    let mut page = Vec::new();
    Man::new(command)
        .render(&mut page)
        .map_err(|error| format!("the manual page cannot be written: {error}"))?;
    print(&page)?;
    Ok(Outcome::Clean)
}

fn of_command(palint: &Command, name: &str) -> Result<Command, Failure> {
    let command = palint.find_subcommand(name).filter(|command| !command.is_hide_set());
    command.cloned().ok_or_else(|| {
        let known = palint.get_subcommands().filter(|command| !command.is_hide_set());
        let names: Vec<&str> = known.map(Command::get_name).collect();
        format!("there is no command `{name}`; there are {}", names.join(", "))
    })
}

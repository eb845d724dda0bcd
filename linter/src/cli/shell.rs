//! `ssot completions` and `ssot man`: the commands, described for a shell and for `man`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::failure::Failure;
use super::output::Color;
use super::{CommandLine, Outcome};

/// Arguments of `completions`.
#[derive(Clone, Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
    #[command(flatten)]
    color: Color,
}

/// Arguments of `man`.
#[derive(Clone, Debug, Args)]
pub(super) struct Man {
    #[command(flatten)]
    color: Color,
}

/// Writes a script that completes commands and options.
pub(super) fn completions(arguments: &Completions) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut CommandLine::command(), "ssot", &mut script);
    arguments.color.print(true, |_, out| out.write_all(&script))?;
    Ok(Outcome::Clean)
}

/// Writes the manual page, with all commands on one page.
pub(super) fn man(arguments: &Man) -> Result<Outcome, Failure> {
    let mut command = CommandLine::command();
    // Gives each subcommand its whole name.
    command.build();
    arguments.color.print(true, |_, out| {
        let mut page = Vec::new();
        clap_mangen::Man::new(command.clone()).render(&mut page)?;
        for subcommand in command.get_subcommands().filter(|command| !command.is_hide_set()) {
            let man = clap_mangen::Man::new(subcommand.clone());
            man.render_synopsis_section(&mut page)?;
            man.render_description_section(&mut page)?;
            man.render_options_section(&mut page)?;
        }
        out.write_all(&page)
    })?;
    Ok(Outcome::Clean)
}

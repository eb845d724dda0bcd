//! `ssot hook`: a plain git hook that checks what is staged.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::Outcome;
use super::failure::Failure;
use super::output::Color;
use super::root::WorkspaceRoot;
use crate::git::{Git, GitError};

/// Arguments of `hook`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: HookCommand,
}

#[derive(Clone, Debug, Subcommand)]
enum HookCommand {
    /// Check what is staged before each commit
    Install(HookArguments),
    /// Remove the hook
    Uninstall(HookArguments),
}

#[derive(Clone, Debug, Args)]
struct HookArguments {
    /// The workspace, or a folder in it
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    #[command(flatten)]
    color: Color,
}

/// The first lines of every hook that `ssot` writes.
const BEGINNING: &str = "#!/bin/sh\n# Written by `ssot hook install`; `ssot hook uninstall` takes it away.\n";

/// A line of older hooks, which could check only one workspace.
const WHOLE: &str = "exec ssot check --staged\n";

/// Around the way from the root of the repository to a workspace, on a line of its own.
const CALL: [&str; 2] = ["ssot check --staged ", " || exit\n"];

/// The calls of a hook, in the order in which they were installed.
struct Hook {
    calls: Vec<String>,
}

/// Installs or removes the hook.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let (HookCommand::Install(on) | HookCommand::Uninstall(on)) = &arguments.what;
    let (workspace, _) = WorkspaceRoot::around(&on.path)?;
    let git = Git::at(&workspace);
    let unknown = |error: GitError| Failure::new("git cannot locate its hooks", error.to_string(), error.next());
    let call = call(&git.prefix().map_err(unknown)?)?;
    let file = workspace.join(git.hooks().map_err(unknown)?).join("pre-commit");
    let failure = |error: io::Error| {
        let title = format!("the hook `{}` cannot be changed", file.display());
        Failure::new(title, error.to_string(), "check who may write it")
    };
    let there = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => BEGINNING.to_owned(),
        Err(error) => return Err(failure(error)),
    };
    let mut hook = Hook::parse(&there).ok_or_else(|| {
        let title = format!("there is another hook in `{}`", file.display());
        let next = format!("add the line `{}` to it, or remove it", call.trim_end());
        Failure::new(title, "it was not written by `ssot hook install`", next)
    })?;
    let is_there = hook.calls.contains(&call);
    let text = match &arguments.what {
        HookCommand::Install(_) => {
            hook.calls.extend((!is_there).then_some(call));
            write(&file, &hook.text()).map_err(failure)?;
            format!("`{}` checks what is staged in `{}`", file.display(), workspace.display())
        }
        HookCommand::Uninstall(_) if !is_there => "there is no hook".into(),
        HookCommand::Uninstall(_) => {
            hook.calls.retain(|other| *other != call);
            match hook.calls.is_empty() {
                true => fs::remove_file(&file),
                false => write(&file, &hook.text()),
            }
            .map_err(failure)?;
            format!("`{}` no longer checks `{}`", file.display(), workspace.display())
        }
    };
    on.color.print(true, |_, out| writeln!(out, "{text}"))?;
    Ok(Outcome::Clean)
}

/// The line that checks a workspace. git runs hooks at the root of the worktree.
fn call(prefix: &str) -> Result<String, Failure> {
    if prefix.chars().any(char::is_control) {
        let title = format!("a hook cannot name `{prefix}`");
        return Err(Failure::new(title, "it contains control characters", "rename the folder"));
    }
    let path = format!("./{}", prefix.trim_end_matches('/'));
    Ok(format!("{}{}{}", CALL[0], shell_words::quote(&path), CALL[1]))
}

impl Hook {
    /// `None` for a hook that `ssot` did not write.
    fn parse(text: &str) -> Option<Self> {
        let calls = text.strip_prefix(BEGINNING)?;
        if calls == WHOLE {
            return Some(Self {
                calls: vec![call("").ok()?],
            });
        }
        let is_ours = |line: &&str| line.starts_with(CALL[0]) && line.ends_with(CALL[1]);
        let lines: Vec<&str> = calls.split_inclusive('\n').collect();
        let all = lines.iter().all(is_ours);
        all.then(|| Self {
            calls: lines.into_iter().map(str::to_owned).collect(),
        })
    }

    fn text(&self) -> String {
        format!("{BEGINNING}{}", self.calls.concat())
    }
}

/// git runs only executable hooks on Unix; on other platforms it only looks whether the file exists.
fn write(hook: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = hook.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(hook, text)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(hook, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_quoted_for_the_shell() {
        assert_eq!(call("").expect("a name"), "ssot check --staged ./ || exit\n");
        assert_eq!(
            call("a b/it's/").expect("a name"),
            "ssot check --staged './a b/it'\\''s' || exit\n"
        );
        assert!(call("a\nb/").is_err());
    }

    #[test]
    fn hooks_with_foreign_lines_are_not_ours() {
        assert!(Hook::parse("#!/bin/sh\nexit 0\n").is_none());
        let ours = format!("{BEGINNING}{}", call("a/").expect("a name"));
        assert_eq!(Hook::parse(&ours).map(|hook| hook.text()), Some(ours.clone()));
        assert!(Hook::parse(&format!("{ours}echo more\n")).is_none());
        let older = Hook::parse(&format!("{BEGINNING}{WHOLE}")).expect("ours, too");
        assert_eq!(older.calls, [call("").expect("a name")]);
    }
}

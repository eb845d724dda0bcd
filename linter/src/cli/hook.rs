//! `ssot hook`: a plain git hook that judges what is staged.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::Outcome;
use super::failure::Failure;
use super::output::Color;
use crate::git::{Git, GitError};

/// Arguments of `hook`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Judge what is staged before each commit
    Install(On),
    /// Take the hook away again
    Uninstall(On),
}

#[derive(Clone, Debug, Args)]
struct On {
    /// The repository
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    #[command(flatten)]
    color: Color,
}

/// The whole hook. What is not word for word this is somebody else's.
const HOOK: &str = "#!/bin/sh\n# Written by `ssot hook install`; `ssot hook uninstall` takes it away.\nexec ssot check --staged\n";

/// Installs or removes the hook.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let (What::Install(on) | What::Uninstall(on)) = &arguments.what;
    let git = Git::at(&on.path);
    let unknown = |error: GitError| Failure::new("git cannot say where its hooks are", error.to_string(), error.next());
    let hook = on.path.join(git.hooks().map_err(unknown)?).join("pre-commit");
    let failure = |error: io::Error| {
        let title = format!("the hook `{}` cannot be changed", hook.display());
        Failure::new(title, error.to_string(), "check who may write it")
    };
    let there = match fs::read_to_string(&hook) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failure(error)),
    };
    if there.as_deref().is_some_and(|text| text != HOOK) {
        let title = format!("there is another hook in `{}`", hook.display());
        let next = "add the line `ssot check --staged` to it, or take it out";
        return Err(Failure::new(title, "it was not written by `ssot hook install`", next));
    }
    let told = match (&arguments.what, there) {
        (What::Install(_), _) => {
            write(&hook).map_err(failure)?;
            format!("`{}` judges what is staged", hook.display())
        }
        (What::Uninstall(_), Some(_)) => {
            fs::remove_file(&hook).map_err(failure)?;
            format!("`{}` is gone", hook.display())
        }
        (What::Uninstall(_), None) => "there is no hook".into(),
    };
    on.color.print(true, |_, out| writeln!(out, "{told}"))?;
    Ok(Outcome::Clean)
}

/// git runs what may be executed; elsewhere than on Unix it asks for no more than that the file is there.
fn write(hook: &Path) -> io::Result<()> {
    if let Some(folder) = hook.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(hook, HOOK)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(hook, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

//! `ssot cache`, and the options about the cache that every command has which reads code.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use clap::{Args, Subcommand};
use etcetera::BaseStrategy;

use super::Outcome;
use super::failure::Failure;
use super::output::{Color, print_status};
use crate::cache::{BundleStore, Cache, SharedCache};
use crate::config::Config;
use crate::link::Workspace;
use crate::snapshot::Snapshot;

/// The environment variable that names the folder of the cache.
const VARIABLE: &str = "SSOT_CACHE_DIR";

/// Where the cache is.
#[derive(Clone, Debug, Args)]
pub(super) struct CacheLocation {
    /// The folder of the cache [default: SSOT_CACHE_DIR, else the cache folder of the platform]
    #[arg(long, value_name = "DIR")]
    cache_dir: Option<PathBuf>,
}

/// Whether and where facts are cached.
#[derive(Clone, Debug, Args)]
pub(super) struct CacheArguments {
    #[command(flatten)]
    home: CacheLocation,
    /// Neither read nor write the cache
    #[arg(long, conflicts_with = "cache_dir")]
    no_cache: bool,
    /// Also take facts from this folder, which several machines share [default: SSOT_SHARED_CACHE, else the store behind the commands
    /// SSOT_SHARED_CACHE_GET and SSOT_SHARED_CACHE_PUT]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    shared_cache: Option<PathBuf>,
    /// Add what is missing to the shared cache [default: SSOT_FILL_SHARED_CACHE]
    #[arg(long, conflicts_with = "no_cache")]
    fill_shared_cache: bool,
}

/// Arguments of `cache`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: CacheCommand,
}

#[derive(Clone, Debug, Subcommand)]
enum CacheCommand {
    /// Print the folder of the cache
    Dir(LocationArguments),
    /// Delete everything in the cache
    Clean(LocationArguments),
    /// Print how much is in the cache
    Stats(LocationArguments),
}

#[derive(Clone, Debug, Args)]
struct LocationArguments {
    #[command(flatten)]
    home: CacheLocation,
    #[command(flatten)]
    color: Color,
}

impl CacheLocation {
    /// The folder; `None` on a machine without a cache folder.
    fn folder(&self) -> Option<PathBuf> {
        let named = self
            .cache_dir
            .clone()
            .or_else(|| std::env::var_os(VARIABLE).map(PathBuf::from));
        named.filter(|folder| !folder.as_os_str().is_empty()).or_else(|| {
            let platform = etcetera::base_strategy::choose_native_strategy().ok()?;
            Some(platform.cache_dir().join("ssot"))
        })
    }
}

impl CacheArguments {
    /// The cache, if one is wanted.
    pub(super) fn open(&self) -> Option<Arc<Cache>> {
        let folder = self.home.folder().filter(|_| !self.no_cache)?;
        Some(Arc::new(Cache::at(folder, SystemTime::now()).with_shared(self.shared())))
    }

    /// The shared cache, if one is named. Only options and environment name it, since a repository must not choose commands to run.
    fn shared(&self) -> Option<SharedCache> {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let command = |name: &str| {
            let written = set(name)?.into_string().ok()?;
            shell_words::split(&written).ok().filter(|words| !words.is_empty())
        };
        let folder = self
            .shared_cache
            .clone()
            .or_else(|| set("SSOT_SHARED_CACHE").map(PathBuf::from));
        let commands = || {
            Some(BundleStore::Commands {
                get: command("SSOT_SHARED_CACHE_GET")?,
                put: command("SSOT_SHARED_CACHE_PUT"),
            })
        };
        let store = folder.map(BundleStore::Folder).or_else(commands)?;
        let fills = self.fill_shared_cache || set("SSOT_FILL_SHARED_CACHE").is_some();
        Some(SharedCache::new(store, fills))
    }

    /// Links the files of a snapshot, for commands other than checks.
    pub(super) fn workspace(&self, snapshot: &Snapshot, config: &Config) -> Workspace {
        let kept = self.open();
        let workspace = crate::check::workspace(snapshot, config, kept.as_deref());
        close(kept.as_deref());
        workspace
    }
}

/// Keeps the cache within its limit, and reports what prevented that.
pub(super) fn close(cache: Option<&Cache>) {
    if let Some(cache) = cache {
        cache.trim();
        if let Some(trouble) = cache.trouble() {
            print_status(&format!(
                "warning: {trouble}; every run reads all files (`--no-cache` silences this)"
            ));
        }
        if let Some(trouble) = cache.shared().and_then(SharedCache::trouble) {
            print_status(&format!("warning: {trouble}"));
        }
    }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let (CacheCommand::Dir(on) | CacheCommand::Clean(on) | CacheCommand::Stats(on)) = &arguments.what;
    let folder = on.home.folder().ok_or_else(|| {
        let next = format!("name one with `--cache-dir`, or with {VARIABLE}");
        Failure::new("there is no cache folder", "the platform does not define one", next)
    })?;
    let cache = Cache::at(&folder, SystemTime::now());
    let text = match &arguments.what {
        CacheCommand::Dir(_) => folder.display().to_string(),
        CacheCommand::Stats(_) => {
            let stats = cache.stats();
            let of_others = match stats.foreign {
                0 => String::new(),
                bytes => format!("; {} of other versions", megabytes(bytes)),
            };
            format!("{} entries, {}{of_others}", stats.entries, megabytes(stats.bytes))
        }
        CacheCommand::Clean(_) => {
            let bytes = cache.clean().map_err(|error| {
                let next = "check its permissions, or remove the folder by hand";
                Failure::new(
                    format!("the cache `{}` cannot be emptied", folder.display()),
                    error.to_string(),
                    next,
                )
            })?;
            format!("{} deleted", megabytes(bytes))
        }
    };
    on.color.print(true, |_, out| writeln!(out, "{text}"))?;
    Ok(Outcome::Clean)
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

//! Shards on disk: a folder with a file for each table, and a manifest with their hashes. The name of a folder is made of its content, so
//! the same tables are one shard however often they are written. Nothing of a shard is used before its hashes are verified.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use arrow_json::{LineDelimitedWriter, ReaderBuilder};
use arrow_schema::ArrowError;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::arrow::{ArrowWriter, ProjectionMask};
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::rows::{ROWS_AT_ONCE, Repository};
use super::{FactsTable, TABLES, VERSION};

/// The file name of the manifest.
const MANIFEST: &str = "manifest.json";
/// The maximum size of a manifest in bytes.
const LONGEST_MANIFEST: u64 = 1 << 24;

/// Why a shard cannot be written or read.
#[derive(Debug, Error)]
pub enum ShardError {
    /// A file of it cannot be read or written.
    #[error("`{}`: {error}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The reason.
        error: io::Error,
    },
    /// A table cannot be encoded or decoded.
    #[error("table `{table}`: {error}")]
    Table {
        /// The table.
        table: String,
        /// The reason.
        error: ParquetError,
    },
    /// A rule about environment variables has a mistake, so the reads of its variables would be missing.
    #[error("a rule about environment variables: {0}")]
    Rule(String),
    /// The manifest is no manifest of a shard.
    #[error("`{}` is no manifest of a shard: {reason}", path.display())]
    Manifest {
        /// Its path.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
    /// It is of another version of the tables.
    #[error("`{}` has tables of version {found}, and this program reads version {VERSION}", path.display())]
    OtherVersion {
        /// The shard.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// There are two different shards of a repository, so its rows would count twice.
    #[error("`{}` and `{}` are shards of one repository", one.display(), other.display())]
    TwoOfOne {
        /// The one.
        one: PathBuf,
        /// The other.
        other: PathBuf,
    },
    /// A file is not the one that the manifest is about.
    #[error("`{}` is damaged: its hash is not the one in the manifest", path.display())]
    Damaged {
        /// The file, or the folder of the shard if that has the wrong name.
        path: PathBuf,
    },
}

/// What a shard has, and from where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShardManifest {
    /// The version of the tables.
    pub version: u32,
    /// The version of the program that wrote them.
    pub ssot: String,
    /// The name of the repository.
    pub repository: String,
    /// The commit that was checked out, if there was one.
    pub revision: Option<String>,
    /// The weights of categories in its score; a missing one weighs 1.
    pub weights: BTreeMap<String, f64>,
    /// The tables.
    pub tables: BTreeMap<String, TableFile>,
}

/// The file of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableFile {
    /// Its number of rows.
    pub rows: u64,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// A shard that is on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Shard {
    /// Its folder.
    pub path: PathBuf,
    /// Its manifest.
    pub manifest: ShardManifest,
}

impl Shard {
    /// The shards in a folder, each verified; sorted by path. A folder of another kind is passed over if it has no manifest.
    ///
    /// # Errors
    ///
    /// The first shard that cannot be read, or is not what its manifest says.
    pub fn all_in(folder: &Path) -> Result<Vec<Self>, ShardError> {
        shards_in(folder)?.iter().map(|path| Self::read(path)).collect()
    }

    /// Reads and verifies a shard.
    ///
    /// # Errors
    ///
    /// It cannot be read, is of another version, or is not what its manifest says.
    pub fn read(path: &Path) -> Result<Self, ShardError> {
        let manifest = ShardManifest::read(path)?;
        let shard = Self {
            path: path.to_owned(),
            manifest,
        };
        if !shard.manifest.is_of(path) {
            return Err(ShardError::Damaged { path: path.to_owned() });
        }
        for table in TABLES {
            let known = shard.manifest.tables.get(table.name);
            let known = known.ok_or_else(|| ShardError::Manifest {
                path: path.join(MANIFEST),
                reason: format!("it has no table `{}`", table.name),
            })?;
            let file = shard.file(table);
            if hash_of(&file)? != known.sha256 {
                return Err(ShardError::Damaged { path: file });
            }
        }
        Ok(shard)
    }

    /// Calls `each` for every row of a table, with these columns of it.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or has other columns than the table.
    pub fn rows<R: DeserializeOwned>(
        &self,
        table: &FactsTable,
        columns: &[&str],
        mut each: impl FnMut(R),
    ) -> Result<(), ShardError> {
        let path = self.file(table);
        let file = File::open(&path).map_err(|error| at(&path, error))?;
        // The hashes say that the file is the one that was written, not that whoever wrote it meant well.
        let read = catch_unwind(AssertUnwindSafe(|| read_table(file, columns, &mut each)));
        let no_table = |error| ShardError::Table {
            table: path.display().to_string(),
            error,
        };
        match read {
            Ok(read) => read.map_err(no_table),
            Err(_) => Err(no_table(ParquetError::General("it is malformed".to_owned()))),
        }
    }

    /// The file of a table.
    pub fn file(&self, table: &FactsTable) -> PathBuf {
        self.path.join(file_name(table))
    }
}

/// The part of a manifest that every version has.
#[derive(Deserialize)]
struct ManifestVersion {
    version: u32,
}

impl ShardManifest {
    /// The manifest in the folder of a shard.
    fn read(path: &Path) -> Result<Self, ShardError> {
        let manifest_path = path.join(MANIFEST);
        let mut text = String::new();
        let file = File::open(&manifest_path).map_err(|error| at(&manifest_path, error))?;
        file.take(LONGEST_MANIFEST)
            .read_to_string(&mut text)
            .map_err(|error| at(&manifest_path, error))?;
        let no_manifest = |reason: String| ShardError::Manifest {
            path: manifest_path.clone(),
            reason,
        };
        let version: ManifestVersion = serde_json::from_str(&text).map_err(|error| no_manifest(error.to_string()))?;
        if version.version != VERSION {
            return Err(ShardError::OtherVersion {
                path: path.to_owned(),
                found: version.version,
            });
        }
        serde_json::from_str(&text).map_err(|error| no_manifest(error.to_string()))
    }

    /// Whether it is the manifest of the shard in this folder.
    fn is_of(&self, path: &Path) -> bool {
        path.file_name().and_then(|name| name.to_str()) == Some(&*self.name())
    }

    /// The name of the folder: the repository, and a hash of everything.
    pub(crate) fn name(&self) -> String {
        let readable = |character: char| match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' => character,
            _ => '-',
        };
        let repository: String = self.repository.chars().map(readable).take(64).collect();
        let hash = hexadecimal(Sha256::digest(self.text()));
        format!("{repository}-{}", &hash[..16])
    }

    fn text(&self) -> String {
        // Strings and numbers always serialize.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// A shard that is being written. If it is dropped, nothing is kept.
pub(super) struct ShardWriter {
    folder: PathBuf,
    unfinished: tempfile::TempDir,
    tables: BTreeMap<String, TableFile>,
}

impl ShardWriter {
    pub(super) fn new(folder: &Path) -> Result<Self, ShardError> {
        fs::create_dir_all(folder).map_err(|error| at(folder, error))?;
        Ok(Self {
            unfinished: tempfile::Builder::new()
                .prefix(".unfinished")
                .tempdir_in(folder)
                .map_err(|error| at(folder, error))?,
            folder: folder.to_owned(),
            tables: BTreeMap::new(),
        })
    }

    /// Writes a table. `batches` are its rows, some at a time.
    pub(super) fn write<R: Serialize>(
        &mut self,
        table: &FactsTable,
        batches: impl IntoIterator<Item = Vec<R>>,
    ) -> Result<(), ShardError> {
        let path = self.unfinished.path().join(file_name(table));
        let file = File::create(&path).map_err(|error| at(&path, error))?;
        let rows = write_table(table, file, batches).map_err(|error| ShardError::Table {
            table: table.name.to_owned(),
            error,
        })?;
        let sha256 = hash_of(&path)?;
        self.tables.insert(table.name.to_owned(), TableFile { rows, sha256 });
        Ok(())
    }

    /// Gives the shard its name, and removes the other shards of the repository from the folder.
    pub(super) fn finish(
        self,
        Repository { name, revision }: &Repository,
        weights: &BTreeMap<String, f64>,
    ) -> Result<Shard, ShardError> {
        let manifest = ShardManifest {
            version: VERSION,
            ssot: env!("CARGO_PKG_VERSION").to_owned(),
            repository: name.clone(),
            revision: revision.clone(),
            weights: weights.clone(),
            tables: self.tables,
        };
        let path = self.folder.join(manifest.name());
        let file = self.unfinished.path().join(MANIFEST);
        fs::write(&file, manifest.text()).map_err(|error| at(&file, error))?;
        if !path.exists() {
            let unfinished = self.unfinished.keep();
            fs::rename(&unfinished, &path).map_err(|error| at(&path, error))?;
        }
        for other in shards_in(&self.folder)?.iter().filter(|other| **other != path) {
            let is_earlier = |known: ShardManifest| known.repository == manifest.repository && known.is_of(other);
            if ShardManifest::read(other).is_ok_and(is_earlier) {
                fs::remove_dir_all(other).map_err(|error| at(other, error))?;
            }
        }
        Ok(Shard { path, manifest })
    }
}

fn write_table<R: Serialize>(
    table: &FactsTable,
    file: File,
    batches: impl IntoIterator<Item = Vec<R>>,
) -> Result<u64, ParquetError> {
    let as_parquet = |error: ArrowError| ParquetError::External(Box::new(error));
    let schema = table.schema();
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = ArrowWriter::try_new(file, schema.clone(), Some(properties))?;
    let mut rows = 0;
    // A row with a column that the table does not have is an error.
    let mut decoder = ReaderBuilder::new(schema)
        .with_strict_mode(true)
        .with_batch_size(ROWS_AT_ONCE)
        .build_decoder()
        .map_err(as_parquet)?;
    for batch in batches {
        rows += batch.len() as u64;
        decoder.serialize(&batch).map_err(as_parquet)?;
        if let Some(batch) = decoder.flush().map_err(as_parquet)? {
            writer.write(&batch)?;
        }
    }
    writer.close()?;
    Ok(rows)
}

fn read_table<R: DeserializeOwned>(file: File, columns: &[&str], each: &mut impl FnMut(R)) -> Result<(), ParquetError> {
    let external = |error: Box<dyn Error + Send + Sync>| ParquetError::External(error);
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
    for batch in builder.with_projection(mask).with_batch_size(ROWS_AT_ONCE).build()? {
        let mut writer = LineDelimitedWriter::new(Vec::new());
        writer
            .write(&batch.map_err(|error| external(error.into()))?)
            .map_err(|error| external(error.into()))?;
        writer.finish().map_err(|error| external(error.into()))?;
        for row in serde_json::Deserializer::from_slice(&writer.into_inner()).into_iter() {
            each(row.map_err(|error| external(error.into()))?);
        }
    }
    Ok(())
}

/// The folders with manifests in a folder, sorted. Those that are being written are hidden.
fn shards_in(folder: &Path) -> Result<Vec<PathBuf>, ShardError> {
    let entries = fs::read_dir(folder).map_err(|error| at(folder, error))?.flatten();
    let entries = entries.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.join(MANIFEST).is_file());
    paths.sort();
    Ok(paths)
}

fn file_name(table: &FactsTable) -> String {
    format!("{}.parquet", table.name)
}

fn hash_of(path: &Path) -> Result<String, ShardError> {
    let mut hasher = Sha256::new();
    let mut file = File::open(path).map_err(|error| at(path, error))?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer).map_err(|error| at(path, error))?;
        if read == 0 {
            return Ok(hexadecimal(hasher.finalize()));
        }
        hasher.update(&buffer[..read]);
    }
}

fn hexadecimal(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn at(path: &Path, error: io::Error) -> ShardError {
    ShardError::Io {
        path: path.to_owned(),
        error,
    }
}

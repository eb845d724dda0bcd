//! Why a folder or one of its files cannot be read.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::finding::FilePath;

/// Why a folder cannot be read.
#[derive(Debug, Error)]
pub enum SnapshotError {
    /// Nothing is there.
    #[error("`{}` does not exist; give the folder of the workspace", path.display())]
    Missing {
        /// The root as given.
        path: PathBuf,
    },
    /// Something is there, and it is not a folder.
    #[error("`{}` is not a folder; give the folder of the workspace", path.display())]
    NotAFolder {
        /// The root as given.
        path: PathBuf,
    },
    /// The folder is there, and its entries cannot be listed.
    #[error("`{}` cannot be read ({cause}); check its permissions, or give another folder", path.display())]
    Unreadable {
        /// The root as given.
        path: PathBuf,
        /// The error of the operating system.
        cause: io::Error,
    },
}

/// Why one file has no text. The words name no path of the machine, so that they can stand in a report.
#[derive(Debug, Error)]
pub enum ReadError {
    /// Never was part of the snapshot.
    #[error("`{file}` is not among the files looked at")]
    Absent {
        /// The file asked for.
        file: FilePath,
    },
    /// The file existed when the folder was walked and has been deleted since.
    #[error("`{file}` vanished during the run")]
    Vanished {
        /// The file asked for.
        file: FilePath,
    },
    /// Is there, and cannot be read.
    #[error("`{file}` cannot be read: {cause}")]
    Unreadable {
        /// The file asked for.
        file: FilePath,
        /// The error of the operating system.
        cause: io::Error,
    },
    /// Has more bytes than are read of one file.
    #[error("`{file}` is too large to be read: it has {bytes} bytes, and {most} are the most")]
    TooLarge {
        /// The file asked for.
        file: FilePath,
        /// Its size.
        bytes: u64,
        /// The most for such a file.
        most: u64,
    },
    /// Is not text.
    #[error("`{file}` is not UTF-8 from byte {at} on")]
    NotUtf8 {
        /// The file asked for.
        file: FilePath,
        /// Offset of the first byte that is wrong, counted from 0.
        at: usize,
    },
}

//! Why a folder or one of its files cannot be read.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::finding::FilePath;

/// Why a folder cannot be read.
#[derive(Debug, Error)]
pub enum SnapshotError {
    /// The path does not exist.
    #[error("`{}` does not exist; give the folder of the workspace", path.display())]
    Missing {
        /// The root as given.
        path: PathBuf,
    },
    /// The path is not a folder.
    #[error("`{}` is not a folder; give the folder of the workspace", path.display())]
    NotAFolder {
        /// The root as given.
        path: PathBuf,
    },
    /// The folder exists, but its entries cannot be listed.
    #[error("`{}` cannot be read ({cause}); check its permissions, or give another folder", path.display())]
    Unreadable {
        /// The root as given.
        path: PathBuf,
        /// The error of the operating system.
        cause: io::Error,
    },
}

/// Why a file has no text. The messages contain no path of the machine, so that reports can contain them.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The file is not part of the snapshot.
    #[error("`{file}` is not among the files looked at")]
    Absent {
        /// The requested file.
        file: FilePath,
    },
    /// The file existed when the folder was walked and has been deleted since.
    #[error("`{file}` vanished during the run")]
    Vanished {
        /// The requested file.
        file: FilePath,
    },
    /// The file exists, but cannot be read.
    #[error("`{file}` cannot be read: {cause}")]
    Unreadable {
        /// The requested file.
        file: FilePath,
        /// The error of the operating system.
        cause: io::Error,
    },
    /// The file exceeds the size limit.
    #[error("`{file}` is too large to be read: it has {bytes} bytes, and {most} are the most")]
    TooLarge {
        /// The requested file.
        file: FilePath,
        /// Its size in bytes.
        bytes: u64,
        /// The size limit for such a file.
        most: u64,
    },
    /// The file is not UTF-8.
    #[error("`{file}` is not UTF-8 from byte {at} on")]
    NotUtf8 {
        /// The requested file.
        file: FilePath,
        /// The offset of the first invalid byte, counted from 0.
        at: usize,
    },
}

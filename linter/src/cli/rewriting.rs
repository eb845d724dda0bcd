//! Files that are rewritten, all or none, and only where they still say what they said when they were read.
//!
//! Somebody may save a file between the look at it and its replacement, and no call replaces a file on condition that it has
//! certain bytes. So the new text and what is there change places in one step, and what came out is compared afterwards: if it
//! is not what was read, the two change places again. What came out is deleted when all files have been compared. Where a
//! system or a file system cannot exchange files, a second name keeps what is replaced, and a file that somebody puts in
//! place within the few microseconds between the two calls is lost. A program that has opened a file before it was
//! replaced, and writes into it after it was compared, writes into what is gone, as it does beside git and editors.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::failure::Failure;
use crate::finding::FilePath;
use crate::fix::Fixed;

/// A file, and beside it what it shall say.
struct FileReplacement<'a> {
    file: &'a FilePath,
    target: PathBuf,
    beside: TempPath,
    before: &'a [u8],
    after: &'a [u8],
}

/// Writes what fixes have made of the files below a folder.
pub(super) fn rewrite(folder: &Path, fixed: &Fixed) -> Result<(), Failure> {
    let mut targets = BTreeSet::new();
    let mut swaps = Vec::new();
    for (file, (before, after)) in &fixed.changed {
        let path = folder.join(file.as_str());
        let target = fs::canonicalize(&path).map_err(|error| unwritten(file, &error))?;
        // Of two links to one file the second is fixed the next time.
        if targets.insert(target.clone()) {
            let swap = FileReplacement::prepared(file, target, before.as_bytes(), after.as_bytes());
            swaps.push(swap.map_err(|error| unwritten(file, &error))?);
        }
    }
    swap_all(&swaps)
}

fn unwritten(file: &FilePath, error: &io::Error) -> Failure {
    let title = format!("`{file}` could not be written");
    let next = "check its permissions and run the fix again";
    Failure::new(title, format!("{error}; no file was changed"), next)
}

fn swap_all(swaps: &[FileReplacement<'_>]) -> Result<(), Failure> {
    let mut failed = None;
    let mut done = 0;
    for swap in swaps {
        if let Err(error) = swap.exchange() {
            failed = Some((swap, error));
            break;
        }
        done += 1;
    }
    let swapped = &swaps[..done];
    let failed = failed.or_else(|| swapped.iter().find_map(|swap| Some((swap, swap.compare().err()?))));
    let Some((swap, error)) = failed else {
        return Ok(());
    };
    let left: Vec<String> = swapped.iter().rev().filter_map(FileReplacement::take_back).collect();
    let title = format!("`{}` could not be written", swap.file);
    let cause = match left.is_empty() {
        true => format!("{error}; no file was changed"),
        false => format!("{error}; of the files, {} and all others are as they were", left.join(", ")),
    };
    Err(Failure::new(
        title,
        cause,
        "run the fix again when nothing else writes to the files",
    ))
}

impl<'a> FileReplacement<'a> {
    fn prepared(file: &'a FilePath, target: PathBuf, before: &'a [u8], after: &'a [u8]) -> io::Result<Self> {
        let found = fs::metadata(&target)?;
        if !found.is_file() {
            return Err(changed());
        }
        if found.permissions().readonly() {
            return Err(io::Error::other("it is read-only"));
        }
        let folder = target.parent().unwrap_or(Path::new("."));
        let mut beside = tempfile::Builder::new().tempfile_in(folder)?;
        beside.write_all(after)?;
        keep_owner_and_attributes(&File::open(&target)?, beside.as_file())?;
        beside.as_file().set_permissions(found.permissions())?;
        let swap = Self {
            file,
            target,
            beside: beside.into_temp_path(),
            before,
            after,
        };
        if says(&swap.target, before) {
            Ok(swap)
        } else {
            Err(changed())
        }
    }

    /// The two files change places.
    fn exchange(&self) -> io::Result<()> {
        exchange(&self.beside, &self.target)
    }

    /// What came out is what was read.
    fn compare(&self) -> io::Result<()> {
        if says(&self.beside, self.before) {
            Ok(())
        } else {
            Err(changed())
        }
    }

    /// Puts back what came out; says where there are now two texts of one file, or the new one stays.
    fn take_back(&self) -> Option<String> {
        let (file, beside) = (self.file, self.beside.display());
        let was_changed = self.compare().is_err();
        if let Err(error) = self.exchange() {
            return Some(format!("`{file}` stays fixed because it could not be restored: {error},"));
        }
        if says(&self.beside, self.after) {
            return None;
        }
        // Somebody has changed the new text, too.
        if was_changed {
            let kept = self.kept();
            return Some(format!("`{file}` was changed twice, and the second text is in `{kept}`,"));
        }
        match self.exchange() {
            Ok(()) => Some(format!("`{file}` is fixed, and was changed afterwards,")),
            Err(error) => Some(format!(
                "`{file}` was changed afterwards, and that text is in `{beside}`: {error},"
            )),
        }
    }

    /// Where what lies beside is kept under a new name, which no link of a stranger's can have taken.
    fn kept(&self) -> String {
        let folder = self.target.parent().unwrap_or(Path::new("."));
        let kept = tempfile::Builder::new()
            .prefix("changed-")
            .suffix(".rs.kept")
            .tempfile_in(folder);
        let kept = kept.and_then(|mut kept| {
            io::copy(&mut File::open(&self.beside)?, &mut kept)?;
            Ok(kept.keep()?.1)
        });
        match kept {
            Ok(path) => path.display().to_string(),
            Err(error) => format!("nothing: {error}"),
        }
    }
}

fn changed() -> io::Error {
    io::Error::other("it was changed in the meantime")
}

/// A file has these bytes and no others.
fn says(path: &Path, bytes: &[u8]) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let mut found = Vec::with_capacity(bytes.len() + 1);
    let read = file.take(bytes.len() as u64 + 1).read_to_end(&mut found);
    read.is_ok() && found == bytes
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => exchange_by_names(one, other),
        exchanged => Ok(exchanged?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    exchange_by_names(one, other)
}

fn exchange_by_names(one: &Path, other: &Path) -> io::Result<()> {
    let kept = one.with_extension("kept");
    fs::hard_link(other, &kept).or_else(|_| fs::copy(other, &kept).map(drop))?;
    fs::rename(one, other)?;
    fs::rename(&kept, one)
}

/// The owner must be kept. Attributes are as far as the user may set them: some belong to the system.
#[cfg(unix)]
fn keep_owner_and_attributes(from: &File, to: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let (owned, made) = (from.metadata()?, to.metadata()?);
    if (owned.uid(), owned.gid()) != (made.uid(), made.gid()) {
        let cannot = |error| io::Error::other(format!("its owner could not be kept: {error}"));
        fchown(to, Some(owned.uid()), Some(owned.gid())).map_err(cannot)?;
    }
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    keep_attributes(from, to);
    Ok(())
}

#[cfg(not(unix))]
fn keep_owner_and_attributes(_: &File, _: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn keep_attributes(from: &File, to: &File) {
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fsetxattr};
    /// The most that Linux lets the names, or one value, take.
    const MOST: usize = 1 << 16;
    let (mut names, mut value) = (vec![0; MOST], vec![0; MOST]);
    let length = flistxattr(from, &mut names[..]).unwrap_or(0);
    for name in names[..length].split(|&byte| byte == 0).filter(|name| !name.is_empty()) {
        if let Ok(length) = fgetxattr(from, name, &mut value[..]) {
            let _ = fsetxattr(to, name, &value[..length], XattrFlags::empty());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_exchanged_with_and_without_the_system_call() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        for exchange in [exchange, exchange_by_names] {
            fs::write(&one, "1").expect("written");
            fs::write(&other, "2").expect("written");
            exchange(&one, &other).expect("both are there");
            assert!(says(&one, b"2") && says(&other, b"1"));
            assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
        }
    }

    #[test]
    fn all_replacements_are_undone_if_one_file_has_changed() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let (file, path) = (FilePath::new("a.rs"), |name: &str| folder.path().join(name));
        for name in ["a.rs", "b.rs"] {
            fs::write(path(name), "before").expect("written");
        }
        let prepared = |name| FileReplacement::prepared(&file, path(name), b"before", b"after").expect("both can be written");
        let swaps = [prepared("a.rs"), prepared("b.rs")];
        // In place, as some editors save, and after everything was prepared.
        fs::write(path("b.rs"), "before, and more").expect("written");
        let failure = swap_all(&swaps).expect_err("one has changed");
        assert!(
            failure.cause.contains("changed in the meantime; no file was changed"),
            "{failure:?}"
        );
        drop(swaps);
        assert!(says(&path("a.rs"), b"before") && says(&path("b.rs"), b"before, and more"));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }

    #[test]
    fn an_edit_made_after_the_replacement_is_kept() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let (file, path) = (FilePath::new("a.rs"), folder.path().join("a.rs"));
        fs::write(&path, "before").expect("written");
        let swap = FileReplacement::prepared(&file, path.clone(), b"before", b"after").expect("it can be written");
        swap.exchange().expect("both are there");
        fs::write(&path, "after, and more").expect("written");
        assert!(swap.take_back().is_some_and(|note| note.contains("changed afterwards")));
        drop(swap);
        assert!(says(&path, b"after, and more"));
    }
}

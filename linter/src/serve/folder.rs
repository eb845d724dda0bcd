//! The folder of the workspace, and the URIs of its files.

use std::path::{Path, PathBuf};

use lsp_types::Uri;

use crate::finding::FilePath;
use crate::report::uri;

/// The folder of the workspace: its real path, and the path that the client uses, which may contain links.
#[derive(Clone, Debug)]
pub struct Folder {
    real: PathBuf,
    spelled: PathBuf,
}

impl Folder {
    /// The folder `real` for a client that has opened `opened`, which is that folder or a folder below it.
    pub fn new(real: PathBuf, opened: &Path, really_opened: &Path) -> Self {
        let below = really_opened.strip_prefix(&real).map_or(0, |below| below.iter().count());
        let spelled = opened.ancestors().nth(below).unwrap_or(&real).to_owned();
        Self { real, spelled }
    }

    /// Its real path.
    pub(super) fn path(&self) -> &Path {
        &self.real
    }

    /// The file with a URI; `None` outside of the workspace.
    pub(super) fn file(&self, uri: &Uri) -> Option<FilePath> {
        let path = path(uri)?;
        let inside = [&self.spelled, &self.real].into_iter();
        let relative = inside.filter_map(|folder| path.strip_prefix(folder).ok()).next()?;
        FilePath::join("", relative.to_str()?).filter(|file| !file.as_str().is_empty())
    }

    /// The URI of a file, for one whose spelling by the client is not known.
    pub(super) fn uri(&self, file: &FilePath) -> Option<Uri> {
        let path = self.spelled.join(file.as_str());
        format!("file://{}", uri(path.to_str()?)).parse().ok()
    }
}

/// The path of a `file:` URI on this machine.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri
        .scheme()
        .is_some_and(|scheme| scheme.as_str().eq_ignore_ascii_case("file"));
    let path = uri.path().as_estr().decode().into_string().ok()?;
    (is_file && path.starts_with('/')).then(|| PathBuf::from(&*path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(folder: &Folder, uri: &str) -> Option<String> {
        let uri = uri.parse().expect("a URI");
        folder.file(&uri).map(|file| file.to_string())
    }

    #[test]
    fn files_are_recognised_by_both_paths_of_the_folder() {
        let folder = Folder::new("/real/ws".into(), Path::new("/link/crates/a"), Path::new("/real/ws/crates/a"));
        assert_eq!(
            file(&folder, "file:///link/src/a%20b%C3%BC.rs").as_deref(),
            Some("src/a bü.rs")
        );
        assert_eq!(file(&folder, "file:///real/ws/src/lib.rs").as_deref(), Some("src/lib.rs"));
        for outside in [
            "file:///other/lib.rs",
            "untitled:one",
            "http://x/link/a.rs",
            "file:///link",
            "file:///link/a%FF.rs",
        ] {
            assert_eq!(file(&folder, outside), None, "{outside}");
        }
        let uri = folder.uri(&FilePath::new("src/a bü.rs")).expect("a URI");
        assert_eq!(uri.as_str(), "file:///link/src/a%20b%C3%BC.rs");
    }
}

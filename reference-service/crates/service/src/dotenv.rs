use foundation::text;
use std::{fs, io};

const DOTENV: &str = ".env";

/// The text of the `.env` file where the process was started, if there is one.
///
/// # Errors
/// When there is one that cannot be read.
pub(crate) fn dotenv_text() -> Result<Option<String>, String> {
    let bytes = match fs::read(DOTENV) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("cannot read {DOTENV}: {error}")),
    };
    match text::decode_file(&bytes) {
        Ok(text) => Ok(Some(text.to_owned())),
        Err(error) => Err(format!("{DOTENV} is {error}")),
    }
}

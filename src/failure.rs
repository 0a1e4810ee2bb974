//! What stops the program itself, as opposed to findings about the author's files.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A failure at the edge. Each names what was done and to what.
#[derive(Debug)]
pub enum Failure {
    /// The system refused.
    Io { operation: &'static str, path: PathBuf, error: io::Error },
    /// The command's words do not fit.
    Usage(String),
    /// A guard refused to do harm.
    Refused(String),
}

impl Failure {
    pub fn io(operation: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Failure {
        let path = path.to_owned();
        move |error| Failure::Io { operation, path, error }
    }

    /// The exit code: 2 for usage and environment, 3 for a guard.
    pub fn exit_code(&self) -> u8 {
        match self {
            Failure::Io { .. } | Failure::Usage(_) => 2,
            Failure::Refused(_) => 3,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Io { operation, path, error } => {
                let text = error.to_string();
                let text = text.split(" (os error").next().unwrap_or(&text).to_lowercase();
                write!(f, "cannot {operation} `{}`: {text}", path.display())
            }
            Failure::Usage(message) | Failure::Refused(message) => f.write_str(message),
        }
    }
}

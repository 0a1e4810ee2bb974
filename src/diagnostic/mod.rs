//! Findings about the author's files: collected by every stage, never thrown.

pub mod code;
pub mod suggest;

use std::ops::Range;

pub use code::Code;

use crate::vpath::VPath;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Error,
    Warning,
    Info,
}

impl Level {
    pub fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "info",
        }
    }
}

/// A second place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub file: VPath,
    /// Bytes in the file's text (LF line ends, no byte order mark).
    pub range: Range<usize>,
    pub message: String,
}

/// One finding. Messages are one line, lower case, without a full stop, names in backticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub level: Level,
    pub message: String,
    pub file: Option<VPath>,
    /// Bytes in the file's text (LF line ends, no byte order mark).
    pub range: Option<Range<usize>>,
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// The locale whose readers are concerned.
    pub locale: Option<String>,
}

impl Diagnostic {
    /// A finding at its code's default level, without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            level: code.info().level,
            message: message.into(),
            file: None,
            range: None,
            labels: Vec::new(),
            help: None,
            locale: None,
        }
    }

    pub fn in_file(mut self, file: &VPath) -> Diagnostic {
        self.file = Some(file.clone());
        self
    }

    pub fn at(mut self, file: &VPath, range: Range<usize>) -> Diagnostic {
        self.file = Some(file.clone());
        self.range = Some(range);
        self
    }

    pub fn label(mut self, file: &VPath, range: Range<usize>, message: &str) -> Diagnostic {
        self.labels.push(Label { file: file.clone(), range, message: message.to_owned() });
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    pub fn locale(mut self, tag: &str) -> Diagnostic {
        self.locale = Some(tag.to_owned());
        self
    }

    pub fn level(mut self, level: Level) -> Diagnostic {
        self.level = level;
        self
    }

    /// Whether this must not be in a release, though it may be while people work on it.
    pub fn holds_release(&self) -> bool {
        match self.code {
            Code::S03 | Code::R01 | Code::R03 => self.level == Level::Warning,
            Code::S10 | Code::U08 => true,
            _ => false,
        }
    }

    fn sort_key(&self) -> (Option<&VPath>, Option<usize>, Code, &str, Option<&str>) {
        let start = self.range.as_ref().map(|range| range.start);
        (self.file.as_ref(), start, self.code, &self.message, self.locale.as_deref())
    }
}

/// Sorts findings by file, place and code, and drops those said twice.
pub fn sort(diags: &mut Vec<Diagnostic>) {
    diags.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    diags.dedup();
}

/// How many findings of each level there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

/// Counts findings by level.
pub fn count(diags: &[Diagnostic]) -> Counts {
    let mut counts = Counts::default();
    for diag in diags {
        match diag.level {
            Level::Error => counts.errors += 1,
            Level::Warning => counts.warnings += 1,
            Level::Info => counts.infos += 1,
        }
    }
    counts
}

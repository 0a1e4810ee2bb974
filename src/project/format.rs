//! What a book is written as.

/// A form that a build writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The site.
    Html,
    /// For paper. Written by programs with the feature `pdf`.
    #[cfg(feature = "pdf")]
    Pdf,
    /// The whole book of a locale for e-readers.
    Epub,
    /// The whole book of a locale in one HTML file that needs nothing beside it.
    Single,
    /// Plain text.
    Text,
    /// The pages of a locale, and of all locales, to unpack and read from the disk.
    Zip,
}

impl Format {
    /// Those that this build of the program can write.
    pub const ALL: &[Format] = &[
        Format::Html,
        #[cfg(feature = "pdf")]
        Format::Pdf,
        Format::Epub,
        Format::Single,
        Format::Text,
        Format::Zip,
    ];

    /// The name in the config and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Epub => "epub",
            Format::Single => "single",
            Format::Text => "text",
            Format::Zip => "zip",
            #[cfg(feature = "pdf")]
            Format::Pdf => "pdf",
        }
    }

    /// Whether a file of it takes long to make, and all cores.
    pub fn is_slow(self) -> bool {
        #[cfg(feature = "pdf")]
        return self == Format::Pdf;
        #[cfg(not(feature = "pdf"))]
        false
    }

    pub fn parse(name: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The names of all.
    pub fn names() -> Vec<&'static str> {
        Format::ALL.iter().map(|format| format.name()).collect()
    }
}

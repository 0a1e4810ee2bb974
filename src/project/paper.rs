//! Sizes of paper.

/// What a book is printed on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paper {
    /// A booklet: two of its pages fill a sheet of A4.
    #[default]
    A5,
    A4,
    Letter,
}

/// Lengths of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures {
    /// Millimetres.
    pub width: f64,
    pub height: f64,
    pub margin: f64,
    /// Points of running text.
    pub size: f64,
}

impl Paper {
    /// The names in the config.
    pub const NAMES: [&'static str; 3] = ["a5", "a4", "letter"];

    pub fn parse(name: &str) -> Option<Paper> {
        [Paper::A5, Paper::A4, Paper::Letter]
            .into_iter()
            .zip(Paper::NAMES)
            .find(|(_, own)| *own == name)
            .map(|own| own.0)
    }

    /// Sizes of ISO 216 and ANSI/ASME Y14.1.
    pub fn measures(self) -> Measures {
        let (width, height, margin, size) = match self {
            Paper::A5 => (148.0, 210.0, 15.0, 9.5),
            Paper::A4 => (210.0, 297.0, 24.0, 11.0),
            Paper::Letter => (215.9, 279.4, 24.0, 11.0),
        };
        Measures { width, height, margin, size }
    }
}

//! What a chapter is printed as by itself.

/// One chapter on one side of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sheet {
    /// To hand out.
    Leaflet,
    /// To put up.
    Poster,
}

impl Sheet {
    /// The names in front matter and in addresses.
    pub const NAMES: [&'static str; 2] = ["leaflet", "poster"];

    pub fn name(self) -> &'static str {
        match self {
            Sheet::Leaflet => "leaflet",
            Sheet::Poster => "poster",
        }
    }

    pub fn parse(name: &str) -> Option<Sheet> {
        [Sheet::Leaflet, Sheet::Poster].into_iter().find(|sheet| sheet.name() == name)
    }
}

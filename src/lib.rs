pub mod cldr;
pub mod data;
pub mod diagnostic;
pub mod inputs;
pub mod vpath;
pub mod document;

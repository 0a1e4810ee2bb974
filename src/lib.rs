//! `handbook` turns multilingual Markdown chapters into a static site. The pipeline, in the order the
//! data flows; each stage returns its value and its findings, only the edges can fail:
//!
//! 1. [`disk::scan()`] reads files into an [`inputs::Delta`]; [`inputs::Inputs`] keeps what changed.
//! 2. [`project::load`] makes config, locales and templates of it.
//! 3. [`document::parse()`] makes a tree of each chapter.
//! 4. [`translation::judge()`] lays each translation beside its source.
//! 5. [`book::outline::build`] and [`book::assemble()`] give order, titles and fallback.
//! 6. [`check`] looks at all of it; [`render::render()`] makes one output file when asked for it.
//! 7. [`engine::Engine`] holds the state between two updates; [`engine::Snapshot`] is the book at one moment.
//! 8. [`disk::Staging`] puts a whole site in the place of the last one.

pub mod date;
pub mod cldr;
pub mod vpath;
pub mod diagnostic;
pub mod inputs;
pub mod data;
pub mod output;
pub mod project;
pub mod document;
pub mod translation;
pub mod book;
pub mod render;
pub mod check;
pub mod engine;
pub mod import;
pub mod failure;
pub mod disk;
pub mod emit;
pub mod serve;
pub mod cli;

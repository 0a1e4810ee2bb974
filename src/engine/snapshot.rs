//! The book at one moment, and what can be asked of it.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::book::{Purpose, Site};
use crate::check;
use crate::diagnostic::{self, Code, Counts, Diagnostic, Level};
use crate::inputs::Hash;
use crate::project::glossary;
use crate::render::{self, Artifact, Assets, Origin};
use crate::translation;
use crate::vpath::VPath;

/// The whole book at one moment. Immutable.
#[derive(Debug)]
pub struct Snapshot {
    /// Absent when there is nothing to render: see the findings.
    pub site: Option<Arc<Site>>,
    pub files: Arc<[(VPath, Origin)]>,
    pub assets: Arc<Assets>,
    /// Sorted; levels are those of the config.
    pub diags: Vec<Diagnostic>,
}

/// Applies the config's levels and sorts.
pub(super) fn finish(site: Option<Arc<Site>>, mut diags: Vec<Diagnostic>) -> Snapshot {
    if let Some(site) = &site {
        diags.retain_mut(|diag| site.project.config.levels.apply(diag));
    }
    diagnostic::sort(&mut diags);
    Snapshot { site, files: Arc::from([]), assets: Arc::default(), diags }
}

impl Snapshot {
    pub fn counts(&self) -> Counts {
        diagnostic::count(&self.diags)
    }

    /// The findings that stop a build: errors in the source, the config, themes and paths, and K and X
    /// errors anywhere. A slip in one translation does not hold back a correction in thirty.
    pub fn blocking(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diags.iter().filter(|diag| blocks(self.site.as_deref(), diag))
    }

    /// Every file to write, in order of its path.
    pub fn outputs(&self) -> Vec<(VPath, Origin)> {
        let assets = self.assets.written.iter().map(|(from, to)| (to.clone(), Origin::File(from.clone())));
        let mut all: BTreeMap<VPath, Origin> = assets.collect();
        all.extend(self.files.iter().cloned());
        all.into_iter().collect()
    }

    /// The same, now that the sizes of downloads are known.
    pub fn with_sizes(&self, sizes: BTreeMap<VPath, u64>) -> Snapshot {
        let site = self.site.as_ref().map(|site| Arc::new(site.made_for(Purpose::Site(Arc::new(sizes)))));
        Snapshot { site, files: self.files.clone(), assets: self.assets.clone(), diags: self.diags.clone() }
    }

    /// Makes one file; a panic becomes a finding that names it.
    pub fn render(&self, path: &VPath, origin: &Origin) -> Artifact {
        self.made(path, origin, render::render)
    }

    /// Makes one file for an editor to look at.
    pub fn preview(&self, path: &VPath, origin: &Origin) -> Artifact {
        self.made(path, origin, render::preview)
    }

    fn made(&self, path: &VPath, origin: &Origin, make: impl FnOnce(&Site, &VPath, &Origin) -> Artifact) -> Artifact {
        let Some(site) = &self.site else { return Artifact { bytes: Vec::new(), diags: Vec::new() } };
        let mut artifact = catch_unwind(AssertUnwindSafe(|| make(site, path, origin)))
            .unwrap_or_else(|_| Artifact { bytes: Vec::new(), diags: vec![internal(path, "rendering")] });
        artifact.diags.extend(check::weight(site, path, origin, &artifact.bytes));
        artifact.diags.retain_mut(|diag| site.project.config.levels.apply(diag));
        artifact
    }

    /// Makes a file that takes long, as `render::print` does.
    pub fn print(
        &self,
        path: &VPath,
        origin: &Origin,
        kept: impl Fn(Hash) -> Option<Vec<u8>>,
    ) -> (Artifact, Option<Hash>) {
        let mut key = None;
        let artifact = self.made(path, origin, |site, path, origin| {
            let (artifact, own) = render::print(site, path, origin, &kept);
            key = own;
            artifact
        });
        (artifact, key)
    }

    /// The findings of rendering everything, without keeping the files.
    pub fn render_diags(&self) -> Vec<Diagnostic> {
        let outputs = self.outputs();
        let mut diags: Vec<Diagnostic> =
            outputs.par_iter().flat_map_iter(|(path, origin)| self.made(path, origin, render::examine).diags).collect();
        diagnostic::sort(&mut diags);
        diags
    }

    /// Tags of the locales in this snapshot.
    pub fn tags(&self) -> BTreeSet<String> {
        let site = self.site.as_ref();
        site.map(|site| site.project.locales.iter().map(|locale| locale.tag.clone()).collect()).unwrap_or_default()
    }
}

/// Whether a finding stops the build.
pub fn blocks(site: Option<&Site>, diag: &Diagnostic) -> bool {
    if diag.level != Level::Error {
        return false;
    }
    let source = site.map(|site| site.project.config.source.as_str());
    let Some(file) = &diag.file else { return true };
    let tag_of = |folder: &str| file.below(folder).and_then(|inner| inner.split_once('/')).map(|(tag, _)| tag);
    let in_translation = tag_of("content").is_some_and(|tag| Some(tag) != source)
        || file.extension() == "po" && tag_of("locales").is_some_and(|tag| Some(tag) != source);
    // Claims and the ledger only ever say less of a translation when they are wrong.
    let on_record = translation::record::concerns(file);
    // So is a wrong definition in one language: it is not shown.
    let on_terms = file.as_str() == glossary::FILE && diag.locale.as_deref().is_some_and(|tag| Some(tag) != source);
    let kept_back = matches!(diag.code.family(), "S" | "N" | "P" | "T" | "M" | "L" | "R" | "G");
    !((in_translation || on_record || on_terms) && kept_back)
}

pub(super) fn internal(path: &VPath, doing: &str) -> Diagnostic {
    Diagnostic::new(Code::A00, format!("the program failed while {doing} `{path}`"))
        .in_file(path)
        .help("please report this with the file")
}

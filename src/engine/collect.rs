//! The last stage: checks of pages and of the site as a whole, as far as a change can have touched them, and
//! all findings in one list.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::snapshot::{finish, internal};
use super::{At, Engine, Findings, Snapshot, Touched};
use crate::book::Site;
use crate::check;
use crate::diagnostic::{Code, Diagnostic};
use crate::inputs::{Content, File, Hash, hash_parts, mix};
use crate::project::Project;
use crate::render;

impl Engine {
    pub(super) fn snapshot(&mut self, site: Arc<Site>, touched: &Touched) -> Snapshot {
        let structure = touched.structure();
        if structure {
            self.shape = self.shape(&site);
            self.files = render::files(&site).into();
        }
        if structure || touched.others || touched.references {
            self.assets = Arc::new(render::assets(&site));
            self.site_diags = check::site(&site, &self.files, &self.assets);
        }
        if touched.project || touched.names || !self.unreadable.is_empty() {
            self.unreadable = self.unreadable(Some(&site.project));
        }
        self.check_pages(&site, touched);
        let mut diags = self.project_diags.clone();
        diags.extend(self.unreadable.iter().cloned());
        diags.extend(self.outline.diags.iter().cloned());
        diags.extend(self.interface_diags.iter().cloned());
        diags.extend(self.edits.1.iter().cloned());
        diags.extend(self.two_masters.iter().cloned());
        diags.extend(self.made.values().flat_map(|made| made.diags.iter().cloned()));
        diags.extend(self.records.values().flat_map(|entry| entry.1.iter().cloned()));
        diags.extend(self.terminology.1.iter().cloned());
        diags.extend(self.doc_diags.values().flat_map(|entry| entry.1.iter().cloned()));
        diags.extend(self.twins.values().flat_map(|twin| twin.diags.iter().cloned()));
        diags.extend(self.books.iter().flat_map(|entry| entry.2.iter().cloned()));
        diags.extend(self.page_diags.values().flat_map(|entry| entry.1.iter().cloned()));
        diags.extend(self.site_diags.iter().cloned());
        let mut snapshot = finish(Some(site), diags);
        snapshot.files = self.files.clone();
        snapshot.assets = self.assets.clone();
        snapshot
    }

    fn check_pages(&mut self, site: &Site, touched: &Touched) {
        let n_chapters = site.outline.chapters.len();
        let n_locales = site.project.locales.len();
        let chapters: Vec<usize> = match touched.structure() {
            true => {
                self.page_diags.retain(|at, _| at.0 < n_locales && at.1 < n_chapters);
                (0..n_chapters).collect()
            }
            false => self.chapters(touched).into_iter().collect(),
        };
        let pages: Vec<At> =
            (0..n_locales).flat_map(|locale| chapters.iter().map(move |chapter| (locale, *chapter))).collect();
        let (old, shape) = (&self.page_diags, self.shape);
        let checked: Vec<(At, Findings)> = pages
            .par_iter()
            .filter_map(|at| {
                let page = site.page(at.0, at.1);
                let doc = site.doc(page).map_or(0, |doc| doc.hash);
                let source = site.source_doc(at.1).map_or(0, |doc| doc.hash);
                let key = mix([shape, doc, source]);
                let known = old.get(at).is_some_and(|entry| entry.0 == key);
                (!known).then(|| (*at, (key, check_safely(site, at.0, at.1).into())))
            })
            .collect();
        self.work.n_checked = checked.len();
        self.page_diags.extend(checked);
    }

    /// Everything of the site that a page's checks can see beside the page's own documents.
    fn shape(&self, site: &Site) -> Hash {
        let ids = site.twins.values().map(|twin| hash_parts(twin.ids.iter().map(String::as_bytes)));
        let anchors = self.docs.iter().map(|(path, doc)| mix([hash_parts([path.as_str().as_bytes()]), doc.anchors]));
        let drafts = hash_parts(self.outline.drafts.iter().map(|path| path.as_str().as_bytes()));
        let paths =
            self.outline.by_path.iter().map(|(path, at)| mix([hash_parts([path.as_str().as_bytes()]), *at as Hash]));
        let readable = |file: &File| file.bytes().is_some();
        let files = self.inputs.files.iter().filter(|(path, file)| path.extension() != "md" && readable(file));
        let names = files.map(|(path, _)| hash_parts([path.as_str().as_bytes()]));
        let books = self.books.iter().map(|entry| entry.1.hash);
        mix([site.project.hash, drafts].into_iter().chain(ids).chain(anchors).chain(names).chain(books).chain(paths))
    }

    /// Files that could not be read as what they should be.
    pub(super) fn unreadable(&self, project: Option<&Project>) -> Vec<Diagnostic> {
        let mut diags = Vec::new();
        for (path, file) in &self.inputs.files {
            let unlisted = project.is_some_and(|project| {
                let folder = path.below("content").or_else(|| path.below("locales"));
                let tag = folder.and_then(|inner| inner.split_once('/')).map(|(tag, _)| tag);
                tag.is_some_and(|tag| !project.config.locales.iter().any(|listed| listed == tag))
            });
            if unlisted {
                continue;
            }
            match &file.content {
                Content::NotUtf8 { at } => diags.push(
                    Diagnostic::new(Code::A12, format!("the file is not UTF-8: bad byte at offset {at}"))
                        .in_file(path)
                        .help("save it as UTF-8"),
                ),
                Content::Unreadable(diag) => diags.push((**diag).clone()),
                Content::Text { .. } | Content::Bytes(_) => {}
            }
        }
        diags
    }
}

fn check_safely(site: &Site, locale: usize, chapter: usize) -> Vec<Diagnostic> {
    catch_unwind(AssertUnwindSafe(|| check::page(site, locale, chapter))).unwrap_or_else(|_| {
        let path = site.out_path(locale, chapter);
        vec![internal(&path, "checking")]
    })
}

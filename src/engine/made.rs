//! Chapters that are made of their source and a PO file, where that is what translators keep. To all later stages they
//! are documents like others, under the path at which a Markdown chapter would lie.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::snapshot::internal;
use super::{Engine, Touched};
use crate::check;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Doc, Options};
use crate::inputs::{Hash, Inputs, hash_parts, mix};
use crate::project::{Locale, Project};
use crate::translation::edit::Reading;
use crate::translation::po_master::{self, Parts};
use crate::vpath::VPath;

/// A chapter by its key: nothing if the PO file has nothing to show.
pub(super) struct Made {
    key: Hash,
    pub(super) diags: Arc<[Diagnostic]>,
}

impl Engine {
    /// Forgets chapters of languages that are not kept in PO files any more, before Markdown is read in their place.
    pub(super) fn forget_made(&mut self, project: &Project, touched: &mut Touched) {
        let gone = |path: &VPath| {
            let tag = path.below("content").and_then(|inner| inner.split('/').next());
            !project.locales.iter().any(|locale| locale.from_po && Some(locale.tag.as_str()) == tag)
        };
        for path in self.made.keys().filter(|path| gone(path)).cloned().collect::<Vec<_>>() {
            self.made.remove(&path);
            self.drop_doc(&path, touched);
        }
    }

    /// Makes what changed since the last time.
    pub(super) fn make(&mut self, project: &Project, options: Options, touched: &mut Touched) {
        if touched.project || touched.names {
            self.two_masters = project.locales.iter().flat_map(|locale| two_masters(&self.inputs, locale)).collect();
        }
        let source = format!("content/{}", project.config.source);
        let mut wanted: Vec<Wanted<'_>> = Vec::new();
        for locale in project.locales.iter().filter(|locale| locale.from_po) {
            for (path, doc) in self.docs.iter() {
                let Some(inner) = path.below(&source) else { continue };
                let id = doc.front.id.clone().unwrap_or_else(|| inner.trim_end_matches(".md").to_owned());
                let Some(po) = VPath::parse(&format!("{}/{id}.po", po_master::folder(&locale.tag))).ok() else {
                    continue;
                };
                let Some(file) = self.inputs.get(po.as_str()).filter(|file| file.text().is_some()) else { continue };
                let said = format!("{options:?}{:?}{}", locale.region, locale.script);
                let key = mix([doc.hash, file.hash, hash_parts([said.as_bytes(), po.as_str().as_bytes()])]);
                let chapter = VPath::known(&format!("content/{}/{inner}", locale.tag));
                wanted.push(Wanted { chapter, po, id, source: doc.clone(), locale, key });
            }
        }
        let chapters: BTreeSet<&VPath> = wanted.iter().map(|one| &one.chapter).collect();
        for path in self.made.keys().filter(|path| !chapters.contains(path)).cloned().collect::<Vec<_>>() {
            self.made.remove(&path);
            self.drop_doc(&path, touched);
        }
        wanted.retain(|one| self.made.get(&one.chapter).is_none_or(|made| made.key != one.key));
        let inputs = &*self.inputs;
        let made: Vec<_> = wanted
            .into_par_iter()
            .filter_map(|Wanted { chapter, po, id, source, locale, key }| {
                let text = inputs.text(po.as_str())?;
                let region = locale.region.as_deref();
                let parts = Parts { source: &source, id: &id, chapter: &chapter, po: &po, text, region };
                let (doc, diags) = make_safely(&parts, Reading { inputs, options });
                let diags: Arc<[Diagnostic]> = diags.into_iter().map(|diag| diag.locale(&locale.tag)).collect();
                Some((chapter, doc, diags, key, locale.script.clone()))
            })
            .collect();
        for (chapter, doc, diags, key, script) in made {
            self.work.n_parsed += 1;
            self.made.insert(chapter.clone(), Made { key, diags });
            match doc {
                Some(doc) => {
                    let own = doc.diags.iter().cloned().chain(check::document(&doc, &script)).collect();
                    self.doc_diags.insert(chapter.clone(), (key, own));
                    self.take_doc(chapter, Arc::new(doc), touched);
                }
                None => self.drop_doc(&chapter, touched),
            }
        }
    }
}

/// A chapter that is made of its source and a PO file.
struct Wanted<'a> {
    chapter: VPath,
    po: VPath,
    id: String,
    source: Arc<Doc>,
    locale: &'a Locale,
    key: Hash,
}

/// Files of the kind that a language is not kept in.
fn two_masters(inputs: &Inputs, locale: &Locale) -> Vec<Diagnostic> {
    let tag = &locale.tag;
    let folder = po_master::folder(tag);
    let help = "move over what it has and take it out, or change `master` in the language's locale.toml";
    let said = |file: &VPath, message: String| Diagnostic::new(Code::S07, message).in_file(file).help(help).locale(tag);
    if locale.from_po {
        let chapters = inputs.below_chapters(tag);
        let told = |path: &VPath| {
            let inner =
                path.below("content").and_then(|inner| inner.strip_prefix(&format!("{tag}/")).map(str::to_owned));
            let inner = inner.unwrap_or_default();
            let po = format!("{folder}/{}.po", inner.trim_end_matches(".md"));
            said(path, format!("`{path}` is not read: `{tag}` is made of PO files, this chapter of `{po}`"))
        };
        return chapters.map(told).collect();
    }
    let files = inputs.below(&folder).filter(|(path, _)| path.extension() == "po");
    let told = |path: &VPath| {
        let id = path.below(&folder).unwrap_or_default().trim_end_matches(".po");
        said(
            path,
            format!("`{path}` is not read: `{tag}` is kept in Markdown, this chapter in `content/{tag}/{id}.md`"),
        )
    };
    files.map(|(path, _)| told(path)).collect()
}

fn make_safely(parts: &Parts<'_>, reading: Reading<'_>) -> (Option<Doc>, Vec<Diagnostic>) {
    catch_unwind(AssertUnwindSafe(|| po_master::make(parts, reading)))
        .unwrap_or_else(|_| (None, vec![internal(parts.po, "reading")]))
}

//! Chapters from files: one is read again only if it, or something it includes, changed.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::snapshot::internal;
use super::{Engine, Findings, Touched};
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::document::{self, Doc};
use crate::inputs::{Inputs, hash_parts, mix};
use crate::project::Project;
use crate::vpath::VPath;

impl Engine {
    /// Reads what changed.
    pub(super) fn parse(&mut self, project: &Project, touched: &mut Touched) {
        let options = document::Options { trusted_html: project.config.trusted_html };
        self.forget_made(project, touched);
        let same_options = self.options == Some(options);
        self.options = Some(options);
        let changed = |doc: &Doc| {
            touched.paths.contains(&doc.file) || doc.includes.iter().any(|path| touched.paths.contains(path))
        };
        let mut wanted: Vec<(VPath, String)> = Vec::new();
        if touched.project || touched.names || !same_options {
            for locale in project.locales.iter().filter(|locale| !locale.from_po) {
                let chapters = self.inputs.below_chapters(&locale.tag);
                wanted.extend(chapters.map(|path| (path.clone(), locale.script.clone())));
            }
            let all: BTreeSet<&VPath> = wanted.iter().map(|(path, _)| path).collect();
            let gone: Vec<VPath> = self
                .docs
                .keys()
                .filter(|path| !all.contains(path) && !self.made.contains_key(*path))
                .cloned()
                .collect();
            touched.headers |= !gone.is_empty();
            for path in gone {
                Arc::make_mut(&mut self.docs).remove(&path);
                self.doc_diags.remove(&path);
            }
        } else {
            for (path, _) in self.docs.iter().filter(|(path, doc)| changed(doc) && !self.made.contains_key(*path)) {
                let tag = path.below("content").and_then(|inner| inner.split('/').next()).unwrap_or_default();
                let locale = project.locales.iter().find(|locale| locale.tag == tag);
                wanted.extend(locale.map(|locale| (path.clone(), locale.script.clone())));
            }
        }
        let (inputs, docs, doc_diags) = (&*self.inputs, &self.docs, &self.doc_diags);
        let made: Vec<(VPath, Arc<Doc>, Findings, bool)> = wanted
            .into_par_iter()
            .filter_map(|(path, script)| {
                let known = docs.get(&path).filter(|doc| same_options && !changed(doc));
                let doc = match known {
                    Some(doc) => doc.clone(),
                    None => Arc::new(parse_safely(&path, inputs.text(path.as_str())?, inputs, options)),
                };
                let key = mix([doc.hash, hash_parts([script.as_bytes()])]);
                if known.is_some() && doc_diags.get(&path).is_some_and(|entry| entry.0 == key) {
                    return None;
                }
                let own: Arc<[Diagnostic]> = doc.diags.iter().cloned().chain(check::document(&doc, &script)).collect();
                Some((path, doc, (key, own), known.is_none()))
            })
            .collect();
        for (path, doc, findings, parsed) in made {
            self.doc_diags.insert(path.clone(), findings);
            touched.docs.insert(path.clone());
            if parsed {
                self.work.n_parsed += 1;
                self.take_doc(path, doc, touched);
            }
        }
        self.make(project, options, touched);
    }

    /// Forgets a document.
    pub(super) fn drop_doc(&mut self, path: &VPath, touched: &mut Touched) {
        touched.headers |= Arc::make_mut(&mut self.docs).remove(path).is_some();
        self.doc_diags.remove(path);
    }

    /// Puts a document in the place of the last one of its path, and notes what is new.
    pub(super) fn take_doc(&mut self, path: VPath, doc: Arc<Doc>, touched: &mut Touched) {
        touched.docs.insert(path.clone());
        let old = Arc::make_mut(&mut self.docs).insert(path, doc.clone());
        touched.headers |= old.as_ref().is_none_or(|old| old.header != doc.header);
        touched.anchors |= old.as_ref().is_none_or(|old| old.anchors != doc.anchors);
        touched.references |= old.is_none_or(|old| old.references != doc.references);
    }
}

fn parse_safely(path: &VPath, text: &Arc<str>, inputs: &Inputs, options: document::Options) -> Doc {
    catch_unwind(AssertUnwindSafe(|| document::parse(path, text, inputs, options)))
        .unwrap_or_else(|_| Doc::empty(path, hash_parts([text.as_bytes()]), vec![internal(path, "reading")]))
}

//! What the preview shows at one moment: every file of the site when asked for, errors over the last good page,
//! and the pages of the preview itself. Pure: snapshots in, answers out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::accept::Desk;
use super::{compare, dashboard};
use crate::book::Site;
use crate::book::links::percent_encode;
use crate::data::Date;
use crate::diagnostic::{self, Diagnostic, Level};
use crate::document::Doc;
use crate::emit;
use crate::engine::{Snapshot, blocks};
use crate::inputs::{Hash, Inputs, hash_parts, mix};
use crate::output::media_type;
use crate::render::{self, Artifact, Origin};
use crate::translation::block::BlockHash;
use crate::translation::record::Edits;
use crate::translation::{Record, base, record};
use crate::vpath::VPath;

/// The only difference between a page that is served and one that is built.
pub const SCRIPT_TAG: &str = "<script src=\"/_/live.js\" defer></script>";

/// Pages that are kept until the next change: those that tabs show, not all that a crawler asks for.
const MAX_KEPT: usize = 64;

/// For the preview's own pages: nothing from elsewhere, nothing inline.
const OWN_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                          connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// See the module's text.
pub struct Preview {
    pub snapshot: Arc<Snapshot>,
    /// The last one that a build would have written.
    pub good: Option<Arc<Snapshot>>,
    pub inputs: Arc<Inputs>,
    /// The project's folder on the disk, for links to the editor.
    pub root: PathBuf,
    /// Who may accept blocks in the preview; nobody if other machines can come.
    pub desk: Option<Desk>,
    /// How many files were rendered.
    pub n_rendered: AtomicUsize,
    outputs: OnceLock<BTreeMap<VPath, Origin>>,
    good_outputs: OnceLock<BTreeMap<VPath, Origin>>,
    problems: OnceLock<Problems>,
    memo: Mutex<BTreeMap<String, Arc<Answer>>>,
}

/// A file as it is sent.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
    pub hash: Hash,
    /// Content-Security-Policy.
    pub policy: String,
    /// Where to go instead.
    pub location: Option<String>,
    /// What is wrong with what is shown.
    pub problems: Vec<Diagnostic>,
    /// The page is not what the files say now: they say nothing that could be shown.
    pub is_old: bool,
}

/// Errors by what they concern.
#[derive(Debug, Default)]
struct Problems {
    /// Of the project as a whole.
    wide: Vec<Diagnostic>,
    of_file: BTreeMap<VPath, Vec<Diagnostic>>,
}

impl Preview {
    pub fn new(snapshot: Arc<Snapshot>, last: Option<&Preview>, inputs: Arc<Inputs>, root: &Path) -> Preview {
        let writable = snapshot.site.is_some() && snapshot.blocking().next().is_none();
        let good = if writable { Some(snapshot.clone()) } else { last.and_then(|last| last.good.clone()) };
        Preview {
            snapshot,
            good,
            inputs,
            root: root.to_owned(),
            desk: last.and_then(|last| last.desk.clone()),
            n_rendered: AtomicUsize::new(0),
            outputs: OnceLock::new(),
            good_outputs: OnceLock::new(),
            problems: OnceLock::new(),
            memo: Mutex::default(),
        }
    }

    /// The answer for a decoded path without its first `/`.
    pub fn answer(&self, path: &str) -> Arc<Answer> {
        let known = self.memo.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        if let Some(known) = known {
            return known;
        }
        let answer = Arc::new(self.make(path));
        if answer.status == 200 {
            let mut memo = self.memo.lock().unwrap_or_else(PoisonError::into_inner);
            if memo.len() >= MAX_KEPT {
                memo.clear();
            }
            memo.insert(path.to_owned(), answer.clone());
        }
        answer
    }

    fn make(&self, path: &str) -> Answer {
        match path {
            "_" => return redirect("/_/"),
            "_/" => return own_page(dashboard::page(self)),
            "_/live.js" => return own_file("text/javascript; charset=utf-8", include_str!("live.js")),
            "_/preview.css" => return own_file("text/css; charset=utf-8", include_str!("preview.css")),
            _ => {}
        }
        if let Some(inner) = path.strip_prefix("_/compare/") {
            return match compare::page(self, inner) {
                Some(html) => own_page(html),
                None => self.not_found(path),
            };
        }
        let full = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let Ok(file) = VPath::parse(&full) else { return self.not_found(path) };
        if let Some(answer) = self.file(&file) {
            return answer;
        }
        let index = VPath::parse(&format!("{full}/index.html"));
        if index.is_ok_and(|index| self.outputs().contains_key(&index)) {
            let mut location = String::from("/");
            percent_encode(&full, &mut location);
            return redirect(&format!("{location}/"));
        }
        self.not_found(path)
    }

    /// A file of the site; the last good one where the files say nothing that could be shown now.
    fn file(&self, path: &VPath) -> Option<Answer> {
        let now = self.outputs().get(path).map(|origin| (&self.snapshot, origin));
        let then = self.good.as_ref().and_then(|good| Some((good, self.good_outputs().get(path)?)));
        let mut problems = now.map(|(_, origin)| self.problems_of(origin)).unwrap_or_default();
        let broken = self.snapshot.site.is_none() || problems.iter().any(|diag| self.blocks(diag));
        problems.splice(0..0, self.problems().wide.iter().cloned());
        // What an old page shows may have gone from the files.
        let asset = path.as_str().starts_with("assets/");
        // An old PDF could not say that it is one.
        let printed = path.extension() == "pdf";
        if printed && broken && now.is_some() {
            return Some(told(problems));
        }
        let Some((snapshot, origin)) = now.filter(|_| !broken || then.is_none()) else {
            let (good, origin) = then.filter(|_| broken || asset)?;
            let artifact = self.render(good, path, origin);
            return Some(self.sent(good, path, artifact, problems, true));
        };
        let artifact = self.render(snapshot, path, origin);
        let failed: Vec<Diagnostic> =
            artifact.diags.iter().filter(|diag| diag.level == Level::Error).cloned().collect();
        let unusable = failed.iter().any(|diag| self.blocks(diag));
        problems.extend(failed);
        if printed && artifact.bytes.is_empty() {
            return Some(told(problems));
        }
        if let Some((good, origin)) = then.filter(|(good, _)| unusable && !Arc::ptr_eq(good, snapshot)) {
            let artifact = self.render(good, path, origin);
            return Some(self.sent(good, path, artifact, problems, true));
        }
        Some(self.sent(snapshot, path, artifact, problems, false))
    }

    fn render(&self, snapshot: &Snapshot, path: &VPath, origin: &Origin) -> Artifact {
        self.n_rendered.fetch_add(1, Ordering::Relaxed);
        snapshot.preview(path, origin)
    }

    fn sent(
        &self,
        snapshot: &Snapshot,
        path: &VPath,
        artifact: Artifact,
        mut problems: Vec<Diagnostic>,
        is_old: bool,
    ) -> Answer {
        let mut bytes = artifact.bytes;
        let media_type = media_type(path);
        if media_type.starts_with("text/html") {
            bytes = with_script(bytes);
        }
        diagnostic::sort(&mut problems);
        let policy = snapshot.site.as_ref().map(|site| render::content_policy(site, path)).unwrap_or_default();
        Answer { problems, is_old, ..answer(200, media_type, bytes, policy) }
    }

    fn not_found(&self, path: &str) -> Answer {
        let tag = path.split('/').next().unwrap_or_default();
        let own = VPath::parse(&format!("{tag}/404.html")).ok().and_then(|path| self.file(&path));
        let page = own.or_else(|| self.file(&VPath::known("404.html")));
        Answer { status: 404, ..page.unwrap_or_else(|| told(self.problems().wide.clone())) }
    }

    /// The page's body with a link to the editor on each block; `None` if the path is no page.
    pub fn annotated(&self, path: &str) -> Option<String> {
        let full = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let path = VPath::parse(&full).ok()?;
        let Some(Origin::Page { locale, chapter }) = self.outputs().get(&path) else { return None };
        let site = self.snapshot.site.as_ref()?;
        let label = |doc: &Doc, node: u32| self.editor_of(site, doc, node);
        Some(render::annotated(site, *locale, site.page(*locale, *chapter), &path, &label))
    }

    /// The address that opens a node's place in the editor.
    pub fn editor_of(&self, site: &Site, doc: &Doc, node: u32) -> String {
        let (file, range) = doc.place_of(doc.tree.node(node));
        let (line, column) = emit::position(&self.inputs, file, &range).unwrap_or((1, 1));
        self.editor(&site.project.config.editor, file, line, column)
    }

    fn editor(&self, form: &str, file: &VPath, line: usize, column: usize) -> String {
        let mut path = String::new();
        percent_encode(&self.root.join(file.as_str()).to_string_lossy(), &mut path);
        form.replace("{path}", &path).replace("{line}", &line.to_string()).replace("{column}", &column.to_string())
    }

    /// Findings as the page in the browser gets them: text as in the terminal, places with their address.
    pub fn problems_json(&self, answer: &Answer) -> String {
        let form = self.site().map(|site| site.project.config.editor.clone()).unwrap_or_default();
        let list: Vec<serde_json::Value> = answer
            .problems
            .iter()
            .map(|diag| {
                let text = emit::emit(std::slice::from_ref(diag), &self.inputs, emit::Format::Human, false);
                let place = diag.file.as_ref().map(|file| {
                    let at = diag.range.as_ref().and_then(|range| emit::position(&self.inputs, file, range));
                    let (line, column) = at.unwrap_or((1, 1));
                    let label = at.map_or(file.to_string(), |(line, column)| format!("{file}:{line}:{column}"));
                    serde_json::json!({"label": label, "href": self.editor(&form, file, line, column)})
                });
                serde_json::json!({"level": diag.level.name(), "text": text.trim_end(), "place": place})
            })
            .collect();
        serde_json::json!({"old": answer.is_old, "list": list}).to_string()
    }

    /// Of the files that are passed on under their own name: pages that use them do not change with them.
    pub fn static_files(&self) -> Hash {
        let is_static = |path: &VPath| {
            let inner = path.below("themes").or_else(|| path.below("locales")).and_then(|inner| inner.split_once('/'));
            inner.is_some_and(|(_, rest)| rest.starts_with("static/"))
        };
        let themes = self.inputs.below("themes").chain(self.inputs.below("locales"));
        mix(themes.filter(|(path, _)| is_static(path)).map(|(_, file)| file.hash))
    }

    /// What a locale's folder says of its translation.
    pub fn record(&self, site: &Site, tag: &str) -> Record {
        let config = &site.project.config;
        let (edits, _) = record::read_edits(&self.inputs, &config.editors);
        record::read(&self.inputs, tag, Arc::new(edits), &config.medical).0
    }

    /// The same as far as it is asked to accept one text: its own claims, and what they were of.
    pub fn record_of(&self, site: &Site, tag: &str, target: BlockHash) -> Record {
        let medical = &site.project.config.medical;
        let mut record = record::read(&self.inputs, tag, Arc::default(), medical).0;
        let named = record.claims.of_target(target).flat_map(|claim| claim.sources.iter().copied()).collect();
        record.edits = Arc::new(Edits { texts: base::read_some(&self.inputs, &named), ..Edits::default() });
        record
    }

    /// The day that the book was made for.
    pub fn today(&self) -> Option<Date> {
        self.snapshot.site.as_ref().and_then(|site| site.project.settings.today)
    }

    /// The site now, or as it was last.
    pub fn site(&self) -> Option<&Arc<Site>> {
        let good = || self.good.as_ref().and_then(|good| good.site.as_ref());
        self.snapshot.site.as_ref().or_else(good)
    }

    pub fn outputs(&self) -> &BTreeMap<VPath, Origin> {
        self.outputs.get_or_init(|| self.snapshot.outputs().into_iter().collect())
    }

    fn good_outputs(&self) -> &BTreeMap<VPath, Origin> {
        match &self.good {
            Some(good) if Arc::ptr_eq(good, &self.snapshot) => self.outputs(),
            good => self
                .good_outputs
                .get_or_init(|| good.as_ref().map(|good| good.outputs().into_iter().collect()).unwrap_or_default()),
        }
    }

    fn blocks(&self, diag: &Diagnostic) -> bool {
        blocks(self.snapshot.site.as_deref(), diag)
    }

    fn problems(&self) -> &Problems {
        self.problems.get_or_init(|| {
            let mut out = Problems::default();
            for diag in self.snapshot.diags.iter().filter(|diag| diag.level == Level::Error) {
                // What no page shows is told on every page.
                let shown = |file: &&VPath| {
                    self.snapshot.site.as_ref().is_some_and(|site| {
                        let included = |doc: &Arc<Doc>| {
                            doc.includes.contains(*file) && site.outline.chapter_of(&doc.file).is_some()
                        };
                        site.outline.chapter_of(file).is_some() || site.docs.values().any(included)
                    })
                };
                match diag.file.as_ref().filter(shown) {
                    Some(file) => out.of_file.entry(file.clone()).or_default().push(diag.clone()),
                    None if self.blocks(diag) => out.wide.push(diag.clone()),
                    None => {}
                }
            }
            out
        })
    }

    fn problems_of(&self, origin: &Origin) -> Vec<Diagnostic> {
        let (Origin::Page { locale, chapter }, Some(site)) = (origin, &self.snapshot.site) else { return Vec::new() };
        let page = site.page(*locale, *chapter);
        let mut files: BTreeSet<VPath> = BTreeSet::new();
        if let Some(doc) = site.doc(page) {
            files.insert(doc.file.clone());
            files.extend(doc.includes.iter().cloned());
        }
        // The page is in another language because its own chapter cannot be read.
        let own = &site.outline.chapters[*chapter].path;
        files.insert(VPath::known(&format!("content/{}/{own}", site.locale(*locale).tag)));
        let problems = &self.problems().of_file;
        files.iter().filter_map(|file| problems.get(file)).flatten().cloned().collect()
    }
}

/// A page that shows findings and nothing else.
fn told(problems: Vec<Diagnostic>) -> Answer {
    let html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>handbook</title></head>\n\
                <body><main></main></body>\n</html>\n";
    let page = answer(500, "text/html; charset=utf-8", with_script(html.into()), OWN_POLICY.to_owned());
    Answer { problems, ..page }
}

fn answer(status: u16, media_type: &'static str, bytes: Vec<u8>, policy: String) -> Answer {
    let hash = hash_parts([bytes.as_slice()]);
    Answer { status, media_type, bytes, hash, policy, location: None, problems: Vec::new(), is_old: false }
}

fn own_page(html: String) -> Answer {
    answer(200, "text/html; charset=utf-8", with_script(html.into_bytes()), OWN_POLICY.to_owned())
}

fn own_file(media_type: &'static str, text: &str) -> Answer {
    answer(200, media_type, text.as_bytes().to_vec(), OWN_POLICY.to_owned())
}

fn redirect(location: &str) -> Answer {
    let answer = answer(301, "text/plain; charset=utf-8", Vec::new(), OWN_POLICY.to_owned());
    Answer { location: Some(location.to_owned()), ..answer }
}

/// Adds the script before the end of the body, or at the end of what has none.
fn with_script(mut html: Vec<u8>) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let at = html.windows(END.len()).rposition(|part| part == END).unwrap_or(html.len());
    html.splice(at..at, SCRIPT_TAG.bytes());
    html
}

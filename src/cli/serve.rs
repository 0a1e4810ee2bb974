//! `handbook serve`: the preview, and what it says in the terminal.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::{Voice, project, stop};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::emit::{self, Format};
use crate::engine::Snapshot;
use crate::failure::Failure;
use crate::inputs::Inputs;
use crate::serve::drive::{Event, Update};
use crate::serve::{self, Server};
use crate::vpath::VPath;

/// What `serve` was asked to do.
pub struct Options {
    pub address: Option<String>,
    pub open: bool,
    pub poll: bool,
    pub who: Option<String>,
    pub font_dirs: Vec<PathBuf>,
}

/// Serves until it is stopped.
pub fn run(root: &Path, options: &Options, voice: &Voice) -> Result<u8, Failure> {
    // Editors see what they write: drafts, and languages that are not published yet.
    let settings = project::settings_of(None, true, &options.font_dirs)?;
    let address = options.address.clone();
    let mut server = serve::start(serve::Options {
        root: root.to_owned(),
        settings,
        address,
        poll: options.poll,
        who: project::who(options.who.as_deref()).ok(),
    })?;
    stop::on_signal(Arc::new(Mutex::new(())))?;
    let mut report = Report::default();
    let preview = server.preview();
    report.findings(&preview.snapshot, &preview.inputs, voice);
    greet(&server, voice);
    if options.open {
        serve::open_browser(&server.url).unwrap_or_else(|why| voice.say(&why));
    }
    loop {
        match server.wait() {
            Event::Notice(notice) => voice.say(&format!("handbook: {notice}")),
            Event::Update(update) => report.update(&update, voice),
        }
    }
}

fn greet(server: &Server, voice: &Voice) {
    if server.is_open {
        voice.say(
            "every machine in this network that knows the address below can read the book and its drafts; \
             what is sent is not encrypted",
        );
    }
    voice.say(&format!("open {}", server.url));
    voice.say(&format!("{}_/ shows every chapter in every language; Ctrl-C stops", base(&server.url)));
}

fn base(url: &str) -> &str {
    url.split('?').next().unwrap_or(url)
}

/// What the terminal has been told.
#[derive(Default)]
pub struct Report {
    told: BTreeSet<Said>,
    summary: String,
}

/// A finding without its place: lines come and go above it.
type Said = (Code, Level, String, Option<VPath>, Option<String>);

impl Report {
    /// One line for a change, and the findings that came and went with it.
    pub fn update(&mut self, update: &Update, voice: &Voice) {
        let took = update.took.as_millis().max(1);
        voice.say(&format!("updated {} in {took} ms", subject(update)));
        self.findings(&update.snapshot, &update.inputs, voice);
    }

    /// Findings that were not told before; how many there are, if that has changed.
    pub fn findings(&mut self, snapshot: &Snapshot, inputs: &Inputs, voice: &Voice) {
        let fresh: Vec<Diagnostic> =
            snapshot.diags.iter().filter(|diag| !self.told.contains(&said(diag))).cloned().collect();
        let shown = voice.shown(&fresh, false);
        eprint!("{}", emit::emit(&shown, inputs, Format::Human, voice.color));
        let summary = emit::summary(&snapshot.diags);
        if summary != self.summary {
            voice.say(if summary.is_empty() { "no problems any more" } else { &summary });
        }
        self.told = snapshot.diags.iter().map(said).collect();
        self.summary = summary;
    }
}

fn said(diag: &Diagnostic) -> Said {
    (diag.code, diag.level, diag.message.clone(), diag.file.clone(), diag.locale.clone())
}

/// What was updated, in words: `bn/hands`, `en/hands and 5 twins`, `12 files`.
fn subject(update: &Update) -> String {
    let names: BTreeSet<String> = update.changed.iter().map(name).collect();
    let names: Vec<String> = names.into_iter().collect();
    let source = update.snapshot.site.as_ref().map(|site| site.project.config.source.as_str());
    let in_source =
        update.changed.iter().any(|path| source.is_some_and(|tag| path.below(&format!("content/{tag}")).is_some()));
    let twins = match update.work.n_judged {
        0 => String::new(),
        _ if !in_source => String::new(),
        1 => " and 1 twin".to_owned(),
        n => format!(" and {n} twins"),
    };
    match names.as_slice() {
        [] => "the date".to_owned(),
        [one] => format!("{one}{twins}"),
        [one, other] => format!("{one}, {other}{twins}"),
        [one, other, third] => format!("{one}, {other}, {third}{twins}"),
        many => format!("{} files{twins}", many.len()),
    }
}

fn name(path: &VPath) -> String {
    let inner = path.below("content").unwrap_or(path.as_str());
    inner.strip_suffix(".md").unwrap_or(inner).to_owned()
}

//! `handbook build` and `handbook clean`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::Voice;
use super::press::Press;
use super::progress::Progress;
use super::project::{self, Timings};
use super::stop;
use crate::diagnostic::{self, Code, Diagnostic, Level, suggest};
use crate::disk::{self, Staging};
use crate::emit::{self, Format};
use crate::engine::{Snapshot, blocks};
use crate::failure::Failure;
use crate::inputs::Inputs;
use crate::output::{CHECKSUMS, Entry, MANIFEST, Manifest};
use crate::project::{Format as Output, config};
use crate::render::{Artifact, Origin};
use crate::serve::drive::{Driver, Event};
use crate::vpath::VPath;

/// What `build` was asked to do.
pub struct Options {
    pub destination: PathBuf,
    /// Empty for all.
    pub locales: Vec<String>,
    /// Empty for what the config says.
    pub formats: Vec<String>,
    pub base_url: Option<String>,
    pub drafts: bool,
    pub font_dirs: Vec<PathBuf>,
    pub deny_warnings: bool,
}

/// Builds the site. 0 if it is clean, 1 if anything is an error.
pub fn run(root: &Path, options: &Options, voice: &Voice) -> Result<u8, Failure> {
    let start = Instant::now();
    check_formats(&options.formats)?;
    let mut timings = Timings::default();
    let settings = project::settings(options.base_url.as_deref(), options.drafts, &options.font_dirs)?;
    let _lock = prepare(root, &options.destination, voice)?;
    let (engine, snapshot) = project::load(root, settings, &mut timings)?;
    let code = write(root, (&snapshot, engine.inputs()), options, voice, start, &mut timings)?;
    timings.report(voice)?;
    Ok(code)
}

/// Builds the site, and again whenever a file changes. Ends when it is stopped, never in the middle of a build.
pub fn watch(root: &Path, options: &Options, voice: &Voice) -> Result<u8, Failure> {
    let mut start = Instant::now();
    check_formats(&options.formats)?;
    let settings = project::settings_of(options.base_url.clone(), options.drafts, &options.font_dirs)?;
    disk::guard(root, &options.destination)?;
    let mut driver = Driver::open(root, settings, false)?;
    let work = Arc::new(Mutex::new(()));
    stop::on_signal(work.clone())?;
    let mut first = true;
    loop {
        let once = || {
            disk::guard(root, &options.destination)?;
            let _lock = disk::lock(root, || voice.say("waiting for another build of this project"))?;
            // From here on it is finished before the program ends.
            let _work = work.lock();
            disk::recover(&options.destination)?;
            write(root, (driver.snapshot(), &driver.inputs()), options, voice, start, &mut Timings::default())
        };
        match once() {
            Ok(_) => {}
            Err(failure) if first => return Err(failure),
            // What stops one build may be gone at the next.
            Err(failure) => voice.say(&format!("handbook: {failure}")),
        }
        first = false;
        while let Event::Notice(notice) = driver.wait() {
            voice.say(&format!("handbook: {notice}"));
        }
        start = Instant::now();
    }
}

/// Writes a snapshot to the output folder, unless it may not be written.
fn write(
    root: &Path,
    (snapshot, inputs): (&Snapshot, &Inputs),
    options: &Options,
    voice: &Voice,
    start: Instant,
    timings: &mut Timings,
) -> Result<u8, Failure> {
    check_locales(snapshot, &options.locales)?;
    let denied = |diags: &[Diagnostic]| options.deny_warnings && diags.iter().any(|diag| diag.level == Level::Warning);
    if snapshot.site.is_none() || snapshot.blocking().next().is_some() || denied(&snapshot.diags) {
        return Ok(refuse(&snapshot.diags, inputs, options, voice));
    }
    let staging = Staging::begin(&options.destination)?;
    let render = Instant::now();
    let outputs = wanted(snapshot, options);
    let (files, mut diags) = render_all(snapshot, &outputs, &staging, root, voice)?;
    timings.take("render", render);
    diags.extend(snapshot.diags.iter().cloned());
    diagnostic::sort(&mut diags);
    if diags.iter().any(|diag| blocks(snapshot.site.as_deref(), diag)) || denied(&diags) {
        return Ok(refuse(&diags, inputs, options, voice));
    }
    let commit = Instant::now();
    let manifest = manifest(files, &outputs, &staging, snapshot, options)?;
    let summary = staging.commit(&manifest)?;
    timings.take("commit", commit);
    tell(&diags, inputs, options, voice);
    let n_locales = snapshot.tags().len();
    let languages = if n_locales == 1 { "language" } else { "languages" };
    let foreign = match summary.n_foreign {
        0 => String::new(),
        1 => ", 1 file of others kept".to_owned(),
        n => format!(", {n} files of others kept"),
    };
    voice.say(&format!(
        "built {} files in {n_locales} {languages} in {:.2} s: {} changed, {} removed{foreign}",
        summary.n_files,
        start.elapsed().as_secs_f64(),
        summary.n_changed,
        summary.n_removed
    ));
    voice.say(&format!("open {}", options.destination.join("index.html").display()));
    Ok(u8::from(diags.iter().any(|diag| diag.level == Level::Error)))
}

fn check_formats(formats: &[String]) -> Result<(), Failure> {
    match formats.iter().find(|format| Output::parse(format).is_none()) {
        Some(format) => {
            let help = suggest::did_you_mean(format, &Output::names());
            Err(Failure::Usage(format!("this program cannot write the format `{format}`; {help}")))
        }
        None => Ok(()),
    }
}

fn check_locales(snapshot: &Snapshot, locales: &[String]) -> Result<(), Failure> {
    let tags = snapshot.tags();
    match locales.iter().find(|tag| !tags.contains(*tag)) {
        Some(tag) if snapshot.site.is_some() => {
            let known: Vec<&str> = tags.iter().map(String::as_str).collect();
            Err(Failure::Usage(format!("there is no locale `{tag}`; {}", suggest::did_you_mean(tag, &known))))
        }
        _ => Ok(()),
    }
}

/// Waits for the project's lock, and finishes what a killed build began: even a build that then refuses leaves
/// a whole site behind.
fn prepare(root: &Path, destination: &Path, voice: &Voice) -> Result<Option<fs::File>, Failure> {
    disk::guard(root, destination)?;
    let lock = disk::lock(root, || voice.say("waiting for another build of this project"))?;
    disk::recover(destination)?;
    Ok(lock)
}

/// The files to make: all, or those of the asked locales and formats and of the site as a whole.
fn wanted(snapshot: &Snapshot, options: &Options) -> Vec<(VPath, Origin)> {
    let tags = snapshot.tags();
    let mut outputs = snapshot.outputs();
    let asked = |format: Output| options.formats.is_empty() || options.formats.iter().any(|name| name == format.name());
    let of_sheet = |(_, origin): &(VPath, Origin)| -> Option<(usize, usize)> {
        match origin {
            #[cfg(feature = "pdf")]
            Origin::Sheet { locale, chapter, .. } => Some((*locale, *chapter)),
            _ => None,
        }
    };
    let sheets = outputs.iter().filter(|(_, origin)| asked(origin.format())).filter_map(of_sheet);
    let sheets: BTreeSet<(usize, usize)> = sheets.collect();
    // A cover tells of whatever is made, a chapter of its sheets.
    let tells = |origin: &Origin| match origin {
        Origin::Page { locale, chapter } => *chapter == 0 || sheets.contains(&(*locale, *chapter)),
        _ => false,
    };
    outputs.retain(|(path, origin)| {
        let first = path.as_str().split('/').next().unwrap_or_default();
        let in_locale =
            !tags.contains(first) || options.locales.is_empty() || options.locales.iter().any(|tag| tag == first);
        in_locale && (asked(origin.format()) || tells(origin))
    });
    outputs
}

/// Renders and writes every file, on all cores.
fn render_all(
    snapshot: &Snapshot,
    outputs: &[(VPath, Origin)],
    staging: &Staging,
    root: &Path,
    voice: &Voice,
) -> Result<(BTreeMap<String, Entry>, Vec<Diagnostic>), Failure> {
    staging.make_folders(outputs.iter().map(|(path, _)| path))?;
    let progress = Progress::new(outputs.len() as u64, voice.quiet);
    let diags = Mutex::new(Vec::new());
    let files = Mutex::new(BTreeMap::new());
    let keep = |path: &VPath, origin: &Origin, artifact: Artifact| -> Result<(), Failure> {
        // What cannot be made is not there, rather than empty. Nothing that is slow is empty by itself.
        let failed = origin.format().is_slow() || artifact.diags.iter().any(|diag| diag.level == Level::Error);
        let made = !artifact.bytes.is_empty() || !failed;
        if let Ok(mut diags) = diags.lock() {
            diags.extend(artifact.diags);
        }
        if made {
            let entry = staging.write(path, &artifact.bytes)?;
            if let Ok(mut files) = files.lock() {
                files.insert(path.as_str().to_owned(), entry);
            }
        }
        progress.tick();
        Ok(())
    };
    let make = |snapshot: &Snapshot, outputs: &[&(VPath, Origin)]| {
        outputs.par_iter().try_for_each(|(path, origin)| keep(path, origin, snapshot.render(path, origin)))
    };
    let (last, rest): (Vec<_>, Vec<_>) = outputs.iter().partition(|(_, origin)| origin.lists_downloads());
    let (slow, first): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(_, origin)| origin.format().is_slow());
    make(snapshot, &first)?;
    if !slow.is_empty() {
        let press = Press::open(root)?;
        press.run(snapshot, &slow, |path| progress.at(path.file_name()), keep)?;
        // A narrowed build says nothing of the others.
        if slow.len() == snapshot.outputs().iter().filter(|(_, origin)| origin.format().is_slow()).count() {
            press.tidy();
        }
    }
    // Covers tell how large the downloads are: those of this build, or what the last one left where it is narrowed.
    let made = files.lock().map(|files| files.clone()).unwrap_or_default();
    let attempted = attempted(outputs);
    let before = staging.last().map(|last| &last.files).into_iter().flatten();
    let known = before.filter(|(path, _)| !attempted.contains(path.as_str())).chain(&made);
    let sizes = known.filter_map(|(path, entry)| Some((VPath::parse(path).ok()?, entry.size))).collect();
    make(&snapshot.with_sizes(sizes), &last)?;
    progress.finish();
    Ok((files.into_inner().unwrap_or_default(), diags.into_inner().unwrap_or_default()))
}

/// The paths of what is to be made, whether or not it can be.
fn attempted(outputs: &[(VPath, Origin)]) -> BTreeSet<&str> {
    outputs.iter().map(|(path, _)| path.as_str()).collect()
}

/// The manifest; a narrowed build keeps what the last one had of other locales and formats.
fn manifest(
    mut files: BTreeMap<String, Entry>,
    made: &[(VPath, Origin)],
    staging: &Staging,
    snapshot: &Snapshot,
    options: &Options,
) -> Result<Manifest, Failure> {
    let locales = &options.locales;
    if locales.is_empty() && options.formats.is_empty() {
        return Ok(Manifest::new(files, false));
    }
    let tags = snapshot.tags();
    let mut outputs: BTreeSet<VPath> = snapshot.outputs().into_iter().map(|(path, _)| path).collect();
    // Still a part of the site, and not asked for now. What was asked for and could not be made is not what it was.
    let attempted = attempted(made);
    outputs.retain(|path| !attempted.contains(path.as_str()));
    let unasked = |path: &str| VPath::parse(path).is_ok_and(|path| outputs.contains(&path));
    let empty = BTreeMap::new();
    let last = staging.last().map_or(&empty, |last| &last.files);
    let carried: BTreeMap<String, Entry> = last
        .iter()
        .filter(|(path, _)| {
            let first = path.split('/').next().unwrap_or_default();
            let other = !locales.is_empty() && tags.contains(first) && !locales.iter().any(|tag| tag == first);
            let kept = other || path.starts_with("assets/") || unasked(path.as_str());
            kept && !files.contains_key(*path)
        })
        .map(|(path, entry)| (path.clone(), entry.clone()))
        .collect();
    staging.carry(&carried)?;
    files.extend(carried);
    Ok(Manifest::new(files, true))
}

fn tell(diags: &[Diagnostic], inputs: &Inputs, options: &Options, voice: &Voice) {
    let shown = voice.shown(diags, options.deny_warnings);
    eprint!("{}", emit::emit(&shown, inputs, Format::Human, voice.color));
}

fn refuse(diags: &[Diagnostic], inputs: &Inputs, options: &Options, voice: &Voice) -> u8 {
    tell(diags, inputs, options, voice);
    let summary = emit::summary(diags);
    eprintln!("{summary}: nothing was written, `{}` is as it was", options.destination.display());
    // What was asked for and what the program can do do not fit: no change of a chapter would help.
    if diags.iter().any(|diag| diag.code == Code::A30) { 2 } else { 1 }
}

/// Removes the output folder's own files, and the cache. Files of others stay.
pub fn clean(root: &Path, destination: &Path, voice: &Voice) -> Result<u8, Failure> {
    let Some(_lock) = prepare(root, destination, voice)? else {
        return Err(Failure::Usage(format!("there is no `{}` in `{}`", config::FILE, root.display())));
    };
    let mut removed = 0;
    if let Some(known) = disk::read_manifest(destination)? {
        // The manifest goes last: a clean-up that is cut short can be repeated.
        let own = [CHECKSUMS.to_owned(), MANIFEST.to_owned()];
        // Behind a link lies what is not the site's.
        let listed = known.files.keys().filter(|path| !disk::leads_through_link(destination, path));
        for path in listed.chain(own.iter()) {
            let path = destination.join(path);
            match fs::remove_file(&path) {
                Ok(()) => removed += 1,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(Failure::io("remove", &path)(error)),
            }
        }
        let folders: BTreeSet<&str> =
            known.files.keys().flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at])).collect();
        // Deepest first. It fails where files of others are left, and should.
        for folder in folders.iter().rev() {
            let _ = fs::remove_dir(destination.join(folder));
        }
        let _ = fs::remove_dir(destination);
    }
    let cache = root.join(disk::CACHE);
    for entry in fs::read_dir(&cache).map_err(Failure::io("read the folder", &cache))?.flatten() {
        let path = entry.path();
        let folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if entry.file_name() != "lock" {
            let done = if folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            done.map_err(Failure::io("remove", &path))?;
        }
    }
    voice.say(&format!("removed {removed} files"));
    Ok(0)
}

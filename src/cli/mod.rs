//! The command line: words to options to one call each.

mod arguments;
mod build;
mod check;
mod explain;
mod init;
mod progress;
mod press;
mod project;
mod serve;
mod starter;
mod stop;
mod translate;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use arguments::{Cli, ColorChoice, Command, FormatChoice};

use crate::diagnostic::{Diagnostic, Level};
use crate::emit::Format;
use crate::failure::Failure;

/// How to speak to the user.
#[derive(Clone)]
struct Voice {
    quiet: bool,
    verbose: bool,
    color: bool,
    timings: Option<PathBuf>,
}

impl Voice {
    /// A message about the work; never on standard output.
    fn say(&self, text: &str) {
        if !self.quiet {
            eprintln!("{text}");
        }
    }

    /// The findings to write: all, or those that count as errors.
    fn shown(&self, diags: &[Diagnostic], strict: bool) -> Vec<Diagnostic> {
        let bad = |diag: &Diagnostic| diag.level == Level::Error || strict && diag.level == Level::Warning;
        diags.iter().filter(|diag| !self.quiet || bad(diag)).cloned().collect()
    }

    fn detail(&self, text: &str) {
        if self.verbose {
            eprintln!("{text}");
        }
    }
}

/// Runs the program; gives its exit code.
pub fn run() -> u8 {
    let cli = match arguments::parse() {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let color = match cli.color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    };
    let voice = Voice {
        quiet: cli.quiet,
        verbose: cli.verbose,
        color,
        timings: cli.timings.as_ref().map(|file| cli.directory.join(file)),
    };
    match dispatch(cli, &voice) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("handbook: {failure}");
            failure.exit_code()
        }
    }
}

fn dispatch(cli: Cli, voice: &Voice) -> Result<u8, Failure> {
    let root = cli.directory;
    match cli.command {
        Command::Init { target, locales, from } => {
            let target = root.join(target);
            match from.as_deref() {
                Some([kind, source, ..]) => init::import(&target, kind, &root.join(source), &locales, voice),
                _ => init::run(&target, &locales, voice),
            }
        }
        Command::Build { destination, locale, format, base_url, drafts, fonts, deny, watch } => {
            let options = build::Options {
                destination: output_folder(&root, destination),
                locales: locale,
                formats: format,
                base_url,
                drafts,
                font_dirs: fonts.font_dirs,
                deny_warnings: deny.is_some(),
            };
            if watch { build::watch(&root, &options, voice) } else { build::run(&root, &options, voice) }
        }
        Command::Serve { address, open, poll, who, fonts } => {
            serve::run(&root, &serve::Options { address, open, poll, who, font_dirs: fonts.font_dirs }, voice)
        }
        Command::Check { format, release, deny, fonts } => {
            let format = match format {
                FormatChoice::Human => Format::Human,
                FormatChoice::Short => Format::Short,
                FormatChoice::Json => Format::Json,
                FormatChoice::Github => Format::Github,
                FormatChoice::Sarif => Format::Sarif,
            };
            check::run(&root, format, check::Severity { strict: deny.is_some(), release }, &fonts.font_dirs, voice)
        }
        Command::Status { locale, json, html } => {
            let form = match (&html, json) {
                (Some(folder), _) => translate::status::Form::Html(folder),
                (None, true) => translate::status::Form::Json,
                (None, false) => translate::status::Form::Table,
            };
            translate::status::run(&root, locale.as_deref(), &form, voice)
        }
        Command::Translate { who, deed } => translate::run(&root, who.as_deref(), &deed, voice),
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Completions { shell } => print(&arguments::completions(shell)),
        Command::Clean { destination } => build::clean(&root, &output_folder(&root, destination), voice),
    }
}

/// `public` unless another is named. As `-C` says, all paths start at the project.
fn output_folder(root: &Path, named: Option<PathBuf>) -> PathBuf {
    root.join(named.as_deref().unwrap_or(Path::new("public")))
}

/// Writes requested data to standard output. A reader that has gone away is no error.
fn print(bytes: &[u8]) -> Result<u8, Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::io("write to", Path::new("standard output"))(error))
        }
        _ => Ok(0),
    }
}

//! The command line: words to options to one call each. The only module that names `clap`.

mod build;
mod check;
mod explain;
mod init;
mod progress;
mod project;
mod serve;
mod starter;
mod stop;
mod translate;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::diagnostic::{Diagnostic, Level};
use crate::emit::Format;
use crate::failure::Failure;
use crate::translation::Severity;

/// Turns multilingual Markdown chapters of a prevention handbook into a static site
#[derive(Parser)]
#[command(name = "handbook", version, max_term_width = 100)]
struct Cli {
    /// Work in this folder instead of the current one
    #[arg(short = 'C', value_name = "DIR", global = true, default_value = ".", hide_default_value = true)]
    directory: PathBuf,
    /// Say more: a line for each stage
    #[arg(short, long, global = true)]
    verbose: bool,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    color: ColorChoice,
    /// Write how long each stage took to this file, as JSON
    #[arg(long, value_name = "FILE", global = true)]
    timings: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, ValueEnum)]
enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    /// Make a new project that builds at once
    Init {
        /// The new project's folder
        #[arg(value_name = "DIR", default_value = ".")]
        target: PathBuf,
        /// Languages, the source first; `en`, or that of the imported book, if none is named
        #[arg(long, value_name = "TAGS", value_delimiter = ',')]
        locales: Vec<String>,
        /// Convert an existing book; KIND is `mdbook`, SRC the folder of its `book.toml`
        #[arg(long, num_args = 2, value_names = ["KIND", "SRC"])]
        from: Option<Vec<String>>,
    },
    /// Write the whole site
    Build {
        /// The output folder
        #[arg(short = 'd', long = "dest", value_name = "DIR")]
        destination: Option<PathBuf>,
        /// Only this locale; the others stay as they are
        #[arg(long, value_name = "TAG")]
        locale: Vec<String>,
        /// Only this format
        #[arg(long, value_name = "FORMAT")]
        format: Vec<String>,
        /// The site's public address
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
        /// Show draft chapters and unpublished locales
        #[arg(long)]
        drafts: bool,
        /// Treat these findings as errors
        #[arg(long, value_name = "WHAT")]
        deny: Option<Deny>,
        /// Write again whenever a file changes
        #[arg(long)]
        watch: bool,
    },
    /// Preview the site; it follows the files
    Serve {
        /// Where to listen: HOST, HOST:PORT or PORT; only this machine can come if none is named
        #[arg(long = "addr", value_name = "ADDRESS")]
        address: Option<String>,
        /// Open it in the browser
        #[arg(long)]
        open: bool,
        /// Look at the files from time to time, as network drives need
        #[arg(long)]
        poll: bool,
    },
    /// Report every problem; write nothing
    Check {
        /// How to write the findings
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: FormatChoice,
        /// Also report what must not be in a release
        #[arg(long)]
        release: bool,
        /// Treat these findings as errors
        #[arg(long, value_name = "WHAT")]
        deny: Option<Deny>,
    },
    /// Show how far translations have come, block by block
    Status {
        /// Only this locale
        #[arg(value_name = "LOCALE")]
        locale: Option<String>,
    },
    /// Accept translations, and say how grave a change of the source is
    Translate {
        /// Who you are, as `m.ortiz`; else `name` in the user's config
        #[arg(long, global = true, value_name = "NAME")]
        who: Option<String>,
        #[command(subcommand)]
        deed: Deed,
    },
    /// Explain a finding's code, list all codes, or describe what templates get (`template`)
    Explain {
        /// A code such as `K02`, its name, or `template`
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
    /// Write completions for a shell
    Completions {
        /// The shell to write them for
        shell: clap_complete::Shell,
    },
    /// Remove the output folder's own files and the cache
    Clean {
        /// The output folder
        #[arg(short = 'd', long = "dest", value_name = "DIR")]
        destination: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
enum Deed {
    /// Claim an existing translation, all chapters at once
    Adopt {
        /// The locale
        #[arg(value_name = "LOCALE")]
        locale: String,
        /// How far it has come: machine, draft or translated
        #[arg(long = "as", value_name = "STATE", default_value = "draft")]
        state: String,
    },
    /// Accept the blocks of a chapter as the translation of their source
    Accept {
        /// The locale
        #[arg(value_name = "LOCALE")]
        locale: String,
        /// The chapter, or one block of it
        #[arg(value_name = "CHAPTER[#BLOCK]")]
        chapter: String,
        /// How far it has come: machine, draft or translated
        #[arg(long = "as", value_name = "STATE", default_value = "translated")]
        state: String,
        /// Why a text still holds although its source has changed
        #[arg(long, value_name = "WHY")]
        unchanged: Option<String>,
    },
    /// Say how grave an edit of a source block is for translations of the text before it
    Classify {
        /// The block as it is now: the beginning of its hash
        #[arg(value_name = "BLOCK")]
        block: String,
        /// What changed and why
        #[arg(value_name = "NOTE")]
        note: String,
        /// minor: translations stay; major: readers are told; critical: translations are withdrawn
        #[arg(long = "as", value_name = "SEVERITY")]
        severity: SeverityChoice,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum SeverityChoice {
    Minor,
    Major,
    Critical,
}

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    Warnings,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatChoice {
    Human,
    Short,
    Json,
    Github,
    Sarif,
}

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
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // Nobody is left to tell when the terminal is gone.
            let _ = error.print();
            return code;
        }
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
        Command::Build { destination, locale, format, base_url, drafts, deny, watch } => {
            let options = build::Options {
                destination: output_folder(&root, destination),
                locales: locale,
                formats: format,
                base_url,
                drafts,
                deny_warnings: deny.is_some(),
            };
            if watch { build::watch(&root, &options, voice) } else { build::run(&root, &options, voice) }
        }
        Command::Serve { address, open, poll } => serve::run(&root, &serve::Options { address, open, poll }, voice),
        Command::Check { format, release, deny } => {
            let format = match format {
                FormatChoice::Human => Format::Human,
                FormatChoice::Short => Format::Short,
                FormatChoice::Json => Format::Json,
                FormatChoice::Github => Format::Github,
                FormatChoice::Sarif => Format::Sarif,
            };
            check::run(&root, format, deny.is_some() || release, voice)
        }
        Command::Status { locale } => translate::status(&root, locale.as_deref()),
        Command::Translate { who, deed } => {
            let who = who.as_deref();
            match &deed {
                Deed::Adopt { locale, state } => {
                    let order = translate::Accept { locale, chapter: None, state, unchanged: None, who };
                    translate::accept(&root, &order, voice)
                }
                Deed::Accept { locale, chapter, state, unchanged } => {
                    let (chapter, unchanged) = (Some(chapter.as_str()), unchanged.as_deref());
                    let order = translate::Accept { locale, chapter, state, unchanged, who };
                    translate::accept(&root, &order, voice)
                }
                Deed::Classify { block, note, severity } => {
                    let severity = match severity {
                        SeverityChoice::Minor => Severity::Minor,
                        SeverityChoice::Major => Severity::Major,
                        SeverityChoice::Critical => Severity::Critical,
                    };
                    translate::classify(&root, block, severity, note, who, voice)
                }
            }
        }
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "handbook", &mut script);
            print(&script)
        }
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

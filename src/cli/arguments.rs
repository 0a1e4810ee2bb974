//! What can be typed: the one place that names `clap`.

use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

/// Turns multilingual Markdown chapters of a prevention handbook into a static site
#[derive(Parser)]
#[command(name = "handbook", version, max_term_width = 100)]
pub struct Cli {
    /// Work in this folder instead of the current one
    #[arg(short = 'C', value_name = "DIR", global = true, default_value = ".", hide_default_value = true)]
    pub directory: PathBuf,
    /// Say more: a line for each stage
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub color: ColorChoice,
    /// Write how long each stage took to this file, as JSON
    #[arg(long, value_name = "FILE", global = true)]
    pub timings: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(clap::Args)]
pub struct Fonts {
    /// Also set PDFs in the fonts of this folder
    #[arg(long = "font-dir", value_name = "DIR")]
    pub font_dirs: Vec<PathBuf>,
}

#[derive(Subcommand)]
pub enum Command {
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
        #[command(flatten)]
        fonts: Fonts,
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
        /// Who you are, to accept translations in the preview; else `name` in the user's config
        #[arg(long, value_name = "NAME")]
        who: Option<String>,
        #[command(flatten)]
        fonts: Fonts,
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
        #[command(flatten)]
        fonts: Fonts,
    },
    /// Show how far translations have come, block by block
    Status {
        /// Only this locale
        #[arg(value_name = "LOCALE")]
        locale: Option<String>,
        /// Write all blocks as JSON
        #[arg(long)]
        json: bool,
        /// Write pages into this folder, which is empty or holds an earlier report
        #[arg(long, value_name = "DIR", conflicts_with = "json")]
        html: Option<PathBuf>,
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
pub enum Deed {
    /// Claim an existing translation, all chapters and definitions at once
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
        /// The chapter, one block of it, or `_glossary[#CONCEPT]`
        #[arg(value_name = "CHAPTER[#BLOCK]")]
        chapter: String,
        /// How far it has come: machine, draft or translated
        #[arg(long = "as", value_name = "STATE", default_value = "translated")]
        state: String,
        /// Why a text still holds although its source has changed
        #[arg(long, value_name = "WHY")]
        unchanged: Option<String>,
        /// Accept a block although a check finds fault with it, as `N01=two is a word here`
        #[arg(long, value_name = "CODE=WHY")]
        waive: Vec<String>,
    },
    /// Raise the claims of a chapter, or of one block of it, after a second person has read them
    Review {
        /// The locale
        #[arg(value_name = "LOCALE")]
        locale: String,
        /// The chapter, one block of it, `_glossary[#CONCEPT]`, or `_ui` for the safety notices
        #[arg(value_name = "CHAPTER[#BLOCK]")]
        chapter: String,
        /// revised: by a second translator; medical: by a health professional
        #[arg(long = "as", value_name = "STATE")]
        state: ReviewChoice,
    },
    /// Withdraw the claims of a chapter, or of one block of it
    Revoke {
        /// The locale
        #[arg(value_name = "LOCALE")]
        locale: String,
        /// The chapter, one block of it, or `_glossary[#CONCEPT]`
        #[arg(value_name = "CHAPTER[#BLOCK]")]
        chapter: String,
        /// Why they do not hold
        #[arg(value_name = "REASON")]
        reason: String,
    },
    /// Show what changed in the source since each block was accepted, beside its translation
    Diff {
        /// The locale
        #[arg(value_name = "LOCALE")]
        locale: String,
        /// The chapter, or one block of it
        #[arg(value_name = "CHAPTER[#BLOCK]")]
        chapter: String,
    },
    /// Say how grave an edit of a source block is for translations of the text before it; asks for each edit if none
    /// is named
    Classify {
        /// The block as it is now: the beginning of its hash
        #[arg(value_name = "BLOCK")]
        block: Option<String>,
        /// What changed and why
        #[arg(value_name = "NOTE")]
        note: Option<String>,
        /// Translations of the old text say the same
        #[arg(long, group = "severity")]
        minor: bool,
        /// They say something else: readers are told
        #[arg(long, group = "severity")]
        major: bool,
        /// They could do harm: they are withdrawn
        #[arg(long, group = "severity")]
        critical: bool,
    },
    /// Withdraw a chapter in all languages
    Retract {
        /// The chapter
        #[arg(value_name = "CHAPTER")]
        chapter: String,
        /// Why it no longer holds; readers are told
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// The chapter to read instead
        #[arg(long, value_name = "CHAPTER")]
        see: Option<String>,
    },
    /// Look after lock files that a merge has left untidy
    Lock {
        /// Write them anew: conflict marks out, claims of both sides kept
        #[arg(long)]
        fix: bool,
    },
    /// Drop texts from the base store that no claim names
    Gc,
    /// Bring hashes to the form that this version of the program makes
    Migrate,
    /// Move translated blocks after their source, and mark what has no translation yet; deletes no text
    Sync {
        /// The locale
        #[arg(value_name = "LOCALE")]
        locale: String,
        /// Only what belongs to this chapter
        #[arg(value_name = "CHAPTER")]
        chapter: Option<String>,
    },
    /// Write the texts and their translations for translators' tools
    Export {
        /// The locale
        #[arg(value_name = "LOCALE")]
        locale: String,
        /// Only this chapter
        #[arg(value_name = "CHAPTER")]
        chapter: Option<String>,
        /// As a PO file, for gettext, Weblate, Poedit; what is done if nothing is said
        #[arg(long)]
        po: bool,
        /// As XLIFF 2.0
        #[arg(long, conflicts_with = "po")]
        xliff: bool,
        /// The file to write, or a folder for it; else standard output
        #[arg(short = 'o', long = "output", value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Take back a file that was exported: all of it, or nothing
    Import {
        /// The PO or XLIFF file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Where both sides changed a text, take that of the file
        #[arg(long)]
        theirs: bool,
        /// How far the new texts have come: machine, draft or translated
        #[arg(long = "as", value_name = "STATE", default_value = "translated")]
        state: String,
    },
    /// Write the critical blocks in the translation's words alone, to be translated back
    Backtranslate {
        /// The locale
        #[arg(value_name = "LOCALE")]
        locale: String,
        /// The file to write, or a folder for it; else standard output
        #[arg(short = 'o', long = "output", value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ReviewChoice {
    Revised,
    Medical,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Deny {
    Warnings,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum FormatChoice {
    Human,
    Short,
    Json,
    Github,
    Sarif,
}

/// The command line, or the exit code after help or a mistake was printed.
pub fn parse() -> Result<Cli, u8> {
    Cli::try_parse().map_err(|error| {
        // Nobody is left to tell when the terminal is gone.
        let _ = error.print();
        if error.use_stderr() { 2 } else { 0 }
    })
}

/// The completions for a shell, as a script.
pub fn completions(shell: clap_complete::Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "handbook", &mut script);
    script
}

//! What every command that reads a project does first.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use super::Voice;
use crate::data::{Date, Value, parse_toml};
use crate::disk;
use crate::engine::{Engine, Snapshot};
use crate::failure::Failure;
use crate::project::Settings;
use crate::project::config::{self, PREFIX};
use crate::serve::drive::SettingsOf;
use crate::vpath::VPath;

/// How long each stage took, in milliseconds.
#[derive(Default)]
pub struct Timings {
    stages: Vec<(&'static str, f64)>,
}

impl Timings {
    pub fn take(&mut self, stage: &'static str, since: Instant) {
        self.stages.push((stage, since.elapsed().as_secs_f64() * 1000.0));
    }

    /// Writes the stages where the user asked for them.
    pub fn report(&self, voice: &Voice) -> Result<(), Failure> {
        for (stage, ms) in &self.stages {
            voice.detail(&format!("{stage:>8} {ms:9.1} ms"));
        }
        let Some(path) = &voice.timings else { return Ok(()) };
        let stages: serde_json::Map<String, serde_json::Value> =
            self.stages.iter().map(|(stage, ms)| ((*stage).to_owned(), (*ms).into())).collect();
        let text = serde_json::json!({"version": 1, "unit": "ms", "stages": stages});
        std::fs::write(path, format!("{text:#}\n")).map_err(Failure::io("write", path))
    }
}

/// Settings from the environment and the command line. The fonts in `font_dirs` come after a locale's own.
pub fn settings(base_url: Option<&str>, drafts: bool, font_dirs: &[PathBuf]) -> Result<Settings, Failure> {
    let mut overrides: Vec<(String, String)> = std::env::vars_os()
        .filter_map(|(name, value)| {
            let name = name.to_str()?.strip_prefix(PREFIX)?.to_owned();
            Some((name, value.to_string_lossy().into_owned()))
        })
        .collect();
    overrides.sort();
    if let Some(url) = base_url {
        let Some(url) = config::base_url(url) else {
            let help = config::BASE_URL_HELP;
            return Err(Failure::Usage(format!("`--base-url {url}` is not a web address; {help}")));
        };
        overrides.push(("HANDBOOK__BASE_URL".to_owned(), format!("\"{url}\"")));
    }
    let mut fonts = Vec::new();
    for folder in font_dirs {
        for (name, bytes) in disk::read_tree(folder)? {
            fonts.extend(VPath::parse(&name).ok().map(|name| (name, bytes)));
        }
    }
    Ok(Settings { overrides, drafts, today: Some(today()?), fonts: fonts.into() })
}

/// The same, for programs that run for days.
pub fn settings_of(base_url: Option<String>, drafts: bool, font_dirs: &[PathBuf]) -> Result<SettingsOf, Failure> {
    let first = settings(base_url.as_deref(), drafts, font_dirs)?;
    Ok(Box::new(move || Settings { today: today().ok().or(first.today), ..first.clone() }))
}

/// Who works here: as named on the command line, else `name` in the user's own config. Never taken from git: a claim
/// is a person's word, not a commit's.
pub fn who(named: Option<&str>) -> Result<String, Failure> {
    let plain = |name: &str| !name.is_empty() && !name.contains(char::is_whitespace);
    if let Some(name) = named {
        return match plain(name) {
            true => Ok(name.to_owned()),
            false => Err(Failure::Usage(format!("`--who {name}` is no name: write it without spaces, as `m.ortiz`"))),
        };
    }
    let home = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".config")));
    let file = home.unwrap_or_default().join("handbook/config.toml");
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    let found = parse_toml(&text).0.get("name").and_then(Value::display).filter(|name| plain(name));
    found.ok_or_else(|| {
        let file = file.display();
        Failure::Usage(format!("who are you? say it with `--who m.ortiz`, or write `name = \"m.ortiz\"` into `{file}`"))
    })
}

/// `SOURCE_DATE_EPOCH` if it is set, else the day in UTC.
pub fn today() -> Result<Date, Failure> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text
            .parse::<i64>()
            .map_err(|_| Failure::Usage(format!("SOURCE_DATE_EPOCH is `{text}`, not a number of seconds")))?,
        Err(_) => {
            let now = SystemTime::now().duration_since(UNIX_EPOCH);
            now.map(|now| now.as_secs() as i64).unwrap_or_default()
        }
    };
    Ok(Date::from_unix_days(seconds.div_euclid(86_400)))
}

/// Reads the project and makes its first snapshot.
pub fn load(root: &Path, settings: Settings, timings: &mut Timings) -> Result<(Engine, Arc<Snapshot>), Failure> {
    let start = Instant::now();
    let delta = disk::scan(root)?;
    timings.take("read", start);
    let start = Instant::now();
    let mut engine = Engine::new(settings);
    let snapshot = engine.update(delta);
    timings.take("parse", start);
    Ok((engine, snapshot))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_address_on_the_command_line_is_a_usage_error() {
        let failure = settings(Some("x"), false, &[]).expect_err("no address");
        assert_eq!(failure.exit_code(), 2);
        assert!(failure.to_string().starts_with("`--base-url x` is not a web address; "), "{failure}");
        let settings = settings(Some("https://x.org"), false, &[]).expect("an address");
        assert_eq!(settings.overrides.last().map(|(_, value)| value.as_str()), Some("\"https://x.org/\""));
    }
}

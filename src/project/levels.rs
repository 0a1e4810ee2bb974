//! `[check]`: how grave findings are.

use std::collections::BTreeMap;

use crate::data::{Kind, Table, Value};
use crate::diagnostic::code::{FAMILIES, Info};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::vpath::VPath;

/// What `[check]` says: `None` switches a code off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    codes: BTreeMap<Code, Option<Level>>,
    families: BTreeMap<String, Option<Level>>,
}

impl Levels {
    /// Applies the settings to a finding; false if it is switched off.
    pub fn apply(&self, diag: &mut Diagnostic) -> bool {
        if !diag.code.configurable() {
            return true;
        }
        let set = self.codes.get(&diag.code).or_else(|| self.families.get(diag.code.family()));
        match set {
            Some(Some(level)) => {
                diag.level = *level;
                true
            }
            Some(None) => false,
            None => true,
        }
    }

    /// Whether the config says something of a code.
    pub fn sets(&self, code: Code) -> bool {
        self.codes.contains_key(&code) || self.families.contains_key(code.family())
    }

    /// The level a code's findings have now; `None` if it is switched off.
    pub fn level_of(&self, code: Code) -> Option<Level> {
        let mut diag = Diagnostic::new(code, "");
        self.apply(&mut diag).then_some(diag.level)
    }
}

/// Reads the section.
pub fn read(table: &Table, file: &VPath, diags: &mut Vec<Diagnostic>) -> Levels {
    let mut levels = Levels::default();
    for entry in &table.entries {
        let reject = |message: String, help: String, value: &Value| {
            Diagnostic::new(Code::A03, message).at(file, value.range.clone()).help(help)
        };
        let level = match &entry.value.kind {
            Kind::Text(text) => match text.as_str() {
                "error" => Some(Level::Error),
                "warn" => Some(Level::Warning),
                "info" => Some(Level::Info),
                "off" => None,
                other => {
                    let help = did_you_mean(other, &["error", "warn", "info", "off"]);
                    diags.push(reject(format!("`{other}` is not a level"), help, &entry.value));
                    continue;
                }
            },
            _ => {
                let help = "one of: error, warn, info, off".to_owned();
                diags.push(reject(format!("`{}` must be text", entry.key), help, &entry.value));
                continue;
            }
        };
        let family =
            FAMILIES.iter().find(|(family, _)| family.eq_ignore_ascii_case(&entry.key)).map(|(family, _)| *family);
        let code = Code::find(&entry.key);
        if let Some(why) = family.or(code.map(Code::id)).and_then(|key| fixed(key, level)) {
            diags.push(reject(format!("`{}` cannot be set to that", entry.key), why.to_owned(), &entry.value));
        } else if let Some(family) = family {
            levels.families.insert(family.to_owned(), level);
        } else if let Some(code) = code {
            levels.codes.insert(code, level);
        } else {
            let known: Vec<&str> = crate::diagnostic::code::TABLE.iter().map(|info| info.id).collect();
            let help = match crate::diagnostic::suggest::nearest(&entry.key, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "see `handbook explain`".to_owned(),
            };
            diags.push(
                Diagnostic::new(Code::A02, format!("unknown code `{}` in `[check]`", entry.key))
                    .at(file, entry.key_range.clone())
                    .help(help),
            );
        }
    }
    levels
}

/// Why a code or a family cannot have a level.
fn fixed(key: &str, level: Option<Level>) -> Option<&'static str> {
    let mut own = crate::diagnostic::code::TABLE.iter().filter(|info| info.id.starts_with(key));
    let lowers = level.is_none_or(|level| level > Level::Warning);
    let broken = |info: &Info| info.code.family() == "K" && info.level == Level::Error;
    if own.clone().all(|info| !info.code.configurable()) {
        Some("the output would be wrong or unsafe")
    } else if lowers && own.any(broken) {
        Some("broken links can be lowered to `warn`, not further")
    } else {
        None
    }
}

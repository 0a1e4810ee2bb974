//! `handbook explain`.

use std::fmt::Write as _;

use super::print;
use crate::diagnostic::Code;
use crate::diagnostic::code::{FAMILIES, TABLE};
use crate::diagnostic::suggest::did_you_mean;
use crate::failure::Failure;

/// What a page template gets; the test below keeps it complete.
const TEMPLATE: &str = include_str!("template.txt");

/// Explains a code, lists all codes, or describes the templates' data.
pub fn run(code: Option<&str>) -> Result<u8, Failure> {
    let text = match code {
        None => list(),
        Some("template") => TEMPLATE.to_owned(),
        Some(code) => match Code::find(code) {
            Some(code) => one(code),
            None => {
                let names: Vec<&str> = TABLE.iter().flat_map(|info| [info.id, info.name]).collect();
                let help = did_you_mean(code, &names);
                let help = if help.starts_with("one of") { "`handbook explain` lists all".to_owned() } else { help };
                return Err(Failure::Usage(format!("there is no code `{code}`; {help}")));
            }
        },
    };
    print(text.as_bytes())
}

fn one(code: Code) -> String {
    let info = code.info();
    let fixed = if code.configurable() {
        format!("Set another level with `{} = \"warn\"` under `[check]` in handbook.toml.", info.id)
    } else {
        "The level is fixed.".to_owned()
    };
    format!(
        "{} {} ({})\n\n{}.\n\n{}\n\nExample: {}\n\n{fixed}\n",
        info.id,
        info.name,
        info.level.name(),
        info.summary,
        info.explanation,
        info.example
    )
}

fn list() -> String {
    let mut out = String::new();
    for (family, about) in FAMILIES {
        let _ = writeln!(out, "{family}: {about}");
        for info in TABLE.iter().filter(|info| info.code.family() == *family) {
            let _ = writeln!(out, "  {} {:<22} {:<8} {}", info.id, info.name, info.level.name(), info.summary);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::context::PageContext;

    #[test]
    fn every_field_of_a_page_is_described() {
        let value = serde_json::to_value(PageContext::default()).expect("a plain value");
        let fields = value.as_object().expect("an object");
        for field in fields.keys() {
            assert!(TEMPLATE.contains(&format!("\npage.{field} ")), "page.{field} is not described");
        }
    }
}

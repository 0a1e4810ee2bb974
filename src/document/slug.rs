//! Heading ids by mdBook's rule: letters, digits, `_` and `-` stay, in lower case, white space becomes
//! `-`, the rest goes; ids that begin with `_` are the theme's; a repeated id gets `-1`, `-2`, ….

use std::collections::BTreeMap;

/// The id a heading's text gives, before repeats are told apart.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.trim().chars() {
        if ch.is_alphanumeric() || ch == '_' || ch == '-' {
            out.extend(ch.to_lowercase());
        } else if ch.is_whitespace() {
            out.push('-');
        }
    }
    // Ids that begin with `_` are the theme's own.
    let out = out.trim_start_matches('_');
    if out.is_empty() { "section".to_owned() } else { out.to_owned() }
}

/// Hands out ids that are unique in one document.
#[derive(Debug, Default)]
pub struct Ids {
    used: BTreeMap<String, u32>,
}

impl Ids {
    /// Takes an id that must stay as it is; false if it is taken.
    pub fn reserve(&mut self, id: &str) -> bool {
        self.used.insert(id.to_owned(), 0).is_none()
    }

    /// The id itself if it is free, else with the first free number.
    pub fn unique(&mut self, id: String) -> String {
        if let Some(count) = self.used.get(&id).copied() {
            let mut number = count;
            loop {
                number += 1;
                let candidate = format!("{id}-{number}");
                if !self.used.contains_key(&candidate) {
                    self.used.insert(id, number);
                    self.used.insert(candidate.clone(), 0);
                    return candidate;
                }
            }
        }
        self.used.insert(id.clone(), 0);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_follow_mdbook() {
        assert_eq!(slug("Making a bleach solution (0.1%)"), "making-a-bleach-solution-01");
        assert_eq!(slug("  Über   uns "), "über---uns");
        assert_eq!(slug("洗手"), "洗手");
        assert_eq!(slug("!?"), "section");
        assert_eq!(slug("__main"), "main");
    }

    #[test]
    fn repeats_are_numbered_around_taken_ids() {
        let mut ids = Ids::default();
        assert!(ids.reserve("a-1"));
        let made: Vec<String> = (0..3).map(|_| ids.unique("a".to_owned())).collect();
        assert_eq!(made, ["a", "a-2", "a-3"]);
    }
}

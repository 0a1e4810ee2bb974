//! The change ledger: what each edit of the source means for those who read a translation of the text before it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::block::{BlockHash, NORM};
use crate::data::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::vpath::VPath;

/// How grave an edit of the source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The old translation says the same.
    Minor,
    /// It says something else, and readers are told.
    Major,
    /// It could do harm, and is withdrawn.
    Critical,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Minor => "minor",
            Severity::Major => "major",
            Severity::Critical => "critical",
        }
    }

    pub fn parse(name: &str) -> Option<Severity> {
        [Severity::Minor, Severity::Major, Severity::Critical].into_iter().find(|severity| severity.name() == name)
    }
}

/// One edit of a source block.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    pub from: BlockHash,
    pub to: BlockHash,
    pub severity: Severity,
    pub who: String,
    pub date: Date,
    pub note: String,
}

/// All edits that were classified.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    pub edits: BTreeSet<Edit>,
}

impl Ledger {
    /// Reads `locales/changes.tsv`. Lines that are no edits are findings; the others count.
    /// Those of people who may not classify count for nothing; `editors` is empty if everybody may.
    pub fn read(file: &VPath, text: &str, editors: &[String]) -> (Ledger, Vec<Diagnostic>) {
        let mut ledger = Ledger::default();
        let mut diags = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let range = at..at + line.trim_end().len();
            at += line.len();
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match edit(line) {
                Some(edit) if !editors.is_empty() && !editors.contains(&edit.who) => diags.push(
                    Diagnostic::new(Code::S06, format!("`{}` may not classify edits", edit.who))
                        .at(file, range)
                        .help("`[translation] editors` in handbook.toml names who may; until then the edit counts as not classified"),
                ),
                Some(edit) => {
                    ledger.edits.insert(edit);
                }
                None => diags.push(
                    Diagnostic::new(Code::S12, "this line is no entry of the ledger")
                        .at(file, range)
                        .help("an entry is `from to severity who date note` with tabs between"),
                ),
            }
        }
        (ledger, diags)
    }

    /// The file of a ledger, by date.
    pub fn write(&self) -> String {
        self.write_form(NORM)
    }

    /// The same with hashes of another form.
    pub fn write_form(&self, norm: u32) -> String {
        let mut edits: Vec<&Edit> = self.edits.iter().collect();
        edits.sort_by_key(|edit| (edit.date, *edit));
        let mut out = format!("# handbook-changes 1  norm={norm}\n# from\tto\tseverity\twho\tdate\tnote\n");
        for edit in edits {
            let Edit { from, to, severity, who, date, note } = edit;
            let _ = writeln!(out, "{from}\t{to}\t{}\t{who}\t{date}\t{note}", severity.name());
        }
        out
    }

    /// What a text has become, by the edits that were classified: the first of its later forms that `current` knows.
    pub fn successor(&self, from: BlockHash, current: &dyn Fn(BlockHash) -> bool) -> Option<BlockHash> {
        let mut reached = BTreeSet::from([from]);
        let mut front = reached.clone();
        while !front.is_empty() {
            let next = self.edits.iter().filter(|edit| front.contains(&edit.from) && !reached.contains(&edit.to));
            let next: BTreeSet<BlockHash> = next.map(|edit| edit.to).collect();
            if let Some(found) = next.iter().find(|hash| current(**hash)) {
                return Some(*found);
            }
            reached.extend(&next);
            front = next;
        }
        None
    }

    /// How grave all is that happened to a text between two forms of it. `unclassified` is what an edit weighs that
    /// nobody has classified; of two entries for the same edit the graver counts.
    pub fn between(&self, from: BlockHash, to: BlockHash, unclassified: Severity) -> Severity {
        // The fewest edits that lead there, and of those the gravest.
        let mut reached = BTreeMap::from([(from, Severity::Minor)]);
        let mut front = reached.clone();
        while !front.is_empty() && !front.contains_key(&to) {
            let mut next: BTreeMap<BlockHash, Severity> = BTreeMap::new();
            for edit in self.edits.iter().filter(|edit| !reached.contains_key(&edit.to)) {
                if let Some(so_far) = front.get(&edit.from) {
                    let grave = edit.severity.max(*so_far);
                    next.entry(edit.to).and_modify(|known| *known = grave.max(*known)).or_insert(grave);
                }
            }
            reached.extend(&next);
            front = next;
        }
        front.get(&to).copied().unwrap_or(unclassified)
    }
}

fn edit(line: &str) -> Option<Edit> {
    let mut parts = line.splitn(6, '\t');
    Some(Edit {
        from: BlockHash::parse(parts.next()?)?,
        to: BlockHash::parse(parts.next()?)?,
        severity: Severity::parse(parts.next()?)?,
        who: parts.next()?.to_owned(),
        date: Date::parse(parts.next()?)?,
        note: parts.next().unwrap_or_default().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translation::block::BlockKind;

    fn hash(text: &str) -> BlockHash {
        BlockHash::of(BlockKind::Text, text)
    }

    fn ledger(edits: &[(&str, &str, Severity)]) -> Ledger {
        let date = Date::parse("2026-04-02").expect("a date");
        let edit = |(from, to, severity): &(&str, &str, Severity)| Edit {
            from: hash(from),
            to: hash(to),
            severity: *severity,
            who: "m.ortiz".to_owned(),
            date,
            note: "a comma".to_owned(),
        };
        Ledger { edits: edits.iter().map(edit).collect() }
    }

    #[test]
    fn the_gravest_edit_on_the_way_counts() {
        let ledger = ledger(&[
            ("a", "b", Severity::Minor),
            ("b", "c", Severity::Critical),
            ("c", "d", Severity::Minor),
            ("b", "x", Severity::Minor),
        ]);
        let between = |from, to| ledger.between(hash(from), hash(to), Severity::Major);
        assert_eq!(between("a", "b"), Severity::Minor);
        assert_eq!(between("a", "d"), Severity::Critical);
        assert_eq!(between("a", "x"), Severity::Minor);
        assert_eq!(between("d", "a"), Severity::Major, "nobody classified the way back");
        assert_eq!(between("a", "new"), Severity::Major);
    }

    #[test]
    fn of_two_entries_for_one_edit_the_graver_counts() {
        let ledger = ledger(&[("a", "b", Severity::Minor), ("a", "b", Severity::Critical)]);
        assert_eq!(ledger.between(hash("a"), hash("b"), Severity::Major), Severity::Critical);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let ledger = ledger(&[("a", "b", Severity::Minor), ("b", "c", Severity::Critical)]);
        let file = VPath::known("locales/changes.tsv");
        assert_eq!(Ledger::read(&file, &ledger.write(), &[]), (ledger, Vec::new()));
        let (_, diags) = Ledger::read(&file, "a\tb\n", &[]);
        assert_eq!(diags.len(), 1);
    }

    #[test]
    fn a_circle_of_edits_ends() {
        let ledger = ledger(&[("a", "b", Severity::Minor), ("b", "a", Severity::Minor)]);
        assert_eq!(ledger.between(hash("a"), hash("z"), Severity::Critical), Severity::Critical);
    }
}

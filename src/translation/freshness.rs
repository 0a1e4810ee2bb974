//! How a translated block stands: whether somebody accepted exactly this text for exactly that one, and if not, why.

use std::collections::{BTreeMap, BTreeSet};

use super::block::BlockHash;
use super::ledger::{Ledger, Severity};
use super::lock::{Claim, State};

/// How an aligned pair stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Somebody accepted this pair.
    Fresh(State),
    /// The translation was accepted for another form of the source.
    Stale(Severity),
    /// The source was claimed with another form of the translation.
    Edited,
    /// Nobody has claimed either.
    Unclaimed,
}

/// The claims of a locale, ready to be asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    /// The claim that counts of each pair: the highest state, but a revocation beats them all.
    pairs: BTreeMap<(BlockHash, BlockHash), Claim>,
    by_target: BTreeMap<BlockHash, BTreeSet<(BlockHash, BlockHash)>>,
    claimed_sources: BTreeSet<BlockHash>,
}

impl Claims {
    /// Claims of all chapters: a block that moves to another one stays fresh.
    pub fn new<'a>(claims: impl IntoIterator<Item = &'a Claim>) -> Claims {
        let mut out = Claims::default();
        for claim in claims {
            for source in &claim.sources {
                let pair = (*source, claim.target);
                let graver = |known: &Claim| (claim.state, claim.date) > (known.state, known.date);
                if out.pairs.get(&pair).is_none_or(graver) {
                    out.pairs.insert(pair, claim.clone());
                }
                out.by_target.entry(claim.target).or_default().insert(pair);
            }
        }
        let counts = |claim: &&Claim| claim.state != State::Revoked;
        out.claimed_sources = out.pairs.iter().filter(|entry| counts(&entry.1)).map(|entry| entry.0.0).collect();
        out
    }

    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The claim that counts for a pair.
    pub fn of_pair(&self, source: BlockHash, target: BlockHash) -> Option<&Claim> {
        self.pairs.get(&(source, target))
    }

    /// The claims of a text that count, whatever they are for.
    pub fn of_target(&self, target: BlockHash) -> impl Iterator<Item = &Claim> {
        let pairs = self.by_target.get(&target).into_iter().flatten();
        pairs.filter_map(|pair| self.pairs.get(pair)).filter(|claim| claim.state != State::Revoked)
    }

    /// How far the text of a pair was brought, for this source or an earlier form of it; `Draft` if nobody said.
    pub fn state_of(&self, source: BlockHash, target: BlockHash) -> State {
        match self.of_pair(source, target) {
            Some(claim) if claim.state == State::Revoked => return State::Draft,
            Some(claim) => return claim.state,
            None => {}
        }
        let before = self.source_before(source, target).and_then(|before| self.of_pair(before, target));
        before.map_or(State::Draft, |claim| claim.state)
    }

    /// The source that a text was last accepted for, if it is another than this one.
    pub fn source_before(&self, source: BlockHash, target: BlockHash) -> Option<BlockHash> {
        if self.of_pair(source, target).is_some_and(|claim| claim.state != State::Revoked) {
            return None;
        }
        let others = self.by_target.get(&target).into_iter().flatten();
        others
            .filter_map(|pair| self.pairs.get(pair).map(|claim| (claim, pair.0)))
            .filter(|(claim, from)| claim.state != State::Revoked && *from != source)
            .max_by_key(|(claim, from)| (claim.date, *from))
            .map(|(_, from)| from)
    }

    /// How a pair stands. `current` are the hashes of the source as it is; `critical` tells whether its block is.
    pub fn freshness(
        &self,
        source: BlockHash,
        target: BlockHash,
        current: &BTreeSet<BlockHash>,
        critical: bool,
        ledger: &Ledger,
    ) -> Freshness {
        let unclassified = if critical { Severity::Critical } else { Severity::Major };
        let own = self.of_pair(source, target);
        let revoked = own.is_some_and(|claim| claim.state == State::Revoked);
        if let Some(claim) = own.filter(|_| !revoked) {
            // A text that stands for several of the source is stale as soon as one of them is, as gravely as it can be:
            // nobody knows what became of that block.
            let lost = claim.sources.iter().filter(|source| !current.contains(source));
            let grave = lost.map(|lost| match ledger.successor(*lost, &|hash| current.contains(&hash)) {
                Some(to) => ledger.between(*lost, to, Severity::Critical),
                None => Severity::Critical,
            });
            return grave.max().map_or(Freshness::Fresh(claim.state), Freshness::Stale);
        }
        if let Some(from) = self.source_before(source, target) {
            return Freshness::Stale(ledger.between(from, source, unclassified));
        }
        match self.claimed_sources.contains(&source) && !revoked {
            true => Freshness::Edited,
            false => Freshness::Unclaimed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Date;
    use crate::translation::block::BlockKind;
    use crate::translation::ledger::Edit;

    fn hash(text: &str) -> BlockHash {
        BlockHash::of(BlockKind::Text, text)
    }

    fn claim(source: &str, target: &str, state: State) -> Claim {
        let date = Date::parse("2026-03-30").expect("a date");
        let sources = source.split('+').map(hash).collect();
        Claim { target: hash(target), sources, state, who: "s.akter".to_owned(), date, flags: String::new() }
    }

    fn asked(claims: &[Claim], ledger: &Ledger, source: &str, target: &str) -> Freshness {
        let current = BTreeSet::from([hash(source)]);
        Claims::new(claims).freshness(hash(source), hash(target), &current, false, ledger)
    }

    #[test]
    fn only_a_claim_of_exactly_this_pair_is_fresh() {
        let claims = [claim("s", "t", State::Revised)];
        let ledger = Ledger::default();
        assert_eq!(asked(&claims, &ledger, "s", "t"), Freshness::Fresh(State::Revised));
        assert_eq!(asked(&claims, &ledger, "s2", "t"), Freshness::Stale(Severity::Major));
        assert_eq!(asked(&claims, &ledger, "s", "t2"), Freshness::Edited);
        assert_eq!(asked(&claims, &ledger, "s2", "t2"), Freshness::Unclaimed);
    }

    #[test]
    fn a_revocation_beats_every_claim_of_its_pair() {
        let claims = [claim("s", "t", State::Medical), claim("s", "t", State::Revoked)];
        assert_eq!(asked(&claims, &Ledger::default(), "s", "t"), Freshness::Unclaimed);
        // What was stale before a bad acceptance is stale again.
        let claims =
            [claim("old", "t", State::Medical), claim("s", "t", State::Translated), claim("s", "t", State::Revoked)];
        assert_eq!(asked(&claims, &Ledger::default(), "s", "t"), Freshness::Stale(Severity::Major));
        assert_eq!(Claims::new(&claims).state_of(hash("s"), hash("t")), State::Draft);
    }

    #[test]
    fn the_ledger_says_how_stale() {
        let edit = Edit {
            from: hash("s"),
            to: hash("s2"),
            severity: Severity::Minor,
            who: "m.ortiz".to_owned(),
            date: Date::parse("2026-04-02").expect("a date"),
            note: String::new(),
        };
        let ledger = Ledger { edits: BTreeSet::from([edit]) };
        let claims = [claim("s", "t", State::Translated)];
        assert_eq!(asked(&claims, &ledger, "s2", "t"), Freshness::Stale(Severity::Minor));
        let current = BTreeSet::from([hash("s3")]);
        let critical = Claims::new(&claims).freshness(hash("s3"), hash("t"), &current, true, &ledger);
        assert_eq!(critical, Freshness::Stale(Severity::Critical));
    }

    #[test]
    fn a_text_for_two_is_stale_when_one_of_them_goes() {
        let claims = Claims::new(&[claim("a+b", "t", State::Translated)]);
        let ask = |current: &[&str]| {
            let current = current.iter().map(|text| hash(text)).collect();
            claims.freshness(hash("a"), hash("t"), &current, false, &Ledger::default())
        };
        assert_eq!(ask(&["a", "b"]), Freshness::Fresh(State::Translated));
        assert_eq!(ask(&["a", "c"]), Freshness::Stale(Severity::Critical), "nobody knows what became of b");
    }

    #[test]
    fn merged_claims_cannot_make_a_new_pair_fresh() {
        // One branch translated the new source anew, another kept the old pair: the mixture was accepted by nobody.
        let claims = [claim("s", "t", State::Medical), claim("s2", "t2", State::Translated)];
        assert_eq!(asked(&claims, &Ledger::default(), "s2", "t"), Freshness::Stale(Severity::Major));
        assert_eq!(asked(&claims, &Ledger::default(), "s2", "t3"), Freshness::Edited);
    }
}

//! Many edits of a file at once. All are planned on one reading of it, and the file that comes of them is read once: as
//! long as that holds exactly what was meant, nothing is read a second time. Edits that are not read back as they were
//! meant are written in another way, and what still fails is tried apart from the others, in ever smaller parts.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lines::{Cutting, Spot, is_blank, last_line_is_blank};
use super::{Page, Refusal, content, quoted, writing};
use crate::document::Doc;
use crate::translation::block::{Block, BlockHash, BlockKind};

/// How often a file is read at most for one batch. Edits that are not settled by then are refused: a file in which so
/// many fight each other is for a person to look at, and must not keep the program busy.
const READINGS: usize = 256;

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Gives a block, counted as [`Page::blocks`] does, another canonical text.
    Rewrite(usize, String),
    /// Puts lines into the file. What is put at one place stands in the order of the edits.
    Paste(Spot, Cutting),
}

/// An edit as it will be made in the file.
struct Plan {
    /// Number of the edit.
    edit: usize,
    /// Bytes of the file in whose place it comes.
    range: Range<usize>,
    /// Ways to write it, the plainest first.
    ways: Vec<String>,
    effect: Effect,
}

/// What an edit does to the list of the file's blocks.
enum Effect {
    Text {
        block: usize,
        kind: BlockKind,
        hash: BlockHash,
    },
    Lines {
        /// Number of the block before which they come.
        before: usize,
        hashes: Vec<BlockHash>,
        /// The empty line that parts them from their neighbours, if one does.
        blank: Option<String>,
    },
}

impl<'a> Page<'a> {
    /// Makes all edits that can be made; tells of each whether it was.
    pub fn apply(&mut self, edits: &[Edit]) -> Vec<Result<(), Refusal>> {
        let blocks = self.blocks();
        let mut outcomes = vec![Ok(()); edits.len()];
        let mut plans: Vec<Plan> = Vec::new();
        for (at, edit) in edits.iter().enumerate() {
            let plan = match edit {
                Edit::Rewrite(block, text) => self.plan_text(at, *block, text, &blocks),
                Edit::Paste(spot, cutting) => self.plan_lines(at, *spot, cutting, &blocks).map(Some),
            };
            match plan {
                Ok(plan) => plans.extend(plan),
                Err(refusal) => outcomes[at] = Err(refusal),
            }
        }
        plans.sort_by_key(|plan| (plan.range.start, plan.range.end));
        let mut end = 0;
        plans.retain(|plan| {
            let free = plan.range.start >= end;
            if free {
                end = plan.range.end;
            } else {
                outcomes[plan.edit] = Err(Refusal::Unwritable);
            }
            free
        });
        let all = (0..plans.len()).collect();
        let (before, frames) = (blocks.iter().map(|block| block.hash).collect(), frames(&self.doc, &blocks));
        let mut batch =
            Batch { start: self, plans, before, frames, settled: BTreeMap::new(), best: None, n_left: READINGS };
        batch.settle(all);
        for (at, plan) in batch.plans.iter().enumerate() {
            if !batch.settled.contains_key(&at) {
                outcomes[plan.edit] = Err(Refusal::Unwritable);
            }
        }
        if let Some(best) = batch.best {
            *self = best;
        }
        outcomes
    }

    /// Nothing if the block has that text already.
    fn plan_text(&self, edit: usize, at: usize, text: &str, blocks: &[Block]) -> Result<Option<Plan>, Refusal> {
        let old = blocks.get(at).ok_or(Refusal::Unwritable)?;
        if old.text == text {
            return Ok(None);
        }
        let (range, ways) = match (old.kind, old.node) {
            (kind, None) => {
                let (range, yaml) = self.front_value(kind).ok_or(Refusal::Unwritable)?;
                (range, vec![quoted(text, yaml)])
            }
            (BlockKind::Row, Some(node)) => {
                let node = *self.doc.tree.node(node);
                let line = &self.doc.text[node.start as usize..node.stop as usize];
                let range = node.start as usize..node.start as usize + line.trim_end().len();
                (self.in_file(range)?, vec![format!("| {text} |")])
            }
            (_, Some(node)) => {
                (self.in_file(content(&self.doc, node).ok_or(Refusal::Unwritable)?)?, writing::ways(text))
            }
        };
        let effect = Effect::Text { block: at, kind: old.kind, hash: BlockHash::of(old.kind, text) };
        Ok(Some(Plan { edit, range, ways, effect }))
    }

    fn plan_lines(&self, edit: usize, spot: Spot, cutting: &Cutting, blocks: &[Block]) -> Result<Plan, Refusal> {
        let place = self.place(spot, cutting)?;
        let starts_before = |block: &Block| block.node.is_none_or(|node| self.start_of(node) < place.in_text);
        let before = blocks.partition_point(starts_before);
        let effect = Effect::Lines { before, hashes: cutting.hashes.clone(), blank: place.blank };
        Ok(Plan { edit, range: place.in_file..place.in_file, ways: vec![place.lines], effect })
    }

    fn start_of(&self, node: u32) -> usize {
        self.doc.tree.node(node).start as usize
    }
}

struct Batch<'p, 'a> {
    /// The file before all edits.
    start: &'p Page<'a>,
    /// By place in the file; no two of them overlap.
    plans: Vec<Plan>,
    before: Vec<BlockHash>,
    frames: Vec<String>,
    /// Plans that hold, with their way of writing.
    settled: BTreeMap<usize, usize>,
    /// The file with all that are settled.
    best: Option<Page<'a>>,
    n_left: usize,
}

/// A file with some of the edits made.
struct Trial<'a> {
    page: Page<'a>,
    /// Where each of the edits stands now.
    spans: BTreeMap<usize, Range<usize>>,
}

impl<'a> Batch<'_, 'a> {
    fn settle(&mut self, wanted: Vec<usize>) {
        let mut trying: BTreeMap<usize, usize> = wanted.iter().map(|plan| (*plan, 0)).collect();
        let mut stuck: Vec<usize> = Vec::new();
        while !trying.is_empty() && self.n_left > 0 {
            self.n_left -= 1;
            let trial = self.written(&trying);
            let blocks = trial.page.blocks();
            if self.holds(&trial, &blocks) {
                self.settled.append(&mut trying);
                self.best = Some(trial.page);
                break;
            }
            let places = Places::of(&trial.page, &blocks);
            let mut again = BTreeMap::new();
            for (plan, way) in &trying {
                let ways = &self.plans[*plan].ways;
                if self.is_read_back(*plan, &places, &trial.spans[plan]) {
                    again.insert(*plan, *way);
                } else if way + 1 < ways.len() {
                    again.insert(*plan, way + 1);
                } else {
                    stuck.push(*plan);
                }
            }
            if again == trying {
                // Each is what it should be, and yet the whole is not.
                break;
            }
            trying = again;
        }
        stuck.extend(trying.into_keys());
        if stuck.is_empty() || self.n_left == 0 || wanted.len() == 1 {
            return;
        }
        stuck.sort_unstable();
        if stuck.len() < wanted.len() {
            self.settle(stuck);
        } else {
            let others = stuck.split_off(stuck.len() / 2);
            self.settle(stuck);
            self.settle(others);
        }
    }

    /// The file with all edits that are settled, and some more.
    fn written(&self, more: &BTreeMap<usize, usize>) -> Trial<'a> {
        let old = self.start.text();
        let mut text = String::with_capacity(old.len() * 2);
        let mut spans = BTreeMap::new();
        let mut at = 0;
        for (index, way) in self.chosen(more) {
            let plan = &self.plans[index];
            text.push_str(&old[at..plan.range.start]);
            at = plan.range.end;
            let start = text.len();
            match &plan.effect {
                Effect::Text { .. } => text.push_str(&plan.ways[way]),
                Effect::Lines { blank, .. } => {
                    if !text.is_empty() && !text.ends_with('\n') {
                        text.push('\n');
                    }
                    if let Some(blank) = blank.as_ref().filter(|_| !text.is_empty() && !last_line_is_blank(&text)) {
                        text.push_str(blank);
                    }
                    text.push_str(&plan.ways[way]);
                    let next = old[at..].split_inclusive('\n').next().unwrap_or_default();
                    if let Some(blank) = blank.as_ref().filter(|_| !next.is_empty() && !is_blank(next)) {
                        text.push_str(blank);
                    }
                }
            }
            spans.insert(index, start..text.len());
        }
        text.push_str(&old[at..]);
        Trial { page: Page::open(&self.start.doc.file, &text, self.start.reading), spans }
    }

    /// All plans of a trial with their way of writing, by place.
    fn chosen(&self, more: &BTreeMap<usize, usize>) -> BTreeMap<usize, usize> {
        self.settled.iter().chain(more).map(|(plan, way)| (*plan, *way)).collect()
    }

    /// Whether a file holds exactly the blocks that it should, each in the containers and with the attributes that it
    /// had.
    fn holds(&self, trial: &Trial<'a>, blocks: &[Block]) -> bool {
        let mut texts: BTreeMap<usize, BlockHash> = BTreeMap::new();
        let mut lines: BTreeMap<usize, Vec<BlockHash>> = BTreeMap::new();
        for plan in trial.spans.keys() {
            match &self.plans[*plan].effect {
                Effect::Text { block, hash, .. } => drop(texts.insert(*block, *hash)),
                Effect::Lines { before, hashes, .. } => lines.entry(*before).or_default().extend(hashes),
            }
        }
        let mut expected: Vec<(BlockHash, Option<&String>)> = Vec::with_capacity(blocks.len());
        for at in 0..=self.before.len() {
            expected.extend(lines.get(&at).into_iter().flatten().map(|hash| (*hash, None)));
            let hash = texts.get(&at).or_else(|| self.before.get(at));
            expected.extend(hash.map(|hash| (*hash, self.frames.get(at))));
        }
        let found = blocks.iter().zip(frames(&trial.page.doc, blocks));
        expected.len() == blocks.len()
            && expected
                .iter()
                .zip(found)
                .all(|((hash, frame), (block, own))| block.hash == *hash && frame.is_none_or(|frame| *frame == own))
    }

    /// Whether an edit, looked at alone, is read back as it was meant.
    fn is_read_back(&self, plan: usize, places: &Places, span: &Range<usize>) -> bool {
        match &self.plans[plan].effect {
            Effect::Text { kind, hash, .. } => match places.front.get(kind) {
                Some(front) => front == hash,
                None => places.around(span.start) == Some(*hash),
            },
            Effect::Lines { hashes, .. } => places.within(span) == *hashes,
        }
    }
}

/// Where the blocks of a file stand in it.
struct Places {
    front: BTreeMap<BlockKind, BlockHash>,
    /// Those of the file's own text, by where they begin.
    own: Vec<(Range<usize>, BlockHash)>,
}

impl Places {
    fn of(page: &Page<'_>, blocks: &[Block]) -> Places {
        let mut out = Places { front: BTreeMap::new(), own: Vec::new() };
        for block in blocks {
            let Some(node) = block.node else {
                out.front.insert(block.kind, block.hash);
                continue;
            };
            let node = page.doc.tree.node(node);
            let (file, range) = page.doc.place(node.start, node.stop);
            if *file == page.doc.file {
                out.own.push((range, block.hash));
            }
        }
        out.own.sort_by_key(|own| own.0.start);
        out
    }

    fn around(&self, at: usize) -> Option<BlockHash> {
        let last = self.own.partition_point(|own| own.0.start <= at).checked_sub(1)?;
        let (range, hash) = &self.own[last];
        range.contains(&at).then_some(*hash)
    }

    fn within(&self, span: &Range<usize>) -> Vec<BlockHash> {
        let from = self.own.partition_point(|own| own.0.start < span.start);
        let inner = self.own[from..].iter().take_while(|own| own.0.start < span.end);
        inner.map(|own| own.1).collect()
    }
}

/// Of each block, what is around it: the kinds of its containers, their attributes and pins, and its own.
fn frames(doc: &Doc, blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut wanted = blocks.iter().peekable();
    while wanted.next_if(|block| block.node.is_none()).is_some() {
        out.push(String::new());
    }
    let mut around: Vec<(u32, usize)> = Vec::new();
    let mut path = String::new();
    for (at, node) in doc.tree.nodes.iter().enumerate().filter(|(_, node)| !node.kind.is_inline()) {
        while let Some((_, length)) = around.pop_if(|container| container.0 <= at as u32) {
            path.truncate(length);
        }
        around.push((node.end, path.len()));
        path.push_str(&super::frame(doc, at as u32));
        if wanted.next_if(|block| block.node == Some(at as u32)).is_some() {
            out.push(path.clone());
        }
    }
    out
}

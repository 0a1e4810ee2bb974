//! What lies between quantities: hours and minutes of one time, ranges, comparators.

use super::rational::Rational;
use super::read::Reader;
use super::sense::{Direction, Period};
use super::tokens::What;
use super::units::Dimension;
use super::{Origin, Quantity, Sort};

/// Words that may stand between a comparator and its number.
const REACH: usize = 4;

impl Reader<'_> {
    /// "8 h 30", "下午4点30分", "4 giờ 30 phút": one time, or one duration.
    pub fn hours_and_minutes(&mut self) {
        let mut at = 0;
        while at + 1 < self.out.len() {
            let (a, b) = (&self.out[at], &self.out[at + 1]);
            let hours = a.unit.is_some_and(|unit| unit.is("h") || unit.is("o'clock"));
            let rest = b.unit.is_none_or(|unit| unit.is("min"));
            let small = matches!(b.values[..], [value] if value < Rational::whole(60)) && b.digits.len() <= 2;
            let beside = a.tokens.end == b.tokens.start && a.origin != Origin::Bare && b.origin != Origin::One;
            if hours && rest && small && beside && b.sort != Sort::Ordinal && b.digits.len() == 2
                || (hours && rest && small && beside && b.unit.is_some())
            {
                let b = self.out.remove(at + 1);
                let a = &mut self.out[at];
                let part = b.values.first().and_then(|value| value.times(Rational::new(1, 60)?));
                a.values = a.values.iter().filter_map(|value| value.plus(part?)).collect();
                a.tokens.end = b.tokens.end;
                a.span.end = b.span.end;
                a.period = a.period.or(b.period);
                time(a, self.lexicon.six_hours);
            }
            at += 1;
        }
    }

    /// Pairs of numbers with a sign or a word for a range between them; one unit may stand for both.
    pub fn ranges(&mut self) {
        for at in 1..self.out.len() {
            let (from, to) = (self.out[at - 1].tokens.end, self.out[at].tokens.start);
            let between = from..to;
            let n = between.len();
            if n > 3 || self.out[at - 1].range || matches!(self.out[at].sort, Sort::Phone | Sort::Month) {
                continue;
            }
            let dash = n == 1 && self.is_mark(from, &['-', '–', '—', '~', '−']);
            let to_word = between.clone().any(|place| self.sense(place).to);
            let and = n >= 1 && between.clone().all(|place| self.sense(place).and);
            let opened = and && self.opened(self.out[at - 1].tokens.start);
            if !(dash || to_word || and) {
                continue;
            }
            let (unit, period) = (self.out[at].unit, self.out[at].period);
            let first = &mut self.out[at - 1];
            if first.unit.is_none() && unit.is_some() && matches!(first.sort, Sort::Plain | Sort::Time) {
                first.unit = unit;
                first.lent = true;
                // The lower end of a dose is as firm as the upper one.
                if first.sort == Sort::Plain && (dash || to_word || opened) {
                    first.sort = Sort::Measured;
                }
                if first.origin != Origin::Digits && first.values == [Rational::ONE] {
                    first.origin = Origin::Word;
                }
            }
            let lent = first.period.is_none() && period.is_some() && (dash || to_word);
            if lent {
                // "from 2 to 4 pm", but "from 11 to 2 pm".
                first.period = period;
                time(first, self.lexicon.six_hours);
            }
            let given = self.out[at - 1].period;
            if !lent && period.is_none() && given.is_some() && (dash || to_word) {
                self.out[at].period = given;
                time(&mut self.out[at], self.lexicon.six_hours);
                self.out[at].lent = true;
            }
            if dash || to_word || opened {
                // A dash before the second number was no minus.
                self.out[at].values =
                    self.out[at].values.iter().map(|value| if dash { value.magnitude() } else { *value }).collect();
                self.out[at - 1].range = true;
                self.out[at].range = true;
            }
        }
    }

    /// Whether a word such as "between" stands before a token.
    fn opened(&self, at: usize) -> bool {
        (at.saturating_sub(2)..at).any(|place| self.sense(place).open)
    }

    /// Whether a negation stands in the clause around a comparator.
    fn negated(&self, place: usize) -> bool {
        let stop =
            |at: usize| self.is_mark(at, &['.', ';', ',', '!', '?', '。', '；', '，', '।', '؛', '،', '۔', ':', '(']);
        let ahead =
            (place.saturating_sub(7)..place).rev().take_while(|at| !stop(*at)).any(|at| self.sense(at).negation);
        let behind = (place + 1..place + if self.lexicon.han { 24 } else { 9 })
            .take_while(|at| !stop(*at))
            .any(|at| self.sense(at).negation);
        ahead || behind
    }

    /// Binds "before" and "after" to the time they count from: "2 hours before", "vor 2 Stunden".
    pub fn turns(&mut self) {
        for place in 0..self.tokens.len() {
            let Some(turn) = self.sense(place).turn else { continue };
            if self.out.iter().any(|quantity| quantity.tokens.contains(&place)) {
                continue;
            }
            let times = |quantity: &Quantity| {
                let unit = quantity.unit.is_some_and(|unit| {
                    matches!(unit.dimension(), Dimension::Time | Dimension::Calendar | Dimension::Clock)
                });
                // "31 March".
                let dated = quantity.sort == Sort::Plain
                    && self.out.iter().any(|next| next.sort == Sort::Month && next.tokens.start == quantity.tokens.end);
                quantity.turn.is_none()
                    && quantity.origin != Origin::Bare
                    && (unit || dated || matches!(quantity.sort, Sort::Time | Sort::Date | Sort::Month | Sort::Ordinal))
            };
            let behind = self.out.iter().rposition(|quantity| quantity.tokens.end <= place);
            let ahead = self.out.iter().position(|quantity| quantity.tokens.start > place);
            let gap_behind = |at: usize| place - self.out[at].tokens.end;
            let behind = behind.filter(|at| times(&self.out[*at]) && !self.parted(self.out[*at].tokens.end..place));
            let ahead = ahead.filter(|at| times(&self.out[*at]) && !self.parted(place..self.out[*at].tokens.start));
            let found = behind
                .filter(|at| gap_behind(*at) <= 1)
                .or_else(|| ahead.filter(|at| self.out[*at].tokens.start - place <= REACH + 1));
            if let Some(at) = found.or_else(|| behind.filter(|at| gap_behind(*at) < REACH)) {
                self.out[at].turn = Some(turn);
                self.out[at].turned_by = place;
                // Where the parts of the day come first, "after" follows its number.
                self.out[at].since = !self.lexicon.period_first && self.out[at].tokens.end <= place;
            }
        }
    }

    /// Marks numbers that are ages: "aged 2, 4 and 6", "children under five".
    pub fn ages(&mut self) {
        for (place, _) in
            self.tokens.iter().enumerate().filter(|(_, token)| matches!(&token.what, What::Known(sense) if sense.age))
        {
            let mut end = place + 1;
            for quantity in self.out.iter_mut().filter(|quantity| quantity.tokens.end > place) {
                if quantity.tokens.start > end + 2 || quantity.sort != Sort::Plain || quantity.pair.is_some() {
                    break;
                }
                quantity.age = quantity.unit.is_none();
                end = quantity.tokens.end;
            }
        }
    }

    fn parted(&self, range: std::ops::Range<usize>) -> bool {
        range.into_iter().any(|at| self.is_mark(at, &['.', ';', '!', '?', '。', '；', '।', '؛', '۔', '؟', ':']))
    }

    /// Binds each comparator to the nearest number that it can belong to.
    pub fn comparators(&mut self) {
        for place in 0..self.tokens.len() {
            let What::Known(sense) = &self.tokens[place].what else { continue };
            if sense.before.is_none() && sense.after.is_none() {
                continue;
            }
            let taken = |out: &[Quantity]| out.iter().position(|quantity| quantity.tokens.contains(&place));
            if taken(&self.out).is_some() {
                continue;
            }
            // The word between the ends of a range is none.
            let joins = sense.to
                && self.out.windows(2).any(|ends| {
                    ends[0].range && ends[1].range && (ends[0].tokens.end..ends[1].tokens.start).contains(&place)
                });
            if joins {
                continue;
            }
            let stop = |range: std::ops::Range<usize>| self.parted(range);
            let counts = |quantity: &Quantity, gap: usize| quantity.origin != Origin::Bare || gap <= 1;
            let ahead = sense.before.and_then(|direction| {
                let at = self.out.iter().position(|quantity| {
                    quantity.tokens.start > place && counts(quantity, quantity.tokens.start - place - 1)
                })?;
                // "Day 28".
                let beside = |next: &Quantity| next.tokens.start == self.out[at].tokens.end && next.unit.is_none();
                let numbered = self.out[at].origin == Origin::Bare
                    && self.out.get(at + 1).is_some_and(|next| next.origin == Origin::Digits && beside(next));
                let at = at + usize::from(numbered);
                let gap = self.out[at].tokens.start - place - 1;
                (gap <= if self.lexicon.han { 2 * REACH } else { REACH } && !stop(place..self.out[at].tokens.start))
                    .then_some((gap, at, direction))
            });
            let behind = sense.after.and_then(|direction| {
                let at = self.out.iter().rposition(|quantity| {
                    quantity.tokens.end <= place && counts(quantity, place - quantity.tokens.end)
                })?;
                let gap = place - self.out[at].tokens.end;
                (gap < REACH && !stop(self.out[at].tokens.end..place)).then_some((gap, at, direction))
            });
            let nearest: Option<(usize, usize, Direction)> =
                [ahead, behind].into_iter().flatten().min_by_key(|found| found.0);
            if let Some((gap, at, direction)) = nearest {
                // "From 2 to 4" is no limit.
                if sense.open && self.out[at].range {
                    continue;
                }
                let soft = sense.turn.is_some() || ((sense.to || sense.open) && sense.before.is_some());
                if soft && !self.out[at].comparators.is_empty() && !self.out[at].soft {
                    continue;
                }
                if !soft && self.out[at].soft {
                    self.out[at].comparators.clear();
                }
                self.out[at].soft = soft;
                let (turn, turned, last) = (self.out[at].turn, self.out[at].turned_by, self.out[at].tokens.end);
                // "2時間前" is no limit.
                if turn.is_some() && self.out[at].turned_by == place && last <= place {
                    continue;
                }
                // "At the latest 2 hours before" is 2 hours or more.
                let long = self.out[at]
                    .unit
                    .is_some_and(|unit| matches!(unit.dimension(), Dimension::Time | Dimension::Calendar));
                let late = turn == Some(Direction::Down) && sense.late && long && turned > place.min(last - 1);
                let direction = if late { direction.opposite() } else { direction };
                self.out[at].late |= late;
                self.out[at].fixed |= sense.fixed;
                self.out[at].denied |= !sense.fixed
                    && (place.saturating_sub(2)..place + 2).any(|near| near != place && self.sense(near).negation);
                self.out[at].adjacent = gap <= 3;
                self.out[at].comparators.push(direction);
                self.out[at].negated |= !sense.fixed && !sense.age && self.negated(place);
            }
        }
    }
}

/// Minutes in a number of hours.
pub fn minutes(hours: Rational) -> Option<i32> {
    hours.times(Rational::whole(60))?.integer().and_then(|minutes| i32::try_from(minutes).ok())
}

/// Works out which minutes of the day a number with a part of the day can mean.
pub fn time(quantity: &mut Quantity, six_hours: bool) {
    let clock = quantity.unit.is_none_or(|unit| unit.is("h") || unit.is("o'clock"));
    let part = quantity.unit.is_none()
        && quantity.origin != Origin::Digits
        && quantity.values.iter().any(|value| *value < Rational::ONE);
    if part {
        return;
    }
    let Some(period) =
        quantity.period.filter(|_| clock && matches!(quantity.sort, Sort::Plain | Sort::Measured | Sort::Time))
    else {
        return;
    };
    let mut hours: Vec<i32> = quantity.minutes.clone();
    if hours.is_empty() || quantity.sort == Sort::Time {
        let read: Vec<i32> =
            quantity.values.iter().filter(|_| quantity.pair.is_none()).filter_map(|value| minutes(*value)).collect();
        if !read.is_empty() {
            hours = read;
        }
    }
    hours.retain(|time| (0..=1440).contains(time));
    if hours.is_empty() {
        return;
    }
    let read = |time: i32| {
        let time = if six_hours { (time + 360) % 720 } else { time };
        match period {
            _ if time > 780 => vec![time],
            Period::Morning => vec![time % 720],
            Period::Afternoon => vec![time % 720 + 720],
            Period::Night => vec![time % 720, time % 720 + 720],
        }
    };
    quantity.minutes = hours.into_iter().flat_map(read).collect();
    quantity.sort = Sort::Time;
}

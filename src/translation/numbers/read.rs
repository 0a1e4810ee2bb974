//! From tokens to quantities: numbers, and the units and parts of the day that belong to them.

use super::bind::{minutes, time};
use super::fold::Folded;
use super::lexicon::Lexicon;
use super::rational::Rational;
use super::sense::Sense;
use super::tokens::{Token, UNKNOWN, What};
use super::units::{Dimension, Unit};
use super::{Origin, Quantity, Sort};

/// Reads the quantities of a text that was cut into tokens.
pub fn read(text: &Folded, tokens: &[Token], lexicon: &Lexicon) -> Vec<Quantity> {
    let mut reader = Reader { text, tokens, lexicon, out: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        let next = reader.quantity(at).unwrap_or(at + 1);
        at = next.max(at + 1);
    }
    reader.hours_and_minutes();
    reader.ranges();
    reader.turns();
    reader.ages();
    reader.comparators();
    reader.out
}

/// What is read so far.
pub struct Reader<'a> {
    pub text: &'a Folded,
    pub tokens: &'a [Token],
    pub lexicon: &'a Lexicon,
    pub out: Vec<Quantity>,
}

impl<'a> Reader<'a> {
    pub fn sense(&self, at: usize) -> &'a Sense {
        self.tokens.get(at).map_or(&UNKNOWN, Token::sense)
    }

    pub fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_mark(marks))
    }

    /// Whether nothing stands between a token and the one before it.
    pub fn glued(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.start == self.tokens[at - 1].end)
    }

    /// Reads the quantity that begins at a token; gives the token after it.
    fn quantity(&mut self, at: usize) -> Option<usize> {
        if matches!(self.tokens.get(at).map(|token| &token.what), Some(What::Word | What::Mark(_) | What::Name)) {
            return None;
        }
        let sense = self.sense(at);
        if sense.ordinal_mark
            && let Some((values, _, next)) = self.value(at + 1)
        {
            let origin =
                if matches!(self.tokens[at + 1].what, What::Number(_)) { Origin::Digits } else { Origin::Word };
            self.push(at, next, Quantity { values, origin, sort: Sort::Ordinal, ..Quantity::default() });
            return Some(next);
        }
        if let Some((value, unit)) = sense.whole {
            // "ساعتان ونصف".
            let sum = self.sense(at + 1).add_after.filter(|_| value.integer().is_some());
            let sum = sum.and_then(|add| value.plus(add));
            let (value, next) = sum.map_or((value, at + 1), |sum| (sum, at + 2));
            let origin = if value == Rational::ONE { Origin::One } else { Origin::Word };
            let next = self.repeated(next, value);
            let sort = Sort::Measured;
            self.push(
                at,
                next,
                Quantity { values: vec![value], unit: Some(unit), origin, sort, ..Quantity::default() },
            );
            self.noon();
            return Some(next);
        }
        if let Some(month) = sense.month
            && self.month_fits(at)
        {
            let values = vec![Rational::whole(month.into())];
            self.push(at, at + 1, Quantity { values, sort: Sort::Month, origin: Origin::One, ..Quantity::default() });
            return Some(at + 1);
        }
        let before = sense.unit_before.filter(|_| sense.number.is_none());
        let start = if before.is_some() && sense.add_before.is_none() { at + 1 } else { at };
        if let (Some(_), Some(hour)) = (before, self.sense(start).ordinal) {
            // Arabic names the hours by ordinals.
            let (hour, next) = match self.sense(start + 1).add_after.and_then(|add| hour.plus(add)) {
                Some(sum) => (sum, start + 2),
                None => (hour, start + 1),
            };
            let quantity = Quantity { origin: Origin::Word, ..Quantity::default() };
            return Some(self.with_unit(at, vec![hour], quantity, next, before));
        }
        if let Some((values, quantity, next)) = self.value(start) {
            return Some(self.with_unit(at, values, quantity, next, before));
        }
        if let Some(ordinal) = sense.ordinal {
            let (value, next) = self.inverted(at, ordinal).unwrap_or((ordinal, at + 1));
            let quantity =
                Quantity { values: vec![value], sort: Sort::Ordinal, origin: Origin::Word, ..Quantity::default() };
            self.push(at, next, quantity);
            return Some(next);
        }
        if let Some(unit) = sense.unit {
            return self.bare_unit(at, unit);
        }
        None
    }

    /// The number at a token with its scale words, what it says besides, and the token after it.
    pub fn value(&self, at: usize) -> Option<(Vec<Rational>, Quantity, usize)> {
        let token = self.tokens.get(at)?;
        let mut quantity = Quantity { origin: Origin::Word, ..Quantity::default() };
        let mut next = at + 1;
        let mut values = match &token.what {
            What::Number(written) => {
                quantity.origin = Origin::Digits;
                quantity.pair = written.pair;
                quantity.digits = written.digits.clone();
                quantity.minutes = written.clock.into_iter().collect();
                (quantity.doubtful, quantity.misread, quantity.mixed) =
                    (written.doubtful, written.misread, written.mixed);
                if written.phone {
                    quantity.sort = Sort::Phone;
                }
                if let Some(date) = written.date {
                    quantity.sort = Sort::Date;
                    quantity.values = date.map(Rational::whole).to_vec();
                    return Some((quantity.values.clone(), quantity, next));
                }
                written.values.clone()
            }
            What::Han(value) => {
                let beside = self.tokens.get(next).is_some_and(|token| token.start == self.tokens[at].end);
                let sense = self.sense(next);
                let counts =
                    sense.unit.is_some() || sense.scale.is_some() || sense.fraction || sense.add_after.is_some();
                let marked = at > 0 && (self.sense(at - 1).ordinal_mark || self.sense(at - 1).unit_before.is_some());
                let after_fraction = at > 0 && self.sense(at - 1).fraction;
                // "七至八小时", "八平茶匙".
                let unit = |place: usize| self.sense(place).unit.is_some();
                let ranged = self.sense(next).to
                    && matches!(self.tokens.get(next + 1).map(|token| &token.what), Some(What::Han(_)))
                    && unit(next + 2);
                let filled = self.sense(next).filler && unit(next + 1);
                if !((beside && (counts || ranged || filled)) || marked || after_fraction) {
                    return None;
                }
                vec![*value]
            }
            What::Known(sense) => {
                if let Some(add) = sense.add_before {
                    let (values, quantity, next) = self.value(at + 1)?;
                    // "साढ़े तीन लाख" adds half a lakh: the scale was applied to the number alone.
                    let scale = self.sense(next.saturating_sub(1)).scale.unwrap_or(Rational::ONE);
                    let values = values.iter().filter_map(|value| value.plus(add.times(scale)?)).collect();
                    return Some((values, quantity, next));
                }
                if sense.number.is_none() && sense.scale.is_some() && sense.unit.is_some() {
                    return None;
                }
                if let (None, Some(scale)) = (sense.number, sense.scale) {
                    // "Thousands of" is no number that could be wrong.
                    // But a hundred of something is.
                    let counted = self.sense(at + 1).unit.is_some_and(|unit| !unit.is("times"));
                    quantity.origin = if counted { Origin::Word } else { Origin::Bare };
                    vec![scale]
                } else {
                    // Turkish "altı" is six, and behind a unit "under".
                    let behind = at > 0 && sense.after.is_some() && self.sense(at - 1).unit.is_some();
                    // "And a quarter teaspoon".
                    let unit = self.sense(at + 1).unit.is_some();
                    let part = sense.add_after.filter(|part| unit && *part < Rational::ONE);
                    let mut value = sense.number.filter(|_| !behind).or(part)?;
                    if let Some((sum, after)) = self.compound(at, value).or_else(|| self.inverted(at, value)) {
                        (value, next) = (sum, after);
                    }
                    vec![value]
                }
            }
            _ => return None,
        };
        // "1 1/2", "1½".
        if let Some(What::Number(more)) = self.tokens.get(next).map(|token| &token.what)
            && let [whole] = values[..]
            && whole.integer().is_some()
            && let [part] = more.values[..]
            && part < Rational::ONE
            && (more.pair.is_some() || more.digits.is_empty())
        {
            values = whole.plus(part).into_iter().collect();
            next += 1;
        }
        let word = quantity.origin == Origin::Word;
        next = self.scaled(&mut values, next, word);
        if word || quantity.origin == Origin::Bare {
            next = self.rest(&mut values, &mut quantity.origin, next);
        }
        // "3分の2", "三分之一".
        if self.sense(next).fraction
            && let Some((tops, _, after)) = self.value(next + 1)
            && let ([bottom], [top]) = (&values[..], &tops[..])
        {
            values = Rational::new(top.integer()?, bottom.integer()?).into_iter().collect();
            return Some((values, quantity, after));
        }
        Some((values, quantity, next))
    }

    /// Finds the unit behind a number, or what else makes its class.
    fn with_unit(
        &mut self,
        at: usize,
        mut values: Vec<Rational>,
        mut quantity: Quantity,
        mut next: usize,
        before: Option<Unit>,
    ) -> usize {
        let word = quantity.origin == Origin::Word;
        if word && let [value] = values[..] {
            next = self.repeated(next, value);
        }
        // The sign of a negative number: a minus, or a hyphen after a space.
        if at > 0 && !word {
            let spaced = at < 2 || !self.glued(at - 1);
            if self.glued(at) && (self.is_mark(at - 1, &['−']) || (spaced && self.is_mark(at - 1, &['-', '–']))) {
                values = values.into_iter().map(Rational::negative).collect();
            }
        }
        // "2-year-old", "18-летний".
        let hyphen = usize::from(self.is_mark(next, &['-']) && self.glued(next) && self.glued(next + 1));
        // "Une quinzaine de minutes".
        let dozen = word && self.sense(next).open && matches!(values[..], [value] if value >= Rational::whole(10));
        if hyphen == 0 && (self.sense(next).filler || dozen) && self.sense(next + 1).unit.is_some() {
            next += 1;
        }
        let sense = self.sense(next + hyphen);
        quantity.unit = before;
        // "two thirds".
        if word && let (Some(part), [top]) = (sense.part.and_then(Rational::integer), &values[..]) {
            values = top.integer().and_then(|top| Rational::new(top, part)).into_iter().collect();
            next += 1;
        } else if let Some(unit) =
            sense.unit.or(sense.ending).filter(|unit| quantity.sort != Sort::Phone || unit.is_amount())
        {
            // What has a unit is no telephone number.
            if quantity.sort == Sort::Phone {
                quantity.sort = Sort::Plain;
                values = Rational::decimal(&quantity.digits, "").into_iter().collect();
            }
            let kept = before.filter(|_| matches!(unit.code(), "°" | "n" | "cup"));
            quantity.unit = kept.or(Some(unit)).filter(|unit| !unit.is("n"));
            next += 1 + hyphen;
            self.named_unit(&mut quantity, &mut next);
            // "两个半小时", "4点半", "2 ans et demi".
            let add = self.sense(next).add_after;
            if let (Some(add), [value]) = (add, &values[..]) {
                values = value.plus(add).into_iter().collect();
                next += 1;
            }
        } else if sense.ordinal_mark && self.glued(next) && !word {
            quantity.sort = Sort::Ordinal;
            next += 1;
        } else if before.is_none() {
            // "two 500 mg tablets".
            let strength = matches!(self.tokens.get(next).map(|token| &token.what), Some(What::Number(_)))
                && self.sense(next + 1).unit.is_some_and(Unit::is_amount);
            let counted = (next + 2..next + 4).filter_map(|place| self.sense(place).unit).next();
            quantity.unit = counted.filter(|unit| strength && matches!(unit.dimension(), Dimension::Own(_)));
        } else {
            self.named_unit(&mut quantity, &mut next);
        }
        // "mg/kg", "mg per kg", "mg par kg".
        if quantity.unit.is_some_and(|unit| unit.is_amount() || unit.is("IU") || unit.is("mmol")) {
            let word = matches!(self.tokens.get(next).map(|token| &token.what), Some(What::Word | What::Known(_)));
            let slash = self.is_mark(next, &['/']);
            let per = self.sense(next + 1).unit.filter(|unit| (slash || word) && unit.is_amount());
            if per.is_some() {
                quantity.per = per;
                next += if slash { 2 } else { 0 };
            }
        }
        // "the over-65s".
        let joined = self.glued(next - 1) && self.text.chars[self.tokens[next - 1].start] == 's';
        let over = at > 0 && (self.glued(at) || self.sense(at - 1).before.is_some());
        if joined && over && !word && quantity.unit.is_some_and(|unit| unit.is("s")) {
            quantity.unit = None;
            quantity.age = true;
        }
        // "the 1990s".
        if let [value] = values[..]
            && quantity.unit.is_some_and(|unit| unit.is("s"))
            && quantity.digits.len() == 4
            && value.integer().is_some_and(|year| (1800..2100).contains(&year) && year % 10 == 0)
        {
            quantity.unit = None;
            values.extend(value.plus(Rational::whole(-1900)).filter(|short| *short < Rational::whole(100)));
        }
        if quantity.unit.is_some_and(|unit| matches!(unit.code(), "°" | "°C" | "°F")) {
            // "Más o menos" is about.
            let about = at > 1 && self.sense(at - 2).and && !self.lexicon.han;
            let ahead = at > 0 && !about && self.sense(at - 1).minus;
            if ahead || self.sense(next).minus {
                values = values.into_iter().map(|value| value.magnitude().negative()).collect();
            }
        }
        if quantity.unit.is_some() && quantity.sort == Sort::Plain {
            quantity.sort = Sort::Measured;
        }
        if word && values == [Rational::ONE] {
            quantity.origin = Origin::One;
        }
        quantity.values = values;
        self.push(at, next, quantity);
        self.period(at, next);
        next
    }

    /// "38° Celsius", "nyuzijoto 38 za Selsiasi", "vijiko viwili vya chai".
    fn named_unit(&self, quantity: &mut Quantity, next: &mut usize) {
        if quantity.unit.is_some_and(|unit| matches!(unit.code(), "°" | "°C" | "°F")) {
            let scale = |place: usize| self.sense(place).unit.filter(|unit| matches!(unit.code(), "°C" | "°F"));
            let skip = usize::from(scale(*next).is_none());
            if let Some(unit) = scale(*next + skip).filter(|_| skip == 0 || *self.sense(*next) == Sense::default()) {
                quantity.unit = Some(unit);
                *next += skip + 1;
            }
        } else if quantity.unit.is_some_and(|unit| unit.is("spoon"))
            && let Some(unit) = self.sense(*next).unit.filter(|unit| unit.dimension() == Dimension::Spoon)
        {
            quantity.unit = Some(unit);
            *next += 1;
        }
    }

    /// A unit without a number: one of it, or none at all.
    fn bare_unit(&mut self, at: usize, unit: Unit) -> Option<usize> {
        let token = &self.tokens[at];
        let measures = !matches!(unit.dimension(), Dimension::Own(_) | Dimension::Clock) || unit.is("times");
        // "dakika 20", "siku tano"; in Arabic "سنة واحدة", "الأشهر الستة".
        let article = usize::from(
            !self.lexicon.prefixes.is_empty()
                && self.glued(at + 2)
                && !self.glued(at + 1)
                && self.text.chars[self.tokens[at + 1].start..self.tokens[at + 1].end] == ['ا', 'ل'],
        );
        if let Some((values, mut quantity, next)) = self.value(at + 1 + article)
            && (self.lexicon.unit_first || self.sense(next).unit.is_none())
            && (self.lexicon.unit_first
                || (article == 1 && quantity.origin == Origin::Word)
                || (values == [Rational::ONE] && quantity.origin == Origin::Word && !self.lexicon.prefixes.is_empty()))
            && quantity.sort != Sort::Phone
        {
            quantity.unit = Some(unit);
            quantity.sort = Sort::Measured;
            if quantity.origin == Origin::Word && values == [Rational::ONE] {
                quantity.origin = Origin::One;
            }
            quantity.values = values;
            let mut next = next;
            self.named_unit(&mut quantity, &mut next);
            let next = match (self.sense(next).add_after, &quantity.values[..]) {
                (Some(add), [value]) => {
                    quantity.values = value.plus(add).into_iter().collect();
                    next + 1
                }
                _ => next,
            };
            let next = match &quantity.values[..] {
                [value] => self.repeated(next, *value),
                _ => next,
            };
            self.push(at, next, quantity);
            self.period(at, next);
            return Some(next);
        }
        let short = token.end - token.start < if self.lexicon.han { 2 } else { 3 };
        if !measures || short {
            return None;
        }
        // "saa na nusu": one and a half of it.
        let add = self.sense(at + 1).add_after.and_then(|add| Rational::ONE.plus(add));
        let (origin, next) = if add.is_some() { (Origin::Word, at + 2) } else { (Origin::Bare, at + 1) };
        let values = vec![add.unwrap_or(Rational::ONE)];
        let sort = if add.is_some() { Sort::Measured } else { Sort::Plain };
        self.push(at, next, Quantity { values, sort, unit: Some(unit), origin, ..Quantity::default() });
        Some(next)
    }

    /// Names of months are words too: "may", "march". They count beside a number, or written large.
    fn month_fits(&self, at: usize) -> bool {
        let near = |place: Option<usize>| {
            place.and_then(|place| self.tokens.get(place)).is_some_and(|token| matches!(token.what, What::Number(_)))
        };
        let large = self.text.raw.get(self.tokens[at].start).is_some_and(|raw| raw.is_uppercase());
        let beside = near(at.checked_sub(1)) || near(at.checked_sub(2)) || near(Some(at + 1)) || near(Some(at + 2));
        beside || (large && at > 0)
    }

    /// Noon and midnight are words with a time in them.
    fn noon(&mut self) {
        let Some(last) = self.out.last_mut().filter(|last| last.unit.is_some_and(|unit| unit.is("o'clock"))) else {
            return;
        };
        last.minutes = last.values.iter().filter_map(|hours| minutes(*hours)).map(|time| time % 1440).collect();
        last.sort = Sort::Time;
        last.origin = Origin::One;
    }

    /// The part of the day beside a number makes a time of it.
    fn period(&mut self, at: usize, next: usize) {
        let behind = self.sense(next).period.or_else(|| {
            // "9 Uhr am Morgen": one small word between.
            matches!(self.tokens.get(next).map(|token| &token.what), Some(What::Word))
                .then(|| self.sense(next + 1).period)
                .flatten()
        });
        let ahead = at.checked_sub(1).and_then(|place| self.sense(place).period);
        let ahead = ahead.or_else(|| {
            let place = at.checked_sub(2)?;
            (self.sense(at - 1).unit_before.is_some() || matches!(self.tokens[at - 1].what, What::Word))
                .then(|| self.sense(place).period)
                .flatten()
        });
        let Some(last) = self.out.last_mut() else { return };
        last.period = if self.lexicon.period_first { ahead.or(behind) } else { behind.or(ahead) };
        time(last, self.lexicon.six_hours);
    }

    fn push(&mut self, at: usize, next: usize, mut quantity: Quantity) {
        let (first, last) = (&self.tokens[at], &self.tokens[next - 1]);
        quantity.tokens = at..next;
        quantity.span = self.text.at[first.start]..self.text.at[last.end];
        self.out.push(quantity);
    }
}
